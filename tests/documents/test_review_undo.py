"""Taking back what was decided a moment ago: one row, or all rows of one press."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from tests.browser import Browser, Page
from tests.builders import YEAR, a_person, a_task, the_system
from tests.conftest import Clock
from tests.measures.documents import a_flag, a_read_measure, a_reading, an_analysed_document
from tracker.database import db
from tracker.documents.models import Document
from tracker.measures import queries
from tracker.measures.models import Measure, Review
from tracker.people.models import Person
from tracker.web.machinery import machinery

SignIn = Callable[[Person], Browser]


@pytest.fixture
def document(app: object) -> Document:
    """Four rows, the last of them doubtful."""
    measures = [a_read_measure(seq) for seq in (1, 2, 3, 4)]
    return an_analysed_document(a_reading(*measures, flags=(a_flag(4),)), files=machinery().files, by=the_system())


def _decided() -> int:
    return db.session.scalar(select(func.count()).select_from(Review)) or 0


def _bar(page: Page) -> str:
    return page.find("#finished").get_text(" ", strip=True)


def test_all_rows_of_one_press_are_taken_back_at_once(signed_in_as: SignIn, document: Document, clock: Clock) -> None:
    browser = signed_in_as(a_person())
    page = browser.visit(f"/documents/{document.id}")
    page = browser.submit(page, str(page.find("#row-4 form")["action"]))
    clock.set("2026-03-31 10:00")
    page = browser.submit(page, "approve-clean")
    assert "ตรวจครบแล้ว 4 แถว" in _bar(page)
    assert "3 แถวล่าสุด" in _bar(page)

    page = browser.submit(page, "undo-last")

    assert "เลิกทำแล้ว 3 แถวกลับไปรอพิจารณา" in page.notices
    assert "ตรวจแล้ว 1 จาก 4" in _bar(page)
    assert [measure.number for measure in queries.measures(the_system(), YEAR)] == [1]
    page = browser.submit(page, "undo-last")
    assert (_decided(), db.session.scalar(select(func.count()).select_from(Measure))) == (0, 0)
    assert not page.all("form[action$=undo-last]")


def test_a_press_that_was_taken_back_already_is_not_taken_back_again(
    signed_in_as: SignIn, document: Document, clock: Clock
) -> None:
    browser = signed_in_as(a_person())
    old = browser.submit(browser.visit(f"/documents/{document.id}"), "approve-clean")
    browser.submit(old, "undo-last")
    clock.set("2026-03-31 10:00")
    browser.submit(browser.visit(f"/documents/{document.id}"), "approve-clean")
    refused = browser.submit(old, "undo-last", status=409)
    assert "เลิกทำไปแล้ว" in refused.text
    assert _decided() == 3


def test_nobody_takes_back_what_another_decided(signed_in_as: SignIn, document: Document) -> None:
    first, second = signed_in_as(a_person()), signed_in_as(a_person())
    page = first.submit(first.visit(f"/documents/{document.id}"), "approve-clean")
    assert page.all("form[action$=undo-last]")
    assert not second.visit(f"/documents/{document.id}").all("form[action$=undo-last]")


def test_a_press_stays_once_tasks_are_out(signed_in_as: SignIn, document: Document) -> None:
    browser = signed_in_as(a_person())
    page = browser.submit(browser.visit(f"/documents/{document.id}"), "approve-clean")
    a_task(measure=db.session.scalars(select(Measure)).first())
    assert "เปิดงานให้หน่วยงานแล้ว" in browser.submit(page, "undo-last", status=409).text
    assert _decided() == 3
    assert not browser.visit(f"/documents/{document.id}").all("form[action$=undo-last]")
