"""The doubtful places of a text, to be marked where they stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker import thai
from tracker.documents.models import Flag
from tracker.documents.reading import ReadRepair

_SEVERITY_WORDS = {"error": "ต้องตัดสินใจ", "warn": "ควรตรวจ", "info": "เพื่อทราบ"}
_SHORT = 4
"""A place of fewer letters is marked once: the same letters elsewhere are another matter."""
_LONGEST = 400
_MOST_MARKS = 40


@dataclass(frozen=True)
class Mark:
    """Letters to be found in a text, and what is said of them."""

    raw: str
    word: str
    tone: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `word` is said of a marked one."""

    text: str
    word: str = ""
    tone: str = ""


Paragraph = list[Piece]


def marks_of(flags: Iterable[Flag], repairs: Iterable[ReadRepair] = ()) -> list[Mark]:
    """Return what is to be marked: what flags quote, the worst first, and what nobody dared to mend."""
    found = [
        Mark(flag.raw, _SEVERITY_WORDS.get(flag.severity, ""), flag.severity)
        for flag in sorted(flags, key=lambda flag: list(_SEVERITY_WORDS).index(flag.severity))
        if flag.raw
    ]
    for repair in repairs:
        if not repair.is_applied:
            word = f"อาจเป็น “{repair.repaired}”" if repair.repaired else "ตัวอักษรเสียหาย"
            found.append(Mark(repair.raw, word, "warn"))
    return list(dict.fromkeys(found))[:_MOST_MARKS]


def marked(text: str, marks: Sequence[Mark]) -> list[Paragraph]:
    """Split a text into its paragraphs, and these where a mark begins and ends; marks never overlap."""
    left = list(marks)
    paragraphs = []
    for paragraph in text.split("\n\n"):
        spans: list[tuple[int, int, Mark]] = []
        for mark in [*left]:
            places = _places(mark, paragraph)
            if places and len(thai.without_spaces(mark.raw)) < _SHORT:
                left.remove(mark)
                places = places[:1]
            spans += [(start, end, mark) for start, end in places if not _overlaps(start, end, spans)]
        paragraphs.append(_pieces(paragraph, sorted(spans, key=lambda span: span[0])))
    return paragraphs


def _places(mark: Mark, text: str) -> list[tuple[int, int]]:
    """Find a mark's letters however the text is broken into lines."""
    letters = thai.without_spaces(mark.raw)
    if not letters or len(letters) > min(_LONGEST, len(text)):
        return []
    pattern = r"\s*".join(map(_either_digit, letters))
    return [match.span() for match in re.finditer(pattern, text)]


def _either_digit(letter: str) -> str:
    """Let a digit of one script stand for the same in the other: a flag quotes scores as numbers."""
    return f"[{int(letter)}{thai.thai_digits(letter)}]" if letter.isdecimal() else re.escape(letter)


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int, Mark]]) -> bool:
    return any(start < taken_end and taken_start < end for taken_start, taken_end, _ in spans)


def _pieces(text: str, spans: Sequence[tuple[int, int, Mark]]) -> Paragraph:
    pieces, at = [], 0
    for start, end, mark in spans:
        pieces += [Piece(text[at:start]), Piece(text[start:end], mark.word, mark.tone)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]
