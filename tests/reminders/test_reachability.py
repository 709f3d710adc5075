"""Who is reached by LINE, who is not, and what is done about it."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.browser import Browser, Page
from tests.builders import a_government, a_person, a_task, the_system, the_unit, viewer_of
from tests.conftest import Clock
from tests.line_webhook.line_office import PHONE, LineOffice, line_office, words_of
from tests.reminders.office import BASE_URL, a_channel, a_head, envelopes, link, plan
from tests.simulator.running import ACCESS_TOKEN, user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.errors import NotNow
from tracker.messaging.line import LineMessenger
from tracker.people import linking
from tracker.people import queries as people
from tracker.people.models import Absence, AuditEvent, LineAccount, Person
from tracker.people.roles import LineState, Role
from tracker.reminders import delivery
from tracker.reminders.delivery.reaching import check_who_is_reached
from tracker.reminders.models import Carrier, MessageState, OutgoingMessage
from tracker.reminders.queries.reaching import Reach, reached_by_unit

SignIn = Callable[[object], Browser]


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        yield office


def reach_of(person: Person) -> Reach:
    db.session.expire_all()
    units = reached_by_unit(the_system(), on=tracker_clock.today())
    (found,) = {one.reach for unit in units for one in unit.people if one.person_id == person.id}
    return found


def check(office: LineOffice) -> dict[str, int]:
    """Run the job."""
    db.session.remove()
    done = check_who_is_reached(the_system(), LineMessenger(ACCESS_TOKEN, host=office.line.host), now=tracker_clock.now)
    db.session.remove()
    return dict(done)


def notes_of(person: Person) -> list[str]:
    db.session.remove()
    return list(
        db.session.scalars(
            select(OutgoingMessage.summary).where(
                OutgoingMessage.person_id == person.id, OutgoingMessage.carrier == Carrier.WEB
            )
        )
    )


def test_everybody_who_should_hear_is_shown_by_unit_the_worst_first(app: Flask, signed_in_as: SignIn) -> None:
    coordinator, finance = a_person(Role.COORDINATOR), the_unit("กองคลัง")
    head = a_head(unit=finance)
    a_person(Role.STAFF, unit=finance, name="นายไม่ได้เชื่อม สมมติ")
    a_channel()
    page = signed_in_as(coordinator).visit("/reminders/reachability")
    section = next(panel for panel in page.all("section") if panel.select_one("h2").get_text(strip=True) == "กองคลัง")
    rows = [row.get_text(" ", strip=True) for row in section.select("tbody tr")]
    assert "นายไม่ได้เชื่อม สมมติ" in rows[0]
    assert "ยังไม่ได้เชื่อม" in rows[0]
    assert f"แทน: {head.name}" in rows[0]
    assert "ยังไม่เคยตอบ" in rows[1]
    assert "สรุป 3 คน" in page.text


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.STAFF, Role.MAYOR, Role.AUDITOR])
def test_the_page_is_the_coordinators_and_the_administrators(app: Flask, signed_in_as: SignIn, role: Role) -> None:
    person = a_person(role, unit=the_unit("กองคลัง") if role in {Role.UNIT_HEAD, Role.STAFF} else None)
    signed_in_as(person).visit("/reminders/reachability", status=403)


def test_who_presses_or_writes_answers(office: LineOffice) -> None:
    head = a_head()
    assert reach_of(head) is Reach.NEVER_ANSWERED
    office.say("งานของฉัน")
    assert reach_of(head) is Reach.ANSWERS
    db.session.remove()
    account = people.line_account(head.id, asker=the_system())
    assert account is not None
    assert account.last_heard_at == tracker_clock.now()


def test_who_only_follows_has_not_answered(office: LineOffice) -> None:
    head = a_head()
    office.line.follow(PHONE)
    office.act()
    assert reach_of(head) is Reach.NEVER_ANSWERED


def test_blocking_moves_what_waits_and_tells_who_looks_after_the_person(office: LineOffice) -> None:
    """LINE case 69."""
    head = a_head(unit=the_unit("กองคลัง"), number=2)
    officer = a_person(Role.STAFF, unit=the_unit("กองคลัง"), name="นายสมมติ ตัวอย่าง")
    link(officer, 1)
    a_task(unit=the_unit("กองคลัง"), assignee=officer)
    plan()
    (waiting,) = [one for one in envelopes() if one.person_id == officer.id]
    assert (waiting.carrier, waiting.state) == (Carrier.LINE, MessageState.WAITING)
    office.line.unfollow(PHONE)
    office.act()
    (moved,) = [one for one in envelopes() if one.person_id == officer.id]
    assert (moved.carrier, moved.state) == (Carrier.WEB, MessageState.INBOX)
    assert any("LINE ส่งไม่ถึง นายสมมติ ตัวอย่าง" in note for note in notes_of(head))
    assert reach_of(officer) is Reach.BLOCKED
    office.line.follow(PHONE)
    office.act()
    assert reach_of(officer) is Reach.NEVER_ANSWERED


def test_of_a_head_who_blocks_the_chief_administrator_is_told(office: LineOffice) -> None:
    a_head(unit=the_unit("กองคลัง"))
    chief = a_person(Role.CHIEF_ADMINISTRATOR)
    office.line.unfollow(PHONE)
    office.act()
    assert any("LINE ส่งไม่ถึง" in note for note in notes_of(chief))


def test_the_monthly_check_finds_who_is_gone(office: LineOffice, clock: Clock) -> None:
    head, gone = a_head(number=1), a_person(Role.STAFF)
    link(gone, 7)  # Nobody LINE knows.
    office.line.person(user_id(7), state="unknown")
    assert check(office) == {"reached": 1, "unreached": 1}
    assert (reach_of(gone), reach_of(head)) == (Reach.UNREACHABLE, Reach.NEVER_ANSWERED)
    assert check(office) == {}, "asked once a month"
    clock.set("2026-04-30 09:01")
    assert check(office) == {"reached": 1}


def test_a_person_line_refuses_to_send_to_is_marked_and_told_of(office: LineOffice) -> None:
    """LINE case 25."""
    chief, head = a_person(Role.CHIEF_ADMINISTRATOR), a_head(number=7)  # Nobody LINE knows.
    a_task()
    plan()
    sending = delivery.Sending(the_system(), LineMessenger(ACCESS_TOKEN, host=office.line.host), BASE_URL)
    db.session.remove()
    delivery.deliver_waiting(sending, now=tracker_clock.now)
    assert reach_of(head) is Reach.BLOCKED
    assert any("LINE ส่งไม่ถึง" in note for note in notes_of(chief))
    delivery.deliver_waiting(sending, now=tracker_clock.now)
    assert len(office.line.requests("pushMessage")) == 1


def test_a_line_out_of_order_marks_nobody(office: LineOffice) -> None:
    head = a_head()
    office.line.fault("500", op="getProfile")
    assert check(office) == {"busy": 1}
    assert reach_of(head) is Reach.NEVER_ANSWERED


def test_the_deputy_of_somebody_away_is_named(app: Flask) -> None:
    head, deputy = a_head(), a_person(Role.STAFF, name="นางรองแทน สมมติ")
    with transaction():
        db.session.add(
            Absence(
                government_id=head.government_id,
                person_id=head.id,
                deputy_id=deputy.id,
                starts_on=date(2026, 3, 30),
                ends_on=date(2026, 4, 3),
                entered_at=tracker_clock.now(),
            )
        )
    units = reached_by_unit(the_system(), on=tracker_clock.today())
    assert [one.deputy for unit in units for one in unit.people if one.person_id == head.id] == ["นางรองแทน สมมติ"]


def a_slip(browser: Browser, person: Person) -> Page:
    page = browser.visit("/reminders/reachability")
    return browser.submit(page, f"/reminders/reachability/{person.id}/slip")


def test_a_slip_with_a_code_brings_somebody_in(office: LineOffice) -> None:
    from tests.signing_in import sign_in_client

    coordinator, officer = a_person(Role.COORDINATOR), a_person(Role.STAFF, unit=the_unit("กองคลัง"))
    page = a_slip(Browser(sign_in_client(office.app, coordinator)), officer)
    code = page.find(".one-time-code output").get_text(strip=True)
    assert str(page.find("img.slip-code")["src"]).startswith("data:image/png;base64,")
    assert f"/R/oaMessage/%40sample/?{code}" in page.text
    assert officer.name in words_of(office.say(code))
    office.press("ใช่ เชื่อมบัญชีนี้")
    db.session.remove()
    assert people.line_account(officer.id, asker=the_system()) is not None
    assert any("มีการเชื่อม LINE กับบัญชีของท่าน" in note for note in notes_of(officer))


def test_who_had_a_slip_printed_is_written_down_and_the_code_is_not(app: Flask, signed_in_as: SignIn) -> None:
    a_channel()
    coordinator, officer = a_person(Role.COORDINATOR), a_person(Role.STAFF)
    page = a_slip(signed_in_as(coordinator), officer)
    code = page.find(".one-time-code output").get_text(strip=True)
    (written,) = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "line_slip_issued"))
    assert (written.person_id, written.subject) == (coordinator.id, officer.username)
    assert code not in str((written.subject, written.details))


def test_a_slip_is_good_for_a_day_and_ends_older_codes(app: Flask, clock: Clock) -> None:
    coordinator, officer = a_person(Role.COORDINATOR), a_person(Role.STAFF)
    own = linking.issue_code(by=viewer_of(officer), at=clock.now)
    slip = linking.issue_slip_code(officer, by=viewer_of(coordinator), at=clock.now)
    later = clock.now + timedelta(hours=23, minutes=59)
    assert linking.claim_code(own, PHONE, asker=the_system(), at=clock.now) is None
    assert linking.claim_code(slip, PHONE, asker=the_system(), at=later + timedelta(minutes=1)) is None
    assert linking.claim_code(slip, PHONE, asker=the_system(), at=later) == officer


def test_slips_are_not_printed_without_end(app: Flask, clock: Clock) -> None:
    coordinator, officer = a_person(Role.COORDINATOR), a_person(Role.STAFF)
    for _ in range(10):
        linking.issue_slip_code(officer, by=viewer_of(coordinator), at=clock.now)
    with pytest.raises(NotNow, match="รอหนึ่งชั่วโมง"):
        linking.issue_slip_code(officer, by=viewer_of(coordinator), at=clock.now)


def test_nobody_else_has_slips_printed(app: Flask, signed_in_as: SignIn) -> None:
    a_channel()
    officer, head = a_person(Role.STAFF), a_head()
    browser = signed_in_as(head)
    token = browser.visit("/reminders/line").find("input[name=csrf_token]")["value"]
    sent = browser.client.post(f"/reminders/reachability/{officer.id}/slip", data={"csrf_token": token})
    assert sent.status_code == 403


def test_an_administrator_enters_an_email_that_is_shown_as_the_way_round(app: Flask, signed_in_as: SignIn) -> None:
    officer, browser = a_person(Role.STAFF), signed_in_as(a_person(Role.ADMINISTRATOR))
    page = browser.visit(f"/administration/users/{officer.id}/edit")
    refused = browser.submit(page, fields={"email": "ไม่ใช่อีเมล"}, status=422)
    assert "ที่อยู่อีเมล" in refused.errors[0]
    browser.submit(page, fields={"email": "officer@example.go.th"})
    assert "อีเมล officer@example.go.th" in browser.visit("/reminders/reachability").text
    page = browser.visit(f"/administration/users/{officer.id}/edit")
    browser.submit(page, fields={"email": ""})
    assert db.session.get_one(Person, officer.id).email == ""


def test_no_line_id_is_on_the_page(app: Flask, signed_in_as: SignIn) -> None:
    a_head()
    page = signed_in_as(a_person(Role.COORDINATOR)).visit("/reminders/reachability")
    assert not re.search(r"U[0-9a-f]{32}", page.response.get_data(as_text=True))


def test_another_office_is_not_shown(app: Flask, signed_in_as: SignIn) -> None:
    there = a_government("elsewhere", "เทศบาลตำบลจำลองสอง")
    a_person(Role.MAYOR, government=there, name="นายคนละแห่ง สมมติ")
    page = signed_in_as(a_person(Role.COORDINATOR)).visit("/reminders/reachability")
    assert "นายคนละแห่ง" not in page.text


def test_an_unlinked_person_counts_as_not_linked(app: Flask) -> None:
    head = a_head()
    with transaction():
        account = db.session.scalars(select(LineAccount)).one()
        account.state = LineState.UNLINKED
    assert reach_of(head) is Reach.NOT_LINKED
