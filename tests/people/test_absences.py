"""Days people are away, and who hears in their place."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from tests.browser import Browser
from tests.builders import a_government, a_person, the_system, the_unit
from tests.conftest import Clock
from tracker.database import db
from tracker.people.models import Absence, AuditEvent, Person
from tracker.people.queries.absences import away
from tracker.people.roles import Role

SignIn = Callable[[object], Browser]
TUESDAY = date(2026, 3, 31)
WEEK = {"starts_on": "30/3/2569", "ends_on": "3/4/2569"}


def _absences() -> list[Absence]:
    db.session.expire_all()
    return list(db.session.scalars(select(Absence).order_by(Absence.id)))


@pytest.fixture
def head(app: Flask) -> Person:
    """A head of สำนักปลัด."""
    return a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด"), name="นางสาวธารา ตัวอย่าง")


def test_a_person_enters_their_own_absence_with_a_deputy(head: Person, signed_in_as: SignIn) -> None:
    deputy = a_person(Role.STAFF, unit=the_unit("สำนักปลัด"), name="นายรับ จำลอง")
    browser = signed_in_as(head)
    page = browser.visit("/absences")
    page = browser.submit(page, "/absences", {**WEEK, "deputy_id": deputy.id, "note": "ลาพักผ่อน"})
    assert "นายรับ จำลอง" in page.text
    assert "ไม่อยู่วันนี้" in page.text
    assert away(the_system(), on=TUESDAY) == {head.id: deputy.id}
    assert away(the_system(), on=date(2026, 4, 4)) == {}
    assert "absence_entered" in db.session.scalars(select(AuditEvent.action)).all()


def test_a_person_is_not_offered_as_their_own_deputy(head: Person, signed_in_as: SignIn) -> None:
    page = signed_in_as(head).visit("/absences")
    assert str(head.id) not in [str(option["value"]) for option in page.all("#deputy_id option")]
    assert page.all("#person_id") == []


def test_the_coordinator_enters_anybodys_absence_and_sees_all_of_them(head: Person, signed_in_as: SignIn) -> None:
    browser = signed_in_as(a_person(Role.COORDINATOR))
    page = browser.submit(browser.visit("/absences"), "/absences", {**WEEK, "person_id": head.id})
    assert "นางสาวธารา ตัวอย่าง" in page.text
    assert [absence.person_id for absence in _absences()] == [head.id]


def test_nobody_enters_the_absence_of_another_by_filling_in_a_field_that_is_not_there(
    head: Person, signed_in_as: SignIn
) -> None:
    staff = a_person(Role.STAFF, unit=the_unit("สำนักปลัด"))
    browser = signed_in_as(staff)
    token = browser.visit("/absences").find("input[name=csrf_token]")["value"]
    data = {**WEEK, "deputy_id": "", "person_id": str(head.id), "csrf_token": token}
    browser.client.post("/absences", data=data)
    assert [absence.person_id for absence in _absences()] == [staff.id]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"starts_on": "3/4/2569", "ends_on": "30/3/2569"}, "ต้องไม่ก่อนวันแรก"),
        ({"starts_on": "1/3/2569", "ends_on": "30/3/2569"}, "ที่ผ่านไปแล้ว"),
        ({"starts_on": "1/4/2569", "ends_on": "1/6/2570"}, "ไม่เกินหนึ่งปี"),
    ],
)
def test_days_that_make_no_sense_are_refused(
    head: Person, signed_in_as: SignIn, fields: dict[str, str], words: str
) -> None:
    browser = signed_in_as(head)
    page = browser.submit(browser.visit("/absences"), "/absences", fields, status=422)
    assert [words in error for error in page.errors] == [True]
    assert _absences() == []


def test_an_absence_is_taken_back_by_oneself_or_the_coordinator_alone(
    head: Person, signed_in_as: SignIn, clock: Clock
) -> None:
    browser = signed_in_as(head)
    page = browser.submit(browser.visit("/absences"), "/absences", WEEK)
    (absence,) = _absences()
    stranger = signed_in_as(a_person(Role.STAFF, unit=the_unit("สำนักปลัด")))
    token = stranger.visit("/absences").find("input[name=csrf_token]")["value"]
    refused = stranger.client.post(f"/absences/{absence.id}/cancel", data={"csrf_token": token})
    assert refused.status_code == 403
    browser.submit(page, "/cancel")
    assert away(the_system(), on=TUESDAY) == {}
    browser.client.post(f"/absences/{absence.id}/cancel", data={"csrf_token": token})
    assert [one.cancelled_at for one in _absences()] == [clock.now]


def test_absences_of_another_office_are_not_found(head: Person, signed_in_as: SignIn) -> None:
    other = a_government("other", "องค์การบริหารส่วนตำบลจำลองพัฒนา")
    coordinator = a_person(Role.COORDINATOR, government=other)
    browser = signed_in_as(head)
    browser.submit(browser.visit("/absences"), "/absences", WEEK)
    theirs = signed_in_as(coordinator)
    page = theirs.visit("/absences")
    assert "ไม่มีวันลา" in page.text
    assert str(head.id) not in [str(option["value"]) for option in page.all("#person_id option")]
    token = page.find("input[name=csrf_token]")["value"]
    answer = theirs.client.post(f"/absences/{_absences()[0].id}/cancel", data={"csrf_token": token})
    assert answer.status_code == 404
