"""Tables in forms of their own: ends in two columns, months as columns, two owners, headings on two rows."""

import pytest

from tracker.documents.analysis import analyse_blocks
from tracker.documents.blocks import Paragraph, Row, Table
from tracker.documents.reading import Reading, ReadMeasure

TITLE = Paragraph("องค์การบริหารส่วนตำบลตัวอย่างงาม ประจำปีงบประมาณ พ.ศ. ๒๕๖๘")
MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
PLAIN = ("ลำดับ", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา")


def read(*rows: tuple[str, ...], first_line: int | None = None) -> Reading:
    lines = range(first_line, first_line + len(rows)) if first_line else [None] * len(rows)
    return analyse_blocks([TITLE, Table(tuple(Row(cells, line) for cells, line in zip(rows, lines, strict=True)))])


def dates(measure: ReadMeasure) -> tuple[str, str]:
    return str(measure.start), str(measure.end)


def test_the_two_ends_of_a_period_may_stand_in_two_columns() -> None:
    reading = read(
        ("ที่", "โครงการ", "ขั้นตอน", "วันเริ่ม", "วันสิ้นสุด", "ผู้รับผิดชอบ"),
        ("๑", "โครงการอบรม", "จัดอบรม", "1/10/2568", "30 ก.ย. 69", "สำนักปลัด"),
        ("๒", "โครงการคู่มือ", "ร่างคู่มือ", "2025-11-01", "", "กองคลัง"),
    )
    assert dates(reading.measures[0]) == ("2025-10-01", "2026-09-30")
    assert reading.measures[0].period_raw == "1/10/2568 – 30 ก.ย. 69"
    assert dates(reading.measures[1]) == ("2025-11-01", "None")
    assert [measure.owners for measure in reading.measures] == [("สำนักปลัด",), ("กองคลัง",)]


def test_the_heading_over_both_ends_may_stand_in_a_row_above() -> None:
    reading = read(
        ("มาตรการ", "ขั้นตอน", "ระยะเวลา", "ระยะเวลา", "ผู้รับผิดชอบ"),
        ("มาตรการ", "ขั้นตอน", "เริ่มต้น", "สิ้นสุด", "ผู้รับผิดชอบ"),
        ("อบรม", "จัดอบรม", "ม.ค. 69", "มี.ค. 69", "สำนักปลัด"),
    )
    assert dates(reading.measures[0]) == ("2026-01-01", "2026-03-31")


def test_marks_under_months_are_the_period_they_cover() -> None:
    years = ("ที่", "มาตรการ", "ขั้นตอน", *["พ.ศ. ๒๕๖๘"] * 3, *["พ.ศ. ๒๕๖๙"] * 9, "ผู้รับผิดชอบ")
    names = ("ที่", "มาตรการ", "ขั้นตอน", *MONTHS, "ผู้รับผิดชอบ")
    run = ("๑", "คู่มือ", "ร่าง", "", "✓", "✓", "✓", *[""] * 8, "กองคลัง")
    apart = ("๒", "ประชุม", "นัด", "", "", "●", "", "", "/", *[""] * 6, "สำนักปลัด")
    reading = read(years, names, run, apart)
    assert dates(reading.measures[0]) == ("2025-11-01", "2026-01-31")
    assert dates(reading.measures[1]) == ("2025-12-01", "2026-03-31")
    assert [str(span.start) for span in reading.measures[1].periods] == ["2025-12-01", "2026-03-01"]
    assert [measure.owners for measure in reading.measures] == [("กองคลัง",), ("สำนักปลัด",)]


def test_quarters_may_be_columns_too() -> None:
    reading = analyse_blocks(
        [
            Paragraph("มาตรการเพื่อดำเนินการในปีงบประมาณ พ.ศ. ๒๕๖๙"),
            Table(
                (
                    Row(("มาตรการ", "ขั้นตอน", "ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4", "ผู้รับผิดชอบ")),
                    Row(("คู่มือ", "ร่าง", "", "x", "x", "", "กองคลัง")),
                )
            ),
        ]
    )
    assert dates(reading.measures[0]) == ("2026-01-01", "2026-06-30")


def test_the_main_owner_stands_before_the_supporting_one_whatever_the_columns_order() -> None:
    rows = ("คู่มือ", "ร่าง", "มีนาคม ๒๕๖๙", "กองช่าง", "กองคลัง"), ("อบรม", "จัด", "มีนาคม ๒๕๖๙", "-", "สำนักปลัด")
    reading = read(("มาตรการ", "ขั้นตอน", "ระยะเวลา", "หน่วยงานสนับสนุน", "ผู้รับผิดชอบหลัก"), *rows)
    assert [measure.owners for measure in reading.measures] == [("กองคลัง", "กองช่าง"), ("สำนักปลัด",)]


def test_headings_on_two_rows_are_read_together() -> None:
    reading = read(
        ("ที่", "มาตรการ", "การดำเนินการ", "", ""),
        ("", "", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ"),
        ("๑", "คู่มือ", "ร่าง", "มีนาคม ๒๕๖๙", "กองคลัง"),
    )
    (measure,) = reading.measures
    assert (measure.title, measure.steps, measure.owners) == ("คู่มือ", ("ร่าง",), ("กองคลัง",))


def test_steps_below_the_name_in_one_cell_are_steps() -> None:
    reading = read(
        ("ที่", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"),
        ("๑", "มาตรการคู่มือ\n\nขั้นตอน\n\n๑) ร่าง\n\n๒) ประกาศ", "กองคลัง", "มีนาคม ๒๕๖๙"),
        ("๒", "โครงการอบรม\nวิธีดำเนินการ: จัดอบรม", "สำนักปลัด", "มีนาคม ๒๕๖๙"),
    )
    assert [measure.title for measure in reading.measures] == ["มาตรการคู่มือ", "โครงการอบรม"]
    assert [measure.steps for measure in reading.measures] == [("ร่าง", "ประกาศ"), ("จัดอบรม",)]


def test_a_day_under_the_heading_of_deadlines_is_one() -> None:
    reading = read(
        ("มาตรการ", "ขั้นตอน", "กำหนดแล้วเสร็จ", "ผู้รับผิดชอบ"),
        ("คู่มือ", "ร่าง", "๓๑ มีนาคม ๒๕๖๙", "กองคลัง"),
        ("อบรม", "จัด", "มีนาคม ๒๕๖๙", "กองคลัง"),
    )
    assert [dates(measure) for measure in reading.measures] == [
        ("2025-10-01", "2026-03-31"),
        ("2026-03-01", "2026-03-31"),
    ]


def test_a_text_file_leaves_merged_owners_blank_and_one_blank_is_a_missing_one() -> None:
    def owners(*cells: str) -> list[tuple[str, ...]]:
        rows = [(str(at), f"มาตรการที่ดี {at}", "ทำ", cell, "มีนาคม ๒๕๖๙") for at, cell in enumerate(cells, start=1)]
        return [measure.owners for measure in read(PLAIN, *rows, first_line=3).measures]

    assert owners("กองคลัง", "", "", "กองช่าง", "") == [("กองคลัง",)] * 3 + [("กองช่าง",)] * 2
    assert owners("กองคลัง", "", "กองช่าง", "กองช่าง", "กองช่าง")[1] == ()


def test_sums_notes_and_signatures_below_are_no_measures() -> None:
    last = ("๑", "คู่มือ", "ร่าง", "กองคลัง", "มีนาคม ๒๕๖๙")
    below = [("รวม", "", "๑ มาตรการ", "", ""), ("หมายเหตุ", "ให้รายงานทุกเดือน", "", "", ""), ("(ลงชื่อ)", "", "", "", "")]
    assert len(read(PLAIN, last, *below).measures) == 1


def test_a_column_of_numbers_tells_the_indicators_and_a_lone_dash_tells_nothing() -> None:
    reading = read(
        ("ตัวชี้วัดที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ผลการดำเนินการ", "ผลลัพธ์"),
        ("๗, ๘", "คู่มือ", "ร่าง", "กองคลัง", "ยังไม่ดำเนินการ", "-"),
    )
    (measure,) = reading.measures
    assert (measure.indicators, measure.result, measure.outcome) == ((7, 8), ("ยังไม่ดำเนินการ",), ())


@pytest.mark.parametrize(
    ("printed", "kind", "title"),
    [
        ("มาตรการ ๒ : ทบทวนคู่มือ", "มาตรการ", "ทบทวนคู่มือ"),
        ("โครงการ 1. อบรมจริยธรรม", "โครงการ", "อบรมจริยธรรม"),
        ("กิจกรรม ๓) ประกาศเจตนารมณ์", "กิจกรรม", "ประกาศเจตนารมณ์"),
        ("มาตรการที่ ๔ ทบทวนคู่มือ", "มาตรการ", "ทบทวนคู่มือ"),
        ("กิจกรรม ๕ ส สำนักงานน่าอยู่", "กิจกรรม", "กิจกรรม ๕ ส สำนักงานน่าอยู่"),
        ("โครงการ ๑ ตำบล ๑ ผลิตภัณฑ์", "โครงการ", "โครงการ ๑ ตำบล ๑ ผลิตภัณฑ์"),
    ],
)
def test_the_number_behind_the_kind_is_no_part_of_a_name(printed: str, kind: str, title: str) -> None:
    (measure,) = read(PLAIN, ("๑", printed, "จัดทำ", "กองคลัง", "มีนาคม ๒๕๖๙")).measures
    assert (measure.kind, measure.title) == (kind, title)


def test_rows_with_a_step_each_name_an_owner_each() -> None:
    reading = read(
        PLAIN,
        ("๑", "แบ่งงานให้เป็นธรรม", "๑) จัดทำคำสั่ง", "งานการเจ้าหน้าที่", "ต.ค. ๒๕๖๘"),
        ("", "", "๒) ประกาศหลักเกณฑ์", "งานการเจ้าหน้าที่", "พ.ย. ๒๕๖๘"),
        ("", "", "๓) รับฟังความเห็น", "สำนักปลัด", "มี.ค. ๒๕๖๙"),
    )
    assert reading.measures[0].owners == ("งานการเจ้าหน้าที่", "สำนักปลัด")


def test_rows_that_go_on_with_a_step_go_on_with_its_owner() -> None:
    reading = read(
        PLAIN,
        ("๑", "ควบคุมการยืม", "๑) จัดทำทะเบียน", "งานพัสดุและ", "ต.ค. ๒๕๖๘"),
        ("", "", "คุมการยืมทรัพย์สิน", "ทรัพย์สิน กองคลัง", ""),
    )
    assert reading.measures[0].owners == ("งานพัสดุและทรัพย์สิน กองคลัง",)


@pytest.mark.parametrize(
    "heading", ["ผลผลิต", "ผลลัพธ์", "ผลลัพธ์ที่คาดหวัง", "ผลที่คาดว่าจะได้รับ", "ผลสำเร็จที่คาดหวัง", "ผลผลิต/ผลลัพธ์"]
)
def test_what_a_plan_expects_does_not_make_it_a_result_report(heading: str) -> None:
    reading = read((*PLAIN, heading), ("๑", "คู่มือ", "๑) ร่าง ๒) ประกาศใช้คู่มือ", "กองคลัง", "มีนาคม ๒๕๖๙", "คู่มือ ๑ เล่ม"))
    assert reading.doc_type == "analysis_with_measures"
    assert (reading.measures[0].outcome, reading.flags) == ((), ())


def test_outcomes_alone_are_reported_where_the_title_is_about_results() -> None:
    title = Paragraph("สรุปผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘")
    rows = ((*PLAIN, "ผลลัพธ์"), ("๑", "คู่มือ", "ร่างคู่มือ", "กองคลัง", "มีนาคม ๒๕๖๘", "มีคู่มือ ๑ เล่ม"))
    reading = analyse_blocks([TITLE, title, Table(tuple(Row(cells) for cells in rows))])
    assert (reading.doc_type, reading.measures[0].outcome) == ("year_end_result_report", ("มีคู่มือ ๑ เล่ม",))


@pytest.mark.parametrize(
    "heading", ["ระยะเวลาดำเนินการ (ไตรมาส)", "ไตรมาสที่", "แผนการดำเนินงาน ไตรมาส", "ไตรมาส (ปีงบประมาณ พ.ศ. ๒๕๖๙)"]
)
def test_the_numbers_under_a_heading_that_ends_with_quarters_are_quarters(heading: str) -> None:
    over = ("มาตรการ", "ขั้นตอน", *[heading] * 4, "ผู้รับผิดชอบ")
    numbers = ("มาตรการ", "ขั้นตอน", "๑", "๒", "๓", "๔", "ผู้รับผิดชอบ")
    marked = ("คู่มือ", "ร่าง", "", "✓", "✓", "", "กองคลัง")
    reading = analyse_blocks(
        [
            Paragraph("มาตรการเพื่อดำเนินการในปีงบประมาณ พ.ศ. ๒๕๖๙"),
            Table(tuple(Row(cells) for cells in (over, numbers, marked))),
        ]
    )
    assert dates(reading.measures[0]) == ("2026-01-01", "2026-06-30")


def test_a_report_keeps_the_score_of_the_year_before_but_has_none_of_its_own() -> None:
    rows = ("มาตรการ", "ผลการดำเนินการ", "ผู้รับผิดชอบ"), ("คู่มือ", "เผยแพร่แล้ว", "กองคลัง")
    reading = analyse_blocks(
        [
            Paragraph("รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"),
            Paragraph("จากผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ ซึ่งได้คะแนนรวม ๘๒.๔๗ คะแนน"),
            Table(tuple(Row(cells) for cells in rows)),
        ]
    )
    assert {year: str(score) for year, score in reading.history.items()} == {2567: "82.47"}
    assert reading.overall_score is None


def test_a_column_of_indicators_is_one_whatever_its_heading() -> None:
    reading = read(
        ("ที่", "ประเด็นตามผลการประเมิน ITA ๒๕๖๘", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ"),
        ("๑", "ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ", "คู่มือ", "ร่าง", "มีนาคม ๒๕๖๙", "กองคลัง"),
        ("๒", "คุณภาพการดำเนินงาน", "อบรม", "จัด", "มีนาคม ๒๕๖๙", "สำนักปลัด"),
    )
    assert [measure.indicators for measure in reading.measures] == [(4,), (6,)]


def test_steps_may_name_in_brackets_the_indicator_they_serve() -> None:
    reading = read(
        ("มาตรการ", "วิธีดำเนินการ", "ระยะเวลา", "ผู้รับผิดชอบ"),
        ("คู่มือ", "จัดทำคู่มือการยืม (ตัวชี้วัดที่ ๔)", "มีนาคม ๒๕๖๙", "กองคลัง"),
        ("อบรม", "อบรมให้มีผลตัวชี้วัดที่ ๓ ดีขึ้น", "มีนาคม ๒๕๖๙", "สำนักปลัด"),
    )
    assert [measure.indicators for measure in reading.measures] == [(4,), ()]


def test_what_each_quarter_reports_is_a_result() -> None:
    quarters = ("ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4")
    reading = read(
        ("มาตรการ", "ขั้นตอน", *["ผลการดำเนินงาน"] * 4, "ผู้รับผิดชอบ"),
        ("มาตรการ", "ขั้นตอน", *quarters, "ผู้รับผิดชอบ"),
        ("คู่มือ", "ร่าง", "ร่างคู่มือแล้ว", "", "เผยแพร่แล้ว", "-", "กองคลัง"),
        ("อบรม", "จัด", "", "จัดอบรมแล้ว ๑ รุ่น", "", "", "สำนักปลัด"),
    )
    assert [measure.result for measure in reading.measures] == [("ร่างคู่มือแล้ว", "เผยแพร่แล้ว"), ("จัดอบรมแล้ว ๑ รุ่น",)]


def test_the_only_entry_of_a_row_loses_its_number_of_two_parts() -> None:
    reading = read(
        ("มาตรการ", "แนวทางการดำเนินการ", "ระยะเวลา", "ผู้รับผิดชอบ"),
        ("๑. คู่มือ", "๑.๑ จัดทำคู่มือ ๑.๒ เผยแพร่คู่มือ", "มีนาคม ๒๕๖๙", "กองคลัง"),
        ("๒. อบรม", "๒.๑ จัดอบรมพนักงาน", "มีนาคม ๒๕๖๙", "สำนักปลัด"),
        ("๓. เวลา", "๓.๕ ชั่วโมงต่อเรื่องเป็นเวลาที่กำหนด", "มีนาคม ๒๕๖๙", "สำนักปลัด"),
    )
    assert [measure.steps for measure in reading.measures] == [
        ("จัดทำคู่มือ", "เผยแพร่คู่มือ"),
        ("จัดอบรมพนักงาน",),
        ("๓.๕ ชั่วโมงต่อเรื่องเป็นเวลาที่กำหนด",),
    ]


def test_an_indicator_holds_for_the_blank_rows_below_it_also_where_no_row_tells_its_line() -> None:
    rows = (
        ("ตัวชี้วัด", "แนวทางการปรับปรุงแก้ไข", "ผู้รับผิดชอบ", "ระยะเวลา"),
        ("๖. คุณภาพการดำเนินงาน", "ติดป้ายขั้นตอน", "กองช่าง", "มีนาคม ๒๕๖๙"),
        ("", "ประชาสัมพันธ์ช่องทาง", "สำนักปลัด", "เมษายน ๒๕๖๙"),
        ("๗. ประสิทธิภาพการสื่อสาร", "ดูแลเว็บไซต์", "สำนักปลัด", "เมษายน ๒๕๖๙"),
    )
    assert [measure.indicators for measure in read(*rows).measures] == [(6,), (6,), (7,)]


@pytest.mark.parametrize("heading", ["รายละเอียดผลการดำเนินการ", "รายละเอียดของผลการดำเนินงาน", "สรุปผลการดำเนินการ"])
def test_the_details_of_what_was_done_are_results(heading: str) -> None:
    (measure,) = read(("มาตรการ", "ผู้รับผิดชอบ", heading), ("คู่มือ", "กองคลัง", "จัดทำคู่มือและแจกจ่าย")).measures
    assert (measure.steps, measure.result) == ((), ("จัดทำคู่มือและแจกจ่าย",))


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("ข้อ OIT ที่เกี่ยวข้อง", "O8, O9"),
        ("วงเงิน", "๕,๐๐๐ บาท"),
        ("เบิกจ่ายแล้ว", "๕,๐๐๐ บาท"),
        ("จำนวนผู้เข้าร่วม", "๔๐ คน"),
        ("ชื่อ-สกุล ผู้ประสานงาน", "นายต้น สมมติ"),
    ],
)
def test_a_column_that_other_tables_have_too_makes_no_other_table_of_whole_measures(heading: str, cell: str) -> None:
    reading = read((*PLAIN, heading), ("๑", "จัดทำคู่มือ", "๑. ร่างคู่มือ", "กองคลัง", "ต.ค. ๖๗", cell))
    assert [measure.title for measure in reading.measures] == ["จัดทำคู่มือ"]


@pytest.mark.parametrize("heading", ["ข้อ OIT", "รหัสข้อ OIT", "OIT ที่เกี่ยวข้อง", "ข้อที่เกี่ยวข้อง", "ข้อคำถามที่เกี่ยวข้อง"])
def test_a_column_of_items_tells_what_the_measure_refers_to(heading: str) -> None:
    reading = read((*PLAIN, heading), ("๑", "จัดทำคู่มือ", "๑. ร่างคู่มือ", "กองคลัง", "ต.ค. ๖๗", "o๘ และ o๙"))
    assert reading.measures[0].item_refs == ("O8", "O9")


def test_titles_over_the_headings_of_a_table_tell_whose_it_is_and_of_which_year() -> None:
    titles = ["แผนพัฒนาคุณธรรม ปีงบประมาณ พ.ศ. ๒๕๖๘", "เทศบาลตำบลสมมติใหม่ อำเภอจำลอง จังหวัดสาธิต"]
    rows = [Row((titles[0],) * 5, 1, is_one_cell=True), Row((titles[1], "", "", "", ""), 2)]
    rows += [Row(PLAIN, 3), Row(("๑", "จัดทำคู่มือ", "๑. ร่างคู่มือ", "กองคลัง", "ต.ค. ๖๗"), 4)]
    reading = analyse_blocks([Table(tuple(rows))])
    assert (reading.organisation, reading.district, reading.province) == ("เทศบาลตำบลสมมติใหม่", "จำลอง", "สาธิต")
    assert (reading.measures_fiscal_year, [measure.source_lines for measure in reading.measures]) == (2568, [(4,)])


REPORT = ("ที่", "มาตรการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ", "ปัญหา/อุปสรรค")


@pytest.mark.parametrize("heading", ["แนวทางแก้ไข", "แนวทางการแก้ไขปัญหา", "วิธีแก้ไข"])
def test_the_remedy_behind_the_problems_of_a_report_is_no_step(heading: str) -> None:
    reading = read((*REPORT, heading), ("๑", "จัดทำคู่มือ", "กองคลัง", "จัดทำแล้ว", "เวลาน้อย", "เพิ่มเวลา"))
    assert [(measure.result, measure.steps) for measure in reading.measures] == [(("จัดทำแล้ว",), ())]


def test_the_remedy_of_a_problem_in_a_plan_is_what_is_to_be_done() -> None:
    reading = read(
        ("ที่", "ปัญหา/อุปสรรค", "มาตรการ", "แนวทางแก้ไข", "ผู้รับผิดชอบ", "ระยะเวลา"),
        ("๑", "เวลาน้อย", "ขยายเวลา", "๑. เปิดเวลาพัก", "กองคลัง", "ต.ค. ๖๗"),
    )
    assert reading.measures[0].steps == ("เปิดเวลาพัก",)


def test_each_quarter_counts_its_results_for_itself() -> None:
    reading = read(
        ("มาตรการ", "ผู้รับผิดชอบ", *["ผลการดำเนินงาน"] * 2),
        ("มาตรการ", "ผู้รับผิดชอบ", "ไตรมาส 1", "ไตรมาส 2"),
        ("คู่มือ", "กองคลัง", "1. ร่างคู่มือ\n2. ประชุมซักซ้อมเมื่อวันที่ 20 พฤศจิกายน 2568", "- เผยแพร่แล้ว"),
        ("อบรม", "กองช่าง", "- ยังไม่ถึงกำหนดอบรม", "- ยังไม่ถึงกำหนดอบรม"),
    )
    assert [measure.result for measure in reading.measures] == [
        ("ร่างคู่มือ", "ประชุมซักซ้อมเมื่อวันที่ 20 พฤศจิกายน 2568", "เผยแพร่แล้ว"),
        ("ยังไม่ถึงกำหนดอบรม",),
    ]


@pytest.mark.parametrize(
    ("group", "numbers"),
    [
        ("ประเด็นที่ 4 กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ", ()),
        ("๖. กระบวนการควบคุม ตรวจสอบการใช้อำนาจและการบริหารงานบุคคล", ()),
        ("ด้านการใช้ทรัพย์สินของราชการ", (4,)),
        ("ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ", (4,)),
    ],
)
def test_a_topic_that_measures_are_set_for_is_no_indicator(group: str, numbers: tuple[int, ...]) -> None:
    rows = [Row(PLAIN), Row((group,) * 5, is_one_cell=True), Row(("๑", "คู่มือ", "๑. ร่าง", "กองคลัง", "ต.ค. ๖๗"))]
    (measure,) = analyse_blocks([TITLE, Table(tuple(rows))]).measures
    assert measure.indicators == numbers
