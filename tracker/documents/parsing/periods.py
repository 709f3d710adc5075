"""What a period cell says: days, months, quarters, fiscal years, deadlines and recurrences.

The phrases are those of published measures. Nothing is invented: a date the text does not determine stays None.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from tracker import thai
from tracker.documents.reading import Recurrence
from tracker.fiscal_year import BUDDHIST_ERA, FiscalYear

Span = tuple[date, date]


@dataclass(frozen=True)
class Period:
    """A period as read. Dates are None where only the recurrence is stated and the year is not known."""

    raw: str
    starts_on: date | None
    ends_on: date | None
    recurrence: Recurrence | None = None
    periods: tuple[Span, ...] = ()

    @property
    def is_reversed(self) -> bool:
        """Whether the end as printed lies before the start: a person must decide what was meant."""
        return self.starts_on is not None and self.ends_on is not None and self.ends_on < self.starts_on


_MONTH_NAMES = {name: number for number, name in enumerate(thai.MONTHS, start=1)} | {
    "มกรา": 1, "กุมภา": 2, "มีนา": 3, "เมษา": 4, "พฤษภา": 5, "มิถุนา": 6, "กรกฎา": 7, "สิงหา": 8, "กันยา": 9,
    "ตุลา": 10, "พฤศจิกา": 11, "ธันวา": 12,
}  # fmt: skip
_LETTERS = [abbreviation.replace(".", "") for abbreviation in thai.MONTH_ABBREVIATIONS]
_PARTS = [abbreviation.strip(".").split(".") for abbreviation in thai.MONTH_ABBREVIATIONS]
# With its dots an abbreviation is plain; without them letters beside it would make it part of another word.
_DOTTED = [r"\s?\.\s?".join(parts) + r"\.?" for parts in _PARTS]
_UNDOTTED = ["(?<![ก-๎])" + "".join(parts) + r"\.?(?![ก-๎])" for parts in _PARTS]
_MONTH = "|".join([*sorted(_MONTH_NAMES, key=len, reverse=True), *_DOTTED, *_UNDOTTED])
_YEAR = r"(?:25\d\d|26[0-4]\d|20\d\d|[67]\d(?!\d))"
_NAMED_DATE = rf"(?:(?P<day>\d{{1,2}})\s*)?(?P<month>{_MONTH})\s*(?P<year>{_YEAR})?"
_NUMBERED_DATE = rf"(?P<day2>\d{{1,2}})[/.-](?P<month2>\d{{1,2}})[/.-](?P<year2>{_YEAR})"
_DATE = re.compile(rf"{_NUMBERED_DATE}|{_NAMED_DATE}")
_DAYS_OF_ONE_MONTH = re.compile(rf"(?<!\d)(?P<first>\d{{1,2}})\s*-\s*(?P<last>\d{{1,2}})\s*(?P<month>{_MONTH})")
_FISCAL_YEAR = re.compile(rf"(?:ปี\s*งบประมาณ|ปีงบ)\s*(?P<year>{_YEAR})?")
_QUARTER_WORD = r"ไตรมาส\s*(?:ที่)?\s*"
_QUARTERS = re.compile(
    rf"{_QUARTER_WORD}(?P<numbers>[1-4](?:\s*(?:-|,|/(?=\s*[1-4](?!\d))|และ)\s*(?:{_QUARTER_WORD})?[1-4](?!\d))*)(?!\d)"
)
_YEAR_AFTER_QUARTER = re.compile(rf"\s*(?:/|ของ|ปี|\(|งบประมาณ|\s)*\s*(?P<year>{_YEAR})")

_HALVES = r"6\s*(?:เดือน)?\s*(?:และ|[/,])\s*(?:รอบ\s*)?12\s*เดือน"
_RECURRENCES: tuple[tuple[Recurrence, re.Pattern[str]], ...] = (
    ("half_yearly", re.compile(rf"ทุก\s*(?:ๆ\s*)?6\s*เดือน|ทุกครึ่งปี|ปีละ\s*2\s*ครั้ง|{_HALVES}")),
    ("quarterly", re.compile(r"(?:ทุก|ราย)\s*(?:ๆ\s*)?ไตรมาส|ทุก\s*(?:ๆ\s*)?3\s*เดือน|ไตรมาสละ")),
    ("monthly", re.compile(r"(?:ทุก|ราย|ประจำ)\s*(?:ๆ\s*)?(?:สิ้น)?เดือน|เดือนละ\s*1\s*ครั้ง|ทุกวันที่\s*\d+\s*ของเดือน")),
)
_DEADLINE = re.compile(r"ภายใน|ไม่เกิน|ให้แล้วเสร็จ|แล้วเสร็จ|ณ\s*สิ้น|สิ้นปี")
_OPEN_END = re.compile(r"เป็นต้นไป")
_ALL_YEAR = re.compile(r"ตลอด(?:ทั้ง)?ปี|ทั้งปี|ตลอดปีงบ")
_NUMBERED_OCCASION = re.compile(r"(?:ครั้ง|รอบ|ระยะ|ช่วง|งวด)ที่\s*\d+\s*[:.)]?")


def period(text: str, *, fiscal_year: FiscalYear | None) -> Period | None:
    """Read a period; `fiscal_year` is the year the document's measures are carried out in, where it is known.

    Returns None where the text states no period that can be told for certain.
    """
    raw = thai.one_line(text)
    plain = _plain(raw)
    recurrence = next((name for name, pattern in _RECURRENCES if pattern.search(plain)), None)
    spans = _stated_spans(plain, fiscal_year)
    if spans is None:
        return None
    if not spans and recurrence and fiscal_year:
        spans = [(fiscal_year.first_day, fiscal_year.last_day)]
    if not spans:
        return Period(raw, None, None, recurrence) if recurrence else None
    starts_on, ends_on = spans[0][0], max(span[1] for span in spans)
    if any(last < first for first, last in spans):
        first, last = next(span for span in spans if span[1] < span[0])
        return Period(raw, first, last, recurrence)
    if recurrence and len(spans) == 1:
        return Period(raw, starts_on, ends_on, recurrence, occurrences(recurrence, starts_on, ends_on))
    return Period(raw, min(span[0] for span in spans), ends_on, recurrence, tuple(spans) if len(spans) > 1 else ())


def occurrences(recurrence: Recurrence, first: date, last: date) -> tuple[Span, ...]:
    """Return the months, quarters or halves that touch a range, cut to it."""
    found: list[Span] = []
    year = FiscalYear.of(first)
    while year.first_day <= last:
        parts = {"monthly": year.months, "quarterly": year.quarters, "half_yearly": year.halves}[recurrence]()
        found += [(max(start, first), min(end, last)) for start, end in parts if start <= last and end >= first]
        year = FiscalYear(year.buddhist_year + 1)
    return tuple(found)


def _plain(raw: str) -> str:
    """Write a period one way: Arabic digits, one kind of dash, no พ.ศ., no วันที่."""
    text = thai.arabic_digits(re.sub(r"<[^<>]*>", " ", raw))
    text = re.sub(r"[‐‑‒–—−~]|จนถึง|ถึง", "-", text)
    text = re.sub(r"พ\s*\.?\s*ศ\s*\.?(?=\s*\d)|ค\s*\.\s*ศ\s*\.", " ", text)
    text = _NUMBERED_OCCASION.sub(" ; ", text)
    text = re.sub(r"(?<!ทุก)วันที่(?!\s*\d+\s*ของ)|(?<![กรุ])เดือน(?=\s*(?:" + _MONTH + "))", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def _stated_spans(text: str, fiscal_year: FiscalYear | None) -> list[Span] | None:
    """Return the spans a text names: none where it names none, None where what it names cannot be dated."""
    if _OPEN_END.search(text):
        return None
    text = _DAYS_OF_ONE_MONTH.sub(_as_two_dates, text)
    dates = [match for match in _DATE.finditer(text) if match["month"] or match["month2"]]
    if dates:
        return _dated_spans(text, dates, fiscal_year)
    for reader in (_quarter_spans, _half_spans, _fiscal_year_spans):
        spans = reader(text, fiscal_year)
        if spans != []:
            return spans
    return []


def _as_two_dates(match: re.Match[str]) -> str:
    """Write the month of ๑ – ๑๕ มกราคม at both ends; a number over 31 is the year of the date before."""
    if int(match["first"]) > 31:
        return match[0]
    return f"{match['first']} {match['month']} - {match['last']} {match['month']}"


@dataclass(frozen=True)
class _Stated:
    """A date as written: the day or the year may be missing."""

    day: int | None
    month: int
    year: int | None


def _dated_spans(text: str, matches: list[re.Match[str]], fiscal_year: FiscalYear | None) -> list[Span] | None:
    groups = _grouped(text, matches)
    year = fiscal_year or _fiscal_year_of(_FISCAL_YEAR.search(text))
    spans: list[Span] = []
    following: date | None = None
    for group in reversed(groups):  # A year written once, at the end, holds for what stands before it.
        span = _span(group, year, following)
        if span is None:
            return None
        following = span[0]
        spans.insert(0, span)
    if len(spans) == 1 and len(groups[0]) == 1 and _DEADLINE.search(text):
        return [(FiscalYear.of(spans[0][1]).first_day, spans[0][1])]
    return spans


def _grouped(text: str, matches: list[re.Match[str]]) -> list[list[_Stated]]:
    """Join the two ends of a range; dates joined by และ or a comma stand alone."""
    groups: list[list[_Stated]] = []
    for index, match in enumerate(matches):
        between = text[matches[index - 1].end() : match.start()] if index else ""
        if index and between.strip(" ().") == "-" and len(groups[-1]) == 1:
            groups[-1].append(_stated(match))
        else:
            groups.append([_stated(match)])
    return groups


def _stated(match: re.Match[str]) -> _Stated:
    if match["month2"]:
        return _Stated(int(match["day2"]), int(match["month2"]), _gregorian(match["year2"]))
    day = int(match["day"]) if match["day"] else None
    return _Stated(day, _month_number(match["month"]), _gregorian(match["year"]))


def _month_number(text: str) -> int:
    if text in _MONTH_NAMES:
        return _MONTH_NAMES[text]
    return _LETTERS.index(re.sub(r"[.\s]", "", text)) + 1


def _gregorian(year: str | None) -> int | None:
    if year is None:
        return None
    number = int(year)
    if number < 100:
        return 2500 + number - BUDDHIST_ERA
    return number - BUDDHIST_ERA if number > 2400 else number


def _span(group: list[_Stated], fiscal_year: FiscalYear | None, following: date | None) -> Span | None:
    first, last = group[0], group[-1]
    first_year, last_year = first.year, last.year
    is_backward = (first.month, first.day or 0) > (last.month, last.day or 31)
    if first_year is None and last_year is None:
        first_year, last_year = _years_in_context(first, last, fiscal_year, following)
    elif first_year is None and last_year is not None:
        first_year = last_year - 1 if is_backward else last_year
    elif last_year is None and first_year is not None:
        last_year = first_year + 1 if is_backward else first_year
    if first_year is None or last_year is None:
        return None
    try:
        start = date(first_year, first.month, first.day or 1)
        end = date(last_year, last.month, last.day or calendar.monthrange(last_year, last.month)[1])
    except ValueError:
        return None
    return start, end


def _years_in_context(
    first: _Stated, last: _Stated, fiscal_year: FiscalYear | None, following: date | None
) -> tuple[int | None, int | None]:
    if following is not None:
        year = following.year - (1 if last.month > following.month else 0)
        return year - (1 if first.month > last.month else 0), year
    if fiscal_year is None:
        return None, None

    def of(month: int) -> int:
        return fiscal_year.first_day.year if month >= fiscal_year.first_day.month else fiscal_year.last_day.year

    return of(first.month), of(last.month)


def _quarter_spans(text: str, fiscal_year: FiscalYear | None) -> list[Span] | None:
    match = _QUARTERS.search(text)
    if match is None:
        return []
    after = _YEAR_AFTER_QUARTER.match(text, match.end())
    year = _fiscal_year_of(_FISCAL_YEAR.search(text)) or _fiscal_year_of(after) or fiscal_year
    if year is None:
        return None
    numbers = [int(digit) for digit in re.findall(r"[1-4]", match["numbers"])]
    if len(numbers) == 2 and "-" in match["numbers"]:
        chosen = [(year.quarters()[numbers[0] - 1][0], year.quarters()[numbers[1] - 1][1])]
    else:
        chosen = [year.quarters()[number - 1] for number in numbers]
    if len(chosen) == 1 and _DEADLINE.search(text):
        return [(year.first_day, chosen[0][1])]
    return chosen


def _half_spans(text: str, fiscal_year: FiscalYear | None) -> list[Span] | None:
    if re.search(r"ทุก\s*(?:ๆ\s*)?6|12\s*เดือน", text):
        return []
    first = re.search(r"ครึ่งปีแรก|6\s*เดือนแรก|รอบ\s*6\s*เดือน", text)
    second = re.search(r"ครึ่งปีหลัง|6\s*เดือนหลัง", text)
    if not first and not second:
        return []
    year = _fiscal_year_of(_FISCAL_YEAR.search(text)) or fiscal_year
    if year is None:
        return None
    return [half for half, is_meant in zip(year.halves(), (first, second), strict=True) if is_meant]


def _fiscal_year_spans(text: str, fiscal_year: FiscalYear | None) -> list[Span] | None:
    match = _FISCAL_YEAR.search(text)
    if match is None and not _ALL_YEAR.search(text):
        return _plain_year_spans(text, fiscal_year)
    year = _fiscal_year_of(match) or fiscal_year
    return None if year is None else [(year.first_day, year.last_day)]


def _plain_year_spans(text: str, fiscal_year: FiscalYear | None) -> list[Span]:
    """Read ปี ๒๕๖๙ as the fiscal year only where that is the year the measures are carried out in."""
    match = re.fullmatch(rf"(?:ภายใน|ใน)?\s*ปี\s*(?P<year>{_YEAR})", text)
    year = _fiscal_year_of(match)
    return [(year.first_day, year.last_day)] if year is not None and year == fiscal_year else []


def _fiscal_year_of(match: re.Match[str] | None) -> FiscalYear | None:
    year = _gregorian(match["year"]) if match else None
    return FiscalYear(year + BUDDHIST_ERA) if year else None
