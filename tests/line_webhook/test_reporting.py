"""Reporting by the buttons of a card, and by typing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders import a_directive, a_person, a_task, the_unit, viewer_of
from tests.conftest import Clock
from tests.line_webhook.line_office import PHONE, LineOffice, line_office, words_of
from tests.reminders.office import a_head, link
from tests.simulator.running import user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.people.roles import Role
from tracker.reminders.models import EventState
from tracker.tasks import service as tasks
from tracker.tasks.models import Directive, ProgressUpdate, Task, TaskState, Via
from tracker.tasks.service import ProgressReport

TUESDAY = date(2026, 3, 31)


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        yield office


def updates() -> list[ProgressUpdate]:
    db.session.remove()
    return list(db.session.scalars(select(ProgressUpdate).order_by(ProgressUpdate.id)))


def now_of(task: Task) -> Task:
    db.session.remove()
    return db.session.get_one(Task, task.id)


def test_my_tasks_shows_the_most_urgent_first(office: LineOffice) -> None:
    a_head()
    a_task(due_on=date(2026, 9, 30))
    a_task(due_on=date(2026, 3, 1))
    (message,) = office.say("งานของฉัน")
    first, second = message["contents"]["contents"]
    assert first["header"]["contents"][0]["text"] == "ล่าช้า 21 วันทำการ"
    assert "เหลือ" in second["header"]["contents"][0]["text"]


def test_nothing_to_do_is_said_so(office: LineOffice) -> None:
    a_head()
    assert "ไม่มีงานค้าง" in words_of(office.say("งานของฉัน"))


def test_starting_a_task(office: LineOffice) -> None:
    head = a_head()
    task = a_task()
    office.say("งานของฉัน")
    told = office.press("เริ่มแล้ว")
    assert "บันทึกแล้ว" in words_of(told)
    (update,) = updates()
    assert (update.state_after, update.via, update.reported_by_id) == (TaskState.IN_PROGRESS, Via.LINE, head.id)
    assert now_of(task).state is TaskState.IN_PROGRESS


def test_progress_by_button_and_quick_reply(office: LineOffice) -> None:
    a_head()
    task = a_task()
    office.say("งานของฉัน")
    assert "กี่เปอร์เซ็นต์" in words_of(office.press("คืบหน้า"))
    assert "คืบหน้า 50%" in words_of(office.press("คืบหน้า 50%"))
    assert now_of(task).percent == 50


@pytest.mark.parametrize(
    ("typed", "percent"), [("๕๐ %", 50), ("50%", 50), ("คืบหน้า 35", 35), ("๗๕ เปอร์เซ็นต์", 75), ("คืบหน้า ๙%", 9)]
)
def test_progress_typed_about_the_only_task(office: LineOffice, typed: str, percent: int) -> None:
    """LINE case 55."""
    a_head()
    task = a_task()
    office.say(typed)
    assert now_of(task).percent == percent


def test_a_bare_number_counts_only_as_an_answer(office: LineOffice) -> None:
    a_head()
    task = a_task()
    office.say("60")
    assert updates() == []
    office.say("งานของฉัน")
    office.press("คืบหน้า")
    office.say("๖๐")
    assert now_of(task).percent == 60


@pytest.mark.parametrize("typed", ["101%", "999 %", "เกือบเสร็จ"])
def test_an_answer_that_is_no_percentage_is_asked_for_again(office: LineOffice, typed: str) -> None:
    a_head()
    a_task()
    office.say("งานของฉัน")
    office.press("คืบหน้า")
    assert "0 ถึง 100" in words_of(office.say(typed))
    assert updates() == []
    office.say("40")
    assert [update.percent for update in updates()] == [40]


def test_which_task_is_asked_where_there_are_several(office: LineOffice) -> None:
    a_head()
    a_task()
    a_task()
    assert "หมายถึงงานใด" in words_of(office.say("50%"))
    assert updates() == []


def test_done_asks_for_the_result_and_submits(office: LineOffice) -> None:
    a_head()
    task = a_task()
    office.say("งานของฉัน")
    assert "ได้ผลอย่างไร" in words_of(office.press("เสร็จแล้ว"))
    assert updates() == []
    told = office.say("จัดทำคู่มือแล้ว 12 งาน\nประชาชนทราบขั้นตอนครบทุกงาน")
    assert "รอตรวจ" in words_of(told)
    (update,) = updates()
    assert (update.summary, update.outcome) == ("จัดทำคู่มือแล้ว 12 งาน", "ประชาชนทราบขั้นตอนครบทุกงาน")
    assert now_of(task).state is TaskState.SUBMITTED


def test_one_sentence_is_result_enough(office: LineOffice) -> None:
    a_head()
    task = a_task()
    office.say("เสร็จแล้ว")
    office.say("จัดอบรมแล้ว มีผู้เข้าร่วม 45 คน")
    assert now_of(task).state is TaskState.SUBMITTED
    assert updates()[0].summary == updates()[0].outcome == "จัดอบรมแล้ว มีผู้เข้าร่วม 45 คน"


def test_hundred_percent_is_done_and_asks_for_the_result(office: LineOffice) -> None:
    a_head()
    task = a_task()
    assert "ได้ผลอย่างไร" in words_of(office.say("100%"))
    assert now_of(task).state is TaskState.NOT_STARTED


def test_a_problem_is_asked_for_and_kept(office: LineOffice) -> None:
    a_head()
    a_task(state=TaskState.IN_PROGRESS, percent=30)
    office.say("งานของฉัน")
    office.press("ติดปัญหา")
    office.say("ผู้รับจ้างส่งงานช้า")
    (update,) = updates()
    assert (update.problem, update.percent) == ("ผู้รับจ้างส่งงานช้า", 30)


def test_a_question_is_dropped_by_a_word_and_by_time(office: LineOffice, clock: Clock) -> None:
    a_head()
    a_task()
    a_task()
    office.say("งานของฉัน")
    office.press("เสร็จแล้ว")
    office.say("ยกเลิก")
    assert "ไม่พบคำสั่ง" in words_of(office.say("ทำเสร็จแล้วจริง ๆ"))
    office.say("งานของฉัน")
    office.press("เสร็จแล้ว")
    clock.set("2026-03-31 09:31")
    assert "ไม่พบคำสั่ง" in words_of(office.say("ทำเสร็จแล้วจริง ๆ"))
    assert updates() == []


def test_an_old_button_shows_the_present_state_and_overwrites_nothing(office: LineOffice) -> None:
    """LINE case 45."""
    a_head()
    coordinator = viewer_of(a_person(Role.COORDINATOR, name="นางสาวแผน จำลอง"))
    task = a_task()
    office.say("งานของฉัน")
    with transaction():
        report = ProgressReport(revision=task.revision, as_of=TUESDAY, percent=80)
        tasks.report_progress(db.session.get_one(Task, task.id), report, by=coordinator, at=tracker_clock.now())
    told = office.press_data(f"v=1&a=progress&t={task.id}&n=1&p=25")
    assert "นางสาวแผน จำลอง เพิ่งบันทึก" in words_of(told)
    assert "80%" in words_of(told)
    assert [update.percent for update in updates()] == [80]


@pytest.mark.parametrize("action", ["progress", "done", "problem"])
def test_who_presses_an_old_button_is_told_before_typing(office: LineOffice, action: str) -> None:
    """LINE case 45."""
    a_head()
    coordinator = viewer_of(a_person(Role.COORDINATOR, name="นางสาวแผน จำลอง"))
    task = a_task()
    with transaction():
        report = ProgressReport(revision=task.revision, as_of=TUESDAY, percent=80)
        tasks.report_progress(db.session.get_one(Task, task.id), report, by=coordinator, at=tracker_clock.now())
    assert "นางสาวแผน จำลอง เพิ่งบันทึก" in words_of(office.press_data(f"v=1&a={action}&t={task.id}&n=1"))


def test_a_button_of_a_finished_task_shows_its_state(office: LineOffice) -> None:
    a_head()
    task = a_task(state=TaskState.DONE, percent=100)
    for action in ("start", "progress", "done", "problem"):
        assert "แล้วเสร็จ" in words_of(office.press_data(f"v=1&a={action}&t={task.id}&n=1"))
    assert updates() == []


def test_a_forwarded_button_is_worth_nothing_to_others(office: LineOffice) -> None:
    a_head()
    task = a_task()
    staff = a_person(Role.STAFF, unit=the_unit("สำนักปลัด"))
    stranger = a_person(Role.UNIT_HEAD, unit=the_unit("กองคลัง"))
    for number, person in ((2, staff), (3, stranger)):
        office.line.person(user_id(number))
        link(person, number)
    assert "รายงานได้เฉพาะ" in words_of(office.press_data(f"v=1&a=start&t={task.id}&n=1", user_id(2)))
    assert "ไม่พบงานนี้" in words_of(office.press_data(f"v=1&a=start&t={task.id}&n=1", user_id(3)))
    assert updates() == []


@pytest.mark.parametrize(
    "data", ["", "v=1", "v=1&a=done", "v=1&a=done&t=x&n=1", "v=1&a=done&t=1&n=-1", "a=" + "&a" * 200]
)
def test_a_button_that_makes_no_sense_changes_nothing(office: LineOffice, data: str) -> None:
    a_head()
    a_task()
    assert "ไม่พบคำสั่ง" in words_of(office.press_data(data))
    assert [kept.state for kept in office.events()] == [EventState.DONE]


def test_the_same_press_twice_is_one_report(office: LineOffice) -> None:
    a_head()
    task = a_task()
    for _ in range(2):
        office.press_data(f"v=1&a=progress&t={task.id}&n=1&p=50")
    assert len(updates()) == 1


def test_a_directive_is_acknowledged_by_one_press(office: LineOffice) -> None:
    head = a_head()
    directive = a_directive(a_person(Role.MAYOR))
    office.say("งานของฉัน")
    assert "รับทราบข้อสั่งการแล้ว" in words_of(office.press("รับทราบ"))
    db.session.remove()
    assert db.session.get_one(Directive, directive.id).acknowledged_by_id == head.id


def test_odd_events_do_not_stop_the_good_one(office: LineOffice) -> None:
    """LINE case 46."""
    a_head()
    task = a_task()
    good = {"type": "postback", "to_user": PHONE, "postback": {"data": f"v=1&a=start&t={task.id}&n=1"}}
    odd = [
        {"type": "messageEdited", "to_user": PHONE},
        {"type": "memberJoined", "source": {"type": "group", "groupId": "C1"}},
        {"type": "postback", "to_user": PHONE, "postback": "no object"},
        {"type": "message", "to_user": PHONE, "mode": "unheard of", "message": {"type": "hologram", "id": "5"}},
        {"type": "message", "to_user": PHONE, "message": {"type": "text", "id": "6", "text": None}},
        {"type": "message", "source": None, "message": {"type": "text", "id": "7", "text": "x"}},
    ]
    office.line.webhook(*odd, good)
    office.act()
    assert now_of(task).state is TaskState.IN_PROGRESS
    assert EventState.RECEIVED not in {kept.state for kept in office.events()}


def test_when_another_system_answers_this_one_is_silent(office: LineOffice) -> None:
    """LINE case 47."""
    a_head()
    a_task()
    office.line.webhook({"to_user": PHONE, "mode": "standby", "message": {"type": "text", "text": "งานของฉัน"}})
    assert office.act() == 1
    assert office.line.deliveries(PHONE) == []


def test_a_reply_line_loses_is_not_repeated(office: LineOffice) -> None:
    """LINE case 52."""
    a_head()
    task = a_task()
    office.line.fault("500", op="replyMessage", count=-1)
    office.press_data(f"v=1&a=start&t={task.id}&n=1")
    office.act()
    assert len(office.line.requests("replyMessage")) == 1
    assert len(updates()) == 1


def test_words_are_no_answer_to_a_question_that_was_not_seen(office: LineOffice) -> None:
    """LINE case 52."""
    a_head()
    task = a_task()
    office.line.fault("500", op="replyMessage")
    office.press_data(f"v=1&a=done&t={task.id}&n=1")
    assert "ไม่พบคำสั่ง" in words_of(office.say("พรุ่งนี้จะส่งให้"))
    assert now_of(task).state is TaskState.NOT_STARTED


def test_an_event_left_by_a_dead_process_is_acted_upon_later(office: LineOffice, clock: Clock) -> None:
    from tests.builders import the_system
    from tracker.line_webhook import acting

    a_head()
    task = a_task()
    office.line.webhook({"type": "postback", "to_user": PHONE, "postback": {"data": f"v=1&a=start&t={task.id}&n=1"}})
    db.session.remove()
    assert acting._lease_next(the_system(), tracker_clock.now()) is not None
    assert office.act() == 0
    clock.set("2026-03-31 09:04")
    assert office.act() == 1
    assert len(updates()) == 1


def test_replies_cost_nothing(office: LineOffice) -> None:
    a_head()
    a_task()
    office.say("งานของฉัน")
    office.press("เริ่มแล้ว")
    assert office.line.used() == 0
