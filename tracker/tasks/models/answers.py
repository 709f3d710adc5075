"""What people answer about a date: a request for more time, a day they name themselves."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base, PrimaryKey
from tracker.tasks.models.history import Via


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
