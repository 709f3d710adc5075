"""Codes of the assessment's items in running text: i10, e4, O8 and what the typist or the scanner made of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tracker import thai

# The letter O of O8 is often read as a zero (๐๘, 08, o8, O08); a zero counts only where the words around it say so.
_PUBLISHED = r"[oO0๐โ]\s?\.?\s?0?([1-9]\d?)"
_CERTAIN = re.compile(r"(?<![A-Za-z0-9])[oO]\s?[.-]?\s?0?[1-9]\d?(?!\d)")
_LIST = rf"{_PUBLISHED}(?!\d)(?:\s*(?:,|และ|/|-|–|ถึง)\s*{_PUBLISHED}(?!\d))*"
_LABEL = r"(?:อ้างอิง(?:จาก|ตาม)?|ตาม|OIT|ข้อ|ดู|หลักฐาน)"
_IN_BRACKETS = re.compile(rf"\(\s*(?:{_LABEL}\s*)*(?:ข้อ\s*)?({_LIST})\s*(?:,[^()]*)?\)")
_AFTER_LABEL = re.compile(rf"(?:อ้างอิง(?:จาก|ตาม)?|OIT)\s*(?:ข้อ\s*)?({_LIST})")
_FIRST = re.compile(r"(?:[oO0๐โ]\s?[.-]?\s?)?0?([1-9]\d?)")
_OIT_ITEM = re.compile(r"OIT\s*ข้อ(?:ที่)?\s*(0?[1-9]\d?)(?!\d|\.\d)")
_PERCEIVED = re.compile(r"(?<![A-Za-z0-9])([ieIE])\s?[.-]?\s?0?([1-9]\d?)(?![\d.]*[A-Za-z])(?!\d)")

# O8, 9 และ 10; O23 – 26; ข้อ i๑ ถึงข้อ i๓: the letter stands before the first number, and may stand before others.
_NEXT = re.compile(
    r"\s*(?P<link>,|และ|กับ|&|/|-|–|—|ถึง)\s*(?:ข้อ(?:ที่)?\s*)?(?P<letter>[oOieIE๐โ0]\s?\.?\s?)?0?(?P<number>[1-9]\d?)(?!\d)"
)
_RANGE = frozenset("-–—") | {"ถึง"}
# A number without its letter is one of the list only where the list ends or goes on: O8 และ 10 โครงการ names one item.
_ENDS = re.compile(r"\s*(?:$|[),;/\]–—-](?!\s*\d*\.\d|\s*\d{3})|และ|ถึง)")
_TYPED_ZERO = re.compile(r"(?<=[ieoIEO][1-4])[oO](?![A-Za-z0-9])")
_LONGEST_RANGE = 20
_LAST_ITEM = 43  # OIT of 2563–2565; no instrument ever had more items.


@dataclass(frozen=True)
class Mention:
    """An item code in a text and where it stands."""

    code: str
    start: int
    end: int


@dataclass(frozen=True)
class _Number:
    """A number of a list of items, and whether all from the one before up to it are meant."""

    number: int
    start: int
    end: int
    ends_range: bool = False


def published_items(text: str) -> tuple[str, ...]:
    """Return the OIT items a text refers to, as O8, each once, in order."""
    plain = with_zeros(text)
    starts = {match.start() for match in _CERTAIN.finditer(plain)}
    starts |= {match.start(1) for pattern in (_IN_BRACKETS, _AFTER_LABEL) for match in pattern.finditer(plain)}
    numbered = {match.start(1) for match in _OIT_ITEM.finditer(plain)}
    found: list[Mention] = []
    for start in sorted(starts | numbered):
        if (not found or start >= found[-1].end) and (first := _FIRST.match(plain, start)):
            found += _listed(plain, "O", _Number(int(first[1]), start, first.end()))
    return tuple(dict.fromkeys(mention.code for mention in found))


def perceived_items(text: str) -> tuple[Mention, ...]:
    """Return the IIT and EIT items a text names, as i10 or e4."""
    plain = with_zeros(text)
    found: list[Mention] = []
    for match in _PERCEIVED.finditer(plain):
        if not found or match.start() >= found[-1].end:
            found += _listed(plain, match[1].lower(), _Number(int(match[2]), match.start(), match.end()))
    return tuple(found)


def with_zeros(text: str) -> str:
    """Write a text with Arabic digits, and a zero for the letter O that was typed for it: i1O, O2O."""
    return _TYPED_ZERO.sub("0", thai.arabic_digits(text))


def _listed(plain: str, letter: str, first: _Number) -> Iterator[Mention]:
    """Yield the items of a list, with those between the ends of a range."""
    numbers = [first, *_following(plain, letter, first)]
    yield Mention(f"{letter}{first.number}", first.start, first.end)
    for before, after in pairwise(numbers):
        between = range(before.number + 1, after.number) if after.ends_range else ()
        yield from (Mention(f"{letter}{number}", before.start, before.end) for number in between)
        yield Mention(f"{letter}{after.number}", after.start, after.end)


def _following(plain: str, letter: str, before: _Number) -> Iterator[_Number]:
    """Yield the numbers that follow the first of a list, as far as it surely goes on."""
    while (match := _NEXT.match(plain, before.end)) and _is_listed(match, letter, before):
        number = int(match["number"])
        is_range = match["link"] in _RANGE and before.number < number <= before.number + _LONGEST_RANGE
        before = _Number(number, match.start("letter" if match["letter"] else "number"), match.end(), is_range)
        yield before


def _is_listed(match: re.Match[str], letter: str, before: _Number) -> bool:
    said = (match["letter"] or "").strip(" .").lower()
    if said in {"i", "e", "o"}:
        return said == letter.lower()
    number = int(match["number"])
    is_glued = match["link"] in _RANGE and not re.search(r"\s", match[0])
    is_end = is_glued and not re.match(r"[.\d]", match.string[match.end() :])
    is_new = number > before.number or bool(said)
    return is_new and number <= _LAST_ITEM and bool(is_end or _ENDS.match(match.string, match.end()))
