"""Whatever stands in an address or a form, the answer is a page with a sentence, never a failure."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from tests.browser import Browser
from tests.security.office import Office, address_of, an_office, rules
from tests.security.test_authorisation import fields
from tests.signing_in import sign_in_client
from tracker.database import db
from tracker.web.forms import TrackerForm

# What each page reads out of its address.
NAMES = {
    "board.show": ("year",),
    "documents.show": ("year", "show"),
    "documents.columns": ("table",),
    "documents.edit": ("row",),
    "documents.edit_past_row": ("row",),
    "line_link.show": ("linkToken", "of"),
    "measures.index": ("year",),
    "people.holidays": ("year",),
    "people.log": ("page",),
    "people.sign_in": ("next",),
    "people.users": ("q", "page"),
    "reminders.index": ("page", "mine"),
    "reminders.rehearsal": ("day",),
    "reminders.rehearsed_message": ("day", "person"),
    "reports.as_of": ("day", "format"),
    "tasks.index": (
        *("year", "page", "unit", "standing", "measure", "indicator", "assignee", "silent", "state", "timeliness"),
    ),
    "tasks.new_directive": ("task", "measure", "unit"),
}
HOSTILE = (
    *("", "0", "-1", "2401", "2699", "99999", "9223372036854775808", "9" * 30, "9" * 5000),
    *("1.5", "๒๕๖๙", "²", "1e9", "\x00", "a\x00b", "%", "_", "\\", "'; DROP TABLE tasks; --", "../../etc/passwd"),
    *("0001-01-01", "9999-12-31", "2026-02-30", "<script>alert(1)</script>", "{{7*7}}", "\u202e", "😀", "ก" * 3000),
    *("pdf", "json", "nothing", "1", "2569", "late"),
)
_WORST = ("ก" * 10_000, "9" * 30)
TYPED = (*_WORST, "a\x00b", "2699-01-01", "9" * 5000)
_READ_WITHOUT_A_FORM = ("verdict", "text", "unit", "step", "year", "show", "kept_file")
_ENDS_THE_VISIT = {
    "people.sign_out",
    "line_webhook.receive",
    "people.enter",
    "people.password",
    "people.first_password",
}
IDS = ("0", "2147483648", "9223372036854775807", "9223372036854775808", "9" * 40, "9" * 5000, "-1", "abc", "%00")


@pytest.fixture
def office(app: Flask) -> Office:
    return an_office("first", "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา")


def test_no_address_fails_whatever_its_arguments_are(app: Flask, office: Office) -> None:
    visitors = (Browser(sign_in_client(app, office.everybody)), Browser(app.test_client()))
    failed = [
        f"{address[:90]}: {status}"
        for rule in rules(app, "GET")
        for address in _hostile_addresses(app, rule, office)
        for visitor in visitors
        if (status := _status(visitor, address)) not in _ANSWERS
    ]
    assert failed == []


_ANSWERS = {200, 302, 303, 308, 400, 403, 404, 405, 409, 414, 422, 429}


def _hostile_addresses(app: Flask, rule, office: Office) -> Iterator[str]:
    plain = address_of(app, rule, office.known)
    as_file = "format=json&" if rule.endpoint == "reports.as_of" else ""
    for name in NAMES.get(rule.endpoint, ()):
        yield from (f"{plain}?{as_file}{name}={quote(value, safe='')}" for value in HOSTILE)
        yield f"{plain}?{as_file}{name}=%ff%fe"
    for argument in rule.arguments:
        marked = address_of(app, rule, {**office.known, argument: 1234567} if argument != "kind" else office.known)
        if "1234567" in marked:
            for number in IDS:
                yield marked.replace("1234567", number)


def _status(browser: Browser, address: str, filled: dict[str, str] | None = None) -> object:
    try:
        client = browser.client
        answer = client.get(address) if filled is None else client.post(address, data=filled)
        return answer.status_code
    except Exception as error:
        db.session.rollback()
        return f"{type(error).__name__} {str(error)[:150]}"


def test_no_form_fails_whatever_is_typed_into_it(app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", 0)
    names = _names_of_forms(monkeypatch)
    visitor = Browser(sign_in_client(app, office.everybody))
    failed = []
    for rule in rules(app, "POST"):
        if rule.endpoint in _ENDS_THE_VISIT:
            continue
        address, plain = address_of(app, rule, office.known), fields(rule, office)
        names.clear()
        visitor.client.post(address, data=plain)
        read = {*names, *_READ_WITHOUT_A_FORM}
        for typed in TYPED:
            one_by_one = ({**plain, name: typed} for name in read if typed in _WORST)
            for filled in (dict.fromkeys(read, typed), *one_by_one):
                status = _status(visitor, address, filled)
                if status not in _ANSWERS:
                    failed.append(f"{rule.endpoint} {typed[:20]!r}: {status}")
    assert failed == []


def _names_of_forms(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Collect the names of the fields of every form that is made from now on."""
    names: set[str] = set()
    make = TrackerForm.__init__

    def noting(form: TrackerForm, *arguments: Any, **values: Any) -> None:
        make(form, *arguments, **values)
        names.update(field.name for field in form)

    monkeypatch.setattr(TrackerForm, "__init__", noting)
    return names
