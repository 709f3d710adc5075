"""Removes what LINE told us long ago: what somebody wrote in the chat is kept no longer than it is of use.

What became of it, an entry, a proof, a request, is in the record of the task. LINE sends an event again for a day at
most, and a message can be taken back for a day.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete

from tracker.database import rows_changed
from tracker.reminders.models import Conversation, EventState, IncomingEvent

EVENTS_KEPT = timedelta(days=90)
CONVERSATIONS_KEPT = timedelta(days=90)


def forget_old_words(*, at: datetime) -> dict[str, int]:
    """Remove events that were dealt with and conversations nobody has gone on with for ninety days; say how many."""
    statements = {
        "events": delete(IncomingEvent).where(
            IncomingEvent.state != EventState.RECEIVED, IncomingEvent.received_at < at - EVENTS_KEPT
        ),
        "conversations": delete(Conversation).where(Conversation.expires_at < at - CONVERSATIONS_KEPT),
    }
    return {name: rows_changed(statement) for name, statement in statements.items()}
