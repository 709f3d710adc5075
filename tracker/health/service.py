"""Writes down the runs of jobs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from tracker.database import db, rows_changed
from tracker.health.models import JobRun

Summary = Mapping[str, int]

_SUCCESSES_KEPT = timedelta(days=7)
_FAILURES_KEPT = timedelta(days=180)
_LONGEST_ERROR = 2000


@dataclass(frozen=True)
class Outcome:
    """What became of a run: how much of what was done, and what went wrong."""

    summary: Summary = field(default_factory=dict)
    error: str = ""


def begin_run(name: str, *, at: datetime) -> JobRun:
    """Note that a job begins; the row stays open when its process is ended before the job is."""
    run = JobRun(name=name, started_at=at)
    db.session.add(run)
    db.session.flush()  # The end of the run is written to the same row.
    return run


def finish_run(run_id: int, outcome: Outcome, *, at: datetime) -> JobRun:
    """Note how a run ended."""
    run = db.session.get_one(JobRun, run_id)
    run.finished_at, run.succeeded = at, not outcome.error
    run.summary, run.error = dict(outcome.summary), outcome.error[:_LONGEST_ERROR]
    return run


def forget_old_runs(*, at: datetime) -> int:
    """Remove runs nobody will ask about; the newest run of each job stays."""
    newest = select(func.max(JobRun.id)).group_by(JobRun.name)
    removed = 0
    for succeeded, kept in ((True, _SUCCESSES_KEPT), (False, _FAILURES_KEPT)):
        removed += rows_changed(
            delete(JobRun).where(
                JobRun.succeeded.is_(True) if succeeded else JobRun.succeeded.is_not(True),
                JobRun.started_at < at - kept,
                JobRun.id.not_in(newest),
            )
        )
    return removed
