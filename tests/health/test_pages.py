"""Is the system well: the page for those who look after an office, and the answer for a monitor."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

from tests.browser import Browser
from tests.builders import a_government, a_person, the_system
from tests.conftest import Clock
from tracker.database import db, transaction
from tracker.health.models import JobRun
from tracker.health.queries import findings
from tracker.health.queries.timetable import TIMETABLE
from tracker.people.models import LocalGovernment
from tracker.people.roles import Role
from tracker.reminders import channel
from tracker.reminders.models import MessageState, OutgoingMessage
from tracker.secrets import SecretBox
from tracker.web.machinery import Machinery

SignIn = Callable[[object], Browser]


def _every_job_ran(clock: Clock, *, but: str = "", succeeded: bool = True) -> None:
    for plan in TIMETABLE:
        if plan.name != but:
            at = plan.last_due(clock.now)
            db.session.add(JobRun(name=plan.name, started_at=at, finished_at=at, succeeded=succeeded, summary={}))
    db.session.commit()


def _a_message(clock: Clock, state: MessageState, *, due: timedelta = timedelta(0)) -> None:
    person = a_person(Role.MAYOR)
    db.session.add(
        OutgoingMessage(
            id=uuid4(),
            government_id=person.government_id,
            person_id=person.id,
            day=clock.now.date(),
            body=[],
            state=state,
            planned_at=clock.now - due,
            next_attempt_at=clock.now - due,
            expires_at=clock.now + timedelta(days=1),
        )
    )
    db.session.commit()


def _a_channel(app: Flask, clock: Clock, *, key: SecretBox | None = None) -> None:
    with transaction():
        channel.store(
            channel.Credentials("1650000000", "@tuayang", "a secret", "a token"),
            box=key or app.extensions["machinery"].secrets,
            by=the_system(),
            at=clock.now,
        )


def _told(answer: TestResponse) -> dict[str, Any]:
    told = answer.get_json()
    assert isinstance(told, dict)
    return told


def test_a_monitor_hears_that_all_is_well(app: Flask, browser: Browser, clock: Clock) -> None:
    _every_job_ran(clock)
    answer = browser.client.get("/health")
    assert (answer.status_code, _told(answer)["well"], _told(answer)["reasons"]) == (200, True, [])
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_monitor_hears_of_a_job_that_has_missed_two_of_its_runs(app: Flask, browser: Browser, clock: Clock) -> None:
    _every_job_ran(clock)
    clock.set("2026-03-31 09:31")
    _every_job_ran(clock, but="plan-reminders")
    answer = browser.client.get("/health")
    assert answer.status_code == 503
    assert _told(answer)["reasons"] == ["plan-reminders: last run 2026-03-31T02:00Z, overdue"]


def test_a_monitor_hears_of_jobs_that_never_ran(app: Flask, browser: Browser, clock: Clock) -> None:
    answer = browser.client.get("/health")
    assert answer.status_code == 503
    assert len(_told(answer)["reasons"]) == len(TIMETABLE)


def test_a_monitor_hears_of_a_message_that_waits_too_long_and_of_no_office(
    app: Flask, browser: Browser, clock: Clock
) -> None:
    _every_job_ran(clock)
    _a_message(clock, MessageState.WAITING, due=timedelta(minutes=61))
    answer = browser.client.get("/health")
    assert answer.status_code == 503
    assert "oldest due for 61 min" in _told(answer)["reasons"][0]
    assert a_government().name not in answer.get_data(as_text=True)


def test_a_message_planned_for_later_is_not_late(app: Flask, browser: Browser, clock: Clock) -> None:
    _every_job_ran(clock)
    _a_message(clock, MessageState.WAITING, due=timedelta(hours=-5))
    assert browser.client.get("/health").status_code == 200


def test_a_monitor_hears_that_the_database_does_not_answer(committed_app: Flask) -> None:
    LocalGovernment.metadata.tables["job_runs"].drop(db.engine)
    answer = committed_app.test_client().get("/health")
    assert (answer.status_code, _told(answer)["reasons"]) == (503, ["database: does not answer"])


def test_a_monitor_hears_that_there_is_no_database_at_all(committed_app: Flask) -> None:
    LocalGovernment.metadata.tables["demo_clock"].drop(db.engine)
    assert committed_app.test_client().get("/health").status_code == 503


def test_the_page_says_what_is_well_and_what_to_do_about_the_rest(
    app: Flask, signed_in_as: SignIn, clock: Clock
) -> None:
    _every_job_ran(clock, succeeded=False)
    _a_message(clock, MessageState.FAILED)
    _a_message(clock, MessageState.HELD)

    page = signed_in_as(a_person(Role.ADMINISTRATOR)).visit("/administration/health")

    assert page.h1 == "ระบบปกติดีไหม"
    assert "ควรดู" in page.notices[0]
    assert "tracker jobs run plan-reminders" in page.text
    assert [tile.get_text(" ", strip=True).split(" ")[0] for tile in page.all(".count-tile")] == ["0", "1", "1", "0"]


def test_the_page_is_all_well_when_everything_is(app: Flask, signed_in_as: SignIn, clock: Clock) -> None:
    _every_job_ran(clock)
    _a_channel(app, clock)
    page = signed_in_as(a_person(Role.COORDINATOR)).visit("/administration/health")
    assert "ทุกส่วนทำงานปกติ" in page.notices[0]
    assert "ต้องแก้" not in page.text


def test_the_page_counts_the_messages_of_ones_own_office_only(app: Flask, signed_in_as: SignIn, clock: Clock) -> None:
    _a_message(clock, MessageState.FAILED)
    other = a_government("another", "องค์การบริหารส่วนตำบลจำลองพัฒนา")
    page = signed_in_as(a_person(Role.ADMINISTRATOR, government=other)).visit("/administration/health")
    assert {tile.get_text(" ", strip=True).split(" ")[0] for tile in page.all(".count-tile")} == {"0"}


def test_secrets_of_another_key_are_told_with_what_to_do(app: Flask, signed_in_as: SignIn, clock: Clock) -> None:
    _every_job_ran(clock)
    _a_channel(app, clock, key=SecretBox("the key of the machine before this one"))

    page = signed_in_as(a_person(Role.ADMINISTRATOR)).visit("/administration/health")
    parts = app.extensions["machinery"]
    assert isinstance(parts, Machinery)
    found = {finding.name: finding for finding in findings(at=clock.now, machinery=parts)}

    assert "กรอก Channel secret และ access token ใหม่" in page.text
    assert found["line"].verdict.is_bad
    assert found["line"].text == "1 channels: secrets cannot be read"


def test_the_page_is_not_for_everybody(app: Flask, signed_in_as: SignIn) -> None:
    signed_in_as(a_person(Role.MAYOR)).visit("/administration/health", status=403)
