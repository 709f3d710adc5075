"""The report of a past year is written again as its own report said it, in every format."""

import json
from io import BytesIO

import docx
import openpyxl
import pytest

from tests.builders import a_person, the_system, viewer_of
from tests.measures.past_reports import a_past_row, a_result_report
from tests.reports.office import heading, measure
from tracker import clock
from tracker.database import db
from tracker.errors import NotNow
from tracker.fiscal_year import FiscalYear
from tracker.measures import service as measures
from tracker.reports import service
from tracker.reports.lines import StatedRecord, StepRecord, form_of, report_from_json, report_to_json, result_report
from tracker.reports.lines.records import MeasureRecord
from tracker.tasks import service as tasks

PAST = FiscalYear(2568)
PAIRED = ("จัดทำคู่มือแล้ว", "ไม่ได้ดำเนินการ เนื่องจากไม่มีงบประมาณ")


@pytest.fixture
def recorded(app: object) -> None:
    """The year 2568 on record: results by step, results of the whole, and outcomes of the whole beside paired ones."""
    by = viewer_of(a_person())
    rows = (
        a_past_row(1, result=PAIRED),
        a_past_row(2, result=("ทำครบแล้ว",), outcome=("ดีขึ้น", "เร็วขึ้น", "ถูกลง")),
        a_past_row(3, result=PAIRED, outcome=("ประชาชนพึงพอใจ",)),
    )
    document = a_result_report(*rows, by=by)
    measures.confirm_rest(document, by=by, at=clock.now())
    tasks.record_past_year(document, by=by, at=clock.now())
    db.session.commit()


@pytest.mark.usefixtures("recorded")
def test_the_data_say_what_the_report_said_and_no_more() -> None:
    report = service.report_as_of(PAST, None, asker=the_system(), at=clock.now())
    told = json.loads(service.file_of(report, "json"))
    by_step, whole, mixed = told["measures"]
    assert [(step["state"], step["result"], step["outcome"], step["tasks"]) for step in by_step["steps"]] == [
        ("done", [PAIRED[0]], ["มีคู่มือครบทุกงาน"], []),
        ("not_done", [PAIRED[1]], ["บุคลากรถือปฏิบัติ"], []),
    ]
    assert (by_step["state"], by_step["result"], by_step["outcome"]) == ("partly_done", [], [])
    assert (whole["state"], whole["result"], whole["outcome"]) == ("done", ["ทำครบแล้ว"], ["ดีขึ้น", "เร็วขึ้น", "ถูกลง"])
    assert [step["result"] for step in whole["steps"]] == [[], []]
    assert [step["result"] for step in mixed["steps"]] == [[PAIRED[0]], [PAIRED[1]]]
    assert mixed["outcome"] == ["ประชาชนพึงพอใจ"]
    assert (told["is_draft"], told["signatures"], told["edition"]) == (False, [], 0)
    assert told["notice"] == "จัดทำซ้ำจากรายงานผลที่บันทึกเป็นปีที่ผ่านมา"
    assert told["counts"]["tasks"]["total"] == 0


@pytest.mark.usefixtures("recorded")
def test_what_is_told_of_the_whole_stands_in_one_row_beside_all_steps() -> None:
    report = service.report_as_of(PAST, None, asker=the_system(), at=clock.now())
    table = docx.Document(BytesIO(service.file_of(report, "docx"))).tables[0]
    whole = next([cell.text for cell in row.cells] for row in table.rows if "ลำดับ ๒" in row.cells[0].text)
    assert "ขั้นที่หนึ่ง" in whole[1]
    assert "ขั้นที่สอง" in whole[1]
    assert whole[4] == "ทำครบแล้ว"
    sheet = openpyxl.load_workbook(BytesIO(service.file_of(report, "xlsx")))
    rows = [row for row in sheet["มาตรการ"].iter_rows(values_only=True) if row[0] == 3]
    assert [(row[2], row[8]) for row in rows] == [(None, "ดำเนินการแล้วบางส่วน")]
    assert "งานรายหน่วยงานและรายครั้ง" not in {row[0] for row in sheet["สรุป"].iter_rows(values_only=True)}


@pytest.mark.usefixtures("recorded")
def test_a_past_year_gets_no_draft_neither_by_hand_nor_by_the_job() -> None:
    with pytest.raises(NotNow, match="จึงไม่มีฉบับร่าง"):
        service.prepare_edition(PAST, by=the_system(), at=clock.now())
    assert service.prepare_closing(asker=the_system(), at=clock.now()) == []


def test_a_frozen_report_keeps_what_is_told_of_the_whole_and_older_ones_are_still_read() -> None:
    record = MeasureRecord(
        number=1,
        title="ก",
        steps=(StepRecord(1, "ข"),),
        stated=StatedRecord(was_done=True, result="ทำแล้ว", outcome="ดี"),
    )
    report = result_report(heading(), [record], [])
    assert report_from_json(report_to_json(report)) == report
    stored = report_to_json(result_report(heading(), [measure(1, "ก", "ข")], []))
    for line in stored["lines"]:
        del line["results"], line["outcomes"]
    assert form_of(report_from_json(stored).measures[0]).steps[0].step == ("ข",)


def test_a_step_the_report_is_silent_about_shows_nothing() -> None:
    record = MeasureRecord(
        number=1, title="ก", steps=(StepRecord(1, "ข", StatedRecord(was_done=True, result="ทำแล้ว")),)
    )
    (step,) = form_of(result_report(heading(), [record], []).measures[0]).steps
    assert (step.result, step.outcome) == (("ทำแล้ว",), ("–",))
