"""Reading a message on the web: the one proof of reading there is, as LINE tells nobody."""

from datetime import datetime

from tracker.people.viewer import System, Viewer
from tracker.reminders.models import MessageState, OutgoingMessage, Purpose
from tracker.reminders.service.filling import fill_envelope
from tracker.reminders.service.reasons import Frame


def read_message(message: OutgoingMessage, *, by: Viewer, at: datetime, base_url: str) -> None:
    """Note when the person a message is for first opened it; what nobody carries is written down and frozen then."""
    if message.person_id != by.person_id or message.read_at is not None:
        return
    if message.state is MessageState.INBOX and message.purpose is Purpose.DIGEST and not message.body:
        fill_envelope(message, Frame.of(System(message.government_id), today=message.day), base_url=base_url)
    message.read_at = at
