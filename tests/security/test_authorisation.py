"""Who may change what: strangers of another office, and colleagues whose business it is not."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Table, select
from werkzeug.routing import Rule

from tests.browser import Browser
from tests.builders import a_person, the_unit
from tests.security.office import Office, address_of, an_office, rules, somebody
from tests.signing_in import sign_in_client
from tracker.database import Base, db
from tracker.people.models import LocalGovernment, Person
from tracker.people.roles import Role

Rows = dict[str, list[tuple[Any, ...]]]

# Forms about oneself, and the doors that ask for no session.
OWN = frozenset(
    {
        *("people.enter", "people.sign_out", "people.password", "people.first_password", "people.sign_out_elsewhere"),
        *("people.go_forward", "reminders.line_code", "reminders.line_unlink", "line_webhook.receive"),
        "line_link.go",
        *("people.enter_absence", "reminders.preferences"),
    }
)
_WITHOUT = {"user_sessions", "sign_in_attempts"}


@pytest.fixture(autouse=True)
def _without_tokens(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """An attacker who got hold of a token is stopped by who they are; `test_requests` is about the tokens."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", 0)


@pytest.fixture
def ours(app: Flask) -> Office:
    return an_office("first", "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา")


@pytest.fixture
def theirs(app: Flask) -> Office:
    return an_office("second", "องค์การบริหารส่วนตำบลจำลองพัฒนา")


def test_nobody_of_another_office_opens_or_changes_anything(app: Flask, ours: Office, theirs: Office) -> None:
    stranger = Browser(sign_in_client(app, theirs.everybody))
    before = rows_of(ours.government)
    opened = [
        f"{method} {rule.endpoint}: {answer.status_code}"
        for method in ("GET", "POST")
        for rule in rules(app, method)
        if rule.endpoint not in OWN and rule.arguments - {"year", "weight", "kind", "slug"}
        for address in [address_of(app, rule, ours.known)]
        for answer in [_ask(stranger, method, address, fields(rule, theirs, about=ours))]
        if answer.status_code not in {403, 404}
    ]
    assert opened == []
    assert rows_of(ours.government) == before


def test_no_form_reaches_another_office_by_what_is_filled_in(app: Flask, ours: Office, theirs: Office) -> None:
    stranger = Browser(sign_in_client(app, theirs.everybody))
    before = rows_of(ours.government)
    for rule in rules(app, "POST"):
        if rule.endpoint not in OWN:
            answer = _ask(stranger, "POST", address_of(app, rule, theirs.known), fields(rule, ours, about=theirs))
            assert answer.status_code < 500, rule
    assert rows_of(ours.government) == before
    assert crossings() == []


# What changes nothing in such an office, whoever asks: no file is sent, nobody is linked, the year is not over, there
# is no report of a past year, every document was read, and every measure has its period.
_IDLE = {
    *("documents.confirm_clean", "documents.confirm_row", "documents.correct_past_row"),
    *("documents.record_past_year", "documents.take_back_past_year"),
    *("people.import_users", "people.confirm_users", "people.unlink_user_line", "people.close_unit"),
    *("people.move_unit_up", "people.edit_unit", "documents.upload", "documents.read_again", "documents.set_aside"),
    *("documents.approve_undated", "documents.correct", "measures.match_owner", "measures.cancel"),
    *("tasks.match_owner", "tasks.set_period", "tasks.give_verdict", "tasks.save_not_done", "reports.close"),
    "reminders.slip",
    # The one request for more time is a colleague's and ends when the task is moved, and newer entries follow the one
    # to be undone; `tests/tasks/test_time_pages.py` has them change things.
    *("tasks.ask_extension", "reminders.decide_extension", "tasks.withdraw_extension", "tasks.undo"),
    "reminders.send_rehearsed",
    *("reminders.examine_channel", "measures.workbook", "measures.confirm_workbook"),
    *("documents.choose_columns", "documents.undo_last", "documents.remove", "documents.approve_suggested"),
}


def test_the_requests_of_these_tests_do_change_the_office_of_who_may(app: Flask, ours: Office) -> None:
    idle = set()
    for rule in rules(app, "POST"):
        if rule.endpoint not in OWN:
            before = rows_of(ours.government)
            browser = Browser(sign_in_client(app, ours.everybody))
            _ask(browser, "POST", address_of(app, rule, ours.known), fields(rule, ours))
            if rows_of(ours.government) == before:
                idle.add(rule.endpoint)
    assert idle <= _IDLE


# What each role may change of things that are another unit's, as features or single doors; all else is refused.
_CLOSES = {"reports.prepare", "reports.close", "tasks.give_directive"}
_GROUPS = {"reminders.group_code", "reminders.unlink_group", "reminders.slip"}
_SETTINGS = {
    *("reminders.settings", "reminders.restore_settings", "reminders.add_quiet_day", "reminders.remove_quiet_day"),
}
_MAY: dict[Role, set[str]] = {
    Role.COORDINATOR: {
        *("documents", "measures", "tasks", "reports", "people.cancel_absence", "reminders.decide_extension"),
        *_SETTINGS,
        *_GROUPS,
    },
    Role.CHIEF_ADMINISTRATOR: {*_CLOSES, "tasks.give_verdict", "reminders.decide_extension"},
    Role.MAYOR: _CLOSES,
    Role.UNIT_HEAD: set(),
    Role.STAFF: set(),
    Role.REGISTRY: set(),
    Role.AUDITOR: set(),
}
_NEVER = {(Role.COORDINATOR, "tasks.give_directive")}


@pytest.mark.parametrize("role", list(_MAY))
def test_a_colleague_changes_only_what_the_role_is_for(app: Flask, ours: Office, role: Role) -> None:
    unit = the_unit("กองคลัง", government=ours.government)
    colleague = Browser(sign_in_client(app, a_person(role, unit=unit, government=ours.government)))
    before = rows_of(ours.government)
    refused = {403, 404}
    for rule in rules(app, "POST"):
        if rule.endpoint in OWN or _may(role, rule.endpoint):
            continue
        answer = _ask(colleague, "POST", address_of(app, rule, ours.known), fields(rule, ours))
        assert answer.status_code in refused, f"{role.value} {rule.endpoint}: {answer.status_code}"
    assert rows_of(ours.government) == before


def test_an_administrator_looks_after_accounts_and_not_after_the_work(app: Flask, ours: Office) -> None:
    administrator = Browser(sign_in_client(app, a_person(Role.ADMINISTRATOR, government=ours.government)))
    before = rows_of(ours.government)
    for rule in rules(app, "POST"):
        if rule.endpoint.partition(".")[0] in {"documents", "measures", "tasks", "reports"}:
            answer = _ask(administrator, "POST", address_of(app, rule, ours.known), fields(rule, ours))
            assert answer.status_code in {403, 404}, f"{rule.endpoint}: {answer.status_code}"
    assert rows_of(ours.government) == before


def test_a_form_with_more_fields_than_it_has_changes_no_more(app: Flask, ours: Office) -> None:
    administrator = Browser(sign_in_client(app, somebody(ours.government, Role.ADMINISTRATOR)))
    person = db.session.get_one(Person, ours.known["person_id"])
    before = (person.government_id, person.username, person.password_hash, person.is_active)
    extra = {"government_id": "2", "username": "other", "password_hash": "x", "is_active": "", "role": "mayor"}
    answer = administrator.client.post(
        f"/administration/users/{person.id}/edit", data={"name": "นายใหม่ สมมติ", "position": "เจ้าหน้าที่", **extra}
    )
    assert answer.status_code == 303
    db.session.refresh(person)
    assert (person.government_id, person.username, person.password_hash, person.is_active) == before
    assert person.name == "นายใหม่ สมมติ"


def _may(role: Role, endpoint: str) -> bool:
    return bool(_MAY[role] & {endpoint, endpoint.partition(".")[0]}) and (role, endpoint) not in _NEVER


_RULES = {
    "before_first": "40",
    "before_second": "7",
    "before_third": "3",
    "before_last": "1",
    "late_first": "1",
    "late_second": "3",
    "late_third": "7",
    "late_every": "5",
    "silent_days": "30",
    "to_head": "3",
    "to_chief": "5",
    "to_mayor": "5",
    "decision_after": "3",
    "round_before": "5",
    "closing_first": "30",
    "closing_second": "15",
    "closing_last": "5",
    "evidence_after": "3",
    "opens": "08:30",
    "closes": "16:30",
}


def fields(rule: Rule, named: Office, *, about: Office | None = None) -> dict[str, str]:
    """What an attacker fills in: every field of every form, with the ids of `named` wherever one is asked for."""
    known, place = named.known, (about or named).known
    owner, measure = f"owner{place['owner_id']}", f"period{place['measure_id']}"
    kind = "section" if rule.endpoint.startswith("people") else "มาตรการ"
    texts = dict.fromkeys(("text", "note", "reason", "summary", "outcome", "problem", "title", "steps"), "เร่งทำ")
    return texts | {
        **{name: str(known["unit_id"]) for name in ("unit", "unit_id", "parent_id", f"{owner}-meaning")},
        "task": str(known["task_id"]),
        "measure": str(known["measure_id"]),
        "assignee": str(known["person_id"]),
        "revision": "99",
        "verdict-revision": "99",
        "verdict": "pass",
        "verdict-comment": "ผ่าน",
        "stage": "done",
        "percent": "50",
        "as_of": "2026-03-31",
        "starts_on": "2026-04-01",
        "due_on": "2026-04-30",
        "ends_on": "2026-04-30",
        "day": "2026-05-05",
        "decision": "grant",
        "promised_on": "2026-09-25",
        "quiet-day": "2026-05-05",
        **_RULES,
        "name": "ชื่อใหม่",
        "position": "ตำแหน่งใหม่",
        "kind": kind,
        "role": "staff",
        "username": "somebody",
        "written": "ชื่อเรียก",
        "year": "2569",
        "fiscal_year": "2569",
        "proof-links": "https://example.go.th/other",
        "links": "https://example.go.th/other",
        "period_text": "ทุกเดือน",
        f"{measure}-words": "ทุกเดือน",
        "cancel-reason": "รวมกับข้ออื่น",
        "row1-title": "มาตรการ",
        "row1-period_text": "ทุกเดือน",
        "aside1-reason": "ซ้ำ",
        "scores-overall": "90",
        "secret": "s" * 32,
        "access_token": "t" * 60,
        "channel_id": "1234567890",
        "basic_id": "@example",
        "owners": "สำนักปลัด",
        "confirm": "y",
        "verifies_progress": "y",
        "rows": "[]",
    }


def rows_of(government: LocalGovernment) -> Rows:
    """Everything that is recorded of an office."""
    db.session.expire_all()
    found: Rows = {}
    for table in _tables():
        if table.name in _WITHOUT:
            continue
        rows = db.session.execute(select(table).where(table.c.government_id == government.id))
        found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found


def crossings() -> list[str]:
    """The rows of one office that point at a row of another."""
    found = []
    for table in _tables():
        for column in table.columns:
            for key in column.foreign_keys:
                other = key.column.table.alias()
                if "government_id" not in other.c:
                    continue
                crossing = (
                    select(table.c.government_id)
                    .select_from(table.join(other, column == other.c[key.column.name]))
                    .where(table.c.government_id != other.c.government_id)
                )
                if db.session.execute(crossing).first() is not None:
                    found.append(f"{table.name}.{column.name}")
    return found


def _tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if "government_id" in table.c]


def _ask(browser: Browser, method: str, address: str, filled: Mapping[str, str]) -> Any:
    client = browser.client
    answer = client.get(address) if method == "GET" else client.post(address, data=dict(filled))
    db.session.rollback()
    return answer
