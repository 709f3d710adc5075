"""More time: asked for by whoever reports, decided by whoever answers for them, never by oneself.

The head of the unit decides about the unit's people; about a head's own request the ปลัด, or the coordinator where the
office has no ปลัด. Granting changes the due date like any rescheduling, with the reason in the task's history.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import select

from tracker import thai
from tracker.database import db
from tracker.errors import NotNow, NotValid
from tracker.people import audit
from tracker.people import queries as people
from tracker.people.roles import Role
from tracker.people.viewer import Viewer
from tracker.tasks.models import ExtensionRequest, ExtensionState, ProgressUpdate, Task, UpdateKind, Via
from tracker.tasks.service.entries import (
    LONGEST_TEXT,
    Entry,
    Words,
    day_of_decision,
    enter,
    open_for_change,
    refuse_if_changed_by_others,
    refuse_unless,
)
from tracker.tasks.service.rights import may_report

NOT_YOURS_TO_ASK = "ขอขยายเวลาได้เฉพาะผู้รับมอบหมาย หัวหน้าหน่วยงาน และผู้ประสานงาน ITA"
NOT_YOURS_TO_DECIDE = "คำขอนี้พิจารณาได้เฉพาะหัวหน้าหน่วยงานของผู้ขอ หากผู้ขอเป็นหัวหน้าหน่วยงาน ปลัดเป็นผู้พิจารณา"


@dataclass(frozen=True)
class ExtensionAsked:
    """What somebody asks for; `revision` is that of the page or card they saw."""

    due_on: date
    reason: str
    revision: int


def ask_extension(
    task: Task, asked: ExtensionAsked, *, by: Viewer, at: datetime, via: Via = Via.WEB
) -> ExtensionRequest:
    """Ask for a later due date; pressed twice it is asked once, and a new date takes the place of one's own request."""
    open_for_change(task, by=by)
    refuse_unless(may_report(task, by), NOT_YOURS_TO_ASK)
    refuse_if_changed_by_others(task, asked.revision, by=by)
    if not task.state.is_open:
        raise NotNow(f"งานนี้อยู่ในสถานะ “{task.state.label}” แล้ว จึงไม่ต้องขอขยายเวลา")
    reason = _checked(task, asked, today=thai.day_of(at))
    waiting = waiting_request(task.id)
    if waiting is not None and waiting.asked_by_id != by.person_id:
        raise NotNow("งานนี้มีคำขอขยายเวลาที่รอพิจารณาอยู่แล้ว กรุณารอผลการพิจารณาก่อน")
    if waiting is not None and (waiting.new_due_on, waiting.reason) == (asked.due_on, reason):
        return waiting
    if waiting is not None:
        _end(waiting, ExtensionState.WITHDRAWN, by=by, at=at)
        db.session.flush()  # The index lets one request of a task wait at a time.
    request = ExtensionRequest(
        government_id=task.government_id,
        task_id=task.id,
        asked_by_id=by.person_id,
        asked_at=at,
        via=via,
        due_on=task.due_on,
        new_due_on=asked.due_on,
        reason=reason,
    )
    db.session.add(request)
    db.session.flush()
    return request


def grant_extension(
    request: ExtensionRequest, *, comment: str = "", by: Viewer, at: datetime, via: Via = Via.WEB
) -> ProgressUpdate:
    """Give the time that was asked for: the task is due on the new day."""
    task = _open_to_decide(request, by=by)
    if not task.state.is_open or task.due_on >= request.new_due_on:
        raise NotNow("งานนี้เสร็จแล้วหรือเปลี่ยนกำหนดไปแล้ว จึงขยายเวลาตามคำขอนี้ไม่ได้")
    before, after = thai.screen_date(task.due_on), thai.screen_date(request.new_due_on)
    words = [f"ขยายเวลาจาก {before} เป็น {after}", f"เหตุผล: {request.reason}"]
    if thai.clean(comment):
        words.append(f"ผู้อนุมัติ: {thai.clean(comment)}")
    task.due_on = request.new_due_on
    _end(request, ExtensionState.GRANTED, by=by, at=at)
    request.comment = thai.clean(comment)
    entry = Entry(
        UpdateKind.RESCHEDULING,
        task.state,
        task.percent,
        day_of_decision(task, at=at),
        Words(comment="\n".join(words)).cleaned(),
        via,
    )
    return enter(task, entry, by=by, at=at)


def refuse_extension(
    request: ExtensionRequest, *, comment: str, by: Viewer, at: datetime, via: Via = Via.WEB
) -> ExtensionRequest:
    """Leave the due date as it is, and say why."""
    _open_to_decide(request, by=by)
    if not thai.clean(comment):
        raise NotValid("กรุณาพิมพ์เหตุผลที่ไม่อนุมัติ ผู้ขอจะได้ทราบว่าต้องทำอย่างไรต่อ")
    _end(request, ExtensionState.REFUSED, by=by, at=at)
    request.comment = Words(comment=comment).cleaned().comment
    about = {"task": request.task_id, "via": via.value}
    audit.record("extension_refused", str(request.id), by=by, at=at, details=about)
    return request


def withdraw_extension(request: ExtensionRequest, *, by: Viewer, at: datetime) -> ExtensionRequest:
    """Take one's own request back while nobody has decided."""
    task = _open_request(request, by=by)
    refuse_unless(request.asked_by_id == by.person_id and may_report(task, by), "ถอนคำขอได้เฉพาะผู้ขอ")
    _end(request, ExtensionState.WITHDRAWN, by=by, at=at)
    return request


def refuse_unless_decidable(request: ExtensionRequest, *, by: Viewer) -> None:
    """Refuse whoever may not decide, and what was decided already, before anything is asked."""
    _open_to_decide(request, by=by)


def waiting_request(task_id: int) -> ExtensionRequest | None:
    """Return the request of a task nobody has decided yet."""
    return db.session.scalar(
        select(ExtensionRequest).where(
            ExtensionRequest.task_id == task_id, ExtensionRequest.state == ExtensionState.WAITING
        )
    )


class Asked(Protocol):
    """Who asked for more time, and when."""

    @property
    def asked_by_id(self) -> int: ...
    @property
    def asked_at(self) -> datetime: ...


def may_decide(request: Asked, unit_id: int, viewer: Viewer) -> bool:
    """Tell whether a person answers for the one who asked."""
    if request.asked_by_id == viewer.person_id:
        return False
    asker = people.viewer_of(request.asked_by_id, on=thai.day_of(request.asked_at))
    if asker is not None and not asker.heads(unit_id) and not asker.is_any(Role.COORDINATOR):
        return viewer.heads(unit_id) or viewer.is_any(Role.CHIEF_ADMINISTRATOR)
    return viewer.is_any(Role.CHIEF_ADMINISTRATOR) or (
        viewer.is_any(Role.COORDINATOR) and not _has_chief(request, viewer)
    )


def check_day(task: Task, due_on: date, *, today: date) -> None:
    """Refuse a new due date that is not later, not in the future, or beyond the fiscal year."""
    if due_on <= task.due_on:
        raise NotValid(f"วันที่ขอต้องหลังกำหนดเดิม ({thai.screen_date(task.due_on)})")
    if due_on <= today:
        raise NotValid("วันที่ขอต้องเป็นวันหลังจากวันนี้")
    if due_on > task.fiscal_year.last_day:
        last = thai.screen_date(task.fiscal_year.last_day)
        raise NotValid(f"ขอขยายได้ไม่เกินวันสิ้น{task.fiscal_year.label} ({last})")


def _checked(task: Task, asked: ExtensionAsked, *, today: date) -> str:
    check_day(task, asked.due_on, today=today)
    reason = thai.clean(asked.reason)
    if not reason:
        raise NotValid("กรุณาพิมพ์เหตุผลที่ขอขยายเวลา")
    if len(reason) > LONGEST_TEXT:
        raise NotValid(f"เหตุผลยาวเกิน {LONGEST_TEXT:,} ตัวอักษร กรุณาย่อ")
    return reason


def _open_request(request: ExtensionRequest, *, by: Viewer) -> Task:
    task = db.session.get_one(Task, request.task_id)
    open_for_change(task, by=by)
    db.session.refresh(request, with_for_update=True)
    if request.state is not ExtensionState.WAITING:
        raise NotNow(f"คำขอขยายเวลานี้{_what_became_of(request)}")
    return task


def _open_to_decide(request: ExtensionRequest, *, by: Viewer) -> Task:
    task = _open_request(request, by=by)
    refuse_unless(may_decide(request, task.unit_id, by), NOT_YOURS_TO_DECIDE)
    return task


def _what_became_of(request: ExtensionRequest) -> str:
    if request.state is ExtensionState.WITHDRAWN:
        return request.comment or "ผู้ขอถอนไปแล้ว"
    return f"ได้รับการพิจารณาแล้ว ({request.state.label})"


def _end(request: ExtensionRequest, state: ExtensionState, *, by: Viewer, at: datetime) -> None:
    request.state, request.decided_by_id, request.decided_at = state, by.person_id, at


def _has_chief(request: Asked, viewer: Viewer) -> bool:
    holders = people.post_holders(viewer, on=thai.day_of(request.asked_at))
    return any(holder.role is Role.CHIEF_ADMINISTRATOR for holder in holders)
