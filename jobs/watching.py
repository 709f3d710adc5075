"""Looking for work every moment: a job is run as soon as there is something for it to do, and rests when idle."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from jobs.runner import at_work, run_job
from tracker import clock
from tracker.health.models import JobRun
from tracker.health.queries.timetable import plan_of

_log = logging.getLogger(__name__)

_PAUSE_SECONDS = 0.5
_REST_SECONDS = 5.0
_LONGEST_REST_SECONDS = 60.0
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class Duty:
    """A job run when there is work, and once in a while without, to show that it is alive."""

    name: str
    has_work: Callable[..., bool]
    ran_at: datetime = _LONG_AGO
    rests_until: datetime = _LONG_AGO

    found_work: bool = False
    rest_seconds: float = _REST_SECONDS / 2

    def is_due(self, app: Flask, *, now: datetime) -> bool:
        """Tell whether to run it; `now` is the machine's time."""
        is_time = now - self.ran_at >= plan_of(self.name).every / 2
        if not is_time and now < self.rests_until:
            return False
        with at_work(app) as at:
            self.found_work = self.has_work(at=at)
        return is_time or self.found_work

    def note(self, run: JobRun, *, now: datetime) -> None:
        """Rest, longer each time, after finding work that cannot be done now, so that it is not tried without end."""
        self.ran_at = now
        is_stuck = self.found_work and not (run.succeeded and any(run.summary.values()))
        self.rest_seconds = min(self.rest_seconds * 2, _LONGEST_REST_SECONDS) if is_stuck else _REST_SECONDS / 2
        self.rests_until = now + timedelta(seconds=self.rest_seconds) if is_stuck else now


def begin(app: Flask, duty: Duty, stopping: threading.Event) -> threading.Thread:
    """Serve a duty in a thread of its own until `stopping` is set; what is in hand then is finished first."""
    thread = threading.Thread(target=_serve_duty, args=(app, duty, stopping), name=duty.name)
    thread.start()
    return thread


def _serve_duty(app: Flask, duty: Duty, stopping: threading.Event) -> None:
    while not stopping.is_set():
        stopping.wait(_PAUSE_SECONDS if _work(app, duty) else _REST_SECONDS)


def _work(app: Flask, duty: Duty) -> bool:
    """Do what is due; False when the database cannot be asked."""
    try:
        if duty.is_due(app, now=clock.machine_now()):
            duty.note(run_job(app, duty.name), now=clock.machine_now())
    except SQLAlchemyError:
        _log.exception("watcher_found_no_database")
        return False
    return True
