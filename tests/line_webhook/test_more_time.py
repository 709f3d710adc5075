"""More time, promises, decisions and taking back, entirely over chat."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders import a_directive, a_person, a_task, the_unit
from tests.conftest import Clock
from tests.line_webhook.line_office import PHONE, LineOffice, line_office, words_of
from tests.line_webhook.test_evidence import a_photo
from tests.reminders.office import a_head, link
from tests.simulator.running import user_id
from tracker.database import db
from tracker.people.models import Person
from tracker.people.roles import Role
from tracker.reminders.models import OutgoingMessage, Purpose
from tracker.tasks.models import Commitment, Directive, Evidence, ExtensionRequest, ExtensionState, Task, TaskState

DUE = date(2026, 3, 20)
HEAD_PHONE = user_id(2)


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        office.line.person(HEAD_PHONE)
        yield office


def a_late_task(office: LineOffice) -> Task:
    """A task of somebody in กองช่าง, eleven days late, shown on their phone."""
    unit = the_unit("กองช่าง")
    staff = a_person(Role.STAFF, unit=unit)
    link(staff, 1)
    task = a_task(unit=unit, assignee=staff, due_on=DUE)
    office.say("งานของฉัน")
    return task


def the_head() -> Person:
    return a_head(the_unit("กองช่าง"), number=2)


def pick(office: LineOffice, label: str, day: str, phone: str = PHONE) -> list[dict[str, Any]]:
    """Press a button that asks for a day, and choose one."""
    return office._after(phone, lambda: office.line.press(phone, label, params={"date": day}))


def the_request() -> ExtensionRequest:
    db.session.remove()
    return db.session.scalars(select(ExtensionRequest).order_by(ExtensionRequest.id.desc())).first()  # type: ignore[return-value]


def now_of(task: Task) -> Task:
    db.session.remove()
    return db.session.get_one(Task, task.id)


def asked(office: LineOffice, task: Task) -> ExtensionRequest:
    pick(office, "ขอขยายเวลา", "2026-04-30")
    office.say("รอข้อมูลจากกองคลัง")
    return the_request()


def test_more_time_is_asked_with_a_day_and_a_reason_and_goes_to_the_head(office: LineOffice) -> None:
    """LINE case 54."""
    task = a_late_task(office)
    assert "เพราะเหตุใด" in words_of(pick(office, "ขอขยายเวลา", "2026-04-30"))
    told = words_of(office.say("รอข้อมูลจากกองคลัง"))
    assert "ส่งคำขอขยายเวลา" in told
    assert "20 มี.ค. 69" in told
    request = the_request()
    assert (request.state, request.new_due_on, request.reason) == (
        ExtensionState.WAITING,
        date(2026, 4, 30),
        "รอข้อมูลจากกองคลัง",
    )
    assert now_of(task).due_on == DUE


@pytest.mark.parametrize("day", ["2026-03-20", "2026-03-31", "2026-10-01"])
def test_a_day_out_of_range_is_refused_before_anything_is_typed(office: LineOffice, day: str) -> None:
    """LINE case 54."""
    task = a_late_task(office)
    event = {
        "type": "postback",
        "to_user": PHONE,
        "postback": {"data": f"v=1&a=extend&t={task.id}&n={task.revision}", "params": {"date": day}},
    }
    told = words_of(office._after(PHONE, lambda: office.line.webhook(event)))
    assert "ต้อง" in told or "ไม่เกิน" in told
    assert the_request() is None


def test_the_head_grants_by_one_press_and_the_asker_is_told(office: LineOffice) -> None:
    task, head = a_late_task(office), the_head()
    request = asked(office, task)
    told = office.press_data(f"v=1&a=grant&t={task.id}&n=1&x={request.id}", HEAD_PHONE)
    assert "อนุมัติขยายเวลาแล้ว" in words_of(told)
    assert now_of(task).due_on == date(2026, 4, 30)
    note = db.session.scalars(select(OutgoingMessage).where(OutgoingMessage.purpose == Purpose.NOTICE)).one()
    assert note.person_id == task.assignee_id != head.id
    assert "อนุมัติขยายเวลาแล้ว กำหนดใหม่ 30 เม.ย. 69" in note.summary


def test_who_asked_hears_too_that_a_decision_was_taken_back(office: LineOffice) -> None:
    task, _ = a_late_task(office), the_head()
    request = asked(office, task)
    office.press_data(f"v=1&a=grant&t={task.id}&n=1&x={request.id}", HEAD_PHONE)
    office.press("ถอนรายการนี้", HEAD_PHONE)
    assert (the_request().state, now_of(task).due_on) == (ExtensionState.WAITING, DUE)
    notes = db.session.scalars(select(OutgoingMessage).where(OutgoingMessage.purpose == Purpose.NOTICE)).all()
    assert [note.person_id for note in notes] == [task.assignee_id] * 2
    assert any("กลับไปรอพิจารณา" in note.summary for note in notes)


def test_a_refusal_needs_its_reason_which_the_asker_reads(office: LineOffice) -> None:
    task, _ = a_late_task(office), the_head()
    request = asked(office, task)
    assert "เพราะเหตุใด" in words_of(office.press_data(f"v=1&a=refuse&x={request.id}", HEAD_PHONE))
    assert "ไม่อนุมัติ" in words_of(office.say("ทำทันแน่", HEAD_PHONE))
    assert (the_request().state, the_request().comment) == (ExtensionState.REFUSED, "ทำทันแน่")
    assert "ทำทันแน่" in db.session.scalars(select(OutgoingMessage.summary)).one()


def test_nobody_grants_their_own_request_by_a_press_that_was_made_up(office: LineOffice) -> None:
    """LINE case 60: a person without the right."""
    task, _ = a_late_task(office), the_head()
    request = asked(office, task)
    assert "พิจารณาได้เฉพาะ" in words_of(office.press_data(f"v=1&a=grant&x={request.id}"))
    assert (the_request().state, now_of(task).due_on) == (ExtensionState.WAITING, DUE)


def test_a_promise_names_the_day_and_leaves_the_due_date(office: LineOffice) -> None:
    task = a_late_task(office)
    told = words_of(pick(office, "รับทราบ แจ้งวันที่จะเสร็จ", "2026-04-03"))
    assert "3 เมษายน 2569" in told
    db.session.remove()
    made = db.session.scalars(select(Commitment)).one()
    assert (made.task_id, made.promised_on) == (task.id, date(2026, 4, 3))
    assert now_of(task).due_on == DUE


def test_what_was_pressed_by_mistake_is_taken_back(office: LineOffice) -> None:
    task = a_late_task(office)
    office.press("เริ่มแล้ว")
    assert now_of(task).state is TaskState.IN_PROGRESS
    assert "ถอนรายการแล้ว" in words_of(office.press("ถอนรายการนี้"))
    assert now_of(task).state is TaskState.NOT_STARTED


def test_after_ten_minutes_it_is_not_taken_back(office: LineOffice, clock: Clock) -> None:
    task = a_late_task(office)
    office.press("เริ่มแล้ว")
    clock.set("2026-03-31 09:11")
    assert "10 นาที" in words_of(office.press("ถอนรายการนี้"))
    assert now_of(task).state is TaskState.IN_PROGRESS


def test_a_request_a_promise_and_a_proof_are_taken_back(office: LineOffice) -> None:
    task = a_late_task(office)
    asked(office, task)
    assert "ถอนแล้ว: คำขอขยายเวลา" in words_of(office.press("ถอนรายการนี้"))
    assert the_request().state is ExtensionState.WITHDRAWN
    office.say("งานของฉัน")
    pick(office, "รับทราบ แจ้งวันที่จะเสร็จ", "2026-04-03")
    office.press("ถอนรายการนี้")
    db.session.remove()
    assert db.session.scalars(select(Commitment)).one().withdrawn_at is not None
    office.attach(a_photo())
    office.press("ถอนรายการนี้")
    db.session.remove()
    assert db.session.scalars(select(Evidence)).one().withdrawn_at is not None


def test_a_decision_and_an_acknowledgement_are_taken_back(office: LineOffice) -> None:
    task, head = a_late_task(office), the_head()
    request = asked(office, task)
    office.press_data(f"v=1&a=grant&x={request.id}", HEAD_PHONE)
    assert "รอพิจารณา" in words_of(office.press("ถอนรายการนี้", HEAD_PHONE))
    assert (the_request().state, now_of(task).due_on) == (ExtensionState.WAITING, DUE)
    directive = a_directive(a_person(Role.MAYOR), unit=the_unit("กองช่าง"))
    office.press_data(f"v=1&a=acknowledge&d={directive.id}", HEAD_PHONE)
    office.press("ถอนรายการนี้", HEAD_PHONE)
    db.session.remove()
    assert db.session.get_one(Directive, directive.id).acknowledged_at is None
    assert head.id
