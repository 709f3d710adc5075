"""Verifying what was submitted, or sending it back; never one's own."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tracker import thai
from tracker.database import db
from tracker.errors import NotAllowed, NotNow, NotValid
from tracker.people.viewer import Viewer
from tracker.tasks.models import ProgressUpdate, Task, TaskState, UpdateKind
from tracker.tasks.service.entries import (
    Entry,
    Words,
    enter,
    open_for_change,
    refuse_if_changed_by_others,
    refuse_unless,
)
from tracker.tasks.service.rights import may_verify

_NOT_YOURS = "ตรวจงานได้เฉพาะผู้ประสานงาน ITA และปลัด"
_RETURNABLE = {TaskState.SUBMITTED, TaskState.DONE, TaskState.NOT_DONE}


@dataclass(frozen=True)
class Remark:
    """What a person says with a decision; `revision` is that of the page they saw."""

    text: str
    revision: int


def verify(task: Task, remark: Remark, *, by: Viewer, at: datetime) -> ProgressUpdate:
    """Accept what was submitted; it counts for the day the submission speaks of, also when verified in October."""
    submission = _open(task, remark, by=by)
    if task.state is not TaskState.SUBMITTED or submission is None:
        raise NotNow(f"งานนี้อยู่ในสถานะ “{task.state.label}” จึงไม่มีผลที่รอตรวจ")
    if submission.reported_by_id == by.person_id:
        raise NotAllowed("ท่านเป็นผู้ส่งผลของงานนี้เอง ต้องให้ผู้อื่นเป็นผู้ตรวจ")
    words = Words(comment=remark.text).cleaned()
    entry = Entry(UpdateKind.VERIFICATION, TaskState.DONE, 100, submission.as_of, words)
    return enter(task, entry, by=by, at=at)


def return_for_correction(task: Task, remark: Remark, *, by: Viewer, at: datetime) -> ProgressUpdate:
    """Send back what was submitted or finished, with a comment that says what is missing."""
    submission = _open(task, remark, by=by)
    if task.state not in _RETURNABLE or submission is None:
        raise NotNow(f"งานนี้อยู่ในสถานะ “{task.state.label}” จึงไม่มีผลให้ส่งกลับ")
    if not thai.clean(remark.text):
        raise NotValid("กรุณาพิมพ์ว่าต้องแก้ไขอะไร ผู้รับผิดชอบจะได้แก้ถูก")
    words = Words(comment=remark.text).cleaned()
    entry = Entry(UpdateKind.RETURN, TaskState.IN_PROGRESS, _percent_before(submission), submission.as_of, words)
    task.is_returned = True
    return enter(task, entry, by=by, at=at)


def last_submission(task_id: int) -> ProgressUpdate | None:
    """Return the newest submission of a task that was not taken back."""
    undone = select(ProgressUpdate.undoes_id).where(
        ProgressUpdate.task_id == task_id, ProgressUpdate.undoes_id.is_not(None)
    )
    return db.session.scalar(
        select(ProgressUpdate)
        .where(
            ProgressUpdate.task_id == task_id,
            ProgressUpdate.kind == UpdateKind.SUBMISSION,
            ProgressUpdate.id.not_in(undone),
        )
        .order_by(ProgressUpdate.id.desc())
        .limit(1)
    )


def _open(task: Task, remark: Remark, *, by: Viewer) -> ProgressUpdate | None:
    open_for_change(task, by=by)
    refuse_unless(may_verify(by), _NOT_YOURS)
    refuse_if_changed_by_others(task, remark.revision, by=by)
    return last_submission(task.id)


def _percent_before(submission: ProgressUpdate) -> int:
    """Return how far the task was before it was submitted; what was returned is not at 100."""
    percent = db.session.scalar(
        select(ProgressUpdate.percent)
        .where(
            ProgressUpdate.task_id == submission.task_id,
            ProgressUpdate.id < submission.id,
            ProgressUpdate.state_after == TaskState.IN_PROGRESS,
        )
        .order_by(ProgressUpdate.id.desc())
        .limit(1)
    )
    return percent or 0
