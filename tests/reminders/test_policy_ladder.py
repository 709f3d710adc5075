"""The escalation ladder, decisions that wait, report rounds and what is missing at closing."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.fiscal_year import FiscalYear
from tracker.people.working_days import WorkingCalendar
from tracker.reminders.policy import (
    Kind,
    Round,
    RoundKind,
    Rules,
    Rung,
    Silence,
    earned_at_closing,
    earned_by_decision,
    earned_by_round,
    escalated,
    rounds_by,
)

SONGKRAN = {date(2026, 4, day): "วันสงกรานต์" for day in (13, 14, 15)}
CALENDAR = WorkingCalendar({date(2026, 4, 6): "วันจักรี", **SONGKRAN})
DUE = date(2026, 3, 31)


def rungs(silence: Silence, today: date, rules: Rules | None = None) -> list[str]:
    return [rung.value for rung in escalated(silence, today=today, calendar=CALENDAR, rules=rules or Rules())]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 31), []),
        (date(2026, 4, 2), []),
        (date(2026, 4, 3), ["head"]),  # Three working days.
        (date(2026, 4, 10), ["head"]),
        (date(2026, 4, 16), ["head", "chief"]),  # Five more: the sixth of April and Songkran do not count.
        (date(2026, 4, 22), ["head", "chief"]),
        (date(2026, 4, 23), ["head", "chief", "mayor"]),
    ],
)
def test_nobody_answering_is_heard_of_one_step_higher_after_each_stated_silence(
    today: date, expected: list[str]
) -> None:
    assert rungs(Silence(DUE), today) == expected


def test_an_answer_begins_the_silence_anew() -> None:
    answered = Silence(DUE, answered_on=date(2026, 4, 2))
    assert rungs(answered, date(2026, 4, 3)) == []
    assert rungs(answered, date(2026, 4, 8)) == ["head"]
    before_it_was_late = Silence(DUE, answered_on=date(2026, 3, 25))
    assert rungs(before_it_was_late, date(2026, 4, 3)) == ["head"]


def test_what_waits_for_an_answer_itself_rises_no_further() -> None:
    assert rungs(Silence(DUE, is_waiting=True), date(2026, 5, 29)) == []


def test_a_promise_pauses_the_ladder_once() -> None:
    once = Silence(DUE, promises=(date(2026, 4, 10),))
    assert rungs(once, date(2026, 4, 10)) == []
    assert rungs(once, date(2026, 4, 20)) == ["head"]
    again = Silence(DUE, promises=(date(2026, 4, 10), date(2026, 5, 29)))
    assert rungs(again, date(2026, 4, 20)) == ["head"]


def test_a_promise_for_a_due_date_that_was_moved_since_does_not_use_up_the_pause() -> None:
    moved = Silence(date(2026, 4, 16), promises=(date(2026, 4, 10), date(2026, 4, 24)))
    assert rungs(moved, date(2026, 4, 24)) == []


def test_a_new_silence_is_told_of_anew() -> None:
    first = escalated(Silence(DUE), today=date(2026, 4, 3), calendar=CALENDAR)[Rung.HEAD]
    second = escalated(Silence(DUE, answered_on=date(2026, 4, 3)), today=date(2026, 4, 16), calendar=CALENDAR)[
        Rung.HEAD
    ]
    assert first.slot == "2026-03-31:head"
    assert second.slot == "2026-04-03:head"


def test_an_office_chooses_its_steps_or_none() -> None:
    assert rungs(Silence(DUE), date(2026, 4, 1), Rules(escalate_after=(1, 1, 1))) == ["head"]
    assert rungs(Silence(DUE), date(2026, 5, 29), Rules(off=frozenset({Kind.ESCALATED}))) == []


@given(due=st.dates(date(2025, 10, 1), date(2026, 9, 30)), days=st.integers(0, 90), promise=st.integers(-30, 60))
def test_the_ladder_only_rises_and_a_promise_only_delays(due: date, days: int, promise: int) -> None:
    today = due + timedelta(days=days)
    without, later = rungs(Silence(due), today), rungs(Silence(due), today + timedelta(days=7))
    assert later[: len(without)] == without
    promised = rungs(Silence(due, promises=(due + timedelta(days=promise),)), today)
    assert without[: len(promised)] == promised
    assert all(len(one.slot) <= 32 for one in escalated(Silence(due), today=today, calendar=CALENDAR).values())


@pytest.mark.parametrize(
    ("today", "slot"),
    [
        (date(2026, 3, 30), None),
        (date(2026, 3, 31), "2026-03-31+0"),
        (date(2026, 4, 2), "2026-03-31+0"),
        (date(2026, 4, 3), "2026-03-31+3"),
        (date(2026, 4, 16), "2026-03-31+8"),
    ],
)
def test_a_decision_is_spoken_of_at_once_and_again_after_three_days_then_weekly(today: date, slot: str | None) -> None:
    found = earned_by_decision(DUE, today=today, calendar=CALENDAR)
    assert [one.slot for one in found] == ([] if slot is None else [slot])
    assert (
        earned_by_decision(DUE, today=today, calendar=CALENDAR, rules=Rules(off=frozenset({Kind.DECISION_WAITS}))) == []
    )


def test_the_rounds_of_six_months_and_of_the_year_take_the_place_of_the_monthly_one() -> None:
    def newest(today: date, rules: Rules | None = None) -> Round:
        return rounds_by(today, rules=rules or Rules())[-1]

    assert newest(date(2026, 3, 10)) == Round(RoundKind.HALF_YEAR, date(2026, 3, 31))
    assert newest(date(2026, 9, 10)) == Round(RoundKind.YEAR, date(2026, 9, 30))
    assert newest(date(2026, 4, 10)) == Round(RoundKind.MONTH, date(2026, 4, 25))
    assert newest(date(2026, 2, 10), Rules(monthly_round_on=31)).due_on == date(2026, 2, 28)
    assert rounds_by(date(2026, 5, 10), rules=Rules(monthly_round_on=None)) == []


@pytest.mark.parametrize(
    ("today", "slot"),
    [
        (date(2026, 3, 23), None),
        (date(2026, 3, 24), "2026-03-31-5"),
        (date(2026, 3, 30), "2026-03-31-1"),
        (date(2026, 3, 31), "2026-03-31-0"),
        (date(2026, 4, 1), "2026-03-31+1"),
        (date(2026, 4, 8), "2026-03-31+1"),
        (date(2026, 4, 9), None),
    ],
)
def test_a_round_is_announced_reminded_and_asked_for_a_week_afterwards(today: date, slot: str | None) -> None:
    half_year = Round(RoundKind.HALF_YEAR, date(2026, 3, 31))
    found = earned_by_round(half_year, today=today, calendar=CALENDAR)
    assert [one.slot for one in found] == ([] if slot is None else [slot])


def test_a_round_that_ends_on_a_day_off_is_due_the_working_day_before() -> None:
    april = Round(RoundKind.MONTH, date(2026, 4, 25))  # A Saturday.
    assert [one.slot for one in earned_by_round(april, today=date(2026, 4, 24), calendar=CALENDAR)] == ["2026-04-25-0"]
    assert earned_by_round(april, today=date(2026, 4, 26), calendar=CALENDAR) == []


def test_what_is_missing_is_asked_for_in_the_final_weeks_of_the_year() -> None:
    def slots(today: date) -> list[str]:
        return [one.slot for one in earned_at_closing(FiscalYear(2569), today=today, calendar=CALENDAR)]

    assert slots(date(2026, 8, 18)) == []
    assert slots(date(2026, 8, 19)) == ["2026-09-30-30"]
    assert slots(date(2026, 9, 9)) == ["2026-09-30-15"]
    assert slots(date(2026, 9, 30)) == ["2026-09-30-5"]
    assert slots(date(2026, 10, 1)) == []


def test_rules_are_kept_as_what_differs_and_read_leniently() -> None:
    rules = Rules(before_due=(45, 10, 5, 2), opens=time(9), off=frozenset({Kind.SILENT}), monthly_round_on=None)
    assert Rules.from_values(rules.to_values()) == rules
    assert Rules().to_values() == {}
    odd = {"before_due": "x", "late": [1, 2], "opens": "99:99", "off": ["silent", "no such kind"], "unknown": 1}
    assert Rules.from_values(odd) == Rules(off=frozenset({Kind.SILENT}))
