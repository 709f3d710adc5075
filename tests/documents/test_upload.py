import hashlib
import io
import zipfile
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests import samples
from tests.browser import Browser
from tests.builders import a_government, a_person, the_system, the_unit
from tests.documents.uploading import read_waiting, upload, upload_and_read
from tracker import clock
from tracker.database import db
from tracker.documents import service
from tracker.documents.models import Document, DocumentState, Finding, Flag, ProposedMeasure
from tracker.documents.readers.containers import container_of
from tracker.documents.reading import Reading
from tracker.errors import UnreadableDocument
from tracker.people.models import Person
from tracker.people.roles import Role
from tracker.web.machinery import machinery

SignIn = Callable[[Person], Browser]
ANALYSIS = samples.DEMO_ANALYSIS


def _package(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def _count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_an_upload_is_answered_at_once_and_its_page_waits_for_the_reader(signed_in_as: SignIn) -> None:
    browser = signed_in_as(a_person())

    page = upload(browser, ANALYSIS.read_bytes(), "ผลวิเคราะห์.txt")

    assert page.h1 == "ผลวิเคราะห์.txt"
    assert "ระบบกำลังอ่านเอกสาร…" in page.text
    assert page.find("noscript meta[http-equiv=refresh]")["content"] == "3"
    asked = str(page.find("[data-module=reading]")["data-state"])
    assert browser.client.get(asked).get_json() == {"state": "received", "sentence": "รอคิวอ่าน"}
    assert _count(ProposedMeasure) == 0

    read_waiting()

    assert browser.client.get(asked).get_json() == {"state": "analysed", "sentence": "อ่านแล้ว"}
    page = browser.visit(page.url)
    assert not page.all("noscript meta, [data-module=reading]")
    document = db.session.scalars(select(Document)).one()
    assert (document.state, document.measures_year, document.assessed_year) == (DocumentState.ANALYSED, 2569, 2568)
    assert Reading.from_json(document.reading) == service.read_received(document, files=machinery().files)
    assert (_count(ProposedMeasure), _count(Flag)) == (16, 0)
    assert _count(Finding) > 10
    assert len(page.all(".review-row")) == 16


def test_several_files_are_received_together_and_a_bad_one_keeps_no_other_out(signed_in_as: SignIn) -> None:
    browser = signed_in_as(a_person())
    good, other = (io.BytesIO(ANALYSIS.read_bytes()), "ก.txt"), (io.BytesIO("ประกาศ".encode()), "ข.txt")
    page = browser.visit("/documents/upload")

    page = browser.submit(page, fields={"file": [good, (io.BytesIO(b"MZ" + bytes(99)), "ค.exe"), other]}, status=422)

    assert page.errors == ["ไฟล์เอกสาร: “ค.exe”: " + page.errors[0].split(": ", 2)[2]]
    assert "ไฟล์นี้เป็นโปรแกรม" in page.errors[0]
    assert {"เปิดเอกสาร “ก.txt”", "เปิดเอกสาร “ข.txt”"} <= page.links.keys()
    assert _count(Document) == 2
    third, fourth = (io.BytesIO(b"a b"), "ง.txt"), (io.BytesIO(b"c d"), "จ.txt")
    page = browser.submit(browser.visit("/documents/upload"), fields={"file": [third, fourth]})
    assert "รับไฟล์แล้ว 2 ไฟล์ ระบบกำลังอ่านทีละไฟล์" in page.notices


def test_the_same_content_is_kept_once_and_its_page_is_offered(signed_in_as: SignIn) -> None:
    browser = signed_in_as(a_person())
    upload(browser, ANALYSIS.read_bytes(), "ผลวิเคราะห์.txt")

    page = upload(browser, ANALYSIS.read_bytes(), "ชื่ออื่น.txt", status=409)

    assert "เอกสารนี้เคยนำเข้าแล้ว" in page.text
    assert browser.follow(page, "เปิดเอกสาร “ผลวิเคราะห์.txt”").h1 == "ผลวิเคราะห์.txt"
    read_waiting()
    assert (_count(Document), _count(ProposedMeasure)) == (1, 16)


def test_two_offices_may_each_keep_the_same_content(app: Flask) -> None:
    handed_in = service.Upload("a.txt", ANALYSIS.read_bytes())
    other = the_system(a_government("uen", "องค์การบริหารส่วนตำบลจำลองอื่น"))
    keys = {
        service.receive_document(handed_in, files=machinery().files, by=by, at=clock.now()).content_key
        for by in (the_system(), other)
    }
    assert (len(keys), _count(Document)) == (1, 2)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.docx", "ว่างเปล่า"),
        (b" \r\n\t", "a.txt", "ไฟล์ว่างเปล่า"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "scan.jpg", "ไฟล์นี้เป็นภาพ"),
        (b"MZ" + bytes(200), "setup.exe", "ไฟล์นี้เป็นโปรแกรม"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "old.doc", "ไฟล์ Office รุ่นเก่า"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(200),
            "locked.docx",
            "ตั้งรหัสผ่านไว้",
        ),
    ],
)
def test_what_is_plainly_no_document_is_refused_and_not_kept(
    signed_in_as: SignIn, content: bytes, name: str, sentence: str
) -> None:
    page = upload(signed_in_as(a_person()), content, name, status=422)
    assert any(sentence in error for error in page.errors), page.errors
    assert _count(Document) == 0


@pytest.mark.parametrize("beginning", [b"", b"PK\x03\x04"])
def test_a_huge_file_is_refused_before_it_is_kept(app: Flask, beginning: bytes) -> None:
    huge = service.Upload("a.docx", beginning + b"x" * (20 * 1024 * 1024 + 1))
    with pytest.raises(UnreadableDocument, match="ไฟล์ใหญ่เกิน 20 MB"):
        service.receive_document(huge, files=machinery().files, by=the_system(), at=clock.now())
    assert hashlib.sha256(huge.content).hexdigest() not in set(machinery().files.keys())


def test_the_kind_of_a_huge_text_is_told_by_its_beginning(app: Flask) -> None:
    text = "ผลการวิเคราะห์ระดับคุณธรรม\r\n".encode("cp874") * (20 * 1024 * 1024 // 28) + b"\x00"
    with pytest.raises(UnreadableDocument, match="ไม่รู้จักไฟล์ชนิดนี้"):
        container_of(text, "เก่า.txt")
    document = service.receive_document(
        service.Upload("เก่า.txt", text), files=machinery().files, by=the_system(), at=clock.now()
    )
    assert document.media_type == "text/plain", "its last letter is the sandbox's business"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (_package(**{"word/document.xml": b"<x/>"}), "wordprocessingml.document"),
        (_package(**{"xl/workbook.xml": b"<x/>"}), "spreadsheetml.sheet"),
        ("<!DOCTYPE html><p>ก".encode(), "text/html"),
        ("ก,ข\n".encode(), "text/plain"),
    ],
)
def test_the_kind_of_a_file_is_kept_with_it(app: Flask, content: bytes, kind: str) -> None:
    document = service.receive_document(
        service.Upload("a", content), files=machinery().files, by=the_system(), at=clock.now()
    )
    assert document.media_type.endswith(kind)


def test_a_path_in_a_name_is_refused(app: Flask) -> None:
    for content in (ANALYSIS.read_bytes(), _package(**{"word/document.xml": b"<w/>"})):
        with pytest.raises(UnreadableDocument, match="ชื่อไฟล์ต้องไม่มีเครื่องหมาย"):
            service.refuse_unfit(service.Upload("../../etc/passwd", content))


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"PK\x03\x04" + b"corrupt" * 50, "a.docx", "ไฟล์ Word หรือ Excel เสียหาย"),
        (_package(**{"word/document.xml": b"0" * 30_000_000}), "bomb.docx", "ขยายแล้วใหญ่ผิดปกติ"),
        (
            _package(**{"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
            "entity.docx",
            "คำสั่ง XML ที่ไม่ปลอดภัย",
        ),
        (_package(**{"word/document.xml": b"<x/>", "word/vbaProject.bin": b"macro"}), "macro.docx", "มีแมโคร"),
    ],
)
def test_what_nobody_can_read_is_kept_with_the_reason(
    signed_in_as: SignIn, content: bytes, name: str, sentence: str
) -> None:
    browser = signed_in_as(a_person())

    shown = upload_and_read(browser, content, name)

    assert "อ่านเอกสารนี้ไม่ได้" in shown.text
    assert sentence in shown.text
    document = db.session.scalars(select(Document)).one()
    assert document.state is DocumentState.UNREADABLE
    assert sentence in document.reason
    assert browser.download(f"/documents/{document.id}/original").data == content
    again = browser.submit(shown, "ให้ระบบอ่านอีกครั้ง")
    assert "ระบบกำลังอ่านเอกสาร…" in again.text
    read_waiting()
    assert sentence in browser.visit("/documents/").text


def test_a_document_without_a_table_of_measures_says_so(signed_in_as: SignIn) -> None:
    page = upload_and_read(signed_in_as(a_person()), "ประกาศทั่วไป ไม่มีตาราง".encode(), "ประกาศ.txt")
    assert "ไม่พบตารางมาตรการในเอกสารนี้" in page.text


def test_no_file_chosen_is_told(signed_in_as: SignIn) -> None:
    browser = signed_in_as(a_person())
    page = browser.submit(browser.visit("/documents/"), "/documents/upload", status=422)
    assert page.errors == ["ไฟล์เอกสาร: กรุณาเลือกไฟล์เอกสาร"]


def test_the_original_comes_back_as_it_was_and_only_as_a_download(signed_in_as: SignIn) -> None:
    browser = signed_in_as(a_person())
    content = "<html><body><script>alert(1)</script><table><tr><td>ก</td></tr></table></body></html>".encode()
    upload(browser, content, "หน้าเว็บ.html")
    document = db.session.scalars(select(Document)).one()

    response = browser.download(f"/documents/{document.id}/original")

    assert response.data == content
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.mimetype != "text/html"


def test_a_document_is_written_down_once_however_many_read_it(app: Flask) -> None:
    handed_in = service.Upload("a.txt", ANALYSIS.read_bytes())
    document = service.receive_document(handed_in, files=machinery().files, by=the_system(), at=clock.now())
    reading = service.read_received(document, files=machinery().files)
    assert service.record_reading(document, reading, at=clock.now())
    assert not service.record_reading(document, reading, at=clock.now())
    assert not service.record_unreadable(document, "x", at=clock.now())
    assert (document.state, _count(ProposedMeasure)) == (DocumentState.ANALYSED, 16)


def test_a_vanished_file_is_told_in_words(app: Flask) -> None:
    handed_in = service.Upload("a.txt", b"abc")
    document = service.receive_document(handed_in, files=machinery().files, by=the_system(), at=clock.now())
    document.content_key = "0" * 64
    with pytest.raises(UnreadableDocument, match="ไม่พบไฟล์ต้นฉบับ"):
        service.read_received(document, files=machinery().files)


@pytest.mark.parametrize("sample", samples.DOCUMENTS, ids=lambda path: path.name)
def test_every_sample_has_a_sound_page(signed_in_as: SignIn, sample) -> None:  # type: ignore[no-untyped-def]
    upload_and_read(signed_in_as(a_person()), sample.read_bytes(), sample.name)


def test_only_the_coordinator_hands_documents_in(signed_in_as: SignIn) -> None:
    browser = signed_in_as(a_person())
    upload_and_read(browser, ANALYSIS.read_bytes(), "a.txt")
    document = db.session.scalars(select(Document)).one()
    for role in (Role.CHIEF_ADMINISTRATOR, Role.AUDITOR):
        reader = signed_in_as(a_person(role))
        assert not reader.visit("/documents/").all("input[type=file]")
        page = reader.visit(f"/documents/{document.id}")
        assert not [form for form in page.all("main form") if form["method"] == "post"]
        reader.visit("/documents/upload", status=403)
        reader.download(f"/documents/{document.id}/original")
    head = signed_in_as(a_person(Role.UNIT_HEAD, unit=the_unit("กองคลัง")))
    head.visit("/documents/", status=403)
    head.visit(f"/documents/{document.id}", status=403)
    assert head.client.get(f"/documents/{document.id}/original").status_code == 403


def test_a_stranger_of_another_government_finds_no_document(signed_in_as: SignIn) -> None:
    upload(signed_in_as(a_person()), ANALYSIS.read_bytes(), "a.txt")
    document = db.session.scalars(select(Document)).one()
    stranger = signed_in_as(a_person(government=a_government("uen", "องค์การบริหารส่วนตำบลจำลองอื่น")))
    stranger.visit(f"/documents/{document.id}", status=404)
    assert stranger.client.get(f"/documents/{document.id}/original").status_code == 404
    assert "a.txt" not in stranger.visit("/documents/").text
