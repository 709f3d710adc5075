"""Whatever stands where something else should: refused in LINE's words or drawn, never a crash."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.simulator.cards import Message, bubble, chips, flex, postback, reminder_card, words
from tracker.simulator.answers import Refused
from tracker.simulator.checks.messages import messages, refuse_unless_shaped
from tracker.simulator.checks.shapes import needed, shaped
from tracker.simulator.phone.cards import draw_flex, stylesheet

RULE = shaped({"messages": needed(messages)})
ODD = (None, True, 5, -1, "", "ก" * 1600, [], [[]], {}, {"type": []}, ["x"])
TEMPLATE: Message = {
    "type": "template",
    "altText": "ก",
    "template": {
        "type": "buttons",
        "text": "ก",
        "actions": [postback(), {"type": "message", "label": "ก", "text": "ข"}],
    },
}
CAROUSEL = flex({"type": "carousel", "contents": [bubble(words()), bubble(words())]})


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inside:
        yield (*path, name)
        yield from places(each, (*path, name))


def with_odd_thing(message: Message, path: tuple[Any, ...], thing: Any) -> Message:
    changed = deepcopy(message)
    parent: Any = changed
    for name in path[:-1]:
        parent = parent[name]
    parent[path[-1]] = thing
    return changed


def is_refused(message: Message) -> bool:
    try:
        refuse_unless_shaped({"messages": [message]}, RULE)
    except Refused as refusal:
        return bool(refusal.problems)
    return False


@pytest.mark.parametrize(
    "message", [reminder_card(), CAROUSEL, TEMPLATE, words(quickReply=chips(postback()))], ids=lambda each: each["type"]
)
def test_an_odd_thing_anywhere_is_refused_or_drawn(message: Message):
    refused = 0
    for path in places(message):
        for thing in ODD:
            refused += is_refused(with_odd_thing(message, path, thing))
    assert refused > len(ODD)


def test_every_property_of_a_card_that_is_accepted_is_drawn():
    for path in places(reminder_card()):
        for thing in ODD[1:]:
            changed = with_odd_thing(reminder_card(), path, thing)
            if not is_refused(changed):
                assert "None" not in stylesheet(draw_flex(changed, "m1"))


@pytest.mark.parametrize("body", [None, [], "text", 5, {}, {"messages": None}, {"messages": "x"}, {"messages": [5]}])
def test_a_body_of_another_kind_is_refused(body: Any):
    with pytest.raises(Refused):
        refuse_unless_shaped(body, RULE)
