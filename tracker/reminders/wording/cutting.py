"""Cutting texts to the lengths LINE allows, never inside a letter and its marks or an emoji and its parts.

LINE counts texts and altText in UTF-16 units, labels and displayText in grapheme clusters (LINE's "Text character
count"). Clusters here follow UAX 29 as far as Thai and emoji need.
"""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

_JOINER = "\u200d"
_SARA_AM = "\u0e33"
_LEADING_VOWELS = "เแโใไ"
_ELLIPSIS = "…"


def clusters(text: str) -> Iterator[str]:
    """Yield the letters of a text as a reader counts them: with their marks, an emoji with all its parts."""
    current = ""
    for letter in text:
        if current and _belongs(letter, current):
            current += letter
        else:
            if current:
                yield current
            current = letter
    if current:
        yield current


def units(text: str) -> int:
    """Count a text as LINE does: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most_units: int) -> str:
    """Return a text of at most so many UTF-16 units, ending in … where something was left out."""
    if units(text) <= most_units:
        return text
    return _ended(_first(text, most_units - 1, units))


def cut_letters(text: str, most: int) -> str:
    """Return a text of at most so many letters as a reader counts them."""
    if len(text) <= most or sum(1 for _ in clusters(text)) <= most:
        return text
    return _ended(_first(text, most - 1, lambda cluster: 1))


def json_bytes(value: Any) -> int:
    """Return how large a message is as it is sent; the SDK escapes Thai, six bytes a letter."""
    return len(json.dumps(value))


def _first(text: str, room: int, weight: Any) -> str:
    kept = []
    for cluster in clusters(text):
        room -= weight(cluster)
        if room < 0:
            break
        kept.append(cluster)
    return "".join(kept)


def _ended(text: str) -> str:
    # A vowel written before its consonant means nothing without it.
    return text.rstrip().rstrip(_LEADING_VOWELS).rstrip() + _ELLIPSIS


def _belongs(letter: str, current: str) -> bool:
    if letter in {_JOINER, _SARA_AM} or current[-1] == _JOINER:
        return True
    if unicodedata.category(letter) in {"Mn", "Mc", "Me"} or 0x1F3FB <= ord(letter) <= 0x1F3FF:
        return True
    if letter == "\n" and current == "\r":
        return True
    is_flag = 0x1F1E6 <= ord(letter) <= 0x1F1FF
    return is_flag and len(current) == 1 and 0x1F1E6 <= ord(current) <= 0x1F1FF
