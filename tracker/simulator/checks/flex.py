"""Flex containers: every component with every property, and what may stand inside what."""

from collections.abc import Iterator
from typing import Any

from tracker.simulator.checks.actions import Where, action
from tracker.simulator.checks.shapes import (
    Fault,
    Field,
    Place,
    Rule,
    all_of,
    flag,
    https_address,
    json_size,
    listed,
    matching,
    needed,
    one_of,
    shaped,
    text,
    whole_number,
)

BUBBLE_BYTES = 30 * 1024
CAROUSEL_BYTES = 50 * 1024
CAROUSEL_BUBBLES = 12
SIZES = ("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")

_STEPS = "none|xs|sm|md|lg|xl|xxl"
_PIXELS = r"\d+(\.\d+)?px"
_PERCENT = r"\d+(\.\d+)?%"
_colour = matching(r"#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?")
_gap = matching(f"{_STEPS}|{_PIXELS}")
_padding = matching(f"{_STEPS}|{_PIXELS}|{_PERCENT}")
_offset = matching(f"{_STEPS}|-?{_PIXELS}|-?{_PERCENT}")
_extent = matching(f"{_PIXELS}|{_PERCENT}")
_letter_size = matching(f"xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl|{_PIXELS}")
_picture_size = matching(f"xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl|full|{_PIXELS}|{_PERCENT}")
_ratio = matching(r"\d{1,6}(\.\d+)?:\d{1,6}(\.\d+)?")
_flex = whole_number(0)
_gravity = one_of("top", "bottom", "center")
_align = one_of("start", "end", "center")
_any_text = text(100_000)
_area = action(Where.FLEX_AREA)

_PLACED: dict[str, Field | Rule] = {
    "position": one_of("relative", "absolute"),
    **{f"offset{side}": _offset for side in ("Top", "Bottom", "Start", "End")},
}
_LETTERS: dict[str, Field | Rule] = {
    "text": _any_text,
    "size": _letter_size,
    "color": _colour,
    "weight": one_of("regular", "bold"),
    "style": one_of("normal", "italic"),
    "decoration": one_of("none", "underline", "line-through"),
}
_TYPE = {"type": needed(_any_text)}

_span = all_of(shaped({**_TYPE, **_LETTERS}), lambda value, place: _needs_type(value, place, "span"))
_text = all_of(
    shaped(
        {
            **_TYPE,
            **_LETTERS,
            **_PLACED,
            "flex": _flex,
            "align": _align,
            "gravity": _gravity,
            "wrap": flag,
            "lineSpacing": matching(_PIXELS),
            "margin": _gap,
            "action": _area,
            "maxLines": whole_number(0),
            "contents": listed(_span, 0, 1000),
            "adjustMode": one_of("shrink-to-fit"),
            "scaling": flag,
        }
    ),
    lambda value, place: _needs_words(value, place),
)
_button = shaped(
    {
        **_TYPE,
        **_PLACED,
        "action": needed(action(Where.FLEX_BUTTON)),
        "flex": _flex,
        "color": _colour,
        "style": one_of("primary", "secondary", "link"),
        "gravity": _gravity,
        "margin": _gap,
        "height": one_of("sm", "md"),
        "adjustMode": one_of("shrink-to-fit"),
        "scaling": flag,
    }
)
_image = shaped(
    {
        **_TYPE,
        **_PLACED,
        "url": needed(https_address()),
        "flex": _flex,
        "margin": _gap,
        "align": _align,
        "gravity": _gravity,
        "size": _picture_size,
        "aspectRatio": _ratio,
        "aspectMode": one_of("cover", "fit"),
        "backgroundColor": _colour,
        "action": _area,
        "animated": flag,
    }
)
_icon = shaped(
    {
        **_TYPE,
        **_PLACED,
        "url": needed(https_address()),
        "size": _letter_size,
        "aspectRatio": _ratio,
        "margin": _gap,
        "scaling": flag,
    }
)
_separator = shaped({**_TYPE, "margin": _gap, "color": _colour})
_filler = shaped({**_TYPE, "flex": _flex})
_gradient = shaped(
    {
        "type": needed(one_of("linearGradient")),
        "angle": needed(matching(r"\d+(\.\d+)?deg")),
        "startColor": needed(_colour),
        "endColor": needed(_colour),
        "centerColor": _colour,
        "centerPosition": matching(_PERCENT),
    }
)


def _box(value: Any, place: Place) -> Iterator[Fault]:
    """A box: its own properties, then its contents, which depend on its layout."""
    yield from _box_shape(value, place)
    if not isinstance(value, dict) or not isinstance(value.get("contents"), list):
        return
    inside = _IN_BASELINE_BOX if value.get("layout") == "baseline" else _IN_BOX
    for position, component in enumerate(value["contents"]):
        yield from _component(component, (*place, "contents", position), inside)


def _component(value: Any, place: Place, kinds: dict[str, Rule]) -> Iterator[Fault]:
    if not isinstance(value, dict) or value.get("type") not in list(kinds):
        yield Fault("invalid property", place)
    else:
        yield from kinds[value["type"]](value, place)


def _any_list(value: Any, place: Place) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault("invalid property", place)


_box_shape = shaped(
    {
        **_TYPE,
        **_PLACED,
        "layout": needed(one_of("horizontal", "vertical", "baseline")),
        "contents": needed(_any_list),
        "flex": _flex,
        "spacing": _gap,
        "margin": _gap,
        "backgroundColor": _colour,
        "borderColor": _colour,
        "borderWidth": matching(f"none|light|normal|medium|semi-bold|bold|{_PIXELS}"),
        "cornerRadius": _gap,
        **dict.fromkeys(("width", "maxWidth", "height", "maxHeight"), _extent),
        **{f"padding{side}": _padding for side in ("All", "Top", "Bottom", "Start", "End")},
        "action": _area,
        "justifyContent": one_of("center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly"),
        "alignItems": one_of("center", "flex-start", "flex-end"),
        "background": _gradient,
    }
)
_IN_BASELINE_BOX: dict[str, Rule] = {"icon": _icon, "text": _text, "filler": _filler}
_IN_BOX: dict[str, Rule] = {
    "box": _box,
    "button": _button,
    "image": _image,
    "text": _text,
    "separator": _separator,
    "filler": _filler,
}


def _block(value: Any, place: Place) -> Iterator[Fault]:
    yield from _component(value, place, {"box": _box})


def _video(value: Any, place: Place) -> Iterator[Fault]:
    yield from shaped(
        {
            **_TYPE,
            "url": needed(https_address()),
            "previewUrl": needed(https_address()),
            "altContent": needed(lambda each, where: _component(each, where, {"box": _box, "image": _image})),
            "aspectRatio": _ratio,
            "action": _area,
        }
    )(value, place)


def _hero(value: Any, place: Place) -> Iterator[Fault]:
    yield from _component(value, place, {"box": _box, "image": _image, "video": _video})


_block_style = shaped({"backgroundColor": _colour, "separator": flag, "separatorColor": _colour})
_bubble_shape = shaped(
    {
        "type": needed(one_of("bubble")),
        "size": one_of(*SIZES),
        "direction": one_of("ltr", "rtl"),
        "header": _block,
        "hero": _hero,
        "body": _block,
        "footer": _block,
        "styles": shaped(dict.fromkeys(("header", "hero", "body", "footer"), _block_style)),
        "action": _area,
    }
)


def bubble(value: Any, place: Place) -> Iterator[Fault]:
    """One card: at least one block, at most 30 KB."""
    yield from _bubble_shape(value, place)
    if not isinstance(value, dict):
        return
    if not any(value.get(block) for block in ("header", "hero", "body", "footer")):
        yield Fault("At least one block must be specified", place)
    if json_size(value) > BUBBLE_BYTES:
        yield Fault("Too large flex message. The maximum size of JSON data is 30 KB", place)


_carousel_shape = shaped({"type": needed(one_of("carousel")), "contents": needed(listed(bubble, 1, CAROUSEL_BUBBLES))})


def carousel(value: Any, place: Place) -> Iterator[Fault]:
    """Up to 12 cards of one size, at most 50 KB together."""
    yield from _carousel_shape(value, place)
    if json_size(value) > CAROUSEL_BYTES:
        yield Fault("Too large flex message. The maximum size of JSON data is 50 KB", place)
    cards = value.get("contents")
    if (
        isinstance(cards, list)
        and len({str(card.get("size") or "mega") for card in cards if isinstance(card, dict)}) > 1
    ):
        yield Fault("Bubbles of one carousel must have one size", (*place, "contents"))


def container(value: Any) -> list[Fault]:
    """Return what is wrong with a Flex container; places are counted from the container."""
    kinds: dict[str, Rule] = {"bubble": bubble, "carousel": carousel}
    return list(_component(value, (), kinds))


def _needs_type(value: Any, place: Place, kind: str) -> Iterator[Fault]:
    if value["type"] != kind:
        yield Fault("invalid property", (*place, "type"))


def _needs_words(value: Any, place: Place) -> Iterator[Fault]:
    if value.get("text") is None and not value.get("contents"):
        yield Fault("Either text or contents must be specified", (*place, "text"))
