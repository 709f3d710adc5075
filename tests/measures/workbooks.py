"""Workbooks of measures for tests: written out, edited cell by cell as a person would, and read again."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import load_workbook

from tests.builders import YEAR
from tracker.fiscal_year import FiscalYear
from tracker.measures.service import workbook as service
from tracker.measures.service.workbook import Preview
from tracker.measures.spreadsheet import reading
from tracker.measures.spreadsheet.layout import MEASURES, Column
from tracker.people.viewer import Asker

FIRST = 4
"""The row of the first measure."""

Edit = Callable[[Any], None]


def cell(sheet: Any, row: int, column: Column) -> Any:
    """The cell of a row, where the table stands as it was written."""
    return sheet.cell(row, list(Column).index(column) + 1)


def fill(sheet: Any, row: int, **texts: object) -> None:
    """Type into a row; columns by the names they have in the code."""
    for name, value in texts.items():
        cell(sheet, row, Column(name)).value = value


def edited(content: bytes, *edits: Edit) -> bytes:
    """The workbook after somebody changed it and saved it."""
    book = load_workbook(io.BytesIO(content))
    for edit in edits:
        edit(book[MEASURES])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def typed(row: int, **texts: object) -> Edit:
    """An edit: somebody types into a row."""
    return lambda sheet: fill(sheet, row, **texts)


def exported(by: Asker, *edits: Edit, year: FiscalYear = YEAR) -> bytes:
    """The plan of a year written out, then edited."""
    return edited(service.export_of(year, asker=by), *edits)


def from_template(by: Asker, *edits: Edit, year: FiscalYear = YEAR) -> bytes:
    """The template, filled in."""
    return edited(service.template_of(year, asker=by), *edits)


def preview_of(content: bytes, by: Asker, year: FiscalYear = YEAR) -> Preview:
    """What a workbook would change."""
    return service.compare(reading.read(content), year, asker=by)


def faults_of(content: bytes, by: Asker) -> list[tuple[str, str]]:
    """What is to be put right: place and sentence."""
    return [(fault.place, fault.sentence) for fault in preview_of(content, by).faults]
