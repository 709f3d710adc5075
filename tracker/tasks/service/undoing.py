"""Taking back what one has just entered: the history keeps the entry and the one that undoes it."""

from datetime import datetime, timedelta

from sqlalchemy import select

from tracker.database import db
from tracker.errors import NotNow
from tracker.people.viewer import Viewer
from tracker.tasks.models import Evidence, ExtensionRequest, ExtensionState, ProgressUpdate, Task, UpdateKind, Via
from tracker.tasks.service.entries import Entry, enter, open_for_change, refuse_unless
from tracker.tasks.service.outdated import revive_request_ended_by
from tracker.tasks.service.rights import may_report

UNDO_FOR = timedelta(minutes=10)
UNDOABLE = frozenset({UpdateKind.REPORT, UpdateKind.SUBMISSION})
_DECISIONS = frozenset({ExtensionState.GRANTED, ExtensionState.REFUSED})


def undo(update_id: int, task: Task, *, by: Viewer, at: datetime, via: Via = Via.WEB) -> ProgressUpdate:
    """Take back one's own newest entry of a task within ten minutes; proof that came with it is withdrawn."""
    open_for_change(task, by=by)
    newest = newest_entry(task.id)
    if newest is not None and newest.undoes_id == update_id and newest.reported_by_id == by.person_id:
        return newest  # Pressed twice.
    if newest is None or newest.id != update_id or newest.kind not in UNDOABLE:
        raise NotNow("มีการบันทึกรายการอื่นของงานนี้ต่อจากนั้นแล้ว จึงถอนรายการนี้ไม่ได้ กรุณาบันทึกรายการใหม่แทน")
    refuse_unless(newest.reported_by_id == by.person_id and may_report(task, by), "ถอนได้เฉพาะรายการที่ท่านบันทึกเอง")
    if at > newest.reported_at + UNDO_FOR:
        raise NotNow("เกิน 10 นาทีแล้วจึงถอนไม่ได้ กรุณาบันทึกรายการใหม่แทน")
    before = _standing_before(newest)
    entry = Entry(
        UpdateKind.UNDOING,
        newest.state_before,
        before.percent if before is not None else 0,
        newest.as_of,
        via=via,
    )
    task.last_reported_at = _reported_before(newest)
    task.is_returned = _was_returned(newest)
    undoing = enter(task, entry, by=by, at=at)
    undoing.undoes_id = newest.id
    revive_request_ended_by(newest)
    for evidence in db.session.scalars(select(Evidence).where(Evidence.update_id == newest.id)):
        evidence.withdrawn_at = evidence.withdrawn_at or at
    db.session.flush()
    return undoing


def forget_entry(update_id: int, task: Task, *, by: Viewer, at: datetime, via: Via = Via.WEB) -> None:
    """Take back one's own newest entry within ten minutes, with the words it was made of: they were unsent."""
    undo(update_id, task, by=by, at=at, via=via)
    entry = db.session.get_one(ProgressUpdate, update_id)
    entry.summary = entry.outcome = entry.problem = entry.reason = ""
    db.session.flush()


def undo_decision(request: ExtensionRequest, *, by: Viewer, at: datetime, via: Via = Via.WEB) -> None:
    """Let a request wait again that one has just granted or refused; a due date that was given is taken back."""
    task = db.session.get_one(Task, request.task_id)
    open_for_change(task, by=by)
    db.session.refresh(request, with_for_update=True)
    is_own = request.decided_by_id == by.person_id and request.state in _DECISIONS
    refuse_unless(is_own, "ถอนได้เฉพาะคำวินิจฉัยของท่านเอง")
    if request.decided_at is None or at > request.decided_at + UNDO_FOR:
        raise NotNow("เกิน 10 นาทีแล้วจึงถอนไม่ได้ หากต้องเปลี่ยนกำหนด กรุณาติดต่อผู้ประสานงาน ITA")
    if not task.state.is_open or _has_another_waiting(task.id):
        raise NotNow("งานนี้ส่งผลแล้ว ยกเลิกแล้ว หรือมีคำขอขยายเวลาใหม่แล้ว จึงถอนไม่ได้")
    if request.state is ExtensionState.GRANTED:
        newest = newest_entry(task.id)
        if newest is None or newest.kind is not UpdateKind.RESCHEDULING or task.due_on != request.new_due_on:
            raise NotNow("มีการบันทึกรายการอื่นของงานนี้ต่อจากนั้นแล้ว จึงถอนไม่ได้")
        task.due_on = request.due_on
        entry = Entry(UpdateKind.UNDOING, newest.state_before, newest.percent, newest.as_of, via=via)
        enter(task, entry, by=by, at=at).undoes_id = newest.id
    request.state, request.decided_by_id, request.decided_at = ExtensionState.WAITING, None, None
    request.comment = ""
    db.session.flush()


def _has_another_waiting(task_id: int) -> bool:
    waiting = select(ExtensionRequest.id).where(
        ExtensionRequest.task_id == task_id, ExtensionRequest.state == ExtensionState.WAITING
    )
    return db.session.scalar(waiting) is not None


def newest_entry(task_id: int) -> ProgressUpdate | None:
    """Return the newest entry of a task's history."""
    return db.session.scalar(
        select(ProgressUpdate).where(ProgressUpdate.task_id == task_id).order_by(ProgressUpdate.id.desc()).limit(1)
    )


def undoable_until(update: ProgressUpdate) -> datetime:
    """Return until when an entry may be taken back."""
    return update.reported_at + UNDO_FOR


def _standing_before(update: ProgressUpdate) -> ProgressUpdate | None:
    return db.session.scalar(
        select(ProgressUpdate)
        .where(ProgressUpdate.task_id == update.task_id, ProgressUpdate.id < update.id)
        .order_by(ProgressUpdate.id.desc())
        .limit(1)
    )


def _reported_before(update: ProgressUpdate) -> datetime | None:
    """Return when the task was last reported on before an entry; what was taken back does not count."""
    undone = select(ProgressUpdate.undoes_id).where(ProgressUpdate.undoes_id.is_not(None))
    return db.session.scalar(
        select(ProgressUpdate.reported_at)
        .where(
            ProgressUpdate.task_id == update.task_id,
            ProgressUpdate.id < update.id,
            ProgressUpdate.kind.in_(UNDOABLE),
            ProgressUpdate.id.not_in(undone),
        )
        .order_by(ProgressUpdate.id.desc())
        .limit(1)
    )


def _was_returned(update: ProgressUpdate) -> bool:
    """Tell whether, before an entry, the task had come back and not been submitted anew."""
    undone = select(ProgressUpdate.undoes_id).where(ProgressUpdate.undoes_id.is_not(None))
    kind = db.session.scalar(
        select(ProgressUpdate.kind)
        .where(
            ProgressUpdate.task_id == update.task_id,
            ProgressUpdate.id < update.id,
            ProgressUpdate.kind.in_([UpdateKind.RETURN, UpdateKind.SUBMISSION, UpdateKind.VERIFICATION]),
            ProgressUpdate.id.not_in(undone),
        )
        .order_by(ProgressUpdate.id.desc())
        .limit(1)
    )
    return kind is UpdateKind.RETURN
