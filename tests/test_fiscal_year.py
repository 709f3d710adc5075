"""The fiscal year: 1 October to 30 September, named by its closing Buddhist year."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.fiscal_year import FiscalYear

days = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@given(days)
def test_every_day_lies_in_exactly_one_year(day: date) -> None:
    year = FiscalYear.of(day)
    assert day in year
    assert day not in year.previous
    assert year.first_day <= day <= year.last_day


@pytest.mark.parametrize(
    ("day", "year"), [(date(2025, 9, 30), 2568), (date(2025, 10, 1), 2569), (date(2026, 9, 30), 2569)]
)
def test_the_year_turns_on_1_october(day: date, year: int) -> None:
    assert int(FiscalYear.of(day)) == year


def test_a_year_knows_its_ends_and_its_name() -> None:
    year = FiscalYear(2569)
    assert (year.first_day, year.last_day) == (date(2025, 10, 1), date(2026, 9, 30))
    assert year.label == "ปีงบประมาณ พ.ศ. 2569"
    assert year.previous == FiscalYear(2568) < year


@given(st.integers(2450, 2650))
def test_months_quarters_and_halves_each_cover_the_year(number: int) -> None:
    year = FiscalYear(number)
    for parts, count in ((year.months(), 12), (year.quarters(), 4), (year.halves(), 2)):
        assert len(parts) == count
        assert (parts[0][0], parts[-1][1]) == (year.first_day, year.last_day)
        assert all(after[0].toordinal() == before[1].toordinal() + 1 for before, after in pairwise(parts))


def test_the_second_quarter_is_january_to_march() -> None:
    assert FiscalYear(2569).quarters()[1] == (date(2026, 1, 1), date(2026, 3, 31))


@given(days)
def test_the_part_of_the_year_that_is_gone_grows_from_day_to_day(day: date) -> None:
    year = FiscalYear.of(day)
    assert 0 < year.elapsed(day) <= 1
    assert year.elapsed(year.last_day) == 1
    assert year.elapsed(year.previous.last_day) == 0


@pytest.mark.parametrize("number", [2026, 69, 0, 2700])
def test_a_christian_or_short_year_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="not a Buddhist year"):
        FiscalYear(number)
