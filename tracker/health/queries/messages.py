"""Messages on their way out and events on their way in, over the whole installation or of one office."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from tracker.database import db
from tracker.people.viewer import Asker
from tracker.reminders.models import EventState, IncomingEvent, LineChannel, MessageState, OutgoingMessage


@dataclass(frozen=True)
class Outbox:
    """How many messages are in each state that needs a look, and since when the oldest waits."""

    counts: dict[MessageState, int]
    oldest_due_at: datetime | None
    events_waiting: int
    oldest_event_at: datetime | None


def has_events(*, at: datetime) -> bool:
    """Tell whether an event of any office waits to be acted upon."""
    waiting = select(IncomingEvent.id).where(
        IncomingEvent.state == EventState.RECEIVED,
        or_(IncomingEvent.lease_until.is_(None), IncomingEvent.lease_until < at),
    )
    return db.session.scalar(waiting.limit(1)) is not None


def has_messages(*, at: datetime) -> bool:
    """Tell whether a message of any office may be handed to LINE now, or one in hand has been let go of."""
    due = select(OutgoingMessage.id).where(
        or_(
            and_(OutgoingMessage.state == MessageState.WAITING, OutgoingMessage.next_attempt_at <= at),
            and_(OutgoingMessage.state == MessageState.SENDING, OutgoingMessage.lease_until < at),
        )
    )
    return db.session.scalar(due.limit(1)) is not None


def outbox(*, at: datetime, asker: Asker | None = None) -> Outbox:
    """Return the messages and events of an office, or of the whole installation when nobody asks."""
    messages = [] if asker is None else [OutgoingMessage.government_id == asker.government_id]
    events: list[ColumnElement[bool]] = [IncomingEvent.state == EventState.RECEIVED]
    if asker is not None:
        events.append(IncomingEvent.government_id == asker.government_id)
    counts = db.session.execute(
        select(OutgoingMessage.state, func.count()).where(*messages).group_by(OutgoingMessage.state)
    )
    oldest_due = select(func.min(OutgoingMessage.next_attempt_at)).where(
        *messages, OutgoingMessage.state == MessageState.WAITING, OutgoingMessage.next_attempt_at <= at
    )
    waiting = db.session.execute(
        select(func.count().label("number"), func.min(IncomingEvent.received_at).label("oldest")).where(*events)
    ).one()
    return Outbox({row.state: row[1] for row in counts}, db.session.scalar(oldest_due), waiting.number, waiting.oldest)


def channels(asker: Asker | None = None) -> list[LineChannel]:
    """Return the LINE channel of an office, or every channel of the installation when nobody asks."""
    wanted = [] if asker is None else [LineChannel.government_id == asker.government_id]
    return list(db.session.scalars(select(LineChannel).where(*wanted).order_by(LineChannel.government_id)))
