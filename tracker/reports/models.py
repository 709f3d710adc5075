"""The year-end report: editions frozen as copies, so that what was published cannot change unseen."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base, PrimaryKey
from tracker.fiscal_year import FiscalYear


class YearEndReport(Base):
    """One edition of a year's report; its lines are plain copies."""

    __tablename__ = "year_end_reports"
    __table_args__ = (UniqueConstraint("government_id", "fiscal_year", "edition"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    fiscal_year: Mapped[FiscalYear]
    edition: Mapped[int]
    as_of: Mapped[date]
    is_draft: Mapped[bool] = mapped_column(default=True)
    head: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Title, agency, counts, signatures: everything of the report but its lines."""
    prepared_at: Mapped[datetime]
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Empty when the job of 1 October prepared it."""


class ReportLine(Base):
    """One measure of an edition, copied."""

    __tablename__ = "report_lines"
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"), index=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("year_end_reports.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
