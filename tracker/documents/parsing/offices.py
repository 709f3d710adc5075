"""Whether a document speaks of this office or of another one, however its name is spelt."""

import re
from collections.abc import Iterable
from typing import Literal

from tracker import thai

Likeness = Literal["same", "spelling", "other", "unstated"]

_FULL_KINDS = {
    "อบต.": "องค์การบริหารส่วนตำบล",
    "อบจ.": "องค์การบริหารส่วนจังหวัด",
    "ทต.": "เทศบาลตำบล",
    "ทม.": "เทศบาลเมือง",
    "ทน.": "เทศบาลนคร",
}
# Marks above a consonant are what scanning and typing lose first: ไม้ไต่คู้, tones, การันต์, and ฯ at the end.
_MARKS = re.compile("[\u0e47-\u0e4e\u0e2f]")


def likeness(printed: Iterable[str], own: str) -> Likeness:
    """Compare the names a document uses with the office's own; one letter or its marks apart is a spelling.

    The kind must agree as it stands: the อบต. and the เทศบาลตำบล of one place are two offices.
    """
    names = [_full(name) for name in printed if name]
    wanted = _full(own)
    if not names:
        return "unstated"
    if wanted in names:
        return "same"
    if any(_is_one_letter_apart(_MARKS.sub("", name), _MARKS.sub("", wanted)) for name in names):
        return "spelling"
    return "other"


def _full(name: str) -> str:
    name = thai.without_spaces(name)
    for short, full in _FULL_KINDS.items():
        if name.startswith(short):
            return full + name.removeprefix(short)
    return name


def _is_one_letter_apart(one: str, other: str) -> bool:
    """Tell whether at most one letter was put in, left out or changed."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, rest_of_other = one[start:], other[start:]
    return rest[1:] == rest_of_other[1:] or rest[1:] == rest_of_other or rest == rest_of_other[1:]
