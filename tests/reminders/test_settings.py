"""The rules an office reminds by, its quiet days, and how often a person wants to hear."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from flask import Flask
from sqlalchemy import select

from tests.browser import Browser
from tests.builders import a_government, a_person, a_task, the_system, the_unit
from tests.conftest import Clock
from tests.reminders.office import a_head, envelopes, kinds, plan
from tracker.database import db
from tracker.health.queries.timetable import plan_of
from tracker.people.models import AuditEvent
from tracker.people.roles import Role
from tracker.reminders import queries
from tracker.reminders.models import Frequency, QuietDay
from tracker.reminders.policy import Kind, Rules
from tracker.reminders.service.settings import rule_problems

SignIn = Callable[[object], Browser]
TUESDAY = date(2026, 3, 31)


@pytest.fixture
def coordinator(app: Flask, signed_in_as: SignIn) -> Browser:
    """A coordinator who is signed in."""
    return signed_in_as(a_person(Role.COORDINATOR))


def _rules() -> Rules:
    db.session.expire_all()
    return queries.rules(the_system())


def test_an_office_begins_with_the_rules_the_product_comes_with(coordinator: Browser) -> None:
    page = coordinator.visit("/reminders/settings")
    assert page.find("#before_first")["value"] == "30"
    assert "08.30 น." in page.find("#opens option[selected]").text
    assert {str(box["value"]) for box in page.all("input[name=wanted]")} == {
        kind.value for kind in Kind if kind not in {Kind.LATE, Kind.DIRECTIVE_LATE}
    }
    assert all(box.has_attr("checked") for box in page.all("input[name=wanted]"))


def test_what_is_changed_is_kept_and_reminded_by(coordinator: Browser, clock: Clock) -> None:
    page = coordinator.visit("/reminders/settings")
    wanted = [kind.value for kind in Kind if kind not in {Kind.DUE_TODAY, Kind.LATE, Kind.DIRECTIVE_LATE}]
    fields = {"before_second": "๑๐", "opens": "09:00", "closes": "15:00", "monthly_round_on": "", "wanted": wanted}
    coordinator.submit(page, "/settings", fields)
    assert _rules() == Rules(
        before_due=(30, 10, 3, 1),
        opens=time(9),
        closes=time(15),
        monthly_round_on=None,
        off=frozenset({Kind.DUE_TODAY}),
    )
    a_head()
    a_task(due_on=TUESDAY)
    plan()
    assert kinds() == ["assigned"]
    clock.set("2026-04-01 15:00")
    assert plan().people == 0
    assert db.session.scalars(select(AuditEvent.action)).all().count("reminder_rules_changed") == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"before_second": "40"}, "น้อยลงตามลำดับ"),
        ({"late_third": "2"}, "มากขึ้นตามลำดับ"),
        ({"silent_days": "1"}, "ระหว่าง 7 ถึง 90"),
        ({"to_mayor": "99"}, "ระหว่าง 1 ถึง 20"),
        ({"monthly_round_on": "32"}, "วันที่ 10 ถึง 31"),
        ({"monthly_round_on": "5"}, "วันที่ 10 ถึง 31"),
        ({"opens": "16:00", "closes": "16:30"}, "อย่างน้อย 2 ชั่วโมง"),
        ({"decision_after": "สาม"}, "ต้องเป็นจำนวนเต็ม"),
        ({"decision_after": ""}, ""),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    coordinator: Browser, fields: dict[str, str], words: str
) -> None:
    page = coordinator.visit("/reminders/settings")
    page = coordinator.submit(page, "/settings", fields, status=422)
    assert len(page.errors) == 1
    assert words in page.errors[0]
    assert _rules() == Rules()


def test_what_is_late_cannot_be_silenced() -> None:
    assert rule_problems(Rules()) == {}
    assert set(rule_problems(replace(Rules(), off=frozenset({Kind.LATE})))) == {"off"}


def test_an_office_goes_back_to_the_rules_it_began_with(coordinator: Browser) -> None:
    page = coordinator.visit("/reminders/settings")
    page = coordinator.submit(page, "/settings", {"silent_days": "45"})
    assert _rules().silent_days == 45
    coordinator.submit(page, "/defaults")
    assert _rules() == Rules()


def test_on_a_quiet_day_nothing_goes_and_the_next_day_tells_it(coordinator: Browser, clock: Clock) -> None:
    a_head()
    a_task(due_on=TUESDAY)
    page = coordinator.visit("/reminders/settings")
    page = coordinator.submit(page, "/quiet-days", {"quiet-day": "31/3/2569", "quiet-note": "วันเลือกตั้ง"})
    assert "วันเลือกตั้ง" in page.text
    assert plan().people == 0
    clock.set("2026-04-01 09:00")
    plan()
    assert [envelope.day for envelope in envelopes()] == [date(2026, 4, 1)]
    clock.set("2026-03-31 09:00")
    coordinator.submit(coordinator.visit("/reminders/settings"), "/remove")
    assert db.session.scalars(select(QuietDay)).all() == []


@pytest.mark.parametrize("day", ["1/3/2569", "30/3/2569", "1/3/2599", "ไม่ใช่วัน"])
def test_a_quiet_day_lies_ahead(coordinator: Browser, day: str) -> None:
    page = coordinator.visit("/reminders/settings")
    page = coordinator.submit(page, "/quiet-days", {"quiet-day": day}, status=422)
    assert len(page.errors) == 1
    assert page.find("#before_first")["value"] == "30"


def test_a_person_chooses_to_hear_once_a_week(app: Flask, signed_in_as: SignIn) -> None:
    head = a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด"))
    browser = signed_in_as(head)
    browser.submit(browser.visit("/reminders/preferences"), "/preferences", {"frequency": "weekly"})
    chosen = queries.preference(head.id, asker=the_system())
    assert chosen is not None
    assert chosen.frequency is Frequency.WEEKLY
    page = browser.visit("/reminders/preferences")
    assert page.find("input[name=frequency][checked]")["value"] == "weekly"


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_HEAD, Role.MAYOR, Role.AUDITOR])
def test_the_rules_are_the_coordinators_and_the_administrators(app: Flask, signed_in_as: SignIn, role: Role) -> None:
    signed_in_as(a_person(role, unit=the_unit("สำนักปลัด"))).visit("/reminders/settings", status=403)
    signed_in_as(a_person(Role.ADMINISTRATOR)).visit("/reminders/settings")


def test_a_quiet_day_of_another_office_is_not_found(app: Flask, coordinator: Browser) -> None:
    other = a_government("other", "องค์การบริหารส่วนตำบลจำลองพัฒนา")
    theirs = QuietDay(government_id=other.id, day=TUESDAY)
    db.session.add(theirs)
    db.session.commit()
    token = coordinator.visit("/reminders/settings").find("input[name=csrf_token]")["value"]
    answer = coordinator.client.post(f"/reminders/settings/quiet-days/{theirs.id}/remove", data={"csrf_token": token})
    assert answer.status_code == 404


def test_an_office_opens_no_earlier_than_its_day_is_planned(coordinator: Browser) -> None:
    page = coordinator.visit("/reminders/settings")
    earliest = page.all("#opens option")
    begins = plan_of("plan-reminders").begins.isoformat("minutes")
    assert min(str(option["value"]) for option in earliest if option["value"]) == begins
