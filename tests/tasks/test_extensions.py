"""More time, promises: who may ask, who decides, what it changes."""

from datetime import date, timedelta

import pytest

from tests.builders import a_government, a_person, a_task, the_unit, viewer_of
from tests.tasks.test_progress import submission
from tracker import clock
from tracker.errors import NotAllowed, NotFound, NotNow, NotValid
from tracker.people.roles import Role
from tracker.tasks import queries, service
from tracker.tasks.models import ExtensionState, UpdateKind, Via
from tracker.tasks.service import ExtensionAsked, Remark, Rescheduling

DUE, LATER = date(2026, 4, 10), date(2026, 5, 29)


def of_unit(role, unit="กองช่าง"):
    return viewer_of(a_person(role, unit=the_unit(unit)))


def a_staff_task():
    staff = a_person(Role.STAFF, unit=the_unit("กองช่าง"))
    return viewer_of(staff), a_task(unit=the_unit("กองช่าง"), assignee=staff, due_on=DUE)


def ask(task, by, due_on=LATER, reason="รอข้อมูลจากกองคลัง"):
    return service.ask_extension(
        task, ExtensionAsked(due_on, reason, task.revision), by=by, at=clock.now(), via=Via.LINE
    )


def test_the_head_grants_and_the_task_is_due_later(app):
    staff, task = a_staff_task()
    head = of_unit(Role.UNIT_HEAD)
    request = ask(task, staff)
    assert task.due_on == DUE
    [row] = queries.waiting_extensions(head)
    assert (row.asked_by, row.due_on, row.new_due_on, row.reason) == (staff.name, DUE, LATER, "รอข้อมูลจากกองคลัง")
    service.grant_extension(request, comment="เร่งด้วย", by=head, at=clock.now())
    assert (task.due_on, request.state) == (LATER, ExtensionState.GRANTED)
    [entry] = queries.history(task.id, asker=head)
    assert entry.kind is UpdateKind.RESCHEDULING
    assert "รอข้อมูลจากกองคลัง" in entry.comment
    assert "เร่งด้วย" in entry.comment
    assert queries.waiting_extensions(head) == []


def test_a_refusal_says_why_and_leaves_the_due_date(app):
    staff, task = a_staff_task()
    request, head = ask(task, staff), of_unit(Role.UNIT_HEAD)
    with pytest.raises(NotValid):
        service.refuse_extension(request, comment=" ", by=head, at=clock.now())
    service.refuse_extension(request, comment="ทำทันแน่", by=head, at=clock.now())
    assert (task.due_on, request.state, request.comment) == (DUE, ExtensionState.REFUSED, "ทำทันแน่")


@pytest.mark.parametrize(
    ("due_on", "reason"),
    [(DUE, "ก"), (date(2026, 3, 31), "ก"), (date(2026, 10, 1), "ก"), (LATER, "  "), (LATER, "ก" * 5_001)],
)
def test_a_day_or_a_reason_that_cannot_be_is_refused_with_a_sentence(app, due_on, reason):
    staff, task = a_staff_task()
    with pytest.raises(NotValid):
        ask(task, staff, due_on, reason)
    assert queries.waiting_extensions(staff) == []


def test_pressed_twice_it_is_asked_once_and_a_new_day_takes_its_place(app):
    staff, task = a_staff_task()
    first = ask(task, staff)
    assert ask(task, staff) is first
    second = ask(task, staff, date(2026, 6, 30))
    assert (first.state, second.state) == (ExtensionState.WITHDRAWN, ExtensionState.WAITING)


def test_one_request_of_a_task_waits_at_a_time(app):
    staff, task = a_staff_task()
    ask(task, staff)
    with pytest.raises(NotNow):
        ask(task, of_unit(Role.UNIT_HEAD))


def test_nobody_decides_their_own_and_a_heads_request_goes_to_the_chief_administrator(app):
    head, chief = of_unit(Role.UNIT_HEAD), viewer_of(a_person(Role.CHIEF_ADMINISTRATOR))
    task = a_task(unit=the_unit("กองช่าง"), due_on=DUE)
    request = ask(task, head)
    for other in (head, of_unit(Role.UNIT_HEAD), viewer_of(a_person(Role.COORDINATOR))):
        with pytest.raises(NotAllowed):
            service.grant_extension(request, by=other, at=clock.now())
    service.grant_extension(request, by=chief, at=clock.now())
    assert task.due_on == LATER


def test_where_there_is_no_chief_administrator_the_coordinator_decides_about_a_head(app):
    head, coordinator = of_unit(Role.UNIT_HEAD), viewer_of(a_person(Role.COORDINATOR))
    request = ask(a_task(unit=the_unit("กองช่าง"), due_on=DUE), head)
    service.grant_extension(request, by=coordinator, at=clock.now())
    assert request.state is ExtensionState.GRANTED


def test_strangers_neither_ask_nor_decide_nor_see(app):
    staff, task = a_staff_task()
    request = ask(task, staff)
    colleague = of_unit(Role.STAFF, "กองคลัง")
    with pytest.raises(NotAllowed):
        ask(task, colleague)
    with pytest.raises(NotFound):
        queries.extension_request(request.id, viewer=colleague)
    other = a_government("other", "องค์การบริหารส่วนตำบลสมมติ")
    mayor = viewer_of(a_person(Role.MAYOR, government=other))
    with pytest.raises(NotFound):
        queries.extension_request(request.id, viewer=mayor)
    with pytest.raises(NotFound):
        service.grant_extension(request, by=mayor, at=clock.now())


def test_what_was_decided_is_not_decided_again(app):
    staff, task = a_staff_task()
    request, head = ask(task, staff), of_unit(Role.UNIT_HEAD)
    service.grant_extension(request, by=head, at=clock.now())
    with pytest.raises(NotNow):
        service.refuse_extension(request, comment="ไม่", by=head, at=clock.now())
    with pytest.raises(NotNow):
        service.withdraw_extension(request, by=staff, at=clock.now())


def end_meanwhile(task, how, staff, coordinator):
    if how == "done":
        submission(task, staff)
    elif how == "cancelled":
        service.cancel(task, Remark("รวมกับงานอื่น", task.revision), by=coordinator, at=clock.now())
    else:
        moved = Rescheduling(task.starts_on, date(2026, 4, 20), "เลื่อนทั้งมาตรการ", task.revision)
        service.reschedule(task, moved, by=coordinator, at=clock.now())


@pytest.mark.parametrize(("how", "why"), [("done", "ส่งผล"), ("cancelled", "ยกเลิก"), ("rescheduled", "เปลี่ยนกำหนด")])
def test_a_request_about_a_task_finished_or_moved_meanwhile_ends_and_says_why(app, how, why):
    staff, task = a_staff_task()
    request, head = ask(task, staff), of_unit(Role.UNIT_HEAD)
    end_meanwhile(task, how, staff, viewer_of(a_person(Role.COORDINATOR)))
    assert request.state is ExtensionState.WITHDRAWN
    assert queries.waiting_extensions(head) == []
    with pytest.raises(NotNow, match=why):
        service.grant_extension(request, by=head, at=clock.now())


def test_a_request_ended_by_a_result_waits_again_when_the_result_is_taken_back(app):
    staff, task = a_staff_task()
    request = ask(task, staff)
    update = submission(task, staff)
    service.undo(update.id, task, by=staff, at=clock.now())
    assert (request.state, request.comment) == (ExtensionState.WAITING, "")


def test_a_refusal_is_not_taken_back_once_something_else_was_asked(app):
    staff, task = a_staff_task()
    request, head = ask(task, staff), of_unit(Role.UNIT_HEAD)
    service.refuse_extension(request, comment="ไม่", by=head, at=clock.now())
    ask(task, staff, date(2026, 6, 30))
    with pytest.raises(NotNow):
        service.undo_decision(request, by=head, at=clock.now())


def test_a_promise_is_kept_with_its_day_and_changes_no_due_date(app):
    staff, task = a_staff_task()
    service.promise(task, date(2026, 4, 20), by=staff, at=clock.now(), via=Via.LINE)
    assert [row.promised_on for row in queries.promises(staff)[task.id]] == [date(2026, 4, 20)]
    assert task.due_on == DUE
    for day in (clock.today() - timedelta(days=1), date(2026, 10, 1)):
        with pytest.raises(NotValid):
            service.promise(task, day, by=staff, at=clock.now())


def test_a_promise_just_made_is_taken_back_within_ten_minutes(app):
    staff, task = a_staff_task()
    made = service.promise(task, date(2026, 4, 20), by=staff, at=clock.now())
    with pytest.raises(NotFound):
        service.withdraw_promise(made.id, by=of_unit(Role.UNIT_HEAD), at=clock.now())
    with pytest.raises(NotNow):
        service.withdraw_promise(made.id, by=staff, at=clock.now() + timedelta(minutes=11))
    service.withdraw_promise(made.id, by=staff, at=clock.now())
    assert queries.promises(staff) == {}


@pytest.mark.parametrize("decision", ["grant", "refuse"])
def test_a_decision_just_made_is_taken_back_and_the_request_waits_again(app, decision):
    staff, task = a_staff_task()
    request, head = ask(task, staff), of_unit(Role.UNIT_HEAD)
    if decision == "grant":
        service.grant_extension(request, by=head, at=clock.now())
    else:
        service.refuse_extension(request, comment="ไม่", by=head, at=clock.now())
    with pytest.raises(NotAllowed):
        service.undo_decision(request, by=of_unit(Role.UNIT_HEAD), at=clock.now())
    with pytest.raises(NotNow):
        service.undo_decision(request, by=head, at=clock.now() + timedelta(minutes=11))
    service.undo_decision(request, by=head, at=clock.now())
    assert (task.due_on, request.state) == (DUE, ExtensionState.WAITING)
