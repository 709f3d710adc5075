"""The shape of the code: who commits, where transactions open, what templates may do."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*ROOT.glob("tracker/**/*.py"), *ROOT.glob("jobs/**/*.py")])
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))

# The doors that own transactions; delivery and the webhook must close one before the network and open one after.
TRANSACTION_DOORS = re.compile(
    r"^(jobs/|tracker/(.+/)?routes(/|\.py)|tracker/line_webhook(/|\.py)|tracker/reminders/delivery|tracker/cli/"
    r"|tracker/demo/|tracker/database\.py|tracker/health/archive\.py)"
)


def _calls(name: str) -> list[str]:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == name:
                found.append(f"{path.relative_to(ROOT).as_posix()}:{node.lineno}")
    return found


def test_only_the_database_commits_and_rolls_back() -> None:
    allowed = ("tracker/database.py", "tracker/cli/door.py", "tracker/simulator/", "tracker/reminders/delivery")
    elsewhere = [place for name in ("commit", "rollback") for place in _calls(name) if not place.startswith(allowed)]
    assert elsewhere == []


def test_only_doors_open_transactions() -> None:
    assert [place for place in _calls("transaction") if not TRANSACTION_DOORS.match(place)] == []


def test_everything_may_be_caught_at_four_doors_only() -> None:
    doors = {
        "jobs/runner.py",
        "tracker/web/error_pages.py",
        "tracker/messaging/verdicts.py",
        "tracker/documents/sandbox.py",
    }
    broad = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if re.search(r"except (Base)?Exception\b", path.read_text(encoding="utf-8"))
    }
    # These roll back and raise again; nothing is swallowed.
    assert broad - doors <= {"tracker/database.py", "tracker/simulator/store.py"}


def test_templates_never_switch_escaping_off() -> None:
    offenders = [
        path.name for path in TEMPLATES if re.search(r"\|\s*safe\b|autoescape false", path.read_text(encoding="utf-8"))
    ]
    assert offenders == []


def test_templates_hold_no_inline_style_or_script() -> None:
    inline = re.compile(r"<style\b|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    assert [str(path) for path in TEMPLATES if inline.search(path.read_text(encoding="utf-8"))] == []


def test_every_enum_member_has_a_label() -> None:
    from tracker.documents.models import DocumentState
    from tracker.measures.models import OwnerScope, Verdict
    from tracker.people.roles import GovernmentKind, LineState, Role, UnitKind
    from tracker.reminders.models import Carrier, ChannelState, Frequency, MessageState, Purpose
    from tracker.reminders.policy import Kind
    from tracker.reminders.quota import Saving
    from tracker.tasks.models import ExtensionState, TaskState, UpdateKind, Via

    kinds = (
        DocumentState, OwnerScope, Verdict, GovernmentKind, LineState, Role, UnitKind, ChannelState, MessageState,
        TaskState, UpdateKind, Via, Carrier, Frequency, Purpose, Kind, Saving, ExtensionState,
    )  # fmt: skip
    for kind in kinds:
        for member in kind:
            assert member.label.strip()


def test_every_function_of_a_test_module_is_a_test_or_used_by_one() -> None:
    forgotten = []
    for path in sorted((ROOT / "tests").glob("**/test_*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("test_") or node.decorator_list:
                continue
            if len(re.findall(rf"\b{node.name}\b", text)) == 1:
                forgotten.append(f"{path.name}:{node.name}")
    assert forgotten == []


def test_no_folder_is_a_pile() -> None:
    piles = {"utils", "helpers", "common", "core", "misc", "services"}
    assert [str(path) for path in SOURCES if piles.intersection({path.stem, path.parent.name})] == []
