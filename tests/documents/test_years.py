"""Which year was assessed and in which year the measures are carried out, where a document names both apart."""

import pytest

from tracker.documents.parsing.scores import Line
from tracker.documents.parsing.years import announced_year, assessed_year

ABOUT_MEASURES = "เรื่อง มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"
RESULTS = "จากผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ เทศบาลตำบลตัวอย่างงามเห็นควรปรับปรุงการทำงาน"


def lines(*texts: str) -> list[Line]:
    return [Line(text, None) for text in texts]


@pytest.mark.parametrize("leading", ["เรื่อง", "เรื่อง ขออนุมัติใช้", "เรื่อง  ประกาศใช้"])
def test_a_subject_about_measures_alone_does_not_name_the_assessed_year(leading: str) -> None:
    subject = ABOUT_MEASURES.replace("เรื่อง", leading)
    assert assessed_year(lines(subject, RESULTS)) == 2567


@pytest.mark.parametrize(
    "subject",
    [
        "เรื่อง รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ และมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        "เรื่อง มาตรการที่กำหนดจากผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗",
    ],
)
def test_a_subject_about_results_names_the_assessed_year(subject: str) -> None:
    assert assessed_year(lines(subject, "ปีงบประมาณ พ.ศ. ๒๕๖๙", "ปีงบประมาณ พ.ศ. ๒๕๖๙")) == 2567


@pytest.mark.parametrize("said", ["ได้คะแนน 82.14 คะแนน ระดับ B", "(๘๒.๑๔ คะแนน)", "ได้ 82.14 คะแนน"])
def test_the_only_assessment_named_is_the_assessed_one_though_its_score_follows_at_once(said: str) -> None:
    text = f"ตามที่ได้รับการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2565 {said} จึงกำหนดดังนี้"
    assert assessed_year(lines("ประจำปีงบประมาณ พ.ศ. 2566", text)) == 2565


def test_the_title_of_a_plan_names_the_year_of_the_measures() -> None:
    assert announced_year(lines("แผนยกระดับผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๙")) == 2569


@pytest.mark.parametrize(
    "heading",
    [
        "ตารางที่ ๒ มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
        "๓. มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปีงบประมาณ ๒๕๖๙",
        "แผนขับเคลื่อนมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
        "การกำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสในปีงบประมาณ พ.ศ. ๒๕๖๙",
    ],
)
def test_the_heading_over_the_measures_names_their_year_wherever_it_stands(heading: str) -> None:
    before = ["ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", *(f"ข้อความที่ {no}" for no in range(20))]
    assert announced_year(lines(*before, heading)) == 2569


def test_a_heading_about_what_came_of_measures_names_no_year_of_theirs() -> None:
    before = ["ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", *(f"ข้อความที่ {no}" for no in range(20))]
    heading = "มาตรการและผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"
    assert announced_year(lines(*before, heading)) is None


@pytest.mark.parametrize(
    "title",
    [
        ("การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",),
        ("การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"),
        ("การนำผลการประเมินคุณธรรมและความโปร่งใสไปสู่การปฏิบัติ", "ปีงบประมาณ ๒๕๖๙"),
    ],
)
def test_the_year_behind_what_is_made_of_the_results_is_not_the_assessed_one(title: tuple[str, ...]) -> None:
    text = lines(*title, "เทศบาลตำบลตัวอย่างงาม", "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ได้ ๙๑.๒๐ คะแนน")
    assert (assessed_year(text), announced_year(text)) == (2568, 2569)


def test_a_title_of_measures_wrapped_before_its_year_may_name_the_assessed_year_behind_it() -> None:
    title = ("ปฏิทินการดำเนินงานตามมาตรการ", "ปีงบประมาณ พ.ศ. 2569 (จากผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568 คะแนน 87.11)")
    assert assessed_year(lines(*title)) == 2568
