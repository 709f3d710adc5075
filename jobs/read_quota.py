"""Reads how many messages the month still has."""

from datetime import datetime

from jobs.speaking import sending_for
from tracker import clock
from tracker.health.service import Summary
from tracker.people.viewer import System
from tracker.reminders import delivery


def read_quota(system: System, _at: datetime) -> Summary:
    """Ask LINE for the month's limit and what is used of it."""
    sending = sending_for(system)
    if sending is None:
        return {"channels": 0}
    delivery.read_quota(sending, now=clock.now)
    return {"channels": 1}
