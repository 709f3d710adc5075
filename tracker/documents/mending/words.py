"""The Thai word list: which letters of a text make words. Read only when a text looks damaged."""

import os
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

_LONGEST = 24
_REACH = 30  # Letters looked at on either side of a damaged place,
_NEAR = 12  # and where many letters are tried there.
# Words of the forms of the assessment: where a letter is lost, one of these is likelier than two short words.
OFFICE_WORDS = frozenset(
    [
        *("ตัวชี้วัด", "ผลการประเมิน", "ปีงบประมาณ", "ประจำปี", "ผู้มีส่วนได้ส่วนเสีย", "องค์การบริหารส่วนตำบล", "เทศบาลตำบล"),
        *(
            "หน่วยงาน",
            "เจ้าหน้าที่",
            "ดำเนินการ",
            "ประชาชน",
            "ความโปร่งใส",
            "โปร่งใส",
            "งบประมาณ",
            "ขั้นตอน",
            "มาตรการ",
            "เผยแพร่",
        ),
        *("ผู้รับผิดชอบ", "ระยะเวลา", "บุคลากร", "ผู้บริหาร", "ข้อมูลข่าวสาร", "คุณธรรม", "ประสิทธิภาพ", "ประชาสัมพันธ์", "ปรับปรุง"),
    ]
)
_RUN = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e\ufffd]+")
UNKNOWN = 1000  # An unknown letter weighs more than any number of words.


@cache
def dictionary() -> frozenset[str]:
    """Load the packaged word list, once; nothing is written and nothing is asked of the network."""
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
    from pythainlp.corpus.common import thai_words

    return frozenset(word for word in thai_words() if 1 < len(word) <= _LONGEST and " " not in word) | OFFICE_WORDS


@dataclass(frozen=True)
class Segmentation:
    """The cheapest way to read a text as words: its cost, how long each letter's word is (or 0), where words begin."""

    cost: int
    lengths: tuple[int, ...]
    starts: frozenset[int]


def segmentation(text: str, words: Container[str] | None = None) -> Segmentation:
    """Read a text as the fewest words with the fewest letters left over."""
    words = dictionary() if words is None else words
    costs = [0] * (len(text) + 1)
    starts = [0] * (len(text) + 1)
    is_word = [False] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        costs[end], starts[end] = costs[end - 1] + UNKNOWN, end - 1
        for start in range(max(0, end - _LONGEST), end - 1):
            if costs[start] + 1 < costs[end] and text[start:end] in words:
                costs[end], starts[end], is_word[end] = costs[start] + 1, start, True
    lengths = [0] * len(text)
    begun = set()
    end = len(text)
    while end:
        start = starts[end]
        begun.add(start)
        if is_word[end]:
            lengths[start:end] = [end - start] * (end - start)
        end = start
    return Segmentation(costs[-1], tuple(lengths), frozenset(begun))


def run_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the Thai letters that stand together before and behind a place, as far as they matter."""
    before = re.search("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]*$", text[max(0, start - _REACH) : start])
    behind = _RUN.match(text[end : end + _REACH].replace("\ufffd", " "))
    return before[0] if before else "", behind[0] if behind else ""


def fit_of(before: str, piece: str, behind: str) -> tuple[int, int]:
    """Tell how well a piece reads between its neighbours: how long a word it stands in, then in how few words all."""
    found = segmentation(before + piece + behind)
    return min(found.lengths[len(before) : len(before) + len(piece)]), -found.cost


def is_known(before: str, piece: str, behind: str) -> bool:
    """Tell whether the letters on both sides of a place belong to words once the piece stands there."""
    lengths = segmentation(before + piece + behind).lengths
    return all(lengths[max(0, len(before) - 1) : len(before) + len(piece) + 1])


def reaches_over(before: str, behind: str) -> bool:
    """Tell whether, read together, one word has letters on both sides of a place."""
    found = segmentation(before + behind)
    place = len(before)
    return bool(before and behind) and place not in found.starts and found.lengths[place] > 0


def letters_between(before: str, behind: str, letters: str) -> list[tuple[int, str, str]]:
    """Return each letter that makes a word with its neighbours: what all then costs, the letter, the word."""
    words = dictionary()
    before, behind = before[-_NEAR:], behind[:_NEAR]
    left = [segmentation(before[:end]).cost for end in range(len(before) + 1)]
    right = [segmentation(behind[start:]).cost for start in range(len(behind) + 1)]
    found = []
    for letter in letters:
        choices = [
            (left[start] + 1 + right[end], start - end, before[start:] + letter + behind[:end])
            for start in range(len(before) + 1)
            for end in range(len(behind) + 1)
            if before[start:] + letter + behind[:end] in words
        ]
        if choices:
            cost, _, word = min(choices)
            found.append((cost, letter, word))
    return sorted(found)


@cache
def _without_circles() -> dict[str, str]:
    """Return the words that are none once written with า for ำ, by that spelling, where it belongs to one word only."""
    found: dict[str, str] = {}
    for word in dictionary():
        without = word.replace("\u0e33", "\u0e32")
        if without != word and len(word) > 2 and without not in dictionary():
            found[without] = "" if without in found else word
    return {without: word for without, word in found.items() if word}


@cache
def _with_and_without_circles() -> frozenset[str]:
    return dictionary() | _without_circles().keys()


def with_their_circles(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a text reads as fewer words once some ำ stand where it has า, and those words."""
    circled = _without_circles()
    lengths = segmentation(text, _with_and_without_circles()).lengths
    place = 0
    while place < len(text):
        piece = text[place : place + lengths[place]]
        if piece in circled:
            yield place, place + len(piece), circled[piece]
        place += max(1, lengths[place])
