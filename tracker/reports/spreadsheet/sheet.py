"""One sheet: its head, its rows with the heights they need, and cells that are never formulas."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

Value = str | int | float | date | None

_THAI_DATE = "[$-D07041E]d mmmm yyyy;@"
_POINTS_OF_A_LINE = 24
_MOST_LINES = 409 // _POINTS_OF_A_LINE
"""No row of Excel is higher than 409 points, so a longer text goes on in the next row."""
_LETTERS_OF_A_WIDTH = 1.15
_FONT = "TH Sarabun New"
_EDGE = Side(style="thin", color="999999")
_BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_PLAIN, _BOLD, _TITLE = Font(name=_FONT, size=14), Font(name=_FONT, size=14, bold=True), Font(_FONT, 16, bold=True)
_SHADE = PatternFill("solid", fgColor="E8E8E8")
_TOP = Alignment(vertical="top", wrap_text=True)
_TOP_MIDDLE = Alignment(horizontal="center", vertical="top")
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_ONE_LINE = Alignment(vertical="top")
# Vowels that are written before their consonant, and those that cannot begin a line.
_LEADING, _FOLLOWING = "เแโใไ", "ะาำๅๆฯ"


@dataclass(frozen=True)
class Column:
    """A column of a sheet; texts go on in the next row when they are too long, numbers and days stand once."""

    title: str
    width: int
    is_text: bool = True

    @property
    def letters(self) -> int:
        """How many letters fit on a line."""
        return int(self.width * _LETTERS_OF_A_WIDTH)


def begin(book: Workbook, name: str, top: Sequence[str], columns: Sequence[Column], *, printed: int) -> Any:
    """Start a sheet: the lines that say what it is, the head of its table, and how it is printed."""
    sheet = book.create_sheet(name)
    for row, text in enumerate(top, start=1):
        put(sheet.cell(row, 1), text, wraps=False)
        sheet.cell(row, 1).font = _TITLE
        sheet.row_dimensions[row].height = 26
    head = len(top) + 1
    for place, column in enumerate(columns, start=1):
        put_heading(sheet.cell(head, place), column.title)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[head].height = 3 * _POINTS_OF_A_LINE
    sheet.freeze_panes = f"A{head + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.6
    sheet.print_title_rows = f"{head}:{head}"
    sheet.oddFooter.right.text = "หน้า &P จาก &N"
    sheet.oddFooter.right.font = f"{_FONT},Regular"
    sheet.print_area = f"A1:{get_column_letter(printed)}{head}"
    return sheet


def write_rows(sheet: Any, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
    """Write the rows under the head; filter and print area reach to the last of them."""
    head = sheet.max_row
    for values in rows:
        for part in _parts(columns, values):
            row = sheet.max_row + 1
            for place, value in enumerate(part, start=1):
                put(sheet.cell(row, place), value)
                sheet.cell(row, place).border = _BORDER
            sheet.row_dimensions[row].height = _POINTS_OF_A_LINE * _lines_of_row(columns, part)
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(columns))}{sheet.max_row}"
    print_to_last_row(sheet)


def print_to_last_row(sheet: Any) -> None:
    """Let the print area of a sheet reach to its last row."""
    last_column = sheet.print_area.split("$")[-2]
    sheet.print_area = f"A1:{last_column}{sheet.max_row}"


def put(cell: Any, value: Value, *, wraps: bool = True) -> None:
    """Write a value as what it is: a text that begins with = stays a text, a day is a real date."""
    cell.value = value
    cell.font, cell.alignment = _PLAIN, _TOP if wraps else _ONE_LINE
    if isinstance(value, str):
        cell.data_type = "s"
        # Without this mark the text becomes a formula as soon as somebody edits the cell.
        cell.quotePrefix = value.startswith(("=", "+", "@"))
        return
    cell.alignment = _TOP_MIDDLE
    if isinstance(value, date):
        cell.number_format = _THAI_DATE
    elif isinstance(value, float):
        cell.number_format = "0.00"


def put_heading(cell: Any, title: str) -> None:
    """Write the heading of a column."""
    put(cell, title)
    cell.font, cell.fill, cell.alignment, cell.border = _BOLD, _SHADE, _MIDDLE, _BORDER


def _parts(columns: Sequence[Column], values: Sequence[Value]) -> Iterator[list[Value]]:
    """Cut a row that would be too high into several; what identifies it is repeated, so that a filter finds all."""
    texts = [
        list(_cut(value, column)) if isinstance(value, str) else []
        for column, value in zip(columns, values, strict=True)
    ]
    count = max([1, *(len(parts) for parts in texts)])
    for place in range(count):
        yield [_part_of(parts, value, column, place) for parts, value, column in zip_longest(texts, values, columns)]


def _part_of(parts: list[str], value: Value, column: Column, place: int) -> Value:
    if len(parts) > 1:
        return parts[place] if place < len(parts) else ""
    if place == 0 or column.is_text or column.title in {"ลำดับ", "ขั้นตอนที่"}:
        return value
    return None


def _cut(text: str, column: Column) -> Iterator[str]:
    """Cut a text into pieces that fit the highest row: at line ends first, then at spaces, never inside a syllable."""
    held: list[str] = []
    room = _MOST_LINES
    most = column.letters * _MOST_LINES
    for line in chain.from_iterable(_short_lines(whole, most) for whole in text.split("\n")):
        needed = _lines(line, column)
        if held and needed > room:
            yield "\n".join(held)
            held, room = [], _MOST_LINES
        held.append(line)
        room -= needed
    yield "\n".join(held)


def _short_lines(line: str, most: int) -> Iterator[str]:
    while len(line) > most:
        end = line.rfind(" ", most // 2, most)
        if end < 0:
            end = next((place for place in range(most, most // 2, -1) if _may_cut(line, place)), most)
        yield line[:end].strip()
        line = line[end:].strip()
    yield line


def _may_cut(line: str, place: int) -> bool:
    before, after = line[place - 1], line[place]
    return before not in _LEADING and after not in _FOLLOWING and unicodedata.category(after) != "Mn"


def _lines_of_row(columns: Sequence[Column], values: Sequence[Value]) -> int:
    heights = [
        sum(_lines(line, column) for line in value.split("\n"))
        for column, value in zip(columns, values, strict=True)
        if isinstance(value, str)
    ]
    return min(_MOST_LINES, max([1, *heights]))


def _lines(line: str, column: Column) -> int:
    """How many lines a text takes; marks above and below letters take no room."""
    letters = sum(unicodedata.category(character) != "Mn" for character in line)
    return max(1, ceil(letters / column.letters))
