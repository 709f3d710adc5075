"""How the sheet of measures looks on a screen and on paper, and cells that are never formulas."""

import re
from datetime import date
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from tracker.measures.spreadsheet.layout import Column

# The Buddhist year with Arabic digits, which a person can type over.
_DAY = "[$-107041E]d mmm yyyy;@"
_AS_TYPED = "@"
"""The format of text: มี.ค. 2569 and 1, 6 stay what was typed instead of becoming a day or a number."""
_FONT = "TH Sarabun New"
_EDGE = Side(style="thin", color="A6A6A6")
_BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_PLAIN, _BOLD, _TITLE = Font(_FONT, 14), Font(_FONT, 14, bold=True), Font(_FONT, 18, bold=True)
_NOTE, _OURS = Font(_FONT, 14, color="595959"), Font(_FONT, 12, color="595959")
_HEADING, _GREY = PatternFill("solid", fgColor="DCE6F2"), PatternFill("solid", fgColor="E7E6E6")
_EXAMPLE = PatternFill("solid", fgColor="FFF8E1")
_TOP = Alignment(vertical="top", wrap_text=True)
_TOP_MIDDLE = Alignment(horizontal="center", vertical="top", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LINE = 26
# What a spreadsheet would take for a character written by its number.
_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_TYPED = {Column.INDICATORS, Column.PERIOD, Column.KIND, Column.RECURRENCE}
_MIDDLED = {Column.NUMBER, Column.KIND, Column.STARTS_ON, Column.ENDS_ON, Column.RECURRENCE}
_HINT = "หนึ่งมาตรการต่อหนึ่งแถว · ช่องสีเทาระบบใช้เอง ไม่ต้องกรอก · คลิกที่ช่องจะมีคำแนะนำ · วิธีใช้ทั้งหมดอยู่ที่แผ่น “คำอธิบาย”"
WIDTHS = {
    Column.CODE: 16,
    Column.NUMBER: 5,
    Column.TITLE: 34,
    Column.KIND: 11,
    Column.INDICATORS: 13,
    Column.STEPS: 42,
    Column.LEAD: 20,
    Column.OTHERS: 21,
    Column.PERIOD: 21,
    Column.STARTS_ON: 14,
    Column.ENDS_ON: 14,
    Column.RECURRENCE: 12,
    Column.STANDING: 15,
}
# What stands under a heading in the same cell, so that sorting rows never moves it.
_ASIDES = {
    Column.CODE: "ห้ามแก้",
    Column.STEPS: "บรรทัดละหนึ่งขั้น ขึ้นบรรทัดใหม่กด Alt+Enter",
    Column.INDICATORS: "เช่น 1, 6",
    Column.OTHERS: "บรรทัดละหนึ่งหน่วยงาน",
    Column.PERIOD: "ข้อความตามประกาศ",
    Column.STARTS_ON: "วัน/เดือน/ปี พ.ศ.",
    Column.ENDS_ON: "วัน/เดือน/ปี พ.ศ.",
}


def begin(sheet: Any, title: str, *, head: int) -> None:
    """Write what stands above the rows."""
    sheet["A1"], sheet["A1"].font = title, _TITLE
    sheet["A1"].data_type = "s"
    sheet["A2"], sheet["A2"].font = _HINT, _NOTE
    for place, column in enumerate(Column, 1):
        cell = sheet.cell(head, place)
        aside = _ASIDES.get(column, "")
        cell.value = f"{column.heading}\n({aside})" if aside else column.heading
        cell.font, cell.border, cell.alignment = _BOLD, _BORDER, _MIDDLE
        cell.fill = _GREY if column.is_ours else _HEADING
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS[column]
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 30, 22
    sheet.row_dimensions[head].height = 76


def finish(sheet: Any, *, head: int, last: int) -> None:
    """Freeze the heading, offer sorting, and print it landscape, each page with its heading."""
    end = get_column_letter(len(Column))
    sheet.freeze_panes = sheet.cell(head + 1, list(Column).index(Column.TITLE) + 2)
    sheet.auto_filter.ref = f"A{head}:{end}{last}"
    print_on_one_width(sheet)
    sheet.page_margins.left = sheet.page_margins.right = 0.3
    sheet.page_margins.top, sheet.page_margins.bottom = 0.4, 0.5
    sheet.print_title_rows = f"{head}:{head}"
    sheet.oddFooter.right.text = "หน้า &P จาก &N"
    sheet.oddFooter.right.font = f"{_FONT},Regular"


def print_on_one_width(sheet: Any) -> None:
    """Print a sheet landscape, as wide as the page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def dress(cell: Any, column: Column) -> None:
    """Give a cell the look of its column."""
    cell.font, cell.border = _OURS if column.is_ours else _PLAIN, _BORDER
    cell.alignment = _TOP_MIDDLE if column in _MIDDLED else _TOP
    if column.is_ours:
        cell.fill = _GREY
    if column.is_date:
        cell.number_format = _DAY
    elif column in _TYPED:
        cell.number_format = _AS_TYPED


def shade(cell: Any) -> None:
    """Make a cell grey: what it says cannot be changed here."""
    cell.fill = _GREY


def tint(cell: Any) -> None:
    """Give a cell the colour of what is only an example."""
    cell.fill = _EXAMPLE


def put_text(cell: Any, text: str) -> None:
    """Write a text that stays a text, whatever it begins with."""
    cell.value = _AN_ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    # Without this mark the text becomes a formula as soon as somebody edits the cell.
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def put_day(cell: Any, day: date) -> None:
    """Write a real day."""
    number_format = cell.number_format
    cell.value = day
    cell.number_format = number_format


def put_number(cell: Any, number: int) -> None:
    """Write a number."""
    cell.value = number


def put_heading(cell: Any, title: str) -> None:
    """Write a heading of one of the other sheets."""
    put_line(cell, title)
    cell.font, cell.fill = _BOLD, _HEADING


def put_line(cell: Any, text: str) -> None:
    """Write a line of one of the other sheets."""
    put_text(cell, text)
    cell.font, cell.alignment = _PLAIN, _TOP
    cell.parent.row_dimensions[cell.row].height = _LINE
