"""Mentions of the ten indicators in running text and in cells, by number and by name."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache

from tracker import ita, thai

_NUMBER = r"(?:10|[1-9])(?!\d)"
_MENTION = re.compile(
    rf"ตัวชี้วัด\s*(?P<sub>ย่อย)?\s*(?:ที่)?\s*(?P<numbers>{_NUMBER}(?:\.\d)?(?:\s*(?:,|และ|-|–|ถึง)\s*(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*)?{_NUMBER}(?:\.\d)?)*)"
)
_ONE = re.compile(r"(10|[1-9])(\.\d)?(?!\d)")
_SHORT_PREFIX = "การ"
_LONGEST_NAME = 80
_NEAR = 0.7  # Spelling slips of official names stay above this; other names stay below.


@dataclass(frozen=True)
class Mention:
    """One indicator named by number; `rest` is what stands after it, where its name is expected."""

    no: int
    start: int
    end: int
    rest: str
    is_sub: bool = False


class Likeness(Enum):
    SAME = "same"
    NEAR = "near"
    OTHER = "other"


def mentions(text: str) -> tuple[Mention, ...]:
    """Return the indicators a text names by number, in order; 9.3 is a mention of indicator 9's part."""
    plain = thai.arabic_digits(text)
    found = []
    for match in _MENTION.finditer(plain):
        rest = text[match.end() : match.end() + _LONGEST_NAME]
        if plain.rfind("(", 0, match.start()) > plain.rfind(")", 0, match.start()):  # No name goes beyond its bracket.
            rest = rest.partition(")")[0]
        ones = list(_ONE.finditer(match["numbers"]))
        is_range = len(ones) == 2 and re.search("[-–]|ถึง", match["numbers"]) is not None
        numbers = [int(one[1]) for one in ones]
        if is_range and numbers[0] < numbers[1]:
            numbers = list(range(numbers[0], numbers[1] + 1))
        is_sub = bool(match["sub"]) or any(one[2] for one in ones)
        found += [Mention(no, match.start(), match.end(), rest if len(numbers) == 1 else "", is_sub) for no in numbers]
    return tuple(found)


def likeness(name: str, no: int) -> Likeness:
    """Compare a printed name with the official ones: the same, a slip of the pen, or another name."""
    plain = _plain(name)
    if plain in {_plain(known) for known in ita.every_name(no)}:
        return Likeness.SAME
    own = _ratio(plain, no)
    others = max(_ratio(plain, other) for other in range(1, 11) if other != no)
    return Likeness.NEAR if own >= _NEAR and own > others else Likeness.OTHER


def number_of(name: str) -> int | None:
    """Return the indicator whose official name this is."""
    plain = _plain(name)
    return next((no for no in range(1, 11) if plain in {_plain(known) for known in ita.every_name(no)}), None)


@lru_cache(maxsize=2048)  # The same headings are looked at by every stage of a reading.
def nearest(name: str) -> tuple[int, float]:
    """Return the indicator whose name is most alike, and how alike from 0 to 1."""
    plain = _plain(name)
    return max(((no, _ratio(plain, no)) for no in range(1, 11)), key=lambda pair: pair[1])


def named_at_start(text: str) -> int | None:
    """Return the indicator whose official name a text begins with."""
    plain = _plain(text)
    found = [
        (len(_plain(name)), no) for no in range(1, 11) for name in ita.every_name(no) if plain.startswith(_plain(name))
    ]
    return max(found)[1] if found else None


def named_in(text: str) -> tuple[int, ...]:
    """Return the indicators whose whole official names stand in a text, in order."""
    plain = _plain(text)
    found = {}
    for no in range(1, 11):
        places = [plain.find(_plain(name)) for name in ita.every_name(no)]
        if any(place >= 0 for place in places):
            found[no] = min(place for place in places if place >= 0)
    return tuple(sorted(found, key=lambda no: found[no]))


def _plain(name: str) -> str:
    return thai.without_spaces(name).strip("“”\"'().:-–")


def _ratio(plain: str, no: int) -> float:
    return max(
        SequenceMatcher(None, plain.removeprefix(_SHORT_PREFIX), _plain(known).removeprefix(_SHORT_PREFIX)).ratio()
        for known in ita.every_name(no)
    )
