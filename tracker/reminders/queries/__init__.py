"""What was planned, sent and received, and what is due to be sent or acted upon."""

from tracker.reminders.queries.outbox import MessageRow, envelopes_of, has_unsent, line_user_of, messages
from tracker.reminders.queries.talking import channel, conversation, events_waiting
from tracker.reminders.queries.told import (
    UNTOLD_STATES,
    ReminderKey,
    Subject,
    Told,
    reminders_about_open_work,
    reminders_in,
)

__all__ = [
    "UNTOLD_STATES",
    "MessageRow",
    "ReminderKey",
    "Subject",
    "Told",
    "channel",
    "conversation",
    "envelopes_of",
    "events_waiting",
    "has_unsent",
    "line_user_of",
    "messages",
    "reminders_about_open_work",
    "reminders_in",
]
