"""The autumn: documents come in, are read and reviewed, and the year is opened."""

from io import BytesIO

from tests.browser import Page
from tests.journeys import papers
from tests.journeys.office import Office

MEASURES = 18
_UPLOAD, _OPENING = "/documents/upload", "/tasks/opening/2569"


def the_coordinator_brings_the_analysis_in_word(office: Office) -> None:
    """Sixteen measures are read, one of them with a period that ends before it begins: that one is corrected."""
    page = _uploaded(office, papers.analysis_in_word(), "การวิเคราะห์ผล ITA 2568.docx")
    assert "16" in page.find("#rows-heading").text
    assert "88.70" in page.text
    wrong = page.find("#row-12")
    assert "สิ้นสุดก่อนเริ่ม" in wrong.text
    browser = office.at("coordinator")
    page = browser.visit(str(wrong.select('a[href*="/edit?row=12"]')[0]["href"]))
    page = browser.submit(page, "correct", {"row12-period_text": papers.RIGHT_PERIOD})
    assert "แก้ไขและอนุมัติแถวที่ 12" in " ".join(page.notices)
    page = browser.submit(page, "อนุมัติทุกแถวที่ไม่มีข้อสังเกต (15 แถว)")
    assert "อนุมัติแล้ว 15 มาตรการ" in " ".join(page.notices)
    assert "ตรวจครบแล้ว" in page.text
    page = browser.submit(page, "รับคะแนนปี 2568")
    assert "รับคะแนน ITA ปี 2568 แล้ว" in " ".join(page.notices)


def a_memo_adds_measures_without_a_period(office: Office) -> None:
    """The memo tells neither year nor periods, and names a unit nobody knows; its rows are approved one by one."""
    browser = office.at("coordinator")
    page = _uploaded(office, papers.memo(), "บันทึกข้อความ.txt")
    assert papers.UNKNOWN_OWNER in page.find("#owners").text
    page = browser.submit(page, "ใช้ปีนี้")
    for row in (1, 2):
        action = str(page.find(f'#row-{row} form[action$="/approve"]')["action"])
        page = browser.submit(page, action)
    assert "ตรวจครบแล้ว" in page.text


def what_is_not_a_plan_becomes_no_measure(office: Office) -> None:
    """A report of the past year is confirmed, never approved; another office's analysis is recognised and set aside."""
    browser = office.at("coordinator")
    page = _uploaded(office, papers.report_of_the_year_before(), "รายงานผล 2568.md")
    assert "เอกสารนี้เป็นรายงานผลของปีที่ผ่านมา" in page.text
    assert page.all('form[action$="/approve"]:not([action*="/past-year/"])') == []
    page = _uploaded(office, papers.analysis_of_another_office(), "หน่วยงานอื่น.txt")
    assert "เอกสารนี้เป็นของหน่วยงานอื่น" in page.text
    for row in (1, 2, 3, 4):
        action = str(page.find(f'#row-{row} form[action$="/set-aside"]')["action"])
        page = browser.submit(page, action, {f"aside{row}-reason": "เป็นเอกสารของหน่วยงานอื่น"})
    assert "ตรวจครบแล้ว" in page.text


def the_year_does_not_open_before_all_is_decided(office: Office) -> None:
    """Two periods and one owner are missing; each is decided where it is asked, and the owner is remembered."""
    browser = office.at("coordinator")
    page = browser.visit(_OPENING)
    assert "ต้องตัดสินใจก่อน 3 เรื่อง" in page.text
    assert page.all(f'form[action="{_OPENING}"]') == []
    owner = str(page.find('form[action*="/owners/"]')["action"])
    meaning = str(page.find(f'form[action="{owner}"] select')["name"])
    page = browser.submit(page, owner, {meaning: str(office.unit("กองสวัสดิการสังคม"))})
    for words in ("ตลอดปีงบประมาณ", "สิงหาคม 2569"):
        period = page.find('form[action*="/periods/"]')
        page = browser.submit(page, str(period["action"]), {str(period.select("input[type=text]")[0]["name"]): words})
    assert "ต้องตัดสินใจก่อน" not in page.text


def the_coordinator_opens_the_year(office: Office) -> int:
    """Every step becomes a task of each of its owners; return how many there are."""
    browser = office.at("coordinator")
    page = browser.visit(_OPENING)
    assert f"{MEASURES} มาตรการ" in page.text
    page = browser.submit(page, "เปิดปีงบประมาณ")
    (told,) = [notice for notice in page.notices if "มอบงานให้หน่วยงาน" in notice]
    tasks = int(told.split("มอบงานให้หน่วยงาน")[1].split()[0])
    assert f"{tasks} งาน" in page.text
    assert "มอบงานครบทุกขั้นตอนแล้ว" in browser.visit(_OPENING).text
    return tasks


def _uploaded(office: Office, content: BytesIO, name: str) -> Page:
    browser = office.at("coordinator")
    page = browser.submit(browser.visit(_UPLOAD), _UPLOAD, {"file": (content, name)})
    assert page.h1 == name
    assert "ระบบกำลังอ่านเอกสาร" in page.text
    office.run("analyse-documents")
    return browser.visit(page.url)
