"""Reads how many messages the month still has."""

from datetime import datetime

from jobs.speaking import sending_of
from tracker import clock
from tracker.health.service import Summary
from tracker.people.viewer import System
from tracker.reminders import delivery


def read_quota(system: System, _at: datetime) -> Summary:
    """Ask LINE for the month's limit and what is used of it; a LINE that does not tell is asked again next time."""
    sending = sending_of(system)
    if sending is None:
        return {}
    return {"channels": 1} if delivery.refresh_quota(sending, now=clock.now) else {"busy": 1}
