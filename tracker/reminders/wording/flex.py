"""The shapes messages are made of: Flex boxes, buttons and quick replies, readable on a phone 360 pixels wide.

Every text and button follows the reader's font size (`scaling`); colours keep a contrast of at least 4.5 to 1.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from tracker.reminders.wording.cutting import cut, cut_letters
from tracker.reminders.wording.subjects import DateChoice

Shape = dict[str, Any]

MOST_QUICK_REPLIES = 13
_LONGEST_TEXT = 5000
_LONGEST_ALT_TEXT = 1500
_LONGEST_LABEL = 40
_LONGEST_QUICK_LABEL = 20
_LONGEST_DISPLAY = 300
_COLOURS = {"bad": "#B3261E", "warn": "#8A4B00", "info": "#1F4E79", "good": "#1B5E20", "neutral": "#4A4A4A"}
_QUIET = "#555555"


def text_message(text: str, quick_replies: Sequence[Shape] = ()) -> Shape:
    """Return a plain text message."""
    return _with_quick_replies({"type": "text", "text": cut(text, _LONGEST_TEXT)}, quick_replies)


def card_message(alt_text: str, contents: Shape, quick_replies: Sequence[Shape] = ()) -> Shape:
    """Return a Flex message; its altText is the whole notification and must tell everything by itself."""
    message = {"type": "flex", "altText": cut(alt_text, _LONGEST_ALT_TEXT), "contents": contents}
    return _with_quick_replies(message, quick_replies)


def carousel(bubbles: Sequence[Shape]) -> Shape:
    """Return several bubbles side by side; a single one stands by itself."""
    return bubbles[0] if len(bubbles) == 1 else {"type": "carousel", "contents": list(bubbles)}


def bubble(heading: str, tone: str, body: Iterable[Shape], footer: Sequence[Shape] = ()) -> Shape:
    """Return a card: a coloured heading in words, what it is about, what can be done."""
    shape: Shape = {
        "type": "bubble",
        "size": "mega",
        "header": _box(
            [text(heading, color="#FFFFFF", weight="bold", size="sm")],
            paddingAll="12px",
            backgroundColor=_COLOURS[tone],
        ),
        "body": _box(list(body), spacing="md"),
    }
    if footer:
        shape["footer"] = _box(list(footer), spacing="sm")
    return shape


def text(words: str, **look: Any) -> Shape:
    """Return a text of a card, wrapped and as large as the reader wants it."""
    return {"type": "text", "text": words or "–", "wrap": True, "scaling": True, **look}


def tone_of(colour: str) -> str:
    """Return the tone a heading's colour stands for."""
    return next((tone for tone, known in _COLOURS.items() if known == colour), "neutral")


def fact(name: str, value: str) -> Shape:
    """Return a line of a card: a quiet name and its value."""
    return {
        "type": "box",
        "layout": "baseline",
        "contents": [text(name, flex=2, size="sm", color=_QUIET), text(value, flex=5, size="sm")],
    }


def facts(pairs: Iterable[tuple[str, str]]) -> Shape:
    """Return the facts of a card, those without a value left out."""
    return _box([fact(name, value) for name, value in pairs if value], spacing="sm")


def side_by_side(*buttons: Shape) -> Shape:
    """Return buttons in one row."""
    return {"type": "box", "layout": "horizontal", "spacing": "sm", "contents": list(buttons)}


def answer_button(label: str, data: dict[str, object], said: str, style: str = "secondary") -> Shape:
    """Return a button that answers; what it says stays in the chat."""
    return _button(answer(label, data, said, _LONGEST_LABEL), style)


def link_button(label: str, address: str, style: str = "link") -> Shape:
    """Return a button that opens a page."""
    return _button({"type": "uri", "label": cut_letters(label, _LONGEST_LABEL), "uri": address}, style)


def date_button(label: str, data: dict[str, object], days: DateChoice) -> Shape:
    """Return a button that asks for a day; LINE sends the day back with the data."""
    return _button(date_picker(cut_letters(label, _LONGEST_LABEL), data, days), "secondary")


def date_picker(label: str, data: dict[str, object], days: DateChoice) -> Shape:
    """Return the action of a date picker; the day shown first lies within what may be chosen."""
    first = min(max(days.first, days.earliest), days.latest)
    return {
        "type": "datetimepicker",
        "label": label,
        "data": urlencode({"v": 1, **data}),
        "mode": "date",
        "initial": first.isoformat(),
        "min": days.earliest.isoformat(),
        "max": days.latest.isoformat(),
    }


def quick_answer(label: str, data: dict[str, object], said: str) -> Shape:
    """Return a quick reply that answers as a button does."""
    return {"type": "action", "action": answer(label, data, said, _LONGEST_QUICK_LABEL)}


def quick_camera() -> list[Shape]:
    """Return the quick replies that take a photo and choose one; LINE has them nowhere else."""
    return [
        {"type": "action", "action": {"type": "camera", "label": "ถ่ายรูปหลักฐาน"}},
        {"type": "action", "action": {"type": "cameraRoll", "label": "เลือกรูปหลักฐาน"}},
    ]


def answer(label: str, data: dict[str, object], said: str, longest_label: int) -> Shape:
    """Return what pressing sends back: `v=1&a=…` and so on, signed by nothing, so rights are checked on arrival."""
    return {
        "type": "postback",
        "label": cut_letters(label, longest_label),
        "data": urlencode({"v": 1, **data}),
        "displayText": cut_letters(said, _LONGEST_DISPLAY),
    }


def with_first_choice(message: Shape, choice: Shape) -> Shape:
    """Put a quick reply before those a message has."""
    before = message.get("quickReply", {}).get("items", [])
    return _with_quick_replies(message, [choice, *before])


def _button(action: Shape, style: str) -> Shape:
    shape = {"type": "button", "style": style, "height": "sm", "scaling": True, "action": action}
    return shape | ({"color": _COLOURS["good"]} if style == "primary" else {})


def _box(contents: list[Shape], **look: Any) -> Shape:
    return {"type": "box", "layout": "vertical", "contents": contents, **look}


def _with_quick_replies(message: Shape, quick_replies: Sequence[Shape]) -> Shape:
    if quick_replies:
        message["quickReply"] = {"items": list(quick_replies)[:MOST_QUICK_REPLIES]}
    return message
