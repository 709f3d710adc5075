"""The table of measures in a workbook: its columns, its lists, and how a row and a mistake in it are named.

One measure is one row, its steps one line each in one cell: rows can be sorted, inserted and taken out without
tearing a measure apart. A measure is recognised by its code; what else the system fills in is grey.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from tracker.thai import clean, one_line

KINDS = ("มาตรการ", "โครงการ", "กิจกรรม")
RECURRENCES = {"monthly": "ทุกเดือน", "quarterly": "ทุกไตรมาส", "half_yearly": "ทุก 6 เดือน"}
EVERY_UNIT = ("ทุกหน่วยงาน", "ทุกหน่วยงานที่ให้บริการประชาชน")
EXAMPLE = "ตัวอย่าง"
"""What stands instead of a code in the rows that only show how it is done."""
MEASURES, EXPLANATION, LISTS = "มาตรการ", "คำอธิบาย", "รายการให้เลือก"
LONGEST_CELL = 32_767
"""No cell of Excel holds more characters."""


class Column(StrEnum):
    """A column of the table, by what it holds."""

    CODE = "code"
    NUMBER = "number"
    TITLE = "title"
    KIND = "kind"
    INDICATORS = "indicators"
    STEPS = "steps"
    LEAD = "lead"
    OTHERS = "others"
    PERIOD = "period"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    RECURRENCE = "recurrence"
    STANDING = "standing"

    @property
    def heading(self) -> str:
        """The heading people read; it also recognises the column when it was moved."""
        return _HEADINGS[self]

    @property
    def is_ours(self) -> bool:
        """Tell whether the system fills the column in, and only the code of it is read again."""
        return self in {Column.CODE, Column.NUMBER, Column.STANDING}

    @property
    def is_date(self) -> bool:
        """Tell whether the column holds days."""
        return self in {Column.STARTS_ON, Column.ENDS_ON}


_HEADINGS = {
    Column.CODE: "รหัส",
    Column.NUMBER: "ที่",
    Column.TITLE: "ชื่อมาตรการ/โครงการ/กิจกรรม",
    Column.KIND: "ประเภท",
    Column.INDICATORS: "ตัวชี้วัดที่",
    Column.STEPS: "ขั้นตอน",
    Column.LEAD: "ผู้รับผิดชอบหลัก",
    Column.OTHERS: "ผู้รับผิดชอบร่วม",
    Column.PERIOD: "ช่วงเวลา",
    Column.STARTS_ON: "วันเริ่ม",
    Column.ENDS_ON: "วันสิ้นสุด",
    Column.RECURRENCE: "ความถี่",
    Column.STANDING: "สถานะ",
}

Texts = Mapping[Column, str]
"""What stands in the cells of a row; a day as ISO, a list one line each."""


@dataclass(frozen=True)
class PlanRow:
    """One measure as it is written out."""

    texts: Texts
    is_open: bool = False
    """Its tasks are out, so that nothing of it changes here any more."""


@dataclass(frozen=True)
class Plan:
    """The measures of a year to be written out, with what the cells offer to choose from."""

    office: str
    year: int
    first_day: date
    last_day: date
    units: Sequence[str]
    indicators: Sequence[str]
    rows: Sequence[PlanRow] = ()


@dataclass(frozen=True)
class CellFault:
    """Something to put right in one cell, or in a row, or (row 0) in the sheet."""

    row: int
    column: Column | None
    sentence: str


@dataclass(frozen=True)
class FilledRow:
    """One row as it came back: where it stands, and the text of each column."""

    row: int
    texts: Texts


@dataclass(frozen=True)
class FilledSheet:
    """The table of measures in a workbook that came back."""

    name: str
    letters: Mapping[Column, str]
    rows: tuple[FilledRow, ...]
    faults: tuple[CellFault, ...] = ()
    year: int | None = None
    """The year the workbook was made for, where it still tells."""
    ignored: tuple[str, ...] = ()
    """Headings of columns that are not ours, which nobody reads."""
    base: Mapping[str, str] = field(default_factory=dict)
    """The mark each row had when the plan was written out, by its code."""

    def place_of(self, fault: CellFault) -> str:
        """Say where something is to be put right: แผ่น มาตรการ แถว 7 คอลัมน์ วันสิ้นสุด (K7)."""
        parts = [f"แผ่น {self.name}"]
        if fault.row:
            parts.append(f"แถว {fault.row}")
        if fault.column is not None:
            letter = self.letters.get(fault.column, "")
            parts.append(f"คอลัมน์ {fault.column.heading}" + (f" ({letter}{fault.row})" if letter and fault.row else ""))
        return " ".join(parts)

    def as_json(self) -> dict[str, Any]:
        """Return plain values, to be carried through a form or out of the process that reads."""
        return {
            "name": self.name,
            "letters": {column.value: letter for column, letter in self.letters.items()},
            "rows": [[row.row, {column.value: text for column, text in row.texts.items()}] for row in self.rows],
            "faults": [[fault.row, fault.column and fault.column.value, fault.sentence] for fault in self.faults],
            "year": self.year,
            "ignored": list(self.ignored),
            "base": dict(self.base),
        }

    @classmethod
    def from_json(cls, told: Any) -> "FilledSheet":
        """Return the sheet of plain values, its texts cleaned; raises ValueError and the like for anything else."""
        return cls(
            name=one_line(str(told["name"])),
            letters={Column(column): one_line(str(letter)) for column, letter in told["letters"].items()},
            rows=tuple(
                FilledRow(int(row), {column: clean(str(texts.get(column.value, ""))) for column in Column})
                for row, texts in told["rows"]
            ),
            faults=tuple(
                CellFault(int(row), None if column is None else Column(column), one_line(str(sentence)))
                for row, column, sentence in told["faults"]
            ),
            year=None if told["year"] is None else int(told["year"]),
            ignored=tuple(one_line(str(heading)) for heading in told["ignored"]),
            base={str(code): str(mark) for code, mark in told["base"].items()},
        )
