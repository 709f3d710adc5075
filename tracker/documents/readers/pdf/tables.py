"""Tables of one page as rows of cells, and tables that pages have cut put together again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tracker import thai
from tracker.documents.blocks import Row, Table
from tracker.documents.readers.pdf import unit_names, wrapping
from tracker.documents.readers.pdf.lines import Line
from tracker.documents.readers.pdf.page import Box, Grid
from tracker.documents.readers.pdf.wrapping import Area, Break, Habits

_SAME_BORDER = 5.0
_HEADER_ROWS = 4
_FIRST_ENTRY = re.compile(r"\(?[1๑][.)](?![0-9๐-๙])")
_ENTRY = re.compile(r"\(?([0-9๐-๙]{1,2})[.)](?![0-9๐-๙])")
_FEWEST_NUMBERED = 3
_SCORE = re.compile(r"[0-9๐-๙]{1,3}\.[0-9๐-๙]{1,2}$")  # One score is whole: another below it is another row's.
_LINES_HELD_BACK = 2.6  # A program keeps up to two lines of a paragraph together at the end of a page.


@dataclass
class Cell:
    """One cell: what it says, its lines, where it stands."""

    text: str
    lines: list[Line]
    area: Area
    box: Box

    @property
    def bare(self) -> str:
        return thai.without_spaces(self.text)


@dataclass
class PrintedRow:
    """One row: for each column the cell that covers it."""

    cells: list[Cell]
    continued: frozenset[int] = frozenset()
    begins_page: bool = False

    def as_row(self) -> Row:
        one = len({id(cell) for cell in self.cells}) == 1 < len(self.cells) and not self.continued
        texts = tuple(cell.text for cell in self.cells)
        return Row(texts, None, self.continued, is_one_cell=one, begins_page=self.begins_page)


@dataclass
class PrintedTable:
    """A table, at first of one page, with the borders of its columns."""

    borders: list[float]
    rows: list[PrintedRow]

    def as_table(self) -> Table:
        return Table(tuple(row.as_row() for row in self.rows))


def printed_table(grid: Grid, lines: Sequence[list[Line]], habits: Habits) -> PrintedTable:
    """Write the text of each cell."""
    padding = _padding(grid, lines)
    cells = []
    for box, own in zip(grid.cells, lines, strict=True):
        area = Area(box.x0 + padding, box.x1 - padding)
        cells.append(Cell(_cell_text(own, area, habits), own, area, box))
    table = PrintedTable(grid.columns, [])
    above = [-1] * (len(grid.columns) - 1)
    for places in grid.places:
        continued = frozenset(column for column, index in enumerate(places) if index == above[column])
        if len(continued) < len(places):
            table.rows.append(PrintedRow([cells[index] for index in places], continued))
        above = places
    return table


def _padding(grid: Grid, lines: Sequence[list[Line]]) -> float:
    """Return how far text keeps from the borders of its cell."""
    distances = [line.x0 - box.x0 for box, own in zip(grid.cells, lines, strict=True) for line in own]
    return max(0.0, min(distances, default=0.0))


def _cell_text(lines: Sequence[Line], area: Area, habits: Habits) -> str:
    text = lines[0].text if lines else ""
    for before, after in pairwise(lines):
        text = _with_line(text, before, after, area, habits)
    return text


def _with_line(text: str, before: Line, after: Line, area: Area, habits: Habits) -> str:
    kind = wrapping.break_between(before, after, area, habits)
    if kind is Break.NONE and unit_names.begins_another(text, after.text):
        return f"{text} {after.text}"
    if kind is Break.NONE:
        return wrapping.joined(before, after, text=text)
    return text + ("\n" if kind is Break.LINE and habits.parts_paragraphs else "\n\n") + after.text


def goes_on(upper: PrintedTable, lower: PrintedTable) -> bool:
    """Tell whether a table at the top of a page continues the one at the bottom of the page before."""
    if len(upper.borders) != len(lower.borders) or not upper.rows or not lower.rows:
        return False
    shift = lower.borders[0] - upper.borders[0]
    if any(abs(b - a - shift) > _SAME_BORDER for a, b in zip(upper.borders, lower.borders, strict=True)):
        return False
    first, other = upper.rows[0], lower.rows[0]
    if _is_same(first, other):
        return True
    is_same_form = first.cells[0].bare == other.cells[0].bare != ""
    return not is_same_form and not (_is_bold(first) and _is_bold(other))


def _is_same(one: PrintedRow, other: PrintedRow) -> bool:
    return [cell.bare for cell in one.cells] == [cell.bare for cell in other.cells]


def _is_bold(row: PrintedRow) -> bool:
    return all(line.is_bold for cell in row.cells for line in cell.lines) and any(cell.lines for cell in row.cells)


def go_on(upper: PrintedTable, lower: PrintedTable, habits: Habits) -> None:
    """Put the rows of the next page under those of a table: headings once, a row that was cut in one piece."""
    rows = lower.rows
    for header, repeated in zip(upper.rows[:_HEADER_ROWS], lower.rows, strict=False):
        if len(rows) < 2 or not _is_same(header, repeated):
            break
        rows = rows[1:]
    rows = _with_merged(upper.rows[-1], rows)
    if _is_cut(upper.rows[-1], rows[0], habits, counts_on=_is_unnumbered(upper.rows, rows[0])):
        upper.rows[-1] = _mended(upper.rows[-1], rows[0], habits)
        rows = rows[1:]
    elif rows:
        rows = [replace(rows[0], begins_page=True), *rows[1:]]
    upper.rows.extend(rows)


def _with_merged(last: PrintedRow, rows: list[PrintedRow]) -> list[PrintedRow]:
    """Let a cell merged over rows above the end of the page hold for the empty one that goes on below it."""
    empty = {id(cell): last.cells[column] for column, cell in enumerate(rows[0].cells)
             if column in last.continued and not cell.bare and last.cells[column].bare}  # fmt: skip
    if not empty:
        return rows
    return [
        PrintedRow(
            [empty.get(id(cell), cell) for cell in row.cells],
            row.continued | frozenset(column for column, cell in enumerate(row.cells) if id(cell) in empty),
        )
        for row in rows
    ]


def _is_unnumbered(rows: Sequence[PrintedRow], lower: PrintedRow) -> bool:
    """Tell a row that begins with words where the rows above it begin with numbers that count up."""
    numbers = [_number_before(row.cells[0]) for row in rows[-_FEWEST_NUMBERED:]]
    counts_up = len(numbers) == _FEWEST_NUMBERED and all(
        one is not None and other == one + 1 for one, other in pairwise(numbers)
    )
    return counts_up and bool(lower.cells[0].bare) and _number_before(lower.cells[0]) is None


def _number_before(cell: Cell) -> int | None:
    match = _ENTRY.match(cell.bare)
    return int(thai.arabic_digits(match[1])) if match else None


def _is_cut(upper: PrintedRow, lower: PrintedRow, habits: Habits, *, counts_on: bool) -> bool:
    """Tell a row that goes on over the end of the page: what goes on had come down to it, and something does not.

    Where all goes on, a list must count on behind the rest of its entry, or the rows count up and this one does not.
    """
    pairs = [(above, below) for column, (above, below) in enumerate(zip(upper.cells, lower.cells, strict=True))
             if column not in lower.continued]  # fmt: skip
    going = [(above, below) for above, below in pairs if below.lines]
    ended = [above for above, below in pairs if above.bare and not below.bare]
    counts_on = counts_on or any(_counts_on(above, below) for above, below in going)
    if not going or not (ended or counts_on):
        return False
    is_numbered = lower.cells[0].bare.isdecimal()  # A row with a number of its own.
    is_scored = any(_SCORE.match(above.bare) and _SCORE.match(below.bare) for above, below in going)
    return not (is_numbered or is_scored) and all(
        _comes_down(above, habits) and not _begins_anew(below) for above, below in going
    )


def _comes_down(cell: Cell, habits: Habits) -> bool:
    if not cell.lines:
        return False
    last = cell.lines[-1]
    return cell.box.bottom - last.baseline < _LINES_HELD_BACK * habits.leading * last.size


def _begins_anew(cell: Cell) -> bool:
    """Tell a cell whose list begins with its first entry."""
    return bool(_FIRST_ENTRY.match(cell.bare))


def _counts_on(above: Cell, below: Cell) -> bool:
    """Tell a cell that begins inside an entry of a list and has the next entry of the list above it below that."""
    last, following = _numbers(above), _numbers(below)
    return bool(last and following) and not _ENTRY.match(below.bare) and following[0] == last[-1] + 1


def _numbers(cell: Cell) -> list[int]:
    matches = (_ENTRY.match(line.text.strip()) for line in cell.lines)
    return [int(thai.arabic_digits(match[1])) for match in matches if match]


def _mended(upper: PrintedRow, lower: PrintedRow, habits: Habits) -> PrintedRow:
    return PrintedRow(
        [
            _one_cell(above, below, habits) if column not in lower.continued else above
            for column, (above, below) in enumerate(zip(upper.cells, lower.cells, strict=True))
        ],
        upper.continued,
        upper.begins_page,
    )


def _one_cell(above: Cell, below: Cell, habits: Habits) -> Cell:
    if not above.lines or not below.lines:
        return below if below.lines else above
    last, first = above.lines[-1], below.lines[0]
    placed = replace(first, baseline=last.baseline + habits.leading * last.size)
    begun = _with_line(above.text, last, placed, above.area, habits)
    return Cell(begun + below.text[len(first.text) :], below.lines, below.area, below.box)
