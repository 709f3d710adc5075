"""The process that speaks with LINE: acts on events within a second and hands over what is due; rests when idle."""

import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from jobs.runner import at_work, run_job
from tracker import clock
from tracker.health.models import JobRun
from tracker.health.queries import messages
from tracker.health.queries.timetable import plan_of

_log = logging.getLogger(__name__)

_PAUSE_SECONDS = 0.5
_REST_SECONDS = 5.0
_LONGEST_REST_SECONDS = 60.0
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class Duty:
    """A job of the sender: run when there is work, and once in a while without, to show that it is alive."""

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


def serve(app: Flask) -> None:
    """Work until SIGTERM or SIGINT; what is in hand is finished first."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _signal, _frame: stopping.set())
    _log.info("sender_started")
    duties = (Duty("process-events", messages.has_events), Duty("deliver-messages", messages.has_messages))
    # Each has a thread of its own: while LINE is slow to take a message, what people tell us is answered all the same.
    threads = [threading.Thread(target=_serve_duty, args=(app, duty, stopping), name=duty.name) for duty in duties]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive():
            thread.join(_PAUSE_SECONDS)  # A moment at a time, so that signals are heard.
    _log.info("sender_stopped")


def _serve_duty(app: Flask, duty: Duty, stopping: threading.Event) -> None:
    while not stopping.is_set():
        stopping.wait(_PAUSE_SECONDS if _work(app, duty) else _REST_SECONDS)


def _work(app: Flask, duty: Duty) -> bool:
    """Do what is due; False when the database cannot be asked."""
    try:
        if duty.is_due(app, now=clock.machine_now()):
            duty.note(run_job(app, duty.name), now=clock.machine_now())
    except SQLAlchemyError:
        _log.exception("sender_found_no_database")
        return False
    return True
