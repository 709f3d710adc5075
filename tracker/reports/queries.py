"""What a report is made from, as of a day, and the editions that were frozen."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from tracker import ita
from tracker.database import db
from tracker.errors import NotFound
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, PastResult, Step
from tracker.people import queries as people_queries
from tracker.people.models import Person
from tracker.people.queries import PostHolder
from tracker.people.roles import Role
from tracker.people.viewer import Asker
from tracker.reports.lines import (
    Heading,
    MeasureRecord,
    Signature,
    StatedRecord,
    StepRecord,
    TaskRecord,
    report_from_json,
)
from tracker.reports.lines.report import Report
from tracker.reports.models import ReportLine, YearEndReport
from tracker.tasks import queries as task_queries
from tracker.tasks.models import TaskState
from tracker.thai import thai_date


@dataclass(frozen=True)
class Edition:
    """An edition as lists show it."""

    id: int
    fiscal_year: FiscalYear
    edition: int
    as_of: date
    is_draft: bool
    prepared_at: datetime
    prepared_by: str | None


def editions(asker: Asker) -> list[Edition]:
    """Return the office's editions, newest year and edition first."""
    rows = db.session.execute(
        select(
            YearEndReport.id,
            YearEndReport.fiscal_year,
            YearEndReport.edition,
            YearEndReport.as_of,
            YearEndReport.is_draft,
            YearEndReport.prepared_at,
            Person.name,
        )
        .outerjoin(Person, Person.id == YearEndReport.prepared_by_id)
        .where(YearEndReport.government_id == asker.government_id)
        .order_by(YearEndReport.fiscal_year.desc(), YearEndReport.edition.desc())
    )
    return [Edition(*row) for row in rows]


def edition_count(fiscal_year: FiscalYear, *, asker: Asker) -> int:
    """Return the number of the year's newest edition; 0 when there is none."""
    newest = db.session.scalar(
        select(YearEndReport.edition)
        .where(YearEndReport.government_id == asker.government_id, YearEndReport.fiscal_year == fiscal_year)
        .order_by(YearEndReport.edition.desc())
        .limit(1)
    )
    return newest or 0


def frozen_report(edition_id: int, *, asker: Asker) -> Report:
    """Return an edition exactly as it was frozen."""
    stored = db.session.scalar(
        select(YearEndReport).where(YearEndReport.id == edition_id, YearEndReport.government_id == asker.government_id)
    )
    if stored is None:
        raise NotFound("ไม่พบรายงานฉบับนี้")
    lines = db.session.scalars(
        select(ReportLine.content).where(ReportLine.report_id == stored.id).order_by(ReportLine.number)
    )
    return report_from_json({"head": stored.head, "lines": list(lines)})


def heading(fiscal_year: FiscalYear, *, as_of: date, asker: Asker) -> Heading:
    """Return whose report it is, of which year and day."""
    government = people_queries.government(asker)
    return Heading(
        government_name=government.name,
        district=government.district,
        province=government.province,
        fiscal_year=fiscal_year.buddhist_year,
        as_of=as_of,
        assessed_year=fiscal_year.buddhist_year - 1,
    )


def measure_records(fiscal_year: FiscalYear, *, asker: Asker) -> list[MeasureRecord]:
    """Return every published measure of a year with its steps, a past one with what is on record; two queries."""
    ours = (Measure.government_id == asker.government_id, Measure.fiscal_year == fiscal_year)
    steps: dict[int, list[StepRecord]] = defaultdict(list)
    for step, past in db.session.execute(
        select(Step, PastResult)
        .join(Measure, Measure.id == Step.measure_id)
        .outerjoin(PastResult, PastResult.step_id == Step.id)
        .where(*ours)
        .order_by(Step.number)
    ):
        steps[step.measure_id].append(StepRecord(step.number, step.text, _stated(past)))
    year_assessed = fiscal_year.buddhist_year - 1
    of_the_whole = (PastResult.measure_id == Measure.id) & PastResult.step_id.is_(None)
    return [
        MeasureRecord(
            number=measure.number,
            title=measure.title,
            kind=measure.kind or "",
            indicators=tuple(
                f"ตัวชี้วัดที่ {number} {ita.indicator_name(number, year_assessed)}" for number in measure.indicators
            ),
            owner_text=measure.owners_text,
            period_text=measure.period_text or _period(measure),
            steps=tuple(steps[measure.id]),
            stated=_stated(past),
            is_cancelled=measure.cancelled_at is not None,
            cancelled_reason=measure.cancelled_reason,
        )
        for measure, past in db.session.execute(
            select(Measure, PastResult).outerjoin(PastResult, of_the_whole).where(*ours).order_by(Measure.number)
        )
    ]


def _stated(past: PastResult | None) -> StatedRecord | None:
    return None if past is None else StatedRecord(past.was_done, past.result, past.outcome)


def task_records(fiscal_year: FiscalYear, *, as_of: date, asker: Asker) -> list[TaskRecord]:
    """Return what each unit did by a day, from the append-only history."""
    tasks = task_queries.tasks_of_year(fiscal_year, asker=asker)
    ids = [task.id for task in tasks]
    states = task_queries.states_as_of(ids, asker=asker, as_of=as_of)
    texts = task_queries.latest_texts(ids, asker=asker, as_of=as_of)
    proofs = task_queries.evidence_counts(ids, asker=asker)
    positions = {unit.id: unit.position for unit in people_queries.all_units(asker)}
    nothing = task_queries.LatestTexts()
    records = []
    for task in tasks:
        state, words = states.get(task.id), texts.get(task.id, nothing)
        records.append(
            TaskRecord(
                measure_number=task.measure_number,
                step_number=task.step_number,
                unit_name=task.unit_name,
                unit_position=positions.get(task.unit_id, 0),
                is_lead=task.is_lead,
                occurrence=task.occurrence,
                occurrence_label=task.occurrence_label,
                starts_on=task.starts_on,
                due_on=task.due_on,
                state=(TaskState.NOT_STARTED if state is None else state.state).value,
                percent=0 if state is None else state.percent,
                summary=words.summary,
                outcome=words.outcome,
                problem=words.problem,
                reason=words.reason,
                evidence_count=proofs.get(task.id, 0),
                as_of=words.as_of,
                reported_at=words.reported_at,
            )
        )
    return records


def signatures(asker: Asker, *, on: date) -> list[Signature]:
    """Return who signs: the maker, the head of the office of the ปลัด, the ปลัด and the mayor, as of a day."""
    government = people_queries.government(asker)
    holders = people_queries.post_holders(asker, on=on)
    units = {unit.id: unit.name for unit in people_queries.all_units(asker)}
    office_heads = [
        holder
        for holder in holders
        if holder.role is Role.UNIT_HEAD and units.get(holder.unit_id or 0, "").startswith("สำนักปลัด")
    ]
    mayor, chief = (
        government.kind.mayor_title(government.name),
        government.kind.chief_administrator_title(government.name),
    )
    return [
        _signature("ผู้จัดทำรายงาน", _holding(holders, Role.COORDINATOR), ""),
        _signature("ผู้ตรวจสอบ", office_heads, "หัวหน้าสำนักปลัด"),
        _signature(f"ความเห็น{chief}", _holding(holders, Role.CHIEF_ADMINISTRATOR), chief, asks_opinion=True),
        _signature(f"ความเห็น{mayor}", _holding(holders, Role.MAYOR), mayor, asks_opinion=True),
    ]


def _holding(holders: list[PostHolder], role: Role) -> list[PostHolder]:
    return [holder for holder in holders if holder.role is role]


def _signature(label: str, holders: list[PostHolder], post: str, *, asks_opinion: bool = False) -> Signature:
    """Name the person in the post, the acting one before a regular one, or leave the line to be filled by hand."""
    if not holders:
        return Signature(label, position=post, asks_opinion=asks_opinion)
    holder = max(holders, key=lambda candidate: candidate.is_acting)
    if not holder.is_acting:
        return Signature(label, holder.name, post or holder.position, asks_opinion=asks_opinion)
    acting_for = f"รักษาราชการแทน {post or holder.title}"
    return Signature(label, holder.name, holder.position, acting_for, holder.authority, asks_opinion=asks_opinion)


def _period(measure: Measure) -> str:
    if measure.starts_on is None or measure.ends_on is None:
        return ""
    return f"{thai_date(measure.starts_on)} – {thai_date(measure.ends_on)}"
