"""What a workbook would change in the plan of its year: a preview, and nothing is changed."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker import thai
from tracker.errors import NotNow
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure
from tracker.measures.queries.plan import is_closed, plan
from tracker.measures.service.deciding import refuse_if_opened
from tracker.measures.service.wording import Approval
from tracker.measures.service.workbook.cells import texts_of
from tracker.measures.service.workbook.codes import code_of, code_typed, year_in
from tracker.measures.service.workbook.showing import FieldChange, changes_between, fields_of
from tracker.measures.service.workbook.understanding import Known, approval_of, understood
from tracker.measures.spreadsheet.examples import TITLES as EXAMPLE_TITLES
from tracker.measures.spreadsheet.layout import EXAMPLE, CellFault, Column, FilledRow, FilledSheet
from tracker.measures.spreadsheet.texts import mark_of, written
from tracker.people import queries as people_queries
from tracker.people.viewer import Asker


@dataclass(frozen=True)
class Addition:
    """A measure that would be new."""

    row: int
    approval: Approval

    @property
    def fields(self) -> list[tuple[Column, str]]:
        """What it says, without the empty fields."""
        return [(column, text) for column, text in fields_of(self.approval).items() if text]


@dataclass(frozen=True)
class Change:
    """A measure that would be worded anew."""

    row: int
    measure_id: int
    number: int
    title: str
    approval: Approval
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Gone:
    """A measure whose row is not in the workbook any more; it stays unless a person says otherwise."""

    measure_id: int
    number: int
    title: str
    refusal: str
    """Why it cannot be cancelled here; empty where it can."""


@dataclass(frozen=True)
class PlacedFault:
    """Something to put right, and where."""

    place: str
    sentence: str


@dataclass(frozen=True)
class Preview:
    """What would change if the workbook were taken over."""

    fiscal_year: FiscalYear
    added: tuple[Addition, ...]
    changed: tuple[Change, ...]
    gone: tuple[Gone, ...]
    unchanged: int
    cautions: tuple[str, ...]
    faults: tuple[PlacedFault, ...]

    @property
    def changes_nothing(self) -> bool:
        """Tell whether there is nothing to take over."""
        return not (self.added or self.changed or any(not gone.refusal for gone in self.gone))

    @property
    def mark(self) -> str:
        """A mark of all that was shown: with the same mark, what is done is what was seen."""
        told = repr((int(self.fiscal_year), self.added, self.changed, self.gone, self.unchanged, self.faults))
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def compare(sheet: FilledSheet, fiscal_year: FiscalYear, *, asker: Asker) -> Preview:
    """Return what a workbook would change in the plan of a year."""
    if is_closed(fiscal_year, asker=asker):
        raise NotNow(f"{fiscal_year.label} ปิดแล้ว จึงนำเข้ามาตรการไม่ได้")
    comparison = _Comparison(sheet, fiscal_year, asker)
    for row in sheet.rows:
        comparison.take(row)
    return comparison.preview()


class _Comparison:
    """The rows seen so far, against the plan."""

    def __init__(self, sheet: FilledSheet, fiscal_year: FiscalYear, asker: Asker) -> None:
        self.sheet, self.fiscal_year, self.asker = sheet, fiscal_year, asker
        units = tuple(unit.name for unit in people_queries.units(asker))
        self.known = Known(fiscal_year, people_queries.owner_names(asker), units)
        self.plan = plan(fiscal_year, asker=asker)
        self.by_code = {code_of(measure): measure for measure in self.plan}
        standing = [measure for measure in self.plan if measure.cancelled_at is None]
        self.titles = {thai.without_spaces(measure.title): f"มาตรการที่ {measure.number}" for measure in standing}
        self.added: list[Addition] = []
        self.changed: list[Change] = []
        self.unchanged = 0
        self.faults = list(sheet.faults)
        self.cautions: list[str] = []
        self.seen: dict[str, int] = {}
        if sheet.year not in {None, fiscal_year.buddhist_year}:
            sentence = f"ไฟล์นี้ทำไว้สำหรับปี {sheet.year} กรุณานำเข้าที่หน้าของปี {sheet.year} หรือดาวน์โหลดไฟล์ของปีนี้ใหม่"
            self.faults.append(CellFault(0, None, sentence))

    def take(self, row: FilledRow) -> None:
        """Take one row into account."""
        code = code_typed(row.texts[Column.CODE])
        if code == EXAMPLE:
            self._take_example(row)
        elif code:
            self._take_known(row, code)
        elif any(text for column, text in row.texts.items() if not column.is_ours):
            self._take_new(row)

    def _take_example(self, row: FilledRow) -> None:
        if row.texts[Column.TITLE] not in EXAMPLE_TITLES:
            sentence = f"แถวนี้มีคำว่า “{EXAMPLE}” ในช่องรหัส ระบบจึงไม่นำเข้า หากเป็นมาตรการจริง ให้ลบคำว่า “{EXAMPLE}” ออก"
            self.faults.append(CellFault(row.row, Column.CODE, sentence))

    def _take_known(self, row: FilledRow, code: str) -> None:
        measure = self.by_code.get(code)
        refusal = self._refusal_of(code, measure)
        if code in self.seen:
            refusal = f"รหัส {code} ซ้ำกับแถว {self.seen[code]} หากเป็นมาตรการใหม่ ให้ลบรหัสออก"
        self.seen.setdefault(code, row.row)
        if refusal or measure is None:
            self.faults.append(CellFault(row.row, Column.CODE, refusal))
            return
        mark, here = self.sheet.base.get(code), mark_of(texts_of(measure))
        if mark is not None and mark != here and mark_of(row.texts) == mark:
            self._warn(row.row, f"มาตรการที่ {measure.number} แก้ในระบบหลังส่งออกไฟล์นี้ และแถวนี้ไม่ได้แก้ จึงคงค่าในระบบ")
            self.unchanged += 1
            return
        self._compare(row, measure, is_stale=mark is not None and mark != here)

    def _refusal_of(self, code: str, measure: Measure | None) -> str:
        if measure is None:
            year = year_in(code)
            if year not in {None, self.fiscal_year.buddhist_year}:
                return f"รหัส {code} เป็นมาตรการของปี {year} ไม่ใช่ปี {int(self.fiscal_year)} หากเป็นมาตรการใหม่ ให้ลบรหัสออก"
            return f"ไม่พบรหัส “{code[:40]}” ในแผนปีนี้ หากเป็นมาตรการใหม่ ให้ลบรหัสออก หากเป็นมาตรการเดิม ให้ส่งออกแผนใหม่"
        if measure.cancelled_at is not None:
            return f"มาตรการที่ {measure.number} ยกเลิกแล้ว กรุณาลบแถวนี้ออกจากไฟล์"
        return ""

    def _compare(self, row: FilledRow, measure: Measure, *, is_stale: bool) -> None:
        approval, faults = understood(row, measure, self.known)
        self._add(faults)
        if approval is None:
            return
        fields = changes_between(approval_of(measure), approval)
        if not fields:
            self.unchanged += 1
        elif refusal := self._closed(measure):
            self.faults += [CellFault(row.row, one.column, f"{refusal} ค่าเดิมคือ “{one.before}”") for one in fields]
        else:
            self.changed.append(Change(row.row, measure.id, measure.number, measure.title, approval, fields))
            self._look_at_days(row.row, approval)
            if is_stale:
                self._warn(row.row, f"มาตรการที่ {measure.number} แก้ในระบบหลังส่งออกไฟล์นี้ กรุณาดูค่าเดิมก่อนยืนยัน")
        if row.texts[Column.NUMBER] not in {"", str(measure.number)}:
            self._warn(row.row, f"เลขที่ในคอลัมน์ “ที่” ระบบกำหนดเอง จึงยังเป็นมาตรการที่ {measure.number}")

    def _take_new(self, row: FilledRow) -> None:
        approval, faults = understood(row, None, self.known)
        title = thai.without_spaces(row.texts[Column.TITLE])
        if title and title in self.titles:
            sentence = (
                f"ชื่อซ้ำกับ{self.titles[title]} หากต้องการแก้ไขมาตรการเดิม ให้ส่งออกแผนแล้วแก้ในไฟล์นั้น "
                "หากเป็นคนละมาตรการ ให้ตั้งชื่อให้ต่างกัน"
            )
            faults = [*faults, CellFault(row.row, Column.TITLE, sentence)]
        self.titles.setdefault(title, f"แถว {row.row} ของไฟล์นี้")
        self._add(faults)
        if approval is not None and not faults:
            self.added.append(Addition(row.row, approval))
            self._look_at_days(row.row, approval)

    def _add(self, faults: Sequence[CellFault]) -> None:
        """Add faults, but none about a cell that could not even be read."""
        unread = {(fault.row, fault.column) for fault in self.sheet.faults}
        self.faults += [fault for fault in faults if (fault.row, fault.column) not in unread]

    def _look_at_days(self, row: int, approval: Approval) -> None:
        days = (approval.timing.starts_on, approval.timing.ends_on)
        if any(day is not None and day not in self.fiscal_year for day in days):
            self._warn(row, f"วันเริ่มหรือวันสิ้นสุดอยู่นอก{self.fiscal_year.label}")
        if not approval.timing.is_understood:
            self._warn(row, "ยังไม่มีช่วงเวลา ต้องกำหนดก่อนเปิดงาน")
        if not approval.owners:
            self._warn(row, "ยังไม่มีผู้รับผิดชอบ ต้องกำหนดก่อนเปิดงาน")

    def _warn(self, row: int, sentence: str) -> None:
        self.cautions.append(f"แถว {row}: {sentence}")

    def _closed(self, measure: Measure) -> str:
        try:
            refuse_if_opened(measure, by=self.asker)
        except NotNow as refusal:
            return str(refusal)
        return ""

    def _gone(self) -> Iterator[Gone]:
        """Return the measures whose rows were taken out; a file without codes takes nothing out, it only adds."""
        if not self.seen.keys() & self.by_code.keys():
            return
        for code, measure in self.by_code.items():
            if measure.cancelled_at is not None or code in self.seen:
                continue
            if self.sheet.base and code not in self.sheet.base:
                self.cautions.append(f"มาตรการที่ {measure.number} เพิ่มในระบบหลังส่งออกไฟล์นี้ จึงคงไว้ตามเดิม")
            else:
                yield Gone(measure.id, measure.number, measure.title, self._closed(measure))

    def preview(self) -> Preview:
        """Return what was found."""
        gone = tuple(self._gone())
        if self.sheet.ignored:
            names = " ".join(f"“{written(heading)[:40]}”" for heading in self.sheet.ignored[:10])
            self.cautions.append(f"คอลัมน์ {names} ไม่ใช่คอลัมน์ของแบบกรอก ระบบจึงไม่นำเข้า")
        faults = sorted(self.faults, key=lambda fault: (fault.row, list(Column).index(fault.column or Column.CODE)))
        return Preview(
            fiscal_year=self.fiscal_year,
            added=tuple(self.added),
            changed=tuple(self.changed),
            gone=gone,
            unchanged=self.unchanged,
            cautions=tuple(self.cautions),
            faults=tuple(PlacedFault(self.sheet.place_of(fault), fault.sentence) for fault in faults),
        )
