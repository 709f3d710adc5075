"""Lines to paragraphs: which line ends a writer meant, and which are there because the paper was too narrow.

A line end is the paper's where the next word would not have fitted; Thai has no spaces between words, so the word
list tells how long that word is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from tracker import thai
from tracker.documents.readers.first_words import THAI, first_word
from tracker.documents.readers.pdf.lines import Line
from tracker.documents.readers.pdf.page import Box

_NUMBER = "[1-9๑-๙][0-9๐-๙]?"
_MARKED = re.compile(
    rf"^(?:[-–—•●○▪◦*·➢✓☐\uf0b7\uf0a7\uf0d8\uf0fc]\s*\S|\(?{_NUMBER}[.)]\)?(?![0-9๐-๙])|{_NUMBER}\.[1-9๑-๙](?![0-9๐-๙]))"
)
# To whom a letter goes stands on a line of its own, however full the line above it is.
_ADDRESSED = re.compile(r"^เรียน\s+(?:นายก|ปลัด|รองปลัด|ผู้|หัวหน้า|ประธาน|ท่าน)")
# An amount and the month of a day belong to what stands before them: มีผู้เข้าร่วม | ๓๐ คน, วันที่ ๑๕ | พ.ย. ๒๕๖๕
_AMOUNT = re.compile(
    r"^[0-9๐-๙,]+\s*(?:คน|ครั้ง|ราย|เดือน|วัน|ชุด|ฉบับ|แห่ง|บาท|เรื่อง|โครงการ|กิจกรรม|รุ่น|หมู่บ้าน|บริการ|ช่องทาง|ชั่วโมง|นาที|ไตรมาส|เล่ม|คะแนน)"
)
_ENDS_IN_DAY = re.compile(r"(?<![0-9๐-๙./])[0-9๐-๙]{1,2}$")
_YEAR_FIRST = re.compile(r"^(?:พ\.\s?ศ\.\s*)?[2๒][5๕][0-9๐-๙]{2}(?![0-9๐-๙])")
_MONTH_FIRST = re.compile("^(?:" + "|".join(map(re.escape, (*thai.MONTHS, *thai.MONTH_ABBREVIATIONS))) + ")")
_INSIDE_A_TEXT = re.compile(f"[{THAI}]$")
_GOES_ON_IN_THAI = re.compile(f"^[{THAI}]")
_GAP = 1.3  # Of the usual distance of lines: further apart, a new paragraph.
_INDENT = 0.8  # Of the size of the letters.
_OTHER_SIZE = 1.12
_FULL_LINES = 3
_FAR_RIGHT = 0.75  # Of the width of the page: text that ends before that does not fill its lines.
_NEVER_FIRST = tuple("”’)],.:;!?ๆฯ")


class Break(Enum):
    """What stands between two lines."""

    NONE = "the line was too full"
    LINE = "the writer began a new line"
    PARAGRAPH = "the writer began a new paragraph"


@dataclass(frozen=True)
class Habits:
    """What a whole document tells about the program that printed it."""

    leading: float = 1.5
    """The usual distance of lines, in sizes of their letters."""
    parts_paragraphs: bool = False
    """Whether paragraphs in cells stand further apart than lines."""


@dataclass(frozen=True)
class Area:
    """How far text may reach."""

    left: float
    right: float


def break_between(before: Line, after: Line, area: Area, habits: Habits) -> Break:
    """Tell why a line ended."""
    distance = after.baseline - before.baseline
    is_apart = distance > _GAP * habits.leading * max(before.size, after.size)
    if is_apart or _looks_other(before, after) or _MARKED.match(after.text) or _ADDRESSED.match(after.text):
        return Break.PARAGRAPH
    if _is_one_phrase(before.text, after.text):
        return Break.NONE
    if has_room(before, after, area):
        return Break.LINE
    return Break.PARAGRAPH if _is_indented(before, after, area) else Break.NONE


def has_room(before: Line, after: Line, area: Area) -> bool:
    """Tell whether the next line's first word would have fitted at the end of a line."""
    space = 0.0 if _is_inside_a_text(before, after) and not before.ends_in_space else before.size / 5
    return before.x1 + space + after.width_of(first_word(after.text)) < area.right - before.size / 10


def _is_one_phrase(before: str, after: str) -> bool:
    """Tell an amount, the month of a day and a year, which belong to what stands before them."""
    is_month = _ENDS_IN_DAY.search(before) and _MONTH_FIRST.match(after)
    is_year = before.endswith(("ปีงบประมาณ", "พ.ศ.")) and _YEAR_FIRST.match(after)
    return bool(is_month or is_year or _AMOUNT.match(after))


def is_marked(line: Line) -> bool:
    """Tell whether a line begins with the mark of a list."""
    return bool(_MARKED.match(line.text))


def _looks_other(before: Line, after: Line) -> bool:
    return before.is_bold != after.is_bold or max(before.size, after.size) > min(before.size, after.size) * _OTHER_SIZE


def _is_indented(before: Line, after: Line, area: Area) -> bool:
    """Tell the first line of a paragraph that is set in; lines of a list hang, and centred lines differ by nature."""
    indent = _INDENT * after.size
    is_centred = abs((before.x0 + before.x1) - (after.x0 + after.x1)) < 2 * indent
    return after.x0 > before.x0 + indent and before.x0 < area.left + indent and not is_marked(before) and not is_centred


def _is_inside_a_text(before: Line, after: Line) -> bool:
    return bool(_INSIDE_A_TEXT.search(before.text) and _GOES_ON_IN_THAI.match(after.text))


def joined(before: Line, after: Line, *, text: str) -> str:
    """Write a line behind the text that ends with the line before, with a space only where there is or was one.

    Between two Thai letters a line may end without one; elsewhere programs end lines only at a space.
    """
    if after.text.startswith("ณ "):  # A word of its own, which stands between spaces.
        return f"{text} {after.text}"
    is_whole = text.endswith(("-", "/")) or after.text.startswith(_NEVER_FIRST) or _is_inside_a_text(before, after)
    return f"{text}{after.text}" if is_whole and not before.ends_in_space else f"{text} {after.text}"


def text_area(lines: Sequence[Line], page: Box, tables: Sequence[Box]) -> Area:
    """Return how far the text of pages of one width reaches: as far as full lines, tables, or equal margins say."""
    if not lines:
        return Area(page.x0, page.x1)
    left = sorted(line.x0 for line in lines)[len(lines) // 10]
    rights = sorted(line.x1 for line in lines)
    right = rights[len(rights) * 97 // 100]
    full = sum(right - 2 * line.size < line.x1 for line in lines)
    if full < _FULL_LINES or right < page.x0 + _FAR_RIGHT * (page.x1 - page.x0):
        right = max(right, page.x1 - (left - page.x0))
    return Area(left, max([right, *(box.x1 for box in tables if box.x1 <= page.x1 - (left - page.x0) / 2)]))


def habits_of(areas: Sequence[Sequence[Line]]) -> Habits:
    """Learn from the lines of each area of a document."""
    distances = sorted(
        (after.baseline - before.baseline) / max(before.size, after.size)
        for lines in areas
        for before, after in pairwise(lines)
        if after.baseline - before.baseline < 3 * before.size
    )
    leading = distances[len(distances) // 4] if distances else 1.5
    return Habits(max(leading, 0.5))


def with_spacing(habits: Habits, cells: Sequence[Sequence[Line]]) -> Habits:
    """Learn whether paragraphs in cells are set apart: then lines that are not belong to one paragraph."""
    apart = sum(
        after.baseline - before.baseline > _GAP * habits.leading * max(before.size, after.size)
        for lines in cells
        for before, after in pairwise(lines)
    )
    return replace(habits, parts_paragraphs=apart > 2)
