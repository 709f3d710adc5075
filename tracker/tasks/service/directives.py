"""Directives (ข้อสั่งการ): given by the mayor or the ปลัด, acknowledged and closed by the unit."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker import thai
from tracker.database import db
from tracker.errors import NotFound, NotNow, NotValid
from tracker.fiscal_year import FiscalYear
from tracker.people import audit
from tracker.people import queries as people
from tracker.people.viewer import Viewer
from tracker.tasks import queries
from tracker.tasks.models import Directive, Via
from tracker.tasks.service.entries import refuse_unless
from tracker.tasks.service.rights import may_answer, may_direct
from tracker.tasks.service.undoing import UNDO_FOR

LONGEST_DIRECTIVE = 1_000


@dataclass(frozen=True)
class Order:
    """What a unit is told to do by when; about a task, about a measure, or about neither."""

    text: str
    unit_id: int
    due_on: date
    task_id: int | None = None
    measure_id: int | None = None


def give_directive(order: Order, *, by: Viewer, at: datetime) -> Directive:
    """Give one unit a directive."""
    refuse_unless(may_direct(by), "ออกข้อสั่งการได้เฉพาะนายกและปลัด")
    text, today = thai.clean(order.text), thai.day_of(at)
    if not text:
        raise NotValid("กรุณาพิมพ์ข้อสั่งการ")
    if len(text) > LONGEST_DIRECTIVE:
        raise NotValid(f"ข้อสั่งการยาวเกิน {LONGEST_DIRECTIVE:,} ตัวอักษร กรุณาย่อให้สั้นลง")
    if order.due_on < today:
        raise NotValid("วันครบกำหนดของข้อสั่งการต้องไม่ก่อนวันนี้")
    unit = people.unit(order.unit_id, asker=by)
    if unit.closed_on is not None:
        raise NotValid("หน่วยงานนี้ปิดแล้ว กรุณาเลือกหน่วยงานอื่น")
    fiscal_year, measure_id = _about(order, by=by, today=today)
    directive = Directive(
        government_id=by.government_id,
        fiscal_year=fiscal_year,
        measure_id=measure_id,
        task_id=order.task_id,
        unit_id=unit.id,
        text=text,
        due_on=order.due_on,
        given_by_id=by.person_id,
        given_at=at,
    )
    db.session.add(directive)
    db.session.flush()  # The page of the new directive needs its id.
    audit.record("directive_given", unit.name, by=by, at=at, details={"directive": directive.id})
    return directive


def acknowledge(directive: Directive, *, by: Viewer, at: datetime, via: Via = Via.WEB) -> Directive:
    """Say for the unit that the directive was read and will be carried out; saying so twice changes nothing."""
    _open(directive, by=by)
    if directive.acknowledged_at is None:
        directive.acknowledged_by_id, directive.acknowledged_at = by.person_id, at
        audit.record("directive_acknowledged", str(directive.id), by=by, at=at, details={"via": via.value})
    return directive


def take_back_acknowledgement(directive: Directive, *, by: Viewer, at: datetime) -> Directive:
    """Leave a directive unread again that one has just acknowledged, within ten minutes."""
    _open(directive, by=by)
    is_own = directive.acknowledged_by_id == by.person_id and directive.acknowledged_at is not None
    refuse_unless(is_own, "ถอนได้เฉพาะการรับทราบของท่านเอง")
    if directive.closed_at is not None or at > (directive.acknowledged_at or at) + UNDO_FOR:
        raise NotNow("ปิดข้อสั่งการแล้วหรือเกิน 10 นาทีแล้ว จึงถอนไม่ได้")
    directive.acknowledged_by_id, directive.acknowledged_at = None, None
    return directive


def close_directive(directive: Directive, note: str, *, by: Viewer, at: datetime) -> Directive:
    """Close a directive with what was done; a unit that closes has thereby acknowledged."""
    _open(directive, by=by)
    if directive.closed_at is not None:
        raise NotNow("ข้อสั่งการนี้ปิดไปแล้ว")
    told = thai.clean(note)
    if not told:
        raise NotValid("กรุณาพิมพ์ว่าได้ดำเนินการอย่างไร ผู้สั่งการจะได้ทราบ")
    if len(told) > LONGEST_DIRECTIVE:
        raise NotValid(f"ข้อความยาวเกิน {LONGEST_DIRECTIVE:,} ตัวอักษร กรุณาย่อให้สั้นลง")
    acknowledge(directive, by=by, at=at)
    directive.closed_by_id, directive.closed_at, directive.closing_note = by.person_id, at, told
    audit.record("directive_closed", str(directive.id), by=by, at=at)
    return directive


def _open(directive: Directive, *, by: Viewer) -> None:
    if directive.government_id != by.government_id:
        raise NotFound("ไม่พบข้อสั่งการนี้")
    refuse_unless(may_answer(directive, by), "รับทราบหรือปิดข้อสั่งการได้เฉพาะหัวหน้าหน่วยงานที่ได้รับ และผู้ประสานงาน ITA")
    db.session.refresh(directive, with_for_update=True)


def _about(order: Order, *, by: Viewer, today: date) -> tuple[FiscalYear, int | None]:
    """Return the year and the measure a directive is about; refuse what belongs to another office."""
    if order.task_id is not None:
        task = queries.task(order.task_id, viewer=by)
        return task.fiscal_year, task.measure_id
    if order.measure_id is not None:
        return queries.year_of_measure(order.measure_id, asker=by), order.measure_id
    return FiscalYear.of(today), None
