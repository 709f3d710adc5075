"""Keeping the proof of a task: files by their content, links by their address; withdrawn, never deleted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from tracker import thai
from tracker.database import db
from tracker.errors import NotFound, NotNow, NotValid
from tracker.files import FileStore
from tracker.people import audit
from tracker.people.viewer import Viewer
from tracker.tasks import content
from tracker.tasks.models import Evidence, ProgressUpdate, Task, TaskState, Via
from tracker.tasks.service.entries import open_for_change, refuse_unless
from tracker.tasks.service.rights import may_arrange, may_report

MOST_FILES = 10
UNSENT = "ถูกยกเลิกการส่งทาง LINE"
"""What stands in place of the name of a file its sender took back."""


@dataclass(frozen=True)
class StoredFile:
    """A file that was checked and kept in the store."""

    name: str
    content_key: str
    media_type: str
    size: int
    shown_on: date | None = None
    """The day the photo itself shows."""


def keep_file(name: str, body: bytes, *, files: FileStore) -> StoredFile:
    """Check a file by its content and keep it; a row that needs it may follow or not, the bytes alone do no harm."""
    checked = content.checked_file(name, body)
    shown_on = content.day_shown(body, checked.media_type)
    return StoredFile(checked.name, files.keep(body), checked.media_type, len(body), shown_on)


def add_evidence(task: Task, proof: StoredFile | str, *, by: Viewer, at: datetime, via: Via = Via.WEB) -> Evidence:
    """Add a kept file, or the address of a page, to a task that is not cancelled; a photo sent in a chat comes here."""
    open_for_change(task, by=by)
    refuse_unless(may_report(task, by), "แนบหลักฐานได้เฉพาะผู้รับมอบหมาย หัวหน้าหน่วยงาน และผู้ประสานงาน ITA")
    if task.state is TaskState.CANCELLED:
        raise NotNow("งานนี้ถูกยกเลิกแล้ว จึงแนบหลักฐานไม่ได้")
    evidence = attach(task, proof, by=by, at=at, via=via)
    db.session.flush()  # Callers tell the person which evidence it became.
    return evidence


def attach(
    task: Task,
    proof: StoredFile | str,
    *,
    by: Viewer,
    at: datetime,
    update: ProgressUpdate | None = None,
    via: Via | None = None,
) -> Evidence:
    """Put a row for a file or a link beside a task, with the entry it came with; the same twice is kept once."""
    again = _same(task, proof)
    if again is not None:
        return again
    evidence = Evidence(
        government_id=task.government_id,
        task_id=task.id,
        update_id=update.id if update is not None else None,
        added_by_id=by.person_id,
        added_at=at,
        via=update.via if update is not None else via or Via.WEB,
    )
    if isinstance(proof, str):
        evidence.url = content.checked_link(proof)
        evidence.name = thai.one_line(evidence.url)[:255]
    else:
        evidence.name, evidence.content_key = proof.name, proof.content_key
        evidence.media_type, evidence.size = proof.media_type, proof.size
        evidence.shown_on = proof.shown_on
    db.session.add(evidence)
    return evidence


def withdraw_evidence(evidence_id: int, *, by: Viewer, at: datetime) -> Evidence:
    """Take a wrong file or link away from sight; the row and the bytes stay."""
    evidence = db.session.scalar(
        select(Evidence).where(Evidence.id == evidence_id, Evidence.government_id == by.government_id)
    )
    if evidence is None or evidence.withdrawn_at is not None:
        raise NotFound("ไม่พบหลักฐานนี้ หรือถูกถอนออกแล้ว")
    task = db.session.get_one(Task, evidence.task_id)
    open_for_change(task, by=by)
    is_own = evidence.added_by_id == by.person_id and may_report(task, by)
    refuse_unless(is_own or may_arrange(by), "ถอนหลักฐานได้เฉพาะผู้แนบและผู้ประสานงาน ITA")
    evidence.withdrawn_at = at
    audit.record("evidence_withdrawn", evidence.name, by=by, at=at, details={"task": task.id})
    return evidence


def forget_evidence(evidence_id: int, *, by: Viewer, at: datetime) -> str:
    """Withdraw the own file its sender took back in the chat, with its name; return the key of its bytes.

    The row stays, as a fact without content; removing the bytes is the caller's, once this is certain.
    """
    evidence = db.session.scalar(
        select(Evidence).where(Evidence.id == evidence_id, Evidence.government_id == by.government_id)
    )
    if evidence is None or evidence.added_by_id != by.person_id:
        raise NotFound("ไม่พบหลักฐานนี้")
    task = db.session.get_one(Task, evidence.task_id)
    open_for_change(task, by=by)
    evidence.withdrawn_at = evidence.withdrawn_at or at
    evidence.name = UNSENT
    audit.record("evidence_unsent", UNSENT, by=by, at=at, details={"task": task.id})
    return evidence.content_key or ""


def is_kept(content_key: str) -> bool:
    """Tell whether a file's bytes still belong to proof, of whatever office: the same bytes are stored once."""
    found = select(Evidence.id).where(Evidence.content_key == content_key, Evidence.name != UNSENT)
    return db.session.scalar(found.limit(1)) is not None


def refuse_too_many(files: Collection[StoredFile]) -> None:
    """Refuse more files in one report than anybody would look at."""
    if len(files) > MOST_FILES:
        raise NotValid(f"แนบได้ครั้งละไม่เกิน {MOST_FILES} ไฟล์ กรุณาบันทึกแล้วแนบที่เหลือเพิ่ม")


def _same(task: Task, proof: StoredFile | str) -> Evidence | None:
    column, value = (Evidence.url, proof) if isinstance(proof, str) else (Evidence.content_key, proof.content_key)
    return db.session.scalar(
        select(Evidence).where(Evidence.task_id == task.id, column == value, Evidence.withdrawn_at.is_(None)).limit(1)
    )
