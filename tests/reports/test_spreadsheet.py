from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl

from tests.reports.office import demo_report, done, heading, many_measures, measure
from tracker.reports.lines import Report, form_of, result_report
from tracker.reports.spreadsheet import spreadsheet
from tracker.thai import without_spaces

HEAD = 4


def opened(report: Report) -> Any:
    return openpyxl.load_workbook(BytesIO(spreadsheet(report)))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    titles = [cell.value for cell in sheet[HEAD]]
    return [dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=HEAD + 1, values_only=True)]


def test_every_step_of_every_measure_has_a_row_with_the_words_of_the_form() -> None:
    report = demo_report()
    rows = rows_of(opened(report)["มาตรการ"])
    forms = [(line, step) for line in report.measures for step in form_of(line).steps]
    assert len(rows) == len(forms)
    for row, (line, step) in zip(rows, forms, strict=True):
        assert row["ลำดับ"] == line.number
        assert without_spaces(row["มาตรการ/แนวทาง"]) in without_spaces(form_of(line).title)
        assert row["สรุปผลการดำเนินการ"].split("\n") == list(step.result)
        assert row["ผลลัพธ์/ความสำเร็จ"].split("\n") == list(step.outcome)


def test_every_task_has_a_row() -> None:
    report = demo_report()
    assert len(rows_of(opened(report)["งานรายหน่วยงาน"])) == report.counts.tasks.total


def test_days_are_real_days_shown_in_thai() -> None:
    sheet = opened(demo_report())["มาตรการ"]
    due = next(cell for cell in sheet[HEAD + 1] if sheet.cell(HEAD, cell.column).value == "วันครบกำหนด")
    assert due.value == datetime(2026, 9, 30)  # noqa: DTZ001 (a workbook knows no time zones)
    assert due.number_format == "[$-D07041E]d mmmm yyyy;@"


def test_the_day_of_a_report_is_that_of_bangkok() -> None:
    late = datetime.fromisoformat("2026-03-30T20:00:00+00:00")
    report = result_report(heading(), [measure(1, "ก", "ข")], [done(1, 1, "ค", "ง", reported_at=late)])
    assert rows_of(opened(report)["มาตรการ"])[0]["รายงานล่าสุด"].day == 31


def test_counts_are_numbers() -> None:
    row = next(opened(demo_report())["สรุป"].iter_rows(min_row=HEAD + 1, values_only=True))
    assert row == ("มาตรการ", 16, 3, 0, 0, 9, 3, 1, 0, 18.75)


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    text = "=HYPERLINK(0)"
    sheet = opened(result_report(heading(), [measure(1, text, text)], [done(1, 1, text, text)]))["มาตรการ"]
    cells = [cell for cell in sheet[HEAD + 1] if str(cell.value).startswith("=")]
    assert len(cells) == 4
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}


def test_control_characters_and_pictures_do_not_stop_the_file() -> None:
    ugly = "ก \x0b\x00 😀 \ufffe \ud800 จบ"
    report = result_report(heading(), [measure(1, ugly, ugly)], [done(1, 1, ugly, ugly)])
    assert rows_of(opened(report)["มาตรการ"])[0]["สรุปผลการดำเนินการ"] == "ก 😀 จบ"


def test_a_text_higher_than_any_row_goes_on_in_the_next_row_and_loses_nothing() -> None:
    long = "ดำเนินการเผยแพร่ข้อมูลข่าวสารให้ประชาชนทราบ" * 200
    report = result_report(heading(), [measure(1, "ก", "ข"), measure(2, "ค", "ง")], [done(1, 1, long, "จ")])
    sheet = opened(report)["มาตรการ"]
    parts = [row for row in rows_of(sheet) if row["ลำดับ"] == 1]
    assert len(parts) > 3
    assert "".join(row["สรุปผลการดำเนินการ"] for row in parts) == long
    assert {row["มาตรการ/แนวทาง"] for row in parts} == {"ก"}
    assert [row["ร้อยละความก้าวหน้า"] for row in parts] == [100, *[None] * (len(parts) - 1)]
    assert max(dimension.height for dimension in sheet.row_dimensions.values()) <= 409


def test_the_head_stays_in_sight_and_on_every_page_and_can_be_filtered() -> None:
    sheet = opened(demo_report())["มาตรการ"]
    assert sheet.freeze_panes == f"A{HEAD + 1}"
    assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
    assert sheet.auto_filter.ref == f"A{HEAD}:Q{sheet.max_row}"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert all(cell.alignment.wrap_text for cell in sheet[HEAD + 1] if isinstance(cell.value, str))


def test_two_hundred_measures_are_written() -> None:
    report = many_measures(200)
    assert len(rows_of(opened(report)["มาตรการ"])) == report.counts.steps.total


def test_the_same_report_gives_the_same_bytes() -> None:
    assert spreadsheet(demo_report()) == spreadsheet(demo_report())
