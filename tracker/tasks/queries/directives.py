"""Directives: who was told what, and whether the unit has acknowledged and closed it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.errors import NotFound
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, Step
from tracker.people.models import Person, Unit
from tracker.people.viewer import Asker, Viewer
from tracker.tasks.models import Directive, Task
from tracker.tasks.queries.rows import TaskRow


@dataclass(frozen=True, kw_only=True)
class DirectiveRow:
    """A directive with the words people know it by."""

    id: int
    fiscal_year: FiscalYear
    measure_id: int | None
    measure_number: int | None
    measure_title: str | None
    task_id: int | None
    step_text: str | None
    unit_id: int
    unit_name: str
    text: str
    due_on: date
    given_by_id: int
    given_by: str
    given_at: datetime
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    closed_by: str | None
    closed_at: datetime | None
    closing_note: str

    @property
    def is_open(self) -> bool:
        """Tell whether the unit still has something to do."""
        return self.closed_at is None

    @property
    def state_label(self) -> str:
        """How far it is, as pages name it."""
        if self.closed_at is not None:
            return "ดำเนินการแล้ว"
        return "รอรับทราบ" if self.acknowledged_at is None else "รับทราบแล้ว"

    @property
    def tone(self) -> str:
        """The colour word of how far it is."""
        if self.closed_at is not None:
            return "good"
        return "warn" if self.acknowledged_at is None else "info"

    def is_late(self, today: date) -> bool:
        """Tell whether it is still open after its due date."""
        return self.is_open and today > self.due_on


def open_directives(asker: Asker, *, unit_ids: Collection[int] | None = None) -> list[DirectiveRow]:
    """Return the directives still to be carried out, the nearest due date first; of some units, if named."""
    wanted: list[ColumnElement[bool]] = [Directive.closed_at.is_(None)]
    if unit_ids is not None:
        wanted.append(Directive.unit_id.in_(unit_ids) if unit_ids else false())
    return _rows(asker, wanted)


def directives(asker: Asker, *, fiscal_year: FiscalYear | None = None) -> list[DirectiveRow]:
    """Return the directives the asker may see, open ones first, then the nearest due date."""
    wanted = [] if fiscal_year is None else [Directive.fiscal_year == fiscal_year]
    return sorted(_rows(asker, wanted), key=lambda row: not row.is_open)


def directives_about(task: Task | TaskRow, *, asker: Asker) -> list[DirectiveRow]:
    """Return the directives about a task, or about its measure as a whole to its unit."""
    about_measure = (Directive.measure_id == task.measure_id) & Directive.task_id.is_(None)
    return _rows(asker, [(Directive.task_id == task.id) | (about_measure & (Directive.unit_id == task.unit_id))])


def directive_row(directive_id: int, *, asker: Asker) -> DirectiveRow:
    """Return one directive as a row."""
    found = _rows(asker, [Directive.id == directive_id])
    if not found:
        raise NotFound("ไม่พบข้อสั่งการนี้ หรือไม่ใช่ของหน่วยงานท่าน")
    return found[0]


def directive(directive_id: int, *, viewer: Asker) -> Directive:
    """Return one directive to be changed."""
    found = db.session.scalar(select(Directive).where(Directive.id == directive_id, *_visible_to(viewer)))
    if found is None:
        raise NotFound("ไม่พบข้อสั่งการนี้ หรือไม่ใช่ของหน่วยงานท่าน")
    return found


def open_directive_count(asker: Asker) -> int:
    """Return how many directives the asker may see are still to be carried out."""
    statement = select(func.count()).select_from(Directive).where(Directive.closed_at.is_(None), *_visible_to(asker))
    return db.session.scalar(statement) or 0


def _visible_to(asker: Asker) -> tuple[ColumnElement[bool], ...]:
    office = Directive.government_id == asker.government_id
    if not isinstance(asker, Viewer) or asker.sees_everything:
        return (office,)
    return office, Directive.unit_id.in_(asker.unit_ids) if asker.unit_ids else false()


def _rows(asker: Asker, conditions: Iterable[ColumnElement[bool]]) -> list[DirectiveRow]:
    statement = _all_columns().where(*_visible_to(asker), *conditions).order_by(Directive.due_on, Directive.id)
    return [DirectiveRow(**row) for row in db.session.execute(statement).mappings()]


def _all_columns() -> Select[*tuple[Any, ...]]:
    giver, acknowledger, closer = aliased(Person), aliased(Person), aliased(Person)
    return (
        select(
            Directive.id,
            Directive.fiscal_year,
            Directive.measure_id,
            Measure.number.label("measure_number"),
            Measure.title.label("measure_title"),
            Directive.task_id,
            Step.text.label("step_text"),
            Directive.unit_id,
            Unit.name.label("unit_name"),
            Directive.text,
            Directive.due_on,
            Directive.given_by_id,
            giver.name.label("given_by"),
            Directive.given_at,
            acknowledger.name.label("acknowledged_by"),
            Directive.acknowledged_at,
            closer.name.label("closed_by"),
            Directive.closed_at,
            Directive.closing_note,
        )
        .join(Unit, Unit.id == Directive.unit_id)
        .join(giver, giver.id == Directive.given_by_id)
        .outerjoin(acknowledger, acknowledger.id == Directive.acknowledged_by_id)
        .outerjoin(closer, closer.id == Directive.closed_by_id)
        .outerjoin(Measure, Measure.id == Directive.measure_id)
        .outerjoin(Task, Task.id == Directive.task_id)
        .outerjoin(Step, Step.id == Task.step_id)
    )
