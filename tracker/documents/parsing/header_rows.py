"""The rows of headings a table begins with, and the texts that stand above each column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker import thai
from tracker.documents.blocks import Row
from tracker.documents.parsing.headings import meanings
from tracker.documents.parsing.month_grid import Heading, is_time_heading

_LONGEST_CELL = 120
_LONGEST_SUBHEADING = 40
_MOST_SUBHEADINGS = 3
_LIST_ENTRY = re.compile(r"^\s*(?:[-–•]|\(?[0-9๐-๙]{1,2}[.)])")
_HALF = re.compile(r"^\(?(?:หลัก|ร่วม|รอง|สนับสนุน|แผน|ผล|จริง|ตามแผน|ปฏิบัติจริง|จาก|ถึง)\)?$")
_ENUMERATOR = re.compile(r"^[(\[]?[0-9๐-๙]{1,2}[)\]]?$")


@dataclass(frozen=True)
class HeaderRows:
    """Where the headings begin and end, and what stands above each column from top to bottom."""

    first: int
    end: int
    headings: tuple[Heading, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The headings as a person reads them, one line each."""
        return tuple(thai.one_line(" ".join(heading)) for heading in self.headings)


def header_rows(rows: Sequence[Row], first: int) -> HeaderRows | None:
    """Take the row at a place, and the rows of narrower headings below it, as headings; None where it holds entries."""
    row = rows[first]
    if not any(cell.strip() for cell in row.cells) or _holds_entries(row):
        return None
    end = first + 1
    while end < len(rows) and end - first <= _MOST_SUBHEADINGS and _goes_on(rows[first:end], rows[end]):
        end += 1
    return HeaderRows(first, end, _headings(rows[first:end]))


def _holds_entries(row: Row) -> bool:
    """Tell a row of long cells and list entries; headings that are numbered one by one are headings all the same."""
    said = [cell.strip() for cell in row.cells if cell.strip()]
    if any(len(cell) > _LONGEST_CELL for cell in said):
        return True
    entries = [cell for cell in said if _LIST_ENTRY.match(cell)]
    return bool(entries) and not (len(entries) == len(said) > 2 and all(meanings(cell) for cell in entries))


def _goes_on(above: Sequence[Row], row: Row) -> bool:
    """Tell a row that narrows the headings above it: months under a year, beginning and end under the period."""
    said = [(at, cell.strip()) for at, cell in enumerate(row.cells) if cell.strip()]
    if not said:
        return False
    fresh = [(at, text) for at, text in said if not any(_same(text, _cell(one, at)) for one in above)]
    if not fresh:
        return True
    if all(_ENUMERATOR.match(text) for _, text in fresh):
        return len(fresh) > 2 and [int(thai.arabic_digits(text).strip("()[]")) for _, text in fresh][:2] == [1, 2]
    if row.is_one_cell and len({text for _, text in fresh}) == 1:
        return False
    if _says_the_same(above[-1], fresh):
        return True
    return all(_is_below_a_wide_one(above[-1], at) and _is_subheading(text) for at, text in fresh)


def _says_the_same(above: Row, fresh: Sequence[tuple[int, str]]) -> bool:
    """Tell a row that gives the headings above it in other words, as in English."""
    pairs = [(meanings(_cell(above, at))[:1], meanings(text)[:1]) for at, text in fresh]
    same = sum(one == other != () for one, other in pairs)
    return same > 1 and same * 2 > len(pairs)


def _is_below_a_wide_one(above: Row, at: int) -> bool:
    """Tell a place below a heading that reaches over several columns, merged or left blank beside it."""
    own = _cell(above, at)
    neighbours = [_cell(above, at - 1) if at else "|", _cell(above, at + 1)]
    return not own.strip() or any(_same(own, other) for other in neighbours) or not neighbours[1].strip()


def _is_subheading(text: str) -> bool:
    if len(text) > _LONGEST_SUBHEADING:
        return False
    if is_time_heading(text) or _HALF.match(thai.without_spaces(text)) or re.fullmatch("[1-5๑-๕]", text):
        return True
    found = meanings(text)
    return bool(found) and not {"title", "indicator", "group"} & set(found)


def _headings(rows: Sequence[Row]) -> tuple[Heading, ...]:
    width = max(len(row.cells) for row in rows)
    filled = [_spread(rows, at, width) for at in range(len(rows))]
    found: list[Heading] = []
    for column in range(width):
        texts: dict[str, str] = {}
        for line in filled:
            text = thai.one_line(line[column])
            if text and not (line is not filled[0] and _ENUMERATOR.match(text) and not texts):
                texts.setdefault(thai.without_spaces(text), text)
        found.append(tuple(texts.values()))
    return tuple(found)


def _spread(rows: Sequence[Row], at: int, width: int) -> list[str]:
    """Return the cells of a row of headings, those that reach over several columns repeated where nothing said so."""
    cells = [*rows[at].cells, *[""] * (width - len(rows[at].cells))]
    if at + 1 == len(rows):
        return cells
    below = [_cell(rows[at + 1], column) for column in range(width)]
    for column in range(1, width):
        is_half = below[column].strip() and below[column - 1].strip() and below[column] != below[column - 1]
        if not cells[column].strip() and is_half and not _is_repeated(rows, at, column - 1):
            cells[column] = cells[column - 1]
    return cells


def _is_repeated(rows: Sequence[Row], at: int, column: int) -> bool:
    """Tell a heading that itself reaches down into the row below."""
    return _same(_cell(rows[at], column), _cell(rows[at + 1], column))


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""


def _same(one: str, other: str) -> bool:
    return thai.without_spaces(one) == thai.without_spaces(other)
