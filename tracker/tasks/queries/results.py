"""What was reported by a day: states, texts and proof, derived from the append-only history."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.people.viewer import Asker
from tracker.tasks.models import Evidence, ProgressUpdate, TaskState, UpdateKind

# SQLite takes 32,766 values in one statement; far fewer keep its planning quick.
_AT_ONCE = 5_000


@dataclass(frozen=True)
class LatestTexts:
    """The newest words of each kind about one task."""

    summary: str = ""
    outcome: str = ""
    problem: str = ""
    reason: str = ""
    """Why it was not done, or why it was cancelled."""
    as_of: date | None = None
    reported_at: datetime | None = None


@dataclass(frozen=True)
class StateAsOf:
    """How far a task was on a day."""

    state: TaskState
    percent: int
    as_of: date
    reported_at: datetime


@dataclass(frozen=True)
class Return:
    """The newest time that what was submitted came back."""

    update_id: int
    returned_at: datetime
    comment: str


def latest_texts(task_ids: Collection[int], *, asker: Asker, as_of: date) -> dict[int, LatestTexts]:
    """Return for each task the newest words entered for a day up to `as_of`; tasks nobody wrote about are left out.

    The newest entry counts, whatever day it speaks of: who corrects what was said of March does so in an entry of
    March made later.
    """
    found: dict[int, LatestTexts] = {}
    spoken = or_(*(column != "" for column in _TEXTS), ProgressUpdate.kind == UpdateKind.CANCELLATION)
    for some in _in_portions(task_ids):
        rows = db.session.execute(
            select(
                ProgressUpdate.task_id,
                ProgressUpdate.kind,
                *_TEXTS,
                ProgressUpdate.comment,
                ProgressUpdate.as_of,
                ProgressUpdate.reported_at,
            )
            .where(*_of(asker, some), ProgressUpdate.as_of <= as_of, spoken, ~_UNDONE)
            .order_by(ProgressUpdate.id)
        )
        for row in rows:
            before = found.get(row.task_id, LatestTexts())
            reason = row.comment if row.kind is UpdateKind.CANCELLATION else row.reason
            found[row.task_id] = LatestTexts(
                summary=row.summary or before.summary,
                outcome=row.outcome or before.outcome,
                problem=row.problem or before.problem,
                reason=reason or before.reason,
                as_of=row.as_of,
                reported_at=row.reported_at,
            )
    return found


def states_as_of(task_ids: Collection[int], *, asker: Asker, as_of: date) -> dict[int, StateAsOf]:
    """Return how far each task was on a day; tasks without an entry by then had not been started."""
    found: dict[int, StateAsOf] = {}
    for some in _in_portions(task_ids):
        newest = (
            select(func.max(ProgressUpdate.id))
            .where(*_of(asker, some), ProgressUpdate.as_of <= as_of)
            .group_by(ProgressUpdate.task_id)
        )
        rows = db.session.execute(
            select(
                ProgressUpdate.task_id,
                ProgressUpdate.state_after,
                ProgressUpdate.percent,
                ProgressUpdate.as_of,
                ProgressUpdate.reported_at,
            ).where(ProgressUpdate.id.in_(newest))
        )
        found |= {row.task_id: StateAsOf(row.state_after, row.percent, row.as_of, row.reported_at) for row in rows}
    return found


def evidence_counts(task_ids: Collection[int], *, asker: Asker, until: datetime | None = None) -> dict[int, int]:
    """Return how many files and links show that each task was done; tasks without any are left out."""
    found: dict[int, int] = {}
    for some in _in_portions(task_ids):
        statement = (
            select(Evidence.task_id, func.count().label("number"))
            .where(
                Evidence.government_id == asker.government_id,
                Evidence.task_id.in_(some),
                Evidence.withdrawn_at.is_(None),
            )
            .group_by(Evidence.task_id)
        )
        if until is not None:
            statement = statement.where(Evidence.added_at <= until)
        found |= {row.task_id: row.number for row in db.session.execute(statement)}
    return found


def returns(task_ids: Collection[int], *, asker: Asker) -> dict[int, Return]:
    """Return the newest return of each task that ever came back, for reminders."""
    found: dict[int, Return] = {}
    for some in _in_portions(task_ids):
        rows = db.session.execute(
            select(ProgressUpdate.task_id, ProgressUpdate.id, ProgressUpdate.reported_at, ProgressUpdate.comment)
            .where(*_of(asker, some), ProgressUpdate.kind == UpdateKind.RETURN)
            .order_by(ProgressUpdate.id)
        )
        found |= {row.task_id: Return(row.id, row.reported_at, row.comment) for row in rows}
    return found


_undoing = aliased(ProgressUpdate)
_UNDONE = select(_undoing.id).where(_undoing.undoes_id == ProgressUpdate.id).exists()
"""What was taken back is history, and nobody's words any more."""

_TEXTS = (ProgressUpdate.summary, ProgressUpdate.outcome, ProgressUpdate.problem, ProgressUpdate.reason)


def _of(asker: Asker, task_ids: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    return ProgressUpdate.government_id == asker.government_id, ProgressUpdate.task_id.in_(task_ids)


def _in_portions(task_ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(task_ids)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
