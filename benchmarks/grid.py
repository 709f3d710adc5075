"""The cells of a table as they are drawn: each once, with the places it covers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.documents.blocks import Row, Table

_NARROWEST, _WIDEST = 4, 20


@dataclass(frozen=True)
class Piece:
    """One cell as it is drawn: where its first place is, and how many rows and columns it covers."""

    row: int
    column: int
    text: str
    height: int = 1
    width: int = 1


def pieces(table: Table) -> Iterator[Piece]:
    """Yield each cell of a table once, with the places it covers."""
    rows = table.rows
    width = width_of(table)
    for at, row in enumerate(rows):
        if row.is_one_cell:
            yield Piece(at, 0, row.cells[0], width=width)
            continue
        for column in range(width):
            if column not in row.continued:
                text = row.cells[column] if column < len(row.cells) else ""
                yield Piece(at, column, text, height=_height(rows, at, column))


def width_of(table: Table) -> int:
    """Return the number of columns of the widest row."""
    return max(len(row.cells) for row in table.rows)


def unmerged(table: Table) -> tuple[Row, ...]:
    """Return the rows of a container that knows no merged cells: blank where a cell only goes on."""
    return tuple(
        replace(row, cells=(row.cells[0], *("" for _ in row.cells[1:])))
        if row.is_one_cell
        else replace(row, cells=tuple("" if at in row.continued else cell for at, cell in enumerate(row.cells)))
        for row in table.rows
    )


def _height(rows: Sequence[Row], at: int, column: int) -> int:
    below = at + 1
    while below < len(rows) and column in rows[below].continued and not rows[below].is_one_cell:
        below += 1
    return below - at


def column_shares(table: Table) -> list[int]:
    """Return how wide each column is beside the others: what typists do by eye, more room for longer texts."""
    longest = [0] * width_of(table)
    for piece in pieces(table):
        if piece.width == 1:
            longest[piece.column] = max(longest[piece.column], len(piece.text))
    return [min(max(round(length**0.5), _NARROWEST), _WIDEST) for length in longest]
