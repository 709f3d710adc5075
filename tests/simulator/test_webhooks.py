import pytest
from linebot.v3.webhook import WebhookParser
from linebot.v3.webhooks import FollowEvent, MessageEvent, PostbackEvent, UnfollowEvent

from tests.simulator.cards import push, reminder_card, words
from tests.simulator.listening import Listener
from tests.simulator.running import SECRET, SimulatorControl, user_id


def test_an_event_is_completed_signed_and_readable_by_the_sdk(
    simulator: SimulatorControl, listener: Listener, person: str
):
    simulator.webhook({"to_user": person, "message": {"type": "text", "text": "เสร็จแล้ว"}})
    event = listener.next_event()
    assert listener.refused == 0
    parsed = MessageEvent.from_dict(event)
    assert (parsed.source.user_id, parsed.message.text, parsed.mode.value) == (person, "เสร็จแล้ว", "active")
    assert len(parsed.webhook_event_id) == 26
    assert parsed.delivery_context.is_redelivery is False


def test_the_verify_button_sends_no_events(simulator: SimulatorControl, listener: Listener):
    assert simulator.webhook()["attempts"][0]["ok"]
    assert listener.bodies[0]["events"] == []
    assert listener.bodies[0]["destination"].startswith("U")


@pytest.mark.parametrize("manner", [{"bad_signature": True}, {"drop_signature": True}, {"secret": "an old secret"}])
def test_a_wrong_signature_is_wrong(simulator: SimulatorControl, listener: Listener, manner: dict[str, object]):
    attempt = simulator.webhook({"to_user": user_id(1), "type": "follow"}, **manner)["attempts"][0]
    assert (attempt["status"], attempt["ok"], listener.refused) == (400, False, 1)


def test_the_same_event_comes_twenty_times_at_once(simulator: SimulatorControl, listener: Listener, person: str):
    answer = simulator.webhook(
        {"to_user": person, "type": "postback", "postback": {"data": "a=done"}}, repeat=20, concurrent=True
    )
    assert len(answer["attempts"]) == 20
    assert len({event["webhookEventId"] for event in listener.events}) == 1


def test_nothing_is_redelivered_unless_asked(simulator: SimulatorControl, listener: Listener, person: str):
    listener.status = 503
    assert [attempt["status"] for attempt in simulator.say(person, "สวัสดี")["attempts"]] == [503]


def test_a_redelivered_event_is_marked_and_keeps_its_id(simulator: SimulatorControl, listener: Listener, person: str):
    listener.status = 503
    simulator.webhook({"to_user": person, "type": "follow"}, redeliver=2, redeliver_delay=0.01)
    assert [event["deliveryContext"]["isRedelivery"] for event in listener.events] == [False, True, True]
    assert len({event["webhookEventId"] for event in listener.events}) == 1
    assert len({event["replyToken"] for event in listener.events}) == 1


def test_an_answer_after_the_patience_is_no_answer(simulator: SimulatorControl, listener: Listener, person: str):
    listener.delay = 0.6
    attempt = simulator.webhook({"to_user": person, "type": "follow"}, timeout=0.2)["attempts"][0]
    assert (attempt["ok"], attempt["error"]) == (False, "request_timeout")


def test_events_of_odd_shapes_are_sent_as_they_are(simulator: SimulatorControl, listener: Listener, person: str):
    odd = {"type": "thunder", "mode": "asleep", "webhookEventId": None, "to_user": person}
    simulator.webhook(odd, {"type": "follow", "to_user": person})
    first, second = listener.events
    assert (first["type"], "webhookEventId" in first, second["type"]) == ("thunder", False, "follow")


def test_pressing_a_button_sends_its_data_and_shows_its_words(
    simulator: SimulatorControl, listener: Listener, person: str, api
):
    api.push_message(push(person, reminder_card()))
    assert simulator.press(person, "เสร็จแล้ว")["ok"]
    event = PostbackEvent.from_dict(listener.next_event())
    assert (event.postback.data, event.source.user_id) == ("a=done&t=1", person)


def test_a_picked_date_comes_as_params(simulator: SimulatorControl, listener: Listener, person: str, api):
    api.push_message(push(person, reminder_card()))
    simulator.press(person, data="a=postpone", params={"date": "2026-04-20"})
    assert listener.next_event()["postback"] == {"data": "a=postpone", "params": {"date": "2026-04-20"}}


def test_a_message_action_is_said_by_the_person(simulator: SimulatorControl, listener: Listener, person: str, api):
    api.push_message(push(person, reminder_card()))
    simulator.press(person, "งานของฉัน")
    assert listener.next_event()["message"]["text"] == "งานของฉัน"


def test_blocking_and_coming_back_are_told(simulator: SimulatorControl, listener: Listener, person: str, api):
    simulator.unfollow(person)
    api.push_message(push(person, words("ไม่ถึง")))
    with pytest.raises(AssertionError, match="409"):
        simulator.say(person, "ยังอยู่ไหม")
    simulator.follow(person)
    left, back = listener.events
    assert "replyToken" not in UnfollowEvent.from_dict(left).to_dict()
    assert FollowEvent.from_dict(back).follow.is_unblocked is True
    assert simulator.messages_to(person) == []


def test_the_parser_of_the_sdk_takes_a_whole_webhook(simulator: SimulatorControl, listener: Listener, person: str):
    simulator.webhook({"type": "follow", "to_user": person}, {"to_user": person, "message": {"type": "image"}})
    sent = simulator.webhooks()[0]
    assert [event["type"] for event in sent["body"]["events"]] == ["follow", "message"]
    assert WebhookParser(SECRET).signature_validator.channel_secret == SECRET.encode()


def test_an_application_that_is_not_there_is_told_as_such(simulator: SimulatorControl, person: str):
    simulator.channel("http://127.0.0.1:9/line/webhook/sample")
    attempt = simulator.say(person, "สวัสดี")["attempts"][0]
    assert attempt["error"].startswith("could_not_connect")
