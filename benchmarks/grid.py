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
    for at, row in enumerate(table.rows):
        if row.is_one_cell:
            yield Piece(at, 0, row.cells[0], width=width_of(table))
            continue
        column = 0
        while column < width_of(table):
            width = _width(row, column) if at == 0 else 1
            if column not in row.continued:
                text = row.cells[column] if column < len(row.cells) else ""
                yield Piece(at, column, text, _height(table.rows, at, column), width)
            column += width


def heading_rows(table: Table) -> int:
    """Return how many rows the headings take, where some of them cover two."""
    return max((piece.height for piece in pieces(table) if piece.row == 0), default=1)


def width_of(table: Table) -> int:
    """Return the number of columns of the widest row."""
    return max(len(row.cells) for row in table.rows)


def unmerged(table: Table) -> tuple[Row, ...]:
    """Return the rows of a container that knows no merged cells: blank where a cell only goes on."""
    cells = [[""] * len(row.cells) for row in table.rows]
    for piece in pieces(table):
        if piece.text:
            cells[piece.row][piece.column] = piece.text
    return tuple(replace(row, cells=tuple(texts)) for row, texts in zip(table.rows, cells, strict=True))


def _width(row: Row, column: int) -> int:
    """Return how many headings with the same words stand side by side: one that covers several columns."""
    end = column + 1
    while end < len(row.cells) and row.cells[column] and row.cells[end] == row.cells[column]:
        end += 1
    return end - column


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
