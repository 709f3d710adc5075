"""When a measure is carried out within one fiscal year."""

from datetime import date

import pytest

from tracker.fiscal_year import FiscalYear
from tracker.tasks.periods import Period, occurrences, spans_from

YEAR = FiscalYear(2569)
WHOLE = (YEAR.first_day, YEAR.last_day)


def test_a_range_of_days_happens_once_and_needs_no_label():
    found = occurrences(Period(date(2025, 11, 1), date(2026, 5, 31)), YEAR)
    assert [(one.number, one.starts_on, one.ends_on, one.label) for one in found] == [
        (1, date(2025, 11, 1), date(2026, 5, 31), "")
    ]


@pytest.mark.parametrize(
    ("recurrence", "count", "first", "last"),
    [
        ("monthly", 12, "ตุลาคม 2568", "กันยายน 2569"),
        ("quarterly", 4, "ไตรมาสที่ 1", "ไตรมาสที่ 4"),
        ("half_yearly", 2, "รอบ 6 เดือน", "รอบ 12 เดือน"),
    ],
)
def test_a_recurring_period_happens_as_often_as_the_year_has_room(recurrence, count, first, last):
    found = occurrences(Period(*WHOLE, recurrence), YEAR)
    assert [one.number for one in found] == list(range(1, count + 1))
    assert (found[0].label, found[-1].label) == (first, last)
    assert (found[0].starts_on, found[-1].ends_on) == WHOLE


def test_a_recurrence_without_dates_fills_the_year():
    assert len(occurrences(Period(None, None, "quarterly"), YEAR)) == 4


def test_a_recurrence_of_part_of_the_year_keeps_the_numbers_of_the_year():
    found = occurrences(Period(date(2026, 2, 10), date(2026, 4, 5), "monthly"), YEAR)
    assert [(one.number, one.starts_on, one.ends_on) for one in found] == [
        (5, date(2026, 2, 10), date(2026, 2, 28)),
        (6, date(2026, 3, 1), date(2026, 3, 31)),
        (7, date(2026, 4, 1), date(2026, 4, 5)),
    ]


def test_months_named_one_by_one_are_one_occurrence_each():
    spans = spans_from([["2026-03-01", "2026-03-31"], ["2026-09-01", "2026-09-30"]])
    found = occurrences(Period(date(2026, 3, 1), date(2026, 9, 30), "half_yearly", spans), YEAR)
    assert [(one.label, one.ends_on) for one in found] == [
        ("มีนาคม 2569", date(2026, 3, 31)),
        ("กันยายน 2569", date(2026, 9, 30)),
    ]


def test_what_lies_partly_outside_the_year_is_cut_and_what_lies_wholly_outside_is_left_out():
    assert occurrences(Period(date(2025, 1, 1), date(2026, 12, 31)), YEAR)[0].starts_on == YEAR.first_day
    assert occurrences(Period(date(2024, 10, 1), date(2025, 9, 30)), YEAR) == []
    spans = spans_from([["2025-09-01", "2025-09-30"], ["2026-09-01", "2026-09-30"]])
    assert [one.number for one in occurrences(Period(None, None, None, spans), YEAR)] == [2]


def test_half_a_range_is_not_a_period_and_nothing_is_invented():
    assert not Period(None, date(2026, 1, 31)).is_stated
    assert not Period(date(2026, 1, 31), None).is_stated
    assert Period(None, None, "monthly").is_stated


def test_a_reversed_span_is_seen():
    assert Period(None, None, None, spans_from([["2026-03-31", "2026-03-01"]])).is_reversed
    assert not Period(*WHOLE).is_reversed
