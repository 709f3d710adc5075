"""The report of the year before is put on record, printed again, heard of by nobody, and taken back."""

import json
from datetime import date

from sqlalchemy import func, select

from tests.browser import Page
from tests.journeys import papers, working
from tests.journeys.closing import plain
from tests.journeys.office import PHONES, Office
from tests.reports.test_pdf import table_texts
from tracker.database import db
from tracker.measures.models import Measure, PastResult, Review
from tracker.reminders.models import OutgoingMessage, Purpose, Reminder
from tracker.tasks.models import Task, YearPlan

_NAME = "รายงานผล 2568.md"
_TITLES = ("กระบวนการปฏิบัติงานที่โปร่งใส", "การกำกับดูแล การใช้ทรัพย์สิน ของราชการ")
_STEPS = ("จัดทำคู่มือบริการ", "แจ้งเวียนคู่มือ", "จัดทำแบบประเมินความพึงพอใจ", "จัดทำทะเบียนยืม", "สุ่มตรวจ | รายงาน")
_RESULTS = ("จัดทำคู่มือแล้ว ๑๒ งาน", "แจ้งเวียนแล้ว", "มีผู้ตอบแบบประเมิน ๒๑๐ คน", "จัดทำทะเบียนและ Dos & Don'ts แล้ว")
_OUTCOMES = ("มีคู่มือครบทุกงาน", "บุคลากรถือปฏิบัติ", "ความพึงพอใจร้อยละ ๙๕.๐๐", "ไม่พบการยืมผิดระเบียบ")


def test_a_result_report_becomes_a_past_year_and_is_taken_back(office: Office) -> None:
    office.it_is("2025-10-06 09:00")
    working.the_heads_link_their_phones(office)
    page = _the_report_is_read(office)
    page = _every_row_is_confirmed(office, page)
    page = _the_year_is_recorded(office, page)
    _nobody_hears_of_it(office)
    _the_report_is_printed_again(office)
    _taking_back_restores_the_review(office, page)


def _the_report_is_read(office: Office) -> Page:
    browser = office.at("coordinator")
    upload = "/documents/upload"
    page = browser.submit(browser.visit(upload), upload, {"file": (papers.report_of_the_year_before(), _NAME)})
    office.run("analyse-documents")
    return browser.visit(page.url)


def _every_row_is_confirmed(office: Office, page: Page) -> Page:
    """The results of the second row do not count up with its steps, which the page says before anything is kept."""
    assert "จำนวนข้อของผลไม่ตรงกับจำนวนขั้นตอน" not in page.find("#row-1").get_text()
    assert "จำนวนข้อของผลไม่ตรงกับจำนวนขั้นตอน" in page.find("#row-2").get_text()
    for row in (1, 2):
        approve = str(page.find(f'#row-{row} form[action$="/approve"]')["action"])
        page = office.at("coordinator").submit(page, approve)
    assert _counts(office, Measure, YearPlan) == (0, 0)
    return page


def _the_year_is_recorded(office: Office, page: Page) -> Page:
    page = office.at("coordinator").submit(page, "past-year/record", {"year": "2568"})
    assert "บันทึกเป็นปีงบประมาณ พ.ศ. 2568 แล้ว" in page.text
    assert _counts(office, Measure, PastResult, YearPlan, Task) == (2, 4, 1, 0)
    board = office.at("mayor").visit("/board/?year=2568").text
    assert "มาตรการ 2 มาตรการ ดำเนินการแล้วเสร็จ 2 มาตรการ" in board
    return page


def _nobody_hears_of_it(office: Office) -> None:
    """Mornings pass, and the night of the year's end comes again: no reminder is earned, no edition prepared."""
    for day in (date(2025, 10, 7), date(2025, 10, 8), date(2025, 11, 3)):
        office.a_morning(day)
    assert office.run("close-year") == {"editions": 0}
    assert _counts(office, Reminder) == (0,)
    with office.app.app_context():  # That LINE was linked is told to each in the web inbox; it speaks of no work.
        assert set(db.session.scalars(select(OutgoingMessage.purpose))) <= {Purpose.NOTICE}
    assert [office.times_reminded(name) for name in PHONES] == [[], [], []]


def _the_report_is_printed_again(office: Office) -> None:
    """Each file has every measure, with results and outcomes in the words of the report, and no draft's mark."""
    browser = office.at("mayor")
    links = browser.visit("/reports/").links
    files = {kind: browser.download(links[kind]).get_data() for kind in ("PDF", "Word", "Excel", "ข้อมูล (JSON)")}
    pdf = plain("".join(table_texts(files["PDF"])))
    assert [words for words in (*_TITLES, *_STEPS, *_RESULTS, *_OUTCOMES) if plain(words) not in pdf] == []
    told = json.loads(files["ข้อมูล (JSON)"])
    assert [measure["title"] for measure in told["measures"]] == list(_TITLES)
    assert [step["result"] for step in told["measures"][0]["steps"]] == [[words] for words in _RESULTS[:3]]
    assert told["measures"][1]["result"] == [_RESULTS[3]]
    assert (told["is_draft"], told["signatures"], told["counts"]["measures"]["done"]) == (False, [], 2)
    assert files["Word"].startswith(b"PK")
    assert files["Excel"].startswith(b"PK")


def _taking_back_restores_the_review(office: Office, page: Page) -> None:
    page = office.at("coordinator").submit(page, "past-year/take-back", {"reason": "นำเข้าผิดฉบับ"})
    assert _counts(office, Measure, PastResult, YearPlan, Review) == (0, 0, 0, 2)
    assert page.find('form[action$="/past-year/record"]')
    assert page.all('#row-1 form[action$="/undo"]')
    log = office.at("administrator").visit("/administration/log")
    assert "ถอนการบันทึกปีที่ผ่านมา" in log.text
    assert "2568: นำเข้าผิดฉบับ" in log.text


def _counts(office: Office, *models: type) -> tuple[int, ...]:
    with office.app.app_context():
        return tuple(db.session.scalar(select(func.count()).select_from(model)) or 0 for model in models)
