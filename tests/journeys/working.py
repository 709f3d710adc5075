"""The work of the year: reminders and answers over LINE, verifying and returning, what is late, who acts for whom."""

import re
from datetime import date
from io import BytesIO

from PIL import Image

from tests.browser import Page
from tests.journeys.office import PHONES, Office
from tests.simulator.running import BASIC_ID

PROCUREMENT = "รวบรวมแผนและผลการจัดซื้อจัดจ้างของเดือน"
QUESTIONS = "ปรับปรุงหน้า Q&A และบัญชี LINE OA ให้ใช้งานง่าย"
BORROWING = "รวบรวมระเบียบและปัญหาการยืมทรัพย์สินที่ผ่านมา"
QR_MENU = "จัดทำ QR รวมเมนู ITA"
TRAINING = ("ขออนุมัติโครงการ", "จัดอบรมบุคลากรของทุกส่วนราชการ", "ประเมินผลการอบรมและรายงานผู้บริหาร")
FARMERS = ("จัดฝึกอบรม", "ประเมินความรู้หลังอบรม")
NOT_DONE_REASON = "อยู่ระหว่างเปลี่ยนผู้ให้บริการเว็บไซต์ จึงเลื่อนไปปีงบประมาณ พ.ศ. ๒๕๗๐"
OCTOBER_RESULT = ("เผยแพร่แผนและผลการจัดซื้อจัดจ้างเดือนตุลาคมแล้ว", "ประชาชนดาวน์โหลดไปใช้ต่อได้")
DIRECTIVE = "ให้เผยแพร่ข้อมูลเดือนพฤศจิกายนโดยเร็ว"


def the_heads_link_their_phones(office: Office) -> None:
    """A code from the page, sent to the office's account and confirmed there; a code works once."""
    for name in PHONES:
        browser = office.at(name)
        page = browser.submit(browser.visit("/reminders/line"), "/reminders/line/code")
        assert BASIC_ID in page.text
        code = page.find(".one-time-code").get_text(strip=True)
        assert office.people[name].name in office.says(name, code)
        assert "เชื่อม LINE กับบัญชี" in office.presses(name, "ใช่ เชื่อมบัญชีนี้")
        assert "เชื่อมแล้ว" in browser.visit("/reminders/line").text
    assert "ใช้ไม่ได้" in office.says("office", code) or "ไม่พบคำสั่ง" in office.says("office", code)


def everybody_hears_of_the_new_tasks(office: Office, day: date) -> None:
    """One message for each head; run again the same morning, the jobs send nothing more."""
    office.a_morning(day)
    for name in PHONES:
        assert len(office.received(name, day)) == 1
    office.a_morning(day)
    for name in PHONES:
        assert len(office.received(name, day)) == 1


def finance_answers_with_buttons_and_a_photo(office: Office) -> None:
    """Started, sixty per cent, a photo, and done with its result: all on the phone, all on the task's page."""
    assert "เริ่มดำเนินการ" in office.presses("finance", "เริ่มแล้ว", about=PROCUREMENT)
    assert "กี่เปอร์เซ็นต์" in office.presses("finance", "คืบหน้า")
    assert "60%" in office.says("finance", "๖๐ %")
    assert "แนบหลักฐานแล้ว" in office.sends_photo("finance", a_photo())
    assert "ได้ผลอย่างไร" in office.presses("finance", "เสร็จแล้ว")
    assert "รอตรวจ 100%" in office.says("finance", "\n".join(OCTOBER_RESULT))
    page = office.page_of("coordinator", office.task(PROCUREMENT, "กองคลัง"))
    assert "รอตรวจ" in page.text
    assert "LINE" in page.text
    for words in OCTOBER_RESULT:
        assert words in page.text
    (photo,) = [link for link in page.links.values() if link.startswith("/tasks/evidence/")]
    assert office.at("coordinator").download(photo).mimetype == "image/jpeg"


def the_coordinator_verifies(office: Office, task: int) -> None:
    page = judged(office, "coordinator", task, press="ตรวจแล้ว เสร็จสมบูรณ์")
    assert "ดำเนินการแล้วเสร็จ" in page.text


def the_coordinator_returns_what_lacks_proof(office: Office) -> None:
    """Sent back with a comment, heard of the next working morning, answered with proof, and verified."""
    task = office.task(QUESTIONS, "สำนักปลัด")
    reports_done(office, "office", task, "ปรับปรุงหน้า Q&A แล้ว", "ประชาชนสอบถามได้")
    page = judged(office, "coordinator", task, press="ส่งกลับให้แก้ไข", comment="กรุณาแนบภาพหน้าเว็บไซต์")
    assert "อยู่ระหว่างดำเนินการ" in page.text
    day = date(2025, 11, 21)
    office.a_morning(day)
    assert QUESTIONS in " ".join(office.received("office", day))
    assert "กรุณาแนบภาพหน้าเว็บไซต์" in office.page_of("office", task).text
    office.it_is("2025-11-21 10:00")
    reports_done(
        office, "office", task, "ปรับปรุงหน้า Q&A แล้ว", "ประชาชนสอบถามได้สองช่องทาง", "https://www.example.go.th/qa"
    )
    the_coordinator_verifies(office, task)


def finance_has_a_problem(office: Office) -> None:
    """What stands in the way is told on the phone and read on the page."""
    assert "ติดปัญหาอะไร" in office.presses("finance", "ติดปัญหา", about=BORROWING)
    assert "แจ้งปัญหา" in office.says("finance", "เอกสารเดิมสูญหาย ต้องขอสำเนาจากอำเภอ")
    task = office.task(BORROWING, "งานพัสดุและทรัพย์สิน")
    assert "เอกสารเดิมสูญหาย" in office.page_of("coordinator", task).text


def the_office_says_what_it_cannot_do(office: Office) -> None:
    """Not done needs its reason."""
    task = office.task(QR_MENU, "สำนักปลัด")
    browser, action = office.at("office"), f"/tasks/{task}/not-done"
    page = browser.submit(browser.visit(action), action, status=422)
    page = browser.submit(page, action, {"reason": NOT_DONE_REASON})
    assert "ไม่ได้ดำเนินการ" in page.text
    assert NOT_DONE_REASON in page.text


def place_on_the_board(office: Office, words: str) -> tuple[int, int]:
    """Where a late task stands on the mayor's board, counted from the top, and how many working days late it is."""
    page = office.at("mayor").visit("/board/")
    late = page.find('section[aria-labelledby="late-heading"]')
    for place, item in enumerate(late.select("li.item"), 1):
        found = re.search(r"ช้า (\d+) วันทำการ", item.get_text(" ", strip=True))
        if words in item.get_text(" ", strip=True) and found:
            return place, int(found[1])
    raise AssertionError(f"{words!r} is not among the late tasks of the board:\n{late.get_text(' ', strip=True)}")


def the_mayor_gives_a_directive(office: Office) -> int:
    """One press on the board's first late task; the unit and what it is about are filled in."""
    browser = office.at("mayor")
    page = browser.visit("/board/")
    first = page.find('section[aria-labelledby="late-heading"] li.item')
    assert PROCUREMENT in first.text
    page = browser.visit(str(first.select('a[href*="/directives/new"]')[0]["href"]))
    page = browser.submit(page, "/tasks/directives/new", {"text": DIRECTIVE, "due_on": "2026-01-23"})
    assert page.h1 == "ข้อสั่งการถึงกองคลัง"
    return int(page.url.rsplit("/", 1)[1])


def finance_acknowledges_and_closes(office: Office, directive: int) -> None:
    """Heard of on the next working morning, acknowledged on the phone, closed on the page with what was done."""
    day = date(2026, 1, 12)
    office.a_morning(day)
    assert len(office.received("finance", day)) == 1
    assert "รับทราบข้อสั่งการแล้ว" in office.presses("finance", "รับทราบ", about=DIRECTIVE)
    address = f"/tasks/directives/{directive}"
    assert f"รับทราบ {office.people['finance'].name}" in office.at("mayor").visit(address).text
    office.it_is("2026-01-15 14:00")
    browser = office.at("finance")
    browser.submit(browser.visit(address), f"{address}/close", {"note": "มอบหมายผู้รับผิดชอบประจำแล้ว"})
    page = office.at("mayor").visit(address)
    assert "มอบหมายผู้รับผิดชอบประจำแล้ว" in page.text
    assert "ปิดเรื่อง" in page.text


def an_acting_head_takes_over(office: Office) -> None:
    """The administrator ends one post and gives an acting one; from that day the tasks follow the post."""
    browser, works, finance = office.at("administrator"), office.people["works"].id, office.people["finance"].id
    page = browser.visit(f"/administration/users/{finance}")
    (ending,) = {link for link in page.links.values() if link.endswith("/end")}
    browser.submit(browser.visit(ending), ending, {"ends_on": "2026-03-31"})
    address = f"/administration/users/{works}/posts/new"
    terms = {
        "role": "unit_head", "unit_id": str(office.unit("กองคลัง")), "title": "ผู้อำนวยการกองคลัง", "is_acting": "y",
        "authority": "คำสั่ง อบต.ตัวอย่างพัฒนา ที่ ๑๒๓/๒๕๖๙", "starts_on": "2026-04-01",
    }  # fmt: skip
    browser.submit(browser.visit(address), address, terms)
    task = office.task(PROCUREMENT, "กองคลัง", 2)
    office.at("works").visit(f"/tasks/{task}", status=404)
    day = office.it_is("2026-04-01 07:50")
    office.a_morning(day)
    assert office.received("finance", day) == []
    assert PROCUREMENT in " ".join(office.received("works", day))
    office.at("finance").visit(f"/tasks/{task}", status=404)


def the_acting_head_finishes_what_was_late(office: Office) -> None:
    """Done on the phone in the name of the acting head, verified, and gone from the late tasks of the board."""
    task = office.task(PROCUREMENT, "กองคลัง", 2)
    assert place_on_the_board(office, PROCUREMENT)[0] == 1
    assert "ได้ผลอย่างไร" in office.presses("works", "เสร็จแล้ว", about="30 พ.ย. 68")
    office.says("works", "เผยแพร่ข้อมูลเดือนพฤศจิกายนแล้ว")
    page = office.page_of("coordinator", task)
    assert office.people["works"].name in page.text
    the_coordinator_verifies(office, task)


def reports_done(office: Office, name: str, task: int, summary: str, outcome: str, link: str = "") -> None:
    """Report a task as done on its page."""
    browser, action = office.at(name), f"/tasks/{task}/report"
    fields = {"stage": "done", "summary": summary, "outcome": outcome, "links": link}
    assert "รอตรวจ" in browser.submit(browser.visit(action), action, fields).text


def the_training_is_held(office: Office) -> None:
    """Three steps, three results, three outcomes; each verified."""
    for number, step in enumerate(TRAINING, 1):
        task = office.task(step, "สำนักปลัด")
        reports_done(office, "office", task, f"ผลของการอบรมขั้นที่ {number}", f"ความสำเร็จของการอบรมขั้นที่ {number}")
        the_coordinator_verifies(office, task)


def the_coordinator_reports_for_a_unit_without_a_head(office: Office) -> None:
    """The unit chosen for the unknown owner has nobody: the coordinator reports, and may not verify the own report."""
    for step in FARMERS:
        task = office.task(step, "กองสวัสดิการสังคม")
        reports_done(office, "coordinator", task, f"{step}เกษตรกรแล้ว", "เกษตรกร ๔๕ คนเข้าใจเรื่องผลประโยชน์ทับซ้อน")
        page = office.page_of("coordinator", task)
        assert page.all("button[value=pass]") == []
        assert "ดำเนินการแล้วเสร็จ" in judged(office, "palad", task, press="ตรวจแล้ว เสร็จสมบูรณ์").text


def judged(office: Office, name: str, task: int, *, press: str, comment: str = "") -> Page:
    browser = office.at(name)
    page = browser.visit(f"/tasks/{task}")
    return browser.submit(page, f"/tasks/{task}/verdict", {"verdict-comment": comment}, press=press)


def a_photo(colour: str = "green") -> bytes:
    """Return a photo of a colour."""
    written = BytesIO()
    Image.new("RGB", (640, 480), colour).save(written, "JPEG")
    return written.getvalue()
