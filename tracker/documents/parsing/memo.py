"""The head of a บันทึกข้อความ: who writes, its number, its date, about what, to whom."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker import thai
from tracker.documents.parsing.periods import period
from tracker.documents.parsing.scores import Line
from tracker.documents.reading import ReadMemo

_TITLE = re.compile(r"^บันทึกข้อความ")
_FROM = re.compile(r"^ส่วนราชการ\s*(.+?)(?:\s*(?:โทร|โทรศัพท์)\b.*|\s*โทร.*)?$")
_NUMBER = re.compile(
    r"(?:^|\s)ที่\s*((?:[ก-ฮ]{2}|[ก-ฮ]\.?[ก-ฮ]\.?)\s*[\d๐-๙]+(?:\.[\d๐-๙]+)*\s*/\s*(?:ว\s*(?=[\d๐-๙]))?(?:[\d๐-๙]+|-)?)"
)
_DATE = re.compile(r"(?:^|\s)(?:ลง)?วันที่\s*([\d๐-๙]{1,2}\s*[ก-๎.]+\s*(?:พ\.ศ\.)?\s*(?:[\d๐-๙]{4}|[\d๐-๙]{2})(?![\d๐-๙]))")
SUBJECT = re.compile(r"^เรื่อง\s*(.+)$")
_TO = re.compile(r"^เรียน\s*(.+)$")
_NEXT_FIELD = re.compile(r"^(?:เรียน|ถึง|อ้างถึง|สิ่งที่ส่งมา|วันที่|ที่\s|ส่วนราชการ|ตามที่|ด้วย|\(?[0-9๐-๙]{1,2}[.)])")
_FILLED_IN = re.compile(r"\.{2,}|…+|_{2,}")  # The dotted lines of the printed form.
_COLON = re.compile(r"(^|\s)(ส่วนราชการ|ที่|(?:ลง)?วันที่|เรื่อง|เรียน)\s*[:：]\s*")
_HEAD_LINES = 25


def memo(lines: Sequence[Line]) -> ReadMemo | None:
    """Read the head of a memo; None when the document has none."""
    start = next((at for at, line in enumerate(lines) if _TITLE.match(thai.without_spaces(line.text))), None)
    if start is None:
        return None
    head = [_plain(line) for line in lines[start : start + _HEAD_LINES]]
    day = _first(_DATE, head)
    dates = period(day, fiscal_year=None) if day else None
    return ReadMemo(
        from_unit=_first(_FROM, head),
        ref_no=_first(_NUMBER, head),
        date=dates.starts_on if dates else None,
        subject=_subject(lines[start : start + _HEAD_LINES]),
        to=_first(_TO, head),
    )


def _plain(line: Line) -> str:
    """Return a line without the dots it was filled in on and the colons behind its labels."""
    return thai.one_line(_COLON.sub(r"\1\2 ", _FILLED_IN.sub(" ", thai.one_line(line.text))))


def _subject(lines: Sequence[Line]) -> str | None:
    """Return the subject, with the lines of a text file it was wrapped over."""
    for at, line in enumerate(lines):
        match = SUBJECT.match(_plain(line))
        if match:
            return " ".join([match[1].strip(), *_wrapped(lines[at:])])
    return None


def _wrapped(lines: Sequence[Line]) -> Iterator[str]:
    for before, after in pairwise(lines):
        is_next = before.number is not None and after.number == before.number + 1
        text = thai.one_line(after.text)
        if not is_next or _NEXT_FIELD.match(text):
            return
        yield text


def _first(pattern: re.Pattern[str], head: Sequence[str]) -> str | None:
    return next((match[1].strip() for line in head if (match := pattern.search(line))), None)
