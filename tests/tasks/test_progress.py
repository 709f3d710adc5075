"""Reporting, verifying, delegating: who may, what it changes, and what stays in the history."""

from datetime import date, timedelta

import pytest

from tests.builders import YEAR, a_government, a_person, a_task, the_unit, viewer_of
from tracker import clock
from tracker.database import db
from tracker.errors import NotAllowed, NotFound, NotNow, NotValid
from tracker.people import service as people
from tracker.people.models import Post
from tracker.people.roles import Role
from tracker.tasks import queries, service
from tracker.tasks.models import TaskState, UpdateKind, Via
from tracker.tasks.service import ProgressReport, Remark

DAY = date(2026, 3, 31)


def the_head():
    return viewer_of(a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด")))


def the_coordinator():
    return viewer_of(a_person(Role.COORDINATOR))


def progress(task, by, **values):
    report = ProgressReport(**({"revision": task.revision, "as_of": DAY, "percent": 50} | values))
    return service.report_progress(task, report, by=by, at=clock.now())


def submission(task, by, **values):
    given = {"revision": task.revision, "as_of": DAY, "summary": "ทำแล้ว", "outcome": "ได้ผล"}
    return service.submit(task, ProgressReport(**(given | values)), by=by, at=clock.now())


def test_a_report_changes_the_task_and_writes_its_history_together(app):
    by, task = the_head(), a_task()
    progress(task, by, percent=40, summary="เริ่มร่าง", problem="บุคลากรไม่พอ")
    [entry] = queries.history(task.id, asker=by)
    assert (task.state, task.percent, task.last_reported_at) == (TaskState.IN_PROGRESS, 40, clock.now())
    assert (entry.state_before, entry.state_after, entry.percent) == (TaskState.NOT_STARTED, TaskState.IN_PROGRESS, 40)
    assert (entry.summary, entry.problem, entry.reporter) == ("เริ่มร่าง", "บุคลากรไม่พอ", by.name)
    assert entry.revision == task.revision == 2


@pytest.mark.parametrize("missing", ["summary", "outcome"])
def test_done_needs_what_was_done_and_what_came_of_it(app, missing):
    by, task = the_head(), a_task()
    with pytest.raises(NotValid):
        submission(task, by, **{missing: "  "})
    assert task.state is TaskState.NOT_STARTED
    assert queries.history(task.id, asker=by) == []


def test_what_is_submitted_waits_for_another_person(app):
    head, coordinator, task = the_head(), the_coordinator(), a_task()
    submission(task, head)
    assert (task.state, task.percent) == (TaskState.SUBMITTED, 100)
    service.verify(task, Remark("ดี", task.revision), by=coordinator, at=clock.now())
    assert task.state is TaskState.DONE


def test_nobody_verifies_what_they_submitted_themselves(app):
    coordinator, task = the_coordinator(), a_task()
    submission(task, coordinator)
    with pytest.raises(NotAllowed, match="ต้องให้ผู้อื่นเป็นผู้ตรวจ"):
        service.verify(task, Remark("", task.revision), by=coordinator, at=clock.now())
    chief = viewer_of(a_person(Role.CHIEF_ADMINISTRATOR))
    service.verify(task, Remark("", task.revision), by=chief, at=clock.now())
    assert task.state is TaskState.DONE


def test_an_office_that_does_not_verify_is_done_at_once(app):
    head, coordinator, task = the_head(), the_coordinator(), a_task()
    people.choose_verifying(verifies=False, by=coordinator, at=clock.now())
    db.session.commit()
    db.session.expire_all()
    submission(task, head)
    assert task.state is TaskState.DONE


def test_what_is_returned_is_in_progress_again_where_it_stood(app):
    head, coordinator, task = the_head(), the_coordinator(), a_task()
    progress(task, head, percent=70)
    submission(task, head)
    with pytest.raises(NotValid):
        service.return_for_correction(task, Remark(" ", task.revision), by=coordinator, at=clock.now())
    service.return_for_correction(task, Remark("ขาดภาพ", task.revision), by=coordinator, at=clock.now())
    assert (task.state, task.percent, task.is_returned) == (TaskState.IN_PROGRESS, 70, True)
    assert queries.returns([task.id], asker=head)[task.id].comment == "ขาดภาพ"
    submission(task, head)
    assert not task.is_returned


def test_a_verification_counts_for_the_day_the_submission_speaks_of(app, clock):
    head, coordinator, task = the_head(), the_coordinator(), a_task()
    clock.set("2026-10-05 09:00")
    submission(task, head, as_of=date(2026, 9, 28))
    service.verify(task, Remark("", task.revision), by=coordinator, at=clock.now)
    found = queries.states_as_of([task.id], asker=head, as_of=YEAR.last_day)
    assert found[task.id].state is TaskState.DONE


def test_not_done_needs_a_reason_and_can_still_be_taken_up_again(app):
    by, task = the_head(), a_task()
    with pytest.raises(NotValid):
        service.report_not_done(task, ProgressReport(revision=1, as_of=DAY), by=by, at=clock.now())
    told = ProgressReport(revision=task.revision, as_of=DAY, reason="ไม่มีงบประมาณ")
    service.report_not_done(task, told, by=by, at=clock.now())
    assert task.state is TaskState.NOT_DONE
    progress(task, by, percent=10)
    assert task.state is TaskState.IN_PROGRESS


def test_a_correction_is_a_new_entry_and_is_verified_again(app):
    head, coordinator, task = the_head(), the_coordinator(), a_task()
    submission(task, head, summary="เดิม")
    service.verify(task, Remark("", task.revision), by=coordinator, at=clock.now())
    with pytest.raises(NotNow, match="ส่งผลที่แก้ไขแล้วอีกครั้ง"):
        progress(task, head)
    submission(task, head, summary="แก้ไข")
    assert task.state is TaskState.SUBMITTED
    summaries = [entry.summary for entry in queries.history(task.id, asker=head) if entry.kind is UpdateKind.SUBMISSION]
    assert summaries == ["แก้ไข", "เดิม"]


def test_a_stale_page_of_another_person_is_told_who_changed_what(app):
    head, coordinator, task = the_head(), the_coordinator(), a_task()
    progress(task, head, percent=40)
    with pytest.raises(NotNow, match=rf"{head.name}.*รายงานความคืบหน้า.*40%"):
        progress(task, coordinator, revision=1, percent=80)
    assert task.percent == 40


def test_ones_own_entry_does_not_make_ones_own_card_stale(app):
    by, task = the_head(), a_task()
    progress(task, by, percent=10)
    progress(task, by, revision=1, percent=50)
    assert task.percent == 50


def test_a_button_pressed_twice_makes_one_entry(app):
    by, task = the_head(), a_task()
    first = progress(task, by, revision=1, percent=50, links=("https://example.org/a",))
    second = progress(task, by, revision=1, percent=50, links=("https://example.org/a",))
    assert first.id == second.id
    assert queries.evidence_counts([task.id], asker=by) == {task.id: 1}


@pytest.mark.parametrize(
    "role", [Role.MAYOR, Role.CHIEF_ADMINISTRATOR, Role.AUDITOR, Role.REGISTRY, Role.ADMINISTRATOR]
)
def test_those_who_look_over_the_office_do_not_report_for_it(app, role):
    by, task = viewer_of(a_person(role)), a_task()
    with pytest.raises(NotAllowed):
        progress(task, by)


def test_a_colleague_to_whom_nothing_was_delegated_does_not_report(app):
    staff, task = a_person(Role.STAFF, unit=the_unit("สำนักปลัด")), a_task()
    with pytest.raises(NotAllowed):
        progress(task, viewer_of(staff))
    service.delegate(task, service.Delegation(staff.id, task.revision), by=the_head(), at=clock.now())
    progress(task, viewer_of(staff))
    assert task.assignee_id == staff.id


def test_the_head_of_a_division_and_an_acting_head_report_for_their_sections(app):
    section = the_unit("งานพัสดุและทรัพย์สิน")
    task = a_task(unit=section)
    progress(task, viewer_of(a_person(Role.UNIT_HEAD, unit=the_unit("กองคลัง"))))
    acting = a_person(Role.UNIT_HEAD, unit=the_unit("กองช่าง"))
    db.session.add(
        Post(
            government_id=acting.government_id, person_id=acting.id, unit_id=the_unit("กองคลัง").id,
            role=Role.UNIT_HEAD, is_acting=True, authority="คำสั่งที่ ๑/๒๕๖๙", starts_on=date(2026, 1, 1),
        )
    )  # fmt: skip
    db.session.commit()
    progress(task, viewer_of(acting), percent=60)
    assert task.percent == 60


def test_a_task_is_delegated_only_within_its_division(app):
    head, stranger = the_head(), a_person(Role.STAFF, unit=the_unit("กองช่าง"))
    task = a_task()
    with pytest.raises(NotValid, match="หน่วยงานที่รับผิดชอบ"):
        service.delegate(task, service.Delegation(stranger.id, task.revision), by=head, at=clock.now())


def test_another_office_is_not_found(app):
    other = a_government("uen", "องค์การบริหารส่วนตำบลอื่นสมมติ")
    stranger, task = viewer_of(a_person(Role.COORDINATOR, government=other)), a_task()
    with pytest.raises(NotFound):
        progress(task, stranger)
    with pytest.raises(NotFound):
        queries.task(task.id, viewer=stranger)
    assert queries.history(task.id, asker=stranger) == []
    assert queries.latest_texts([task.id], asker=stranger, as_of=DAY) == {}


@pytest.mark.parametrize("day", [DAY + timedelta(days=1), date(2025, 9, 30)])
def test_a_report_speaks_of_no_day_to_come_and_of_none_before_the_year(app, day):
    by, task = the_head(), a_task()
    with pytest.raises(NotValid, match="วันที่ของผล"):
        progress(task, by, as_of=day)


def test_dates_change_within_the_year_and_the_reason_stays(app):
    coordinator, task = the_coordinator(), a_task()
    new = service.Rescheduling(date(2026, 4, 1), date(2026, 8, 31), "รองบประมาณ", task.revision)
    service.reschedule(task, new, by=coordinator, at=clock.now())
    assert task.due_on == date(2026, 8, 31)
    [entry] = queries.history(task.id, asker=coordinator)
    assert "รองบประมาณ" in entry.comment
    assert "30 ก.ย. 69" in entry.comment


def test_a_cancelled_task_takes_no_more_reports_and_its_reason_is_in_the_texts(app):
    coordinator, task = the_coordinator(), a_task()
    service.cancel(task, Remark("รวมกับมาตรการอื่น", task.revision), by=coordinator, at=clock.now())
    with pytest.raises(NotNow, match="ยกเลิก"):
        progress(task, coordinator)
    assert queries.latest_texts([task.id], asker=coordinator, as_of=DAY)[task.id].reason == "รวมกับมาตรการอื่น"


def test_texts_as_of_a_day_are_the_newest_entered_for_it(app, clock):
    by, task = the_head(), a_task()
    progress(task, by, as_of=date(2026, 2, 1), summary="ของกุมภาพันธ์", problem="ฝนตก")
    progress(task, by, as_of=date(2026, 3, 15), summary="ของมีนาคม")
    progress(task, by, as_of=date(2026, 2, 2), summary="กุมภาพันธ์ที่แก้แล้ว", percent=20)
    early = queries.latest_texts([task.id], asker=by, as_of=date(2026, 2, 28))[task.id]
    now = queries.latest_texts([task.id], asker=by, as_of=DAY)[task.id]
    assert (early.summary, early.problem) == ("กุมภาพันธ์ที่แก้แล้ว", "ฝนตก")
    assert now.summary == "กุมภาพันธ์ที่แก้แล้ว"
    assert queries.states_as_of([task.id], asker=by, as_of=date(2026, 2, 1))[task.id].percent == 50
    assert queries.states_as_of([task.id], asker=by, as_of=date(2026, 1, 31)) == {}


def test_a_report_over_line_says_so(app):
    by, task = the_head(), a_task()
    report = ProgressReport(revision=1, as_of=DAY, percent=25)
    service.report_progress(task, report, by=by, at=clock.now(), via=Via.LINE)
    assert queries.history(task.id, asker=by)[0].via is Via.LINE


def test_proof_is_withdrawn_by_who_added_it_and_never_deleted(app):
    head, coordinator, task = the_head(), the_coordinator(), a_task()
    added = service.add_evidence(task, "https://example.org/a", by=head, at=clock.now())
    assert service.add_evidence(task, "https://example.org/a", by=head, at=clock.now()).id == added.id
    other = service.add_evidence(task, "https://example.org/b", by=coordinator, at=clock.now())
    with pytest.raises(NotAllowed):
        service.withdraw_evidence(other.id, by=head, at=clock.now())
    service.withdraw_evidence(added.id, by=head, at=clock.now())
    assert [one.url for one in queries.evidence_of(task.id, asker=head)] == ["https://example.org/b"]
    with pytest.raises(NotFound):
        queries.evidence(added.id, viewer=head)
