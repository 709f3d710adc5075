"""Message objects: what LINE takes in `messages`, and how it words its refusal."""

from collections.abc import Iterator
from typing import Any

from tracker.simulator.answers import Problem, Refused
from tracker.simulator.checks import flex
from tracker.simulator.checks.actions import Where, action
from tracker.simulator.checks.shapes import (
    Fault,
    Field,
    Place,
    Rule,
    all_of,
    by_type,
    dotted,
    flag,
    grapheme_length,
    https_address,
    listed,
    matching,
    needed,
    number,
    one_of,
    pointer,
    shaped,
    text,
    utf16_length,
    whole_number,
)

ALT_TEXT_UNITS = 1500
TEXT_UNITS = 5000
QUICK_REPLIES = 13

_digits = matching(r"\d{1,20}")
_alt_text = text(ALT_TEXT_UNITS)
_template_action = action(Where.TEMPLATE)
_picture = https_address()
_background = matching(r"#[0-9A-Fa-f]{6}")


def _no_line_in_name(value: Any, place: Place) -> Iterator[Fault]:
    if "line" in value.lower():
        yield Fault("Certain words such as LINE may not be used", place)


_quick_reply_item = shaped(
    {
        "type": needed(one_of("action")),
        "action": needed(action(Where.QUICK_REPLY)),
        "imageUrl": _picture,
    }
)
_COMMON: dict[str, Field | Rule] = {
    "type": needed(text(20)),
    "quickReply": shaped({"items": needed(listed(_quick_reply_item, 1, QUICK_REPLIES))}),
    "sender": shaped({"name": all_of(text(20, measure=grapheme_length), _no_line_in_name), "iconUrl": _picture}),
}
_emoji = shaped({"index": needed(whole_number(0)), "productId": needed(text(100)), "emojiId": needed(text(100))})
_substitution = by_type(
    {
        "mention": shaped({"type": needed(text(20)), "mentionee": needed(lambda _value, _place: iter(()))}),
        "emoji": shaped({"type": needed(text(20)), "productId": needed(text(100)), "emojiId": needed(text(100))}),
    }
)


def _substitutions(value: Any, place: Place) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault("invalid property", place)
        return
    for key, each in value.items():
        yield from _substitution(each, (*place, key))


def _column_texts(value: Any, place: Place, lengths: tuple[int, int]) -> Iterator[Fault]:
    plain, beside_title_or_picture = lengths
    has_more = value.get("title") or value.get("thumbnailImageUrl")
    yield from text(beside_title_or_picture if has_more else plain)(value["text"], (*place, "text"))


_COLUMN: dict[str, Field | Rule] = {
    "thumbnailImageUrl": _picture,
    "imageBackgroundColor": _background,
    "title": text(40),
    "text": needed(text(160)),
    "defaultAction": _template_action,
}
_ASPECTS: dict[str, Field | Rule] = {
    "imageAspectRatio": one_of("rectangle", "square"),
    "imageSize": one_of("cover", "contain"),
}
_buttons = all_of(
    shaped(
        {"type": needed(text(20)), **_COLUMN, **_ASPECTS, "actions": needed(listed(_template_action, 1, 4))},
    ),
    lambda value, place: _column_texts(value, place, (160, 60)),
)
_confirm = shaped(
    {"type": needed(text(20)), "text": needed(text(240)), "actions": needed(listed(_template_action, 2, 2))}
)
_column = all_of(
    shaped({**_COLUMN, "actions": needed(listed(_template_action, 1, 3))}),
    lambda value, place: _column_texts(value, place, (120, 60)),
)


def _equal_actions(value: Any, place: Place) -> Iterator[Fault]:
    if len({len(column["actions"]) for column in value["columns"]}) > 1:
        yield Fault("The number of actions must be the same in all columns", (*place, "columns"))


_carousel = all_of(
    shaped({"type": needed(text(20)), **_ASPECTS, "columns": needed(listed(_column, 1, 10))}), _equal_actions
)
_image_column = shaped({"imageUrl": needed(_picture), "action": needed(action(Where.IMAGE_COLUMN))})
_image_carousel = shaped({"type": needed(text(20)), "columns": needed(listed(_image_column, 1, 10))})
_template = by_type(
    {"buttons": _buttons, "confirm": _confirm, "carousel": _carousel, "image_carousel": _image_carousel}
)


def _anything(_value: Any, _place: Place) -> Iterator[Fault]:
    return iter(())


_media: dict[str, Field | Rule] = {"originalContentUrl": needed(_picture), "previewImageUrl": needed(_picture)}
_message = by_type(
    {
        "text": shaped(
            {**_COMMON, "text": needed(text(TEXT_UNITS)), "emojis": listed(_emoji, 0, 20), "quoteToken": text(1000)}
        ),
        "textV2": shaped(
            {**_COMMON, "text": needed(text(TEXT_UNITS)), "substitution": _substitutions, "quoteToken": text(1000)}
        ),
        "sticker": shaped(
            {**_COMMON, "packageId": needed(_digits), "stickerId": needed(_digits), "quoteToken": text(1000)}
        ),
        "image": shaped({**_COMMON, **_media}),
        "video": shaped({**_COMMON, **_media, "trackingId": matching(r"[A-Za-z0-9\-.=,+*()%$&;:@{}!?<>\[\]]{1,100}")}),
        "audio": shaped({**_COMMON, "originalContentUrl": needed(_picture), "duration": needed(whole_number(1))}),
        "location": shaped(
            {
                **_COMMON,
                "title": needed(text(100)),
                "address": needed(text(100)),
                "latitude": needed(number(-90, 90)),
                "longitude": needed(number(-180, 180)),
            }
        ),
        "imagemap": shaped(
            {
                **_COMMON,
                "baseUrl": needed(_picture),
                "altText": needed(_alt_text),
                "baseSize": needed(shaped({"width": needed(whole_number(1)), "height": needed(whole_number(1))})),
                "actions": needed(listed(_anything, 0, 50)),
                "video": _anything,
            }
        ),
        "template": shaped({**_COMMON, "altText": needed(_alt_text), "template": needed(_template)}),
        "flex": shaped({**_COMMON, "altText": needed(_alt_text), "contents": needed(_anything)}),
        "coupon": shaped({**_COMMON, "couponId": needed(text(100)), "deliveryTag": text(30)}),
    }
)
messages = listed(_message, 1, 5)
"""The rule of `messages` in every sending request, Flex containers apart."""


def refuse_unless_shaped(body: Any, rule: Rule) -> None:
    """Refuse a request with LINE's words when its body breaks the rule; then look into its Flex containers."""
    faults = list(rule(body, ()))
    if faults:
        problems = [Problem(fault.message, dotted(fault.place)) for fault in faults]
        raise Refused(400, f"The request body has {len(problems)} error(s)", problems)
    if isinstance(body, dict):
        _refuse_bad_flex(body.get("messages") or [])


def _refuse_bad_flex(all_messages: list[Any]) -> None:
    for position, message in enumerate(all_messages):
        if message["type"] != "flex":
            continue
        faults = flex.container(message["contents"])
        if faults:
            problems = [Problem(fault.message, pointer(fault.place)) for fault in faults]
            raise Refused(400, f"A message (messages[{position}]) in the request body is invalid", problems)


__all__ = ["flag", "messages", "refuse_unless_shaped", "utf16_length"]
