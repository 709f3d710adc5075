"""What was sent and what is due to be sent."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select

from tracker.database import db
from tracker.errors import NotFound
from tracker.people.models import LineAccount, Person, Unit
from tracker.people.roles import LineState
from tracker.people.viewer import Asker
from tracker.reminders.models import Carrier, LineGroup, MessageState, OutgoingMessage, Purpose


@dataclass(frozen=True)
class MessageRow:
    """One message as the log shows it."""

    id: uuid.UUID
    day: date
    person_name: str
    summary: str
    state: MessageState
    attempts: int
    next_attempt_at: datetime
    accepted_at: datetime | None
    last_error: str
    purpose: Purpose
    carrier: Carrier
    recipients: int
    is_group: bool
    read_at: datetime | None


def messages(asker: Asker, *, person_id: int | None, number: int, size: int) -> tuple[list[MessageRow], int]:
    """Return one page of the messages sent to one person or to everybody, newest first, and how many there are."""
    wanted = [OutgoingMessage.government_id == asker.government_id]
    if person_id is not None:
        wanted.append(OutgoingMessage.person_id == person_id)
    total = db.session.scalar(select(func.count()).select_from(OutgoingMessage).where(*wanted)) or 0
    rows = db.session.execute(
        select(
            OutgoingMessage.id,
            OutgoingMessage.day,
            func.coalesce(Person.name, Unit.name, "").label("person_name"),
            OutgoingMessage.summary,
            OutgoingMessage.state,
            OutgoingMessage.attempts,
            OutgoingMessage.next_attempt_at,
            OutgoingMessage.accepted_at,
            OutgoingMessage.last_error,
            OutgoingMessage.purpose,
            OutgoingMessage.carrier,
            OutgoingMessage.recipients,
            OutgoingMessage.group_id.is_not(None).label("is_group"),
            OutgoingMessage.read_at,
        )
        .outerjoin(Person, Person.id == OutgoingMessage.person_id)
        .outerjoin(LineGroup, LineGroup.id == OutgoingMessage.group_id)
        .outerjoin(Unit, Unit.id == LineGroup.unit_id)
        .where(*wanted)
        .order_by(OutgoingMessage.day.desc(), OutgoingMessage.priority, Person.name, OutgoingMessage.sequence)
        .limit(size)
        .offset((number - 1) * size)
    )
    return [MessageRow(**row._asdict()) for row in rows], total


def message(message_id: uuid.UUID, *, asker: Asker, person_id: int | None) -> OutgoingMessage:
    """Return one message of the office, or of one person alone."""
    wanted = [OutgoingMessage.id == message_id, OutgoingMessage.government_id == asker.government_id]
    if person_id is not None:
        wanted.append(OutgoingMessage.person_id == person_id)
    found = db.session.scalar(select(OutgoingMessage).where(*wanted))
    if found is None:
        raise NotFound("ไม่พบข้อความนี้ หรือไม่ใช่ข้อความถึงท่าน")
    return found


def envelopes_of(day: date, *, asker: Asker) -> dict[int, OutgoingMessage]:
    """Return the message of a day by person; what went out besides it is no envelope of the day."""
    found = db.session.scalars(_of_the_day(day, asker))
    return {message.person_id: message for message in found if message.person_id is not None}


def envelopes_to_rebuild(day: date, *, asker: Asker) -> dict[int, OutgoingMessage]:
    """Return the messages of a day as they are, and let no sender take one up until this transaction ends.

    One that is being taken up is waited for: what is added to it afterwards would be taken for told.
    """
    wanted = _of_the_day(day, asker).order_by(OutgoingMessage.id).with_for_update()
    found = db.session.scalars(wanted.execution_options(populate_existing=True))
    return {message.person_id: message for message in found if message.person_id is not None}


def _of_the_day(day: date, asker: Asker) -> Select[OutgoingMessage]:
    return select(OutgoingMessage).where(
        OutgoingMessage.government_id == asker.government_id,
        OutgoingMessage.day == day,
        OutgoingMessage.purpose == Purpose.DIGEST,
    )


def has_unsent(at: datetime, *, asker: Asker) -> bool:
    """Tell whether an office has anything to send by now, held messages included."""
    unsent = [MessageState.WAITING, MessageState.SENDING, MessageState.HELD]
    found = select(OutgoingMessage.id).where(
        OutgoingMessage.government_id == asker.government_id,
        OutgoingMessage.state.in_(unsent),
        OutgoingMessage.next_attempt_at <= at,
    )
    return db.session.scalar(found.limit(1)) is not None


def line_user_of(person_id: int, *, asker: Asker) -> str | None:
    """Return the LINE user id a person can be reached under now; None for who has left the office."""
    return db.session.scalar(
        select(LineAccount.line_user_id)
        .join(Person, Person.id == LineAccount.person_id)
        .where(
            LineAccount.government_id == asker.government_id,
            LineAccount.person_id == person_id,
            LineAccount.state == LineState.ACTIVE,
            Person.is_active,
        )
    )


def people_with_email(asker: Asker) -> frozenset[int]:
    """Return who can be written to by e-mail."""
    return frozenset(
        db.session.scalars(
            select(Person.id).where(Person.government_id == asker.government_id, Person.is_active, Person.email != "")
        )
    )
