"""What LINE told us, and what was asked of whom."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base, PrimaryKey


class EventState(StrEnum):
    """What became of an event LINE sent us."""

    RECEIVED = "received"
    DONE = "done"
    IGNORED = "ignored"
    FAILED = "failed"


class IncomingEvent(Base):
    """One event LINE sent us, stored once and acted upon afterwards."""

    __tablename__ = "incoming_events"
    __table_args__ = (
        UniqueConstraint("government_id", "webhook_event_id"),
        Index("ix_incoming_events_state_received_at", "state", "received_at"),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    webhook_event_id: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(40), default="")
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    received_at: Mapped[datetime]
    state: Mapped[EventState] = mapped_column(default=EventState.RECEIVED)
    lease_until: Mapped[datetime | None]
    leased_by: Mapped[str] = mapped_column(String(80), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    acted_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")


class Conversation(Base):
    """What the official account has asked a LINE user and waits for: a result, a problem, which task a photo is for."""

    __tablename__ = "conversations"
    __table_args__ = (UniqueConstraint("government_id", "line_user_id"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    line_user_id: Mapped[str] = mapped_column(String(64))
    awaiting: Mapped[str] = mapped_column(String(32), default="")
    """`result`, `problem`, `percent`, `evidence`, or empty when only the task spoken of is remembered."""
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    expires_at: Mapped[datetime]
