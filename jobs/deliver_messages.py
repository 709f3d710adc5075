"""Hands waiting messages to LINE, and to the mail server where there is one."""

from collections import Counter
from datetime import datetime

from jobs.speaking import mailing_of, sending_of
from tracker import clock
from tracker.health.service import Summary
from tracker.people.viewer import System
from tracker.reminders import delivery
from tracker.reminders.models import MessageState


def deliver_messages(system: System, _at: datetime) -> Summary:
    """Deliver what is due by now, several messages on their way at once; the clock goes on meanwhile."""
    ended: Counter[MessageState] = Counter()
    for sending in (sending_of(system), mailing_of(system)):
        if sending is not None:
            ended += delivery.deliver_waiting(sending, now=clock.now)
    return {state.value: number for state, number in ended.items()}
