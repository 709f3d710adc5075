"""When the watcher runs a job: at once where there is work, now and then without, more rarely where it is stuck."""

from datetime import datetime, timedelta

from flask import Flask

from jobs.watching import Duty
from tests.conftest import BANGKOK
from tracker.health.models import JobRun

MORNING = datetime(2026, 3, 31, 9, 0, tzinfo=BANGKOK)


def after(seconds: float) -> datetime:
    return MORNING + timedelta(seconds=seconds)


def a_duty(app: Flask, *, has_work: bool) -> Duty:
    duty = Duty("process-events", has_work=lambda **_asked: has_work)
    assert duty.is_due(app, now=MORNING), "it shows that it is alive"
    duty.note(a_run(events=1), now=MORNING)
    return duty


def a_run(**summary: int) -> JobRun:
    return JobRun(succeeded=True, summary=summary)


def test_what_has_work_is_run_the_moment_after(committed_app: Flask) -> None:
    assert a_duty(committed_app, has_work=True).is_due(committed_app, now=after(0.5))


def test_what_has_none_is_run_twice_a_minute(committed_app: Flask) -> None:
    duty = a_duty(committed_app, has_work=False)
    assert not duty.is_due(committed_app, now=after(29))
    assert duty.is_due(committed_app, now=after(30))


def test_work_that_cannot_be_done_now_is_tried_ever_more_rarely(committed_app: Flask) -> None:
    duty = a_duty(committed_app, has_work=True)
    rests = []
    for _ in range(6):
        duty.note(a_run(events=0), now=MORNING)
        rests.append(duty.rest_seconds)
    assert rests == [5, 10, 20, 40, 60, 60]


def test_it_rests_as_long_as_it_says_and_no_longer_than_until_something_was_done(committed_app: Flask) -> None:
    duty = a_duty(committed_app, has_work=True)
    duty.note(a_run(events=0), now=MORNING)
    assert not duty.is_due(committed_app, now=after(4))
    assert duty.is_due(committed_app, now=after(5))
    duty.note(a_run(events=1), now=after(5))
    assert duty.is_due(committed_app, now=after(5.5))
