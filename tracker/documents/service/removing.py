"""Removing what nobody could read: the office hands in a better file instead."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from tracker.database import db
from tracker.documents.models import ColumnChoice, Document, DocumentState
from tracker.documents.service.recording import forget_reading
from tracker.errors import NotNow
from tracker.people import audit
from tracker.people.viewer import Asker


def remove_unreadable(document: Document, *, by: Asker, at: datetime) -> None:
    """Take an unreadable document off the list; what was read stays, for people decided by it.

    The bytes stay in the file store, as evidence with the same content may point at them.
    """
    db.session.refresh(document, with_for_update=True)
    if document.state is not DocumentState.UNREADABLE:
        raise NotNow("ลบได้เฉพาะเอกสารที่ระบบอ่านไม่ได้ เอกสารที่อ่านแล้วเก็บไว้เป็นหลักฐาน")
    audit.record("document_removed", document.name, by=by, at=at, details={"document": document.id})
    try:
        forget_reading(document)
        db.session.execute(
            delete(ColumnChoice).where(
                ColumnChoice.government_id == document.government_id, ColumnChoice.document_id == document.id
            )
        )
        db.session.execute(delete(Document).where(Document.id == document.id))
    except IntegrityError as error:  # Scores were accepted from it before it was read anew.
        raise NotNow("มีคะแนนหรือมาตรการที่รับจากเอกสารนี้แล้ว จึงลบไม่ได้") from error
    db.session.expunge(document)
