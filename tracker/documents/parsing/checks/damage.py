"""Words of the text that are probably damaged: one flag for all of them."""

from collections.abc import Sequence

from tracker.documents.parsing.flags import flag
from tracker.documents.reading import ReadFlag, ReadRepair

_SEVERAL = 3  # One or two are slips of the pen, as sound documents have.


def doubtful_words(repairs: Sequence[ReadRepair]) -> tuple[ReadFlag, ...]:
    """Say once that words are doubtful, how many, and which is the first."""
    doubts = [repair for repair in repairs if not repair.is_applied]
    count = sum(repair.count for repair in doubts)
    if count < _SEVERAL:
        return ()
    first = next((repair for repair in doubts if repair.repaired), doubts[0])
    likely = f" น่าจะเป็น “{first.repaired.strip()}”" if first.repaired else ""
    message = (
        f"พบคำที่ตัวอักษรน่าจะเพี้ยน {count} แห่ง เช่น “{first.raw.strip()}”{likely} "
        "ให้เทียบกับต้นฉบับก่อนอนุมัติ หรืออัปโหลดไฟล์ Word (.docx) ต้นฉบับแทน"
    )
    return (
        flag(
            "words_doubtful",
            message,
            where="ทั้งเอกสาร",
            line=first.line,
            raw=first.raw.strip(),
            expected=first.repaired.strip() if first.repaired else None,
        ),
    )
