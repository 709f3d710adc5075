"""E-mail for people LINE does not reach, and the web inbox of everybody."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from jobs import runner
from jobs.speaking import mailing_of
from tests.builders import a_person, a_task, the_system, the_unit
from tests.conftest import Clock
from tests.messaging.mail_server import Letters, running_mail_server
from tests.reminders.office import envelopes
from tracker.database import db, transaction
from tracker.messaging.mail import MailServer, Postman
from tracker.people.models import Person
from tracker.people.roles import Role
from tracker.reminders import delivery
from tracker.reminders.models import Carrier, MessageState, OutgoingMessage
from tracker.reminders.service import alarms
from tracker.reminders.service.quota import guard_of


@pytest.fixture
def mail(committed_app: Flask) -> Iterator[Letters]:
    """A mail server this installation hands its letters to."""
    with running_mail_server() as letters:
        parts = committed_app.extensions["machinery"]
        postman = Postman(MailServer.at(letters.address))
        committed_app.extensions["machinery"] = replace(parts, postman=postman)
        yield letters


def somebody_with_email(address: str = "somsri@example.go.th") -> Person:
    person = a_person(Role.STAFF, unit=the_unit("กองช่าง"), name="นางสมศรี สมมติ")
    with transaction():
        db.session.get_one(Person, person.id).email = address
    a_task(unit=the_unit("กองช่าง"), assignee=person, due_on=date(2026, 3, 31))
    return person


def run(app: Flask, *jobs: str) -> None:
    for job in jobs:
        db.session.remove()
        assert runner.run_job(app, job).succeeded
    db.session.remove()


def test_who_has_no_line_is_written_a_letter_once(committed_app: Flask, mail: Letters) -> None:
    somebody_with_email()
    run(committed_app, "plan-reminders", "deliver-messages", "plan-reminders", "deliver-messages")
    (letter,) = mail.taken
    assert letter["To"] == "somsri@example.go.th"
    assert "ครบกำหนดวันนี้" in letter["Subject"]
    assert "/tasks/" in letter.get_content()
    (envelope,) = envelopes()
    assert (envelope.carrier, envelope.state) == (Carrier.EMAIL, MessageState.ACCEPTED)
    assert str(envelope.id) in letter["Message-ID"]


def test_a_mail_server_that_is_busy_is_tried_again_under_the_same_id(
    committed_app: Flask, mail: Letters, clock: Clock
) -> None:
    somebody_with_email()
    mail.answers["MAIL"] = "451 later"
    run(committed_app, "plan-reminders", "deliver-messages")
    (before,) = envelopes()
    assert before.state is MessageState.WAITING
    mail.answers.clear()
    clock.set("2026-03-31 10:00")
    run(committed_app, "deliver-messages")
    assert str(before.id) in mail.taken[0]["Message-ID"]


def test_a_slow_mail_server_keeps_its_letter_longer_than_line(
    committed_app: Flask, mail: Letters, clock: Clock
) -> None:
    somebody_with_email()
    run(committed_app, "plan-reminders")
    sending = mailing_of(the_system())
    assert sending is not None
    attempt, _ = delivery.claim(sending, delivery.Ground.of(the_system(), at=clock.now), clock.now)
    assert attempt is not None, "this one's sender is killed, or still speaks with the server"
    clock.set("2026-03-31 09:04")
    run(committed_app, "deliver-messages")
    assert mail.taken == []
    clock.set("2026-03-31 09:06")
    run(committed_app, "deliver-messages")
    assert str(attempt.message_id) in mail.taken[0]["Message-ID"]


@pytest.mark.parametrize(("said", "runs"), [("550 no such mailbox", 1), ("451 later", 7)])
def test_letters_that_do_not_go_out_ring_once_a_day(
    committed_app: Flask, mail: Letters, clock: Clock, said: str, runs: int
) -> None:
    somebody_with_email()
    mail.answers["MAIL"] = said
    run(committed_app, "plan-reminders")
    for minute in range(runs):
        clock.set(f"2026-03-31 09:{minute * 8:02}")
        run(committed_app, "deliver-messages")
    (alarm,) = alarms.open_alarms(the_system())
    assert said[4:] in alarm.text
    assert "TRACKER_SMTP_URL" in alarm.text
    clock.set("2026-04-08 09:00")
    with transaction():
        alarms.review(guard_of(the_system(), at=clock.now), None, asker=the_system(), at=clock.now)
    assert alarms.open_alarms(the_system()) == []


def test_without_a_mail_server_it_waits_in_the_web_inbox(committed_app: Flask) -> None:
    somebody_with_email()
    run(committed_app, "plan-reminders", "deliver-messages")
    (envelope,) = envelopes()
    assert (envelope.carrier, envelope.state) == (Carrier.WEB, MessageState.INBOX)


def a_message_to(person: Person) -> OutgoingMessage:
    run_at = envelopes()
    return next(one for one in run_at if one.person_id == person.id)


def test_a_message_is_read_in_the_web_inbox(app: Flask, signed_in_as) -> None:
    person = somebody_with_email()
    runner.run_job(app, "plan-reminders")
    browser = signed_in_as(person)
    page = browser.visit("/reminders/?mine=1")
    assert "ยังไม่ได้อ่าน" in page.text
    message = a_message_to(person)
    page = browser.visit(f"/reminders/messages/{message.id}")
    assert page.all("#cards-heading ~ .shown-list a[href^='/tasks/']"), "Each card leads to its task."
    assert "ครบกำหนดวันนี้" in page.text
    assert any(link.startswith("/tasks/") and link[7:].isdigit() for link in page.links.values())
    assert "ยังไม่ได้อ่าน" not in browser.visit("/reminders/?mine=1").text


def test_nobody_reads_another_persons_messages(app: Flask, signed_in_as) -> None:
    person = somebody_with_email()
    runner.run_job(app, "plan-reminders")
    message = a_message_to(person)
    colleague = signed_in_as(a_person(Role.STAFF, unit=the_unit("กองคลัง")))
    assert colleague.visit(f"/reminders/messages/{message.id}", status=404).status == 404
    signed_in_as(a_person(Role.COORDINATOR)).visit(f"/reminders/messages/{message.id}")
    db.session.expire_all()
    assert db.session.get_one(OutgoingMessage, message.id).read_at is None
