"""Which reminders a task has earned by today."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.people.working_days import WorkingCalendar
from tracker.reminders.policy import (
    DirectiveFacts,
    Earned,
    Kind,
    Rules,
    TaskFacts,
    earned,
    earned_by_directive,
)

SONGKRAN = {date(2026, 4, day): "วันสงกรานต์" for day in (13, 14, 15)}
CALENDAR = WorkingCalendar({date(2026, 4, 6): "วันจักรี", **SONGKRAN})
OPENED = date(2025, 10, 1)
RULES = Rules()
TASK = TaskFacts("in_progress", OPENED, date(2026, 3, 31), OPENED, last_reported_on=date(2026, 3, 20))


def kinds(task: TaskFacts, today: date, rules: Rules = RULES) -> list[tuple[str, str]]:
    return [(reason.kind.value, reason.slot) for reason in earned(task, today=today, calendar=CALENDAR, rules=rules)]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 2, 16), []),  # Thirty-one working days are left.
        (date(2026, 2, 17), [("due_in_30", "2026-03-31")]),
        (date(2026, 3, 20), [("due_in_7", "2026-03-31")]),
        (date(2026, 3, 26), [("due_in_3", "2026-03-31")]),
        (date(2026, 3, 30), [("due_in_1", "2026-03-31")]),
        (date(2026, 3, 31), [("due_today", "2026-03-31")]),
        (date(2026, 4, 1), [("late", "2026-03-31+1")]),
        (date(2026, 4, 2), [("late", "2026-03-31+1")]),
        (date(2026, 4, 3), [("late", "2026-03-31+3")]),
        (date(2026, 4, 10), [("late", "2026-03-31+7")]),
        (date(2026, 4, 17), [("late", "2026-03-31+7")]),
        (date(2026, 4, 22), [("late", "2026-03-31+12")]),
        (date(2026, 4, 29), [("late", "2026-03-31+17")]),
    ],
)
def test_only_the_newest_threshold_of_the_deadline_counts(today: date, expected: list[tuple[str, str]]) -> None:
    assert kinds(replace(TASK, last_reported_on=min(today, date(2026, 3, 20))), today) == expected


def test_a_task_due_on_a_day_off_is_due_today_on_the_working_day_before() -> None:
    songkran = replace(TASK, due_on=date(2026, 4, 14))
    assert kinds(songkran, date(2026, 4, 10)) == [("due_today", "2026-04-14")]
    assert kinds(songkran, date(2026, 4, 16)) == [("late", "2026-04-14+1")]


@pytest.mark.parametrize("state", ["submitted", "done", "not_done", "cancelled"])
def test_a_task_its_owner_has_finished_with_earns_nothing(state: str) -> None:
    assert kinds(replace(TASK, state=state, return_number=4), date(2026, 5, 1)) == []


def test_a_new_task_is_told_of_once_to_whoever_it_is_given() -> None:
    opened = TaskFacts("not_started", OPENED, date(2026, 9, 30), OPENED)
    assert kinds(opened, OPENED) == [("assigned", "2025-10-01")]
    delegated = replace(opened, assigned_on=date(2025, 10, 20))
    assert kinds(delegated, date(2025, 10, 21)) == [("assigned", "2025-10-20")]


def test_an_assignment_answered_by_a_report_is_no_news() -> None:
    task = TaskFacts("in_progress", OPENED, date(2026, 9, 30), OPENED, last_reported_on=date(2025, 10, 2))
    assert kinds(task, date(2025, 10, 3)) == []


def test_work_reported_before_it_was_delegated_is_still_news_to_the_assignee() -> None:
    task = replace(TASK, due_on=date(2026, 9, 30), assigned_on=date(2026, 3, 25))
    assert kinds(task, date(2026, 3, 26)) == [("assigned", "2026-03-25")]


def test_a_task_silent_for_thirty_days_is_asked_after_once_every_thirty() -> None:
    task = replace(TASK, due_on=date(2026, 9, 30), last_reported_on=date(2025, 12, 1))
    assert kinds(task, date(2025, 12, 30)) == []
    assert kinds(task, date(2025, 12, 31)) == [("silent", "2025-12-01+30")]
    assert kinds(task, date(2026, 1, 29)) == [("silent", "2025-12-01+30")]
    assert kinds(task, date(2026, 1, 30)) == [("silent", "2025-12-01+60")]


def test_a_task_that_has_not_begun_is_neither_silent_nor_a_month_from_its_due_date() -> None:
    next_month = TaskFacts("not_started", date(2026, 4, 1), date(2026, 4, 30), OPENED)
    assert kinds(next_month, date(2026, 3, 31)) == []
    assert kinds(next_month, date(2026, 4, 1)) == [("starts_today", "2026-04-01"), ("due_in_30", "2026-04-30")]


def test_a_task_of_a_single_day_is_announced_before_it_begins() -> None:
    event = TaskFacts("not_started", date(2026, 4, 9), date(2026, 4, 9), OPENED)
    assert kinds(event, date(2026, 3, 31)) == [("due_in_7", "2026-04-09")]


def test_being_late_says_enough_about_being_silent() -> None:
    assert kinds(replace(TASK, last_reported_on=date(2025, 12, 1)), date(2026, 4, 1)) == [("late", "2026-03-31+1")]


def test_returned_work_is_told_of_once_for_each_return() -> None:
    returned = replace(TASK, due_on=date(2026, 9, 30), return_number=4)
    assert kinds(returned, date(2026, 3, 31)) == [("returned", "r4")]
    assert kinds(replace(returned, return_number=6), date(2026, 3, 31)) == [("returned", "r6")]


def test_a_new_due_date_begins_a_new_ladder() -> None:
    before = kinds(TASK, date(2026, 3, 30))
    after = kinds(replace(TASK, due_on=date(2026, 4, 1)), date(2026, 3, 31))
    assert before == [("due_in_1", "2026-03-31")]
    assert after == [("due_in_1", "2026-04-01")]


def test_what_is_most_urgent_comes_first() -> None:
    task = replace(TASK, assigned_on=date(2026, 3, 30), return_number=3)
    assert [kind for kind, _ in kinds(task, date(2026, 3, 31))] == ["due_today", "returned", "assigned"]


NEXT_MONTH = TaskFacts("not_started", date(2026, 4, 13), date(2026, 9, 30), OPENED)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 4, 10), []),
        (date(2026, 4, 16), [("starts_today", "2026-04-13")]),  # Songkran: the first working day of it.
        (date(2026, 4, 23), [("starts_today", "2026-04-13")]),  # Caught up with after a week without the machine.
        (date(2026, 4, 24), []),
    ],
)
def test_a_beginning_is_told_of_once_on_the_first_working_day(today: date, expected: list[tuple[str, str]]) -> None:
    assert kinds(NEXT_MONTH, today) == expected


def test_what_was_opened_after_it_had_begun_is_assigned_and_does_not_begin_again() -> None:
    assert kinds(replace(NEXT_MONTH, opened_on=date(2026, 4, 16)), date(2026, 4, 16)) == [("assigned", "2026-04-16")]
    assert kinds(replace(NEXT_MONTH, state="in_progress"), date(2026, 4, 16)) == []


def test_what_was_done_without_evidence_is_asked_for_twice_and_no_more() -> None:
    done = replace(TASK, state="done", has_evidence=False, last_reported_on=date(2026, 3, 20))
    assert kinds(done, date(2026, 3, 24)) == []
    assert kinds(done, date(2026, 3, 25)) == [("closing", "2026-03-20+1")]
    assert kinds(done, date(2026, 3, 30)) == [("closing", "2026-03-20+2")]
    assert kinds(done, date(2026, 8, 30)) == [("closing", "2026-03-20+2")]
    assert kinds(replace(done, has_evidence=True), date(2026, 3, 30)) == []


def test_an_office_counts_days_as_it_likes() -> None:
    rules = Rules(before_due=(45, 10, 5, 2), late=(2, 4, 8), late_every=10)
    assert kinds(TASK, date(2026, 3, 17), rules) == [("due_in_7", "2026-03-31")]
    assert kinds(TASK, date(2026, 3, 27), rules) == [("due_in_1", "2026-03-31")]
    assert kinds(TASK, date(2026, 4, 1), rules) == []
    assert kinds(TASK, date(2026, 4, 2), rules) == [("late", "2026-03-31+2")]
    assert kinds(TASK, date(2026, 4, 29), rules) == [("late", "2026-03-31+8")]


def test_a_kind_that_is_switched_off_is_not_earned_and_leaves_the_threshold_before_it() -> None:
    assert kinds(TASK, date(2026, 3, 31), Rules(off=frozenset({Kind.DUE_TODAY}))) == []
    without = Rules(off=frozenset({Kind.DUE_IN_3}))
    assert kinds(TASK, date(2026, 3, 27), without) == [("due_in_7", "2026-03-31")]


DIRECTIVE = DirectiveFacts(date(2026, 3, 25), date(2026, 4, 10))


def directive_kinds(directive: DirectiveFacts, today: date) -> list[tuple[str, str]]:
    return [
        (reason.kind.value, reason.slot) for reason in earned_by_directive(directive, today=today, calendar=CALENDAR)
    ]


def test_a_directive_is_told_of_until_it_is_acknowledged() -> None:
    assert directive_kinds(DIRECTIVE, date(2026, 3, 26)) == [("directive_given", "2026-03-25")]
    assert directive_kinds(replace(DIRECTIVE, is_acknowledged=True), date(2026, 3, 26)) == []


def test_a_directive_is_reminded_before_on_and_after_its_day() -> None:
    seen = replace(DIRECTIVE, is_acknowledged=True)
    assert directive_kinds(seen, date(2026, 4, 8)) == []
    assert directive_kinds(seen, date(2026, 4, 9)) == [("directive_due", "2026-04-10-1")]
    assert directive_kinds(seen, date(2026, 4, 10)) == [("directive_due", "2026-04-10-0")]
    assert directive_kinds(seen, date(2026, 4, 16)) == [("directive_late", "2026-04-10+1")]


def test_a_closed_directive_earns_nothing() -> None:
    assert directive_kinds(replace(DIRECTIVE, is_closed=True), date(2026, 5, 1)) == []


@given(
    due=st.dates(date(2025, 10, 1), date(2026, 9, 30)),
    first=st.dates(date(2025, 10, 1), date(2026, 9, 30)),
    gap=st.integers(1, 20),
)
def test_a_missed_day_is_caught_up_with_by_the_newest_threshold_alone(due: date, first: date, gap: int) -> None:
    task = TaskFacts("in_progress", OPENED, due, OPENED, last_reported_on=OPENED)
    told: set[Earned] = set()
    today = first
    for _ in range(30):
        reasons = earned(task, today=today, calendar=CALENDAR)
        assert len([reason for reason in reasons if reason.kind is not Kind.SILENT]) <= 1
        late = CALENDAR.working_days_between(due, today)
        assert not late or reasons[0].kind is Kind.LATE
        told.update(reasons)
        today += timedelta(days=gap)
    assert all(len(reason.slot) <= 32 and len(reason.kind) <= 32 for reason in told)


def test_every_kind_has_a_word_and_a_place() -> None:
    assert all(kind.label for kind in Kind)
    assert sorted(kind.priority for kind in Kind) == list(range(len(Kind)))
