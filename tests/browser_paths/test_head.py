"""The head of a unit: a report with a photo, from the task list to the coordinator's tray."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser_paths.visitor import a_visitor
from tests.builders import a_measure, a_person, a_task, the_unit
from tests.chromium import WIDTHS
from tracker.database import db
from tracker.people.roles import Role
from tracker.tasks.models import Task, TaskState

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("template", ["sqlite"], indirect=True, scope="session")]

_RESULT = "จัดทำแนวทางการยืมทรัพย์สินและประกาศใช้แล้ว"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo as a phone takes it."""
    path = tmp_path / "ประกาศ.jpg"
    Image.new("RGB", (1200, 900), (40, 90, 140)).save(path, "JPEG")
    return path


@pytest.fixture
def task(address: str) -> Task:
    """A late task of กองคลัง, and one that can wait."""
    measure = a_measure(title="แนวทางการยืมทรัพย์สิน", steps=("จัดทำประกาศแนวทางการยืมทรัพย์สิน",))
    a_task(unit=the_unit("กองคลัง"))
    return a_task(unit=the_unit("กองคลัง"), measure=measure, due_on=date(2026, 3, 20), state=TaskState.IN_PROGRESS)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_head_reports_a_finished_task_with_a_photo(
    chrome: Browser, address: str, task: Task, photo: Path, *, width: int, scripts: bool
) -> None:
    title = "จัดทำประกาศแนวทางการยืมทรัพย์สิน"
    with a_visitor(chrome, address, width=width, scripts=scripts) as head:
        head.sign_in(a_person(Role.UNIT_HEAD, unit=the_unit("กองคลัง")), on="งานของหน่วยงาน")
        assert title in (head.page.locator("tbody tr").first.text_content() or "")
        head.follow(title, on=title)
        head.follow("รายงานความคืบหน้า", on="รายงานความคืบหน้า")

        head.page.get_by_label("ทำเสร็จแล้ว").check()
        head.is_refused("งานที่เสร็จแล้วต้องมีสรุปผล", pressing="บันทึก")
        head.type("สรุปผลการดำเนินการ", _RESULT)
        head.type("ผลลัพธ์/ความสำเร็จ", "บุคลากรทุกคนทราบแนวทาง")
        head.attach("รูปถ่ายหรือไฟล์หลักฐาน", photo)
        head.press("บันทึก", on=title)
        head.reads(_RESULT)
        head.reads("รอตรวจ")

        evidence = head.page.get_by_role("link", name="ประกาศ.jpg").get_attribute("href")
        kept = head.page.request.get(address + str(evidence))
        assert (kept.status, kept.headers["content-type"]) == (200, "image/jpeg")
        assert Image.open(BytesIO(kept.body())).size == (1200, 900)
    db.session.expire_all()
    assert db.session.get_one(Task, task.id).state is TaskState.SUBMITTED
