from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import select

from tests.browser import Browser
from tests.builders import YEAR, a_government, a_measure, a_person, a_task, an_open_year, the_system, the_unit
from tracker import clock
from tracker.database import db
from tracker.measures import queries
from tracker.measures.models import Measure, MeasureOwner, OwnerScope
from tracker.people.models import Person
from tracker.people.roles import Role

SignIn = Callable[[Person], Browser]


@pytest.fixture
def coordinator(signed_in_as: SignIn) -> Browser:
    return signed_in_as(a_person())


def _unready() -> Measure:
    measure = a_measure(starts_on=None, ends_on=None, period_text="สักวัน")
    owner = db.session.scalars(select(MeasureOwner).where(MeasureOwner.measure_id == measure.id)).one()
    owner.text, owner.unit_id = "ฝ่ายลึกลับ", None
    db.session.commit()
    return measure


def test_the_list_tells_owners_periods_and_what_is_still_to_be_decided(coordinator: Browser) -> None:
    a_measure(title="ทำคู่มือ", owners=(OwnerScope.ALL_UNITS, the_unit("กองคลัง")), recurrence="quarterly")
    _unready()
    page = coordinator.visit("/measures/?year=2569")
    for words in ("1. ทำคู่มือ", "ทุกส่วนราชการ", "กองคลัง", "ทุกไตรมาส", "1 ขั้นตอน", "ยังไม่รู้จัก", "ยังไม่กำหนด"):
        assert words in page.text
    assert "มีมาตรการที่ยังเปิดงานไม่ได้ 1 รายการ" in page.text
    assert page.links["เปิดปีงบประมาณ"].endswith("/tasks/opening/2569")


def test_an_office_without_measures_is_told_how_to_begin(coordinator: Browser) -> None:
    page = coordinator.visit("/measures/")
    assert "ยังไม่มีมาตรการ" in page.text
    assert page.links["นำเข้าเอกสาร"] == "/documents/"


def test_a_measure_is_typed_by_hand(coordinator: Browser) -> None:
    page = coordinator.visit("/measures/new")
    refused = coordinator.submit(page, "/measures/new", {"title": "ทำคู่มือ", "period_text": "สักวัน"}, status=422)
    assert "อ่านช่วงเวลา “สักวัน” ไม่ได้" in refused.errors[0]
    fields = {"period_text": "ทุกเดือน", "owners": "กองคลัง", "steps": "ก\nข", "fiscal_year": "๒๕๖๙"}
    page = coordinator.submit(refused, "/measures/new", fields)
    assert page.h1 == "ทำคู่มือ"
    made = queries.measures(the_system(), YEAR)[0]
    assert (made.number, made.steps, made.recurrence, made.is_ready) == (1, ("ก", "ข"), "monthly", True)


def test_a_measure_typed_for_a_closed_year_is_refused_and_what_was_typed_stays(coordinator: Browser) -> None:
    an_open_year().closed_at = clock.now()
    db.session.commit()
    page = coordinator.visit("/measures/new")
    refused = coordinator.submit(page, "/measures/new", {"title": "ทำคู่มือ", "fiscal_year": "2569"}, status=422)
    assert "ปีงบประมาณ พ.ศ. 2569 ปิดแล้ว" in refused.errors[0]
    assert refused.find("textarea[name=title]").get_text().strip() == "ทำคู่มือ"


def test_a_measure_of_a_closed_year_offers_no_change(coordinator: Browser) -> None:
    measure = a_measure(starts_on=None, ends_on=None, period_text="")
    an_open_year().closed_at = clock.now()
    db.session.commit()
    page = coordinator.visit(f"/measures/{measure.id}")
    actions = {str(form["action"]).rpartition("/")[2] for form in page.all("main form")}
    assert not {"period", "cancel"} & actions
    assert "แก้ไข" not in page.links


def test_an_owner_and_a_period_are_decided_on_the_page_of_the_measure(coordinator: Browser) -> None:
    measure = _unready()
    page = coordinator.visit(f"/measures/{measure.id}")

    page = coordinator.submit(page, "จดจำ", {"unit": str(the_unit("กองช่าง").id)})
    assert "ฝ่ายลึกลับ" in page.text
    assert "= กองช่าง" in page.text
    refused = coordinator.submit(page, f"/measures/{measure.id}/period", {"period_text": "สักวัน"}, status=422)
    assert "อ่านช่วงเวลา" in refused.errors[0]
    page = coordinator.submit(
        refused, f"/measures/{measure.id}/period", {"starts_on": "2025-10-01", "ends_on": "2025-12-31"}
    )
    assert "1 ตุลาคม 2568 – 31 ธันวาคม 2568" in page.text
    assert queries.measures(the_system(), YEAR)[0].is_ready


def test_an_owner_can_be_told_to_mean_every_unit(coordinator: Browser) -> None:
    page = coordinator.visit(f"/measures/{_unready().id}")
    page = coordinator.submit(page, "จดจำ", {"unit": "all_units"})
    assert "= ทุกส่วนราชการ" in page.text


def test_no_choice_of_a_unit_changes_nothing(coordinator: Browser) -> None:
    page = coordinator.submit(coordinator.visit(f"/measures/{_unready().id}"), "จดจำ")
    assert "ยังไม่ได้เลือกหน่วยงาน" in page.notices


def test_a_measure_is_corrected_and_cancelled(coordinator: Browser) -> None:
    measure = a_measure()
    page = coordinator.follow(coordinator.visit(f"/measures/{measure.id}"), "แก้ไข")
    refused = coordinator.submit(page, f"/measures/{measure.id}/edit", {"title": ""}, status=422)
    assert refused.errors == ["ชื่อมาตรการ/โครงการ/กิจกรรม: กรุณากรอกข้อมูลช่องนี้"]
    page = coordinator.submit(refused, f"/measures/{measure.id}/edit", {"title": "ชื่อใหม่", "owners": "กองช่าง"})
    assert page.h1 == "ชื่อใหม่"
    refused = coordinator.submit(page, f"/measures/{measure.id}/cancel", status=422)
    assert refused.errors == ["เหตุผล: กรุณาพิมพ์เหตุผล"]
    page = coordinator.submit(refused, f"/measures/{measure.id}/cancel", {"cancel-reason": "รวมกับมาตรการอื่น"})
    assert "เหตุผล: รวมกับมาตรการอื่น" in page.text
    assert not page.all("main form")


def test_a_measure_with_tasks_stands_as_published(coordinator: Browser) -> None:
    measure = a_measure()
    edit = coordinator.visit(f"/measures/{measure.id}/edit")
    a_task(measure=measure)
    page = coordinator.visit(f"/measures/{measure.id}")
    assert "เปิดงานให้หน่วยงานแล้ว" in page.text
    assert not page.all("main form")
    assert "งานของมาตรการนี้" in page.links
    refused = coordinator.submit(edit, f"/measures/{measure.id}/edit", {"title": "ชื่อใหม่"}, status=409)
    assert "เปิดงานให้หน่วยงานแล้ว" in refused.text


def test_everybody_reads_measures_and_only_the_coordinator_changes_them(signed_in_as: SignIn) -> None:
    measure = _unready()
    for role in (Role.MAYOR, Role.CHIEF_ADMINISTRATOR, Role.AUDITOR, Role.UNIT_HEAD, Role.STAFF):
        unit = the_unit("กองช่าง") if role in {Role.UNIT_HEAD, Role.STAFF} else None
        browser = signed_in_as(a_person(role, unit=unit))
        browser.visit("/measures/")
        assert not browser.visit(f"/measures/{measure.id}").all("main form")
        browser.visit(f"/measures/{measure.id}/edit", status=403)
        browser.visit("/measures/new", status=403)


def test_a_stranger_of_another_government_finds_no_measure(signed_in_as: SignIn) -> None:
    measure = a_measure(title="มาตรการของเรา")
    stranger = signed_in_as(a_person(government=a_government("uen", "องค์การบริหารส่วนตำบลจำลองอื่น")))
    stranger.visit(f"/measures/{measure.id}", status=404)
    stranger.visit(f"/measures/{measure.id}/edit", status=404)
    assert "มาตรการของเรา" not in stranger.visit("/measures/").text


def test_the_pages_of_sixty_measures_make_fifteen_queries(
    coordinator: Browser, queries_at_most: Callable[[int], AbstractContextManager[list[str]]]
) -> None:
    for _ in range(60):
        measure = a_measure(owners=(OwnerScope.ALL_UNITS, the_unit("กองคลัง")))
    with queries_at_most(15):
        coordinator.visit("/measures/")
    with queries_at_most(15):
        coordinator.visit(f"/measures/{measure.id}")
