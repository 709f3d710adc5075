"""Gives everybody the menu of their role under the chat, and puts right what failed before."""

from datetime import datetime

from jobs.speaking import messenger_of
from tracker import clock
from tracker.health.service import Summary
from tracker.people.viewer import System
from tracker.reminders.delivery.menus import arrange_menus as arrange


def arrange_menus(system: System, _at: datetime) -> Summary:
    """Make the menus that are missing or have changed, and give them to those whose role asks for another."""
    messenger = messenger_of(system)
    return {} if messenger is None else dict(arrange(system, messenger, now=clock.now))
