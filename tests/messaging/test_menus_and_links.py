"""What the messenger does besides sending: menus, link tokens, loading, checks, and new access tokens."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.simulator.running import ACCESS_TOKEN, SECRET, SimulatorControl, group_id, running_simulator, user_id
from tracker.messaging.line import LineMessenger
from tracker.messaging.messenger import ChannelRejected, MessageRefused, MessengerBusy
from tracker.messaging.tokens import issue_token

HELLO = [{"type": "text", "text": "สวัสดี"}]
MENU = {
    "size": {"width": 2500, "height": 843},
    "selected": True,
    "name": "เจ้าหน้าที่",
    "chatBarText": "เมนู",
    "areas": [
        {
            "bounds": {"x": 0, "y": 0, "width": 2500, "height": 843},
            "action": {"type": "postback", "label": "งานของฉัน", "data": "a=mine", "displayText": "งานของฉัน"},
        }
    ],
}


@pytest.fixture
def line(tmp_path: Path) -> Iterator[SimulatorControl]:
    with running_simulator(tmp_path) as simulator:
        simulator.person(user_id(1))
        yield simulator


@pytest.fixture
def messenger(line: SimulatorControl) -> LineMessenger:
    return LineMessenger(ACCESS_TOKEN, host=line.host)


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (2500, 843), "white").save(drawn, "PNG")
    return drawn.getvalue()


def test_a_menu_is_made_with_every_field_and_its_picture(line: SimulatorControl, messenger: LineMessenger) -> None:
    assert messenger.create_rich_menu(MENU, picture()).startswith("richmenu-")
    (made,) = line.requests("createRichMenu")
    assert made["body"] == MENU
    (drawn,) = line.requests("setRichMenuImage")
    assert drawn["status"] == 200


def test_a_menu_whose_picture_is_not_taken_does_not_stay(line: SimulatorControl, messenger: LineMessenger) -> None:
    line.fault("500", op="setRichMenuImage")
    with pytest.raises(MessengerBusy):
        messenger.create_rich_menu(MENU, picture())
    assert [asked["status"] for asked in line.requests("deleteRichMenu")] == [200]


def test_the_picture_is_why_a_menu_fails_even_when_it_cannot_be_taken_away(
    line: SimulatorControl, messenger: LineMessenger
) -> None:
    line.fault("500", op="deleteRichMenu")
    with pytest.raises(MessageRefused) as refused:
        messenger.create_rich_menu(MENU, b"\x89PNG" + b"x" * (1024 * 1024 + 1))
    assert refused.value.status == 413


def test_a_menu_is_given_to_a_person_and_taken_away(line: SimulatorControl, messenger: LineMessenger) -> None:
    menu = messenger.create_rich_menu(MENU, picture())
    messenger.link_rich_menu(user_id(1), menu)
    messenger.unlink_rich_menu(user_id(1))
    messenger.set_default_rich_menu(menu)
    asked = [(seen["op"], seen["status"]) for seen in line.requests()][-3:]
    assert asked == [("linkRichMenuIdToUser", 200), ("unlinkRichMenuIdFromUser", 200), ("setDefaultRichMenu", 200)]


def test_a_menu_that_is_gone_is_no_error(messenger: LineMessenger) -> None:
    menu = messenger.create_rich_menu(MENU, picture())
    messenger.delete_rich_menu(menu)
    messenger.delete_rich_menu(menu)
    with pytest.raises(MessageRefused):
        messenger.link_rich_menu(user_id(1), menu)


def test_a_link_token_is_issued(messenger: LineMessenger) -> None:
    first, second = messenger.link_token(user_id(1)), messenger.link_token(user_id(1))
    assert first
    assert first != second


def test_messages_are_checked_without_being_sent(line: SimulatorControl, messenger: LineMessenger) -> None:
    messenger.validate(HELLO)
    with pytest.raises(MessageRefused) as refused:
        messenger.validate([{"type": "text", "text": ""}])
    assert "messages[0].text" in refused.value.details
    assert line.deliveries() == []


@pytest.mark.parametrize("call", ["link_token", "unlink_rich_menu"])
def test_a_lost_answer_and_a_wrong_token_are_told_apart_everywhere(line: SimulatorControl, call: str) -> None:
    line.fault("reset")
    with pytest.raises(MessengerBusy):
        getattr(LineMessenger(ACCESS_TOKEN, host=line.host), call)(user_id(1))
    with pytest.raises(ChannelRejected):
        getattr(LineMessenger("wrong", host=line.host), call)(user_id(1))


def test_a_new_access_token_is_issued_and_taken(line: SimulatorControl) -> None:
    """LINE case 16."""
    number = line.channel()["channel_id"]
    issued = issue_token(number, SECRET, host=line.host)
    assert issued.lives_seconds == 30 * 24 * 3600
    assert issued.access_token not in repr(issued)
    LineMessenger(issued.access_token, host=line.host).push(user_id(1), HELLO, "6f1c2e7e-3f4b-4a52-8b0a-0f3b1a2c3d4e")
    assert line.messages_to(user_id(1)) == HELLO


def test_a_secret_line_does_not_know_is_the_channels_fault(line: SimulatorControl) -> None:
    number = line.channel()["channel_id"]
    with pytest.raises(ChannelRejected) as rejected:
        issue_token(number, "wrong", host=line.host)
    assert "invalid_client" in str(rejected.value)
    line.fault("502-html")
    with pytest.raises(MessengerBusy):
        issue_token(number, SECRET, host=line.host)


def test_the_people_of_a_group_are_counted_until_we_leave(line: SimulatorControl, messenger: LineMessenger) -> None:
    line.group(group_id(1), members=12)
    assert messenger.group_members(group_id(1)) == 12
    messenger.push(group_id(1), HELLO, "6f1c2e7e-3f4b-4a52-8b0a-0f3b1a2c3d4e")
    assert line.used() == 12
    messenger.leave_group(group_id(1))
    messenger.leave_group(group_id(1))
    assert messenger.group_members(group_id(1)) is None
