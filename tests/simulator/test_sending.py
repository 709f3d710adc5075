import json
import uuid
from datetime import datetime
from typing import Any

import pytest
from linebot.v3.messaging import ApiException, ErrorResponse, MessagingApi

from tests.simulator.cards import multicast, push, reply, words
from tests.simulator.conftest import client_of
from tests.simulator.listening import Listener
from tests.simulator.running import SimulatorControl, user_id
from tracker.clock import BANGKOK

DAY = 24 * 60 * 60


def refusal(call: Any, *arguments: Any, **named: Any) -> ApiException:
    with pytest.raises(ApiException) as caught:
        call(*arguments, **named)
    return caught.value


def said(error: ApiException) -> str:
    return str(json.loads(error.body)["message"])


def test_a_push_arrives_with_an_id_and_a_request_id(simulator: SimulatorControl, api: MessagingApi, person: str):
    answer = api.push_message_with_http_info(push(person, words("สวัสดี"), words("อีกข้อความ")))
    delivery = simulator.deliveries(person)[0]
    assert [message["text"] for message in delivery["messages"]] == ["สวัสดี", "อีกข้อความ"]
    assert delivery["request_id"] == answer.headers["x-line-request-id"]
    assert [message.id for message in answer.data.sent_messages] == delivery["message_ids"]


def test_a_person_who_blocked_is_answered_200_and_hears_nothing(simulator: SimulatorControl, api: MessagingApi):
    blocked = simulator.person(user_id(2), state="blocked")
    api.push_message(push(blocked, words()))
    assert simulator.messages_to(blocked) == []
    assert simulator.used() == 0


def test_a_person_nobody_knows_is_refused(api: MessagingApi):
    assert said(refusal(api.push_message, push(user_id(99), words()))) == "Failed to send messages"


def test_a_malformed_recipient_is_refused(api: MessagingApi):
    assert "'to'" in said(refusal(api.push_message, push("somebody", words())))


def test_a_multicast_passes_over_whoever_cannot_be_reached(simulator: SimulatorControl, api: MessagingApi, person: str):
    blocked = simulator.person(user_id(2), state="blocked")
    api.multicast(multicast([person, blocked, user_id(3), person], words()))
    assert len(simulator.deliveries()) == 1
    assert simulator.used() == 1


def test_a_wrong_token_is_refused(simulator: SimulatorControl, person: str):
    stranger = MessagingApi(client_of(simulator, "somebody-elses-token"))
    assert refusal(stranger.push_message, push(person, words())).status == 401


def test_each_channel_reaches_its_own_friends(simulator: SimulatorControl, api: MessagingApi, person: str):
    simulator.channel(basic_id="@other", access_token="other-token", secret="other", name="เทศบาลตำบลจำลอง", quota=5)
    other = MessagingApi(client_of(simulator, "other-token"))
    assert said(refusal(other.push_message, push(person, words()))) == "Failed to send messages"
    simulator.person(person, channel="@other")
    other.push_message(push(person, words("จากเทศบาล")))
    assert [(each["channel"], each["messages"][0]["text"]) for each in simulator.deliveries(person)] == [
        ("@other", "จากเทศบาล")
    ]
    assert (simulator.used(), simulator.used("@other")) == (0, 1)
    assert other.get_message_quota().value == 5


def test_a_retry_key_is_taken_once_and_then_answered_409(simulator: SimulatorControl, api: MessagingApi, person: str):
    key = str(uuid.uuid4())
    first = api.push_message_with_http_info(push(person, words()), key)
    again = refusal(api.push_message, push(person, words()), key)
    assert again.status == 409
    assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert ErrorResponse.from_json(again.body).sent_messages[0].id == first.data.sent_messages[0].id
    assert len(simulator.messages_to(person)) == 1


def test_a_second_multicast_with_a_key_names_no_messages(api: MessagingApi, person: str):
    key = str(uuid.uuid4())
    api.multicast(multicast([person], words()), key)
    again = refusal(api.multicast, multicast([person], words()), key)
    assert again.status == 409
    assert "sentMessages" not in json.loads(again.body)


def test_after_24_hours_a_retry_key_sends_again(simulator: SimulatorControl, api: MessagingApi, person: str):
    key = str(uuid.uuid4())
    api.push_message(push(person, words()), key)
    simulator.advance(DAY - 60)
    assert refusal(api.push_message, push(person, words()), key).status == 409
    simulator.advance(120)
    api.push_message(push(person, words()), key)
    assert len(simulator.messages_to(person)) == 2


def test_a_retry_key_that_is_no_uuid_is_refused(api: MessagingApi, person: str):
    assert refusal(api.push_message, push(person, words()), "first-try").status == 400


def test_a_refused_request_leaves_its_retry_key_free(simulator: SimulatorControl, api: MessagingApi, person: str):
    key = str(uuid.uuid4())
    simulator.quota(0)
    refusal(api.push_message, push(person, words()), key)
    simulator.quota(10)
    api.push_message(push(person, words()), key)
    assert len(simulator.messages_to(person)) == 1


def test_a_retry_key_is_refused_on_a_reply(api: MessagingApi):
    headers = {"X-Line-Retry-Key": str(uuid.uuid4())}
    error = refusal(api.reply_message, reply("whatever", words()), _headers=headers)
    assert error.status == 400
    assert ErrorResponse.from_json(error.body).details[0].var_property == "X-Line-Retry-Key"


def test_a_reply_costs_nothing_and_works_once(
    simulator: SimulatorControl, api: MessagingApi, listener: Listener, person: str
):
    simulator.say(person, "งานของฉัน")
    token = listener.next_event()["replyToken"]
    api.reply_message(reply(token, words("ไม่มีงานค้าง")))
    assert simulator.messages_to(person)[0]["text"] == "ไม่มีงานค้าง"
    assert simulator.used() == 0
    assert said(refusal(api.reply_message, reply(token, words()))) == "Invalid reply token"


def test_a_reply_token_lives_one_minute(
    simulator: SimulatorControl, api: MessagingApi, listener: Listener, person: str
):
    simulator.say(person, "งานของฉัน")
    simulator.advance(61)
    assert (
        said(refusal(api.reply_message, reply(listener.next_event()["replyToken"], words()))) == "Invalid reply token"
    )


def test_the_limit_counts_people_not_messages(simulator: SimulatorControl, api: MessagingApi, person: str):
    simulator.quota(300, usage=299)
    api.push_message(push(person, words(), words(), words()))
    assert api.get_message_quota_consumption().total_usage == 300
    over = refusal(api.push_message, push(person, words()))
    assert (over.status, said(over)) == (429, "You have reached your monthly limit.")


def test_a_new_month_begins_with_nothing_used(simulator: SimulatorControl, api: MessagingApi, person: str):
    simulator.set_clock(datetime(2026, 3, 31, 9, tzinfo=BANGKOK))
    simulator.quota(1)
    api.push_message(push(person, words()))
    simulator.advance(2 * DAY)
    api.push_message(push(person, words()))
    assert api.get_message_quota_consumption().total_usage == 1


def test_a_channel_without_a_limit_says_so(simulator: SimulatorControl, api: MessagingApi, person: str):
    simulator.quota(None, usage=100_000)
    api.push_message(push(person, words()))
    assert api.get_message_quota().type.value == "none"
