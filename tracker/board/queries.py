"""The status board: one read of everything a year's work is judged by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tracker import ita
from tracker.board.summary import Assessed, Summary, summary
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries as measure_queries
from tracker.people import queries as people_queries
from tracker.people.queries import PostHolder, UnitRow
from tracker.people.roles import Role
from tracker.people.viewer import Asker
from tracker.tasks import queries as task_queries
from tracker.tasks import timeliness
from tracker.tasks.models import TaskState
from tracker.tasks.standing import standing_of
from tracker.thai import day_of


@dataclass(frozen=True)
class Board:
    """What the page shows."""

    fiscal_year: FiscalYear
    elapsed_percent: int
    summary: Summary
    directives: list[task_queries.DirectiveRow]
    heads: Mapping[int, str]
    """Who answers for each unit, by name."""
    assessed_year: int
    overall: Decimal | None
    level: str
    is_open: bool
    past: measure_queries.PastCounts | None = None
    """How the measures of a past year on record ended; such a year has no tasks."""

    @property
    def unacknowledged(self) -> list[task_queries.DirectiveRow]:
        """The directives nobody has acknowledged yet."""
        return [directive for directive in self.directives if directive.acknowledged_at is None]


def board(asker: Asker, fiscal_year: FiscalYear, *, today: date) -> Board:
    """Return the board of a year: the whole office's for those who look over it, the own units' for others."""
    calendar = people_queries.working_calendar(asker)
    assessment = measure_queries.assessment(asker, fiscal_year.buddhist_year - 1)
    scores = (
        {}
        if assessment is None
        else {int(number): Decimal(str(score)) for number, score in assessment.indicators.items()}
    )
    assessed = [
        Assessed(
            task=task,
            standing=standing_of(task.state, task.due_on, today=today, calendar=calendar),
            days_late=timeliness.days_late(task.due_on, today=today, calendar=calendar),
            is_silent=timeliness.is_silent(task.state, _heard_on(task), today=today),
        )
        for task in task_queries.tasks_of_year(fiscal_year, asker=asker)
        if task.state is not TaskState.CANCELLED
    ]
    units = people_queries.all_units(asker)
    plan = task_queries.year_plan(fiscal_year, asker=asker)
    is_past = plan is not None and plan.document_id is not None
    return Board(
        fiscal_year=fiscal_year,
        elapsed_percent=round(100 * fiscal_year.elapsed(today)),
        summary=summary(
            assessed,
            indicator_names={
                number: ita.indicator_name(number, fiscal_year.buddhist_year - 1) for number in range(1, 11)
            },
            scores=scores,
            unit_order={unit.id: unit.position for unit in units},
            today=today,
        ),
        directives=task_queries.open_directives(asker),
        heads=_heads(units, people_queries.post_holders(asker, on=today)),
        assessed_year=fiscal_year.buddhist_year - 1,
        overall=None if assessment is None else assessment.overall,
        level="" if assessment is None else assessment.level,
        is_open=plan is not None,
        past=measure_queries.past_counts(fiscal_year, asker=asker) if is_past else None,
    )


def _heard_on(task: task_queries.TaskRow) -> date:
    reported: datetime | None = task.last_reported_at
    return timeliness.last_heard_on(
        task.starts_on, day_of(task.opened_at), None if reported is None else day_of(reported)
    )


def _heads(units: list[UnitRow], holders: list[PostHolder]) -> dict[int, str]:
    """Return the name of each unit's head, acting ones too; a unit without one answers through the unit above."""
    own = {holder.unit_id: holder.name for holder in reversed(holders) if holder.role is Role.UNIT_HEAD}
    above = {unit.id: unit.parent_id for unit in units}
    found: dict[int, str] = {}
    for unit in units:
        seen: int | None = unit.id
        while seen is not None and seen not in own:
            seen = above.get(seen)
        if seen is not None:
            found[unit.id] = own[seen]
    return found
