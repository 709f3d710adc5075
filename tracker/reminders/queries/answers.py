"""What people answered about tasks, and what waits for an answer: promises, requests for more time, submissions."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.database import db
from tracker.fiscal_year import FiscalYear
from tracker.people.viewer import Asker
from tracker.tasks.models import (
    Commitment,
    Evidence,
    ExtensionRequest,
    ExtensionState,
    ProgressUpdate,
    Task,
    TaskState,
    UpdateKind,
    YearPlan,
)
from tracker.tasks.queries import OPEN_STATES, TaskRow
from tracker.tasks.queries.rows import rows_where


@dataclass(frozen=True)
class Asking:
    """A request for more time."""

    id: int
    task_id: int
    asked_by_id: int
    asked_at: datetime
    new_due_on: date
    reason: str
    state: ExtensionState
    decided_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        """Tell whether nobody has decided it yet."""
        return self.state is ExtensionState.WAITING


def tasks_somebody_waits_for(asker: Asker, *, unit_ids: Collection[int] | None = None) -> list[TaskRow]:
    """Return the tasks that are open, wait to be verified, or were done without evidence; of years not closed."""
    closed = select(YearPlan.fiscal_year).where(
        YearPlan.government_id == asker.government_id, YearPlan.closed_at.is_not(None)
    )
    has_evidence = exists().where(Evidence.task_id == Task.id, Evidence.withdrawn_at.is_(None))
    is_waited_for = or_(
        Task.state.in_([*OPEN_STATES, TaskState.SUBMITTED]), (Task.state == TaskState.DONE) & ~has_evidence
    )
    wanted: list[ColumnElement[bool]] = [is_waited_for, Task.fiscal_year.not_in(closed)]
    if unit_ids is not None:
        wanted.append(Task.unit_id.in_(unit_ids))
    return rows_where(asker, wanted)


def promises(asker: Asker, *, task_ids: Collection[int] | None = None) -> dict[int, list[date]]:
    """Return the days promised for each open task, in the order they were promised."""
    found: dict[int, list[date]] = defaultdict(list)
    rows = db.session.execute(
        select(Commitment.task_id, Commitment.promised_on)
        .join(Task, Task.id == Commitment.task_id)
        .where(
            Commitment.government_id == asker.government_id,
            Commitment.withdrawn_at.is_(None),
            Task.state.in_(OPEN_STATES),
            *_about(Commitment.task_id, task_ids),
        )
        .order_by(Commitment.made_at, Commitment.id)
    )
    for row in rows:
        found[row.task_id].append(row.promised_on)
    return found


def askings(
    asker: Asker, *, task_ids: Collection[int] | None = None, ids: Collection[int] | None = None
) -> list[Asking]:
    """Return the requests for more time about open tasks, oldest first; those taken back are left out."""
    rows = db.session.execute(
        select(
            ExtensionRequest.id,
            ExtensionRequest.task_id,
            ExtensionRequest.asked_by_id,
            ExtensionRequest.asked_at,
            ExtensionRequest.new_due_on,
            ExtensionRequest.reason,
            ExtensionRequest.state,
            ExtensionRequest.decided_at,
        )
        .join(Task, Task.id == ExtensionRequest.task_id)
        .where(
            ExtensionRequest.government_id == asker.government_id,
            ExtensionRequest.state != ExtensionState.WITHDRAWN,
            Task.state.in_(OPEN_STATES),
            *_about(ExtensionRequest.task_id, task_ids),
            *_about(ExtensionRequest.id, ids),
        )
        .order_by(ExtensionRequest.id)
    )
    return [Asking(*row) for row in rows]


def submitters(asker: Asker, *, task_ids: Collection[int] | None = None) -> dict[int, int | None]:
    """Return who handed in the result of each task that waits to be verified: another person verifies it."""
    newest = (
        select(func.max(ProgressUpdate.id))
        .join(Task, Task.id == ProgressUpdate.task_id)
        .where(
            ProgressUpdate.government_id == asker.government_id,
            ProgressUpdate.kind == UpdateKind.SUBMISSION,
            Task.state == TaskState.SUBMITTED,
            *_about(ProgressUpdate.task_id, task_ids),
        )
        .group_by(ProgressUpdate.task_id)
    )
    rows = db.session.execute(
        select(ProgressUpdate.task_id, ProgressUpdate.reported_by_id).where(ProgressUpdate.id.in_(newest))
    )
    return {row.task_id: row.reported_by_id for row in rows}


def years_to_close(asker: Asker, *, today: date) -> list[FiscalYear]:
    """Return the years that ended and were not closed: their report waits for those who approve it."""
    years = db.session.scalars(
        select(YearPlan.fiscal_year)
        .where(YearPlan.government_id == asker.government_id, YearPlan.closed_at.is_(None))
        .order_by(YearPlan.fiscal_year)
    )
    return [year for year in years if year.last_day < today]


def _about(column: InstrumentedAttribute[int], task_ids: Collection[int] | None) -> tuple[ColumnElement[bool], ...]:
    return () if task_ids is None else (column.in_(task_ids),)
