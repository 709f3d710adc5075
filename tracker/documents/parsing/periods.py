"""What a period cell says: days, months, quarters, fiscal years, deadlines and recurrences.

The phrases are those of published measures. Nothing is invented: a date the text does not determine stays None.
"""

import re
from dataclasses import dataclass
from datetime import date

from tracker import thai
from tracker.documents.parsing.stated_dates import MONTH, YEAR, Span, StatedDate, dates_in, gregorian, span_of, stated
from tracker.documents.reading import Recurrence
from tracker.fiscal_year import BUDDHIST_ERA, FiscalYear


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


_DAYS_OF_ONE_MONTH = re.compile(rf"(?<!\d)(?P<first>\d{{1,2}})\s*-\s*(?P<last>\d{{1,2}})\s*(?P<month>{MONTH})")
_FISCAL_YEAR = re.compile(rf"(?:ปี\s*งบประมาณ|ปีงบ)\s*(?P<year>{YEAR})?(?:\s*-\s*(?P<last>{YEAR}))?")
_QUARTER_WORD = r"(?:ไตรมาส\s*(?:ที่)?\s*|(?<![A-Za-z])Q\s?)"
_QUARTERS = re.compile(
    rf"{_QUARTER_WORD}(?P<numbers>[1-4](?:\s*(?:-|,|/(?=\s*[1-4](?!\d))|และ)\s*(?:{_QUARTER_WORD})?[1-4](?!\d))*)(?!\d)",
    re.IGNORECASE,
)
_NAMED_QUARTERS = {"แรก": 1, "สุดท้าย": 4}
# ไตรมาสที่ ๒/๒๕๖๙ – ไตรมาสที่ ๓/๒๕๖๙: the year between the quarters is that of both, and is said once is enough.
_YEAR_BETWEEN_QUARTERS = re.compile(
    rf"([1-4])\s*/\s*({YEAR})(?=\s*(?:-|,|และ)\s*{_QUARTER_WORD}?[1-4]\s*/\s*\2)", re.IGNORECASE
)
_YEAR_AFTER_QUARTER = re.compile(rf"\s*(?:/|ของ|ปี|\(|งบประมาณ|\s)*\s*(?P<year>{YEAR})")

_HALVES = r"6\s*(?:เดือน)?\s*(?:และ|[/,])\s*(?:รอบ\s*)?12\s*เดือน"
_RECURRENCES: tuple[tuple[Recurrence, re.Pattern[str]], ...] = (
    ("half_yearly", re.compile(rf"ทุก\s*(?:ๆ\s*)?6\s*เดือน|ทุกครึ่งปี|ปีละ\s*2\s*ครั้ง|{_HALVES}")),
    ("quarterly", re.compile(r"(?:ทุก|ราย)\s*(?:ๆ\s*)?ไตรมาส|ทุก\s*(?:ๆ\s*)?3\s*เดือน|ไตรมาสละ")),
    ("monthly", re.compile(r"(?:ทุก|ราย|ประจำ)\s*(?:ๆ\s*)?(?:สิ้น)?เดือน|เดือนละ\s*\d*\s*ครั้ง|ทุกวันที่\s*\d+\s*ของเดือน")),
)
_DEADLINE = re.compile(r"ภายใน|ไม่เกิน|ก่อน|ให้แล้วเสร็จ|แล้วเสร็จ|ณ\s*สิ้น|สิ้น(?:ปี|เดือน|ไตรมาส)")
_OPEN_END = re.compile(r"เป็นต้นไป|ถึงปัจจุบัน|-\s*ปัจจุบัน|ต่อเนื่องไป")
_BEGINS = re.compile(r"^(?:ตั้งแต่|เริ่ม(?:ต้น|ดำเนินการ|ดำเนินงาน)?(?:ตั้งแต่)?)")
_ENDS_BETWEEN = re.compile(r"[\s,;:()]*(?:และ)?\s*(?:(?:ให้)?แล้วเสร็จ|สิ้นสุด)(?:ภายใน|ใน)?[\s:()]*")
_PART_OF_YEAR = re.compile(r"(?:ต้น|กลาง|ปลาย)(?:ปี|เดือน|ไตรมาส)")
_ALL_YEAR = re.compile(r"ตลอด(?:ทั้ง)?ปี|ทั้งปี|ตลอดปีงบ")
_NUMBERED_OCCASION = re.compile(r"(?:ครั้ง|รอบ|ระยะ|ช่วง|งวด)ที่\s*\d+\s*[:.)]?")


def period(text: str, *, fiscal_year: FiscalYear | None) -> Period | None:
    """Read a period; `fiscal_year` is the year the document's measures are carried out in, where it is known.

    Returns None where the text states no period that can be told for certain.
    """
    raw = thai.one_line(text)
    plain = _plain(raw)
    recurrence = next((name for name, pattern in _RECURRENCES if pattern.search(plain)), None)
    if _has_open_end(plain):
        return _open_period(raw, plain, fiscal_year, recurrence)
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


def _has_open_end(plain: str) -> bool:
    """Tell a period of which only the beginning is said: … เป็นต้นไป, or ตั้งแต่ with one date and no end."""
    if _OPEN_END.search(plain):
        return True
    return bool(_BEGINS.match(plain)) and len(dates_in(plain)) == 1 and not _DEADLINE.search(plain)


def _open_period(raw: str, plain: str, fiscal_year: FiscalYear | None, recurrence: Recurrence | None) -> Period | None:
    """Return a period with its beginning alone; the end is not stated, so it stays None."""
    spans = _dated_spans(_BEGINS.sub("", plain), dates_in(_BEGINS.sub("", plain)), fiscal_year)
    return Period(raw, spans[0][0], None, recurrence) if spans else None


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
    text = re.sub(r"ไตรมาส(?:ที่)?\s*(แรก|สุดท้าย)", lambda match: f"ไตรมาส {_NAMED_QUARTERS[match[1]]} ", text)
    text = _NUMBERED_OCCASION.sub(" ; ", text)
    text = re.sub(
        r"(?<!ทุก)วันที่(?!\s*\d+\s*ของ)|(?<![กรุ])(?<!สิ้น)(?<!ต้น)(?<!กลาง)(?<!ปลาย)เดือน(?=\s*(?:" + MONTH + "))", " ", text
    )
    return re.sub(r"\s+", " ", text).strip()


def _stated_spans(text: str, fiscal_year: FiscalYear | None) -> list[Span] | None:
    """Return the spans a text names: none where it names none, None where what it names cannot be dated."""
    if _PART_OF_YEAR.search(text):  # ต้นปีงบประมาณ is no day anybody could be reminded of.
        return None
    text = _DAYS_OF_ONE_MONTH.sub(_as_two_dates, text)
    dates = dates_in(text)
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


def _dated_spans(text: str, matches: list[re.Match[str]], fiscal_year: FiscalYear | None) -> list[Span] | None:
    groups = _grouped(text, matches)
    year = fiscal_year or _fiscal_year_of(_FISCAL_YEAR.search(text))
    spans: list[Span] = []
    following: date | None = None
    for group in reversed(groups):  # A year written once, at the end, holds for what stands before it.
        span = span_of(group, year, following)
        if span is None:
            return None
        following = span[0]
        spans.insert(0, span)
    if len(spans) == 1 and len(groups[0]) == 1 and _DEADLINE.search(text):
        return [(FiscalYear.of(spans[0][1]).first_day, spans[0][1])]
    return spans


def _grouped(text: str, matches: list[re.Match[str]]) -> list[list[StatedDate]]:
    """Join the two ends of a range; dates joined by และ or a comma stand alone."""
    groups: list[list[StatedDate]] = []
    for index, match in enumerate(matches):
        between = text[matches[index - 1].end() : match.start()] if index else ""
        if index and len(groups[-1]) == 1 and _is_range(text[: matches[index - 1].start()], between):
            groups[-1].append(stated(match))
        else:
            groups.append([stated(match)])
    return groups


def _is_range(before: str, between: str) -> bool:
    """Tell a range by what stands between its two dates; of ระหว่าง … และ … also by what stands before them."""
    if between.strip(" ().") == "-" or _ENDS_BETWEEN.fullmatch(between):
        return True
    return between.strip() == "และ" and before.strip().endswith("ระหว่าง")


def _quarter_spans(text: str, fiscal_year: FiscalYear | None) -> list[Span] | None:
    text = _YEAR_BETWEEN_QUARTERS.sub(r"\1", text)
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
    if year is None:
        return None
    last = gregorian(match["last"]) if match and match["last"] else None
    return [(year.first_day, FiscalYear(last + BUDDHIST_ERA).last_day if last else year.last_day)]


def _plain_year_spans(text: str, fiscal_year: FiscalYear | None) -> list[Span]:
    """Read ปี ๒๕๖๙ as the fiscal year only where that is the year the measures are carried out in."""
    match = re.fullmatch(rf"(?:ภายใน|ใน|ประจำ|ตลอด)?\s*(?:ปี)?\s*(?P<year>{YEAR})", text)
    year = _fiscal_year_of(match)
    return [(year.first_day, year.last_day)] if year is not None and year == fiscal_year else []


def _fiscal_year_of(match: re.Match[str] | None) -> FiscalYear | None:
    year = gregorian(match["year"]) if match else None
    return FiscalYear(year + BUDDHIST_ERA) if year else None
