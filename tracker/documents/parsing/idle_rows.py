"""Rows of a table of measures that are none: headings said again, headings of groups, sums, notes, signatures."""

import re
from collections.abc import Mapping, Sequence

from tracker import thai
from tracker.documents.blocks import Row

_GROUP = re.compile(
    r"^(?:\(?[0-9๐-๙]{1,2}[.)]\s*)?(?:ตัวชี้วัด|มิติ|ด้าน|กลุ่ม|ประเด็น|แบบวัด|แบบตรวจ|หมวด|ส่วนที่|ยุทธศาสตร์|เครื่องมือ|[IEO]IT\b)"
)
_SUM = re.compile(
    r"^(?:ผล|ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|งบประมาณ|เป็นเงิน|จำนวน|เงิน)*(?=$|[\s:(0-9๐-๙])|^(?:grand\s)?total\b", re.IGNORECASE
)
_NOTE = re.compile(r"^(?:\*+\s*)?(?:หมายเหตุ|ที่มา|แหล่งที่มา|note)\s*(?:[:：]|\s|$)|^\*+\s", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"\(?ลงชื่อ|^(?:ผู้รายงาน|ผู้จัดทำ(?:แผน)?|ผู้เสนอ|ผู้ตรวจสอบ|ผู้เห็นชอบ|ผู้อนุมัติ)\s*(?:[:：.…_]|$)|[.…_]{8,}|^\(\s*(?:นาย|นาง|นางสาว)[^)]*\)$"
)


def repeats_headings(row: Row, printed: Sequence[str]) -> bool:
    """Tell a row of headings that stands again, also one of which a page lost a part."""
    headings = {thai.without_spaces(heading) for heading in printed if heading}
    said = {thai.without_spaces(cell) for cell in row.cells if cell.strip()}
    known = sum(any(text == heading or (len(text) > 3 and text in heading) for heading in headings) for text in said)
    return len(said) > 1 and known * 2 > len(said)


def is_no_measure(row: Row, columns: Mapping[str, int]) -> bool:
    """Tell a row of sums, notes or signatures."""
    texts = [text for cell in row.cells if (text := thai.one_line(cell))]
    said = list(dict.fromkeys(texts))
    if not said:
        return True
    work = [cell(row, columns, name).strip() for name in ("steps", "owner", "period")]
    is_idle = len(said) == 1 or not any(text and text != said[0] for text in work)
    if is_idle and any(_SUM.match(text) for text in said[:2]):
        return True
    if len(said) <= 2 and _NOTE.match(said[0]):
        return True
    return len(said) <= 4 and any(_SIGNATURE.search(text) for text in said) and all(len(text) < 120 for text in said)


def group_heading(row: Row, columns: Mapping[str, int]) -> str:
    """Return the heading of a group: one cell over the whole width, or alone in its row and worded as one."""
    said = {cell.strip() for cell in row.cells if cell.strip()}
    if len(said) != 1:
        return ""
    text = thai.one_line(said.pop())
    if row.is_one_cell or _GROUP.match(text):
        return text
    places = [at for at, cell in enumerate(row.cells) if cell.strip()]
    if places[0] in row.continued:
        return ""
    is_wide = len(places) > 1 and len(places) * 2 > len(row.cells)
    is_in_column_of_numbers = places == [columns.get("number")] and len(text) > 6
    return text if is_wide or is_in_column_of_numbers else ""


def cell(row: Row, columns: Mapping[str, int], name: str) -> str:
    """Return what a row says in the column of a meaning."""
    index = columns.get(name)
    return row.cells[index] if index is not None and index < len(row.cells) else ""
