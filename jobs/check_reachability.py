"""Asks LINE who can still be reached, and how many people its groups have."""

from datetime import datetime

from jobs.speaking import messenger_of
from tracker import clock
from tracker.health.service import Summary
from tracker.people.viewer import System
from tracker.reminders.delivery.reaching import check_who_is_reached


def check_reachability(system: System, _at: datetime) -> Summary:
    """Ask for each profile once a month, and for the size of each group."""
    messenger = messenger_of(system)
    return {} if messenger is None else dict(check_who_is_reached(system, messenger, now=clock.now))
