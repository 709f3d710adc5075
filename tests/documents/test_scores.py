"""Scores as offices print them: tables turned either way, lists, sentences, levels, years side by side."""

from decimal import Decimal

import pytest

from tracker.documents.parsing.assessment import Assessment, assessment
from tracker.documents.parsing.scores import history
from tracker.documents.readers import text as text_file

OWN = "เทศบาลตำบลสมมติงาม"
NAMES = (
    *("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต"),
    *("คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต"),
)
SCORES = ("93.40", "95.10", "96.80", "84.20", "90.50", "95.20", "92.40", "88.40", "82.50", "85.00")
ALL = {no: Decimal(score) for no, score in enumerate(SCORES, start=1)}


def read(text: str, year: int | None = 2568) -> Assessment:
    return assessment(text_file.read(text), set(), year, OWN)


def scores(found: Assessment) -> dict[int, Decimal | None]:
    return {row.no: row.score for row in found.rows}


def table(*rows: tuple[str, ...]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def numbered() -> list[tuple[int, str, str]]:
    return [(no, name, score) for no, (name, score) in enumerate(zip(NAMES, SCORES, strict=True), start=1)]


def listed_by_instrument(*leads: str) -> str:
    """Write the list of each instrument below a line that names it, and what leads to the list below that."""
    entries = [f"- ตัวชี้วัดที่ {no} {name} {score} คะแนน" for no, name, score in numbered()]
    own = ("ภายใน (IIT) ได้ 92.00 คะแนน", "ภายนอก (EIT) ได้ 92.00 คะแนน")
    names = (*(f"แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสีย{name}" for name in own), "แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT) ได้ 83.75 คะแนน")
    parts = zip(names, (entries[:5], entries[5:8], entries[8:]), strict=True)
    return "\n\n".join("\n".join([name, *leads, *part]) for name, part in parts)


FORMS = {
    "number, name, score": table(("ที่", "ตัวชี้วัด", "คะแนน"), *((str(no), name, score) for no, name, score in numbered())),
    "score before the name": table(("คะแนน", "ตัวชี้วัด"), *((score, f"{no}. {name}") for no, name, score in numbered())),
    "number last": table(("ชื่อตัวชี้วัด", "ผลคะแนน", "ตัวชี้วัดที่"), *((name, score, str(no)) for no, name, score in numbered())),
    "number and name in one cell": table(
        ("ตัวชี้วัด", "ค่าคะแนน"), *((f"ตัวชี้วัดที่ {no} {name}", f"{score} คะแนน") for no, name, score in numbered())
    ),
    "names alone": table(("ตัวชี้วัด", "ร้อยละ"), *((name, f"{score} %") for _, name, score in numbered())),
    "beside full marks, goals and the province": table(
        ("ลำดับ", "ตัวชี้วัด", "คะแนนเต็ม", "เป้าหมาย", "คะแนนที่ได้", "ค่าเฉลี่ยระดับจังหวัด", "ผลต่าง"),
        *((str(no), name, "100", "85.00", score, "91.00", "1.10") for no, name, score in numbered()),
    ),
    "two years, the later last": table(
        ("ตัวชี้วัด", "ปี ๒๕๖๗", "ปี ๒๕๖๘"), *((f"{no}) {name}", "70.00", score) for no, name, score in numbered())
    ),
    "two years, the later first": table(
        ("ตัวชี้วัด", "ปี ๒๕๖๘", "ปี ๒๕๖๗"), *((f"({no}) {name}", score, "70.00") for no, name, score in numbered())
    ),
    "headings over two rows": table(
        ("ที่", "ตัวชี้วัด", "คะแนน", "คะแนน"),
        ("ที่", "ตัวชี้วัด", "๒๕๖๗", "๒๕๖๘"),
        *((str(no), name, "70.00", score) for no, name, score in numbered()),
    ),
    "indicators as columns": table(("ตัวชี้วัด", *(f"{no}. {name}" for no, name, _ in numbered())), ("คะแนน", *SCORES)),
    "another office beside it": table(
        ("ตัวชี้วัด", "เทศบาลตำบลสมมติงาม", "อบต.จำลองไกล"),
        *((f"{no}. {name}", score, "99.00") for no, name, score in numbered()),
    ),
    "a list without a table": "\n".join(f"{no}. {name} {score} คะแนน" for no, name, score in numbered()),
    "a list with bullets": "\n".join(f"- ตัวชี้วัดที่ {no} {name} ได้คะแนน {score}" for no, name, score in numbered()),
    "lists of the instruments, each led to": listed_by_instrument("ประกอบด้วย"),
    "lists of the instruments, led to in words": listed_by_instrument("มีผลคะแนนรายตัวชี้วัด ดังนี้"),
    "one numbered sentence": "๒.๑ ผลคะแนนประกอบด้วย "
    + " ".join(f"({no}) {name} ได้ {score} คะแนน" for no, name, score in numbered()),
    "the means of the instruments beside them": table(
        ("ที่", "ตัวชี้วัด", "คะแนน", "เฉลี่ย"),
        *((str(no), name, score, "92.00" if no <= 8 else "83.75") for no, name, score in numbered()),
    ),
    "one sentence": "ได้แก่ " + " ".join(f"({no}) {name} {score} คะแนน" for no, name, score in numbered()),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_ten_scores_are_read_in_every_form(form: str) -> None:
    found = read(FORMS[form])
    assert scores(found) == ALL
    assert [row.name for row in found.rows] == list(NAMES)


def test_a_column_of_instruments_and_rows_of_subtotals_are_told_from_indicators() -> None:
    rows = [("IIT" if no <= 5 else "EIT" if no <= 8 else "OIT", str(no), name, score) for no, name, score in numbered()]
    rows.insert(5, ("", "", "รวม IIT", "92.00"))
    rows.insert(9, ("", "", "คะแนนเฉลี่ย EIT", "92.00"))
    rows += [("", "", "เฉลี่ยแบบวัด OIT", "83.75"), ("", "", "คะแนนภาพรวม", "88.70"), ("", "", "ระดับ", "ผ่าน")]
    found = read(table(("แบบวัด", "ที่", "ตัวชี้วัด", "คะแนน"), *rows))
    assert scores(found) == ALL
    assert (92, 92, Decimal("83.75")) == (found.instruments.IIT, found.instruments.EIT, found.instruments.OIT)
    assert found.overall is not None
    assert (found.overall.score, found.level) == (Decimal("88.70"), "ผ่าน")


def test_three_tables_of_three_instruments_are_one() -> None:
    parts = [numbered()[:5], numbered()[5:8], numbered()[8:]]
    tables = [table(("ตัวชี้วัด", "คะแนน"), *((f"{no}. {name}", score) for no, name, score in part)) for part in parts]
    assert scores(read("\n\nแบบวัดถัดไป\n\n".join(tables))) == ALL


def test_a_number_without_a_name_is_an_indicator_where_the_table_says_so() -> None:
    found = read(table(("ตัวชี้วัดที่", *(str(no) for no in range(1, 11))), ("คะแนน", *SCORES)))
    assert scores(found) == ALL
    assert {row.name for row in found.rows} == {""}


def test_scores_without_decimals_are_scores() -> None:
    found = read(table(("ตัวชี้วัด", "คะแนน"), *((f"{no}. {name}", str(80 + no)) for no, name, _ in numbered())))
    assert scores(found) == {no: Decimal(80 + no) for no in range(1, 11)}


@pytest.mark.parametrize(
    "rows",
    [
        [("ลำดับ", "ความเสี่ยง", "คะแนน"), *((str(no), f"ความเสี่ยงเรื่องที่ {no}", "12") for no in range(1, 8))],
        [("ตัวชี้วัด", "เป้าหมาย", "ผล"), *((f"{no}. ร้อยละของโครงการที่แล้วเสร็จ", "80", "90.00") for no in range(1, 8))],
        [("อบต.", "คะแนน"), *((f"อบต.สมมติ{no}", "88.88") for no in range(1, 8))],
    ],
)
def test_other_tables_of_numbers_hold_no_scores(rows: list[tuple[str, ...]]) -> None:
    found = read(table(*rows))
    assert (found.rows, found.overall, found.past) == ((), None, ())


@pytest.mark.parametrize(
    "text",
    [
        table(("ปี", "คะแนน", "ระดับ"), ("๒๕๖๖", "80.10", "B"), ("๒๕๖๗", "84.20", "B"), ("๒๕๖๘", "88.70", "A")),
        table(
            ("ปีงบประมาณ", "พ.ศ. ๒๕๖๖", "พ.ศ. ๒๕๖๗", "พ.ศ. ๒๕๖๘"),
            ("คะแนน", "80.10", "84.20", "88.70"),
            ("ระดับ", "B", "B", "A"),
        ),
        "ปี ๒๕๖๖ ได้คะแนน ๘๐.๑๐ ระดับ B\nปี ๒๕๖๗ ได้คะแนน ๘๔.๒๐ ระดับ B\nปี ๒๕๖๘ ได้คะแนนภาพรวม ๘๘.๗๐ ระดับ A",
        "ผลการประเมิน ITA ปี ๒๕๖๘ ได้ ๘๘.๗๐ คะแนน (ระดับ A) ปี ๒๕๖๗ ได้ ๘๔.๒๐ คะแนน และปี ๒๕๖๖ ได้ ๘๐.๑๐ คะแนน",
        "คะแนนภาพรวม ปี ๒๕๖๘ เท่ากับ ๘๘.๗๐ ระดับ A เพิ่มขึ้นจากปีที่แล้วซึ่งได้ ๘๔.๒๐ คะแนน (ปี ๒๕๖๖ ได้ ๘๐.๑๐)",
        "คะแนน ITA ย้อนหลัง ปี ๒๕๖๖ (๘๐.๑๐) ปี ๒๕๖๗ (๘๔.๒๐) และปี ๒๕๖๘ ได้คะแนนภาพรวม ๘๘.๗๐ คะแนน อยู่ในระดับ A",
        "ได้คะแนนภาพรวม ๘๘.๗๐ คะแนน ระดับ A\nปีงบประมาณ ๒๕๖๖ คะแนนรวม ๘๐.๑๐\nปีงบประมาณ ๒๕๖๗ คะแนนรวม ๘๔.๒๐",
    ],
)
def test_earlier_years_are_told_from_this_one(text: str) -> None:
    found = read(text)
    assert found.overall is not None
    assert (found.overall.score, found.level) == (Decimal("88.70"), "A")
    assert history(found.past) == {2566: Decimal("80.10"), 2567: Decimal("84.20")}


@pytest.mark.parametrize(
    "text",
    [
        "มีคะแนนในภาพรวมอยู่ที่ ๘๘.๘๘ คะแนน",
        "ได้คะแนนภาพรวม 88.88",
        "ผลคะแนนเฉลี่ยรวม ๘๘.๘๘ คะแนน",
        "ภาพรวม ปี ๒๕๖๘ ได้ ๘๘.๘๘",
        "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ได้ ๘๘.๘๘ คะแนน จากคะแนนเต็ม ๑๐๐ คะแนน",
        "เข้ารับการประเมิน ITA ปี ๒๕๖๘ โดยได้รับคะแนน ๘๘.๘๘ คะแนน",
        "คะแนนที่ได้ : ๘๘.๘๘",
        "คะแนนภาพรวมเพิ่มขึ้นจาก ๘๒.๓๐ คะแนน เป็น ๘๘.๘๘ คะแนน",
        "คะแนนภาพรวม ๘๘.๘๘ คะแนน เพิ่มขึ้นจากปีก่อน ๔.๑๐ คะแนน",
        "คะแนนรวมคิดเป็นร้อยละ ๘๘.๘๘",
        "ค่าเฉลี่ยระดับประเทศ ๙๓.๘๒ คะแนน เทศบาลตำบลสมมติงามได้คะแนน ๘๘.๘๘ คะแนน",
        "ประกอบด้วย IIT EIT และ OIT โดยมีคะแนนภาพรวม ๘๘.๘๘ คะแนน (IIT ๙๒.๐๐ EIT ๙๒.๐๐ OIT ๘๓.๗๕)",
        "ตั้งเป้าหมายไว้ไม่น้อยกว่า ๙๐.๐๐ คะแนน ผลการประเมินภาพรวมได้ ๘๘.๘๘ คะแนน สูงกว่าปีที่ผ่านมา ๒.๐๐ คะแนน",
        "อบต.จำลองไกลได้คะแนนภาพรวม ๙๙.๐๐ คะแนน ส่วนเทศบาลตำบลสมมติงามได้คะแนนภาพรวม ๘๘.๘๘ คะแนน",
    ],
)
def test_the_overall_score_is_found_in_its_usual_words(text: str) -> None:
    found = read(f"แบบวัด (IIT) คะแนนรวม ๙๘.๙๙ คะแนน\n{text}")
    assert found.overall is not None
    assert (found.overall.score, found.overall.line) == (Decimal("88.88"), 2)


@pytest.mark.parametrize(
    "text",
    [
        "ภาพรวม ปี ๒๕๖๗ ได้ ๘๘.๘๘",
        "(OIT) คะแนนรวม ๗๓.๗๕ คะแนน",
        "ตัวชี้วัดที่ ๒ คะแนนเฉลี่ย ๙๑.๐๐",
        "ด้านการใช้งบประมาณ ได้คะแนน ๙๑.๐๐ คะแนน",
        "๒. การใช้งบประมาณ\nได้คะแนน ๙๑.๐๐ คะแนน",
        "เป้าหมายคะแนนภาพรวม ๙๐.๐๐ คะแนน",
        "ยกระดับคะแนนภาพรวมให้ได้ ๙๐.๐๐ คะแนนขึ้นไป",
        "คะแนนเฉลี่ยของจังหวัด ๙๐.๐๐ คะแนน",
        "ประเด็น i๑๐ ได้คะแนน ๗๑.๐๐ คะแนน",
        "น้ำหนักคะแนน ๓๐.๐๐",
    ],
)
def test_scores_of_something_else_are_not_the_overall_one(text: str) -> None:
    assert read(text).overall is None


@pytest.mark.parametrize(
    "text",
    [
        "(IIT) คะแนนรวม ๙๘.๙๙\n(EIT)\nส่วนที่ ๑ ๑๐๐.๐๐ คะแนน\nส่วนที่ ๒ ๙๗.๘๘ คะแนน\n(OIT) ๗๓.๗๕",
        "IIT ๙๘.๙๙ คะแนน EIT ส่วนที่ ๑ ๑๐๐.๐๐ คะแนน ส่วนที่ ๒ ๙๗.๘๘ คะแนน และ OIT ๗๓.๗๕ คะแนน",
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน ๙๘.๙๙ คะแนน\nแบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก ส่วนที่ ๑ ได้ ๑๐๐.๐๐ คะแนน\n"
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก ส่วนที่ ๒ ได้ ๙๗.๘๘ คะแนน\nแบบตรวจการเปิดเผยข้อมูลสาธารณะ\nได้คะแนน ๗๓.๗๕ คะแนน",
        table(
            *(("แบบวัด", "น้ำหนัก", "คะแนน", "คะแนนถ่วงน้ำหนัก"), ("IIT", "30", "98.99", "29.70")),
            *(("EIT ส่วนที่ ๑", "15", "100.00", "15.00"), ("EIT ส่วนที่ ๒", "15", "97.88", "14.68")),
            ("OIT", "40", "73.75", "29.50"),
        ),
    ],
)
def test_instruments_and_the_two_parts_of_eit_are_read(text: str) -> None:
    found = read(text).instruments
    assert (Decimal("98.99"), None, Decimal("73.75")) == (found.IIT, found.EIT, found.OIT)
    assert (found.EIT_part1, found.EIT_part2) == (Decimal("100.00"), Decimal("97.88"))


def test_of_several_scores_beside_an_instrument_none_is_guessed() -> None:
    found = read("IIT  ๘๕.๐๐  ๙๐.๐๐\nOIT ได้ ๘๐.๐๐ จากคะแนนเต็ม ๑๐๐.๐๐").instruments
    assert (None, Decimal("80.00")) == (found.IIT, found.OIT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("อยู่ในระดับผ่าน โดยมี", "ผ่าน"),
        ("จัดอยู่ในระดับ ผ่านดีเยี่ยม", "ผ่านดีเยี่ยม"),
        ("ระดับ “A”", "A"),
        ("ระดับ AA", "AA"),
        ("ได้เกรด A", "A"),
        ("ระดับผลการประเมิน : A", "A"),
        ("ผลการประเมินอยู่ในเกณฑ์ผ่านดี", "ผ่านดี"),
        ("อยู่ในระดับผ่านดีสูงกว่าปีก่อน", "ผ่านดี"),
        ("อยู่ในเกณฑ์ระดับ B", "B"),
        ("โดยมีผลการประเมินระดับ A หมายถึง หน่วยงานดำเนินการได้ค่อนข้างครบถ้วน", "A"),
        ("ระดับต้องปรับปรุงโดยด่วน", "ต้องปรับปรุงโดยด่วน"),
        ("ปี ๒๕๖๗ อยู่ในระดับ B ปี ๒๕๖๘ อยู่ในระดับ A", "A"),
        ("ระดับ A หมายถึง คะแนน ๘๕.๐๐ – ๙๔.๙๙", None),
        ("ระดับ AA (๙๕.๐๐ – ๑๐๐)", None),
        ("ยกระดับผลการประเมินให้ได้ระดับ AA", None),
        ("ปีที่แล้วอยู่ในระดับ B", None),
        ("ตัวชี้วัดที่ ๑ อยู่ในระดับ A", None),
        ("ระดับผ่านเกณฑ์", None),
        ("ระดับบุคคล", None),
    ],
)
def test_the_level_is_a_word_of_a_scale(text: str, expected: str | None) -> None:
    assert read(text).level == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "เทศบาลตำบลสมมติงามได้ ๘๘.๗๐ คะแนน เพิ่มขึ้นจากปีงบประมาณ พ.ศ. ๒๕๖๗ ซึ่งได้ ๘๔.๑๐ คะแนน",
        "เปรียบเทียบกับปีงบประมาณ พ.ศ. ๒๕๖๗",
    ],
)
def test_a_table_with_a_column_of_the_assessed_year_is_of_that_year_whatever_stands_above(sentence: str) -> None:
    rows = ((str(no), name, "70.00", score, "+1.10") for no, name, score in numbered())
    found = read(sentence + "\n\n" + table(("ลำดับ", "ตัวชี้วัด", "ปี ๒๕๖๗", "ปี ๒๕๖๘", "เพิ่ม/ลด"), *rows))
    assert scores(found) == ALL


def test_a_sentence_with_a_score_is_no_caption_of_the_table_below_it() -> None:
    rows = ((str(no), name, score) for no, name, score in numbered())
    found = read("ปี ๒๕๖๗ ได้ ๘๔.๑๐ คะแนน\n\n" + table(("ที่", "ตัวชี้วัด", "คะแนน"), *rows))
    assert scores(found) == ALL


def test_scores_of_the_instruments_may_stand_in_the_first_row_of_each_with_blanks_below() -> None:
    beside = {1: "92.00", 6: "92.00", 9: "83.75"}
    rows = [(str(no), name, score, beside.get(no, "")) for no, name, score in numbered()]
    found = read(table(("ที่", "ตัวชี้วัด", "คะแนน", "คะแนนเฉลี่ย"), *rows))
    assert scores(found) == ALL
    assert (str(found.instruments.IIT), str(found.instruments.OIT)) == ("92.00", "83.75")
    weights = read(table(("ที่", "ตัวชี้วัด", "คะแนน", "น้ำหนัก"), *rows))
    assert weights.instruments.IIT is None


@pytest.mark.parametrize("heading", ["ลำดับ", "ที่", "อันดับ"])
def test_the_ranks_of_a_table_sorted_by_score_are_no_numbers_of_indicators(heading: str) -> None:
    ranked = sorted(numbered(), key=lambda row: Decimal(row[2]), reverse=True)
    rows = ((str(rank), name, score) for rank, (_, name, score) in enumerate(ranked, start=1))
    assert scores(read(table((heading, "ตัวชี้วัด", "คะแนน"), *rows))) == ALL


def test_two_names_exchanged_are_no_ranks() -> None:
    names = [NAMES[1], NAMES[0], *NAMES[2:]]
    rows = ((str(no), name, score) for no, (name, score) in enumerate(zip(names, SCORES, strict=True), start=1))
    found = read(table(("ลำดับ", "ตัวชี้วัด", "คะแนน"), *rows))
    assert [row.name for row in found.rows[:2]] == names[:2]


def test_indicators_side_by_side_under_the_same_headings_are_one_table() -> None:
    named = [(f"{no} {name}", score) for no, name, score in numbered()]
    blank = ("", "")
    columns = [named[:5], [*named[5:8], blank, blank], [*named[8:], blank, blank, blank]]
    rows = [tuple(cell for pair in row for cell in pair) for row in zip(*columns, strict=True)]
    assert scores(read(table(("IIT", "", "EIT", "", "OIT", ""), ("ตัวชี้วัด", "คะแนน") * 3, *rows))) == ALL
    halves = [(*left, *right) for left, right in zip(named[:5], named[5:], strict=True)]
    assert scores(read(table(("ตัวชี้วัด", "คะแนน") * 2, *halves))) == ALL


def test_what_the_office_got_in_another_year_may_stand_behind_the_mean_of_others() -> None:
    text = "ได้คะแนนภาพรวม ๘๘.๗๐ คะแนน ต่ำกว่าค่าเฉลี่ยระดับประเทศซึ่งอยู่ที่ ๙๓.๘๒ คะแนน โดยในปี ๒๕๖๗ {}"
    assert history(read(text.format("ได้ ๘๔.๗๗ คะแนน")).past) == {2567: Decimal("84.77")}
    assert history(read(text.format("อยู่ที่ ๙๑.๒๐ คะแนน")).past) == {}
