"""What people were told before, and what was said of it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import and_, or_, select

from tracker.database import db
from tracker.people.viewer import Asker
from tracker.reminders.models import Carrier, MessageState, OutgoingMessage, Reminder
from tracker.reminders.policy import Kind
from tracker.tasks.models import Directive, Task, TaskState
from tracker.tasks.queries import OPEN_STATES

UNTOLD_STATES = frozenset({MessageState.WITHDRAWN, MessageState.EXPIRED, MessageState.FAILED})
"""A reminder whose message ended so was never told; the person may earn it again, perhaps over another carrier."""


class Subject(NamedTuple):
    """What a reminder is about: a task, a directive, or a topic such as `extension:7`; quick to look up by."""

    task_id: int | None = None
    directive_id: int | None = None
    topic: str = ""


@dataclass(frozen=True)
class Told:
    """A reminder somebody was given before; not told while its message never went out."""

    reminder_id: int
    message_id: uuid.UUID | None
    message_state: MessageState | None
    carrier: Carrier | None = None

    @property
    def was_told(self) -> bool:
        """Tell whether a message with it went out, or is about to.

        One meant for LINE that stayed on the web because messages are saved is told with the next that goes out.
        """
        is_put_off = self.message_state is MessageState.INBOX and self.carrier is Carrier.LINE
        return self.message_id is not None and self.message_state not in UNTOLD_STATES and not is_put_off


ReminderKey = tuple[Subject, str, str, int]
"""Subject, kind, slot and person: what makes a reminder the same reminder."""


def reminders_about_open_work(asker: Asker, *, topics: Collection[str] = ()) -> dict[ReminderKey, Told]:
    """Return every reminder about what is still open, or done without proof, with how its message stands; one query."""
    rows = db.session.execute(
        select(
            Reminder.id,
            Reminder.task_id,
            Reminder.directive_id,
            Reminder.topic,
            Reminder.kind,
            Reminder.slot,
            Reminder.person_id,
            Reminder.message_id,
            OutgoingMessage.state,
            OutgoingMessage.carrier,
        )
        .outerjoin(OutgoingMessage, OutgoingMessage.id == Reminder.message_id)
        .outerjoin(Task, Task.id == Reminder.task_id)
        .outerjoin(Directive, Directive.id == Reminder.directive_id)
        .where(
            Reminder.government_id == asker.government_id,
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
        (Subject(task_id, directive_id, topic), kind, slot, person_id): Told(number, message_id, state, carrier)
        for number, task_id, directive_id, topic, kind, slot, person_id, message_id, state, carrier in rows
    }


def reminders_in(message_id: uuid.UUID) -> list[Reminder]:
    """Return the reminders one message tells."""
    return list(db.session.scalars(select(Reminder).where(Reminder.message_id == message_id).order_by(Reminder.id)))
