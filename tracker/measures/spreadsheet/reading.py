"""What stands in the rows of a workbook that came back; run in a process of its own, as anything may be handed in.

The table is found by its headings, wherever it stands and in whatever order its columns are. Cells are read for their
values: a formula counts by what it last came to, and one that never came to anything is a mistake to put right.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from tracker import thai
from tracker.documents.readers.ours import MEASURES_YEAR
from tracker.errors import UnreadableDocument
from tracker.measures.spreadsheet import base, opening
from tracker.measures.spreadsheet.layout import CellFault, Column, FilledRow, FilledSheet

MOST_ROWS = 1_000
_MOST_COLUMNS = 60
_LAST_ROW = 1_048_576
"""The last row Excel has."""
_HEADINGS_WITHIN = 30
_MOST_FAULTS = 300
# What openpyxl and the packages below it raise over a file that is corrupt, encrypted or made to do harm.
_UNREADABLE = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError, RuntimeError),
    *(KeyError, ValueError, IndexError, TypeError, AttributeError, OverflowError),
)
_NO_TABLE = (
    "ไม่พบตารางมาตรการตามแบบของระบบในไฟล์นี้ หากเป็นตารางที่หน่วยงานทำไว้เอง ให้นำเข้าที่เมนูเอกสาร ระบบจะอ่านให้ตรวจ "
    "หากต้องการกรอกหรือแก้ไขแผน ให้ดาวน์โหลดแบบกรอกหรือส่งออกแผนจากหน้านี้ก่อน"
)
# A character by its number, as Excel writes the end of a line that was pasted.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# Day 0 of Excel, as every day after 28 February 1900 counts from it.
_DAY_ZERO = date(1899, 12, 30)
_DAYS = range(10_000, 300_000)
"""The numbers that can be days somebody means: 1927 to 2721, as a Buddhist year may stand as a Christian one."""


def read(content: bytes) -> FilledSheet:
    """Return the table of measures in a workbook, with the cells that cannot be used; raise UnreadableDocument."""
    opening.refuse_unfit(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # What openpyxl leaves out, such as pictures, is nothing we ask for.
            return _read(content)
    except _UNREADABLE as error:
        raise UnreadableDocument(opening.BROKEN) from error


def _read(content: bytes) -> FilledSheet:
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    found = [sheet for sheet in map(_Table.of, _visible(book)) if sheet is not None]
    if not found:
        raise UnreadableDocument(_NO_TABLE)
    if len(found) > 1:
        names = " และ ".join(f"“{table.name}”" for table in found)
        raise UnreadableDocument(f"พบตารางมาตรการในแผ่น {names} กรุณาลบหรือซ่อนให้เหลือแผ่นเดียว แล้วอัปโหลดใหม่")
    table = found[0]
    table.read_rows(_visible(book))
    if table.has_formulas:
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        table.put_values(_visible(values))
    return replace(table.filled(), year=_year(book), base=base.read(book))


class _Table:
    """The sheet that has our headings, while its rows are gathered."""

    def __init__(self, name: str, head: int, headings: Sequence[str]) -> None:
        self.name, self.head = name, head
        known = {thai.without_spaces(column.heading): column for column in Column}
        named = [(place, known.get(heading)) for place, heading in enumerate(headings, 1)]
        self.places = {column: place for place, column in reversed(named) if column is not None}
        self.ignored = tuple(heading for heading, (_, column) in zip(headings, named, strict=True) if not column)
        self.cells: dict[int, dict[Column, Any]] = {}
        self.formulas: set[tuple[int, Column]] = set()
        self.faults = [
            *self._missing(),
            *(
                CellFault(head, column, f"มีหัวคอลัมน์ “{column.heading}” มากกว่าหนึ่งคอลัมน์ กรุณาให้เหลือคอลัมน์เดียว")
                for column in Column
                if sum(one is column for _, one in named) > 1
            ),
        ]

    @classmethod
    def of(cls, sheet: Any) -> "_Table | None":
        """Return the table of a sheet, where its headings are found within the first rows."""
        wanted = {thai.without_spaces(column.heading) for column in (Column.TITLE, Column.CODE)}
        rows = sheet.iter_rows(max_row=_HEADINGS_WITHIN, max_col=_MOST_COLUMNS, values_only=True)
        for number, values in enumerate(rows, 1):
            headings = [_heading(value) for value in values]
            if wanted <= set(headings):
                return cls(sheet.title, number, _without_tail(headings))
        return None

    @property
    def has_formulas(self) -> bool:
        """Tell whether any of our cells is computed."""
        return bool(self.formulas)

    def _missing(self) -> Iterator[CellFault]:
        for column in Column:
            if column not in self.places and column not in {Column.NUMBER, Column.STANDING}:
                yield CellFault(
                    self.head, None, f"ไม่พบคอลัมน์ “{column.heading}” กรุณาใส่หัวคอลัมน์คืนตามแบบ หรือดาวน์โหลดไฟล์ใหม่"
                )

    def read_rows(self, sheets: Sequence[Any]) -> None:
        """Gather the rows in which something of ours stands."""
        for cells in self._below(sheets):
            held = {
                column: cells[place - 1]
                for column, place in self.places.items()
                if place <= len(cells) and cells[place - 1].value not in {None, ""}
            }
            if not held:
                continue
            row = next(iter(held.values())).row
            self.cells[row] = {column: cell.value for column, cell in held.items()}
            self.formulas |= {(row, column) for column, cell in held.items() if cell.data_type == "f"}
            if len(self.cells) > MOST_ROWS:
                raise UnreadableDocument(f"แผ่น {self.name} มีเกิน {MOST_ROWS} แถว กรุณาแบ่งเป็นหลายไฟล์")

    def put_values(self, sheets: Sequence[Any]) -> None:
        """Put what the formulas last came to in their places."""
        rows = {row for row, _ in self.formulas}
        for number, cells in enumerate(self._below(sheets), self.head + 1):
            for column, place in self.places.items() if number in rows else ():
                if (number, column) in self.formulas:
                    self.cells[number][column] = cells[place - 1].value if place <= len(cells) else None

    def filled(self) -> FilledSheet:
        """Return the table as it was filled in."""
        rows = []
        for row, cells in self.cells.items():
            texts = dict.fromkeys(Column, "")
            for column, value in cells.items():
                try:
                    texts[column] = self._text(row, column, value)
                except ValueError as error:
                    self.faults.append(CellFault(row, column, str(error)))
            rows.append(FilledRow(row, texts))
        letters = {column: get_column_letter(place) for column, place in self.places.items()}
        ignored = tuple(heading for heading in self.ignored if heading)
        return FilledSheet(self.name, letters, tuple(rows), tuple(self.faults[:_MOST_FAULTS]), ignored=ignored)

    def _text(self, row: int, column: Column, value: Any) -> str:
        if value is None and (row, column) in self.formulas:
            raise ValueError("ช่องนี้เป็นสูตรที่ยังไม่มีค่า กรุณาพิมพ์ค่าแทนสูตร หรือเปิดด้วย Excel แล้วบันทึกใหม่")
        if isinstance(value, str) and re.fullmatch(r"#(?:REF|N/A|NAME|VALUE|DIV/0|NUM|NULL|SPILL|CALC)[!?]?", value):
            raise ValueError(f"ช่องนี้มีค่าผิดพลาดของ Excel ({value}) กรุณาพิมพ์ค่าแทน")
        if column.is_date and (day := _day(value)) is not None:
            return day.isoformat()
        return _text(value)

    def _below(self, sheets: Sequence[Any]) -> Iterator[Sequence[Any]]:
        sheet = next(sheet for sheet in sheets if sheet.title == self.name)
        last = max(self.places.values())
        yield from sheet.iter_rows(min_row=self.head + 1, max_row=_LAST_ROW, max_col=last)


def _visible(book: Any) -> list[Any]:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        sheet.reset_dimensions()  # What a sheet says of its own size is believed no more than the rest of it.
    return sheets


def _heading(value: object) -> str:
    """Return the first line of a heading, without white space."""
    lines = _text(value).split("\n")
    return thai.without_spaces(lines[0])


def _without_tail(headings: Sequence[str]) -> Sequence[str]:
    last = max(place for place, heading in enumerate(headings) if heading)
    return headings[: last + 1]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return thai.clean(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value)))


def _day(value: object) -> date | None:
    """Return the day a cell holds: a real one, or the number of one whose look was lost."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _DAYS:
        return _DAY_ZERO + timedelta(days=int(value))
    return None


def _year(book: Any) -> int | None:
    told = next((one.value for one in book.custom_doc_props.props if one.name == MEASURES_YEAR), "")
    return int(told) if isinstance(told, str) and re.fullmatch(r"2[45678]\d\d", told) else None
