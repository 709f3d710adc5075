"""One agreeing document raises nothing; each single change to it raises the one flag it should."""

import re
from pathlib import Path

import pytest

from tracker.documents.analysis import analyse
from tracker.documents.parsing.flags import SEVERITIES
from tracker.documents.reading import ReadFlag

AGREEING = """การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร
การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ๒๕๖๘
องค์การบริหารส่วนตำบลตัวอย่างงาม

องค์การบริหารส่วนตำบลตัวอย่างงาม ได้คะแนนภาพรวม ๘๙.๐๐ คะแนน อยู่ในระดับผ่านดี ในพื้นที่ติดกับองค์การบริหารส่วนจังหวัดสมมติ

แบบวัด (IIT) คะแนนรวม ๙๐.๐๐ คะแนน
แบบวัด (EIT) คะแนนรวม ๙๐.๐๐ คะแนน
แบบตรวจ (OIT) คะแนนรวม ๘๗.๕๐ คะแนน

ตัวชี้วัด\tรายละเอียดตัวชี้วัด\tคะแนน
1\tการปฏิบัติหน้าที่\t90.00
2\tการใช้งบประมาณ\t90.00
3\tการใช้อำนาจ\t92.00
4\tการใช้ทรัพย์สินของราชการ\t84.00
5\tการแก้ไขปัญหาการทุจริต\t94.00
6\tคุณภาพการดำเนินงาน\t90.00
7\tประสิทธิภาพการสื่อสาร\t90.00
8\tการปรับปรุงการทำงาน\t90.00
9\tการเปิดเผยข้อมูล\t85.00
10\tการป้องกันการทุจริต\t90.00

๔. การใช้ทรัพย์สินของราชการ (๘๔.๐๐ คะแนน)

จุดที่ควรพัฒนา

i๑๐ ประเด็น การยืมยังไม่มีขั้นตอน ได้ ๘๒.๐๐ คะแนน (อ้างอิงจาก ๐๘)

๕. การแก้ไขปัญหาการทุจริต (๙๔.๐๐ คะแนน)

ตัวชี้วัดที่ ๕ การแก้ไขปัญหาการทุจริต มีคะแนนสูงสุด โดย ๑) รักษาระดับ ๒) แจ้งเวียน ๓) ทบทวน ๔) รายงาน

จึงกำหนดมาตรการเพื่อดำเนินการในปีงบประมาณ พ.ศ. ๒๕๖๙ ดังนี้

ตัวชี้วัด\tผลการวิเคราะห์\tมาตรการ\tขั้นตอน\tระยะเวลา\tผู้รับผิดชอบ
ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ\tได้ ๘๔.๐๐ คะแนน\tมาตรการยืม\t๑. ร่าง<br>๒. ลง (๐๘)<br>๓. แจ้ง\tต.ค. ๒๕๖๘ – ธ.ค. ๒๕๖๘\tกองคลัง
ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่\tได้ ๙๐.๐๐ คะแนน\tโครงการอบรม\tจัดอบรม\tมีนาคม ๒๕๖๙\tสำนักปลัด
ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่\tข้อ i๑ ได้ ๘๙.๐๐ คะแนน\tกิจกรรมคู่มือ\tจัดทำคู่มือ\tทุกไตรมาส\tทุกหน่วยงาน
"""
LEAD_IN = "จึงกำหนดมาตรการเพื่อดำเนินการในปีงบประมาณ พ.ศ. ๒๕๖๙ ดังนี้"
FOURTH = "ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ\t"
COPIED = """๕. การแก้ไขปัญหาการทุจริต (๙๔.๐๐ คะแนน)

จุดที่ควรพัฒนา

i๑๐ ประเด็น การยืมยังไม่มีขั้นตอน ได้ ๘๒.๐๐ คะแนน (อ้างอิงจาก ๐๘)
"""
CHANGES = {
    "organisation_spelt_two_ways": ("\n\nแบบวัด (IIT)", "\nองค์การบริหารส่วนตำบลตัวอย่างงาน\n\nแบบวัด (IIT)"),
    "foreign_organisation": ("โดย ๑)", "ของเทศบาลนคร สมมติใหญ่ โดย ๑)"),
    "score_table_name": ("3\tการใช้อำนาจ", "3\tการใช้ดุลพินิจ"),
    "score_table_name_spelling": ("6\tคุณภาพการดำเนินงาน", "6\tคุณภาพการดำเนินการ"),
    "score_out_of_range": ("3\tการใช้อำนาจ\t92.00", "3\tการใช้อำนาจ\t192.00"),
    "section_score_differs": ("๔. การใช้ทรัพย์สินของราชการ (๘๔.๐๐", "๔. การใช้ทรัพย์สินของราชการ (๘๓.๐๐"),
    "instrument_total_differs": ("(EIT) คะแนนรวม ๙๐.๐๐", "(EIT) คะแนนรวม ๙๑.๐๐"),
    "overall_total_differs": ("ภาพรวม ๘๙.๐๐", "ภาพรวม ๘๙.๐๒"),
    "level_differs": ("ระดับผ่านดี ใน", "ระดับผ่านดีเยี่ยม ใน"),
    "section_name": ("๔. การใช้ทรัพย์สินของราชการ (", "๔. การเปิดเผยข้อมูล ("),
    "section_name_spelling": ("๕. การแก้ไขปัญหาการทุจริต (", "๕. การแก้ไขปัญหาทุจริต ("),
    "indicator_number_in_text": ("ตัวชี้วัดที่ ๕ การแก้ไขปัญหาการทุจริต มี", "ตัวชี้วัดที่ ๖ การแก้ไขปัญหาการทุจริต มี"),
    "item_unknown": ("i๑๐ ประเด็น", "i๑๖ ประเด็น"),
    "item_under_other_indicator": ("i๑๐ ประเด็น", "i๑๓ ประเด็น"),
    "highest_score_claim": ("คะแนน)\n\nจุดที่", "คะแนน)\n\nตัวชี้วัดนี้มีคะแนนสูงสุดจากทั้งหมด\n\nจุดที่"),
    "lowest_score_claim": ("การแก้ไขปัญหาการทุจริต มีคะแนนสูงสุด", "การแก้ไขปัญหาการทุจริต มีคะแนนต่ำสุด"),
    "maintained_though_low": ("คะแนน)\n\nจุดที่", "คะแนน)\n\nจึงควรรักษามาตรฐานไว้\n\nจุดที่"),
    "finding_copied": ("๕. การแก้ไขปัญหาการทุจริต (๙๔.๐๐ คะแนน)\n", COPIED),
    "text_score_differs": ("โดย ๑)", "และตัวชี้วัดที่ ๓ การใช้อำนาจ ได้คะแนน ๙๓.๐๐ โดย ๑)"),
    "history_differs": (" ในพื้นที่ติด", " ปี ๒๕๖๖ (๘๐.๐๐) และปี ๒๕๖๖ (๘๑.๐๐) ในพื้นที่ติด"),
    "trend_claim": (" ในพื้นที่ติด", " คะแนนเพิ่มขึ้นทุกปี จากปี ๒๕๖๗ (๙๑.๐๐) ในพื้นที่ติด"),
    "called_low_though_high": ("\tข้อ i๑ ได้ ๘๙.๐๐ คะแนน", "\tข้อ i๑ คะแนนต่ำ ตัวชี้วัดที่ ๕ ได้ ๙๖.๐๐ คะแนน"),
    "measure_twice": ("กิจกรรมคู่มือ", "มาตรการยืม"),
    "measures_year_differs": (LEAD_IN, LEAD_IN.replace("๒๕๖๙", "๒๕๗๐")),
    "list_number_skips": ("๓) ทบทวน", "๘) ทบทวน"),
    "indicator_name_differs": ("ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ\tได้", "ตัวชี้วัดที่ ๔ การใช้อำนาจ\tได้"),
    "indicator_name_spelling": ("ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ\tได้", "ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินราชการ\tได้"),
    "quoted_score_differs": ("\tได้ ๘๔.๐๐", "\tได้ ๘๒.๐๐"),
    "low_indicator_without_measure": (FOURTH, "ตัวชี้วัดที่ ๓ การใช้อำนาจ\t"),
    "measure_without_title": ("\tโครงการอบรม\tจัดอบรม\t", "\t๑.\tจัดอบรม\t"),
    "measure_without_step": ("\tจัดอบรม\t", "\t\t"),
    "measure_without_period": ("มีนาคม ๒๕๖๙", "-"),
    "measure_without_owner": ("มีนาคม ๒๕๖๙\tสำนักปลัด", "มีนาคม ๒๕๖๙\t-"),
    "period_unreadable": ("มีนาคม ๒๕๖๙", "เมื่อพร้อม"),
    "period_reversed": ("ต.ค. ๒๕๖๘ – ธ.ค. ๒๕๖๘", "ธ.ค. ๒๕๖๘ – ต.ค. ๒๕๖๘"),
    "period_outside_year": ("มีนาคม ๒๕๖๙", "มีนาคม ๒๕๗๐"),
    "step_number_skips": ("<br>๓. แจ้ง", "<br>๔. แจ้ง"),
}
# These changes contradict the document in more than one way, and each is told.
ALSO = {
    "score_out_of_range": {"score_table_incomplete"},
    "indicator_number_in_text": {"highest_score_claim"},
    "called_low_though_high": {"quoted_score_differs"},
    "low_indicator_without_measure": {"quoted_score_differs"},
}
REPORT = """รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘
องค์การบริหารส่วนตำบลตัวอย่างงาม

มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\tสรุปผลการดำเนินการ\tผลลัพธ์
๑. การยืม\t๑. ร่าง<br>๒. ประกาศ\tกองคลัง\tตุลาคม ๒๕๖๗\t๑. ร่างแล้ว<br>๒. ประกาศแล้ว\t๑. มีร่าง<br>๒. มีประกาศ
"""


def flags(text: str) -> tuple[ReadFlag, ...]:
    return analyse(text.encode(), "a.txt").flags


def kinds(text: str) -> set[str]:
    return {flag.kind for flag in flags(text)}


def test_a_document_that_agrees_with_itself_raises_no_flag() -> None:
    assert flags(AGREEING) == ()
    assert flags(REPORT) == ()


@pytest.mark.parametrize(("kind", "change"), CHANGES.items(), ids=CHANGES)
def test_each_contradiction_raises_its_flag_and_no_other(kind: str, change: tuple[str, str]) -> None:
    before, after = change
    assert AGREEING.count(before) == 1, before
    assert kinds(AGREEING.replace(before, after)) == {kind} | ALSO.get(kind, set())


@pytest.mark.parametrize("said", ["ข้อ i๓๒", "ข้อคำถาม I 32", "ข้อ i๑๐ ข้อ i๑๒ และข้อ i๓๒", "(i๑๐, i๓๒)", "ข้อ e๔๐"])
def test_an_item_nobody_was_asked_is_told_wherever_the_text_names_it(said: str) -> None:
    (found,) = flags(AGREEING.replace(" ในพื้นที่ติด", f" เร่งแก้ไข {said} ในพื้นที่ติด"))
    assert (found.kind, found.severity) == ("item_unknown", "error")


@pytest.mark.parametrize("said", ["ข้อ i๑๒", "ข้อ e๙", "ระบบ e-Plan ๓๒ เรื่อง", "รุ่น i 32", "ข้อ i๓๒ ของปี ๒๕๖๕"])
def test_items_of_the_round_words_and_items_of_other_rounds_are_no_unknown_ones(said: str) -> None:
    assert flags(AGREEING.replace(" ในพื้นที่ติด", f" เร่งแก้ไข {said} ในพื้นที่ติด")) == ()


def test_a_score_table_with_a_row_missing_is_told() -> None:
    without = AGREEING.replace("7\tประสิทธิภาพการสื่อสาร\t90.00\n", "")
    assert kinds(without) == {"score_table_incomplete"}


def test_one_number_with_two_names_is_told_on_the_second_row() -> None:
    changed = AGREEING.replace("หน้าที่\tข้อ i๑ ได้", "หน้าที\tข้อ i๑ ได้")
    found = {flag.kind: flag for flag in flags(changed)}
    assert found.keys() == {"indicator_used_twice", "indicator_name_spelling"}
    assert found["indicator_used_twice"].measure_seq == 3


def test_what_the_form_does_not_ask_for_is_told_once_for_all_measures() -> None:
    without = re.sub(r"\t[^\t\n]*(?=\t[^\t\n]*$)", "", AGREEING.partition("ตัวชี้วัด\tผลการ")[2], flags=re.MULTILINE)
    (flag,) = flags(AGREEING.partition("ตัวชี้วัด\tผลการ")[0] + "ตัวชี้วัด\tผลการ" + without)
    assert (flag.kind, flag.measure_seq, flag.measure_seqs) == ("measure_without_period", None, (1, 2, 3))


def test_a_claim_about_one_instrument_or_one_item_is_not_compared_with_all_indicators() -> None:
    for claim in ("ข้อ i๑๐ ได้คะแนนต่ำสุด", "ในแบบวัด IIT ตัวชี้วัดนี้มีคะแนนต่ำสุด"):
        changed = AGREEING.replace("๕ การแก้ไขปัญหาการทุจริต มีคะแนนสูงสุด", f"๕ การแก้ไขปัญหาการทุจริต {claim}")
        assert flags(changed) == ()


def test_a_claim_that_names_its_indicator_behind_it_is_compared_with_that_one() -> None:
    right, wrong = "คะแนนต่ำสุดคือตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ", "คะแนนต่ำสุดคือตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล"
    assert kinds(AGREEING.replace("โดย ๑)", f"{right} โดย ๑)")) == set()
    assert kinds(AGREEING.replace("โดย ๑)", f"{wrong} โดย ๑)")) == {"lowest_score_claim"}


def test_results_that_cannot_be_paired_with_steps_are_told() -> None:
    assert kinds(REPORT.replace("<br>๒. ประกาศแล้ว", "")) == {"result_count_differs"}


def test_a_document_that_names_nothing_is_told_so() -> None:
    assert kinds("ก") == {"no_measures_table", "organisation_unknown", "fiscal_year_unknown"}


def test_a_flag_knows_its_line_its_words_and_its_measure() -> None:
    (flag,) = flags(AGREEING.replace("\tได้ ๘๔.๐๐", "\tได้ ๘๒.๐๐"))
    line = AGREEING.splitlines().index(next(text for text in AGREEING.splitlines() if text.startswith(FOURTH))) + 1
    assert (flag.severity, flag.line, flag.raw, flag.expected, flag.measure_seq) == ("error", line, "๘๒.๐๐", "84.00", 1)
    assert flag.where == "มาตรการที่ 1"


def test_every_kind_is_explained_in_the_documentation_with_its_severity() -> None:
    text = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
    explained = dict(re.findall(r"^\| `(\w+)` \| (error|warn|info) \|", text, re.MULTILINE))
    assert explained == SEVERITIES


@pytest.mark.parametrize(("total", "is_told"), [("๘๙.๐๘", False), ("๘๙.๘๐", True)])
def test_without_scores_of_indicators_the_total_is_held_against_the_three_instruments(
    total: str, *, is_told: bool
) -> None:
    head = f"องค์การบริหารส่วนตำบลตัวอย่างงาม ปี ๒๕๖๘ ได้คะแนนภาพรวม {total} คะแนน\n\n"
    listed = "(IIT) ได้ ๙๑.๒๐ คะแนน\n\n(EIT) ได้ ๙๐.๔๐ คะแนน\n\n(OIT) ได้ ๘๖.๕๐ คะแนน\n"
    found = [flag.expected for flag in flags(head + listed) if flag.kind == "overall_total_differs"]
    assert found == (["89.08"] if is_told else [])
