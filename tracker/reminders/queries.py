"""What was planned, sent and received, and what is due to be sent or acted upon."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select

from tracker.database import db
from tracker.people.models import LineAccount, Person
from tracker.people.roles import LineState
from tracker.people.viewer import Asker
from tracker.reminders.models import (
    Carrier,
    Conversation,
    EventState,
    IncomingEvent,
    LineChannel,
    MessageState,
    OutgoingMessage,
    Purpose,
    Reminder,
)
from tracker.tasks.models import Directive, Task
from tracker.tasks.queries import OPEN_STATES

UNTOLD_STATES = frozenset({MessageState.WITHDRAWN, MessageState.EXPIRED, MessageState.FAILED})
"""A reminder whose message ended so was never told; the person may earn it again, perhaps over another carrier."""


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


@dataclass(frozen=True)
class Subject:
    """What a reminder is about: a task or a directive."""

    task_id: int | None = None
    directive_id: int | None = None


@dataclass(frozen=True)
class Told:
    """A reminder somebody was given before; not told while its message never went out."""

    reminder_id: int
    message_id: uuid.UUID | None
    message_state: MessageState | None
    carrier: Carrier | None = None

    @property
    def was_told(self) -> bool:
        """Tell whether a message with it went out, or is about to.

        One meant for LINE that stayed on the web because messages are saved is told with the next that goes out.
        """
        is_put_off = self.message_state is MessageState.INBOX and self.carrier is Carrier.LINE
        return self.message_id is not None and self.message_state not in UNTOLD_STATES and not is_put_off


ReminderKey = tuple[Subject, str, str, int]
"""Subject, kind, slot and person: what makes a reminder the same reminder."""


def channel(asker: Asker) -> LineChannel | None:
    """Return the office's LINE channel, if it has one."""
    return db.session.scalar(select(LineChannel).where(LineChannel.government_id == asker.government_id))


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
            Person.name,
            OutgoingMessage.summary,
            OutgoingMessage.state,
            OutgoingMessage.attempts,
            OutgoingMessage.next_attempt_at,
            OutgoingMessage.accepted_at,
            OutgoingMessage.last_error,
        )
        .join(Person, Person.id == OutgoingMessage.person_id)
        .where(*wanted)
        .order_by(OutgoingMessage.day.desc(), OutgoingMessage.priority, Person.name)
        .limit(size)
        .offset((number - 1) * size)
    )
    return [MessageRow(*row) for row in rows], total


def reminders_about_open_work(asker: Asker) -> dict[ReminderKey, Told]:
    """Return every reminder about what is still open, with how its message stands; one query."""
    rows = db.session.execute(
        select(
            Reminder.id,
            Reminder.task_id,
            Reminder.directive_id,
            Reminder.kind,
            Reminder.slot,
            Reminder.person_id,
            Reminder.message_id,
            OutgoingMessage.state,
            OutgoingMessage.carrier,
        )
        .outerjoin(OutgoingMessage, OutgoingMessage.id == Reminder.message_id)
        .outerjoin(Task, Task.id == Reminder.task_id)
        .outerjoin(Directive, Directive.id == Reminder.directive_id)
        .where(
            Reminder.government_id == asker.government_id,
            or_(
                Task.state.in_(OPEN_STATES),
                and_(Reminder.directive_id.is_not(None), Directive.closed_at.is_(None)),
                OutgoingMessage.state.in_([MessageState.WAITING, MessageState.HELD]),
            ),
        )
    )
    return {
        (Subject(row.task_id, row.directive_id), row.kind, row.slot, row.person_id): Told(
            row.id, row.message_id, row.state, row.carrier
        )
        for row in rows
    }


def reminders_in(message_id: uuid.UUID) -> list[Reminder]:
    """Return the reminders one message tells."""
    return list(db.session.scalars(select(Reminder).where(Reminder.message_id == message_id).order_by(Reminder.id)))


def envelopes_of(day: date, *, asker: Asker) -> dict[int, OutgoingMessage]:
    """Return the message of a day by person; what went out besides it is no envelope of the day."""
    found = db.session.scalars(
        select(OutgoingMessage).where(
            OutgoingMessage.government_id == asker.government_id,
            OutgoingMessage.day == day,
            OutgoingMessage.purpose == Purpose.DIGEST,
        )
    )
    return {message.person_id: message for message in found if message.person_id is not None}


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
    """Return the LINE user id a person can be reached under now."""
    return db.session.scalar(
        select(LineAccount.line_user_id).where(
            LineAccount.government_id == asker.government_id,
            LineAccount.person_id == person_id,
            LineAccount.state == LineState.ACTIVE,
        )
    )


def events_waiting(asker: Asker) -> int:
    """Return how many of the events LINE sent have not been acted upon."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(IncomingEvent)
            .where(IncomingEvent.government_id == asker.government_id, IncomingEvent.state == EventState.RECEIVED)
        )
        or 0
    )


def conversation(line_user_id: str, *, asker: Asker) -> Conversation | None:
    """Return what a LINE user was asked or spoke of last."""
    return db.session.scalar(
        select(Conversation).where(
            Conversation.government_id == asker.government_id, Conversation.line_user_id == line_user_id
        )
    )
