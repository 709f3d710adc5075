"""The rehearsal: what would go on a day, to whom, why and at what cost; looking writes nothing."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.browser import Browser
from tests.builders import a_directive, a_person, a_task, the_system, the_unit, viewer_of
from tests.conftest import Clock
from tests.reminders.delivering import a_group, deliver
from tests.reminders.office import BASE_URL, a_channel, a_head, link, plan
from tests.simulator.running import SimulatorControl, user_id
from tracker.database import Base, db, transaction
from tracker.errors import NotNow
from tracker.people.models import Person
from tracker.people.roles import Role
from tracker.reminders import queries
from tracker.reminders.models import Carrier, MessageState, OutgoingMessage, Purpose, QuietDay
from tracker.reminders.policy import Kind
from tracker.reminders.service.rehearsing import Rehearsal, rehearse, send_to_myself
from tracker.tasks.models import TaskState

SignIn = Callable[[object], Browser]
TUESDAY = date(2026, 3, 31)


def of(day: date, clock: Clock) -> Rehearsal:
    return rehearse(day, asker=the_system(), at=clock.now, base_url=BASE_URL)


def rows() -> dict[str, int]:
    return {
        name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
    }


def test_a_day_shows_who_hears_what_and_why(app: Flask, clock: Clock) -> None:
    a_channel()
    head = a_head()
    a_task(due_on=TUESDAY, opened_at=clock.now)
    unlinked = a_person(Role.UNIT_HEAD, unit=the_unit("กองช่าง"))
    a_task(unit=the_unit("กองช่าง"), due_on=date(2026, 3, 25), opened_at=clock.now)
    found = of(TUESDAY, clock)
    to_head, to_other = found.to(head.id), found.to(unlinked.id)
    assert to_head is not None
    assert to_other is not None
    assert (to_head.carrier, to_other.carrier) == (Carrier.LINE, Carrier.WEB)
    assert (found.cost, found.on_the_web) == (1, 1)
    assert [why.label for why in to_head.reasons] == ["ครบกำหนดวันนี้", "ได้รับมอบหมาย"]
    assert to_head.reasons[0].heading == "จัดทำคู่มือ"
    assert "ครบกำหนดวันนี้: จัดทำคู่มือ" in to_head.notification
    assert [card.heading for card in to_head.cards] == ["ครบกำหนดวันนี้"]
    assert "กำหนด: วันอังคารที่ 31 มีนาคม 2569" in to_head.cards[0].lines


def test_looking_at_a_day_writes_nothing(app: Flask, clock: Clock) -> None:
    a_channel()
    a_head()
    a_task(due_on=TUESDAY)
    before = rows()
    for day in (date(2026, 3, 30), TUESDAY, date(2026, 4, 1), date(2026, 9, 30)):
        of(day, clock)
    assert not db.session.new
    assert not db.session.dirty
    assert rows() == before


def test_what_is_rehearsed_for_today_is_what_is_planned(app: Flask, clock: Clock) -> None:
    a_channel()
    for number, name in enumerate(("สำนักปลัด", "กองช่าง", "กองคลัง"), 1):
        a_head(the_unit(name), number)
        a_task(unit=the_unit(name), due_on=date(2026, 3, 28 + number))
    a_directive(a_person(Role.MAYOR), due_on=date(2026, 3, 27))
    rehearsed = {message.person_id: message.notification for message in of(TUESDAY, clock).messages}
    plan()
    planned = {
        message.person_id: message.summary
        for message in db.session.scalars(select(OutgoingMessage).where(OutgoingMessage.purpose == Purpose.DIGEST))
    }
    assert rehearsed == planned
    assert {one.person_id: one.notification for one in of(TUESDAY, clock).messages} == planned, "planned, not sent"


def test_what_was_told_is_not_told_again(app: Flask, clock: Clock) -> None:
    a_channel()
    head = a_head()
    a_task(due_on=date(2026, 3, 27))
    plan()
    db.session.execute(OutgoingMessage.__table__.update().values(state=MessageState.ACCEPTED))
    assert of(date(2026, 4, 1), clock).to(head.id) is not None, "three working days late is news"
    told = of(date(2026, 4, 2), clock)
    assert told.to(head.id) is None


def test_a_day_to_come_counts_what_the_days_before_it_will_tell(app: Flask, clock: Clock) -> None:
    a_channel()
    head = a_head()
    a_task(due_on=date(2026, 5, 29))
    on_the_day, the_next = of(date(2026, 5, 29), clock).to(head.id), of(date(2026, 6, 2), clock).to(head.id)
    assert on_the_day is not None
    assert [why.label for why in on_the_day.reasons] == ["ครบกำหนดวันนี้"]
    assert the_next is not None
    assert [why.label for why in the_next.reasons] == ["ล่าช้า"]


def test_a_day_is_rehearsed_with_what_is_left_of_the_month(app: Flask, clock: Clock) -> None:
    """The urgent one goes, the other is kept on the web by the reserve, as delivery would have it."""
    clock.set("2026-03-16 09:00")
    a_channel()
    urgent, other = a_head(), a_head(the_unit("กองคลัง"), 2)
    a_task(due_on=date(2026, 3, 16))
    a_task(unit=the_unit("กองคลัง"), due_on=date(2026, 4, 20))
    channel = queries.channel(the_system())
    assert channel is not None
    channel.monthly_limit, channel.monthly_used, channel.quota_read_at = 300, 260, clock.now
    db.session.commit()
    found = of(date(2026, 3, 16), clock)
    to_urgent, to_other = found.to(urgent.id), found.to(other.id)
    assert to_urgent is not None
    assert to_other is not None
    assert (to_urgent.carrier, to_urgent.is_saved) == (Carrier.LINE, False)
    assert (to_other.carrier, to_other.is_saved) == (Carrier.WEB, True)
    assert not any(one.is_saved for one in of(date(2026, 4, 20), clock).messages), "of another month nobody knows"


def test_a_group_costs_its_members(app: Flask, clock: Clock) -> None:
    a_channel()
    a_task(unit=the_unit("กองคลัง"), due_on=date(2026, 5, 29))
    group = a_group(12)
    before, on_monday, on_tuesday = rows(), date(2026, 4, 20), date(2026, 4, 21)
    (message,) = [one for one in of(on_monday, clock).messages if one.is_group]
    assert (message.cost, message.carrier) == (12, Carrier.LINE)
    assert "กองคลัง" in message.notification
    assert not [one for one in of(on_tuesday, clock).messages if one.is_group], "told on Monday"
    assert rows() == before
    assert group.members == 12


def test_nobody_is_written_to_on_a_day_off(app: Flask, clock: Clock) -> None:
    a_head()
    a_task(due_on=TUESDAY)
    found = of(date(2026, 4, 13), clock)
    assert not found.is_spoken_to
    assert found.messages == ()


def test_the_day_after_a_quiet_day_tells_what_that_day_did_not(app: Flask, clock: Clock) -> None:
    a_channel()
    head, quiet = a_head(), date(2026, 5, 21)
    a_task(due_on=date(2026, 5, 26), state=TaskState.IN_PROGRESS, last_reported_at=clock.now)
    db.session.add(QuietDay(government_id=the_system().government_id, day=quiet))
    db.session.commit()
    assert not of(quiet, clock).is_spoken_to
    # On the quiet Thursday three working days were left; on Friday two, which is no threshold of its own.
    after = of(date(2026, 5, 22), clock).to(head.id)
    assert after is not None
    assert [why.label for why in after.reasons if why.label == Kind.DUE_IN_3.label] == [Kind.DUE_IN_3.label]


def test_a_rehearsal_asks_no_more_of_a_large_office(app: Flask, clock: Clock, queries_at_most: object) -> None:
    counts = []
    a_channel()
    for size in (2, 12):
        for number in range(size):
            a_head(the_unit("กองคลัง"), size * 20 + number)
            a_task(unit=the_unit("กองคลัง"), due_on=TUESDAY)
        with queries_at_most(100) as seen:  # type: ignore[operator]
            of(date(2026, 4, 1), clock)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= 30


@pytest.fixture
def coordinator(app: Flask, signed_in_as: SignIn) -> Browser:
    """A coordinator who is signed in, in an office with something to say."""
    a_channel()
    a_head()
    a_task(due_on=TUESDAY)
    return signed_in_as(a_person(Role.COORDINATOR))


def test_the_page_shows_a_day_that_is_picked(coordinator: Browser) -> None:
    page = coordinator.visit("/reminders/rehearsal")
    assert "เลือกวัน" in page.text
    page = coordinator.visit("/reminders/rehearsal?day=2026-03-31")
    assert "วันอังคารที่ 31 มีนาคม 2569" in page.text
    assert "1 ข้อความ ทาง LINE 1 ข้อความ (ใช้โควตา 1)" in page.text
    assert "ครบกำหนดวันนี้ จัดทำคู่มือ" in page.text
    head = db.session.scalars(select(Person).order_by(Person.id)).first()
    assert head is not None
    page = coordinator.visit(f"/reminders/rehearsal/message?day=2026-03-31&person={head.id}")
    assert "ที่เห็นบนหน้าจอล็อก" in page.text
    assert "เสร็จแล้ว" in page.text
    assert "ท่านยังไม่ได้เชื่อม LINE" in page.text


def test_a_day_that_is_none_is_refused_kindly(coordinator: Browser) -> None:
    page = coordinator.visit("/reminders/rehearsal?day=31-31-31", status=422)
    assert "วันที่ไม่ถูกต้อง" in " ".join(page.errors)
    coordinator.visit("/reminders/rehearsal/message?day=2026-03-31&person=99999", status=404)


def test_only_those_who_look_after_reminders_rehearse(app: Flask, signed_in_as: SignIn) -> None:
    for role in (Role.UNIT_HEAD, Role.MAYOR, Role.STAFF):
        signed_in_as(a_person(role)).visit("/reminders/rehearsal", status=403)
    signed_in_as(a_person(Role.ADMINISTRATOR)).visit("/reminders/rehearsal")


def test_a_message_is_sent_to_oneself_alone_and_marked(line: SimulatorControl, clock: Clock) -> None:
    coordinator = a_person(Role.COORDINATOR)
    line.person(link(coordinator, 7))
    head_id = db.session.scalars(select(OutgoingMessage.person_id)).one()
    message = of(TUESDAY, clock).to(head_id or 0)
    assert message is not None
    db.session.rollback()
    viewer = viewer_of(coordinator)
    with transaction():
        send_to_myself(message, TUESDAY, by=viewer, at=clock.now)
    assert deliver(line) == {"accepted": 2}
    said, card = line.messages_to(user_id(7))
    assert said["text"].startswith("ทดลอง: ถึง ")
    assert card["altText"].startswith("ทดลอง: แจ้งเตือน")
    assert card["contents"] == line.messages_to(user_id(1))[0]["contents"]
    assert line.used() == 2, "one for the head, one for the trial, however many objects it has"


def test_without_line_or_room_nothing_is_sent_to_oneself(app: Flask, clock: Clock) -> None:
    a_channel()
    head, coordinator = a_head(), a_person(Role.COORDINATOR)
    a_task(due_on=TUESDAY)
    message = of(TUESDAY, clock).to(head.id)
    assert message is not None
    with pytest.raises(NotNow, match="ยังไม่ได้เชื่อม LINE"):
        send_to_myself(message, TUESDAY, by=viewer_of(coordinator), at=clock.now)
    link(coordinator, 7)
    channel = queries.channel(the_system())
    assert channel is not None
    channel.monthly_limit, channel.monthly_used, channel.quota_read_at = 300, 290, clock.now
    with pytest.raises(NotNow, match="กันไว้"):
        send_to_myself(message, TUESDAY, by=viewer_of(coordinator), at=clock.now)
    db.session.rollback()


def test_the_button_sends_to_oneself(coordinator: Browser) -> None:
    head, asker = db.session.scalars(select(Person).order_by(Person.id)).all()
    link(asker, 9)
    page = coordinator.visit(f"/reminders/rehearsal/message?day=2026-03-31&person={head.id}")
    assert "ใช้โควตาของเดือนนี้ 1 ข้อความ" in page.text
    page = coordinator.submit(page, "/rehearsal/message")
    assert "จะส่งข้อความทดลอง" in " ".join(page.notices)
    (sent,) = db.session.scalars(select(OutgoingMessage).where(OutgoingMessage.purpose == Purpose.REHEARSAL))
    assert (sent.person_id, sent.state) == (asker.id, MessageState.WAITING)


def test_a_list_of_messages_writes_none_of_them(app: Flask, clock: Clock) -> None:
    a_channel()
    head = a_head()
    a_directive(a_person(Role.MAYOR), unit=the_unit("สำนักปลัด"), due_on=TUESDAY)
    a_task(due_on=TUESDAY)
    message = of(TUESDAY, clock).to(head.id)
    assert message is not None
    assert [why.heading for why in message.reasons][:2] == ["เร่งดำเนินการให้แล้วเสร็จ", "จัดทำคู่มือ"]
    assert "message" not in vars(message)
    assert message.message is message.message
