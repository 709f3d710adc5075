"""How a month of messages is shared out, and what is said of it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tracker.people.working_days import WorkingCalendar
from tracker.reminders.quota import (
    Demand,
    Month,
    Outlook,
    Saving,
    Weight,
    allowed,
    crossed,
    degree_of_saving,
    is_sending_day,
    next_sending_day,
    working_days_left,
)

CALENDAR = WorkingCalendar({date(2026, 3, 3): "วันมาฆบูชา"})
FIRST = date(2026, 3, 2)
"""The first working day of March 2026, a Monday; the month has 21 of them."""


def outlook(
    limit: int | None, used: int, *, a_day: float, urgent: float = 0, leads: int = 0, on: date = FIRST
) -> Outlook:
    demand = Demand(urgent, a_day - urgent, leads)
    return Outlook(Month(limit, used), demand, working_days_left(on, calendar=CALENDAR), CALENDAR)


@pytest.mark.parametrize(
    ("a_day", "degree"),
    [
        (10, Saving.NONE),
        (14, Saving.MERGED_DAYS),
        (30, Saving.WEEKLY),
        (90, Saving.LEADS),
    ],
)
def test_an_office_saves_as_little_as_the_month_allows(a_day: float, degree: Saving) -> None:
    assert degree_of_saving(outlook(300, 0, a_day=a_day, leads=6)) is degree


def test_without_a_limit_nothing_is_saved() -> None:
    assert degree_of_saving(outlook(None, 100_000, a_day=500)) is Saving.NONE


def test_a_month_used_up_leaves_what_is_grave() -> None:
    assert degree_of_saving(outlook(300, 300, a_day=0)) is Saving.ESCALATIONS
    assert degree_of_saving(outlook(300, 290, a_day=0)) is Saving.ESCALATIONS


def test_what_is_urgent_is_counted_for_every_day() -> None:
    assert degree_of_saving(outlook(300, 0, a_day=14, urgent=0)) is Saving.MERGED_DAYS
    assert degree_of_saving(outlook(300, 0, a_day=14, urgent=12)) is Saving.MERGED_DAYS
    assert degree_of_saving(outlook(300, 0, a_day=14, urgent=14, leads=5)) is Saving.LEADS


def test_an_office_no_lead_can_write_for_speaks_of_escalations_alone() -> None:
    assert degree_of_saving(outlook(300, 0, a_day=500, urgent=400, leads=40)) is Saving.ESCALATIONS


@given(
    limit=some.integers(1, 40_000),
    used=some.integers(0, 40_000),
    more=some.integers(0, 5_000),
    a_day=some.floats(0, 600),
    leads=some.integers(0, 40),
)
def test_who_has_used_more_never_saves_less(limit: int, used: int, more: int, a_day: float, leads: int) -> None:
    less = degree_of_saving(outlook(limit, used, a_day=a_day, leads=leads))
    assert degree_of_saving(outlook(limit, used + more, a_day=a_day, leads=leads)).depth >= less.depth


def test_the_forecast_is_the_use_of_a_working_day_for_each_day_left() -> None:
    found = outlook(300, 40, a_day=15, on=date(2026, 3, 26))
    assert len(found.days_left) == 4
    assert (found.forecast, found.is_over) == (100, False)
    assert outlook(300, 240, a_day=16, on=date(2026, 3, 26)).is_over


def test_the_last_fifth_is_kept_for_what_is_urgent_and_the_last_twentieth_for_what_is_grave() -> None:
    month = Month(300, 239)
    assert month.may_use(1, Weight.ORDINARY)
    assert not month.may_use(2, Weight.ORDINARY)
    assert month.may_use(2, Weight.URGENT)
    assert not Month(300, 285).may_use(1, Weight.URGENT)
    assert Month(300, 285).may_use(1, Weight.ESCALATION)
    assert Month(300, 299).may_use(1, Weight.ALARM)
    assert not Month(300, 300).may_use(1, Weight.ALARM)
    assert Month(None, 9_999).may_use(500, Weight.ORDINARY)


def test_merged_days_are_every_second_working_day() -> None:
    days = working_days_left(FIRST, calendar=CALENDAR)
    sending = [day for day in days if is_sending_day(Saving.MERGED_DAYS, day, calendar=CALENDAR)]
    assert sending[:4] == [date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 9), date(2026, 3, 11)]
    assert len(sending) == 11


def test_a_week_is_told_on_its_first_working_day() -> None:
    calendar = WorkingCalendar({date(2026, 3, 9): "วันหยุด"})
    days = working_days_left(FIRST, calendar=calendar)
    weekly = [day for day in days if is_sending_day(Saving.WEEKLY, day, calendar=calendar)]
    assert weekly == [date(2026, 3, 2), date(2026, 3, 10), date(2026, 3, 16), date(2026, 3, 23), date(2026, 3, 30)]
    assert next_sending_day(Saving.WEEKLY, date(2026, 3, 4), calendar=calendar) == date(2026, 3, 10)
    assert next_sending_day(Saving.NONE, date(2026, 3, 6), calendar=CALENDAR) == date(2026, 3, 9)


def test_what_each_degree_lets_through() -> None:
    on_no_sending_day = date(2026, 3, 4)

    def through(degree: Saving, *, is_lead: bool = False, on: date = on_no_sending_day) -> list[str]:
        found = [weight for weight in Weight if allowed(degree, weight, is_lead=is_lead, today=on, calendar=CALENDAR)]
        return [weight.name.lower() for weight in found]

    everything = ["alarm", "escalation", "urgent", "ordinary"]
    assert through(Saving.NONE) == everything
    assert through(Saving.MERGED_DAYS) == everything[:3]
    assert through(Saving.MERGED_DAYS, on=date(2026, 3, 5)) == everything
    assert through(Saving.WEEKLY, on=date(2026, 3, 5)) == everything[:3]
    assert through(Saving.WEEKLY, on=FIRST) == everything
    assert through(Saving.LEADS, on=FIRST) == everything[:2]
    assert through(Saving.LEADS, on=FIRST, is_lead=True) == everything
    assert through(Saving.LEADS, is_lead=True) == everything[:3]
    assert through(Saving.ESCALATIONS, on=FIRST, is_lead=True) == everything[:2]


def test_each_degree_says_what_it_is() -> None:
    assert len({degree.label for degree in Saving}) == len({degree.meaning for degree in Saving}) == len(Saving)
    assert [degree.depth for degree in Saving] == [0, 1, 2, 3, 4]
    assert {degree.tone for degree in Saving} == {"good", "warn", "bad"}


@pytest.mark.parametrize(("used", "threshold"), [(209, None), (210, 70), (254, 70), (255, 85), (285, 95), (300, 95)])
def test_the_month_is_spoken_of_at_three_marks(used: int, threshold: int | None) -> None:
    assert crossed(Month(300, used).percent) == threshold


def test_what_was_sent_today_is_not_asked_for_again() -> None:
    """The forecast of the afternoon is that of the morning: what went out is used, and no longer to come."""
    in_the_morning = outlook(300, 0, a_day=14)
    in_the_afternoon = replace(outlook(300, 14, a_day=14), sent_today=14)
    assert in_the_morning.forecast == in_the_afternoon.forecast == 294
    assert not in_the_afternoon.is_over
    more_than_usual = replace(outlook(300, 20, a_day=14), sent_today=20)
    assert more_than_usual.forecast == 300, "no day gives anything back"


def test_the_counts_groups_hear_are_foreseen_once_a_week() -> None:
    with_groups = Outlook(
        Month(300, 0), Demand(0, 10, in_groups=12), working_days_left(FIRST, calendar=CALENDAR), CALENDAR
    )
    assert with_groups.forecast == 10 * 21 + 12 * 5
    assert with_groups.need(Saving.WEEKLY) == (10 + 12) * 5
    assert with_groups.need(Saving.LEADS) == 0, "groups hear nothing while only those who lead do"
    assert with_groups.need(Saving.ESCALATIONS) == 0
