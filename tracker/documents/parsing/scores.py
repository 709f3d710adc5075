"""Scores in running text and in tables: of indicators, of instruments, overall, of earlier years, and the level."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker import ita, thai
from tracker.documents.blocks import Row, Table
from tracker.documents.parsing import indicators, items
from tracker.documents.reading import PrintedScores, ReadQuotedScore

_SCORE = re.compile(r"(?<![\d.,/:])(\d{1,3}\.\d{2})(?![\d/:])(?!\s*น\.)")
_CELL_SCORE = re.compile(r"^(\d{1,3}(?:\.\d{1,2})?)\s*(?:คะแนน|%)?$")
_GOAL = re.compile(r"(?:ไม่น้อยกว่า|ไม่ต่ำกว่า|ร้อยละ|เป้าหมาย|เกณฑ์|มากกว่า|ต่ำกว่า|สูงกว่า)(?:ร้อยละ|คะแนน|ที่|อยู่|เป็น|\s)*$")
_NUMBERED = re.compile(r"^(?:ตัวชี้วัด\s*(?:ที่)?\s*)?\(?(10|[1-9])[.)]?\s*(?!\d|\.\d)(.*)$", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)(25\d\d)(?!\d)")
_NOT_A_RESULT = re.compile(r"เต็ม|เป้าหมาย|ผลต่าง|เพิ่มขึ้น|ลดลง|ร้อยละของ|น้ำหนัก|ระดับ")
_WORDS_BEFORE = 60
_FEWEST_ROWS = 5
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Line:
    """One paragraph, or one row of a table that is not the measures', as one line of text."""

    text: str
    number: int | None


@dataclass(frozen=True)
class ScoreRow:
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


def scores_in(text: str) -> list[tuple[int, int, Decimal]]:
    """Return the scores a text prints, with where each begins and ends; goals and limits are none."""
    plain = thai.arabic_digits(text)
    return [
        (match.start(), match.end(), Decimal(match[1]))
        for match in _SCORE.finditer(plain)
        if Decimal(match[1]) <= _HUNDRED
        and not _GOAL.search(plain[max(0, match.start() - _WORDS_BEFORE) : match.start()])
    ]


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
    found: dict[int, Decimal] = {}
    for start, end, score in scores_in(text):
        about = marks[bisect_left(marks, start, key=lambda mark: mark[0]) - 1][1]
        belongs_to_item = re.match(r"\s*(?:คะแนน)?\s*\(\s*[ie]\s?[\d๐-๙]", text[end : end + _WORDS_BEFORE])
        if about is not None and not belongs_to_item:
            found.setdefault(about, score)
    return tuple(ReadQuotedScore(no, score) for no, score in found.items())


def score_table(table: Table, year: int | None) -> tuple[ScoreRow, ...]:
    """Read the table of the ten indicators' scores; empty when the table is another one."""
    column = _score_column(table.rows, year)
    found: dict[int, ScoreRow] = {}
    for row in table.rows:
        read = _score_row(row, column)
        if read is not None and read.no not in found:
            found[read.no] = read
    has_scores = sum(read.score is not None for read in found.values()) >= _FEWEST_ROWS
    return tuple(found.values()) if len(found) >= _FEWEST_ROWS and has_scores else ()


def _score_column(rows: Sequence[Row], year: int | None) -> int | None:
    """Choose the column of results: that of the assessed year, else the last that holds numbers."""
    width = max((len(row.cells) for row in rows), default=0)
    numeric = [
        column
        for column in range(1, width)
        if sum(_cell_score(row, column) is not None for row in rows) >= _FEWEST_ROWS
        and not any(_NOT_A_RESULT.search(row.cells[column]) for row in rows[:2] if column < len(row.cells))
    ]
    for column in numeric:
        heading = " ".join(row.cells[column] for row in rows[:2] if column < len(row.cells))
        if year is not None and str(year) in thai.arabic_digits(heading):
            return column
    return numeric[-1] if numeric else None


def _cell_score(row: Row, column: int) -> Decimal | None:
    text = thai.arabic_digits(thai.one_line(row.cells[column])) if column < len(row.cells) else ""
    match = _CELL_SCORE.match(text)
    return Decimal(match[1]) if match else None


def _score_row(row: Row, column: int | None) -> ScoreRow | None:
    first = thai.one_line(row.cells[0])
    match = _NUMBERED.match(thai.arabic_digits(first))
    if column is None:
        return None
    if match:
        name = first[match.start(2) : match.end(2)].strip()
        if not name:
            name = next((thai.one_line(cell) for cell in row.cells[1:column] if cell.strip()), "")
        no = int(match[1])
    else:
        no, name = indicators.number_of(first) or 0, first
    if not no or not name or _CELL_SCORE.match(thai.arabic_digits(name)):
        return None
    return ScoreRow(no, name, _cell_score(row, column), row.line)


_OVERALL = re.compile(r"(?:ภาพรวม|โดยรวม|คะแนนรวม|คะแนนเฉลี่ย|คะแนนรวมทั้งหมด)")
_OVERALL_BEST = re.compile(r"ภาพรวม|โดยรวม")
_PART_OF_WHOLE = re.compile(r"IIT|EIT|OIT|ส่วนที่|ตัวชี้วัดที่|เครื่องมือ|i\d|e\d")


def overall_score(lines: Sequence[Line], year: int | None) -> StatedScore | None:
    """Return the overall score the document prints."""
    weaker: StatedScore | None = None
    for line in lines:
        plain = thai.arabic_digits(line.text)
        for match in _OVERALL.finditer(plain):
            stated = _first_score_after(line, plain, match.end(), year)
            if stated is None or _PART_OF_WHOLE.search(plain[max(0, match.end() - 200) : match.end()]):
                continue
            if _OVERALL_BEST.match(match[0]):
                return stated
            weaker = weaker or stated
    return weaker


def _first_score_after(line: Line, plain: str, start: int, year: int | None) -> StatedScore | None:
    for begin, end, score in scores_in(plain[: start + 100]):
        between = plain[start:begin]
        if begin < start or _PART_OF_WHOLE.search(between):
            continue
        year_after = _YEAR_AFTER.match(plain[end : end + 40])
        if year_after and year is not None and int(year_after[1]) != year:
            start = end + year_after.end()
            continue
        years = _YEAR.findall(between)
        if years and year is not None and years[-1] != str(year):
            return None
        return StatedScore(score, line.number, line.text[begin:end])
    return None


_YEAR_AFTER = re.compile(r"^\s*(?:คะแนน)?\s*\(?\s*(?:ใน)?\s*ปี\s*(?:งบประมาณ)?\s*(?:พ\.ศ\.)?\s*(25\d\d)")


_INSTRUMENT = re.compile(r"\b(IIT|EIT|OIT)\b|ส่วนที่\s*([12])")


def instrument_scores(lines: Sequence[Line]) -> PrintedScores:
    """Return the instruments' scores as printed; the two parts of EIT stand behind its name."""
    found: dict[str, Decimal] = {}
    current = ""
    for line in lines:
        plain = thai.arabic_digits(line.text)
        marks = list(_INSTRUMENT.finditer(plain))
        for index, mark in enumerate(marks):
            current = mark[1] or current
            name = mark[1] or (f"EIT_part{mark[2]}" if current == "EIT" else "")
            end = marks[index + 1].start() if index + 1 < len(marks) else len(plain)
            score = _score_between(plain, mark.end(), end)
            if name and score is not None:
                found.setdefault(name, score)
    return PrintedScores(**found)


def _score_between(plain: str, start: int, end: int) -> Decimal | None:
    segment = plain[start : min(end, start + 120)]
    if indicators.mentions(segment) or items.perceived_items(segment):
        return None
    results = [score for begin, _, score in scores_in(segment) if not segment[:begin].rstrip().endswith("เต็ม")]
    return results[0] if len(results) == 1 else None  # Of several years side by side nobody can tell which is meant.


_HISTORY = re.compile(
    r"(?:ปี|พ\.ศ\.|^)\s*(?:งบประมาณ)?\s*(?:พ\.ศ\.)?\s*(25\d\d)(?!\d)[^\d]{0,40}?(\d{1,3}\.\d{2})(?!\d)"
)


@dataclass(frozen=True)
class YearScore:
    """The overall score of an earlier year, and where it is printed."""

    year: int
    stated: StatedScore


def history(past_scores: Sequence[YearScore]) -> dict[int, Decimal]:
    """Return the overall scores of other years; of two that differ, the first."""
    found: dict[int, Decimal] = {}
    for past in past_scores:
        found.setdefault(past.year, past.stated.score)
    return dict(sorted(found.items()))


def past_scores(lines: Sequence[Line], year: int | None) -> list[YearScore]:
    """Return what is printed of other years: ปี ๒๕๖๔ (๖๑.๒๐), and rows of a table that begin with a year."""
    found: list[YearScore] = []
    for line in lines:
        plain = thai.arabic_digits(line.text)
        for match in _HISTORY.finditer(plain):
            between = plain[match.end(1) : match.start(2)]
            if _PART_OF_WHOLE.search(plain[max(0, match.start() - 200) : match.start()]) or re.search(
                r"ตัวชี้วัด|[A-Z]IT|ภาพรวม.*ปี", between
            ):
                continue
            if int(match[1]) != year and Decimal(match[2]) <= _HUNDRED:
                raw = line.text[match.start(2) : match.end(2)]
                found.append(YearScore(int(match[1]), StatedScore(Decimal(match[2]), line.number, raw)))
    return found


def past_scores_across(table: Table, year: int | None) -> list[YearScore]:
    """Return the overall scores of a table whose columns are years: a row of years, and under it one of scores."""
    for at, row in enumerate(table.rows):
        years = {
            column: int(match[1]) for column, cell in enumerate(row.cells) if (match := _YEAR_CELL.match(_plain(cell)))
        }
        if len(years) < _FEWEST_YEARS:
            continue
        for below in table.rows[at + 1 :]:
            said = {column: _cell_score(below, column) for column in years}
            label = thai.one_line(" ".join(cell for column, cell in enumerate(below.cells) if column not in years))
            if any(score is None for score in said.values()) or _PART_OF_WHOLE.search(thai.arabic_digits(label)):
                continue
            if label and not _OVERALL_LABEL.search(label):
                continue
            return [
                YearScore(years[column], StatedScore(score, below.line, below.cells[column]))
                for column, score in said.items()
                if score is not None and years[column] != year
            ]
    return []


def _plain(cell: str) -> str:
    return thai.arabic_digits(thai.one_line(cell))


_YEAR_CELL = re.compile(r"^(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.ศ\.)?\s*(25\d\d)$")
_OVERALL_LABEL = re.compile(r"คะแนน|ภาพรวม|โดยรวม|ITA|ผลการประเมิน|ค่าเฉลี่ย")
_FEWEST_YEARS = 2

_GRADE = re.compile(
    r"(?:ระดับ|ผลการประเมิน)\s*[:“\"'(]?\s*"
    r"(ผ่านดีเยี่ยม|ผ่านดี|ผ่าน(?!เกณฑ์|การ|ตาม)|ต้องปรับปรุงโดยด่วน|ต้องปรับปรุง|AA|[A-F])(?![A-Za-z])"
)


def grade(lines: Sequence[Line], near: int | None) -> str | None:
    """Return the level of the whole as printed, best on the line of the overall score."""
    ordered = sorted(lines, key=lambda line: line.number != near) if near is not None else list(lines)
    for line in ordered:
        match = _GRADE.search(thai.one_line(line.text))
        if match and not re.search(r"ตัวชี้วัด(?:ที่|\s*[\d๐-๙])|ปีก่อน", line.text[: match.start()]):
            return match[1]
    return None


def as_mapping(rows: Sequence[ScoreRow]) -> dict[int, Decimal]:
    """Return indicator → score for the rows that have one."""
    return {row.no: row.score for row in rows if row.score is not None and row.score <= _HUNDRED}


def lowest(scores: dict[int, Decimal]) -> list[int]:
    """Return the indicators below the passing score of 85, lowest first."""
    return sorted((no for no, score in scores.items() if score < ita.PASS_SCORE), key=lambda no: scores[no])
