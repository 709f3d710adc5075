"""Adds the government's holidays of the years ahead, as the library knows them."""

from datetime import datetime

from tracker.database import transaction
from tracker.health.service import Summary
from tracker.people import service
from tracker.people.viewer import System
from tracker.thai import day_of


def seed_holidays(system: System, at: datetime) -> Summary:
    """Add the holidays of this year and the two that follow; what the office entered itself stays."""
    year = day_of(at).year
    with transaction():
        return {"holidays": service.seed_holidays(system, years=range(year, year + 3))}
