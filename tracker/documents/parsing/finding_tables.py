"""Findings that stand in a table: a column of strengths beside one of weaknesses, or a row for each item."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker import thai
from tracker.documents.blocks import Row, Table
from tracker.documents.parsing import indicators, items
from tracker.documents.parsing.finding_labels import kind_of_column
from tracker.documents.parsing.scores import Line, score_in_cell
from tracker.documents.parsing.steps import items as list_items
from tracker.documents.reading import FindingKind

_CODE = re.compile(r"^(?:ข้อ\s*)?([ie])\s?(\d{1,2})\b", re.IGNORECASE)
_TEXT = re.compile(r"ประเด็น|รายการ|ข้อคำถาม|คำถาม|รายละเอียด|ข้อค้นพบ|ผลการวิเคราะห์")
_SCORE = re.compile(r"คะแนน|ร้อยละ")
_NOTHING = re.compile(r"^[-–—.\s]*$|^ไม่(?:มี|พบ)$")
_HEADER_ROWS = 3
_FEWEST_CODED = 2


@dataclass(frozen=True)
class FoundCell:
    """One finding of a table, before its text is read: its words, and what the row says of it."""

    kind: FindingKind | None
    text: str
    line: Line
    indicator: int | None = None
    code: str | None = None
    score: Decimal | None = None


def findings_of(table: Table, open_kind: FindingKind | None, section: int | None) -> Iterator[FoundCell]:
    """Yield the findings of a table; none where its headings announce none.

    `open_kind` is what the label above the table announced, `section` the indicator it stands under.
    """
    for at, row in enumerate(table.rows[:_HEADER_ROWS]):
        kinds = {column: kind for column, cell in enumerate(row.cells) if (kind := kind_of_column(cell))}
        if kinds and len(row.cells) > 1 and at + 1 < len(table.rows):
            yield from _by_columns(table.rows[at + 1 :], kinds, row, section)
            return
    yield from _by_items(table, open_kind, section)


def _by_columns(
    rows: Sequence[Row], kinds: dict[int, FindingKind], header: Row, section: int | None
) -> Iterator[FoundCell]:
    about = section
    for row in rows:
        others = [cell for column, cell in enumerate(row.cells) if column not in kinds]
        about = _indicator(others) or about
        code = next((code for cell in others if (code := _code(cell))), None)
        scores = [
            score
            for column, cell in enumerate(row.cells)
            if column not in kinds and _SCORE.search(header.cells[column] if column < len(header.cells) else "")
            and code is not None and (score := score_in_cell(cell)) is not None
        ]  # fmt: skip
        for column, kind in kinds.items():
            if column >= len(row.cells) or column in row.continued or row.is_one_cell:
                continue
            for item in list_items(row.cells[column]):
                if not _NOTHING.match(item.text):
                    yield FoundCell(kind, item.text, Line(item.text, row.line), about, code, next(iter(scores), None))


def _by_items(table: Table, kind: FindingKind | None, section: int | None) -> Iterator[FoundCell]:
    """Read ข้อ | ประเด็น | คะแนน: a row for each item of the IIT and the EIT."""
    coded = [row for row in table.rows if any(_CODE.fullmatch(_plain(cell)) for cell in row.cells)]
    header = table.rows[0] if table.rows else None
    if len(coded) < _FEWEST_CODED or header is None or header in coded:
        return
    text_column = next(
        (at for at, cell in enumerate(header.cells) if _TEXT.search(cell) and not _SCORE.search(cell)), None
    )
    score_column = next((at for at, cell in enumerate(header.cells) if _SCORE.search(cell)), None)
    if text_column is None or (kind is None and section is None):
        return
    for row in coded:
        code = next(code for cell in row.cells if (code := _code(cell)))
        text = thai.one_line(row.cells[text_column]) if text_column < len(row.cells) else ""
        if text and not _CODE.fullmatch(_plain(text)):
            score = score_in_cell(row.cells[score_column]) if score_column is not None else None
            yield FoundCell(kind, text, Line(text, row.line), section, code, score)


def _indicator(cells: Sequence[str]) -> int | None:
    """Return the indicator a row is about: by the number it prints behind the word, by its name, or by both."""
    for cell in cells:
        numbers = {mention.no for mention in indicators.mentions(thai.one_line(cell))}
        if len(numbers) == 1:
            return numbers.pop()
    for cell in cells:
        line = _plain(cell)
        numbered = re.match(r"^\(?(10|[1-9])[.)]?\s*(?=[ก-๎])(.*)$", line)
        name = numbered[2] if numbered else line
        if numbered and indicators.nearest(name)[1] >= 0.6:
            return int(numbered[1])
        named = indicators.number_of(name) or next(iter(indicators.named_in(name)), None)
        if named is not None:
            return named
    return None


def _code(cell: str) -> str | None:
    match = _CODE.match(_plain(cell))
    return items.perceived_items(match[0])[0].code if match and items.perceived_items(match[0]) else None


def _plain(cell: str) -> str:
    return thai.arabic_digits(thai.one_line(cell))
