"""What the whole document tells about a damage: the same font loses the same letter everywhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.documents.mending.signs import LOST, LOST_AM, LOST_LETTER, SPACE_BEHIND_AM, TORN_AM, TORN_MARK

_SEVERAL = 3


@dataclass(frozen=True)
class Evidence:
    """Every lost letter was the circle of ำ; the circles of ำ are there; a space follows ำ; and all the text."""

    lost_is_circle_of_am: bool
    am_is_kept: bool
    am_has_a_space_behind: bool
    text: str

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Evidence":
        """Count over all texts of a document."""
        lost = sum(_count(LOST_LETTER, text) for text in texts)
        circles = sum(_count(LOST_AM, text) for text in texts)
        torn = sum(_count(TORN_AM, text) for text in texts)
        whole = sum(text.count("\u0e33") for text in texts)
        others = sum(_count(TORN_MARK, text) for text in texts)
        spaces = sum(_count(SPACE_BEHIND_AM, text) for text in texts)
        # A program that puts ำ in two pieces with a space between them leaves one behind it as well.
        has_space_behind = torn >= _SEVERAL or spaces >= max(_SEVERAL, whole / 4)
        return cls(0 < lost == circles, max(whole, others) > torn, has_space_behind, "\n".join(texts))

    def letters_between(self, before: str, behind: str) -> set[str]:
        """Return the letters that stand elsewhere in the document between the same neighbours."""
        return set(re.findall(f"{re.escape(before)}([^{LOST}]){re.escape(behind)}", self.text))


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))
