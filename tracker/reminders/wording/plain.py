"""The cards of a message read back into words, for a page that shows what a phone would show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.reminders.wording import flex
from tracker.reminders.wording.flex import Shape

_MARK = "ทดลอง"


@dataclass(frozen=True)
class PlainCard:
    """One bubble in words: its heading, its lines, and what its buttons say."""

    heading: str
    tone: str
    lines: tuple[str, ...]
    buttons: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()
    """The buttons that open a page: what they say, and its address."""


def cards_of(message: Mapping[str, Any]) -> list[PlainCard]:
    """Return the cards of a message; of a plain text one card without a heading."""
    if message.get("type") != "flex":
        return [PlainCard("", "neutral", tuple(str(message.get("text", "")).splitlines()), ())]
    contents = message["contents"]
    is_carousel = contents.get("type") == "carousel"
    return [_card(bubble) for bubble in (contents["contents"] if is_carousel else [contents])]


def notification_of(message: Mapping[str, Any]) -> str:
    """Return what a locked phone shows of a message."""
    return str(message.get("altText") or message.get("text") or "")


def marked_as_trial(messages: Sequence[Shape], *, about: str) -> list[Shape]:
    """Return messages that say of themselves that they are a trial; the first object says whose message it would be."""
    said = f"{_MARK}: {about}\nข้อความถัดไปคือข้อความที่จะส่งจริง ปุ่มในข้อความใช้สิทธิของท่านเอง"
    return [flex.text_message(said), *(_marked(message) for message in messages)]


def _marked(message: Shape) -> Shape:
    if message.get("type") != "flex":
        return {**message, "text": f"{_MARK}: {message.get('text', '')}"}
    return flex.card_message(f"{_MARK}: {message['altText']}", message["contents"]) | (
        {"quickReply": message["quickReply"]} if "quickReply" in message else {}
    )


def _card(bubble: Mapping[str, Any]) -> PlainCard:
    header = bubble.get("header", {})
    return PlainCard(
        " ".join(_lines(header)),
        flex.tone_of(str(header.get("backgroundColor", ""))),
        tuple(_lines(bubble.get("body", {}))),
        tuple(str(action.get("label", "")) for action in _actions(bubble.get("footer", {}))),
        tuple((action["label"], action["uri"]) for action in _actions(bubble.get("footer", {})) if "uri" in action),
    )


def _lines(shape: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts of a box from top to bottom; a fact's name and value stand on one line."""
    if shape.get("type") == "text":
        yield str(shape.get("text", ""))
    elif shape.get("layout") == "baseline":
        yield ": ".join(line for inner in shape.get("contents", ()) for line in _lines(inner))
    else:
        for inner in shape.get("contents", ()):
            yield from _lines(inner)


def _actions(shape: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if shape.get("type") == "button":
        yield shape["action"]
    for inner in shape.get("contents", ()):
        yield from _actions(inner)
