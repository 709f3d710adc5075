"""Days somebody is on leave or away, so that others hear in their place."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.database import db
from tracker.errors import NotAllowed, NotNow, NotValid
from tracker.people import audit, queries
from tracker.people.models import Absence
from tracker.people.roles import Role
from tracker.people.viewer import Viewer
from tracker.thai import date_range, day_of, one_line

_LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class AbsenceTerms:
    """Who is away from when to when, and who hears meanwhile."""

    person_id: int
    starts_on: date
    ends_on: date
    deputy_id: int | None = None
    note: str = ""


def may_enter_for_anybody(viewer: Viewer) -> bool:
    """Tell whether a person enters the absences of others: the coordinator and the administrator."""
    return viewer.is_any(Role.COORDINATOR, Role.ADMINISTRATOR)


def enter_absence(terms: AbsenceTerms, *, by: Viewer, at: datetime) -> Absence:
    """Write down that somebody is away; everybody for themselves, the coordinator and administrator for anybody."""
    _refuse_unless_theirs(terms.person_id, by)
    if terms.ends_on < terms.starts_on:
        raise NotValid("วันสุดท้ายต้องไม่ก่อนวันแรก")
    if terms.ends_on < day_of(at):
        raise NotValid("วันลาที่ผ่านไปแล้วไม่ต้องบันทึก")
    if terms.ends_on - terms.starts_on > _LONGEST:
        raise NotValid("บันทึกได้ครั้งละไม่เกินหนึ่งปี หากพ้นจากตำแหน่งให้ผู้ดูแลระบบสิ้นสุดตำแหน่งแทน")
    if terms.deputy_id == terms.person_id:
        raise NotValid("ผู้รับแทนต้องเป็นคนอื่น")
    person = queries.person(terms.person_id, asker=by)
    if terms.deputy_id is not None and not queries.person(terms.deputy_id, asker=by).is_active:
        raise NotValid("ผู้รับแทนปิดบัญชีไปแล้ว กรุณาเลือกคนอื่น")
    entered = Absence(
        government_id=by.government_id,
        person_id=person.id,
        deputy_id=terms.deputy_id,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        note=one_line(terms.note),
        entered_by_id=by.person_id,
        entered_at=at,
    )
    db.session.add(entered)
    details = {"days": date_range(terms.starts_on, terms.ends_on)}
    audit.record("absence_entered", person.username, by=by, at=at, details=details)
    return entered


def cancel_absence(absence: Absence, *, by: Viewer, at: datetime) -> None:
    """Take an absence back: the person is here and hears again."""
    _refuse_unless_theirs(absence.person_id, by)
    if absence.cancelled_at is not None:
        raise NotNow("วันลานี้ยกเลิกไปแล้ว")
    absence.cancelled_at = at
    audit.record("absence_cancelled", queries.person(absence.person_id, asker=by).username, by=by, at=at)


def _refuse_unless_theirs(person_id: int, by: Viewer) -> None:
    if person_id != by.person_id and not may_enter_for_anybody(by):
        raise NotAllowed("บันทึกวันลาแทนผู้อื่นได้เฉพาะผู้ประสานงาน ITA และผู้ดูแลระบบ")
