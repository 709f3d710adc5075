"""A measure that states no period has a suggestion beside it; one press takes it, as the decision of a person."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.browser import Browser, Page
from tests.builders import YEAR, a_measure, a_person, the_system
from tests.measures.documents import a_flag, a_read_measure, a_reading, an_analysed_document
from tracker.measures import queries
from tracker.measures.models import Measure
from tracker.people.models import Person
from tracker.web.machinery import machinery

SignIn = Callable[[Person], Browser]
SILENT = {"period_raw": "", "start": None, "end": None}


@pytest.fixture
def coordinator(signed_in_as: SignIn) -> Browser:
    return signed_in_as(a_person())


def _opened(coordinator: Browser, **period: object) -> Page:
    reading = a_reading(a_read_measure(1, **period), flags=(a_flag(1, kind="measure_without_period"),))
    document = an_analysed_document(reading, files=machinery().files, by=the_system())
    return coordinator.visit(f"/documents/{document.id}")


def _made() -> Measure:
    (row,) = queries.measures(the_system(), YEAR)
    return queries.measure(row.id, the_system())


def test_the_suggestion_stands_in_the_row_and_one_press_takes_it(coordinator: Browser) -> None:
    page = _opened(coordinator, **SILENT)
    assert "ข้อเสนอ: ตลอดปีงบประมาณ (1 ตุลาคม 2568 – 30 กันยายน 2569)" in page.find("#row-1").get_text(" ", strip=True)

    page = coordinator.submit(page, str(page.form("approve-suggested")["action"]))

    assert "แก้ไขจากที่อ่าน" in page.find("#row-1").get_text()
    made = _made()
    assert (made.period_text, made.starts_on, made.ends_on) == (
        "ตลอดปีงบประมาณ",
        date(2025, 10, 1),
        date(2026, 9, 30),
    )
    assert coordinator.visit(page.url).find(".review-verdict").get_text().count("ข้อเสนอ") == 0


def test_approving_the_row_as_read_takes_no_suggestion(coordinator: Browser) -> None:
    page = _opened(coordinator, **SILENT)
    coordinator.submit(page, "อนุมัติ")
    assert (_made().period_text, _made().starts_on) == ("", None)


def test_the_form_offers_it_too_and_keeps_what_was_typed(coordinator: Browser) -> None:
    page = coordinator.follow(_opened(coordinator, **SILENT), "แก้ไขแล้วอนุมัติ")
    press = "บันทึกและอนุมัติ ให้ดำเนินการตลอดปีงบประมาณ"
    coordinator.submit(page, "correct", {"row1-title": "ชื่อที่แก้แล้ว"}, press=press)
    assert (_made().title, _made().period_text) == ("ชื่อที่แก้แล้ว", "ตลอดปีงบประมาณ")


def test_words_typed_into_the_form_are_worth_more_than_the_suggestion(coordinator: Browser) -> None:
    page = coordinator.follow(_opened(coordinator, **SILENT), "แก้ไขแล้วอนุมัติ")
    press = "บันทึกและอนุมัติ ให้ดำเนินการตลอดปีงบประมาณ"
    coordinator.submit(page, "correct", {"row1-period_text": "มีนาคม ๒๕๖๙"}, press=press)
    assert _made().starts_on == date(2026, 3, 1)


@pytest.mark.parametrize(
    "period", [{}, {"period_raw": "หลังฤดูฝน", "start": None, "end": None}], ids=["understood", "not understood"]
)
def test_nothing_is_suggested_where_a_period_is_stated(coordinator: Browser, period: dict[str, object]) -> None:
    page = _opened(coordinator, **period)
    assert "ข้อเสนอ" not in page.text
    assert not page.all("form[action$=approve-suggested]")


def test_a_measure_without_a_period_takes_the_suggestion_on_its_page(coordinator: Browser) -> None:
    measure = a_measure(starts_on=None, ends_on=None, period_text="")
    page = coordinator.visit(f"/measures/{measure.id}")
    page = coordinator.submit(page, "ให้ดำเนินการตลอดปีงบประมาณ")
    assert queries.measure(measure.id, the_system()).starts_on == date(2025, 10, 1)
    assert "ให้ดำเนินการตลอดปีงบประมาณ" not in page.text
