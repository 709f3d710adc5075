"""The coordinator confirms a result report row by row, and puts its year on record, from the review page."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest

from tests.browser import Browser, Page
from tests.builders import a_measure, a_person, the_system
from tests.measures.documents import a_flag, a_reading, an_analysed_document
from tests.measures.past_reports import a_past_row, a_result_report
from tracker.database import db
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries
from tracker.people.models import Person
from tracker.people.roles import Role
from tracker.tasks import queries as tasks
from tracker.web.machinery import machinery

Counted = Callable[[int], AbstractContextManager[list[str]]]
SignIn = Callable[[Person], Browser]
PAST = FiscalYear(2568)


@pytest.fixture
def coordinator(signed_in_as: SignIn) -> Browser:
    return signed_in_as(a_person())


def _row(page: Page, seq: int) -> str:
    return page.find(f"#row-{seq}").get_text(" ", strip=True)


def _action(page: Page, seq: int, what: str) -> str:
    return next(str(form["action"]) for form in page.all(f"#row-{seq} form") if str(form["action"]).endswith(what))


def _recorded(coordinator: Browser, **values: object) -> Page:
    document = a_result_report(by=the_system(), **values)  # type: ignore[arg-type]
    page = coordinator.visit(f"/documents/{document.id}")
    page = coordinator.submit(page, "confirm-clean")
    return coordinator.submit(page, "past-year/record", {"year": "2568"})


def test_each_row_stands_beside_its_words_and_says_how_it_will_be_kept(coordinator: Browser) -> None:
    rows = (
        a_past_row(1),
        a_past_row(2, result=("ทำครบแล้ว",)),
        a_past_row(3, result=("ทำแล้ว", "ไม่ได้ดำเนินการ เนื่องจากไม่มีงบ")),
        a_past_row(4, result=(), outcome=()),
    )
    document = a_result_report(*rows, by=the_system(), flags=(a_flag(2, kind="result_count_differs", severity="warn"),))
    page = coordinator.visit(f"/documents/{document.id}")
    assert "จัดทำคู่มือแล้ว ๑๒ งาน" in _row(page, 1)
    assert "ผลทั้งมาตรการ" not in _row(page, 1)
    assert "จำนวนข้อของผลไม่ตรงกับจำนวนขั้นตอน" in _row(page, 2)
    assert "ไม่ได้ดำเนินการ ขั้นตอนที่ 2" in _row(page, 3)
    assert "รายงานไม่ได้บอกผลของมาตรการนี้" in _row(page, 4)
    assert "ยืนยันทุกแถวที่ไม่มีข้อสังเกต (2 แถว)" in page.text


def test_rows_are_confirmed_one_by_one_and_each_can_be_undone(coordinator: Browser) -> None:
    document = a_result_report(a_past_row(1), a_past_row(2), by=the_system())
    page = coordinator.visit(f"/documents/{document.id}")
    page = coordinator.submit(page, _action(page, 1, "approve"))
    assert "ยืนยันแล้ว" in _row(page, 1)
    assert page.url.endswith(f"/documents/{document.id}")
    assert "พิจารณาแล้ว 1 จาก 2" in page.text
    page = coordinator.submit(page, _action(page, 1, "undo"))
    assert "พิจารณาแล้ว 0 จาก 2" in page.text
    page = coordinator.submit(page, _action(page, 2, "set-aside"), {"aside2-reason": "พิมพ์ซ้ำ"})
    assert "ไม่นำมาใช้ เหตุผล: พิมพ์ซ้ำ" in _row(page, 2)


def test_a_row_is_corrected_on_a_form_filled_in_with_what_was_read(coordinator: Browser) -> None:
    document = a_result_report(a_past_row(1, result=(), outcome=()), by=the_system())
    page = coordinator.visit(f"/documents/{document.id}")
    page = coordinator.visit(str(page.find("#row-1 [data-module~=open-form]")["href"]))
    assert "ขั้นที่หนึ่ง\nขั้นที่สอง" in page.find("[name=row1-steps]").get_text()
    page = coordinator.submit(page, "correct", {"row1-title": "ชื่อใหม่", "row1-results": ""}, status=422)
    assert "ไม่มีผลการดำเนินการ" in page.errors[0]
    page = coordinator.submit(page, "correct", {"row1-results": "ทำแล้ว\nยังไม่ดำเนินการ เพราะขาดคน"})
    assert "ชื่อใหม่" in _row(page, 1)
    assert "แก้ไขจากที่อ่าน" in _row(page, 1)
    assert "ไม่ได้ดำเนินการ ขั้นตอนที่ 2" in _row(page, 1)


def test_the_button_puts_the_year_on_record_and_the_page_says_where_to_find_it(coordinator: Browser) -> None:
    page = _recorded(coordinator)
    assert "บันทึกปีงบประมาณ พ.ศ. 2568 เป็นปีที่ผ่านมาแล้ว 1 มาตรการ" in page.notices[0]
    assert "บันทึกเป็นปีงบประมาณ พ.ศ. 2568 แล้ว" in page.text
    assert not page.all("#row-1 form")
    measures = coordinator.visit(page.links["ดูมาตรการและผล"])
    assert "เป็นปีที่ผ่านมา บันทึกจากรายงานผลที่นำเข้า" in measures.text
    assert "ดำเนินการแล้วเสร็จ" in measures.text
    assert "เพิ่มมาตรการ" not in measures.links
    measure = coordinator.visit(measures.links["1. มาตรการเดิมลำดับ 1"])
    assert "จัดทำคู่มือแล้ว ๑๒ งาน" in measure.text
    assert "แก้ไข" not in measure.links
    assert measure.all("main form") == []
    board = coordinator.visit("/board/?year=2568")
    assert "มาตรการ 1 มาตรการ ดำเนินการแล้วเสร็จ 1 มาตรการ" in board.text
    reports = coordinator.visit("/reports/")
    assert "ปิดแล้ว" in reports.text
    assert coordinator.download(reports.links["PDF"]).get_data().startswith(b"%PDF")
    opening = coordinator.visit("/tasks/opening/2568")
    assert "จึงไม่มีงานให้เปิด" in opening.text


def test_taking_back_asks_why_and_gives_the_rows_back(coordinator: Browser) -> None:
    page = _recorded(coordinator)
    page = coordinator.submit(page, "take-back", {"reason": " "})
    assert any("กรุณาพิมพ์เหตุผล" in notice for notice in page.notices)
    page = coordinator.submit(page, "take-back", {"reason": "เลือกปีผิด"})
    assert "ถอนการบันทึกปีงบประมาณ พ.ศ. 2568 แล้ว" in page.notices[0]
    assert "ยืนยันแล้ว" in _row(page, 1)
    assert page.form("past-year/record")
    assert tasks.year_plan(PAST, asker=the_system()) is None


def test_another_year_than_the_documents_must_be_confirmed(coordinator: Browser) -> None:
    a_measure(fiscal_year=PAST)
    document = a_result_report(by=the_system())
    page = coordinator.submit(coordinator.visit(f"/documents/{document.id}"), "confirm-clean")
    assert "ปีงบประมาณ พ.ศ. 2568 มีมาตรการในระบบแล้ว" in page.text
    page = coordinator.submit(page, "past-year/record", {"year": "2567"})
    assert any("เอกสารระบุปีงบประมาณ พ.ศ. 2568" in notice for notice in page.notices)
    page = coordinator.submit(page, "past-year/record", {"year": "2567", "is_sure": "y"})
    assert "บันทึกปีงบประมาณ พ.ศ. 2567 เป็นปีที่ผ่านมาแล้ว" in page.notices[0]


def test_a_report_without_a_year_asks_for_it(coordinator: Browser) -> None:
    document = a_result_report(by=the_system(), fiscal_year=None, measures_fiscal_year=None)
    page = coordinator.submit(coordinator.visit(f"/documents/{document.id}"), "confirm-clean")
    assert "ไม่ได้ระบุปีงบประมาณไว้ชัดเจน" in page.text
    page = coordinator.submit(page, "past-year/record", {"year": ""})
    assert any("กรุณาเลือกปีงบประมาณ" in notice for notice in page.notices)
    page = coordinator.submit(page, "past-year/record", {"year": "2566"})
    assert queries.is_past_year(FiscalYear(2566), asker=the_system())


def test_a_score_without_a_year_is_recorded_for_the_year_chosen(coordinator: Browser) -> None:
    document = a_result_report(by=the_system(), overall_score=Decimal("88.88"), history={2565: Decimal("70.00")})
    page = coordinator.submit(coordinator.visit(f"/documents/{document.id}"), "confirm-clean")
    assert "คะแนนรวม 88.88 รายงานไม่ได้บอกชัดว่าเป็นของปีใด" in page.text
    coordinator.submit(page, "past-year/record", {"year": "2568", "score_year": "2567"})
    scores = coordinator.visit("/measures/?year=2568")
    assert "2567 88.88" in scores.text
    assert "2565 70.00" in scores.text


def test_an_analysis_shows_the_scores_of_years_before_beside_what_is_recorded(coordinator: Browser) -> None:
    reading = a_reading(history={2566: Decimal("61.20"), 2567: Decimal("84.99")})
    document = an_analysed_document(reading, files=machinery().files, by=the_system())
    page = coordinator.visit(f"/documents/{document.id}")
    assert "2567 84.99 – จะบันทึกพร้อมการรับคะแนน" in page.text
    page = coordinator.submit(page, "scores")
    assert "2567 84.99 84.99 ตรงกัน" in page.text
    queries.assessments(the_system())[1].overall = Decimal("90.00")
    db.session.commit()
    assert "2567 84.99 90.00 ต่างกัน คงคะแนนที่บันทึกไว้เดิม" in coordinator.visit(f"/documents/{document.id}").text


def test_the_pages_of_a_large_past_year_make_few_queries(coordinator: Browser, queries_at_most: Counted) -> None:
    rows = [a_past_row(seq, result=("ทำแล้ว",) if seq % 2 else ("ทำ", "แล้ว")) for seq in range(1, 61)]
    document = a_result_report(*rows, by=the_system(), history={2566: Decimal("61.20")})
    address = f"/documents/{document.id}"
    page = coordinator.submit(coordinator.visit(address), "confirm-clean")
    for _ in range(2):
        for opened in (address, "/measures/?year=2568", "/board/?year=2568", "/reports/2568/as-of?format=json"):
            db.session.remove()
            with queries_at_most(15):
                assert coordinator.client.get(opened).status_code in {200, 409}
        if page.all("[action$='/record']"):
            page = coordinator.submit(page, "past-year/record", {"year": "2568"})


@pytest.mark.parametrize("role", [Role.CHIEF_ADMINISTRATOR, Role.AUDITOR])
def test_who_only_reads_sees_the_rows_and_no_button(signed_in_as: SignIn, role: Role) -> None:
    document = a_result_report(by=the_system())
    page = signed_in_as(a_person(role)).visit(f"/documents/{document.id}")
    assert "จัดทำคู่มือแล้ว ๑๒ งาน" in _row(page, 1)
    assert not page.all("#rows form")
