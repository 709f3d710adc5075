"""Of any plan: written out and read unchanged it changes nothing, and one edited cell changes its own field."""

import string
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.measures.workbooks import FIRST, cell, edited
from tracker import thai
from tracker.errors import NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, MeasureOwner, Step
from tracker.measures.service import timing_of
from tracker.measures.service.workbook.cells import texts_of
from tracker.measures.service.workbook.showing import FieldChange, changes_between
from tracker.measures.service.workbook.understanding import Known, approval_of, understood
from tracker.measures.spreadsheet import reading, writing
from tracker.measures.spreadsheet.layout import RECURRENCES, Column, FilledSheet, Plan, PlanRow
from tracker.measures.spreadsheet.texts import written

YEAR = FiscalYear(2569)
UNITS = ("สำนักปลัด", "กองคลัง", "กองช่าง")
KNOWN = Known(YEAR, {thai.without_spaces(name): number for number, name in enumerate(UNITS, 1)}, UNITS)
_WORDS = ("ไตรมาสที่ ๒", "มีนาคม และ กันยายน", "ทุกเดือน", "ตลอดปีงบประมาณ", "ภายใน ๓๑ มี.ค. ๖๙", "เป็นระยะ", "")
_LETTERS = string.printable + "กขคงจฉชซญดตถทธนบปพมยรลวศสหอะาำเแโใไิีึืุูัํ่้๊๋์๐๑๒๓๔๕๖๗๘๙\u200b\ufffe\x0b_\u0e33"
_texts = some.text(_LETTERS, min_size=1, max_size=60) | some.sampled_from(
    ["=1+1", "-ข้อ", "@ก", "1. ก", "๑) ข", "2.5 ล้าน"]
)
_lines = _texts.map(thai.one_line).filter(bool)
_typed = _lines.map(written).filter(lambda text: text and not text.startswith("#"))
_days = some.dates(date(2025, 1, 1), date(2027, 1, 1))


@some.composite
def _measures(draw: Any) -> Measure:
    """Any measure as the application keeps it, also such as were read in a document and never corrected."""
    words = draw(some.sampled_from(_WORDS) | _lines)
    try:
        timing = timing_of(words, YEAR)
    except NotValid:  # Words that end before they begin.
        timing = timing_of("", YEAR)
    first, last = timing.starts_on, timing.ends_on
    if draw(some.booleans()):
        first, last = sorted(draw(some.tuples(_days, _days)))
    names = draw(some.lists(some.sampled_from(UNITS) | _lines, max_size=4, unique=True))
    steps = draw(some.lists(_lines, min_size=1, max_size=5))
    return Measure(
        id=draw(some.integers(1, 10**6)),
        government_id=1,
        fiscal_year=YEAR,
        number=draw(some.integers(1, 99)),
        title=draw(_lines),
        kind=draw(some.sampled_from(["มาตรการ", "โครงการ", "แผนงาน/โครงการ", None])),
        analysis="",
        monitoring="",
        item_refs=[],
        indicators=draw(some.lists(some.integers(1, 10), unique=True, max_size=3)),
        period_text=timing.text,
        starts_on=first,
        ends_on=last,
        recurrence=draw(some.sampled_from([timing.recurrence, *RECURRENCES])),
        periods=[[one.isoformat(), other.isoformat()] for one, other in timing.periods],
        approved_at=datetime(2025, 10, 1, tzinfo=UTC) + timedelta(seconds=draw(some.integers(0, 10**6))),
        steps=[Step(number=number, text=text) for number, text in enumerate(steps, 1)],
        owners=[MeasureOwner(position=place, text=text[:200]) for place, text in enumerate(names)],
    )


def _written(measure: Measure, *edits: Callable[[Any], None]) -> FilledSheet:
    row = PlanRow(texts_of(measure))
    plan = Plan("องค์การบริหารส่วนตำบลตัวอย่างพัฒนา", 2569, YEAR.first_day, YEAR.last_day, UNITS, ["1 ก"], [row])
    content = writing.export(plan)
    return reading.read(edited(content, *edits) if edits else content)


def _changes(measure: Measure, sheet: FilledSheet) -> tuple[FieldChange, ...]:
    approval, faults = understood(sheet.rows[0], measure, KNOWN)
    assert faults == []
    assert approval is not None
    return changes_between(approval_of(measure), approval)


@settings(max_examples=60)
@given(_measures())
def test_any_measure_written_out_and_read_unchanged_is_the_same(measure: Measure) -> None:
    sheet = _written(measure)
    assert sheet.faults == ()
    assert len(sheet.rows) == 1
    assert FilledSheet.from_json(sheet.as_json()) == sheet
    assert _changes(measure, sheet) == ()


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (Column.TITLE, _typed),
        (Column.KIND, some.sampled_from(["มาตรการ", "กิจกรรม"])),
        (Column.INDICATORS, some.sampled_from(["7", "๘, 9", "10 การป้องกันการทุจริต"])),
        (Column.STEPS, some.lists(_typed, min_size=1, max_size=4).map("\n".join)),
        (Column.LEAD, some.sampled_from(UNITS)),
        (Column.RECURRENCE, some.sampled_from(list(RECURRENCES.values()))),
    ],
)
@settings(max_examples=12)
@given(data=some.data())
def test_one_edited_cell_changes_its_field_and_no_other(column: Column, values: Any, data: Any) -> None:
    measure, value = data.draw(_measures()), data.draw(values)
    if column is Column.RECURRENCE:
        measure.period_text, measure.periods, measure.recurrence = "เป็นระยะ", [], None
        measure.starts_on, measure.ends_on = YEAR.first_day, YEAR.last_day
    if column is Column.LEAD:
        measure.owners = [MeasureOwner(position=0, text="ใครไม่รู้")]

    def edit(sheet: Any) -> None:
        cell(sheet, FIRST, column).value = value
        cell(sheet, FIRST, column).data_type = "s"

    changed = [one.column for one in _changes(measure, _written(measure, edit))]
    assert changed in ([], [column])


@settings(max_examples=20)
@given(measure=_measures(), day=_days)
def test_one_edited_day_changes_that_day_and_leaves_the_words(measure: Measure, day: date) -> None:
    measure.period_text, measure.periods, measure.recurrence = "เป็นระยะ", [], None
    measure.starts_on, measure.ends_on = date(2025, 1, 1), date(2027, 1, 1)

    def edit(sheet: Any) -> None:
        cell(sheet, FIRST, Column.ENDS_ON).value = day

    changes = _changes(measure, _written(measure, edit))
    expected = () if day == measure.ends_on else ((Column.ENDS_ON, thai.screen_date(day)),)
    assert tuple((one.column, one.after) for one in changes) == expected
