"""What was uploaded and what the machine read in it; parser output is evidence and never edited."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base, PrimaryKey


class DocumentState(StrEnum):
    """How far the machine is with a document."""

    RECEIVED = "received"
    ANALYSED = "analysed"
    UNREADABLE = "unreadable"

    @property
    def label(self) -> str:
        """The state as pages name it."""
        return {
            DocumentState.RECEIVED: "รอระบบอ่าน",
            DocumentState.ANALYSED: "อ่านแล้ว",
            DocumentState.UNREADABLE: "อ่านไม่ได้",
        }[self]

    @property
    def tone(self) -> str:
        """The colour word of the state."""
        return {
            DocumentState.RECEIVED: "neutral",
            DocumentState.ANALYSED: "good",
            DocumentState.UNREADABLE: "bad",
        }[self]


class Document(Base):
    """An uploaded file; the bytes lie in the file store under `content_key`, their SHA-256."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("government_id", "content_key"),
        Index("ix_documents_government_id_uploaded_at", "government_id", "uploaded_at"),
        Index("ix_documents_state", "state"),
    )

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    name: Mapped[str] = mapped_column(String(255))
    content_key: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    state: Mapped[DocumentState] = mapped_column(default=DocumentState.RECEIVED)
    reason: Mapped[str] = mapped_column(default="")
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    uploaded_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many readers have taken it since it was put to wait."""
    lease_until: Mapped[datetime | None]
    """Until when the reader that took it has it to itself."""
    analysed_at: Mapped[datetime | None]
    parser_version: Mapped[str] = mapped_column(String(20), default="")
    doc_type: Mapped[str] = mapped_column(String(40), default="")
    organisation: Mapped[str] = mapped_column(String(200), default="")
    assessed_year: Mapped[int | None]
    """The Buddhist year assessed."""
    measures_year: Mapped[int | None]
    """The Buddhist fiscal year in which the measures are carried out."""
    reading: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The whole reading, as `reading-format` describes it."""


class Finding(Base):
    """A strength or weakness the document states."""

    __tablename__ = "findings"
    __table_args__ = (Index("ix_findings_government_id_document_id", "government_id", "document_id"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    code: Mapped[str | None] = mapped_column(String(10))
    indicator: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(20))
    refs: Mapped[list[str]] = mapped_column(default=list)
    score: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    text: Mapped[str]


class ProposedMeasure(Base):
    """A measure as the machine read it, text as printed."""

    __tablename__ = "proposed_measures"
    __table_args__ = (UniqueConstraint("government_id", "document_id", "seq"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    seq: Mapped[int]
    kind: Mapped[str | None] = mapped_column(String(20))
    title: Mapped[str]
    analysis: Mapped[str] = mapped_column(default="")
    steps: Mapped[list[str]] = mapped_column(default=list)
    indicators: Mapped[list[int]] = mapped_column(default=list)
    item_refs: Mapped[list[str]] = mapped_column(default=list)
    period_raw: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    recurrence: Mapped[str | None] = mapped_column(String(20))
    periods: Mapped[list[Any]] = mapped_column(default=list)
    """Pairs of ISO dates where several periods are named."""
    owners_raw: Mapped[str] = mapped_column(default="")
    owners: Mapped[list[str]] = mapped_column(default=list)
    monitoring: Mapped[str] = mapped_column(default="")
    results: Mapped[list[str]] = mapped_column(default=list)
    outcomes: Mapped[list[str]] = mapped_column(default=list)
    source_lines: Mapped[list[int]] = mapped_column(default=list)
    source_text: Mapped[str] = mapped_column(default="")
    """The words of the document it came from."""


class Flag(Base):
    """Something the machine found doubtful or contradicting; about one proposal, or about the document."""

    __tablename__ = "flags"
    __table_args__ = (Index("ix_flags_government_id_document_id", "government_id", "document_id"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    proposed_measure_id: Mapped[int | None] = mapped_column(ForeignKey("proposed_measures.id"), index=True)
    severity: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(60))
    line: Mapped[int | None]
    where: Mapped[str] = mapped_column(default="")
    raw: Mapped[str] = mapped_column(default="")
    expected: Mapped[str] = mapped_column(default="")
    message: Mapped[str]


class ColumnChoice(Base):
    """What a person said of one table of a document: which column is which; machine output is another row."""

    __tablename__ = "column_choices"
    __table_args__ = (UniqueConstraint("government_id", "document_id", "place"),)

    id: Mapped[PrimaryKey]
    government_id: Mapped[int] = mapped_column(ForeignKey("local_governments.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    place: Mapped[int]
    """Which table of the document, counted from 0."""
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Meaning → index of the column; empty: no table of measures."""
    chosen_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    chosen_at: Mapped[datetime]
