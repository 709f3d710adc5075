"""How a task changes: its columns and one entry of its history together, seen fresh and by whoever may."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from tracker import thai
from tracker.database import db
from tracker.errors import NotAllowed, NotFound, NotNow, NotValid
from tracker.people.models import Person
from tracker.people.viewer import Viewer
from tracker.tasks import queries
from tracker.tasks.models import ProgressUpdate, Task, TaskState, UpdateKind, Via
from tracker.tasks.service.outdated import end_outdated_request

LONGEST_TEXT = 5_000


@dataclass(frozen=True)
class Words:
    """What a person wrote in one entry."""

    summary: str = ""
    outcome: str = ""
    problem: str = ""
    reason: str = ""
    comment: str = ""

    def cleaned(self) -> "Words":
        """Return the words as they are kept; refuse what is too long to be read."""
        found = Words(*(thai.clean(text) for text in self._all()))
        if any(len(text) > LONGEST_TEXT for text in found._all()):
            raise NotValid(f"ข้อความยาวเกิน {LONGEST_TEXT:,} ตัวอักษร กรุณาย่อ หรือแนบเป็นไฟล์หลักฐาน")
        return found

    def _all(self) -> tuple[str, ...]:
        return self.summary, self.outcome, self.problem, self.reason, self.comment


@dataclass(frozen=True)
class Entry:
    """One entry to be made: what happened, how the task stands afterwards, and the words."""

    kind: UpdateKind
    state: TaskState
    percent: int
    as_of: date
    words: Words = field(default_factory=Words)
    via: Via = Via.WEB


def enter(task: Task, entry: Entry, *, by: Viewer, at: datetime) -> ProgressUpdate:
    """Change a task's state and write its history, both or neither."""
    update = ProgressUpdate(
        government_id=task.government_id,
        task_id=task.id,
        kind=entry.kind,
        as_of=entry.as_of,
        reported_at=at,
        reported_by_id=by.person_id,
        via=entry.via,
        state_before=task.state,
        state_after=entry.state,
        percent=entry.percent,
        summary=entry.words.summary,
        outcome=entry.words.outcome,
        problem=entry.words.problem,
        reason=entry.words.reason,
        comment=entry.words.comment,
        revision=task.revision + 1,
    )
    task.state, task.percent = entry.state, entry.percent
    task.last_reported_at = at if entry.kind in {UpdateKind.REPORT, UpdateKind.SUBMISSION} else task.last_reported_at
    db.session.add(update)
    try:
        end_outdated_request(task, entry.kind, by=by, at=at)
        db.session.flush()  # The database is the last to say that nobody else was quicker; evidence needs the id.
    except StaleDataError as error:
        raise NotNow("มีผู้อื่นบันทึกงานนี้ในเวลาเดียวกัน กรุณาเปิดดูข้อมูลล่าสุดแล้วบันทึกอีกครั้ง") from error
    return update


def open_for_change(task: Task, *, by: Viewer) -> None:
    """Read the task again, hold it against other writers, and refuse strangers and closed years."""
    if task.government_id != by.government_id:
        raise NotFound("ไม่พบงานนี้")
    db.session.refresh(task, with_for_update=True)
    plan = queries.year_plan(task.fiscal_year, asker=by)
    if plan is not None and plan.closed_at is not None:
        raise NotNow(f"{task.fiscal_year.label} ปิดแล้ว แก้ไขงานไม่ได้ หากจำเป็นต้องแก้ กรุณาติดต่อผู้ประสานงาน ITA")


def refuse_if_changed_by_others(task: Task, revision: int, *, by: Viewer) -> None:
    """Refuse a page that somebody else has made old; one's own entries since then are no reason to refuse."""
    changed = db.session.execute(
        select(ProgressUpdate, Person.name)
        .outerjoin(Person, Person.id == ProgressUpdate.reported_by_id)
        .where(
            ProgressUpdate.task_id == task.id,
            ProgressUpdate.revision > revision,
            ProgressUpdate.reported_by_id.is_distinct_from(by.person_id),
        )
        .order_by(ProgressUpdate.id.desc())
    ).first()
    if changed is None:
        return
    update: ProgressUpdate = changed[0]
    raise NotNow(
        f"{changed[1] or 'ระบบ'} เพิ่งบันทึก “{update.kind.label}” ของงานนี้เมื่อ {thai.screen_instant(update.reported_at)} "
        f"ขณะนี้งานอยู่ในสถานะ “{task.state.label}” {task.percent}% "
        "ระบบจึงยังไม่บันทึกของท่าน กรุณาดูข้อมูลล่าสุด แล้วบันทึกอีกครั้งหากยังต้องการ"
    )


def made_already(task: Task, entry: Entry, revision: int, *, by: Viewer) -> ProgressUpdate | None:
    """Return the newest entry when the same person made just this one from just this page: a button pressed twice."""
    newest = db.session.scalar(
        select(ProgressUpdate).where(ProgressUpdate.task_id == task.id).order_by(ProgressUpdate.id.desc()).limit(1)
    )
    if newest is None or newest.revision <= revision or newest.reported_by_id != by.person_id:
        return None
    words = Words(newest.summary, newest.outcome, newest.problem, newest.reason, newest.comment)
    same = Entry(newest.kind, newest.state_after, newest.percent, newest.as_of, words, newest.via) == entry
    return newest if same else None


def refuse_unless(is_allowed: bool, sentence: str) -> None:  # noqa: FBT001 (a condition, not a switch)
    """Refuse a person who may not do that."""
    if not is_allowed:
        raise NotAllowed(sentence)


def checked_day(task: Task, as_of: date, *, at: datetime) -> date:
    """Return the day an entry speaks of; refuse the future and days before the task existed in any sense."""
    if as_of > thai.day_of(at):
        raise NotValid("วันที่ของผลการดำเนินการต้องไม่เกินวันนี้")
    earliest = min(task.fiscal_year.first_day, task.starts_on, thai.day_of(task.opened_at))
    if as_of < earliest:
        raise NotValid(f"วันที่ของผลการดำเนินการต้องไม่ก่อน {thai.screen_date(earliest)}")
    return as_of


def day_of_decision(task: Task, *, at: datetime) -> date:
    """Return the day a decision counts for: today, and after the year's end its last day, until the year is closed."""
    return min(thai.day_of(at), task.fiscal_year.last_day)
