"""A workbook of measures: the empty template with two examples, or the plan of a year to be edited."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from tracker.documents.readers.ours import MEASURES_YEAR
from tracker.measures.spreadsheet import base, choices, explanation, heights, looks
from tracker.measures.spreadsheet.examples import examples
from tracker.measures.spreadsheet.layout import EXAMPLE, MEASURES, Column, Plan, PlanRow
from tracker.measures.spreadsheet.texts import written

_HEAD = 3
_ROOM = 18
"""Rows ruled for typing below the last filled one."""


def template(plan: Plan) -> bytes:
    """Return an empty table to type the measures of a year in, with examples that nobody imports."""
    return _book(plan, examples(plan), f"แบบกรอกมาตรการ ปีงบประมาณ พ.ศ. {plan.year}")


def export(plan: Plan) -> bytes:
    """Return the plan of a year, each measure with its code, to be edited and handed in again."""
    return _book(plan, plan.rows, f"แผนมาตรการ ปีงบประมาณ พ.ศ. {plan.year}")


def _book(plan: Plan, rows: Sequence[PlanRow], title: str) -> bytes:
    book: Any = Workbook()
    del book["Sheet"]
    book.properties.title = title
    book.properties.creator = written(plan.office)
    book.custom_doc_props.append(StringProperty(name=MEASURES_YEAR, value=str(plan.year)))
    sheet = book.create_sheet(MEASURES)
    looks.begin(sheet, f"{title} · {written(plan.office)}", head=_HEAD)
    for number, row in enumerate(rows, _HEAD + 1):
        for place, column in enumerate(Column, 1):
            _put(sheet.cell(number, place), column, row)
        heights.set_height(sheet, number, row.texts, looks.WIDTHS)
    last = _HEAD + len(rows) + _ROOM
    for number in range(_HEAD + len(rows) + 1, last + 1):
        for place, column in enumerate(Column, 1):
            looks.dress(sheet.cell(number, place), column)
        heights.set_height(sheet, number, {}, looks.WIDTHS)
    looks.finish(sheet, head=_HEAD, last=last)
    explanation.write(book, plan)
    ranges = choices.write(book, plan)
    choices.offer(sheet, ranges, first=_HEAD + 1)
    base.write(book, plan.rows)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _put(cell: object, column: Column, row: PlanRow) -> None:
    text = written(row.texts.get(column, ""))
    looks.dress(cell, column)
    if row.is_open:
        looks.shade(cell)
    if row.texts[Column.CODE] == EXAMPLE:
        looks.tint(cell)
    if not text:
        return
    if column.is_date:
        looks.put_day(cell, date.fromisoformat(text))
    elif column is Column.NUMBER:
        looks.put_number(cell, int(text))
    else:
        looks.put_text(cell, text)
