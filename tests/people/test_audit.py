"""The log of what was done names each deed in Thai."""

import ast
from pathlib import Path

from tracker.people import audit

ROOT = Path(__file__).resolve().parents[2]


def _recorded_deeds() -> set[str]:
    deeds: set[str] = set()
    for path in ROOT.glob("tracker/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func) == "audit.record"
                and isinstance(node.args[0], ast.Constant)
            ):
                deeds.add(str(node.args[0].value))
    return deeds


def test_every_deed_that_is_recorded_has_a_name_the_log_shows() -> None:
    deeds = _recorded_deeds()
    assert len(deeds) > 30
    assert deeds - set(audit.LABELS) == set()
