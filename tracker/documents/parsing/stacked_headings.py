"""The headings of a table that text kept on one line, or one below the other, without what parted the columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker import thai
from tracker.documents.parsing.headings import is_never_of_measures, meanings

NUMBER = "number"
_NEEDED = frozenset(["title", "owner", "period"])
_LONGEST = 200
_MOST_WORDS = 18
_MOST_LINES = 14
_JOINED_BEFORE, _JOINED_BEHIND = ("/", "(", "–", "-", "และ"), ("/", "(", "–", "-", "และ")
_PART_OF = {"start": "period", "end": "period", "joint_owner": "owner"}
_MAY_BE_STEPS = re.compile("^(?:โครงการ|กิจกรรม|แนวทาง)")

_compact = lru_cache(maxsize=8192)(thai.without_spaces)


@dataclass(frozen=True)
class StackedHeadings:
    """What the columns are called, in their order, and what each of them says; `lines` are the texts they stood in."""

    texts: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[str, ...]

    def stand_again(self, texts: Sequence[str]) -> bool:
        """Tell texts that begin with the same headings, as the next page does."""
        return [_compact(line) for line in self.lines] == [_compact(text) for text in texts[: len(self.lines)]]


def headings_before(texts: Sequence[str], at: int) -> StackedHeadings | None:
    """Return the headings that end right above a place; None where what stands there names no columns of measures."""
    found = None
    for first in range(at - 1, max(-1, at - 1 - _MOST_LINES), -1):
        lines = tuple(texts[first:at])
        read = _read(lines)
        if found is not None and (read is None or not (len(lines) > 2 and _is_heading(lines[0]))):
            break
        found = read or found
        if found is not None and len(lines) == 1:
            break
        if not _is_heading(lines[0]) and len(" ".join(lines)) > _LONGEST:
            break
    return found


def _is_heading(line: str) -> bool:
    return bool(meanings(line)) and not re.search("[0-9๐-๙]", line)


def _read(lines: tuple[str, ...]) -> StackedHeadings | None:
    text = " ".join(lines)
    words = text.split()
    if len(text) > _LONGEST or len(words) > _MOST_WORDS or re.search("[0-9๐-๙:：]", text):
        return None
    named = _named(words)
    if named is None:
        return None
    texts, columns = tuple(name for name, _ in named), tuple(column for _, column in named)
    if NUMBER in columns[1:] or not _NEEDED.issubset(columns) or is_never_of_measures(texts):
        return None
    return StackedHeadings(texts, columns, lines)


def _named(words: Sequence[str]) -> list[tuple[str, str]] | None:
    """Part words into headings: each that names another column begins one; the others go on with the one before."""
    named: list[tuple[str, str]] = []
    strange = 0
    for word in words:
        said = [_PART_OF.get(meaning, meaning) for meaning in meanings(word)]
        taken = {column for _, column in named}
        is_joined = bool(named) and (word.startswith(_JOINED_BEFORE) or named[-1][0].endswith(_JOINED_BEHIND))
        if not is_joined and said and said[0] not in taken:
            named.append((word, said[0]))
        elif not is_joined and "steps" in said and "steps" not in taken and _MAY_BE_STEPS.match(word):
            named.append((word, "steps"))
        elif not named:
            return None
        else:
            strange += not said
            named[-1] = (f"{named[-1][0]} {word}", named[-1][1])
    return named if strange <= len(named) else None
