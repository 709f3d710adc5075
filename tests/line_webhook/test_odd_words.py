"""Names with signs that mean something elsewhere, and words that fit no question."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests.builders import a_measure, a_task
from tests.conftest import Clock
from tests.line_webhook.line_office import PHONE, LineOffice, line_office, words_of
from tests.line_webhook.test_evidence import a_photo, photo_event, proofs
from tests.line_webhook.test_reporting import now_of, updates
from tests.reminders.delivering import deliver
from tests.reminders.office import a_head, plan
from tracker.database import db
from tracker.tasks.models import Task, TaskState

ODD_NAME = "จัดซื้อ \"วัสดุ\" & 'อุปกรณ์' <b>50%</b> {ชื่อ} {{x}} \\n a=done&t=1 #ก"


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        a_head()
        yield office


def test_a_name_with_odd_signs_is_shown_as_it_is_and_its_buttons_work(office: LineOffice) -> None:
    """LINE case 34: in a push, a list, a question, and in what a press sends back."""
    task_id = a_task(measure=a_measure(steps=(f"{ODD_NAME}\nบรรทัดสอง",)), due_on=date(2026, 3, 31)).id
    plan()
    deliver(office.line)
    (reminder,) = office.line.messages_to(PHONE)
    assert f"{ODD_NAME} บรรทัดสอง" in reminder["altText"]
    assert reminder["contents"]["body"]["contents"][0]["text"] == f"{ODD_NAME} บรรทัดสอง"
    assert ODD_NAME in words_of(office.say("งานของฉัน"))
    assert ODD_NAME in words_of(office.press("คืบหน้า"))
    assert ODD_NAME in words_of(office.say("๔๐ %"))
    assert db.session.get_one(Task, task_id).percent == 40
    assert ODD_NAME in words_of(office.press("ติดปัญหา"))
    office.say(ODD_NAME)
    assert [update.problem for update in updates()] == ["", ODD_NAME]
    assert "ถอน" in words_of(office.press("ถอนรายการนี้"))
    sent = office.line.requests("pushMessage") + office.line.requests("replyMessage")
    assert {seen["status"] for seen in sent} == {200}
    assert "textV2" not in str(sent), "nothing is written in the kind of text where {} stands for something"


@pytest.mark.parametrize("typed", ["เสร็จ", "เสร็จแล้ว", "เสร็จ แล้ว", "100%", "๑๐๐ %"])
def test_done_typed_about_the_only_task_asks_for_the_result(office: LineOffice, typed: str) -> None:
    """LINE case 55."""
    task = a_task()
    assert "ได้ผลอย่างไร" in words_of(office.say(typed))
    office.say("จัดทำแล้ว")
    assert now_of(task).state is TaskState.SUBMITTED


@pytest.mark.parametrize("typed", ["เสร็จ", "50%", "๕๐ %", "คืบหน้า", "ติดปัญหา"])
def test_a_report_with_no_open_task_says_that_there_is_none(office: LineOffice, typed: str) -> None:
    """LINE case 55."""
    told = words_of(office.say(typed))
    assert "ไม่มีงานค้าง" in told
    assert "กดปุ่มบนการ์ด" not in told
    assert updates() == []


@pytest.mark.parametrize("typed", ["สวัสดีครับ", "ขอบคุณค่ะ", "😀", "50", "x" * 5000, "๕๐ บาท", "ไม่เสร็จ", "%"])
def test_words_nobody_asked_for_get_help_and_change_nothing(office: LineOffice, typed: str) -> None:
    """LINE case 55: with no open task, and with one."""
    assert "วิธีใช้" in words_of(office.say(typed))
    task = a_task()
    assert "วิธีใช้" in words_of(office.say(typed))
    assert updates() == []
    assert now_of(task).state is TaskState.NOT_STARTED


@pytest.mark.parametrize("kind", ["sticker", "location", "video", "audio"])
def test_what_cannot_be_used_gets_help_not_silence(office: LineOffice, kind: str) -> None:
    a_task()
    office.line.webhook({"to_user": PHONE, "message": {"type": kind, "id": "77"}})
    office.act()
    assert "กรุณา" in words_of(office.line.messages_to(PHONE)) or "วิธีใช้" in words_of(office.line.messages_to(PHONE))
    assert proofs() == []


def test_a_photo_line_does_not_know_is_said_so(office: LineOffice) -> None:
    """LINE case 58: 404."""
    a_task()
    office.line.fault("404", op="getMessageContent")
    office.attach(a_photo())
    assert "กรุณาส่งใหม่อีกครั้ง" in words_of(office.line.messages_to(PHONE))
    assert proofs() == []


@pytest.mark.parametrize("name", ["photo.jpg", "แผนงาน.pdf"])
def test_thirty_megabytes_are_refused_with_what_to_do(office: LineOffice, name: str) -> None:
    """LINE case 58: 30 MB; of a file LINE tells the size, and it is not even fetched."""
    a_task()
    size, is_photo = 30 * 1024 * 1024, name.endswith("jpg")
    office.line.ask("content", {"909": {"size": size, "type": "image/jpeg"}})
    kind = {"type": "image"} if is_photo else {"type": "file", "fileName": name, "fileSize": size}
    office.line.webhook({"to_user": PHONE, "message": {"id": "909"} | kind})
    office.act()
    assert "ใหญ่เกิน 10 MB กรุณาย่อขนาด" in words_of(office.line.messages_to(PHONE))
    assert len(office.line.requests("getMessageContent")) == int(is_photo)
    assert proofs() == []


def test_a_file_line_never_gets_ready_ends_with_what_to_do(office: LineOffice, clock: Clock) -> None:
    """LINE case 58: 202 again and again."""
    a_task()
    office.line.content("908", b"", state="processing")
    office.line.webhook(photo_event("908"))
    for minute in range(20):
        clock.set(f"2026-03-31 09:{minute:02}:00")
        if office.act():
            break
    deliver(office.line)
    assert "LINE ยังเตรียมไฟล์นี้ไม่เสร็จ" in words_of(office.line.messages_to(PHONE))
    assert "กรุณาส่งใหม่อีกครั้งภายหลัง" in words_of(office.line.messages_to(PHONE))
    assert len(office.line.requests("getMessageContent")) == 8
