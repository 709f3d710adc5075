"""The review page in a real browser: decided by keys, surviving a reload, and the same without a script."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from tests.browser_paths.visitor import Visitor, a_visitor
from tests.builders import a_person, the_system
from tests.chromium import WIDTHS
from tests.conftest import Clock
from tests.measures.documents import a_flag, a_read_measure, a_reading, an_analysed_document
from tracker.people.roles import Role
from tracker.web.machinery import machinery

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("template", ["sqlite"], indirect=True, scope="session")]

NAME = "แผนมาตรการ.txt"
BAR = "#finished"
READY = ".shortcuts:not([hidden])"


@pytest.fixture
def document(committed_app: Flask) -> int:
    """Five rows, the second and the fourth doubtful."""
    measures = [a_read_measure(seq) for seq in range(1, 6)]
    flags = (a_flag(2, raw="ขั้นที่สอง", severity="warn"), a_flag(4))
    return an_analysed_document(a_reading(*measures, flags=flags), files=machinery().files, by=the_system()).id


def _open(visitor: Visitor, document: int) -> None:
    visitor.page.goto(f"{visitor.address}/documents/{document}")
    visitor.arrive(NAME)


def _row(visitor: Visitor) -> str:
    return str(visitor.page.evaluate("document.activeElement.closest('.review-row')?.id ?? ''"))


def test_a_document_is_reviewed_by_keys_alone(chrome: Browser, address: str, document: int) -> None:
    with a_visitor(chrome, address, width=1280) as coordinator:
        coordinator.sign_in(a_person(Role.COORDINATOR), on="กระดานสถานะ")
        _open(coordinator, document)
        page = coordinator.page
        bar = page.locator(BAR)
        page.locator(READY).wait_for()
        page.keyboard.press("g")
        assert _row(coordinator) == "row-2"
        page.keyboard.press("k")
        assert _row(coordinator) == "row-1"
        page.keyboard.press("a")
        expect(bar).to_contain_text("ตรวจแล้ว 1 จาก 5")
        page.locator("#row-2:focus").wait_for()
        page.locator(READY).wait_for()

        page.keyboard.press("x")
        page.keyboard.type("ju")  # Letters in a field are letters.
        expect(page.locator("#row-2 textarea")).to_have_value("ju")
        page.keyboard.press("Escape")
        assert _row(coordinator) == "row-2"
        page.keyboard.press("u")
        expect(bar).to_contain_text("ตรวจแล้ว 0 จาก 5")
        page.locator("#row-1:focus").wait_for()
        page.locator(READY).wait_for()

        page.keyboard.press("?")
        expect(page.locator("#shortcuts")).to_contain_text("แถวถัดไป แถวก่อนหน้า")
        page.get_by_label("ใช้ปุ่มลัด").uncheck()
        page.locator("#row-1").focus()
        page.keyboard.press("a")
        page.keyboard.press("j")
        assert _row(coordinator) == "row-1"
        expect(bar).to_contain_text("ตรวจแล้ว 0 จาก 5")
        coordinator.check()


def test_a_suggested_period_is_taken_by_one_key(chrome: Browser, address: str, committed_app: Flask) -> None:
    silent = a_read_measure(1, period_raw="", start=None, end=None)
    reading = a_reading(silent, a_read_measure(2), flags=(a_flag(1, kind="measure_without_period"),))
    known = an_analysed_document(reading, files=machinery().files, by=the_system()).id
    with a_visitor(chrome, address, width=1280) as coordinator:
        coordinator.sign_in(a_person(Role.COORDINATOR), on="กระดานสถานะ")
        _open(coordinator, known)
        page = coordinator.page
        page.locator(READY).wait_for()
        page.keyboard.press("j")
        page.keyboard.press("s")
        expect(page.locator(BAR)).to_contain_text("ตรวจแล้ว 1 จาก 2")
        coordinator.check()
        page.get_by_role("link", name="มาตรการที่ 1").click()
        expect(page.locator("main")).to_contain_text("ตลอดปีงบประมาณ")


def test_what_was_typed_survives_a_reload_until_it_is_sent(chrome: Browser, address: str, document: int) -> None:
    with a_visitor(chrome, address, width=1280) as coordinator:
        coordinator.sign_in(a_person(Role.COORDINATOR), on="กระดานสถานะ")
        _open(coordinator, document)
        page = coordinator.page
        page.locator("#row-3").get_by_role("button", name="แก้ไขแล้วอนุมัติ").click()
        page.locator("#row-3").get_by_label("ชื่อมาตรการ/โครงการ/กิจกรรม").press_sequentially("ใหม่: ")

        page.reload()
        page.locator("#row-3").get_by_role("button", name="แก้ไขต่อ").click()

        title = page.locator("#row-3").get_by_label("ชื่อมาตรการ/โครงการ/กิจกรรม")
        expect(title).to_have_value("ใหม่: มาตรการที่จำลองลำดับ 3")
        expect(page.locator("#row-3 .draft-line")).to_contain_text("พิมพ์ค้างไว้กลับมาแล้ว")
        coordinator.check()
        page.locator("#row-3").get_by_role("button", name="บันทึกและอนุมัติ").click()
        expect(page.locator("#row-3 h3")).to_contain_text("ใหม่: มาตรการที่จำลองลำดับ 3")
        page.locator(READY).wait_for()
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft-'))") == []


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_can_be_decided_without_a_script(
    chrome: Browser, address: str, document: int, clock: Clock, width: int
) -> None:
    with a_visitor(chrome, address, width=width, scripts=False) as coordinator:
        coordinator.sign_in(a_person(Role.COORDINATOR), on="กระดานสถานะ")
        _open(coordinator, document)
        page = coordinator.page
        page.locator("#row-2").get_by_role("link", name="แก้ไขแล้วอนุมัติ").click()
        coordinator.arrive("แก้ไขแถวที่ 2")
        coordinator.reads("ขั้นที่สองควรตรวจ")
        coordinator.type("ขั้นตอน", "ขั้นเดียว")
        coordinator.press("บันทึกและอนุมัติ", on=NAME)
        clock.set("2026-03-31 10:00")
        coordinator.press("อนุมัติทุกแถวที่ไม่มีข้อสังเกต (3 แถว)", on=NAME)
        expect(page.locator(BAR)).to_contain_text("ตรวจแล้ว 4 จาก 5")
        coordinator.press("เลิกทำ", on=NAME)
        expect(page.locator(BAR)).to_contain_text("ตรวจแล้ว 1 จาก 5")
        expect(page.locator("#shortcuts")).to_be_hidden()
