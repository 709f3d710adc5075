"""What people are told: envelopes with their states, and the reasons that stand behind them."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
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
    INBOX = "inbox"

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
            MessageState.INBOX: "อยู่ในกล่องข้อความบนเว็บ",
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
            MessageState.INBOX: "info",
        }[self]


class Carrier(StrEnum):
    """What carries a message to a person."""

    LINE = "line"
    EMAIL = "email"
    WEB = "web"

    @property
    def label(self) -> str:
        """The carrier as pages name it."""
        return {Carrier.LINE: "LINE", Carrier.EMAIL: "อีเมล", Carrier.WEB: "กล่องข้อความบนเว็บ"}[self]


class Purpose(StrEnum):
    """What a message is for."""

    DIGEST = "digest"
    NOTICE = "notice"
    GROUP = "group"
    REHEARSAL = "rehearsal"
    ALARM = "alarm"

    @property
    def label(self) -> str:
        """The purpose as pages name it."""
        return {
            Purpose.DIGEST: "แจ้งเตือนประจำวัน",
            Purpose.NOTICE: "แจ้งผล",
            Purpose.GROUP: "สรุปของกลุ่ม",
            Purpose.REHEARSAL: "ทดลองส่ง",
            Purpose.ALARM: "แจ้งเหตุของระบบ",
        }[self]


class OutgoingMessage(Base):
    """The envelope: one message to one person or one group; `id` is the retry key from the first attempt on."""

    __tablename__ = "outgoing_messages"
    __table_args__ = (
        UniqueConstraint("government_id", "person_id", "day", "sequence"),
        Index("ix_outgoing_messages_government_id_state_next_attempt_at", "government_id", "state", "next_attempt_at"),
        Index("ix_outgoing_messages_government_id_accepted_at", "government_id", "accepted_at"),
        CheckConstraint("(person_id IS NULL) != (group_id IS NULL)", name="person_or_group"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("line_groups.id"))
    day: Mapped[date]
    sequence: Mapped[int] = mapped_column(default=1)
    """1 for the message of the day; what cannot wait for tomorrow's counts on from 2."""
    purpose: Mapped[Purpose] = mapped_column(default=Purpose.DIGEST)
    carrier: Mapped[Carrier] = mapped_column(default=Carrier.LINE)
    recipients: Mapped[int] = mapped_column(default=1)
    """How many people of the month's quota it costs: LINE counts those it reaches, a group by its members."""
    read_at: Mapped[datetime | None]
    """When the person opened it in the web inbox; LINE tells nobody."""
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
    sent_to: Mapped[str | None] = mapped_column(String(254))
    """The LINE id or e-mail address it was addressed to at the first attempt; a retry goes to the same."""
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
        Index(
            "uq_reminders_topic",
            "government_id",
            "topic",
            "kind",
            "slot",
            "person_id",
            unique=True,
            sqlite_where=text("topic != ''"),
            postgresql_where=text("topic != ''"),
        ),
        CheckConstraint(
            "(CASE WHEN task_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN directive_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN topic = '' THEN 0 ELSE 1 END) = 1",
            name="one_subject",
        ),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    directive_id: Mapped[int | None] = mapped_column(ForeignKey("directives.id"))
    topic: Mapped[str] = mapped_column(String(80), default="")
    """What it is about when it is neither: `extension:7`, `edition:3`, `round:2026-03:unit:4`."""
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(32))
    slot: Mapped[str] = mapped_column(String(32))
    """The threshold's date or number."""
    planned_at: Mapped[datetime]
    message_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("outgoing_messages.id"), index=True)
