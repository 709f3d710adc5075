"""Scores as a text prints them, and what a number beside the word คะแนน is otherwise: a goal, a difference, a mean."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker import ita, thai
from tracker.documents.parsing import indicators, items
from tracker.documents.reading import ReadQuotedScore

# Two decimals are a score anywhere; fewer only where the word stands behind the number.
_SCORE = re.compile(
    r"(?<![\d.,/:])(\d{1,3}\.\d{2}|\d{1,3}(?:\.\d)?(?=\s*คะแนน(?!เต็ม|รวม|เฉลี่ย|ภาพรวม|ที่)))(?![\d/:]|\.\d)(?!\s*(?:น\.|นาฬิกา|บาท|ล้าน))"
)
_CELL_SCORE = re.compile(
    r"^(?:ได้|ร้อยละ|คะแนน)?\s*(\d{1,3}(?:\.\d{1,4})?)\s*(?:คะแนน|%|เปอร์เซ็นต์)?\s*(?:\(?\s*(?:AA|[A-F])\s*\)?)?$"
)
_FILLER = (
    r"(?:ร้อยละ|คะแนน|ภาพรวม|โดยรวม|รวม|เฉลี่ย|ใน|ปี|25\d\d|ผล|ที่|อยู่|เป็น|คือ|ได้|กำหนด|ไว้|ของ|การประเมิน|การผ่าน|ผ่าน|ขั้นต่ำ"
    r"|ITA|ถึง|จำนวน|ประมาณ|คิด|[\s:=(“\"]"
)
_GOAL = re.compile(
    r"(?:(?:ให้|จะ|ควร)(?:ได้|มี|ผ่าน)|มุ่งสู่|ไม่น้อยกว่า|ไม่ต่ำกว่า|น้อยกว่า|ร้อยละ|เป้า(?:หมาย)?|เกณฑ์|มากกว่า|เกินกว่า|ต่ำกว่า|สูงกว่า|ตั้งแต่|อย่างน้อย|น้ำหนัก|เต็ม)"
    + _FILLER
    + r")*$"
)
_DIFFERENCE = re.compile(
    r"(?:เพิ่มขึ้น|ลดลง|สูงขึ้น|ต่ำลง|มากขึ้น|น้อยลง|ผลต่าง|ส่วนต่าง|ต่างกัน|ห่างกัน|สูงกว่า|ต่ำกว่า)"
    r"(?:\s*(?:จาก|กว่า)?\s*(?:ปี)?\s*(?:ที่แล้ว|ที่ผ่านมา|ก่อน|ก่อนหน้า|เดิม|งบประมาณ|พ\.ศ\.|25\d\d))*"
    r"(?:คะแนน|ถึง|จำนวน|ประมาณ|ร้อยละ|คิดเป็น|\s)*$"
)
_SHARE = re.compile(r"(คะแนน[^\d]{0,40})ร้อยละ")
_COUNTED = re.compile(r"(?:ที่|ข้อ|ปี|พ\.ศ\.|ส่วน|รอบ|ลำดับ|[ioeIOE(-])\s*$")
_OUT_OF = re.compile(r"จาก\s*$")
_UPWARDS = re.compile(r"\s*(?:คะแนน|%)?\s*(?:ขึ้นไป|[-–]\s*\d{2,3}(?:\.\d+)?\s*(?:คะแนน|$|\)))")
_WORDS_BEFORE = 60
_BETWEEN = re.compile(r"\s*(?:คะแนน|%)?\s*(?:[,/;|]|และ)?\s*(?:ร้อยละ)?\s*")
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Line:
    """One paragraph, or one row of a table that is not the measures', as one line of text."""

    text: str
    number: int | None


@dataclass(frozen=True)
class ScoreRow:
    """An indicator's row in a table of scores; no name where the table prints none."""

    no: int
    name: str
    score: Decimal | None
    line: int | None


@dataclass(frozen=True)
class StatedScore:
    """A score with the line and the words it stands in."""

    score: Decimal
    line: int | None
    raw: str


@dataclass(frozen=True)
class YearScore:
    """The overall score of an earlier year, and where it is printed."""

    year: int
    stated: StatedScore


def scores_in(text: str) -> list[tuple[int, int, Decimal]]:
    """Return the scores a text prints, with where each begins and ends; goals, limits and differences are none."""
    plain = thai.arabic_digits(text)
    return [
        (match.start(), match.end(), Decimal(match[1])) for match in _SCORE.finditer(plain) if _is_result(plain, match)
    ]


def _is_result(plain: str, match: re.Match[str]) -> bool:
    before = plain[max(0, match.start() - _WORDS_BEFORE) : match.start()]
    before = _SHARE.sub(r"\1", before)  # คะแนนร้อยละ ๘๗.๓๕ is a score, ร้อยละ ๘๐ ของผู้ตอบ is none.
    if Decimal(match[1]) > _HUNDRED or _GOAL.search(before) or _DIFFERENCE.search(before):
        return False
    if "." not in match[1] and _COUNTED.search(before):  # ส่วนที่ ๑ คะแนน ๙๐.๐๐
        return False
    is_whole = Decimal(match[1]) == _HUNDRED and _OUT_OF.search(before)
    return not is_whole and _UPWARDS.match(plain[match.end() :]) is None


def score_in_cell(cell: str) -> Decimal | None:
    """Return the score a cell of a table holds, and nothing else."""
    match = _CELL_SCORE.match(thai.arabic_digits(thai.one_line(cell)))
    return Decimal(match[1]) if match else None


def as_printed(score: Decimal, text: str) -> str:
    """Return a score in the digits a text prints it with; in Arabic ones where the text does not print it."""
    at = thai.arabic_digits(text).find(f"{score:.2f}")
    return text[at : at + len(f"{score:.2f}")] if at >= 0 else f"{score:.2f}"


def quoted_scores(text: str, indicator: int | None) -> tuple[ReadQuotedScore, ...]:
    """Return the indicator scores a row quotes; the score of an item (i10) or a part (9.3) is none.

    `indicator` is the one the row is about, whose name need not be repeated before its score.
    """
    marks: list[tuple[int, int | None]] = [(-1, indicator)]
    marks += [(mention.start, None if mention.is_sub else mention.no) for mention in indicators.mentions(text)]
    marks += [(mention.start, None) for mention in items.perceived_items(text)]
    marks.sort(key=lambda mark: mark[0])
    found = _in_order(text, marks[1:])
    for start, end, score in scores_in(text):
        about = marks[bisect_left(marks, start, key=lambda mark: mark[0]) - 1][1]
        belongs_to_item = re.match(r"\s*(?:คะแนน)?\s*\(\s*[ie]\s?[\d๐-๙]", text[end : end + _WORDS_BEFORE])
        if about is not None and not belongs_to_item:
            found.setdefault(about, score)
    return tuple(ReadQuotedScore(no, score) for no, score in found.items())


def scores_in_order(text: str, numbers: Sequence[int]) -> tuple[ReadQuotedScore, ...]:
    """Pair the indicators of a row with the scores of a cell that prints one for each of them."""
    runs = _runs(text)
    if len(runs) != 1 or not len(runs[0]) == len(numbers) > 1:
        return ()
    return tuple(ReadQuotedScore(no, score) for no, (_, _, score) in zip(numbers, runs[0], strict=True))


def _in_order(text: str, marks: Sequence[tuple[int, int | None]]) -> dict[int, Decimal]:
    """Pair indicators that are named one after the other with as many scores behind them: ๙๔.๑๒ / ๙๕.๑๐."""
    found: dict[int, Decimal] = {}
    behind = 0
    for run in _runs(text):
        named = [about for start, about in marks if behind <= start < run[0][0]]
        behind = run[-1][1]
        numbers = dict.fromkeys(about for about in named if about is not None)
        if len(run) > 1 and None not in named and len(numbers) == len(run):
            found |= {no: score for no, (_, _, score) in zip(numbers, run, strict=True) if no not in found}
    return found


def _runs(text: str) -> list[list[tuple[int, int, Decimal]]]:
    """Part the scores of a text where more than a separator stands between two of them."""
    runs: list[list[tuple[int, int, Decimal]]] = []
    for score in scores_in(text):
        if runs and _BETWEEN.fullmatch(text[runs[-1][-1][1] : score[0]]):
            runs[-1].append(score)
        else:
            runs.append([score])
    return runs


def history(past_scores: Sequence[YearScore]) -> dict[int, Decimal]:
    """Return the overall scores of other years; of two that differ, the first."""
    found: dict[int, Decimal] = {}
    for past in past_scores:
        found.setdefault(past.year, past.stated.score)
    return dict(sorted(found.items()))


def as_mapping(rows: Sequence[ScoreRow]) -> dict[int, Decimal]:
    """Return indicator → score for the rows that have one."""
    return {row.no: row.score for row in rows if row.score is not None and row.score <= _HUNDRED}


def lowest(scores: dict[int, Decimal]) -> list[int]:
    """Return the indicators below the passing score of 85, lowest first."""
    return sorted((no for no, score in scores.items() if score < ita.PASS_SCORE), key=lambda no: scores[no])
