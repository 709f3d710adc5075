"""Tables as they come over a page: rows cut in two, the headings repeated."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.documents.blocks import Block, Paragraph, Row, Table

_EVERY = 3
"""One row in so many is the last of its page."""
_ITEM = re.compile(r"(?m)^\s*(?:[-–•]|\(?[0-9๐-๙]{1,2}[.)])")
_LEAST_COLUMNS = 4


def cut_into_pages(blocks: tuple[Block, ...], mark: str) -> tuple[Block, ...]:
    """Cut wide tables into pages: what goes on has the mark where the title was."""
    return tuple(piece for block in blocks for piece in _pages(block, mark))


def _pages(block: Block, mark: str) -> Iterator[Block]:
    if isinstance(block, Paragraph) or len(block.rows[0].cells) < _LEAST_COLUMNS or _has_merged_cells(block):
        yield block
        return
    heading, *rows = block.rows
    page = [heading]
    for at, row in enumerate(rows, start=1):
        first, rest = _cut(row, mark, _column_of_titles(heading)) if at % _EVERY == 1 else (row, None)
        page.append(first)
        if rest is not None:
            yield Table(tuple(page))
            page = [heading, rest]
    yield Table(tuple(page))


def _has_merged_cells(table: Table) -> bool:
    return any(row.continued or row.is_one_cell for row in table.rows)


def _column_of_titles(heading: Row) -> int:
    return next((at for at, cell in enumerate(heading.cells) if re.search("มาตรการ|โครงการ|กิจกรรม", cell)), 0)


def _cut(row: Row, mark: str, titles: int) -> tuple[Row, Row | None]:
    """Cut the lists of a row in the middle; a row without any stays whole."""
    halves = [_halves(cell) for cell in row.cells]
    if not any(below for _, below in halves):
        return row, None
    below = [rest for _, rest in halves]
    below[titles] = mark
    return replace(row, cells=tuple(head for head, _ in halves)), replace(row, cells=tuple(below))


def _halves(cell: str) -> tuple[str, str]:
    starts = [match.start() for match in _ITEM.finditer(cell)]
    if len(starts) < 2:
        return cell, ""
    middle = starts[len(starts) // 2]
    return cell[:middle].rstrip(), cell[middle:].lstrip()
