"""What becomes of messages that wait for somebody LINE does not reach any more."""

from datetime import datetime

from sqlalchemy import select

from tracker.database import db
from tracker.people import queries as people
from tracker.people.viewer import Asker
from tracker.reminders.models import Carrier, MessageState, OutgoingMessage

_UNTRIED = (MessageState.WAITING, MessageState.HELD)


def move_from_line(person_id: int, *, asker: Asker, at: datetime) -> int:
    """Give a person's untried LINE messages to e-mail where there is an address, else to the web; return how many.

    One that was tried keeps its way: LINE may have taken it.
    """
    waiting = db.session.scalars(
        select(OutgoingMessage).where(
            OutgoingMessage.government_id == asker.government_id,
            OutgoingMessage.person_id == person_id,
            OutgoingMessage.carrier == Carrier.LINE,
            OutgoingMessage.state.in_(_UNTRIED),
            OutgoingMessage.attempts == 0,
            OutgoingMessage.expires_at > at,
        )
    ).all()
    has_email = bool(waiting) and bool(people.person(person_id, asker=asker).email)
    for message in waiting:
        message.carrier = Carrier.EMAIL if has_email else Carrier.WEB
        message.state = MessageState.WAITING if has_email else MessageState.INBOX
        message.last_error = ""
    return len(waiting)
