"""The history and the proof of one task, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from tracker.database import db
from tracker.errors import NotFound
from tracker.people.models import Person
from tracker.people.viewer import Asker
from tracker.tasks.models import Evidence, ProgressUpdate, Task, TaskState, UpdateKind, Via
from tracker.tasks.queries.rows import visible_to


@dataclass(frozen=True, kw_only=True)
class UpdateRow:
    """One entry of a task's history, with who made it."""

    id: int
    kind: UpdateKind
    as_of: date
    reported_at: datetime
    reported_by_id: int | None
    reporter: str | None
    via: Via
    state_before: TaskState
    state_after: TaskState
    percent: int
    summary: str
    outcome: str
    problem: str
    reason: str
    comment: str
    undoes_id: int | None
    revision: int


@dataclass(frozen=True, kw_only=True)
class EvidenceRow:
    """A file or a link that shows a task was done."""

    id: int
    task_id: int
    update_id: int | None
    name: str
    content_key: str | None
    media_type: str
    size: int
    url: str | None
    added_by_id: int | None
    added_by: str | None
    added_at: datetime
    shown_on: date | None
    via: Via

    @property
    def is_image(self) -> bool:
        """Tell whether a browser can show it in a page."""
        return self.media_type.startswith("image/")


def history(task_id: int, *, asker: Asker) -> list[UpdateRow]:
    """Return the entries about one task the asker may see, newest first."""
    rows = db.session.execute(
        select(
            ProgressUpdate.id,
            ProgressUpdate.kind,
            ProgressUpdate.as_of,
            ProgressUpdate.reported_at,
            ProgressUpdate.reported_by_id,
            Person.name.label("reporter"),
            ProgressUpdate.via,
            ProgressUpdate.state_before,
            ProgressUpdate.state_after,
            ProgressUpdate.percent,
            ProgressUpdate.summary,
            ProgressUpdate.outcome,
            ProgressUpdate.problem,
            ProgressUpdate.reason,
            ProgressUpdate.comment,
            ProgressUpdate.undoes_id,
            ProgressUpdate.revision,
        )
        .join(Task, Task.id == ProgressUpdate.task_id)
        .outerjoin(Person, Person.id == ProgressUpdate.reported_by_id)
        .where(ProgressUpdate.task_id == task_id, visible_to(asker))
        .order_by(ProgressUpdate.id.desc())
    )
    return [UpdateRow(**row) for row in rows.mappings()]


def evidence_of(task_id: int, *, asker: Asker) -> list[EvidenceRow]:
    """Return the proof of one task the asker may see, newest first; what was withdrawn is left out."""
    rows = db.session.execute(
        _evidence(asker).where(Evidence.task_id == task_id).order_by(Evidence.id.desc())
    ).mappings()
    return [EvidenceRow(**row) for row in rows]


def evidence(evidence_id: int, *, viewer: Asker) -> EvidenceRow:
    """Return one piece of proof of a task the asker may see."""
    row = db.session.execute(_evidence(viewer).where(Evidence.id == evidence_id)).mappings().first()
    if row is None:
        raise NotFound("ไม่พบหลักฐานนี้ หรือถูกถอนออกแล้ว")
    return EvidenceRow(**row)


def _evidence(asker: Asker) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Evidence.id,
            Evidence.task_id,
            Evidence.update_id,
            Evidence.name,
            Evidence.content_key,
            Evidence.media_type,
            Evidence.size,
            Evidence.url,
            Evidence.added_by_id,
            Person.name.label("added_by"),
            Evidence.added_at,
            Evidence.shown_on,
            Evidence.via,
        )
        .join(Task, Task.id == Evidence.task_id)
        .outerjoin(Person, Person.id == Evidence.added_by_id)
        .where(visible_to(asker), Evidence.withdrawn_at.is_(None))
    )
