"""Adding many users from a spreadsheet: all of them or none, and every mistake named with its place."""

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from tests.browser import Browser, Page
from tests.builders import a_government, a_person, the_unit
from tracker.database import db
from tracker.people import queries, spreadsheet
from tracker.people.models import Person
from tracker.people.roles import Role

SignIn = Callable[[object], Browser]

_GOOD = ("Somsri.S", "นางสมศรี สมมติ", "นักวิชาการคลัง", "เจ้าหน้าที่", "กองคลัง", None)


def _filled(*rows: Sequence[object]) -> io.BytesIO:
    book = load_workbook(io.BytesIO(spreadsheet.template(["กองคลัง"])))
    for row in rows:
        book["ผู้ใช้งาน"].append(list(row))
    written = io.BytesIO()
    book.save(written)
    return io.BytesIO(written.getvalue())


def _upload(administrator: Browser, content: io.BytesIO, status: int = 200) -> Page:
    page = administrator.visit("/administration/users/import")
    return administrator.submit(page, "/import", {"file": (content, "รายชื่อ.xlsx")}, status=status)


def _number_of_people() -> int:
    return db.session.scalar(select(func.count()).select_from(Person)) or 0


@pytest.fixture
def administrator(app: Flask, signed_in_as: SignIn) -> Browser:
    """An administrator who is signed in."""
    return signed_in_as(a_person(Role.ADMINISTRATOR))


def test_the_template_offers_the_offices_own_units_and_every_role(administrator: Browser) -> None:
    downloaded = administrator.download("/administration/users/template.xlsx")
    book = load_workbook(io.BytesIO(downloaded.data))

    units = [cell.value for cell in book["หน่วยงาน"]["A"]]
    roles = [cell.value for cell in book["หน่วยงาน"]["B"]]
    assert {"กองคลัง", "กองช่าง"} <= set(units)
    assert {role.label for role in Role} <= set(roles)


def test_what_was_read_is_shown_first_and_added_when_confirmed(administrator: Browser, browser: Browser) -> None:
    before = _number_of_people()
    acting = ("head", "นายรักษา สมมติ", "ผู้อำนวยการ", "หัวหน้าหน่วยงาน", "กองคลัง", "คำสั่งที่ ๑/๒๕๖๙")

    page = _upload(administrator, _filled(_GOOD, acting))
    assert "พบ 2 คน ยังไม่มีใครถูกเพิ่ม" in page.text
    assert _number_of_people() == before

    page = administrator.submit(page, "/confirm")
    assert page.h1 == "เพิ่มผู้ใช้แล้ว 2 คน"
    username, password, *_ = (code.get_text() for code in page.all("td code"))
    assert username == "somsri.s"
    signed = browser.submit(browser.visit("/sign-in"), "/sign-in", {"username": username, "password": password})
    assert signed.url.startswith("/first-password")
    head = queries.person_called("head")
    assert head is not None
    assert "รักษาราชการแทน คำสั่งที่ ๑/๒๕๖๙" not in page.text
    assert "คำสั่งที่ ๑/๒๕๖๙" in administrator.visit(f"/administration/users/{head.id}").text


def test_every_mistake_is_named_with_its_place_and_nobody_is_added(administrator: Browser) -> None:
    taken = a_person(Role.MAYOR, government=a_government("another", "องค์การบริหารส่วนตำบลจำลองพัฒนา"))
    before = _number_of_people()

    page = _upload(
        administrator,
        _filled(
            _GOOD,
            ("ก ข", "นายหนึ่ง สมมติ", None, "นายก", None, None),
            (taken.username, "นายสอง สมมติ", None, "นายก", None, None),
            ("somsri.s", "นายสาม สมมติ", None, "นายก", None, None),
            ("four", None, None, "กรรมการ", "กองบิน", None),
            ("five", "นายห้า สมมติ", None, "เจ้าหน้าที่", None, None),
        ),
        status=422,
    )

    found = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in page.all("tbody tr")]
    places = [(place, column) for place, column, *rest in found if len(rest) == 1]
    assert places == [
        ("ผู้ใช้งาน แถวที่ 4", "ชื่อผู้ใช้"),
        ("ผู้ใช้งาน แถวที่ 5", "ชื่อผู้ใช้"),
        ("ผู้ใช้งาน แถวที่ 6", "ชื่อผู้ใช้"),
        ("ผู้ใช้งาน แถวที่ 7", "ชื่อ-สกุล"),
        ("ผู้ใช้งาน แถวที่ 7", "บทบาท"),
        ("ผู้ใช้งาน แถวที่ 7", "หน่วยงาน"),
        ("ผู้ใช้งาน แถวที่ 8", "หน่วยงาน"),
    ]
    assert "ซ้ำกับแถวที่ 3" in page.text
    assert not page.all("form[action$=confirm]")
    assert _number_of_people() == before


def test_a_username_taken_between_the_preview_and_the_confirmation_adds_nobody(administrator: Browser) -> None:
    page = _upload(administrator, _filled(("fresh", "นายใหม่ สมมติ", None, "นายก", None, None), _GOOD))
    other = a_person(Role.MAYOR)
    other.username = "somsri.s"
    db.session.commit()

    page = administrator.submit(page, "/confirm", status=422)

    assert "มีชื่อผู้ใช้ “somsri.s” ในระบบแล้ว" in page.text
    assert queries.person_called("fresh") is None


def test_rows_that_were_tampered_with_are_checked_again(administrator: Browser) -> None:
    page = _upload(administrator, _filled(_GOOD))
    field = page.find("input[name=rows]")
    field["value"] = str(field["value"]).replace("กองคลัง", "กองของคนอื่น")

    page = administrator.submit(page, "/confirm", status=422)

    assert "ไม่พบหน่วยงาน “กองของคนอื่น”" in page.text
    assert queries.person_called("somsri.s") is None


def _no_heading() -> bytes:
    book, written = Workbook(), io.BytesIO()
    book.worksheets[0].append(["ชื่อ", "สกุล"])
    book.save(written)
    return written.getvalue()


def _bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 40 * 1024 * 1024)
    return written.getvalue()


def _too_many() -> bytes:
    people = [(f"person{number}", "นายหนึ่ง สมมติ", None, "นายก", None, None) for number in range(301)]
    return _filled(*people).getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "ว่างเปล่า"),
        (b"not a spreadsheet", "ไม่ใช่ตารางคำนวณ"),
        (_filled(_GOOD).getvalue()[:3000], "ไม่ใช่ตารางคำนวณ"),
        (_no_heading(), "ไม่พบหัวตาราง"),
        (_filled().getvalue(), "แบบฟอร์มยังไม่มีรายชื่อ"),
        (_bomb(), "ใหญ่ผิดปกติ"),
        (_too_many(), "เกิน 300 แถว"),
    ],
    ids=["empty", "text", "truncated", "no-heading", "no-rows", "bomb", "too-many"],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_do(
    content: bytes, sentence: str, administrator: Browser
) -> None:
    page = _upload(administrator, io.BytesIO(content), status=422)
    assert len(page.errors) == 1
    assert sentence in page.errors[0]


def test_an_encrypted_or_broken_workbook_is_refused(administrator: Browser) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook")
    page = _upload(administrator, io.BytesIO(written.getvalue()), status=422)
    assert "เปิดไฟล์ไม่ได้" in page.errors[0]


def test_a_macro_workbook_by_name_is_refused(administrator: Browser) -> None:
    page = administrator.visit("/administration/users/import")
    page = administrator.submit(page, "/import", {"file": (_filled(_GOOD), "รายชื่อ.xlsm")}, status=422)
    assert "รับเฉพาะไฟล์ชนิด xlsx" in page.errors[0]


def test_a_unit_may_be_written_as_documents_write_it(administrator: Browser) -> None:
    row = ("somsri.s", "นางสมศรี สมมติ", None, "staff", " ส่วน การคลัง ", None)
    page = administrator.submit(_upload(administrator, _filled(row)), "/confirm")
    assert page.h1 == "เพิ่มผู้ใช้แล้ว 1 คน"
    person = queries.person_called("somsri.s")
    assert person is not None
    viewer = queries.viewer_of(person.id, on=person.created_at.date())
    assert viewer is not None
    assert viewer.unit_ids == {the_unit("กองคลัง").id}
