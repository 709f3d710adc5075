"""Measures that are no rows of a table: headings with labelled lines, and cards of label and value."""

import pytest

from tracker.documents.analysis import analyse
from tracker.documents.reading import Reading

TITLE = "การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร\nองค์การบริหารส่วนตำบลตัวอย่างงาม ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n\n"
HEADINGS = """มาตรการที่ ๑ จัดทำคู่มือการยืมทรัพย์สิน

ตัวชี้วัดที่เกี่ยวข้อง: ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ
ขั้นตอน:
๑) ร่างคู่มือ
๒) ประกาศใช้
ระยะเวลา: มกราคม ๒๕๖๙ – มีนาคม ๒๕๖๙
ผู้รับผิดชอบ: งานพัสดุและทรัพย์สิน กองคลัง

มาตรการที่ ๒ อบรมบุคลากร

ขั้นตอน: ๑) วางแผนการอบรม ๒) จัดการอบรมตามแผน
ระยะเวลา: เมษายน ๒๕๖๙
ผู้รับผิดชอบ: สำนักปลัด

จึงเรียนมาเพื่อโปรดทราบ
"""
BARE = """๑. จัดทำคู่มือการยืมทรัพย์สิน
ขั้นตอนการดำเนินการ
๑) ร่างคู่มือ
๒) ประกาศใช้
ระยะเวลาดำเนินการ
มกราคม ๒๕๖๙ – มีนาคม ๒๕๖๙
ผู้รับผิดชอบ
งานพัสดุและทรัพย์สิน กองคลัง

๒. อบรมบุคลากร
ขั้นตอนการดำเนินการ
๑) วางแผนการอบรม
๒) จัดการอบรมตามแผน
ระยะเวลาดำเนินการ
เมษายน ๒๕๖๙
ผู้รับผิดชอบ
สำนักปลัด
"""
CARDS = """<html><body><p>องค์การบริหารส่วนตำบลตัวอย่างงาม</p>
<table><tr><th>ชื่อมาตรการ</th><td>๑. จัดทำคู่มือการยืมทรัพย์สิน</td></tr>
<tr><th>ขั้นตอน</th><td><ol><li>ร่างคู่มือ</li><li>ประกาศใช้</li></ol></td></tr>
<tr><th>ระยะเวลา</th><td>มกราคม ๒๕๖๙ – มีนาคม ๒๕๖๙</td></tr>
<tr><th>ผู้รับผิดชอบ</th><td>งานพัสดุและทรัพย์สิน กองคลัง</td></tr></table>
<table><tr><th>ชื่อมาตรการ</th><td>๒. อบรมบุคลากร</td></tr>
<tr><th>ขั้นตอน</th><td>๑) วางแผนการอบรม ๒) จัดการอบรมตามแผน</td></tr></table>
<p>หน้า ๒</p>
<table><tr><th>ระยะเวลา</th><td>เมษายน ๒๕๖๙</td></tr>
<tr><th>ผู้รับผิดชอบ</th><td>สำนักปลัด</td></tr></table></body></html>
"""


def read(text: str, name: str = "a.txt") -> Reading:
    return analyse(text.encode(), name)


def told(reading: Reading) -> list[tuple[object, ...]]:
    return [
        (one.title, one.steps, str(one.start), str(one.end), one.owners)
        for one in reading.measures
    ]  # fmt: skip


EXPECTED = [
    ("จัดทำคู่มือการยืมทรัพย์สิน", ("ร่างคู่มือ", "ประกาศใช้"), "2026-01-01", "2026-03-31", ("งานพัสดุและทรัพย์สิน กองคลัง",)),
    ("อบรมบุคลากร", ("วางแผนการอบรม", "จัดการอบรมตามแผน"), "2026-04-01", "2026-04-30", ("สำนักปลัด",)),
]


@pytest.mark.parametrize(("text", "name"), [(HEADINGS, "a.txt"), (BARE, "a.txt"), (CARDS, "a.html")])
def test_headings_with_labels_and_cards_read_as_rows_of_a_table_do(text: str, name: str) -> None:
    reading = read(text if name == "a.html" else TITLE + text, name)
    assert told(reading) == EXPECTED
    assert reading.doc_type == "analysis_with_measures"


def test_a_heading_tells_the_kind_and_its_indicator_is_read_from_its_label() -> None:
    first, second = read(TITLE + HEADINGS).measures
    assert (first.kind, first.indicators, first.source_lines) == ("มาตรการ", (4,), (4, 6, 7, 8, 9, 10, 11))
    assert (second.kind, second.indicators) == ("มาตรการ", ())


SPACED = """๑. โครงการอบรมบุคลากร (ตอบสนองตัวชี้วัดที่ ๑, ๓ และ ๕)

วิธีการ
๑.๑ วางแผนการอบรม
๑.๒ จัดการอบรมตามแผน

ผู้รับผิดชอบ สำนักปลัด และกองคลัง

กำหนดเสร็จ ๓๑ มีนาคม ๒๕๖๙
"""


def test_a_label_may_stand_before_its_words_without_a_colon() -> None:
    (measure,) = read(TITLE + SPACED).measures
    assert (measure.title, measure.kind, measure.indicators) == ("โครงการอบรมบุคลากร", "โครงการ", (1, 3, 5))
    assert measure.steps == ("วางแผนการอบรม", "จัดการอบรมตามแผน")
    assert measure.owners == ("สำนักปลัด", "กองคลัง")


def test_what_is_due_on_a_day_begins_with_the_fiscal_year() -> None:
    (measure,) = read(TITLE + SPACED).measures
    assert (str(measure.start), str(measure.end)) == ("2025-10-01", "2026-03-31")
    (month,) = read(TITLE + SPACED.replace("๓๑ มีนาคม", "มีนาคม")).measures
    assert str(month.start) == "2026-03-01"


def test_a_label_that_is_missing_is_told_of_that_measure_alone() -> None:
    flags = read(TITLE + HEADINGS.replace("ระยะเวลา: เมษายน ๒๕๖๙\n", "")).flags
    assert [(flag.kind, flag.measure_seq) for flag in flags] == [("measure_without_period", 2)]


@pytest.mark.parametrize(
    "prose",
    [
        "เรื่อง: การยืมทรัพย์สิน\nผู้รับผิดชอบ: กองคลัง\nหมายเหตุ: ไม่มี\n",
        "ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ\nจุดอ่อน: ไม่มีคู่มือ\nจุดแข็ง: มีทะเบียน\n",
        "ขั้นตอน: ยื่นคำขอ แล้วรอรับหนังสือ\n",
    ],
)
def test_labels_in_prose_are_no_measures(prose: str) -> None:
    assert read(TITLE + prose).measures == ()


@pytest.mark.parametrize(
    "label",
    [
        *("แนวทางการดำเนินงาน", "แนวทางการปฏิบัติ", "วิธีการดำเนินงาน", "ขั้นตอน/วิธีการดำเนินการ", "กระบวนการดำเนินงาน"),
        *("ขั้นตอนและวิธีปฏิบัติ", "แนวทางการขับเคลื่อนมาตรการ", "๑.๒ ขั้นตอนการดำเนินการ", "1.2 แนวทางปฏิบัติ"),
    ],
)
def test_what_is_done_may_be_announced_by_its_name_alone(label: str) -> None:
    first, _ = read(TITLE + HEADINGS.replace("ขั้นตอน:\n", f"{label}\n")).measures
    assert first.steps == ("ร่างคู่มือ", "ประกาศใช้")


def test_the_numbered_heading_of_a_later_section_goes_on_with_no_measure() -> None:
    text = HEADINGS.replace("จึงเรียนมาเพื่อโปรดทราบ", "๓. แนวทางการดำเนินงาน\n๑) เสนอผู้บริหาร\n๒) แจ้งทุกกอง")
    _, second = read(TITLE + text).measures
    assert second.steps == ("วางแผนการอบรม", "จัดการอบรมตามแผน")


def test_lines_that_tabs_indent_read_as_those_of_an_outline_without_tabs() -> None:
    outline = HEADINGS.replace("ตัวชี้วัดที่เ", "\t๑.๑ ตัวชี้วัดที่เ").replace("ขั้นตอน:\n", "\t๑.๒ ขั้นตอน\n")
    outline = outline.replace("๑) ร่าง", "\t\t(๑) ร่าง").replace("๒) ประกาศ", "\t\t(๒) ประกาศ")
    outline = outline.replace("\nระยะเวลา", "\n\tระยะเวลา").replace("\nผู้รับ", "\n\tผู้รับ")
    assert told(read(TITLE + outline)) == EXPECTED


@pytest.mark.parametrize("label", ["ผลลัพธ์/ความสำเร็จ", "ผลลัพธ์", "ผลผลิตและผลลัพธ์", "ผลที่ได้รับ"])
def test_what_came_of_it_may_be_announced_by_its_name_alone(label: str) -> None:
    outcome = f"\nผลการดำเนินงาน\n๑. ร่างแล้ว\n{label}\n๑. มีคู่มือ\n๒. ทราบทั่วกัน\n"
    text = "รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๘\n\nมาตรการที่ ๑ คู่มือ\nขั้นตอน: ร่างคู่มือ\nผู้รับผิดชอบ: กองคลัง\n" + outcome
    (measure,) = read(text).measures
    assert (measure.result, measure.outcome) == (("ร่างแล้ว",), ("มีคู่มือ", "ทราบทั่วกัน"))
