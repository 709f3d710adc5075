"""The process that plans: wakes each job of the timetable in its time, one at a time, until it is told to stop.

Documents are read in a thread beside it, as soon as one waits: somebody looks at the page meanwhile.
"""

import logging
import signal
import sys
import threading

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask

from jobs import schedule, watching
from jobs.runner import run_job
from jobs.watching import Duty
from tracker import clock
from tracker.documents.queries import has_waiting
from tracker.people import queries

_log = logging.getLogger(__name__)


def serve(app: Flask) -> None:
    """Run the timetable until SIGTERM or SIGINT; each job runs once at the start, to catch up on what was missed."""
    with app.app_context():
        in_demo = queries.demo_offset() is not None
    scheduler = BlockingScheduler(
        timezone=clock.BANGKOK,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600},
    )
    for job in schedule.JOBS:
        if not job.plan.is_watched:
            scheduler.add_job(
                run_job,
                job.trigger(in_demo=in_demo),
                (app, job.name),
                id=job.name,
                next_run_time=clock.machine_now(),
            )
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    _log.info("scheduler_started", extra={"jobs": len(scheduler.get_jobs()), "in_demo": in_demo})
    stopping = threading.Event()
    reader = watching.begin(app, Duty("analyse-documents", has_waiting), stopping)
    try:
        scheduler.start()
    finally:
        stopping.set()
        if scheduler.running:
            scheduler.shutdown(wait=True)  # The job at work is let finish.
        reader.join()
        _log.info("scheduler_stopped")


def _stop(_signal: int, _frame: object) -> None:
    sys.exit(0)
