"""On time, due soon, late, silent."""

from datetime import date

import pytest

from tracker.people.working_days import WorkingCalendar
from tracker.tasks.timeliness import (
    Timeliness,
    days_late,
    days_left,
    is_silent,
    last_heard_on,
    timeliness,
    urgency,
)

CALENDAR = WorkingCalendar({date(2026, 4, 6): "วันจักรี"})
TUESDAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (date(2026, 3, 30), Timeliness.LATE),
        (TUESDAY, Timeliness.DUE_TODAY),
        (date(2026, 4, 1), Timeliness.DUE_SOON),
        (date(2026, 4, 10), Timeliness.DUE_SOON),  # Seven working days: 6 April is a holiday.
        (date(2026, 4, 13), Timeliness.ON_TIME),
    ],
)
def test_an_open_task_stands_as_the_calendar_says(due_on: date, expected: Timeliness) -> None:
    assert timeliness("in_progress", due_on, today=TUESDAY, calendar=CALENDAR) is expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("submitted", Timeliness.WAITING),
        ("done", Timeliness.DONE),
        ("not_done", Timeliness.CLOSED),
        ("cancelled", Timeliness.CLOSED),
    ],
)
def test_a_task_nobody_works_on_any_more_is_never_late(state: str, expected: Timeliness) -> None:
    assert timeliness(state, date(2025, 12, 31), today=TUESDAY, calendar=CALENDAR) is expected


def test_what_is_due_on_sunday_is_due_today_on_friday_and_late_on_monday() -> None:
    sunday = date(2026, 3, 29)
    assert timeliness("not_started", sunday, today=date(2026, 3, 27), calendar=CALENDAR) is Timeliness.DUE_TODAY
    assert timeliness("not_started", sunday, today=date(2026, 3, 30), calendar=CALENDAR) is Timeliness.LATE
    assert days_late(sunday, today=date(2026, 3, 30), calendar=CALENDAR) == 1


def test_days_left_are_working_days() -> None:
    assert days_left(date(2026, 4, 7), today=TUESDAY, calendar=CALENDAR) == 4


def test_a_task_is_silent_thirty_days_after_its_last_report() -> None:
    heard = last_heard_on(date(2025, 10, 1), date(2025, 10, 1), date(2026, 3, 1))
    assert is_silent("in_progress", heard, today=TUESDAY)
    assert not is_silent("in_progress", heard, today=date(2026, 3, 30))
    assert not is_silent("submitted", heard, today=TUESDAY)


def test_a_task_that_has_not_begun_is_not_silent() -> None:
    heard = last_heard_on(date(2026, 3, 20), date(2025, 10, 1), None)
    assert not is_silent("not_started", heard, today=TUESDAY)


def test_the_latest_of_the_late_comes_first() -> None:
    rows = [
        (Timeliness.ON_TIME, date(2026, 9, 30)),
        (Timeliness.LATE, date(2026, 3, 1)),
        (Timeliness.DONE, date(2025, 10, 1)),
        (Timeliness.LATE, date(2025, 12, 31)),
        (Timeliness.DUE_TODAY, TUESDAY),
    ]
    assert [due for _, due in sorted(rows, key=lambda row: urgency(*row))] == [
        date(2025, 12, 31),
        date(2026, 3, 1),
        TUESDAY,
        date(2026, 9, 30),
        date(2025, 10, 1),
    ]


def test_every_standing_has_a_word_and_a_colour() -> None:
    assert all(
        standing.label and standing.tone in {"good", "info", "warn", "bad", "neutral"} for standing in Timeliness
    )
