"""The scores of an assessment, put together from a document's tables, lists and sentences."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Row, Table
from tracker.documents.parsing.levels import level
from tracker.documents.parsing.overall import whole
from tracker.documents.parsing.score_cells import parted
from tracker.documents.parsing.score_lists import score_list
from tracker.documents.parsing.score_tables import Asked, ScoreSheet, score_sheet
from tracker.documents.parsing.scores import Line, ScoreRow, StatedScore, YearScore, scores_in
from tracker.documents.reading import PrintedScores

_YEAR = re.compile(r"(?<!\d)(25[4-9]\d)(?!\d)")
_FEWEST_ROWS = 5
_CAPTION_BLOCKS = 3
_LONGEST_CAPTION = 150


@dataclass(frozen=True)
class Assessment:
    """What a document prints of scores; `listed` are the lines that are entries of the list of scores."""

    rows: tuple[ScoreRow, ...] = ()
    overall: StatedScore | None = None
    instruments: PrintedScores = field(default_factory=PrintedScores)
    level: str | None = None
    past: tuple[YearScore, ...] = ()
    listed: frozenset[Line] = frozenset()


def assessment(blocks: Sequence[Block], used: set[int], year: int | None, own: str | None) -> Assessment:
    """Read the scores of the assessed year and of those before; `used` are the places of the measures."""
    sheets: list[ScoreSheet] = []
    sentences: list[Line] = []
    below_measures: set[int] = set()
    for place, block in enumerate(blocks):
        if place in used:
            below_measures.add(len(sentences))
            continue
        asked = Asked(year, own, _caption_year(blocks, place))
        for part in parted(block) if isinstance(block, Table) else [block]:
            sheet = score_sheet(part, asked) if isinstance(part, Table) else ScoreSheet()
            if sheet.says_anything:
                sheets.append(_of_its_year(sheet, asked))
                sentences += _notes(part)
            else:
                sentences += lines_of(part)
    listed = score_list(sentences, below_measures)
    entries = frozenset(sentences[place] for place in listed.lines)
    sentences = [line for line in sentences if line not in entries]
    return replace(_together(sheets, sentences, listed.rows, (year, own)), listed=entries)


def _together(
    sheets: Sequence[ScoreSheet],
    sentences: Sequence[Line],
    listed: tuple[ScoreRow, ...],
    asked: tuple[int | None, str | None],
) -> Assessment:
    said = whole(sentences, *asked)
    overall = said.overall or next((sheet.overall for sheet in sheets if sheet.overall), None)
    instruments = dict(said.instruments)
    for sheet in sheets:
        instruments = sheet.instruments | instruments
    printed_level = level(sentences, overall.line if overall else None, asked[0])
    return Assessment(
        rows=_rows(sheets) or listed,
        overall=overall,
        instruments=PrintedScores(**instruments),
        level=printed_level or next((sheet.level for sheet in sheets if sheet.level), None),
        past=(*(past for sheet in sheets for past in sheet.past), *said.past),
    )


def _rows(sheets: Iterable[ScoreSheet]) -> tuple[ScoreRow, ...]:
    """Join the tables of the instruments; of two tables that hold all, the first counts."""
    found: dict[int, ScoreRow] = {}
    for sheet in sheets:
        if len(found) < 10:
            for row in sheet.rows:
                if found.get(row.no) is None or found[row.no].score is None:
                    found[row.no] = row
    scored = sum(row.score is not None for row in found.values())
    return tuple(sorted(found.values(), key=lambda row: row.no)) if scored >= _FEWEST_ROWS else ()


def _of_its_year(sheet: ScoreSheet, asked: Asked) -> ScoreSheet:
    """Keep, of a table whose caption names another year, the overall score of that year alone."""
    is_of_asked = asked.caption_year == asked.year or sheet.names_year
    if asked.caption_year is None or asked.year is None or is_of_asked or sheet.past:
        return sheet
    if sheet.overall is None or asked.caption_year > asked.year:
        return ScoreSheet()
    return ScoreSheet(past=[YearScore(asked.caption_year, sheet.overall)])


def _caption_year(blocks: Sequence[Block], place: int) -> int | None:
    """Return the one year that the short lines right above a table name; a sentence with a score is no caption."""
    for block in reversed(blocks[max(0, place - _CAPTION_BLOCKS) : place]):
        if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_CAPTION or scores_in(block.text):
            return None
        years = set(_YEAR.findall(thai.arabic_digits(block.text)))
        if years:
            return int(years.pop()) if len(years) == 1 else None
    return None


def lines_of(block: Block) -> list[Line]:
    """Return a paragraph, or the rows of a table, as lines of text."""
    if isinstance(block, Paragraph):
        return [Line(block.text, block.line)]
    return [Line(_row_text(row), row.line) for row in block.rows if any(row.cells)]


def _notes(block: Block) -> list[Line]:
    """Return what a table of scores says in rows of one text: notes, and headings of groups."""
    rows = block.rows if isinstance(block, Table) else ()
    return [Line(_row_text(row), row.line) for row in rows if row.is_one_cell]


def _row_text(row: Row) -> str:
    cells = [cell for at, cell in enumerate(row.cells) if cell and (at == 0 or cell != row.cells[at - 1])]
    return thai.one_line("  ".join(cells))
