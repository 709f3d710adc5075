"""What a text file kept of the pages it was typed on: page numbers, and the lines that return beside them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*[0-9๐-๙]{1,3}\s*[-–—]|[-–—]*\s*หน้า(?:ที่)?\s*[0-9๐-๙]{1,3}(?:\s*(?:/|จาก)\s*[0-9๐-๙]{1,3})?\s*[-–—]*)\s*"
)
_RULE = re.compile(r"\s*[-*_=\s]*")
_TABLE = re.compile(r"^\s*\||\t|<t|^\s*#")
_LABEL = re.compile(r"[:：]\s*$|^\s*[^:：]{2,30}[:：]")
# Damaged marks and circles differ from page to page; the consonants of a running header do not.
_NO_CONSONANT = re.compile("[^ก-ฮA-Za-z]")
_PARTED = re.compile(r"[\s|]+")
_FEWEST_LETTERS = 12
_DEEPEST = 2


def page_furniture(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of page numbers and of running headers and footers.

    The first of those stays where it says what no other line does.
    """
    numbers = [at for at, line in enumerate(lines) if _NUMBER.fullmatch(line)]
    if len(numbers) < 2:
        return frozenset()
    beside = {at: _letters(lines[at]) for number in numbers for at in _beside(lines, number)}
    counts = Counter(beside.values())
    found = {letters for letters, count in counts.items() if count >= max(2, len(numbers) / 2)}
    running = {at for at, letters in beside.items() if letters in found}
    body = "".join(_letters(line) for at, line in enumerate(lines) if at not in running)
    kept = {min(at for at in running if beside[at] == letters) for letters in found}
    said = {at for at in kept if all(_letters(piece) in body for piece in _PARTED.split(lines[at].strip()))}
    return frozenset(numbers) | (running - (kept - said))


def _beside(lines: Sequence[str], number: int) -> Iterator[int]:
    """Yield the lines around a page number that may return on every page."""
    below = [at for at in range(number + 1, len(lines)) if not _RULE.fullmatch(lines[at])][:_DEEPEST]
    above = next((at for at in range(number - 1, -1, -1) if not _RULE.fullmatch(lines[at])), None)
    for at in (*below, *([above] if above is not None else [])):
        if not _TABLE.search(lines[at]) and not _LABEL.search(lines[at]) and len(_letters(lines[at])) > _FEWEST_LETTERS:
            yield at


def _letters(line: str) -> str:
    return _NO_CONSONANT.sub("", line)
