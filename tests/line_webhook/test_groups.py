"""Groups: how one is linked, what goes there, what is kept of what is said there, who is obeyed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders import a_government, a_person, a_task, the_system, the_unit, viewer_of
from tests.conftest import Clock
from tests.line_webhook.line_office import PHONE, LineOffice, line_office, words_of
from tests.reminders.office import BASE_URL, a_head
from tests.simulator.running import ACCESS_TOKEN, group_id, user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.errors import NotAllowed, NotNow
from tracker.messaging.line import LineMessenger
from tracker.people.models import Person, Unit
from tracker.people.roles import Role
from tracker.reminders import delivery
from tracker.reminders.delivery.reaching import check_who_is_reached
from tracker.reminders.models import EventState, LineGroup, MessageState, OutgoingMessage, Purpose
from tracker.reminders.service import groups
from tracker.tasks.models import Task, TaskState

GROUP = group_id(1)
STRANGER = user_id(9)


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    """An office whose head has a phone, in a group of twelve with a stranger."""
    with line_office(committed_app, tmp_path) as office:
        office.line.person(STRANGER)
        office.line.group(GROUP, name="กองคลัง", members=[PHONE, STRANGER], joined=False)
        office.line.group(GROUP, members=12)
        yield office


def in_group(office: LineOffice, deed: str, **about: Any) -> str:
    """Let something happen in the group, and return what is said there afterwards."""
    before = len(office.line.messages_to(GROUP))
    office.line.in_group(GROUP, deed, **about)
    office.act()
    return words_of(office.line.messages_to(GROUP)[before:])


def a_group_code(person: Person, unit: Unit) -> str:
    with transaction():
        return groups.issue_code(unit.id, by=viewer_of(person), at=tracker_clock.now())


def the_group() -> LineGroup:
    db.session.remove()
    return db.session.scalars(select(LineGroup)).one()


def a_linked_group(office: LineOffice) -> Person:
    head = a_head(unit=the_unit("กองคลัง"))
    in_group(office, "join")
    in_group(office, "say", user=PHONE, text=f"เชื่อมกลุ่ม {a_group_code(head, the_unit('กองคลัง'))}")
    return head


def plan_and_deliver(office: LineOffice) -> list[OutgoingMessage]:
    db.session.remove()
    with transaction():
        groups.plan_group_counts(the_system(), today=tracker_clock.today(), at=tracker_clock.now())
    db.session.remove()
    sending = delivery.Sending(the_system(), LineMessenger(ACCESS_TOKEN, host=office.line.host), BASE_URL)
    delivery.deliver_waiting(sending, now=tracker_clock.now)
    db.session.remove()
    return list(db.session.scalars(select(OutgoingMessage).where(OutgoingMessage.group_id.is_not(None))))


def test_joining_a_group_is_answered_with_the_way_to_link_it(office: LineOffice) -> None:
    """LINE case 71."""
    a_government()
    assert "เชื่อมกลุ่ม ABCD2345" in in_group(office, "join")
    assert (the_group().line_group_id, the_group().unit_id) == (GROUP, None)


def test_a_linked_officer_links_the_group_by_its_code(office: LineOffice) -> None:
    """LINE case 71."""
    head = a_head(unit=the_unit("กองคลัง"))
    in_group(office, "join")
    code = a_group_code(head, the_unit("กองคลัง"))
    assert "เชื่อมกลุ่มนี้กับกองคลังแล้ว" in in_group(office, "say", user=PHONE, text=f"เชื่อมกลุ่ม {code.lower()}")
    group = the_group()
    assert (group.unit_id, group.linked_by_id, group.members) == (the_unit("กองคลัง").id, head.id, 12)
    assert "ใช้ไม่ได้" in in_group(office, "say", user=PHONE, text=f"เชื่อมกลุ่ม {code}"), "a code works once"


def test_somebody_who_is_no_officer_links_no_group(office: LineOffice) -> None:
    """LINE case 71."""
    head = a_head(unit=the_unit("กองคลัง"))
    in_group(office, "join")
    code = a_group_code(head, the_unit("กองคลัง"))
    assert "เฉพาะเจ้าหน้าที่" in in_group(office, "say", user=STRANGER, text=f"เชื่อมกลุ่ม {code}")
    assert the_group().unit_id is None
    assert "เชื่อมกลุ่มนี้กับกองคลังแล้ว" in in_group(office, "say", user=PHONE, text=f"เชื่อมกลุ่ม {code}")


def test_an_officer_whose_link_has_ended_links_no_group(office: LineOffice) -> None:
    head = a_head(unit=the_unit("กองคลัง"))
    in_group(office, "join")
    code = a_group_code(head, the_unit("กองคลัง"))
    office.say("ยกเลิกการเชื่อม")
    office.say("ยืนยันยกเลิก")
    assert "เฉพาะเจ้าหน้าที่" in in_group(office, "say", user=PHONE, text=f"เชื่อมกลุ่ม {code}")


def test_a_group_code_dies_after_a_day(office: LineOffice, clock: Clock) -> None:
    head = a_head(unit=the_unit("กองคลัง"))
    in_group(office, "join")
    code = a_group_code(head, the_unit("กองคลัง"))
    clock.set("2026-04-01 09:01")
    assert "หมดอายุ" in in_group(office, "say", user=PHONE, text=f"เชื่อมกลุ่ม {code}")


def test_only_the_coordinator_and_the_units_head_have_a_code_made(office: LineOffice) -> None:
    head = a_head(unit=the_unit("กองคลัง"))
    assert len(a_group_code(a_person(Role.COORDINATOR), the_unit("กองช่าง"))) == 8
    for person in (head, a_person(Role.STAFF, unit=the_unit("กองช่าง")), a_person(Role.MAYOR)):
        with pytest.raises(NotAllowed):
            a_group_code(person, the_unit("กองช่าง"))
    for _ in range(10):
        a_group_code(head, the_unit("กองคลัง"))
    with pytest.raises(NotNow, match="รอหนึ่งชั่วโมง"):
        a_group_code(head, the_unit("กองคลัง"))


def test_leaving_a_group_ends_its_link(office: LineOffice) -> None:
    """LINE case 71."""
    a_linked_group(office)
    assert in_group(office, "leave") == ""
    group = the_group()
    assert (group.unit_id, group.left_at is not None) == (None, True)
    in_group(office, "join")
    assert (the_group().unit_id, the_group().left_at) == (None, None), "who comes back begins anew"


def test_what_people_say_to_one_another_is_not_kept(office: LineOffice) -> None:
    a_linked_group(office)
    assert in_group(office, "say", user=PHONE, text="เย็นนี้ประชุมกี่โมง") == ""
    assert in_group(office, "say", user=STRANGER, text="งานของฉัน") == ""
    office.line.person(user_id(4))
    assert in_group(office, "come", users=[user_id(4)]) == ""
    for event in office.events()[-3:]:
        assert (event.payload, event.state) == ({}, EventState.IGNORED)


def test_of_a_command_only_the_command_is_kept(office: LineOffice) -> None:
    a_linked_group(office)
    (kept,) = [event.payload for event in office.events() if event.kind == "message"]
    assert set(kept) <= {"type", "mode", "timestamp", "replyToken", "source", "message"}
    assert kept["message"]["text"].startswith("เชื่อมกลุ่ม ")


def test_a_press_nobody_is_named_for_is_not_obeyed(office: LineOffice) -> None:
    """LINE case 60."""
    a_linked_group(office)
    task = a_task(unit=the_unit("กองคลัง"))
    data = f"v=1&a=start&t={task.id}&n={task.revision}"
    event = {"type": "postback", "postback": {"data": data}, "source": {"type": "group", "groupId": GROUP}}
    before = len(office.line.messages_to(GROUP))
    office.line.webhook(event)
    assert office.act() == 0
    assert len(office.line.messages_to(GROUP)) == before
    assert db.session.scalars(select(Task.state)).one() is TaskState.NOT_STARTED


def test_a_press_in_a_group_with_a_name_is_sent_to_the_private_chat(office: LineOffice) -> None:
    """LINE case 60."""
    a_linked_group(office)
    task = a_task(unit=the_unit("กองคลัง"))
    data = f"v=1&a=start&t={task.id}&n={task.revision}"
    source = {"type": "group", "groupId": GROUP, "userId": PHONE}
    office.line.webhook({"type": "postback", "postback": {"data": data}, "source": source})
    office.act()
    assert "แชตส่วนตัว" in words_of(office.line.messages_to(GROUP)[-1:])
    assert db.session.scalars(select(Task.state)).one() is TaskState.NOT_STARTED


def test_a_press_by_a_stranger_and_by_one_without_rights_does_nothing(office: LineOffice) -> None:
    """LINE case 60."""
    a_head(unit=the_unit("กองคลัง"))
    task = a_task(unit=the_unit("กองช่าง"))
    data = f"v=1&a=start&t={task.id}&n={task.revision}"
    assert "ยังไม่ได้เชื่อม" in words_of(office.press_data(data, STRANGER))
    assert "ไม่พบงานนี้" in words_of(office.press_data(data))
    assert db.session.scalars(select(Task.state)).one() is TaskState.NOT_STARTED


def test_a_group_hears_counts_once_a_week_and_nothing_else(office: LineOffice, clock: Clock) -> None:
    a_linked_group(office)
    a_task(unit=the_unit("กองคลัง"), due_on=date(2026, 3, 2))
    a_task(unit=the_unit("กองคลัง"))
    a_task(unit=the_unit("กองช่าง"))
    assert plan_and_deliver(office) == [], "linked on a Tuesday, it hears from the next week on"
    clock.set("2026-04-07 07:30")
    (planned,) = plan_and_deliver(office)
    assert planned.state is MessageState.WAITING, "not before the office opens"
    clock.set("2026-04-07 08:31")
    (sent,) = plan_and_deliver(office)
    assert (sent.purpose, sent.recipients, sent.state) == (Purpose.GROUP, 12, MessageState.ACCEPTED)
    told = words_of(office.line.messages_to(GROUP)[-1:])
    assert "กองคลัง: งานที่ยังไม่เสร็จ 2 งาน · เกินกำหนด 1 งาน" in told
    assert "จัดทำคู่มือ" not in told
    assert office.line.used() == 12
    clock.set("2026-04-08 09:00")
    assert len(plan_and_deliver(office)) == 1
    clock.set("2026-04-16 09:00")
    assert len(plan_and_deliver(office)) == 2, "Songkran moves the week's count to the first working day"


def test_a_group_that_is_gone_hears_nothing(office: LineOffice, clock: Clock) -> None:
    a_linked_group(office)
    a_task(unit=the_unit("กองคลัง"))
    clock.set("2026-04-07 07:30")
    plan_and_deliver(office)
    in_group(office, "leave")
    clock.set("2026-04-07 08:31")
    (message,) = plan_and_deliver(office)
    assert message.state is MessageState.WITHDRAWN


def test_a_group_line_refuses_to_send_to_is_nobodys(office: LineOffice, clock: Clock) -> None:
    a_linked_group(office)
    a_task(unit=the_unit("กองคลัง"))
    office.line.group(GROUP, joined=False)
    clock.set("2026-04-07 08:31")
    (message,) = plan_and_deliver(office)
    assert message.state is MessageState.FAILED
    assert (the_group().unit_id, the_group().left_at is not None) == (None, True)


def test_the_size_of_a_group_is_asked_for_and_one_we_are_not_in_ends(office: LineOffice) -> None:
    a_linked_group(office)
    messenger = LineMessenger(ACCESS_TOKEN, host=office.line.host)
    office.line.group(GROUP, members=15)
    check_who_is_reached(the_system(), messenger, now=tracker_clock.now)
    assert the_group().members == 15
    office.line.group(GROUP, joined=False)
    check_who_is_reached(the_system(), messenger, now=tracker_clock.now)
    assert the_group().left_at is not None


def test_a_group_whose_size_line_does_not_tell_is_linked_all_the_same(office: LineOffice) -> None:
    office.line.fault("500", op="getGroupMemberCount")
    a_linked_group(office)
    assert the_group().unit_id == the_unit("กองคลัง").id
