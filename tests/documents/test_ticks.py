"""Results on forms to tick: only what was ticked is said, and what was written beside it says more."""

import pytest

from tracker.documents.analysis import analyse_blocks
from tracker.documents.blocks import Paragraph, Row, Table
from tracker.documents.parsing.ticks import without_choices

CHOICES = "{} ดำเนินการแล้ว\n{} อยู่ระหว่างดำเนินการ\n{} ยังไม่ดำเนินการ"


@pytest.mark.parametrize(("tick", "empty"), [("☑", "☐"), ("☒", "□"), ("(/)", "(  )"), ("[x]", "[ ]"), ("(✓)", "( )")])
def test_what_is_written_beside_the_choices_is_the_result(tick: str, empty: str) -> None:
    cell = CHOICES.format(tick, empty, empty) + "\n1. จัดทำคู่มือแล้ว\n2. เผยแพร่แล้ว"
    assert without_choices(cell) == "1. จัดทำคู่มือแล้ว\n2. เผยแพร่แล้ว"


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        (CHOICES.format("☑", "☐", "☐"), "ดำเนินการแล้ว"),
        (CHOICES.format("☐", "☐", "☑") + "\nเนื่องจากไม่มีงบประมาณ", "ยังไม่ดำเนินการ\n\nเนื่องจากไม่มีงบประมาณ"),
        ("☑ ดำเนินการแล้ว ☐ อยู่ระหว่าง ☐ ยังไม่ดำเนินการ", "ดำเนินการแล้ว"),
        ("☐ ดำเนินการแล้ว ☐ อยู่ระหว่าง ☑ ยังไม่ดำเนินการ", "ยังไม่ดำเนินการ"),
        ("จัดทำแล้ว\n☑ แล้วเสร็จ\n☐ ไม่แล้วเสร็จ", "จัดทำแล้ว"),
        ("☐ จัดทำคู่มือ\n☐ เผยแพร่", "☐ จัดทำคู่มือ\n☐ เผยแพร่"),
        ("✓ จัดทำคู่มือ\n✓ เผยแพร่", "✓ จัดทำคู่มือ\n✓ เผยแพร่"),
        ("จัดทำคู่มือ (๒ เล่ม) แล้ว", "จัดทำคู่มือ (๒ เล่ม) แล้ว"),
        ("✓ จัดทำคู่มือและเผยแพร่บนเว็บไซต์ของหน่วยงานครบทุกกอง\n☐ อบรม", None),
    ],
)
def test_only_what_is_ticked_is_said(cell: str, left: str | None) -> None:
    assert without_choices(cell) == (cell if left is None else left)


def test_a_report_to_tick_says_what_was_done() -> None:
    cells = [("มาตรการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ")]
    cells += [("จัดทำคู่มือ", "กองคลัง", CHOICES.format("☑", "☐", "☐") + "\nแจกแล้ว")]
    cells += [("จัดอบรม", "กองช่าง", CHOICES.format("☐", "☐", "☑"))]
    title = Paragraph("รายงานผลการดำเนินการ ปี ๒๕๖๘ เทศบาลตำบลตัวอย่าง")
    reading = analyse_blocks([title, Table(tuple(Row(row) for row in cells))])
    assert [measure.result for measure in reading.measures] == [("แจกแล้ว",), ("ยังไม่ดำเนินการ",)]
