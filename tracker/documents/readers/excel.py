"""XLSX: the values a workbook was saved with, sheet by sheet; nothing is computed and nothing outside is asked for."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element

import openpyxl
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from tracker.documents.blocks import Block
from tracker.documents.readers.coloured import Shades, coloured_months, with_marks
from tracker.documents.readers.fills import Fills
from tracker.documents.readers.ruled import SheetRow, blocks, paragraphs
from tracker.documents.readers.shown import shown
from tracker.errors import UnreadableDocument

_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_MOST_ROWS = 20_000
_MOST_COLUMNS = 200
_MOST_CELLS = 2_000_000
_MOST_SPANS = 400  # Merged cells that one row has a part in; only those that say something are looked at.
_CORRUPT = "ไฟล์ Excel เสียหาย ให้เปิดด้วย Excel บันทึกใหม่ แล้วอัปโหลดอีกครั้ง"
_TOO_LARGE = f"ไฟล์ Excel นี้มีแถวเกิน {_MOST_ROWS:,} แถว ให้คัดลอกเฉพาะตารางผลการประเมินและมาตรการไปไว้ในไฟล์ใหม่ แล้วอัปโหลดอีกครั้ง"


@dataclass(frozen=True)
class _Span:
    """The places a merged cell covers: columns counted from 0 to its end, its last row counted from 1."""

    left: int
    right: int
    top: int
    bottom: int


@dataclass
class _Outline:
    """What the rows do not say themselves: what is hidden, what is merged."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: dict[int, list[_Span]] = field(default_factory=dict)
    """By the row a merged cell begins in."""


def read(content: bytes) -> tuple[Block, ...]:
    """Read an XLSX whose package has been checked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return tuple(_blocks(content, package))
    except (
        *(InvalidFileException, zipfile.BadZipFile, SyntaxError, DefusedXmlException, LookupError, ValueError),
        *(
            TypeError,
            AttributeError,
            ArithmeticError,
            OSError,
            EOFError,
            zlib.error,
            NotImplementedError,
            AssertionError,
        ),
    ) as error:  # What is wrong with XML is a SyntaxError of either of two libraries.
        raise UnreadableDocument(_CORRUPT) from error


def _blocks(content: bytes, package: zipfile.ZipFile) -> Iterator[Block]:
    """Read in the mode that streams: the other one makes a cell of every place a merged cell or a link covers."""
    book: Any = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                outline = _outline(package, sheet._worksheet_path)  # noqa: SLF001 - no other way tells which part it is
                yield from blocks(_with_coloured_months(list(_rows(sheet, outline))))
    finally:
        book.close()


def _outline(package: zipfile.ZipFile, path: str) -> _Outline:
    outline = _Outline()
    with package.open(path) as part:
        for _, element in iterparse(part, forbid_dtd=True):
            name = element.tag.replace(_NAMESPACE, "").replace(_STRICT, "")
            if name == "row" and _is_on(element, "hidden"):
                outline.hidden_rows.add(int(element.get("r", "0")))
            elif name == "col" and _is_on(element, "hidden"):
                last = min(int(element.get("max", "0")), _MOST_COLUMNS)
                outline.hidden_columns.update(range(int(element.get("min", "0")), last + 1))
            elif name == "mergeCell":
                left, top, right, bottom = range_boundaries(element.get("ref", ""))
                if left and top and right and bottom and left <= _MOST_COLUMNS:
                    span = _Span(left - 1, min(right, _MOST_COLUMNS), top, bottom)
                    outline.merged.setdefault(top, []).append(span)
            if name in {"c", "row"}:
                element.clear()
    return outline


def _is_on(element: Element, name: str) -> bool:
    return element.get(name) in {"1", "true"}


def _rows(sheet: Any, outline: _Outline) -> Iterator[SheetRow]:
    sheet.reset_dimensions()  # What a file claims to be its size is not believed.
    spans: list[_Span] = []
    texts: dict[_Span, str] = {}
    fills = Fills(sheet.parent)
    looked_at = 0
    for number, values in enumerate(sheet.iter_rows(), start=1):
        looked_at += len(values)
        colours = fills.of(values[:_MOST_COLUMNS])
        _spread(colours, outline.merged.get(number, ()))
        row = [paragraphs(shown(cell.value, cell.number_format or "")) for cell in values[:_MOST_COLUMNS]]
        if looked_at > _MOST_CELLS or (number > _MOST_ROWS and any(row)):
            raise UnreadableDocument(_TOO_LARGE)
        if number > _MOST_ROWS:
            continue  # A single cell with a border stands at the end of many a sheet.
        begun = [span for span in outline.merged.get(number, ()) if span.left < len(row) and row[span.left]]
        spans = [*(span for span in spans if span.bottom >= number), *begun][:_MOST_SPANS]
        if number not in outline.hidden_rows:
            yield _visible(replace(_with_merged(row, spans, texts), colours=colours), outline)
        else:
            _with_merged(row, [span for span in spans if span not in texts], texts)


def _spread(colours: list[str], spans: Sequence[_Span]) -> None:
    """Give the colour of each merged cell to every place it covers in its first row."""
    for span in spans:
        if span.left < len(colours) and colours[span.left]:
            colours.extend([""] * (span.right - len(colours)))
            colours[span.left : span.right] = [colours[span.left]] * (span.right - span.left)


def _with_merged(row: list[str], spans: list[_Span], texts: dict[_Span, str]) -> SheetRow:
    """Repeat the text of each merged cell in every place it covers; `texts` are those that began above."""
    continued: set[int] = set()
    merged: set[int] = set()
    for span in spans:
        row.extend([""] * (span.right - len(row)))
        if span in texts:
            continued.update(range(span.left, span.right))
        else:
            texts[span] = row[span.left]
        row[span.left : span.right] = [texts[span]] * (span.right - span.left)
        merged.update(range(span.left + 1, span.right))
    return SheetRow(row, None, frozenset(continued), frozenset(merged))


def _visible(row: SheetRow, outline: _Outline) -> SheetRow:
    """Leave out the columns that are hidden."""
    if not outline.hidden_columns:
        return row
    places = [at for at in range(len(row.cells)) if at + 1 not in outline.hidden_columns]

    def moved(old: frozenset[int]) -> frozenset[int]:
        return frozenset(new for new, at in enumerate(places) if at in old)

    colours = [row.colours[at] for at in places if at < len(row.colours)]
    cells = [row.cells[at] for at in places]
    return SheetRow(cells, None, moved(row.continued), moved(row.merged), colours=colours)


def _with_coloured_months(rows: list[SheetRow]) -> list[SheetRow]:
    found = coloured_months([Shades(row.cells, row.colours) for row in rows])
    return [
        replace(row, cells=list(with_marks(row.cells, found[at]))) if at in found else row
        for at, row in enumerate(rows)
    ]
