"""Labels of a measure that announce what a reading does not keep, and the headings measures stand under."""

import pytest

from tracker.documents.analysis import analyse
from tracker.documents.reading import Reading

TITLE = "มาตรการตามผลการประเมิน ITA ดำเนินการในปีงบประมาณ พ.ศ. ๒๕๖๙\nองค์การบริหารส่วนตำบลตัวอย่างงาม\n\n"
PLAN = """ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ (๘๒.๐๐ คะแนน)

๑. จัดทำทะเบียนคุมรถส่วนกลาง

วัตถุประสงค์ : เพื่อให้ตรวจสอบการใช้รถได้

แนวทางดำเนินการ :

๑.๑ สำรวจรถส่วนกลาง

๑.๒ ทำทะเบียนคุม

ผู้รับผิดชอบ : กองช่าง

ระยะเวลา : มกราคม ๒๕๖๙

๒. มาตรการใช้ทรัพย์สินของทางราชการ

วัตถุประสงค์ : เพื่อให้ใช้ทรัพย์สินตามระเบียบ

แนวทางดำเนินการ : แจ้งเวียนระเบียบให้ทุกกองทราบ

ผู้รับผิดชอบ : กองคลัง

ระยะเวลา : เมษายน ๒๕๖๙
"""
EXPECTED = [
    ("จัดทำทะเบียนคุมรถส่วนกลาง", ("สำรวจรถส่วนกลาง", "ทำทะเบียนคุม"), (4,), ("กองช่าง",)),
    ("มาตรการใช้ทรัพย์สินของทางราชการ", ("แจ้งเวียนระเบียบให้ทุกกองทราบ",), (4,), ("กองคลัง",)),
]
NAMES = ("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต")


def read(text: str, name: str = "a.txt") -> Reading:
    return analyse((TITLE + text if name == "a.txt" else text).encode(), name)


def told(reading: Reading) -> list[tuple[object, ...]]:
    return [(one.title, tuple(one.steps), tuple(one.indicators), tuple(one.owners)) for one in reading.measures]


@pytest.mark.parametrize(
    "label",
    [
        *("วัตถุประสงค์", "หลักการและเหตุผล", "เป้าหมาย", "กลุ่มเป้าหมาย", "ตัวชี้วัดความสำเร็จ", "ตัวชี้วัดความสำเร็จของโครงการ"),
        *("งบประมาณ", "ประโยชน์ที่คาดว่าจะได้รับ", "ผลที่คาดว่าจะได้รับ", "พื้นที่ดำเนินการ", "วิธีการประเมินผล"),
    ],
)
def test_the_name_stands_above_a_label_of_which_nothing_is_kept(label: str) -> None:
    assert told(read(PLAN.replace("วัตถุประสงค์", label))) == EXPECTED


@pytest.mark.parametrize(
    "objectives",
    [
        *("วัตถุประสงค์ :\n\n๑) เพื่อความโปร่งใส\n\n๒) เพื่อความเป็นธรรม", "วัตถุประสงค์\n\n- เพื่อความโปร่งใส\n\n- เพื่อความเป็นธรรม"),
        "วัตถุประสงค์ : เพื่อความโปร่งใส\n\nเป้าหมาย :\n\n๑. ทุกกอง\n\n๒. ทุกคน",
        "หลักการและเหตุผล\n\nการใช้รถต้องตรวจสอบได้",
    ],
)
def test_a_list_below_such_a_label_holds_no_names(objectives: str) -> None:
    for stated in ("วัตถุประสงค์ : เพื่อให้ตรวจสอบการใช้รถได้", "วัตถุประสงค์ : เพื่อให้ใช้ทรัพย์สินตามระเบียบ"):
        assert told(read(PLAN.replace(stated, objectives))) == EXPECTED


def test_the_list_below_such_a_label_takes_no_place_of_a_name_without_a_number() -> None:
    text = PLAN.replace("๑. จัดทำ", "จัดทำ").replace("๒. มาตรการ", "มาตรการ")
    text = text.replace("วัตถุประสงค์ : ", "วัตถุประสงค์ :\n\n๑) เพื่อความโปร่งใส\n\n๒) ")
    assert told(read(text)) == EXPECTED


def test_the_budget_of_a_project_is_no_heading_of_an_indicator() -> None:
    reading = read("โครงการจัดทำทะเบียนคุมรถ\n\n๕. เป้าหมาย\n\nรถทุกคัน\n\n๖. งบประมาณ\n\nไม่ใช้งบประมาณ\n")
    assert not [flag for flag in reading.flags if flag.kind.startswith("section_name")]


def test_such_a_label_gives_its_words_to_no_empty_label_above_it() -> None:
    reading = read(PLAN.replace("ผู้รับผิดชอบ : กองช่าง", "ผู้รับผิดชอบ :\n\nงบประมาณ : ไม่ใช้งบประมาณ"))
    assert [one.owners for one in reading.measures] == [(), ("กองคลัง",)]
    assert [flag.measure_seq for flag in reading.flags if flag.kind == "measure_without_owner"] == [1]


def test_the_chapters_before_the_measures_are_none() -> None:
    chapters = "๑. ความเป็นมา\n\n๒. วัตถุประสงค์ : เพื่อยกระดับคะแนน\n\n๓. เป้าหมาย : ทุกส่วนราชการ\n\n"
    bare = PLAN.partition("\n\n")[2]
    for between in ("", "๔. แผนการดำเนินงาน\n\n"):
        numbered = bare.replace("๑. จัดทำ", "๑) จัดทำ").replace("๒. มาตรการ", "๒) มาตรการ")
        found = told(read(chapters + between + numbered))
        assert [(title, steps, owners) for title, steps, _, owners in found] == [
            (title, steps, owners) for title, steps, _, owners in EXPECTED
        ]


@pytest.mark.parametrize(
    "name", ["มาตรการใช้ทรัพย์สินของทางราชการ", "โครงการใช้งบประมาณอย่างคุ้มค่า", "การใช้ทรัพย์สินทางราชการร่วมกัน"]
)
def test_a_name_like_an_indicators_is_no_heading_where_the_labels_of_a_measure_follow(name: str) -> None:
    reading = read(PLAN.replace("มาตรการใช้ทรัพย์สินของทางราชการ", name))
    assert [(one.title, one.indicators) for one in reading.measures][1] == (name, (4,))
    assert not [flag for flag in reading.flags if flag.kind.startswith("section_name")]


def test_the_score_of_a_heading_is_quoted_by_no_measure_below_it() -> None:
    assert [one.quoted_scores for one in read(PLAN).measures] == [(), ()]


def test_headings_with_measures_between_them_are_no_list_of_scores() -> None:
    rows = "".join(f"<tr><td>{no}</td><td>{name}</td><td>9{no}.00</td></tr>" for no, name in enumerate(NAMES, start=1))
    table = f"<table><tr><th>ที่</th><th>ตัวชี้วัด</th><th>คะแนน</th></tr>{rows}</table>"
    parts = "".join(
        f"<p>ตัวชี้วัดที่ {no} {name} (9{0 if no == 3 else no}.00 คะแนน)</p><p>{no}. ทบทวนคู่มือเล่มที่ {no}</p>"
        f"<p>วัตถุประสงค์ : เพื่อความชัดเจน</p><p>ขั้นตอน : ร่างคู่มือ</p><p>ผู้รับผิดชอบ : กองคลัง</p>"
        for no, name in enumerate(NAMES, start=1)
    )
    reading = read(f"<html><body><p>ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๘</p>{table}{parts}</body></html>", "a.html")
    assert [one.indicators for one in reading.measures] == [(1,), (2,), (3,), (4,), (5,)]
    differing = [flag for flag in reading.flags if flag.kind == "section_score_differs"]
    assert [(flag.raw, flag.expected) for flag in differing] == [("ตัวชี้วัดที่ 3 การใช้อำนาจ (90.00 คะแนน)", "93.00")]


def test_a_card_may_have_more_labels_of_which_nothing_is_kept_than_others() -> None:
    rows = [("ชื่อโครงการ", "ทะเบียนคุมรถ"), ("หลักการและเหตุผล", "ตรวจสอบได้"), ("วัตถุประสงค์", "เพื่อความโปร่งใส")]
    rows += [("เป้าหมาย", "รถทุกคัน"), ("วิธีดำเนินการ", "ทำทะเบียนคุม"), ("งบประมาณ", "ไม่ใช้"), ("สถานที่", "โรงรถ")]
    rows += [("ผลที่คาดว่าจะได้รับ", "ไม่มีรถหาย"), ("ผู้รับผิดชอบ", "กองช่าง")]
    card = "".join(f"<tr><th>{label}</th><td>{words}</td></tr>" for label, words in rows)
    (measure,) = read(f"<html><body><p>แผนปี ๒๕๖๙</p><table>{card}</table></body></html>", "a.html").measures
    assert (measure.title, measure.steps, measure.owners) == ("ทะเบียนคุมรถ", ("ทำทะเบียนคุม",), ("กองช่าง",))
