"""Prepares the report of a year that has ended."""

from datetime import datetime

from tracker.database import transaction
from tracker.health.service import Summary
from tracker.people.viewer import System
from tracker.reports import service


def close_year(system: System, at: datetime) -> Summary:
    """Prepare edition 1 of every year that has ended without one; only a person closes a year."""
    with transaction():
        return {"editions": len(service.prepare_closing(asker=system, at=at))}
