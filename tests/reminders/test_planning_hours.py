"""When an office is spoken to: what becomes of a day that turns into a day off, of other hours, of a missed morning."""

from datetime import date, time

import pytest
from sqlalchemy import select

from tests.builders import a_directive, a_person, a_task, the_system, the_unit
from tests.conftest import Clock
from tests.reminders.delivering import (
    TUESDAY,
    a_group,
    all_messages,
    deliver,
    messages_for,
    messages_of,
    somebody_with_work,
    the_envelope,
)
from tests.reminders.office import a_head, instant, link, plan
from tests.simulator.running import SimulatorControl, user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.people.models import Holiday
from tracker.people.roles import Role
from tracker.people.working_days import WorkingCalendar
from tracker.reminders.models import AlarmKind, Carrier, MessageState, Purpose, QuietDay, Reminder, ReminderSettings
from tracker.reminders.policy import Rules, SpeakingHours
from tracker.reminders.service import alarms, groups
from tracker.reminders.service.alarms import Alarm
from tracker.reminders.service.notices import tell_person
from tracker.thai import day_of

EARLY = Rules(opens=time(10), closes=time(12))


def quiet_on(day: date) -> None:
    with transaction():
        db.session.add(QuietDay(government_id=the_system().government_id, day=day, note="วันเลือกตั้ง"))


def remind_by(rules: Rules) -> None:
    kept = ReminderSettings(government_id=the_system().government_id, values=rules.to_values())
    kept.changed_at = tracker_clock.now()
    with transaction():
        db.session.add(kept)


def tell_groups() -> int:
    with transaction():
        return groups.plan_group_counts(the_system(), today=tracker_clock.today(), at=tracker_clock.now())


def test_hours_are_those_of_working_days_that_are_not_quiet() -> None:
    calendar = WorkingCalendar({date(2026, 4, 6): "วันจักรี"}).without([TUESDAY])
    hours = SpeakingHours(calendar, time(8, 30), time(16, 30))
    wednesday = date(2026, 4, 1)
    assert hours.next_open(instant(TUESDAY, 10)) == hours.opens_at(wednesday)
    assert hours.next_open(instant(wednesday, 7)) == hours.opens_at(wednesday)
    assert hours.next_open(instant(wednesday, 10)) == instant(wednesday, 10)
    assert hours.next_open(instant(wednesday, 17)) == hours.opens_at(date(2026, 4, 2))
    assert hours.first_of_week(date(2026, 4, 9)) == date(2026, 4, 7), "Monday the sixth is a day off"
    assert hours.next_open(instant(wednesday, 9)) == instant(wednesday, 9)
    assert hours.next_open(instant(wednesday, 8)) == hours.opens_at(wednesday)
    assert hours.are_left(instant(wednesday, 8))
    assert not hours.are_left(instant(wednesday, 17))


@pytest.mark.parametrize("why", ["quiet", "holiday"])
def test_a_day_that_becomes_a_day_off_after_it_was_planned_is_silent(
    line: SimulatorControl, clock: Clock, why: str
) -> None:
    if why == "quiet":
        quiet_on(TUESDAY)
    else:
        with transaction():
            db.session.add(
                Holiday(government_id=the_system().government_id, day=TUESDAY, name="วันหยุดพิเศษ", source="ประกาศ")
            )
    assert deliver(line) == {"withdrawn": 1}
    assert line.requests("pushMessage") == []
    clock.set("2026-04-01 09:00")
    plan()
    assert deliver(line) == {"accepted": 1}


def test_hours_changed_after_a_message_was_planned_count(line: SimulatorControl, clock: Clock) -> None:
    clock.set("2026-03-31 08:00")
    plan()
    remind_by(EARLY)
    plan()
    envelope = the_envelope()
    assert (envelope.next_attempt_at, envelope.expires_at) == (instant(TUESDAY, 10), instant(TUESDAY, 12))
    clock.set("2026-03-31 09:00")
    assert deliver(line) == {}
    clock.set("2026-03-31 10:00")
    assert deliver(line) == {"accepted": 1}


def test_what_was_planned_for_longer_hours_does_not_go_out_when_the_office_has_closed(
    line: SimulatorControl, clock: Clock
) -> None:
    remind_by(EARLY)
    clock.set("2026-03-31 13:00")
    assert deliver(line) == {"withdrawn": 1}


def test_groups_hear_neither_on_a_quiet_day_nor_outside_the_hours_of_their_office(
    empty_line: SimulatorControl, clock: Clock
) -> None:
    line = empty_line
    clock.set("2026-04-03 09:00")
    group = a_group(3)
    line.ask("groups", {group.line_group_id: {"members": 3}})
    a_task(unit=the_unit("กองคลัง"), due_on=date(2026, 5, 29))
    remind_by(EARLY)
    quiet_on(date(2026, 4, 7))  # Monday the sixth is a day off.
    for silent in ("2026-04-07 10:30", "2026-04-08 12:00"):
        clock.set(silent)
        assert tell_groups() == 0
    clock.set("2026-04-08 09:00")
    assert tell_groups() == 1
    assert deliver(line) == {}
    clock.set("2026-04-08 10:00")
    assert deliver(line) == {"accepted": 1}
    clock.set("2026-04-09 10:00")
    assert tell_groups() == 0


def test_a_group_that_did_not_hear_in_time_hears_the_next_day(empty_line: SimulatorControl, clock: Clock) -> None:
    line = empty_line
    clock.set("2026-03-27 09:00")
    group = a_group(3)
    line.ask("groups", {group.line_group_id: {"members": 3}})
    a_task(unit=the_unit("กองคลัง"), due_on=date(2026, 5, 29))
    clock.set("2026-03-30 09:00")
    assert tell_groups() == 1
    line.fault("429", op="pushMessage", count=-1)
    deliver(line)
    line.no_faults()
    clock.set("2026-03-30 16:40")
    assert deliver(line) == {}
    clock.set("2026-03-31 09:00")
    assert tell_groups() == 1
    assert deliver(line) == {"accepted": 1}
    assert [message.state.value for message in messages_for(Purpose.GROUP)] == ["expired", "accepted"]


def test_an_answer_somebody_waits_for_keeps_the_hours_of_the_office(empty_line: SimulatorControl, clock: Clock) -> None:
    head = a_head()
    remind_by(EARLY)
    quiet_on(TUESDAY)
    with transaction():
        tell_person(head.id, "อนุมัติแล้ว", asker=the_system(), at=clock.now)
    (note,) = messages_of(head)
    assert (note.carrier, note.next_attempt_at) == (Carrier.LINE, instant(date(2026, 4, 1), 10))


def test_what_is_found_amiss_at_night_is_told_in_the_morning(empty_line: SimulatorControl, clock: Clock) -> None:
    line, coordinator = empty_line, a_person(Role.COORDINATOR)
    line.person(link(coordinator, 1))
    clock.set("2026-04-03 23:00")
    with transaction():
        alarm = Alarm(AlarmKind.LIMIT_DROPPED, "2026-04:300", "โควตาลดลง")
        assert alarms.ring(alarm, asker=the_system(), at=clock.now)
    assert deliver(line) == {}
    (told,) = messages_of(coordinator)
    # The weekend and Chakri Day come between.
    assert (told.state, day_of(told.next_attempt_at)) == (MessageState.WAITING, date(2026, 4, 7))
    clock.set("2026-04-07 08:30")
    assert deliver(line) == {"accepted": 1}


def test_a_message_the_machine_never_came_to_send_is_not_taken_for_told(line: SimulatorControl, clock: Clock) -> None:
    """Planned on Tuesday, then switched off; on Wednesday the scheduler is the first to wake."""
    a_directive(a_person(Role.MAYOR), unit=the_unit("สำนักปลัด"), due_on=date(2026, 5, 29))
    plan()
    clock.set("2026-04-01 09:00")
    plan()
    assert deliver(line) == {"accepted": 1}
    of_the_day = [message for message in all_messages() if message.day == date(2026, 4, 1)]
    told = db.session.scalars(select(Reminder.kind).where(Reminder.message_id == of_the_day[0].id)).all()
    assert "directive_given" in told
    assert [message.state.value for message in all_messages()] == ["expired", "accepted"]


def test_what_is_urgent_goes_out_although_the_rest_of_the_day_was_put_aside(
    empty_line: SimulatorControl, clock: Clock
) -> None:
    line = empty_line
    clock.set("2026-03-16 09:00")
    person = somebody_with_work(line, 1, due_on=date(2026, 4, 20))
    plan()
    line.quota(300, usage=250)
    assert deliver(line) == {"inbox": 1}
    plan()
    assert deliver(line) == {}, "nothing new, so it stays where it is"
    clock.set("2026-03-16 10:00")
    a_task(unit=the_unit("กองคลัง"), assignee=person, due_on=date(2026, 3, 16))
    plan()
    assert deliver(line) == {"accepted": 1}
    (message,) = line.messages_to(user_id(1))
    assert message["altText"].startswith("แจ้งเตือน 2 เรื่อง")


def test_what_was_read_on_the_web_is_not_sent_again_for_what_came_up(
    empty_line: SimulatorControl, clock: Clock
) -> None:
    line = empty_line
    clock.set("2026-03-16 09:00")
    person = somebody_with_work(line, 1, due_on=date(2026, 4, 20))
    plan()
    line.quota(300, usage=250)
    assert deliver(line) == {"inbox": 1}
    with transaction():
        messages_of(person)[0].read_at = clock.now
    a_task(unit=the_unit("กองคลัง"), assignee=person, due_on=date(2026, 3, 16))
    plan()
    assert deliver(line) == {}
