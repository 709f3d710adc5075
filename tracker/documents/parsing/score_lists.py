"""The ten indicators' scores written as a list: a line each, or one sentence that counts them up."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker import thai
from tracker.documents.parsing import indicators
from tracker.documents.parsing.scores import Line, ScoreRow
from tracker.documents.parsing.subjects import INSTRUMENT

_NUMBER = r"(?:ตัวชี้วัด\s*(?:ที่)?\s*)?\(?(?P<no>10|[1-9])(?!\d|\.\d)[.):]*\s*"
_NAME = r"(?P<name>[ก-๎][ก-๎\s]{3,60}?)"
_WORDS = r"(?:ได้|มี|ได้รับ|คะแนน|ผลคะแนน|ร้อยละ|เท่ากับ|จำนวน|อยู่ที่|คือ)"
_SCORE = rf"[\s:=–(-]*(?:{_WORDS}[\s:=(]*)*(?P<score>\d{{1,3}}(?:\.\d{{1,2}})?)(?![\d.])\s*(?:คะแนน|%)?"
_ENTRY = re.compile(rf"^[-–•*\s]*(?:{_NUMBER})?{_NAME}{_SCORE}[\s).]*(?:\(?(?:ระดับ)?\s*[ก-๎A]+\)?)?$")
_INLINE = re.compile(rf"(?<![\d.]){_NUMBER}{_NAME}{_SCORE}")
# What leads to the entries below it, at the end of a line or on one of its own.
_LEADS_IN = re.compile(r"(?:ประกอบด้วย|ได้แก่|(?:มี)?(?:รายละเอียด)?ดังนี้|ดังต่อไปนี้)\s*[:：]?$")
_FEWEST = 5
_LONGEST_HEADING = 120
_LONGEST_LEAD_IN = 60
_ALIKE = 0.6
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class ScoreList:
    """The rows of a list, and the lines it was read from where each line is an entry."""

    rows: tuple[ScoreRow, ...] = ()
    lines: frozenset[int] = frozenset()
    """Places in the sequence of lines."""


def score_list(lines: Sequence[Line], parted_at: Collection[int] = ()) -> ScoreList:
    """Find the list of the indicators' scores among a document's paragraphs; empty when there is none.

    `parted_at` are the lines that measures stand above: behind those no list goes on, they are headings.
    """
    run: list[tuple[int, ScoreRow]] = []
    for place, line in enumerate(lines):
        row = _entry(line)
        if place in parted_at and len(run) < _FEWEST:
            run = []
        elif place in parted_at:
            break
        if row is not None and all(known.no != row.no for _, known in run):
            run.append((place, row))
        elif not _goes_between(line):
            if len(run) >= _FEWEST:
                break
            run = []
    if len(run) >= _FEWEST:
        return ScoreList(tuple(row for _, row in run), frozenset(place for place, _ in run))
    return next((ScoreList(rows) for line in lines if len(rows := _inline(line)) >= _FEWEST), ScoreList())


def _entry(line: Line) -> ScoreRow | None:
    text = thai.one_line(line.text)
    match = _ENTRY.match(thai.arabic_digits(text))
    return _row(match, text, line.number) if match and len(text) <= 120 else None


def _row(match: re.Match[str], text: str, line: int | None) -> ScoreRow | None:
    name = text[match.start("name") : match.end("name")].strip()
    score = Decimal(match["score"])
    if indicators.nearest(name)[1] < _ALIKE or score > _HUNDRED:
        return None
    no = int(match["no"]) if match["no"] else indicators.number_of(name)
    return None if no is None else ScoreRow(no, name, score, line)


def _goes_between(line: Line) -> bool:
    """Tell a line that may stand between two entries: the name of an instrument, what leads to a list, or nothing."""
    text = line.text.strip()
    leads_in = _LEADS_IN.search(text) is not None
    is_of_instrument = INSTRUMENT.search(text) is not None and (len(text) <= _LONGEST_HEADING or leads_in)
    return not text or is_of_instrument or (leads_in and len(text) <= _LONGEST_LEAD_IN)


def _inline(line: Line) -> tuple[ScoreRow, ...]:
    text = thai.one_line(line.text)
    found: dict[int, ScoreRow] = {}
    for match in _INLINE.finditer(thai.arabic_digits(text)):
        row = _row(match, text, line.number)
        if row is not None:
            found.setdefault(row.no, row)
    return tuple(found.values())
