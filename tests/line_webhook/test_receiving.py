"""The webhook's door: who is let in, what is kept, how fast."""

import base64
import hashlib
import hmac
import json
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import urllib3
from flask import Flask
from sqlalchemy import event as listening
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.builders import a_government, the_system
from tests.line_webhook.line_office import PHONE, line_office
from tests.reminders.office import a_channel
from tests.simulator.running import SECRET, group_id
from tracker.database import db, transaction
from tracker.reminders import queries
from tracker.reminders.models import EventState, IncomingEvent
from tracker.secrets import SecretBox

ADDRESS = "/line/webhook/tuayang"


def event(number: int = 1, **about: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "type": "message",
        "mode": "active",
        "timestamp": 1774922400000,
        "webhookEventId": f"01JD3X{number:020d}",
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": PHONE},
        "replyToken": "token",
        "message": {"type": "text", "id": str(number), "text": "งานของฉัน"},
    }
    return {name: value for name, value in (whole | about).items() if value is not None}


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    signature = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
    return {"X-Line-Signature": signature}


def send(app: Flask, *events: Any, secret: str = SECRET, address: str = ADDRESS) -> TestResponse:
    body = json.dumps({"destination": "U1", "events": list(events)}, ensure_ascii=False).encode()
    return app.test_client().post(address, data=body, headers=signed(body, secret))


def stored() -> list[IncomingEvent]:
    return list(db.session.scalars(select(IncomingEvent).order_by(IncomingEvent.id)))


@pytest.fixture(autouse=True)
def office(app: Flask) -> None:
    a_government()
    a_channel()


def test_a_signed_event_is_kept_and_answered(app: Flask) -> None:
    assert send(app, event()).status_code == 200
    (kept,) = stored()
    assert (kept.kind, kept.state, kept.payload) == ("message", EventState.RECEIVED, event())


def test_the_verify_button_gets_its_answer(app: Flask) -> None:
    """LINE case 41."""
    assert send(app).status_code == 200
    assert stored() == []


def test_a_missing_signature_is_refused(app: Flask) -> None:
    """LINE case 39."""
    body = json.dumps({"events": [event()]}).encode()
    answer = app.test_client().post(ADDRESS, data=body)
    assert answer.status_code == 400
    assert stored() == []


@pytest.mark.parametrize("signature", ["", "wrong", "ลายเซ็น".encode().decode("latin-1"), "====", "a" * 5000])
def test_a_wrong_signature_is_refused(app: Flask, signature: str) -> None:
    """LINE case 38."""
    body = json.dumps({"events": [event()]}).encode()
    answer = app.test_client().post(ADDRESS, data=body, headers={"X-Line-Signature": signature})
    assert answer.status_code == 400
    assert stored() == []


def test_another_channels_signature_is_refused(app: Flask) -> None:
    """LINE case 38."""
    assert send(app, event(), secret="somebody else's").status_code == 400


def test_a_body_changed_on_the_way_is_refused(app: Flask) -> None:
    """LINE case 38."""
    body = json.dumps({"events": [event()]}).encode()
    assert app.test_client().post(ADDRESS, data=body + b" ", headers=signed(body)).status_code == 400


def test_the_secret_before_is_honoured_during_a_change(app: Flask) -> None:
    """LINE case 40."""
    a_channel(secret="the new secret")
    assert send(app, event(1)).status_code == 200
    assert send(app, event(2), secret="the new secret").status_code == 200
    a_channel(secret="the newest secret")
    assert send(app, event(3)).status_code == 400


def test_an_office_nobody_knows_and_one_without_a_channel_are_not_there(app: Flask) -> None:
    a_government("other", "องค์การบริหารส่วนตำบลจำลองพัฒนา")
    assert send(app, event(), address="/line/webhook/nowhere").status_code == 404
    assert send(app, event(), address="/line/webhook/other").status_code == 404


def test_a_body_over_a_megabyte_is_refused(app: Flask) -> None:
    """LINE case 50."""
    large = event(message={"type": "text", "id": "1", "text": "ก" * 400_000})
    assert send(app, large).status_code == 413
    assert stored() == []


@pytest.mark.parametrize("is_chunked", [False, True])
def test_a_large_body_over_the_wire_is_refused_and_the_next_one_taken(
    committed_app: Flask, tmp_path: Path, *, is_chunked: bool
) -> None:
    """LINE case 50: also where nobody says beforehand how large it is."""
    a_government()
    body = json.dumps({"events": [event(message={"type": "text", "id": "1", "text": "a" * 1_100_000})]}).encode()
    with line_office(committed_app, tmp_path) as office, urllib3.PoolManager(retries=False) as pool:
        sent = iter([body[:600_000], body[600_000:]]) if is_chunked else body
        try:
            status = pool.request("POST", office.address, body=sent, headers=signed(body), timeout=10).status
        except urllib3.exceptions.ProtocolError:
            status = 413  # The server hung up before it was sent to the end.
        # Where its length is not told, it is read to the limit, and what is missing breaks the signature.
        assert status in ({400, 413} if is_chunked else {413})
        assert office.events() == []
        office.line.say(PHONE, "งานของฉัน")
        assert len(office.events()) == 1


def test_secrets_of_another_key_make_line_send_again(app: Flask) -> None:
    kept = queries.channel(the_system())
    assert kept is not None
    with transaction():
        kept.secret_encrypted = SecretBox("another key").close(SECRET)
    assert send(app, event()).status_code == 503


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"events": 1}', b"[" * 100_000])
def test_a_body_that_is_no_webhook_is_refused(app: Flask, body: bytes) -> None:
    assert app.test_client().post(ADDRESS, data=body, headers=signed(body)).status_code == 400


def test_kinds_nobody_knows_are_kept_beside_the_others(app: Flask) -> None:
    """LINE case 46."""
    odd = [event(1, type="holographicWave", mode="sideways"), 5, None, {"type": 7}, event(2)]
    assert send(app, *odd).status_code == 200
    assert len(stored()) == 3


def test_kinds_nothing_is_done_about_keep_nobody_waiting(app: Flask) -> None:
    send(app, *[event(number, type="holographicWave") for number in range(3)], event(4))
    assert [kept.state for kept in stored()] == [EventState.IGNORED] * 3 + [EventState.RECEIVED]


@pytest.mark.parametrize(
    "quiet",
    [
        {"type": "messageEdited", "message": {"type": "text", "id": "1", "text": "แก้ไขแล้ว"}},
        {"type": "memberJoined", "joined": {"members": [{"type": "user", "userId": PHONE}]}},
        {"type": "memberLeft", "left": {"members": [{"type": "user", "userId": PHONE}]}, "replyToken": None},
    ],
    ids=lambda quiet: quiet["type"],
)
def test_what_happens_in_a_group_besides_is_left_alone_quietly(
    committed_app: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture, quiet: dict[str, Any]
) -> None:
    """LINE case 51."""
    a_government()
    with line_office(committed_app, tmp_path) as office:
        told = office.line.webhook({"source": {"type": "group", "groupId": group_id(1)}} | quiet)
        assert [attempt["status"] for attempt in told["attempts"]] == [200]
        assert office.act() == 0
        assert [(kept.state, kept.payload) for kept in office.events()] == [(EventState.IGNORED, {})]
        assert office.line.requests() == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("odd", [r"a\u0000b", r"\ud83d", r"\ud83d\ud83d\ude00"])
@pytest.mark.parametrize("place", ['"text": "{}"', '"type": "{}"', '"webhookEventId": "{}"', '"{}": 1'])
def test_letters_no_database_keeps_do_not_lose_the_event(app: Flask, odd: str, place: str) -> None:
    body = ('{"events": [{' + place.replace("{}", odd) + "}, " + json.dumps(event()) + "]}").encode()
    assert app.test_client().post(ADDRESS, data=body, headers=signed(body)).status_code == 200
    assert len(stored()) == 2


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_are_none_do_not_lose_the_event(app: Flask, odd: str) -> None:
    body = ('{"events": [{"webhookEventId": "1", "x": [{"y": ' + odd + "}]}]}").encode()
    assert app.test_client().post(ADDRESS, data=body, headers=signed(body)).status_code == 200
    assert stored()[0].payload["x"] == [{"y": None}]


def test_an_event_sent_again_is_kept_once(app: Flask) -> None:
    assert send(app, event(), event()).status_code == 200
    assert send(app, event(deliveryContext={"isRedelivery": True})).status_code == 200
    assert len(stored()) == 1


def test_an_event_without_an_id_goes_by_its_content(app: Flask) -> None:
    for again in (False, True):
        send(app, event(webhookEventId=None, deliveryContext={"isRedelivery": again}))
    send(app, event(webhookEventId=None, timestamp=5))
    assert len(stored()) == 2


def test_what_a_group_says_is_not_kept(app: Flask) -> None:
    send(app, event(source={"type": "group", "groupId": "C1", "userId": PHONE}))
    (kept,) = stored()
    assert (kept.payload, kept.state) == ({}, EventState.IGNORED)


def test_two_offices_may_get_events_of_the_same_id(app: Flask) -> None:
    other = a_government("other", "องค์การบริหารส่วนตำบลจำลองพัฒนา")
    a_channel(other)
    send(app, event())
    send(app, event(), address="/line/webhook/other")
    assert [kept.government_id for kept in stored()] == [a_government().id, other.id]


def test_the_same_event_twenty_times_at_once_is_kept_once(committed_app: Flask, tmp_path: Path) -> None:
    """LINE case 42."""
    a_government()
    with line_office(committed_app, tmp_path) as office:
        told = office.line.webhook(
            {"to_user": PHONE, "message": {"type": "text", "text": "งานของฉัน"}}, repeat=20, concurrent=True, timeout=10
        )
        assert {attempt["status"] for attempt in told["attempts"]} == {200}
        assert len(office.events()) == 1
        assert office.act() == 1
        assert len(office.line.deliveries(PHONE)) == 1


def test_a_database_that_is_locked_makes_line_send_again(committed_app: Flask) -> None:
    """LINE case 48."""
    a_government()
    a_channel()
    db.session.remove()
    is_sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.connect() as other:
        if is_sqlite:
            other.exec_driver_sql("COMMIT")
            other.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            other.exec_driver_sql("LOCK TABLE incoming_events IN ACCESS EXCLUSIVE MODE")
        with ThreadPoolExecutor(1) as pool:
            hurry = "PRAGMA busy_timeout=50" if is_sqlite else "SET lock_timeout = 50"
            answer = pool.submit(_send_impatiently, committed_app, hurry).result()
        other.exec_driver_sql("ROLLBACK")
    assert answer == 503
    assert send(committed_app, event()).status_code == 200
    assert db.session.scalar(select(func.count()).select_from(IncomingEvent)) == 1


def _send_impatiently(app: Flask, hurry: str) -> int:
    def prepare(connection: Any, *_rest: Any) -> None:
        connection.execute(hurry)

    with app.app_context():
        listening.listen(db.engine, "checkout", prepare)
        try:
            return send(app, event()).status_code
        finally:
            listening.remove(db.engine, "checkout", prepare)
            db.session.remove()
