"""What is said over LINE and by e-mail stays out of the log, and so does who said it."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from jobs import runner
from tests.builders import a_measure, a_person, a_task, the_system, the_unit, viewer_of
from tests.line_webhook.line_office import PHONE, LineOffice, line_office
from tests.messaging.mail_server import running_mail_server
from tests.reminders.office import link, plan
from tests.simulator.running import ACCESS_TOKEN, SECRET, user_id
from tracker import clock, logs
from tracker.database import db, transaction
from tracker.messaging.line import LineMessenger
from tracker.messaging.mail import MailServer, Postman
from tracker.people import linking
from tracker.people.models import Person
from tracker.people.roles import Role
from tracker.reminders.models import MessageState, OutgoingMessage
from tracker.web.machinery import machinery

SAID = "รอใบเสร็จของร้านที่ร้องเรียนเข้ามา"
TITLE = "จัดทำคู่มือการรับเรื่องร้องเรียน"
ADDRESS = "somsri@example.go.th"


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        make = lambda token: LineMessenger(token, host=office.line.host)  # noqa: E731
        committed_app.extensions["messenger_maker"] = make
        yield office


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Every line the log would hold, down to the least important, as it would be written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs._json_lines())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def _run(app: Flask, *jobs: str) -> None:
    for job in jobs:
        db.session.remove()
        runner.run_job(app, job)
    db.session.remove()


def _a_day_over_line(office: LineOffice) -> str:
    """Link with a code, hear of a task, tell what is wrong with it; return the code."""
    head = a_person(Role.UNIT_HEAD, unit=the_unit("กองช่าง"))
    a_task(unit=the_unit("กองช่าง"), assignee=head, due_on=date(2026, 3, 31), measure=a_measure(title=TITLE))
    with transaction():
        code = linking.issue_code(by=viewer_of(head), at=clock.now())
    office.say("สวัสดี")
    office.say(code)
    office.press("ใช่ เชื่อมบัญชีนี้")
    _run(office.app, "plan-reminders", "deliver-messages")
    office.say("ติดปัญหา")
    office.say(SAID)
    office.line.fault("429", count=1, op="pushMessage")
    _run(office.app, "arrange-menus", "check-reachability", "read-quota")
    return code


def test_neither_words_nor_ids_nor_secrets_are_in_the_log(office: LineOffice, log: io.StringIO) -> None:
    code = _a_day_over_line(office)
    with running_mail_server() as mail:
        server = MailServer.at(mail.address.replace("smtp://", "smtp://ita:s3cret-word@"))
        office.app.extensions["machinery"] = replace(machinery(), postman=Postman(server))
        clerk = a_person(Role.STAFF, unit=the_unit("กองช่าง"))
        with transaction():
            db.session.get_one(Person, clerk.id).email = ADDRESS
        a_task(unit=the_unit("กองช่าง"), assignee=clerk, due_on=date(2026, 3, 31), measure=a_measure(title=TITLE))
        _run(office.app, "plan-reminders", "deliver-messages")
    states = set(db.session.scalars(select(OutgoingMessage.state)))
    assert MessageState.ACCEPTED in states, "nothing was sent, so nothing was proven"
    written = log.getvalue()
    assert "message_attempted" in written
    for private in (SAID, TITLE, "สวัสดี", PHONE, code, ADDRESS, ACCESS_TOKEN, SECRET, "s3cret-word"):
        assert private not in written, private


def test_an_id_a_failure_quotes_does_not_reach_the_log(committed_app: Flask, log: io.StringIO) -> None:
    quoted = f"duplicate key: Key (line_user_id)=({user_id(1)}) already exists"
    try:
        raise ValueError(quoted)
    except ValueError:
        logging.getLogger("tracker").exception("job_failed", extra={"about": [user_id(2)]})
    written = log.getvalue()
    assert "already exists" in written
    assert user_id(1) not in written
    assert user_id(2) not in written


def test_the_queue_of_several_machines_is_told_numbers_alone(office: LineOffice) -> None:
    told: list[tuple[str, int, str]] = []

    class Noting:
        def wake(self, job: str, government_id: int, *, queue: str) -> None:
            told.append((job, government_id, queue))

    office.app.extensions["machinery"] = replace(machinery(), waker=Noting())
    link(a_person(Role.UNIT_HEAD), 1)
    plan()
    office.say(SAID)
    assert told == [("process-events", the_system().government_id, "sending")]
