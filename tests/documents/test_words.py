"""Words of the form: item codes, indicators, scores, the organisation, the memo's head, the years."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.documents.parsing import indicators, years
from tracker.documents.parsing.indicators import Likeness
from tracker.documents.parsing.items import perceived_items, published_items
from tracker.documents.parsing.memo import memo
from tracker.documents.parsing.organisation import organisation
from tracker.documents.parsing.scores import Line, quoted_scores, scores_in_order
from tracker.documents.parsing.sections import section_of
from tracker.documents.reading import ReadMemo, ReadQuotedScore


def lines(*texts: str) -> list[Line]:
    return [Line(text, number) for number, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("(อ้างอิงจาก ๐๘)", ("O8",)),
        ("(อ้างอิงจาก o๑๐)", ("O10",)),
        ("อ้างอิงจาก O๐๘ และ O๐๙", ("O8", "O9")),
        ("(๐๘, ๐๙)", ("O8", "O9")),
        ("(042)", ("O42",)),
        ("(o23–o26)", ("O23", "O24", "O25", "O26")),
        ("(o12, .xlsx)", ("O12",)),
        ("ตาม O25 และ o26", ("O25", "O26")),
        ("(๐๘) และ (๐๘)", ("O8",)),
        ("(อ้างอิงจากตัวชี้วัด ๙.๑, ๙.๒)", ()),
        ("โทร. ๐ ๐๐๐๐ ๐๐๐๐", ()),
        ("เวลา ๐๙.๐๐ น.", ()),
        ("(๑๐ คน)", ()),
        ("(๑๐)", ()),
        ("ปี ๒๕๖๘", ()),
        ("Facebook Page", ()),
        ("No Gift Policy", ()),
    ],
)
def test_published_items_are_read_only_where_the_words_say_so(text: str, codes: tuple[str, ...]) -> None:
    assert published_items(text) == codes


def test_perceived_items_are_letters_with_a_number() -> None:
    assert [mention.code for mention in perceived_items("i๑ ประเด็น (i๑๐) และ e ๔ ITA ๒๕๖๘ E-Service ๒ งาน")] == [
        "i1",
        "i10",
        "e4",
    ]


def test_indicators_are_named_by_number_in_lists_and_ranges() -> None:
    assert [mention.no for mention in indicators.mentions("ตัวชี้วัดที่ ๒ … ตัวชี้วัดที่ ๑๐")] == [2, 10]
    assert [mention.no for mention in indicators.mentions("ตัวชี้วัดที่ ๑, ๓ และ ๕")] == [1, 3, 5]
    assert [mention.no for mention in indicators.mentions("ตัวชี้วัดที่ ๑ - ๔")] == [1, 2, 3, 4]
    assert [(mention.no, mention.is_sub) for mention in indicators.mentions("ตัวชี้วัดย่อย ๙.๓")] == [(9, True)]
    assert indicators.mentions("๑๐ ตัวชี้วัด ใน ๑๐ ประเด็น") == ()


@pytest.mark.parametrize(
    ("name", "no", "expected"),
    [
        ("การใช้ งบประมาณ", 2, Likeness.SAME),
        ("การปรับปรุงระบบการทำงาน", 8, Likeness.SAME),
        ("การปรับปรุงการทำงาน", 8, Likeness.SAME),
        ("การแก้ไขปัญหาทุจริต", 5, Likeness.NEAR),
        ("การใช้งบประมาน", 2, Likeness.NEAR),
        ("การปรับปรุงระบบทำงาน", 8, Likeness.NEAR),
        ("การใช้อำนาจ", 4, Likeness.OTHER),
        ("การใช้จ่ายเงิน", 3, Likeness.OTHER),
        ("การให้บริการของราชการ", 4, Likeness.OTHER),
    ],
)
def test_a_slip_of_the_pen_is_told_from_another_name(name: str, no: int, expected: Likeness) -> None:
    assert indicators.likeness(name, no) is expected


def test_a_row_quotes_scores_of_indicators_not_of_items_or_goals() -> None:
    def quoted(text: str, indicator: int | None = None) -> dict[int, str]:
        return {quote.indicator: str(quote.score) for quote in quoted_scores(text, indicator)}

    assert quoted("ตัวชี้วัดที่ ๒ อยู่ที่ ๙๘.๘๐ ตัวชี้วัดที่ ๑๐ ระดับ ๘๐.๐๐") == {2: "98.80", 10: "80.00"}
    assert quoted("ได้รับคะแนน ๘๒.๕๐ คะแนน", 9) == {9: "82.50"}
    assert quoted("ข้อ i๑ ได้ ๙๑.๐๐ คะแนน", 1) == {}
    assert quoted("ได้ ๙๑.๐๐ คะแนน (i๑)", 1) == {}
    assert quoted("ตัวชี้วัดย่อย ๙.๓ ได้ ๖๐.๐๐ คะแนน", 9) == {}
    assert quoted("เป้าหมายไม่น้อยกว่าร้อยละ ๘๕.๐๐", 9) == {}
    assert quoted("ภายในเวลา ๑๖.๓๐ น.", 9) == {}
    assert quoted_scores("ได้ ๙๐.๐๐", 1) == (ReadQuotedScore(1, Decimal("90.00")),)


@pytest.mark.parametrize("scores", ["๘๖.๑๒ / ๙๑.๔๐", "86.12, 91.40", "86.12 และ 91.40 คะแนน", "86.12 91.40"])
def test_scores_behind_as_many_indicators_are_theirs_in_order(scores: str) -> None:
    quoted = quoted_scores(f"ตัวชี้วัดที่ 2 การใช้งบประมาณ ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร {scores}", None)
    assert quoted == (ReadQuotedScore(2, Decimal("86.12")), ReadQuotedScore(7, Decimal("91.40")))
    assert scores_in_order(scores, (2, 7)) == quoted


def test_scores_are_not_shared_out_where_there_are_not_as_many_as_indicators() -> None:
    assert quoted_scores("ตัวชี้วัดที่ 7 ได้ 86.12 / 91.40", None) == (ReadQuotedScore(7, Decimal("86.12")),)
    apart = quoted_scores("ตัวชี้วัดที่ 2 ได้ 86.12 ตัวชี้วัดที่ 7 ได้ 91.40 / 90.00", None)
    assert apart == (ReadQuotedScore(2, Decimal("86.12")), ReadQuotedScore(7, Decimal("91.40")))
    assert scores_in_order("86.12", (2, 7)) == scores_in_order("86.12 / 91.40 / 90.00", (2, 7)) == ()
    assert scores_in_order("86.12 / 91.40", (2,)) == ()


def test_the_organisation_is_the_name_that_most_often_stands_whole() -> None:
    found = organisation(
        lines(
            "องค์การบริหารส่วนตำบลสมมติงามอยู่ในระดับผ่าน",
            "องค์การบริหารส่วนตำบลสมมติงาม อำเภอจำลอง จังหวัดตัวอย่าง",
            "องค์การบริหารส่วนตำบล สมมติงาม ได้",
            "องค์การบริหารส่วนตำบลสมมติงาม",
            "นายกองค์การบริหารส่วนตำบลได้พิจารณา",
            "องค์การบริหารส่วนตำบลสมมติ งาม",
        )
    )
    assert (found.name, found.kind) == ("องค์การบริหารส่วนตำบลสมมติงาม", "องค์การบริหารส่วนตำบล")
    assert (found.district, found.province) == ("จำลอง", "ตัวอย่าง")
    assert (found.aliases, found.others) == ([], [])


def test_another_spelling_is_told_from_another_organisation() -> None:
    found = organisation(
        lines(
            "เทศบาลตำบลสมมติงาม", "เทศบาลตำบลสมมติงาม", "เทศบาลตำบลสมมุติงามได้", "เทศบาลเมือง ตัวอย่างใหญ่", "เทศบาลตำบลทุกแห่ง"
        )
    )
    assert [alias.full_name for alias in found.aliases] == ["เทศบาลตำบลสมมุติงาม"]
    assert [other.full_name for other in found.others] == ["เทศบาลเมืองตัวอย่างใหญ่"]


def test_a_place_whose_name_begins_like_a_sentence_is_still_a_name() -> None:
    for name in ("องค์การบริหารส่วนตำบลบางสมมติ", "เทศบาลตำบลในเมืองจำลอง", "องค์การบริหารส่วนตำบลที่วังตัวอย่าง"):
        found = organisation(lines(name, f"{name} ได้กำหนดมาตรการ", "องค์การบริหารส่วนตำบลได้พิจารณาแล้ว"))
        assert (found.name, found.aliases, found.others) == (name, [], [])


def test_an_abbreviated_name_is_written_out() -> None:
    assert organisation(lines("แผนของ อบต.ตัวอย่าง ปี ๒๕๖๙")).name == "องค์การบริหารส่วนตำบลตัวอย่าง"


def test_the_head_of_a_memo_is_read_however_its_lines_are_broken() -> None:
    head = memo(
        lines(
            "บันทึกข้อความ",
            "ส่วนราชการ สำนักปลัด อบต.ตัวอย่าง โทร. ๐ ๐๐๐๐ ๐๐๐๐",
            "ที่ ตย ๗๐๐๐๑/๑๒ วันที่ ๑ มีนาคม ๒๕๖๙",
            "เรื่อง รายงานผล",
            "เรียน นายก อบต.ตัวอย่าง",
        )
    )
    assert head == ReadMemo("สำนักปลัด อบต.ตัวอย่าง", "ตย ๗๐๐๐๑/๑๒", date(2026, 3, 1), "รายงานผล", "นายก อบต.ตัวอย่าง")
    assert memo(lines("รายงานผล")) is None


def test_a_memos_subject_says_the_assessed_year_whatever_the_text_says() -> None:
    assert years.assessed_year(lines("เรื่อง รายงานผลการประเมิน ประจำปีงบประมาณ ๒๕๖๓", "ปีงบประมาณ พ.ศ.๒๕๖๔ (ITA)")) == 2563


def test_the_year_of_measures_is_not_taken_for_the_assessed_year() -> None:
    title = lines("มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปี พ.ศ. ๒๕๖๙")
    assert years.assessed_year(title) is None
    assert years.measures_year([], title) == 2569


def test_years_of_the_history_are_not_the_assessed_one() -> None:
    text = "ในปีงบประมาณ พ.ศ. ๒๕๖๘ อบจ. มีผลการประเมิน (ITA) คะแนนรวม ๙๑.๗๐ โดยปี ๒๕๖๕ ได้ ๘๐.๒๕ คะแนน ปี ๒๕๖๖ ได้ ๘๖.๔๐ คะแนน"
    assert years.assessed_year(lines(text)) == 2568


def test_headings_of_the_analysis_are_told_from_lists() -> None:
    section = section_of(Line("๔. การใช้ทรัพย์สินของราชการ (๘๔.๒๐ คะแนน)", 1))
    assert section is not None
    assert (section.no, section.name, section.score) == (4, "การใช้ทรัพย์สินของราชการ", Decimal("84.20"))
    assert section_of(Line("๑. แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน", 1)) is None
    assert section_of(Line("๑. จัดทำคู่มือการปฏิบัติงาน", 1)) is None


@pytest.mark.parametrize(
    "title",
    [
        ("เรื่อง ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ และมาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",),
        ("เรื่อง ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "และมาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"),
        ("รายงานการวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ ๒๕๖๘ พร้อมทั้งแผนยกระดับ ประจำปี ๒๕๖๙",),
        ("มาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๙ จากผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",),
        ("การวิเคราะห์ผลการประเมิน ITA ปี ๒๕๖๘ สู่มาตรการปี ๒๕๖๙",),
        ("การนำผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๘ ไปสู่การพัฒนา ในปีงบประมาณ พ.ศ. ๒๕๖๙",),
        ("ผลการประเมิน ITA ประจำปี 2568 และแนวทางการพัฒนา ประจำปี 2569",),
        ("วิเคราะห์ผลการประเมิน ITA", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "และมาตรการภายในหน่วยงาน", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"),
        ("แผนส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2569", "(จัดทำจากผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568)"),
    ],
)
def test_a_title_that_names_both_years_says_which_is_which(title: tuple[str, ...]) -> None:
    assert years.assessed_year(lines(*title)) == 2568
    assert years.measures_year([], lines(*title)) == 2569


def test_an_older_year_behind_a_newer_one_announces_no_measures() -> None:
    assert years.announced_year(lines("ผลการประเมิน ITA ปี ๒๕๖๘ เพื่อแผนพัฒนาสี่ปี ปี ๒๕๖๖")) is None


@pytest.mark.parametrize(
    "title",
    [
        ("การวิเคราะห์ผลการประเมิน (ITA)", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ และมาตรการพัฒนา ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"),
        ("การวิเคราะห์ผลการประเมิน (ITA)", "ปี ๒๕๖๘", "และมาตรการพัฒนา", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"),
        ("รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ และมาตรการพัฒนา ประจำปี ๒๕๖๙",),
    ],
)
def test_a_title_says_the_year_though_an_appendix_names_the_next_assessment(title: tuple[str, ...]) -> None:
    calendar = "ปฏิทินการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"
    assert years.assessed_year(lines(*title, "ข้อความ", "ข้อความ", "ภาคผนวก", calendar, calendar)) == 2568
