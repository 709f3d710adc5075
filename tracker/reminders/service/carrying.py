"""What becomes of messages that wait for somebody LINE does not reach any more."""

from datetime import datetime

from sqlalchemy import update

from tracker.database import rows_changed
from tracker.people import queries as people
from tracker.people.viewer import Asker
from tracker.reminders.models import Carrier, MessageState, OutgoingMessage
from tracker.reminders.service.notices import leave_note, superiors_of
from tracker.reminders.wording import linking as wording

_UNTRIED = (MessageState.WAITING, MessageState.HELD)


def move_from_line(person_id: int, *, asker: Asker, at: datetime) -> int:
    """Put a person's untried LINE messages into the web inbox, and return how many.

    The next run of planning gives the message of the day to e-mail, where that reaches the person. One that was tried
    keeps its way: LINE may have taken it.
    """
    waiting = (
        (OutgoingMessage.government_id == asker.government_id)
        & (OutgoingMessage.person_id == person_id)
        & (OutgoingMessage.carrier == Carrier.LINE)
        & OutgoingMessage.state.in_(_UNTRIED)
        & (OutgoingMessage.attempts == 0)
        & (OutgoingMessage.expires_at > at)
    )
    moved = update(OutgoingMessage).where(waiting)
    return rows_changed(moved.values(carrier=Carrier.WEB, state=MessageState.INBOX, last_error=""))


def go_round_line(person_id: int, *, asker: Asker, at: datetime) -> None:
    """Send what waits for somebody LINE does not reach another way, and tell on the web who looks after the person."""
    move_from_line(person_id, asker=asker, at=at)
    words = wording.told_of_block(people.person(person_id, asker=asker).name)
    leave_note(superiors_of(person_id, asker=asker, at=at), words, asker=asker, at=at)
