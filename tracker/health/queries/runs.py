"""The last run of each job, against the timetable."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from tracker.database import db
from tracker.health.models import JobRun
from tracker.health.queries.timetable import TIMETABLE, Plan
from tracker.health.queries.verdict import Verdict

_LONGEST_RUN = timedelta(minutes=15)


@dataclass(frozen=True)
class JobState:
    """A job and how it goes."""

    plan: Plan
    last: JobRun | None
    next_at: datetime
    is_overdue: bool
    is_stuck: bool

    @property
    def verdict(self) -> Verdict:
        """What to make of it."""
        if self.last is None:
            return Verdict.LOOK  # Nobody has started the processes yet.
        if self.is_overdue or self.is_stuck:
            return Verdict.MEND
        return Verdict.LOOK if self.last.succeeded is False else Verdict.WELL

    @property
    def result(self) -> str:
        """How the last run ended, in a few words."""
        if self.last is None:
            return "ยังไม่เคยทำงาน"
        if self.last.finished_at is None:
            return "ค้างอยู่ ไม่จบ" if self.is_stuck else "กำลังทำงาน"
        return "สำเร็จ" if self.last.succeeded else "ไม่สำเร็จ"

    @property
    def advice(self) -> str:
        """What to do about it; nothing when all is well."""
        if self.is_overdue or self.is_stuck:
            process = "tracker sender" if self.plan.is_sender else "tracker scheduler"
            return f"ส่วน “{process}” อาจหยุดอยู่ ให้ผู้ดูแลเครื่องตรวจว่าทำงานอยู่แล้วเริ่มใหม่"
        if self.verdict is Verdict.LOOK:
            return f"ระบบจะลองใหม่เอง หากยังไม่สำเร็จ ให้ผู้ดูแลเครื่องรัน tracker jobs run {self.plan.name} เพื่อดูสาเหตุ"
        return ""


def job_states(*, at: datetime) -> list[JobState]:
    """Return each job of the timetable with its last run."""
    newest = select(func.max(JobRun.id)).group_by(JobRun.name)
    last = {run.name: run for run in db.session.scalars(select(JobRun).where(JobRun.id.in_(newest)))}
    return [_state(plan, last.get(plan.name), at) for plan in TIMETABLE]


def _state(plan: Plan, run: JobRun | None, at: datetime) -> JobState:
    return JobState(
        plan=plan,
        last=run,
        next_at=plan.next_due(at),
        is_overdue=plan.is_overdue(None if run is None else run.started_at, at=at),
        is_stuck=run is not None and run.finished_at is None and at - run.started_at > _LONGEST_RUN,
    )
