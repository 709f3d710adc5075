"""Text that a program made of a printed document: what it left between the pages, and what stands across them."""

import pytest

from tracker.documents.analysis import analyse
from tracker.documents.blocks import Paragraph
from tracker.documents.readers.text import read

HEADER = "เทศบาลตำบลสมมติงาม | แผนส่งเสริมคุณธรรม ปีงบประมาณ พ.ศ. ๒๕๖๙"
PAGES = (
    "# แผนส่งเสริมคุณธรรม\n\n**เทศบาลตำบลสมมติงาม** ปีงบประมาณ พ.ศ. ๒๕๖๙\n\n![](img-1.jpeg)",
    "ส่วนที่ ๑ ความเป็นมา\n\nที่มาของแผน ดู[ประกาศ](https://example.go.th/a.pdf)",
    "|ที่|มาตรการ|ขั้นตอน|ระยะเวลา|ผู้รับผิดชอบ|\n|---|---|---|---|---|\n"
    "|๑|จัดทำคู่มือ|๑) ร่างคู่มือ|ตุลาคม ๒๕๖๘|กองคลัง|\n|๒|ตรวจนับพัสดุ|๑) ตรวจทะเบียนเทียบกับ|มกราคม ๒๕๖๙ –|กองช่าง|",
    "||||||\n|---|---|---|---|---|\n|||ของจริง<br>๒) รายงานผล|มีนาคม ๒๕๖๙||\n|๓|อบรมพัสดุ|๑) เชิญวิทยากร|เมษายน ๒๕๖๙|กองคลัง|",
)
MARKS = {
    "rules": "\n\n-----\n\n{header}\n\n",
    "numbers below": "\n\n- {number} -\n\n{header}\n\n",
    "numbers of all": "\n\nหน้า {number} จาก ๔\n\n{header}\n\n",
    "English numbers": "\n\nPage {number} of 4\n\n{header}\n\n",
    "bare numbers and rules": "\n\n{number}\n\n-----\n\n{header}\n\n",
    "numbers in headings": "\n\n## - {number} -\n\n# {header}\n\n",
    "form feeds": "\n\f{header}\n\n",
    "comments": "\n\n<!-- page {number} -->\n\n**{header}**\n\n",
    "numbers in the header": "\n\n---\n\n{header} | หน้า {number}\n\n",
    "footers": "\n\n{header}\n{number} | หน้า\n\n",
}


def written(mark: str) -> str:
    text = PAGES[0]
    for number, page in enumerate(PAGES[1:], start=1):
        header = HEADER.replace("ตำ", "ต า") if number % 2 else HEADER
        text += mark.format(number=number, header=header) + page
    return text + "\n"


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS.keys())
def test_what_stands_between_pages_is_no_part_of_the_text(mark: str) -> None:
    paragraphs = [block.text for block in read(written(mark)) if isinstance(block, Paragraph)]
    assert paragraphs == [
        *("แผนส่งเสริมคุณธรรม", "เทศบาลตำบลสมมติงาม ปีงบประมาณ พ.ศ. ๒๕๖๙", "ส่วนที่ ๑ ความเป็นมา", "ที่มาของแผน ดูประกาศ")
    ]


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS.keys())
def test_a_table_goes_on_over_pages_however_they_are_marked(mark: str) -> None:
    reading = analyse(written(mark).encode(), "plan.md")
    assert [measure.title for measure in reading.measures] == ["จัดทำคู่มือ", "ตรวจนับพัสดุ", "อบรมพัสดุ"]
    cut = reading.measures[1]
    assert [step.replace(" ", "") for step in cut.steps] == ["ตรวจทะเบียนเทียบกับของจริง", "รายงานผล"]
    assert (str(cut.start), str(cut.end)) == ("2026-01-01", "2026-03-31")
    assert len(cut.source_lines) == 2


def test_a_running_header_stays_once_where_it_alone_says_whose_the_document_is() -> None:
    text = "\n\n-----\n\n".join(
        f"เทศบาลตำบลสมมติงาม แผนประจำปี\n\nข้อความของหน้า {name}" for name in ("แรก", "กลาง", "ท้าย")
    )
    found = [block.text for block in read(text) if isinstance(block, Paragraph)]
    assert found == ["เทศบาลตำบลสมมติงาม แผนประจำปี", "ข้อความของหน้า แรก", "ข้อความของหน้า กลาง", "ข้อความของหน้า ท้าย"]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n---\n\n".join(f"มาตรการที่ {no} อบรม\n\nผู้รับผิดชอบหลักของมาตรการนี้ กองคลัง" for no in (1, 2, 3)),
        "\n- ๒ -\n".join(["การดำเนินการตามขั้นตอนของมาตรการ\n๑. ร่าง\nการดำเนินการตามขั้นตอนของมาตรการ\n๒. แจ้ง\nท้ายหน้า"] * 3),
        "ข้อ\n\n๑\n\nร่าง\n\n๒\n\nแจ้ง",
        "จำนวนที่เบิก\n\n๓/๖\n\nจำนวนที่คืน\n\n๒/๖",
    ],
    ids=["chapters", "labels", "numbers of entries", "fractions"],
)
def test_what_is_said_on_several_pages_stays(text: str) -> None:
    said = [line for line in text.split("\n") if line.strip("- ") and line != "- ๒ -"]
    found = [block.text for block in read(text) if isinstance(block, Paragraph)]
    assert found == said
