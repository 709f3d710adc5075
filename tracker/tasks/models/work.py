"""Who does what by when: the year, its tasks, and what the mayor or the ปลัด asked for besides."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base, PrimaryKey
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
