"""The page of LINE groups: codes are made by those who answer for the unit, links are ended there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.browser import Browser
from tests.builders import a_government, a_person, the_unit
from tests.reminders.office import a_channel, a_head
from tests.simulator.running import SimulatorControl, group_id, running_simulator
from tracker import clock as tracker_clock
from tracker.database import db
from tracker.messaging.line import LineMessenger
from tracker.people.models import Person, Unit
from tracker.people.roles import Role
from tracker.reminders.models import LineGroup, LineGroupCode

SignIn = Callable[[object], Browser]


@pytest.fixture
def line(app: Flask, tmp_path: Path) -> Iterator[SimulatorControl]:
    """LINE, for the routes that speak with it."""
    before = app.extensions["messenger_maker"]
    with running_simulator(tmp_path) as simulator:
        app.extensions["messenger_maker"] = lambda token: LineMessenger(token, host=simulator.host)
        yield simulator
    app.extensions["messenger_maker"] = before


def a_group(unit: Unit, by: Person) -> LineGroup:
    group = LineGroup(
        government_id=a_government().id,
        line_group_id=group_id(1),
        unit_id=unit.id,
        linked_by_id=by.id,
        joined_at=tracker_clock.now(),
        linked_at=tracker_clock.now(),
        members=12,
    )
    db.session.add(group)
    db.session.commit()
    return group


def test_a_head_has_a_code_made_for_the_own_unit_and_sees_it_once(app: Flask, signed_in_as: SignIn) -> None:
    finance = the_unit("กองคลัง")
    browser = signed_in_as(a_head(unit=finance))
    page = browser.visit("/reminders/groups")
    offered = [option.get_text(strip=True) for option in page.all("select[name=unit_id] option[value]:not([value=''])")]
    assert "กองคลัง" in offered
    assert "กองช่าง" not in offered
    page = browser.submit(page, "/reminders/groups", {"unit_id": str(finance.id)})
    assert page.find(".one-time-code output").get_text(strip=True).startswith("เชื่อมกลุ่ม ")
    assert browser.visit("/reminders/groups").all(".one-time-code") == []
    assert [code.unit_id for code in db.session.scalars(select(LineGroupCode))] == [finance.id]


def test_a_head_has_no_code_made_for_another_unit(app: Flask, signed_in_as: SignIn) -> None:
    browser = signed_in_as(a_head(unit=the_unit("กองคลัง")))
    token = browser.visit("/reminders/groups").find("main input[name=csrf_token]")["value"]
    for unit_id, status in ((the_unit("กองช่าง").id, 403), (99_999_999_999_999_999_999, 422), ("", 422)):
        sent = browser.client.post("/reminders/groups", data={"csrf_token": token, "unit_id": str(unit_id)})
        assert sent.status_code == status
    assert db.session.scalars(select(LineGroupCode)).all() == []


@pytest.mark.parametrize("role", [Role.STAFF, Role.MAYOR, Role.ADMINISTRATOR, Role.AUDITOR])
def test_the_page_is_for_coordinators_and_heads(app: Flask, signed_in_as: SignIn, role: Role) -> None:
    signed_in_as(a_person(role)).visit("/reminders/groups", status=403)


def test_a_head_sees_the_groups_of_the_own_unit_alone(app: Flask, signed_in_as: SignIn) -> None:
    head = a_head(unit=the_unit("กองคลัง"))
    a_group(the_unit("กองช่าง"), head)
    assert "ยังไม่มีกลุ่ม LINE ที่เชื่อมไว้" in signed_in_as(head).visit("/reminders/groups").text
    shown = signed_in_as(a_person(Role.COORDINATOR)).visit("/reminders/groups").text
    assert "กองช่าง" in shown
    assert group_id(1) not in shown


def test_ending_a_link_leaves_the_group(app: Flask, line: SimulatorControl, signed_in_as: SignIn) -> None:
    a_channel()
    line.group(group_id(1), members=12)
    coordinator = a_person(Role.COORDINATOR)
    group = a_group(the_unit("กองช่าง"), coordinator)
    browser = signed_in_as(coordinator)
    page = browser.submit(browser.visit("/reminders/groups"), f"/reminders/groups/{group.id}/unlink")
    assert "ยกเลิกการเชื่อมกลุ่มแล้ว" in page.notices[0]
    db.session.expire_all()
    assert db.session.scalars(select(LineGroup)).one().unit_id is None
    assert [seen["status"] for seen in line.requests("leaveGroup")] == [200]


def test_a_line_out_of_order_ends_the_link_all_the_same(
    app: Flask, line: SimulatorControl, signed_in_as: SignIn
) -> None:
    a_channel()
    line.fault("500", op="leaveGroup")
    coordinator = a_person(Role.COORDINATOR)
    group = a_group(the_unit("กองช่าง"), coordinator)
    browser = signed_in_as(coordinator)
    browser.submit(browser.visit("/reminders/groups"), f"/reminders/groups/{group.id}/unlink")
    db.session.expire_all()
    assert db.session.scalars(select(LineGroup)).one().unit_id is None
    assert [seen["status"] for seen in line.requests("leaveGroup")] == [500]
