"""What one row of a workbook says: a measure as it is to be worded, or everything to put right in the row.

A cell that reads as it was written out says what it said before, whatever that was: only what a person changed can be
a mistake of theirs.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from tracker import thai
from tracker.documents.parsing import owners as owner_cells
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, OwnerScope
from tracker.measures.service import wording
from tracker.measures.service.wording import Approval, Timing
from tracker.measures.service.workbook.cells import texts_of
from tracker.measures.service.workbook.periods import PeriodCells, WrongCell
from tracker.measures.spreadsheet.layout import KINDS, CellFault, Column, FilledRow, Texts
from tracker.measures.spreadsheet.texts import written

Value = TypeVar("Value")

_LONGEST_TITLE, _LONGEST_STEPS, _LONGEST_OWNER = 2_000, 20_000, 200
_STEP_NUMBER = re.compile(r"^\(?[0-9๐-๙]{1,2}[.)]\s+(?=\S)")
_INDICATOR = re.compile(r"(?:ตัวชี้วัด(?:ที่)?)?\s*(\d{1,2})(?:[\s.:)]+[^\d\s].*)?")


@dataclass(frozen=True)
class Known:
    """What rows are read against."""

    fiscal_year: FiscalYear
    names: Mapping[str, int]
    """Every name a unit goes by, without white space."""
    units: tuple[str, ...]
    """The units' own names, to suggest."""


def approval_of(measure: Measure) -> Approval:
    """Return a measure as it stands, in the shape in which it would be approved."""
    return Approval(
        fiscal_year=measure.fiscal_year,
        title=measure.title,
        timing=wording.timing_of_measure(measure),
        steps=tuple(step.text for step in measure.steps),
        owners=tuple(owner.text for owner in measure.owners),
        kind=measure.kind,
        indicators=tuple(measure.indicators),
        analysis=measure.analysis,
        item_refs=tuple(measure.item_refs),
        monitoring=measure.monitoring,
    )


def understood(row: FilledRow, measure: Measure | None, known: Known) -> tuple[Approval | None, list[CellFault]]:
    """Return what a row says of a measure that is there, or of a new one; nothing where something must be put right."""
    return _Row(row, measure, known).read()


class _Row:
    """One row while it is read."""

    def __init__(self, row: FilledRow, measure: Measure | None, known: Known) -> None:
        self.number, self.texts, self.known = row.row, row.texts, known
        self.before = approval_of(measure) if measure else Approval(known.fiscal_year, "", Timing())
        self.out: Texts = texts_of(measure) if measure else {}
        self.faults: list[CellFault] = []

    def read(self) -> tuple[Approval | None, list[CellFault]]:
        said = replace(
            self.before,
            title=self._try(self._title, self.before.title),
            kind=self._try(self._kind, self.before.kind),
            indicators=self._try(self._indicators, self.before.indicators),
            steps=self._try(self._steps, self.before.steps),
            owners=self._owners(),
            timing=self._try(self._timing, self.before.timing),
        )
        return (None, self.faults) if self.faults else (said, [])

    def _is_kept(self, column: Column) -> bool:
        return written(self.texts[column]) == written(self.out.get(column, ""))

    def _try(self, read: Callable[[], Value], otherwise: Value) -> Value:
        try:
            return read()
        except WrongCell as wrong:
            self.faults.append(CellFault(self.number, wrong.column, str(wrong)))
            return otherwise

    def _title(self) -> str:
        if self.out and self._is_kept(Column.TITLE):
            return self.before.title
        title = thai.one_line(self.texts[Column.TITLE])
        if not title:
            more = " หากต้องการยกเลิกมาตรการนี้ ให้ลบทั้งแถว" if self.out else ""
            raise WrongCell(Column.TITLE, f"กรุณากรอกชื่อมาตรการ{more}")
        if len(title) > _LONGEST_TITLE:
            raise WrongCell(Column.TITLE, f"ยาวเกิน {_LONGEST_TITLE} ตัวอักษร")
        return title

    def _kind(self) -> str | None:
        if self._is_kept(Column.KIND):
            return self.before.kind
        kind = thai.without_spaces(self.texts[Column.KIND])
        if kind and kind not in KINDS:
            raise WrongCell(
                Column.KIND, f"ไม่รู้จักประเภท “{self.texts[Column.KIND]}” กรุณาเลือก {' '.join(KINDS)} หรือเว้นว่าง"
            )
        return kind or None

    def _indicators(self) -> tuple[int, ...]:
        if self._is_kept(Column.INDICATORS):
            return self.before.indicators
        text = thai.arabic_digits(self.texts[Column.INDICATORS])
        return tuple(dict.fromkeys(self._indicator(piece) for piece in _pieces(text)))

    def _indicator(self, piece: str) -> int:
        match = _INDICATOR.fullmatch(piece)
        if match is None or not 1 <= int(match[1]) <= 10:
            raise WrongCell(Column.INDICATORS, f"ไม่พบตัวชี้วัด “{piece}” กรุณาพิมพ์เลข 1–10 คั่นด้วยจุลภาค เช่น 1, 6")
        return int(match[1])

    def _steps(self) -> tuple[str, ...]:
        if self._is_kept(Column.STEPS):
            return self.before.steps
        if len(self.texts[Column.STEPS]) > _LONGEST_STEPS:
            raise WrongCell(Column.STEPS, f"ยาวเกิน {_LONGEST_STEPS:,} ตัวอักษร")
        lines = (_STEP_NUMBER.sub("", thai.one_line(line)) for line in self.texts[Column.STEPS].split("\n"))
        return tuple(line for line in lines if line)

    def _owners(self) -> tuple[str, ...]:
        if self._is_kept(Column.LEAD) and self._is_kept(Column.OTHERS):
            return self.before.owners
        lead = [name for name in self._named(Column.LEAD) if name]
        others = [name for name in self._named(Column.OTHERS) if name]
        if others and not lead:
            sentence = "กรุณาเลือกผู้รับผิดชอบหลัก หรือย้ายหน่วยงานจากช่องผู้รับผิดชอบร่วมมาช่องนี้"
            self.faults.append(CellFault(self.number, Column.LEAD, sentence))
        return tuple(dict.fromkeys([*lead, *others]))

    def _named(self, column: Column) -> Iterator[str]:
        if self._is_kept(column):
            yield from self.before.owners[:1] if column is Column.LEAD else self.before.owners[1:]
            return
        for line in self.texts[column].split("\n"):
            name = thai.one_line(line)
            pieces = owner_cells.owners(name) if name and not self._is_known(name) else ()
            if len(pieces) > 1 and all(self._is_known(piece) for piece in pieces):
                yield from pieces
            elif name:
                self._check_owner(column, name)
                yield name

    def _check_owner(self, column: Column, name: str) -> None:
        if self._is_known(name) and len(name) <= _LONGEST_OWNER:
            return
        near = difflib.get_close_matches(name, self.known.units, 1, 0.7)
        advice = f"หมายถึง “{near[0]}” หรือไม่ " if near else ""
        sentence = f"ไม่พบหน่วยงาน “{name[:80]}” {advice}กรุณาเลือกจากรายการ หรือเพิ่มชื่อเรียกนี้ที่หน้าหน่วยงานก่อน"
        self.faults.append(CellFault(self.number, column, sentence))

    def _is_known(self, name: str) -> bool:
        scope, unit_id = wording.owner_meant(name, self.known.names)
        return unit_id is not None or scope is not OwnerScope.UNIT or name in self.before.owners

    def _timing(self) -> Timing:
        cells = PeriodCells(self.texts, self._is_kept, self.before.timing, self.known.fiscal_year)
        return cells.timing()


def _pieces(text: str) -> list[str]:
    """Cut a cell of indicators at commas, line breaks and และ between numbers; bare numbers at spaces too."""
    parts = re.split(r"[,;/\n]|(?<=\d)\s*และ\s*(?=\d|ตัวชี้วัด)", text)
    found: list[str] = []
    for part in (part.strip() for part in parts):
        found += part.split() if re.fullmatch(r"[\d\s]+", part) else [part]
    return [piece for piece in found if piece]
