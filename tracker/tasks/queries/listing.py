"""The list of tasks: filtered, the most urgent first, one page at a time; two queries, however many tasks there are."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from tracker import thai
from tracker.database import db
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure
from tracker.people.viewer import Asker
from tracker.people.working_days import WorkingCalendar
from tracker.tasks import timeliness
from tracker.tasks.models import Task, TaskState
from tracker.tasks.queries.rows import TaskRow, tasks_with_ids, visible_to
from tracker.tasks.standing import Standing, standing_of
from tracker.tasks.timeliness import Timeliness


@dataclass(frozen=True, kw_only=True)
class TaskFilter:
    """What a list is narrowed to; what is empty does not narrow."""

    unit_id: int | None = None
    measure_id: int | None = None
    indicator: int | None = None
    assignee_id: int | None = None
    state: TaskState | None = None
    standing: Standing | None = None
    timeliness: Timeliness | None = None
    only_silent: bool = False


@dataclass(frozen=True)
class ListedTask:
    """A task in the list, with how it stands against the calendar today."""

    task: TaskRow
    timeliness: Timeliness
    days_left: int
    days_late: int
    is_silent: bool

    @property
    def tag_label(self) -> str:
        """The most urgent thing to say of it: how late, how soon, or else its state."""
        if self.timeliness is Timeliness.LATE:
            return f"ล่าช้า {self.days_late} วันทำการ" if self.days_late else "เลยกำหนด"
        if self.timeliness is Timeliness.DUE_SOON:
            return f"เหลือ {self.days_left} วันทำการ"
        return self.timeliness.label if self.timeliness is Timeliness.DUE_TODAY else self.task.state.label

    @property
    def tag_tone(self) -> str:
        """The colour word of that."""
        is_urgent = self.timeliness in {Timeliness.LATE, Timeliness.DUE_TODAY, Timeliness.DUE_SOON}
        return self.timeliness.tone if is_urgent else self.task.state.tone


@dataclass(frozen=True)
class TaskList:
    """One page of a list, how many tasks the whole list has, and how many stand where, before standing narrows it."""

    tasks: list[ListedTask]
    total: int
    standings: dict[Standing, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Fact:
    """What filtering and sorting need of one task."""

    id: int
    due_on: date
    state: TaskState
    timeliness: Timeliness
    standing: Standing
    is_silent: bool


@dataclass(frozen=True)
class Portion:
    """Which part of a list is wanted: so many tasks after so many."""

    offset: int = 0
    limit: int = 25


def task_list(
    fiscal_year: FiscalYear,
    wanted: TaskFilter,
    portion: Portion,
    *,
    asker: Asker,
    day: tuple[date, WorkingCalendar],
) -> TaskList:
    """Return what a filter leaves of a year's tasks, the most urgent first; `day` is today and how days count."""
    today, calendar = day
    facts = [_fact(row, today, calendar) for row in _facts(fiscal_year, wanted, asker=asker)]
    counts = {
        one: sum(fact.standing is one and fact.state is not TaskState.CANCELLED for fact in facts) for one in Standing
    }
    left = sorted((fact for fact in facts if _fits(fact, wanted)), key=_urgency)
    shown = left[portion.offset : portion.offset + portion.limit]
    rows = {row.id: row for row in tasks_with_ids([fact.id for fact in shown], asker=asker)}
    listed = [listed_task(rows[fact.id], today=today, calendar=calendar) for fact in shown if fact.id in rows]
    return TaskList(listed, len(left), {standing: count for standing, count in counts.items() if count})


def listed_task(row: TaskRow, *, today: date, calendar: WorkingCalendar) -> ListedTask:
    """Return a task with how it stands against the calendar."""
    return ListedTask(
        task=row,
        timeliness=timeliness.timeliness(row.state, row.due_on, today=today, calendar=calendar),
        days_left=timeliness.days_left(row.due_on, today=today, calendar=calendar),
        days_late=timeliness.days_late(row.due_on, today=today, calendar=calendar),
        is_silent=_is_silent(row, today),
    )


def _facts(fiscal_year: FiscalYear, wanted: TaskFilter, *, asker: Asker) -> list[Any]:
    conditions: list[ColumnElement[bool]] = [Task.fiscal_year == fiscal_year]
    for column, value in (
        (Task.unit_id, wanted.unit_id),
        (Task.measure_id, wanted.measure_id),
        (Task.assignee_id, wanted.assignee_id),
        (Task.state, wanted.state),
    ):
        if value is not None:
            conditions.append(column == value)
    rows = db.session.execute(
        select(
            Task.id,
            Task.due_on,
            Task.starts_on,
            Task.state,
            Task.opened_at,
            Task.last_reported_at,
            Measure.indicators,
        )
        .join(Measure, Measure.id == Task.measure_id)
        .where(visible_to(asker), *conditions)
    ).all()
    return [row for row in rows if wanted.indicator is None or wanted.indicator in row.indicators]


def _fact(row: Any, today: date, calendar: WorkingCalendar) -> _Fact:
    return _Fact(
        row.id,
        row.due_on,
        row.state,
        timeliness.timeliness(row.state, row.due_on, today=today, calendar=calendar),
        standing_of(row.state, row.due_on, today=today, calendar=calendar),
        _is_silent(row, today),
    )


def _is_silent(row: Any, today: date) -> bool:
    reported_on = None if row.last_reported_at is None else thai.day_of(row.last_reported_at)
    heard_on = timeliness.last_heard_on(row.starts_on, thai.day_of(row.opened_at), reported_on)
    return timeliness.is_silent(row.state, heard_on, today=today)


def _fits(fact: _Fact, wanted: TaskFilter) -> bool:
    is_cancelled = fact.state is TaskState.CANCELLED
    return (
        # The board leaves cancelled tasks out; the list behind its numbers must count the same.
        (wanted.standing is None or (fact.standing is wanted.standing and not is_cancelled))
        and (wanted.timeliness is None or fact.timeliness is wanted.timeliness)
        and (not wanted.only_silent or fact.is_silent)
    )


def _urgency(fact: _Fact) -> tuple[int, date, int]:
    return *timeliness.urgency(fact.timeliness, fact.due_on), fact.id
