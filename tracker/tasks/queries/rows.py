"""Tasks as rows: what lists, boards, reminders and reports read, never ORM objects."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select, true

from tracker.database import db
from tracker.errors import NotFound
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, Step
from tracker.people.models import Person, Unit
from tracker.people.viewer import Asker, Viewer
from tracker.tasks.models import Task, TaskState, YearPlan

OPEN_STATES = tuple(state for state in TaskState if state.is_open)


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    """A task with the words people know it by."""

    id: int
    fiscal_year: FiscalYear
    measure_id: int
    measure_number: int
    measure_title: str
    indicators: tuple[int, ...]
    step_id: int
    step_number: int
    step_text: str
    unit_id: int
    unit_name: str
    assignee_id: int | None
    assignee_name: str | None
    occurrence: int
    occurrence_label: str
    is_lead: bool
    starts_on: date
    due_on: date
    state: TaskState
    percent: int
    opened_at: datetime
    assigned_at: datetime | None
    last_reported_at: datetime | None
    is_returned: bool
    revision: int

    @property
    def title(self) -> str:
        """The step, with its occurrence where there are several: จัดทำรายงาน (ไตรมาสที่ 1)."""
        return f"{self.step_text} ({self.occurrence_label})" if self.occurrence_label else self.step_text


def open_tasks(asker: Asker, *, fiscal_year: FiscalYear | None = None) -> list[TaskRow]:
    """Return the tasks whose owners still have something to do, the nearest due date first; of years not closed."""
    closed = select(YearPlan.fiscal_year).where(
        YearPlan.government_id == asker.government_id, YearPlan.closed_at.is_not(None)
    )
    wanted: list[ColumnElement[bool]] = [Task.state.in_(OPEN_STATES), Task.fiscal_year.not_in(closed)]
    if fiscal_year is not None:
        wanted.append(Task.fiscal_year == fiscal_year)
    return rows_where(asker, wanted)


def tasks_of_year(fiscal_year: FiscalYear, *, asker: Asker) -> list[TaskRow]:
    """Return every task of a year, cancelled ones too, by measure, step, unit and occurrence."""
    found = rows_where(asker, [Task.fiscal_year == fiscal_year])
    return sorted(found, key=lambda row: (row.measure_number, row.step_number, row.unit_id, row.occurrence))


def tasks_with_ids(task_ids: Collection[int], *, asker: Asker) -> list[TaskRow]:
    """Return those of some tasks that the asker may see, the nearest due date first."""
    return rows_where(asker, [Task.id.in_(task_ids)]) if task_ids else []


def task_row(task_id: int, *, asker: Asker) -> TaskRow:
    """Return one task as a row."""
    found = rows_where(asker, [Task.id == task_id])
    if not found:
        raise NotFound("ไม่พบงานนี้ หรือไม่ใช่งานของหน่วยงานท่าน")
    return found[0]


def task(task_id: int, *, viewer: Asker) -> Task:
    """Return one task to be changed; one that the asker may not see is not found."""
    found = db.session.scalar(select(Task).where(Task.id == task_id, visible_to(viewer)))
    if found is None:
        raise NotFound("ไม่พบงานนี้ หรือไม่ใช่งานของหน่วยงานท่าน")
    return found


def visible_to(asker: Asker) -> ColumnElement[bool]:
    """Return the condition that a task is one the asker may see: the office's, the own units', or one's own."""
    office = Task.government_id == asker.government_id
    if not isinstance(asker, Viewer) or asker.sees_everything:
        return office
    own_units = Task.unit_id.in_(asker.unit_ids) if asker.unit_ids else false()
    return office & or_(own_units, Task.assignee_id == asker.person_id)


def rows_where(asker: Asker, conditions: Iterable[ColumnElement[bool]]) -> list[TaskRow]:
    """Return the tasks the asker may see that meet all conditions, the nearest due date first."""
    statement = _all_columns().where(visible_to(asker), *conditions, true()).order_by(Task.due_on, Task.id)
    return [_row(values) for values in db.session.execute(statement).mappings()]


def _all_columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Task.id,
            Task.fiscal_year,
            Task.measure_id,
            Measure.number.label("measure_number"),
            Measure.title.label("measure_title"),
            Measure.indicators,
            Task.step_id,
            Step.number.label("step_number"),
            Step.text.label("step_text"),
            Task.unit_id,
            Unit.name.label("unit_name"),
            Task.assignee_id,
            Person.name.label("assignee_name"),
            Task.occurrence,
            Task.occurrence_label,
            Task.is_lead,
            Task.starts_on,
            Task.due_on,
            Task.state,
            Task.percent,
            Task.opened_at,
            Task.assigned_at,
            Task.last_reported_at,
            Task.is_returned,
            Task.revision,
        )
        .join(Measure, Measure.id == Task.measure_id)
        .join(Step, Step.id == Task.step_id)
        .join(Unit, Unit.id == Task.unit_id)
        .outerjoin(Person, Person.id == Task.assignee_id)
    )


def _row(values: Any) -> TaskRow:
    return TaskRow(**{**values, "indicators": tuple(values["indicators"])})
