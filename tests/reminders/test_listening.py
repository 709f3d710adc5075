"""Who hears what, on which day: absences, the ladder, decisions, rounds, the mayor's Monday, once a week."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.builders import a_directive, a_person, a_task, an_open_year, the_system, the_unit, viewer_of
from tests.conftest import Clock
from tests.reminders.office import a_head, envelopes, kinds, plan
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.people.models import Absence, Person, Post
from tracker.people.roles import Role
from tracker.reminders.models import Frequency, MessageState, Reminder
from tracker.reminders.service import fill_envelope
from tracker.reminders.service.reasons import Frame
from tracker.reminders.service.settings import choose_frequency
from tracker.tasks import service as tasks
from tracker.tasks.models import Commitment, ExtensionRequest, ExtensionState, Task, TaskState, Via
from tracker.tasks.service import ExtensionAsked

pytestmark = pytest.mark.usefixtures("app")

TUESDAY, MONDAY = date(2026, 3, 31), date(2026, 4, 20)
LATE = {"state": TaskState.IN_PROGRESS, "percent": 40, "due_on": TUESDAY}
SECRETARIAT = "สำนักปลัด"


def _staff() -> Person:
    return a_person(Role.STAFF, unit=the_unit(SECRETARIAT), name="นายงาน สมมติ")


def _away(person: Person, deputy: Person | None = None, **days: date) -> Absence:
    absence = Absence(
        government_id=person.government_id,
        person_id=person.id,
        deputy_id=deputy.id if deputy else None,
        starts_on=days.get("starts_on", TUESDAY),
        ends_on=days.get("ends_on", TUESDAY),
        entered_at=tracker_clock.now(),
    )
    db.session.add(absence)
    db.session.commit()
    return absence


def _hearing() -> list[int]:
    return [envelope.person_id or 0 for envelope in envelopes() if envelope.state is not MessageState.WITHDRAWN]


def _told(person: Person) -> list[str]:
    """The kinds a person was told of, the oldest first."""
    reminders = select(Reminder.kind).where(Reminder.person_id == person.id).order_by(Reminder.id)
    return list(db.session.scalars(reminders))


def _plan_and_tell(clock: Clock, day: date) -> None:
    """Plan on a morning, and let everybody be told."""
    clock.set(f"{day} 08:00")
    plan()
    with transaction():
        for envelope in envelopes():
            if envelope.state in {MessageState.WAITING, MessageState.INBOX}:
                envelope.state, envelope.attempts = MessageState.ACCEPTED, 1


def test_in_place_of_somebody_on_leave_the_deputy_hears() -> None:
    staff, deputy = _staff(), _staff()
    a_head()
    _away(staff, deputy)
    a_task(due_on=TUESDAY, assignee=staff)
    plan()
    assert _hearing() == [deputy.id]


@pytest.mark.parametrize("order", ["", "คำสั่งที่ 12/2569"])
def test_a_deputy_gets_buttons_only_where_a_post_lets_them_answer(order: str) -> None:
    head, deputy = a_head(), _staff()
    _away(head, deputy)
    if order:
        post = Post(government_id=head.government_id, person_id=deputy.id, unit_id=the_unit(SECRETARIAT).id)
        post.role, post.is_acting, post.authority, post.starts_on = Role.UNIT_HEAD, True, order, TUESDAY
        db.session.add(post)
    a_directive(a_person(Role.MAYOR), due_on=TUESDAY)
    a_task(due_on=TUESDAY, state=TaskState.IN_PROGRESS)
    plan()
    (envelope,) = [one for one in envelopes() if one.person_id == deputy.id]
    with transaction():
        fill_envelope(envelope, Frame.of(the_system(), today=TUESDAY), base_url="https://ita.example")
    for button in ("รับทราบข้อสั่งการ", "a=done"):
        assert (button in str(envelope.body)) is bool(order)


@pytest.mark.parametrize("order", ["", "คำสั่งที่ 12/2569"])
def test_a_deputy_gets_the_buttons_of_a_decision_only_where_a_post_lets_them_decide(order: str) -> None:
    chief, deputy, head = a_person(Role.CHIEF_ADMINISTRATOR), _staff(), a_head()
    _away(chief, deputy)
    if order:
        post = Post(government_id=chief.government_id, person_id=deputy.id, unit_id=None)
        post.role, post.is_acting, post.authority, post.starts_on = Role.CHIEF_ADMINISTRATOR, True, order, TUESDAY
        db.session.add(post)
    task = a_task(due_on=TUESDAY, state=TaskState.IN_PROGRESS)
    asked = ExtensionAsked(date(2026, 5, 29), "รอใบเสนอราคา", task.revision)
    tasks.ask_extension(task, asked, by=viewer_of(head), at=tracker_clock.now())
    db.session.commit()
    plan()
    (envelope,) = [one for one in envelopes() if one.person_id == deputy.id]
    with transaction():
        fill_envelope(envelope, Frame.of(the_system(), today=TUESDAY), base_url="https://ita.example")
    assert "รอใบเสนอราคา" in str(envelope.body)
    assert ("a=grant" in str(envelope.body)) is bool(order)


def test_without_a_deputy_the_head_hears_and_of_a_head_who_acts_or_who_is_above(clock: Clock) -> None:
    head, staff = a_head(), _staff()
    _away(staff, ends_on=date(2026, 4, 30))
    a_task(due_on=TUESDAY, assignee=staff)
    plan()
    assert _hearing() == [head.id]
    _away(head, starts_on=date(2026, 4, 1), ends_on=date(2026, 4, 2))
    acting = a_person(Role.STAFF, unit=the_unit("กองคลัง"))
    clock.set("2026-04-01 09:00")
    coordinator = a_person(Role.COORDINATOR)
    plan()
    assert coordinator.id in _hearing()
    post = Post(government_id=head.government_id, person_id=acting.id, unit_id=the_unit(SECRETARIAT).id)
    post.role, post.is_acting, post.starts_on = Role.UNIT_HEAD, True, date(2026, 4, 2)
    db.session.add(post)
    db.session.commit()
    clock.set("2026-04-02 09:00")
    plan()
    assert [envelope.person_id for envelope in envelopes() if envelope.day == date(2026, 4, 2)] == [acting.id]


def test_a_deputy_who_is_away_too_passes_nothing_on_and_a_cancelled_absence_is_none() -> None:
    head, staff, deputy = a_head(), _staff(), _staff()
    _away(staff, deputy)
    _away(deputy, staff)
    a_task(due_on=TUESDAY, assignee=staff)
    plan()
    assert _hearing() == [head.id]
    for absence in db.session.scalars(select(Absence)):
        absence.cancelled_at = tracker_clock.now()
    db.session.commit()
    plan()
    assert _hearing() == [staff.id]


def test_who_left_a_post_hears_no_more_of_what_was_theirs() -> None:
    head, staff = a_head(), _staff()
    db.session.scalars(select(Post).where(Post.person_id == staff.id)).one().ends_on = date(2026, 3, 30)
    a_task(due_on=TUESDAY, assignee=staff)
    plan()
    assert _hearing() == [head.id]


def test_silence_rises_from_staff_to_head_to_chief_to_mayor(clock: Clock) -> None:
    """LINE design 2.4: push's 200 is accepted, never read; only a reaction proves it; escalate on silence."""
    staff, head = _staff(), a_head()
    chief, mayor = a_person(Role.CHIEF_ADMINISTRATOR), a_person(Role.MAYOR)
    a_task(**LATE, assignee=staff, last_reported_at=clock.now)
    for day in range(28):
        _plan_and_tell(clock, TUESDAY + timedelta(days=day))
    escalated = select(Reminder).where(Reminder.kind == "escalated").order_by(Reminder.id)
    # The sixth and the thirteenth to fifteenth of April are days off; the mayor hears on the Monday after the 23rd.
    assert [(one.person_id, one.planned_at.date()) for one in db.session.scalars(escalated)] == [
        (head.id, date(2026, 4, 3)),
        (chief.id, date(2026, 4, 16)),
        (mayor.id, date(2026, 4, 27)),
    ]
    assert "escalated" not in _told(staff)


def test_the_mayor_hears_of_exceptions_on_the_first_working_day_of_the_week_alone(clock: Clock) -> None:
    mayor = a_person(Role.MAYOR)
    a_task(**LATE, assignee=_staff(), last_reported_at=clock.now)
    heard = []
    for day in range(23, 42):
        _plan_and_tell(clock, TUESDAY + timedelta(days=day))
        if mayor.id in [envelope.person_id for envelope in envelopes() if envelope.day == clock.now.date()]:
            heard.append(clock.now.date())
    # Monday the fourth of May is a day off (Coronation Day); the exception is shown again each week while it lasts.
    assert heard == [date(2026, 4, 27), date(2026, 5, 5), date(2026, 5, 11)]


def test_what_became_an_exception_after_monday_waits_for_the_next(clock: Clock) -> None:
    mayor = a_person(Role.MAYOR)
    a_task(**LATE, assignee=_staff(), last_reported_at=clock.now)
    for day in (date(2026, 4, 23), date(2026, 4, 24)):
        _plan_and_tell(clock, day)
    assert _told(mayor) == []


def test_a_machine_that_was_off_on_monday_tells_the_mayor_on_tuesday(clock: Clock) -> None:
    mayor = a_person(Role.MAYOR)
    a_task(**LATE, assignee=_staff(), last_reported_at=clock.now)
    _plan_and_tell(clock, date(2026, 4, 28))
    assert _told(mayor) == ["escalated"]
    _plan_and_tell(clock, date(2026, 4, 29))
    assert _told(mayor) == ["escalated"]


def test_a_promise_pauses_the_ladder_once(clock: Clock) -> None:
    staff, head = _staff(), a_head()
    task = a_task(**LATE, assignee=staff, last_reported_at=clock.now)
    for promised_on in (date(2026, 4, 8), date(2026, 4, 30)):
        commitment = Commitment(government_id=task.government_id, task_id=task.id, person_id=staff.id)
        commitment.made_at, commitment.via, commitment.promised_on = clock.now, Via.LINE, promised_on
        db.session.add(commitment)
    db.session.commit()
    _plan_and_tell(clock, date(2026, 4, 10))
    assert _told(head) == []
    _plan_and_tell(clock, date(2026, 4, 16))
    assert _told(head) == ["escalated"]


def _asks_for_time(task: Task, by: Person) -> ExtensionRequest:
    asking = ExtensionRequest(government_id=task.government_id, task_id=task.id, asked_by_id=by.id)
    asking.asked_at, asking.via, asking.due_on = tracker_clock.now(), Via.WEB, task.due_on
    asking.new_due_on, asking.reason, asking.state = date(2026, 4, 30), "รอข้อมูล", ExtensionState.WAITING
    db.session.add(asking)
    db.session.commit()
    return asking


def test_a_request_for_time_goes_to_the_head_then_to_the_chief_and_stops_the_ladder(clock: Clock) -> None:
    staff, head, chief = _staff(), a_head(), a_person(Role.CHIEF_ADMINISTRATOR)
    asking = _asks_for_time(a_task(**LATE, assignee=staff, last_reported_at=clock.now), staff)
    _plan_and_tell(clock, TUESDAY)
    assert (_told(head), _told(chief)) == (["decision_waits"], [])
    _plan_and_tell(clock, date(2026, 4, 3))
    assert (_told(head), _told(chief)) == (["decision_waits"] * 2, ["decision_waits"])
    envelope = next(one for one in envelopes() if one.person_id == head.id)
    assert "ขอขยายเวลา" in envelope.summary
    asking.state, asking.decided_at = ExtensionState.REFUSED, clock.now
    db.session.commit()
    _plan_and_tell(clock, date(2026, 4, 7))
    assert len(_told(head)) == 2


def test_a_head_who_asks_for_time_asks_the_chief() -> None:
    head, chief = a_head(), a_person(Role.CHIEF_ADMINISTRATOR)
    _asks_for_time(a_task(**LATE), head)
    plan()
    assert "decision_waits" not in _told(head)
    assert _told(chief) == ["decision_waits"]


def test_a_submission_waits_for_somebody_else_than_who_handed_it_in(clock: Clock) -> None:
    coordinator, chief = a_person(Role.COORDINATOR), a_person(Role.CHIEF_ADMINISTRATOR)
    head, task = a_head(), a_task(due_on=TUESDAY)
    report = tasks.ProgressReport(revision=task.revision, as_of=TUESDAY, summary="ทำแล้ว", outcome="ดี")
    with transaction():
        tasks.submit(task, report, by=viewer_of(head), at=clock.now)
    plan()
    assert (_told(coordinator), _told(chief), _told(head)) == (["decision_waits"], [], [])


def test_what_the_coordinator_handed_in_waits_for_the_chief(clock: Clock) -> None:
    coordinator, chief = a_person(Role.COORDINATOR), a_person(Role.CHIEF_ADMINISTRATOR)
    task = a_task(due_on=TUESDAY)
    report = tasks.ProgressReport(revision=task.revision, as_of=TUESDAY, summary="ทำแล้ว", outcome="ดี")
    with transaction():
        tasks.submit(task, report, by=viewer_of(coordinator), at=clock.now)
    plan()
    assert (_told(coordinator), _told(chief)) == ([], ["decision_waits"])


def test_a_year_that_ended_waits_to_be_approved_the_mayor_hears_on_monday(clock: Clock) -> None:
    coordinator, mayor = a_person(Role.COORDINATOR), a_person(Role.MAYOR)
    an_open_year()
    _plan_and_tell(clock, date(2026, 10, 2))
    assert (_told(coordinator), _told(mayor)) == (["decision_waits"], [])
    _plan_and_tell(clock, date(2026, 10, 5))
    assert _told(mayor) == ["decision_waits"]


def test_a_unit_that_has_not_reported_in_a_round_is_asked_and_one_that_has_is_not(clock: Clock) -> None:
    head, engineer = a_head(), a_head(the_unit("กองช่าง"), 2)
    clock.set("2026-02-10 09:00")
    silent = a_task()
    told = a_task(unit=the_unit("กองช่าง"))
    told.last_reported_at = tracker_clock.now() + timedelta(days=30)
    db.session.commit()
    _plan_and_tell(clock, date(2026, 3, 31))
    assert "round_due" in _told(head)
    assert "round_due" not in _told(engineer)
    silent.last_reported_at = tracker_clock.now()
    db.session.commit()
    _plan_and_tell(clock, date(2026, 4, 1))
    assert _told(head).count("round_due") == 1


def _frame() -> Frame:
    return Frame.of(the_system(), today=tracker_clock.today())


def test_a_round_is_withdrawn_from_a_message_once_everything_was_reported(clock: Clock) -> None:
    a_head()
    clock.set("2026-02-10 09:00")
    task = a_task(state=TaskState.IN_PROGRESS)
    clock.set("2026-03-24 08:00")
    task.last_reported_at = tracker_clock.now() - timedelta(days=25)
    db.session.commit()
    plan()
    (envelope,) = envelopes()
    assert "รายงานผลรอบ 6 เดือน" in envelope.summary
    with transaction():
        assert fill_envelope(envelope, _frame(), base_url="http://ita.example")
    task.last_reported_at = tracker_clock.now()
    db.session.commit()
    with transaction():
        assert not fill_envelope(envelope, _frame(), base_url="http://ita.example")


def test_what_a_year_lacks_is_asked_for_in_its_final_weeks(clock: Clock) -> None:
    head = a_head()
    a_task(state=TaskState.DONE, last_reported_at=clock.now)
    _plan_and_tell(clock, date(2026, 4, 7))
    assert _told(head) == ["closing"]
    _plan_and_tell(clock, date(2026, 9, 9))
    assert _told(head).count("closing") == 3
    assert "ยังไม่มีผลหรือหลักฐาน" in envelopes()[-1].summary


def test_who_chose_so_hears_once_a_week_but_for_what_is_urgent(clock: Clock) -> None:
    staff = _staff()
    with transaction():
        choose_frequency(Frequency.WEEKLY, by=viewer_of(staff), at=clock.now)
    a_task(due_on=date(2026, 4, 9), assignee=staff)
    urgent = a_task(due_on=date(2026, 4, 2), assignee=staff)
    _plan_and_tell(clock, TUESDAY)
    assert _told(staff) == []
    _plan_and_tell(clock, date(2026, 4, 2))
    assert _told(staff) == ["due_today"]
    assert db.session.scalars(select(Reminder.task_id)).all() == [urgent.id]
    _plan_and_tell(clock, date(2026, 4, 7))  # Monday the sixth is a day off.
    assert sorted(_told(staff)) == ["assigned", "assigned", "due_in_3", "due_today", "late"]


def test_a_directive_left_undone_rises_to_the_chief(clock: Clock) -> None:
    head, chief = a_head(), a_person(Role.CHIEF_ADMINISTRATOR)
    a_directive(a_person(Role.MAYOR), due_on=TUESDAY, acknowledged_at=clock.now)
    _plan_and_tell(clock, date(2026, 4, 16))
    assert _told(head) == ["directive_late"]
    assert _told(chief) == ["escalated"]


def test_who_does_the_work_is_not_told_that_nobody_answers(clock: Clock) -> None:
    head = a_head()
    a_task(**LATE, last_reported_at=clock.now)
    _plan_and_tell(clock, date(2026, 4, 10))
    assert _told(head) == ["late"]
    assert kinds() == ["late"]
