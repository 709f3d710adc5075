"""Text files typed to the width of a page: which lines go on, and what the pages left between them."""

import pytest

from tracker.documents.analysis import analyse
from tracker.documents.blocks import Paragraph
from tracker.documents.readers.text import read

WRAPPED = """                              บันทึกข้อความ

ส่วนราชการ  สำนักปลัด องค์การบริหารส่วนตำบลตัวอย่างงาม
เรื่อง  รายงานผลการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ประจำ
ปีงบประมาณ พ.ศ. ๒๕๖๘ และขออนุมัติมาตรการปรับปรุง

เรียน  นายกองค์การบริหารส่วนตำบลตัวอย่างงาม

๑. เรื่องเดิม
        ตามที่สำนักงาน ป.ป.ช. ประกาศผลการประเมินขององค์การบริหารส่วนตำบล
ตัวอย่างงาม อำเภอสมมติชัย
จังหวัดทดสอบบุรี ได้ ๘๘.๑๐ คะแนน ในปีงบประมาณ พ.ศ. ๒๕๖๘ (ปีงบประมาณ
พ.ศ. ๒๕๖๗ ได้ ๘๔.๒๐ คะแนน) และเห็นควรให้กำหนดมาตรการปรับปรุงแก้ไขสำหรับ
ตัวชี้วัดที่ยังได้คะแนนน้อยทุกตัวชี้วัดตามหนังสือที่แจ้งเวียนไว้แล้วต่อไป
"""


def paragraphs(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(block.text, block.line, block.last_line) for block in read(text) if isinstance(block, Paragraph)]


def test_lines_that_the_page_ended_are_one_paragraph() -> None:
    found = paragraphs(WRAPPED)
    assert found[2][0].endswith("ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ และขออนุมัติมาตรการปรับปรุง")
    assert found[2][1:] == (4, 5)
    assert any("องค์การบริหารส่วนตำบลตัวอย่างงาม อำเภอสมมติชัย" in text for text, _, _ in found)


def test_what_a_wrapped_sentence_says_is_read() -> None:
    reading = analyse(WRAPPED.replace("อำเภอสมมติชัย\nจังหวัด", "อำเภอสมมติชัย จังหวัด").encode(), "a.txt")
    assert reading.memo is not None
    assert reading.memo.subject is not None
    assert reading.memo.subject.endswith("ปรับปรุง")
    assert {year: str(score) for year, score in reading.history.items()} == {2567: "84.20"}
    assert reading.province == "ทดสอบบุรี"


@pytest.mark.parametrize(
    "text",
    [
        "จัดทำคู่มือการยืมทรัพย์สินของหน่วยงานให้ครบทุกกอง\nประกาศใช้คู่มือและแจ้งให้บุคลากรทราบทุกคนทันที\n"
        "ติดตามการใช้คู่มือและสรุปผลเสนอผู้บริหารทุกปี\nรายงานผลการยืมทรัพย์สินให้ปลัดทราบทุกไตรมาส\n",
        "๑. จัดทำคู่มือการยืมทรัพย์สินของหน่วยงานให้ครบทุกกองและ\n๒. ประกาศใช้คู่มือและแจ้งให้บุคลากรทราบทุกคนโดย\n"
        "๓. ติดตามการใช้คู่มือและสรุปผลเสนอผู้บริหารทุกปีตาม\n๔. รายงานผลการยืมทรัพย์สินให้ปลัดทราบทุกไตรมาส\n",
        "ให้ทุกส่วนราชการรายงานผลต่อสำนักปลัดเพื่อการกำกับติดตาม\nข้อ ๒ ให้กองคลังตรวจสอบทรัพย์สินทุกไตรมาสโดยเจ้าหน้าที่\n"
        "ข้อ ๓ ให้หน่วยตรวจสอบภายในสุ่มตรวจทรัพย์สินให้ครบถ้วนถูกต้อง\nข้อ ๔ ให้สำนักปลัดสรุปผลเสนอผู้บริหารปีละสองครั้งเป็นรายได้\n",
        "ระยะเวลา: ตั้งแต่เดือนตุลาคม ๒๕๖๘ ถึงเดือนกันยายน ๒๕๖๙ และ\nผู้รับผิดชอบ: สำนักปลัด กองคลัง กองช่าง และหน่วยตรวจสอบโดย\n"
        "การติดตาม: รายงานผลต่อปลัดองค์การบริหารส่วนตำบลทุกเดือน\n",
    ],
)
def test_lines_the_writer_ended_stay_apart(text: str) -> None:
    assert [found for found, _, _ in paragraphs(text)] == text.splitlines()


def test_page_numbers_and_running_headers_go_and_a_sentence_goes_on_behind_them() -> None:
    header = "องค์การบริหารส่วนตำบลตัวอย่างงาม   เอกสารแนบท้ายบันทึก"
    text = WRAPPED + f"\n   - ๒ -\n{header}\n\n        ๑.๑ ข้อความของหน้าที่สองยาวเต็มบรรทัดของกระดาษจึงต้องตัดคำตรงนี้และ\n"
    text += f"\n   - ๓ -\n{header.replace('ำ', ' า')}\n\nจบข้อความในหน้าที่สาม\n"
    found = [words for words, _, _ in paragraphs(text)]
    assert not [words for words in found if words.startswith("- ")]
    assert sum(words.startswith("องค์การบริหารส่วนตำบลตัวอย่างงาม") for words in found) == 1
    assert found[-1].endswith("ตัดคำตรงนี้และจบข้อความในหน้าที่สาม")


def test_one_number_between_dashes_is_no_page() -> None:
    assert [text for text, _, _ in paragraphs("ข้อความแรก\n- ๒ -\nข้อความที่สอง\n")] == ["ข้อความแรก", "- ๒ -", "ข้อความที่สอง"]


def test_a_header_that_stays_parts_no_list() -> None:
    header = "แผนปฏิบัติการของหน่วยงาน   องค์การบริหารส่วนตำบลตัวอย่างงาม"
    text = "- แต่งตั้งคณะทำงาน\n\n- ๒ -\n" + header + "\n\n- สรุปผล\n\n- ๓ -\n" + header + "\n\n- รายงานผล\n"
    assert [words for words, _, _ in paragraphs(text)][1:] == ["- แต่งตั้งคณะทำงาน", "- สรุปผล", "- รายงานผล"]


@pytest.mark.parametrize(
    ("end", "start"),
    [
        ("และผู้ที่เกี่ยวข้องทราบทุก", "ขั้นตอน"),
        ("โดยจัดเวทีรับฟังทั้งหมด", "ความคิดเห็นของประชาชนทุกชุมชนที่เข้าร่วมประชุมในครั้งนั้น"),
        ("เผยแพร่เป็นไฟล์และเป็นข้อมูล", "ตาราง ๒. เผยแพร่บนเว็บไซต์และระบบข้อมูลเปิดของหน่วยงาน"),
        ("ทั้งหมดตามที่กำหนดไว้แล้ว (", "๒) แจ้งเวียนให้ทราบโดยทั่วกัน"),
    ],
)
def test_a_line_that_only_looks_like_a_label_goes_on(end: str, start: str) -> None:
    full = "๒. ให้ทุกส่วนราชการแจ้งเวียนแนวปฏิบัติให้บุคลากร"
    found = [words.replace(" ", "") for words, _, _ in paragraphs(f"{WRAPPED}\n{full}{end}\n{start}\n")]
    assert found[-1] == f"{full}{end}{start}".replace(" ", "")


def test_a_number_alone_on_a_line_goes_on_with_nothing() -> None:
    headings = "ที่ มาตรการส่งเสริมคุณธรรมและความโปร่งใสในหน่วยงานของเราทุกส่วนราชการ"
    found = [text for text, _, _ in paragraphs(f"{WRAPPED}\n{headings}\n๑\nจัดทำคู่มือการปฏิบัติงาน\n")]
    assert "๑" in [text.strip() for text in found]
