"""What must be decided before the year can be opened: whom an owner means, and when a measure is carried out."""

from datetime import date, datetime

from sqlalchemy import select

from tracker import thai
from tracker.database import db
from tracker.errors import NotNow, NotValid
from tracker.measures import queries
from tracker.measures.models import Measure, MeasureOwner, OwnerScope
from tracker.measures.service import numbering, wording
from tracker.people import audit
from tracker.people import queries as people_queries
from tracker.people import service as people
from tracker.people.viewer import Asker


def match_owner(owner_id: int, unit_id: int, *, by: Asker, at: datetime) -> MeasureOwner:
    """Say which unit an owner means; the same words in other measures mean it too, now and later."""
    owner = queries.owner(owner_id, by)
    people_queries.unit(unit_id, asker=by)
    if owner.unit_id not in {None, unit_id}:
        refuse_if_opened(queries.measure(owner.measure_id, by), by=by)
    match_text(owner.text, unit_id, by=by, at=at)
    owner.scope, owner.unit_id = OwnerScope.UNIT, unit_id
    return owner


def match_text(text: str, unit_id: int, *, by: Asker, at: datetime) -> int:
    """Remember which unit an owner's words mean, and match them in every measure; return in how many owners."""
    people.remember_alias(text, unit_id, by=by, at=at)
    owners = _unmatched(text, by=by)
    for owner in owners:
        owner.unit_id = unit_id
    return len(owners)


def match_owner_to_scope(owner_id: int, scope: OwnerScope, *, by: Asker, at: datetime) -> MeasureOwner:
    """Say that an owner means every unit, or every unit that serves the public; the same words elsewhere too."""
    owner = queries.owner(owner_id, by)
    if owner.unit_id is not None or owner.scope is not OwnerScope.UNIT:
        refuse_if_opened(queries.measure(owner.measure_id, by), by=by)
    for same in {owner, *_unmatched(owner.text, by=by)}:
        same.scope, same.unit_id = scope, None
    audit.record("owner_matched", owner.text, by=by, at=at, details={"scope": scope.value})
    return owner


def set_period(measure_id: int, text: str, *, by: Asker, at: datetime) -> Measure:
    """Say when a measure is carried out, in the words of an office; words that say no time are refused."""
    measure = _unopened(measure_id, by=by)
    if not thai.one_line(text):
        raise NotValid(f"กรุณาพิมพ์ช่วงเวลา {wording.PERIOD_EXAMPLES}")
    return _keep(measure, wording.understood_timing(text, measure.fiscal_year), by=by, at=at)


def set_dates(measure_id: int, starts_on: date, ends_on: date, *, by: Asker, at: datetime) -> Measure:
    """Say when a measure is carried out, by its first and last day; its printed words stay."""
    measure = _unopened(measure_id, by=by)
    timing = wording.timing_of(measure.period_text, measure.fiscal_year, (starts_on, ends_on))
    return _keep(measure, timing, by=by, at=at)


def refuse_if_opened(measure: Measure, *, by: Asker) -> None:
    """Refuse to change a measure of a closed year, or one whose tasks are out: from then on the tasks are changed."""
    if queries.is_on_record(measure.id, asker=by):
        raise NotNow("มาตรการนี้บันทึกเป็นปีที่ผ่านมาแล้ว จึงแก้ไขไม่ได้ หากบันทึกผิด ให้ถอนการบันทึกที่หน้าเอกสารรายงานผล")
    numbering.refuse_if_closed(measure.fiscal_year, by=by)
    if queries.ids_with_tasks([measure.id], asker=by):
        raise NotNow("มาตรการนี้เปิดงานให้หน่วยงานแล้ว จึงแก้ไขหรือยกเลิกที่มาตรการไม่ได้ กรุณาแก้ไขที่งานของหน่วยงานแทน")


def _unopened(measure_id: int, *, by: Asker) -> Measure:
    measure = queries.measure(measure_id, by)
    refuse_if_opened(measure, by=by)
    return measure


def _keep(measure: Measure, timing: wording.Timing, *, by: Asker, at: datetime) -> Measure:
    wording.put_timing(measure, timing)
    audit.record("period_set", str(measure.id), by=by, at=at, details={"text": timing.text})
    return measure


def _unmatched(text: str, *, by: Asker) -> list[MeasureOwner]:
    wanted = thai.without_spaces(text)
    owners = db.session.scalars(
        select(MeasureOwner).where(
            MeasureOwner.government_id == by.government_id,
            MeasureOwner.unit_id.is_(None),
            MeasureOwner.scope == OwnerScope.UNIT,
        )
    )
    return [owner for owner in owners if thai.without_spaces(owner.text) == wanted]
