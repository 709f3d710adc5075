"""What a member of staff says and presses, as people do: with courtesy, photos before words, second thoughts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests.builders import a_directive, a_person, a_task, the_unit, viewer_of
from tests.conftest import Clock
from tests.line_webhook.line_office import LineOffice, line_office, words_of
from tests.line_webhook.test_evidence import a_photo, proofs, send_of_set
from tests.line_webhook.test_more_time import pick, the_request
from tests.line_webhook.test_reporting import now_of, updates
from tests.reminders.office import a_head, link
from tests.simulator.running import user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.people.roles import Role
from tracker.tasks import service as tasks
from tracker.tasks.models import Directive, ExtensionState, Task, TaskState
from tracker.tasks.service import ProgressReport


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        a_head()
        yield office


def test_done_asks_for_the_result_and_then_for_its_proof(office: LineOffice) -> None:
    task = a_task()
    other = a_task(due_on=date(2026, 3, 1))
    office.press_data(f"v=1&a=done&t={task.id}&n=1")
    told = office.say("จัดอบรมแล้ว มีผู้เข้าร่วม 45 คน")
    assert "หลักฐาน" in words_of(told)
    choices = [choice["action"]["type"] for choice in told[-1]["quickReply"]["items"]]
    assert choices[:2] == ["camera", "cameraRoll"]
    assert "แนบหลักฐานแล้ว" in words_of(office.attach(a_photo()))
    assert [proof.task_id for proof in proofs()] == [task.id]
    assert now_of(other).state is TaskState.NOT_STARTED


def test_a_result_can_be_taken_back_after_the_proof_was_asked_for(office: LineOffice) -> None:
    task = a_task()
    office.say("เสร็จแล้ว")
    office.say("จัดทำคู่มือแล้ว")
    office.press("ถอนรายการนี้")
    assert now_of(task).state is TaskState.NOT_STARTED


def test_proof_that_comes_before_the_result_is_filed_and_the_question_stands(office: LineOffice) -> None:
    task = a_task()
    office.say("เสร็จแล้วครับ")
    told = office.attach(a_photo())
    assert "แนบหลักฐานแล้ว" in words_of(told)
    assert "ได้ผลอย่างไร" in told[-1]["text"]
    assert "มีหลักฐานแล้ว 1 รายการ" in words_of(office.say("จัดทำคู่มือแล้ว 12 งาน"))
    assert now_of(task).state is TaskState.SUBMITTED


@pytest.mark.parametrize("typed", ["เสร็จแล้ว", "ครับ", "รับทราบค่ะ", "OK", "👍", "เรียบร้อยแล้วค่ะ"])
def test_courtesy_is_no_result(office: LineOffice, typed: str) -> None:
    task = a_task()
    office.say("เสร็จแล้ว")
    told = words_of(office.say(typed))
    assert "หนึ่งประโยค" in told
    assert now_of(task).state is TaskState.NOT_STARTED
    office.say("จัดทำคู่มือแล้ว")
    assert updates()[0].summary == "จัดทำคู่มือแล้ว"


@pytest.mark.parametrize(
    "typed",
    ["50%ครับ", "๕๐ % ค่ะ", "คืบหน้า 50 แล้วค่ะ", "คืบหน้าประมาณ 50%", "ทำได้ 50 เปอร์เซ็นต์แล้วครับ", "ได้ ๕๐% แล้วนะคะ"],
)
def test_a_percentage_is_understood_as_people_write_it(office: LineOffice, typed: str) -> None:
    task = a_task()
    office.say(typed)
    assert now_of(task).percent == 50


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("เริ่มแล้วค่ะ", "เริ่มดำเนินการ"),
        ("เสร็จแล้วนะครับ", "ได้ผลอย่างไร"),
        ("มีปัญหาครับ", "ติดปัญหาอะไร"),
        ("งานของฉันค่ะ", "งานที่ค้างอยู่"),
        ("เกินกำหนด", "เกินกำหนด"),
        ("ช่วยเหลือครับ", "ใช้งานได้ดังนี้"),
    ],
)
def test_commands_are_understood_with_courtesy(office: LineOffice, typed: str, answer: str) -> None:
    a_task(due_on=date(2026, 3, 1))
    assert answer in words_of(office.say(typed))


def test_a_second_thought_changes_the_question(office: LineOffice) -> None:
    task = a_task()
    office.say("เสร็จแล้ว")
    assert "ติดปัญหาอะไร" in words_of(office.say("ติดปัญหา"))
    office.say("รอใบเสนอราคา")
    assert [update.problem for update in updates()] == ["รอใบเสนอราคา"]
    office.say("เสร็จแล้ว")
    assert "คืบหน้า 80%" in words_of(office.say("80%"))
    assert now_of(task).percent == 80


def test_more_time_is_asked_for_by_typing_too(office: LineOffice) -> None:
    task = a_task(due_on=date(2026, 4, 10))
    assert "เลือกวันที่" in words_of(office.say("ขอขยายเวลาครับ"))
    assert "เพราะเหตุใด" in words_of(pick(office, "เลือกวันที่ขอขยาย", "2026-04-30"))
    office.say("รอผู้รับจ้าง")
    assert (the_request().task_id, the_request().state) == (task.id, ExtensionState.WAITING)


def test_more_time_without_a_task_or_for_a_finished_one_is_answered(office: LineOffice) -> None:
    assert "ไม่มีงานค้าง" in words_of(office.say("ขอขยายเวลา"))
    task = a_task()
    office.press_data(f"v=1&a=done&t={task.id}&n=1")
    office.say("จัดทำคู่มือแล้ว")
    assert "ขอขยายเวลาไม่ได้แล้ว" in words_of(office.say("ขอขยายเวลา"))


def test_the_only_directive_is_acknowledged_by_the_word(office: LineOffice) -> None:
    mayor = a_person(Role.MAYOR)
    first = a_directive(mayor)
    assert "รับทราบข้อสั่งการแล้ว" in words_of(office.say("รับทราบครับ"))
    db.session.remove()
    assert db.session.get_one(Directive, first.id).acknowledged_at is not None
    assert "ไม่มีข้อสั่งการที่รอรับทราบ" in words_of(office.say("รับทราบ"))
    for _ in range(2):
        a_directive(mayor, unit=the_unit("สำนักปลัด"))
    assert "ข้อสั่งการที่รอรับทราบ 2 เรื่อง" in words_of(office.say("รับทราบ"))


def test_what_was_saved_is_taken_back_by_typing_too(office: LineOffice) -> None:
    """LINE on a computer shows no quick replies."""
    task = a_task()
    office.say("20%")
    office.say("50%")
    assert "ถอนรายการแล้ว" in words_of(office.say("ถอนรายการนี้ค่ะ"))
    assert now_of(task).percent == 20
    office.attach(a_photo())
    assert "ถอนแล้ว" in words_of(office.say("ถอน"))
    assert proofs()[0].withdrawn_at is not None


def test_with_nothing_saved_there_is_nothing_to_take_back(office: LineOffice, clock: Clock) -> None:
    assert "ไม่มีรายการ" in words_of(office.say("ถอนรายการนี้"))
    task = a_task()
    office.say("50%")
    clock.set("2026-03-31 09:11")
    assert "10 นาที" in words_of(office.say("ถอนรายการนี้"))
    assert now_of(task).percent == 50


def test_cancelling_says_whether_anything_was_saved(office: LineOffice) -> None:
    a_task()
    office.say("เสร็จแล้ว")
    assert "ยังไม่ได้บันทึกอะไร" in words_of(office.say("ยกเลิก"))
    office.say("50%")
    told = words_of(office.say("ยกเลิก"))
    assert "ยังไม่ได้บันทึกอะไร" not in told
    assert "ถอนรายการนี้" in told


def test_an_answer_goes_to_the_task_that_was_asked_about(office: LineOffice) -> None:
    """Between question and answer a photo of another task comes in, and a request of somebody else is granted."""
    asked, other = a_task(), a_task()
    office.press_data(f"v=1&a=start&t={other.id}&n=1")
    send_of_set(office, 1)
    office.press_data(f"v=1&a=done&t={asked.id}&n=1")
    send_of_set(office, 2)
    assert [proof.task_id for proof in proofs()] == [other.id] * 2
    office.say("จัดทำคู่มือแล้ว")
    assert now_of(asked).state is TaskState.SUBMITTED
    assert now_of(other).state is TaskState.IN_PROGRESS


def test_a_file_that_waits_for_its_task_is_not_lost_over_something_else(office: LineOffice) -> None:
    first, second = a_task(), a_task()
    office.attach(a_photo())
    told = office.press_data(f"v=1&a=start&t={second.id}&n=1")
    assert "บันทึกแล้ว" in words_of(told)
    assert "เป็นหลักฐานของงานใด" in told[-1]["text"]
    office.press_data(f"v=1&a=problem&t={second.id}&n=2")
    assert "เป็นหลักฐานของงานใด" in words_of(office.say("รอใบเสนอราคา"))
    office.press_data(f"v=1&a=attach&t={first.id}")
    assert [proof.task_id for proof in proofs()] == [first.id]
    assert "หลักฐานของงานใด" not in words_of(office.say("งานของฉัน"))


def test_typed_words_do_not_overwrite_what_somebody_else_just_saved(office: LineOffice) -> None:
    task = a_task()
    office.say("งานของฉัน")
    coordinator = viewer_of(a_person(Role.COORDINATOR, name="นางสาวแผน จำลอง"))
    with transaction():
        report = ProgressReport(revision=task.revision, as_of=tracker_clock.today(), percent=80)
        tasks.report_progress(db.session.get_one(Task, task.id), report, by=coordinator, at=tracker_clock.now())
    told = words_of(office.say("50%"))
    assert "นางสาวแผน จำลอง เพิ่งบันทึก" in told
    assert now_of(task).percent == 80
    office.say("90%")
    assert now_of(task).percent == 90


@pytest.mark.parametrize("asked_for", ["งานของฉัน", "รอท่าน"])
def test_a_head_decides_about_more_time_from_the_list_of_what_waits(office: LineOffice, asked_for: str) -> None:
    unit = the_unit("กองช่าง")
    staff = a_person(Role.STAFF, unit=unit)
    office.line.person(link(staff, 2))
    office.line.person(link(a_person(Role.UNIT_HEAD, unit=unit), 3))
    task = a_task(unit=unit, assignee=staff, due_on=date(2026, 4, 10))
    office.say("ขอขยายเวลา", user_id(2))
    pick(office, "เลือกวันที่ขอขยาย", "2026-04-30", user_id(2))
    office.say("รอผู้รับจ้าง", user_id(2))
    assert "ขอขยายเวลา" in words_of(office.say(asked_for, user_id(3)))
    assert "ขอขยายเวลา" not in words_of(office.say(asked_for)), "it is not for another unit's head"
    assert "อนุมัติขยายเวลาแล้ว" in words_of(office.press("อนุมัติ", user_id(3)))
    assert now_of(task).due_on == date(2026, 4, 30)
    assert "ขอขยายเวลา:" not in words_of(office.say(asked_for, user_id(3)))


def test_the_only_task_shown_as_late_is_the_one_typed_about(office: LineOffice) -> None:
    a_task(due_on=date(2026, 9, 1))
    late = a_task(due_on=date(2026, 3, 2))
    office.say("เกินกำหนด")
    office.say("60%")
    assert now_of(late).percent == 60


def test_a_photo_sent_on_friday_is_asked_about_on_monday(office: LineOffice, clock: Clock) -> None:
    clock.set("2026-04-03 16:00")
    tasks_of_head = [a_task(), a_task()]
    office.attach(a_photo())
    clock.set("2026-04-06 08:30")
    assert "เป็นหลักฐานของงานใด" in words_of(office.say("สวัสดีค่ะ"))
    office.say("2")
    assert [proof.task_id for proof in proofs()] == [tasks_of_head[1].id]


@pytest.mark.parametrize("typed", ["ไม่", "ไม่ครับ", "ยกเลิก"])
def test_who_does_not_want_to_unlink_says_no(office: LineOffice, typed: str) -> None:
    office.say("ยกเลิกการเชื่อม")
    assert "ยังเชื่อม LINE ไว้" in words_of(office.say(typed))
    assert "ไม่มีงานค้าง" in words_of(office.say("งานของฉัน"))


@pytest.mark.parametrize(
    ("typed", "percent", "summary"),
    [
        ("๕๐% รอใบเสนอราคาครับ", 50, "รอใบเสนอราคา"),
        ("คืบหน้า 70 % แล้ว ส่งร่างให้ปลัดตรวจ", 70, "ส่งร่างให้ปลัดตรวจ"),
    ],
)
def test_a_percentage_may_be_followed_by_words(office: LineOffice, typed: str, percent: int, summary: str) -> None:
    a_task()
    assert f"คืบหน้า {percent}%" in words_of(office.say(typed))
    (update,) = updates()
    assert (update.percent, update.summary) == (percent, summary)


def test_a_problem_may_be_told_in_one_line(office: LineOffice) -> None:
    a_task()
    office.say("ติดปัญหา ผู้รับจ้างส่งงานช้า")
    assert [update.problem for update in updates()] == ["ผู้รับจ้างส่งงานช้า"]
    assert "ติดปัญหาอะไร" in words_of(office.say("ติดปัญหา ครับ"))


def test_a_result_may_begin_with_a_percentage(office: LineOffice) -> None:
    a_task()
    office.say("เสร็จแล้ว")
    office.say("80% ของผู้รับบริการพึงพอใจ")
    assert updates()[0].summary == "80% ของผู้รับบริการพึงพอใจ"


@pytest.mark.parametrize("typed", ["50% ทำต่อ", "ติดปัญหา ขาดคน"])
def test_words_about_no_task_record_nothing(office: LineOffice, typed: str) -> None:
    assert "ไม่มีงานค้าง" in words_of(office.say(typed))
    a_task()
    a_task()
    assert "หมายถึงงานใด" in words_of(office.say(typed))
    assert updates() == []
