"""Telling whoever works that there is something to do, in the very transaction that makes it so.

On one machine nobody has to be told: the processes look every moment. On several machines the queue of jobs wakes one
of them; a job that is enqueued in a transaction which is rolled back was never there.
"""

import json
from contextlib import suppress
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tracker.database import db

WORK = "work"
"""The task of the queue that does one job for one office."""

SENDING, PLANNING = "sending", "planning"
"""The queues: what speaks with LINE never waits behind what plans."""

_DEFER = text(
    "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(:queue, :task, 0, :lock, :queueing_lock, CAST(:arguments AS jsonb),"
    " NULL)]::procrastinate_job_to_defer_v1[]) WHERE NOT EXISTS (SELECT 1 FROM procrastinate_jobs"
    " WHERE queueing_lock = :queueing_lock AND status = 'todo')"
)


class Waker(Protocol):
    """Somebody who wakes workers."""

    def wake(self, job: str, government_id: int, *, queue: str) -> None:
        """Say that a job has something to do for an office, once the open transaction is committed."""
        ...


class Looking:
    """The waker of one machine: its processes look for work every moment by themselves."""

    def wake(self, job: str, government_id: int, *, queue: str) -> None:
        """Do nothing."""


class Queueing:
    """The waker of several machines: a job of procrastinate's queue, unless one for the same work waits already."""

    def wake(self, job: str, government_id: int, *, queue: str) -> None:
        """Enqueue the job with the open transaction."""
        lock = lock_of(job, government_id)
        # Two transactions at once may both see none waiting; the database lets one in, and one is enough.
        with suppress(IntegrityError), db.session.begin_nested():
            db.session.execute(
                _DEFER,
                {
                    "queue": queue,
                    "task": WORK,
                    "lock": lock,
                    "queueing_lock": lock,
                    "arguments": json.dumps({"job": job, "government_id": government_id}),
                },
            )


def lock_of(job: str, government_id: int) -> str:
    """Return what keeps one job for one office from running twice at once, and from waiting twice."""
    return f"{job}:{government_id}"
