"""What the plan was when it was written out, kept on a sheet nobody sees.

It tells a row that a person changed from one that only looks changed, because the plan went on meanwhile; and a measure
whose row was taken out from one that did not exist yet.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from tracker.measures.spreadsheet.layout import Column, PlanRow
from tracker.measures.spreadsheet.texts import mark_of

_SHEET = "ระบบ"
_MOST_ROWS = 2_000
_MARK = re.compile(r"[0-9a-f]{16}")


def write(book: Workbook, rows: Sequence[PlanRow]) -> None:
    """Write the mark of each row beside its code."""
    sheet: Any = book.create_sheet(_SHEET)
    for row in rows:
        sheet.append([row.texts[Column.CODE], mark_of(row.texts)])
    sheet.sheet_state = "veryHidden"


def read(book: Any) -> Mapping[str, str]:
    """Return the marks by code; none where the sheet is gone."""
    if _SHEET not in book.sheetnames:
        return {}
    sheet = book[_SHEET]
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=2, values_only=True)
    pairs = [(str(row[0]), str(row[1])) for row in rows if len(row) == 2 and row[0]]
    return {code: mark for code, mark in pairs if _MARK.fullmatch(mark)}
