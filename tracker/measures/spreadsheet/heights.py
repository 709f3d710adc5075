"""How high a row must be for its texts, told in a way that lets it grow when somebody types more."""

import unicodedata
from collections.abc import Mapping
from math import ceil
from typing import Any

from openpyxl.worksheet.dimensions import RowDimension

from tracker.measures.spreadsheet.layout import Column

_POINTS_OF_A_LINE = 24
_HIGHEST = 409
_LETTERS_OF_A_WIDTH = 0.9
"""Fewer than TH Sarabun needs: where that font is missing, the one in its place is wider."""
_LINES_TO_TYPE_IN = 2


class _Growing(RowDimension):
    """A height that a spreadsheet may change by itself, as it does for rows nobody pulled at."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - the name is openpyxl's
        """Always no: with yes, a spreadsheet would hide what does not fit."""
        return False


def set_height(sheet: Any, row: int, texts: Mapping[Column, str], widths: Mapping[Column, int]) -> None:
    """Set the height of a row to what its texts need; an empty one has room to type in."""
    needed = [sum(_lines(line, widths[column]) for line in text.split("\n")) for column, text in texts.items() if text]
    points = min(_HIGHEST, _POINTS_OF_A_LINE * max([_LINES_TO_TYPE_IN, *needed]))
    sheet.row_dimensions[row] = _Growing(sheet, index=row, ht=points)


def _lines(line: str, width: int) -> int:
    """How many lines a text takes; marks above and below letters take no room."""
    letters = sum(unicodedata.category(character) != "Mn" for character in line)
    return max(1, ceil(letters / (width * _LETTERS_OF_A_WIDTH)))
