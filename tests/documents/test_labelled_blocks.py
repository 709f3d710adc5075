"""Measures as numbered blocks of labels, in a text: how they are told from the numbers of their steps."""

import pytest

from tracker.documents.analysis import analyse
from tracker.documents.reading import Reading

TITLE = "มาตรการตามผลการประเมิน ITA ดำเนินการในปีงบประมาณ พ.ศ. ๒๕๖๙\nองค์การบริหารส่วนตำบลตัวอย่างงาม\n\n"
STEPS_LAST = """๑) จัดทำคู่มือการยืมทรัพย์สิน
ระยะเวลา: มกราคม ๒๕๖๙
ผู้รับผิดชอบ: กองคลัง
ขั้นตอน:
(๑) ร่างคู่มือการยืม
(๒) ประกาศใช้คู่มือ

๒) อบรมบุคลากรทุกส่วนราชการ
ระยะเวลา: เมษายน ๒๕๖๙
ผู้รับผิดชอบ: สำนักปลัด
ขั้นตอน: (๑) วางแผนการอบรม (๒) จัดการอบรมตามแผน
"""
ONE_WAY_OF_NUMBERS = STEPS_LAST.replace("(๑)", "๑)").replace("(๒)", "๒)")
MONITORING_LAST = """1. จัดทำคู่มือการยืมทรัพย์สิน
ขั้นตอน: 1) ร่างคู่มือการยืม 2) ประกาศใช้คู่มือ
ผู้รับผิดชอบ: กองคลัง
ระยะเวลา: มกราคม ๒๕๖๙
การติดตาม: รายงานปลัดทุกเดือน
2. อบรมบุคลากรทุกส่วนราชการ
ผู้รับผิดชอบ: สำนักปลัด
ระยะเวลา: เมษายน ๒๕๖๙
ขั้นตอน: 1) วางแผนการอบรม 2) จัดการอบรมตามแผน
การติดตาม: รายงานหลังการอบรม
"""
ANOTHER_LABEL_FIRST = """๑) จัดทำคู่มือการยืมทรัพย์สิน
ผู้รับผิดชอบ: กองคลัง
ระยะเวลา: มกราคม ๒๕๖๙
ขั้นตอน: - ร่างคู่มือการยืม
- ประกาศใช้คู่มือ
๒) อบรมบุคลากรทุกส่วนราชการ
ข้อค้นพบ: บุคลากรยังไม่ทราบขั้นตอน
ขั้นตอน: - วางแผนการอบรม
- จัดการอบรมตามแผน
ระยะเวลา: เมษายน ๒๕๖๙
ผู้รับผิดชอบ: สำนักปลัด
"""
ON_TWO_PAGES = """๑) จัดทำคู่มือการยืมทรัพย์สิน
วิธีดำเนินการ: (๑) ร่างคู่มือ

- ๒ -

๑) จัดทำคู่มือการยืมทรัพย์สิน (ต่อ)
วิธีดำเนินการ (ต่อ): การยืม (๒) ประกาศใช้คู่มือ
ระยะเวลา: มกราคม ๒๕๖๙
ผู้รับผิดชอบ: กองคลัง

๒) อบรมบุคลากรทุกส่วนราชการ
วิธีดำเนินการ: (๑) วางแผนการอบรม (๒) จัดการอบรมตามแผน

- ๓ -

ระยะเวลา: เมษายน ๒๕๖๙
ผู้รับผิดชอบ: สำนักปลัด
"""
WITH_HEADINGS = ON_TWO_PAGES.replace("๑) จัดทำคู่มือการยืมทรัพย์สิน (ต่อ)", "มาตรการที่ ๑ (ต่อ)").replace(
    "๑) จัดทำ", "มาตรการที่ ๑ จัดทำ"
)


def read(text: str) -> Reading:
    return analyse((TITLE + text).encode(), "a.txt")


def told(reading: Reading) -> list[tuple[object, ...]]:
    return [(one.title, tuple(one.steps), str(one.start), tuple(one.owners)) for one in reading.measures]


EXPECTED = [
    ("จัดทำคู่มือการยืมทรัพย์สิน", ("ร่างคู่มือการยืม", "ประกาศใช้คู่มือ"), "2026-01-01", ("กองคลัง",)),
    ("อบรมบุคลากรทุกส่วนราชการ", ("วางแผนการอบรม", "จัดการอบรมตามแผน"), "2026-04-01", ("สำนักปลัด",)),
]


@pytest.mark.parametrize("text", [STEPS_LAST, ONE_WAY_OF_NUMBERS, MONITORING_LAST, ANOTHER_LABEL_FIRST])
def test_the_name_of_the_next_measure_is_no_entry_of_the_list_above_it(text: str) -> None:
    assert told(read(text)) == EXPECTED


@pytest.mark.parametrize("text", [ON_TWO_PAGES, WITH_HEADINGS])
def test_a_measure_goes_on_where_a_new_page_says_its_name_again(text: str) -> None:
    reading = read(text)
    found = [(title, tuple(step.replace(" ", "") for step in steps), *rest) for title, steps, *rest in told(reading)]
    assert found == EXPECTED
    assert not [flag for flag in reading.flags if flag.kind == "step_number_skips"]


def test_an_empty_label_takes_nothing_from_the_measure_below_it() -> None:
    text = STEPS_LAST.replace("ผู้รับผิดชอบ: กองคลัง\n", "").replace("คู่มือ\n\n", "คู่มือ\nผู้รับผิดชอบ:\n")
    reading = read(text)
    assert [one.owners for one in reading.measures] == [(), ("สำนักปลัด",)]
    missing = [flag for flag in reading.flags if flag.kind == "measure_without_owner"]
    assert [(flag.measure_seq, flag.line) for flag in missing] == [
        (1, (TITLE + text).split("\n").index("ผู้รับผิดชอบ:") + 1)
    ]


def test_steps_that_count_on_below_their_label_are_no_names() -> None:
    text = STEPS_LAST.replace("(๑) ร่าง", "๑) ร่าง").replace("(๒) ประกาศใช้คู่มือ\n", "๒) ประกาศใช้คู่มือ\nการติดตาม: รายงานปลัด\n")
    assert told(read(text)) == EXPECTED


def test_all_the_lines_of_a_measure_are_its_source() -> None:
    text = """๑) มาตรการจัดระบบการยืมและคืนทรัพย์สินของราชการให้ตรวจสอบได้
วิธีดำเนินการ: (๑) จัดทำคู่มือการยืมและคืนทรัพย์สินโดยกำหนดผู้อนุญาตและ
ระยะเวลาส่งคืน (๒) จัดทำแบบฟอร์มและทะเบียนคุมการยืมของทุกกองแล้ว
ส่งให้กองคลังรวบรวมไว้เป็นหลักฐานของหน่วยงานตามระเบียบที่เกี่ยวข้อง (
หนังสือเวียน)
ระยะเวลา: มกราคม ๒๕๖๙
ผู้รับผิดชอบ: กองคลัง
"""
    (measure,) = read(text).measures
    first = TITLE.count("\n") + 1
    assert measure.source_lines == tuple(range(first, first + 7))
    assert len(measure.steps) == 2
    assert measure.steps[0].endswith("และระยะเวลาส่งคืน")


@pytest.mark.parametrize("number", ["๑) ", "๑. ", "มาตรการที่ ๑ "])
def test_a_long_name_goes_on_in_the_line_below_it(number: str) -> None:
    text = f"""{number}จัดทำคู่มือการยืมและการคืนทรัพย์สินของราชการทุกประเภท
และเผยแพร่ให้บุคลากรทราบ
ขั้นตอน: (๑) ร่างคู่มือ (๒) ประกาศใช้
ผู้รับผิดชอบ: กองคลัง
"""
    text += text.replace("๑", "๒", 1).replace("คู่มือ", "ทะเบียน")
    first, second = read(text).measures
    assert first.title.endswith("และเผยแพร่ให้บุคลากรทราบ")
    assert second.title.startswith("จัดทำทะเบียน")
    assert second.title.endswith("และเผยแพร่ให้บุคลากรทราบ")


def test_a_line_below_a_value_is_the_rest_of_it_but_a_note_is_not() -> None:
    text = STEPS_LAST.replace("(๑) ร่างคู่มือการยืม", "(๑) ร่างคู่มือ\nการยืม") + "หมายเหตุ ให้รายงานทุกเดือน\n"
    reading = read(text)
    assert [step.replace(" ", "") for step in reading.measures[0].steps] == ["ร่างคู่มือการยืม", "ประกาศใช้คู่มือ"]
    assert reading.measures[1].steps == ("วางแผนการอบรม", "จัดการอบรมตามแผน")


def test_paragraphs_of_a_page_of_html_are_no_lines_of_a_text() -> None:
    lines = ["<p>องค์การบริหารส่วนตำบลตัวอย่างงาม</p>", *(f"<p>{line}</p>" for line in STEPS_LAST.split("\n") if line)]
    lines.insert(len(lines) - 4, "<p>อบรมบุคลากรทุกคนไม่น้อยกว่าปีละครั้ง</p>")
    reading = analyse("\n".join(["<html><body>", *lines, "</body></html>"]).encode(), "a.html")
    assert [one.steps for one in reading.measures] == [
        ("ร่างคู่มือการยืม", "ประกาศใช้คู่มือ"),
        ("วางแผนการอบรม", "จัดการอบรมตามแผน"),
    ]
