"""Days on which much goes wrong: everybody still hears once, and somebody is told what to look at."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests.builders import a_person, the_system
from tests.conftest import Clock
from tests.reminders.delivering import (
    all_messages,
    deliver,
    messages_of,
    sending,
    sending_with_the_stored_token,
    somebody_with_work,
    the_channel,
)
from tests.reminders.office import BASE_URL, plan
from tests.simulator.running import ACCESS_TOKEN, SimulatorControl, user_id
from tracker import clock as tracker_clock
from tracker.database import db
from tracker.messaging.line import LineMessenger
from tracker.messaging.messenger import Accepted, Message
from tracker.people.roles import Role
from tracker.reminders import delivery
from tracker.reminders.delivery import LEASE_SECONDS, Sending
from tracker.reminders.models import ChannelState, MessageState
from tracker.reminders.service import alarms

PEOPLE = 6


@pytest.fixture
def office(empty_line: SimulatorControl) -> SimulatorControl:
    """Six people, each with a task due today, planned in the morning."""
    for number in range(1, PEOPLE + 1):
        somebody_with_work(empty_line, number)
    tracker_clock._stopped_at = None
    return empty_line


def everybody_heard_once(line: SimulatorControl) -> bool:
    heard = sorted(one["to"] for one in line.deliveries())
    return heard == [user_id(number) for number in range(1, PEOPLE + 1)]


def through_the_day(line: SimulatorControl, clock: Clock, *, until: str, every: int = 15) -> Iterator[str]:
    """Deliver every few minutes from half past eight until a time of the day."""
    minute = 8 * 60 + 30
    while f"{minute // 60:02d}:{minute % 60:02d}" < until:
        now = f"{minute // 60:02d}:{minute % 60:02d}"
        clock.set(f"2026-03-31 {now}")
        deliver(line)
        yield now
        minute += every


@pytest.mark.parametrize(("kind", "accept"), [("drop", False), ("503", False), ("reset", True)])
def test_line_is_down_for_six_hours_in_the_morning(
    office: SimulatorControl, clock: Clock, kind: str, *, accept: bool
) -> None:
    clock.set("2026-03-31 08:00")
    plan()
    office.fault(kind, accept=accept, count=-1, op="pushMessage")
    office.fault(kind, count=-1, op="getMessageQuota")
    list(through_the_day(office, clock, until="14:30"))
    requests = len(office.requests("pushMessage"))
    assert requests <= 60 * PEOPLE, "a LINE that is down is not hammered"
    office.no_faults()
    for now in ("14:30", "14:46", "15:02", "15:18"):
        clock.set(f"2026-03-31 {now}")
        deliver(office)
    assert everybody_heard_once(office)
    assert {message.state for message in all_messages()} == {MessageState.ACCEPTED}
    assert all(message.attempts > 3 for message in all_messages())


def test_line_is_down_until_the_office_closes(office: SimulatorControl, clock: Clock) -> None:
    """What LINE certainly did not take is told the next morning; what it may have taken is not told twice."""
    clock.set("2026-03-31 08:00")
    plan()
    office.fault("drop", count=-1, op="pushMessage", to=user_id(1), accept=True)
    office.fault("503", count=-1, op="pushMessage", to=user_id(2))
    office.fault("429", count=-1, op="pushMessage", to=user_id(3), retry_after=600)
    list(through_the_day(office, clock, until="16:30"))
    office.no_faults()
    clock.set("2026-04-01 08:00")
    plan()
    clock.set("2026-04-01 08:30")
    deliver(office)
    states = sorted(message.state.value for message in all_messages() if message.day == date(2026, 3, 31))
    assert states == ["accepted"] * 3 + ["expired"] + ["unknown"] * 2
    heard = [one["messages"][0]["altText"] for one in office.deliveries(user_id(3))]
    assert len(heard) == 1
    assert "ล่าช้า 1 วันทำการ" in heard[0]


def test_the_months_messages_are_gone_on_day_twelve(empty_line: SimulatorControl, clock: Clock) -> None:
    line = empty_line
    line.set_clock(clock.set("2026-03-12 08:00"))
    coordinator = a_person(Role.COORDINATOR)
    people = [somebody_with_work(line, number, due_on=date(2026, 3, 12)) for number in range(1, PEOPLE + 1)]
    line.quota(300, usage=300)
    for day in (12, 13, 16, 17):
        clock.set(f"2026-03-{day} 08:00")
        plan()
        for hour in (9, 12, 16):
            clock.set(f"2026-03-{day} {hour:02d}:10")
            deliver(line)
        clock.set(f"2026-03-{day} 16:40")
        deliver(line)
    assert line.requests("pushMessage") == [], "a month that is used up is asked about, not pushed against"
    said = [message.summary.splitlines()[0] for message in messages_of(coordinator)]
    assert len([text for text in said if "ใช้หมดแล้ว" in text]) == 1, "told once"
    assert len(messages_of(people[0])) == 4, "each day is in the web inbox"
    line.set_clock(clock.set("2026-04-01 08:00"))
    plan()
    clock.set("2026-04-01 09:00")
    assert deliver(line) == {"accepted": PEOPLE}
    assert everybody_heard_once(line)
    assert [alarm.kind.value for alarm in alarms.open_alarms(the_system())] == []


def test_the_token_is_revoked_while_messages_are_going_out(office: SimulatorControl, clock: Clock) -> None:
    clock.set("2026-03-31 08:00")
    plan()
    clock.set("2026-03-31 08:30")
    office.fault("401", op="pushMessage", count=-1, skip=3)
    deliver(office, sending_with_the_stored_token(office))
    assert the_channel().state is ChannelState.ACTIVE
    office.no_faults()
    deliver(office, sending_with_the_stored_token(office))
    assert everybody_heard_once(office)
    assert len(office.requests("issueChannelToken")) == 1


class LockingCourier:
    """A LINE that answers while somebody else holds the database, which therefore cannot be written to."""

    def __init__(self, line: SimulatorControl, path: str) -> None:
        self._messenger = LineMessenger(ACCESS_TOKEN, host=line.host)
        self._path = path
        self.holder: sqlite3.Connection | None = None

    def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Accepted:
        accepted = self._messenger.push(to, messages, retry_key)
        self.holder = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        self.holder.execute("BEGIN IMMEDIATE")
        return accepted


# PostgreSQL lets writers wait for one row, never for the whole database.
@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_the_database_is_locked_when_the_answer_comes(
    office: SimulatorControl, clock: Clock, committed_app: Flask
) -> None:
    """LINE has the message and nobody could write it down: the same key finds out, and nobody reads it twice."""
    clock.set("2026-03-31 08:00")
    plan()
    clock.set("2026-03-31 08:30")
    db.session.rollback()
    db.session.connection().exec_driver_sql("PRAGMA busy_timeout=100")
    db.session.rollback()
    courier = LockingCourier(office, str(db.engine.url.database))
    with pytest.raises(OperationalError, match="locked"):
        delivery.deliver_waiting(Sending(the_system(), courier, BASE_URL), now=tracker_clock.now)
    assert courier.holder is not None
    courier.holder.execute("ROLLBACK")
    courier.holder.close()
    assert len(office.deliveries()) == 1
    clock.set("2026-03-31 08:33")
    assert deliver(office) == {"accepted": PEOPLE}
    assert everybody_heard_once(office)
    assert [request["status"] for request in office.requests("pushMessage")].count(409) == 1


def test_the_sender_is_killed_with_several_requests_on_their_way(office: SimulatorControl, clock: Clock) -> None:
    """LINE case 10: three were claimed and sent, none was written down."""
    clock.set("2026-03-31 08:00")
    plan()
    clock.set("2026-03-31 08:30")
    ground = delivery.Ground.of(the_system(), at=clock.now)
    for _ in range(3):
        attempt, _state = delivery.claim(sending(office), ground, clock.now)
        assert attempt is not None
        sending(office).messenger.push(attempt.to, attempt.body, str(attempt.message_id))
    assert deliver(office) == {"accepted": 3}
    clock.set("2026-03-31 08:32")
    assert deliver(office) == {"accepted": 3}
    assert everybody_heard_once(office)
    assert LEASE_SECONDS < 120


def test_two_senders_whose_clocks_are_five_minutes_apart(office: SimulatorControl, clock: Clock) -> None:
    """To the one whose clock is fast the other's lease has run out: it asks under the same key, and LINE knows it."""
    clock.set("2026-03-31 08:00")
    plan()
    at = clock.set("2026-03-31 08:30")
    ground = delivery.Ground.of(the_system(), at=at)
    attempt, _state = delivery.claim(sending(office, "slow"), ground, at)
    assert attempt is not None
    accepted = sending(office).messenger.push(attempt.to, attempt.body, str(attempt.message_id))
    clock.set("2026-03-31 08:35")
    assert deliver(office, sending(office, "fast")) == {"accepted": PEOPLE}
    state = delivery.record(the_system(), attempt, accepted, clock.set("2026-03-31 08:30"))
    assert state is MessageState.ACCEPTED, "the fast one wrote it down already"
    assert everybody_heard_once(office)
    assert [request["status"] for request in office.requests("pushMessage")].count(409) == 1


def test_the_machine_is_off_for_a_week_over_songkran(empty_line: SimulatorControl, clock: Clock) -> None:
    """What was planned and not sent is of its day alone; whoever is back hears what is true now, once."""
    line = empty_line
    clock.set("2026-04-09 07:45")
    late, near = (
        somebody_with_work(line, 1, due_on=date(2026, 4, 8)),
        somebody_with_work(line, 2, due_on=date(2026, 4, 21)),
    )
    plan()
    clock.set("2026-04-17 10:15")  # Songkran was the thirteenth to the fifteenth.
    assert deliver(line) == {}
    plan()
    assert deliver(line) == {"accepted": 2}
    clock.set("2026-04-17 10:30")
    plan()
    assert deliver(line) == {}
    assert [message.state.value for message in messages_of(late)] == ["expired", "accepted"]
    assert [message.state.value for message in messages_of(near)] == ["expired", "accepted"]
    (about_late,), (about_near,) = (line.messages_to(user_id(number)) for number in (1, 2))
    assert "ล่าช้า 4 วันทำการ" in about_late["altText"]
    assert "เหลือ 2 วันทำการ" in about_near["altText"]
