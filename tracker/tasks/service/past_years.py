"""A past year is put on record from a result report: closed from the start, without tasks, reminding nobody."""

from dataclasses import dataclass
from datetime import datetime

from tracker import thai
from tracker.database import db
from tracker.documents.models import Document
from tracker.errors import NotNow, NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures import service as measures
from tracker.people import audit
from tracker.people.viewer import Asker, System, Viewer
from tracker.tasks import queries
from tracker.tasks.models import YearPlan
from tracker.tasks.service.entries import refuse_unless
from tracker.tasks.service.rights import may_arrange


@dataclass(frozen=True)
class PastYear:
    """What was put on record."""

    fiscal_year: FiscalYear
    measures: int
    score_years: tuple[int, ...] = ()
    """The ITA years whose overall scores the report brought."""


def record_past_year(
    document: Document,
    fiscal_year: FiscalYear | None = None,
    *,
    by: Asker,
    at: datetime,
    score_year: int | None = None,
) -> PastYear:
    """Put the year of a result report on record: measures, results, outcomes, closed; no task is ever made of it.

    `fiscal_year` is what a person chose, where the report states none or another; `score_year` is the year of a score
    the report states without one. `by` is the coordinator, or the installation when the command line records.
    """
    refuse_unless(isinstance(by, System) or may_arrange(by), "บันทึกปีที่ผ่านมาได้เฉพาะผู้ประสานงาน ITA")
    measures.refuse_unless_result_report(document)
    year = fiscal_year or measures.year_stated(document)
    if year is None:
        raise NotValid("เอกสารไม่ได้ระบุปีงบประมาณที่รายงานไว้ชัดเจน กรุณาเลือกปีงบประมาณก่อนบันทึก")
    _refuse_if_not_past(year, document, by=by, at=at)
    made = measures.make_past_measures(document, year, by=by, at=at)
    person_id = by.person_id if isinstance(by, Viewer) else None
    db.session.add(
        YearPlan(
            government_id=by.government_id,
            fiscal_year=year,
            opened_at=at,
            opened_by_id=person_id,
            closed_at=at,
            closed_by_id=person_id,
            document_id=document.id,
        )
    )
    db.session.flush()  # The database is the last to say that nobody recorded this year a moment ago.
    scores = measures.record_past_scores(document, by=by, at=at, overall_of=score_year)
    details = {"document": document.id, "measures": len(made)}
    audit.record("past_year_recorded", str(int(year)), by=by, at=at, details=details)
    return PastYear(year, len(made), tuple(scores))


def take_back_past_year(document: Document, reason: str, *, by: Asker, at: datetime) -> FiscalYear:
    """Take a past year off the record; what people confirmed of its rows stays, so that it can be put right."""
    refuse_unless(isinstance(by, System) or may_arrange(by), "ถอนการบันทึกปีที่ผ่านมาได้เฉพาะผู้ประสานงาน ITA")
    reason = thai.clean(reason)
    if not reason:
        raise NotValid("กรุณาพิมพ์เหตุผลที่ถอนการบันทึก")
    plan = queries.past_year(document.id, asker=by)
    if plan is None:
        raise NotNow("เอกสารนี้ยังไม่ได้บันทึกเป็นปีที่ผ่านมา")
    year = plan.fiscal_year
    db.session.delete(plan)
    db.session.flush()  # Before its measures, so that the year is free again whatever follows.
    removed = measures.remove_past_measures(document, by=by)
    measures.forget_past_scores(document, by=by)
    details = {"document": document.id, "measures": removed, "reason": reason}
    audit.record("past_year_taken_back", f"{int(year)}: {thai.one_line(reason)}", by=by, at=at, details=details)
    return year


def _refuse_if_not_past(year: FiscalYear, document: Document, *, by: Asker, at: datetime) -> None:
    if year >= FiscalYear.of(thai.day_of(at)):
        raise NotNow(f"{year.label} ยังไม่สิ้นสุด จึงบันทึกเป็นปีที่ผ่านมาไม่ได้ กรุณาตรวจว่าเลือกปีถูกต้อง")
    plan = queries.year_plan(year, asker=by)
    if plan is not None and plan.document_id is None:
        state = "เปิดอยู่" if plan.closed_at is None else "ปิดแล้ว"
        raise NotNow(f"{year.label}{state}ในระบบและมีผลของตนเอง จึงบันทึกจากรายงานผลทับไม่ได้")
    if queries.past_year(document.id, asker=by) is not None:
        raise NotNow("เอกสารนี้บันทึกเป็นปีที่ผ่านมาแล้ว")
