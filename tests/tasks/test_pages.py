"""The pages of tasks, as the people of an office use them."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from PIL import Image

from tests.builders import YEAR, a_directive, a_government, a_measure, a_person, a_task, the_unit, viewer_of
from tracker.database import db
from tracker.measures.models import MeasureOwner
from tracker.people.roles import Role
from tracker.tasks import queries
from tracker.tasks.models import Task, TaskState


def a_photo(colour: str = "green") -> BytesIO:
    stream = BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, "JPEG")
    stream.seek(0)
    return stream


def test_a_head_sees_the_own_units_tasks_with_the_latest_first(signed_in_as):
    office = the_unit("สำนักปลัด")
    head = a_person(Role.UNIT_HEAD, unit=office)
    a_task(measure=a_measure(steps=("งานของปลายปี",)))
    late = a_task(measure=a_measure(steps=("งานที่ล่าช้า",)), due_on=date(2026, 2, 27))
    a_task(measure=a_measure(steps=("งานของกองคลัง",)), unit=the_unit("กองคลัง"))
    page = signed_in_as(head).visit("/tasks/")
    rows = [row.get_text(" ", strip=True) for row in page.all("tbody tr")]
    assert len(rows) == 2
    assert "งานที่ล่าช้า" in rows[0]
    assert "ล่าช้า 21 วันทำการ" in rows[0]
    assert "งานของปลายปี" in rows[1]
    assert f"/tasks/{late.id}" in page.links.values()


def test_a_head_reports_with_a_photo_and_a_link_and_submits(signed_in_as):
    head = a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด"))
    task = a_task()
    browser = signed_in_as(head)
    page = browser.visit(f"/tasks/{task.id}/report")
    page = browser.submit(
        page,
        form=f"/tasks/{task.id}/report",
        fields={
            "stage": "done",
            "summary": "จัดทำคู่มือครบทุกงาน",
            "outcome": "เผยแพร่แล้วบนเว็บไซต์",
            "files": (a_photo(), "..\\ภาพ/อบรม.jpg"),
            "links": "https://example.org/manual",
        },
    )
    assert "รอตรวจ" in page.text
    assert "อบรม.jpg" in page.text
    found = queries.evidence_of(task.id, asker=viewer_of(head))
    assert {one.name for one in found} == {"อบรม.jpg", "https://example.org/manual"}
    photo = next(one for one in found if one.content_key)
    answer = browser.download(f"/tasks/evidence/{photo.id}")
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_what_was_typed_and_the_chosen_files_survive_a_refusal(signed_in_as):
    head = a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด"))
    task = a_task()
    browser = signed_in_as(head)
    page = browser.visit(f"/tasks/{task.id}/report")
    fields = {"stage": "done", "summary": "ทำแล้ว", "files": (a_photo(), "รูป.jpg")}
    page = browser.submit(page, form=f"/tasks/{task.id}/report", fields=fields, status=422)
    assert page.errors == ["ผลลัพธ์/ความสำเร็จ: งานที่เสร็จแล้วต้องมีผลลัพธ์ กรุณาพิมพ์สั้น ๆ ว่าเกิดผลอะไร"]
    assert "รูป.jpg" in page.text
    browser.submit(page, form=f"/tasks/{task.id}/report", fields={"outcome": "มีคู่มือใช้"})
    assert [one.name for one in queries.evidence_of(task.id, asker=viewer_of(head))] == ["รูป.jpg"]


def test_the_second_of_two_people_is_told_who_was_first_and_keeps_what_was_typed(signed_in_as):
    office = the_unit("สำนักปลัด")
    first, second = a_person(Role.UNIT_HEAD, unit=office, name="นางหนึ่ง สมมติ"), a_person(Role.COORDINATOR)
    task = a_task()
    his, hers = signed_in_as(first), signed_in_as(second)
    stale = hers.visit(f"/tasks/{task.id}/report")
    his.submit(
        his.visit(f"/tasks/{task.id}/report"), f"/tasks/{task.id}/report", {"percent": "40", "summary": "ของคนแรก"}
    )
    page = hers.submit(stale, f"/tasks/{task.id}/report", {"percent": "70", "summary": "ของคนที่สอง"}, status=409)
    assert "นางหนึ่ง สมมติ" in page.text
    assert page.find("textarea[name=summary]").get_text(strip=True) == "ของคนที่สอง"
    assert queries.task_row(task.id, asker=viewer_of(second)).percent == 40
    hers.submit(page, f"/tasks/{task.id}/report")
    assert queries.task_row(task.id, asker=viewer_of(second)).percent == 70
    assert len(queries.history(task.id, asker=viewer_of(second))) == 2


def test_the_coordinator_returns_then_verifies_what_a_head_submitted(signed_in_as):
    head, coordinator = a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด")), a_person(Role.COORDINATOR)
    task = a_task()
    doer, checker = signed_in_as(head), signed_in_as(coordinator)
    action = f"/tasks/{task.id}/report"
    doer.submit(doer.visit(action), action, {"stage": "done", "summary": "ทำแล้ว", "outcome": "ดี"})
    page = checker.visit(f"/tasks/{task.id}")
    page = checker.submit(page, f"/tasks/{task.id}/verdict", {}, press="ส่งกลับให้แก้ไข", status=422)
    checker.submit(page, f"/tasks/{task.id}/verdict", {"verdict-comment": "ขาดภาพถ่าย"}, press="ส่งกลับให้แก้ไข")
    page = doer.visit(f"/tasks/{task.id}")
    assert "ขาดภาพถ่าย" in page.text
    doer.submit(doer.visit(action), action, {"stage": "done"})
    checker.submit(checker.visit(f"/tasks/{task.id}"), f"/tasks/{task.id}/verdict", press="ตรวจแล้ว เสร็จสมบูรณ์")
    assert queries.task_row(task.id, asker=viewer_of(head)).state is TaskState.DONE


def test_a_head_delegates_to_a_member_who_then_sees_and_reports(signed_in_as):
    office = the_unit("สำนักปลัด")
    head, staff = a_person(Role.UNIT_HEAD, unit=office), a_person(Role.STAFF, unit=the_unit("งานนิติการ"))
    task = a_task()
    signed_in_as(staff).visit(f"/tasks/{task.id}", status=404)
    browser = signed_in_as(head)
    page = browser.visit(f"/tasks/{task.id}/delegate")
    browser.submit(page, fields={"assignee": str(staff.id), "note": "ฝากด้วย"})
    page = signed_in_as(staff).visit(f"/tasks/{task.id}")
    assert "รายงานความคืบหน้า" in page.links
    assert f"มอบหมายให้ {staff.name}" in page.text


def test_dates_change_and_work_is_cancelled_with_a_reason_by_the_coordinator(signed_in_as):
    coordinator, task = a_person(Role.COORDINATOR), a_task()
    browser = signed_in_as(coordinator)
    page = browser.visit(f"/tasks/{task.id}/reschedule")
    page = browser.submit(page, fields={"due_on": "2026-10-31", "reason": "งบยังไม่มา"}, status=422)
    browser.submit(page, fields={"due_on": "2026-08-31"})
    page = browser.submit(browser.visit(f"/tasks/{task.id}/cancel"), fields={"reason": "รวมกับมาตรการที่ 2"})
    assert "ยกเลิก" in page.text
    assert "รวมกับมาตรการที่ 2" in page.text
    browser.visit(f"/tasks/{task.id}/report", status=409)


def test_not_done_needs_a_reason(signed_in_as):
    head, task = a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด")), a_task()
    browser = signed_in_as(head)
    page = browser.submit(browser.visit(f"/tasks/{task.id}/not-done"), status=422)
    page = browser.submit(page, fields={"reason": "เปลี่ยนระบบเว็บไซต์"})
    assert "ไม่ได้ดำเนินการ" in page.text
    assert "เปลี่ยนระบบเว็บไซต์" in page.text


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.REGISTRY, Role.MAYOR])
def test_those_who_only_read_are_offered_no_report(role, signed_in_as):
    reader, task = a_person(role), a_task()
    browser = signed_in_as(reader)
    page = browser.visit(f"/tasks/{task.id}")
    assert "รายงานความคืบหน้า" not in page.links
    browser.visit(f"/tasks/{task.id}/report", status=403)
    assert ("สั่งการ" in page.links) is (role is Role.MAYOR)


def test_the_mayor_gives_a_directive_from_a_task_and_the_unit_answers(signed_in_as):
    head, mayor, task = a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด")), a_person(Role.MAYOR), a_task()
    browser = signed_in_as(mayor)
    page = browser.visit(f"/tasks/directives/new?task={task.id}")
    page = browser.submit(page, fields={"text": "ให้เร่งจัดทำคู่มือ"})
    assert "ให้เร่งจัดทำคู่มือ" in page.text
    assert "รอรับทราบ" in page.text
    unit = signed_in_as(head)
    page = unit.follow(unit.visit("/tasks/"), "ให้เร่งจัดทำคู่มือ")
    page = unit.submit(page, "รับทราบ")
    assert "รับทราบแล้ว" in page.text
    page = unit.submit(page, page.form("ปิดข้อสั่งการ")["action"], {"note": "ประกาศแล้วเมื่อวานนี้"})
    assert "ประกาศแล้วเมื่อวานนี้" in page.text


def test_the_coordinator_decides_and_opens_the_year(signed_in_as):
    measure = a_measure(
        title="อบรม", steps=("อบรม", "ประเมินผล"), starts_on=None, ends_on=None, period_text="ตามความเหมาะสม"
    )
    db.session.add(
        MeasureOwner(government_id=measure.government_id, measure_id=measure.id, position=5, text="ฝ่ายพัสดุกลาง")
    )
    db.session.commit()
    browser = signed_in_as(a_person(Role.COORDINATOR))
    page = browser.visit("/tasks/opening/2569")
    assert "ต้องตัดสินใจก่อน 2 เรื่อง" in page.text
    assert "เปิดปีงบประมาณ" not in [button.get_text(strip=True) for button in page.all("main button")]
    period = next(form["action"] for form in page.all("form") if "periods" in str(form["action"]))
    page = browser.submit(page, period, {f"period{measure.id}-words": "ทุกไตรมาส"})
    owner = next(form["action"] for form in page.all("form") if "owners" in str(form["action"]))
    number = owner.rpartition("/")[2]
    page = browser.submit(page, owner, {f"owner{number}-meaning": str(the_unit("กองคลัง").id)})
    page = browser.submit(page, "/tasks/opening/2569")
    assert "เปิดปีงบประมาณ พ.ศ. 2569แล้ว มอบงานให้หน่วยงาน 16 งาน" in page.text
    assert len(queries.tasks_of_year(YEAR, asker=viewer_of(a_person()))) == 16


def test_a_stranger_of_another_office_finds_nothing(signed_in_as):
    own = a_task()
    mayor = a_person(Role.MAYOR)
    directive = a_directive(mayor)
    other = a_government("uen", "องค์การบริหารส่วนตำบลอื่นสมมติ")
    stranger = a_person(Role.COORDINATOR, government=other)
    browser = signed_in_as(stranger)
    for path in ("", "/report", "/not-done", "/delegate", "/reschedule", "/cancel"):
        browser.visit(f"/tasks/{own.id}{path}", status=404)
    browser.visit(f"/tasks/directives/{directive.id}", status=404)
    assert "ยังไม่มีงาน" in browser.visit("/tasks/").text
    theirs = signed_in_as(a_person(Role.MAYOR, government=other))
    theirs.visit(f"/tasks/directives/new?task={own.id}", status=404)


@pytest.mark.parametrize("count", [10, 1000])
def test_the_list_and_a_task_need_few_queries_however_much_there_is(count, signed_in_as, queries_at_most):
    coordinator, first = a_person(Role.COORDINATOR), a_task()
    db.session.add_all(
        Task(
            government_id=first.government_id,
            fiscal_year=first.fiscal_year,
            measure_id=first.measure_id,
            step_id=first.step_id,
            unit_id=first.unit_id,
            occurrence=number,
            starts_on=first.starts_on,
            due_on=first.due_on,
            opened_at=first.opened_at,
        )
        for number in range(2, count + 1)
    )
    db.session.commit()
    browser = signed_in_as(coordinator)
    with queries_at_most(15):
        page = browser.visit("/tasks/?page=1")
    assert f"{count} งาน" in page.text
    with queries_at_most(15):
        browser.visit(f"/tasks/{first.id}")


def test_a_file_that_is_no_proof_is_refused_on_the_form_and_nothing_is_recorded(signed_in_as):
    head, task = a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด")), a_task()
    browser = signed_in_as(head)
    page = browser.visit(f"/tasks/{task.id}/report")
    fields = {"files": (BytesIO(b"<script>alert(1)</script>"), "รูป.jpg"), "summary": "ทำแล้วบางส่วน"}
    page = browser.submit(page, f"/tasks/{task.id}/report", fields, status=422)
    assert "“รูป.jpg” ใช้เป็นหลักฐานไม่ได้" in page.errors[0]
    assert page.find("textarea[name=summary]").get_text(strip=True) == "ทำแล้วบางส่วน"
    assert queries.history(task.id, asker=viewer_of(head)) == []


def test_a_link_a_browser_could_run_is_refused(signed_in_as):
    head, task = a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด")), a_task()
    browser = signed_in_as(head)
    page = browser.visit(f"/tasks/{task.id}")
    page = browser.submit(page, f"/tasks/{task.id}/evidence", {"proof-links": "javascript:alert(1)"}, status=422)
    assert "http:// หรือ https://" in page.errors[0]
    page = browser.submit(page, f"/tasks/{task.id}/evidence", {"proof-links": "https://example.org/a"})
    assert page.find('a[href="https://example.org/a"]')["rel"] == ["noopener", "noreferrer", "nofollow"]


def test_proof_is_handed_only_to_those_who_may_see_its_task_and_withdrawn_by_who_added_it(signed_in_as):
    head, task = a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด")), a_task()
    browser = signed_in_as(head)
    page = browser.visit(f"/tasks/{task.id}")
    page = browser.submit(page, f"/tasks/{task.id}/evidence", {"proof-files": [(a_photo(), "ก.jpg")]})
    [proof] = queries.evidence_of(task.id, asker=viewer_of(head))
    neighbour = a_person(Role.UNIT_HEAD, unit=the_unit("กองช่าง"))
    assert signed_in_as(neighbour).client.get(f"/tasks/evidence/{proof.id}").status_code == 404
    assert signed_in_as(a_person(Role.AUDITOR)).client.get(f"/tasks/evidence/{proof.id}").status_code == 200
    page = browser.submit(page, f"/tasks/evidence/{proof.id}/withdraw")
    assert "ยังไม่มีหลักฐาน" in page.text
    assert browser.client.get(f"/tasks/evidence/{proof.id}").status_code == 404


def test_the_list_is_narrowed_by_what_the_address_says(signed_in_as):
    staff = a_person(Role.STAFF, unit=the_unit("กองช่าง"))
    fourth = a_measure(indicators=(4,), steps=("ของตัวชี้วัดที่สี่",))
    a_task(measure=fourth, due_on=date(2026, 2, 27))
    a_task(unit=the_unit("กองช่าง"), assignee=staff, state=TaskState.IN_PROGRESS, last_reported_at=a_day_in_march())
    a_task(measure=a_measure(), state=TaskState.CANCELLED, due_on=date(2026, 2, 27))
    browser = signed_in_as(a_person(Role.COORDINATOR))
    expected = {
        "": 3,
        "?standing=late": 1,
        "?standing=not_done": 0,
        "?timeliness=late": 1,
        "?state=cancelled": 1,
        "?indicator=4": 1,
        f"?measure={fourth.id}": 1,
        f"?unit={the_unit('กองช่าง').id}": 1,
        f"?assignee={staff.id}": 1,
        "?silent=1": 0,
        "?year=2570": 0,
        "?unit=nonsense&page=-3": 3,
    }
    found = {query: len(browser.visit(f"/tasks/{query}").all("tbody tr")) for query in expected}
    assert found == expected


def a_day_in_march():
    return datetime(2026, 3, 20, 3, tzinfo=UTC)


def test_a_year_that_is_none_is_not_found(signed_in_as):
    browser = signed_in_as(a_person(Role.COORDINATOR))
    browser.visit("/tasks/?year=1999", status=404)
    browser.visit("/tasks/opening/abc", status=404)


def test_only_the_coordinator_opens_a_year(signed_in_as):
    signed_in_as(a_person(Role.UNIT_HEAD, unit=the_unit("กองช่าง"))).visit("/tasks/opening/2569", status=403)


@pytest.mark.parametrize("count", [2, 40])
def test_the_opening_needs_few_queries_however_much_must_be_decided(count, signed_in_as, queries_at_most):
    coordinator = a_person(Role.COORDINATOR, unit=the_unit("สำนักปลัด"))
    for number in range(count):
        measure = a_measure(starts_on=None, period_text="ตามเหมาะสม")
        db.session.add(
            MeasureOwner(government_id=measure.government_id, measure_id=measure.id, position=5, text=f"ฝ่าย {number}")
        )
    db.session.commit()
    browser = signed_in_as(coordinator)
    with queries_at_most(15):
        page = browser.visit("/tasks/opening/2569")
    assert f"ต้องตัดสินใจก่อน {2 * count} เรื่อง" in page.text
