"""The checks every visited page goes through can fail, and the browser does what a person can do, no more."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.datastructures import Headers

from tests.browser import Browser
from tests.page_checks import faults_of

HEADERS = Headers({"Content-Security-Policy": "default-src 'self'"})
FRAME = '<html lang="th"><head><title>งาน</title></head><body><h1>งาน</h1>{}</body></html>'


def faults(body: str, *, frame: str = FRAME) -> list[str]:
    return faults_of(BeautifulSoup(frame.format(body), "html.parser"), HEADERS)


def test_a_sound_page_has_no_fault() -> None:
    assert faults('<p>ไม่มีอะไรผิด</p><a href="/x">ไป</a>') == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<h1>สอง</h1>", "2 h1"),
        ('<p id="a"></p><p id="a"></p>', "stands 2 times"),
        ('<label for="gone">ชื่อ</label>', "points at nothing"),
        ("<label>ชื่อ</label>", "belongs to no field"),
        ('<input name="x">', "'x' has no label"),
        ("<fieldset><p>x</p></fieldset>", "no legend"),
        ('<form action="/x"><button>ส่ง</button></form>', "does not say its method"),
        ('<form method="get"><button>ส่ง</button></form>', "has no action"),
        ('<form method="post" action="/x"><button>ส่ง</button></form>', "no CSRF token"),
        ('<form method="get" action="/x"></form>', "has no button"),
        (
            '<form method="get" action="/x"><label>ไฟล์<input type="file"></label><button>ส่ง</button></form>',
            "cannot carry its file",
        ),
        ("<p>None</p>", "a trace of the program"),
        ("<p>{{ task.title }}</p>", "a trace of the program"),
        ("<p>TaskState.DONE</p>", "a trace of the program"),
        ('<span class="status-tag"><svg></svg></span>', "status tag without words"),
        ('<a href="/x"></a>', "without words"),
        ("<a>ไป</a>", "leads nowhere"),
        ('<a href="#gone">ไป</a>', "points at nothing"),
        ('<img src="/x.png">', "no alternative text"),
        ('<p style="color:red">x</p>', "inline style"),
        ('<p onclick="x()">x</p>', "inline onclick"),
        ("<script>x()</script>", "an inline style or script"),
        ('<a href="javascript:x()">x</a>', "a script in a link"),
        ('<script src="https://cdn.example/x.js"></script>', "loaded from elsewhere"),
        ("<table><tr><th></th></tr></table>", "an empty th"),
    ],
)
def test_a_fault_is_found(body: str, fault: str) -> None:
    assert any(fault in found for found in faults(body)), faults(body)


def test_a_page_in_no_language_or_without_title_is_found() -> None:
    found = faults("", frame="<html><body><h1>x</h1>{}</body></html>")
    assert "no title" in found
    assert "the language is not said to be Thai" in found


def test_a_page_without_the_policy_is_found() -> None:
    assert faults_of(BeautifulSoup(FRAME.format(""), "html.parser"), Headers()) == ["no content security policy"]


def test_the_browser_fills_only_fields_the_form_has(visitor: Browser) -> None:
    page = visitor.visit("/form")
    with pytest.raises(AssertionError, match="no field 'nothing'"):
        visitor.submit(page, form="report", fields={"nothing": "x"}, press="บันทึก")


def test_the_browser_chooses_only_what_is_offered(visitor: Browser) -> None:
    page = visitor.visit("/form")
    with pytest.raises(AssertionError, match="does not offer '99'"):
        visitor.submit(page, form="report", fields={"unit": "99"}, press="บันทึก")


def test_the_browser_follows_a_redirect_after_a_form(visitor: Browser) -> None:
    page = visitor.submit(visitor.visit("/form"), form="/sign-out")
    assert page.url == "/"


def test_the_browser_insists_on_the_status_a_test_expects(gallery: Flask) -> None:
    with pytest.raises(AssertionError, match="404, not 200"):
        Browser(gallery.test_client()).visit("/nowhere")
