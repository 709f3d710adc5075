"""Requests for more time and promises: what waits for whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.errors import NotFound
from tracker.measures.models import Step
from tracker.people.models import Person, Unit
from tracker.people.viewer import Asker
from tracker.tasks.models import Commitment, ExtensionRequest, ExtensionState, Task
from tracker.tasks.queries.rows import OPEN_STATES, visible_to


@dataclass(frozen=True, kw_only=True)
class ExtensionRow:
    """A request for more time with the words people know it by."""

    id: int
    task_id: int
    unit_id: int
    unit_name: str
    step_text: str
    asked_by_id: int
    asked_by: str
    asked_at: datetime
    due_on: date
    new_due_on: date
    reason: str
    state: ExtensionState
    decided_by: str | None
    decided_at: datetime | None
    comment: str


@dataclass(frozen=True)
class PromiseRow:
    """The day somebody said a task will be done on."""

    task_id: int
    person_id: int
    made_at: datetime
    promised_on: date


def extension_request(request_id: int, *, viewer: Asker) -> ExtensionRequest:
    """Return one request about a task the asker may see, to be decided or withdrawn."""
    found = db.session.scalar(
        select(ExtensionRequest)
        .join(Task, Task.id == ExtensionRequest.task_id)
        .where(ExtensionRequest.id == request_id, visible_to(viewer))
    )
    if found is None:
        raise NotFound("ไม่พบคำขอขยายเวลานี้ หรือไม่ใช่งานของหน่วยงานท่าน")
    return found


def waiting_extensions(asker: Asker) -> list[ExtensionRow]:
    """Return the requests nobody has decided about tasks the asker may see, the oldest first."""
    return _extensions(asker, ExtensionRequest.state == ExtensionState.WAITING)


def extensions_of(task_id: int, *, asker: Asker) -> list[ExtensionRow]:
    """Return every request about one task, the newest first."""
    return _extensions(asker, ExtensionRequest.task_id == task_id)[::-1]


def promises(asker: Asker) -> dict[int, list[PromiseRow]]:
    """Return by task what was promised about open tasks, the first promise first; one query."""
    rows = db.session.execute(
        select(Commitment.task_id, Commitment.person_id, Commitment.made_at, Commitment.promised_on)
        .join(Task, Task.id == Commitment.task_id)
        .where(
            Commitment.government_id == asker.government_id,
            Commitment.withdrawn_at.is_(None),
            Task.state.in_(OPEN_STATES),
        )
        .order_by(Commitment.id)
    )
    found: dict[int, list[PromiseRow]] = defaultdict(list)
    for row in rows:
        found[row.task_id].append(PromiseRow(*row))
    return dict(found)


def promised_on(task_id: int, *, asker: Asker) -> date | None:
    """Return the day last promised for an open task."""
    return db.session.scalar(
        select(Commitment.promised_on)
        .join(Task, Task.id == Commitment.task_id)
        .where(
            Commitment.task_id == task_id,
            Commitment.withdrawn_at.is_(None),
            Task.state.in_(OPEN_STATES),
            visible_to(asker),
        )
        .order_by(Commitment.id.desc())
        .limit(1)
    )


def _extensions(asker: Asker, condition: ColumnElement[bool]) -> list[ExtensionRow]:
    asking, deciding = aliased(Person), aliased(Person)
    rows = db.session.execute(
        select(
            ExtensionRequest.id,
            ExtensionRequest.task_id,
            Task.unit_id,
            Unit.name.label("unit_name"),
            Step.text.label("step_text"),
            ExtensionRequest.asked_by_id,
            asking.name.label("asked_by"),
            ExtensionRequest.asked_at,
            ExtensionRequest.due_on,
            ExtensionRequest.new_due_on,
            ExtensionRequest.reason,
            ExtensionRequest.state,
            deciding.name.label("decided_by"),
            ExtensionRequest.decided_at,
            ExtensionRequest.comment,
        )
        .join(Task, Task.id == ExtensionRequest.task_id)
        .join(Unit, Unit.id == Task.unit_id)
        .join(Step, Step.id == Task.step_id)
        .join(asking, asking.id == ExtensionRequest.asked_by_id)
        .outerjoin(deciding, deciding.id == ExtensionRequest.decided_by_id)
        .where(visible_to(asker), condition)
        .order_by(ExtensionRequest.id)
    )
    return [ExtensionRow(**row) for row in rows.mappings()]
