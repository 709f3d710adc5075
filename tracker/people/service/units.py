"""Changes to the units of an office and to the other ways they are written."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from tracker.database import db
from tracker.errors import NotNow, NotValid
from tracker.people import audit, queries, service
from tracker.people.models import Unit, UnitAlias
from tracker.people.roles import UnitKind
from tracker.people.viewer import Asker
from tracker.thai import one_line, without_spaces


@dataclass(frozen=True)
class UnitTerms:
    """What a unit is: its name, kind, place in the tree, and whether it serves the public."""

    name: str
    kind: UnitKind
    parent_id: int | None
    serves_public: bool


def add(terms: UnitTerms, *, by: Asker, at: datetime) -> Unit:
    """Add a unit at the end of the office's list."""
    _refuse_taken(terms.name, None, by)
    unit = service.add_unit(terms.name, terms.kind, parent_id=terms.parent_id, by=by, at=at)
    unit.serves_public = terms.serves_public
    return unit


def change(unit: Unit, terms: UnitTerms, *, by: Asker, at: datetime) -> None:
    """Change a unit; the name it had stays as an alias, since documents go on using it."""
    name, before = one_line(terms.name), unit.name
    if not name:
        raise NotValid("กรุณาพิมพ์ชื่อหน่วยงาน")
    _refuse_taken(name, unit.id, by)
    _refuse_circle(unit, terms.parent_id, by)
    unit.name, unit.kind, unit.parent_id, unit.serves_public = name, terms.kind, terms.parent_id, terms.serves_public
    if without_spaces(before) != without_spaces(name):
        _forget_alias_text(name, by)
        db.session.flush()  # The old name is compared with the one that is stored.
        service.remember_alias(before, unit.id, by=by, at=at)
    audit.record("unit_changed", name, by=by, at=at, details={"before": before})


def close(unit: Unit, *, by: Asker, at: datetime, today: date) -> None:
    """Close a unit: it owns nothing new; what it did stays its own."""
    if unit.closed_on is not None:
        raise NotNow("หน่วยงานนี้ปิดไปแล้ว")
    below = [other.name for other in queries.units(by) if other.parent_id == unit.id]
    if below:
        raise NotNow(f"ยังปิดไม่ได้ เพราะมีหน่วยงานย่อยที่ยังเปิดอยู่: {', '.join(below)}")
    holders = [holder.name for holder in queries.post_holders(by, on=today) if holder.unit_id == unit.id]
    if holders:
        raise NotNow(f"ยังปิดไม่ได้ เพราะมีผู้ดำรงตำแหน่งอยู่: {', '.join(holders)} กรุณาสิ้นสุดหรือย้ายตำแหน่งก่อน")
    unit.closed_on = today
    audit.record("unit_closed", unit.name, by=by, at=at)


def reopen(unit: Unit, *, by: Asker, at: datetime) -> None:
    """Open a closed unit again."""
    unit.closed_on = None
    audit.record("unit_reopened", unit.name, by=by, at=at)


def move_up(unit: Unit, *, by: Asker) -> None:
    """Put a unit before the one now listed before it among those with the same unit above."""
    siblings = list(
        db.session.scalars(
            select(Unit)
            .where(Unit.government_id == by.government_id, Unit.parent_id.is_not_distinct_from(unit.parent_id))
            .order_by(Unit.position, Unit.id)
        )
    )
    place = siblings.index(unit)
    if place == 0:
        return
    before = siblings[place - 1]
    if before.position == unit.position:
        unit.position += 1  # Equal positions are told apart by age; make them differ before they are exchanged.
    before.position, unit.position = unit.position, before.position


def remember_alias(written: str, unit: Unit, *, by: Asker, at: datetime) -> None:
    """Remember another way a unit is written, unless it means another unit already."""
    known = queries.owner_names(by).get(without_spaces(written))
    if known is not None and known != unit.id:
        other = queries.unit(known, asker=by)
        raise NotNow(f"“{one_line(written)}” เป็นชื่อของ{other.name}อยู่แล้ว กรุณาลบออกจากหน่วยงานนั้นก่อน")
    service.remember_alias(written, unit.id, by=by, at=at)


def forget_alias(alias: UnitAlias, *, by: Asker, at: datetime) -> None:
    """Forget another way a unit is written; documents read from now on ask again."""
    db.session.delete(alias)
    audit.record("alias_forgotten", alias.written, by=by, at=at)


def _refuse_taken(name: str, unit_id: int | None, by: Asker) -> None:
    text = without_spaces(name)
    for other in queries.all_units(by):  # Names are unique over closed units too.
        if other.id != unit_id and without_spaces(other.name) == text:
            raise NotNow(f"มีหน่วยงาน “{other.name}” อยู่แล้ว" + ("" if other.is_open else " (ปิดไปแล้ว เปิดใช้งานอีกครั้งได้)"))
    known = queries.owner_names(by).get(text)
    if known is not None and known != unit_id:
        raise NotNow(f"“{one_line(name)}” เป็นชื่อเรียกอื่นของ{queries.unit(known, asker=by).name}อยู่แล้ว")


def _refuse_circle(unit: Unit, parent_id: int | None, by: Asker) -> None:
    if parent_id is None:
        return
    queries.unit(parent_id, asker=by)
    below = queries.with_descendants({unit.id}, {other.id: other.parent_id for other in queries.all_units(by)})
    if parent_id in below:
        raise NotValid("หน่วยงานเหนือขึ้นไปต้องไม่ใช่ตัวหน่วยงานเองหรือหน่วยงานย่อยของตน")


def _forget_alias_text(name: str, by: Asker) -> None:
    alias = db.session.scalar(
        select(UnitAlias).where(UnitAlias.government_id == by.government_id, UnitAlias.text == without_spaces(name))
    )
    if alias is not None:
        db.session.delete(alias)
