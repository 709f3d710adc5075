"""Reading a message on the web: the one proof of reading there is, as LINE tells nobody."""

from datetime import datetime

from tracker.people.viewer import Viewer
from tracker.reminders.models import OutgoingMessage


def read_message(message: OutgoingMessage, *, by: Viewer, at: datetime) -> None:
    """Note when the person a message is for first opened it."""
    if message.person_id == by.person_id and message.read_at is None:
        message.read_at = at
