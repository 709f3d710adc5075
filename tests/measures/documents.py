"""Documents for tests of the review: a reading written out, received and recorded as the machine would."""

from datetime import date
from decimal import Decimal
from typing import Any

from tracker import clock
from tracker.database import db
from tracker.documents import queries, service
from tracker.documents.models import Document, ProposedMeasure
from tracker.documents.reading import PrintedScores, ReadFlag, ReadIndicator, Reading, ReadMeasure
from tracker.files import FileStore
from tracker.people.viewer import Asker

OFFICE = "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา"
SCORES = ("93.40", "95.10", "96.80", "84.20", "90.50", "95.20", "92.40", "88.40", "82.50", "85.00")


def a_read_measure(seq: int, **values: Any) -> ReadMeasure:
    """A measure without anything doubtful, of สำนักปลัด over the whole year."""
    return ReadMeasure(
        **{
            "seq": seq,
            "title": f"มาตรการที่จำลองลำดับ {seq}",
            "kind": "มาตรการ",
            "source_lines": (100 + seq,),
            "source_text": f"มาตรการที่จำลองลำดับ {seq}\n\n๑. ขั้นที่หนึ่ง\n๒. ขั้นที่สอง\n\nสำนักปลัด",
            "steps": ("ขั้นที่หนึ่ง", "ขั้นที่สอง"),
            "indicators": (1,),
            "period_raw": "ปีงบประมาณ พ.ศ. ๒๕๖๙",
            "start": date(2025, 10, 1),
            "end": date(2026, 9, 30),
            "owners_raw": "สำนักปลัด",
            "owners": ("สำนักปลัด",),
        }
        | values
    )


def a_flag(seq: int | None = None, **values: Any) -> ReadFlag:
    """A flag about a measure, or about the document."""
    return ReadFlag(
        **{"severity": "error", "kind": "period_unreadable", "message": "อ่านช่วงเวลาไม่ได้ ให้ตรวจ", "measure_seq": seq}
        | values
    )


def a_reading(*measures: ReadMeasure, flags: tuple[ReadFlag, ...] = (), **values: Any) -> Reading:
    """An analysis of ITA 2568 by the demo office, with its scores."""
    indicators = tuple(ReadIndicator(no, f"ตัวชี้วัด {no}", score=Decimal(score)) for no, score in enumerate(SCORES, 1))
    return Reading(
        **{
            "doc_type": "analysis_with_measures",
            "organisation": OFFICE,
            "fiscal_year": 2568,
            "measures_fiscal_year": 2569,
            "overall_score": Decimal("88.70"),
            "grade": "ผ่าน",
            "instrument_scores": PrintedScores(IIT=Decimal("92.00"), EIT=Decimal("92.00"), OIT=Decimal("83.75")),
            "indicators": indicators,
            "measures": measures,
            "flags": flags,
        }
        | values
    )


def an_analysed_document(reading: Reading, *, files: FileStore, by: Asker, content: bytes = b"") -> Document:
    """A document the machine has read."""
    upload = service.Upload("แผนมาตรการ.txt", content or "เอกสารตัวอย่าง".encode())
    document = service.receive_document(upload, files=files, by=by, at=clock.now())
    service.record_reading(document, reading, at=clock.now())
    db.session.commit()
    return document


def the_proposal(document: Document, seq: int, *, by: Asker) -> ProposedMeasure:
    """One of the document's proposals, by its place."""
    return next(one for one in queries.proposals(document.id, asker=by) if one.seq == seq)
