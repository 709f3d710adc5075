"""What was planned, sent and received, and what is due to be sent or acted upon."""

from tracker.reminders.queries.answers import (
    Asking,
    askings,
    promises,
    submitters,
    tasks_somebody_waits_for,
    years_to_close,
)
from tracker.reminders.queries.choices import (
    preference,
    quiet_day,
    quiet_days,
    rules,
    settings,
    speaking_hours,
    speaking_hours_by,
    weekly_listeners,
)
from tracker.reminders.queries.outbox import (
    MessageRow,
    envelopes_of,
    has_unsent,
    line_user_of,
    message,
    messages,
    people_with_email,
)
from tracker.reminders.queries.talking import channel, conversation, events_waiting, saving_in_force
from tracker.reminders.queries.told import (
    UNTOLD_STATES,
    ReminderKey,
    Subject,
    Told,
    links_in,
    reminders_about_open_work,
    reminders_in,
)

__all__ = [
    "UNTOLD_STATES",
    "Asking",
    "MessageRow",
    "ReminderKey",
    "Subject",
    "Told",
    "askings",
    "channel",
    "conversation",
    "envelopes_of",
    "events_waiting",
    "has_unsent",
    "line_user_of",
    "links_in",
    "message",
    "messages",
    "people_with_email",
    "preference",
    "promises",
    "quiet_day",
    "quiet_days",
    "reminders_about_open_work",
    "reminders_in",
    "rules",
    "saving_in_force",
    "settings",
    "speaking_hours",
    "speaking_hours_by",
    "submitters",
    "tasks_somebody_waits_for",
    "weekly_listeners",
    "years_to_close",
]
