"""Every way the application says no, as a page."""

import logging

import pytest
from flask import Flask

from tests.browser import Browser
from tests.web.gallery import gallery as make_gallery


@pytest.mark.parametrize(
    ("name", "status", "title", "sentence"),
    [
        ("not-found", 404, "ไม่พบหน้าที่ต้องการ", "ไม่พบงานนี้"),
        ("not-allowed", 403, "ไม่มีสิทธิ์ใช้งานส่วนนี้", "เฉพาะผู้ประสานงานเท่านั้น"),
        ("not-now", 409, "ทำรายการนี้ไม่ได้ในขณะนี้", "ปีงบประมาณนี้ปิดแล้ว"),
        ("not-valid", 422, "ใช้ข้อมูลนี้ไม่ได้", "วันสิ้นสุดอยู่ก่อนวันเริ่ม"),
        ("unreadable", 422, "ใช้ข้อมูลนี้ไม่ได้", "เปิดไฟล์นี้ไม่ได้ เพราะมีรหัสผ่าน"),
        ("too-often", 429, "ทำรายการถี่เกินไป", "กรุณารอสักครู่"),
    ],
)
def test_each_refusal_is_a_page_with_its_sentence(
    visitor: Browser, name: str, status: int, title: str, sentence: str
) -> None:
    page = visitor.visit(f"/errors/{name}", status)
    assert page.h1 == title
    assert sentence in page.text
    assert page.links["ไปหน้าแรก"] == "/"


def test_an_address_that_leads_nowhere_says_so(visitor: Browser) -> None:
    assert visitor.visit("/nowhere", 404).h1 == "ไม่พบหน้าที่ต้องการ"


def test_waiting_is_told_to_the_machine_as_well(gallery: Flask) -> None:
    assert gallery.test_client().get("/errors/too-often").headers["Retry-After"] == "60"


def test_a_page_that_only_takes_forms_says_how_it_is_reached(gallery: Flask) -> None:
    answer = gallery.test_client().get("/sign-out")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_failure_shows_a_number_that_is_in_the_log_and_nothing_else(
    visitor: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        page = visitor.visit("/errors/broken", 500)
    record = next(record for record in caplog.records if record.getMessage() == "request_failed")
    assert page.find(".reference").get_text() == record.request_id  # type: ignore[attr-defined]
    assert "secret detail" not in page.response.text
    assert "Traceback" not in page.response.text


def test_a_failure_is_shown_even_when_the_frame_of_pages_fails(caplog: pytest.LogCaptureFixture) -> None:
    app = make_gallery()

    def broken() -> dict[str, object]:
        raise RuntimeError("the database is away")

    app.context_processor(broken)
    with caplog.at_level(logging.CRITICAL):
        assert Browser(app.test_client()).visit("/", 500).h1 == "ระบบขัดข้อง"


def test_a_form_without_its_token_is_refused_and_gives_back_what_was_typed(gallery: Flask) -> None:
    answer = gallery.test_client().post(
        "/form", data={"note": "อบรมครบทุกคนแล้ว เมื่อวันที่ 3", "password": "a long secret thing"}
    )
    assert answer.status_code == 400
    assert "หน้านี้หมดอายุแล้ว" in answer.text
    assert "อบรมครบทุกคนแล้ว เมื่อวันที่ 3" in answer.text
    assert "a long secret thing" not in answer.text


def test_what_was_typed_is_shown_as_text_and_never_run(gallery: Flask) -> None:
    answer = gallery.test_client().post("/form", data={"note": "</textarea><script>alert(1)</script> x"})
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_a_refusal_of_a_finished_form_gives_back_what_was_typed(visitor: Browser) -> None:
    token = visitor.visit("/form").find("#report input[name=csrf_token]")["value"]
    answer = visitor.client.post(
        "/errors/not-now",
        data={"csrf_token": token, "note": "อบรมครบทุกคนแล้ว เมื่อวันที่ 3"},
        headers={"Referer": "http://localhost/form?step=2"},
    )
    assert answer.status_code == 409
    assert "อบรมครบทุกคนแล้ว เมื่อวันที่ 3" in answer.text
    assert 'href="/form?step=2"' in answer.text


@pytest.mark.parametrize("referrer", ["https://elsewhere.example/x", "http://localhost/errors/not-now", "javascript:x"])
def test_the_way_back_never_leads_elsewhere(gallery: Flask, referrer: str) -> None:
    answer = gallery.test_client().get("/errors/not-now", headers={"Referer": referrer})
    assert "กลับไปหน้าเดิม" not in answer.text


def test_too_large_a_file_is_told_with_the_limit(gallery: Flask) -> None:
    answer = gallery.test_client().post("/form", data={"note": "x" * 200_000})
    assert answer.status_code == 413
    assert "97.7 KB" in answer.text
