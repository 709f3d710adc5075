"""Which tables of a document hold the measures, and what their rows say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Table
from tracker.documents.parsing import indicators
from tracker.documents.parsing.header_rows import HeaderRows, header_rows
from tracker.documents.parsing.headings import columns_of, is_never_of_measures
from tracker.documents.parsing.labels_in_cells import unfold
from tracker.documents.parsing.layouts import Layout, guessed_layout, layout_of
from tracker.documents.parsing.merged_blanks import fill_merged_blanks, fill_merged_monitoring
from tracker.documents.parsing.rows import MeasureTable, RawMeasure, begins_with_rest, counts_on, take_rows

__all__ = ["NO_CHOICES", "Choices", "MeasureTable", "RawMeasure", "columns_of", "measure_tables"]

Columns = Mapping[str, int]
Choices = Mapping[int, Columns]
"""What a person said of some tables: place → meaning → index of the column; no meanings: no table of measures."""
NO_CHOICES: Choices = {}

_CONTINUED = re.compile(r"\(\s*ต่อ\s*\)\s*$|^\(?\s*ต่อ\s*\)?$")
_PAGE_NUMBER = re.compile(r"^[-–\s]*(?:หน้า(?:ที่)?\s*)?[0-9๐-๙]{1,3}[-–\s]*$")
_SECTION = re.compile(r"^[\d๐-๙.)\s]*ตัวชี้วัด\s*(?:ที่)?\s*[0-9๐-๙]")
_LONGEST_SECTION = 120
# The topics that measures were to be set for from 2567 on name what indicators are about, and are none themselves:
# กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ.
_TOPIC = re.compile(r"^(?:ประเด็น(?:ที่)?\s*)?[\d๐-๙.()\s]*(?:กระบวนการ|กลไก|ช่องทาง)")
_MOST_BETWEEN_PAGES = 200


def with_titles_apart(blocks: Sequence[Block], choices: Choices = NO_CHOICES) -> list[Block]:
    """Make paragraphs of what stands over the headings of a table of measures, in rows of one cell.

    A sheet saved as a page, and many a typist, put the title of the document, the office and the year there.
    """
    apart: list[Block] = []
    number = -1
    for block in blocks:
        if isinstance(block, Table):
            number += 1
            begun = _begun(block, choices.get(number))
            titles = block.rows[: begun[0].first] if begun else ()
            texts = [{text for cell in row.cells if (text := thai.one_line(cell))} for row in titles]
            if titles and all(len(said) < 2 for said in texts):
                apart += [Paragraph(said.pop(), row.line) for said, row in zip(texts, titles, strict=True) if said]
                block = Table(block.rows[len(titles) :])
        apart.append(block)
    return apart


def measure_tables(blocks: Sequence[Block], choices: Choices = NO_CHOICES) -> tuple[list[MeasureTable], set[int]]:
    """Find the measures tables; also return the places of the blocks they were made of.

    A table without headings that follows one of the same width continues it, as pages cut tables. What a person
    chose for a table holds for it and for what continues it.
    """
    walk = _Walk(choices)
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            walk.pass_paragraph(block.text)
        elif walk.take_table(block):
            walk.used.add(place)
    for table in walk.tables:
        for measure in table.measures:
            unfold(measure, table.columns)
        fill_merged_blanks(table)
        fill_merged_monitoring(table)
    return [table for table in walk.tables if table.measures], walk.used


@dataclass
class _Walk:
    """A walk through the blocks of a document that collects its tables of measures."""

    choices: Choices
    tables: list[MeasureTable] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    is_adjacent: bool = False
    words_between: int = 0
    """How many letters stand between the last table of measures and here."""
    number: int = -1
    section: str = ""
    """The heading of an indicator that stands right above."""

    def pass_paragraph(self, text: str) -> None:
        self.is_adjacent = self.is_adjacent and _is_between_pages(text)
        self.words_between += len(text)
        self.section = text if _SECTION.match(text) and len(text) <= _LONGEST_SECTION else ""

    def take_table(self, block: Table) -> bool:
        """Take a table's rows where they are measures."""
        self.number += 1
        choice = self.choices.get(self.number)
        begun = _begun(block, choice)
        if begun is not None:
            self._begin(*begun, is_chosen=choice is not None)
            take_rows(self.tables[-1], block.rows[begun[0].end :])
        elif choice is None and self._goes_on(block):
            take_rows(self.tables[-1], block.rows)
        elif choice is None and (guessed := _guessed(block)) is not None:
            self._begin(*guessed, is_chosen=False)
            take_rows(self.tables[-1], block.rows[guessed[0].end :])
        else:
            self.is_adjacent, self.section = False, ""
            return False
        self.is_adjacent, self.words_between, self.section = True, 0, ""
        return True

    def _goes_on(self, block: Table) -> bool:
        """Tell a table without headings that goes on with the last one, also behind what a page prints on its edges."""
        if not self.tables or not _has_width(block, self.tables[-1]):
            return False
        if self.is_adjacent:
            return True
        if self.words_between > _MOST_BETWEEN_PAGES:
            return False
        rows = [row for row in block.rows if any(row.cells)]
        return begins_with_rest(self.tables[-1], rows) or (
            counts_on(self.tables[-1], rows) and _guessed(block) is not None
        )

    def _begin(self, header: HeaderRows, layout: Layout, *, is_chosen: bool) -> None:
        last = self.tables[-1] if self.tables else None
        if last is None or is_chosen or not _is_same(last, layout, header.texts):
            table = MeasureTable(layout.columns, header.texts, place=self.number, layout=layout, first_row=header.end)
            self.tables.append(table)
        elif not self.is_adjacent:
            last.group = last.group_cell = ""
        if self.section:
            self.tables[-1].group = self.section


def _begun(block: Table, choice: Columns | None) -> tuple[HeaderRows, Layout] | None:
    """Return the headings and the layout, if a table of measures begins here."""
    found = layout_of(block.rows)
    if choice is None:
        return found
    width = max((len(row.cells) for row in block.rows), default=0)
    columns = {meaning: index for meaning, index in choice.items() if 0 <= index < width}
    if "title" not in columns:
        return None
    header = found[0] if found else supposed_header(block)
    return header, _as_chosen(columns, found[1] if found else Layout({}))


def _as_chosen(columns: dict[str, int], read: Layout) -> Layout:
    """Return a person's columns; what the headings join to one of them stays joined, unless it was chosen too."""
    chosen = set(columns.values())
    joined = {
        name: others
        for name, others in read.joined.items()
        if columns.get(name) == read.columns.get(name) is not None and not chosen & set(others)
    }
    grid = read.grid if read.grid and columns.get("period") in read.grid.columns else None
    return Layout(columns, joined, grid)


def supposed_header(block: Table) -> HeaderRows:
    """Return the rows that stand where headings stand; none where the table begins with what it holds."""
    found = header_rows(block.rows, 0) if block.rows else None
    width = max((len(row.cells) for row in block.rows), default=0)
    if found is None or any(cell.strip().isdecimal() or len(cell) > 80 for cell in block.rows[0].cells):
        return HeaderRows(0, 0, ((),) * width)
    return found


def _guessed(block: Table) -> tuple[HeaderRows, Layout] | None:
    """Tell measures by what stands in a table whose first row is no row of headings, or says nothing known."""
    headers = (HeaderRows(0, 0, ((),) * max((len(row.cells) for row in block.rows), default=0)), supposed_header(block))
    for header in headers:
        layout = None if is_never_of_measures(header.texts) else guessed_layout(block.rows[header.end :])
        if layout is not None:
            return header, layout
    return None


def _is_same(table: MeasureTable, layout: Layout, headings: tuple[str, ...]) -> bool:
    return table.columns == layout.columns or (table.headings == headings and any(headings))


def _is_between_pages(text: str) -> bool:
    return bool(_CONTINUED.search(text)) or is_page_number(text)


def is_page_number(text: str) -> bool:
    """Tell the number of a page that a text file kept: - ๒ -."""
    return bool(_PAGE_NUMBER.match(text))


def _has_width(block: Table, table: MeasureTable) -> bool:
    return all(len(row.cells) == len(table.headings) for row in block.rows)


def group_indicators(measure: RawMeasure) -> tuple[int, ...]:
    """Return the indicators named by the heading a measure stands under."""
    by_number = [mention.no for mention in indicators.mentions(measure.group)]
    is_topic = _TOPIC.match(measure.group)
    return tuple(dict.fromkeys(by_number)) or (() if is_topic else indicators.named_in(measure.group))
