"""A message its sender takes back: words and bytes go, the fact stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders import a_task, viewer_of
from tests.conftest import Clock
from tests.line_webhook.line_office import PHONE, LineOffice, line_office, words_of
from tests.line_webhook.test_evidence import a_photo, photo_event, proofs, unsend
from tests.line_webhook.test_more_time import pick, the_request
from tests.line_webhook.test_reporting import now_of, updates
from tests.reminders.office import a_head
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.people.models import Person
from tracker.reminders.models import Conversation, OutgoingMessage
from tracker.tasks import service as tasks
from tracker.tasks.models import ExtensionState, Task, TaskState, UpdateKind
from tracker.web.machinery import machinery


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        yield office


def photograph(office: LineOffice, message_id: str, shade: int = 0) -> None:
    office.line.content(message_id, a_photo(shade), type="image/jpeg")
    office.line.webhook(photo_event(message_id))
    office.act()


def write(office: LineOffice, message_id: str, text: str) -> None:
    office.line.webhook({"to_user": PHONE, "message": {"type": "text", "id": message_id, "text": text}})
    office.act()


def kept_files() -> list[str]:
    return list(machinery().files.keys())


def test_the_bytes_and_the_name_of_an_unsent_file_are_deleted(office: LineOffice) -> None:
    """LINE case 59."""
    a_head()
    a_task()
    office.line.content("901", b"%PDF-1.4\n" + b"0" * 200 + b"\nstartxref\n0\n%%EOF\n", type="application/pdf")
    office.line.webhook({"to_user": PHONE, "message": {"type": "file", "id": "901", "fileName": "คำร้องของนายสมมติ.pdf"}})
    office.act()
    assert len(kept_files()) == 1
    unsend(office, "901")
    (proof,) = proofs()
    assert proof.withdrawn_at is not None
    assert proof.name == "ถูกยกเลิกการส่งทาง LINE"
    assert kept_files() == []
    assert "นายสมมติ" not in str([event.payload for event in office.events()])


def test_bytes_something_else_needs_stay(office: LineOffice) -> None:
    """LINE case 59: the same photo is proof of another task, and was sent twice."""
    head = viewer_of(a_head())
    task = a_task()
    photograph(office, "902")
    photograph(office, "903")
    unsend(office, "902")
    assert [proof.withdrawn_at for proof in proofs()] == [None]
    other = a_task()
    with transaction():
        file = tasks.keep_file("photo.jpg", a_photo(), files=machinery().files)
        tasks.add_evidence(db.session.get_one(Task, other.id), file, by=head, at=tracker_clock.now())
    unsend(office, "903")
    assert [proof.withdrawn_at is None for proof in proofs() if proof.task_id == task.id] == [False]
    assert len(kept_files()) == 1


def test_a_file_that_waits_for_its_task_waits_no_longer(office: LineOffice) -> None:
    """LINE case 59."""
    a_head()
    chosen = a_task()
    a_task()
    photograph(office, "904", 1)
    photograph(office, "905", 2)
    unsend(office, "904")
    office.press_data(f"v=1&a=attach&t={chosen.id}")
    assert len(proofs()) == len(kept_files()) == 1


def test_an_unsent_report_is_taken_back_with_its_words(office: LineOffice) -> None:
    """LINE case 59."""
    a_head()
    task = a_task(state=TaskState.IN_PROGRESS, percent=30)
    office.press_data(f"v=1&a=done&t={task.id}&n=1")
    write(office, "906", "จ่ายเงินให้นางสมมติแล้ว")
    assert now_of(task).state is TaskState.SUBMITTED
    unsend(office, "906")
    assert now_of(task).state is TaskState.IN_PROGRESS
    assert [update.kind for update in updates()] == [UpdateKind.SUBMISSION, UpdateKind.UNDOING]
    assert "นางสมมติ" not in str([(update.summary, update.outcome, update.problem) for update in updates()])


def test_after_ten_minutes_a_report_stays_and_its_sender_is_told_where(office: LineOffice, clock: Clock) -> None:
    """LINE case 59: what others may have built upon."""
    head = a_head()
    task = a_task(state=TaskState.IN_PROGRESS)
    office.press_data(f"v=1&a=problem&t={task.id}&n=1")
    write(office, "907", "ขาดงบประมาณ")
    clock.set("2026-03-31 09:11")
    unsend(office, "907")
    assert [update.problem for update in updates()] == ["ขาดงบประมาณ"]
    assert "ขาดงบประมาณ" not in str([event.payload for event in office.events()])
    assert notes_to(head) == [note for note in notes_to(head) if "แจ้งผู้ประสานงาน ITA" in note]
    assert len(notes_to(head)) == 1


def notes_to(person: Person) -> list[str]:
    db.session.remove()
    return list(db.session.scalars(select(OutgoingMessage.summary).where(OutgoingMessage.person_id == person.id)))


def test_a_request_whose_reason_is_unsent_is_withdrawn(office: LineOffice) -> None:
    """LINE case 59."""
    a_head()
    a_task(due_on=tracker_clock.today())
    office.say("งานของฉัน")
    pick(office, "ขอขยายเวลา", "2026-04-30")
    write(office, "908", "นายสมมติป่วย")
    assert the_request().state is ExtensionState.WAITING
    unsend(office, "908")
    assert (the_request().state, the_request().reason) == (ExtensionState.WITHDRAWN, "")


def test_nobody_unsends_for_another_and_strangers_leave_no_trace(office: LineOffice) -> None:
    """LINE case 59."""
    from tests.simulator.running import user_id

    a_head()
    a_task()
    photograph(office, "909")
    unsend(office, "909", phone=user_id(2))
    unsend(office, "910", phone=user_id(2))
    assert [proof.withdrawn_at for proof in proofs()] == [None]
    db.session.remove()
    assert [one.line_user_id for one in db.session.scalars(select(Conversation))] == [PHONE]
    assert "แนบหลักฐานแล้ว" in words_of(office.line.messages_to(PHONE))
