"""LINE's own account link: from the button in the chat over the page to the bond, and every way it must not work."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.browser import Browser
from tests.builders import a_government, a_person, the_system
from tests.conftest import Clock
from tests.line_webhook.line_office import PHONE, LineOffice, line_office, words_of
from tests.reminders.office import BASE_URL, a_channel, a_head, link
from tests.signing_in import sign_in_client
from tests.simulator.running import user_id
from tracker import clock as tracker_clock
from tracker import line_webhook
from tracker.database import db
from tracker.messaging.line import LineMessenger
from tracker.people import queries as people
from tracker.people.models import LineLinkNonce, LocalGovernment, Person
from tracker.people.roles import Role
from tracker.reminders.models import MessageState, OutgoingMessage
from tracker.web.machinery import machinery

OTHER = user_id(2)


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        committed_app.extensions["line_access_host"] = office.line.host
        office.line.person(OTHER)
        yield office


def link_address(messages: list[dict[str, Any]]) -> str:
    """The address behind the button that links, as a path of our own."""
    (button,) = messages[0]["contents"]["footer"]["contents"]
    address = button["action"]["uri"]
    assert address.startswith(f"{BASE_URL}/line/link?")
    return address.removeprefix(BASE_URL)


def to_line(office: LineOffice, person: Person, address: str) -> str:
    """Open the page as a person who is signed in, press the button, and return where the browser is sent."""
    browser = Browser(sign_in_client(office.app, person))
    page = browser.visit(address)
    assert person.name in page.find("main").get_text()
    fields = {field["name"]: field.get("value", "") for field in page.form("/line/link").select("input")}
    answer = browser.client.post("/line/link", data=fields)
    assert answer.status_code == 303
    db.session.remove()
    return str(answer.headers["Location"])


def at_line(address: str, *, opened_by: str = "") -> int:
    """Open LINE's page of account link, and return its status."""
    opened = f"{address}&as={opened_by}" if opened_by else address
    try:
        with urllib.request.urlopen(opened, timeout=30) as answer:  # noqa: S310 - The simulator of this test.
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


def nonce_of(address: str) -> str:
    """The nonce of an address of LINE's."""
    return parse_qs(urlsplit(address).query)["nonce"][0]


def token_of(address: str) -> str:
    """The link token of an address of ours."""
    return parse_qs(urlsplit(address).query)["linkToken"][0]


def linked(phone: str = PHONE, government: LocalGovernment | None = None) -> int | None:
    db.session.remove()
    account = people.line_account_of_user(phone, asker=the_system(government))
    return None if account is None else account.person_id


def notes_of(person: Person) -> list[str]:
    """What stands in a person's web inbox."""
    return list(
        db.session.scalars(
            select(OutgoingMessage.summary).where(
                OutgoingMessage.person_id == person.id, OutgoingMessage.state == MessageState.INBOX
            )
        )
    )


def test_a_friend_is_linked_to_who_is_signed_in(office: LineOffice) -> None:
    """LINE case 61."""
    person = a_person(Role.UNIT_HEAD, name="นางพร จำลอง")
    address = to_line(office, person, link_address(office.say("สวัสดี")))
    assert address.startswith(f"{office.line.host}/dialog/bot/accountLink?linkToken=")
    assert linked() is None, "nothing is linked before LINE says so"
    assert at_line(address) == 200
    office.act()
    assert linked() == person.id
    told = words_of(office.line.messages_to(PHONE))
    assert "เชื่อม LINE กับบัญชี นางพร จำลอง แล้ว" in told
    assert "ยกเลิกการเชื่อมได้ตลอดเวลา" in told
    assert "หากท่านไม่ได้เชื่อมเอง" in notes_of(person)[0]


def test_opening_the_page_links_nobody_and_the_form_needs_its_token(office: LineOffice) -> None:
    person = a_person()
    browser = Browser(sign_in_client(office.app, person))
    address = link_address(office.say("สวัสดี"))
    browser.visit(address)
    sent = {"link_token": token_of(address), "office": str(person.government_id)}
    assert browser.client.post("/line/link", data=sent).status_code == 400
    assert db.session.scalar(select(func.count()).select_from(LineLinkNonce)) == 0


def test_the_page_lets_its_form_lead_to_line_and_nowhere_else(office: LineOffice) -> None:
    browser = Browser(sign_in_client(office.app, a_person()))
    page = browser.visit(link_address(office.say("สวัสดี")))
    assert f"form-action 'self' {office.line.host}" in page.response.headers["Content-Security-Policy"]
    assert "form-action 'self'" in browser.visit("/reminders/line").response.headers["Content-Security-Policy"]
    assert office.line.host not in browser.visit("/reminders/line").response.headers["Content-Security-Policy"]


def test_who_is_not_signed_in_signs_in_first_and_comes_back(office: LineOffice) -> None:
    address = link_address(office.say("สวัสดี"))
    answer = office.app.test_client().get(address)
    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["next"] == [address]


def test_an_address_opened_by_somebody_else_links_nobody(office: LineOffice) -> None:
    """LINE case 62."""
    victim = a_person(name="นางพร จำลอง")
    address = to_line(office, victim, link_address(office.say("สวัสดี")))
    assert at_line(address, opened_by=OTHER) == 200
    office.act()
    assert (linked(), linked(OTHER)) == (None, None)
    assert [nonce.used_at is not None for nonce in db.session.scalars(select(LineLinkNonce))] == [True]
    at_line(to_line(office, victim, link_address(office.say("สวัสดี"))))
    office.act()
    assert linked() == victim.id, "the next try is good again"


def test_a_link_token_works_once(office: LineOffice) -> None:
    """LINE case 63."""
    first, second = a_person(), a_person(Role.STAFF)
    page = link_address(office.say("สวัสดี"))
    assert at_line(to_line(office, first, page)) == 200
    assert at_line(to_line(office, second, page)) == 400
    office.act()
    assert linked() == first.id


def test_a_link_token_dies_after_ten_minutes(office: LineOffice) -> None:
    """LINE case 64."""
    address = to_line(office, a_person(), link_address(office.say("สวัสดี")))
    office.line.advance(601)
    assert at_line(address) == 400
    assert office.act() == 0, "LINE tells nothing of a token that is too old"
    assert linked() is None


def test_a_nonce_dies_after_ten_minutes_whatever_line_says(office: LineOffice, clock: Clock) -> None:
    """LINE case 64."""
    old = nonce_of(to_line(office, a_person(), link_address(office.say("สวัสดี"))))
    clock.set("2026-03-31 09:11")
    token = token_of(link_address(office.say("สวัสดี")))
    assert at_line(f"{office.line.host}/dialog/bot/accountLink?linkToken={token}&nonce={old}") == 200
    office.act()
    assert linked() is None
    assert "เชื่อมบัญชีไม่สำเร็จ" in words_of(office.line.messages_to(PHONE))


def test_a_nonce_works_once(office: LineOffice) -> None:
    """LINE case 65."""
    person = a_person()
    address = to_line(office, person, link_address(office.say("สวัสดี")))
    at_line(address)
    office.act()
    assert linked() == person.id
    stolen = nonce_of(address)
    token = token_of(link_address(office.say("สวัสดี", OTHER)))
    assert at_line(f"{office.line.host}/dialog/bot/accountLink?linkToken={token}&nonce={stolen}") == 200
    office.act()
    assert (linked(), linked(OTHER)) == (person.id, None)


def test_a_nonce_nobody_issued_links_nobody(office: LineOffice) -> None:
    token = token_of(link_address(office.say("สวัสดี")))
    at_line(f"{office.line.host}/dialog/bot/accountLink?linkToken={token}&nonce={'a' * 43}")
    office.act()
    assert linked() is None


def test_a_person_who_may_not_sign_in_any_more_is_not_linked(office: LineOffice) -> None:
    person = a_person()
    address = to_line(office, person, link_address(office.say("สวัสดี")))
    db.session.get_one(Person, person.id).is_active = False
    db.session.commit()
    at_line(address)
    office.act()
    assert linked() is None


def test_linking_anew_replaces_both_older_links_and_says_so(office: LineOffice) -> None:
    """LINE case 67."""
    before, person = a_head(number=1), a_person(Role.STAFF, name="นางพร จำลอง")
    link(person, 2)
    offered = office.say("เชื่อมบัญชี")
    assert before.name in words_of(offered)
    at_line(to_line(office, person, link_address(offered)))
    office.act()
    assert (linked(), linked(OTHER)) == (person.id, None)
    assert people.line_account(before.id, asker=the_system()) is None
    assert "ไปเชื่อมกับบัญชีอื่น" in notes_of(before)[0]
    assert "ยังไม่ได้เชื่อม" in words_of(office.say("งานของฉัน", OTHER))


def test_line_out_of_order_leaves_the_way_by_code(office: LineOffice) -> None:
    office.line.fault("500", op="issueLinkToken")
    (message,) = office.say("สวัสดี")
    (button,) = message["contents"]["footer"]["contents"]
    assert button["action"]["uri"] == f"{BASE_URL}/reminders/line"
    assert office.line.requests("replyMessage")[-1]["status"] == 200


def test_two_municipalities_never_mix_their_ids(office: LineOffice) -> None:
    """LINE case 70."""
    here, there = a_government(), a_government("elsewhere", "เทศบาลตำบลจำลองสอง")
    a_channel(there, basic_id="@elsewhere", secret="the secret of elsewhere", access_token="token-of-elsewhere")
    port = urlsplit(office.line.ask("channels")[0]["webhook_url"]).port
    office.line.channel(
        f"http://127.0.0.1:{port}/line/webhook/elsewhere",
        access_token="token-of-elsewhere",
        secret="the secret of elsewhere",
        basic_id="@elsewhere",
        name=there.name,
    )
    office.line.person(PHONE, channel="@elsewhere")
    first, second = a_person(government=here), a_person(government=there)

    def act_there() -> None:
        db.session.remove()
        speaking = LineMessenger("token-of-elsewhere", host=office.line.host)
        acting = line_webhook.Acting(the_system(there), speaking, machinery().files, BASE_URL)
        line_webhook.act_on_events(acting, now=tracker_clock.now)
        db.session.remove()

    # The same phone, linked in both offices by the same way.
    at_line(to_line(office, first, link_address(office.say("สวัสดี"))))
    office.act()
    office.line.say(PHONE, "สวัสดี", channel="@elsewhere")
    act_there()
    page = link_address(office.line.deliveries(PHONE)[-1]["messages"])

    # Who belongs to the other office cannot take this one's link token.
    refused = Browser(sign_in_client(office.app, first)).visit(page)
    assert "ของหน่วยงานอื่น" in refused.text
    assert not [form for form in refused.all("form") if form.get("action") == "/line/link"]
    at_line(to_line(office, second, page))
    assert office.act() == 0, "what LINE tells one office is not told to the other"
    act_there()
    assert (linked(PHONE, here), linked(PHONE, there)) == (first.id, second.id)

    # A nonce of this office brought back by the other's LINE names nobody there.
    address = to_line(office, first, link_address(office.say("เชื่อมบัญชี")))
    nonce = nonce_of(address)
    office.line.say(PHONE, "เชื่อมบัญชี", channel="@elsewhere")
    act_there()
    token = token_of(link_address(office.line.deliveries(PHONE)[-1]["messages"]))
    at_line(f"{office.line.host}/dialog/bot/accountLink?linkToken={token}&nonce={nonce}")
    act_there()
    assert (linked(PHONE, here), linked(PHONE, there)) == (first.id, second.id)
