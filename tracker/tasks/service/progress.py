"""Reporting: how far a task is, that it is done, or that it was not; one function each for the web and for LINE."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.errors import NotNow, NotValid
from tracker.people import queries as people
from tracker.people.viewer import Viewer
from tracker.tasks.models import ProgressUpdate, Task, TaskState, UpdateKind, Via
from tracker.tasks.service.entries import (
    Entry,
    Words,
    checked_day,
    enter,
    made_already,
    open_for_change,
    refuse_if_changed_by_others,
    refuse_unless,
)
from tracker.tasks.service.evidence import StoredFile, attach, refuse_too_many
from tracker.tasks.service.rights import may_report

NOT_YOURS_TO_REPORT = "งานนี้รายงานได้เฉพาะผู้รับมอบหมาย หัวหน้าหน่วยงาน และผู้ประสานงาน ITA"


@dataclass(frozen=True, kw_only=True)
class ProgressReport:
    """What somebody reports about a task; `revision` is that of the page or card they saw."""

    revision: int
    as_of: date
    percent: int = 0
    """Only while the task is in progress; a submission stands at 100."""
    summary: str = ""
    outcome: str = ""
    problem: str = ""
    reason: str = ""
    """Only of what was not done."""
    files: tuple[StoredFile, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        """What was written, as it is kept."""
        return Words(self.summary, self.outcome, self.problem, self.reason).cleaned()


def report_progress(
    task: Task, report: ProgressReport, *, by: Viewer, at: datetime, via: Via = Via.WEB
) -> ProgressUpdate:
    """Record how far a task is; it is in progress from now on, also one that was reported as not done before."""
    _open(task, report, by=by)
    if task.state in {TaskState.SUBMITTED, TaskState.DONE}:
        raise NotNow(
            f"งานนี้อยู่ในสถานะ “{task.state.label}” แล้ว หากต้องแก้ไขผล ให้ส่งผลที่แก้ไขแล้วอีกครั้ง หรือขอให้ผู้ประสานงาน ITA ส่งงานกลับ"
        )
    if not 0 <= report.percent <= 100:
        raise NotValid("ร้อยละความคืบหน้าต้องอยู่ระหว่าง 0 ถึง 100")
    as_of = checked_day(task, report.as_of, at=at)
    entry = Entry(UpdateKind.REPORT, TaskState.IN_PROGRESS, report.percent, as_of, report.words, via)
    return _enter_once(task, report, entry, by=by, at=at)


def submit(task: Task, report: ProgressReport, *, by: Viewer, at: datetime, via: Via = Via.WEB) -> ProgressUpdate:
    """Submit a task as done, for another person to verify where the office wants that.

    Done needs what was done and what came of it, since the published report prints both. What was submitted or
    done before is corrected the same way: by a new entry.
    """
    _open(task, report, by=by)
    words = report.words
    if not words.summary:
        raise NotValid("งานที่เสร็จแล้วต้องมีสรุปผลการดำเนินการ กรุณาพิมพ์สั้น ๆ ว่าทำอะไรไปแล้ว")
    if not words.outcome:
        raise NotValid("งานที่เสร็จแล้วต้องมีผลลัพธ์/ความสำเร็จ กรุณาพิมพ์สั้น ๆ ว่าเกิดผลอะไร")
    is_verified = people.government(by).verifies_progress
    state = TaskState.SUBMITTED if is_verified else TaskState.DONE
    as_of = checked_day(task, report.as_of, at=at)
    return _enter_once(task, report, Entry(UpdateKind.SUBMISSION, state, 100, as_of, words, via), by=by, at=at)


def report_not_done(
    task: Task, report: ProgressReport, *, by: Viewer, at: datetime, via: Via = Via.WEB
) -> ProgressUpdate:
    """Record that a task was not done, and why; the published report prints the reason."""
    _open(task, report, by=by)
    words = report.words
    if not words.reason:
        raise NotValid("กรุณาพิมพ์เหตุผลที่ไม่ได้ดำเนินการ เพราะเหตุผลจะอยู่ในรายงานผล")
    as_of = checked_day(task, report.as_of, at=at)
    entry = Entry(UpdateKind.SUBMISSION, TaskState.NOT_DONE, task.percent, as_of, words, via)
    return _enter_once(task, report, entry, by=by, at=at)


def _open(task: Task, report: ProgressReport, *, by: Viewer) -> None:
    open_for_change(task, by=by)
    refuse_unless(may_report(task, by), NOT_YOURS_TO_REPORT)
    refuse_if_changed_by_others(task, report.revision, by=by)
    if task.state is TaskState.CANCELLED:
        raise NotNow("งานนี้ถูกยกเลิกแล้ว ไม่ต้องรายงาน หากยังต้องทำ กรุณาติดต่อผู้ประสานงาน ITA")


def _enter_once(task: Task, report: ProgressReport, entry: Entry, *, by: Viewer, at: datetime) -> ProgressUpdate:
    """Make the entry with its proof, unless the same person just made it from the same page."""
    refuse_too_many(report.files)
    again = made_already(task, entry, report.revision, by=by)
    if again is not None:
        return again
    if entry.kind is UpdateKind.SUBMISSION:
        task.is_returned = False
    update = enter(task, entry, by=by, at=at)
    proofs: tuple[StoredFile | str, ...] = (*report.files, *report.links)
    for proof in proofs:
        attach(task, proof, by=by, at=at, update=update)
    return update
