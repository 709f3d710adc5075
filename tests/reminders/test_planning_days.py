"""Bad days planning survives: a week without the machine, two schedulers, a wrong clock, a very large office."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, select

from tests.builders import a_government, a_measure, a_person, a_task, the_unit
from tests.conftest import Clock
from tests.reminders.office import a_head, envelopes, kinds, plan
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.measures.models import Step
from tracker.people.models import Person, Post
from tracker.people.roles import Role
from tracker.reminders.models import MessageState, OutgoingMessage, Reminder
from tracker.tasks.models import Task, TaskState

PEOPLE, TASKS_EACH = 500, 2
_NOBODY_SIGNS_IN = "!"
REPORTED = {"state": TaskState.IN_PROGRESS, "percent": 40}


def _everybody_is_told() -> None:
    with transaction():
        for envelope in envelopes():
            if envelope.state in {MessageState.WAITING, MessageState.INBOX}:
                envelope.state, envelope.attempts = MessageState.ACCEPTED, 1


@pytest.mark.usefixtures("app")
def test_a_machine_off_over_songkran_catches_up_with_the_newest_of_each_once(clock: Clock) -> None:
    a_head()
    clock.set("2026-04-08 09:00")
    heard = {"last_reported_at": clock.now}
    became_late = a_task(due_on=date(2026, 4, 9), **REPORTED, **heard)
    comes_near = a_task(due_on=date(2026, 4, 21), **REPORTED, **heard)
    begins = a_task(starts_on=date(2026, 4, 16))
    plan()
    _everybody_is_told()
    before = len(kinds())
    # Off from the evening of the eighth; Songkran is the thirteenth to the fifteenth; back on Monday the twentieth.
    clock.set("2026-04-20 10:15")
    plan()
    caught_up = db.session.scalars(select(Reminder).order_by(Reminder.id)).all()[before:]
    assert {(one.task_id, one.kind, one.slot) for one in caught_up} == {
        (became_late.id, "late", "2026-04-09+3"),
        (comes_near.id, "due_in_1", "2026-04-21"),
        (begins.id, "starts_today", "2026-04-16"),
    }
    assert [envelope.day for envelope in envelopes()] == [date(2026, 4, 8), date(2026, 4, 20)]
    _everybody_is_told()
    assert plan().people == 0


def test_two_schedulers_at_once_plan_every_message_once(committed_app: Flask, clock: Clock) -> None:
    """LINE case 12: both begin at the same moment, in transactions of their own."""
    for number, unit in enumerate(("สำนักปลัด", "กองคลัง", "กองช่าง"), 1):
        a_head(the_unit(unit), number)
        a_task(unit=the_unit(unit), due_on=date(2026, 3, 31))
    db.session.remove()

    def plan_in_a_thread(_number: int) -> int:
        with committed_app.app_context():
            return plan().reminders

    with ThreadPoolExecutor(4) as threads:
        planned = list(threads.map(plan_in_a_thread, range(4)))
    assert sorted(planned) == [0, 0, 0, 6]
    assert len(envelopes()) == 3
    assert len(kinds()) == 6


@pytest.mark.usefixtures("app")
def test_a_clock_that_is_set_back_five_minutes_plans_nothing_twice(clock: Clock) -> None:
    a_head()
    a_task(due_on=date(2026, 3, 31))
    clock.set("2026-03-31 08:03")
    plan()
    (envelope,) = envelopes()
    opens_at = envelope.next_attempt_at
    clock.set("2026-03-31 07:58")
    plan()
    assert [one.id for one in envelopes()] == [envelope.id]
    assert len(kinds()) == 2
    assert envelope.next_attempt_at == opens_at


@pytest.mark.usefixtures("app")
def test_a_clock_five_minutes_off_at_midnight_tells_of_the_day_it_is_and_of_no_threshold_twice(clock: Clock) -> None:
    a_head()
    a_task(due_on=date(2026, 4, 1), **REPORTED, last_reported_at=clock.now)
    clock.set("2026-04-01 00:03")  # It is three minutes past midnight by a clock that is five minutes fast.
    plan()
    clock.set("2026-03-31 23:58")  # The clock was put right: the office has closed.
    plan()
    clock.set("2026-04-01 08:30")
    plan()
    assert [(one.day, one.state) for one in envelopes()] == [(date(2026, 4, 1), MessageState.WAITING)]
    assert kinds() == ["due_today"]


@pytest.mark.usefixtures("app")
def test_five_hundred_people_hear_each_of_their_own_in_one_message() -> None:
    government, unit = a_government(), the_unit("สำนักปลัด")
    a_person(Role.UNIT_HEAD, unit=unit)
    people = [
        Person(
            government_id=government.id,
            username=f"staff{number}",
            name=f"นายคนที่{number} สมมติ",
            password_hash=_NOBODY_SIGNS_IN,
            created_at=tracker_clock.now(),
        )
        for number in range(PEOPLE)
    ]
    db.session.add_all(people)
    db.session.flush()
    post = {"government_id": government.id, "unit_id": unit.id, "role": Role.STAFF, "starts_on": date(2024, 10, 1)}
    db.session.execute(insert(Post), [{**post, "person_id": person.id} for person in people])
    measure = a_measure()
    a_task(measure=measure, due_on=date(2026, 9, 30))
    step_id = db.session.scalars(select(Step.id).where(Step.measure_id == measure.id)).one()
    task = {
        "government_id": government.id,
        "fiscal_year": measure.fiscal_year,
        "measure_id": measure.id,
        "step_id": step_id,
        "unit_id": unit.id,
        "starts_on": date(2025, 10, 1),
        "opened_at": tracker_clock.now() - timedelta(days=90),
        "revision": 1,
    }
    rows = [
        {**task, "assignee_id": person.id, "due_on": date(2026, 3, 31), "occurrence": 2 + number * TASKS_EACH + which}
        for number, person in enumerate(people)
        for which in range(TASKS_EACH)
    ]
    db.session.execute(insert(Task), rows)
    db.session.commit()
    plan()
    mine = {person.id for person in people}
    sent = [envelope for envelope in envelopes() if envelope.person_id in mine]
    assert len(sent) == len({envelope.person_id for envelope in sent}) == PEOPLE
    owners = {row.id: row.assignee_id for row in db.session.execute(select(Task.id, Task.assignee_id))}
    told = db.session.execute(
        select(Reminder.task_id, Reminder.person_id, OutgoingMessage.person_id)
        .join(OutgoingMessage, OutgoingMessage.id == Reminder.message_id)
        .where(Reminder.kind == "due_today")
    ).all()
    assert len(told) == PEOPLE * TASKS_EACH
    assert all(owners[task_id] == hearer == addressed for task_id, hearer, addressed in told)
    assert plan().reminders == 0
