"""The days of the month on which something happens: what the head does on the phone, and the others meanwhile."""

import time
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request

from tests.journeys import working
from tests.journeys.month import (
    ACTING,
    ASKING,
    HEAD,
    MANUAL,
    MAP,
    PLAN,
    SPENDING,
    STOCK,
    SURVEY,
    TRIAL,
    opens,
)
from tests.journeys.office import Office
from tests.simulator.scenarios.playing import answered

UNIT = "กองคลัง"
DIRECTIVE = "ให้เร่งเบิกจ่ายงบลงทุนหลังสงกรานต์"
_A_PAUSE = 0.6
"""Whoever judges by the machine's clock takes less for no pause at all."""

MENU = {"งานของฉัน", "เกินกำหนด", "หน่วยของฉัน", "ช่วยเหลือ", "ยกเลิกการเชื่อม"}
NO_TIME, WHY_MORE_TIME, WHY_NOT = "งานอื่นมาก", "รอยอดจากธนาคาร", "เลื่อนถึงสิ้นปีไม่ได้ ต้องเผยแพร่ในไตรมาสนี้"
COUNTED, SURVEYED = "ตรวจนับพัสดุแล้ว 214 รายการ ครบตามทะเบียน", "สำรวจร้านค้าแล้ว 38 ร้าน"
LACKS = "กรุณาแนบใบตรวจนับที่ลงนามแล้ว"


def she_links_her_phone(office: Office) -> None:
    """Wednesday 1 April: adds the account, presses its button, signs in, confirms; LINE says so; the menu is there."""
    office.it_is("2026-04-01 09:00")
    phone = office.phones[HEAD]
    assert "ยังไม่ได้เชื่อม" in office.says(HEAD, "สวัสดีค่ะ")
    offered = office.line.messages_to(phone)[-1]["contents"]["footer"]["contents"][0]["action"]["uri"]
    address = urlsplit(offered)
    browser = office.at(HEAD)
    page = browser.visit(f"{address.path}?{address.query}")
    assert office.people[HEAD].name in page.find("main").get_text()
    fields = {field["name"]: field.get("value", "") for field in page.form("/line/link").select("input")}
    to_line = browser.client.post("/line/link", data=fields).headers["Location"]
    before = len(office.line.deliveries(phone))
    assert answered(Request(to_line))[0] == 200  # noqa: S310 - LINE's page of this test.
    office.run("process-events")
    (told,) = office.line.deliveries(phone)[before:]
    assert "เชื่อม LINE กับบัญชี นางพร จำลอง แล้ว" in told["messages"][0]["text"]
    assert "ยกเลิกการเชื่อมได้ตลอดเวลา" in told["messages"][0]["text"]
    assert set(office.menu_of(HEAD)) == MENU


def she_starts_and_takes_a_wrong_press_back(office: Office) -> None:
    """Thursday 2 April: started, taken back within ten minutes, started; later it cannot be taken back any more."""
    task = office.task(STOCK, UNIT)
    office.it_is("2026-04-02 09:00")
    assert "เริ่มดำเนินการ" in office.presses(HEAD, "เริ่มแล้ว", about=STOCK)
    office.it_is("2026-04-02 09:09")
    assert "ถอนรายการแล้ว" in office.presses(HEAD, "ถอนรายการนี้")
    assert "ยังไม่ดำเนินการ" in office.page_of("coordinator", task).text
    assert "เริ่มดำเนินการ" in office.presses(HEAD, "เริ่มแล้ว", about=STOCK)
    office.it_is("2026-04-02 09:20")
    assert "10 นาที" in office.presses(HEAD, "ถอนรายการนี้")
    assert "อยู่ระหว่างดำเนินการ" in office.page_of("coordinator", task).text
    _asks_for_time(office, TRIAL, "2026-04-24", WHY_MORE_TIME)


def she_grants_more_time(office: Office) -> None:
    """Friday 3 April: the request is in the message of the day, and one press decides it."""
    office.it_is("2026-04-03 09:00")
    assert "อนุมัติขยายเวลาแล้ว" in office.presses(HEAD, "อนุมัติ", about=TRIAL)
    assert "24 เมษายน 2569" in office.page_of("coordinator", office.task(TRIAL, UNIT)).text


def she_reports_half_in_thai_digits(office: Office) -> None:
    """Tuesday 7 April, after the holiday: ๕๐ % of what is due in three days; another asks for more time."""
    office.it_is("2026-04-07 09:00")
    assert "กี่เปอร์เซ็นต์" in office.presses(HEAD, "คืบหน้า", about=STOCK)
    assert "คืบหน้า 50%" in office.says(HEAD, "๕๐ %")
    assert "50%" in office.page_of("coordinator", office.task(STOCK, UNIT)).text
    _asks_for_time(office, PLAN, "2026-09-30", NO_TIME)


def she_refuses_and_reports_done(office: Office) -> None:
    """Wednesday 8 April: a refusal has its reason; done has its result and a photo; the coordinator misses a paper."""
    office.it_is("2026-04-08 09:00")
    assert "เพราะเหตุใด" in office.presses(HEAD, "ไม่อนุมัติ", about=PLAN)
    assert "ไม่อนุมัติขยายเวลา" in office.says(HEAD, WHY_NOT)
    page = office.page_of("coordinator", office.task(PLAN, UNIT))
    assert "17 เมษายน 2569" in page.text
    office.it_is("2026-04-08 10:00")
    _reports_done(office, HEAD, STOCK, COUNTED)
    office.it_is("2026-04-08 15:00")
    page = working.judged(office, "coordinator", office.task(STOCK, UNIT), press="ส่งกลับให้แก้ไข", comment=LACKS)
    assert "อยู่ระหว่างดำเนินการ" in page.text


def she_promises_for_the_silent_and_corrects(office: Office) -> None:
    """Thursday 9 April: what nobody answered for has reached her; she names a day, and sends what was missing."""
    office.it_is("2026-04-09 09:00")
    told = office.picks(HEAD, "รับทราบ แจ้งวันที่จะเสร็จ", "2026-04-17", about=SPENDING)
    assert "17 เมษายน 2569" in told
    assert "กำหนดเดิม (3 เม.ย. 69) ไม่เปลี่ยน" in told
    _reports_done(office, HEAD, STOCK, COUNTED, photo=working.a_photo("white"))
    office.it_is("2026-04-09 14:00")
    working.the_coordinator_verifies(office, office.task(STOCK, UNIT))


def others_do_their_work(office: Office) -> None:
    """Friday 10 April: what got no more time is done in time; the day after the holidays is to be quiet."""
    office.it_is("2026-04-10 09:30")
    _reports_done(office, ASKING, PLAN, "เผยแพร่แผนจัดซื้อจัดจ้างบนเว็บไซต์แล้ว")
    working.the_coordinator_verifies(office, office.task(PLAN, UNIT))
    office.it_is("2026-04-10 11:00")
    browser, address = office.at("coordinator"), "/reminders/settings/quiet-days"
    page = browser.submit(
        browser.visit("/reminders/settings"), address, {"quiet-day": "16/4/2569", "quiet-note": "วันทำบุญอาคาร"}
    )
    assert "วันทำบุญอาคาร" in page.text


def the_mayor_directs_on_a_saturday(office: Office) -> None:
    """Saturday 11 April: a directive; nobody hears of it before the office works again and wants to hear."""
    office.it_is("2026-04-11 10:00")
    browser, address = office.at("mayor"), "/tasks/directives/new"
    fields = {"text": DIRECTIVE, "due_on": "2026-04-24", "unit": str(office.unit(UNIT))}
    assert browser.submit(browser.visit(address), address, fields).h1 == "ข้อสั่งการถึงกองคลัง"


def she_acknowledges_reports_for_the_round_and_looks_around(office: Office) -> None:
    """Friday 17 April: รับทราบ to the directive, a report for the month's round, and every part of the menu."""
    office.it_is("2026-04-17 09:00")
    assert "รับทราบข้อสั่งการแล้ว" in office.presses(HEAD, "รับทราบ", about=DIRECTIVE)
    office.it_is("2026-04-17 09:10")
    shown = office.presses_menu(HEAD, "งานของฉัน")
    assert all(words in shown for words in (DIRECTIVE, MANUAL, SURVEY))
    assert SPENDING not in shown
    assert SPENDING in office.presses_menu(HEAD, "เกินกำหนด")
    told = office.presses_menu(HEAD, "หน่วยของฉัน")
    assert "กองคลัง" in told
    assert "เกินกำหนด 1 งาน" in told
    assert all(words in told for words in (SPENDING, TRIAL, MANUAL, SURVEY))
    assert "ถอนรายการนี้" in office.presses_menu(HEAD, "ช่วยเหลือ")
    assert "ไม่พบคำสั่ง" in office.says(HEAD, "ขอบคุณค่ะ")
    assert "กี่เปอร์เซ็นต์" in office.presses(HEAD, "คืบหน้า", about=MANUAL)
    assert "คืบหน้า 25%" in office.says(HEAD, "25")
    office.it_is("2026-04-17 14:30")
    opens(office, MAP, None, date(2026, 4, 1), date(2026, 5, 5))
    browser = office.at("coordinator")
    leave = {"person_id": office.people[HEAD].id, "deputy_id": office.people[ACTING].id, "note": "ลากิจ"}
    page = browser.submit(
        browser.visit("/absences"), "/absences", {**leave, "starts_on": "20/4/2569", "ends_on": "21/4/2569"}
    )
    assert office.people[ACTING].name in page.text


def the_granted_task_is_done_in_its_new_time(office: Office) -> None:
    """Wednesday 22 April: what had been given until Friday is finished."""
    office.it_is("2026-04-22 10:00")
    _reports_done(office, ASKING, TRIAL, "จัดทำงบทดลองเดือนมีนาคมแล้ว")
    working.the_coordinator_verifies(office, office.task(TRIAL, UNIT))


def the_directive_is_closed(office: Office) -> None:
    """Thursday 23 April: the coordinator closes the directive on the page, which a chat has no button for."""
    office.it_is("2026-04-23 14:00")
    browser = office.at("coordinator")
    (address,) = {link for link in browser.visit("/tasks/directives").links.values() if "/directives/" in link}
    page = browser.submit(browser.visit(address), f"{address}/close", {"note": "เบิกจ่ายงบลงทุนแล้วร้อยละ 62"})
    assert "ปิดเรื่อง" in page.text
    office.line.fault("500", accept=True, op="pushMessage", to=office.phones[HEAD])


def line_takes_a_message_and_loses_the_answer(office: Office) -> None:
    """Friday 24 April: LINE has taken the morning's message and then failed; it is asked again later."""
    assert [each["accepted"] for each in _failed(office)] == [True]
    time.sleep(_A_PAUSE)


def _failed(office: Office) -> list[dict[str, Any]]:
    return [each for each in office.line.requests("pushMessage") if each["status"] == 500]


def she_finishes_on_the_last_day(office: Office) -> None:
    """Tuesday 28 April: due today, done with a sentence and a photo, verified in the afternoon."""
    office.it_is("2026-04-28 09:00")
    _reports_done(office, HEAD, SURVEY, SURVEYED)
    office.it_is("2026-04-28 14:00")
    working.the_coordinator_verifies(office, office.task(SURVEY, UNIT))


def she_unlinks(office: Office) -> None:
    """Thursday 30 April: a press of the menu asks first; then the chat is that of a stranger again."""
    office.it_is("2026-04-30 10:00")
    assert "ยืนยันยกเลิก" in office.presses_menu(HEAD, "ยกเลิกการเชื่อม")
    assert set(office.menu_of(HEAD)) == MENU
    assert "ยกเลิกการเชื่อม LINE แล้ว" in office.presses(HEAD, "ยืนยันยกเลิก")
    (taken_away,) = office.line.requests("unlinkRichMenuIdFromUser")
    assert (taken_away["path"], taken_away["status"]) == (f"/v2/bot/user/{office.phones[HEAD]}/richmenu", 200)
    assert "ยังไม่ได้เชื่อม" in office.says(HEAD, "งานของฉัน")


def _asks_for_time(office: Office, words: str, until: str, reason: str) -> None:
    assert "เพราะเหตุใด" in office.picks(ASKING, "ขอขยายเวลา", until, about=words)
    assert "ส่งคำขอขยายเวลา" in office.says(ASKING, reason)


def _reports_done(office: Office, name: str, words: str, result: str, *, photo: bytes = b"") -> None:
    """Press เสร็จแล้ว, say the result, send the photo that proves it."""
    assert "ได้ผลอย่างไร" in office.presses(name, "เสร็จแล้ว", about=words)
    assert "ส่งผลการดำเนินการ" in office.says(name, result)
    assert "แนบหลักฐานแล้ว" in office.sends_photo(name, photo or working.a_photo())
