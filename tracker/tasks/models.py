"""Who does what by when, and how far they are; history is append-only."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base, PrimaryKey, named_enum
from tracker.fiscal_year import FiscalYear


class TaskState(StrEnum):
    """What people decided about a task; lateness is derived, never stored."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    DONE = "done"
    NOT_DONE = "not_done"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The state as pages and reports name it."""
        return {
            TaskState.NOT_STARTED: "ยังไม่ดำเนินการ",
            TaskState.IN_PROGRESS: "อยู่ระหว่างดำเนินการ",
            TaskState.SUBMITTED: "รอตรวจ",
            TaskState.DONE: "ดำเนินการแล้วเสร็จ",
            TaskState.NOT_DONE: "ไม่ได้ดำเนินการ",
            TaskState.CANCELLED: "ยกเลิก",
        }[self]

    @property
    def tone(self) -> str:
        """The colour word of the state."""
        return {
            TaskState.NOT_STARTED: "neutral",
            TaskState.IN_PROGRESS: "info",
            TaskState.SUBMITTED: "warn",
            TaskState.DONE: "good",
            TaskState.NOT_DONE: "bad",
            TaskState.CANCELLED: "neutral",
        }[self]

    @property
    def is_open(self) -> bool:
        """Tell whether the owner still has something to do."""
        return self in {TaskState.NOT_STARTED, TaskState.IN_PROGRESS}


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


class YearPlan(Base):
    """A fiscal year of an office: opened once, closed by a person."""

    __tablename__ = "year_plans"
    __table_args__ = (UniqueConstraint("government_id", "fiscal_year"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    fiscal_year: Mapped[FiscalYear]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), unique=True)
    """The result report a past year was recorded from; such a year never had tasks, and can be taken back."""


class Task(Base):
    """A step that one unit carries out within one period; `revision` grows with each change."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("step_id", "unit_id", "occurrence"),
        Index("ix_tasks_government_id_fiscal_year_state", "government_id", "fiscal_year", "state"),
        Index("ix_tasks_government_id_unit_id", "government_id", "unit_id"),
        Index("ix_tasks_government_id_due_on", "government_id", "due_on"),
        CheckConstraint("due_on >= starts_on", name="due_after_start"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_is_a_share"),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    fiscal_year: Mapped[FiscalYear]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id"), index=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    occurrence: Mapped[int] = mapped_column(default=1)
    occurrence_label: Mapped[str] = mapped_column(String(60), default="")
    is_lead: Mapped[bool] = mapped_column(default=True)
    starts_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[TaskState] = mapped_column(default=TaskState.NOT_STARTED)
    percent: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    assigned_at: Mapped[datetime | None]
    last_reported_at: Mapped[datetime | None]
    is_returned: Mapped[bool] = mapped_column(default=False)
    """In progress because what was submitted came back with a comment."""
    revision: Mapped[int] = mapped_column(default=1)

    # Two people who change one task at once: the database lets the first through and refuses the second.
    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 (SQLAlchemy reads it as a plain class attribute)


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


class Directive(Base):
    """A ข้อสั่งการ of the mayor or the ปลัด to one unit."""

    __tablename__ = "directives"
    __table_args__ = (Index("ix_directives_government_id_unit_id", "government_id", "unit_id"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    fiscal_year: Mapped[FiscalYear]
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measures.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    text: Mapped[str]
    due_on: Mapped[date]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    given_at: Mapped[datetime]
    acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    acknowledged_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None]
    closing_note: Mapped[str] = mapped_column(default="")


class ExtensionState(StrEnum):
    """What became of a request for more time."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state as pages name it."""
        return {
            ExtensionState.WAITING: "รอพิจารณา",
            ExtensionState.GRANTED: "อนุมัติ",
            ExtensionState.REFUSED: "ไม่อนุมัติ",
            ExtensionState.WITHDRAWN: "ถอนคำขอ",
        }[self]

    @property
    def tone(self) -> str:
        """The colour word of the state."""
        return {
            ExtensionState.WAITING: "warn",
            ExtensionState.GRANTED: "good",
            ExtensionState.REFUSED: "bad",
            ExtensionState.WITHDRAWN: "neutral",
        }[self]


class ExtensionRequest(Base):
    """Somebody asks for a later due date; whoever decides grants it, which reschedules the task, or refuses it."""

    __tablename__ = "extension_requests"
    __table_args__ = (
        Index("ix_extension_requests_government_id_state", "government_id", "state"),
        Index(
            "uq_extension_requests_waiting",
            "task_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    via: Mapped[Via]
    due_on: Mapped[date]
    """The due date it was asked at."""
    new_due_on: Mapped[date]
    reason: Mapped[str]
    state: Mapped[ExtensionState] = mapped_column(default=ExtensionState.WAITING)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    comment: Mapped[str] = mapped_column(default="")


class Commitment(Base):
    """รับทราบ จะเสร็จวันที่ …: somebody has seen a task and names a day; the first one pauses escalation until then."""

    __tablename__ = "commitments"
    __table_args__ = (Index("ix_commitments_government_id_task_id", "government_id", "task_id"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    via: Mapped[Via]
    promised_on: Mapped[date]
    withdrawn_at: Mapped[datetime | None]
