"""Cards of one indicator: score, strengths, weaknesses and the measure that answers them, label by label."""

import pytest

from tracker.documents.analysis import analyse
from tracker.documents.reading import Reading

TITLE = (
    "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA)\n\nประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n\nเทศบาลตำบลตัวอย่างบาง\n\n"
    "กำหนดมาตรการในปีงบประมาณ พ.ศ. ๒๕๖๙ ดังนี้\n\n"
)
NAMES = {
    1: "การปฏิบัติหน้าที่", 2: "การใช้งบประมาณ", 3: "การใช้อำนาจ", 4: "การใช้ทรัพย์สินของราชการ", 5: "การแก้ไขปัญหาการทุจริต",
    6: "คุณภาพการดำเนินงาน", 7: "ประสิทธิภาพการสื่อสาร", 8: "การปรับปรุงการทำงาน", 9: "การเปิดเผยข้อมูล", 10: "การป้องกันการทุจริต",
}  # fmt: skip
STRENGTH = ("จุดแข็ง", "มีทะเบียนคุมทรัพย์สินเป็นปัจจุบัน")
WEAKNESS = ("จุดอ่อน", "ข้อ i๑๐ ขั้นตอนการยืมไม่ชัดเจน ได้ ๘๐.๒๕ คะแนน (อ้างอิงจาก O๘)")
REMEDY = ("แนวทางแก้ไข", "มาตรการควบคุมการยืมทรัพย์สิน<br>๑) ร่างคู่มือการยืม<br>๒) แจ้งเวียนคู่มือ")
OWNER = ("ผู้รับผิดชอบ", "กองคลัง")
PERIOD = ("ระยะเวลา", "มกราคม ๒๕๖๙ – มีนาคม ๒๕๖๙")
SCORE = ("คะแนน", "๘๘.๓๐ คะแนน")
HEADING = "๒.๔ ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ\n\n"


def table(*rows: tuple[str, ...]) -> str:
    head, *others = rows
    lines = [head, tuple("---" for _ in head), *others]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines) + "\n"


def read(text: str) -> Reading:
    return analyse((TITLE + text).encode(), "a.md")


def told(reading: Reading) -> list[tuple[object, ...]]:
    """Return what stands in the card of indicator four, however it is written."""
    return [
        *[(one.kind, one.code, one.indicator, one.refs) for one in reading.findings],
        *[(one.no, one.name_in_table, str(one.score)) for one in reading.indicators],
        *[(one.title, one.steps, one.owners, str(one.start), one.indicators) for one in reading.measures],
        *[(one.item_refs, [str(quoted.score) for quoted in one.quoted_scores]) for one in reading.measures],
    ]


EXPECTED = [
    ("strength", None, 4, ()),
    ("weakness", "i10", 4, ("O8",)),
    (4, "การใช้ทรัพย์สินของราชการ", "88.30"),
    ("มาตรการควบคุมการยืมทรัพย์สิน", ("ร่างคู่มือการยืม", "แจ้งเวียนคู่มือ"), ("กองคลัง",), "2026-01-01", (4,)),
    (("O8",), ["88.30"]),
]
HEAD = ("ประเด็น", "รายละเอียด")
NAMED = ("ตัวชี้วัด", "๔. การใช้ทรัพย์สินของราชการ")
TITLED = [("โครงการ/มาตรการ", "มาตรการควบคุมการยืมทรัพย์สิน"), ("แนวทางการดำเนินการ", "๑) ร่างคู่มือการยืม<br>๒) แจ้งเวียนคู่มือ")]
FORMS = {
    "two columns": HEADING + table(HEAD, SCORE, STRENGTH, WEAKNESS, REMEDY, OWNER, PERIOD),
    "no headings": HEADING + table(SCORE, STRENGTH, WEAKNESS, REMEDY, OWNER, PERIOD),
    "another order": HEADING + table(HEAD, STRENGTH, WEAKNESS, SCORE, PERIOD, OWNER, REMEDY),
    "numbered rows": HEADING
    + table(
        ("ที่", *HEAD),
        *((str(at), *row) for at, row in enumerate([SCORE, STRENGTH, WEAKNESS, REMEDY, OWNER, PERIOD], 1)),
    ),
    "notes beside": HEADING
    + table((*HEAD, "หมายเหตุ"), *((*row, "-") for row in [SCORE, STRENGTH, WEAKNESS, REMEDY, OWNER, PERIOD])),
    "named in the card": table(NAMED, SCORE, STRENGTH, WEAKNESS, REMEDY, OWNER, PERIOD),
    "name and steps apart": HEADING + table(HEAD, SCORE, STRENGTH, WEAKNESS, *TITLED, OWNER, PERIOD),
    "two years": HEADING
    + table(HEAD, ("คะแนนปี ๒๕๖๗", "๗๙.๐๐"), ("คะแนนปี ๒๕๖๘", "๘๘.๓๐"), STRENGTH, WEAKNESS, REMEDY, OWNER, PERIOD),
    "other words": HEADING
    + table(
        HEAD,
        ("ผลคะแนน", "๘๘.๓๐ คะแนน อยู่ในระดับผ่าน"),
        ("จุดเด่น", STRENGTH[1]),
        ("ข้อบกพร่อง", WEAKNESS[1]),
        ("มาตรการ/แนวทางแก้ไข", REMEDY[1]),
        ("หน่วยงานที่รับผิดชอบ", OWNER[1]),
        ("ระยะเวลาดำเนินการ", PERIOD[1]),
    ),
    "cut by a page": HEADING
    + table(HEAD, SCORE, STRENGTH, WEAKNESS, ("แนวทางแก้ไข", "มาตรการควบคุมการยืมทรัพย์สิน<br>๑) ร่างคู่มือการยืม"))
    + "ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ (ต่อ)\n\n"
    + table(HEAD, ("แนวทางแก้ไข (ต่อ)", "๒) แจ้งเวียนคู่มือ"), OWNER, PERIOD),
    "cut with the label alone": HEADING
    + table(HEAD, SCORE, STRENGTH, WEAKNESS, ("แนวทางแก้ไข", "มาตรการควบคุมการยืมทรัพย์สิน<br>๑) ร่างคู่มือการยืม"))
    + "- ๓ -\n\n"
    + table(("แนวทางแก้ไข (ต่อ)", "๒) แจ้งเวียนคู่มือ"), OWNER, PERIOD),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_card_of_an_indicator_tells_its_score_its_findings_and_its_measure(form: str) -> None:
    assert told(read(FORMS[form])) == EXPECTED


def test_what_was_found_is_the_analysis_of_the_measure() -> None:
    analysis = read(FORMS["two columns"]).measures[0].analysis
    assert analysis == f"{STRENGTH[1]} {WEAKNESS[1]}"


def test_a_card_that_goes_on_under_its_name_inside_the_table_is_one() -> None:
    rest = (("แนวทางแก้ไข", "๒) แจ้งเวียนคู่มือ"), OWNER, PERIOD)
    name = "ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ"
    pages = [[(name, ""), SCORE, STRENGTH, WEAKNESS, (REMEDY[0], "<br>".join(REMEDY[1].split("<br>")[:2]))]]
    pages += [[(f"{name} (ต่อ)", ""), HEAD, *rest]]
    cards = "".join(
        "<table>"
        + "".join(
            f"<tr><td>{label}</td><td>{words}</td></tr>" if words else f'<tr><td colspan="2">{label}</td></tr>'
            for label, words in rows
        )
        + "</table>"
        for rows in pages
    )
    text = "".join(f"<p>{line}</p>" for line in TITLE.split("\n") if line)
    assert told(analyse(f"<html><body>{text}{cards}</body></html>".encode(), "a.html")) == EXPECTED


def test_nothing_found_is_no_analysis() -> None:
    reading = read(HEADING + table(HEAD, SCORE, STRENGTH, ("จุดอ่อน", "ไม่มี"), REMEDY, OWNER, PERIOD))
    assert [one.kind for one in reading.findings] == ["strength"]
    assert reading.measures[0].analysis == STRENGTH[1]


def test_a_slip_in_a_card_is_flagged_once() -> None:
    weakness = ("จุดอ่อน", "ขั้นตอนการยืมไม่ชัดเจน (อ้างอิงจาก O๙๙) เช่นเดียวกับเทศบาลตำบลจำลองดอน")
    reading = read(HEADING + table(HEAD, SCORE, STRENGTH, weakness, REMEDY, OWNER, ("ระยะเวลา", "-")))
    kinds = [flag.kind for flag in reading.flags if flag.severity == "error"]
    assert sorted(kinds) == ["foreign_organisation", "item_unknown", "measure_without_period"]


def test_ten_cards_give_the_scores_of_the_indicators() -> None:
    scores = {no: f"{80 + no}.๐๐" for no in NAMES}
    cards = [
        f"ตัวชี้วัดที่ {no} {name}\n\n" + table(HEAD, ("คะแนน", scores[no]), STRENGTH, REMEDY, OWNER, PERIOD)
        for no, name in NAMES.items()
    ]
    reading = read("คะแนนภาพรวม ๙๙.๐๐ คะแนน\n\n" + "".join(cards))
    assert [int(one.score) for one in reading.indicators if one.score] == [80 + no for no in NAMES]
    assert str(reading.instrument_scores_derived.IIT) == "83.00"
    assert "overall_total_differs" in [flag.kind for flag in reading.flags]
    assert [one.indicators for one in reading.measures] == [(no,) for no in NAMES]


def test_cards_below_each_other_in_one_sheet_are_cards() -> None:
    rows = [["เทศบาลตำบลตัวอย่างบาง", ""], ["ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", ""]]
    for no in (3, 4):
        rows += [[f"๒.{no} ตัวชี้วัดที่ {no} {NAMES[no]}", ""], *map(list, [HEAD, SCORE, STRENGTH, REMEDY, OWNER, PERIOD])]
    text = "\n".join(",".join(f'"{cell.replace("<br>", chr(10))}"' for cell in row) for row in rows)
    reading = analyse(text.encode("utf-8-sig"), "a.csv")
    assert [(one.no, str(one.score)) for one in reading.indicators] == [(3, "88.30"), (4, "88.30")]
    assert [(one.indicators, one.steps) for one in reading.measures] == [((no,), EXPECTED[3][1]) for no in (3, 4)]


def test_a_card_of_a_measure_is_left_whole() -> None:
    card = table(("ชื่อมาตรการ", "คู่มือการยืม"), ("จุดอ่อน", "ไม่มีคู่มือ"), ("ขั้นตอน", "๑) ร่าง ๒) ประกาศ"), OWNER, PERIOD)
    reading = read(HEADING + card)
    assert reading.findings == ()
    assert [(one.title, one.analysis) for one in reading.measures] == [("คู่มือการยืม", "ไม่มีคู่มือ")]


def test_columns_of_strengths_and_weaknesses_are_no_card() -> None:
    rows = [("จุดแข็ง", "จุดอ่อน"), ("มีคู่มือการยืมที่ชัดเจน", "ไม่มีการแจ้งเวียน"), ("มีทะเบียนคุม", "ทะเบียนไม่เป็นปัจจุบัน")]
    reading = read(HEADING + table(*rows))
    assert [one.kind for one in reading.findings] == ["strength", "weakness", "strength", "weakness"]
