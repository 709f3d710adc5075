"""One page of a long list."""

import pytest

from tracker.web.paging import Page, page_number


def a_page(number: int, *, total: int = 195, size: int = 20) -> Page[int]:
    first = (number - 1) * size
    return Page(items=list(range(first, min(first + size, total))), number=number, size=size, total=total)


def test_a_page_knows_its_neighbours() -> None:
    assert (a_page(1).previous, a_page(1).next) == (None, 2)
    assert (a_page(5).previous, a_page(5).next) == (4, 6)
    assert (a_page(10).previous, a_page(10).next) == (9, None)


def test_a_page_knows_where_its_items_stand() -> None:
    assert (a_page(10).first_item, a_page(10).last_item) == (181, 195)


def test_an_empty_list_has_one_page() -> None:
    page = a_page(1, total=0)
    assert (page.last, page.first_item, page.last_item, page.numbers) == (1, 0, 0, [1])


@pytest.mark.parametrize(
    ("number", "numbers"),
    [
        (1, [1, 2, None, 10]),
        (3, [1, 2, 3, 4, None, 10]),
        (4, [1, 2, 3, 4, 5, None, 10]),
        (5, [1, None, 4, 5, 6, None, 10]),
        (10, [1, None, 9, 10]),
    ],
)
def test_both_ends_and_the_neighbours_are_offered(number: int, numbers: list[int | None]) -> None:
    assert a_page(number).numbers == numbers


def test_a_page_beyond_the_end_leads_back_to_the_last() -> None:
    page: Page[int] = Page(items=[], number=99, size=20, total=195)
    assert (page.previous, page.next) == (10, None)


@pytest.mark.parametrize(
    ("text", "number"), [(None, 1), ("", 1), ("3", 3), ("๓", 3), ("0", 1), ("-1", 1), ("x", 1), ("9" * 30, 1), ("²", 1)]
)
def test_a_page_number_from_outside_is_read_without_trust(text: str | None, number: int) -> None:
    assert page_number(text) == number
