"""Who hears when posts are empty, people are away or replaced, owners are many, and dates are moved."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.builders import (
    a_directive,
    a_government,
    a_measure,
    a_person,
    a_task,
    an_open_year,
    the_system,
    the_unit,
    viewer_of,
)
from tests.conftest import Clock
from tests.reminders.office import a_head, envelopes, plan
from tracker.database import db, transaction
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import OwnerScope
from tracker.people.models import Absence, Person, Post, Unit
from tracker.people.roles import Role
from tracker.reminders.models import MessageState, Reminder
from tracker.tasks import service as tasks
from tracker.tasks.models import TaskState

pytestmark = pytest.mark.usefixtures("app")

TUESDAY = date(2026, 3, 31)
COMMITTEE = "คณะทำงานขับเคลื่อน ITA"
REPORTED = {"state": TaskState.IN_PROGRESS, "percent": 40}


def away(*people: Person, until: date = TUESDAY) -> None:
    for person in people:
        absence = Absence(government_id=person.government_id, person_id=person.id)
        absence.starts_on, absence.ends_on, absence.entered_at = TUESDAY, until, person.created_at
        db.session.add(absence)
    db.session.commit()


def posted(person: Person, unit: Unit, role: Role = Role.UNIT_HEAD, *, starts_on: date = date(2025, 10, 1)) -> None:
    post = Post(government_id=person.government_id, person_id=person.id, unit_id=unit.id, role=role)
    post.starts_on = starts_on
    db.session.add(post)
    db.session.commit()


def who_hears() -> set[int | None]:
    return {one.person_id for one in envelopes() if one.state is not MessageState.WITHDRAWN}


def told(person: Person) -> list[tuple[str, str]]:
    rows = select(Reminder.kind, Reminder.slot).where(Reminder.person_id == person.id).order_by(Reminder.id)
    return [(row.kind, row.slot) for row in db.session.execute(rows)]


def everybody_is_told() -> None:
    with transaction():
        for envelope in envelopes():
            if envelope.state in {MessageState.WAITING, MessageState.INBOX}:
                envelope.state, envelope.attempts = MessageState.ACCEPTED, 1


def test_while_the_only_coordinator_is_away_the_chief_hears_what_is_nobodys() -> None:
    coordinator, chief = a_person(Role.COORDINATOR), a_person(Role.CHIEF_ADMINISTRATOR)
    away(coordinator)
    a_task(unit=the_unit(COMMITTEE), due_on=TUESDAY)
    plan()
    assert who_hears() == {chief.id}


def test_when_all_who_could_stand_in_are_away_the_coordinator_hears_all_the_same() -> None:
    coordinator, chief, head = a_person(Role.COORDINATOR), a_person(Role.CHIEF_ADMINISTRATOR), a_head()
    away(coordinator, chief, head)
    a_task(due_on=TUESDAY)
    plan()
    assert who_hears() == {coordinator.id}


def test_in_an_office_with_a_mayor_alone_the_mayor_hears_what_is_nobodys(clock: Clock) -> None:
    clock.set("2026-03-30 09:00")
    mayor = a_person(Role.MAYOR)
    a_task(unit=the_unit(COMMITTEE), due_on=date(2026, 3, 30))
    plan()
    assert who_hears() == {mayor.id}


def test_who_heads_two_units_hears_of_both_in_one_message() -> None:
    head = a_head()
    posted(head, the_unit("กองช่าง"))
    a_task(due_on=TUESDAY)
    a_task(unit=the_unit("กองช่าง"), due_on=TUESDAY)
    plan()
    (envelope,) = envelopes()
    assert envelope.person_id == head.id
    assert envelope.summary.startswith("แจ้งเตือน 2 เรื่อง")


def test_a_measure_of_every_unit_is_heard_of_by_each_head_for_their_own_unit(clock: Clock) -> None:
    clock.set("2026-09-21 09:00")
    heads = [a_head(the_unit(name), number) for number, name in enumerate(("สำนักปลัด", "กองคลัง", "กองช่าง"), 1)]
    coordinator = a_person(Role.COORDINATOR)
    a_measure(owners=(OwnerScope.ALL_UNITS,), starts_on=date(2025, 10, 1), ends_on=date(2026, 9, 30))
    with transaction():
        tasks.open_year(FiscalYear(2569), by=viewer_of(coordinator), at=clock.now)
    plan()
    told_of_tasks = db.session.execute(
        select(Reminder.person_id, Reminder.task_id).where(Reminder.kind == "due_in_7")
    ).all()
    assert {head.id for head in heads} <= {row.person_id for row in told_of_tasks}
    assert all(len([row for row in told_of_tasks if row.person_id == head.id]) == 1 for head in heads)
    assert len({row.task_id for row in told_of_tasks}) == len(told_of_tasks), "a task is one unit's"


def test_who_replaces_a_head_hears_where_the_other_was_told_already(clock: Clock) -> None:
    before = a_head()
    a_task(due_on=date(2026, 4, 9), **REPORTED, last_reported_at=clock.now)
    plan()
    everybody_is_told()
    assert told(before) == [("due_in_7", "2026-04-09")]
    db.session.scalars(select(Post).where(Post.person_id == before.id)).one().ends_on = TUESDAY
    after = a_person(Role.STAFF, unit=the_unit("กองคลัง"))
    posted(after, the_unit("สำนักปลัด"), starts_on=date(2026, 4, 1))
    clock.set("2026-04-01 09:00")
    plan()
    assert told(after) == [("due_in_7", "2026-04-09")]
    assert len(told(before)) == 1


def test_who_comes_back_from_leave_hears_the_newest_of_what_came_up_meanwhile(clock: Clock) -> None:
    staff, head = a_person(Role.STAFF, unit=the_unit("สำนักปลัด")), a_head()
    away(staff, until=date(2026, 4, 17))
    a_task(due_on=TUESDAY, assignee=staff, **REPORTED, last_reported_at=clock.now)
    for day in ("2026-03-31", "2026-04-01", "2026-04-10"):
        clock.set(f"{day} 09:00")
        plan()
        everybody_is_told()
    assert told(staff) == []
    assert [kind for kind, _ in told(head)] == ["due_today", "late", "late"]
    clock.set("2026-04-20 09:00")
    plan()
    assert told(staff) == [("late", "2026-03-31+7")]


def test_a_date_that_is_moved_ends_the_old_ladder_and_begins_a_new_one(clock: Clock) -> None:
    staff, head, coordinator = (
        a_person(Role.STAFF, unit=the_unit("สำนักปลัด")),
        a_head(),
        a_person(Role.COORDINATOR),
    )
    task = a_task(due_on=TUESDAY, assignee=staff, **REPORTED, last_reported_at=clock.now)
    clock.set("2026-04-03 08:00")
    plan()
    (to_staff,) = [one for one in envelopes() if one.person_id == staff.id]
    assert told(head) == [("escalated", "2026-03-31:head")]
    # The thirteenth is Songkran: what is due then is due on Friday the tenth, in four working days.
    new = tasks.Rescheduling(task.starts_on, date(2026, 4, 13), "ขอเลื่อน", task.revision)
    with transaction():
        tasks.reschedule(task, new, by=viewer_of(coordinator), at=clock.now)
    plan()
    assert "ล่าช้า" not in to_staff.summary
    assert [one.state for one in envelopes() if one.person_id == head.id] == [MessageState.WITHDRAWN]
    everybody_is_told()
    clock.set("2026-04-10 09:00")
    plan()
    assert told(staff)[-1] == ("due_today", "2026-04-13")
    everybody_is_told()
    clock.set("2026-04-16 09:00")
    plan()
    assert told(staff)[-1] == ("late", "2026-04-13+1")
    clock.set("2026-04-21 09:00")
    plan()
    assert ("escalated", "2026-04-13:head") in told(head), "three working days after the new date"


def test_what_is_due_on_the_last_day_of_the_year_is_late_in_the_next_until_the_year_is_closed(clock: Clock) -> None:
    head, chief = a_head(), a_person(Role.CHIEF_ADMINISTRATOR)
    clock.set("2026-09-30 09:00")
    task = a_task(due_on=date(2026, 9, 30), **REPORTED, last_reported_at=clock.now)
    plan()
    everybody_is_told()
    assert {kind for kind, _ in told(head)} >= {"due_today", "closing"}
    clock.set("2026-10-01 09:00")
    plan()
    everybody_is_told()
    assert told(head)[-1] == ("late", "2026-09-30+1")
    assert ("decision_waits", "2026-09-30+0") in told(chief)
    plan_of_year = an_open_year()
    plan_of_year.closed_at = clock.now
    db.session.commit()
    clock.set("2026-10-13 09:00")
    plan()
    assert [one for one in told(head) if one[0] == "late"] == [("late", "2026-09-30+1")]
    assert task.state is TaskState.IN_PROGRESS


def test_ten_days_without_the_machine_are_caught_up_with_on_every_rung_once(clock: Clock) -> None:
    staff, head = a_person(Role.STAFF, unit=the_unit("สำนักปลัด")), a_head()
    chief = a_person(Role.CHIEF_ADMINISTRATOR)
    a_task(due_on=TUESDAY, assignee=staff, **REPORTED, last_reported_at=clock.now)
    a_directive(a_person(Role.MAYOR), due_on=date(2026, 4, 2), acknowledged_at=clock.now)
    plan()
    everybody_is_told()
    clock.set("2026-04-17 09:00")
    plan()
    everybody_is_told()
    assert told(staff) == [("due_today", "2026-03-31"), ("late", "2026-03-31+7")]
    of_late = [one for one in told(head) if one[0] != "round_due"]
    assert sorted(of_late) == [("directive_late", "2026-04-02+7"), ("escalated", "2026-03-31:head")]
    assert sorted(told(chief)) == [("escalated", "2026-03-31:chief")]
    clock.set("2026-04-17 09:15")
    assert plan().people == 0


def test_two_offices_with_the_same_names_keep_to_themselves(clock: Clock) -> None:
    other = a_government("other", "องค์การบริหารส่วนตำบลจำลองพัฒนา")
    mine, theirs = a_head(), a_head(the_unit("สำนักปลัด", government=other), 1, other)
    for government in (a_government(), other):
        a_task(due_on=TUESDAY, government=government)
    clock.set("2026-03-31 08:00")
    plan()
    assert who_hears() == {mine.id}
    plan(other)
    assert who_hears() == {mine.id, theirs.id}
    assert {one.government_id for one in envelopes()} == {the_system().government_id, other.id}
