"""The LINE messenger, with the real SDK, against a server that behaves and misbehaves as LINE does."""

import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.simulator.running import ACCESS_TOKEN, SimulatorControl, running_simulator, user_id
from tracker.messaging.line import LineMessenger
from tracker.messaging.messenger import (
    ChannelRejected,
    ContentGone,
    ContentTooLarge,
    MessageRefused,
    MessengerBusy,
    MonthlyLimitReached,
)

HELLO = [{"type": "text", "text": "สวัสดี"}]


@pytest.fixture
def line(tmp_path: Path) -> Iterator[SimulatorControl]:
    with running_simulator(tmp_path) as simulator:
        simulator.person(user_id(1))
        yield simulator


@pytest.fixture
def messenger(line: SimulatorControl) -> LineMessenger:
    return LineMessenger(ACCESS_TOKEN, host=line.host)


def key() -> str:
    return str(uuid.uuid4())


def test_a_message_arrives_and_its_request_id_is_kept(line: SimulatorControl, messenger: LineMessenger) -> None:
    accepted = messenger.push(user_id(1), HELLO, key())
    (delivery,) = line.deliveries(user_id(1))
    assert delivery["messages"] == HELLO
    assert accepted.request_id == delivery["request_id"]
    assert accepted.message_ids == tuple(delivery["message_ids"])
    assert not accepted.was_accepted_before


def test_the_same_retry_key_twice_is_delivered_once(line: SimulatorControl, messenger: LineMessenger) -> None:
    once = key()
    first = messenger.push(user_id(1), HELLO, once)
    second = messenger.push(user_id(1), HELLO, once)
    assert len(line.deliveries(user_id(1))) == 1
    assert second.was_accepted_before
    assert (second.request_id, second.message_ids) == (first.request_id, first.message_ids)


@pytest.mark.parametrize("kind", ["500", "503", "502-html", "garbage200", "truncate", "reset", "drop"])
def test_an_answer_that_is_lost_may_be_asked_for_again(
    line: SimulatorControl, messenger: LineMessenger, kind: str
) -> None:
    line.fault(kind, accept=True)
    once = key()
    with pytest.raises(MessengerBusy) as busy:
        messenger.push(user_id(1), HELLO, once)
    assert busy.value.maybe_accepted
    assert not busy.value.is_rate_limit
    assert messenger.push(user_id(1), HELLO, once).was_accepted_before
    assert len(line.deliveries(user_id(1))) == 1


def test_a_rate_limit_says_how_long_to_wait(line: SimulatorControl, messenger: LineMessenger) -> None:
    line.fault("429", retry_after=3)
    with pytest.raises(MessengerBusy) as busy:
        messenger.push(user_id(1), HELLO, key())
    assert busy.value.is_rate_limit
    assert busy.value.retry_after_seconds == 3
    assert not busy.value.maybe_accepted


def test_no_request_is_repeated_behind_our_back(line: SimulatorControl, messenger: LineMessenger) -> None:
    line.fault("429", retry_after=1, count=5)
    with pytest.raises(MessengerBusy):
        messenger.quota()
    assert len(line.requests("getMessageQuota")) == 1


def test_the_months_limit_is_not_a_rate_limit(line: SimulatorControl, messenger: LineMessenger) -> None:
    line.quota(300, usage=300)
    with pytest.raises(MonthlyLimitReached):
        messenger.push(user_id(1), HELLO, key())


def test_a_wrong_token_is_the_channels_fault(line: SimulatorControl) -> None:
    with pytest.raises(ChannelRejected):
        LineMessenger("wrong", host=line.host).push(user_id(1), HELLO, key())


def test_a_refusal_names_what_is_wrong(line: SimulatorControl, messenger: LineMessenger) -> None:
    with pytest.raises(MessageRefused) as refused:
        messenger.push(user_id(1), [{"type": "text", "text": "ก" * 5001}], key())
    assert refused.value.status == 400
    assert "messages[0].text" in refused.value.details


def test_a_person_line_does_not_know_is_refused(line: SimulatorControl, messenger: LineMessenger) -> None:
    with pytest.raises(MessageRefused) as refused:
        messenger.push(user_id(99), HELLO, key())
    assert refused.value.status == 400


def test_more_messages_than_line_takes_are_refused_before_they_are_sent(
    line: SimulatorControl, messenger: LineMessenger
) -> None:
    with pytest.raises(MessageRefused):
        messenger.push(user_id(1), HELLO * 6, key())
    assert line.requests("pushMessage") == []


def test_a_message_to_one_who_blocked_us_is_taken_and_lost(line: SimulatorControl, messenger: LineMessenger) -> None:
    line.person(user_id(2), state="blocked")
    assert messenger.push(user_id(2), HELLO, key()).request_id
    assert line.deliveries(user_id(2)) == []


def test_a_server_nobody_reaches_has_taken_nothing() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(MessengerBusy) as busy:
        LineMessenger("token", host=address).push(user_id(1), HELLO, key())
    assert not busy.value.maybe_accepted


def test_a_server_that_does_not_speak_tls_has_taken_nothing(line: SimulatorControl) -> None:
    with pytest.raises(MessengerBusy) as busy:
        LineMessenger("token", host=line.host.replace("http:", "https:")).push(user_id(1), HELLO, key())
    assert not busy.value.maybe_accepted


def test_an_answer_that_drips_is_given_up(line: SimulatorControl) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        was_given_up, has_ended = threading.Event(), threading.Event()
        dripping = threading.Thread(target=_drip, args=(server, was_given_up, has_ended), daemon=True)
        dripping.start()
        messenger = LineMessenger("token", host=f"http://127.0.0.1:{server.getsockname()[1]}", total_seconds=1)
        with pytest.raises(MessengerBusy) as busy:
            messenger.push(user_id(1), HELLO, key())
        assert busy.value.maybe_accepted
        assert not has_ended.is_set(), "it was given up while it dripped"
        was_given_up.set()
        dripping.join()


def _drip(server: socket.socket, was_given_up: threading.Event, has_ended: threading.Event) -> None:
    connection, _ = server.accept()
    with connection, suppress(OSError):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n")
        for _ in range(300):
            if was_given_up.wait(0.2):
                return
            connection.sendall(b" ")
        has_ended.set()


def test_a_reply_answers_an_event_once(line: SimulatorControl, messenger: LineMessenger) -> None:
    """LINE case 52."""
    (event,) = line.webhook({"to_user": user_id(1), "message": {"type": "text", "text": "งานของฉัน"}})["events"]
    messenger.reply(event["replyToken"], HELLO)
    with pytest.raises(MessageRefused):
        messenger.reply(event["replyToken"], HELLO)
    assert line.messages_to(user_id(1))[-1] == HELLO[0]
    assert line.used() == 0


def test_every_field_of_a_message_reaches_line(line: SimulatorControl, messenger: LineMessenger) -> None:
    card = {
        "type": "flex",
        "altText": "งาน",
        "contents": {
            "type": "bubble",
            "size": "mega",
            "body": {
                "type": "box",
                "layout": "vertical",
                "paddingAll": "12px",
                "contents": [{"type": "text", "text": "งาน", "wrap": True, "maxLines": 3, "scaling": True}],
            },
            "footer": {
                "type": "box",
                "layout": "vertical",
                "contents": [
                    {
                        "type": "button",
                        "scaling": True,
                        "height": "sm",
                        "action": {
                            "type": "postback",
                            "label": "เริ่มแล้ว",
                            "data": "v=1&a=start&t=1&n=1",
                            "displayText": "เริ่มแล้ว",
                        },
                    }
                ],
            },
        },
        "quickReply": {
            "items": [
                {
                    "type": "action",
                    "action": {
                        "type": "postback",
                        "label": "พิมพ์",
                        "data": "x",
                        "inputOption": "openKeyboard",
                        "fillInText": "50",
                    },
                },
                {"type": "action", "action": {"type": "camera", "label": "ถ่ายรูป"}},
            ]
        },
    }
    messenger.push(user_id(1), [card], key())
    (request,) = line.requests("pushMessage")
    assert request["body"]["messages"] == [card]


def test_a_profile_is_found_and_a_stranger_has_none(line: SimulatorControl, messenger: LineMessenger) -> None:
    line.person(user_id(3), "นายสมมติ")
    found = messenger.profile(user_id(3))
    assert found is not None
    assert found.display_name == "นายสมมติ"
    assert messenger.profile(user_id(98)) is None


def test_the_quota_is_read_with_and_without_a_limit(line: SimulatorControl, messenger: LineMessenger) -> None:
    line.quota(300, usage=12)
    assert (messenger.quota().limit, messenger.quota().used) == (300, 12)
    line.quota(None)
    assert messenger.quota().limit is None


def test_a_photo_is_downloaded_whole(line: SimulatorControl, messenger: LineMessenger) -> None:
    line.content("777", b"\xff\xd8\xff photo", type="image/jpeg")
    content = messenger.content("777", 1000)
    assert (content.data, content.media_type) == (b"\xff\xd8\xff photo", "image/jpeg")


def test_a_photo_larger_than_allowed_is_not_taken_into_memory(line: SimulatorControl, messenger: LineMessenger) -> None:
    line.content("778", b"x" * 300_000)
    with pytest.raises(ContentTooLarge):
        messenger.content("778", 100_000)


def test_a_photo_taken_back_is_gone(line: SimulatorControl, messenger: LineMessenger) -> None:
    line.content("779", b"", state="gone")
    with pytest.raises(ContentGone):
        messenger.content("779", 1000)
    with pytest.raises(ContentGone):
        messenger.content("there is no such message", 1000)


def test_a_video_still_prepared_is_asked_for_later(line: SimulatorControl, messenger: LineMessenger) -> None:
    line.content("780", b"", state="processing")
    with pytest.raises(MessengerBusy) as busy:
        messenger.content("780", 1000)
    assert busy.value.retry_after_seconds
