"""Rows of a sheet, of a workbook or saved as CSV, as paragraphs and tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Row, Table

_NEAR = 2  # Blank rows between two parts of one table.


@dataclass
class SheetRow:
    """One row with the text of each place; what is merged is repeated."""

    cells: list[str]
    line: int | None = None
    continued: frozenset[int] = frozenset()
    merged: frozenset[int] = frozenset()
    """The places a merged cell covers besides its first one."""

    def filled(self) -> list[int]:
        """Return the first place of each cell that says something."""
        return [at for at, cell in enumerate(self.cells) if cell and at not in self.merged]


def blocks(rows: Iterable[SheetRow]) -> Iterator[Block]:
    """Part a sheet at its blank rows; a row of one cell above or below a table is a paragraph."""
    part: list[SheetRow] = []
    reach, blank = (0, 0), 0
    for row in (*rows, SheetRow([])):
        if row.filled():
            part.append(row)
            continue
        if part:
            for block in _part(part, reach if blank <= _NEAR else (0, 0)):
                yield block
                reach, blank = _reach(part) if isinstance(block, Table) else (0, 0), 0
            part = []
        blank += 1


def _part(rows: Sequence[SheetRow], before: tuple[int, int]) -> Iterator[Block]:
    """Yield rows that stand together; a table of no more columns than the one just before keeps to its columns."""
    several = [at for at, row in enumerate(rows) if len(row.filled()) > 1]
    if len(several) < 2:
        yield from map(_paragraph, rows)
        return
    start, end = several[0], several[-1] + 1
    first, last = _reach(rows)
    if before[0] <= first and last <= before[1]:
        first, last = before
    while end < len(rows) and rows[end].filled()[0] > first:  # An entry of a list that goes on in its column.
        end += 1
    yield from map(_paragraph, rows[:start])
    yield Table(tuple(_row(row, first, last) for row in rows[start:end]))
    yield from map(_paragraph, rows[end:])


def _reach(rows: Sequence[SheetRow]) -> tuple[int, int]:
    """Return the first column and the end of the columns that rows of several cells use."""
    used = [at for row in rows if len(row.filled()) > 1 for at, cell in enumerate(row.cells) if cell]
    return (min(used), max(used) + 1) if used else (0, 0)


def _row(row: SheetRow, first: int, last: int) -> Row:
    cells = [*row.cells, *[""] * (last - len(row.cells))][first:last]
    is_one_cell = len(row.filled()) == 1 and row.filled()[0] <= first and not row.continued
    continued = frozenset(at - first for at in row.continued if first <= at < last)
    return Row(tuple(cells), row.line, continued, is_one_cell=is_one_cell)


def _paragraph(row: SheetRow) -> Paragraph:
    return Paragraph(thai.one_line(" ".join(row.cells[at] for at in row.filled())), row.line)


def paragraphs(text: str) -> str:
    """Write each line of a cell as a paragraph of its own: a sheet knows no other."""
    return thai.clean("\n\n".join(line for line in text.splitlines() if line.strip()))
