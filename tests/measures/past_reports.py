"""Result reports of a past year for tests: read by the machine, waiting to be confirmed."""

from datetime import date
from typing import Any

from tests.measures.documents import a_read_measure, a_reading, an_analysed_document
from tracker.documents.models import Document
from tracker.documents.reading import PrintedScores, ReadFlag, ReadMeasure
from tracker.people.viewer import Asker
from tracker.web.machinery import machinery

PERIOD = "๑ ตุลาคม ๒๕๖๗ – ๓๐ กันยายน ๒๕๖๘"


def a_past_row(seq: int, **values: Any) -> ReadMeasure:
    """A measure of 2568 with two steps, what was done of each and what came of it."""
    return a_read_measure(
        seq,
        **{
            "title": f"มาตรการเดิมลำดับ {seq}",
            "period_raw": PERIOD,
            "start": date(2024, 10, 1),
            "end": date(2025, 9, 30),
            "result": ("จัดทำคู่มือแล้ว ๑๒ งาน", "แจ้งเวียนแล้วทุกกอง"),
            "outcome": ("มีคู่มือครบทุกงาน", "บุคลากรถือปฏิบัติ"),
        }
        | values,
    )


def a_result_report(
    *rows: ReadMeasure, by: Asker, flags: tuple[ReadFlag, ...] = (), content: bytes = b"", **values: Any
) -> Document:
    """The result report of 2568; without rows it has one."""
    nothing: dict[str, Any] = {
        "overall_score": None,
        "grade": None,
        "instrument_scores": PrintedScores(),
        "indicators": (),
    }
    told = {"doc_type": "year_end_result_report", "fiscal_year": 2568, "measures_fiscal_year": 2568}
    reading = a_reading(*(rows or (a_past_row(1),)), flags=flags, **(nothing | told | values))
    return an_analysed_document(reading, files=machinery().files, by=by, content=content)
