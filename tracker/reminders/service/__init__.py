"""Planning what people hear, and showing them their tasks: from what is true, never from what was meant before."""

from tracker.reminders.service.filling import empty_envelope, fill_envelope
from tracker.reminders.service.planning import Planned, plan_reminders
from tracker.reminders.service.reasons import Frame, Situation
from tracker.reminders.service.showing import Desk, present

__all__ = [
    "Desk",
    "Frame",
    "Planned",
    "Situation",
    "empty_envelope",
    "fill_envelope",
    "plan_reminders",
    "present",
]
