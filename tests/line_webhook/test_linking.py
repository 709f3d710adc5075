"""Linking and unlinking over chat."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.builders import a_person, a_task, the_system, viewer_of
from tests.conftest import Clock
from tests.line_webhook.line_office import PHONE, LineOffice, line_office, words_of
from tests.reminders.office import a_head, envelopes, plan
from tests.simulator.running import user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.people import linking
from tracker.people import queries as people
from tracker.people.models import Person
from tracker.people.roles import LineState, Role
from tracker.reminders.models import Carrier, Conversation, MessageState


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        yield office


def a_code(person: Person) -> str:
    with transaction():
        return linking.issue_code(by=viewer_of(person), at=tracker_clock.now())


def linked_person() -> int | None:
    db.session.remove()
    account = people.line_account_of_user(PHONE, asker=the_system())
    return None if account is None else account.person_id


def test_a_code_and_its_confirmation_link_a_person(office: LineOffice) -> None:
    person = a_person(Role.UNIT_HEAD, name="นางพร จำลอง")
    asked = office.say(a_code(person))
    assert "นางพร จำลอง" in words_of(asked)
    assert linked_person() is None
    told = office.press("ใช่ เชื่อมบัญชีนี้")
    assert linked_person() == person.id
    assert "ยกเลิกการเชื่อม" in words_of(told)


def test_a_code_works_in_small_letters_and_once(office: LineOffice) -> None:
    """LINE case 66."""
    person = a_person()
    code = a_code(person)
    office.say(code.lower())
    office.press("ใช่ เชื่อมบัญชีนี้")
    assert linked_person() == person.id
    office.line.person(user_id(2))
    assert "ใช้ไม่ได้" in words_of(office.say(code, user_id(2)))


def test_a_code_somebody_else_claimed_is_of_no_use(office: LineOffice) -> None:
    """LINE case 66."""
    code = a_code(a_person())
    office.line.person(user_id(2))
    office.say(code)
    assert "ใช้ไม่ได้" in words_of(office.say(code, user_id(2)))


def test_a_code_that_is_declined_links_nobody(office: LineOffice) -> None:
    office.say(a_code(a_person()))
    assert "ไม่ได้เชื่อมบัญชี" in words_of(office.press("ไม่ใช่"))
    assert "ใช้ไม่ได้" in words_of(office.press("ใช่ เชื่อมบัญชีนี้")), "the button still stands in the chat"
    assert linked_person() is None


def test_a_code_is_good_for_ten_minutes(office: LineOffice, clock: Clock) -> None:
    """LINE case 66."""
    code = a_code(a_person())
    clock.set("2026-03-31 09:11")
    assert "หมดอายุ" in words_of(office.say(code))


def test_guessing_codes_is_stopped(office: LineOffice) -> None:
    """LINE case 66."""
    code = a_code(a_person())
    for number in range(2, 7):
        office.say(f"WRNG222{number}")
    assert "หลายครั้งเกินไป" in words_of(office.say(code))
    assert linked_person() is None


def test_a_stranger_is_told_how_to_link_and_leaves_no_trace(office: LineOffice) -> None:
    assert "ยังไม่ได้เชื่อม" in words_of(office.say("งานของฉัน"))
    assert "ยังไม่ได้เชื่อม" in words_of(office.press_data("v=1&a=done&t=1&n=1"))
    assert db.session.scalar(select(func.count()).select_from(Conversation)) == 0


def test_a_new_link_ends_the_old_one(office: LineOffice) -> None:
    """LINE case 67."""
    first, second = a_head(number=1), a_person(Role.STAFF)
    office.say(a_code(second))
    office.press("ใช่ เชื่อมบัญชีนี้")
    assert linked_person() == second.id
    assert people.line_account(first.id, asker=the_system()) is None


def test_a_person_unlinks_by_two_words(office: LineOffice) -> None:
    """LINE case 68."""
    person = a_head()
    office.say("ยกเลิกการเชื่อม")
    assert linked_person() == person.id
    assert "ยกเลิกการเชื่อม LINE แล้ว" in words_of(office.say("ยืนยันยกเลิก"))
    assert linked_person() is None


def test_a_person_unlinks_by_button(office: LineOffice) -> None:
    """LINE case 68."""
    a_head()
    office.say("ยกเลิกการเชื่อม")
    office.press("ยืนยันยกเลิก")
    assert linked_person() is None


def test_blocking_and_following_again_is_noted(office: LineOffice) -> None:
    """LINE case 69."""
    a_head()
    office.line.unfollow(PHONE)
    office.act()
    account = people.line_account_of_user(PHONE, asker=the_system())
    assert account is not None
    assert account.state is LineState.BLOCKED
    office.line.follow(PHONE)
    office.act()
    account = people.line_account_of_user(PHONE, asker=the_system())
    assert account is not None
    assert account.state is LineState.ACTIVE


def test_a_new_friend_is_greeted_with_the_way_to_link(office: LineOffice) -> None:
    office.line.person(user_id(5), state="unknown")
    office.line.follow(user_id(5))
    office.act()
    assert "อบต.ตัวอย่างพัฒนา" in words_of(office.line.messages_to(user_id(5)))


def test_a_code_of_somebody_whose_account_was_closed_is_of_no_use(office: LineOffice) -> None:
    """LINE case 66."""
    person = a_person()
    code = a_code(person)
    with transaction():
        db.session.get_one(Person, person.id).is_active = False
    assert "ใช้ไม่ได้" in words_of(office.say(code))


def test_what_waits_for_a_person_who_unlinks_is_in_the_web_inbox(office: LineOffice) -> None:
    """LINE case 68."""
    a_head()
    a_task()
    plan()
    office.say("ยกเลิกการเชื่อม")
    office.press("ยืนยันยกเลิก")
    (message,) = envelopes()
    assert (message.carrier, message.state) == (Carrier.WEB, MessageState.INBOX)


def test_a_person_who_keeps_the_link_is_told_so(office: LineOffice) -> None:
    person = a_head()
    office.say("ยกเลิกการเชื่อม")
    assert "เหมือนเดิม" in words_of(office.press("ไม่ยกเลิก"))
    office.say("ยืนยันยกเลิก")
    assert linked_person() == person.id, "the question was answered"


def test_a_person_who_may_not_sign_in_any_more_is_a_stranger(office: LineOffice) -> None:
    person = a_head()
    a_task()
    with transaction():
        db.session.get_one(Person, person.id).is_active = False
    assert "ยังไม่ได้เชื่อม" in words_of(office.say("งานของฉัน"))
