"""The years of an office: which are open or closed, and what an opening is made from."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.database import db
from tracker.errors import NotFound
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, MeasureOwner, OwnerScope, Step
from tracker.people.viewer import Asker
from tracker.tasks.models import Task, YearPlan
from tracker.tasks.periods import Period, spans_from

TaskKey = tuple[int, int, int]
"""Step, unit and occurrence: what makes a task the same task."""


@dataclass(frozen=True)
class OwnerSource:
    """One owner as a measure names it."""

    id: int
    text: str
    scope: OwnerScope
    unit_id: int | None
    is_lead: bool


@dataclass(frozen=True)
class MeasureSource:
    """A measure with what its tasks are made of."""

    id: int
    number: int
    title: str
    period_text: str
    period: Period
    owners: tuple[OwnerSource, ...]
    step_ids: tuple[int, ...]


def year_plan(fiscal_year: FiscalYear, *, asker: Asker) -> YearPlan | None:
    """Return the plan of a year, if somebody opened it."""
    return db.session.scalar(
        select(YearPlan).where(YearPlan.government_id == asker.government_id, YearPlan.fiscal_year == fiscal_year)
    )


def year_plans(asker: Asker) -> list[YearPlan]:
    """Return the years somebody opened, newest first."""
    return list(
        db.session.scalars(
            select(YearPlan).where(YearPlan.government_id == asker.government_id).order_by(YearPlan.fiscal_year.desc())
        )
    )


def past_year(document_id: int, *, asker: Asker) -> YearPlan | None:
    """Return the past year that was recorded from a result report, if one was."""
    return db.session.scalar(
        select(YearPlan).where(YearPlan.government_id == asker.government_id, YearPlan.document_id == document_id)
    )


def measure_sources(fiscal_year: FiscalYear, *, asker: Asker) -> list[MeasureSource]:
    """Return the measures of a year that stand, with owners and steps, in their order; three queries."""
    ours = (Measure.government_id == asker.government_id, Measure.fiscal_year == fiscal_year)
    measures = db.session.execute(
        select(
            Measure.id,
            Measure.number,
            Measure.title,
            Measure.period_text,
            Measure.starts_on,
            Measure.ends_on,
            Measure.recurrence,
            Measure.periods,
        )
        .where(*ours, Measure.cancelled_at.is_(None))
        .order_by(Measure.number)
    ).all()
    owners: dict[int, list[OwnerSource]] = defaultdict(list)
    for owner in db.session.execute(
        select(
            MeasureOwner.measure_id,
            MeasureOwner.id,
            MeasureOwner.text,
            MeasureOwner.scope,
            MeasureOwner.unit_id,
            MeasureOwner.is_lead,
        )
        .join(Measure, Measure.id == MeasureOwner.measure_id)
        .where(*ours)
        .order_by(MeasureOwner.position)
    ):
        owners[owner.measure_id].append(OwnerSource(owner.id, owner.text, owner.scope, owner.unit_id, owner.is_lead))
    steps: dict[int, list[int]] = defaultdict(list)
    for step in db.session.execute(
        select(Step.measure_id, Step.id).join(Measure, Measure.id == Step.measure_id).where(*ours).order_by(Step.number)
    ):
        steps[step.measure_id].append(step.id)
    return [
        MeasureSource(
            id=row.id,
            number=row.number,
            title=row.title,
            period_text=row.period_text,
            period=Period(row.starts_on, row.ends_on, row.recurrence, spans_from(row.periods)),
            owners=tuple(owners[row.id]),
            step_ids=tuple(steps[row.id]),
        )
        for row in measures
    ]


def task_keys(fiscal_year: FiscalYear, *, asker: Asker) -> set[TaskKey]:
    """Return what identifies each task of a year, cancelled ones too."""
    rows = db.session.execute(
        select(Task.step_id, Task.unit_id, Task.occurrence).where(
            Task.government_id == asker.government_id, Task.fiscal_year == fiscal_year
        )
    )
    return {(row.step_id, row.unit_id, row.occurrence) for row in rows}


def year_of_measure(measure_id: int, *, asker: Asker) -> FiscalYear:
    """Return the year of one measure of the asker's office."""
    found = db.session.scalar(
        select(Measure.fiscal_year).where(Measure.id == measure_id, Measure.government_id == asker.government_id)
    )
    if found is None:
        raise NotFound("ไม่พบมาตรการนี้")
    return found


def measure_titles(fiscal_year: FiscalYear, *, asker: Asker) -> list[tuple[int, str]]:
    """Return the measures of a year, cancelled ones too, as choices: id, and number with title."""
    rows = db.session.execute(
        select(Measure.id, Measure.number, Measure.title)
        .where(Measure.government_id == asker.government_id, Measure.fiscal_year == fiscal_year)
        .order_by(Measure.number)
    )
    return [(row.id, f"{row.number}. {row.title}") for row in rows]


def years_with_measures(asker: Asker) -> dict[FiscalYear, int]:
    """Return how many standing measures each year has, newest first."""
    rows = db.session.execute(
        select(Measure.fiscal_year, func.count().label("number"))
        .where(Measure.government_id == asker.government_id, Measure.cancelled_at.is_(None))
        .group_by(Measure.fiscal_year)
        .order_by(Measure.fiscal_year.desc())
    )
    return {row.fiscal_year: row.number for row in rows}
