"""What people approved: verdicts on proposals, measures with owners and steps, and the scores of assessed years."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.database import Base, PrimaryKey
from tracker.fiscal_year import FiscalYear


class Verdict(StrEnum):
    """What a person decided about a proposal."""

    APPROVED = "approved"
    SET_ASIDE = "set_aside"

    @property
    def label(self) -> str:
        """The verdict as pages name it."""
        return {Verdict.APPROVED: "รับเป็นมาตรการ", Verdict.SET_ASIDE: "ไม่นำมาใช้"}[self]

    @property
    def tone(self) -> str:
        """The colour word of the verdict."""
        return {Verdict.APPROVED: "good", Verdict.SET_ASIDE: "neutral"}[self]


class OwnerScope(StrEnum):
    """Whom an owner of a measure names."""

    UNIT = "unit"
    ALL_UNITS = "all_units"
    PUBLIC_UNITS = "public_units"

    @property
    def label(self) -> str:
        """The scope as pages name it."""
        return {
            OwnerScope.UNIT: "หน่วยงานเดียว",
            OwnerScope.ALL_UNITS: "ทุกส่วนราชการ",
            OwnerScope.PUBLIC_UNITS: "ทุกส่วนราชการที่ให้บริการประชาชน",
        }[self]


class Review(Base):
    """The human verdict on one proposal; one proposal has one."""

    __tablename__ = "reviews"
    __table_args__ = (Index("ix_reviews_government_id", "government_id"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    proposed_measure_id: Mapped[int] = mapped_column(ForeignKey("proposed_measures.id"), unique=True)
    verdict: Mapped[Verdict]
    reason: Mapped[str] = mapped_column(default="")
    was_corrected: Mapped[bool] = mapped_column(default=False)
    corrected: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """A row of a result report as a person corrected it, kept until its year is recorded; empty where it was right."""
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Empty when the command line approved what was clean."""
    reviewed_at: Mapped[datetime]


class Measure(Base):
    """A published measure, worded as published."""

    __tablename__ = "measures"
    __table_args__ = (
        UniqueConstraint("government_id", "fiscal_year", "number"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    fiscal_year: Mapped[FiscalYear]
    number: Mapped[int]
    kind: Mapped[str | None] = mapped_column(String(20))
    title: Mapped[str]
    analysis: Mapped[str] = mapped_column(default="")
    indicators: Mapped[list[int]] = mapped_column(default=list)
    item_refs: Mapped[list[str]] = mapped_column(default=list)
    period_text: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    recurrence: Mapped[str | None] = mapped_column(String(20))
    periods: Mapped[list[Any]] = mapped_column(default=list)
    """Pairs of ISO dates where several periods are named."""
    owners_text: Mapped[str] = mapped_column(default="")
    monitoring: Mapped[str] = mapped_column(default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    review_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id"), unique=True)
    approved_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    cancelled_reason: Mapped[str] = mapped_column(default="")

    steps: Mapped[list["Step"]] = relationship(back_populates="measure", order_by="Step.number", lazy="raise_on_sql")
    owners: Mapped[list["MeasureOwner"]] = relationship(
        back_populates="measure", order_by="MeasureOwner.position", lazy="raise_on_sql"
    )


class MeasureOwner(Base):
    """One owner a measure names; `unit_id` is empty until a person or an alias says who that is."""

    __tablename__ = "measure_owners"
    __table_args__ = (UniqueConstraint("measure_id", "position"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"), index=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(200))
    scope: Mapped[OwnerScope] = mapped_column(default=OwnerScope.UNIT)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    is_lead: Mapped[bool] = mapped_column(default=False)

    measure: Mapped[Measure] = relationship(back_populates="owners", lazy="raise_on_sql")


class Step(Base):
    """One ขั้นตอน of a measure, numbered as printed."""

    __tablename__ = "steps"
    __table_args__ = (UniqueConstraint("measure_id", "number"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"), index=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id"))
    number: Mapped[int]
    text: Mapped[str]

    measure: Mapped[Measure] = relationship(back_populates="steps", lazy="raise_on_sql")


class PastResult(Base):
    """What a result report says of a step of a past year, or of the whole measure; a year on record has no tasks."""

    __tablename__ = "past_results"
    __table_args__ = (UniqueConstraint("measure_id", "step_id"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"), index=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id"))
    step_id: Mapped[int | None] = mapped_column(ForeignKey("steps.id"))
    """Empty where the report tells of the measure as a whole, its parts not counting up with the steps."""
    was_done: Mapped[bool]
    result: Mapped[str] = mapped_column(default="")
    """สรุปผลการดำเนินการ, a line for each part."""
    outcome: Mapped[str] = mapped_column(default="")
    """ผลลัพธ์/ความสำเร็จ, a line for each part."""
    reason: Mapped[str] = mapped_column(default="")
    """Why it was not done."""


class Assessment(Base):
    """The scores of one ITA year, as a person accepted them."""

    __tablename__ = "assessments"
    __table_args__ = (UniqueConstraint("government_id", "ita_year"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    ita_year: Mapped[int]
    overall: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    level: Mapped[str] = mapped_column(String(40), default="")
    instruments: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """IIT, EIT and OIT scores as decimal texts."""
    indicators: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Indicator number (as text) to score (as decimal text)."""
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    accepted_at: Mapped[datetime]
