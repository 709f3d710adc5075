"""What the cells of measures offer to choose from: a sheet of lists, and the rules of each column that point at it."""

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tracker.measures.spreadsheet import looks
from tracker.measures.spreadsheet.layout import EVERY_UNIT, KINDS, LISTS, RECURRENCES, Column, Plan

_MOST_ROWS = 1_000
_HEADINGS = {
    Column.LEAD: "หน่วยงาน",
    Column.INDICATORS: "ตัวชี้วัด",
    Column.KIND: "ประเภท",
    Column.RECURRENCE: "ความถี่",
}
_PROMPTS = {
    Column.CODE: "ระบบใช้จับคู่กับมาตรการเดิม ห้ามพิมพ์หรือคัดลอก มาตรการใหม่ให้เว้นว่าง",
    Column.TITLE: "ชื่อเต็มตามประกาศ หนึ่งมาตรการต่อหนึ่งแถว",
    Column.KIND: "เลือกจากรายการ หรือเว้นว่าง",
    Column.INDICATORS: "เลือกจากรายการ หากมีหลายตัวชี้วัดให้พิมพ์เลขคั่นด้วยจุลภาค เช่น 1, 6",
    Column.STEPS: "บรรทัดละหนึ่งขั้นตอน กด Alt+Enter เพื่อขึ้นบรรทัดใหม่ หากเว้นว่าง ระบบใช้ชื่อมาตรการเป็นขั้นตอนเดียว",
    Column.LEAD: "เลือกจากรายการ หรือพิมพ์ชื่อที่ระบบรู้จัก ใส่เพียงหน่วยงานเดียว",
    Column.OTHERS: "หากมีหลายหน่วยงาน พิมพ์บรรทัดละหนึ่งหน่วยงาน (Alt+Enter)",
    Column.PERIOD: "ข้อความตามประกาศ เช่น ไตรมาสที่ 2, มี.ค. 2569 หรือ ตลอดปีงบประมาณ หากกรอกวันเริ่มและวันสิ้นสุดแล้ว เว้นว่างได้",
    Column.STARTS_ON: "เช่น 1/10/2568 เว้นว่างได้หากช่วงเวลาเป็นข้อความที่อ่านได้",
    Column.ENDS_ON: "เช่น 30/9/2569 เว้นว่างได้หากช่วงเวลาเป็นข้อความที่อ่านได้",
    Column.RECURRENCE: "เลือกเมื่อทำซ้ำทุกเดือน ทุกไตรมาส หรือทุก 6 เดือน ทำครั้งเดียวให้เว้นว่าง",
}
# A column that takes more than its list: a choice from the list, or something typed beside it.
_OPEN_LISTS = {Column.INDICATORS, Column.LEAD, Column.OTHERS}


def write(book: Workbook, plan: Plan) -> Mapping[Column, str]:
    """Write the sheet of lists; return where the list of each column stands."""
    lists = {
        Column.LEAD: [*plan.units, *EVERY_UNIT],
        Column.INDICATORS: list(plan.indicators),
        Column.KIND: list(KINDS),
        Column.RECURRENCE: list(RECURRENCES.values()),
    }
    sheet: Any = book.create_sheet(LISTS)
    ranges: dict[Column, str] = {}
    for place, (column, offered) in enumerate(lists.items(), 1):
        letter = get_column_letter(place)
        looks.put_heading(sheet.cell(1, place), _HEADINGS[column])
        for row, text in enumerate(offered, 2):
            looks.put_line(sheet.cell(row, place), text)
        sheet.column_dimensions[letter].width = max(16, *(len(text) for text in offered)) + 2
        ranges[column] = f"'{LISTS}'!${letter}$2:${letter}${len(offered) + 1}"
    sheet.freeze_panes = "A2"
    looks.print_on_one_width(sheet)
    return {**ranges, Column.OTHERS: ranges[Column.LEAD]}


def offer(sheet: Any, ranges: Mapping[Column, str], *, first: int) -> None:
    """Give each column its list and its advice, from the first row on."""
    for place, column in enumerate(Column, 1):
        if column not in _PROMPTS:
            continue
        rule = _rule(column, ranges)
        rule.promptTitle, rule.prompt, rule.showInputMessage = column.heading[:32], _PROMPTS[column], True
        sheet.add_data_validation(rule)
        letter = get_column_letter(place)
        rule.add(f"{letter}{first}:{letter}{first + _MOST_ROWS - 1}")


def _rule(column: Column, ranges: Mapping[Column, str]) -> DataValidation:
    if column is Column.CODE:
        # Sorting must stay possible, so the sheet is not protected: this cell alone refuses to be typed in.
        return DataValidation(
            type="custom",
            formula1="FALSE",
            showErrorMessage=True,
            errorTitle="รหัสแก้ไม่ได้",
            error="ระบบใช้รหัสนี้จับคู่กับมาตรการเดิม กด ยกเลิก (Cancel) เพื่อคืนค่าเดิม",
        )
    if column not in ranges:
        return DataValidation(allow_blank=True)
    return DataValidation(
        type="list",
        formula1=ranges[column],
        allow_blank=True,
        showErrorMessage=column not in _OPEN_LISTS,
        errorTitle="ไม่อยู่ในรายการ",
        error="กรุณาเลือกจากรายการที่ลูกศรท้ายช่อง หรือเว้นว่าง",
    )
