"""Actions: what a button, a chip, a picture or a rich menu may do, and how long its words may be."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any

from tracker.simulator.checks.shapes import (
    Fault,
    Field,
    Place,
    Rule,
    all_of,
    by_type,
    grapheme_length,
    matching,
    needed,
    one_of,
    shaped,
    text,
)


class Where(Enum):
    """Where an action stands; on this depend its longest label, whether it needs one, and the kinds allowed."""

    QUICK_REPLY = "quick reply"
    TEMPLATE = "template"
    IMAGE_COLUMN = "image column"
    FLEX_BUTTON = "Flex button"
    FLEX_AREA = "Flex area"
    RICH_MENU = "rich menu"


_LONGEST_LABELS = {Where.IMAGE_COLUMN: 12, Where.FLEX_BUTTON: 40, Where.FLEX_AREA: 40}
_LONGEST_ELSEWHERE = 20
_LABEL_NEEDED = {Where.QUICK_REPLY, Where.TEMPLATE, Where.FLEX_BUTTON}


_EVERYWHERE = ("postback", "message", "uri", "datetimepicker", "clipboard")
_ONLY_QUICK_REPLY = ("camera", "cameraRoll", "location")
_URI_SCHEMES = ("http:", "https:", "line:", "tel:")
_DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME = r"([01]\d|2[0-3]):[0-5]\d"
_MOMENTS = {"date": _DATE, "time": _TIME, "datetime": f"{_DATE}[Tt]{_TIME}"}
_LAST_YEAR = 2100

_words = text(300, measure=grapheme_length)
_data = text(300)


def action(where: Where) -> Rule:
    """Return the rule of an action at a place."""
    label = text(_LONGEST_LABELS.get(where, _LONGEST_ELSEWHERE), measure=grapheme_length)
    label_field = Field(label, is_required=where in _LABEL_NEEDED)
    kinds = _kinds(label_field)
    allowed = [*_EVERYWHERE]
    if where is Where.QUICK_REPLY:
        allowed += _ONLY_QUICK_REPLY
    if where is Where.RICH_MENU:
        allowed.append("richmenuswitch")
    return by_type({kind: kinds[kind] for kind in allowed})


def _kinds(label: Field) -> dict[str, Rule]:
    common: dict[str, Field | Rule] = {"type": needed(text(20)), "label": label}
    return {
        "postback": all_of(_postback_shape(common), _postback_rules),
        "message": shaped({**common, "text": needed(_words)}),
        "uri": shaped({**common, "uri": needed(uri), "altUri": shaped({"desktop": uri})}),
        "datetimepicker": all_of(_picker_shape(common), _picker_rules),
        "clipboard": shaped({**common, "clipboardText": needed(text(1000))}),
        "camera": shaped(common),
        "cameraRoll": shaped(common),
        "location": shaped(common),
        "richmenuswitch": shaped(
            {**common, "data": needed(text(300, least=0)), "richMenuAliasId": needed(matching(r"[A-Za-z0-9_-]{1,32}"))}
        ),
    }


def _postback_shape(common: dict[str, Field | Rule]) -> Rule:
    return shaped(
        {
            **common,
            "data": needed(_data),
            "displayText": _words,
            "text": _words,
            "inputOption": one_of("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"),
            "fillInText": _words,
        }
    )


def _postback_rules(value: Any, place: Place) -> Iterator[Fault]:
    if value.get("displayText") is not None and value.get("text") is not None:
        yield Fault("displayText and text cannot be used together", (*place, "displayText"))
    if value.get("fillInText") is not None and value.get("inputOption") != "openKeyboard":
        yield Fault("fillInText needs the inputOption openKeyboard", (*place, "fillInText"))


def _picker_shape(common: dict[str, Field | Rule]) -> Rule:
    moment = text(20)
    return shaped(
        {
            **common,
            "data": needed(_data),
            "mode": needed(one_of(*_MOMENTS)),
            "initial": moment,
            "max": moment,
            "min": moment,
        }
    )


def _picker_rules(value: Any, place: Place) -> Iterator[Fault]:
    form = re.compile(_MOMENTS[value["mode"]])
    given = {name: value[name] for name in ("initial", "min", "max") if value.get(name) is not None}
    for name, moment in given.items():
        if not form.fullmatch(moment):
            yield Fault(f"does not have the format of the mode {value['mode']}", (*place, name))
        elif value["mode"] != "time" and int(moment[:4]) > _LAST_YEAR:
            yield Fault("must not be later than 2100-12-31", (*place, name))
    first, last = given.get("min"), given.get("max")
    if first is not None and last is not None and first.upper() >= last.upper():
        yield Fault("must be later than min", (*place, "max"))


def uri(value: Any, place: Place) -> Iterator[Fault]:
    """An address an action may open: http, https, line or tel, percent-encoded."""
    if not isinstance(value, str) or not value:
        yield Fault("invalid uri", place)
    elif len(value) > 1000:
        yield Fault("Length must be between 1 and 1000", place)
    elif not value.lower().startswith(_URI_SCHEMES):
        yield Fault("invalid uri scheme", place)
    elif re.search(r"[^\x21-\x7e]", value):
        yield Fault("invalid uri", place)
