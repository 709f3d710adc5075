"""Receiving documents and writing down what the machine read in them; what is written is never edited."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.database import db
from tracker.documents import queries
from tracker.documents.models import Document, DocumentState, Finding, Flag, ProposedMeasure
from tracker.documents.readers import containers, markup, text
from tracker.documents.reading import ReadFinding, ReadFlag, Reading, ReadMeasure
from tracker.documents.sandbox import read_safely
from tracker.errors import NotNow, UnreadableDocument
from tracker.files import FileStore
from tracker.people import audit
from tracker.people.viewer import Asker, Viewer
from tracker.thai import one_line, screen_instant

PARSER_VERSION = "1"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_NAME = 255
_HIGHEST_STORED_SCORE = Decimal("999.99")


@dataclass(frozen=True)
class Upload:
    """A file as it was handed in."""

    name: str
    content: bytes


class AlreadyReceived(NotNow):
    """The same content was received before; `document` is where it is."""

    def __init__(self, document: Document) -> None:
        super().__init__(f"เอกสารนี้เคยนำเข้าแล้ว เมื่อ {screen_instant(document.uploaded_at)} ชื่อไฟล์ “{document.name}”")
        self.document = document


def receive_document(upload: Upload, *, files: FileStore, by: Asker, at: datetime) -> Document:
    """Keep a file and note that it waits to be read; what is plainly no document is refused before anything is kept.

    The file goes first, named by its content: should the row fail, a file nobody points at harms nobody.
    """
    refuse_unfit(upload)
    key = files.keep(upload.content)
    known = queries.document_with_content(key, asker=by)
    if known is not None:
        raise AlreadyReceived(known)
    document = Document(
        government_id=by.government_id,
        name=_name_of(upload),
        content_key=key,
        media_type=_media_type(upload.content),
        size=len(upload.content),
        uploaded_by_id=by.person_id if isinstance(by, Viewer) else None,
        uploaded_at=at,
    )
    db.session.add(document)
    try:
        db.session.flush()  # The page the person is sent to needs its id.
    except IntegrityError as error:  # Somebody handed in the same file in the same moment.
        raise NotNow("เอกสารนี้เคยนำเข้าแล้ว กรุณาเปิดรายการเอกสารใหม่") from error
    audit.record("document_received", document.name, by=by, at=at, details={"document": document.id})
    return document


def refuse_unfit(upload: Upload) -> None:
    """Refuse an empty, huge or foreign file by its first bytes; what is inside a package is the sandbox's business."""
    is_package = upload.content.startswith(b"PK")
    if not is_package or len(upload.content) > containers.MAXIMUM_BYTES:
        containers.container_of(upload.content, upload.name)
    elif "/" in upload.name or "\\" in upload.name or "\x00" in upload.name:
        raise UnreadableDocument("ชื่อไฟล์ต้องไม่มีเครื่องหมาย / หรือ \\ ให้เปลี่ยนชื่อไฟล์แล้วอัปโหลดใหม่")


def read_received(document: Document, *, files: FileStore) -> Reading:
    """Read a received document in the sandbox; takes seconds, so no transaction may be open meanwhile."""
    try:
        content = files.content(document.content_key)
    except FileNotFoundError as error:
        raise UnreadableDocument("ไม่พบไฟล์ต้นฉบับในที่เก็บไฟล์ ให้อัปโหลดไฟล์เดิมอีกครั้ง หรือแจ้งผู้ดูแลระบบ") from error
    return read_safely(content, document.name)


def record_reading(document: Document, reading: Reading, *, at: datetime) -> bool:
    """Write down what was read, once; False when another reader of the same document was faster."""
    if not _is_still_waiting(document):
        return False
    document.state = DocumentState.ANALYSED
    document.reason = ""
    document.analysed_at = at
    document.parser_version = PARSER_VERSION
    document.doc_type = reading.doc_type
    document.organisation = (reading.organisation or "")[:200]
    document.assessed_year = reading.fiscal_year
    document.measures_year = reading.measures_fiscal_year
    document.reading = reading.as_json()
    db.session.add_all(_finding(found, document) for found in reading.findings)
    proposals = [_proposal(measure, document) for measure in reading.measures]
    db.session.add_all(proposals)
    db.session.flush()  # Flags point at the proposals.
    ids = {proposal.seq: proposal.id for proposal in proposals}
    db.session.add_all(_flag(flag, document, ids) for flag in reading.flags)
    db.session.flush()  # The findings and flags are shown in the order of their ids.
    return True


def record_unreadable(document: Document, reason: str, *, at: datetime) -> bool:
    """Note why nobody can read a document; it is kept, so that a later reader may try again."""
    if not _is_still_waiting(document):
        return False
    document.state = DocumentState.UNREADABLE
    document.reason = reason
    document.analysed_at = at
    document.parser_version = PARSER_VERSION
    return True


def wait_again(document: Document, *, by: Asker, at: datetime) -> None:
    """Let an unreadable document be read once more, by a newer reader or after a lack of memory."""
    db.session.refresh(document, with_for_update=True)
    if document.state is DocumentState.ANALYSED:
        raise NotNow("เอกสารนี้อ่านแล้ว ไม่ต้องอ่านซ้ำ")
    document.state = DocumentState.RECEIVED
    audit.record("document_read_again", document.name, by=by, at=at, details={"document": document.id})


def _is_still_waiting(document: Document) -> bool:
    state = db.session.scalar(select(Document.state).where(Document.id == document.id).with_for_update())
    if state is not DocumentState.RECEIVED:
        db.session.refresh(document)
        return False
    return True


def _name_of(upload: Upload) -> str:
    name = one_line(upload.name) or "เอกสาร"
    if len(name) <= _LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if len(ending) < 10 else name[:_LONGEST_NAME]


def _media_type(content: bytes) -> str:
    if content.startswith(b"PK"):
        return _WORD
    try:
        return "text/html" if markup.is_page(text.decode(content)) else "text/plain"
    except UnreadableDocument:
        return "application/octet-stream"


def _finding(found: ReadFinding, document: Document) -> Finding:
    return Finding(
        government_id=document.government_id,
        document_id=document.id,
        code=found.code[:10] if found.code else None,
        indicator=found.indicator,
        kind=found.kind or "",
        refs=list(found.refs),
        score=found.score if found.score is None or abs(found.score) <= _HIGHEST_STORED_SCORE else None,
        text=found.text,
    )


def _proposal(measure: ReadMeasure, document: Document) -> ProposedMeasure:
    return ProposedMeasure(
        government_id=document.government_id,
        document_id=document.id,
        seq=measure.seq,
        kind=measure.kind,
        title=measure.title,
        analysis=measure.analysis or "",
        steps=list(measure.steps),
        indicators=list(measure.indicators),
        item_refs=list(measure.item_refs),
        period_raw=measure.period_raw or "",
        starts_on=measure.start,
        ends_on=measure.end,
        recurrence=measure.recurrence,
        periods=[[span.start.isoformat(), span.end.isoformat()] for span in measure.periods],
        owners_raw=measure.owners_raw or "",
        owners=list(measure.owners),
        monitoring=measure.monitoring or "",
        results=list(measure.result),
        outcomes=list(measure.outcome),
        source_lines=list(measure.source_lines),
        source_text=measure.source_text,
    )


def _flag(flag: ReadFlag, document: Document, proposal_ids: dict[int, int]) -> Flag:
    return Flag(
        government_id=document.government_id,
        document_id=document.id,
        proposed_measure_id=proposal_ids.get(flag.measure_seq) if flag.measure_seq is not None else None,
        severity=flag.severity,
        kind=flag.kind,
        line=flag.line,
        where=flag.where,
        raw=flag.raw or "",
        expected=flag.expected or "",
        message=flag.message,
    )


__all__ = [
    "AlreadyReceived",
    "Upload",
    "read_received",
    "receive_document",
    "record_reading",
    "record_unreadable",
    "refuse_unfit",
    "wait_again",
]
