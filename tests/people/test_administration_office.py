"""Looking after units, the names documents use for them, days off, the office, and the data of the assessment."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from tests.browser import Browser
from tests.builders import a_government, a_person, the_system, the_unit
from tracker import ita
from tracker.database import db
from tracker.people import queries
from tracker.people.models import Holiday, Unit
from tracker.people.queries import administration as lists
from tracker.people.roles import Role
from tracker.thai import without_spaces

SignIn = Callable[[object], Browser]


@pytest.fixture
def administrator(app: Flask, signed_in_as: SignIn) -> Browser:
    """An administrator who is signed in."""
    return signed_in_as(a_person(Role.ADMINISTRATOR))


def _unit_meant_by(written: str) -> int | None:
    db.session.expire_all()
    return queries.owner_names(the_system()).get(without_spaces(written))


def _holiday(day: date) -> Holiday | None:
    db.session.expire_all()
    return next((holiday for holiday in queries.holidays(the_system()) if holiday.day == day), None)


def test_a_unit_that_was_added_can_own_tasks(administrator: Browser) -> None:
    page = administrator.visit("/administration/units/new")
    fields = {"name": "กองการเจ้าหน้าที่", "kind": "division", "serves_public": "y"}
    page = administrator.submit(page, "/units/new", fields)
    assert page.h1 == "กองการเจ้าหน้าที่"
    assert "กองการเจ้าหน้าที่" in [unit.name for unit in queries.divisions(the_system())]


def test_a_renamed_unit_is_still_found_by_its_old_name(administrator: Browser) -> None:
    unit = the_unit("กองช่าง")
    page = administrator.visit(f"/administration/units/{unit.id}/edit")

    page = administrator.submit(page, "/edit", {"name": "กองโยธา"})

    assert page.h1 == "กองโยธา"
    assert _unit_meant_by("กองโยธา") == _unit_meant_by("กองช่าง") == unit.id


def test_a_unit_renamed_to_its_own_alias_loses_that_alias(administrator: Browser) -> None:
    unit = the_unit("กองช่าง")
    page = administrator.visit(f"/administration/units/{unit.id}/edit")
    administrator.submit(page, "/edit", {"name": "ส่วนโยธา"})
    written = {alias.written for alias in lists.aliases(the_system())[unit.id]}
    assert "ส่วนโยธา" not in written
    assert "กองช่าง" in written


@pytest.mark.parametrize("name", ["กองคลัง", "ส่วนการคลัง", "กอง คลัง"])
def test_a_name_that_means_another_unit_is_refused(name: str, administrator: Browser) -> None:
    page = administrator.visit(f"/administration/units/{the_unit('กองช่าง').id}/edit")
    page = administrator.submit(page, "/edit", {"name": name}, status=422)
    assert len(page.errors) == 1
    assert "อยู่แล้ว" in page.errors[0]


def test_a_unit_cannot_stand_below_its_own_section(administrator: Browser) -> None:
    above, below = the_unit("กองคลัง"), the_unit("งานพัสดุและทรัพย์สิน")
    page = administrator.visit(f"/administration/units/{above.id}/edit")
    page = administrator.submit(page, "/edit", {"parent_id": str(below.id)}, status=422)
    assert "หน่วยงานย่อยของตน" in page.errors[0]


def test_a_unit_with_sections_or_people_is_not_closed(administrator: Browser) -> None:
    with_sections, with_people = the_unit("กองคลัง"), the_unit("กองช่าง")
    a_person(Role.UNIT_HEAD, unit=with_people, name="นายเหล็ก สมมติ")

    refused = administrator.submit(
        administrator.visit(f"/administration/units/{with_sections.id}"), "/close", status=409
    )
    assert "งานพัสดุและทรัพย์สิน" in refused.text
    refused = administrator.submit(administrator.visit(f"/administration/units/{with_people.id}"), "/close", status=409)
    assert "นายเหล็ก สมมติ" in refused.text


def test_a_closed_unit_owns_nothing_new_until_it_is_opened_again(administrator: Browser) -> None:
    unit = the_unit("กองสวัสดิการสังคม")
    page = administrator.submit(administrator.visit(f"/administration/units/{unit.id}"), "/close")
    assert "ปิดแล้ว" in page.text
    assert _unit_meant_by("กองสวัสดิการสังคม") is None
    administrator.submit(page, "/reopen")
    assert _unit_meant_by("กองสวัสดิการสังคม") == unit.id


def test_a_unit_moves_up_among_its_siblings(administrator: Browser) -> None:
    def order() -> list[str]:
        db.session.expire_all()
        return [unit.name for unit in queries.divisions(the_system())][:3]

    assert order() == ["สำนักปลัด", "กองคลัง", "กองช่าง"]
    unit = the_unit("กองช่าง")
    administrator.submit(administrator.visit("/administration/units"), f"/administration/units/{unit.id}/up")
    assert order() == ["สำนักปลัด", "กองช่าง", "กองคลัง"]
    first = the_unit("สำนักปลัด")
    administrator.submit(administrator.visit("/administration/units"), f"/administration/units/{first.id}/up")
    assert order() == ["สำนักปลัด", "กองช่าง", "กองคลัง"]


def test_an_alias_is_remembered_and_forgotten(administrator: Browser) -> None:
    unit = the_unit("กองช่าง")
    page = administrator.visit(f"/administration/units/{unit.id}")
    page = administrator.submit(page, "/aliases", {"written": "กองช่าง อบต."})
    assert _unit_meant_by("กองช่างอบต.") == unit.id
    alias = next(alias for alias in lists.aliases(the_system())[unit.id] if alias.written == "กองช่าง อบต.")
    administrator.submit(page, f"/administration/aliases/{alias.id}/remove")
    assert _unit_meant_by("กองช่างอบต.") is None


def test_an_alias_of_another_unit_is_refused(administrator: Browser) -> None:
    page = administrator.visit(f"/administration/units/{the_unit('กองช่าง').id}")
    page = administrator.submit(page, "/aliases", {"written": "ส่วนการคลัง"}, status=422)
    assert "เป็นชื่อของกองคลังอยู่แล้ว" in page.errors[0]


def test_a_day_off_of_the_office_is_added_and_taken_back(administrator: Browser) -> None:
    day = date(2026, 6, 15)
    page = administrator.visit("/administration/holidays")
    page = administrator.submit(page, "/holidays?year=2569", {"day": "15/6/2569", "name": "วันสถาปนา อบต."})
    assert "วันสถาปนา อบต." in page.text
    assert not queries.working_calendar(the_system()).is_working_day(day)

    holiday = _holiday(day)
    assert holiday is not None
    administrator.submit(page, f"/administration/holidays/{holiday.id}/remove")
    assert queries.working_calendar(the_system()).is_working_day(day)


def test_a_holiday_of_the_calendar_can_be_worked_and_comes_back_when_taken_back(administrator: Browser) -> None:
    day = date(2026, 4, 13)
    before = _holiday(day)
    assert before is not None
    page = administrator.visit("/administration/holidays?year=2569")
    assert not page.all(f"form[action='/administration/holidays/{before.id}/remove']")

    page = administrator.submit(page, f"/administration/holidays/{before.id}/work")
    assert queries.working_calendar(the_system()).is_working_day(day)

    administrator.submit(page, f"/administration/holidays/{before.id}/remove")
    after = _holiday(day)
    assert after is not None
    assert (after.name, after.source, after.is_working_day) == (before.name, "library", False)


def test_a_year_without_holidays_is_filled_from_the_library_once(administrator: Browser) -> None:
    page = administrator.visit("/administration/holidays?year=2575")
    assert "ยังไม่มีวันหยุดของ พ.ศ. 2575" in page.text
    page = administrator.submit(page, "/seed?year=2575")
    assert "วันสงกรานต์" in page.text
    page = administrator.submit(page, "/seed?year=2575")
    assert "วันหยุดราชการของปีนี้มีครบแล้ว" in page.notices


def test_an_office_changes_its_particulars_and_switches_verifying_off(administrator: Browser) -> None:
    page = administrator.visit("/administration/office")
    fields = {"district": "ตัวอย่าง", "province": "ตัวอย่าง", "phone": "๐ ๐๐๐๐ ๐๐๐๐", "document_prefix": "ตย ๗๐๐๐๑/"}
    page = administrator.submit(page, "/office", {**fields, "verifies_progress": []})

    office = queries.government(the_system())
    db.session.refresh(office)
    assert (office.document_prefix, office.phone, office.verifies_progress) == ("ตย ๗๐๐๐๑/", "๐ ๐๐๐๐ ๐๐๐๐", False)


@pytest.mark.parametrize("year", range(ita.FIRST_YEAR, ita.LAST_YEAR + 1))
def test_each_year_of_the_assessment_can_be_looked_at(year: int, administrator: Browser) -> None:
    page = administrator.visit(f"/administration/ita/{year}")
    assert ita.catalogue(year).result_document.title in page.text
    assert page.text.count("รอตรวจกับคู่มือ") > 0


def test_a_year_without_data_is_not_found(administrator: Browser) -> None:
    administrator.visit("/administration/ita/2540", status=404)


def test_units_of_another_office_are_not_found(app: Flask, signed_in_as: SignIn) -> None:
    other = a_government("another", "องค์การบริหารส่วนตำบลจำลองพัฒนา")
    stranger = signed_in_as(a_person(Role.ADMINISTRATOR, government=other))
    unit: Unit = the_unit("กองคลัง")
    stranger.visit(f"/administration/units/{unit.id}", status=404)
