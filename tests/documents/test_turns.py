"""Who reads a document, and what happens when the reader is killed."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests import samples
from tests.builders import a_government, the_system
from tests.documents.uploading import read_waiting
from tracker import clock
from tracker.database import db
from tracker.documents import queries, sandbox, service
from tracker.documents.models import Document, DocumentState
from tracker.documents.sandbox import ReaderKilled
from tracker.people.viewer import System
from tracker.web.machinery import machinery


def _received(content: bytes, name: str = "a.txt", system: System | None = None) -> Document:
    handed_in = service.Upload(name, content)
    by = system or the_system()
    document = service.receive_document(handed_in, files=machinery().files, by=by, at=clock.now())
    db.session.commit()
    return document


def test_a_waiting_document_is_taken_by_one_reader(app: Flask) -> None:
    document = _received(b"abc")
    now = clock.now()
    assert queries.has_waiting(at=now)
    taken = service.take_next(the_system(), at=now)
    assert taken is not None
    assert taken.document is document
    assert service.take_next(the_system(), at=now) is None
    assert not queries.has_waiting(at=now)


def test_the_oldest_document_of_the_office_is_taken_first(app: Flask) -> None:
    first, _second = _received(b"first"), _received(b"second")
    _received(b"theirs", system=the_system(a_government("uen", "องค์การบริหารส่วนตำบลจำลองอื่น")))
    taken = service.take_next(the_system(), at=clock.now())
    assert taken is not None
    assert taken.document is first


def test_a_document_whose_reader_was_killed_is_taken_again_three_times_at_most(app: Flask) -> None:
    document, at = _received(b"abc"), clock.now()
    for _ in range(3):
        taken = service.take_next(the_system(), at=at)
        assert taken is not None
        assert taken.document is document
        at += timedelta(minutes=2)

    assert service.take_next(the_system(), at=at) is None
    assert document.state is DocumentState.UNREADABLE
    assert "3 ครั้งแล้วไม่สำเร็จ" in document.reason


def test_a_reader_killed_by_the_machine_leaves_the_document_waiting_and_the_next_is_read(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed, read = _received(b"abc"), _received(samples.DEMO_ANALYSIS.read_bytes(), "b.txt")

    def read_safely(content: bytes, name: str, **limits: object) -> object:
        if content == b"abc":
            raise ReaderKilled("x")
        return sandbox.read_safely(content, name, columns={})

    monkeypatch.setattr("tracker.documents.service.turns.read_safely", read_safely)

    assert read_waiting() == {"put_back": 1, "documents": 1}

    assert (killed.state, killed.attempts) == (DocumentState.RECEIVED, 1)
    assert killed.lease_until is not None
    assert read.state is DocumentState.ANALYSED
    for _ in range(2):
        service.take(killed, at=clock.now())
        service.put_back(killed, at=clock.now())
    assert killed.state is DocumentState.UNREADABLE


def test_what_nobody_can_read_keeps_no_other_document_waiting(app: Flask) -> None:
    _received(b"PK\x03\x04" + bytes(50), "a.docx")
    read = _received(samples.DEMO_ANALYSIS.read_bytes(), "b.txt")
    assert read_waiting() == {"unreadable": 1, "documents": 1}
    assert read.state is DocumentState.ANALYSED


def test_no_transaction_is_open_while_a_document_is_read(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    _received(b"abc")
    seen: list[bool] = []

    def read_safely(*_arguments: object, **_limits: object) -> object:
        seen.append(db.session().in_transaction())
        raise ReaderKilled("x")

    monkeypatch.setattr("tracker.documents.service.turns.read_safely", read_safely)
    read_waiting()
    assert seen == [False]


def test_what_a_person_asks_to_be_read_again_has_its_three_attempts_anew(app: Flask) -> None:
    document = _received(b"PK\x03\x04" + bytes(50), "a.docx")
    read_waiting()
    now = clock.now()
    service.wait_again(document, by=the_system(), at=now)
    assert (document.state, document.attempts) == (DocumentState.RECEIVED, 0)
    assert queries.has_waiting(at=now)
    assert db.session.scalars(select(Document).where(Document.state == DocumentState.RECEIVED)).one() is document


def test_a_second_press_takes_no_document_from_its_reader(app: Flask) -> None:
    document, at = _received(b"abc"), clock.now()
    service.take_next(the_system(), at=at)
    service.wait_again(document, by=the_system(), at=at)
    assert document.attempts == 1
    assert not queries.has_waiting(at=at)


def test_whoever_waits_is_told_how_far_the_machine_is(app: Flask) -> None:
    document, at, by = _received(b"abc"), clock.now(), the_system()

    def told(minutes: float) -> str:
        return queries.progress(document, at=at + timedelta(minutes=minutes)).sentence

    assert told(0) == "รอคิวอ่าน"
    assert "รอนานกว่าปกติ" in told(2)
    service.take_next(by, at=at)
    assert told(1) == "กำลังอ่านเอกสารนี้อยู่"
    assert told(1.6) == "การอ่านหยุดกลางคัน ระบบจะอ่านใหม่ให้เอง"
    service.take_next(by, at=at + timedelta(minutes=2))
    assert "ครั้งที่ 2 เพราะการอ่านครั้งก่อนหยุดกลางคัน" in told(2)


def test_a_document_read_anew_long_after_it_came_is_not_called_late(app: Flask) -> None:
    document, later = _received(b"PK\x03\x04" + bytes(50), "a.docx"), clock.now() + timedelta(days=30)
    read_waiting()
    service.wait_again(document, by=the_system(), at=later)
    assert queries.progress(document, at=later).sentence == "รอคิวอ่าน"


def test_a_file_that_vanished_is_told_in_words(app: Flask) -> None:
    document = _received(b"abc")
    for path in Path(machinery().files.folder).rglob(document.content_key):
        path.unlink()
    assert read_waiting() == {"unreadable": 1}
    assert "ไม่พบไฟล์ต้นฉบับ" in document.reason
