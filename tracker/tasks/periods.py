"""When a measure is carried out within one fiscal year: the occurrences a period stands for, cut to the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker import thai
from tracker.fiscal_year import BUDDHIST_ERA, FiscalYear

_HALVES = ("รอบ 6 เดือน", "รอบ 12 เดือน")

Span = tuple[date, date]


@dataclass(frozen=True)
class Period:
    """The period of a measure as a person approved it."""

    starts_on: date | None
    ends_on: date | None
    recurrence: str | None = None
    spans: tuple[Span, ...] = ()
    """Named one by one where the measure names several."""

    @property
    def is_stated(self) -> bool:
        """Tell whether dates follow from the period without inventing any."""
        has_range = self.starts_on is not None and self.ends_on is not None
        return has_range or bool(self.spans) or self.recurrence is not None

    @property
    def is_reversed(self) -> bool:
        """Tell whether an end lies before its beginning: a person must decide what was meant."""
        ends_first = self.starts_on is not None and self.ends_on is not None and self.ends_on < self.starts_on
        return ends_first or any(last < first for first, last in self.spans)


@dataclass(frozen=True)
class Occurrence:
    """One time a step is carried out; without a label where it is carried out once."""

    number: int
    starts_on: date
    ends_on: date
    label: str = ""


def occurrences(period: Period, fiscal_year: FiscalYear) -> list[Occurrence]:
    """Return when a measure is carried out in a fiscal year; none where its period lies wholly outside.

    A recurring period is numbered by its month, quarter or half of the year, so that a period made longer later
    keeps the numbers it had.
    """
    if len(period.spans) > 1:
        return _named(period.spans, fiscal_year)
    first, last = _range(period, fiscal_year)
    if period.recurrence is not None:
        return _recurring(period.recurrence, (first, last), fiscal_year)
    cut = _cut((first, last), fiscal_year)
    return [] if cut is None else [Occurrence(1, *cut)]


def spans_from(pairs: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    """Return spans out of pairs of ISO dates, as measures keep them."""
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs)


def _range(period: Period, fiscal_year: FiscalYear) -> Span:
    if period.spans:
        return period.spans[0]
    return period.starts_on or fiscal_year.first_day, period.ends_on or fiscal_year.last_day


def _named(spans: Sequence[Span], fiscal_year: FiscalYear) -> list[Occurrence]:
    found = []
    for number, span in enumerate(spans, 1):
        cut = _cut(span, fiscal_year)
        if cut is not None:
            found.append(Occurrence(number, *cut, _name_of(span)))
    return found


def _recurring(recurrence: str, within: Span, fiscal_year: FiscalYear) -> list[Occurrence]:
    parts = {"monthly": fiscal_year.months, "quarterly": fiscal_year.quarters, "half_yearly": fiscal_year.halves}
    found = []
    for number, (first, last) in enumerate(parts[recurrence](), 1):
        if first <= within[1] and last >= within[0]:
            starts_on, ends_on = max(first, within[0]), min(last, within[1])
            found.append(Occurrence(number, starts_on, ends_on, _name_of((first, last))))
    return found


def _cut(span: Span, fiscal_year: FiscalYear) -> Span | None:
    first, last = max(span[0], fiscal_year.first_day), min(span[1], fiscal_year.last_day)
    return (first, last) if first <= last else None


def _name_of(span: Span) -> str:
    """Name a span as an office does: ตุลาคม 2568, ไตรมาสที่ 1, รอบ 6 เดือน, or by its dates."""
    first, last = span
    year = FiscalYear.of(first)
    if span in year.quarters():
        return f"ไตรมาสที่ {year.quarters().index(span) + 1}"
    if span in year.halves():
        return _HALVES[year.halves().index(span)]
    is_whole_month = first.day == 1 and (last + timedelta(days=1)).day == 1
    if is_whole_month and (first.year, first.month) == (last.year, last.month):
        return f"{thai.MONTHS[first.month - 1]} {first.year + BUDDHIST_ERA}"
    return thai.date_range(first, last)
