"""How a table of findings is turned: indicators down or across, the kinds below or beside each other."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise, zip_longest

from tracker import thai
from tracker.documents.blocks import Row
from tracker.documents.parsing import indicators
from tracker.documents.parsing.finding_labels import kind_in_cell, kind_of_column
from tracker.documents.reading import FindingKind

_HEADER_ROWS = 3
_FEWEST_ACROSS = 2
_ALIKE = 0.6


def upright(rows: Sequence[Row]) -> Sequence[Row]:
    """Exchange rows and columns where the indicators stand across and the kinds down."""
    if not rows or not rows[0].cells or not any(row.cells and kind_in_cell(row.cells[0]) for row in rows):
        return rows
    first, *others = rows[0].cells
    if sum(indicator_of([cell], [first]) is not None for cell in others) < _FEWEST_ACROSS:
        return rows
    width = len(rows[0].cells)
    return [
        Row(tuple(row.cells[at] if at < len(row.cells) else "" for row in rows), rows[0].line) for at in range(width)
    ]


def of_each_kind(rows: Sequence[Row]) -> list[tuple[FindingKind | None, Sequence[Row]]]:
    """Part a table whose kinds head several columns each: จุดแข็ง over ข้อ | ประเด็น beside จุดอ่อน over ข้อ | ประเด็น."""
    for at, (row, below) in enumerate(pairwise(rows[: _HEADER_ROWS + 1])):
        spans = _spans(row)
        columns = [column for _, span in spans for column in span]
        if not spans or any(len({*below.cells[span[0] : span[-1] + 1]}) < len(span) for _, span in spans):
            continue
        common = [column for column in range(len(row.cells)) if column not in columns]
        return [(kind, [_only(one, [*common, *span]) for one in rows[at + 1 :]]) for kind, span in spans]
    return [(None, rows)]


def _spans(row: Row) -> list[tuple[FindingKind, list[int]]]:
    """Return the kinds of a row that are merged over several of its columns, but not over all."""
    found: list[tuple[FindingKind, list[int]]] = []
    for heading, group in groupby(range(len(row.cells)), key=lambda at: row.cells[at]):
        span = list(group)
        kind = kind_of_column(heading)
        if kind is not None and 1 < len(span) < len(row.cells):
            found.append((kind, span))
    return found


def _only(row: Row, columns: Sequence[int]) -> Row:
    cells = tuple(row.cells[column] if column < len(row.cells) else "" for column in columns)
    continued = frozenset(at for at, column in enumerate(columns) if column in row.continued)
    return Row(cells, row.line, continued, is_one_cell=row.is_one_cell)


def indicator_of(cells: Sequence[str], headings: Sequence[str] = ()) -> int | None:
    """Return the indicator a row is about: by the number it prints behind the word, by its name, or by both."""
    for cell in cells:
        numbers = {mention.no for mention in indicators.mentions(thai.one_line(cell))}
        if len(numbers) == 1:
            return numbers.pop()
    for cell, heading in zip_longest(cells, headings[: len(cells)], fillvalue=""):
        line = thai.arabic_digits(thai.one_line(cell))
        if "ตัวชี้วัด" in heading and (alone := re.fullmatch(r"\(?(10|[1-9])[.)]?", line)):
            return int(alone[1])
        numbered = re.match(r"^(?:ตชว\.?\s*(?:ที่)?\s*)?\(?(10|[1-9])[.)]?\s*(?=[ก-๎])(.*)$", line)
        name = numbered[2] if numbered else line
        if numbered and indicators.nearest(name)[1] >= _ALIKE:
            return int(numbered[1])
        named = indicators.number_of(name) or next(iter(indicators.named_in(name)), None)
        if named is not None:
            return named
    return None
