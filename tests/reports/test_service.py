"""The report as the application writes it: as of any day, prepared by itself, frozen, closed by a person."""

from datetime import date
from io import BytesIO

import docx
import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders import (
    YEAR,
    a_government,
    a_measure,
    a_person,
    a_task,
    an_open_year,
    the_system,
    the_unit,
    viewer_of,
)
from tracker.database import db
from tracker.errors import NotNow, NotValid
from tracker.measures.models import OwnerScope
from tracker.people.models import Person
from tracker.people.roles import Role
from tracker.reports import queries, service
from tracker.reports.models import YearEndReport
from tracker.tasks import service as tasks
from tracker.tasks.models import Task


@pytest.fixture
def coordinator(app: Flask) -> Person:
    return a_person(Role.COORDINATOR, name="นางสาวแผน จำลอง")


@pytest.fixture
def head(app: Flask) -> Person:
    return a_person(Role.UNIT_HEAD, unit=the_unit("กองคลัง"))


def _finish(task: Task, summary: str, *, by: Person, verifier: Person, at) -> None:
    report = tasks.ProgressReport(
        revision=task.revision, as_of=date(2026, 3, 31), percent=100, summary=summary, outcome="สำเร็จตามเป้าหมาย"
    )
    tasks.submit(task, report, by=viewer_of(by), at=at)
    db.session.flush()
    tasks.verify(task, tasks.Remark("", task.revision), by=viewer_of(verifier), at=at)
    db.session.commit()


def test_every_measure_is_in_the_report_even_one_nobody_touched(coordinator: Person, clock) -> None:
    an_open_year()
    for title in ("มาตรการหนึ่ง", "มาตรการสอง", "มาตรการสาม"):
        a_measure(title=title)
    report = service.report_as_of(YEAR, None, asker=viewer_of(coordinator), at=clock.now)
    assert [measure.title for measure in report.measures] == ["มาตรการหนึ่ง", "มาตรการสอง", "มาตรการสาม"]


def test_what_was_reported_after_the_day_asked_for_is_not_in_the_report(
    coordinator: Person, head: Person, clock
) -> None:
    task = a_task(unit=the_unit("กองคลัง"))
    _finish(task, "เผยแพร่คู่มือแล้ว", by=head, verifier=coordinator, at=clock.now)
    asker = viewer_of(coordinator)
    before = service.report_as_of(YEAR, date(2026, 3, 30), asker=asker, at=clock.now)
    after = service.report_as_of(YEAR, date(2026, 3, 31), asker=asker, at=clock.now)
    assert before.counts.tasks.done == 0
    assert after.counts.tasks.done == 1
    assert "เผยแพร่คู่มือแล้ว" in " ".join(after.measures[0].steps[0].results)


def test_all_units_of_a_step_are_rolled_up_into_one_line(coordinator: Person, head: Person, clock) -> None:
    measure = a_measure(owners=(OwnerScope.ALL_UNITS,), steps=("จัดทำคู่มือ",))
    task = a_task(measure=measure, unit=the_unit("กองคลัง"))
    a_task(measure=measure, unit=the_unit("กองช่าง"))
    _finish(task, "จัดทำคู่มือครบ ๕ งาน", by=head, verifier=coordinator, at=clock.now)
    step = service.report_as_of(YEAR, None, asker=viewer_of(coordinator), at=clock.now).measures[0].steps[0]
    words = " ".join(step.results)
    assert len(step.tasks) == 2
    assert "จัดทำคู่มือครบ ๕ งาน" in words
    assert "กองช่าง" in words


def test_the_signature_lines_name_who_is_in_the_posts(coordinator: Person, clock) -> None:
    a_measure()
    a_person(Role.MAYOR, name="นายต้น สมมติ")
    signatures = queries.signatures(the_system(), on=date(2026, 3, 31))
    assert [signature.name for signature in signatures] == ["นางสาวแผน จำลอง", "", "", "นายต้น สมมติ"]
    assert signatures[3].position == "นายกองค์การบริหารส่วนตำบลตัวอย่างพัฒนา"


def test_on_the_first_of_october_edition_one_is_prepared_once_without_anybody_asking(app: Flask, clock) -> None:
    a_measure()
    an_open_year()
    at = clock.set("2026-10-01 00:30")
    assert service.prepare_closing(asker=the_system(), at=at) == [YEAR]
    assert service.prepare_closing(asker=the_system(), at=at) == []
    edition = db.session.scalars(select(YearEndReport)).one()
    assert (edition.edition, edition.as_of, edition.is_draft) == (1, date(2026, 9, 30), True)


def test_nothing_is_prepared_before_the_year_has_ended(app: Flask, clock) -> None:
    a_measure()
    an_open_year()
    assert service.prepare_closing(asker=the_system(), at=clock.set("2026-09-30 23:59")) == []


def test_a_job_that_slept_through_october_still_prepares_the_year(app: Flask, clock) -> None:
    a_measure()
    an_open_year()
    assert service.prepare_closing(asker=the_system(), at=clock.set("2026-11-20 08:00")) == [YEAR]


def test_an_edition_does_not_change_when_the_measure_does(coordinator: Person, clock) -> None:
    measure = a_measure(title="ตามที่ประกาศ")
    an_open_year()
    edition = service.prepare_edition(YEAR, by=viewer_of(coordinator), at=clock.now)
    db.session.commit()
    measure.title = "เปลี่ยนภายหลัง"
    db.session.commit()
    assert queries.frozen_report(edition.id, asker=viewer_of(coordinator)).measures[0].title == "ตามที่ประกาศ"


def test_a_year_cannot_be_closed_before_it_ends(coordinator: Person, clock) -> None:
    a_measure()
    an_open_year()
    with pytest.raises(NotNow, match="1 ตุลาคม 2569"):
        service.close_year(YEAR, by=viewer_of(coordinator), at=clock.now)


def test_closing_freezes_the_final_edition_and_ends_all_changes(coordinator: Person, head: Person, clock) -> None:
    task = a_task(unit=the_unit("กองคลัง"))
    service.prepare_closing(asker=the_system(), at=clock.set("2026-10-01 00:30"))
    at = clock.set("2026-10-15 10:00")
    final = service.close_year(YEAR, by=viewer_of(coordinator), at=at)
    db.session.commit()
    assert (final.edition, final.is_draft) == (2, False)
    report = tasks.ProgressReport(revision=task.revision, as_of=date(2026, 9, 30), percent=50, summary="ช้าไป")
    with pytest.raises(NotNow):
        tasks.report_progress(task, report, by=viewer_of(head), at=at)


def test_a_day_before_the_year_is_refused(coordinator: Person, clock) -> None:
    a_measure()
    with pytest.raises(NotValid, match="เลือกวันในปีงบประมาณ"):
        service.report_as_of(YEAR, date(2025, 9, 30), asker=viewer_of(coordinator), at=clock.now)


def test_the_coordinator_downloads_each_kind_of_file(signed_in_as, coordinator: Person) -> None:
    a_task(measure=a_measure(title="จัดทำคู่มือการปฏิบัติงาน"))
    browser = signed_in_as(coordinator)
    starts = {"pdf": b"%PDF-", "docx": b"PK", "xlsx": b"PK", "json": b"{"}
    for kind, start in starts.items():
        answer = browser.client.get(f"/reports/2569/as-of?day=2026-03-31&format={kind}")
        assert answer.status_code == 200
        assert answer.data.startswith(start)
        assert "attachment" in answer.headers["Content-Disposition"]
    document = docx.Document(BytesIO(browser.client.get("/reports/2569/as-of?format=docx").data))
    assert "จัดทำคู่มือการปฏิบัติงาน" in "".join(cell.text for row in document.tables[0].rows for cell in row.cells)


def test_the_page_lists_editions_and_offers_closing_after_the_years_end(
    signed_in_as, coordinator: Person, clock
) -> None:
    a_task()
    browser = signed_in_as(coordinator)
    assert "ปิดปีงบประมาณ" not in browser.visit("/reports/").text
    service.prepare_closing(asker=the_system(), at=clock.set("2026-10-01 00:30"))
    db.session.commit()
    clock.set("2026-10-05 10:00")
    page = browser.visit("/reports/")
    assert "ฉบับที่ 1" in page.text
    page = browser.submit(browser.follow(page, "ปิดปีงบประมาณ"), "/reports/close")
    assert "ฉบับที่ 2 ฉบับสมบูรณ์" in page.text


def test_another_offices_edition_is_not_found(signed_in_as, coordinator: Person, clock) -> None:
    a_measure()
    an_open_year()
    edition = service.prepare_edition(YEAR, by=viewer_of(coordinator), at=clock.now)
    db.session.commit()
    stranger = a_person(Role.MAYOR, government=a_government("elsewhere", "เทศบาลตำบลจำลองสอง"))
    signed_in_as(stranger).visit(f"/reports/editions/{edition.id}/pdf", status=404)


@pytest.mark.parametrize("address", ["/reports/2569/as-of?format=exe", "/reports/20/as-of"])
def test_a_report_that_does_not_exist_is_not_found(signed_in_as, coordinator: Person, address: str) -> None:
    a_measure()
    signed_in_as(coordinator).visit(address, status=404)
