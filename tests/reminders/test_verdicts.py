"""What becomes of a message after each answer LINE may give, and of whom it was for."""

import random
import threading
from collections.abc import Sequence
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.builders import a_person, the_system
from tests.conftest import Clock
from tests.reminders.delivering import (
    a_group,
    a_message,
    all_messages,
    claimed,
    deliver,
    messages_for,
    messages_of,
    sending_with_the_stored_token,
    somebody_with_work,
    the_channel,
    the_envelope,
)
from tests.reminders.office import BASE_URL, BOX, kinds, link, plan
from tests.simulator.running import ACCESS_TOKEN, SimulatorControl, user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.messaging.messenger import Accepted, ChannelRejected, Message, MessengerBusy
from tracker.people import service as people
from tracker.people.models import AuditEvent, Person
from tracker.people.roles import Role
from tracker.reminders import channel
from tracker.reminders.delivery import MOST_IN_FLIGHT, Ground, Sending, claim, deliver_waiting, record
from tracker.reminders.models import (
    AlarmKind,
    Carrier,
    ChannelState,
    MessageState,
    Purpose,
)
from tracker.reminders.queries import reminders_in
from tracker.reminders.service import alarms


def ringing() -> list[AlarmKind]:
    db.session.rollback()
    db.session.expire_all()
    return [alarm.kind for alarm in alarms.open_alarms(the_system())]


@pytest.mark.parametrize(
    ("kind", "accept"),
    [
        (kind, accept)
        for kind in ("500", "503", "502-html", "garbage200", "truncate", "reset", "drop")
        for accept in (False, True)
    ],
)
def test_every_way_to_lose_an_answer_ends_in_one_message(
    line: SimulatorControl, clock: Clock, kind: str, *, accept: bool
) -> None:
    """LINE case 2, LINE case 3, LINE case 5, LINE case 6, LINE case 7, LINE case 8, LINE case 9."""
    line.fault(kind, accept=accept, op="pushMessage")
    assert deliver(line) == {"waiting": 1}
    clock.set("2026-03-31 09:30")
    assert deliver(line) == {"accepted": 1}
    first, second = line.requests("pushMessage")
    assert first["retry_key"] == second["retry_key"] == str(the_envelope().id)
    assert second["status"] == (409 if accept else 200)
    assert len(line.deliveries(user_id(1))) == 1


def test_no_request_is_made_before_the_time_line_asks_for(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 13."""
    line.fault("429", retry_after=3, op="pushMessage")
    clock.set("2026-03-31 09:00:00")
    assert deliver(line) == {"waiting": 1}
    clock.set("2026-03-31 09:00:02")
    assert deliver(line) == {}
    assert len(line.requests("pushMessage")) == 1
    clock.set("2026-03-31 09:00:05")
    assert deliver(line) == {"accepted": 1}


def test_a_rate_limit_that_lasts_is_met_ever_more_rarely(
    line: SimulatorControl, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LINE case 14; chance is taken out of the waits."""
    monkeypatch.setattr(random, "uniform", lambda _least, most: most)
    somebody_with_work(line, 2)
    plan()
    line.fault("429", count=5, op="pushMessage")
    asked_at = []
    for second in range(200):
        clock.set(f"2026-03-31 09:{second // 60:02d}:{second % 60:02d}")
        before = len(line.requests("pushMessage"))
        deliver(line)
        asked_at += [second] * (len(line.requests("pushMessage")) - before)
        if len(line.deliveries()) == 2:
            break
    gaps = [later - earlier for earlier, later in pairwise(asked_at)]
    assert len(asked_at) == 7, "five refusals, and each message once"
    assert all(gap >= 4 for gap in gaps[:5]), "the whole channel waits, not one message"
    assert max(gaps[2:5]) > gaps[0]


def test_one_row_meets_one_worker(line: SimulatorControl) -> None:
    """LINE case 11: while one has it in hand, the other finds nothing."""
    claimed(line)
    assert deliver(line) == {}
    assert line.requests("pushMessage") == []


def test_a_revoked_token_is_renewed_once_and_nothing_is_lost(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 16."""
    a_person(Role.COORDINATOR)
    line.fault("401", op="pushMessage")
    assert deliver(line, sending_with_the_stored_token(line)) == {"waiting": 1}
    found = the_channel()
    assert (found.state, found.token_renewed_at) == (ChannelState.ACTIVE, tracker_clock.now())
    assert [message.attempts for message in messages_for(Purpose.DIGEST)] == [0]
    assert ringing() == []
    assert [message.carrier for message in messages_for(Purpose.ALARM)] == [Carrier.WEB]
    assert deliver(line, sending_with_the_stored_token(line)) == {"accepted": 1}
    assert len(line.deliveries(user_id(1))) == 1
    assert len(line.requests("issueChannelToken")) == 1
    assert "line_token_renewed" in db.session.scalars(select(AuditEvent.action)).all()


def test_a_token_refused_again_at_once_is_left_to_a_person(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 16: renewed once, not without end."""
    line.fault("401", op="pushMessage", count=2)
    deliver(line, sending_with_the_stored_token(line))
    deliver(line, sending_with_the_stored_token(line))
    assert the_channel().state is ChannelState.HELD
    assert ringing() == [AlarmKind.CHANNEL_HELD]
    clock.set("2026-03-31 10:00")
    assert deliver(line, sending_with_the_stored_token(line)) == {}
    assert len(line.requests("issueChannelToken")) == 1
    assert len(line.requests("pushMessage")) == 2


def test_a_token_that_cannot_be_renewed_leaves_the_channel_held(line: SimulatorControl) -> None:
    line.fault("401", op="pushMessage")
    line.fault("400", op="issueChannelToken")
    deliver(line, sending_with_the_stored_token(line))
    assert the_channel().state is ChannelState.HELD
    assert the_channel().token_renewed_at is None


def test_a_token_line_rejects_while_telling_the_quota_is_renewed_too(line: SimulatorControl) -> None:
    line.fault("401", op="getMessageQuota")
    deliver(line, sending_with_the_stored_token(line))
    assert the_channel().state is ChannelState.ACTIVE
    assert deliver(line, sending_with_the_stored_token(line)) == {"accepted": 1}


def test_a_card_line_finds_wrong_is_said_in_plain_words(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 17."""
    a_person(Role.COORDINATOR)
    body = {"message": "A message (messages[0]) in the request body is invalid", "details": [{"property": "x"}]}
    line.fault("status", status=400, body=body, op="pushMessage")
    assert deliver(line) == {"failed": 1, "accepted": 1}
    failed, plain = [message for message in all_messages() if message.purpose is not Purpose.ALARM]
    assert (failed.state, plain.state) == (MessageState.FAILED, MessageState.ACCEPTED)
    assert failed.id != plain.id
    assert line.messages_to(user_id(1)) == [{"type": "text", "text": failed.summary}]
    assert [len(reminders_in(failed.id)), len(reminders_in(plain.id))] == [0, 2]
    (alarm,) = alarms.open_alarms(the_system())
    assert "messages[0]" in alarm.text
    clock.set("2026-03-31 15:00")
    plan()
    assert deliver(line) == {}


def test_a_message_line_forbids_rings_once(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 18."""
    coordinator = a_person(Role.COORDINATOR)
    somebody_with_work(line, 2)
    plan()
    line.fault("403", count=2, op="pushMessage")
    assert deliver(line) == {"failed": 2}
    assert ringing() == [AlarmKind.MESSAGE_FAILED]
    (told,) = messages_of(coordinator)
    assert (told.purpose, told.state) == (Purpose.ALARM, MessageState.INBOX)
    assert "403" in told.summary
    clock.set("2026-03-31 12:00")
    assert deliver(line) == {}


def test_who_was_refused_is_told_again_where_they_can_be_reached(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 25."""
    line.person(user_id(1), state="unknown")
    assert deliver(line) == {"failed": 1}
    refused = the_envelope()
    person = db.session.get_one(Person, refused.person_id)
    clock.set("2026-04-01 09:00")
    link(person, 5)
    line.person(user_id(5))
    plan()
    assert deliver(line) == {"accepted": 1}
    assert "assigned" in kinds()
    assert reminders_in(refused.id) == [] or {one.kind for one in reminders_in(refused.id)} == {"due_today"}


def test_a_blocked_person_is_accepted_for_and_nothing_says_they_read_it(line: SimulatorControl) -> None:
    """LINE case 24."""
    line.person(user_id(1), state="blocked")
    assert deliver(line) == {"accepted": 1}
    envelope = the_envelope()
    assert envelope.state.label == "LINE รับแล้ว"
    assert envelope.read_at is None
    assert line.messages_to(user_id(1)) == []


def test_a_message_with_words_of_its_own_goes_as_it_was_written(line: SimulatorControl, clock: Clock) -> None:
    deliver(line)
    head = db.session.get_one(Person, the_envelope().person_id)
    notice = a_message(head)
    line.fault("401", op="pushMessage")
    deliver(line, sending_with_the_stored_token(line))
    assert deliver(line, sending_with_the_stored_token(line)) == {"accepted": 1}
    keys = {request["retry_key"] for request in line.requests("pushMessage")[1:]}
    assert keys == {str(notice.id)}, "the same request keeps its key"
    assert line.messages_to(user_id(1))[-1] == {"type": "text", "text": "แจ้งผล"}


def test_a_group_is_written_to_while_we_are_in_it(line: SimulatorControl) -> None:
    deliver(line)
    head = db.session.get_one(Person, the_envelope().person_id)
    group = a_group(12)
    line.ask("groups", {group.line_group_id: {"members": 12}})
    values = {"person_id": None, "group_id": group.id, "purpose": Purpose.GROUP, "recipients": 12}
    a_message(head, **values)
    before = line.used()
    assert deliver(line) == {"accepted": 1}
    assert line.used() == before + 12
    with transaction():
        db.session.get_one(type(group), group.id).left_at = tracker_clock.now()
    a_message(head, **values)
    assert deliver(line) == {"withdrawn": 1}


class CountingCourier:
    """Holds every message until so many are in hand at once, or so long; takes it, and knows the most it held."""

    def __init__(self, *, refuses_first: int = 0, together: int = 2, seconds: float = 0.05) -> None:
        self._together, self._seconds = together, seconds
        self._lock = threading.Condition()
        self._in_hand = 0
        self._refuses = refuses_first
        self.most_in_hand = 0
        self.taken: list[str] = []

    def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Accepted:
        with self._lock:
            self._in_hand += 1
            self.most_in_hand = max(self.most_in_hand, self._in_hand)
            self._lock.notify_all()
            self._lock.wait_for(lambda: self.most_in_hand >= self._together, timeout=self._seconds)
            self._in_hand -= 1
            self._refuses -= 1
            if self._refuses >= 0:
                raise MessengerBusy("HTTP 503", maybe_accepted=False)
            self.taken.append(to)
        return Accepted("request")


def test_several_requests_are_on_their_way_at_once(empty_line: SimulatorControl) -> None:
    for number in range(1, 17):
        somebody_with_work(empty_line, number)
    plan()
    courier = CountingCourier(together=4, seconds=30)
    assert deliver(empty_line, Sending(the_system(), courier, BASE_URL)) == {"accepted": 16}
    assert 3 < courier.most_in_hand <= MOST_IN_FLIGHT
    assert sorted(courier.taken) == [user_id(number) for number in range(1, 17)]


def test_a_line_that_does_not_answer_meets_few_requests(empty_line: SimulatorControl) -> None:
    for number in range(1, 11):
        somebody_with_work(empty_line, number)
    plan()
    courier = CountingCourier(refuses_first=100)
    using = Sending(the_system(), courier, BASE_URL)
    assert deliver(empty_line, using) == {"waiting": 3}
    assert courier.most_in_hand == 1
    assert deliver(empty_line, using) == {}, "the rest is not tried one by one"


def test_e_mail_needs_neither_channel_nor_quota(committed_app: Flask) -> None:
    person = a_person(Role.STAFF)
    a_message(person, carrier=Carrier.EMAIL)
    courier = CountingCourier()
    using = Sending(the_system(), courier, BASE_URL, carrier=Carrier.EMAIL)
    db.session.rollback()
    assert deliver_waiting(using, now=tracker_clock.now) == {MessageState.WITHDRAWN: 1}, "no address, no message"
    with transaction():
        db.session.execute(update(Person).values(email="somchai@example.org"))
    a_message(person, carrier=Carrier.EMAIL, sequence=3)
    assert deliver_waiting(using, now=tracker_clock.now) == {MessageState.ACCEPTED: 1}
    assert courier.taken == ["somchai@example.org"]
    a_message(person, sequence=4)
    assert deliver_waiting(using, now=tracker_clock.now) == {}, "what is LINE's is left to LINE"


def test_who_left_the_office_meanwhile_hears_nothing_more(line: SimulatorControl) -> None:
    person = somebody_with_work(line, 2)
    a_message(person)
    a_message(person, carrier=Carrier.EMAIL, sequence=3)
    with transaction():
        left = db.session.get_one(Person, person.id)
        left.email = "somchai@example.org"
        people.deactivate(left, by=the_system(), at=tracker_clock.now())
    deliver(line)
    letters = CountingCourier()
    deliver(line, Sending(the_system(), letters, BASE_URL, carrier=Carrier.EMAIL))
    assert [message.state for message in messages_of(person)] == [MessageState.WITHDRAWN] * 2
    assert line.deliveries(user_id(2)) == []
    assert letters.taken == []


def test_what_line_says_of_a_token_that_was_replaced_holds_nothing(line: SimulatorControl) -> None:
    """Two senders speak with the same revoked token; the other has it renewed while this one is being refused."""
    using = sending_with_the_stored_token(line)
    attempt, _ = claim(using, Ground.of(the_system(), at=tracker_clock.now()), tracker_clock.now())
    assert attempt is not None
    with transaction():
        channel.store_renewed(ACCESS_TOKEN, box=BOX, by=the_system(), at=tracker_clock.now())
    verdict = record(the_system(), attempt, ChannelRejected("401"), tracker_clock.now())
    assert verdict is MessageState.WAITING
    assert the_channel().state is ChannelState.ACTIVE
    assert deliver(line, using) == {}, "what is left of this run has the old token"
    assert deliver(line, sending_with_the_stored_token(line)) == {"accepted": 1}
