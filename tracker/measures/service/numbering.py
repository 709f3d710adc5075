"""The numbers of a year's measures: 1 to n, in the order of the documents, until tasks are made of them."""

from sqlalchemy import func, select

from tracker.database import db
from tracker.documents.models import ProposedMeasure
from tracker.errors import NotNow
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries
from tracker.measures.models import Measure, Review
from tracker.measures.queries.plan import is_closed
from tracker.people.models import LocalGovernment
from tracker.people.viewer import Asker


def take_turns(by: Asker) -> None:
    """Let one decision of an office wait for another, so that no number is given and no proposal decided twice."""
    office = select(LocalGovernment.id).where(LocalGovernment.id == by.government_id)
    db.session.execute(office.with_for_update(key_share=True))


def refuse_if_closed(fiscal_year: FiscalYear, *, by: Asker) -> None:
    """Refuse to change anything in a year that a person closed, with or without tasks."""
    if is_closed(fiscal_year, asker=by):
        raise NotNow(f"{fiscal_year.label} ปิดแล้ว จึงเพิ่ม แก้ไข หรือยกเลิกมาตรการไม่ได้ กรุณาตรวจว่าเลือกปีถูกต้อง")


def next_number(fiscal_year: FiscalYear, *, by: Asker) -> int:
    """Return the number after the last of a year; a past year on record, or a closed one, takes no more measures."""
    if queries.is_past_year(fiscal_year, asker=by):
        raise NotNow(f"{fiscal_year.label} บันทึกเป็นปีที่ผ่านมาแล้ว จึงเพิ่มมาตรการไม่ได้")
    refuse_if_closed(fiscal_year, by=by)
    last = db.session.scalar(
        select(func.max(Measure.number)).where(
            Measure.government_id == by.government_id, Measure.fiscal_year == fiscal_year
        )
    )
    return (last or 0) + 1


def put_in_order(fiscal_year: FiscalYear, *, by: Asker) -> None:
    """Number the measures of a year as their documents do, those typed by hand last; open years keep their numbers."""
    if queries.has_tasks(fiscal_year, asker=by):
        return
    rows = db.session.execute(
        select(Measure, ProposedMeasure.document_id, ProposedMeasure.seq)
        .outerjoin(Review, Review.id == Measure.review_id)
        .outerjoin(ProposedMeasure, ProposedMeasure.id == Review.proposed_measure_id)
        .where(Measure.government_id == by.government_id, Measure.fiscal_year == fiscal_year)
    ).all()
    ordered = sorted(rows, key=lambda row: (row[1] is None, row[1] or 0, row[2] or row[0].number, row[0].id))
    moved = [(number, row[0]) for number, row in enumerate(ordered, 1) if row[0].number != number]
    for number, measure in moved:
        measure.number = -number
    db.session.flush()  # A number is free for its new measure only after the old one let go of it.
    for number, measure in moved:
        measure.number = number
    db.session.flush()
