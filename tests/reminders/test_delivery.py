"""Delivering over the real SDK to a LINE that loses answers, refuses and forgets."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from tests.builders import a_task, the_system, the_unit
from tests.conftest import Clock
from tests.reminders.delivering import (
    TUESDAY,
    claimed,
    deliver,
    sending,
    the_envelope,
)
from tests.reminders.office import BASE_URL, BOX, a_head, envelopes, kinds, plan
from tests.simulator.running import ACCESS_TOKEN, SimulatorControl, user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.messaging.line import TOTAL_SECONDS, LineMessenger
from tracker.messaging.messenger import MessengerBusy
from tracker.people import linking
from tracker.people import queries as people
from tracker.people.roles import LineState
from tracker.reminders import channel, delivery, queries
from tracker.reminders.delivery import LEASE_SECONDS, Sending, deliver_waiting
from tracker.reminders.models import ChannelState, MessageState, OutgoingMessage
from tracker.reminders.queries import reminders_in
from tracker.tasks.models import TaskState


def later(clock: Clock, text: str) -> None:
    clock.set(f"2026-03-31 {text}")


def test_a_message_is_accepted_and_its_proof_kept(line: SimulatorControl) -> None:
    """LINE case 1."""
    assert deliver(line) == {"accepted": 1}
    envelope = the_envelope()
    (received,) = line.deliveries(user_id(1))
    assert received["retry_key"] == str(envelope.id)
    assert envelope.line_request_id == received["request_id"]
    assert envelope.accepted_at is not None
    assert received["messages"] == envelope.body
    assert "http://ita.example/tasks/" in str(received["messages"])
    assert deliver(line) == {}


@pytest.mark.parametrize("kind", ["500", "reset", "garbage200"])
def test_a_lost_answer_is_asked_for_again_with_the_same_key(line: SimulatorControl, clock: Clock, kind: str) -> None:
    line.fault(kind, accept=True, op="pushMessage")
    assert deliver(line) == {"waiting": 1}
    assert the_envelope().is_maybe_accepted
    later(clock, "09:30")
    assert deliver(line) == {"accepted": 1}
    assert the_envelope().attempts == 2
    assert [request["status"] for request in line.requests("pushMessage")][-1] == 409
    assert len(line.deliveries(user_id(1))) == 1


def test_a_worker_killed_after_line_took_the_message_is_made_good(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 10: the first worker sends and dies before it can write anything down."""
    attempt = claimed(line)
    sending(line).messenger.push(attempt.to, attempt.body, str(attempt.message_id))
    assert deliver(line) == {}
    clock.set("2026-03-31 09:02")
    assert deliver(line) == {"accepted": 1}
    assert len(line.deliveries(user_id(1))) == 1


def test_a_worker_that_comes_back_after_its_lease_changes_nothing(line: SimulatorControl, clock: Clock) -> None:
    attempt = claimed(line)
    clock.set("2026-03-31 09:02")
    assert deliver(line) == {"accepted": 1}
    late = MessengerBusy("late", maybe_accepted=True)
    assert delivery.record(the_system(), attempt, late, tracker_clock.now()) is MessageState.ACCEPTED


def test_an_answer_that_never_comes_does_not_hold_the_worker(line: SimulatorControl) -> None:
    assert LEASE_SECONDS > TOTAL_SECONDS
    slow = LineMessenger(ACCESS_TOKEN, host=line.host, total_seconds=2)
    line.fault("timeout", delay=20, accept=True, op="pushMessage")
    db.session.rollback()
    ended = deliver_waiting(Sending(the_system(), slow, BASE_URL), now=tracker_clock.now)
    assert ended == {MessageState.WAITING: 1}
    assert the_envelope().is_maybe_accepted


def test_a_rate_limit_pauses_the_whole_channel(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 13."""
    a_head(the_unit("กองคลัง"), 2)
    line.person(user_id(2))
    a_task(unit=the_unit("กองคลัง"), due_on=TUESDAY)
    plan()
    line.fault("429", retry_after=300, op="pushMessage")
    assert deliver(line) == {"waiting": 1}
    assert len(line.requests("pushMessage")) == 1
    later(clock, "09:04")
    assert deliver(line) == {}
    later(clock, "09:06")
    assert deliver(line) == {"accepted": 2}


def test_the_monthly_limit_holds_messages_until_there_is_room(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 15."""
    line.quota(300, usage=300)
    assert deliver(line) == {}
    with transaction():
        found = queries.channel(the_system())
        assert found is not None
        found.paused_until, found.quota_read_at = None, tracker_clock.now()
    assert deliver(line) == {"held": 1}
    held = the_envelope()
    assert (held.state, held.attempts) == (MessageState.HELD, 0)
    sent = len(line.requests("pushMessage"))
    later(clock, "10:00")
    assert deliver(line) == {}
    assert len(line.requests("pushMessage")) == sent
    line.quota(500, usage=300)
    later(clock, "10:30")
    assert deliver(line) == {"accepted": 1}


def test_what_is_held_at_the_end_of_the_day_expires_and_is_earned_again(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 21."""
    line.quota(300, usage=300)
    deliver(line)
    later(clock, "16:30")
    line.quota(300)
    assert deliver(line) == {}
    assert the_envelope().state is MessageState.EXPIRED
    assert line.deliveries() == []
    clock.set("2026-04-01 08:00")
    plan()
    clock.set("2026-04-01 08:30")
    assert deliver(line) == {"accepted": 1}
    assert "ล่าช้า 1 วันทำการ" in line.messages_to(user_id(1))[0]["altText"]


def test_a_rejected_token_stops_the_channel_and_costs_the_message_nothing(line: SimulatorControl, clock: Clock) -> None:
    line.fault("401", op="pushMessage")
    assert deliver(line) == {"waiting": 1}
    found = queries.channel(the_system())
    assert found is not None
    assert found.state is ChannelState.HELD
    assert found.held_reason
    assert the_envelope().attempts == 0
    later(clock, "09:30")
    assert deliver(line) == {}
    with transaction():
        channel.resume(by=the_system(), at=tracker_clock.now())
    assert deliver(line) == {"accepted": 1}
    refused, accepted = line.requests("pushMessage")
    assert refused["retry_key"] != accepted["retry_key"], "what LINE refused is another request when it is written anew"
    assert kinds() == ["due_today", "assigned"]
    assert {reminder.message_id for reminder in reminders_in(the_envelope().id)} == {the_envelope().id}


def test_a_key_line_may_know_is_kept_when_the_token_is_rejected(line: SimulatorControl, clock: Clock) -> None:
    line.fault("500", op="pushMessage", accept=True)
    assert deliver(line) == {"waiting": 1}
    later(clock, "09:30")
    line.fault("401", op="pushMessage")
    assert deliver(line) == {"waiting": 1}
    with transaction():
        channel.resume(by=the_system(), at=tracker_clock.now())
    assert deliver(line) == {"accepted": 1}
    assert len({request["retry_key"] for request in line.requests("pushMessage")}) == 1
    assert len(line.messages_to(user_id(1))) == 1


def test_room_in_the_month_ends_the_pause_it_caused(line: SimulatorControl, clock: Clock) -> None:
    line.fault("429-monthly", op="pushMessage")
    assert deliver(line) == {"held": 1}
    later(clock, "09:01")
    delivery.refresh_quota(sending(line), now=tracker_clock.now)
    assert deliver(line) == {"accepted": 1}


def test_a_refused_message_is_not_tried_again_and_says_why(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 18."""
    line.fault("403", op="pushMessage")
    assert deliver(line) == {"failed": 1}
    assert the_envelope().last_error.startswith("403")
    later(clock, "12:00")
    assert deliver(line) == {}


def test_a_person_line_does_not_know_is_marked_and_left_in_peace(line: SimulatorControl) -> None:
    """LINE case 25."""
    line.person(user_id(1), state="unknown")
    assert deliver(line) == {"failed": 1}
    db.session.rollback()
    account = people.line_account_of_user(user_id(1), asker=the_system())
    assert account is not None
    assert account.state is LineState.BLOCKED


def test_a_perhaps_accepted_message_past_its_day_is_unknown_and_never_sent_again(
    line: SimulatorControl, clock: Clock
) -> None:
    """LINE case 19."""
    line.fault("reset", accept=True, op="pushMessage")
    deliver(line)
    clock.set("2026-04-01 08:00")
    assert deliver(line) == {}
    assert the_envelope().state is MessageState.UNKNOWN
    assert len(line.requests("pushMessage")) == 1


def test_a_key_line_may_have_forgotten_is_never_used_again(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 20."""
    line.fault("500", accept=True, op="pushMessage")
    deliver(line)
    with transaction():
        db.session.execute(update(OutgoingMessage).values(expires_at=tracker_clock.now() + timedelta(days=9)))
    clock.set("2026-04-01 08:00")
    assert deliver(line) == {}
    assert the_envelope().state is MessageState.UNKNOWN


def test_a_finished_task_is_not_spoken_of_even_if_it_was_planned(line: SimulatorControl) -> None:
    from tracker.tasks.models import Task

    with transaction():
        db.session.execute(update(Task).values(state=TaskState.DONE))
    assert deliver(line) == {"withdrawn": 1}
    assert line.deliveries() == []


def test_who_unlinked_meanwhile_gets_nothing(line: SimulatorControl) -> None:
    with transaction():
        account = people.line_account_of_user(user_id(1), asker=the_system())
        assert account is not None
        linking.unlink(account, by=the_system(), at=tracker_clock.now())
    assert deliver(line) == {"withdrawn": 1}


def test_nothing_is_sent_before_the_office_opens(line: SimulatorControl, clock: Clock) -> None:
    with transaction():
        db.session.execute(update(OutgoingMessage).values(state=MessageState.WITHDRAWN))
    clock.set("2026-04-01 07:30")
    plan()
    assert deliver(line) == {}
    clock.set("2026-04-01 08:30")
    assert deliver(line) == {"accepted": 1}


def test_several_workers_send_each_message_once(line: SimulatorControl, committed_app: Flask) -> None:
    """LINE case 11; the sender started twice, and twice again."""
    for number, unit in enumerate(("กองคลัง", "กองช่าง", "กองสวัสดิการสังคม"), 2):
        line.person(user_id(number))
        a_head(the_unit(unit), number)
        a_task(unit=the_unit(unit), due_on=TUESDAY)
    plan()
    line.fault("slow", delay=0.2, count=-1, op="pushMessage")
    together = threading.Barrier(4)

    def work(number: int) -> int:
        with committed_app.app_context():
            together.wait()
            ended = deliver_waiting(sending(line, f"worker {number}"), now=tracker_clock.now)
            db.session.remove()
            return ended[MessageState.ACCEPTED]

    with ThreadPoolExecutor(4) as pool:
        accepted = sum(pool.map(work, range(4)))
    deliver(line)
    assert len(line.deliveries()) == 4
    assert len(line.requests("pushMessage")) == 4
    assert accepted >= 1


def test_chaos_delivers_every_message_exactly_once(line: SimulatorControl, clock: Clock) -> None:
    for number, unit in enumerate(("กองคลัง", "กองช่าง", "กองสวัสดิการสังคม", "หน่วยตรวจสอบภายใน"), 2):
        line.person(user_id(number))
        a_head(the_unit(unit), number)
        a_task(unit=the_unit(unit), due_on=TUESDAY)
    plan()
    for kind in ("500", "reset", "drop", "garbage200", "429"):
        line.fault(kind, prob=0.2, count=-1, op="pushMessage")
        line.fault(kind, prob=0.2, count=-1, op="pushMessage", accept=kind != "429")
    for minute in range(5, 60, 5):
        deliver(line)
        clock.set(f"2026-03-31 {9 + minute // 4:02d}:{minute % 4 * 15:02d}") if minute < 28 else None
    line.no_faults()
    clock.set("2026-03-31 16:20")
    deliver(line)
    db.session.rollback()
    db.session.expire_all()
    assert {envelope.state for envelope in envelopes()} == {MessageState.ACCEPTED}
    assert sorted(delivery["to"] for delivery in line.deliveries()) == [user_id(number) for number in range(1, 6)]
    assert len({delivery["retry_key"] for delivery in line.deliveries()}) == 5


def test_each_office_speaks_through_its_own_channel(line: SimulatorControl) -> None:
    made: list[str] = []

    def make(token: str) -> LineMessenger:
        made.append(token)
        return LineMessenger(token, host=line.host)

    db.session.rollback()
    messengers = channel.Messengers(make, BOX)
    messenger = messengers.of(the_system())
    assert messenger is not None
    ended = delivery.deliver_waiting(delivery.Sending(the_system(), messenger, BASE_URL), now=tracker_clock.now)
    assert ended == {MessageState.ACCEPTED: 1}
    assert messengers.of(the_system()) is messengers.of(the_system())
    assert made == [ACCESS_TOKEN]
