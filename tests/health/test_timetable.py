"""When jobs are due, and when their silence is worth a look."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tracker.health.queries.timetable import TIMETABLE, Plan, plan_of

BANGKOK = ZoneInfo("Asia/Bangkok")


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


@pytest.mark.parametrize(
    ("name", "now", "last", "following"),
    [
        ("plan-reminders", "2026-03-31 09:07", "2026-03-31 09:00", "2026-03-31 09:15"),
        ("plan-reminders", "2026-03-31 07:29", "2026-03-30 16:30", "2026-03-31 07:30"),
        ("plan-reminders", "2026-03-31 16:30", "2026-03-31 16:30", "2026-04-01 07:30"),
        ("plan-reminders", "2026-03-31 23:50", "2026-03-31 16:30", "2026-04-01 07:30"),
        ("close-year", "2026-10-01 00:29", "2026-09-30 00:30", "2026-10-01 00:30"),
        ("close-year", "2026-10-01 00:30", "2026-10-01 00:30", "2026-10-02 00:30"),
        ("read-quota", "2026-03-31 23:59", "2026-03-31 23:45", "2026-04-01 00:00"),
        ("analyse-documents", "2026-03-31 23:59", "2026-03-31 23:59", "2026-04-01 00:00"),
    ],
)
def test_a_job_is_due_by_the_clock_of_bangkok(name: str, now: str, last: str, following: str) -> None:
    plan = plan_of(name)
    assert plan.last_due(_instant(now)) == _instant(last)
    assert plan.next_due(_instant(now)) == _instant(following)


@pytest.mark.parametrize(
    ("name", "ran", "now", "is_overdue"),
    [
        ("plan-reminders", "2026-03-30 16:30", "2026-03-31 07:44", False),
        ("plan-reminders", "2026-03-30 16:30", "2026-03-31 07:45", True),
        ("plan-reminders", "2026-03-30 16:15", "2026-03-31 03:00", True),
        ("close-year", "2026-09-29 00:30", "2026-09-30 23:00", False),
        ("close-year", "2026-09-29 00:30", "2026-10-01 00:30", True),
        ("deliver-messages", "2026-03-31 09:00", "2026-03-31 09:01", False),
        ("deliver-messages", "2026-03-31 09:00", "2026-03-31 09:02", True),
    ],
)
def test_a_job_is_overdue_when_it_missed_two_of_its_runs(name: str, ran: str, now: str, *, is_overdue: bool) -> None:
    assert plan_of(name).is_overdue(_instant(ran), at=_instant(now)) is is_overdue


def test_a_job_that_never_ran_is_overdue() -> None:
    assert all(plan.is_overdue(None, at=_instant("2026-03-31 09:00")) for plan in TIMETABLE)


@pytest.mark.parametrize("plan", TIMETABLE, ids=lambda plan: plan.name)
def test_whenever_one_looks_a_job_that_runs_as_planned_is_not_overdue(plan: Plan) -> None:
    now = _instant("2026-03-30 00:00")
    for _ in range(2 * 24 * 12):
        now += timedelta(minutes=5, seconds=7)
        assert not plan.is_overdue(plan.last_due(now), at=now)
        assert plan.last_due(now) <= now < plan.next_due(now)
