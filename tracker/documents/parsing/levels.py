"""The level of the whole assessment, as printed: A, AA, ผ่าน, ผ่านดี and their like."""

import re
from collections.abc import Sequence

from tracker import thai
from tracker.documents.parsing.scores import Line

_LEVEL = (
    r"(?:ผ่านดีเยี่ยม|ผ่านดี(?!เย)|ผ่าน(?!ดี|เกณฑ์|การ|ตาม|ช่อง|ระบบ|ทาง)"
    r"|ต้องปรับปรุงโดยด่วน|ต้องปรับปรุง(?!แก้ไข|ใน|เรื่อง|ให้)|AA|[A-F])(?![A-Za-z.])"
)
_QUOTES = r"[\s:：=“”\"'‘(\[]*"
_SAID = re.compile(
    rf"(?P<word>ระดับ|เกรด|[Gg]rade|อยู่ใน(?:ช่วง)?เกณฑ์|ผลการประเมิน(?:คือ|เป็น|ได้)?|ผลประเมิน|ได้ผล)"
    rf"(?:{_QUOTES}(?:ผลการประเมิน|ผลประเมิน|คะแนน|คุณภาพ|คุณธรรมและความโปร่งใส|การประเมิน|เกณฑ์|ที่ได้(?:รับ)?|คือ|เป็น"
    rf"|อยู่ใน(?:ระดับ)?|ระดับ|ITA|\(Rating(?: Score)?\)))*"
    rf"{_QUOTES}(?P<level>{_LEVEL})"
)
_WISHED = re.compile(r"(?:เป้าหมาย|ให้(?:ได้|มี|อยู่|ผ่าน)|ยกระดับ|เพื่อ|ไม่ต่ำกว่า|ไม่น้อยกว่า|มุ่ง|คาดว่า|ตั้งแต่|ขึ้นไป|ต่ำกว่า)[^.]{0,30}$")
_RISEN = re.compile(
    r"^\s*(?:ขึ้นไป|หมายถึง\s*(?:ช่วง|มี)?\s*(?:ผล)?(?:ระดับ)?คะแนน|[=:]?\s*\(?(?:คะแนน)?\s*\d{1,3}(?:\.\d+)?\s*(?:[-–]|ถึง|คะแนนขึ้นไป))"
)
_OF_PART = re.compile(r"ตัวชี้วัด(?:ที่|\s*\d)|(?<![A-Z])[IEO]IT")
_OTHER_YEAR = re.compile(r"ปี(?:ก่อน|ที่แล้ว|ที่ผ่านมา)")
_YEAR = re.compile(r"(?<!\d)25[4-9]\d(?!\d)")
_CLAUSE = 90
_WORDS_BEFORE = 40


def level_in_cell(cell: str) -> str | None:
    """Return the level a cell of a table holds, alone or behind the word for it."""
    match = re.fullmatch(rf"{_QUOTES}(?:(?:อยู่ใน)?ระดับ|เกรด)?{_QUOTES}({_LEVEL})[\s”\"'’)\]]*", thai.one_line(cell))
    return match[1] if match else None


def level(lines: Sequence[Line], near: int | None, year: int | None) -> str | None:
    """Return the level of the whole as printed, best on the line of the overall score; no goals, no other years."""
    ordered = sorted(lines, key=lambda line: line.number != near) if near is not None else list(lines)
    for line in ordered:
        text = thai.arabic_digits(thai.one_line(line.text))
        for match in _SAID.finditer(text):
            if _is_of_this(text, match, year):
                return match["level"]
    return None


def _is_of_this(text: str, match: re.Match[str], year: int | None) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if _WISHED.search(before[-_WORDS_BEFORE:]) or _RISEN.match(after) or _OTHER_YEAR.search(before[-_WORDS_BEFORE:]):
        return False
    parts = {part[0] for part in _OF_PART.finditer(before[-_CLAUSE:])}
    if len(parts) == 1 and not re.search(r"ภาพรวม|โดยรวม", before):
        return False
    years = _YEAR.findall(before)
    return not years or year is None or str(year) in years[-2:]
