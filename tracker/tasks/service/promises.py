"""รับทราบ จะเสร็จวันที่ …: somebody has seen a late task and names a day."""

from datetime import date, datetime

from sqlalchemy import select

from tracker import thai
from tracker.database import db
from tracker.errors import NotFound, NotNow, NotValid
from tracker.people.viewer import Viewer
from tracker.tasks.models import Commitment, Task, Via
from tracker.tasks.service.entries import open_for_change, refuse_unless
from tracker.tasks.service.progress import NOT_YOURS_TO_REPORT
from tracker.tasks.service.rights import may_report
from tracker.tasks.service.undoing import UNDO_FOR


def promise(task: Task, promised_on: date, *, by: Viewer, at: datetime, via: Via = Via.WEB) -> Commitment:
    """Keep the day somebody says a task will be done on; the due date stays as it is."""
    open_for_change(task, by=by)
    refuse_unless(may_report(task, by), NOT_YOURS_TO_REPORT)
    if not task.state.is_open:
        raise NotNow(f"งานนี้อยู่ในสถานะ “{task.state.label}” แล้ว")
    if promised_on < thai.day_of(at):
        raise NotValid("วันที่จะเสร็จต้องไม่ก่อนวันนี้")
    if promised_on > task.fiscal_year.last_day:
        raise NotValid(f"วันที่จะเสร็จต้องไม่เกิน {thai.screen_date(task.fiscal_year.last_day)}")
    commitment = Commitment(
        government_id=task.government_id,
        task_id=task.id,
        person_id=by.person_id,
        made_at=at,
        via=via,
        promised_on=promised_on,
    )
    db.session.add(commitment)
    db.session.flush()
    return commitment


def withdraw_promise(promise_id: int, *, by: Viewer, at: datetime) -> Commitment:
    """Take back a day one has just named, within ten minutes."""
    found = db.session.scalar(
        select(Commitment).where(Commitment.id == promise_id, Commitment.government_id == by.government_id)
    )
    if found is None or found.person_id != by.person_id:
        raise NotFound("ไม่พบรายการนี้")
    open_for_change(db.session.get_one(Task, found.task_id), by=by)
    if at > found.made_at + UNDO_FOR:
        raise NotNow("เกิน 10 นาทีแล้วจึงถอนไม่ได้")
    found.withdrawn_at = found.withdrawn_at or at
    return found
