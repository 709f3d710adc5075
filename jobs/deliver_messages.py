"""Hands waiting messages to LINE."""

from datetime import datetime

from tracker.health.service import Summary
from tracker.people.viewer import System


def deliver_messages(system: System, at: datetime) -> Summary:
    """Deliver what is due."""
    from tracker.reminders import delivery

    return {"sent": delivery.deliver_waiting(system, at=at)}
