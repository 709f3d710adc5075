"""Receiving documents: a first look at the bytes, the file kept, a row that says it waits to be read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from tracker.database import db
from tracker.documents import queries
from tracker.documents.models import Document
from tracker.documents.readers import containers, ours
from tracker.errors import NotNow, UnreadableDocument
from tracker.files import FileStore
from tracker.people import audit
from tracker.people.viewer import Asker, Viewer
from tracker.thai import one_line, screen_instant

_OFFICE = "application/vnd.openxmlformats-officedocument."
_WORD, _EXCEL = f"{_OFFICE}wordprocessingml.document", f"{_OFFICE}spreadsheetml.sheet"
_LONGEST_NAME = 255
_FIRST_LOOK = 16 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DIRECTORY = 64 * 1024
"""The directory of a package stands at its end."""
_BLANK = b"\x00 \t\r\n\xef\xbb\xbf"


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
    """Refuse an empty, huge or foreign file by its first bytes; what is inside it is the sandbox's business."""
    if any(mark in upload.name for mark in "/\\\x00"):
        raise UnreadableDocument("ชื่อไฟล์ต้องไม่มีเครื่องหมาย / หรือ \\ ให้เปลี่ยนชื่อไฟล์แล้วอัปโหลดใหม่")
    if ours.is_measures_workbook(upload.content):
        raise UnreadableDocument("ไฟล์นี้เป็น Excel มาตรการของระบบ ให้นำเข้าที่เมนู มาตรการ › นำเข้าจาก Excel แทนหน้าเอกสาร")
    is_huge = len(upload.content) > containers.MAXIMUM_BYTES
    if is_huge or upload.content.startswith(_OLD_OFFICE):
        containers.container_of(upload.content, upload.name)
    elif not upload.content.startswith(b"PK") and b"%PDF-" not in upload.content[:1024]:
        # Twenty megabytes of text tell no more about what they are than their beginning.
        containers.container_of(upload.content.lstrip(_BLANK)[:_FIRST_LOOK], upload.name)


def _name_of(upload: Upload) -> str:
    name = one_line(upload.name) or "เอกสาร"
    if len(name) <= _LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if len(ending) < 10 else name[:_LONGEST_NAME]


def _media_type(content: bytes) -> str:
    """Tell the kind of a file by its first bytes; a package by the names in its directory."""
    beginning = content[:1024]
    if content.startswith(b"PK"):
        return _EXCEL if b"xl/workbook" in content[-_DIRECTORY:] else _WORD
    if b"%PDF-" in beginning:
        return "application/pdf"
    is_page = any(mark in beginning.lower() for mark in (b"<!doctype html", b"<html", b"<head", b"<body"))
    return "text/html" if is_page else "text/plain"
