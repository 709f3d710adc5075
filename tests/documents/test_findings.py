"""Strengths and weaknesses: whatever word announces them, as headings, lines, lists and tables."""

import pytest

from tracker.documents.analysis import analyse_blocks
from tracker.documents.blocks import Paragraph
from tracker.documents.parsing.findings import analysis
from tracker.documents.parsing.scores import Line
from tracker.documents.parsing.sections import section_of
from tracker.documents.readers import text as text_file
from tracker.documents.reading import ReadFinding


def read(text: str, year: int = 2568) -> list[ReadFinding]:
    blocks = text_file.read(text)
    parts = [Line(block.text, block.line) if isinstance(block, Paragraph) else block for block in blocks]
    return [placed.finding for placed in analysis(parts, year).findings]


def said(text: str) -> list[tuple[str | None, int | None, str | None, str]]:
    return [(found.kind, found.indicator, found.code, found.text) for found in read(text)]


@pytest.mark.parametrize(
    "label",
    [
        *("จุดอ่อน", "จุดด้อย", "ข้อบกพร่อง", "ข้อควรพัฒนา", "ข้อควรปรับปรุง", "จุดที่ควรพัฒนา", "จุดที่ต้องพัฒนา", "จุดที่ควรปรับปรุงแก้ไข"),
        *("ประเด็นที่ต้องพัฒนา", "ประเด็นที่ต้องพัฒนาให้ดีขึ้น", "ประเด็นที่ต้องแก้ไขโดยเร่งด่วน", "โอกาสในการพัฒนา", "จุดอ่อนที่ต้องแก้ไข"),
        *(
            "ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไขโดยเร่งด่วน",
            "สิ่งที่ต้องปรับปรุง",
            "จุดอ่อน (Weakness)",
            "ปัญหา",
            "ปัญหาที่พบ",
            "ข้อสังเกต",
        ),
        *("ข้อบกพร่องที่ต้องแก้ไข", "จุดที่ควรพัฒนา/ปรับปรุง", "จุดที่ควรพัฒนาและปรับปรุง", "๒) จุดอ่อน", "(๒) จุดที่ควรพัฒนา", "- จุดอ่อน"),
    ],
)
def test_every_usual_word_announces_a_weakness(label: str) -> None:
    heading = "๔. การใช้ทรัพย์สินของราชการ (๘๔.๒๐ คะแนน)"
    expected = [("weakness", 4, None, "บุคลากรไม่ทราบขั้นตอนการยืม")]
    for separator in (" : ", ": ", ":", "\n", "\n- ", "\n๑) ", " ได้แก่ ", " คือ "):
        assert said(f"{heading}\n{label}{separator}บุคลากรไม่ทราบขั้นตอนการยืม") == expected


@pytest.mark.parametrize(
    "label", ["จุดเด่น", "จุดแข็ง", "ข้อดี", "จุดแข็งของหน่วยงาน", "จุดแข็ง (Strength)", "๑) จุดแข็ง", "จุดเด่นที่ควรรักษาไว้"]
)
def test_every_usual_word_announces_a_strength(label: str) -> None:
    for separator in (" : ", "\n", "\n• "):
        expected = [("strength", 3, None, "ผู้บังคับบัญชามอบหมายงานเป็นธรรม")]
        assert said(f"ตัวชี้วัดที่ ๓ การใช้อำนาจ\n{label}{separator}ผู้บังคับบัญชามอบหมายงานเป็นธรรม") == expected


def test_one_label_may_announce_several_findings() -> None:
    heading = "๔. การใช้ทรัพย์สินของราชการ\nจุดที่ควรพัฒนา"
    text = heading + "\n{0}ไม่ทราบขั้นตอนการยืม\n{1}ไม่มีการตรวจสอบ\n{2}ไม่มีทะเบียนคุม\nแนวทางการแก้ไข\n๑. จัดทำคู่มือ"
    expected = [("weakness", 4, None, words) for words in ("ไม่ทราบขั้นตอนการยืม", "ไม่มีการตรวจสอบ", "ไม่มีทะเบียนคุม")]
    for markers in (
        ("๑) ", "๒) ", "๓) "),
        ("1. ", "2. ", "3. "),
        ("- ", "- ", "- "),
        ("• ", "• ", "• "),
        ("ก. ", "ข. ", "ค. "),
        ("", "", ""),
    ):
        assert said(text.format(*markers)) == expected
    inline = f"{heading}: ๑) ไม่ทราบขั้นตอนการยืม ๒) ไม่มีการตรวจสอบ ๓) ไม่มีทะเบียนคุม"
    assert said(inline) == expected


def test_strength_and_weakness_may_stand_on_one_line() -> None:
    assert said("ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร\nจุดแข็ง: มีช่องทางหลากหลาย จุดอ่อน: ข่าวไม่เป็นปัจจุบัน (e๔)") == [
        ("strength", 7, None, "มีช่องทางหลากหลาย"),
        ("weakness", 7, "e4", "ข่าวไม่เป็นปัจจุบัน (e๔)"),
    ]


def test_where_no_section_tells_the_code_or_the_words_tell_the_indicator() -> None:
    text = (
        "จุดแข็ง\n๑. การใช้อำนาจ ได้ ๙๖.๘๐ คะแนน\n๒. คุณภาพการดำเนินงาน ได้ ๙๕.๒๐ คะแนน\n"
        "จุดอ่อน\n- i๑๐ ไม่ทราบขั้นตอนการยืม\n- ตัวชี้วัดที่ ๙ ข้อมูลไม่เป็นปัจจุบัน\n- ๙.๓ การจัดซื้อจัดจ้างไม่ครบ\n- ยังไม่มีแผนรองรับ"
    )
    assert said(text) == [
        ("strength", 3, None, "การใช้อำนาจ ได้ ๙๖.๘๐ คะแนน"),
        ("strength", 6, None, "คุณภาพการดำเนินงาน ได้ ๙๕.๒๐ คะแนน"),
        ("weakness", 4, "i10", "i๑๐ ไม่ทราบขั้นตอนการยืม"),
        ("weakness", 9, None, "ตัวชี้วัดที่ ๙ ข้อมูลไม่เป็นปัจจุบัน"),
        ("weakness", 9, "9.3", "๙.๓ การจัดซื้อจัดจ้างไม่ครบ"),
        ("weakness", None, None, "ยังไม่มีแผนรองรับ"),
    ]


def test_indicators_may_stand_below_the_label() -> None:
    text = "จุดที่ควรพัฒนา\nตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ\n- ไม่ทราบขั้นตอนการยืม\n- ไม่มีทะเบียนคุม"
    assert said(text) == [("weakness", 4, None, "ไม่ทราบขั้นตอนการยืม"), ("weakness", 4, None, "ไม่มีทะเบียนคุม")]


def test_a_finding_keeps_its_references_and_its_score() -> None:
    text = "๑. การปฏิบัติหน้าที่\nจุดอ่อน: ไม่เป็นไปตามเวลา (i๑) ได้ ๘๒.๑๐ คะแนน (อ้างอิงจาก O๘ – O๑๐, O๒๐)"
    (found,) = read(text)
    assert (found.code, str(found.score), found.refs) == ("i1", "82.10", ("O8", "O9", "O10", "O20"))


@pytest.mark.parametrize(
    "header", ["| ตัวชี้วัด | จุดแข็ง | จุดที่ควรพัฒนา |", "| ตัวชี้วัด/ประเด็นการประเมิน | จุดเด่น | ประเด็นที่ต้องพัฒนา |"]
)
def test_a_table_may_hold_strengths_beside_weaknesses(header: str) -> None:
    rows = (
        "| ๔. การใช้ทรัพย์สินของราชการ | มีทะเบียนคุม | ๑) ไม่ทราบขั้นตอน (i๑๐)<br>๒) ตรวจสอบไม่สม่ำเสมอ |\n"
        "| ประสิทธิภาพการสื่อสาร | - | ข่าวล่าช้า |"
    )
    assert said(f"{header}\n|---|---|---|\n{rows}") == [
        ("strength", 4, None, "มีทะเบียนคุม"),
        ("weakness", 4, "i10", "ไม่ทราบขั้นตอน (i๑๐)"),
        ("weakness", 4, None, "ตรวจสอบไม่สม่ำเสมอ"),
        ("weakness", 7, None, "ข่าวล่าช้า"),
    ]


def test_a_table_may_have_a_row_for_each_item() -> None:
    table = "| ข้อ | ประเด็น | คะแนน |\n|---|---|---|\n| i๑ | ไม่เป็นไปตามเวลา | ๘๒.๑๐ |\n| I 10 | ไม่ทราบขั้นตอนการยืม | 80 |"
    found = read(f"ประเด็นที่ต้องพัฒนา\n{table}")
    assert [(one.kind, one.indicator, one.code, str(one.score)) for one in found] == [
        ("weakness", 1, "i1", "82.10"),
        ("weakness", 4, "i10", "80"),
    ]
    assert read(table) == []


@pytest.mark.parametrize(
    "text",
    [
        "หน่วยงานได้นำจุดแข็งและจุดอ่อนมาวิเคราะห์เพื่อจัดทำมาตรการ",
        "จุดแข็งและจุดอ่อนของหน่วยงานมีหลายด้าน",
        "จุดแข็ง/จุดอ่อน",
        "ปัญหาการทุจริตเป็นเรื่องที่ทุกหน่วยงานต้องร่วมกันแก้ไข",
        "- มีข้อมูลรายละเอียดการวิเคราะห์ เช่น ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไขโดยเร่งด่วน",
        "(๑) ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไขโดยเร่งด่วน\n(๒) ประเด็นที่ต้องพัฒนาให้ดีขึ้น\n"
        "(๓) แนวทางการนำผลการวิเคราะห์ไปสู่การปฏิบัติ",
        "ปัญหาและอุปสรรค: บุคลากรโอนย้าย",
        "๔. การใช้ทรัพย์สินของราชการ\nบุคลากรส่วนใหญ่ปฏิบัติถูกต้อง แต่ยังมีจุดอ่อนบางประการ",
        "๔. การใช้ทรัพย์สินของราชการ\nจุดอ่อน: -\nจุดแข็ง: ไม่มี",
        "| มาตรการ | ขั้นตอน |\n|---|---|\n| จัดทำคู่มือ | ประชุม |",
    ],
)
def test_prose_announces_no_finding(text: str) -> None:
    assert said(text) == []


def test_the_analysis_is_over_where_the_next_part_begins() -> None:
    text = (
        "๔. การใช้ทรัพย์สินของราชการ\nจุดอ่อน\n๑) ไม่มีทะเบียนคุม\nดังนั้น หน่วยงานจึงกำหนดมาตรการ\n"
        "ข้อเสนอแนะ\n๑) จัดทำทะเบียน\n๒) แจ้งเวียน"
    )
    assert said(text) == [("weakness", 4, None, "ไม่มีทะเบียนคุม")]


@pytest.mark.parametrize(
    ("text", "no", "score"),
    [
        ("๔. การใช้ทรัพย์สินของราชการ (๘๔.๒๐ คะแนน)", 4, "84.20"),
        ("ตัวชี้วัดที่ 4 : การใช้ทรัพย์สินของราชการ ได้คะแนน 84.2", 4, "84.2"),
        ("๒.๔ ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ = ๘๔.๒๐ คะแนน (ระดับผ่าน)", 4, "84.20"),
        ("ตัวชี้วัดที่ ๔ “การใช้ทรัพย์สินของราชการ”", 4, "None"),
        ("ตัวชี้วัดที่ ๔ (๘๔.๒๐ คะแนน)", 4, "84.20"),
        ("ตัวชี้วัดที่ ๔", 4, "None"),
        ("ตัวชี้วัดการใช้ทรัพย์สินของราชการ ๘๔.๒๐ คะแนน", 4, "84.20"),
        ("การใช้ทรัพย์สินของราชการ", 4, "None"),
        ("(๑๐) การป้องกันการทุจริต", 10, "None"),
    ],
)
def test_headings_of_the_analysis_are_read_however_printed(text: str, no: int, score: str) -> None:
    found = section_of(Line(text, 1))
    assert found is not None
    assert (found.no, str(found.score)) == (no, score)


@pytest.mark.parametrize(
    "text",
    [
        "๑. แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน",
        "๑. จัดทำคู่มือการปฏิบัติงาน",
        "ตัวชี้วัดที่ ๑ – ๕",
        "ตัวชี้วัดที่ ๙.๑ ข้อมูลพื้นฐาน",
        "การใช้ทรัพย์สินของราชการยังไม่ถูกต้อง",
        "- ตัวชี้วัดที่ ๙ ข้อมูลไม่เป็นปัจจุบัน",
    ],
)
def test_other_lines_are_no_headings_of_indicators(text: str) -> None:
    assert section_of(Line(text, 1)) is None


@pytest.mark.parametrize("page", ["- ๒ -", "– 3 –", "หน้า ๔", "๕"])
def test_the_number_of_a_page_is_no_finding(page: str) -> None:
    lines = ["ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ", "จุดอ่อน ข้อ i๑๐ บุคลากรบางรายขอยืมทรัพย์สินไม่ถูกขั้นตอน", page]
    lines += ["ตัวชี้วัดที่ ๕ การแก้ไขปัญหาการทุจริต", "จุดอ่อน ข้อ i๑๕ บุคลากรบางรายยังไม่เชื่อมั่น"]
    reading = analyse_blocks([Paragraph(text) for text in lines])
    assert [finding.code for finding in reading.findings] == ["i10", "i15"]


@pytest.mark.parametrize(
    "leading",
    [
        "จากผลการประเมินพบตัวชี้วัดที่มีคะแนนต่ำกว่าร้อยละ ๘๕ จำนวน ๒ ตัวชี้วัด ได้แก่",
        "หน่วยงานมีเรื่องที่ต้องเร่งพัฒนา ดังนี้",
        "ผลการวิเคราะห์รายข้อพบดังต่อไปนี้ :",
    ],
)
def test_what_only_leads_to_a_list_is_no_finding(leading: str) -> None:
    found = read(f"ประเด็นที่ต้องพัฒนา\n\n{leading}\n\n๑) ไม่มีทะเบียนการยืม\n\n๒) ช่องทางร้องเรียนไม่ปกปิดชื่อ")
    assert [one.text for one in found] == ["ไม่มีทะเบียนการยืม", "ช่องทางร้องเรียนไม่ปกปิดชื่อ"]


def test_a_weakness_with_its_item_is_one_whatever_word_it_begins_with() -> None:
    text = "๔. การใช้ทรัพย์สินของราชการ\n\nจุดที่ต้องพัฒนา\n\nการยืมไม่เป็นขั้นตอน (i10)\n\nการกำกับการใช้รถยังไม่สม่ำเสมอ (i12)"
    assert [code for _, _, code, _ in said(text)] == ["i10", "i12"]


def test_a_chapter_behind_numbered_sections_is_no_finding() -> None:
    text = "3.10 ตัวชี้วัดที่ 10 การป้องกันการทุจริต\n\nจุดที่ต้องพัฒนา\n\n{}\n\n4. รายละเอียดแผน\n\nแผนมีดังนี้"
    assert len(read(text.format("รายงานไม่แสดงผลสัมฤทธิ์"))) == 1
    assert len(read(text.format("1. ไม่มีแผน\n\n2. ไม่มีผล\n\n3. ไม่มีรายงาน"))) == 4, "here 4. goes on with the list"


PARTS = """๓. ประเด็นที่ต้องพัฒนา
ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ
- ขั้นตอนการยืมยังไม่ชัดเจน (i๑๐)
ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร
ช่องทางเผยแพร่ข้อมูลมีน้อย
ตัวชี้วัดที่ ๘ การปรับปรุงการทำงาน
๑) บริการออนไลน์ไม่สะดวก
๒) แบบคำขอมีหลายฉบับ
"""


@pytest.mark.parametrize("number", ["๓. ", "3.", ""])
def test_a_heading_of_weaknesses_holds_for_each_indicator_below_it(number: str) -> None:
    found = said(f"{PARTS.replace('๓. ', number, 1)}\n๔. แผนปฏิบัติการขับเคลื่อนคุณธรรม\n- อบรมบุคลากร")
    assert [(kind, indicator, text) for kind, indicator, _, text in found] == [
        ("weakness", 4, "ขั้นตอนการยืมยังไม่ชัดเจน (i๑๐)"),
        ("weakness", 7, "ช่องทางเผยแพร่ข้อมูลมีน้อย"),
        ("weakness", 8, "บริการออนไลน์ไม่สะดวก"),
        ("weakness", 8, "แบบคำขอมีหลายฉบับ"),
    ]


def test_the_next_heading_of_a_kind_ends_the_one_before() -> None:
    found = said(f"{PARTS}จุดแข็ง\nตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่\n- ให้บริการดี\nตัวชี้วัดที่ ๒ การใช้งบประมาณ\n- ใช้จ่ายคุ้มค่า")
    assert [kind for kind, *_ in found] == ["weakness"] * 4 + ["strength"] * 2


def test_a_label_inside_one_indicators_part_does_not_hold_for_the_next() -> None:
    text = "ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ\n{}\n- ไม่มีทะเบียนคุม\nตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร\n- เผยแพร่ข่าวสารทุกเดือน"
    assert len(said(text.format("จุดอ่อน"))) == 1
    assert len(said(f"จุดแข็งรายตัวชี้วัด\n{text.format('จุดอ่อน')}")) == 1
