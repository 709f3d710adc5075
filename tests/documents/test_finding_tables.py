"""Findings in tables: whatever the order and the names of the columns, and no findings in tables of scores."""

import pytest

from tracker.documents.analysis import analyse_blocks
from tracker.documents.blocks import Paragraph, Row, Table
from tracker.documents.parsing.finding_labels import kind_in_cell, kind_of_column
from tracker.documents.parsing.findings import analysis
from tracker.documents.parsing.scores import Line
from tracker.documents.readers import text as text_file
from tracker.documents.reading import ReadFinding

Told = tuple[str | None, int | None, str | None, str | None, tuple[str, ...], str]


def read(text: str) -> list[ReadFinding]:
    blocks = text_file.read(text)
    parts = [Line(block.text, block.line) if isinstance(block, Paragraph) else block for block in blocks]
    return [placed.finding for placed in analysis(parts, 2568).findings]


def table(*rows: str) -> str:
    """Write a table of pipes; the first row holds the headings."""
    width = rows[0].count("|") + 1
    return "\n".join(f"| {row} |" for row in (rows[0], "|".join(["---"] * width), *rows[1:]))


def told(text: str) -> list[Told]:
    return [_told(found) for found in read(text)]


def short(text: str) -> list[tuple[str | None, int | None, str]]:
    return [(found.kind, found.indicator, found.text) for found in read(text)]


def _told(found: ReadFinding) -> Told:
    score = None if found.score is None else str(found.score)
    return (found.kind, found.indicator, found.code, score, found.refs, found.text)


LOAN, PRAISE, OPEN_DATA = "การยืมพัสดุไม่ลงทะเบียน", "ไม่พบการเรียกรับสินบน", "เปิดเผยข้อมูลไม่ครบตามแบบ"
EXPECTED: list[Told] = [
    ("strength", 1, "i3", "97.50", (), PRAISE),
    ("weakness", 4, "i10", "81.20", ("O8", "O9"), LOAN),
    ("weakness", 9, "9.2", "80.00", ("O11",), OPEN_DATA),
]


@pytest.mark.parametrize(
    "rows",
    [
        (
            "ตัวชี้วัด | ข้อ | ประเด็น | คะแนนข้อ | ผลวิเคราะห์ | ข้อ OIT ที่เกี่ยวข้อง",
            f"1. การปฏิบัติหน้าที่ | i3 | {PRAISE} | 97.50 | จุดเด่น | -",
            f"4. การใช้ทรัพย์สินของราชการ | i10 | {LOAN} | 81.20 | จุดที่ควรพัฒนา | o8, o9",
            f"9. การเปิดเผยข้อมูล | 9.2 | {OPEN_DATA} | 80.00 | จุดที่ควรพัฒนา | o11",
        ),
        (
            "ประเภท | ข้อคำถาม | คะแนน | อ้างอิง | รหัส",
            f"จุดแข็ง | {PRAISE} | ๙๗.๕๐ | | I3",
            f"จุดอ่อน | {LOAN} | ๘๑.๒๐ | ๘, ๙ | ข้อ i๑๐",
            f"จุดอ่อน | {OPEN_DATA} | ๘๐.๐๐ | ข้อ ๑๑ | ๙.๒",
        ),
        (
            "ลำดับ | รหัสข้อ | ข้อค้นพบ | หลักฐาน OIT | ร้อยละ | จุดเด่น/จุดที่ควรพัฒนา",
            f"1 | (i3) | {PRAISE} | ไม่มี | 97.50 | เป็นจุดเด่น",
            f"2 | I 10 | {LOAN} | O8 และ O9 | 81.20 | ควรพัฒนา",
            f"3 | ตัวชี้วัดย่อยที่ 9.2 | {OPEN_DATA} | O11 | 80.00 | ต้องปรับปรุง",
        ),
        (
            "ข้อ | ประเด็นการประเมิน | คะแนนปี 2567 | คะแนนปี 2568 | จุดแข็ง | จุดอ่อน | OIT",
            f"i3 | {PRAISE} | 90.00 | 97.50 | ✓ | | -",
            f"i10 | {LOAN} | 84.10 | 81.20 | | ✓ | O8-9",
            f"9.2 | {OPEN_DATA} | 75.00 | 80.00 | | / | O11",
        ),
    ],
)
def test_each_thing_is_read_from_its_column_whatever_their_order(rows: tuple[str, ...]) -> None:
    assert told(table(*rows)) == EXPECTED


def test_a_merged_indicator_and_a_merged_kind_hold_for_the_rows_below() -> None:
    rows = (
        Row(("จุดเด่น/จุดควรพัฒนา", "ตัวชี้วัด", "รายละเอียด")),
        Row(("จุดเด่น", "๔. การใช้ทรัพย์สินของราชการ", "มีทะเบียนคุมครบถ้วน")),
        Row(("จุดที่ควรพัฒนา", "๔. การใช้ทรัพย์สินของราชการ", LOAN), continued=frozenset({1})),
        Row(("จุดที่ควรพัฒนา", "๗. ประสิทธิภาพการสื่อสาร", "ข่าวล่าช้า"), continued=frozenset({0})),
    )
    found = [placed.finding for placed in analysis([Table(rows)], 2568).findings]
    expected = [
        ("strength", 4, "มีทะเบียนคุมครบถ้วน"),
        ("weakness", 4, LOAN),
        ("weakness", 7, "ข่าวล่าช้า"),
    ]
    assert [(one.kind, one.indicator, one.text) for one in found] == expected
    blank = table(
        "จุดเด่น/จุดควรพัฒนา | ตัวชี้วัด | รายละเอียด",
        "จุดเด่น | ๔. การใช้ทรัพย์สินของราชการ | มีทะเบียนคุมครบถ้วน",
        f"จุดที่ควรพัฒนา | | {LOAN}",
        " | ๗. ประสิทธิภาพการสื่อสาร | ข่าวล่าช้า",
    )
    assert short(blank) == expected


def test_the_code_may_stand_in_the_text() -> None:
    found = told(
        table(
            "ตัวชี้วัดที่ | ผลการวิเคราะห์ | สรุป",
            f"4 | i10 {LOAN} ได้ 81.20 คะแนน | จุดอ่อน",
            "1 | ไม่พบการเรียกรับสินบน (i3) | จุดแข็ง",
        )
    )
    assert found == [
        ("weakness", 4, "i10", "81.20", (), f"i10 {LOAN} ได้ 81.20 คะแนน"),
        ("strength", 1, "i3", None, (), "ไม่พบการเรียกรับสินบน (i3)"),
    ]


def test_two_columns_of_kinds_share_the_code_and_its_score() -> None:
    found = told(
        table(
            "ข้อ | จุดอ่อน | จุดแข็ง | คะแนน | OIT ที่เกี่ยวข้อง",
            f"I10 | {LOAN} | - | 81.20 | O8",
            f"ข้อ i3 | ไม่มี | {PRAISE} | 97.50 | -",
        )
    )
    assert found == [("weakness", 4, "i10", "81.20", ("O8",), LOAN), EXPECTED[0]]


def test_kinds_may_head_groups_of_rows() -> None:
    spanned = (
        Row(("ข้อ", "ประเด็น", "คะแนน")),
        Row(("จุดเด่น",) * 3, is_one_cell=True),
        Row(("i3", PRAISE, "97.50")),
        Row(("จุดที่ควรพัฒนา",) * 3, is_one_cell=True),
        Row(("i10", LOAN, "81.20")),
    )
    expected = [("strength", "i3", "97.50", PRAISE), ("weakness", "i10", "81.20", LOAN)]
    for rows in (spanned, (spanned[1], spanned[0], *spanned[2:])):
        found = [placed.finding for placed in analysis([Table(rows)], 2568).findings]
        assert [(one.kind, one.code, str(one.score), one.text) for one in found] == expected


def test_kinds_may_head_several_columns_each() -> None:
    beside = table(
        "จุดแข็ง | จุดแข็ง | จุดแข็ง | จุดอ่อน | จุดอ่อน | จุดอ่อน",
        "ข้อ | ประเด็น | คะแนน | ข้อ | ประเด็น | คะแนน",
        f"i3 | {PRAISE} | 97.50 | i10 | {LOAN} | 81.20",
        f"e3 | ไม่มีการเรียกรับเงินพิเศษ | 98.00 | 9.2 | {OPEN_DATA} | 80.00",
    )
    assert told(beside) == [
        ("strength", 1, "i3", "97.50", (), PRAISE),
        ("strength", 6, "e3", "98.00", (), "ไม่มีการเรียกรับเงินพิเศษ"),
        ("weakness", 4, "i10", "81.20", (), LOAN),
        ("weakness", 9, "9.2", "80.00", (), OPEN_DATA),
    ]


def test_a_table_of_all_items_is_of_no_one_section() -> None:
    rows = table("ข้อ | ประเด็น", f"i3 | {PRAISE}", f"i10 | {LOAN}", "e8 | บริการออนไลน์ใช้ยาก")
    assert [found.indicator for found in read(f"๑๐. การป้องกันการทุจริต\n\n{rows}")] == [1, 4, 8]
    few = table("ข้อ | ประเด็น", "i10 | ไม่ทราบขั้นตอน", f"i12 | {LOAN}")
    assert [found.indicator for found in read(f"๔. การใช้ทรัพย์สินของราชการ\n\n{few}")] == [4, 4]


def test_kinds_may_stand_down_and_indicators_across() -> None:
    turned = table(
        "ตัวชี้วัด | ๔. การใช้ทรัพย์สินของราชการ | ๕. การแก้ไขปัญหาการทุจริต",
        "จุดแข็ง | มีทะเบียนคุมครบถ้วน | มีช่องทางร้องเรียนหลายทาง",
        f"จุดอ่อน | {LOAN} | -",
    )
    assert short(turned) == [
        ("strength", 4, "มีทะเบียนคุมครบถ้วน"),
        ("weakness", 4, LOAN),
        ("strength", 5, "มีช่องทางร้องเรียนหลายทาง"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("จุดแข็ง | มีทะเบียนคุมครบถ้วน", f"จุดอ่อน | {LOAN}"),
        ("หัวข้อ | รายละเอียด", "จุดแข็ง | มีทะเบียนคุมครบถ้วน", f"จุดอ่อน | {LOAN}"),
        ("ตัวชี้วัด | การใช้ทรัพย์สินของราชการ", "จุดแข็ง | มีทะเบียนคุมครบถ้วน", f"จุดอ่อน | {LOAN}", "แนวทางแก้ไข | จัดทำทะเบียน"),
        (
            "ตัวชี้วัด | ผลการวิเคราะห์",
            f"๔. การใช้ทรัพย์สินของราชการ | จุดแข็ง: มีทะเบียนคุมครบถ้วน<br>จุดอ่อน: {LOAN}",
            "๗. ประสิทธิภาพการสื่อสาร | จุดอ่อน: ข่าวล่าช้า",
        ),
        ("ข้อ | จุดเด่น/จุดที่ควรพัฒนา", "i11 | จุดเด่น: มีทะเบียนคุมครบถ้วน", f"i10 | จุดที่ควรพัฒนา: {LOAN}"),
    ],
)
def test_a_word_for_the_kind_labels_what_stands_beside_or_behind_it(rows: tuple[str, ...]) -> None:
    assert [(kind, text) for kind, _, text in short(table(*rows))][:2] == [
        ("strength", "มีทะเบียนคุมครบถ้วน"),
        ("weakness", LOAN),
    ]


NAMES = (
    "การปฏิบัติหน้าที่ | การใช้งบประมาณ | การใช้อำนาจ | การใช้ทรัพย์สินของราชการ | การแก้ไขปัญหาการทุจริต | คุณภาพการดำเนินงาน"
    " | ประสิทธิภาพการสื่อสาร | การปรับปรุงการทำงาน | การเปิดเผยข้อมูล | การป้องกันการทุจริต"
)


def numbered(template: str) -> str:
    return " | ".join(template.format(no=no) for no in range(1, 11))


@pytest.mark.parametrize(
    "rows",
    [
        (f"ชื่อตัวชี้วัด | {NAMES}", "คะแนน | " + numbered("8{no}.10"), "ระดับ | " + numbered("ผ่านดี")),
        (f"ปีงบประมาณ | {NAMES}", "2567 | " + numbered("{no}7.02"), "เพิ่ม/ลด | " + numbered("+{no}.73")),
        ("ตัวชี้วัดที่ | " + numbered("{no}"), f"ชื่อ | {NAMES}", "คะแนน | " + numbered("{no}9.๑๐")),
        ("ตัวชี้วัด | คะแนน | ผล", "๔. การใช้ทรัพย์สินของราชการ | 81.20 | จุดอ่อน", "๓. การใช้อำนาจ | 96.20 | จุดแข็ง"),
        ("ด้าน | จุดอ่อน | จุดแข็ง", "IIT | 4 | 12", "EIT | 2 | 9"),
        ("ประเด็น | การแก้ปัญหาการทุจริต | แนวทางแก้ไขปัญหา", "มาตรการ | ติดตามทุกเรื่อง | ประชุมทุกเดือน"),
        ("ที่ | ความเสี่ยง | สาเหตุ/ปัญหา", "1 | การรับสินบน | ขาดการควบคุม", "2 | การใช้รถราชการ | ไม่มีทะเบียน"),
        ("โครงการ | ปัญหา/อุปสรรค", "อบรมพนักงาน | งบประมาณล่าช้า"),
        ("ข้อ | ประเด็น | ระดับ", "i1 | มีความรวดเร็ว | ต้องพัฒนา", "i2 | มีความเป็นธรรม | รักษาระดับ"),
    ],
)
def test_tables_of_scores_and_of_other_things_hold_no_findings(rows: tuple[str, ...]) -> None:
    assert read(table(*rows)) == []


@pytest.mark.parametrize(
    "above", ["จุดที่ควรพัฒนา", "ตารางที่ ๓ จุดที่ควรพัฒนารายข้อ", "ตารางที่ 2 แสดงจุดอ่อนของการประเมิน ปี 2568", "ตาราง 4: จุดอ่อน"]
)
def test_what_stands_above_a_table_may_tell_its_kind(above: str) -> None:
    coded = table("ข้อ | ประเด็น", f"I10 | {LOAN}", "e8 | บริการออนไลน์ใช้ยาก")
    assert short(f"{above}\n\n{coded}") == [("weakness", 4, LOAN), ("weakness", 8, "บริการออนไลน์ใช้ยาก")]
    listed = table("ที่ | ประเด็นที่พบ", f"๑ | {LOAN}")
    assert short(f"{above}\n\n{listed}") == [("weakness", None, LOAN)]


@pytest.mark.parametrize("above", ["ตารางที่ ๓ แนวทางแก้ไขจุดอ่อน", "ตารางที่ 2 จุดแข็งและจุดอ่อน", "ตารางที่ 1 คะแนนรายข้อ", "ปัญหา"])
def test_a_caption_that_announces_no_kind_leaves_the_table_alone(above: str) -> None:
    assert read(f"{above}\n\n" + table("ข้อ | ประเด็น", f"i10 | {LOAN}", "e8 | บริการออนไลน์ใช้ยาก")) == []


def test_scores_and_levels_beside_findings_are_none() -> None:
    rows = ("ตัวชี้วัด | คะแนน | จุดอ่อน", f"๔. การใช้ทรัพย์สินของราชการ | 81.20 | {LOAN}", "๓. การใช้อำนาจ | 96.20 | ๙๖.๒๐ คะแนน")
    assert told(table(*rows)) == [("weakness", 4, None, None, (), LOAN)]


def test_chances_and_threats_are_no_findings_of_the_office() -> None:
    rows = ("จุดแข็ง (S) | จุดอ่อน (W)", f"{PRAISE} | {LOAN}", "โอกาส (O) | อุปสรรค (T)", "มีระบบกลางของรัฐ | งบประมาณลดลง")
    assert short(table(*rows)) == [("strength", None, PRAISE), ("weakness", None, LOAN)]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        *(("จุดเด่น", "strength"), ("เป็นจุดแข็ง", "strength"), ("จุดแข็ง/จุดเด่น", "strength"), ("ควรรักษาระดับ", "strength")),
        *(("จุดที่ควรพัฒนา", "weakness"), ("จัดเป็นจุดอ่อน", "weakness"), ("ต้องปรับปรุงโดยเร่งด่วน", "weakness")),
        *(("ปัญหา", None), ("จุดเด่น/จุดอ่อน", None), ("จุดอ่อน: ไม่มีทะเบียน", None), ("ผ่าน", None), ("", None)),
    ],
)
def test_a_cell_may_name_a_kind_and_nothing_else(cell: str, kind: str | None) -> None:
    assert kind_in_cell(cell) == kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("๕. การแก้ไขปัญหาการทุจริต", None),
        ("แนวทางแก้ไขปัญหาอุปสรรค", None),
        ("ปัญหาการทุจริต", None),
        ("ปัญหาอุปสรรค", "weakness"),
        ("ประเด็นที่ต้องแก้ไขปัญหา", "weakness"),
        ("ประเด็นที่ควรรักษาไว้", "strength"),
        ("จุดอ่อน: ไม่มีทะเบียนคุม", None),
        ("จุดอ่อนและแนวทางแก้ไขปัญหา", "weakness"),
    ],
)
def test_a_problem_that_is_solved_is_no_column_of_problems(heading: str, kind: str | None) -> None:
    assert kind_of_column(heading) == kind


ITEMS = (
    ("1. การปฏิบัติหน้าที่", "i1", "80.10"),
    ("2. การใช้งบประมาณ", "i4", "81.20"),
    ("3. การใช้อำนาจ", "i7", "82.30"),
    ("4. การใช้ทรัพย์สินของราชการ", "i10", "83.40"),
    ("5. การแก้ไขปัญหาการทุจริต", "i13", "84.50"),
    ("6. คุณภาพการดำเนินงาน", "e1", "85.60"),
)


@pytest.mark.parametrize("heading", ["คะแนน", "คะแนนข้อ", "คะแนนรายข้อ", "ร้อยละ"])
def test_the_scores_of_items_are_none_of_their_indicators(heading: str) -> None:
    rows = [Row(("ตัวชี้วัด", "ข้อ", "ประเด็น", heading, "ผลวิเคราะห์"))]
    rows += [Row((name, code, "ควรทำให้ทั่วถึง", score, "จุดอ่อน")) for name, code, score in ITEMS]
    reading = analyse_blocks([Table(tuple(rows))])
    assert [indicator.score for indicator in reading.indicators if indicator.score is not None] == []
    assert [(one.code, str(one.score)) for one in reading.findings] == [(code, score) for _, code, score in ITEMS]


def test_the_indicators_score_beside_its_items_is_read() -> None:
    rows = [Row(("ตัวชี้วัด", "คะแนนตัวชี้วัด", "ข้อ", "ข้อค้นพบ", "คะแนน", "ประเภท"))]
    rows += [Row((name, "9" + score[1:], code, "ควรทำให้ทั่วถึง", score, "จุดอ่อน")) for name, code, score in ITEMS]
    reading = analyse_blocks([Table(tuple(rows))])
    assert [str(indicator.score) for indicator in reading.indicators][:2] == ["90.10", "91.20"]
    assert [str(one.score) for one in reading.findings][:2] == ["80.10", "81.20"]


def test_two_tables_of_scores_that_a_sheet_prints_close_together_are_two() -> None:
    names = NAMES.split(" | ")
    rows = [
        Row(("ตัวชี้วัดที่", *(str(no) for no in range(1, 11)))),
        Row(("ชื่อ", *names)),
        Row(("คะแนน", *(f"8{no}.50" for no in range(10)))),
        Row(("หมายเหตุ EIT ส่วนที่ 1 ได้ 88.94 คะแนน",) * 11, is_one_cell=True),
        Row(("คะแนนภาพรวมย้อนหลัง",) * 11, is_one_cell=True),
        Row(("ปีงบประมาณ", "2567", "2568", *[""] * 8)),
        Row(("คะแนน", "81.06", "84.52", *[""] * 8)),
    ]
    reading = analyse_blocks([Paragraph("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568"), Table(tuple(rows))])
    assert [str(indicator.score) for indicator in reading.indicators] == [f"8{no}.50" for no in range(10)]
    assert {year: str(score) for year, score in reading.history.items()}[2567] == "81.06"
    assert str(reading.instrument_scores.EIT_part1) == "88.94"


def test_the_words_of_a_question_name_no_indicator_for_the_rows_below() -> None:
    rows = (
        "ข้อคำถาม | คะแนน | ข้อค้นพบ | แนวทาง",
        "i4 การใช้งบประมาณตรงตามวัตถุประสงค์ | ๙๐.๐๐ | บุคลากรไม่ทราบแผน | เผยแพร่แผน (O6)",
    )
    rows += (
        "i1O การขอยืม | ๘๑.๐๐ | ขั้นตอนการยืมไม่ชัดเจน | จัดทำคู่มือ (O8) และ (O9)",
        "e1 การบริการ | ๙๑.๐๐ | ใช้เวลานานกว่าประกาศ | -",
    )
    text = "จุดที่ควรพัฒนา\n\n" + table(*rows)
    found = [(one.code, one.indicator, one.refs) for one in read(text)]
    assert found == [("i4", 2, ("O6",)), ("i10", 4, ("O8", "O9")), ("e1", 6, ())]
