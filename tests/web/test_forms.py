"""Forms in the browser: what is accepted, what is refused, and in which words."""

from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest

from tests.browser import Browser, Page
from tracker.web.form_messages import ThaiMessages

GOOD = {
    "title": "อบรม",
    "state": "stuck",
    "unit": "7",
    "done_on": "2026-03-31",
    "percent": "40",
}


def send(visitor: Browser, status: int = 200, **fields: object) -> Page:
    page = visitor.visit("/form")
    return visitor.submit(page, form="report", fields={**GOOD, **fields}, press="บันทึก", status=status)


def test_a_good_form_is_saved(visitor: Browser) -> None:
    page = send(visitor, helpers=["1", "2"], year="๒๕๖๙", note="ทำแล้ว")
    assert page.find("#saved-unit").get_text() == "7 1,2 ติดปัญหา ต้องการความช่วยเหลือ"
    assert page.find("#saved-year").get_text() == "ปีงบประมาณ พ.ศ. 2569"


@pytest.mark.parametrize("typed", ["2026-03-31", "31/3/2569", "๓๑ มี.ค. ๖๙", "31 มีนาคม พ.ศ. 2569"])
def test_a_day_may_be_typed_the_thai_way(visitor: Browser, typed: str) -> None:
    assert send(visitor, done_on=typed).find("#saved-day").get_text() == "๓๑ มีนาคม ๒๕๖๙"


@pytest.mark.parametrize(("typed", "shown"), [("0", "0%"), ("๕๐", "50%"), ("75 %", "75%"), ("100", "100%")])
def test_a_percentage_may_be_typed_the_thai_way(visitor: Browser, typed: str, shown: str) -> None:
    assert send(visitor, percent=typed).find("#saved-percent").get_text() == shown


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", " \u200b ", "ชื่อเรื่อง: กรุณากรอกข้อมูลช่องนี้"),
        ("title", "ก" * 21, "ชื่อเรื่อง: ยาวเกินไป กรอกได้ไม่เกิน 20 ตัวอักษร"),
        ("unit", "", "หน่วยงาน: กรุณาเลือกข้อมูลช่องนี้"),
        ("done_on", "", "วันที่แล้วเสร็จ: กรุณาเลือกข้อมูลช่องนี้"),
        ("done_on", "31/2/2569", "วันที่แล้วเสร็จ: วันที่ไม่ถูกต้อง กรุณากรอกเป็น วัน/เดือน/ปี พ.ศ. เช่น 31/3/2569"),
        ("percent", "", "ความคืบหน้า (ร้อยละ): กรุณากรอกข้อมูลช่องนี้"),
        ("percent", "101", "ความคืบหน้า (ร้อยละ): ร้อยละไม่ถูกต้อง กรุณากรอกจำนวนเต็มตั้งแต่ 0 ถึง 100"),
        ("year", "ปีหน้า", "ปีงบประมาณ: ปีงบประมาณไม่ถูกต้อง กรุณากรอกปี พ.ศ. เช่น 2569"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(
    visitor: Browser, field: str, typed: str, sentence: str
) -> None:
    assert send(visitor, status=422, **{field: typed}).errors == [sentence]


def test_a_refused_form_keeps_what_was_typed(visitor: Browser) -> None:
    page = send(visitor, status=422, done_on="สิ้นเดือน", note="ทำแล้ว\nสองบรรทัด")
    assert page.find("#done_on")["value"] == "สิ้นเดือน"
    assert page.find("#done_on")["type"] == "text"
    assert page.find("#note").get_text().strip() == "ทำแล้ว\nสองบรรทัด"
    assert page.find("#unit option[selected]")["value"] == "7"


def test_each_refusal_leads_to_its_field(visitor: Browser) -> None:
    page = visitor.submit(visitor.visit("/form"), form="report", press="บันทึก", status=422)
    anchors = [link["href"] for link in page.all(".error-summary a")]
    assert anchors == ["#title", "#state-0", "#unit", "#done_on", "#percent"]
    assert page.find("#title")["aria-describedby"] == "title-help title-error"


def test_a_choice_that_was_not_offered_is_refused(visitor: Browser) -> None:
    page = visitor.visit("/form")
    token = page.find("#report input[name=csrf_token]")["value"]
    for wrong in ({"unit": "99"}, {"unit": "x"}, {"state": "finished"}, {"helpers": "3"}):
        answer = visitor.client.post("/form", data={**GOOD, **wrong, "csrf_token": token})
        assert answer.status_code == 422, wrong


def test_text_is_cleaned_before_it_is_kept(visitor: Browser) -> None:
    page = send(visitor, title="  น\u0e4d\u0e32  ใจ ", note="หนึ่ง \u200b\r\n\r\n\r\n\r\nสอง")
    assert page.find("#saved-title").get_text() == "นำ ใจ"
    assert page.find("#saved-note").get_text() == "หนึ่ง\n\nสอง"


def test_a_refusal_of_the_service_is_shown_on_the_form(visitor: Browser) -> None:
    page = send(visitor, status=422, title="ขอให้ปฏิเสธ")
    assert page.errors == ["ปีงบประมาณนี้ปิดแล้ว", "วันที่แล้วเสร็จ: อยู่ก่อนวันเริ่มปี"]


def test_files_are_accepted_by_kind_and_size(visitor: Browser) -> None:
    page = send(visitor, evidence=[(BytesIO(b"x" * 999), "ภาพ.JPG"), (BytesIO(b"x"), "b.pdf")])
    assert page.find("#saved-files").get_text() == "ภาพ.JPG, b.pdf"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"x", "a.exe", "หลักฐาน: ใช้ไฟล์ “a.exe” ไม่ได้ รับเฉพาะไฟล์ชนิด pdf, jpg"),
        (b"x", "ไม่มีนามสกุล", "หลักฐาน: ใช้ไฟล์ “ไม่มีนามสกุล” ไม่ได้ รับเฉพาะไฟล์ชนิด pdf, jpg"),
        (b"", "a.pdf", "หลักฐาน: ไฟล์ “a.pdf” ว่างเปล่า กรุณาเลือกไฟล์ใหม่"),
        (b"x" * 2048, "a.pdf", "หลักฐาน: ไฟล์ “a.pdf” ใหญ่ 2 KB เกินกำหนด 1000 ไบต์"),
    ],
)
def test_a_file_of_the_wrong_kind_or_size_is_refused(
    visitor: Browser, content: bytes, name: str, sentence: str
) -> None:
    assert send(visitor, status=422, evidence=(BytesIO(content), name)).errors == [sentence]


def test_every_message_of_wtforms_has_a_thai_sentence() -> None:
    template = files("wtforms") / "locale" / "wtforms.pot"
    lines = Path(str(template)).read_text(encoding="utf-8").split("\n")
    sentences = [line[7:-1] for line in lines if line.startswith('msgid "') and line != 'msgid ""']
    assert len(sentences) > 30
    untranslated = [sentence for sentence in sentences if ThaiMessages().gettext(sentence) == sentence]
    assert untranslated == []


def test_a_plural_message_is_thai_too() -> None:
    said = ThaiMessages().ngettext(
        "Field must be at least %(min)d character long.", "Field must be at least %(min)d characters long.", 3
    )
    assert said % {"min": 3} == "ต้องมีอย่างน้อย 3 ตัวอักษร"
