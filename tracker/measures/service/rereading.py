"""Reading a document anew with what a person said of its tables, as long as nothing read in it is decided."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from tracker.database import db
from tracker.documents import service as documents
from tracker.documents.models import Document, DocumentState, ProposedMeasure
from tracker.errors import NotNow, NotValid
from tracker.measures.models import Measure, Review
from tracker.measures.service import numbering
from tracker.people.viewer import Asker


def choose_columns(document: Document, place: int, columns: Mapping[str, int], *, by: Asker, at: datetime) -> None:
    """Say which column of a table is which (no column: it holds no measures), and let the document be read anew."""
    if columns and "title" not in columns:
        raise NotValid("กรุณาเลือกว่าคอลัมน์ใดเป็นชื่อมาตรการ หรือกด “ตารางนี้ไม่ใช่มาตรการ”")
    numbering.take_turns(by)
    db.session.refresh(document, with_for_update=True)
    if document.state is not DocumentState.ANALYSED:
        raise NotNow("ระบบกำลังอ่านเอกสารนี้อยู่ กรุณารอสักครู่ แล้วโหลดหน้าใหม่")
    if is_decided(document, by=by):
        raise NotNow("มีแถวที่พิจารณาแล้ว จึงเลือกคอลัมน์ใหม่ไม่ได้ กรุณายกเลิกผลการพิจารณาของทุกแถวก่อน แล้วเลือกคอลัมน์อีกครั้ง")
    documents.choose_columns(document, place, columns, by=by, at=at)


def is_decided(document: Document, *, by: Asker) -> bool:
    """Tell whether anything read in a document was decided, or made into a measure."""
    decided = (
        select(Review.id)
        .join(ProposedMeasure, ProposedMeasure.id == Review.proposed_measure_id)
        .where(Review.government_id == by.government_id, ProposedMeasure.document_id == document.id)
    )
    made = select(Measure.id).where(Measure.government_id == by.government_id, Measure.document_id == document.id)
    return any(db.session.scalar(found.limit(1)) is not None for found in (decided, made))
