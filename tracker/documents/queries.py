"""Documents and what the machine read in them, for whoever may see them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select

from tracker.database import db
from tracker.documents.models import ColumnChoice, Document, DocumentState, Finding, Flag, ProposedMeasure
from tracker.errors import NotFound
from tracker.people.models import Person
from tracker.people.viewer import Asker

SERIOUS = ("error", "warn")
"""The severities a person must look at; `info` only tells."""
_LONG_WAIT = timedelta(minutes=1)


@dataclass(frozen=True)
class DocumentRow:
    """A document as the list shows it."""

    id: int
    name: str
    state: DocumentState
    reason: str
    doc_type: str
    organisation: str
    assessed_year: int | None
    measures_year: int | None
    uploaded_at: datetime
    uploaded_by: str | None
    """Empty when the command line imported it."""
    measures: int
    flags: int


@dataclass(frozen=True)
class Progress:
    """How far the machine is with a document."""

    state: DocumentState
    attempts: int
    is_taken: bool
    """A reader has it to itself."""
    is_slow: bool
    """No reader has come for longer than one should take."""

    @property
    def sentence(self) -> str:
        """What the person who waits is told."""
        if self.state is not DocumentState.RECEIVED:
            return self.state.label
        if self.is_taken:
            again = f" ครั้งที่ {self.attempts} เพราะการอ่านครั้งก่อนหยุดกลางคัน" if self.attempts > 1 else ""
            return f"กำลังอ่านเอกสารนี้อยู่{again}"
        if self.is_slow:
            return "เอกสารนี้รอนานกว่าปกติ หากยังไม่เสร็จภายใน 5 นาที ให้แจ้งผู้ดูแลระบบตรวจหน้าระบบปกติดีไหม"
        return "การอ่านหยุดกลางคัน ระบบจะอ่านใหม่ให้เอง" if self.attempts else "รอคิวอ่าน"


def documents(asker: Asker) -> list[DocumentRow]:
    """Return the office's documents, newest first, each with how many measures and flags were found; one query."""
    measures = (
        select(func.count())
        .where(
            ProposedMeasure.government_id == Document.government_id,
            ProposedMeasure.document_id == Document.id,
        )
        .correlate(Document)
        .scalar_subquery()
    )
    flags = (
        select(func.count())
        .where(
            Flag.government_id == Document.government_id,
            Flag.document_id == Document.id,
            Flag.severity.in_(SERIOUS),
        )
        .correlate(Document)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            Document.id,
            Document.name,
            Document.state,
            Document.reason,
            Document.doc_type,
            Document.organisation,
            Document.assessed_year,
            Document.measures_year,
            Document.uploaded_at,
            Person.name.label("uploaded_by"),
            measures,
            flags,
        )
        .outerjoin(Person, Person.id == Document.uploaded_by_id)
        .where(Document.government_id == asker.government_id)
        .order_by(Document.uploaded_at.desc(), Document.id.desc())
    )
    return [DocumentRow(*tuple(row)) for row in rows]


def document(document_id: int, *, asker: Asker) -> Document:
    """Return one document of the asker's office."""
    found = db.session.scalar(
        select(Document).where(Document.id == document_id, Document.government_id == asker.government_id)
    )
    if found is None:
        raise NotFound("ไม่พบเอกสารนี้")
    return found


def progress(document: Document, *, at: datetime) -> Progress:
    """Return how far the machine is with a document."""
    free_since = document.lease_until or document.uploaded_at
    return Progress(document.state, document.attempts, is_taken=free_since > at, is_slow=at - free_since > _LONG_WAIT)


def document_with_content(content_key: str, *, asker: Asker) -> Document | None:
    """Return the office's document that has exactly this content, if it was received before."""
    return db.session.scalar(
        select(Document).where(Document.government_id == asker.government_id, Document.content_key == content_key)
    )


def has_waiting(*, at: datetime) -> bool:
    """Tell whether a document of any office waits for a reader."""
    return db.session.scalar(select(Document.id).where(*_waiting(at)).limit(1)) is not None


def to_be_read(asker: Asker, *, at: datetime) -> Select[Document]:
    """Return the statement for the document that has waited longest for a reader, locked for the one who takes it."""
    return (
        select(Document)
        .where(Document.government_id == asker.government_id, *_waiting(at))
        .order_by(Document.uploaded_at, Document.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def _waiting(at: datetime) -> tuple[ColumnElement[bool], ...]:
    """A document waits when it is not read yet and no reader has it, or the one who had it was killed."""
    is_free = or_(Document.lease_until.is_(None), Document.lease_until <= at)
    return Document.state == DocumentState.RECEIVED, is_free


def column_choices(document: Document) -> dict[int, dict[str, int]]:
    """Return what people said of a document's tables: place → meaning → index of the column."""
    rows = db.session.scalars(
        select(ColumnChoice).where(
            ColumnChoice.government_id == document.government_id, ColumnChoice.document_id == document.id
        )
    )
    return {row.place: {str(meaning): int(index) for meaning, index in row.columns.items()} for row in rows}


def proposals(document_id: int, *, asker: Asker) -> list[ProposedMeasure]:
    """Return the measures the machine read in a document, in its order."""
    return list(
        db.session.scalars(
            select(ProposedMeasure)
            .where(
                ProposedMeasure.government_id == asker.government_id,
                ProposedMeasure.document_id == document_id,
            )
            .order_by(ProposedMeasure.seq)
        )
    )


def proposal(proposal_id: int, *, asker: Asker) -> ProposedMeasure:
    """Return one measure the machine read."""
    found = db.session.scalar(
        select(ProposedMeasure).where(
            ProposedMeasure.id == proposal_id, ProposedMeasure.government_id == asker.government_id
        )
    )
    if found is None:
        raise NotFound("ไม่พบแถวนี้ในเอกสาร")
    return found


def findings(document_id: int, *, asker: Asker) -> list[Finding]:
    """Return the strengths and weaknesses a document states, in its order."""
    return list(
        db.session.scalars(
            select(Finding)
            .where(Finding.government_id == asker.government_id, Finding.document_id == document_id)
            .order_by(Finding.id)
        )
    )


def flags(document_id: int, *, asker: Asker) -> list[Flag]:
    """Return everything doubtful in a document, in the order it was found."""
    return list(
        db.session.scalars(
            select(Flag)
            .where(Flag.government_id == asker.government_id, Flag.document_id == document_id)
            .order_by(Flag.id)
        )
    )
