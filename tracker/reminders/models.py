"""Who should hear about what, proof that LINE took it, and what LINE told us."""

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


class Frequency(StrEnum):
    """How often a person wants to be reminded."""

    DAILY = "daily"
    WEEKLY = "weekly"

    @property
    def label(self) -> str:
        """The frequency as pages name it."""
        return {Frequency.DAILY: "ทุกวันที่มีเรื่องต้องทำ", Frequency.WEEKLY: "สัปดาห์ละครั้ง"}[self]


class AlarmKind(StrEnum):
    """What about a channel somebody has to look at."""

    LIMIT_DROPPED = "limit_dropped"
    LIMIT_NEAR = "limit_near"
    LIMIT_REACHED = "limit_reached"
    FORECAST_OVER = "forecast_over"
    DEGRADED = "degraded"
    CHANNEL_HELD = "channel_held"
    MESSAGE_FAILED = "message_failed"


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
    token_renewed_at: Mapped[datetime | None]
    """When a token was last issued by ourselves; None while the one that was entered serves."""
    changed_at: Mapped[datetime]


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


class ReminderSettings(Base):
    """What an office changed of the rules of reminding; what it did not change is the default of the policy."""

    __tablename__ = "reminder_settings"

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"), unique=True)
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class ReminderPreference(Base):
    """How often one person wants to hear."""

    __tablename__ = "reminder_preferences"

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    frequency: Mapped[Frequency] = mapped_column(default=Frequency.DAILY)
    changed_at: Mapped[datetime]


class QuietDay(Base):
    """A working day on which the office wants nothing sent: an election, a ceremony."""

    __tablename__ = "quiet_days"
    __table_args__ = (UniqueConstraint("government_id", "day"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    day: Mapped[date]
    note: Mapped[str] = mapped_column(String(200), default="")


class ChannelAlarm(Base):
    """Something about the LINE channel a person has to look at; `slot` keeps one cause from being told twice."""

    __tablename__ = "channel_alarms"
    __table_args__ = (
        UniqueConstraint("government_id", "kind", "slot"),
        Index("ix_channel_alarms_government_id_cleared_at", "government_id", "cleared_at"),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    kind: Mapped[AlarmKind]
    slot: Mapped[str] = mapped_column(String(64))
    text: Mapped[str]
    raised_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    cleared_at: Mapped[datetime | None]


class LineGroup(Base):
    """A LINE group of a unit; only counts are sent there."""

    __tablename__ = "line_groups"
    __table_args__ = (UniqueConstraint("government_id", "line_group_id"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    line_group_id: Mapped[str] = mapped_column(String(64))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    linked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    joined_at: Mapped[datetime]
    linked_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    members: Mapped[int] = mapped_column(default=0)
    """How many people a message to it reaches, as LINE last said."""


class LineGroupCode(Base):
    """A one-time code that links a group to a unit; only its hash is kept."""

    __tablename__ = "line_group_codes"

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RichMenu(Base):
    """A menu made at LINE for one role; LINE cannot change one, so what changed is made anew."""

    __tablename__ = "rich_menus"
    __table_args__ = (UniqueConstraint("government_id", "key"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    key: Mapped[str] = mapped_column(String(32))
    line_rich_menu_id: Mapped[str] = mapped_column(String(80))
    content_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
