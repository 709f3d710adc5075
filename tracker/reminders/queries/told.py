"""What people were told before, and what was said of it."""

import uuid
from collections.abc import Collection
from datetime import date, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, false, func, not_, null, or_, select

from tracker.database import db
from tracker.people.viewer import Asker
from tracker.reminders.models import Carrier, MessageState, OutgoingMessage, Reminder
from tracker.reminders.policy import PASSING_DAYS, Kind
from tracker.tasks.models import Directive, Task, TaskState
from tracker.tasks.queries import OPEN_STATES
from tracker.thai import instant_of

UNTOLD_STATES = frozenset({MessageState.WITHDRAWN, MessageState.EXPIRED, MessageState.FAILED})
"""A reminder whose message ended so was never told; the person may earn it again, perhaps over another carrier."""


class Subject(NamedTuple):
    """What a reminder is about: a task, a directive, or a topic such as `extension:7`; quick to look up by."""

    task_id: int | None = None
    directive_id: int | None = None
    topic: str = ""


class Told(NamedTuple):
    """A reminder somebody was given before; not told while its message never went out."""

    reminder_id: int
    message_id: uuid.UUID | None
    was_told: bool
    """Whether a message with it went out, or is about to."""
    is_of_day: bool = False
    """Whether it is in the person's message of the day that was asked about."""


ReminderKey = tuple[Subject, str, str, int]
"""Subject, kind, slot and person: what makes a reminder the same reminder."""


def reminders_about_open_work(
    asker: Asker, *, topics: Collection[str] = (), day: date | None = None
) -> dict[ReminderKey, Told]:
    """Return every reminder about what is still open, or done without proof, with how its message stands; one query.

    Where a day is given, it is told whether the message is one of that day instead of which it is, and thresholds that
    passed long before it are left out: a year of reminders is a lot to carry.
    """
    is_of_day = false() if day is None else func.coalesce(OutgoingMessage.day == day, false())
    rows = db.session.execute(
        select(
            Reminder.task_id,
            Reminder.directive_id,
            Reminder.topic,
            Reminder.kind,
            Reminder.slot,
            Reminder.person_id,
            Reminder.id,
            Reminder.message_id if day is None else null(),
            _was_told() if day is None else and_(_was_told(), not_(_was_missed(day))),
            is_of_day,
        )
        .outerjoin(OutgoingMessage, OutgoingMessage.id == Reminder.message_id)
        .outerjoin(Task, Task.id == Reminder.task_id)
        .outerjoin(Directive, Directive.id == Reminder.directive_id)
        .where(
            Reminder.government_id == asker.government_id,
            *([] if day is None else [_may_still_count(day)]),
            or_(
                Task.state.in_(OPEN_STATES),
                and_(Task.state == TaskState.DONE, Reminder.kind == Kind.CLOSING.value),
                and_(Reminder.directive_id.is_not(None), Directive.closed_at.is_(None)),
                Reminder.topic.in_(topics),
                OutgoingMessage.state.in_([MessageState.WAITING, MessageState.HELD]),
            ),
        )
    )
    return {
        (Subject(*row[:3]), row[3], row[4], row[5]): Told(row[6], row[7], bool(row[8]), bool(row[9])) for row in rows
    }


def _may_still_count(day: date) -> ColumnElement[bool]:
    """Tell whether a threshold told of so long ago may still be the newest of its ladder on a day."""
    return and_(
        *(
            or_(
                Reminder.kind.not_in([kind.value for kind, after in PASSING_DAYS.items() if after == days]),
                Reminder.planned_at >= instant_of(day - timedelta(days=days), time(0)),
            )
            for days in sorted(set(PASSING_DAYS.values()))
        )
    )


def _was_told() -> ColumnElement[bool]:
    """Tell whether a message with a reminder went out, or is about to.

    One meant for LINE that stayed on the web because messages are saved is told with the next that goes out.
    """
    is_put_off = and_(OutgoingMessage.state == MessageState.INBOX, OutgoingMessage.carrier == Carrier.LINE)
    return func.coalesce(and_(OutgoingMessage.state.not_in(UNTOLD_STATES), not_(is_put_off)), false())


def _was_missed(day: date) -> ColumnElement[bool]:
    """Tell whether a message of an earlier day never went out, though nobody has noted yet that its time is over.

    The machine was off: whoever plans first in the morning must not wait for the sender to write that down.
    """
    return func.coalesce(
        and_(
            OutgoingMessage.day < day,
            OutgoingMessage.state.in_([MessageState.WAITING, MessageState.HELD]),
            not_(OutgoingMessage.is_maybe_accepted),
        ),
        false(),
    )


def reminders_in(message_id: uuid.UUID) -> list[Reminder]:
    """Return the reminders one message tells."""
    return list(db.session.scalars(select(Reminder).where(Reminder.message_id == message_id).order_by(Reminder.id)))


def links_in(message_id: uuid.UUID) -> list[tuple[str, int]]:
    """Return what a message tells of that has a page of its own: `task` or `directive`, and its id; each once."""
    found = [
        ("task", one.task_id) if one.task_id is not None else ("directive", one.directive_id or 0)
        for one in reminders_in(message_id)
        if one.task_id is not None or one.directive_id is not None
    ]
    return list(dict.fromkeys(found))
