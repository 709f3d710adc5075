"""Delivering in tests: an office whose outbox is handed to a simulated LINE, over the real SDK."""

from datetime import date, time
from uuid import uuid4

from sqlalchemy import select

from tests.builders import a_person, a_task, the_system, the_unit
from tests.reminders.office import BASE_URL, BOX, envelopes, link
from tests.simulator.running import ACCESS_TOKEN, SimulatorControl, user_id
from tracker import clock
from tracker.database import db, transaction
from tracker.messaging.line import LineMessenger
from tracker.messaging.tokens import issue_token
from tracker.people.models import Person
from tracker.people.roles import Role
from tracker.reminders import channel as channels
from tracker.reminders import queries
from tracker.reminders.delivery import Attempt, Ground, Renewing, Sending, claim, deliver_waiting
from tracker.reminders.models import Carrier, LineChannel, LineGroup, MessageState, OutgoingMessage, Purpose
from tracker.thai import instant_of

TUESDAY = date(2026, 3, 31)


def sending(line: SimulatorControl, worker: str = "one") -> Sending:
    return Sending(the_system(), LineMessenger(ACCESS_TOKEN, host=line.host), BASE_URL, worker)


def sending_with_the_stored_token(line: SimulatorControl) -> Sending:
    """As the sender's job does: with the token that is stored, and able to have a new one issued."""

    def issue(channel_id: str, secret: str) -> str:
        return issue_token(channel_id, secret, host=line.host).access_token

    db.session.rollback()
    messengers = channels.Messengers(lambda token: LineMessenger(token, host=line.host), BOX)
    messenger = messengers.of(the_system())
    assert messenger is not None
    renewing, mark = Renewing(issue, BOX), messengers.token_mark(the_system())
    return Sending(the_system(), messenger, BASE_URL, renewing=renewing, token_mark=mark)


def deliver(line: SimulatorControl, using: Sending | None = None) -> dict[str, int]:
    """Deliver once; what was read before is forgotten."""
    db.session.rollback()
    ended = deliver_waiting(using or sending(line), now=clock.now)
    return {state.value: number for state, number in ended.items()}


def claimed(line: SimulatorControl) -> Attempt:
    """Claim one envelope, as a worker does who is about to send it."""
    attempt, _ = claim(sending(line), Ground.of(the_system(), at=clock.now()), clock.now())
    assert attempt is not None
    return attempt


def the_envelope() -> OutgoingMessage:
    (envelope,) = all_messages()
    return envelope


def all_messages() -> list[OutgoingMessage]:
    db.session.rollback()
    db.session.expire_all()
    return envelopes()


def messages_for(purpose: Purpose) -> list[OutgoingMessage]:
    return [message for message in all_messages() if message.purpose is purpose]


def the_channel() -> LineChannel:
    db.session.rollback()
    db.session.expire_all()
    found = queries.channel(the_system())
    assert found is not None
    return found


def somebody_with_work(line: SimulatorControl, number: int, *, due_on: date = TUESDAY) -> Person:
    """A person with the n-th phone, who has one task of their own, long known to them."""
    unit = the_unit("กองคลัง")
    person = a_person(Role.STAFF, unit=unit)
    line.person(link(person, number))
    a_task(unit=unit, assignee=person, due_on=due_on, opened_at=instant_of(date(2025, 10, 1), time(9)))
    return person


def a_message(person: Person, **columns: object) -> OutgoingMessage:
    """A message with a body of its own, due now."""
    values: dict[str, object] = {
        "id": uuid4(),
        "government_id": person.government_id,
        "person_id": person.id,
        "day": clock.today(),
        "sequence": 2,
        "purpose": Purpose.NOTICE,
        "carrier": Carrier.LINE,
        "body": [{"type": "text", "text": "แจ้งผล"}],
        "summary": "แจ้งผล",
        "state": MessageState.WAITING,
        "planned_at": clock.now(),
        "next_attempt_at": clock.now(),
        "expires_at": instant_of(clock.today(), time(16, 30)),
    }
    message = OutgoingMessage(**(values | columns))
    with transaction():
        db.session.add(message)
    return message


def a_group(members: int, *, line_group_id: str = "C" + "1" * 32) -> LineGroup:
    """The LINE group of กองคลัง."""
    unit = the_unit("กองคลัง")
    group = LineGroup(
        government_id=unit.government_id,
        line_group_id=line_group_id,
        unit_id=unit.id,
        joined_at=clock.now(),
        linked_at=clock.now(),
        members=members,
    )
    with transaction():
        db.session.add(group)
    return group


def messages_of(person: Person) -> list[OutgoingMessage]:
    db.session.rollback()
    db.session.expire_all()
    found = select(OutgoingMessage).where(OutgoingMessage.person_id == person.id)
    return list(db.session.scalars(found.order_by(OutgoingMessage.day, OutgoingMessage.sequence)))


def phones(numbers: range) -> list[str]:
    return [user_id(number) for number in numbers]
