"""Messages of plain words beside the message of the day, and how a person's messages of a day are numbered."""

import uuid
from datetime import datetime

from sqlalchemy import func, select

from tracker.database import db
from tracker.people.models import Person
from tracker.people.viewer import Asker
from tracker.reminders.models import OutgoingMessage, Purpose
from tracker.thai import day_of

_LONGEST_SUMMARY = 1500


def text_message(person_id: int, words: str, purpose: Purpose, *, asker: Asker, at: datetime) -> OutgoingMessage:
    """Return words to one person as a message; the caller says over which carrier it goes, and until when."""
    return OutgoingMessage(
        id=uuid.uuid4(),
        government_id=asker.government_id,
        person_id=person_id,
        day=day_of(at),
        sequence=next_sequence(person_id, asker=asker, at=at),
        purpose=purpose,
        body=[{"type": "text", "text": words}],
        summary=words[:_LONGEST_SUMMARY],
        planned_at=at,
    )


def next_sequence(person_id: int, *, asker: Asker, at: datetime) -> int:
    """Return the number of a person's next message of the day; 1 is kept for what they are reminded of.

    Who numbers at the same time waits: the page on which somebody decides, and the sender telling the same person.
    """
    person = select(Person.id).where(Person.id == person_id, Person.government_id == asker.government_id)
    db.session.execute(person.with_for_update(key_share=True))
    last = db.session.scalar(
        select(func.max(OutgoingMessage.sequence)).where(
            OutgoingMessage.government_id == asker.government_id,
            OutgoingMessage.person_id == person_id,
            OutgoingMessage.day == day_of(at),
        )
    )
    return max(last or 1, 1) + 1
