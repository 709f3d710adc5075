"""Opening a year: a task of each step for each owner and occurrence, or the list of what must be decided first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import insert

from tracker import thai
from tracker.database import db
from tracker.errors import NotNow
from tracker.fiscal_year import FiscalYear
from tracker.measures import service as measures
from tracker.measures.models import OwnerScope
from tracker.people import audit
from tracker.people import queries as people
from tracker.people.roles import UnitKind
from tracker.people.viewer import Asker, System, Viewer
from tracker.tasks import periods, queries
from tracker.tasks.models import Task, TaskState, YearPlan
from tracker.tasks.queries import MeasureSource, OwnerSource
from tracker.tasks.service.entries import refuse_unless
from tracker.tasks.service.problems import OpeningProblem, ProblemKind
from tracker.tasks.service.rights import may_arrange


@dataclass(frozen=True)
class Opening:
    """What an opening makes, or has made."""

    fiscal_year: FiscalYear
    measures: int
    new_tasks: int
    existing_tasks: int
    units: int
    is_first: bool
    closed_at: datetime | None = None
    problems: tuple[OpeningProblem, ...] = ()
    new_tasks_of: tuple[tuple[str, int], ...] = ()
    """Each unit's name with its number of new tasks, in the order of the office."""


@dataclass(frozen=True)
class _Planned:
    """One task to be made."""

    measure_id: int
    step_id: int
    unit_id: int
    is_lead: bool
    occurrence: periods.Occurrence


@dataclass(frozen=True)
class _Office:
    """The units of the office, as owners may name them."""

    names: dict[str, int]
    units: dict[int, people.UnitRow]

    @classmethod
    def of(cls, asker: Asker) -> "_Office":
        return cls(people.owner_names(asker), {unit.id: unit for unit in people.all_units(asker)})

    def meant_by(self, owner: OwnerSource) -> list[int] | ProblemKind:
        """Return the units an owner stands for, or what is wrong with it."""
        divisions = [unit for unit in self.units.values() if unit.kind is UnitKind.DIVISION and unit.is_open]
        if owner.scope is OwnerScope.ALL_UNITS:
            return [unit.id for unit in divisions]
        if owner.scope is OwnerScope.PUBLIC_UNITS:
            return [unit.id for unit in divisions if unit.serves_public]
        unit_id = owner.unit_id or self.names.get(thai.without_spaces(owner.text))
        if unit_id is None:
            return ProblemKind.UNKNOWN_OWNER
        return [unit_id] if self.units[unit_id].is_open else ProblemKind.CLOSED_UNIT


@dataclass(frozen=True)
class _Year:
    """Everything an opening is decided from, read once."""

    fiscal_year: FiscalYear
    sources: list[MeasureSource]
    office: _Office
    existing: set[queries.TaskKey]
    plan: YearPlan | None

    @classmethod
    def of(cls, fiscal_year: FiscalYear, asker: Asker) -> "_Year":
        return cls(
            fiscal_year,
            queries.measure_sources(fiscal_year, asker=asker),
            _Office.of(asker),
            queries.task_keys(fiscal_year, asker=asker),
            queries.year_plan(fiscal_year, asker=asker),
        )

    @cached_property
    def problems(self) -> list[OpeningProblem]:
        """The problems of measures without tasks; those whose tasks are out were decided about before.

        In a closed year nothing is left to decide.
        """
        if self.plan is not None and self.plan.closed_at is not None:
            return []
        opened = {step_id for step_id, _, _ in self.existing}
        return [
            problem
            for source in self.sources
            if not opened.intersection(source.step_ids)
            for problem in _problems_of(source, self.office, self.fiscal_year)
        ]

    @cached_property
    def whole(self) -> list[_Planned]:
        """Every task the measures without problems stand for, made already or not."""
        troubled = {problem.measure_id for problem in self.problems}
        return [
            planned
            for source in self.sources
            if source.id not in troubled
            for planned in _planned(source, self.office, self.fiscal_year)
        ]

    @cached_property
    def missing(self) -> list[_Planned]:
        """Those of them still to be made."""
        return [one for one in self.whole if (one.step_id, one.unit_id, one.occurrence.number) not in self.existing]

    @property
    def opening(self) -> Opening:
        """What opening the year makes."""
        counts = Counter(one.unit_id for one in self.missing)
        return Opening(
            fiscal_year=self.fiscal_year,
            measures=len(self.sources),
            new_tasks=len(self.missing),
            existing_tasks=len(self.existing),
            units=len({one.unit_id for one in self.whole}),
            is_first=self.plan is None,
            closed_at=None if self.plan is None else self.plan.closed_at,
            problems=tuple(self.problems),
            new_tasks_of=tuple((unit.name, counts[unit.id]) for unit in self.office.units.values() if counts[unit.id]),
        )


def opening_problems(fiscal_year: FiscalYear, *, asker: Asker) -> list[OpeningProblem]:
    """Return what must be decided before a year can be opened, in the order of its measures."""
    return _Year.of(fiscal_year, asker).problems


def planned_opening(fiscal_year: FiscalYear, *, asker: Asker) -> Opening:
    """Return what opening a year would make, and what stops it; writes nothing."""
    return _Year.of(fiscal_year, asker).opening


def open_year(fiscal_year: FiscalYear, *, by: Asker, at: datetime) -> Opening:
    """Make the tasks of a year; opened again after more measures were approved, only those that are missing.

    `by` is the coordinator, or the installation when the command line opens the year.
    """
    refuse_unless(isinstance(by, System) or may_arrange(by), "เปิดปีงบประมาณได้เฉพาะผู้ประสานงาน ITA")
    year = _Year.of(fiscal_year, by)
    _refuse_if_not_ready(year)
    opening = year.opening
    if year.plan is None:
        person_id = by.person_id if isinstance(by, Viewer) else None
        db.session.add(
            YearPlan(government_id=by.government_id, fiscal_year=fiscal_year, opened_at=at, opened_by_id=person_id)
        )
    _keep_matches(year, by=by, at=at)
    _make(year, by=by, at=at)
    audit.record("year_opened", str(int(fiscal_year)), by=by, at=at, details={"tasks": opening.new_tasks})
    return opening


def _refuse_if_not_ready(year: _Year) -> None:
    label, problems = year.fiscal_year.label, year.problems
    if year.plan is not None and year.plan.closed_at is not None:
        raise NotNow(f"{label} ปิดแล้ว จึงเปิดเพิ่มไม่ได้")
    if not year.sources:
        raise NotNow(f"ยังไม่มีมาตรการของ{label} กรุณารับมาตรการจากเอกสารก่อน")
    if problems:
        raise NotNow(f"ยังเปิด{label}ไม่ได้ มี {len(problems)} เรื่องที่ต้องตัดสินใจก่อน เรื่องแรกคือ {problems[0].sentence}")


def _problems_of(measure: MeasureSource, office: _Office, fiscal_year: FiscalYear) -> Iterator[OpeningProblem]:
    def problem(kind: ProblemKind, quoted: str = "", owner_id: int | None = None) -> OpeningProblem:
        return OpeningProblem(kind, measure.id, measure.number, measure.title, quoted, owner_id)

    kind = _problem_of_period(measure, fiscal_year)
    if kind is not None:
        yield problem(kind, measure.period_text)
    if not measure.step_ids:
        yield problem(ProblemKind.NO_STEP)
    if not measure.owners:
        yield problem(ProblemKind.NO_OWNER)
    for owner in measure.owners:
        meant = office.meant_by(owner)
        if isinstance(meant, ProblemKind):
            yield problem(meant, owner.text, owner.id)


def _problem_of_period(measure: MeasureSource, fiscal_year: FiscalYear) -> ProblemKind | None:
    if not measure.period.is_stated:
        return ProblemKind.NO_PERIOD
    if measure.period.is_reversed:
        return ProblemKind.REVERSED_PERIOD
    return None if periods.occurrences(measure.period, fiscal_year) else ProblemKind.OUTSIDE_YEAR


def _planned(measure: MeasureSource, office: _Office, fiscal_year: FiscalYear) -> Iterator[_Planned]:
    leads = _units_of(measure, office)
    for step_id in measure.step_ids:
        for unit_id, is_lead in leads.items():
            for occurrence in periods.occurrences(measure.period, fiscal_year):
                yield _Planned(measure.id, step_id, unit_id, is_lead, occurrence)


def _units_of(measure: MeasureSource, office: _Office) -> dict[int, bool]:
    """Return each unit that owns a measure, once, and whether it leads; where nobody is marked, the first does."""
    has_lead = any(owner.is_lead for owner in measure.owners)
    found: dict[int, bool] = {}
    for position, owner in enumerate(measure.owners):
        meant = office.meant_by(owner)
        for unit_id in meant if isinstance(meant, list) else []:
            is_lead = owner.is_lead if has_lead else position == 0
            found[unit_id] = found.get(unit_id, False) or is_lead
    return found


def _keep_matches(year: _Year, *, by: Asker, at: datetime) -> None:
    """Write down whom a name meant on the day of opening, so that a later alias moves nobody's tasks."""
    for owner in (owner for source in year.sources for owner in source.owners):
        if owner.scope is OwnerScope.UNIT and owner.unit_id is None:
            meant = year.office.meant_by(owner)
            if isinstance(meant, list):
                measures.match_owner(owner.id, meant[0], by=by, at=at)


def _make(year: _Year, *, by: Asker, at: datetime) -> None:
    rows = [
        {
            "government_id": by.government_id,
            "fiscal_year": year.fiscal_year,
            "measure_id": one.measure_id,
            "step_id": one.step_id,
            "unit_id": one.unit_id,
            "occurrence": one.occurrence.number,
            "occurrence_label": one.occurrence.label,
            "is_lead": one.is_lead,
            "starts_on": one.occurrence.starts_on,
            "due_on": one.occurrence.ends_on,
            "state": TaskState.NOT_STARTED,
            "opened_at": at,
        }
        for one in year.missing
    ]
    if rows:
        db.session.execute(insert(Task), rows)
