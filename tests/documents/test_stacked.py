"""Tables whose cells text kept one below the other, without what parted the columns."""

import pytest

from tracker.documents.analysis import analyse, analyse_blocks
from tracker.documents.blocks import Paragraph
from tracker.documents.parsing.stacked import with_stacked_tables
from tracker.documents.parsing.stacked_headings import headings_before
from tracker.documents.reading import Reading, ReadMeasure

TITLE = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๙\nเทศบาลตำบลตัวอย่าง อำเภอสมมติ จังหวัดจำลอง\n\n"
HEADINGS = "ที่ มาตรการ/โครงการ วิธีดำเนินการ ผู้รับผิดชอบ ระยะเวลา ดำเนินการ"
FIRST = """๑
โครงการอบรมจริยธรรมของพนักงาน
เจ้าหน้าที่ทุกระดับ
๑) จัดทำหลักสูตรร่วมกับ
สำนักปลัดเทศบาล
๒) จัดอบรม
๓ รุ่น
สำนักปลัดเทศบาล
(งานการเจ้าหน้าที่)
ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๘
ถึงวันที่ ๓๐ กันยายน ๒๕๖๙"""
SECOND = "๒\nมาตรการยืมทรัพย์สิน\n๑) จัดทำคู่มือ\n๒) รายงานผล\nกองคลัง\nไตรมาสที่ ๒"
THIRD = "๓\nกิจกรรมวันต่อต้านการทุจริต\n๑) ประชุมชี้แจง\nกองช่าง\nธันวาคม ๒๕๖๘"


def read(text: str) -> Reading:
    return analyse((TITLE + text).encode(), "แผน.txt")


def measures(*parts: str) -> tuple[ReadMeasure, ...]:
    return read("\n".join(parts)).measures


def test_cells_one_below_the_other_are_a_table() -> None:
    first, second, third = measures(HEADINGS, FIRST, SECOND, THIRD)
    assert first.title == "โครงการอบรมจริยธรรมของพนักงาน เจ้าหน้าที่ทุกระดับ"
    assert first.steps == ("จัดทำหลักสูตรร่วมกับ สำนักปลัดเทศบาล", "จัดอบรม ๓ รุ่น")
    assert first.owners == ("สำนักปลัดเทศบาล (งานการเจ้าหน้าที่)",)
    assert str(first.end) == "2026-09-30"
    assert (second.kind, second.owners_raw, second.period_raw) == ("มาตรการ", "กองคลัง", "ไตรมาสที่ ๒")
    assert third.source_lines == (22, 23, 24, 25, 26)


def test_the_headings_of_the_next_page_part_nothing() -> None:
    cut = SECOND.replace("๒) รายงานผล", f"- ๒ -\n{HEADINGS}\n๒) รายงานผล")
    assert measures(HEADINGS, FIRST, cut, THIRD)[1].steps == ("จัดทำคู่มือ", "รายงานผล")


def test_headings_may_stand_one_below_the_other_and_numbers_before_the_names() -> None:
    headings = "ลำดับ\nมาตรการ/โครงการ\nวิธีดำเนินการ\nผู้รับผิดชอบ\nระยะเวลา\nดำเนินการ"
    entries = [part.replace("\n", ". ", 1) for part in (FIRST, SECOND, THIRD)]
    found = measures(headings, *entries)
    assert [measure.kind for measure in found] == ["โครงการ", "มาตรการ", "กิจกรรม"]
    assert [len(measure.steps) for measure in found] == [2, 2, 1]


def test_the_columns_may_stand_in_another_order_and_be_blank() -> None:
    entry = "{}\nโครงการ{}\n1. สำรวจ\n2. จัดอบรม\n{}\nตุลาคม 2568\nกองคลัง\nกองช่าง"
    headings = "ที่ โครงการ ขั้นตอน งบประมาณ ระยะเวลา ผู้รับผิดชอบ หมายเหตุ"
    found = measures(headings, entry.format(1, "ก่อน", "20,000 บาท"), entry.format(2, "หลัง", "-"), "-")
    assert [(measure.steps, measure.owners) for measure in found] == [(("สำรวจ", "จัดอบรม"), ("กองคลัง", "กองช่าง"))] * 2


def test_headings_of_groups_stand_between_the_entries() -> None:
    groups = ("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", "ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ")
    found = measures(HEADINGS, groups[0], FIRST, groups[1], SECOND, THIRD)
    assert [measure.indicators for measure in found] == [(1,), (4,), (4,)]


def test_what_follows_the_last_entry_is_none_of_it() -> None:
    reading = read(
        "\n".join([HEADINGS, FIRST, SECOND, "ให้ทุกกองรายงานผลต่อสำนักปลัดเทศบาล", "(นายสมมติ ตัวอย่าง)", "ปลัดเทศบาล"])
    )
    assert [measure.period_raw for measure in reading.measures][1:] == ["ไตรมาสที่ ๒"]
    assert not reading.flags


@pytest.mark.parametrize(
    "text",
    [
        "ทุกมาตรการต้องระบุขั้นตอน ผู้รับผิดชอบ ระยะเวลา\n๑\n๒\n๓",
        "ที่ มาตรการ ผู้รับผิดชอบ ระยะเวลา\n๑. มาตรการต้องมีชื่อ\n๒. ผู้รับผิดชอบต้องเป็นกอง\n๓. ระยะเวลาต้องระบุปี",
        "มาตรการ ผู้รับผิดชอบ ระยะเวลา\n๑. กองคลังรายงานทุกเดือน\n๒. กองช่างรายงานทุกไตรมาส\n๓. สำนักปลัดสรุปภายในเดือนมกราคม ๒๕๖๙",
        "ที่ ความเสี่ยง มาตรการ ผู้รับผิดชอบ ระยะเวลา\n๑\nสินบน\nตรวจสอบ\nกองคลัง\nมกราคม ๒๕๖๙\n๒\nทุจริต\nอบรม\nกองช่าง\nพ.ค. ๒๕๖๙",
    ],
)
def test_other_lines_with_names_of_columns_are_no_table(text: str) -> None:
    assert read(text).measures == ()


def test_steps_that_nothing_tells_from_the_name_are_not_guessed() -> None:
    entry = "{}\nมาตรการลดขั้นตอนการ\nทำงานของทุกกอง\nสอบถามประชาชน\nกองคลัง\nธันวาคม ๒๕๖๘"
    assert measures(HEADINGS, entry.format("๑"), entry.format("๒")) == ()


def test_a_line_that_left_room_ends_its_cell() -> None:
    """Nothing but the width of the columns tells here where the name ends and the steps begin."""
    entries = [
        "๑\nมาตรการลดขั้นตอนการทำงานของ\nทุกกอง\nสอบถามความเห็นของประชาชนที่มารับบริการ\nกองคลัง\nธันวาคม ๒๕๖๘",
        "๒\nมาตรการยืมทรัพย์สินอย่างถูกต้อง\nตามระเบียบ\nให้ทุกกองลงทะเบียนยืมด้วยแบบเดียวกันทุกครั้ง\nกองช่าง\nมกราคม ๒๕๖๙",
        "๓\nมาตรการป้องกันการรับสินบน\nให้ผู้บริหารลงนามพร้อมกันทุกปีในวันเดียวกัน\nสำนักปลัด\nมกราคม ๒๕๖๙",
    ]
    found = measures(HEADINGS, *entries)
    assert [measure.title for measure in found] == [
        "มาตรการลดขั้นตอนการทำงานของ ทุกกอง",
        "มาตรการยืมทรัพย์สินอย่างถูกต้อง ตามระเบียบ",
        "มาตรการป้องกันการรับสินบน",
    ]


def test_the_numbers_of_lists_are_not_those_of_the_entries() -> None:
    entry = "{}. มาตรการจัดทำคู่มือ\n๑. จัดทำคู่มือ\nกองคลัง\nมกราคม ๒๕๖๙\n๑. ทำแล้ว\n๒. เผยแพร่แล้ว\nกองคลัง\nมีนาคม ๒๕๖๙"
    headings = "ที่ มาตรการ ขั้นตอน ผู้รับผิดชอบ ระยะเวลา ผลการดำเนินการ"
    assert measures(headings, entry.format("๑"), entry.format("๒")) == ()


def test_headings_are_known_by_three_columns_of_measures() -> None:
    found = headings_before(["แผนปฏิบัติการ", "ที่ กิจกรรม หน่วยงาน ที่รับผิดชอบ กำหนด เวลา", "๑"], 2)
    assert found is not None
    assert found.columns == ("number", "title", "owner", "period")
    assert headings_before(["ที่ กิจกรรม งบประมาณ หน่วยงาน", "๑"], 1) is None


def test_many_headings_without_entries_are_soon_left() -> None:
    blocks = [Paragraph(text) for _ in range(3000) for text in (HEADINGS, "๑")]
    assert len(with_stacked_tables(blocks)) == 6000
    assert analyse_blocks(blocks[:20]).measures == ()
