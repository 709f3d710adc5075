"""The timetable: what each job does; when it runs is told by `tracker.health.queries.timetable`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from jobs.analyse_documents import analyse_documents
from jobs.arrange_menus import arrange_menus
from jobs.check_reachability import check_reachability
from jobs.close_year import close_year
from jobs.deliver_messages import deliver_messages
from jobs.plan_reminders import plan_reminders
from jobs.process_events import process_events
from jobs.read_quota import read_quota
from jobs.seed_holidays import seed_holidays
from jobs.tidy import tidy
from tracker.clock import BANGKOK
from tracker.errors import NotFound
from tracker.health.queries.timetable import Plan, plan_of
from tracker.health.service import Summary
from tracker.people.viewer import System

_SHORTEST_IN_A_DEMO, _LONGEST_IN_A_DEMO = timedelta(seconds=10), timedelta(seconds=20)


@dataclass(frozen=True)
class Job:
    """A line of the timetable: its plan, and what is done for each office or once for the installation."""

    plan: Plan
    for_office: Callable[[System, datetime], Summary] | None = None
    for_installation: Callable[[datetime], Summary] | None = None

    @property
    def name(self) -> str:
        """The name, as the command line takes it."""
        return self.plan.name

    @property
    def description(self) -> str:
        """What it does."""
        return self.plan.description

    @property
    def when(self) -> str:
        """When it runs."""
        return self.plan.when

    def trigger(self, *, in_demo: bool) -> BaseTrigger:
        """Return when the scheduler wakes it; in a demo, whose time jumps, every few seconds of the machine's time."""
        if in_demo:
            every = min(max(self.plan.every / 60, _SHORTEST_IN_A_DEMO), _LONGEST_IN_A_DEMO)
            return IntervalTrigger(seconds=int(every.total_seconds()), timezone=BANGKOK)
        return _trigger(self.plan)


JOBS: tuple[Job, ...] = (
    Job(plan_of("analyse-documents"), analyse_documents),
    Job(plan_of("plan-reminders"), plan_reminders),
    Job(plan_of("deliver-messages"), deliver_messages),
    Job(plan_of("process-events"), process_events),
    Job(plan_of("read-quota"), read_quota),
    Job(plan_of("arrange-menus"), arrange_menus),
    Job(plan_of("check-reachability"), check_reachability),
    Job(plan_of("close-year"), close_year),
    Job(plan_of("seed-holidays"), seed_holidays),
    Job(plan_of("tidy"), for_installation=tidy),
)


def job_called(name: str) -> Job:
    """Return a job by its name."""
    for job in JOBS:
        if job.name == name:
            return job
    raise NotFound(f"ไม่มีงานอัตโนมัติชื่อ “{name}” (ดูรายชื่อ: tracker jobs list)")


def _trigger(plan: Plan) -> BaseTrigger:
    if plan.is_daily:
        return CronTrigger(hour=plan.begins.hour, minute=plan.begins.minute, timezone=BANGKOK)
    if plan.is_all_day:
        return IntervalTrigger(seconds=int(plan.every.total_seconds()), timezone=BANGKOK)
    minutes = int(plan.every.total_seconds() // 60)
    instants = [
        minute
        for minute in range(24 * 60)
        if plan.begins.hour * 60 + plan.begins.minute <= minute <= plan.ends.hour * 60 + plan.ends.minute
        and (minute - plan.begins.minute) % minutes == 0
    ]
    return OrTrigger([CronTrigger(hour=at // 60, minute=at % 60, timezone=BANGKOK) for at in instants])
