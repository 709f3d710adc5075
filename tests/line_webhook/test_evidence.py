"""Photos and files sent in a chat."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from PIL import ExifTags, Image
from sqlalchemy import select

from tests.builders import a_task, the_unit
from tests.conftest import Clock
from tests.line_webhook.line_office import PHONE, LineOffice, line_office, words_of
from tests.reminders.office import a_head
from tests.simulator.running import user_id
from tracker.database import db
from tracker.reminders.models import EventState
from tracker.tasks.models import Evidence, TaskState, Via
from tracker.web.machinery import machinery


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        a_head()
        yield office


def a_photo(shade: int = 0) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (8, 8), (shade, 0, 0)).save(written, "JPEG")
    return written.getvalue()


def proofs() -> list[Evidence]:
    db.session.remove()
    return list(db.session.scalars(select(Evidence).order_by(Evidence.id)))


def photo_event(message_id: str, **about: object) -> dict[str, object]:
    return {"to_user": PHONE, "message": {"type": "image", "id": message_id, **about}}


def test_a_photo_is_proof_of_the_only_task(office: LineOffice) -> None:
    task = a_task()
    told = office.attach(a_photo())
    assert "แนบหลักฐานแล้ว" in words_of(told)
    (proof,) = proofs()
    assert (proof.task_id, proof.via, proof.media_type) == (task.id, Via.LINE, "image/jpeg")
    assert machinery().files.content(proof.content_key or "") == a_photo()


def test_who_is_asked_for_missing_proof_sends_it_by_one_press_and_a_photo(office: LineOffice) -> None:
    a_task()
    finished = a_task(state=TaskState.DONE, percent=100)
    assert "ยังไม่มีหลักฐาน" in words_of(office.press_data(f"v=1&a=proof&t={finished.id}&n=1"))
    office.attach(a_photo())
    assert [proof.task_id for proof in proofs()] == [finished.id]


def test_nobody_is_asked_for_the_proof_of_another_units_task(office: LineOffice) -> None:
    other = a_task(unit=the_unit("กองคลัง"), state=TaskState.DONE, percent=100)
    told = words_of(office.press_data(f"v=1&a=proof&t={other.id}&n=1"))
    assert "ส่งรูป" not in told
    assert "ไม่" in told


def test_a_photo_is_proof_of_the_task_just_spoken_of(office: LineOffice) -> None:
    a_task()
    second = a_task()
    office.press_data(f"v=1&a=start&t={second.id}&n=1")
    office.attach(a_photo())
    assert [proof.task_id for proof in proofs()] == [second.id]


def test_which_task_a_photo_belongs_to_is_asked(office: LineOffice) -> None:
    """LINE case 56."""
    tasks = [a_task(), a_task()]
    asked = office.attach(a_photo())
    assert "เป็นหลักฐานของงานใด" in words_of(asked)
    assert proofs() == []
    office.press_data(f"v=1&a=attach&t={tasks[1].id}")
    assert [proof.task_id for proof in proofs()] == [tasks[1].id]


def test_the_task_is_chosen_by_its_number(office: LineOffice) -> None:
    """LINE case 56."""
    tasks = [a_task(), a_task()]
    office.attach(a_photo())
    assert "หมายเลข 1 ถึง 2" in words_of(office.say("๓"))
    office.say("๒")
    assert [proof.task_id for proof in proofs()] == [tasks[1].id]


def send_of_set(office: LineOffice, *numbers: int, image_set: str = "set") -> None:
    """Send some of three photos sent at once."""
    for number in numbers:
        office.line.content(f"90{number}", a_photo(number), type="image/jpeg")
        about = {"imageSet": {"id": image_set, "index": number, "total": 3}}
        office.line.webhook(photo_event(f"90{number}", **about))
    office.act()


def test_photos_sent_together_are_one_question_in_whatever_order(office: LineOffice) -> None:
    """LINE case 57."""
    tasks = [a_task(), a_task()]
    send_of_set(office, 3, 1, 2)
    (asked,) = office.line.deliveries(PHONE)
    assert "รับไฟล์แล้ว 3 ไฟล์ เป็นหลักฐานของงานใด" in words_of(asked["messages"])
    told = office.press_data(f"v=1&a=attach&t={tasks[0].id}")
    assert "แนบหลักฐานแล้ว 3 ไฟล์" in words_of(told)
    assert [proof.task_id for proof in proofs()] == [tasks[0].id] * 3


@pytest.mark.parametrize("meanwhile", [(), ("งานของฉัน",), ("ยกเลิก",)])
def test_what_comes_late_of_photos_sent_together_goes_to_the_task_that_was_chosen(
    office: LineOffice, meanwhile: tuple[str, ...]
) -> None:
    """LINE case 57: the first two are asked about and filed, the person goes on, the last comes."""
    tasks = [a_task(), a_task()]
    send_of_set(office, 3, 1)
    office.press_data(f"v=1&a=attach&t={tasks[0].id}")
    office.press_data(f"v=1&a=start&t={tasks[1].id}&n=1")
    for words in meanwhile:
        office.say(words)
    before = len(office.line.deliveries(PHONE))
    send_of_set(office, 2)
    assert [proof.task_id for proof in proofs()] == [tasks[0].id] * 3
    assert len(office.line.deliveries(PHONE)) == before, "nothing is asked or said again"


def test_photos_sent_together_about_the_only_task_are_confirmed_and_taken_back_as_one(office: LineOffice) -> None:
    """LINE case 57."""
    a_task()
    send_of_set(office, 2, 3, 1)
    (told,) = office.line.deliveries(PHONE)
    assert "แนบหลักฐานแล้ว 3 ไฟล์" in words_of(told["messages"])
    assert len(proofs()) == 3
    unsend(office, "902")
    office.press("ถอนรายการนี้")
    assert all(proof.withdrawn_at for proof in proofs())
    assert "ถูกถอนออกแล้ว" in words_of(office.press("ถอนรายการนี้"))


def test_a_pdf_keeps_its_name(office: LineOffice) -> None:
    a_task()
    pdf = b"%PDF-1.4\n" + b"0" * 200 + b"\nstartxref\n0\n%%EOF\n"
    office.attach(pdf, "รายงานการประชุม.pdf")
    (proof,) = proofs()
    assert (proof.name, proof.media_type) == ("รายงานการประชุม.pdf", "application/pdf")


@pytest.mark.parametrize("name", ["photo.jpg", "โปรแกรม.exe"])
def test_a_file_that_is_not_what_it_seems_is_refused_with_the_reason(office: LineOffice, name: str) -> None:
    a_task()
    assert "ใช้เป็นหลักฐานไม่ได้" in words_of(office.attach(b"MZ this is a program", name))
    assert proofs() == []


def test_a_file_too_large_is_refused_with_the_limit(office: LineOffice) -> None:
    a_task()
    office.line.content("901", b"x" * (11 * 1024 * 1024), type="image/jpeg")
    office.line.webhook(photo_event("901"))
    office.act()
    assert "10 MB" in words_of(office.line.messages_to(PHONE))
    assert proofs() == []


def test_a_photo_taken_back_before_it_was_fetched_is_said_so(office: LineOffice) -> None:
    """LINE case 58: 410."""
    a_task()
    office.line.content("902", b"", state="gone")
    office.line.webhook(photo_event("902"))
    office.act()
    assert "ถูกยกเลิกการส่ง" in words_of(office.line.messages_to(PHONE))


def test_a_photo_line_still_prepares_is_fetched_later(office: LineOffice, clock: Clock) -> None:
    """LINE case 58: 202."""
    a_task()
    office.line.content("903", b"", state="processing")
    office.line.webhook(photo_event("903"))
    assert office.act() == 0
    assert [kept.state for kept in office.events()] == [EventState.RECEIVED]
    office.line.content("903", a_photo(), type="image/jpeg")
    clock.set("2026-03-31 09:00:20")
    assert office.act() == 1
    assert len(proofs()) == 1


def test_what_is_unsent_is_withdrawn(office: LineOffice) -> None:
    """LINE case 59."""
    a_task()
    office.line.content("904", a_photo(), type="image/jpeg")
    office.line.webhook(photo_event("904"))
    office.act()
    office.line.webhook({"type": "unsend", "to_user": PHONE, "unsend": {"messageId": "904"}})
    office.act()
    (proof,) = proofs()
    assert proof.withdrawn_at is not None


def unsend(office: LineOffice, message_id: str, phone: str = PHONE) -> None:
    office.line.webhook({"type": "unsend", "to_user": phone, "unsend": {"messageId": message_id}})
    office.act()


def test_a_photo_is_withdrawn_when_it_is_unsent_hours_later(office: LineOffice, clock: Clock) -> None:
    """LINE case 59."""
    a_task()
    office.line.content("905", a_photo(), type="image/jpeg")
    office.line.webhook(photo_event("905"))
    office.act()
    clock.set("2026-03-31 15:00")
    office.say("งานของฉัน")
    unsend(office, "905")
    assert proofs()[0].withdrawn_at is not None


def test_what_an_unsent_message_said_is_forgotten(office: LineOffice) -> None:
    """LINE case 59."""
    office.line.webhook({"to_user": PHONE, "message": {"type": "text", "id": "906", "text": "เลขบัตรของผู้ร้อง"}})
    office.act()
    unsend(office, "906", phone=user_id(2))
    assert "เลขบัตรของผู้ร้อง" in str([event.payload for event in office.events()]), "another's word takes nothing back"
    unsend(office, "906")
    assert "เลขบัตรของผู้ร้อง" not in str([event.payload for event in office.events()])
    assert len(office.events()) == 3


def test_a_message_unsent_before_it_was_acted_upon_has_no_effect(office: LineOffice) -> None:
    """LINE case 59."""
    a_task()
    office.line.content("907", b"", state="processing")
    office.line.webhook(photo_event("907"))
    office.act()
    unsend(office, "907")
    assert [event.state for event in office.events()] == [EventState.IGNORED, EventState.DONE]


def test_the_same_photo_twice_is_kept_once(office: LineOffice) -> None:
    a_task()
    office.attach(a_photo())
    office.attach(a_photo())
    assert len(proofs()) == 1


def test_a_strangers_photo_is_not_even_fetched(office: LineOffice) -> None:
    office.line.person(user_id(7))
    assert "ยังไม่ได้เชื่อม" in words_of(office.attach(a_photo(), phone=user_id(7)))
    assert office.line.requests("getMessageContent") == []


def test_the_day_a_photo_shows_is_told_and_kept(office: LineOffice) -> None:
    a_task()
    taken, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:03:03 10:15:00"
    Image.new("RGB", (8, 8), "green").save(taken, "JPEG", exif=exif)
    assert "ภาพลงวันที่ 3 มี.ค. 69" in words_of(office.attach(taken.getvalue()))
    db.session.remove()
    assert db.session.scalars(select(Evidence.shown_on)).one() == date(2026, 3, 3)
