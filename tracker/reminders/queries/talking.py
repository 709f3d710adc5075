"""The channel an office speaks through, and what LINE told us."""

from sqlalchemy import func, select

from tracker.database import db
from tracker.people.viewer import Asker
from tracker.reminders.models import AlarmKind, ChannelAlarm, Conversation, EventState, IncomingEvent, LineChannel
from tracker.reminders.quota import Saving


def channel(asker: Asker) -> LineChannel | None:
    """Return the office's LINE channel, if it has one."""
    return db.session.scalar(select(LineChannel).where(LineChannel.government_id == asker.government_id))


def saving_in_force(asker: Asker) -> Saving:
    """Return the degree of saving people were told of and that is not over."""
    slots = db.session.scalars(
        select(ChannelAlarm.slot).where(
            ChannelAlarm.government_id == asker.government_id,
            ChannelAlarm.kind == AlarmKind.DEGRADED,
            ChannelAlarm.cleared_at.is_(None),
        )
    )
    told = {slot.rpartition(":")[2] for slot in slots}
    return max((degree for degree in Saving if degree.value in told), key=lambda one: one.depth, default=Saving.NONE)


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
    """Return what a LINE user was asked or spoke of last, as it is now; another sender who has it is waited for."""
    return db.session.scalar(
        select(Conversation)
        .where(Conversation.government_id == asker.government_id, Conversation.line_user_id == line_user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
