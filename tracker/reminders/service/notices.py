"""What is said beside the message of the day: a note in the web inbox, or an answer somebody waits for over LINE."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from tracker.database import db
from tracker.people import queries as people
from tracker.people.queries import PostHolder
from tracker.people.roles import Role
from tracker.people.viewer import Asker
from tracker.reminders import queries
from tracker.reminders.models import Carrier, MessageState, OutgoingMessage, Purpose
from tracker.reminders.service.text_messages import text_message
from tracker.thai import day_of

_KEPT = timedelta(days=30)
_WORTH_TELLING = timedelta(days=1)
_ABOVE_HEADS = (Role.CHIEF_ADMINISTRATOR, Role.COORDINATOR)


def leave_note(person_ids: Collection[int], words: str, *, asker: Asker, at: datetime) -> None:
    """Put a note into the web inbox of some people."""
    for person_id in sorted(set(person_ids)):
        db.session.add(_note(person_id, words, asker=asker, at=at))
        db.session.flush()  # The next note to the same person takes the next number.


def tell_person(person_id: int, words: str, *, asker: Asker, at: datetime) -> None:
    """Tell one person what came of what they asked for: over LINE where it reaches them, in office hours."""
    note = _note(person_id, words, asker=asker, at=at)
    if queries.line_user_of(person_id, asker=asker) is not None:
        note.carrier, note.state = Carrier.LINE, MessageState.WAITING
        note.next_attempt_at = queries.speaking_hours(asker).next_open(at)
        note.expires_at = note.next_attempt_at + _WORTH_TELLING
    db.session.add(note)
    db.session.flush()


def _note(person_id: int, words: str, *, asker: Asker, at: datetime) -> OutgoingMessage:
    note = text_message(person_id, words, Purpose.NOTICE, asker=asker, at=at)
    note.carrier, note.state = Carrier.WEB, MessageState.INBOX
    note.next_attempt_at, note.expires_at = at, at + _KEPT
    return note


def superiors_of(person_id: int, *, asker: Asker, at: datetime) -> frozenset[int]:
    """Return who looks after a person: the heads of their units, of a head the ปลัด, else the coordinator."""
    holders = people.post_holders(asker, on=day_of(at))
    units = {holder.unit_id for holder in holders if holder.person_id == person_id and holder.unit_id is not None}
    heads = {holder.person_id for holder in holders if holder.role is Role.UNIT_HEAD and holder.unit_id in units}
    for found in (heads, *(_holding(role, holders) for role in _ABOVE_HEADS)):
        if others := found - {person_id}:
            return frozenset(others)
    return frozenset()


def _holding(role: Role, holders: Iterable[PostHolder]) -> set[int]:
    return {holder.person_id for holder in holders if holder.role is role}
