"""Several machines: procrastinate wakes and spreads the jobs over PostgreSQL; the rows stay the truth.

Each job of the timetable is woken by a periodic task that enqueues it for every office with something to do; one job
for one office runs once at a time (`lock`) and waits once (`queueing_lock`). A worker that dies loses nothing: what it
had in hand is taken up again by `take_up_stalled`, and messages and events have leases of their own besides.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import procrastinate
from flask import Flask
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status
from procrastinate.schema import SchemaManager
from sqlalchemy import inspect

from jobs import schedule
from jobs.runner import run_job_for, wake_offices
from tracker.database import db
from tracker.waking import PLANNING, SENDING, WORK, lock_of

_log = logging.getLogger(__name__)

_CONCURRENCY = 8
_HEARTBEAT_SECONDS, _SILENT_SECONDS = 5.0, 15.0
_EVERY_QUARTER_MINUTE = "* * * * * */15"


class JobFailed(Exception):
    """A job for one office failed; what happened is in its row and in the log."""


def install(database_url: str) -> None:
    """Make the queue's own tables, unless they are there."""
    if inspect(db.engine).has_table("procrastinate_jobs"):
        return
    connector = procrastinate.SyncPsycopgConnector(conninfo=_conninfo(database_url))
    with procrastinate.App(connector=connector).open():
        SchemaManager(connector).apply_schema()
    _log.info("queue_installed")


def serve(app: Flask, database_url: str, queue: str) -> None:
    """Work on one queue until SIGTERM or SIGINT; the planning worker also wakes what the timetable says is due."""
    asyncio.run(_serve(app, database_url, queue))


async def _serve(app: Flask, database_url: str, queue: str) -> None:
    # Waiting for LINE is what the threads do most: one for each job at work, and some for the queue itself.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_CONCURRENCY * 2))
    jobs = queue_of(app, database_url, is_waking=queue == PLANNING)
    async with jobs.open_async():
        _log.info("worker_started", extra={"queue": queue})
        if queue == PLANNING:
            await asyncio.to_thread(_catch_up, app, jobs)
        await jobs.run_worker_async(
            queues=[queue],
            concurrency=_CONCURRENCY,
            delete_jobs="successful",
            update_heartbeat_interval=_HEARTBEAT_SECONDS,
            stalled_worker_timeout=_SILENT_SECONDS,
        )
    _log.info("worker_stopped", extra={"queue": queue})


def _catch_up(app: Flask, jobs: procrastinate.App) -> None:
    """Wake every job once, as a machine that was off may have missed its time."""
    for job in schedule.JOBS:
        queue = SENDING if job.plan.is_sender else PLANNING
        wake_offices(app, job, _enqueuing(jobs, job.name, queue))


def queue_of(app: Flask, database_url: str, *, is_waking: bool) -> procrastinate.App:
    """Return the queue with its tasks, and with its timetable where it is to wake."""
    jobs = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=_conninfo(database_url)))

    @jobs.task(name=WORK)
    def work(job: str, government_id: int) -> None:
        run = run_job_for(app, job, government_id)
        if run is not None and not run.succeeded:
            raise JobFailed(f"{job} of office {government_id}")

    if is_waking:
        for job in schedule.JOBS:
            _wake_by_timetable(jobs, app, job)
        _take_up_stalled(jobs)
    return jobs


def _wake_by_timetable(jobs: procrastinate.App, app: Flask, job: schedule.Job) -> None:
    @jobs.periodic(cron=job.plan.cron, periodic_id=job.name)
    @jobs.task(name=f"wake-{job.name}", queue=PLANNING, queueing_lock=f"wake-{job.name}")
    def wake(timestamp: int) -> None:
        queue = SENDING if job.plan.is_sender else PLANNING
        wake_offices(app, job, _enqueuing(jobs, job.name, queue))


def _enqueuing(jobs: procrastinate.App, job: str, queue: str) -> Callable[[Iterable[int]], int]:
    def enqueue(government_ids: Iterable[int]) -> int:
        enqueued = 0
        for government_id in government_ids:
            lock = lock_of(job, government_id)
            try:
                jobs.configure_task(WORK, queue=queue, lock=lock, queueing_lock=lock).defer(
                    job=job, government_id=government_id
                )
            except AlreadyEnqueued:
                continue
            enqueued += 1
        return enqueued

    return enqueue


def _take_up_stalled(jobs: procrastinate.App) -> None:
    @jobs.periodic(cron=_EVERY_QUARTER_MINUTE, periodic_id="take-up-stalled")
    @jobs.task(name="take-up-stalled", queue=PLANNING, queueing_lock="take-up-stalled", pass_context=True)
    async def take_up_stalled(context: procrastinate.JobContext, timestamp: int) -> None:
        """End what a dead worker had in hand, so that its lock is free, and let the same work wait for another."""
        for job in await jobs.job_manager.get_stalled_jobs(seconds_since_heartbeat=_SILENT_SECONDS):
            _log.warning("job_taken_up", extra={"task": job.task_name})
            await jobs.job_manager.finish_job(job, Status.FAILED, delete_job=True)
            if job.task_name == WORK:
                again = jobs.configure_task(WORK, queue=job.queue, lock=job.lock, queueing_lock=job.queueing_lock)
                with suppress(AlreadyEnqueued):
                    await again.defer_async(**job.task_kwargs)


def _conninfo(database_url: str) -> str:
    return database_url.replace("postgresql+psycopg://", "postgresql://", 1)
