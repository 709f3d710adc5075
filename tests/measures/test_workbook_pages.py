"""The pages of Excel both ways: download, a look at what would change, confirm, and nothing before that."""

import base64
import io
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from tests.browser import Browser, Page
from tests.builders import YEAR, a_measure, a_person, an_open_year, the_system, the_unit
from tests.measures.workbooks import FIRST, cell, exported, from_template, typed
from tracker.database import db
from tracker.measures import queries
from tracker.measures import service as measures
from tracker.measures.models import Measure
from tracker.measures.spreadsheet.layout import LISTS, Column
from tracker.people.models import AuditEvent, Person
from tracker.people.roles import Role

SignIn = Callable[[Person], Browser]


@pytest.fixture
def coordinator(signed_in_as: SignIn) -> Browser:
    return signed_in_as(a_person())


def _upload(browser: Browser, content: bytes, status: int = 200, name: str = "แผน.xlsx") -> Page:
    page = browser.visit("/measures/2569/workbook")
    return browser.submit(page, "/workbook", {"file": (io.BytesIO(content), name)}, status=status)


def _rows() -> list[tuple[int, str, bool]]:
    db.session.expire_all()
    return [(row.number, row.title, row.is_cancelled) for row in queries.measures(the_system(), YEAR)]


def _deeds() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.action).where(AuditEvent.action.like("measure%"))))


def test_one_press_gives_the_template_and_the_plan_of_a_year(coordinator: Browser) -> None:
    a_measure(title="จัดทำคู่มือ")
    page = coordinator.visit("/measures/?year=2569")
    for words, offered in (("แบบกรอก Excel", "ตัวอย่าง: "), ("ส่งออก Excel", "จัดทำคู่มือ")):
        answer = coordinator.download(page.links[words])
        book = load_workbook(io.BytesIO(answer.data))
        assert str(cell(book["มาตรการ"], FIRST, Column.TITLE).value).startswith(offered)
        units = [one.value for one in book[LISTS]["A"]]
        assert {"กองคลัง", "ทุกหน่วยงาน"} <= set(units)
        kinds = {rule.type for rule in book["มาตรการ"].data_validations.dataValidation}
        assert {"list", "custom"} <= kinds
        assert (book["มาตรการ"].page_setup.orientation, book["มาตรการ"].freeze_panes) == ("landscape", "D4")
    assert coordinator.visit("/documents/").links["แบบกรอกปี 2569"] == "/measures/2569/template.xlsx"


def test_an_unchanged_export_says_that_nothing_changes(coordinator: Browser) -> None:
    a_measure()
    page = _upload(coordinator, exported(the_system()))
    assert any("ไม่มีสิ่งใดเปลี่ยน" in notice for notice in page.notices)
    assert not page.all("form[action$=confirm]")


def test_what_was_shown_is_taken_over_when_confirmed_and_nothing_before(coordinator: Browser) -> None:
    a_measure(title="จัดทำคู่มือ")
    gone = a_measure(title="เลิกแล้ว")

    def edit(sheet: Any) -> None:
        typed(FIRST, title="จัดทำคู่มือใหม่", others="กองคลัง")(sheet)
        sheet.delete_rows(FIRST + 1)
        typed(FIRST + 1, title="จัดประชุม", lead="กองช่าง", period="ไตรมาสที่ 2")(sheet)

    page = _upload(coordinator, exported(the_system(), edit))
    for words in ("เพิ่มใหม่ 1 · แก้ไข 1 · ไม่มีแถวในไฟล์ 1 · ไม่เปลี่ยน 0", "จัดทำคู่มือใหม่", "จัดประชุม", "เลิกแล้ว"):
        assert words in page.text
    assert _rows() == [(1, "จัดทำคู่มือ", False), (2, "เลิกแล้ว", False)]
    assert _deeds() == []

    refused = coordinator.submit(page, "/confirm", {"gone": str(gone.id)}, status=422)
    assert refused.errors == ["เหตุผลที่ยกเลิก: กรุณาพิมพ์เหตุผลที่ยกเลิกมาตรการที่เลือกไว้"]
    page = coordinator.submit(refused, "/confirm", {"reason": "รวมกับมาตรการที่ 1"})
    assert "นำเข้าแล้ว เพิ่ม 1 แก้ไข 1 ยกเลิก 1 มาตรการ" in page.text
    assert _rows() == [(1, "จัดทำคู่มือใหม่", False), (2, "เลิกแล้ว", True), (3, "จัดประชุม", False)]
    assert sorted(_deeds()) == ["measure_added", "measure_cancelled", "measure_corrected", "measures_imported"]
    assert [owner.unit_name for owner in queries.measures(the_system(), YEAR)[0].owners] == ["สำนักปลัด", "กองคลัง"]


def test_a_measure_without_a_row_stays_unless_it_is_ticked(coordinator: Browser) -> None:
    a_measure(title="จัดทำคู่มือ")
    a_measure(title="อยู่ต่อ")

    def edit(sheet: Any) -> None:
        sheet.delete_rows(FIRST + 1)
        typed(FIRST, kind="โครงการ")(sheet)

    coordinator.submit(_upload(coordinator, exported(the_system(), edit)), "/confirm")
    assert _rows() == [(1, "จัดทำคู่มือ", False), (2, "อยู่ต่อ", False)]


def test_one_mistake_keeps_everything_out(coordinator: Browser) -> None:
    a_measure(title="จัดทำคู่มือ")
    content = exported(the_system(), typed(FIRST, title="ใหม่"), typed(FIRST + 1, title="จัดประชุม", lead="กองบิน"))
    page = _upload(coordinator, content, status=422)
    assert "แผ่น มาตรการ แถว 5 คอลัมน์ ผู้รับผิดชอบหลัก (G5)" in page.text
    assert "ไม่พบหน่วยงาน “กองบิน”" in page.text
    assert not page.all("form[action$=confirm]")


def test_a_plan_that_changed_since_the_preview_is_shown_anew(coordinator: Browser) -> None:
    measure = a_measure(title="จัดทำคู่มือ")
    page = _upload(coordinator, exported(the_system(), typed(FIRST, kind="โครงการ")))
    approval = measures.Approval(YEAR, "ชื่อจากอีกคน", measures.timing_of("มีนาคม", YEAR), owners=("กองคลัง",))
    measures.correct(queries.measure(measure.id, the_system()), approval, by=the_system(), at=measure.approved_at)
    db.session.commit()

    again = coordinator.submit(page, "/confirm", status=409)
    assert any("เปลี่ยนไปหลังจากแสดงตัวอย่าง" in notice for notice in again.notices)
    assert "ชื่อจากอีกคน" in again.text
    assert _rows() == [(1, "ชื่อจากอีกคน", False)]
    coordinator.submit(again, "/confirm")
    assert _rows() == [(1, "จัดทำคู่มือ", False)]


def test_rows_that_were_tampered_with_are_refused(coordinator: Browser) -> None:
    a_measure(title="จัดทำคู่มือ")
    page = _upload(coordinator, exported(the_system(), typed(FIRST, kind="โครงการ")))
    for broken in ("", "ก", "AAAA", "eJyrVspLzE1VslIqLU4tUqoFAB9rBGs="):
        page.find("input[name=rows]")["value"] = broken
        coordinator.submit(page, "/confirm", status=422)
    assert _rows() == [(1, "จัดทำคู่มือ", False)]


def test_half_a_character_in_what_a_browser_sends_back_is_dropped(coordinator: Browser) -> None:
    page = _upload(coordinator, from_template(the_system(), typed(FIRST + 2, title="จัดประชุม", kind="โครงการ")))
    field = page.find("input[name=rows]")
    told = zlib.decompress(base64.urlsafe_b64decode(str(field["value"]))).decode()
    field["value"] = base64.urlsafe_b64encode(zlib.compress(told.replace("โครงการ", "แผน\\ud800").encode())).decode()
    assert "ไม่รู้จักประเภท “แผน”" in coordinator.submit(page, "/confirm", status=422).text


def test_confirming_twice_takes_over_once(coordinator: Browser) -> None:
    page = _upload(coordinator, from_template(the_system(), typed(FIRST + 2, title="จัดประชุม", lead="กองคลัง")))
    coordinator.submit(page, "/confirm")
    coordinator.submit(page, "/confirm", status=422)
    assert [title for _, title, _ in _rows()] == ["จัดประชุม"]


def test_the_workbook_is_sent_from_the_documents_page_to_its_own(coordinator: Browser) -> None:
    page = coordinator.visit("/documents/upload")
    page = coordinator.submit(
        page, "/upload", {"file": (io.BytesIO(from_template(the_system())), "แผน.xlsx")}, status=422
    )
    assert "มาตรการ › นำเข้าจาก Excel" in page.errors[0]


def test_a_closed_year_says_so(coordinator: Browser) -> None:
    a_measure()
    content = exported(the_system())
    plan = an_open_year()
    plan.closed_at = plan.opened_at
    db.session.commit()
    assert "ปิดแล้ว" in _upload(coordinator, content, status=409).text


@pytest.mark.parametrize("role", [Role.STAFF, Role.MAYOR, Role.AUDITOR])
def test_only_the_coordinator_takes_measures_out_and_in(role: Role, signed_in_as: SignIn) -> None:
    browser = signed_in_as(a_person(role, unit=the_unit("กองคลัง") if role is Role.STAFF else None))
    for address in ("/measures/2569/template.xlsx", "/measures/2569/plan.xlsx", "/measures/2569/workbook"):
        assert browser.client.get(address).status_code == 403
    assert "แบบกรอก Excel" not in browser.visit("/measures/?year=2569").links
    assert db.session.scalars(select(Measure)).all() == []


def test_more_text_than_a_page_can_carry_is_refused(coordinator: Browser) -> None:
    words = [f"คำที่ {number} " for number in range(400)]
    long = {row: "".join(words[row * place % 400] for place in range(1, 1_600)) for row in range(1, 351)}
    edits = [typed(FIRST + 2 + row, title=f"ที่ {row}", steps=text) for row, text in long.items()]
    page = _upload(coordinator, from_template(the_system(), *edits), status=422)
    assert "กรุณาแบ่งเป็นหลายไฟล์" in page.errors[0]


def test_the_first_and_the_last_year_there_can_be_have_their_pages_and_another_is_not_found(
    coordinator: Browser,
) -> None:
    for year in (2401, 2699):
        coordinator.download(f"/measures/{year}/template.xlsx")
        coordinator.visit(f"/measures/{year}/workbook")
    assert coordinator.client.get("/measures/2026/template.xlsx").status_code == 404
