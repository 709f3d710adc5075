"""Rows of a sheet, of a workbook or saved as CSV, as paragraphs and tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Row, Table

_NEAR = 2  # Blank rows between two parts of one table.
_MOST_HEADINGS = 2
_LONGEST_HEADING = 100
_LONGEST_NUMBER = 4


@dataclass
class SheetRow:
    """One row with the text of each place; what is merged is repeated."""

    cells: list[str]
    line: int | None = None
    continued: frozenset[int] = frozenset()
    merged: frozenset[int] = frozenset()
    """The places a merged cell covers besides its first one."""
    last_line: int | None = None
    colours: Sequence[str] = ()
    """The fill of each place, where the file knows colours."""

    def filled(self) -> list[int]:
        """Return the first place of each cell that says something."""
        return [at for at, cell in enumerate(self.cells) if cell and at not in self.merged]


def blocks(rows: Iterable[SheetRow]) -> Iterator[Block]:
    """Part a sheet at its blank rows; a row of one cell above or below a table is a paragraph."""
    part: list[SheetRow] = []
    reach, blank = (0, 0), 0
    for row in chain(rows, [SheetRow([])]):
        filled = row.filled()
        if filled and row.continued.issuperset(filled):
            continue  # Nothing but cells that began above.
        if filled:
            part.append(row)
            continue
        if part:
            for block in _part(part, reach if blank <= _NEAR else (0, 0)):
                yield block
                reach, blank = _reach(part) if isinstance(block, Table) else (0, 0), 0
            part = []
        blank += 1


def _part(rows: Sequence[SheetRow], before: tuple[int, int]) -> Iterator[Block]:
    """Yield rows that stand together: tables, and the paragraphs above, between and below them."""
    start = 0
    while start < len(rows):
        end = _end_of_table(rows, start)
        if end == start:
            yield _paragraph(rows[start])
            start += 1
        else:
            yield _table(rows[start:end], before)
            start = end


def _end_of_table(rows: Sequence[SheetRow], start: int) -> int:
    """Return where the table that begins with a row ends; the row itself where none begins."""
    end = _end_of_several(rows, start)
    if end - start < 1 or (end - start == 1 and not _several_below(rows, end)):
        return start
    while True:
        single = end
        while single < len(rows) and len(rows[single].filled()) == 1:
            single += 1
        below = _end_of_several(rows, single)
        if _is_of_the_table(rows[start:end], rows[end:single], rows[single:below]):
            end = below
            continue
        first = _reach(rows[start:end])[0]
        while end < single and rows[end].filled()[0] > first:  # An entry of a list that goes on in its column.
            end += 1
        return end if end - start > 1 else start


def _end_of_several(rows: Sequence[SheetRow], start: int) -> int:
    return next((at for at in range(start, len(rows)) if len(rows[at].filled()) < 2), len(rows))


def _several_below(rows: Sequence[SheetRow], start: int) -> bool:
    return any(len(row.filled()) > 1 for row in rows[start:])


def _is_of_the_table(above: Sequence[SheetRow], singles: Sequence[SheetRow], below: Sequence[SheetRow]) -> bool:
    """Tell headings of groups, and entries that go on in their column, from the text between two tables."""
    if not below:
        return False
    first, last = _reach(above)
    from_column, to_column = _reach(below)
    if from_column < first or to_column > last:
        return False
    if last - to_column > 1 and len(below) > 2 and not _counts_on(above, below):
        return False
    if singles and _has_headings(above) and _has_headings(below):
        return False
    headings = [row for row in singles if row.filled()[0] <= first]
    return len(headings) <= _MOST_HEADINGS and all(
        len(row.cells[row.filled()[0]]) <= _LONGEST_HEADING for row in headings
    )


def _counts_on(above: Sequence[SheetRow], below: Sequence[SheetRow]) -> bool:
    """Tell rows whose first column goes on with the numbers above: their last columns are only blank."""
    last = next((number for row in reversed(above) if (number := _first_number(row)) is not None), None)
    return last is not None and _first_number(below[0]) == last + 1


def _first_number(row: SheetRow) -> int | None:
    """Return the number that the first filled cell is, as rows are counted."""
    filled = row.filled()
    text = row.cells[filled[0]].strip(".) (") if filled else ""
    return int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else None


def _has_headings(rows: Sequence[SheetRow]) -> bool:
    """Tell rows that begin with headings: words above a column of numbers."""
    firsts = [row.cells[row.filled()[0]].strip(".) ") for row in rows if len(row.filled()) > 1]
    return len(firsts) > 1 and not firsts[0].isdecimal() and all(first.isdecimal() for first in firsts[1:])


def _table(rows: Sequence[SheetRow], before: tuple[int, int]) -> Table:
    """Write a table; one of no more columns than the one just before keeps to its columns."""
    first, last = _reach(rows)
    if before[0] <= first and last <= before[1]:
        first, last = before
    return Table(tuple(_row(row, first, last) for row in rows))


def _reach(rows: Sequence[SheetRow]) -> tuple[int, int]:
    """Return the first column and the end of the columns that rows of several cells use."""
    used = [at for row in rows if len(row.filled()) > 1 for at, cell in enumerate(row.cells) if cell]
    return (min(used), max(used) + 1) if used else (0, 0)


def _row(row: SheetRow, first: int, last: int) -> Row:
    cells = [*row.cells, *[""] * (last - len(row.cells))][first:last]
    is_one_cell = (
        len(row.filled()) == 1
        and row.filled()[0] <= first
        and not row.continued
        and not row.cells[row.filled()[0]].strip(" .)(").isdecimal()
    )
    continued = frozenset(at - first for at in row.continued if first <= at < last)
    if is_one_cell:  # Typed in the first column or merged over all of them, it is a heading of a group.
        cells = [row.cells[row.filled()[0]]] * (last - first)
    return Row(tuple(cells), row.line, continued, is_one_cell=is_one_cell, last_line=row.last_line)


def _paragraph(row: SheetRow) -> Paragraph:
    return Paragraph(thai.tidy_line(" ".join(row.cells[at] for at in row.filled())), row.line)


def paragraphs(text: str) -> str:
    """Write each line of a cell as a paragraph of its own: a sheet knows no other."""
    return thai.tidy("\n\n".join(line for line in text.splitlines() if line.strip()))
