"""The report as a workbook for those who sort and filter: a row for each step, a row for each task, and the counts.

Texts of the measure are repeated in each of its rows instead of merged, so that a filter finds every row.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from tracker.reports.lines import FormStep, Report, ReportMeasure, ReportStep, TaskRecord, form_of, is_whole
from tracker.reports.lines.form import (
    COLUMNS,
    SUMMARY_COLUMNS,
    agency_line,
    official,
    signature_lines,
    tallies,
    tally_numbers,
)
from tracker.reports.lines.roll_up import STATE_LABELS
from tracker.reports.lines.sealing import sealed
from tracker.reports.spreadsheet.sheet import Column, Value, begin, print_to_last_row, put, put_heading, write_rows
from tracker.thai import day_of

_STEP_COLUMNS = (
    Column("ลำดับ", 7, is_text=False),
    Column(COLUMNS[0], 24),
    Column("ขั้นตอนที่", 8, is_text=False),
    Column(COLUMNS[1], 27),
    Column(COLUMNS[2], 16),
    Column(COLUMNS[3], 16),
    Column(COLUMNS[4], 38),
    Column(COLUMNS[5], 30),
    Column("สถานะ", 14),
    Column("ร้อยละความก้าวหน้า", 11, is_text=False),
    Column("วันเริ่มต้น", 20, is_text=False),
    Column("วันครบกำหนด", 20, is_text=False),
    Column("รายงานล่าสุด", 20, is_text=False),
    Column("จำนวนหลักฐาน", 10, is_text=False),
    Column("ประเภท", 12),
    Column("ตัวชี้วัด", 26),
    Column("ประเด็น", 26),
)
_PRINTED_STEP_COLUMNS = 10
_TASK_COLUMNS = (
    Column("ลำดับ", 7, is_text=False),
    Column("ขั้นตอนที่", 8, is_text=False),
    Column("หน่วยงาน", 28),
    Column("หน่วยงานหลัก", 10),
    Column("ครั้งที่", 8, is_text=False),
    Column("รอบ", 18),
    Column("สถานะ", 15),
    Column("ร้อยละความก้าวหน้า", 11, is_text=False),
    Column("วันครบกำหนด", 20, is_text=False),
    Column(COLUMNS[4], 46),
    Column(COLUMNS[5], 36),
    Column("ปัญหา/อุปสรรค", 26),
    Column("เหตุผลที่ไม่ได้ดำเนินการ", 26),
    Column("จำนวนหลักฐาน", 10, is_text=False),
    Column("ข้อมูล ณ วันที่", 20, is_text=False),
)
_SUMMARY_COLUMNS = tuple(
    Column(title, 30 if place == 0 else 14, is_text=place == 0) for place, title in enumerate(SUMMARY_COLUMNS)
)


def spreadsheet(report: Report) -> bytes:
    """Write a report as XLSX."""
    book = Workbook()
    del book["Sheet"]
    book.properties.title = official(report.title)
    book.properties.creator = official(report.heading.government_name)
    top = [official(report.title), agency_line(report.heading), official(report.notice)]
    steps = begin(book, "มาตรการ", top, _STEP_COLUMNS, printed=_PRINTED_STEP_COLUMNS)
    write_rows(steps, _STEP_COLUMNS, [_step_row(*line) for line in _steps(report)])
    tasks = begin(book, "งานรายหน่วยงาน", top, _TASK_COLUMNS, printed=len(_TASK_COLUMNS))
    write_rows(tasks, _TASK_COLUMNS, [_task_row(task) for _, step, _ in _steps(report) for task in step.tasks])
    summary = begin(book, "สรุป", top, _SUMMARY_COLUMNS, printed=len(_SUMMARY_COLUMNS))
    write_rows(summary, _SUMMARY_COLUMNS, _summary_rows(report))
    _write_notes(summary, report)
    result = BytesIO()
    book.save(result)
    return sealed(result.getvalue())


def _steps(report: Report) -> Iterator[tuple[ReportMeasure, ReportStep, FormStep]]:
    for measure in report.measures:
        forms = form_of(measure).steps
        for step, form in zip(measure.steps[: len(forms)], forms, strict=True):
            yield measure, step, form


def _step_row(measure: ReportMeasure, step: ReportStep, form: FormStep) -> list[Value]:
    whole = is_whole(measure)
    return [
        measure.number,
        official(measure.title),
        None if whole else step.number,
        "\n".join(form.step),
        official(measure.owner_text),
        official(measure.period_text),
        "\n".join(form.result),
        "\n".join(form.outcome),
        STATE_LABELS[measure.state if whole else step.state],
        measure.percent if whole else step.percent,
        step.starts_on,
        step.due_on,
        (day_of(step.reported_at) if step.reported_at else None),
        step.evidence_count,
        official(measure.kind),
        official("\n".join(measure.indicators)),
        official(measure.issue),
    ]


def _task_row(task: TaskRecord) -> list[Value]:
    return [
        task.measure_number,
        task.step_number,
        official(task.unit_name),
        "ใช่" if task.is_lead else "",
        task.occurrence,
        official(task.occurrence_label),
        STATE_LABELS[task.state],
        task.percent,
        task.due_on,
        official(task.summary),
        official(task.outcome),
        official(task.problem),
        official(task.reason),
        task.evidence_count,
        task.as_of,
    ]


def _summary_rows(report: Report) -> list[list[Value]]:
    return [[name, *tally_numbers(tally), tally.percent_done] for name, tally in tallies(report)]


def _write_notes(sheet: Any, report: Report) -> None:
    """Write under the counts as of which day they are, and who signs."""
    row = sheet.max_row + 2
    put(sheet.cell(row, 1), "ข้อมูล ณ วันที่")
    put(sheet.cell(row, 2), report.heading.as_of)
    sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
    for place, signature in enumerate(report.signatures, start=row + 2):
        put_heading(sheet.cell(place, 1), official(signature.role_label))
        put(sheet.cell(place, 2), " ".join(signature_lines(signature)), wraps=False)
    print_to_last_row(sheet)
