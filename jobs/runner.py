"""Runs one job once: its clock, its row, one line in the log, and no way out for an exception."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from functools import partial

import structlog
from flask import Flask
from sqlalchemy.exc import DBAPIError

from jobs import schedule
from tracker import clock, logs
from tracker.database import db, transaction
from tracker.health import service
from tracker.health.models import JobRun
from tracker.health.service import Outcome, Summary
from tracker.people import queries
from tracker.people.viewer import System

_log = logging.getLogger(__name__)


def run_job(app: Flask, name: str, *, at: datetime | None = None) -> JobRun:
    """Run a job once, as if it were `at`; whatever happens is in the row that comes back, and in the log."""
    job = schedule.job_called(name)
    with app.app_context(), nullcontext() if at is None else clock.stopped(at):
        logs.bind(job=name)
        started = clock.machine_now()
        try:
            run = _recorded(job)
        except Exception as error:
            _log.exception("job_not_recorded")
            now = clock.now()
            run = JobRun(name=name, started_at=now, finished_at=now, succeeded=False, summary={}, error=_said(error))
        seconds = (clock.machine_now() - started).total_seconds()
        facts = {"succeeded": run.succeeded, "seconds": round(seconds, 3), "summary": run.summary}
        _log.info("job_finished", extra=facts)
        structlog.contextvars.clear_contextvars()
        return run


def run_job_for(app: Flask, name: str, government_id: int) -> JobRun | None:
    """Run a job once for one office; only what goes wrong is written down, as every office has its turn each minute."""
    job = schedule.job_called(name)
    with app.app_context():
        logs.bind(job=name)
        _present()
        government = next((one for one in queries.governments() if one.id == government_id), None)
        if job.for_office is None or government is None:
            return None
        outcome = _attempt(partial(job.for_office, System(government_id)), government.slug)
        _log.info("job_finished", extra={"office": government.slug, "summary": outcome.summary})
        run = _write_down(job, outcome) if outcome.error else None
        db.session.remove()
        structlog.contextvars.clear_contextvars()
        return run


def wake_offices(app: Flask, job: schedule.Job, enqueue: Callable[[Iterable[int]], int]) -> JobRun:
    """Have a job done for every office by whoever is free, and what belongs to the installation here and now."""
    with app.app_context():
        logs.bind(job=job.name)
        _present()
        outcome = Outcome()
        if job.for_office is not None:
            offices = [government.id for government in queries.governments()]
            db.session.remove()  # Nothing is open while the queue writes over a connection of its own.
            outcome = _attempt(lambda _at: {"offices": enqueue(offices)}, "")
        if job.for_installation is not None:
            outcome = _together(outcome, _attempt(job.for_installation, ""))
        db.session.remove()
        run = _write_down(job, outcome)
        db.session.remove()
        structlog.contextvars.clear_contextvars()
        return run


def _write_down(job: schedule.Job, outcome: Outcome) -> JobRun:
    with transaction():
        run_id = service.begin_run(job.name, at=clock.now()).id
        db.session.flush()
        return service.finish_run(run_id, outcome, at=clock.now())


@contextmanager
def at_work(app: Flask) -> Iterator[datetime]:
    """Yield what time the installation lives in, in an application context of its own."""
    with app.app_context():
        yield _present()


def _recorded(job: schedule.Job) -> JobRun:
    _present()
    with transaction():
        run_id = service.begin_run(job.name, at=clock.now()).id
    outcome = _for_each_office(job.for_office) if job.for_office else Outcome()
    if job.for_installation:
        outcome = _together(outcome, _attempt(job.for_installation, ""))
    db.session.remove()
    with transaction():
        return service.finish_run(run_id, outcome, at=clock.now())


def _for_each_office(run: Callable[[System, datetime], Summary]) -> Outcome:
    """Work for each office in turn; what goes wrong in one keeps nothing from the others."""
    outcome = Outcome()
    for government in queries.governments():
        system = System(government.id)
        outcome = _together(outcome, _attempt(partial(run, system), government.slug))
    return outcome


def _attempt(run: Callable[[datetime], Summary], office: str) -> Outcome:
    db.session.remove()  # Each office begins with nothing another has read or left half done.
    try:
        return Outcome(run(clock.now()))
    except Exception as error:
        _log.exception("job_failed", extra={"office": office})
        return Outcome(error=f"{office}: {_said(error)}".removeprefix(": "))


def _together(before: Outcome, after: Outcome) -> Outcome:
    summary = {
        name: before.summary.get(name, 0) + after.summary.get(name, 0) for name in {**before.summary, **after.summary}
    }
    return Outcome(summary, "\n".join(text for text in (before.error, after.error) if text))


def _said(error: Exception) -> str:
    """Return an error in one line; what a statement held stays out of it."""
    told = error.orig if isinstance(error, DBAPIError) else error
    return f"{type(error).__name__}: {str(told).splitlines()[0] if str(told) else ''}".strip(": ")


def _present() -> datetime:
    """Set the clock of this job to its database's time; return what time it is."""
    clock.run_ahead_by(queries.demo_offset() or timedelta(0))
    return clock.now()
