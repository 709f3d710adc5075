"""Damaged Thai text is mended where that is certain, and sound text stays as it is."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import samples
from tests.documents.damaged import SAFE, Damage, damaged, paragraph, sound_documents, words_of
from tracker.documents.analysis import analyse
from tracker.documents.blocks import Paragraph, Row, Table
from tracker.documents.mending import mend, words
from tracker.documents.reading import ReadRepair
from tracker.errors import UnreadableDocument


def mended(text: str) -> str:
    (block,) = mend([Paragraph(text, 1)]).blocks
    assert isinstance(block, Paragraph)
    return block.text


@pytest.mark.parametrize("damage", SAFE.values(), ids=SAFE.keys())
def test_what_is_damaged_in_a_safe_way_is_as_before(damage: Damage) -> None:
    for blocks in sound_documents():
        assert words_of(mend(damaged(blocks, damage)).blocks) == words_of(blocks)


def test_every_repair_a_person_could_see_is_noted_in_a_file_of_text() -> None:
    text = samples.DEMO_ANALYSIS.read_text(encoding="utf-8")
    for kind in ("sara am in two characters", "sara ae in two characters", "tone marks twice", "glyphs of old fonts"):
        reading = analyse(SAFE[kind](text).encode(), "analysis.txt")
        assert len([repair for repair in reading.repairs if repair.is_applied and repair.line]) > 40
        assert reading.measures == analyse(text.encode(), "analysis.txt").measures


def test_sound_documents_stay_letter_by_letter() -> None:
    for blocks in sound_documents():
        assert mend(blocks).blocks == blocks
        assert mend(blocks).repairs == ()


def test_the_word_list_is_not_read_for_a_sound_document() -> None:
    words.dictionary.cache_clear()
    for blocks in sound_documents():
        mend(blocks)
    assert words.dictionary.cache_info().misses == 0


def test_every_word_of_the_word_list_stays() -> None:
    every_word = sorted(words.dictionary())
    assert mended("\n".join(every_word)) == "\n".join(every_word)
    assert mended("".join(every_word)) == "".join(every_word)


@given(st.text(alphabet="กดตบลนหรวงเแใาำะัิีุ็่้ํ์ๆ \n\ufffd\u200b\uf70a๒๕๖o08l.,ITA", max_size=50))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    with suppress(UnreadableDocument):
        once = mended(text)
        assert mended(once) == once


@given(st.lists(st.text(max_size=40), max_size=4))
def test_no_text_makes_the_mender_fail(texts: list[str]) -> None:
    with suppress(UnreadableDocument):
        mend([Table((Row(tuple(texts), 3),)), *(Paragraph(text) for text in texts)])


@pytest.mark.parametrize(
    ("damaged_text", "sound"),
    [
        ("องค์การบริหารส่วนต าบลตัวอย่าง อ าเภอสมมติ", "องค์การบริหารส่วนตำบลตัวอย่าง อำเภอสมมติ"),
        ("การด าเนินการพัฒน าการ", "การดำเนินการพัฒนาการ"),
        ("ร าย ซ ้าซ้อน ต ่ากว่า ถ้อยค า", "ราย ซ้ำซ้อน ต่ำกว่า ถ้อยคำ"),
        ("ตํ าบล ต ํ าบล ต ำบล", "ตำบล ตำบล ตำบล"),
        ("ประจ\ufffdาปี", "ประจำปี"),
        ("ด\ufffdำเนินการ", "ดำเนินการ"),
        ("น้\ufffdา", "น้ำ"),
        ("หน ่วย จ ัดท ำ เ ป็น", "หน่วย จัดทำ เป็น"),
        ("๑ ตุลาคม ๒๕๖๘ \ufffd ๓๐ กันยายน ๒๕๖๙", "๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙"),
        ("การประเมินคุณธร\ufffdม", "การประเมินคุณธรรม"),
        ("ข\ufffd้นตอน งบปร\ufffdมาณ", "ขั้นตอน งบประมาณ"),
        ("\uf0b7 จัดทำแผน", "• จัดทำแผน"),
        ("บ\uf70a\uf711าน เจ\uf70b", "บ่ำน เจ้"),
        ("ตัวชี้วัวัดที่ ๑ ขั้ขั้นตอน", "ตัวชี้วัดที่ ๑ ขั้นตอน"),
        ("ตำ บล จำ นวน กำ หนด จัดทำ แผน", "ตำบล จำนวน กำหนด จัดทำ แผน"),
        ("ต าบล อ าเภอ ส านัก จังหวัดจำ ลอง ทำ แผน", "ตำบล อำเภอ สำนัก จังหวัดจำลอง ทำ แผน"),
        ("หน่วย งาน ขั้น ตอน ผู้รับ ผิดชอบ", "หน่วยงาน ขั้นตอน ผู้รับผิดชอบ"),
    ],
)
def test_torn_and_lost_letters_are_put_back(damaged_text: str, sound: str) -> None:
    assert mended(damaged_text) == sound


@pytest.mark.parametrize(
    ("damaged_text", "sound"),
    [
        ("ปีงบประมาณ ๒๕๖o", "ปีงบประมาณ ๒๕๖๐"),
        ("พ.ศ. 256O", "พ.ศ. 2560"),
        ("พ.ศ. 2๕๖8 และ ๒๕๖๙", "พ.ศ. ๒๕๖๘ และ ๒๕๖๙"),
        ("๑๐๐.oo คะแนน", "๑๐๐.๐๐ คะแนน"),
        ("๓o กันยายน", "๓๐ กันยายน"),
        ("ร้อยละ ๘o", "ร้อยละ ๘๐"),
        ("256l", "2561"),
        ("ตัวชี้วัดที่ ๑o (๐๑o) i๑o จำนวน ๑๕o คน", "ตัวชี้วัดที่ ๑๐ (๐๑๐) i๑๐ จำนวน ๑๕๐ คน"),
        ("1o", "10"),
        ("ปี ๒๕๖๘ ๒๕๖๙ และ 256๖", "ปี ๒๕๖๘ ๒๕๖๙ และ ๒๕๖๖"),
        ("In 2025, 2026: 100.๐๐", "In 2025, 2026: 100.00"),
    ],
)
def test_a_number_is_written_in_one_script_with_digits_alone(damaged_text: str, sound: str) -> None:
    assert mended(damaged_text) == sound


@pytest.mark.parametrize(
    "text",
    [
        "(อ้างอิงจาก o๘, O๑๐) ข้อ O25 (๐๘)",
        "H2O CO2 ISO9001 A4 30oC PM2.5 2O 5o",
        "i๑ e4 No Gift Policy E-Service 2.0",
        "๕ หน่วย งานสวน งบ ประมาณ ๕๐,๐๐๐ บาท",
        "เจ้าหน้าที่ที่เกี่ยวข้อง จัดทำ แผนงาน ประจำตำบล ทำ งานวิจัย",
        "ก. การเงิน ข. การคลัง สระ เ แ โ ใ ไ",
        "ก็ ๆ ฯลฯ ฤๅษี บาร์ ๑. ๒)",
        "ชั้นตอน ประเมิณ ความความก้าวหน้า",
    ],
)
def test_what_is_no_certain_damage_stays(text: str) -> None:
    assert mended(text) == text


def test_a_repair_knows_its_line_and_its_letters_and_how_often_it_was_made() -> None:
    row = Row(("แผนของต าบล", "", "แผนของต าบล"), 7, frozenset())
    found = mend([Table((row,)), Paragraph("ที่ต าบลตัวอย่าง", 9)])
    assert found.repairs == (
        ReadRepair("sara_am", 7, "ผนของต าบล", "ผนของตำบล"),
        ReadRepair("sara_am", 9, "ที่ต าบลตัวอ", "ที่ตำบลตัวอ"),
    )


def test_the_lines_and_merged_cells_of_a_table_stay() -> None:
    row = Row(("ต าบล", "ต าบล"), 4, frozenset({1}), is_one_cell=False)
    (table,) = mend([Table((row,))]).blocks
    assert table == Table((Row(("ตำบล", "ตำบล"), 4, frozenset({1})),))


def test_a_letter_nobody_can_restore_is_named_and_stays() -> None:
    found = mend(paragraph("คำว่า น\ufffdก ในประโยค"))
    assert found.blocks == paragraph("คำว่า น\ufffdก ในประโยค")
    (repair,) = found.repairs
    assert (repair.kind, repair.repaired, repair.is_applied) == ("lost_letter", None, False)


def test_boxes_of_old_fonts_stay_boxes_wherever_they_stand() -> None:
    assert mended("\uf0fe ดำเนินการแล้ว \uf0a8 ยังไม่ดำเนินการ") == "☑ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ"
