"""How the review page shows what is doubtful and what is damaged."""

from collections.abc import Callable

import pytest

from tests.browser import Browser
from tests.builders import a_person, the_system
from tests.measures.documents import a_flag, a_read_measure, a_reading, an_analysed_document
from tracker.documents.models import Document
from tracker.documents.reading import Reading, ReadRepair
from tracker.people.models import Person
from tracker.web.machinery import machinery


@pytest.fixture
def coordinator(signed_in_as: Callable[[Person], Browser]) -> Browser:
    return signed_in_as(a_person())


def _document(reading: Reading) -> Document:
    return an_analysed_document(reading, files=machinery().files, by=the_system())


def test_a_flag_says_should_be_only_where_that_is_so(coordinator: Browser) -> None:
    flags = (a_flag(1, kind="measure_twice", raw="ประชุม", expected="มาตรการที่ 1"), a_flag(1, raw="๒", expected="๓"))
    page = coordinator.visit(f"/documents/{_document(a_reading(a_read_measure(1), flags=flags)).id}")
    told = page.find("#row-1 .flag-list").get_text(" ", strip=True)
    assert "เทียบกับ “มาตรการที่ 1”" in told
    assert "ควรเป็น “๓”" in told


def test_of_many_damaged_places_the_first_fifty_are_listed(coordinator: Browser) -> None:
    repairs = tuple(ReadRepair("circle_lost", line, f"ดา{line}", None, is_applied=False) for line in range(1, 61))
    page = coordinator.visit(f"/documents/{_document(a_reading(a_read_measure(1), repairs=repairs)).id}")
    assert len(page.all(".repair-list li")) == 50
    assert "แสดง 50 จุดแรก จากทั้งหมด 60 จุด" in page.text
