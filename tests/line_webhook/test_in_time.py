"""Answers in time and late, events out of order, and a door that stays open while the worker is busy."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event as listening
from sqlalchemy import select

from tests.builders import a_task
from tests.conftest import Clock
from tests.line_webhook.line_office import PHONE, LineOffice, line_office, words_of
from tests.line_webhook.test_evidence import a_photo, proofs
from tests.line_webhook.test_reporting import now_of, updates
from tests.reminders.delivering import deliver
from tests.reminders.office import a_head
from tests.simulator.running import ACCESS_TOKEN
from tracker.database import db
from tracker.messaging.line import LineMessenger
from tracker.people import queries as people
from tracker.people.models import LineAccount
from tracker.people.roles import LineState
from tracker.reminders.models import Carrier, EventState, MessageState, OutgoingMessage
from tracker.tasks.models import Commitment, Task, TaskState

SHORTLY = "2026-03-31 09:00:49"
TOO_LATE = "2026-03-31 09:01:01"


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        a_head()
        yield office


def press(task: Task, action: str, **about: Any) -> dict[str, Any]:
    data = f"v=1&a={action}&t={task.id}&n={task.revision}"
    return {"type": "postback", "to_user": PHONE, "postback": {"data": data}} | about


def progress(task: Task, percent: int, *, at: int) -> dict[str, Any]:
    data = f"v=1&a=progress&t={task.id}&n={task.revision}&p={percent}"
    return press(task, "", postback={"data": data}, timestamp=1774922400000 + at)


def notes() -> list[OutgoingMessage]:
    db.session.remove()
    return list(db.session.scalars(select(OutgoingMessage).order_by(OutgoingMessage.sequence)))


def test_an_answer_after_a_minute_is_in_the_web_inbox(office: LineOffice, clock: Clock) -> None:
    """LINE case 53."""
    task = a_task()
    office.line.webhook(press(task, "start"))
    clock.set(TOO_LATE)
    office.act()
    assert now_of(task).state is TaskState.IN_PROGRESS
    assert office.line.requests("replyMessage") == []
    (note,) = notes()
    assert (note.carrier, note.state) == (Carrier.WEB, MessageState.INBOX)
    assert "ไม่ทันเวลา" in note.summary
    assert "บันทึกแล้ว: เริ่มดำเนินการ" in note.summary


@pytest.mark.parametrize(
    ("data", "told"),
    [("a=done&t={}", "กดปุ่มบนการ์ดงานอีกครั้ง"), ("a=start&t=99999", "ไม่พบงานนี้"), ("a=extend&t={}", "ไม่พบวันที่")],
)
def test_what_was_not_recorded_is_pushed_when_it_cannot_be_said_in_time(
    office: LineOffice, clock: Clock, data: str, told: str
) -> None:
    """LINE case 53: a push only where it matters."""
    task = a_task()
    office.line.webhook(press(task, "", postback={"data": "v=1&n=1&" + data.format(task.id)}))
    clock.set(TOO_LATE)
    office.act()
    assert updates() == []
    assert deliver(office.line) == {"accepted": 1}
    assert "ยังไม่ได้บันทึก" in words_of(office.line.messages_to(PHONE))
    assert told in words_of(office.line.messages_to(PHONE))
    assert office.line.used() == 1


def test_a_question_that_came_too_late_is_not_answered_by_the_next_words(office: LineOffice, clock: Clock) -> None:
    """LINE case 53."""
    task = a_task()
    office.line.webhook(press(task, "done"))
    clock.set(TOO_LATE)
    office.act()
    assert "ไม่พบคำสั่ง" in words_of(office.say("พรุ่งนี้จะส่งให้"))
    assert now_of(task).state is TaskState.NOT_STARTED


def test_a_file_nobody_could_be_asked_about_is_pushed_too(office: LineOffice, clock: Clock) -> None:
    """LINE case 53."""
    a_task()
    a_task()
    office.line.attach(PHONE, a_photo())
    clock.set(TOO_LATE)
    office.act()
    deliver(office.line)
    assert "ไฟล์ที่ท่านส่งมาทาง LINE ยังไม่ได้แนบ" in words_of(office.line.messages_to(PHONE))


def test_just_within_the_minute_it_is_a_reply(office: LineOffice, clock: Clock) -> None:
    """LINE case 53."""
    office.line.webhook(press(a_task(), "start"))
    clock.set(SHORTLY)
    office.act()
    assert len(office.line.deliveries(PHONE)) == 1
    assert notes() == []


def test_a_reply_token_used_before_is_no_loss(office: LineOffice) -> None:
    """LINE case 52: refused by LINE, so that the answer certainly was not said."""
    task = a_task()
    (event,) = office.line.webhook(press(task, "start"))["events"]
    LineMessenger(ACCESS_TOKEN, host=office.line.host).reply(event["replyToken"], [{"type": "text", "text": "ก่อน"}])
    assert office.act() == 1
    assert [seen["status"] for seen in office.line.requests("replyMessage")] == [200, 400]
    assert [update.state_after for update in updates()] == [TaskState.IN_PROGRESS]
    (note,) = notes()
    assert (note.carrier, note.state) == (Carrier.WEB, MessageState.INBOX)
    assert "บันทึกแล้ว" in note.summary
    assert office.line.used() == 0


@pytest.mark.parametrize("kind", ["500", "reset", "truncate"])
def test_where_nobody_knows_whether_a_reply_arrived_nothing_is_pushed(office: LineOffice, kind: str) -> None:
    """LINE case 52: what may have been said is not said again."""
    office.line.fault(kind, op="replyMessage", accept=True)
    office.line.webhook(press(a_task(), "done"))
    office.act()
    assert len(office.line.requests("replyMessage")) == 1
    assert [note.carrier for note in notes()] == [Carrier.WEB]


def test_of_reports_out_of_order_the_latest_wins(office: LineOffice) -> None:
    """LINE case 44."""
    task = a_task()
    office.line.webhook(progress(task, 75, at=2_000))
    office.act()
    office.line.webhook(progress(task, 25, at=1_000))
    office.act()
    assert now_of(task).percent == 75
    told = words_of(office.line.messages_to(PHONE)[-2:])
    assert "ใหม่กว่ารายการนี้" in told
    assert "75%" in told
    office.line.webhook(progress(task, 50, at=3_000))
    office.act()
    assert [update.percent for update in updates()] == [75, 50]


def test_what_is_out_of_order_about_different_tasks_is_all_recorded(office: LineOffice) -> None:
    """LINE case 44."""
    first, second = a_task(), a_task()
    office.line.webhook(progress(first, 75, at=2_000), progress(second, 25, at=1_000))
    office.act()
    assert (now_of(first).percent, now_of(second).percent) == (75, 25)


def test_the_day_promised_last_stands_whatever_comes_first(office: LineOffice) -> None:
    """LINE case 44."""
    task = a_task(due_on=date(2026, 3, 20))
    for day, at in (("2026-04-10", 2_000), ("2026-04-03", 1_000)):
        picked = {"data": f"v=1&a=promise&t={task.id}&n=1", "params": {"date": day}}
        office.line.webhook(press(task, "", postback=picked, timestamp=1774922400000 + at))
        office.act()
    db.session.remove()
    assert [made.promised_on for made in db.session.scalars(select(Commitment))] == [date(2026, 4, 10)]


def test_a_block_that_was_ended_does_not_come_back(office: LineOffice) -> None:
    """LINE case 44."""
    for kind, at in (("follow", 2_000), ("unfollow", 1_000)):
        office.line.webhook({"type": kind, "to_user": PHONE, "timestamp": 1774922400000 + at})
        office.act()
    assert the_account().state is LineState.ACTIVE
    office.line.webhook({"type": "unfollow", "to_user": PHONE, "timestamp": 1774922400000 + 3_000})
    office.act()
    assert the_account().state is LineState.BLOCKED


def the_account() -> LineAccount:
    from tests.builders import the_system

    db.session.remove()
    account = people.line_account_of_user(PHONE, asker=the_system())
    assert account is not None
    return account


@contextmanager
def a_locked_database() -> Iterator[None]:
    """Somebody writes and does not end; nobody else waits long."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    hurry = "PRAGMA busy_timeout=50" if is_sqlite else "SET lock_timeout = 50"

    def prepare(connection: Any, *_rest: Any) -> None:
        connection.execute(hurry)

    with db.engine.connect() as other:
        if is_sqlite:
            other.exec_driver_sql("COMMIT")
            other.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            other.exec_driver_sql("LOCK TABLE incoming_events IN ACCESS EXCLUSIVE MODE")
        listening.listen(db.engine, "checkout", prepare)
        try:
            yield
        finally:
            listening.remove(db.engine, "checkout", prepare)
            other.exec_driver_sql("ROLLBACK")


def test_what_met_a_locked_database_is_delivered_again_and_has_one_effect(office: LineOffice) -> None:
    """LINE case 43, LINE case 48."""
    task = a_task()
    db.session.remove()
    with ThreadPoolExecutor(1) as pool:
        with a_locked_database():
            told = pool.submit(office.line.webhook, press(task, "start"), redeliver=1, redeliver_delay=1.0, timeout=5)
            until(lambda: len(office.line.webhooks()) == 1)
        attempts = told.result()["attempts"]
    assert [attempt["status"] for attempt in attempts] == [503, 200]
    (kept,) = office.events()
    assert kept.payload["deliveryContext"]["isRedelivery"] is True
    assert office.act() == 1
    assert [update.state_after for update in updates()] == [TaskState.IN_PROGRESS]
    assert "บันทึกแล้ว" in words_of(office.line.messages_to(PHONE))


def test_what_was_answered_and_comes_again_has_no_second_effect(office: LineOffice) -> None:
    """LINE case 43."""
    task = a_task()
    office.line.webhook(press(task, "start"), redeliver=2, redeliver_delay=0.01)
    assert office.act() == 1
    assert len(updates()) == len(office.line.deliveries(PHONE)) == 1


def until(is_so: Any) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in a minute"
        time.sleep(0.02)


def test_the_door_answers_while_the_worker_waits_for_line(office: LineOffice) -> None:
    """LINE case 49: the worker hangs in a download, ten people write meanwhile."""
    a_task()
    office.line.fault("timeout", op="getMessageContent", delay=8)
    office.line.attach(PHONE, a_photo())
    with ThreadPoolExecutor(1) as pool:
        stuck = pool.submit(_act_elsewhere, office)
        until(lambda: office.line.requests("getMessageContent"))
        words = [{"to_user": PHONE, "message": {"type": "text", "text": f"ข้อความที่ {number}"}} for number in range(10)]
        attempts = [office.line.webhook(one)["attempts"][0] for one in words]
        assert not stuck.done()
        assert {attempt["status"] for attempt in attempts} == {200}
        stuck.result()
    assert [kept.state for kept in office.events()].count(EventState.RECEIVED) <= 1  # The photo is asked for again.


def _act_elsewhere(office: LineOffice) -> int:
    with office.app.app_context():
        return office.act()


def test_a_busy_line_costs_no_photo(office: LineOffice, clock: Clock) -> None:
    """LINE case 58: LINE is down for a minute; what it has for us is fetched later."""
    a_task()
    office.line.fault("503", op="getMessageContent", count=3)
    office.line.attach(PHONE, a_photo())
    for at in ("09:00:00", "09:00:06", "09:00:20", "09:00:45"):
        clock.set(f"2026-03-31 {at}")
        office.act()
    assert len(proofs()) == 1
