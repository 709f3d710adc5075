"""How far tasks are, and the proof of it; append-only."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base, PrimaryKey, named_enum
from tracker.tasks.models.work import TaskState


class UpdateKind(StrEnum):
    """What an entry in a task's history records."""

    REPORT = "report"
    SUBMISSION = "submission"
    VERIFICATION = "verification"
    RETURN = "return"
    DELEGATION = "delegation"
    RESCHEDULING = "rescheduling"
    CANCELLATION = "cancellation"
    UNDOING = "undoing"

    @property
    def label(self) -> str:
        """The entry as pages name it."""
        return {
            UpdateKind.REPORT: "รายงานความคืบหน้า",
            UpdateKind.SUBMISSION: "ส่งผลการดำเนินการ",
            UpdateKind.VERIFICATION: "ตรวจแล้ว",
            UpdateKind.RETURN: "ส่งกลับแก้ไข",
            UpdateKind.DELEGATION: "มอบหมาย",
            UpdateKind.RESCHEDULING: "เปลี่ยนกำหนด",
            UpdateKind.CANCELLATION: "ยกเลิกงาน",
            UpdateKind.UNDOING: "ถอนรายการก่อนหน้า",
        }[self]


class Via(StrEnum):
    """The door an entry came through."""

    WEB = "web"
    LINE = "line"
    SYSTEM = "system"

    @property
    def label(self) -> str:
        """The door as pages name it."""
        return {Via.WEB: "เว็บ", Via.LINE: "LINE", Via.SYSTEM: "ระบบ"}[self]


class ProgressUpdate(Base):
    """One entry of a task's history; never changed, a correction is a new entry."""

    __tablename__ = "progress_updates"
    __table_args__ = (
        Index("ix_progress_updates_government_id_reported_at", "government_id", "reported_at"),
        Index("ix_progress_updates_task_id_as_of", "task_id", "as_of"),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    kind: Mapped[UpdateKind]
    as_of: Mapped[date]
    """The day it speaks of; what is entered in October may count for the year before."""
    reported_at: Mapped[datetime]
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    via: Mapped[Via]
    state_before: Mapped[TaskState] = mapped_column(named_enum(TaskState, "state_before"))
    state_after: Mapped[TaskState] = mapped_column(named_enum(TaskState, "state_after"))
    percent: Mapped[int]
    summary: Mapped[str] = mapped_column(default="")
    """สรุปผลการดำเนินการ."""
    outcome: Mapped[str] = mapped_column(default="")
    """ผลลัพธ์/ความสำเร็จ."""
    problem: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    """Why it was not done."""
    comment: Mapped[str] = mapped_column(default="")
    """What a verifier, a delegator or a canceller said."""
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("progress_updates.id"), unique=True)
    """The entry this one takes back; the history keeps both."""
    revision: Mapped[int]


class Evidence(Base):
    """A file or a link that shows a task was done; withdrawn, never deleted."""

    __tablename__ = "evidence"
    __table_args__ = (
        Index("ix_evidence_government_id_task_id", "government_id", "task_id"),
        CheckConstraint("(content_key IS NULL) != (url IS NULL)", name="file_or_link"),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    update_id: Mapped[int | None] = mapped_column(ForeignKey("progress_updates.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    content_key: Mapped[str | None] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(100), default="")
    size: Mapped[int] = mapped_column(default=0)
    url: Mapped[str | None] = mapped_column(String(1000))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]
    shown_on: Mapped[date | None]
    """The day the photo or document itself shows; None when it shows none."""
    via: Mapped[Via]
    is_public: Mapped[bool] = mapped_column(default=False)
    withdrawn_at: Mapped[datetime | None]
