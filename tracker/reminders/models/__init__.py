"""Who should hear about what, proof that LINE took it, and what LINE told us."""

from tracker.reminders.models.channel import (
    AlarmKind,
    ChannelAlarm,
    ChannelState,
    LineChannel,
    LineGroup,
    LineGroupCode,
    RichMenu,
)
from tracker.reminders.models.listening import Frequency, QuietDay, ReminderPreference, ReminderSettings
from tracker.reminders.models.messages import Carrier, MessageState, OutgoingMessage, Purpose, Reminder
from tracker.reminders.models.talking import Conversation, EventState, IncomingEvent

__all__ = [
    "AlarmKind",
    "Carrier",
    "ChannelAlarm",
    "ChannelState",
    "Conversation",
    "EventState",
    "Frequency",
    "IncomingEvent",
    "LineChannel",
    "LineGroup",
    "LineGroupCode",
    "MessageState",
    "OutgoingMessage",
    "Purpose",
    "QuietDay",
    "Reminder",
    "ReminderPreference",
    "ReminderSettings",
    "RichMenu",
]
