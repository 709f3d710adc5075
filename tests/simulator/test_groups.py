"""Groups: who is counted, who is heard, and what the application is told."""

import pytest
from linebot.v3.messaging import MessagingApi
from linebot.v3.messaging.exceptions import ForbiddenException, NotFoundException

from tests.simulator.cards import bubble, button, flex, postback, push, reply, words
from tests.simulator.listening import Listener
from tests.simulator.running import SimulatorControl, group_id, user_id
from tests.simulator.test_sending import refusal, said

GROUP = group_id(1)


@pytest.fixture
def members(simulator: SimulatorControl) -> list[str]:
    """A group of twelve, two of whom have phones."""
    people = [simulator.person(user_id(number), f"คนที่ {number}") for number in (1, 2)]
    simulator.group(GROUP, name="กองช่าง", members=people)
    simulator.group(GROUP, members=12)
    return people


def test_a_push_to_a_group_costs_its_members(simulator: SimulatorControl, api: MessagingApi, members: list[str]):
    api.push_message(push(GROUP, words("ประชุม")))
    assert simulator.messages_to(GROUP) == [words("ประชุม")]
    assert simulator.used() == 12


def test_a_group_larger_than_what_is_left_is_refused_whole(
    simulator: SimulatorControl, api: MessagingApi, members: list[str]
):
    simulator.quota(300, usage=295)
    assert said(refusal(api.push_message, push(GROUP, words()))) == "You have reached your monthly limit."
    assert (simulator.used(), simulator.messages_to(GROUP)) == (295, [])


def test_a_group_we_are_not_in_is_refused(simulator: SimulatorControl, api: MessagingApi, members: list[str]):
    simulator.group(GROUP, joined=False)
    for group in (GROUP, group_id(2)):
        assert said(refusal(api.push_message, push(group, words()))) == "Failed to send messages"


def test_members_are_counted_named_and_not_listed(api: MessagingApi, members: list[str]):
    assert api.get_group_member_count(GROUP).count == 12
    assert api.get_group_summary(GROUP).group_name == "กองช่าง"
    assert api.get_group_member_profile(GROUP, members[0]).display_name == "คนที่ 1"
    with pytest.raises(ForbiddenException):
        api.get_group_members_ids(GROUP)
    with pytest.raises(NotFoundException):
        api.get_group_member_profile(GROUP, user_id(9))


def test_a_group_that_was_left_is_heard_no_more(simulator: SimulatorControl, api: MessagingApi, members: list[str]):
    api.leave_group(GROUP)
    with pytest.raises(NotFoundException):
        api.get_group_member_count(GROUP)
    with pytest.raises(AssertionError, match="hears nothing"):
        simulator.in_group(GROUP, "say", user=members[0], text="ยังอยู่ไหม")


def test_joining_can_be_answered_into_the_group_and_costs_nothing(
    simulator: SimulatorControl, api: MessagingApi, listener: Listener
):
    simulator.in_group(GROUP, "join")
    event = listener.next_event()
    assert (event["type"], event["source"]) == ("join", {"type": "group", "groupId": GROUP})
    api.reply_message(reply(event["replyToken"], words("สวัสดี")))
    assert simulator.messages_to(GROUP) == [words("สวัสดี")]
    assert simulator.used() == 0


def test_being_removed_cannot_be_answered(simulator: SimulatorControl, listener: Listener, members: list[str]):
    simulator.in_group(GROUP, "leave")
    event = listener.next_event()
    assert (event["type"], "replyToken" in event) == ("leave", False)


def test_coming_and_going_tell_who_and_how_many(simulator: SimulatorControl, api: MessagingApi, listener: Listener):
    people = [simulator.person(user_id(number)) for number in (1, 2, 3)]
    simulator.group(GROUP, members=people[:1])
    simulator.in_group(GROUP, "come", users=people[1:])
    assert api.get_group_member_count(GROUP).count == 3
    simulator.in_group(GROUP, "go", users=people[:1])
    assert api.get_group_member_count(GROUP).count == 2
    joined, left = listener.events
    assert joined["joined"]["members"] == [{"type": "user", "userId": each} for each in people[1:]]
    assert ("replyToken" in joined, "replyToken" in left) == (True, False)


def test_who_writes_is_told_and_who_presses_is_not(
    simulator: SimulatorControl, api: MessagingApi, listener: Listener, members: list[str]
):
    simulator.in_group(GROUP, "say", user=members[0], text="งานของกอง")
    assert listener.next_event()["source"] == {"type": "group", "groupId": GROUP, "userId": members[0]}
    api.push_message(push(GROUP, flex(bubble(button(postback("เริ่มแล้ว", data="a=start"))))))
    simulator.in_group(GROUP, "press", user=members[0], label="เริ่มแล้ว")
    pressed = listener.next_event(2)
    assert pressed["postback"] == {"data": "a=start"}
    assert pressed["source"] == {"type": "group", "groupId": GROUP}


def test_a_stranger_cannot_write_in_a_group(simulator: SimulatorControl, members: list[str]):
    with pytest.raises(AssertionError, match="not in the group"):
        simulator.in_group(GROUP, "say", user=user_id(9), text="สวัสดี")
