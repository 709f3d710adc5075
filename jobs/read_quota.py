"""Reads how many messages the month still has."""

from datetime import datetime

from jobs.speaking import messenger_of
from tracker import clock
from tracker.health.service import Summary
from tracker.messaging.messenger import MessengerBusy
from tracker.people.viewer import System
from tracker.reminders import delivery
from tracker.web.machinery import machinery


def read_quota(system: System, _at: datetime) -> Summary:
    """Ask LINE for the month's limit and what is used of it; a LINE that is busy is asked again next time."""
    messenger = messenger_of(system)
    if messenger is None:
        return {}
    try:
        delivery.read_quota(delivery.Sending(system, messenger, machinery().base_url), now=clock.now)
    except MessengerBusy:
        return {"busy": 1}
    return {"channels": 1}
