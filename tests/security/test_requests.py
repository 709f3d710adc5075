"""What holds of every request: forms carry a token, looking changes nothing, pages load nothing foreign."""

import pytest
import sqlalchemy
from flask import Flask
from sqlalchemy import event

from tests.browser import Browser
from tests.security.office import Office, address_of, an_office, rules
from tests.security.test_authorisation import fields, rows_of
from tests.signing_in import sign_in_client

_SIGNED = {"line_webhook.receive"}  # LINE signs its requests instead.


@pytest.fixture
def office(app: Flask) -> Office:
    return an_office("first", "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา")


def test_every_form_without_its_token_is_refused(app: Flask, office: Office) -> None:
    visitor = Browser(sign_in_client(app, office.everybody))
    before = rows_of(office.government)
    for rule in rules(app, "POST"):
        if rule.endpoint not in _SIGNED:
            for token in ({}, {"csrf_token": "wrong"}):
                filled = fields(rule, office) | token
                answer = visitor.client.post(address_of(app, rule, office.known), data=filled)
                assert answer.status_code == 400, rule
    assert rows_of(office.government) == before


def test_a_token_of_another_session_is_worth_nothing(app: Flask, office: Office) -> None:
    other = Browser(app.test_client()).visit("/sign-in").find("[name=csrf_token]")["value"]
    visitor = Browser(sign_in_client(app, office.everybody))
    visitor.visit("/account")
    assert visitor.client.post("/reminders/line/code", data={"csrf_token": other}).status_code == 400


def test_looking_changes_nothing(app: Flask, office: Office) -> None:
    visitor = Browser(sign_in_client(app, office.everybody))
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(statement)

    event.listen(sqlalchemy.engine.Engine, "before_cursor_execute", note)
    try:
        for rule in rules(app, "GET"):
            visitor.client.get(address_of(app, rule, office.known))
            assert written == [], rule
    finally:
        event.remove(sqlalchemy.engine.Engine, "before_cursor_execute", note)


def test_every_answer_forbids_what_is_not_ours(app: Flask, office: Office) -> None:
    visitors = (Browser(sign_in_client(app, office.everybody)), Browser(app.test_client()))
    addresses = [address_of(app, rule, office.known) for rule in rules(app, "GET")]
    for visitor in visitors:
        for address in [*addresses, "/nowhere", "/<script>alert(1)</script>"]:
            answer = visitor.client.get(address)
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'self'" in policy or "default-src 'none'" in policy, address
            assert not any(word in policy.partition("style-src")[0] for word in ("unsafe", "*", "http")), address
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["X-Frame-Options"] == "DENY"
            if answer.mimetype == "text/html":
                assert answer.headers["Cache-Control"] == "private, no-store"
                assert "<script>alert(1)" not in answer.text
                assert " style=" not in answer.text, f"{address}: the policy would drop an inline style"
                assert "onclick=" not in answer.text
