"""Which days the office works."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.people.working_days import WorkingCalendar, thai_government_holidays

SONGKRAN = {date(2026, 4, 13): "วันสงกรานต์", date(2026, 4, 14): "วันสงกรานต์", date(2026, 4, 15): "วันสงกรานต์"}


def test_weekends_and_holidays_are_days_off() -> None:
    calendar = WorkingCalendar(SONGKRAN)
    assert calendar.is_working_day(date(2026, 4, 10))
    assert not calendar.is_working_day(date(2026, 4, 11))
    assert not calendar.is_working_day(date(2026, 4, 14))


def test_the_office_may_work_against_the_calendar() -> None:
    calendar = WorkingCalendar(SONGKRAN, [date(2026, 4, 11), date(2026, 4, 14)])
    assert calendar.is_working_day(date(2026, 4, 11))
    assert calendar.is_working_day(date(2026, 4, 14))
    assert calendar.working_days_between(date(2026, 4, 10), date(2026, 4, 16)) == 3


def test_the_days_next_to_a_long_weekend_are_found() -> None:
    calendar = WorkingCalendar(SONGKRAN)
    assert calendar.next_working_day(date(2026, 4, 10)) == date(2026, 4, 16)
    assert calendar.previous_working_day(date(2026, 4, 16)) == date(2026, 4, 10)


def test_what_is_due_on_a_day_off_is_due_the_working_day_before() -> None:
    calendar = WorkingCalendar(SONGKRAN)
    assert calendar.effective_due(date(2026, 4, 14)) == date(2026, 4, 10)
    assert calendar.effective_due(date(2026, 4, 16)) == date(2026, 4, 16)


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    calendar = WorkingCalendar({})
    assert calendar.working_days_between(date(2026, 4, 16), date(2026, 4, 16)) == 0
    assert calendar.working_days_between(date(2026, 4, 16), date(2026, 4, 1)) == 0


@given(
    first=st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    length=st.integers(0, 120),
    holidays=st.sets(st.dates(date(2025, 1, 1), date(2027, 6, 1)), max_size=40),
    overrides=st.sets(st.dates(date(2025, 1, 1), date(2027, 6, 1)), max_size=10),
)
def test_counting_agrees_with_going_through_the_days_one_by_one(
    first: date, length: int, holidays: set[date], overrides: set[date]
) -> None:
    calendar = WorkingCalendar(dict.fromkeys(holidays, "วันหยุด"), overrides)
    days = [first + timedelta(days=number) for number in range(1, length + 1)]
    expected = sum(calendar.is_working_day(day) for day in days)
    assert calendar.working_days_between(first, first + timedelta(days=length)) == expected


def test_government_keeps_the_ploughing_day_but_not_labour_day() -> None:
    holidays = thai_government_holidays([2026])
    assert holidays[date(2026, 5, 13)] == "วันพืชมงคล"
    assert date(2026, 1, 2) in holidays
    assert date(2026, 6, 1) in holidays
    assert date(2026, 12, 7) in holidays
    assert date(2026, 5, 1) not in holidays


def test_the_substitute_of_labour_day_is_a_working_day() -> None:
    holidays = thai_government_holidays([2027])
    assert date(2027, 5, 3) not in holidays
    assert date(2027, 5, 4) in holidays
    assert not any("แรงงาน" in name for name in holidays.values())
