"""The page of an office's LINE channel: what is secret is typed once and never shown again."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.browser import Browser
from tests.builders import a_person, the_system
from tests.conftest import Clock
from tests.reminders.office import a_channel
from tests.simulator.running import ACCESS_TOKEN, BASIC_ID, SimulatorControl, running_simulator, user_id
from tracker.database import db, transaction
from tracker.messaging.line import LineMessenger
from tracker.messaging.messenger import ChannelRejected
from tracker.people.models import AuditEvent
from tracker.people.roles import Role
from tracker.reminders import channel as service
from tracker.reminders import queries
from tracker.reminders.delivery.limits import hold_channel
from tracker.reminders.models import ChannelState, LineChannel
from tracker.reminders.quota import Saving
from tracker.secrets import SecretBox
from tracker.web.machinery import Machinery

SignIn = Callable[[object], Browser]

_FIRST = {"channel_id": "1650000000", "basic_id": "@tuayang", "secret": "first-secret", "access_token": "first-token"}


@pytest.fixture
def administrator(app: Flask, signed_in_as: SignIn) -> Browser:
    """An administrator who is signed in."""
    return signed_in_as(a_person(Role.ADMINISTRATOR))


def _box(app: Flask) -> SecretBox:
    parts = app.extensions["machinery"]
    assert isinstance(parts, Machinery)
    return parts.secrets


def _channel() -> LineChannel:
    db.session.expire_all()
    found = queries.channel(the_system())
    assert found is not None
    return found


def _store(administrator: Browser, **fields: str) -> str:
    page = administrator.visit("/reminders/channel")
    return administrator.submit(page, "/channel", fields).response.get_data(as_text=True)


def test_secrets_are_stored_encrypted_and_never_shown_again(app: Flask, administrator: Browser) -> None:
    shown = _store(administrator, **_FIRST)

    channel = _channel()
    assert _box(app).open(channel.secret_encrypted) == "first-secret"
    assert "first-secret" not in channel.secret_encrypted
    again = administrator.visit("/reminders/channel").response.get_data(as_text=True)
    for secret in ("first-secret", "first-token", channel.secret_encrypted, channel.access_token_encrypted):
        assert secret not in shown + again
        assert secret not in str([(event.subject, event.details) for event in db.session.scalars(select(AuditEvent))])
    assert "บันทึกแล้ว" in shown


def test_the_first_time_both_secrets_are_asked_for(administrator: Browser) -> None:
    page = administrator.visit("/reminders/channel")
    page = administrator.submit(page, "/channel", {**_FIRST, "access_token": ""}, status=422)
    assert len(page.errors) == 1
    assert "Channel access token" in page.errors[0]
    assert queries.channel(the_system()) is None


def test_a_field_left_empty_keeps_what_is_stored(app: Flask, administrator: Browser) -> None:
    _store(administrator, **_FIRST)
    _store(administrator, channel_id="1650000001", basic_id="@tuayang")
    channel = _channel()
    assert channel.channel_id == "1650000001"
    assert service.webhook_secrets(channel, box=_box(app)) == ("first-secret",)


def test_after_a_change_events_signed_with_the_secret_before_are_still_believed(
    app: Flask, administrator: Browser
) -> None:
    _store(administrator, **_FIRST)
    _store(administrator, **{**_FIRST, "secret": "second-secret"})
    assert service.webhook_secrets(_channel(), box=_box(app)) == ("second-secret", "first-secret")
    _store(administrator, **{**_FIRST, "secret": "second-secret"})  # Typed again, as people do.
    assert service.webhook_secrets(_channel(), box=_box(app)) == ("second-secret", "first-secret")
    _store(administrator, **{**_FIRST, "secret": "third-secret"})
    assert service.webhook_secrets(_channel(), box=_box(app)) == ("third-secret", "second-secret")


def test_secrets_closed_with_another_key_can_be_entered_again(app: Flask, administrator: Browser, clock: Clock) -> None:
    with transaction():
        other = SecretBox("the key of the machine before this one")
        service.store(service.Credentials(**_FIRST), box=other, by=the_system(), at=clock.now)

    _store(administrator, **{**_FIRST, "secret": "entered-again"})

    assert service.webhook_secrets(_channel(), box=_box(app)) == ("entered-again",)


def test_the_webhook_address_is_there_to_copy(administrator: Browser) -> None:
    page = administrator.visit("/reminders/channel")
    assert "http://127.0.0.1:8000/line/webhook/tuayang" in page.text
    assert "https://" in " ".join(page.notices)


def test_a_held_channel_sends_again_when_told(administrator: Browser) -> None:
    _store(administrator, **_FIRST)
    channel = _channel()
    channel.state, channel.held_reason = ChannelState.HELD, "401"
    db.session.commit()

    administrator.submit(administrator.visit("/reminders/channel"), "/resume")

    assert _channel().state is ChannelState.ACTIVE


@pytest.fixture
def line(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatorControl]:
    """A LINE that knows an account, and messengers that speak to it."""
    with running_simulator(tmp_path) as simulator:
        monkeypatch.setitem(
            app.extensions, "messenger_maker", lambda token: LineMessenger(token, host=simulator.host, total_seconds=5)
        )
        yield simulator


def _examined(administrator: Browser, **fields: str) -> str:
    _store(administrator, **{**_FIRST, "basic_id": BASIC_ID, "access_token": ACCESS_TOKEN, **fields})
    return " ".join(administrator.submit(administrator.visit("/reminders/channel"), "/examine").notices)


def test_an_account_that_works_is_said_to(administrator: Browser, line: SimulatorControl) -> None:
    assert "พร้อมใช้งาน" in _examined(administrator)


def test_an_account_whose_chat_is_on_is_told_of(administrator: Browser, line: SimulatorControl) -> None:
    account = {"userId": user_id(9), "basicId": BASIC_ID, "displayName": "อบต.", "markAsReadMode": "manual"}
    line.fault("status", status=200, body={**account, "chatMode": "chat"}, op="getBotInfo")
    assert "ปิดแชต" in _examined(administrator)


def test_a_token_of_another_account_is_told_of(administrator: Browser, line: SimulatorControl) -> None:
    assert "ไม่ใช่ @other" in _examined(administrator, basic_id="other")


def test_a_token_line_does_not_take_is_told_of(administrator: Browser, line: SimulatorControl) -> None:
    assert "LINE ไม่รับ" in _examined(administrator, access_token="wrong")


def test_a_line_that_cannot_be_reached_is_told_of(administrator: Browser, line: SimulatorControl) -> None:
    line.fault("drop", op="getBotInfo")
    assert "ติดต่อ LINE ไม่ได้" in _examined(administrator)


def test_without_a_channel_there_is_nothing_to_examine(administrator: Browser) -> None:
    assert "ทดสอบการเชื่อมต่อ" not in administrator.visit("/reminders/channel").text


def test_the_coordinator_sees_the_month_and_changes_nothing(app: Flask, signed_in_as: SignIn) -> None:
    a_channel()
    page = signed_in_as(a_person(Role.COORDINATOR)).visit("/reminders/channel")
    assert "ข้อความของเดือนนี้" in page.text
    assert "Channel access token (long-lived)" not in page.text
    assert "ทดสอบการเชื่อมต่อ" not in page.text


def test_nobody_else_sees_the_channel(app: Flask, signed_in_as: SignIn) -> None:
    signed_in_as(a_person(Role.UNIT_HEAD)).visit("/reminders/channel", status=403)


def the_quota(limit: int | None, used: int, at: datetime) -> None:
    channel = _channel()
    channel.monthly_limit, channel.monthly_used, channel.quota_read_at = limit, used, at
    db.session.commit()


def test_the_month_is_told_in_words(app: Flask, signed_in_as: SignIn, clock: Clock) -> None:
    a_channel()
    browser = signed_in_as(a_person(Role.COORDINATOR))
    assert "ยังไม่ได้อ่านโควตาจาก LINE" in browser.visit("/reminders/channel").text
    the_quota(300, 255, clock.now)
    text = browser.visit("/reminders/channel").text
    assert "ใช้ไป 255 จาก 300 ข้อความ เหลือ 45 ข้อความ" in text
    assert "60 ข้อความสุดท้ายสำหรับเรื่องเร่งด่วน ในจำนวนนี้ 15 ข้อความ" in text
    assert "ครั้งถัดไปราว 31 มี.ค. 69 เวลา 09.15 น." in text
    the_quota(None, 40, clock.now)
    assert "LINE ไม่จำกัดจำนวนข้อความของบัญชีนี้" in browser.visit("/reminders/channel").text


def test_what_has_to_be_looked_at_says_what_to_do_and_goes_when_mended(
    app: Flask, administrator: Browser, clock: Clock
) -> None:
    a_channel()
    with transaction():
        hold_channel(the_system(), ChannelRejected("401"), at=clock.now)
    page = administrator.visit("/reminders/channel")
    assert "หยุดส่งข้อความทาง LINE" in page.text
    assert "ต้องทำอะไร:" in page.text
    administrator.submit(page, "/resume")
    assert "ไม่มีเรื่องที่ต้องดู" in administrator.visit("/reminders/channel").text


def test_an_office_that_saves_messages_says_so(app: Flask, signed_in_as: SignIn, clock: Clock) -> None:
    a_channel()
    the_quota(300, 290, clock.now)
    text = signed_in_as(a_person(Role.COORDINATOR)).visit("/reminders/channel").text
    assert Saving.ESCALATIONS.label in text
    assert Saving.ESCALATIONS.meaning in text


def test_an_office_that_lives_on_its_reserve_says_so(app: Flask, signed_in_as: SignIn, clock: Clock) -> None:
    a_channel()
    clock.set("2026-03-16 09:00")
    the_quota(300, 250, clock.now)
    text = signed_in_as(a_person(Role.COORDINATOR)).visit("/reminders/channel").text
    assert "ส่งเฉพาะเรื่องเร่งด่วน ที่เหลือของเดือนกันไว้" in text
    assert Saving.NONE.label not in text
    assert Saving.NONE.meaning not in text
