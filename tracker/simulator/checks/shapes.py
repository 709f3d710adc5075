"""How a shape is said: fields with rules, and the place of each problem."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Place: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where."""

    message: str
    place: Place


Rule: TypeAlias = Callable[[Any, Place], Iterator[Fault]]
Measure: TypeAlias = Callable[[str], int]

_EXTENDING = {"Mn", "Me", "Mc"}
_JOINER = "\u200d"


@dataclass(frozen=True)
class Field:
    rule: Rule
    is_required: bool = False


def needed(rule: Rule) -> Field:
    """A field that must be there."""
    return Field(rule, is_required=True)


def utf16_length(text: str) -> int:
    """Count as LINE counts the text of messages: in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def grapheme_length(text: str) -> int:
    """Count as LINE counts labels: what a reader takes for one character is one. Near enough for Thai and emoji."""
    count, is_joined = 0, False
    for character in text:
        extends = (
            unicodedata.category(character) in _EXTENDING
            or character in "\u0e33\u200d\ufe0e\ufe0f"
            or "\U0001f3fb" <= character <= "\U0001f3ff"
        )
        count += not extends and not is_joined
        is_joined = character == _JOINER
    return count


def dotted(place: Place) -> str:
    """Write a place as LINE does for a request: messages[0].text."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return written.removeprefix(".")


def pointer(place: Place) -> str:
    """Write a place as LINE does inside a Flex container: /body/contents/0/text."""
    return "".join(f"/{part}" for part in place)


def json_size(value: Any) -> int:
    """Return how many bytes a value is as compact JSON in UTF-8."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def text(most: int, *, least: int = 1, measure: Measure = utf16_length) -> Rule:
    """A text of a length between two limits."""

    def rule(value: Any, place: Place) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault("invalid property", place)
        elif value == "" and least:
            yield Fault("May not be empty", place)
        elif not least <= measure(value) <= most:
            yield Fault(f"Length must be between {least} and {most}", place)

    return rule


def matching(pattern: str, message: str = "invalid property") -> Rule:
    """A text that has a form."""
    form = re.compile(pattern)

    def rule(value: Any, place: Place) -> Iterator[Fault]:
        if not isinstance(value, str) or not form.fullmatch(value):
            yield Fault(message, place)

    return rule


def one_of(*values: str) -> Rule:
    """One of a few words."""

    def rule(value: Any, place: Place) -> Iterator[Fault]:
        if value not in values:
            yield Fault(f"Must be one of the following values: [{', '.join(values)}]", place)

    return rule


def whole_number(least: int, most: int = 2**31 - 1) -> Rule:
    """A whole number between two limits."""

    def rule(value: Any, place: Place) -> Iterator[Fault]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield Fault("invalid property", place)
        elif not least <= value <= most:
            yield Fault(f"Must be between {least} and {most}", place)

    return rule


def number(least: float, most: float) -> Rule:
    """A number between two limits."""

    def rule(value: Any, place: Place) -> Iterator[Fault]:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            yield Fault("invalid property", place)

    return rule


def flag(value: Any, place: Place) -> Iterator[Fault]:
    """True or false."""
    if not isinstance(value, bool):
        yield Fault("invalid property", place)


def https_address(most: int = 2000) -> Rule:
    """An address of a picture, a video or a sound: https only."""

    def rule(value: Any, place: Place) -> Iterator[Fault]:
        if not isinstance(value, str) or not value:
            yield Fault("invalid uri", place)
        elif len(value) > most:
            yield Fault(f"Length must be between 1 and {most}", place)
        elif not value.startswith("https://"):
            yield Fault("invalid uri scheme", place)
        elif re.search(r"[^\x21-\x7e]", value):
            yield Fault("invalid uri", place)

    return rule


def listed(rule_of_each: Rule, least: int, most: int) -> Rule:
    """A list of so many of one kind."""

    def rule(value: Any, place: Place) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault("invalid property", place)
            return
        if not least <= len(value) <= most:
            yield Fault(f"Size must be between {least} and {most}", place)
        for position, each in enumerate(value):
            yield from rule_of_each(each, (*place, position))

    return rule


def shaped(fields: Mapping[str, Field | Rule]) -> Rule:
    """An object with these fields and no others; a field that is null counts as absent, as LINE reads it."""

    def rule(value: Any, place: Place) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault("invalid property", place)
            return
        for name in value:
            if name not in fields:
                yield Fault("unknown field", (*place, name))
        for name, field in fields.items():
            has_it = value.get(name) is not None
            if has_it:
                yield from (field.rule if isinstance(field, Field) else field)(value[name], (*place, name))
            elif isinstance(field, Field) and field.is_required:
                yield Fault("must be specified", (*place, name))

    return rule


def by_type(kinds: Mapping[str, Rule], *, default: str | None = None) -> Rule:
    """An object whose `type` says which rule it follows."""

    def rule(value: Any, place: Place) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault("invalid property", place)
            return
        kind = value.get("type", default)
        if not isinstance(kind, str) or kind not in kinds:
            yield Fault(f"Must be one of the following values: [{', '.join(kinds)}]", (*place, "type"))
        else:
            yield from kinds[kind](value, place)

    return rule


def all_of(*rules: Rule) -> Rule:
    """Several rules at once; the later ones are asked only when the earlier found nothing."""

    def rule(value: Any, place: Place) -> Iterator[Fault]:
        for each in rules:
            found = list(each(value, place))
            yield from found
            if found:
                return

    return rule
