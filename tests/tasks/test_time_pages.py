"""The pages of more time: asking, deciding, promising, taking back."""

from datetime import date

import pytest

from tests.builders import a_person, a_task, the_unit, viewer_of
from tracker.database import db
from tracker.people.roles import Role
from tracker.tasks import queries
from tracker.tasks.models import ExtensionState, Task, TaskState

DUE = date(2026, 3, 20)


@pytest.fixture
def people(app):
    """Somebody of กองช่าง with a late task, and the head."""
    unit = the_unit("กองช่าง")
    staff, head = a_person(Role.STAFF, unit=unit), a_person(Role.UNIT_HEAD, unit=unit)
    return staff, head, a_task(unit=unit, assignee=staff, due_on=DUE)


def ask(browser, task, due_on="2026-04-30", status=200):
    page = browser.visit(f"/tasks/{task.id}/extension")
    fields = {"due_on": due_on, "reason": "รอข้อมูลจากกองคลัง"}
    return browser.submit(page, form=f"/tasks/{task.id}/extension", fields=fields, status=status)


def now_of(task):
    db.session.expire_all()
    return db.session.get_one(Task, task.id)


def test_more_time_is_asked_for_and_granted_by_the_head(signed_in_as, people):
    staff, head, task = people
    page = ask(signed_in_as(staff), task)
    assert "ระหว่างรอพิจารณา กำหนดเดิมยังไม่เปลี่ยน" in page.text
    assert "รอข้อมูลจากกองคลัง" in page.text
    assert "อนุมัติ" not in [button.get_text(strip=True) for button in page.all("button")]
    browser = signed_in_as(head)
    page = browser.follow(browser.visit("/tasks/"), "คำขอขยายเวลา รอพิจารณา 1")
    [request] = queries.waiting_extensions(viewer_of(head))
    page = browser.submit(page, form=f"/reminders/extensions/{request.id}/decide", press="อนุมัติ")
    assert "อนุมัติแล้ว" in page.text
    assert now_of(task).due_on == date(2026, 4, 30)
    inbox = signed_in_as(staff).visit("/reminders/")
    assert "อนุมัติขยายเวลาแล้ว กำหนดใหม่ 30 เม.ย. 69" in inbox.text


def test_a_refusal_without_a_reason_is_asked_for_one(signed_in_as, people):
    staff, head, task = people
    ask(signed_in_as(staff), task)
    browser = signed_in_as(head)
    [request] = queries.waiting_extensions(viewer_of(head))
    page = browser.visit(f"/tasks/{task.id}")
    page = browser.submit(page, form=f"/reminders/extensions/{request.id}/decide", press="ไม่อนุมัติ")
    assert "กรุณาพิมพ์เหตุผลที่ไม่อนุมัติ" in page.text
    assert queries.extension_request(request.id, viewer=viewer_of(head)).state is ExtensionState.WAITING


@pytest.mark.parametrize("due_on", ["2026-03-20", "2026-10-01", ""])
def test_a_day_that_cannot_be_comes_back_with_what_was_typed(signed_in_as, people, due_on):
    staff, _, task = people
    page = ask(signed_in_as(staff), task, due_on, status=422)
    assert page.errors
    assert "รอข้อมูลจากกองคลัง" in page.text


def test_the_asker_withdraws_the_request(signed_in_as, people):
    staff, _, task = people
    browser = signed_in_as(staff)
    page = ask(browser, task)
    [request] = queries.waiting_extensions(viewer_of(staff))
    page = browser.submit(page, form=f"/tasks/extensions/{request.id}/withdraw")
    assert "ถอนคำขอแล้ว" in page.text
    assert queries.waiting_extensions(viewer_of(staff)) == []


def test_a_promise_stands_beside_the_due_date(signed_in_as, people):
    staff, _, task = people
    browser = signed_in_as(staff)
    page = browser.visit(f"/tasks/{task.id}")
    page = browser.submit(page, form=f"/tasks/{task.id}/promise", fields={"promised_on": "2026-04-03"})
    assert "วันศุกร์ที่ 3 เมษายน 2569" in page.text
    assert now_of(task).due_on == DUE


def test_what_was_just_reported_is_taken_back_for_ten_minutes(signed_in_as, people, clock):
    staff, _, task = people
    browser = signed_in_as(staff)
    page = browser.visit(f"/tasks/{task.id}/report")
    page = browser.submit(page, form=f"/tasks/{task.id}/report", fields={"stage": "in_progress", "percent": "80"})
    update = queries.history(task.id, asker=viewer_of(staff))[0]
    page = browser.submit(page, form=f"/tasks/{task.id}/undo/{update.id}")
    assert "รายการนี้ถูกถอนแล้ว" in page.text
    assert (now_of(task).state, now_of(task).percent) == (TaskState.NOT_STARTED, 0)
    page = browser.visit(f"/tasks/{task.id}/report")
    browser.submit(page, form=f"/tasks/{task.id}/report", fields={"stage": "in_progress", "percent": "50"})
    clock.set("2026-03-31 09:11")
    assert "ถอนรายการนี้" not in browser.visit(f"/tasks/{task.id}").text
