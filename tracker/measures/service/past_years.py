"""The measures of a past year: made of a result report's confirmed rows, all at once, and taken back all at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from tracker.database import db
from tracker.documents.models import Document, ProposedMeasure
from tracker.errors import NotNow, NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries
from tracker.measures.models import Measure, MeasureOwner, PastResult, Step
from tracker.measures.service import numbering, wording
from tracker.measures.service.confirming import PastMeasure, as_confirmed, refuse_unless_result_report
from tracker.measures.service.reviewing import new_measure
from tracker.measures.service.stated import Stated
from tracker.measures.service.wording import Approval, Timing
from tracker.people import queries as people_queries
from tracker.people.viewer import Asker


def year_stated(document: Document) -> FiscalYear | None:
    """Return the year a result report tells of; None where it states none, or two different ones."""
    stated = {year for year in (document.assessed_year, document.measures_year) if year is not None}
    return FiscalYear(stated.pop()) if len(stated) == 1 else None


def make_past_measures(document: Document, fiscal_year: FiscalYear, *, by: Asker, at: datetime) -> list[Measure]:
    """Make the measures of a past year, with what came of each step, of a result report's confirmed rows."""
    refuse_unless_result_report(document)
    numbering.take_turns(by)
    _refuse_if_not_ready(document, fiscal_year, by=by)
    rows = queries.confirmed_rows(document.id, asker=by)
    if not rows:
        raise NotNow("ไม่มีแถวที่ยืนยัน จึงไม่มีอะไรให้บันทึก กรุณายืนยันอย่างน้อยหนึ่งแถว")
    names = people_queries.owner_names(by)
    made: list[tuple[Measure, tuple[Stated, ...]]] = []
    for number, (proposal, review) in enumerate(rows, 1):
        row = as_confirmed(proposal, review.corrected)
        measure = new_measure(_approval(row, proposal, fiscal_year), names, by=by, at=at)
        measure.number, measure.document_id, measure.review_id = number, document.id, review.id
        made.append((measure, row.stated))
    measures = [measure for measure, _ in made]
    steps = [list(measure.steps) for measure in measures]
    db.session.add_all(measures)
    db.session.flush()  # Results point at the measures and their steps.
    for (measure, stated), own in zip(made, steps, strict=True):
        db.session.add_all(_past_result(one, measure, own) for one in stated)
    db.session.flush()  # From here on the year counts as a past one.
    return measures


def remove_past_measures(document: Document, *, by: Asker) -> int:
    """Take back the measures made of a result report; what people confirmed of its rows stays. Return how many."""
    numbering.take_turns(by)
    ours = select(Measure.id).where(Measure.government_id == by.government_id, Measure.document_id == document.id)
    ids = list(db.session.scalars(ours))
    try:
        for table in (PastResult, MeasureOwner, Step):
            db.session.execute(delete(table).where(table.measure_id.in_(ids)))
        db.session.execute(delete(Measure).where(Measure.id.in_(ids)))
    except IntegrityError as error:  # A directive was given about one of them.
        raise NotNow("มีข้อสั่งการที่อ้างถึงมาตรการของปีนี้แล้ว จึงถอนการบันทึกไม่ได้") from error
    db.session.expire_all()
    return len(ids)


def _refuse_if_not_ready(document: Document, fiscal_year: FiscalYear, *, by: Asker) -> None:
    recorded = queries.past_year_from(document.id, asker=by)
    if recorded is not None:
        raise NotNow(f"เอกสารนี้บันทึกเป็น{recorded.label} แล้ว")
    if queries.is_past_year(fiscal_year, asker=by):
        raise NotNow(f"{fiscal_year.label} บันทึกเป็นปีที่ผ่านมาจากรายงานผลอีกฉบับแล้ว หากฉบับนี้ถูกต้องกว่า ให้ถอนการบันทึกฉบับเดิมก่อน")
    own = db.session.scalar(
        select(func.count()).where(Measure.government_id == by.government_id, Measure.fiscal_year == fiscal_year)
    )
    if own:
        raise NotNow(f"{fiscal_year.label} มีมาตรการในระบบแล้ว {own} มาตรการ จึงบันทึกทับไม่ได้ กรุณาตรวจว่าเลือกปีถูกต้อง")
    waiting = len(queries.rows_to_confirm(document, asker=by))
    if waiting:
        raise NotNow(f"ยังมี {waiting} แถวที่ยังไม่ได้พิจารณา กรุณายืนยันหรือเลือกไม่นำมาใช้ให้ครบทุกแถวก่อน")


def _approval(row: PastMeasure, proposal: ProposedMeasure, fiscal_year: FiscalYear) -> Approval:
    return Approval(
        fiscal_year=fiscal_year,
        title=row.title,
        timing=_timing(row, proposal, fiscal_year),
        steps=row.steps,
        owners=row.owners,
        kind=row.kind,
        indicators=row.indicators,
        analysis=proposal.analysis,
        item_refs=tuple(proposal.item_refs),
        monitoring=proposal.monitoring,
    )


def _timing(row: PastMeasure, proposal: ProposedMeasure, fiscal_year: FiscalYear) -> Timing:
    """Return when it was carried out; what cannot be understood stays as printed, for the year is over."""
    try:
        if row.period_text == proposal.period_raw:
            return wording.timing_as_read(proposal, fiscal_year)
        return wording.timing_of(row.period_text, fiscal_year)
    except NotValid:
        return Timing(row.period_text)


def _past_result(stated: Stated, measure: Measure, steps: Sequence[Step]) -> PastResult:
    return PastResult(
        government_id=measure.government_id,
        measure_id=measure.id,
        step_id=None if stated.step is None else steps[stated.step - 1].id,
        was_done=stated.was_done,
        result=stated.result,
        outcome=stated.outcome,
        reason=stated.reason,
    )
