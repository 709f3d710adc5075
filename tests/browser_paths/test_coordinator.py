"""The coordinator: from a Word file to a running year."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import func, select

import tracker.demo.loading
from jobs.runner import run_job
from tests.browser_paths.visitor import a_visitor
from tests.builders import YEAR, a_person
from tests.chromium import WIDTHS
from tests.documents.word_documents import written
from tracker.database import db
from tracker.documents import readers
from tracker.people.roles import Role
from tracker.tasks.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("template", ["sqlite"], indirect=True, scope="session")]

_ANALYSIS = Path(tracker.demo.loading.__file__).with_name("analysis.txt")
_STRANGER = "หน่วยเฉพาะกิจที่ไม่มีในผัง"
_CHANGES = {
    "เมษายน ๒๕๖๙\tกองสวัสดิการสังคม": f"เมษายน ๒๕๖๙\t{_STRANGER}",
    "ธันวาคม ๒๕๖๘\tสำนักปลัด": "๓๑ มีนาคม ๒๕๖๙ – ๑ มกราคม ๒๕๖๙\tสำนักปลัด",
}


@pytest.fixture
def analysis(tmp_path: Path) -> Path:
    """The demo office's analysis as a Word file; one row ends before it starts, one names an owner nobody knows."""
    text = _ANALYSIS.read_text(encoding="utf-8")
    for printed, changed in _CHANGES.items():
        assert text.count(printed) == 1
        text = text.replace(printed, changed)
    path = tmp_path / "การวิเคราะห์ผล ITA.docx"
    path.write_bytes(written(readers.read(text.encode(), "analysis.txt")))
    return path


@pytest.mark.parametrize("width", WIDTHS)
def test_a_coordinator_comes_from_a_word_file_to_a_running_year(
    chrome: Browser, address: str, analysis: Path, width: int, committed_app: Flask
) -> None:
    with a_visitor(chrome, address, width=width) as coordinator:
        coordinator.sign_in(a_person(Role.COORDINATOR), on="กระดานสถานะ")
        coordinator.go("เอกสาร", on="เอกสาร")
        coordinator.attach("ไฟล์เอกสาร", analysis)
        coordinator.press("นำเข้าและอ่านเอกสาร", on=analysis.name)
        coordinator.reads("ระบบกำลังอ่านเอกสาร")
        run_job(committed_app, "analyse-documents")
        coordinator.reads("88.70")

        coordinator.press("อนุมัติทุกแถวที่ไม่มีข้อสังเกต (15 แถว)", on=analysis.name)
        doubtful = coordinator.page.locator(".review-row:not(.review-row-decided)")
        doubtful.locator("summary", has_text="ไม่นำมาใช้").click()
        doubtful.get_by_label("เหตุผล").fill("ช่วงเวลาในเอกสารขัดกัน")
        coordinator.press("บันทึกว่าไม่นำมาใช้", on=analysis.name)
        coordinator.reads("ตรวจครบแล้ว")

        coordinator.follow("ไปเปิดปีงบประมาณ", on="เปิดปีงบประมาณ พ.ศ. 2569")
        coordinator.reads("ต้องตัดสินใจก่อน 1 เรื่อง")
        coordinator.choose("หมายถึง", "กองสวัสดิการสังคม")
        coordinator.press("จดจำและใช้ชื่อนี้", on="เปิดปีงบประมาณ พ.ศ. 2569")
        coordinator.press("เปิดปีงบประมาณ", on="งาน")
        coordinator.reads("110 งาน")
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Task).where(Task.fiscal_year == YEAR)) == 110
