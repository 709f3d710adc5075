"""Who does a task, by when, and whether at all: delegating, rescheduling, cancelling."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker import thai
from tracker.errors import NotNow, NotValid
from tracker.people import queries as people
from tracker.people.queries import PostHolder
from tracker.people.viewer import Asker, Viewer
from tracker.tasks.models import ProgressUpdate, Task, TaskState, UpdateKind, Via
from tracker.tasks.service.entries import (
    Entry,
    Words,
    day_of_decision,
    enter,
    open_for_change,
    refuse_if_changed_by_others,
    refuse_unless,
)
from tracker.tasks.service.rights import Ownership, may_arrange, may_delegate
from tracker.tasks.service.verification import Remark

NOT_YOURS_TO_DELEGATE = "มอบหมายงานได้เฉพาะหัวหน้าหน่วยงานและผู้ประสานงาน ITA"


@dataclass(frozen=True)
class Delegation:
    """Who shall do a task from now on; nobody in particular when empty."""

    assignee_id: int | None
    revision: int
    note: str = ""


@dataclass(frozen=True)
class Rescheduling:
    """New dates of a task, and why."""

    starts_on: date
    due_on: date
    reason: str
    revision: int


def candidates(task: Ownership, *, asker: Asker, on: date) -> list[PostHolder]:
    """Return who a task can be delegated to: the people of its unit's whole division, heads first."""
    parents = {unit.id: unit.parent_id for unit in people.all_units(asker)}
    top = task.unit_id
    while (above := parents.get(top)) is not None:
        top = above
    return people.members({top}, asker=asker, on=on)


def delegate(task: Task, delegation: Delegation, *, by: Viewer, at: datetime, via: Via = Via.WEB) -> ProgressUpdate:
    """Give a task to a member of the unit, or take it back."""
    open_for_change(task, by=by)
    refuse_unless(may_delegate(task, by), NOT_YOURS_TO_DELEGATE)
    refuse_if_changed_by_others(task, delegation.revision, by=by)
    _refuse_finished(task)
    name = _name_of(task, delegation.assignee_id, by=by, on=thai.day_of(at))
    words = "ยกเลิกการมอบหมาย" if name is None else f"มอบหมายให้ {name}"
    note = thai.clean(delegation.note)
    task.assignee_id, task.assigned_at = delegation.assignee_id, at
    return _enter(task, UpdateKind.DELEGATION, f"{words}\n{note}" if note else words, by=by, at=at, via=via)


def reschedule(task: Task, new: Rescheduling, *, by: Viewer, at: datetime) -> ProgressUpdate:
    """Change the dates of a task within its year, with a reason that stays in its history."""
    open_for_change(task, by=by)
    refuse_unless(may_arrange(by), "เปลี่ยนกำหนดได้เฉพาะผู้ประสานงาน ITA")
    refuse_if_changed_by_others(task, new.revision, by=by)
    _refuse_finished(task)
    if new.due_on < new.starts_on:
        raise NotValid("วันครบกำหนดต้องไม่ก่อนวันเริ่มต้น")
    if new.starts_on not in task.fiscal_year or new.due_on not in task.fiscal_year:
        raise NotValid(f"วันเริ่มต้นและวันครบกำหนดต้องอยู่ใน{task.fiscal_year.label}")
    if not thai.clean(new.reason):
        raise NotValid("กรุณาพิมพ์เหตุผลที่เปลี่ยนกำหนด")
    before, after = thai.date_range(task.starts_on, task.due_on), thai.date_range(new.starts_on, new.due_on)
    task.starts_on, task.due_on = new.starts_on, new.due_on
    comment = f"จาก {before} เป็น {after}\nเหตุผล: {thai.clean(new.reason)}"
    return _enter(task, UpdateKind.RESCHEDULING, comment, by=by, at=at)


def cancel(task: Task, remark: Remark, *, by: Viewer, at: datetime) -> ProgressUpdate:
    """Cancel a task that was merged or superseded, with a reason; it stays in the report as cancelled."""
    open_for_change(task, by=by)
    refuse_unless(may_arrange(by), "ยกเลิกงานได้เฉพาะผู้ประสานงาน ITA")
    refuse_if_changed_by_others(task, remark.revision, by=by)
    if task.state is TaskState.CANCELLED:
        raise NotNow("งานนี้ถูกยกเลิกไปแล้ว")
    if not thai.clean(remark.text):
        raise NotValid("กรุณาพิมพ์เหตุผลที่ยกเลิกงาน เพราะเหตุผลจะอยู่ในรายงานผล")
    task.is_returned = False
    as_of = day_of_decision(task, at=at)
    words = Words(comment=remark.text).cleaned()
    entry = Entry(UpdateKind.CANCELLATION, TaskState.CANCELLED, task.percent, as_of, words)
    return enter(task, entry, by=by, at=at)


def _enter(
    task: Task, kind: UpdateKind, comment: str, *, by: Viewer, at: datetime, via: Via = Via.WEB
) -> ProgressUpdate:
    """Write an entry that leaves state and percent as they are."""
    words, as_of = Words(comment=comment).cleaned(), day_of_decision(task, at=at)
    return enter(task, Entry(kind, task.state, task.percent, as_of, words, via), by=by, at=at)


def _refuse_finished(task: Task) -> None:
    if not task.state.is_open:
        raise NotNow(f"งานนี้อยู่ในสถานะ “{task.state.label}” แล้ว จึงเปลี่ยนผู้ทำหรือกำหนดไม่ได้")


def _name_of(task: Task, person_id: int | None, *, by: Viewer, on: date) -> str | None:
    if person_id is None:
        return None
    for holder in candidates(task, asker=by, on=on):
        if holder.person_id == person_id:
            return holder.name
    raise NotValid("เลือกได้เฉพาะบุคคลในหน่วยงานที่รับผิดชอบงานนี้")
