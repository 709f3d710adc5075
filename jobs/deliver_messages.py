"""Hands waiting messages to LINE."""

from datetime import datetime

from jobs.speaking import sending_for
from tracker import clock
from tracker.health.service import Summary
from tracker.people.viewer import System
from tracker.reminders import delivery


def deliver_messages(system: System, _at: datetime) -> Summary:
    """Deliver what is due; time passes between messages, so the clock itself is handed on."""
    sending = sending_for(system)
    ended = delivery.deliver_waiting(sending, now=clock.now) if sending else {}
    return {state.value: number for state, number in ended.items()}
