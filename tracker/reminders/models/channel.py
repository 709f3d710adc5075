"""The LINE channel of an office: its account, alarms about it, the groups it is in and its menus."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base, PrimaryKey


class ChannelState(StrEnum):
    """Whether a LINE channel may be used."""

    ACTIVE = "active"
    HELD = "held"

    @property
    def label(self) -> str:
        """The state as pages name it."""
        return {ChannelState.ACTIVE: "ใช้งานได้", ChannelState.HELD: "หยุดส่งชั่วคราว"}[self]


class AlarmKind(StrEnum):
    """What about a channel somebody has to look at."""

    LIMIT_DROPPED = "limit_dropped"
    LIMIT_NEAR = "limit_near"
    LIMIT_REACHED = "limit_reached"
    FORECAST_OVER = "forecast_over"
    DEGRADED = "degraded"
    CHANNEL_HELD = "channel_held"
    MESSAGE_FAILED = "message_failed"


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
