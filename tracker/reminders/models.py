"""Who should hear about what, proof that LINE took it, and what LINE told us."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base, PrimaryKey


class MessageState(StrEnum):
    """Where an envelope is on its way."""

    WAITING = "waiting"
    SENDING = "sending"
    ACCEPTED = "accepted"
    HELD = "held"
    FAILED = "failed"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        """The state as pages name it."""
        return {
            MessageState.WAITING: "รอส่ง",
            MessageState.SENDING: "กำลังส่ง",
            MessageState.ACCEPTED: "LINE รับแล้ว",
            MessageState.HELD: "พักไว้",
            MessageState.FAILED: "ส่งไม่สำเร็จ",
            MessageState.UNKNOWN: "ไม่ทราบผล",
            MessageState.WITHDRAWN: "ถอนแล้ว",
            MessageState.EXPIRED: "หมดเวลาส่ง",
        }[self]

    @property
    def tone(self) -> str:
        """The colour word of the state."""
        return {
            MessageState.WAITING: "neutral",
            MessageState.SENDING: "info",
            MessageState.ACCEPTED: "good",
            MessageState.HELD: "warn",
            MessageState.FAILED: "bad",
            MessageState.UNKNOWN: "warn",
            MessageState.WITHDRAWN: "neutral",
            MessageState.EXPIRED: "neutral",
        }[self]


class EventState(StrEnum):
    """What became of an event LINE sent us."""

    RECEIVED = "received"
    DONE = "done"
    IGNORED = "ignored"
    FAILED = "failed"


class ChannelState(StrEnum):
    """Whether a LINE channel may be used."""

    ACTIVE = "active"
    HELD = "held"

    @property
    def label(self) -> str:
        """The state as pages name it."""
        return {ChannelState.ACTIVE: "ใช้งานได้", ChannelState.HELD: "หยุดส่งชั่วคราว"}[self]


class LineChannel(Base):
    """The Messaging API channel of one local government; secrets are stored encrypted and never shown again."""

    __tablename__ = "line_channels"

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"), unique=True)
    channel_id: Mapped[str] = mapped_column(String(40), default="")
    basic_id: Mapped[str] = mapped_column(String(40), default="")
    secret_encrypted: Mapped[str]
    previous_secret_encrypted: Mapped[str] = mapped_column(default="")
    access_token_encrypted: Mapped[str]
    state: Mapped[ChannelState] = mapped_column(default=ChannelState.ACTIVE)
    held_reason: Mapped[str] = mapped_column(default="")
    paused_until: Mapped[datetime | None]
    monthly_limit: Mapped[int | None]
    monthly_used: Mapped[int | None]
    quota_read_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]


class OutgoingMessage(Base):
    """The envelope: one message to one person; `id` is the retry key from the first attempt on."""

    __tablename__ = "outgoing_messages"
    __table_args__ = (
        UniqueConstraint("government_id", "person_id", "day", "sequence"),
        Index("ix_outgoing_messages_government_id_state_next_attempt_at", "government_id", "state", "next_attempt_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    day: Mapped[date]
    sequence: Mapped[int] = mapped_column(default=1)
    priority: Mapped[int] = mapped_column(default=0)
    """The smaller, the more urgent."""
    body: Mapped[list[Any]] = mapped_column(default=list)
    """LINE message objects; rebuilt from what is true until the first attempt, then frozen."""
    summary: Mapped[str] = mapped_column(String(1500), default="")
    """What the message says in one line, for the log and the web inbox."""
    state: Mapped[MessageState] = mapped_column(default=MessageState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    planned_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    leased_by: Mapped[str] = mapped_column(String(80), default="")
    sent_to: Mapped[str | None] = mapped_column(String(64))
    """The LINE user id it was addressed to at the first attempt; a retry goes to the same."""
    first_attempted_at: Mapped[datetime | None]
    is_maybe_accepted: Mapped[bool] = mapped_column(default=False)
    accepted_at: Mapped[datetime | None]
    line_request_id: Mapped[str] = mapped_column(String(100), default="")
    last_error: Mapped[str] = mapped_column(default="")
    expires_at: Mapped[datetime]


class Reminder(Base):
    """The reason: a person has earned to hear about a task or a directive, once for each threshold."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("task_id", "kind", "slot", "person_id"),
        UniqueConstraint("directive_id", "kind", "slot", "person_id"),
        Index("ix_reminders_government_id_person_id", "government_id", "person_id"),
        CheckConstraint("(task_id IS NULL) != (directive_id IS NULL)", name="task_or_directive"),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    directive_id: Mapped[int | None] = mapped_column(ForeignKey("directives.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(32))
    slot: Mapped[str] = mapped_column(String(32))
    """The threshold's date or number."""
    planned_at: Mapped[datetime]
    message_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("outgoing_messages.id"), index=True)


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
