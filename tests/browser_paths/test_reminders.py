"""Reminders on a phone and on a computer: more time asked for and given, and the pages of whoever keeps watch."""

from datetime import date

import pytest
from playwright.sync_api import Browser

from tests.browser_paths.visitor import a_visitor
from tests.builders import a_measure, a_person, a_task, the_unit
from tests.chromium import WIDTHS
from tests.reminders.office import a_channel
from tracker.database import db
from tracker.people.roles import Role
from tracker.tasks.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("template", ["sqlite"], indirect=True, scope="session")]

_TITLE = "จัดทำประกาศแนวทางการยืมทรัพย์สิน"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("width", WIDTHS)
def test_more_time_is_asked_for_given_and_told(chrome: Browser, address: str, *, width: int, scripts: bool) -> None:
    finance = the_unit("กองคลัง")
    staff, head = a_person(Role.STAFF, unit=finance), a_person(Role.UNIT_HEAD, unit=finance)
    task = a_task(unit=finance, measure=a_measure(steps=(_TITLE,)), assignee=staff, due_on=date(2026, 3, 20))
    with a_visitor(chrome, address, width=width, scripts=scripts) as asking:
        asking.sign_in(staff, on="งานของหน่วยงาน")
        asking.follow(_TITLE, on=_TITLE)
        asking.follow("ขอขยายเวลา", on="ขอขยายเวลา")
        asking.type("ขอขยายเวลาถึงวันที่", "2026-04-30")
        asking.is_refused("กรุณา", pressing="ส่งคำขอ")
        asking.type("เหตุผล", "รอข้อมูลจากกองช่าง")
        asking.press("ส่งคำขอ", on=_TITLE)
        asking.reads("ระหว่างรอพิจารณา กำหนดเดิมยังไม่เปลี่ยน")
    with a_visitor(chrome, address, width=width, scripts=scripts) as deciding:
        deciding.sign_in(head, on="งานของหน่วยงาน")
        deciding.follow("คำขอขยายเวลา รอพิจารณา 1", on="คำขอขยายเวลา")
        deciding.reads("รอข้อมูลจากกองช่าง")
        deciding.main.get_by_role("button", name="อนุมัติ", exact=True).click()
        deciding.arrive(_TITLE)
        deciding.reads("อนุมัติแล้ว งานมีกำหนดใหม่")
    with a_visitor(chrome, address, width=width, scripts=scripts) as asking:
        asking.sign_in(staff, on="งานของหน่วยงาน")
        asking.go("การแจ้งเตือน", on="การแจ้งเตือน")
        asking.follow("อนุมัติขยายเวลาแล้ว กำหนดใหม่ 30 เม.ย. 69", on="ข้อความ")
    db.session.expire_all()
    assert db.session.get_one(Task, task.id).due_on == date(2026, 4, 30)


@pytest.mark.parametrize("width", WIDTHS)
def test_whoever_keeps_watch_finds_every_page_about_reminders(chrome: Browser, address: str, *, width: int) -> None:
    a_channel()
    a_task(unit=the_unit("กองคลัง"), due_on=date(2026, 3, 20))
    a_person(Role.UNIT_HEAD, unit=the_unit("กองคลัง"))
    with a_visitor(chrome, address, width=width) as watching:
        watching.sign_in(a_person(Role.COORDINATOR), on="กระดานสถานะ")
        for link, heading in (
            ("รับบ่อยเพียงใด", "การแจ้งเตือนของฉัน"),
            ("แจ้งถึงใครบ้าง", "แจ้งถึงใครบ้าง"),
            ("ซ้อมการแจ้งเตือน", "ซ้อมการแจ้งเตือน"),
            ("หลักเกณฑ์การแจ้งเตือน", "หลักเกณฑ์การแจ้งเตือน"),
            ("โควตาและบัญชี LINE", "บัญชี LINE ของหน่วยงาน"),
            ("กลุ่ม LINE", "กลุ่ม LINE"),
            ("วันลาและไม่อยู่", "วันลาและไม่อยู่"),
        ):
            watching.go("การแจ้งเตือน", on="การแจ้งเตือน")
            watching.follow(link, on=heading)
