"""A request for more time ends by itself when its task is finished, cancelled or given another date meanwhile."""

from datetime import datetime

from sqlalchemy import select

from tracker.database import db
from tracker.people.viewer import Viewer
from tracker.tasks.models import ExtensionRequest, ExtensionState, ProgressUpdate, Task, UpdateKind

_ENDINGS = {
    UpdateKind.SUBMISSION: "สิ้นสุดลงเอง เพราะส่งผลการดำเนินการแล้ว",
    UpdateKind.CANCELLATION: "สิ้นสุดลงเอง เพราะงานถูกยกเลิก",
    UpdateKind.RESCHEDULING: "สิ้นสุดลงเอง เพราะเปลี่ยนกำหนดแล้ว",
}
_SETTLED = "สิ้นสุดลงเอง เพราะงานไม่ต้องดำเนินการต่อแล้ว"


def end_outdated_request(task: Task, kind: UpdateKind, *, by: Viewer, at: datetime) -> None:
    """Withdraw the request that waits when what has just been entered leaves nothing to decide, and say why."""
    if task.state.is_open and kind is not UpdateKind.RESCHEDULING:
        return
    request = db.session.scalar(
        select(ExtensionRequest).where(
            ExtensionRequest.task_id == task.id, ExtensionRequest.state == ExtensionState.WAITING
        )
    )
    if request is not None:
        request.state, request.decided_by_id, request.decided_at = ExtensionState.WITHDRAWN, by.person_id, at
        request.comment = _ENDINGS.get(kind, _SETTLED)


def revive_request_ended_by(update: ProgressUpdate) -> None:
    """Let a request wait again that an entry had ended which is now taken back."""
    request = db.session.scalar(
        select(ExtensionRequest)
        .where(
            ExtensionRequest.task_id == update.task_id,
            ExtensionRequest.state == ExtensionState.WITHDRAWN,
            ExtensionRequest.decided_at == update.reported_at,
            ExtensionRequest.comment.in_([*_ENDINGS.values(), _SETTLED]),
        )
        .limit(1)
    )
    if request is not None:
        request.state, request.decided_by_id, request.decided_at = ExtensionState.WAITING, None, None
        request.comment = ""
