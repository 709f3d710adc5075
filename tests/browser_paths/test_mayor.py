"""The mayor: from the board to a directive, and the report as a file."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from tests.browser_paths.visitor import a_visitor
from tests.builders import a_measure, a_person, a_task, the_unit
from tests.chromium import WIDTHS
from tracker.people.roles import Role
from tracker.thai import without_spaces

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("template", ["sqlite"], indirect=True, scope="session")]

_TITLE = "เผยแพร่แผนการจัดซื้อจัดจ้าง"
_ORDER = "ให้กองคลังเผยแพร่ให้ครบภายในสัปดาห์นี้"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_mayor_gives_a_directive_from_the_board_and_takes_the_report_along(
    chrome: Browser, address: str, width: int
) -> None:
    measure = a_measure(title=_TITLE, steps=("รวบรวมและเผยแพร่แผน",))
    a_task(unit=the_unit("กองคลัง"), measure=measure, due_on=date(2026, 3, 2))
    with a_visitor(chrome, address, width=width) as mayor:
        mayor.sign_in(a_person(Role.MAYOR), on="กระดานสถานะ")
        mayor.reads("ล่าช้า 1 งาน")
        mayor.follow("สั่งการ", on="ออกข้อสั่งการ")
        mayor.type("ข้อสั่งการ", _ORDER)
        mayor.type("ให้แล้วเสร็จภายในวันที่", "2026-04-07")
        mayor.button("สั่งการ").click()
        mayor.reads(_ORDER)
        mayor.check()

        mayor.go("กระดานสถานะ", on="กระดานสถานะ")
        mayor.reads("1 เรื่องยังไม่มีผู้รับทราบ")
        mayor.go("รายงานผล", on="รายงานผล")
        file = mayor.downloads(mayor.button("ดาวน์โหลด"))
        assert file.suggested_filename.endswith(".pdf")
        assert without_spaces(_TITLE) in without_spaces(_text_of(file.path()))


def _text_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()
