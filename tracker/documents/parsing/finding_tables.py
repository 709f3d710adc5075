"""Findings that stand in a table, whichever way it says what is a strength, what a weakness, and of what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker import thai
from tracker.documents.blocks import Row, Table
from tracker.documents.parsing.finding_columns import (
    FindingColumns,
    code_beside,
    code_of,
    finding_columns,
    is_mark,
    is_text,
    item_columns,
    kind_of_group,
    listed_columns,
    published_in,
    said,
    scores_items,
)
from tracker.documents.parsing.finding_labels import is_vague_column, kind_in_cell, label_of, split_labels
from tracker.documents.parsing.finding_layouts import indicator_of, of_each_kind, upright
from tracker.documents.parsing.idle_rows import repeats_headings
from tracker.documents.parsing.scores import Line, score_in_cell
from tracker.documents.parsing.steps import items as list_items
from tracker.documents.parsing.steps import starts_list
from tracker.documents.reading import FindingKind

_SWOT = re.compile(r"(?:โอกาส|อุปสรรค|ภัยคุกคาม|ภาวะคุกคาม)(?:\(?[A-Za-z]+\)?)?")
_NOTE = re.compile(r"^\*?\s*(?:หมายเหตุ|ที่มา)(?:\s|[:：]|$)")


@dataclass(frozen=True)
class FoundCell:
    """One finding of a table, before its text is read: its words, and what the row says of it."""

    kind: FindingKind | None
    text: str
    line: Line
    indicator: int | None = None
    code: str | None = None
    score: Decimal | None = None
    refs: tuple[str, ...] = ()


def findings_of(table: Table, open_kind: FindingKind | None, section: int | None) -> Iterator[FoundCell]:
    """Yield the findings of a table; none where its headings announce none.

    `open_kind` is what the label above the table announced, `section` the indicator it stands under.
    """
    for kind, rows in of_each_kind(upright(table.rows)):
        yield from _read(rows, kind or open_kind, section)


def _read(rows: Sequence[Row], kind: FindingKind | None, section: int | None) -> Iterator[FoundCell]:
    columns = finding_columns(rows)
    if columns is None and (kind is not None or section is not None):
        columns = item_columns(rows)
    if columns is None and kind is not None:
        columns = listed_columns(rows)
    if columns is not None and (section is not None or not _is_vague(columns, rows)):
        yield from _Rows(columns, kind, section).findings(rows)


def _is_vague(columns: FindingColumns, rows: Sequence[Row]) -> bool:
    """Tell a table of problems that is of no indicator and no item: one of risks, or of works."""
    if not columns.by_kind or not all(is_vague_column(columns.headings[at]) for at in columns.by_kind):
        return False
    return not any(indicator_of(row.cells) or any(code_of(cell) for cell in row.cells) for row in rows)


@dataclass
class _Rows:
    """The rows of one table as they are read; what a merged or a group's cell says holds for the rows below it."""

    columns: FindingColumns
    kind: FindingKind | None
    about: int | None

    def findings(self, rows: Sequence[Row]) -> Iterator[FoundCell]:
        for at, row in enumerate(rows):
            if (kind := kind_of_group(row)) is not None and (at or row.is_one_cell or len(row.cells) == 1):
                self.kind = kind
            elif at < self.columns.first or self._is_heading(row):
                self.about = indicator_of(row.cells) or self.about
            elif self.columns.by_kind and any(_SWOT.fullmatch(thai.without_spaces(text)) for text in said(row)):
                return  # Chances and threats of the four fields come from outside: nothing was found in the office.
            elif not repeats_headings(row, self.columns.headings):
                yield from self._of_row(row)

    def _is_heading(self, row: Row) -> bool:
        """Tell a row that heads others, or says nothing where findings stand."""
        if (row.is_one_cell and len(row.cells) > 1) or _NOTE.match(next(iter(said(row)), "")):
            return True
        return not any(is_text(row.cells[column]) for column in self._own() if column < len(row.cells))

    def _own(self) -> list[int]:
        """Return the columns in which findings stand."""
        return list(self.columns.by_kind) if self.columns.text is None else [self.columns.text]

    def _of_row(self, row: Row) -> Iterator[FoundCell]:
        kinds = self._kinds(row)
        if kinds is None:
            self.about = indicator_of(row.cells) or self.about
            return
        beside = self._beside(row)
        # i4 การใช้งบประมาณตรงตามวัตถุประสงค์ is a question, and the next row asks another.
        about = [(cell, heading) for cell, heading in beside if "." in (code_of(cell) or ".")]
        self.about = indicator_of([cell for cell, _ in about], [heading for _, heading in about]) or self.about
        code = next((code for cell, heading in beside if (code := code_beside(cell, heading))), None)
        refs = tuple(dict.fromkeys(item for cell, heading in beside for item in published_in(cell, heading)))
        found = [entry for column, kind in kinds.items() for entry in self._entries(row.cells[column], kind, code)]
        for kind, text in found:
            score = self._score(row) if code or code_of(text) or self._scores_items() else None
            own = refs if len(found) == 1 else ()
            yield FoundCell(kind, text, Line(text, row.line), self.about, code, score, own)

    def _kinds(self, row: Row) -> dict[int, FindingKind | None] | None:
        """Return the columns of the row's findings, each with its kind; None where the row is of another thing."""
        columns = self.columns
        if columns.text is None:
            return {at: kind for at, kind in columns.by_kind.items() if at < len(row.cells) and at not in row.continued}
        if columns.text >= len(row.cells) or columns.text in row.continued:
            return {}
        if columns.by_kind:
            marked = [kind for at, kind in columns.by_kind.items() if at < len(row.cells) and is_mark(row.cells[at])]
            return {columns.text: marked[0]} if len(marked) == 1 else {}
        if columns.kind is not None and columns.kind < len(row.cells) and row.cells[columns.kind].strip():
            self.kind = kind_in_cell(row.cells[columns.kind])
            return {columns.text: self.kind} if self.kind else None
        return {columns.text: self.kind}

    def _beside(self, row: Row) -> list[tuple[str, str]]:
        """Return the cells that say of what the row's findings are, each with its heading."""
        columns = self.columns
        read = {*self._own(), *columns.by_kind, columns.kind, columns.score}
        width = len(columns.headings)
        return [(cell, columns.headings[at]) for at, cell in enumerate(row.cells[:width]) if at not in read]

    def _entries(
        self, cell: str, kind: FindingKind | None, code: str | None
    ) -> Iterator[tuple[FindingKind | None, str]]:
        for said_kind, text in _labelled(cell) if self.columns.labelled else [(kind, cell)]:
            is_list = code is None or starts_list(text)
            pieces = [item.text for item in list_items(text)] if is_list else [thai.one_line(text)]
            yield from ((said_kind, piece) for piece in pieces if is_text(piece))

    def _scores_items(self) -> bool:
        return self.columns.score is not None and scores_items(self.columns.headings[self.columns.score])

    def _score(self, row: Row) -> Decimal | None:
        at = self.columns.score
        return score_in_cell(row.cells[at]) if at is not None and at < len(row.cells) else None


def _labelled(cell: str) -> Iterator[tuple[FindingKind | None, str]]:
    """Part a cell that holds จุดแข็ง: … and จุดอ่อน: … by its labels."""
    kind: FindingKind | None = None
    lines: list[str] = []
    for text in [piece for line in cell.split("\n") for piece in split_labels(line) or [""]]:
        label = label_of(thai.one_line(text))
        if label is not None and not label.is_vague:
            yield kind, "\n".join(lines)
            kind, lines = label.kind, [label.rest]
        else:
            lines.append(text)
    yield kind, "\n".join(lines)
