"""Planning what people hear."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from tests.builders import a_directive, a_measure, a_person, a_task, the_system, the_unit, viewer_of
from tests.conftest import Clock
from tests.reminders.office import a_head, envelopes, instant, kinds, link, plan
from tracker.database import db, transaction
from tracker.people.models import Post
from tracker.people.roles import Role
from tracker.reminders.models import Carrier, MessageState, Reminder
from tracker.reminders.service import Frame, fill_envelope
from tracker.tasks import service as tasks
from tracker.tasks.models import TaskState, Via

pytestmark = pytest.mark.usefixtures("app")

TUESDAY = date(2026, 3, 31)
REPORTED = {"state": TaskState.IN_PROGRESS, "percent": 40}


def test_everything_a_person_is_to_hear_is_one_message_a_day(clock: Clock) -> None:
    """LINE case 31."""
    head = a_head()
    a_task(due_on=date(2026, 3, 27))
    a_task(due_on=TUESDAY)
    a_directive(a_person(Role.MAYOR))
    planned = plan()
    (envelope,) = envelopes()
    assert (envelope.person_id, envelope.day, envelope.state) == (head.id, TUESDAY, MessageState.WAITING)
    assert planned.people == 1
    assert planned.reminders == len(kinds()) == 5
    assert sorted(kinds()) == ["assigned", "assigned", "directive_given", "due_today", "late"]
    assert "แจ้งเตือน 3 เรื่อง" in envelope.summary
    assert "ล่าช้า 2 วันทำการ" in envelope.summary.splitlines()[1]


def test_a_monthly_task_says_its_month_first_so_that_a_short_card_keeps_it(clock: Clock) -> None:
    a_head()
    a_task(due_on=TUESDAY, occurrence=6, occurrence_label="มีนาคม 2569")
    plan()
    (envelope,) = envelopes()
    assert "ครบกำหนดวันนี้: มีนาคม 2569: " in envelope.summary


def test_planning_twice_changes_nothing(clock: Clock) -> None:
    a_head()
    a_task(due_on=TUESDAY)
    plan()
    before = [(envelope.id, envelope.summary) for envelope in envelopes()]
    clock.set("2026-03-31 11:00")
    assert plan().reminders == 0
    assert [(envelope.id, envelope.summary) for envelope in envelopes()] == before
    assert len(kinds()) == 2


def test_what_was_sent_today_is_not_added_to(clock: Clock) -> None:
    a_head()
    a_task(due_on=TUESDAY)
    plan()
    (envelope,) = envelopes()
    with transaction():
        envelope.state, envelope.attempts = MessageState.ACCEPTED, 1
    a_task(due_on=TUESDAY)
    assert plan().people == 0
    clock.set("2026-04-01 09:00")
    plan()
    assert [envelope.day for envelope in envelopes()] == [TUESDAY, date(2026, 4, 1)]
    # The first task was told of yesterday as due; today both are late, and the second one is told of at all.
    assert sorted(kinds()) == ["assigned", "assigned", "due_today", "late", "late"]


def test_what_came_up_before_the_first_attempt_joins_the_message(clock: Clock) -> None:
    a_head()
    a_task(due_on=TUESDAY)
    plan()
    a_task(due_on=date(2026, 4, 1))
    plan()
    (envelope,) = envelopes()
    assert "แจ้งเตือน 2 เรื่อง" in envelope.summary


def test_a_message_nothing_of_which_is_needed_any_more_is_withdrawn(clock: Clock) -> None:
    head = a_head()
    task = a_task(due_on=TUESDAY, **REPORTED, last_reported_at=clock.now)
    plan()
    with transaction():
        report = tasks.ProgressReport(revision=task.revision, as_of=TUESDAY, summary="ทำแล้ว", outcome="ดี")
        tasks.submit(task, report, by=viewer_of(head), at=clock.now, via=Via.WEB)
    assert plan().withdrawn == 1
    assert [envelope.state for envelope in envelopes()] == [MessageState.WITHDRAWN]


def test_a_withdrawn_message_comes_back_with_news_of_the_same_day(clock: Clock) -> None:
    a_head()
    task = a_task(due_on=TUESDAY, **REPORTED, last_reported_at=clock.now)
    plan()
    with transaction():
        task.state = TaskState.SUBMITTED
    plan()
    a_task(due_on=date(2026, 4, 1))
    plan()
    (envelope,) = envelopes()
    assert envelope.state is MessageState.WAITING
    assert "ครบกำหนดในวันทำการถัดไป" in envelope.summary


def test_what_expired_unsent_is_earned_again(clock: Clock) -> None:
    a_head()
    a_task(due_on=date(2026, 4, 9), **REPORTED, last_reported_at=clock.now)
    plan()
    (envelope,) = envelopes()
    with transaction():
        envelope.state = MessageState.EXPIRED
    clock.set("2026-04-01 08:00")
    plan()
    second = envelopes()[1]
    assert second.day == date(2026, 4, 1)
    assert kinds() == ["due_in_7"]
    assert db.session.query(Reminder).one().message_id == second.id


def test_a_missed_week_is_caught_up_with_once(clock: Clock) -> None:
    a_head()
    a_task(due_on=TUESDAY, **REPORTED, last_reported_at=clock.now)
    clock.set("2026-04-10 09:00")
    plan()
    assert kinds() == ["late"]


def test_nothing_is_planned_on_a_day_off_or_after_hours(clock: Clock) -> None:
    a_head()
    a_task(due_on=TUESDAY)
    for off in ("2026-04-04 09:00", "2026-04-06 09:00", "2026-03-31 16:30"):
        clock.set(off)
        assert plan().people == 0
    assert envelopes() == []


def test_a_message_waits_for_the_office_to_open_and_ends_with_the_day(clock: Clock) -> None:
    a_head()
    a_task(due_on=TUESDAY)
    clock.set("2026-03-31 07:30")
    plan()
    (envelope,) = envelopes()
    assert envelope.next_attempt_at == instant(TUESDAY, 8) + timedelta(minutes=30)
    assert envelope.expires_at == instant(TUESDAY, 16) + timedelta(minutes=30)


def test_who_has_no_line_account_finds_the_same_message_in_the_web_inbox(clock: Clock) -> None:
    person = a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด"))
    a_task(due_on=TUESDAY)
    assert plan().people == 1
    (envelope,) = envelopes()
    assert (envelope.carrier, envelope.state) == (Carrier.WEB, MessageState.INBOX)
    link(person, 1)
    plan()
    assert (envelope.carrier, envelope.state) == (Carrier.LINE, MessageState.WAITING)


def test_who_has_an_address_is_written_to_where_there_is_a_mail_server(clock: Clock) -> None:
    person = a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด"))
    person.email = "head@office.example"
    a_task(due_on=TUESDAY)
    plan()
    assert [envelope.carrier for envelope in envelopes()] == [Carrier.WEB]
    plan(carriers=tuple(Carrier))
    (envelope,) = envelopes()
    assert (envelope.carrier, envelope.state) == (Carrier.EMAIL, MessageState.WAITING)


def test_a_message_read_on_the_web_is_not_added_to(clock: Clock) -> None:
    a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด"))
    a_task(due_on=TUESDAY)
    plan()
    (envelope,) = envelopes()
    before = envelope.summary
    envelope.read_at = clock.now
    a_task(due_on=date(2026, 4, 1))
    assert plan().people == 0
    assert envelope.summary == before


def test_a_delegated_task_is_told_to_the_assignee_alone(clock: Clock) -> None:
    a_head()
    staff = a_person(Role.STAFF, unit=the_unit("สำนักปลัด"))
    link(staff, 2)
    a_task(due_on=TUESDAY, assignee=staff)
    plan()
    assert [envelope.person_id for envelope in envelopes()] == [staff.id]


def test_the_acting_head_hears_of_the_units_tasks(clock: Clock) -> None:
    engineer = a_head(the_unit("กองช่าง"))
    health = the_unit("กองสาธารณสุขและสิ่งแวดล้อม")
    with transaction():
        db.session.add(
            Post(
                government_id=engineer.government_id,
                person_id=engineer.id,
                unit_id=health.id,
                role=Role.UNIT_HEAD,
                is_acting=True,
                starts_on=date(2025, 10, 1),
            )
        )
    a_task(unit=health, due_on=TUESDAY)
    plan()
    assert [envelope.person_id for envelope in envelopes()] == [engineer.id]


def test_the_mayor_hears_of_an_exception_without_buttons_that_would_be_refused(clock: Clock) -> None:
    a_head()
    link(a_person(Role.MAYOR), 2)
    a_task(due_on=date(2026, 2, 2))
    plan()
    frame = Frame.of(the_system(), today=TUESDAY)
    for envelope in envelopes():
        assert fill_envelope(envelope, frame, base_url="https://ita.example.go.th")
    bodies = [str(envelope.body) for envelope in envelopes()]
    assert {("a=done" in body, "directives/new?task=" in body) for body in bodies} == {(True, False), (False, True)}


def test_a_section_without_a_head_is_its_divisions_business(clock: Clock) -> None:
    head = a_head()
    a_task(unit=the_unit("งานนิติการ"), due_on=TUESDAY)
    plan()
    assert [envelope.person_id for envelope in envelopes()] == [head.id]


def test_a_committee_without_a_head_is_the_coordinators_business(clock: Clock) -> None:
    coordinator = a_person(Role.COORDINATOR)
    link(coordinator, 1)
    a_task(unit=the_unit("คณะทำงานขับเคลื่อน ITA"), due_on=TUESDAY)
    plan()
    assert [envelope.person_id for envelope in envelopes()] == [coordinator.id]


def test_a_task_waiting_to_be_verified_is_not_nagged_about(clock: Clock) -> None:
    a_head()
    a_task(due_on=date(2026, 3, 1), state=TaskState.SUBMITTED)
    assert plan().people == 0


def test_returned_work_is_told_of_with_the_comment_once_for_each_return(clock: Clock) -> None:
    head = a_head()
    coordinator = viewer_of(a_person(Role.COORDINATOR))
    task = a_task(state=TaskState.IN_PROGRESS, last_reported_at=clock.now)
    for day in (1, 2):
        clock.set(f"2026-04-0{day} 09:00")
        with transaction():
            done = tasks.ProgressReport(
                revision=task.revision, as_of=clock.now.date(), summary=f"ทำแล้ว {day}", outcome="ดี"
            )
            tasks.submit(task, done, by=viewer_of(head), at=clock.now)
        with transaction():
            tasks.return_for_correction(task, tasks.Remark("ขอรูป", task.revision), by=coordinator, at=clock.now)
        plan()
        plan()
        with transaction():
            envelopes()[-1].state = MessageState.ACCEPTED
    assert kinds() == ["returned", "returned"]


def test_planning_takes_the_same_number_of_queries_however_many_tasks(
    queries_at_most: Callable[[int], AbstractContextManager[list[str]]],
) -> None:
    for number, unit in enumerate(("สำนักปลัด", "กองคลัง", "กองช่าง"), 1):
        a_head(the_unit(unit), number)
        measure = a_measure(owners=(the_unit(unit),))
        for day in range(1, 21):
            a_task(unit=the_unit(unit), measure=measure, occurrence=day, due_on=date(2026, 3, day))
    with queries_at_most(26) as seen:
        planned = plan()
    assert planned.people == 3
    assert planned.reminders == 120
    with queries_at_most(len(seen)):
        plan()


def test_offices_never_hear_of_each_others_work(clock: Clock) -> None:
    from tests.builders import a_government

    other = a_government("other", "องค์การบริหารส่วนตำบลจำลองพัฒนา")
    a_head(the_unit("สำนักปลัด", government=other), 1, other)
    a_task(due_on=TUESDAY)
    assert plan(other).people == 0
    assert plan().people == 0
