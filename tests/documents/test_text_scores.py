"""Scores that sentences give the indicators by name, and those of earlier years behind the instruments'."""

import pytest

from tracker.documents.analysis import analyse_blocks
from tracker.documents.blocks import Paragraph, Row, Table
from tracker.documents.reading import Reading

NAMES = (
    *("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต"),
    *("คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต"),
)
SCORES = tuple(f"๙{no}.๐๐" for no in "๐๑๒๓๔๕๖๗๘๙")


def read(sentence: str) -> Reading:
    rows = [Row((str(no), name, SCORES[no - 1])) for no, name in enumerate(NAMES, start=1)]
    table = Table((Row(("ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน")), *rows))
    return analyse_blocks([Paragraph("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"), table, Paragraph(sentence)])


def differing(reading: Reading) -> list[tuple[str | None, str | None]]:
    return [(flag.raw, flag.expected) for flag in reading.flags if flag.kind == "text_score_differs"]


@pytest.mark.parametrize(
    "sentence",
    [
        "๑๐. การป้องกันการทุจริต ได้คะแนน ๙๘.๕๐ คะแนน การประเมินความเสี่ยงการทุจริตยังไม่ครอบคลุม จึงต้องเร่งดำเนินการต่อไป",
        "ด้านการป้องกันการทุจริต (๙๘.๕๐ คะแนน) เป็นด้านที่หน่วยงานดำเนินการได้ดีกว่าด้านอื่น ๆ ตามลำดับ และควรดำเนินการต่อไปอย่างสม่ำเสมอ",
        "หน่วยงานได้คะแนนสูงในตัวชี้วัด “การป้องกันการทุจริต” มีคะแนนเท่ากับ ๙๘.๕๐ คะแนน",
    ],
)
def test_a_score_behind_the_name_of_an_indicator_is_compared(sentence: str) -> None:
    assert differing(read(sentence)) == [("๙๘.๕๐", "99.00")]


@pytest.mark.parametrize(
    "sentence",
    [
        "๑๐. การป้องกันการทุจริต ได้คะแนน ๙๙.๐๐ คะแนน ถือเป็นคะแนนที่ดี",
        "ในปี พ.ศ. ๒๕๖๗ การป้องกันการทุจริต ได้คะแนน ๙๐.๕๐ คะแนน",
        "ตัวชี้วัดย่อยที่ ๑๐.๑ การดำเนินการเพื่อป้องกันการทุจริต ได้คะแนน ๘๕.๐๐ คะแนน",
        "การเปิดเผยข้อมูลสาธารณะ ได้คะแนน ๙๑.๕๐ คะแนน",
        "แผนการใช้งบประมาณ ได้ ๘๐.๐๐ คะแนนจากผู้ตอบ",
        "การใช้อำนาจ ประเด็นการมอบหมายงาน (i๗) ได้ ๙๐.๕๐ คะแนน",
    ],
)
def test_a_score_of_something_else_behind_such_a_name_is_not(sentence: str) -> None:
    assert differing(read(sentence)) == []


def test_an_earlier_year_behind_the_three_instruments_is_the_wholes() -> None:
    reading = read(
        "หน่วยงานมีผลคะแนนในภาพรวม ๙๔.๕๐ คะแนน โดย IIT ได้ ๙๒.๐๐ คะแนน EIT ได้ ๙๖.๐๐ คะแนน และ OIT ได้ ๙๘.๕๐ คะแนน"
        " ซึ่งสูงกว่าปี พ.ศ. ๒๕๖๗ ที่ได้ ๙๑.๘๐ คะแนน"
    )
    assert {year: str(score) for year, score in reading.history.items()} == {2567: "91.80"}


def test_an_earlier_year_behind_one_instrument_is_not_the_wholes() -> None:
    reading = read("หน่วยงานมีผลคะแนนในภาพรวม ๙๔.๕๐ คะแนน โดย OIT ได้ ๙๘.๕๐ คะแนน ซึ่งสูงกว่าปี พ.ศ. ๒๕๖๗ ที่ได้ ๙๑.๘๐ คะแนน")
    assert reading.history == {}


def kinds(*texts: str, scores: tuple[str, ...] = SCORES) -> dict[str, str | None]:
    numbers = Table((Row(("ตัวชี้วัด", *map(str, range(1, 11)))), Row(("คะแนน", *scores))))
    return {flag.kind: flag.raw for flag in analyse_blocks([*map(Paragraph, texts), numbers]).flags}


def test_a_table_of_numbers_without_names_has_no_wrong_name() -> None:
    assert "score_table_name" not in kinds("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘")


@pytest.mark.parametrize(
    ("year", "level", "differs"),
    [
        ("๒๕๖๗", "ผ่านดีเยี่ยม", True),
        ("๒๕๖๗", "ผ่านดี", False),
        ("๒๕๖๖", "ผ่านดี", False),
        ("๒๕๖๖", "A", False),
        ("๒๕๖๖", "B", True),
    ],
)
def test_where_the_letters_ended_is_not_known_so_the_printed_level_tells_the_scale(
    year: str, level: str, *, differs: bool
) -> None:
    title = f"ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}"
    found = kinds(title, f"คะแนนภาพรวม ๙๐.๐๐ คะแนน อยู่ในระดับ {level}", scores=("๙๐.๐๐",) * 10)
    assert ("level_differs" in found) == differs


def test_an_item_no_round_has_is_told_wherever_the_text_refers_to_it() -> None:
    title = "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"
    assert kinds(title, "ควรเผยแพร่แผนปฏิบัติการ (o๓๙)")["item_unknown"] == "o๓๙"
    assert "item_unknown" not in kinds(title, "ควรเผยแพร่แผนปฏิบัติการ (o๒๕) และข้อ O๒๗")
    assert "item_unknown" not in kinds(title, "ในปี ๒๕๖๕ ต้องเผยแพร่มาตรการในข้อ O๔๒")
