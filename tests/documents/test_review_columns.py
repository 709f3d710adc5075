"""A person says which column is which, and the document is read anew."""

from collections.abc import Callable

from sqlalchemy import select

from tests.browser import Browser, Page
from tests.builders import a_person
from tests.documents.uploading import read_waiting, upload_and_read
from tracker.database import db
from tracker.documents.models import ColumnChoice, Document, Flag, ProposedMeasure
from tracker.people.models import Person

SignIn = Callable[[Person], Browser]
UNCLEAR = (
    "แผนงานของหน่วยงาน\n\n"
    "สิ่งที่จะทำ\tทำอย่างไร\tใคร\n"
    "จัดทำคู่มือการให้บริการ\t๑. ร่างคู่มือ ๒. เผยแพร่\tสำนักปลัด\n"
    "ประชุมชี้แจงบุคลากร\t๑. นัดประชุม\tกองช่าง\n"
).encode()


def _opened(signed_in_as: SignIn) -> tuple[Browser, Page]:
    browser = signed_in_as(a_person())
    return browser, upload_and_read(browser, UNCLEAR, "แผน.txt")


def _titles() -> list[str]:
    return list(db.session.scalars(select(ProposedMeasure.title).order_by(ProposedMeasure.seq)))


def test_a_table_nobody_understood_is_shown_with_its_rows_and_read_anew_as_chosen(signed_in_as: SignIn) -> None:
    browser, page = _opened(signed_in_as)
    assert "ระบบไม่แน่ใจคอลัมน์ของตารางที่ 1" in page.text
    assert "จัดทำคู่มือการให้บริการ" in page.find(".column-card").get_text()
    assert _titles() == []

    page = browser.submit(page, "columns", {"column": ["title", "steps", "owner"]}, press="บันทึกและอ่านใหม่")

    assert "ระบบกำลังอ่านเอกสาร…" in page.text
    chosen = db.session.scalars(select(ColumnChoice)).one()
    assert (chosen.place, chosen.columns) == (0, {"title": 0, "steps": 1, "owner": 2})
    read_waiting()
    page = browser.visit(page.url)
    assert _titles() == ["จัดทำคู่มือการให้บริการ", "ประชุมชี้แจงบุคลากร"]
    assert "สำนักปลัด" in page.find("#row-1").get_text()


def test_what_was_read_before_is_replaced_as_a_whole(signed_in_as: SignIn) -> None:
    browser, page = _opened(signed_in_as)
    for columns in (["title", "steps", "owner"], ["", "title", "owner"]):
        address = page.url if page.all(".column-card") else f"{page.url}/columns?table=0"
        page = browser.submit(browser.visit(address), "columns", {"column": columns}, press="บันทึกและอ่านใหม่")
        read_waiting()
        page = browser.visit(page.url)
    assert _titles() == ["ร่างคู่มือ ๒. เผยแพร่", "นัดประชุม"]
    assert len(db.session.scalars(select(ColumnChoice)).all()) == 1
    of_rows = select(Flag.id).where(Flag.proposed_measure_id.is_not(None))
    owned = of_rows.join(ProposedMeasure, ProposedMeasure.id == Flag.proposed_measure_id)
    assert db.session.scalars(of_rows).all() == db.session.scalars(owned).all()


def test_a_column_of_kinds_can_be_said_to_be_one(signed_in_as: SignIn) -> None:
    browser = signed_in_as(a_person())
    lines = ("ก\tสิ่งที่จะทำ\tทำอย่างไร", "โครงการ\tจัดทำคู่มือ\t๑. ร่างคู่มือ", "กิจกรรม\tประชุมบุคลากร\t๑. นัดประชุม")
    page = upload_and_read(browser, "\n".join(lines).encode(), "แผน.txt")
    page = browser.submit(page, "columns", {"column": ["kind", "title", "steps"]}, press="บันทึกและอ่านใหม่")
    read_waiting()
    assert list(db.session.scalars(select(ProposedMeasure.kind).order_by(ProposedMeasure.seq))) == ["โครงการ", "กิจกรรม"]
    shown = browser.visit(f"{page.url}/columns?table=0")
    assert [one["value"] for one in shown.all("select option[selected]")] == ["kind", "title", "steps"]


def test_the_page_says_what_each_choice_does(signed_in_as: SignIn) -> None:
    _browser, page = _opened(signed_in_as)
    offered = {option.get_text() for option in page.all(".column-card option")}
    assert {term.get_text() for term in page.all(".column-meanings dt")} == offered
    assert all(text.get_text(strip=True) for text in page.all(".column-meanings dd"))
    described = {str(select["aria-describedby"]) for select in page.all(".column-card select")}
    assert described == {str(sample["id"]) for sample in page.all(".column-sample")}


def test_a_choice_that_cannot_be_is_told_and_stays_as_chosen(signed_in_as: SignIn) -> None:
    browser, page = _opened(signed_in_as)
    press = "บันทึกและอ่านใหม่"
    twice = browser.submit(page, "columns", {"column": ["title", "title", ""]}, press=press, status=422)
    assert "มากกว่าหนึ่งคอลัมน์" in twice.text
    assert [one["value"] for one in twice.all("select option[selected]")] == ["title", "title"]
    untitled = browser.submit(page, "columns", {"column": ["", "steps", "owner"]}, press=press, status=422)
    assert "คอลัมน์ใดเป็นชื่อมาตรการ" in untitled.text
    assert db.session.scalars(select(ColumnChoice)).all() == []


def test_a_table_may_be_said_to_hold_no_measures(signed_in_as: SignIn) -> None:
    browser, page = _opened(signed_in_as)
    page = browser.submit(page, "columns", press="ตารางนี้ไม่ใช่มาตรการ")
    read_waiting()
    page = browser.visit(page.url)
    assert db.session.scalars(select(ColumnChoice)).one().columns == {}
    assert not page.all(".column-card")
    assert browser.follow(page, "ตารางที่ 1").h1 == "คอลัมน์ใดคืออะไร"


def test_columns_stay_once_a_row_is_decided(signed_in_as: SignIn) -> None:
    browser, page = _opened(signed_in_as)
    page = browser.submit(page, "columns", {"column": ["title", "steps", "owner"]}, press="บันทึกและอ่านใหม่")
    read_waiting()
    columns = browser.visit(f"{page.url}/columns?table=0")
    shown = browser.visit(f"{page.url}?year=2569")
    shown = browser.submit(shown, str(shown.find("#row-1 form[action$=set-aside]")["action"]), {"aside1-reason": "ซ้ำ"})

    refused = browser.submit(columns, "columns", press="บันทึกและอ่านใหม่", status=409)

    assert "กรุณายกเลิกผลการพิจารณาของทุกแถวก่อน" in refused.text
    assert "มีแถวที่พิจารณาแล้ว" in browser.visit(f"{page.url}/columns?table=0").text
    assert db.session.scalars(select(Document.state)).one() == "analysed"
