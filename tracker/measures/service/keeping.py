"""Measures typed by hand, corrected before tasks are made of them, and cancelled."""

from datetime import datetime

from sqlalchemy import delete

from tracker import thai
from tracker.database import db
from tracker.errors import NotNow, NotValid
from tracker.measures import queries
from tracker.measures.models import Measure, MeasureOwner, Step
from tracker.measures.service import numbering, wording
from tracker.measures.service.deciding import refuse_if_opened
from tracker.measures.service.reviewing import new_measure
from tracker.measures.service.wording import Approval
from tracker.people import audit
from tracker.people import queries as people_queries
from tracker.people.viewer import Asker


def add_measure(approval: Approval, *, by: Asker, at: datetime) -> Measure:
    """Add a measure that stands in no document."""
    numbering.take_turns(by)
    measure = new_measure(approval, people_queries.owner_names(by), by=by, at=at)
    measure.number = numbering.next_number(approval.fiscal_year, by=by)
    db.session.add(measure)
    db.session.flush()  # The page the person is sent to needs its id.
    audit.record("measure_added", measure.title, by=by, at=at, details={"measure": measure.id})
    return measure


def correct(measure: Measure, approval: Approval, *, by: Asker, at: datetime) -> Measure:
    """Correct a measure before tasks are made of it; what the machine read stays as it was read."""
    refuse_if_opened(measure, by=by)
    if measure.cancelled_at is not None:
        raise NotNow("มาตรการนี้ยกเลิกแล้ว จึงแก้ไขไม่ได้")
    known = {owner.text: owner for owner in measure.owners}
    before = measure.title
    wording.write(measure, approval)
    owners = wording.owners_of(approval, by.government_id, people_queries.owner_names(by))
    for owner in owners:
        if owner.unit_id is None and owner.text in known:
            owner.scope, owner.unit_id = known[owner.text].scope, known[owner.text].unit_id
    db.session.execute(delete(MeasureOwner).where(MeasureOwner.measure_id == measure.id))
    db.session.execute(delete(Step).where(Step.measure_id == measure.id))
    steps = wording.steps_of(approval, by.government_id)
    for owner in owners:
        owner.measure_id = measure.id
    for step in steps:
        step.measure_id = measure.id
    db.session.add_all([*owners, *steps])
    db.session.flush()  # So that the measure can be read again with its new steps and owners.
    db.session.expire(measure, ["steps", "owners"])
    audit.record("measure_corrected", before, by=by, at=at, details={"measure": measure.id})
    return queries.measure(measure.id, by)


def cancel_measure(measure: Measure, reason: str, *, by: Asker, at: datetime) -> None:
    """Cancel a measure before tasks are made of it (merged into another, or superseded); its number stays its own."""
    reason = thai.clean(reason)
    if not reason:
        raise NotValid("กรุณาพิมพ์เหตุผลที่ยกเลิก")
    refuse_if_opened(measure, by=by)
    if measure.cancelled_at is not None:
        raise NotNow("มาตรการนี้ยกเลิกไปแล้ว")
    measure.cancelled_at, measure.cancelled_reason = at, reason
    audit.record("measure_cancelled", measure.title, by=by, at=at, details={"measure": measure.id})
