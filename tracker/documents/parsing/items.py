"""Codes of the assessment's items in running text: i10, e4, O8 and what the typist or the scanner made of them."""

import re
from dataclasses import dataclass

from tracker import thai

# The letter O of O8 is often read as a zero (๐๘, 08, o8, O08); a zero counts only where the words around it say so.
_PUBLISHED = r"[oO0๐โ]\s?\.?\s?0?([1-9]\d?)"
_CERTAIN = re.compile(r"(?<![A-Za-z0-9])[oO]\s?0?([1-9]\d?)(?!\d)")
_CERTAIN_RANGE = re.compile(r"(?<![A-Za-z0-9])[oO]\s?0?([1-9]\d?)\s*(?:-|–|ถึง)\s*[oO]\s?0?([1-9]\d?)(?!\d)")
_LIST = rf"{_PUBLISHED}(?!\d)(?:\s*(?:,|และ|/|-|–|ถึง)\s*{_PUBLISHED}(?!\d))*"
_LABEL = r"(?:อ้างอิง(?:จาก|ตาม)?|ตาม|OIT|ข้อ|ดู|หลักฐาน)"
_IN_BRACKETS = re.compile(rf"\(\s*(?:{_LABEL}\s*)*(?:ข้อ\s*)?({_LIST})\s*(?:,[^()]*)?\)")
_AFTER_LABEL = re.compile(rf"(?:อ้างอิง(?:จาก|ตาม)?|OIT)\s*(?:ข้อ\s*)?({_LIST})")
_ONE = re.compile(_PUBLISHED + r"(?!\d)")
_PERCEIVED = re.compile(r"(?<![A-Za-z0-9])([ieIE])\s?([1-9]\d?)(?![\d.]*[A-Za-z])(?!\d)")


@dataclass(frozen=True)
class Mention:
    """An item code in a text and where it stands."""

    code: str
    start: int
    end: int


def published_items(text: str) -> tuple[str, ...]:
    """Return the OIT items a text refers to, as O8, each once, in order."""
    plain = thai.arabic_digits(text)
    found: dict[int, list[str]] = {}
    for match in _CERTAIN.finditer(plain):
        found[match.start()] = [f"O{int(match[1])}"]
    for match in _CERTAIN_RANGE.finditer(plain):
        first, last = int(match[1]), int(match[2])
        if first < last <= first + 20:
            found[match.start()] = [f"O{number}" for number in range(first, last + 1)]
    for pattern in (_IN_BRACKETS, _AFTER_LABEL):
        for match in pattern.finditer(plain):
            for one in _ONE.finditer(match[1]):
                found.setdefault(match.start(1) + one.start(), [f"O{int(one[1])}"])
    return tuple(dict.fromkeys(code for start in sorted(found) for code in found[start]))


def perceived_items(text: str) -> tuple[Mention, ...]:
    """Return the IIT and EIT items a text names, as i10 or e4."""
    plain = thai.arabic_digits(text)
    return tuple(
        Mention(f"{match[1].lower()}{int(match[2])}", match.start(), match.end())
        for match in _PERCEIVED.finditer(plain)
    )
