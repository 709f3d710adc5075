"""Which column of each table was taken for what, for the person who may know better."""

from collections.abc import Sequence

from tracker import thai
from tracker.documents.blocks import Block, Row, Table
from tracker.documents.parsing.score_tables import score_table
from tracker.documents.parsing.tables import Choices, MeasureTable, supposed_header
from tracker.documents.reading import ReadTable

_MOST_TABLES = 40
_ROWS_SHOWN = 3
_LONGEST_SHOWN = 160
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_NEEDED = ("title", "steps", "owner")


def read_tables(
    blocks: Sequence[Block], found: Sequence[MeasureTable], used: set[int], *, choices: Choices
) -> tuple[ReadTable, ...]:
    """Describe the tables of a document, each with how it begins; one that pages cut counts once."""
    taken = {table.place: table for table in found}
    described: list[ReadTable] = []
    tables = [(place, block) for place, block in enumerate(blocks) if isinstance(block, Table)]
    for number, (place, block) in enumerate(tables):
        if len(described) == _MOST_TABLES:
            break
        if number in taken:
            described.append(_measures(number, block, taken[number], is_chosen=number in choices))
        elif place not in used and _may_hold_measures(block):
            is_doubtful = not found and number not in choices
            described.append(_other(number, block, is_doubtful=is_doubtful))
    return tuple(described)


def _may_hold_measures(block: Table) -> bool:
    width = max((len(row.cells) for row in block.rows), default=0)
    return width >= _FEWEST_COLUMNS and len(block.rows) >= _FEWEST_ROWS and not score_table(block, None)


def _measures(number: int, block: Table, table: MeasureTable, *, is_chosen: bool) -> ReadTable:
    return ReadTable(
        place=number,
        headings=tuple(_short(text) for text in table.headings),
        sample=_sample(block.rows[table.first_row :]),
        columns=dict(table.columns),
        is_measures=True,
        is_doubtful=not is_chosen and (table.layout.is_guessed or _lacks_needed(table)),
    )


def _lacks_needed(table: MeasureTable) -> bool:
    """Tell a table that says no names, no steps or no owners, in no column and behind no label."""
    return any(
        name not in table.columns and not any(measure.cells.get(name) for measure in table.measures) for name in _NEEDED
    )


def _other(number: int, block: Table, *, is_doubtful: bool) -> ReadTable:
    header = supposed_header(block)
    return ReadTable(
        place=number,
        headings=tuple(_short(text) for text in header.texts),
        sample=_sample(block.rows[header.end :]),
        columns={},
        is_measures=False,
        is_doubtful=is_doubtful,
    )


def _sample(rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_short(cell) for cell in row.cells) for row in rows[:_ROWS_SHOWN])


def _short(text: str) -> str:
    line = thai.one_line(text)
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"
