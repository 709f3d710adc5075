"""Whose turn it is to be read: one reader at a time for a document, three attempts at most, nothing read twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from tracker.database import db
from tracker.documents import queries
from tracker.documents.models import Document, DocumentState
from tracker.documents.parsing.tables import NO_CHOICES, Choices
from tracker.documents.reading import Reading
from tracker.documents.sandbox import read_safely
from tracker.documents.service.recording import record_unreadable
from tracker.errors import NotNow, UnreadableDocument
from tracker.files import FileStore
from tracker.people import audit
from tracker.people.viewer import Asker

MOST_ATTEMPTS = 3
_LEASE = timedelta(seconds=90)
"""Longer than the sandbox lets anything take; whoever holds it past that has been killed."""
_PAUSE = timedelta(seconds=5)
_GIVEN_UP = (
    "ระบบพยายามอ่านเอกสารนี้ 3 ครั้งแล้วไม่สำเร็จ ไฟล์ต้นฉบับยังเก็บไว้ ให้เปิดไฟล์ใน Word บันทึกใหม่เป็น .docx แล้วอัปโหลด"
    " หรือกดให้ระบบอ่านอีกครั้ง"
)


@dataclass(frozen=True)
class Taken:
    """A document in the hands of one reader, with what a person said of its tables: all that reading needs."""

    document: Document
    columns: Choices


def take_next(asker: Asker, *, at: datetime) -> Taken | None:
    """Take the document that has waited longest, so that nobody else reads it meanwhile; None when none waits.

    One whose readers were killed time and again is given up.
    """
    while True:
        document = db.session.scalar(queries.to_be_read(asker, at=at))
        if document is None:
            return None
        if document.attempts < MOST_ATTEMPTS:
            return take(document, at=at)
        record_unreadable(document, _GIVEN_UP, at=at)
        db.session.flush()  # It waits no longer.


def take(document: Document, *, at: datetime) -> Taken:
    """Take a document that was received a moment ago."""
    document.attempts += 1
    document.lease_until = at + _LEASE
    return Taken(document, queries.column_choices(document))


def read_received(document: Document, *, files: FileStore, columns: Choices = NO_CHOICES) -> Reading:
    """Read a received document in the sandbox; takes seconds, so no transaction may be open meanwhile."""
    try:
        content = files.content(document.content_key)
    except FileNotFoundError as error:
        raise UnreadableDocument("ไม่พบไฟล์ต้นฉบับในที่เก็บไฟล์ ให้อัปโหลดไฟล์เดิมอีกครั้ง หรือแจ้งผู้ดูแลระบบ") from error
    return read_safely(content, document.name, columns=columns)


def put_back(document: Document, *, at: datetime) -> None:
    """Let a document whose reader was killed wait for another, a little longer each time, or give it up."""
    state = db.session.scalar(select(Document.state).where(Document.id == document.id).with_for_update())
    if state is not DocumentState.RECEIVED:
        return
    if document.attempts >= MOST_ATTEMPTS:
        record_unreadable(document, _GIVEN_UP, at=at)
    else:
        document.lease_until = at + _PAUSE * document.attempts


def wait_again(document: Document, *, by: Asker, at: datetime) -> None:
    """Let an unreadable document be read once more, by a newer reader or after a lack of memory."""
    db.session.refresh(document, with_for_update=True)
    if document.state is DocumentState.ANALYSED:
        raise NotNow("เอกสารนี้อ่านแล้ว ไม่ต้องอ่านซ้ำ")
    if document.state is DocumentState.RECEIVED:
        return  # It was pressed twice: whoever reads it keeps it.
    wait_anew(document, at=at)
    audit.record("document_read_again", document.name, by=by, at=at, details={"document": document.id})


def wait_anew(document: Document, *, at: datetime) -> None:
    """Let a document wait as if it had just come in: free from this moment on."""
    document.state, document.reason = DocumentState.RECEIVED, ""
    document.attempts, document.lease_until = 0, at
