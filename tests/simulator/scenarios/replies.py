"""Answering events: once, within a minute, into the chat they came from, at no cost."""

from tests.simulator.cards import words
from tests.simulator.running import group_id
from tests.simulator.scenarios.sending import FRIEND, PEOPLE
from tests.simulator.scenarios.steps import Arrived, Ask, Set, Tell, Used, scenario

_TEXT = {"to_user": FRIEND, "message": {"type": "text", "text": "งานของฉัน"}}
_KEEP = {"token": "events.0.replyToken"}
_GROUP = group_id(4)
_HEARD = Tell((_TEXT,), keep=_KEEP)


def _reply(says: str, answering: str = "{token}") -> Ask:
    return Ask(says, "POST", "/v2/bot/message/reply", {"replyToken": answering, "messages": [words()]})


SCENARIOS = (
    scenario("once", PEOPLE, _HEARD, _reply("200"), _reply("400 reply token"), Arrived(FRIEND, 1), Used(0)),
    scenario("a token nobody issued", PEOPLE, _reply("400 reply token", "0" * 32)),
    scenario("at the end of the minute", PEOPLE, _HEARD, Set("clock", {"advance": 55}), _reply("200")),
    scenario("after a minute", PEOPLE, _HEARD, Set("clock", {"advance": 61}), _reply("400 reply token"), Used(0)),
    scenario(
        "a redelivered event gives a new minute",
        PEOPLE,
        Tell((_TEXT,), {"redeliver": 1, "redeliver_delay": 0.05}, (500,), (False, True), keep=_KEEP),
        Set("clock", {"advance": 50}),
        _reply("200"),
        _reply("400 reply token"),
    ),
    scenario(
        "an event of long ago cannot be answered",
        PEOPLE,
        Tell(({**_TEXT, "timestamp": 1_700_000_000_000},), keep=_KEEP),
        _reply("400 reply token"),
    ),
    scenario(
        "a bad message does not use the token",
        PEOPLE,
        _HEARD,
        Ask("400 body wrong", "POST", "/v2/bot/message/reply", {"replyToken": "{token}", "messages": [words("")]}),
        _reply("200"),
    ),
    scenario(
        "into a group",
        Set("groups", {_GROUP: {"joined": True, "members": 30}}),
        Tell(
            ({"type": "join", "source": {"type": "group", "groupId": _GROUP}},),
            keep=_KEEP,
        ),
        _reply("200"),
        Arrived(_GROUP, 1),
        Used(0),
    ),
    scenario(
        "while the month is used up",
        PEOPLE,
        Set("quota", {"value": 300, "usage": 300}),
        _HEARD,
        _reply("200"),
        Used(300),
    ),
    scenario(
        "six messages",
        PEOPLE,
        _HEARD,
        Ask("400 body wrong", "POST", "/v2/bot/message/reply", {"replyToken": "{token}", "messages": [words()] * 6}),
    ),
)
