"""Files that are not what they seem, through the doors a person hands them in by."""

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from PIL import Image

from tests.browser import Browser
from tests.builders import a_person, a_task, the_unit
from tracker.people import queries, spreadsheet
from tracker.people.models import Person
from tracker.people.roles import Role
from tracker.people.viewer import System

SignIn = Callable[[object], Browser]
_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'


def _repacked(**changed: bytes) -> bytes:
    """The office's own form with some parts replaced."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(spreadsheet.template(["สำนักปลัด"]))) as form,
        zipfile.ZipFile(result, "w") as package,
    ):
        for name in form.namelist():
            package.writestr(name, changed.get(name.rpartition("/")[2].partition(".")[0], form.read(name)))
    return result.getvalue()


def _hostile_spreadsheets() -> dict[str, bytes]:
    form = spreadsheet.template(["สำนักปลัด"])
    entity = '<!DOCTYPE x [<!ENTITY a "{}">]>'.format("ha" * 50)
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    damaged = bytearray(form)
    damaged[200:260] = b"\xff" * 60
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 60_000_000)
    return {
        "empty": b"",
        "a page": b"<html><script>alert(1)</script></html>",
        "an entity": _repacked(sheet1=(entity + _SHEET.format(_CELL.format("&a;" * 99))).encode()),
        "an entity outside": _repacked(sheet1=(outside + _SHEET.format(_CELL.format("&a;"))).encode()),
        "no xml": _repacked(sheet1=b"<<<<", workbook=b"{}"),
        "an unknown attribute": _repacked(styles=b'<styleSheet xmlns="urn:x"><cellXfs coun="1"/></styleSheet>'),
        "damaged": bytes(damaged),
        "cut off": form[: len(form) // 2],
        "a password": form.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
        ),
        "a version of tomorrow": form.replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\xff\x03\xff"),
        "a bomb": bomb.getvalue(),
        "another archive": _zip_of("../../etc/passwd"),
    }


def _zip_of(name: str) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as package:
        package.writestr(name, b"x")
    return result.getvalue()


@pytest.mark.parametrize("kind", list(_hostile_spreadsheets()))
def test_a_spreadsheet_of_users_nobody_should_open_is_refused_with_a_sentence(
    app: Flask, signed_in_as: SignIn, kind: str
) -> None:
    administrator = signed_in_as(a_person(Role.ADMINISTRATOR))
    page = administrator.visit("/administration/users/import")
    file = (io.BytesIO(_hostile_spreadsheets()[kind]), "users.xlsx")
    refused = administrator.submit(page, "/administration/users/import", {"file": file}, status=422)
    assert refused.errors


@pytest.mark.parametrize(
    "rows",
    [
        "[" * 50_000,
        '{"a": 1}',
        "[1]",
        "7",
        '"text"',
        "null",
        '[["s", 1e999, "a.b", "ก", "", "staff", "", ""]]',
        json.dumps([["s", 1, "a\x00b", "ก\ud800", "\ud83d", "staff", "สำนักปลัด", "\x00"]]),
        json.dumps([["s", 1, "a.b", "ก\ud800ข", "\ud83d", "staff", "สำนักปลัด", "\ud83d"]]),
        json.dumps([["s", 1, "a.b", "ก" * 10_000, "", "mayor", "", ""]]),
    ],
)
def test_rows_that_come_back_from_a_browser_are_believed_no_more_than_a_file(
    app: Flask, signed_in_as: SignIn, rows: str
) -> None:
    person = a_person(Role.ADMINISTRATOR)
    administrator = signed_in_as(person)
    token = administrator.visit("/account").find("[name=csrf_token]")["value"]
    answer = administrator.client.post("/administration/users/import/confirm", data={"rows": rows, "csrf_token": token})
    assert answer.status_code in {200, 422}
    names = {one.name for one in queries.people(System(person.government_id))}
    assert all("\ud800" not in name and len(name) <= 200 for name in names)


def _proof(browser: Browser, task_id: int, body: bytes, name: str, status: int = 200) -> BeautifulSoup:
    page = browser.visit(f"/tasks/{task_id}")
    fields = {"proof-files": (io.BytesIO(body), name)}
    return browser.submit(page, f"/tasks/{task_id}/evidence", fields, status=status).document


@pytest.fixture
def head(app: Flask) -> Person:
    return a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด"))


def test_a_picture_that_is_a_page_as_well_is_only_ever_a_picture(
    app: Flask, signed_in_as: SignIn, head: Person
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    body = picture.getvalue() + b"<html><script>alert(1)</script></html>"
    browser, task = signed_in_as(head), a_task()
    document = _proof(browser, task.id, body, "..\\<img src=x onerror=alert(1)>%0d%0aSet-Cookie: a=b; filename=ก.html")
    link = document.select_one("a[href^='/tasks/evidence/']")
    assert link is not None
    answer = browser.download(str(link["href"]))
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "a=b" not in answer.headers.get("Set-Cookie", "")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.endswith(".png")
    assert disposition.count('"') == 2
    assert not set(disposition) & set("<>\r\n")
    assert not document.select("img[onerror]")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "photo.png"),
        (b"<!doctype html><script>alert(1)</script>", "photo.jpg"),
        (b"MZ" + b"\x00" * 200, "report.pdf"),
        (b"", "photo.png"),
        (_zip_of("a.txt"), "report.docx"),
        (b"GIF89a" + b"\x00" * 50, "photo.png"),
    ],
)
def test_what_a_browser_could_run_is_no_proof(
    app: Flask, signed_in_as: SignIn, head: Person, body: bytes, name: str
) -> None:
    document = _proof(signed_in_as(head), a_task().id, body, name, status=422)
    assert document.select(".error-summary li")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://a:b@evil.example"]
)
def test_a_link_that_a_browser_could_run_is_no_proof(app: Flask, signed_in_as: SignIn, head: Person, link: str) -> None:
    browser, task = signed_in_as(head), a_task()
    page = browser.visit(f"/tasks/{task.id}")
    refused = browser.submit(page, f"/tasks/{task.id}/evidence", {"proof-links": link}, status=422)
    assert not refused.document.select(f'a[href^="{link[:8]}"]')
