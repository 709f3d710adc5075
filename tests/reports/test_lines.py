import json
from datetime import date
from typing import Any

import pytest

from tests.reports.office import MEASURES, MONTHS, TASKS, UNITS, demo_report, done, heading, measure, signatures, task
from tracker.reports.lines import Report, ReportStep, form_of, report_from_json, report_to_json, result_report
from tracker.reports.lines.form import agency_line, official, signature_lines, summary_rows


def only_step(*tasks: Any, **more: Any) -> ReportStep:
    """The one step of the one measure of a report with these tasks."""
    report = result_report(heading(), [measure(1, "มาตรการ", "ขั้นตอน", **more)], tasks)
    return report.measures[0].steps[0]


def test_every_measure_is_in_the_report_even_when_nobody_worked_on_it() -> None:
    report = result_report(heading(), MEASURES, [])
    assert [line.number for line in report.measures] == [record.number for record in MEASURES]
    assert {line.steps[0].results for line in report.measures} == {("ยังไม่มีการมอบหมายงานและยังไม่มีรายงานผล",)}


def test_a_measure_published_without_steps_still_has_a_row() -> None:
    report = result_report(heading(), [measure(1, "มาตรการที่ไม่มีขั้นตอน")], [])
    assert [step.text for step in report.measures[0].steps] == ["–"]


def test_work_on_a_step_nobody_published_is_kept() -> None:
    report = result_report(heading(), [measure(1, "มาตรการ", "ขั้นตอนเดียว")], [done(1, 2, "ทำแล้ว", "ดีขึ้น")])
    assert report.measures[0].steps[1].results == ("ทำแล้ว",)


def test_work_of_a_measure_that_is_not_in_the_report_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\(2, 1\)"):
        result_report(heading(), [measure(1, "มาตรการ", "ขั้นตอน")], [done(2, 1, "ทำแล้ว", "ดีขึ้น")])


def test_steps_results_and_outcomes_are_numbered_in_parallel() -> None:
    form = form_of(demo_report().measures[1])
    for number, step in zip("๑๒๓", form.steps, strict=True):
        assert [lines[0][:3] for lines in (step.step, step.result, step.outcome)] == [f"{number}. "] * 3


def test_a_single_step_has_no_number() -> None:
    form = form_of(demo_report().measures[15])
    assert form.steps[0].step == ("จัดทำ QR code รวมเมนู ITA และติดตั้ง ณ จุดบริการ",)


def test_a_finished_task_speaks_for_itself() -> None:
    step = only_step(done(1, 1, "อบรมแล้ว 46 คน\nประเมินผลแล้ว", "ความรู้เพิ่มขึ้น"))
    assert step.results == ("อบรมแล้ว 46 คน", "ประเมินผลแล้ว")
    assert step.outcomes == ("ความรู้เพิ่มขึ้น",)


def test_a_step_in_progress_says_how_far_it_is_and_what_was_done() -> None:
    step = only_step(task(1, 1, state="in_progress", percent=70, summary="จัดทำประกาศแล้ว"))
    assert step.results == ("อยู่ระหว่างดำเนินการ ร้อยละ ๗๐: จัดทำประกาศแล้ว",)
    assert step.outcomes == ("ยังไม่มีผลลัพธ์",)


def test_a_step_in_progress_without_words_says_that_nothing_was_reported() -> None:
    assert only_step(task(1, 1, state="in_progress", percent=10)).results == (
        "อยู่ระหว่างดำเนินการ ร้อยละ ๑๐: ยังไม่ได้รายงานผล",
    )


def test_submitted_work_is_called_unchecked() -> None:
    assert only_step(task(1, 1, state="submitted", summary="เผยแพร่แล้ว")).results == (
        "ดำเนินการแล้ว อยู่ระหว่างตรวจสอบผล: เผยแพร่แล้ว",
    )


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("เปลี่ยนระบบเว็บไซต์", "ไม่ได้ดำเนินการ เนื่องจากเปลี่ยนระบบเว็บไซต์"),
        ("เนื่องจากงบประมาณไม่เพียงพอ", "ไม่ได้ดำเนินการ เนื่องจากงบประมาณไม่เพียงพอ"),
        ("E-Service ยังไม่พร้อม", "ไม่ได้ดำเนินการ เนื่องจาก E-Service ยังไม่พร้อม"),
        ("", "ไม่ได้ดำเนินการ (ไม่ได้ระบุเหตุผล)"),
    ],
)
def test_a_step_that_was_not_done_says_why(reason: str, expected: str) -> None:
    step = only_step(task(1, 1, state="not_done", reason=reason))
    assert step.results == (expected,)
    assert step.outcomes == ("–",)


def test_a_problem_stands_under_its_result() -> None:
    assert only_step(done(1, 1, "ทำแล้ว", "ดี", problem="ฝนตกหนัก")).results == ("ทำแล้ว", "ปัญหา/อุปสรรค: ฝนตกหนัก")


def test_units_with_identical_words_are_named_together_and_those_with_nothing_say_so() -> None:
    step = only_step(
        *(done(1, 1, "จัดทำคู่มือแล้ว", "ประชาชนทราบระยะเวลา", unit) for unit in UNITS[:2]),
        done(1, 1, "จัดทำคู่มือ  แล้ว", "ลดเวลา", UNITS[2]),
        task(1, 1, UNITS[5], "in_progress", percent=40, summary="ร่างแล้ว", problem="ขาดคน"),
        task(1, 1, UNITS[6]),
    )
    assert step.results == (
        "ดำเนินการแล้วเสร็จ ๓ จาก ๕ หน่วยงาน",
        "- สำนักปลัด, กองคลัง และกองช่าง: จัดทำคู่มือแล้ว",
        "- กองสวัสดิการสังคม: อยู่ระหว่างดำเนินการ ร้อยละ ๔๐: ร่างแล้ว ปัญหา/อุปสรรค: ขาดคน",
        "- หน่วยตรวจสอบภายใน: ยังไม่ดำเนินการ",
    )
    assert step.outcomes == (
        "- สำนักปลัด และกองคลัง: ประชาชนทราบระยะเวลา",
        "- กองช่าง: ลดเวลา",
        "- กองสวัสดิการสังคม และหน่วยตรวจสอบภายใน: ยังไม่มีผลลัพธ์",
    )


def test_all_units_done_alike_are_one_sentence() -> None:
    step = only_step(*(done(1, 1, "แจ้งเวียนแล้ว", "ทราบทั่วกัน", unit) for unit in UNITS))
    assert step.results == ("ดำเนินการแล้วเสร็จครบทั้ง ๗ หน่วยงาน", "แจ้งเวียนแล้ว")
    assert step.outcomes == ("ทราบทั่วกัน",)


def test_no_unit_has_begun() -> None:
    assert only_step(*(task(1, 1, unit) for unit in UNITS)).results == ("ทั้ง ๗ หน่วยงาน: ยังไม่ดำเนินการ",)


def test_the_lead_comes_first_whatever_its_place_in_the_office() -> None:
    step = only_step(done(1, 1, "ก", "ข", UNITS[0], is_lead=False), done(1, 1, "ค", "ง", UNITS[2]))
    assert step.results[1:] == ("- กองช่าง: ค", "- สำนักปลัด: ก")


def test_a_recurring_step_is_rolled_up_by_occurrence() -> None:
    step = only_step(
        *(
            done(1, 1, "เผยแพร่แล้ว", "ใช้ได้", "กองคลัง", occurrence=place, occurrence_label=MONTHS[place - 1])
            for place in (1, 2, 3, 4, 6)
        ),
        *(
            task(1, 1, "กองคลัง", occurrence=place, occurrence_label=MONTHS[place - 1])
            for place in (12, 5, 7, 8, 9, 10, 11)
        ),
    )
    assert step.results == (
        "ดำเนินการแล้วเสร็จ ๕ จาก ๑๒ ครั้ง",
        "- ตุลาคม ๒๕๖๘ – มกราคม ๒๕๖๙ (๔ ครั้ง): เผยแพร่แล้ว",
        "- กุมภาพันธ์ ๒๕๖๙: ยังไม่ดำเนินการ",
        "- มีนาคม ๒๕๖๙: เผยแพร่แล้ว",
        "- เมษายน ๒๕๖๙ – กันยายน ๒๕๖๙ (๖ ครั้ง): ยังไม่ดำเนินการ",
    )
    assert step.outcomes == ("ใช้ได้",)
    assert (step.state, step.percent) == ("in_progress", 42)


def test_all_occurrences_done_is_said_in_one_word() -> None:
    step = only_step(*(done(1, 1, "ประชุมแล้ว", "เข้าใจ", occurrence=place) for place in (1, 2)))
    assert step.results == ("ดำเนินการแล้วเสร็จครบทั้ง ๒ ครั้ง", "- ครั้งที่ ๑ และครั้งที่ ๒: ประชุมแล้ว")


def test_several_units_and_several_occurrences_are_rolled_up_by_unit() -> None:
    step = demo_report().measures[5].steps[0]
    assert step.results == (
        "ดำเนินการแล้วเสร็จ ๑ จาก ๔ ครั้ง (๒ หน่วยงาน)",
        "- กองคลัง: ดำเนินการแล้วเสร็จ ๑ จาก ๒ ครั้ง",
        "• มีนาคม ๒๕๖๙: ตรวจนับทรัพย์สิน 214 รายการ พบครบถ้วน",
        "• กันยายน ๒๕๖๙: ยังไม่ดำเนินการ",
        "- หน่วยตรวจสอบภายใน: ดำเนินการแล้วเสร็จ ๐ จาก ๒ ครั้ง",
        "• มีนาคม ๒๕๖๙: อยู่ระหว่างดำเนินการ ร้อยละ ๖๐: ร่วมตรวจนับแล้ว อยู่ระหว่างสรุปผล",
        "• กันยายน ๒๕๖๙: ยังไม่ดำเนินการ",
    )


def test_cancelled_tasks_are_left_out_unless_nothing_else_is_left() -> None:
    cancelled = task(1, 1, UNITS[1], "cancelled", reason="โอนงานให้กองช่าง")
    assert only_step(done(1, 1, "ทำแล้ว", "ดี"), cancelled).results == ("ทำแล้ว",)
    assert only_step(cancelled).results == ("ยกเลิก เนื่องจากโอนงานให้กองช่าง",)
    assert only_step(cancelled).state == "cancelled"


def test_a_cancelled_measure_stays_in_the_report_with_its_reason() -> None:
    step = only_step(is_cancelled=True, cancelled_reason="รวมกับมาตรการที่ 2")
    assert (step.state, step.results) == ("cancelled", ("ยกเลิก เนื่องจากรวมกับมาตรการที่ 2",))


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["done", "done"], "done"),
        (["done", "not_done"], "partly_done"),
        (["done", "submitted"], "submitted"),
        (["done", "not_started"], "in_progress"),
        (["not_started", "not_started"], "not_started"),
        (["not_done", "not_done"], "not_done"),
        (["done", "cancelled"], "done"),
    ],
)
def test_a_step_has_the_state_of_its_tasks_together(states: list[str], expected: str) -> None:
    assert only_step(*(task(1, 1, unit, state) for unit, state in zip(UNITS, states, strict=False))).state == expected


def test_counts_add_up() -> None:
    counts = demo_report().counts
    assert (counts.measures.total, counts.steps.total, counts.tasks.total) == (16, 38, len(TASKS))
    assert counts.tasks.done == sum(record.state == "done" for record in TASKS)
    assert counts.tasks.percent_done == round(100 * counts.tasks.done / len(TASKS), 2)
    assert counts.measures.not_done == 1


def test_the_summary_has_thai_digits_and_the_share_done() -> None:
    assert summary_rows(demo_report())[0] == ("มาตรการ", "๑๖", "๓", "–", "–", "๙", "๓", "๑", "–", "๑๘.๗๕")


@pytest.mark.parametrize(
    ("changes", "notice"),
    [
        ({}, "ฉบับร่าง ครั้งที่ ๑ ข้อมูล ณ วันที่ ๓๑ มีนาคม ๒๕๖๙ (รอบ ๖ เดือน)"),
        ({"edition": 0, "as_of": date(2026, 2, 1)}, "ฉบับร่าง ข้อมูล ณ วันที่ ๑ กุมภาพันธ์ ๒๕๖๙"),
        ({"is_draft": False, "as_of": date(2026, 2, 1)}, "ข้อมูล ณ วันที่ ๑ กุมภาพันธ์ ๒๕๖๙"),
        ({"is_draft": False, "as_of": date(2026, 9, 30)}, ""),
    ],
)
def test_a_report_that_is_not_final_says_so(changes: dict[str, Any], notice: str) -> None:
    assert demo_report(**changes).notice == notice


def test_title_and_introduction_name_the_year_the_office_and_the_assessment() -> None:
    report = demo_report()
    assert report.title.endswith("ภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๙")
    assert "(ITA) พ.ศ. ๒๕๖๘" in report.intro
    assert "จำนวน ๑๖ มาตรการ" in report.intro
    assert agency_line(report.heading) == "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา อำเภอตัวอย่าง จังหวัดตัวอย่าง"


def test_numbers_become_thai_but_codes_and_addresses_stay() -> None:
    text = "ร้อยละ 88.50 ตาม o12 และ i4 ที่ https://example.go.th/ita/2569?n=1 โทร 0 0000 0000"
    expected = "ร้อยละ ๘๘.๕๐ ตาม o12 และ i4 ที่ https://example.go.th/ita/2569?n=1 โทร ๐ ๐๐๐๐ ๐๐๐๐"
    assert official(text) == expected


def test_an_acting_head_signs_with_the_post_acted_for_and_the_authority() -> None:
    assert signature_lines(signatures()[2]) == (
        "(นายเหล็ก สมมติ)",
        "ผู้อำนวยการกองช่าง",
        "รักษาราชการแทน ปลัดองค์การบริหารส่วนตำบลตัวอย่างพัฒนา",
        "ตามคำสั่งองค์การบริหารส่วนตำบลตัวอย่างพัฒนา ที่ ๑๒๓/๒๕๖๘",
    )


@pytest.fixture(scope="module")
def stored() -> tuple[Report, dict[str, Any]]:
    report = demo_report()
    return report, json.loads(json.dumps(report_to_json(report)))


def test_a_stored_report_comes_back_as_it_was(stored: tuple[Report, dict[str, Any]]) -> None:
    report, kept = stored
    assert report_from_json(kept) == report


def test_a_stored_report_has_a_line_for_each_measure(stored: tuple[Report, dict[str, Any]]) -> None:
    _, kept = stored
    assert [line["number"] for line in kept["lines"]] == list(range(1, 17))
    assert "measures" not in kept["head"]
