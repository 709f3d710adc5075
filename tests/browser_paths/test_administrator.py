"""The administrator: a new person, who comes in and sets a password of their own."""

import pytest
from playwright.sync_api import Browser

from tests.browser_paths.visitor import a_visitor
from tests.builders import a_person
from tests.chromium import WIDTHS
from tracker.people.roles import Role

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("template", ["sqlite"], indirect=True, scope="session")]

_OWN_PASSWORD = "ดอกคูนบานหน้าแล้ง 42"


@pytest.mark.parametrize("width", WIDTHS)
def test_an_administrator_adds_a_user_who_comes_in_and_sets_a_password(
    chrome: Browser, address: str, width: int
) -> None:
    with a_visitor(chrome, address, width=width) as administrator:
        administrator.sign_in(a_person(Role.ADMINISTRATOR), on="ดูแลระบบ")
        administrator.follow("ผู้ใช้และตำแหน่ง", on="ผู้ใช้และตำแหน่ง")
        administrator.follow("เพิ่มผู้ใช้", on="เพิ่มผู้ใช้")
        administrator.type("ชื่อผู้ใช้", "newcomer")
        administrator.type("ชื่อ-สกุล", "นางสาวมาใหม่ สมมติ")
        administrator.type("ตำแหน่ง", "ผู้อำนวยการกองช่าง")
        administrator.choose("บทบาท", "หัวหน้าหน่วยงาน")
        administrator.choose("หน่วยงาน", "กองช่าง")
        administrator.press("เพิ่มผู้ใช้", on="เพิ่มผู้ใช้แล้ว")
        temporary = administrator.page.locator("td code").last.text_content() or ""

    with a_visitor(chrome, address, width=width) as newcomer:
        newcomer.page.goto(address)
        newcomer.type("ชื่อผู้ใช้", "newcomer")
        newcomer.type("รหัสผ่าน", temporary)
        newcomer.press("เข้าสู่ระบบ", on="ตั้งรหัสผ่านของท่าน")
        newcomer.type("รหัสผ่านชั่วคราวที่ได้รับ", temporary)
        newcomer.type("รหัสผ่านใหม่", _OWN_PASSWORD)
        newcomer.page.get_by_label("รหัสผ่านใหม่").nth(1).fill(_OWN_PASSWORD)
        newcomer.press("บันทึกรหัสผ่าน", on="งานของหน่วยงาน")
        newcomer.reads("งาน")
