"""Reads how many messages the month still has."""

from datetime import datetime

from tracker.health.service import Summary
from tracker.people.viewer import System


def read_quota(system: System, at: datetime) -> Summary:
    """Ask LINE for the month's limit and what is used of it."""
    from tracker.reminders import delivery

    return {"channels": delivery.read_quota(system, at=at)}
