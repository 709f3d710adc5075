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
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class Duty:
    """A job of the sender: run when there is work, and once in a while without, to show that it is alive."""

    name: str
    has_work: Callable[..., bool]
    ran_at: datetime = _LONG_AGO
    rests_until: datetime = _LONG_AGO

    def is_due(self, app: Flask, *, now: datetime) -> bool:
        """Tell whether to run it; `now` is the machine's time."""
        if now - self.ran_at >= plan_of(self.name).every / 2:
            return True
        if now < self.rests_until:
            return False
        with at_work(app) as at:
            return self.has_work(at=at)

    def note(self, run: JobRun, *, now: datetime) -> None:
        """Rest a moment after a run that changed nothing, so that what cannot be done now is not tried without end."""
        self.ran_at = now
        changed_something = bool(run.succeeded) and any(run.summary.values())
        self.rests_until = now if changed_something else now + timedelta(seconds=_REST_SECONDS)


def serve(app: Flask) -> None:
    """Work until SIGTERM or SIGINT; what is in hand is finished first."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _signal, _frame: stopping.set())
    _log.info("sender_started")
    duties = (Duty("process-events", messages.has_events), Duty("deliver-messages", messages.has_messages))
    while not stopping.is_set():
        stopping.wait(_REST_SECONDS if not _work(app, duties) else _PAUSE_SECONDS)
    _log.info("sender_stopped")


def _work(app: Flask, duties: tuple[Duty, ...]) -> bool:
    """Do what is due; False when the database cannot be asked."""
    try:
        for duty in duties:
            if duty.is_due(app, now=clock.machine_now()):
                duty.note(run_job(app, duty.name), now=clock.machine_now())
    except SQLAlchemyError:
        _log.exception("sender_found_no_database")
        return False
    return True
