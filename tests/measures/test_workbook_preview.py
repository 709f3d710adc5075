"""What a workbook would change: every measure recognised by its code, every cell said what it says, nothing stored."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.builders import YEAR, a_measure, a_task, an_open_year, the_system, the_unit
from tests.measures.workbooks import (
    FIRST,
    Edit,
    cell,
    exported,
    faults_of,
    fill,
    from_template,
    preview_of,
    typed,
)
from tracker.database import db
from tracker.errors import NotNow
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries
from tracker.measures import service as measures
from tracker.measures.models import Measure, OwnerScope
from tracker.measures.service.workbook import Preview, code_of
from tracker.measures.spreadsheet.layout import Column
from tracker.people import service as people


def _changes(preview: Preview) -> list[tuple[int, Column, str, str]]:
    assert preview.faults == ()
    return [(change.number, one.column, one.before, one.after) for change in preview.changed for one in change.fields]


def _three(**first: Any) -> list[Measure]:
    return [
        a_measure(title="จัดทำคู่มือ", steps=("ร่าง", "เผยแพร่"), **first),
        a_measure(title="อบรมเจ้าหน้าที่", owners=(OwnerScope.ALL_UNITS, the_unit("กองคลัง")), indicators=(1, 6)),
        a_measure(title="=ปรับปรุงเว็บไซต์", kind="โครงการ", starts_on=None, ends_on=None, period_text=""),
    ]


@pytest.mark.usefixtures("app")
def test_an_unchanged_export_changes_nothing() -> None:
    _three()
    preview = preview_of(exported(the_system()), the_system())
    assert preview.changes_nothing
    assert (preview.unchanged, preview.faults, preview.cautions) == (3, (), ())


@pytest.mark.parametrize(
    ("column", "value", "before", "after"),
    [
        (Column.TITLE, "จัดทำคู่มือใหม่", "จัดทำคู่มือ", "จัดทำคู่มือใหม่"),
        (Column.KIND, "โครงการ", "มาตรการ", "โครงการ"),
        (Column.KIND, None, "มาตรการ", ""),
        (Column.INDICATORS, "๑, 6", "1", "1, 6"),
        (Column.INDICATORS, 6, "1", "6"),
        (Column.INDICATORS, "6 คุณภาพการดำเนินงาน", "1", "6"),
        (Column.INDICATORS, "1 การปฏิบัติหน้าที่\n6 คุณภาพการดำเนินงาน", "1", "1, 6"),
        (Column.STEPS, "1. ร่าง\nเสนอผู้บริหาร\n๒) เผยแพร่", "1. ร่าง\n2. เผยแพร่", "1. ร่าง\n2. เสนอผู้บริหาร\n3. เผยแพร่"),
        (Column.STEPS, None, "1. ร่าง\n2. เผยแพร่", "1. จัดทำคู่มือ"),
        (Column.LEAD, "กองคลัง", "สำนักปลัด", "กองคลัง"),
        (Column.OTHERS, "กองช่าง\nทุกหน่วยงาน", "", "กองช่าง\nทุกหน่วยงาน"),
        (Column.OTHERS, "กองช่าง, กองคลัง", "", "กองช่าง\nกองคลัง"),
        (Column.STARTS_ON, date(2026, 1, 5), "1 ตุลาคม 2568", "5 มกราคม 2569"),
        (Column.STARTS_ON, date(2569, 1, 5), "1 ตุลาคม 2568", "5 มกราคม 2569"),
        (Column.STARTS_ON, date(1969, 1, 5), "1 ตุลาคม 2568", "5 มกราคม 2569"),
        (Column.ENDS_ON, "๓๑ มี.ค. ๖๙", "30 กันยายน 2569", "31 มีนาคม 2569"),
        (Column.ENDS_ON, "31/3/2569", "30 กันยายน 2569", "31 มีนาคม 2569"),
        (Column.RECURRENCE, "ทุกไตรมาส", "", "ทุกไตรมาส"),
        (Column.RECURRENCE, "ทุก ๖ เดือน", "", "ทุก 6 เดือน"),
    ],
)
@pytest.mark.usefixtures("app")
def test_one_cell_changes_its_own_field_and_no_other(column: Column, value: Any, before: str, after: str) -> None:
    _three()
    preview = preview_of(exported(the_system(), typed(FIRST, **{column.value: value})), the_system())
    assert _changes(preview) == [(1, column, before, after)]
    assert (preview.unchanged, preview.gone, preview.added) == (2, (), ())


@pytest.mark.usefixtures("app")
def test_new_words_of_a_period_bring_their_days() -> None:
    _three()
    preview = preview_of(exported(the_system(), typed(FIRST, period="ไตรมาสที่ ๒ และทุกเดือน")), the_system())
    assert [(column, after) for _, column, _, after in _changes(preview)] == [
        (Column.PERIOD, "ไตรมาสที่ ๒ และทุกเดือน"),
        (Column.STARTS_ON, "1 มกราคม 2569"),
        (Column.ENDS_ON, "31 มีนาคม 2569"),
        (Column.RECURRENCE, "ทุกเดือน"),
    ]


@pytest.mark.usefixtures("app")
def test_words_that_only_repeat_the_days_follow_them() -> None:
    _three(period_text="๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙")
    preview = preview_of(exported(the_system(), typed(FIRST, ends_on=date(2026, 3, 31))), the_system())
    assert [(column, after) for _, column, _, after in _changes(preview)] == [
        (Column.PERIOD, "๑ ตุลาคม ๒๕๖๘ – ๓๑ มีนาคม ๒๕๖๙"),
        (Column.ENDS_ON, "31 มีนาคม 2569"),
    ]


@pytest.mark.usefixtures("app")
def test_measures_are_recognised_after_sorting_inserting_columns_and_renaming_the_sheet() -> None:
    _three()

    def rearrange(sheet: Any) -> None:
        rows = [[one.value for one in row] for row in sheet.iter_rows(FIRST, FIRST + 2, 1, len(Column))]
        for place, values in enumerate((rows[2], rows[0], rows[1]), FIRST):
            for column, value in enumerate(values, 1):
                sheet.cell(place, column).value = value
                sheet.cell(place, column).data_type = (
                    "s" if isinstance(value, str) else sheet.cell(place, column).data_type
                )
        fill(sheet, FIRST + 1, title="จัดทำคู่มือฉบับใหม่")
        sheet.insert_cols(3)
        sheet.cell(3, 3).value = "หมายเหตุของกอง"
        sheet.insert_rows(2)
        sheet.title = "แผนปี 69"

    preview = preview_of(exported(the_system(), rearrange), the_system())
    assert [change[:2] for change in _changes(preview)] == [(1, Column.TITLE)]
    assert preview.unchanged == 2
    assert any("หมายเหตุของกอง" in caution for caution in preview.cautions)


@pytest.mark.usefixtures("app")
def test_a_row_that_was_taken_out_is_listed_and_a_new_one_added() -> None:
    _three()

    def replace(sheet: Any) -> None:
        sheet.delete_rows(FIRST)
        fill(sheet, FIRST + 2, title="จัดประชุม", lead="กองช่าง", starts_on="1/10/2568", ends_on="30 ก.ย. 69")

    preview = preview_of(exported(the_system(), replace), the_system())
    assert [gone.title for gone in preview.gone] == ["จัดทำคู่มือ"]
    (added,) = preview.added
    assert dict(added.fields) == {
        Column.TITLE: "จัดประชุม",
        Column.STEPS: "1. จัดประชุม",
        Column.LEAD: "กองช่าง",
        Column.PERIOD: "๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙",
        Column.STARTS_ON: "1 ตุลาคม 2568",
        Column.ENDS_ON: "30 กันยายน 2569",
    }


@pytest.mark.usefixtures("app")
def test_the_template_brings_new_measures_and_none_of_its_examples() -> None:
    _three()
    rows = [
        typed(FIRST + 2, title="จัดประชุม", lead="ทุกหน่วยงาน", recurrence="ทุกเดือน"),
        typed(FIRST + 4, title="ตรวจสอบภายใน", lead="ส่วนการคลัง", period="มีนาคม และ กันยายน"),
    ]
    preview = preview_of(from_template(the_system(), *rows), the_system())
    assert (preview.faults, preview.gone, preview.changed, preview.unchanged) == ((), (), (), 0)
    first, second = preview.added
    assert (first.approval.timing.text, first.approval.timing.recurrence) == ("ทุกเดือน", "monthly")
    assert first.approval.timing.starts_on == YEAR.first_day
    assert len(second.approval.timing.periods) == 2


@pytest.mark.usefixtures("app")
def test_every_mistake_is_named_by_sheet_row_and_column() -> None:
    an_open_year()
    _three()
    edits: Sequence[Edit] = [
        typed(FIRST, kind="แผน", indicators="1, 11", lead="กองคลงั", ends_on="สักวัน"),
        typed(FIRST + 1, starts_on=date(2026, 10, 1), recurrence="บ่อยๆ"),
        typed(FIRST + 2, title=None, others="กองคลัง", lead=None, starts_on=date(2026, 1, 1)),
        typed(FIRST + 3, title="จัดทำ คู่มือ"),
        typed(FIRST + 4, code="M2569-1-AAAA", title="อะไร"),
        typed(FIRST + 5, title="=1+1", ends_on=date(2035, 1, 1), starts_on=date(2035, 1, 1)),
        typed(FIRST + 6, code="ตัวอย่าง", title="ของจริง"),
        typed(FIRST + 7, title="ประชุม", period="ทุกเดือน", recurrence="ทุกไตรมาส"),
        typed(FIRST + 8, title="สักวัน", period="สักวัน"),
    ]
    found = faults_of(exported(the_system(), *edits), the_system())
    assert [place for place, _ in found] == [
        "แผ่น มาตรการ แถว 4 คอลัมน์ ประเภท (D4)",
        "แผ่น มาตรการ แถว 4 คอลัมน์ ตัวชี้วัดที่ (E4)",
        "แผ่น มาตรการ แถว 4 คอลัมน์ ผู้รับผิดชอบหลัก (G4)",
        "แผ่น มาตรการ แถว 4 คอลัมน์ วันสิ้นสุด (K4)",
        "แผ่น มาตรการ แถว 5 คอลัมน์ วันสิ้นสุด (K5)",
        "แผ่น มาตรการ แถว 6 คอลัมน์ ชื่อมาตรการ/โครงการ/กิจกรรม (C6)",
        "แผ่น มาตรการ แถว 6 คอลัมน์ ผู้รับผิดชอบหลัก (G6)",
        "แผ่น มาตรการ แถว 6 คอลัมน์ วันสิ้นสุด (K6)",
        "แผ่น มาตรการ แถว 7 คอลัมน์ ชื่อมาตรการ/โครงการ/กิจกรรม (C7)",
        "แผ่น มาตรการ แถว 8 คอลัมน์ รหัส (A8)",
        "แผ่น มาตรการ แถว 9 คอลัมน์ ชื่อมาตรการ/โครงการ/กิจกรรม (C9)",
        "แผ่น มาตรการ แถว 9 คอลัมน์ วันเริ่ม (J9)",
        "แผ่น มาตรการ แถว 10 คอลัมน์ รหัส (A10)",
        "แผ่น มาตรการ แถว 11 คอลัมน์ ความถี่ (L11)",
        "แผ่น มาตรการ แถว 12 คอลัมน์ ช่วงเวลา (I12)",
    ]
    sentences = dict(found)
    assert "หมายถึง “กองคลัง” หรือไม่" in sentences["แผ่น มาตรการ แถว 4 คอลัมน์ ผู้รับผิดชอบหลัก (G4)"]
    assert "สูตรที่ยังไม่มีค่า" in sentences["แผ่น มาตรการ แถว 9 คอลัมน์ ชื่อมาตรการ/โครงการ/กิจกรรม (C9)"]
    assert "ชื่อซ้ำกับมาตรการที่ 1" in sentences["แผ่น มาตรการ แถว 7 คอลัมน์ ชื่อมาตรการ/โครงการ/กิจกรรม (C7)"]


@pytest.mark.usefixtures("app")
def test_a_code_that_was_copied_or_is_of_another_year_is_refused() -> None:
    first, *_ = _three()
    other = a_measure(title="ปีหน้า", fiscal_year=FiscalYear(2570))
    code = code_of(other)
    found = faults_of(
        exported(the_system(), typed(FIRST + 1, code=code_of(first)), typed(FIRST + 2, code=code)), the_system()
    )
    assert "ซ้ำกับแถว 4" in found[0][1]
    assert "เป็นมาตรการของปี 2570" in found[1][1]


@pytest.mark.usefixtures("app")
def test_a_measure_whose_tasks_are_out_keeps_its_words_and_its_row() -> None:
    first, *_ = _three()
    a_task(measure=first)
    content = exported(the_system(), typed(FIRST, title="ชื่อใหม่"))
    ((place, sentence),) = faults_of(content, the_system())
    assert place == "แผ่น มาตรการ แถว 4 คอลัมน์ ชื่อมาตรการ/โครงการ/กิจกรรม (C4)"
    assert "เปิดงานให้หน่วยงานแล้ว" in sentence
    assert "ค่าเดิมคือ “จัดทำคู่มือ”" in sentence
    (gone,) = preview_of(exported(the_system(), lambda sheet: sheet.delete_rows(FIRST)), the_system()).gone
    assert "เปิดงานให้หน่วยงานแล้ว" in gone.refusal


@pytest.mark.usefixtures("app")
def test_a_closed_year_takes_nothing_in(clock: Any) -> None:
    _three()
    content = exported(the_system())
    an_open_year().closed_at = clock.now
    db.session.commit()
    with pytest.raises(NotNow, match="ปิดแล้ว"):
        preview_of(content, the_system())


@pytest.mark.usefixtures("app")
def test_the_workbook_of_another_year_is_sent_to_its_page() -> None:
    ((place, sentence),) = faults_of(from_template(the_system(), year=FiscalYear(2570)), the_system())
    assert place == "แผ่น มาตรการ"
    assert "ของปี 2570" in sentence


@pytest.mark.usefixtures("app")
def test_what_was_changed_in_the_system_after_the_export_is_not_taken_back(clock: Any) -> None:
    first, second, _ = _three()
    content = exported(the_system(), typed(FIRST + 1, kind="กิจกรรม"))
    for measure in (first, second):
        measures.set_period(measure.id, "ไตรมาสที่ 2", by=the_system(), at=clock.now)
    a_measure(title="เพิ่งเพิ่ม")
    db.session.commit()
    preview = preview_of(content, the_system())
    assert preview.gone == ()
    assert [change.number for change in preview.changed] == [2]
    assert preview.unchanged == 2
    assert ["คงค่าในระบบ" in caution for caution in preview.cautions].count(True) == 1
    assert any("กรุณาดูค่าเดิมก่อนยืนยัน" in caution for caution in preview.cautions)
    assert any("เพิ่มในระบบหลังส่งออก" in caution for caution in preview.cautions)


@pytest.mark.usefixtures("app")
def test_an_owner_nobody_knows_yet_may_stay_and_another_spelling_is_known(clock: Any) -> None:
    measure, *_ = _three()
    owner = measures.owner_meant("ฝ่ายลึกลับ", {})
    assert owner == (OwnerScope.UNIT, None)
    approval = measures.Approval(YEAR, measure.title, measures.timing_of("มีนาคม", YEAR), owners=("ฝ่ายลึกลับ",))
    measures.correct(queries.measure(measure.id, the_system()), approval, by=the_system(), at=clock.now)
    people.remember_alias("ห้องการเงิน", the_unit("กองคลัง").id, by=the_system(), at=clock.now)
    db.session.commit()
    content = exported(the_system(), typed(FIRST, others="ห้องการเงิน"))
    assert [change[1:] for change in _changes(preview_of(content, the_system()))] == [(Column.OTHERS, "", "ห้องการเงิน")]


@pytest.mark.usefixtures("app")
def test_dates_are_real_and_shown_with_the_buddhist_year() -> None:
    _three()
    seen: list[Any] = []
    exported(the_system(), lambda sheet: seen.append(cell(sheet, FIRST, Column.STARTS_ON)))
    assert (seen[0].value.date(), seen[0].is_date) == (date(2025, 10, 1), True)
    assert "107041E" in seen[0].number_format
