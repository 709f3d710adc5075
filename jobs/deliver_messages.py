"""Hands waiting messages to LINE."""

from datetime import datetime

from jobs.speaking import messenger_of
from tracker import clock
from tracker.health.service import Summary
from tracker.people.viewer import System
from tracker.reminders import delivery
from tracker.web.machinery import machinery


def deliver_messages(system: System, _at: datetime) -> Summary:
    """Deliver what is due by now, one message after the other; the clock goes on meanwhile."""
    messenger = messenger_of(system)
    if messenger is None:
        return {}
    ended = delivery.deliver_waiting(delivery.Sending(system, messenger, machinery().base_url), now=clock.now)
    return {state.value: number for state, number in ended.items()}
