from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.browser import Browser, Page
from tests.builders import YEAR, a_person, a_task, the_system, the_unit
from tests.measures.documents import a_flag, a_read_measure, a_reading, an_analysed_document
from tracker import clock
from tracker.database import db
from tracker.documents.models import Document
from tracker.documents.reading import Reading
from tracker.measures import queries, service
from tracker.measures.models import Assessment, Measure, Review
from tracker.people.models import Person
from tracker.people.roles import Role
from tracker.web.machinery import machinery

SignIn = Callable[[Person], Browser]


@pytest.fixture
def coordinator(signed_in_as: SignIn) -> Browser:
    return signed_in_as(a_person())


def _document(reading: Reading) -> Document:
    return an_analysed_document(reading, files=machinery().files, by=the_system())


def _row(page: Page, seq: int) -> str:
    return page.find(f"#row-{seq}").get_text(" ", strip=True)


def _action(page: Page, seq: int, what: str) -> str:
    return next(str(form["action"]) for form in page.all(f"#row-{seq} form") if str(form["action"]).endswith(what))


def _titles() -> list[str]:
    return [measure.title for measure in queries.measures(the_system(), YEAR)]


def test_each_measure_stands_beside_its_words_with_flags_period_owners_and_steps(coordinator: Browser) -> None:
    measures = (a_read_measure(1, owners=("ทุกส่วนราชการ", "กค.", "ฝ่ายลึกลับ")), a_read_measure(2))
    flags = (a_flag(1, line=101, raw="ปีหน้า", expected="ปีนี้"), a_flag(2, severity="warn"), a_flag(message="ชื่อไม่ตรง"))
    page = coordinator.visit(f"/documents/{_document(a_reading(*measures, flags=flags)).id}")

    first = _row(page, 1)
    for words in (
        "บรรทัดที่ 101",
        "๑. ขั้นที่หนึ่ง",
        "ต้องตัดสินใจ",
        "“ปีหน้า” · ควรเป็น “ปีนี้”",
        "1 ตุลาคม 2568 – 30 กันยายน 2569",
        "กค. = กองคลัง",
        "ฝ่ายลึกลับ ยังไม่รู้จัก",
    ):
        assert words in first
    assert "ควรตรวจ" in _row(page, 2)
    assert "ชื่อไม่ตรง" in page.find("#flags-heading").parent.get_text()  # type: ignore[union-attr]
    assert "คะแนนรวม" in page.text
    assert "88.70" in page.text


def test_approving_a_row_goes_on_to_the_next(coordinator: Browser) -> None:
    document = _document(a_reading(a_read_measure(1), a_read_measure(2)))
    page = coordinator.visit(f"/documents/{document.id}")

    page = coordinator.submit(page, _action(page, 1, "approve"))

    assert page.url.endswith(f"/documents/{document.id}")
    assert "อนุมัติแถวที่ 1 เป็นมาตรการที่ 1 แล้ว" in page.notices
    assert "รับเป็นมาตรการ มาตรการที่ 1" in _row(page, 1)
    assert "ตรวจแล้ว 1 จาก 2" in page.text
    page = coordinator.submit(page, _action(page, 2, "approve"))
    assert "ตรวจครบแล้ว 2 แถว" in page.text
    assert page.links["ไปเปิดปีงบประมาณ พ.ศ. 2569"].endswith("2569")


def test_a_row_is_corrected_and_approved_in_one_step(coordinator: Browser) -> None:
    source = "มาตรการ\n\nสัก\nวัน"
    measure = a_read_measure(1, period_raw="สักวัน", start=None, end=None, source_text=source)
    document = _document(a_reading(measure, flags=(a_flag(1, raw="สักวัน"),)))
    page = coordinator.visit(f"/documents/{document.id}")
    assert not page.all("#row-1 form[action$=correct]")
    page = coordinator.follow(page, "แก้ไขแล้วอนุมัติ")
    assert (page.h1, page.find(".printed mark").get_text()) == ("แก้ไขแถวที่ 1", "สัก\nวันต้องตัดสินใจ")
    correct = str(page.form("correct")["action"])
    fields = {"row1-steps": "ก\n\nข", "row1-owners": "กองช่าง\nกองคลัง", "row1-indicators": "๒, 10"}

    page = coordinator.submit(page, correct, fields, status=422)
    assert page.find("#row-1 .review-edit form[action$=correct]")
    assert any("อ่านช่วงเวลา “สักวัน” ไม่ได้" in error for error in page.errors)
    page = coordinator.submit(page, correct, {"row1-period_text": "มีนาคม ๒๕๖๙"})

    assert "แก้ไขจากที่อ่าน" in _row(page, 1)
    made = queries.measures(the_system(), YEAR)[0]
    assert (made.steps, made.indicators) == (("ก", "ข"), [2, 10])
    assert [(owner.means, owner.is_lead) for owner in made.owners] == [("กองช่าง", True), ("กองคลัง", False)]
    assert made.period_text == "มีนาคม ๒๕๖๙"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"row1-title": ""}, "ชื่อมาตรการ/โครงการ/กิจกรรม: กรุณากรอกข้อมูลช่องนี้"),
        ({"row1-indicators": "1, 11"}, "ตัวชี้วัดที่: ตัวชี้วัดต้องเป็นเลข 1–10 คั่นด้วยจุลภาค"),
        ({"row1-starts_on": "2025-10-01"}, "วันสิ้นสุด: กรุณาเลือกทั้งวันเริ่มและวันสิ้นสุด หรือเว้นว่างทั้งสองช่อง"),
        (
            {"row1-starts_on": "2026-10-01", "row1-ends_on": "2025-10-01"},
            "วันสิ้นสุด: วันสิ้นสุดต้องไม่ก่อนวันเริ่ม",
        ),
    ],
)
def test_a_correction_that_cannot_be_used_is_told_at_its_field(
    coordinator: Browser, fields: dict[str, str], error: str
) -> None:
    page = coordinator.visit(f"/documents/{_document(a_reading(a_read_measure(1))).id}/edit?row=1")
    page = coordinator.submit(page, "correct", fields, status=422)
    assert page.errors == [error]
    assert _titles() == []


def test_a_reversed_period_is_told_and_opens_the_correction(coordinator: Browser) -> None:
    year = a_read_measure(1)
    measure = a_read_measure(1, start=year.end, end=year.start)
    page = coordinator.visit(f"/documents/{_document(a_reading(measure, flags=(a_flag(1),))).id}")
    assert "สิ้นสุดก่อนเริ่ม" in _row(page, 1)
    page = coordinator.submit(page, _action(page, 1, "approve"), status=422)
    assert "สิ้นสุดก่อนวันเริ่มต้น" in page.errors[0]
    assert page.find("#row-1 .review-edit form[action$=correct]")


def test_all_clean_rows_are_approved_at_once(coordinator: Browser) -> None:
    measures = [a_read_measure(seq) for seq in (1, 2, 3)]
    page = coordinator.visit(f"/documents/{_document(a_reading(*measures, flags=(a_flag(2),))).id}")
    page = coordinator.submit(page, "approve-clean")
    assert "อนุมัติแล้ว 2 มาตรการ" in page.notices
    assert _titles() == [measures[0].title, measures[2].title]
    assert not [form for form in page.all("form") if str(form["action"]).endswith("approve-clean")]


def test_rows_that_lack_nothing_but_a_period_are_approved_over_the_whole_year(coordinator: Browser) -> None:
    lacking = {"period_raw": None, "start": None, "end": None}
    measures = (a_read_measure(1, **lacking), a_read_measure(2, **lacking), a_read_measure(3))
    flags = (a_flag(1, kind="measure_without_period"), a_flag(2, kind="measure_without_period"), a_flag(2))
    page = coordinator.visit(f"/documents/{_document(a_reading(*measures, flags=flags)).id}")
    page = coordinator.submit(page, "approve-undated")
    assert "อนุมัติแล้ว 1 มาตรการ ดำเนินการตลอดปีงบประมาณ" in page.notices
    made = queries.measures(the_system(), YEAR)
    assert [(measure.title, measure.starts_on, measure.ends_on) for measure in made] == [
        (measures[0].title, YEAR.first_day, YEAR.last_day)
    ]


def test_a_row_is_set_aside_with_a_reason_and_taken_back(coordinator: Browser) -> None:
    page = coordinator.visit(f"/documents/{_document(a_reading(a_read_measure(1))).id}")
    set_aside = _action(page, 1, "set-aside")
    page = coordinator.submit(page, set_aside, status=422)
    assert page.errors == ["เหตุผล: กรุณาพิมพ์เหตุผล"]
    page = coordinator.submit(page, set_aside, {"aside1-reason": "ซ้ำกับปีก่อน"})
    assert "ไม่นำมาใช้ เหตุผล: ซ้ำกับปีก่อน" in _row(page, 1)
    page = coordinator.submit(page, _action(page, 1, "undo"))
    assert db.session.scalar(select(func.count()).select_from(Review)) == 0
    assert _action(page, 1, "approve")


def test_a_verdict_cannot_be_taken_back_once_tasks_are_out(coordinator: Browser) -> None:
    document = _document(a_reading(a_read_measure(1)))
    page = coordinator.visit(f"/documents/{document.id}")
    page = coordinator.submit(page, _action(page, 1, "approve"))
    undo = _action(page, 1, "undo")
    a_task(measure=db.session.scalars(select(Measure)).one())
    refused = coordinator.submit(page, undo, status=409)
    assert "เปิดงานให้หน่วยงานแล้ว" in refused.text
    assert not coordinator.visit(f"/documents/{document.id}").all("#row-1 form")


def test_a_row_decided_elsewhere_meanwhile_is_told(coordinator: Browser) -> None:
    page = coordinator.visit(f"/documents/{_document(a_reading(a_read_measure(1))).id}")
    coordinator.submit(page, _action(page, 1, "approve"))
    late = coordinator.submit(page, _action(page, 1, "approve"), status=409)
    assert "แถวนี้มีผู้พิจารณาแล้ว" in late.text
    assert len(_titles()) == 1


def test_unknown_owners_are_asked_once_for_all_their_rows(coordinator: Browser) -> None:
    measures = [a_read_measure(seq, owners=("ฝ่ายลึกลับ",)) for seq in (1, 2)]
    document = _document(a_reading(*measures))
    page = coordinator.visit(f"/documents/{document.id}")
    assert "“ฝ่ายลึกลับ” แถวที่ 1, 2" in page.text
    page = coordinator.submit(page, _action(page, 1, "approve"))

    page = coordinator.submit(page, "owners", {"unit": str(the_unit("กองช่าง").id)})

    assert "ฝ่ายลึกลับ = กองช่าง" in _row(page, 2)
    assert not page.all("#owners")
    assert queries.measures(the_system(), YEAR)[0].owners[0].means == "กองช่าง"


def test_the_scores_are_accepted_and_differences_shown(coordinator: Browser) -> None:
    document = _document(a_reading(a_read_measure(1), overall_score=Decimal("88.90")))
    page = coordinator.visit(f"/documents/{document.id}")
    assert "ต่างกัน 0.20" in page.find("#scores").get_text(" ", strip=True)

    page = coordinator.submit(page, "scores", {"scores-overall": "๘๘.๗๐"})

    assert "รับคะแนนปีนี้แล้ว" in page.text
    accepted = db.session.scalars(select(Assessment)).one()
    assert (accepted.ita_year, accepted.overall, accepted.level) == (2568, Decimal("88.70"), "ผ่าน")
    assert (accepted.instruments["OIT"], accepted.indicators["10"]) == ("83.75", "85.00")
    page = coordinator.submit(page, "scores", {"scores-overall": "888"}, status=422)
    assert page.errors == ["คะแนนรวม: คะแนนต้องเป็นตัวเลข 0–100 เช่น 88.70"]


def test_a_result_report_is_shown_and_nothing_in_it_is_approved_as_a_plan(coordinator: Browser) -> None:
    measure = a_read_measure(1, result=("ทำแล้ว",), outcome=("ดีขึ้น",))
    page = coordinator.visit(f"/documents/{_document(a_reading(measure, doc_type='year_end_result_report')).id}")
    assert "เอกสารนี้เป็นรายงานผลของปีที่ผ่านมา" in page.text
    assert "ทำแล้ว" in _row(page, 1)
    assert not page.all('form[action$="/approve"]:not([action*="/past-year/"])')


def test_a_document_that_tells_no_year_asks_for_it(coordinator: Browser) -> None:
    document = _document(a_reading(a_read_measure(1), measures_fiscal_year=None))
    page = coordinator.visit(f"/documents/{document.id}")
    assert not page.all("#row-1 form")
    page = coordinator.submit(page, f"/documents/{document.id}", {"year": "2570"})
    page = coordinator.submit(page, _action(page, 1, "approve"))
    assert page.url.endswith("?year=2570")
    assert db.session.scalars(select(Measure)).one().fiscal_year.buddhist_year == 2570


def test_another_office_in_the_document_is_warned_of_and_asked_about(coordinator: Browser) -> None:
    document = _document(a_reading(a_read_measure(1), organisation="เทศบาลตำบลตัวอย่างใหม่"))
    page = coordinator.visit(f"/documents/{document.id}")
    assert "เอกสารนี้เป็นของหน่วยงานอื่น" in page.text
    assert page.find("details.confirm form")["action"].endswith("approve-clean")  # type: ignore[union-attr]


def test_the_page_can_be_narrowed_to_what_waits(coordinator: Browser) -> None:
    measures = [a_read_measure(seq) for seq in (1, 2, 3)]
    document = _document(a_reading(*measures, flags=(a_flag(3),)))
    page = coordinator.visit(f"/documents/{document.id}")
    coordinator.submit(page, _action(page, 1, "approve"))

    page = coordinator.visit(f"/documents/{document.id}?show=waiting")
    assert [row["id"] for row in page.all(".review-row")] == ["row-2", "row-3"]
    page = coordinator.visit(f"/documents/{document.id}?show=doubtful")
    assert [row["id"] for row in page.all(".review-row")] == ["row-3"]
    page = coordinator.submit(page, _action(page, 3, "approve"))
    assert page.url.endswith("?show=doubtful")
    assert "ไม่มีแถวที่ตรงกับตัวเลือกนี้" in page.text


def test_a_page_of_sixty_measures_makes_fifteen_queries(
    coordinator: Browser, queries_at_most: Callable[[int], AbstractContextManager[list[str]]]
) -> None:
    measures = [a_read_measure(seq, owners=(f"ฝ่ายที่ {seq}",)) for seq in range(1, 61)]
    document = _document(a_reading(*measures, flags=tuple(a_flag(seq) for seq in range(1, 61, 2))))
    service.approve_clean(document, by=the_system(), at=clock.now())
    db.session.commit()
    # The checks of `visit` look at each of five hundred fields; how a page is made is the matter of the tests above.
    for address in (f"/documents/{document.id}", "/documents/"):
        with queries_at_most(15):
            assert coordinator.client.get(address).status_code == 200


def test_only_the_coordinator_decides(signed_in_as: SignIn) -> None:
    document = _document(a_reading(a_read_measure(1)))
    page = signed_in_as(a_person()).visit(f"/documents/{document.id}")
    actions = {str(form["action"]) for form in page.all("main form") if form["method"] == "post"}
    path = f"/documents/{document.id}"
    row = next(action for action in actions if action.endswith("/approve")).removesuffix("approve")
    actions |= {f"{row}correct", f"{row}undo", *(f"{path}/{what}" for what in ("undo-last", "columns", "owners"))}
    assert len(actions) == 9
    for role in (Role.CHIEF_ADMINISTRATOR, Role.AUDITOR, Role.MAYOR):
        client = signed_in_as(a_person(role)).client
        token = client.get("/account").get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
        for action in actions:
            assert client.post(action, data={"csrf_token": token}).status_code == 403, (role, action)
    assert _titles() == []


def test_a_row_of_another_document_is_not_found(coordinator: Browser) -> None:
    document = _document(a_reading(a_read_measure(1)))
    other = an_analysed_document(a_reading(a_read_measure(1)), files=machinery().files, by=the_system(), content=b"x")
    page = coordinator.visit(f"/documents/{document.id}")
    action = _action(page, 1, "approve").replace(f"/documents/{document.id}/", f"/documents/{other.id}/")
    page.find("#row-1 form")["action"] = action
    coordinator.submit(page, action, status=404)


def test_the_list_tells_how_far_each_review_is(coordinator: Browser) -> None:
    document = _document(a_reading(a_read_measure(1), a_read_measure(2), flags=(a_flag(2),)))
    coordinator.submit(coordinator.visit(f"/documents/{document.id}"), "approve-clean")
    text = coordinator.visit("/documents/").text
    assert "1 จาก 2" in text
    assert "รับ 1 · ไม่นำมาใช้ 0" in text
