"""Hands waiting messages to LINE."""

from datetime import datetime

from jobs.speaking import sending_of
from tracker import clock
from tracker.health.service import Summary
from tracker.people.viewer import System
from tracker.reminders import delivery


def deliver_messages(system: System, _at: datetime) -> Summary:
    """Deliver what is due by now, several messages on their way at once; the clock goes on meanwhile."""
    sending = sending_of(system)
    if sending is None:
        return {}
    ended = delivery.deliver_waiting(sending, now=clock.now)
    return {state.value: number for state, number in ended.items()}
