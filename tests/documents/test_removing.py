"""What nobody could read is kept until a person takes it off the list, or hands in something better."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from sqlalchemy import select

from tests.browser import Browser, Page
from tests.builders import a_person, the_system
from tests.documents.uploading import upload_and_read
from tests.measures.documents import a_read_measure, a_reading, an_analysed_document
from tracker import clock
from tracker.database import db
from tracker.documents import service
from tracker.documents.models import Document, DocumentState
from tracker.errors import NotNow
from tracker.measures import service as measures
from tracker.people.models import AuditEvent, Person
from tracker.people.roles import Role
from tracker.web.machinery import machinery

SignIn = Callable[[Person], Browser]
BROKEN = b"PK\x03\x04" + bytes(50)


def _unreadable(signed_in_as: SignIn) -> tuple[Browser, Page]:
    browser = signed_in_as(a_person())
    return browser, upload_and_read(browser, BROKEN, "เสีย.docx")


def test_an_unreadable_document_is_kept_and_can_be_taken_off_the_list(signed_in_as: SignIn) -> None:
    browser, page = _unreadable(signed_in_as)
    assert "อ่านเอกสารนี้ไม่ได้" in page.text
    assert browser.client.get(f"{page.url}/original").data == BROKEN

    page = browser.submit(page, "remove")

    assert "ลบ “เสีย.docx” ออกจากรายการแล้ว" in page.notices
    assert db.session.scalars(select(Document)).all() == []
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "document_removed")).one()
    assert event.subject == "เสีย.docx"
    assert "อ่านเอกสารนี้ไม่ได้" in upload_and_read(browser, BROKEN, "เสีย.docx").text


def test_a_scan_is_kept_and_said_to_be_one(signed_in_as: SignIn) -> None:
    browser, scan = signed_in_as(a_person()), io.BytesIO()
    Image.new("RGB", (400, 600), "white").save(scan, "PDF")
    page = upload_and_read(browser, scan.getvalue(), "สแกน.pdf")
    told = page.find(".notice").get_text(" ", strip=True)
    assert "เป็นภาพสแกน" in told
    assert "Word (.docx)" in told
    assert browser.client.get(f"{page.url}/original").data == scan.getvalue()


def test_only_the_coordinator_takes_it_off_the_list(signed_in_as: SignIn) -> None:
    _browser, page = _unreadable(signed_in_as)
    auditor = signed_in_as(a_person(Role.AUDITOR))
    assert not [form for form in auditor.visit(page.url).all("form") if str(form["action"]).endswith("/remove")]


def test_what_was_read_stays(signed_in_as: SignIn) -> None:
    document = an_analysed_document(a_reading(a_read_measure(1)), files=machinery().files, by=the_system())
    signed_in_as(a_person())
    with pytest.raises(NotNow, match="เก็บไว้เป็นหลักฐาน"):
        service.remove_unreadable(document, by=the_system(), at=clock.now())


def test_a_document_whose_scores_were_accepted_stays(signed_in_as: SignIn) -> None:
    document = an_analysed_document(a_reading(a_read_measure(1)), files=machinery().files, by=the_system())
    signed_in_as(a_person())
    measures.accept_scores(document, by=the_system(), at=clock.now())
    document.state = DocumentState.UNREADABLE
    db.session.commit()
    with pytest.raises(NotNow, match="จึงลบไม่ได้"):
        service.remove_unreadable(document, by=the_system(), at=clock.now())


def test_the_list_counts_nothing_in_what_nobody_read(signed_in_as: SignIn) -> None:
    browser, _page = _unreadable(signed_in_as)
    row = browser.visit("/documents/").find("tbody tr")
    assert "เก็บไฟล์ไว้แล้ว" in row.get_text()
    assert [cell.get_text(strip=True) for cell in row.select("td.number")] == ["–", "–"]
