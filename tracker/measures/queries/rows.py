"""Measures with their owners and steps."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, Select, column, select, table
from sqlalchemy.orm import selectinload

from tracker.database import db
from tracker.errors import NotFound
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, MeasureOwner, OwnerScope, Step
from tracker.people.models import Unit
from tracker.people.viewer import Asker

# Whether tasks were made of a measure closes it to changes. Tasks are a later room, which this one does not know:
# it asks the database for that one fact and nothing else.
_TASKS = table("tasks", column("measure_id", Integer), column("government_id", Integer))


@dataclass(frozen=True)
class OwnerRow:
    """One owner a measure names, and whom that means."""

    id: int
    measure_id: int
    text: str
    scope: OwnerScope
    unit_id: int | None
    unit_name: str | None
    is_lead: bool

    @property
    def is_known(self) -> bool:
        """Tell whether it is decided whom the text means."""
        return self.scope is not OwnerScope.UNIT or self.unit_id is not None

    @property
    def means(self) -> str:
        """Whom the text means, as pages say it."""
        return self.scope.label if self.scope is not OwnerScope.UNIT else self.unit_name or ""


@dataclass(frozen=True)
class MeasureRow:
    """A measure as lists show it."""

    id: int
    number: int
    kind: str | None
    title: str
    indicators: list[int]
    period_text: str
    starts_on: date | None
    ends_on: date | None
    recurrence: str | None
    is_cancelled: bool
    owners: tuple[OwnerRow, ...]
    steps: tuple[str, ...]

    @property
    def is_dated(self) -> bool:
        """Tell whether it is decided when the measure is carried out."""
        return (self.starts_on is not None and self.ends_on is not None) or self.recurrence is not None

    @property
    def is_ready(self) -> bool:
        """Tell whether tasks can be made of it."""
        return self.is_dated and bool(self.owners) and all(owner.is_known for owner in self.owners)


def measures(asker: Asker, fiscal_year: FiscalYear) -> list[MeasureRow]:
    """Return the measures of a year in their order, cancelled ones too, with owners and steps; three queries."""
    ours = (Measure.government_id == asker.government_id, Measure.fiscal_year == fiscal_year)
    rows = db.session.execute(
        select(
            Measure.id,
            Measure.number,
            Measure.kind,
            Measure.title,
            Measure.indicators,
            Measure.period_text,
            Measure.starts_on,
            Measure.ends_on,
            Measure.recurrence,
            Measure.cancelled_at,
        )
        .where(*ours)
        .order_by(Measure.number)
    ).all()
    found = db.session.execute(
        select(Step.measure_id, Step.text)
        .join(Measure, Measure.id == Step.measure_id)
        .where(*ours)
        .order_by(Step.number)
    )
    steps: dict[int, list[str]] = defaultdict(list)
    for measure_id, text in found:
        steps[measure_id].append(text)
    owners: dict[int, list[OwnerRow]] = defaultdict(list)
    for owner in _owners(asker, fiscal_year):
        owners[owner.measure_id].append(owner)
    return [
        MeasureRow(
            id=row.id,
            number=row.number,
            kind=row.kind,
            title=row.title,
            indicators=row.indicators,
            period_text=row.period_text,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            recurrence=row.recurrence,
            is_cancelled=row.cancelled_at is not None,
            owners=tuple(owners[row.id]),
            steps=tuple(steps[row.id]),
        )
        for row in rows
    ]


def measure(measure_id: int, asker: Asker) -> Measure:
    """Return one measure with its steps and owners loaded."""
    found = db.session.scalar(
        select(Measure)
        .where(Measure.id == measure_id, Measure.government_id == asker.government_id)
        .options(selectinload(Measure.steps), selectinload(Measure.owners))
    )
    if found is None:
        raise NotFound("ไม่พบมาตรการนี้")
    return found


def owners_of(measure_id: int, asker: Asker) -> list[OwnerRow]:
    """Return the owners one measure names, in its order, with the units they mean."""
    return [
        OwnerRow(*row)
        for row in db.session.execute(
            _owner_columns()
            .where(MeasureOwner.government_id == asker.government_id, MeasureOwner.measure_id == measure_id)
            .order_by(MeasureOwner.position)
        )
    ]


def owner(owner_id: int, asker: Asker) -> MeasureOwner:
    """Return one owner a measure names."""
    found = db.session.scalar(
        select(MeasureOwner).where(MeasureOwner.id == owner_id, MeasureOwner.government_id == asker.government_id)
    )
    if found is None:
        raise NotFound("ไม่พบผู้รับผิดชอบนี้")
    return found


def unknown_owners(asker: Asker, fiscal_year: FiscalYear) -> list[OwnerRow]:
    """Return the owners of a year nobody has matched to a unit yet."""
    return [found for found in _owners(asker, fiscal_year) if not found.is_known]


def years(asker: Asker) -> list[FiscalYear]:
    """Return the years that have measures, newest first."""
    return list(
        db.session.scalars(
            select(Measure.fiscal_year)
            .where(Measure.government_id == asker.government_id)
            .distinct()
            .order_by(Measure.fiscal_year.desc())
        )
    )


def ids_with_tasks(measure_ids: Iterable[int], *, asker: Asker) -> set[int]:
    """Return which of some measures have tasks, so that they may no longer change."""
    return set(
        db.session.scalars(
            select(_TASKS.c.measure_id)
            .where(_TASKS.c.government_id == asker.government_id, _TASKS.c.measure_id.in_(list(measure_ids)))
            .distinct()
        )
    )


def has_tasks(fiscal_year: FiscalYear, *, asker: Asker) -> bool:
    """Tell whether tasks were made of any measure of a year."""
    return (
        db.session.scalar(
            select(_TASKS.c.measure_id)
            .join(Measure, Measure.id == _TASKS.c.measure_id)
            .where(Measure.government_id == asker.government_id, Measure.fiscal_year == fiscal_year)
            .limit(1)
        )
        is not None
    )


def _owner_columns() -> Select[int, int, str, OwnerScope, int | None, str, bool]:
    return select(
        MeasureOwner.id,
        MeasureOwner.measure_id,
        MeasureOwner.text,
        MeasureOwner.scope,
        MeasureOwner.unit_id,
        Unit.name,
        MeasureOwner.is_lead,
    ).outerjoin(Unit, Unit.id == MeasureOwner.unit_id)


def _owners(asker: Asker, fiscal_year: FiscalYear) -> list[OwnerRow]:
    return [
        OwnerRow(*row)
        for row in db.session.execute(
            _owner_columns()
            .join(Measure, Measure.id == MeasureOwner.measure_id)
            .where(Measure.government_id == asker.government_id, Measure.fiscal_year == fiscal_year)
            .order_by(Measure.number, MeasureOwner.position)
        )
    ]
