"""What an office and its people chose about being reminded."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base, PrimaryKey


class Frequency(StrEnum):
    """How often a person wants to be reminded."""

    DAILY = "daily"
    WEEKLY = "weekly"

    @property
    def label(self) -> str:
        """The frequency as pages name it."""
        return {Frequency.DAILY: "ทุกวันที่มีเรื่องต้องทำ", Frequency.WEEKLY: "สัปดาห์ละครั้ง"}[self]


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
