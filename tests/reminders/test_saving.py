"""A month of messages that will not do: who still hears over LINE, who finds it on the web, and who is told so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from tests.builders import a_directive, a_person, the_system, the_unit
from tests.conftest import Clock
from tests.reminders.delivering import (
    TUESDAY,
    a_group,
    a_message,
    deliver,
    messages_for,
    messages_of,
    sending,
    somebody_with_work,
    the_channel,
)
from tests.reminders.office import a_head, link, plan
from tests.simulator.running import SimulatorControl, user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.people.models import Person
from tracker.people.roles import Role
from tracker.reminders import delivery, queries
from tracker.reminders.models import AlarmKind, Carrier, ChannelAlarm, MessageState, OutgoingMessage, Purpose, QuietDay
from tracker.reminders.quota import Saving, Weight
from tracker.reminders.service import alarms, groups
from tracker.reminders.service.quota import guard_of, ledger, month_left, weight_of


def read_quota(line: SimulatorControl) -> None:
    db.session.rollback()
    assert delivery.refresh_quota(sending(line), now=tracker_clock.now)


def the_alarms() -> list[ChannelAlarm]:
    db.session.rollback()
    db.session.expire_all()
    return alarms.open_alarms(the_system())


def ringing() -> list[str]:
    return sorted(alarm.kind.value for alarm in the_alarms())


def states() -> list[str]:
    return sorted(message.state.value for message in messages_for(Purpose.DIGEST))


def test_the_grave_goes_first_and_the_rest_is_on_the_web(empty_line: SimulatorControl, clock: Clock) -> None:
    """LINE case 26: limit 300, 295 used, ten messages."""
    line = empty_line
    mayor = a_person(Role.MAYOR)
    for number, name in enumerate(("สำนักปลัด", "กองช่าง"), 1):
        line.person(user_id(number))
        a_head(the_unit(name), number)
        a_directive(mayor, unit=the_unit(name), due_on=TUESDAY - timedelta(days=4), acknowledged_at=clock.now)
    for number in range(3, 7):
        somebody_with_work(line, number)
    for number in range(7, 11):
        somebody_with_work(line, number, due_on=TUESDAY + timedelta(days=30))
    plan()
    line.quota(300, usage=295)
    assert deliver(line) == {"accepted": 2, "inbox": 8}
    assert sorted(one["to"] for one in line.deliveries()) == [user_id(1), user_id(2)]
    assert line.used() == 297
    aside = [message for message in messages_for(Purpose.DIGEST) if message.state is MessageState.INBOX]
    assert all(message.body and message.summary for message in aside), "the web inbox has the whole message"


def test_a_group_is_held_while_there_is_no_room_for_all_of_it(empty_line: SimulatorControl, clock: Clock) -> None:
    """LINE case 27: twelve people, five messages left."""
    line = empty_line
    group = a_group(12)
    line.ask("groups", {group.line_group_id: {"members": 12}})
    a_message(a_person(), person_id=None, group_id=group.id, purpose=Purpose.GROUP, recipients=12, priority=20)
    line.quota(300, usage=295)
    assert deliver(line) == {"held": 1}
    assert line.requests("pushMessage") == []
    assert "เหลือ 5 ข้อความ" in messages_for(Purpose.GROUP)[0].last_error
    line.quota(600, usage=295)
    clock.set("2026-03-31 09:20")
    assert deliver(line) == {"accepted": 1}
    assert line.used() == 307


def test_a_limit_that_drops_is_told_once(empty_line: SimulatorControl, clock: Clock) -> None:
    """LINE case 29: from 15,000 to 300."""
    line = empty_line
    coordinator, administrator = a_person(Role.COORDINATOR), a_person(Role.ADMINISTRATOR)
    line.person(link(coordinator, 1))
    line.quota(15_000, usage=40)
    read_quota(line)
    assert ringing() == []
    line.quota(300, usage=40)
    for minute in (15, 30, 45):
        clock.set(f"2026-03-31 09:{minute}")
        read_quota(line)
    (alarm,) = the_alarms()
    assert alarm.kind is AlarmKind.LIMIT_DROPPED
    assert "15,000" in alarm.text
    assert "300" in alarm.text
    assert [(one.purpose, one.carrier) for one in messages_of(coordinator)] == [(Purpose.ALARM, Carrier.LINE)]
    assert [(one.carrier, one.state) for one in messages_of(administrator)] == [(Carrier.WEB, MessageState.INBOX)]
    assert deliver(line) == {"accepted": 1}
    assert "15,000" in line.messages_to(user_id(1))[0]["text"]
    line.quota(15_000, usage=41)
    clock.set("2026-03-31 10:15")
    read_quota(line)
    assert ringing() == []


def test_what_is_held_over_the_end_of_a_month_is_not_flushed(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 30."""
    line.quota(300, usage=300)
    assert deliver(line) == {}
    with transaction():
        db.session.execute(update(OutgoingMessage).values(state=MessageState.HELD))
    line.quota(300, usage=0)
    clock.set("2026-04-01 08:30")
    assert deliver(line) == {}
    assert states() == ["expired"]
    assert line.requests("pushMessage") == []


def test_the_months_first_day_begins_at_nothing(line: SimulatorControl, clock: Clock) -> None:
    line.quota(300, usage=299)
    deliver(line)
    clock.set("2026-04-01 09:00")
    assert month_left(the_channel(), at=clock.now).used == 0


def test_our_own_ledger_stands_beside_lines_count(line: SimulatorControl, clock: Clock) -> None:
    line.quota(300, usage=0)
    assert deliver(line) == {"accepted": 1}
    line.quota(300, usage=0)
    clock.set("2026-03-31 09:20")
    read_quota(line)
    assert the_channel().monthly_used == 0
    assert ledger(the_channel(), at=clock.now) == 1
    assert month_left(the_channel(), at=clock.now).used == 1
    line.quota(300, usage=120)
    read_quota(line)
    assert month_left(the_channel(), at=clock.now).used == 120


def test_what_was_accepted_since_line_was_asked_counts(line: SimulatorControl, clock: Clock) -> None:
    line.quota(300, usage=100)
    assert deliver(line) == {"accepted": 1}
    assert the_channel().monthly_used == 100
    clock.set("2026-03-31 09:05")
    assert month_left(the_channel(), at=clock.now).used == 101


@pytest.mark.parametrize(
    ("usage", "expected"),
    [(209, []), (210, ["limit_near"]), (260, ["limit_near"]), (299, ["degraded", "limit_near"])],
)
def test_the_month_is_spoken_of_as_it_fills(empty_line: SimulatorControl, usage: int, expected: list[str]) -> None:
    empty_line.quota(300, usage=usage)
    read_quota(empty_line)
    assert ringing() == expected


def test_a_mark_is_told_once_and_the_next_one_again(empty_line: SimulatorControl, clock: Clock) -> None:
    coordinator = a_person(Role.COORDINATOR)
    for minute, usage in enumerate((210, 220, 256, 258), 1):
        empty_line.quota(300, usage=usage)
        clock.set(f"2026-03-31 10:0{minute}")
        read_quota(empty_line)
    assert len(messages_of(coordinator)) == 2
    assert [alarm.slot for alarm in the_alarms()] == ["2026-03:85"]


def test_the_months_limit_told_by_a_refusal_rings(line: SimulatorControl, clock: Clock) -> None:
    """LINE case 15."""
    coordinator = a_person(Role.COORDINATOR)
    line.fault("429-monthly", op="pushMessage")
    assert deliver(line) == {"held": 1}
    assert ringing() == ["limit_reached"]
    assert [message.carrier for message in messages_of(coordinator)] == [Carrier.WEB]
    line.quota(500)
    clock.set("2026-03-31 09:16")
    assert deliver(line) == {"accepted": 1}
    assert ringing() == []


def test_a_forecast_over_the_limit_is_told_and_the_office_begins_to_save(
    empty_line: SimulatorControl, clock: Clock
) -> None:
    line, coordinator = empty_line, a_person(Role.COORDINATOR)
    clock.set("2026-03-02 09:00")
    for number in range(1, 11):
        somebody_with_work(line, number, due_on=date(2026, 4, 10))
    plan()
    line.quota(30)
    read_quota(line)
    assert ringing() == ["degraded", "forecast_over"]
    assert guard_of(the_system(), at=clock.now).degree is Saving.WEEKLY
    assert any("ประหยัด" in message.summary for message in messages_of(coordinator))


def test_a_day_put_aside_is_told_with_the_next_that_goes_out(empty_line: SimulatorControl, clock: Clock) -> None:
    line = empty_line
    clock.set("2026-03-04 09:00")
    people = [somebody_with_work(line, number, due_on=date(2026, 4, 8)) for number in range(1, 11)]
    line.quota(30)
    plan()
    read_quota(line)
    assert guard_of(the_system(), at=clock.now).degree is Saving.WEEKLY
    assert deliver(line) == {"inbox": 10}
    clock.set("2026-03-09 09:00")
    plan()
    assert deliver(line) == {"accepted": 10}
    on_wednesday, on_monday = messages_of(people[0])
    assert (on_wednesday.state, on_monday.state) == (MessageState.INBOX, MessageState.ACCEPTED)


def test_what_line_is_spared_goes_by_e_mail_where_that_reaches(empty_line: SimulatorControl, clock: Clock) -> None:
    line = empty_line
    first, second = (somebody_with_work(line, number, due_on=date(2026, 4, 30)) for number in (1, 2))
    with transaction():
        db.session.execute(update(Person).where(Person.id == first.id).values(email="somchai@example.org"))
    plan()
    line.quota(300, usage=290)
    assert deliver(line, replace(sending(line), instead=Carrier.EMAIL)) == {"waiting": 1, "inbox": 1}
    (by_mail,), (on_the_web,) = messages_of(first), messages_of(second)
    assert (by_mail.carrier, by_mail.state) == (Carrier.EMAIL, MessageState.WAITING)
    assert (on_the_web.carrier, on_the_web.state) == (Carrier.LINE, MessageState.INBOX)


def test_in_the_last_two_days_the_reserve_of_the_urgent_is_for_everybody(
    empty_line: SimulatorControl, clock: Clock
) -> None:
    empty_line.quota(300, usage=260)
    clock.set("2026-03-27 09:00")
    read_quota(empty_line)
    early = guard_of(the_system(), at=clock.now)
    assert not early.may_go(early.month, 1, Weight.ORDINARY, None)
    clock.set("2026-03-30 09:00")
    late = guard_of(the_system(), at=clock.now)
    assert late.may_go(late.month, 1, Weight.ORDINARY, None)
    assert not late.may_go(late.month, 26, Weight.ORDINARY, None), "but never what is kept for the grave"


def test_when_only_those_who_lead_are_written_to_they_hear_for_their_unit(
    empty_line: SimulatorControl, clock: Clock
) -> None:
    line = empty_line
    clock.set("2026-03-02 09:00")
    staff = [somebody_with_work(line, number, due_on=date(2026, 4, 10)) for number in range(1, 21)]
    head = a_head(the_unit("กองคลัง"), 30)
    line.person(user_id(30))
    plan()
    line.quota(30)
    read_quota(line)
    assert guard_of(the_system(), at=clock.now).degree is Saving.LEADS
    plan()
    assert deliver(line) == {"accepted": 1, "inbox": 20}
    (told,) = messages_of(head)
    assert told.summary.startswith("แจ้งเตือน 21 เรื่อง"), "twenty tasks of the unit, and the round of reports"
    assert messages_of(staff[0])[0].state is MessageState.INBOX


def test_how_much_a_message_matters() -> None:
    assert weight_of(Purpose.ALARM, 9) is Weight.ALARM
    assert weight_of(Purpose.DIGEST, 0) is Weight.ESCALATION
    assert weight_of(Purpose.NOTICE, 16) is weight_of(Purpose.REHEARSAL, 0) is Weight.URGENT
    assert weight_of(Purpose.GROUP, 0) is Weight.ORDINARY
    assert weight_of(Purpose.DIGEST, 16) is Weight.ORDINARY


def test_an_office_without_a_limit_is_never_held_back(line: SimulatorControl, clock: Clock) -> None:
    line.quota(None, usage=9_999)
    assert deliver(line) == {"accepted": 1}
    assert guard_of(the_system(), at=clock.now).degree is Saving.NONE
    assert ringing() == []
    line.quota(300, usage=9_999)
    clock.set("2026-03-31 09:20")
    read_quota(line)
    assert "limit_dropped" in ringing()
    assert "ไม่จำกัด" in next(one.text for one in the_alarms() if one.kind is AlarmKind.LIMIT_DROPPED)


def test_what_goes_out_today_is_used_and_no_longer_to_come(empty_line: SimulatorControl, clock: Clock) -> None:
    line = empty_line
    clock.set("2026-03-16 08:40")
    for number in range(1, 11):
        somebody_with_work(line, number, due_on=date(2026, 3, 20))
    plan()
    line.quota(300, usage=0)
    read_quota(line)
    before = guard_of(the_system(), at=clock.now).outlook
    assert (before.forecast, len(before.days_left)) == (40, 12), "ten people on one of three days at least"
    assert deliver(line)["accepted"] == 10
    clock.set("2026-03-16 08:50")
    after = guard_of(the_system(), at=clock.now).outlook
    assert (after.forecast, after.sent_today) == (47, 10), "ten, and eleven days to come"


def test_an_office_that_lives_on_its_reserve_says_so_on_the_page_and_to_the_coordinator(
    empty_line: SimulatorControl, clock: Clock
) -> None:
    line, coordinator = empty_line, a_person(Role.COORDINATOR)
    clock.set("2026-03-16 09:00")
    ordinary = somebody_with_work(line, 1, due_on=date(2026, 4, 20))
    plan()
    line.quota(300, usage=250)
    read_quota(line)
    guard = guard_of(the_system(), at=clock.now)
    assert guard.degree is Saving.NONE
    assert guard.is_on_reserve
    assert deliver(line) == {"inbox": 1}
    assert messages_of(ordinary)[0].last_error == "กันโควตาไว้สำหรับเรื่องเร่งด่วน"
    told = [message.summary for message in messages_of(coordinator) if message.purpose is Purpose.ALARM]
    assert any("เฉพาะเรื่องเร่งด่วน" in summary for summary in told)
    assert queries.saving_in_force(the_system()) is Saving.NONE, "it is no degree of saving"
    line.quota(500, usage=251)
    clock.set("2026-03-16 09:20")
    read_quota(line)
    assert "degraded" not in ringing()


def test_a_quiet_first_day_of_the_week_does_not_silence_the_week(empty_line: SimulatorControl, clock: Clock) -> None:
    line = empty_line
    clock.set("2026-03-04 09:00")
    people = [somebody_with_work(line, number, due_on=date(2026, 4, 8)) for number in range(1, 11)]
    with transaction():
        db.session.add(QuietDay(government_id=the_system().government_id, day=date(2026, 3, 9)))
    line.quota(30)
    plan()
    read_quota(line)
    assert guard_of(the_system(), at=clock.now).degree is Saving.WEEKLY
    assert deliver(line) == {"inbox": 10}
    clock.set("2026-03-10 09:00")
    plan()
    assert deliver(line) == {"accepted": 10}
    assert len(people) == 10


def test_a_group_that_is_saved_on_monday_hears_on_the_next_day_that_allows_it(
    empty_line: SimulatorControl, clock: Clock
) -> None:
    line = empty_line
    clock.set("2026-03-13 09:00")
    group = a_group(3)
    line.ask("groups", {group.line_group_id: {"members": 3}})
    for number in range(1, 11):
        somebody_with_work(line, number, due_on=date(2026, 4, 20))
    clock.set("2026-03-16 09:00")
    plan()
    line.quota(40)
    read_quota(line)
    assert guard_of(the_system(), at=clock.now).degree is Saving.MERGED_DAYS
    for day, told in (("16", "held"), ("17", "accepted"), ("18", "")):
        clock.set(f"2026-03-{day} 09:00")
        with transaction():
            groups.plan_group_counts(the_system(), today=tracker_clock.today(), at=clock.now)
        deliver(line)
        states_of_the_day = [one.state.value for one in messages_for(Purpose.GROUP) if one.day.day == int(day)]
        assert states_of_the_day == ([told] if told else [])
    assert [one["to"] for one in line.deliveries()].count(group.line_group_id) == 1
