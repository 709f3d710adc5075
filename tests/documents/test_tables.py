"""Which table holds the measures, and which rows make one measure."""

import pytest

from tracker.documents.blocks import Block, Paragraph, Row, Table
from tracker.documents.parsing.headings import columns_of
from tracker.documents.parsing.layouts import layout_of
from tracker.documents.parsing.tables import measure_tables

HEADER = ("ที่", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ")

HEADINGS = [
    (
        "มาตรการ/โครงการ /กิจกรรม",
        "ผลการวิเคราะห์ตัวชี้วัดตามหลักเกณฑ์ การประเมิน ITA",
        "ขั้นตอน/วิธีปฏิบัติ",
        "ช่วงระยะเวลาใน การดำเนินการ",
        "ผู้รับผิดชอบ",
    ),
    ("ตัวชี้วัด", "ผลการวิเคราะห์", "มาตรการ/โครงการ/กิจกรรม", "วิธีการดำเนินการ", "ระยะเวลา", "ผู้รับผิดชอบ"),
    ("มาตรการ/แนวทาง", "ขั้นตอน/วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลาการดำเนินการ", "สรุปผลการดำเนินการ", "ผลลัพธ์/ความสำเร็จ"),
    ("มาตรการ", "ขั้นตอนหรือวิธีการ", "ผู้รับผิดชอบ", "การกำกับติดตาม"),
]
COLUMNS = [
    ["title", "analysis", "steps", "period", "owner"],
    ["indicator", "analysis", "title", "steps", "period", "owner"],
    ["title", "steps", "owner", "period", "result", "outcome"],
    ["title", "steps", "owner", "monitoring"],
]
NOT_MEASURES = [
    ("ตัวชี้วัด", "รายละเอียดตัวชี้วัด", "คะแนน"),
    ("ที่", "ชื่อ-สกุล", "ตำแหน่ง", "หมายเหตุ"),
    ("โครงการ/กิจกรรม", "งบประมาณ", "หมายเหตุ"),
    ("ประเด็นความเสี่ยง", "โอกาสเกิด", "มาตรการควบคุม", "ผู้รับผิดชอบ", "ระยะเวลา"),
    ("๑) มีแนวทางปฏิบัติการยืม", "-จัดทำแนวทางการปฏิบัติ", "ทุกหน่วยงาน", "-รายงานความก้าวหน้าและสรุปผล"),
]


def table(*rows: tuple[str, ...], first_line: int = 1) -> Table:
    return Table(tuple(Row(cells, line) for line, cells in enumerate(rows, start=first_line)))


def titles(*blocks: Block) -> list[str]:
    return [measure.text("title") for found in measure_tables(blocks)[0] for measure in found.measures]


@pytest.mark.parametrize(("headings", "columns"), list(zip(HEADINGS, COLUMNS, strict=True)))
def test_each_known_set_of_columns_is_recognised(headings: tuple[str, ...], columns: list[str]) -> None:
    assert layout_of([Row(headings)]) is not None
    assert list(columns_of(Row(headings))) == columns


@pytest.mark.parametrize("headings", NOT_MEASURES)
def test_other_tables_are_no_measures(headings: tuple[str, ...]) -> None:
    assert layout_of([Row(headings)]) is None


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("ห้วงเวลา ดำเนินการ", "period"),
        ("วัน/เดือน/ปี", "period"),
        ("หน่วยงานที่รับผิดชอบ", "owner"),
        ("หน่วยงาน", "owner"),
        ("ผลการดำเนินงาน", "result"),
        ("ผลที่ได้รับ", "outcome"),
        ("ลำดับที่", "number"),
        ("ปัญหา/อุปสรรค", "problem"),
        ("ข้อเสนอแนะ", "suggestion"),
        ("ตัวชี้วัดความสำเร็จ", "other"),
        ("แนวทางการติดตาม", "monitoring"),
        ("งบประมาณ (บาท)", "budget"),
    ],
)
def test_synonyms_of_headings_name_their_column(heading: str, column: str) -> None:
    assert columns_of(Row((heading,))) == {column: 0}


def test_a_table_that_only_says_guidelines_takes_them_as_the_measures() -> None:
    found = layout_of([Row(("ประเด็นที่ต้องพัฒนา", "แนวทางการดำเนินการ", "ระยะเวลา", "ผู้รับผิดชอบ"))])
    assert found is not None
    assert found[1].columns == {"analysis": 0, "title": 1, "period": 2, "owner": 3}


def test_a_repeated_header_is_no_measure_and_pages_make_one_table() -> None:
    first, second = table(HEADER, ("๑", "ก", "ข", "ค", "ง")), table(HEADER, ("๒", "จ", "ฉ", "ช", "ซ"))
    found, used = measure_tables([first, Paragraph("- ๒ -"), second, Paragraph("ท้าย")])
    assert len(found) == 1
    assert [measure.text("title") for measure in found[0].measures] == ["ก", "จ"]
    assert used == {0, 2}


def test_a_table_without_headers_goes_on_with_the_one_before() -> None:
    assert titles(table(HEADER, ("๑", "ก", "ข", "ค", "ง")), table(("๒", "จ", "ฉ", "ช", "ซ"))) == ["ก", "จ"]


def test_a_table_of_another_width_or_behind_other_text_does_not_go_on() -> None:
    measures = table(HEADER, ("๑", "ก", "ข", "ค", "ง"))
    assert titles(measures, table(("๒", "จ", "ฉ"))) == ["ก"]
    assert titles(measures, Paragraph("ภาคผนวก รายชื่อ"), table(("๒", "จ", "ฉ", "ช", "ซ"))) == ["ก"]


RUNNING = Paragraph("เทศบาลตำบลสมมติงาม แผนส่งเสริมคุณธรรม หน้า ๒ จาก ๓")


@pytest.mark.parametrize(
    "rows",
    [
        (("", "", "๒) แจ้งเวียน", "", ""), ("๒", "อบรม", "๑) เชิญวิทยากร", "ม.ค. ๒๕๖๙", "กองคลัง")),
        (
            ("๒", "อบรมพัสดุ", "๑) เชิญวิทยากร\n๒) จัดอบรม", "มกราคม ๒๕๖๙", "กองคลัง"),
            ("๓", "ตรวจนับพัสดุ", "๑) แต่งตั้งกรรมการ\n๒) ตรวจนับ", "กันยายน ๒๕๖๙", "กองช่าง"),
        ),
    ],
    ids=["the rest of a row", "the next number"],
)
def test_a_table_without_headers_goes_on_behind_a_line_the_page_prints(rows: tuple[tuple[str, ...], ...]) -> None:
    first = table(HEADER, ("๑", "จัดทำคู่มือ", "๑) ร่างคู่มือ", "ตุลาคม ๒๕๖๘", "กองคลัง"))
    found, _ = measure_tables([first, RUNNING, table(*rows)])
    assert len(found) == 1
    assert [measure.number for measure in found[0].measures][:2] == [1, 2]


@pytest.mark.parametrize("title", ["", "(ต่อ)", "ต่อ", "การยืม (ต่อ)", "๑. การยืม (ต่อ)"])
def test_a_continued_row_belongs_to_the_measure_above(title: str) -> None:
    found, _ = measure_tables(
        [table(HEADER, ("", "๑. การยืม", "๑. ร่าง", "ต.ค. ๖๘", "กองคลัง"), ("", title, "๒. ประกาศ", "", ""))]
    )
    (measure,) = found[0].measures
    assert measure.text("title") == "๑. การยืม"
    assert measure.cells["steps"] == ["๑. ร่าง", "๒. ประกาศ"]
    assert measure.cells["owner"] == ["กองคลัง"]
    assert measure.lines == [2, 3]


def test_the_first_row_of_a_page_without_its_number_goes_on_with_a_cut_title() -> None:
    first = table(HEADER, ("", "๑. กำกับ", "ก", "ข", "ค"), ("", "๒. การใช้", "ง", "จ", "ฉ"))
    second = table(HEADER, ("", "ทรัพย์สิน", "ช", "", ""), ("", "๓. อบรม", "ซ", "ฌ", "ญ"))
    assert titles(first, second) == ["๑. กำกับ", "๒. การใช้ทรัพย์สิน", "๓. อบรม"]


CUTS = {
    "owner": (("๓) สรุป", "ต.ค. ๖๘ – ธ.ค. ๖๘", "กองคลัง (งานพัสดุ"), ("", "", "และทรัพย์สิน)")),
    "period": (("๓) สรุป", "ตุลาคม ๒๕๖๘ –", "กองช่าง"), ("", "ธันวาคม ๒๕๖๘", "")),
    "steps": (("๓) ตรวจทะเบียนเทียบกับ", "ต.ค. ๖๘ – ธ.ค. ๖๘", "กองคลัง"), ("ของจริง\n๔) รายงานผล", "", "")),
}


@pytest.mark.parametrize(("above", "below"), CUTS.values(), ids=CUTS.keys())
def test_the_cells_of_a_row_that_a_page_cut_are_whole_again(above: tuple[str, ...], below: tuple[str, ...]) -> None:
    first = table(HEADER, ("๑", "อบรม", "ก", "ม.ค. ๖๙", "กองช่าง"), ("๒", "ตรวจนับ", *above))
    found, _ = measure_tables([first, table(("", "", *below), ("๓", "จ", "ฉ", "ช", "ซ"), first_line=9)])
    _, measure, _ = found[0].measures
    cells = ["\n".join(filter(None, pair)) for pair in zip(above, below, strict=True)]
    assert [measure.cells[name] for name in ("steps", "period", "owner")] == [[cell] for cell in cells]
    assert measure.lines == [3, 9]


def test_rows_of_their_own_stay_apart_where_the_form_has_a_row_for_each_step() -> None:
    first = table(HEADER, ("๑", "อบรม", "เชิญวิทยากร", "ม.ค. ๖๙", "กองช่าง"), ("", "", "อบรม", "ก.พ. ๖๙", "กองคลัง"))
    second = table(("", "", "สรุป", "มี.ค. ๖๙", ""), ("๒", "ตรวจ", "ฉ", "ช", "ซ"), first_line=9)
    found, _ = measure_tables([first, second])
    assert found[0].measures[0].cells["steps"] == ["เชิญวิทยากร", "อบรม", "สรุป"]
    assert found[0].measures[0].cells["period"] == ["ม.ค. ๖๙", "ก.พ. ๖๙", "มี.ค. ๖๙"]


def test_a_merged_title_holds_several_rows_of_one_measure() -> None:
    rows = (
        Row(HEADER),
        Row(("๑", "ก", "ข", "ค", "ง")),
        Row(("๑", "ก", "จ", "ค", "ง"), continued=frozenset([0, 1, 3, 4])),
    )
    found, _ = measure_tables([Table(rows)])
    (measure,) = found[0].measures
    assert measure.cells["steps"] == ["ข", "จ"]
    assert measure.cells["owner"] == ["ง"]


def test_a_heading_over_a_group_of_rows_is_no_measure() -> None:
    rows = (Row(HEADER), Row(("ตัวชี้วัดที่ ๒ การใช้งบประมาณ",) * 5, is_one_cell=True), Row(("๑", "ก", "ข", "ค", "ง")))
    found, _ = measure_tables([Table(rows)])
    (measure,) = found[0].measures
    assert measure.group == "ตัวชี้วัดที่ ๒ การใช้งบประมาณ"


def test_a_persons_choice_of_columns_overrules_the_headings() -> None:
    first = table(("ก", "ข", "ค", "ง"), ("จัดทำคู่มือ", "ร่าง", "สำนักปลัด", "ม.ค."), ("ประชุม", "นัด", "กองช่าง", "ก.พ."))

    assert measure_tables([first]) == ([], set())
    found, used = measure_tables([first], {0: {"title": 0, "steps": 1, "owner": 2, "period": 3}})

    assert used == {0}
    assert [(measure.text("title"), measure.text("owner")) for measure in found[0].measures] == [
        ("จัดทำคู่มือ", "สำนักปลัด"),
        ("ประชุม", "กองช่าง"),
    ]


def test_a_choice_holds_for_the_pages_that_follow_with_the_same_headings() -> None:
    first = table(HEADER, ("๑", "จัดทำคู่มือ", "๑. ร่าง", "ม.ค.", "สำนักปลัด"))
    second = table(HEADER, ("๒", "ประชุม", "๑. นัด", "ก.พ.", "กองช่าง"))

    found, _ = measure_tables([first, second], {0: {"title": 2, "owner": 4}})

    assert [measure.text("title") for table in found for measure in table.measures] == ["๑. ร่าง", "๑. นัด"]


def test_a_table_a_person_says_is_none_of_measures_is_left_alone() -> None:
    first = table(HEADER, ("๑", "จัดทำคู่มือ", "๑. ร่าง", "ม.ค.", "สำนักปลัด"))
    assert measure_tables([first], {0: {}}) == ([], set())
    assert measure_tables([first], {0: {"title": 9}}) == ([], set())
