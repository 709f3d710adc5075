"""The assessment's vocabulary and arithmetic; the two totals are those of published results."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import ita
from tracker.ita import Instrument

FIRST = dict(enumerate([98.80, 98.80, 99.07, 98.93, 99.33, 99.21, 98.89, 98.73, 67.50, 80.00], start=1))
SECOND = dict(enumerate([93.33, 96.13, 98.06, 83.87, 93.33, 97.13, 97.47, 95.74, 82.50, 85.00], start=1))


@pytest.mark.parametrize(
    ("scores", "total", "parts"),
    [
        (FIRST, "88.88", ("98.99", "98.94", "73.75")),
        (SECOND, "90.42", ("92.94", "96.78", "83.75")),
    ],
)
def test_totals_of_published_results_are_computed(scores: dict[int, float], total: str, parts: tuple[str, ...]) -> None:
    assert ita.overall(scores) == Decimal(total)
    assert tuple(str(score) for score in ita.instrument_scores(scores).values()) == parts
    assert ita.level(2568, Decimal(total), ita.instrument_scores(scores)) == "ผ่าน"


def test_a_missing_indicator_leaves_its_instrument_and_the_total_open() -> None:
    scores = {no: 90 for no in range(1, 11) if no != 7}
    assert ita.instrument_scores(scores) == {
        Instrument.IIT: Decimal("90.00"),
        Instrument.EIT: None,
        Instrument.OIT: Decimal("90.00"),
    }
    assert ita.overall(scores) is None


def test_scores_are_rounded_half_up() -> None:
    assert ita.rounded(88.885) == Decimal("88.89")
    assert ita.rounded(Decimal("90.415")) == Decimal("90.42")


@given(st.lists(st.decimals(0, 100, places=2), min_size=10, max_size=10))
def test_the_total_lies_between_the_lowest_and_the_highest_score(values: list[Decimal]) -> None:
    total = ita.overall(dict(enumerate(values, start=1)))
    assert total is not None
    assert min(values) <= total <= max(values)


@pytest.mark.parametrize(
    ("total", "lowest", "expected"),
    [
        (95, 95, "ผ่านดีเยี่ยม"),
        (96, 94.99, "ผ่านดี"),
        (94.99, 94, "ผ่านดี"),
        (85, 85, "ผ่านดี"),
        (94.64, 84.99, "ผ่าน"),
        (84.99, 80, "ต้องปรับปรุง"),
        (70, 60, "ต้องปรับปรุง"),
        (69.99, 60, "ต้องปรับปรุงโดยด่วน"),
        (0, 0, "ต้องปรับปรุงโดยด่วน"),
    ],
)
def test_the_level_from_2567_asks_every_instrument(total: float, lowest: float, expected: str) -> None:
    assert ita.level(2568, total, dict.fromkeys(Instrument, lowest)) == expected


def test_the_level_is_left_open_where_an_instrument_that_decides_it_is_unknown() -> None:
    assert ita.level(2568, 96, {Instrument.IIT: 97, Instrument.EIT: 96, Instrument.OIT: None}) is None
    assert ita.level(2568, 90, {Instrument.OIT: 80}) == "ผ่าน"
    assert ita.level(2568, 60, {}) == "ต้องปรับปรุงโดยด่วน"


@pytest.mark.parametrize(
    ("total", "letter"), [(95, "AA"), (94.99, "A"), (85, "A"), (75, "B"), (65, "C"), (55, "D"), (50, "E"), (49.99, "F")]
)
def test_the_level_before_2567_is_a_letter_by_the_total(total: float, letter: str) -> None:
    assert ita.level(2566, total, {}) == letter
    assert letter in ita.levels(2566)


def test_indicator_eight_changed_its_name_and_no_other_did() -> None:
    assert ita.indicator_name(8, 2564) == "การปรับปรุงระบบการทำงาน"
    assert ita.indicator_name(8, 2568) == "การปรับปรุงการทำงาน"
    assert [no for no in range(1, 11) if len(ita.every_name(no)) > 1] == [8]


def test_instruments_measure_five_three_and_two_indicators_and_weigh_one_together() -> None:
    assert [ita.instrument_of(no) for no in range(1, 11)] == [Instrument.IIT] * 5 + [Instrument.EIT] * 3 + [
        Instrument.OIT
    ] * 2
    assert sum(instrument.weight for instrument in Instrument) == 1


@pytest.mark.parametrize(
    ("code", "year", "indicator"),
    [
        ("i1", 2568, 1),
        ("i4", 2568, 2),
        ("i12", 2568, 4),
        ("i15", 2568, 5),
        ("e1", 2568, 6),
        ("e4", 2568, 7),
        ("e9", 2568, 8),
        ("i6", 2564, 1),
        ("i30", 2566, 5),
        ("e15", 2566, 8),
        ("i16", 2568, None),
        ("e10", 2568, None),
        ("O8", 2568, None),
    ],
)
def test_items_belong_to_their_indicator(code: str, year: int, indicator: int | None) -> None:
    assert ita.indicator_of_item(code, year) == indicator


@pytest.mark.parametrize(
    ("code", "year", "exists"),
    [
        ("O26", 2569, True),
        ("O27", 2569, False),
        ("o28", 2568, True),
        ("O43", 2565, True),
        ("O0", 2569, False),
        ("x1", 2569, False),
        ("O", 2569, False),
    ],
)
def test_item_codes_exist_within_their_years_range(code: str, year: int, exists: bool) -> None:  # noqa: FBT001
    assert ita.is_item(code, year) is exists


@pytest.mark.parametrize(
    ("year", "measures", "result"),
    [(2563, "O42", "O43"), (2566, "O42", "O43"), (2567, "O34", "O35"), (2568, "O27", "O28"), (2569, "O25", "O26")],
)
def test_the_two_required_documents_change_their_numbers(year: int, measures: str, result: str) -> None:
    found = ita.catalogue(year)
    assert (found.measures_document.code, found.result_document.code) == (measures, result)


def test_what_no_source_proves_is_marked() -> None:
    assert not ita.catalogue(2567).measures_document.verified
    assert not ita.catalogue(2568).result_document.verified
    assert ita.catalogue(2569).result_document.verified
    assert ita.catalogue(2569).measures_document.title == "การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร"


def test_a_year_outside_the_catalogue_gets_its_neighbours() -> None:
    assert ita.catalogue(2575).year == 2569
    assert ita.catalogue(2550).year == 2563
    assert ita.catalogue(None).year == 2569
