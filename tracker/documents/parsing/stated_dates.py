"""Dates as people type them: ๑ ต.ค. ๖๘, ตุลาคม ๒๕๖๘, 1/10/2568, 2025-10-01; a day or a year may be missing."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from tracker import thai
from tracker.fiscal_year import BUDDHIST_ERA, FiscalYear

Span = tuple[date, date]

_MONTH_NAMES = {name: number for number, name in enumerate(thai.MONTHS, start=1)} | {
    "มกรา": 1, "กุมภา": 2, "มีนา": 3, "เมษา": 4, "พฤษภา": 5, "มิถุนา": 6, "กรกฎา": 7, "สิงหา": 8, "กันยา": 9,
    "ตุลา": 10, "พฤศจิกา": 11, "ธันวา": 12,
}  # fmt: skip
_LETTERS = [abbreviation.replace(".", "") for abbreviation in thai.MONTH_ABBREVIATIONS]
_PARTS = [abbreviation.strip(".").split(".") for abbreviation in thai.MONTH_ABBREVIATIONS]
# With its dots an abbreviation is plain; without them letters beside it would make it part of another word.
_DOTTED = [r"\s?\.\s?".join(parts) + r"\.?" for parts in _PARTS]
_UNDOTTED = ["(?<![ก-๎])" + "".join(parts) + r"\.?(?![ก-๎])" for parts in _PARTS]
MONTH = "|".join([*sorted(_MONTH_NAMES, key=len, reverse=True), *_DOTTED, *_UNDOTTED])
YEAR = r"(?:25\d\d|26[0-4]\d|20\d\d|[67]\d(?!\d))"
_NAMED_DATE = rf"(?:(?P<day>\d{{1,2}})\s*)?(?P<month>{MONTH})\s*(?P<year>{YEAR})?"
_NUMBERED_DATE = rf"(?P<day2>\d{{1,2}})[/.-](?P<month2>\d{{1,2}})[/.-](?P<year2>{YEAR})"
_ISO_DATE = r"(?<!\d)(?P<year3>2[05]\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)(?!\d)"
_DATE = re.compile(rf"{_ISO_DATE}|{_NUMBERED_DATE}|{_NAMED_DATE}")


@dataclass(frozen=True)
class StatedDate:
    """A date as written: the day or the year may be missing."""

    day: int | None
    month: int
    year: int | None


def dates_in(text: str) -> list[re.Match[str]]:
    """Return the places of a text, in Arabic digits and with plain dashes, where a date stands."""
    return [match for match in _DATE.finditer(text) if match["month"] or match["month2"] or match["month3"]]


def stated(match: re.Match[str]) -> StatedDate:
    """Return the date that stands at a place of `dates_in`."""
    if match["month3"]:
        return StatedDate(int(match["day3"]), int(match["month3"]), gregorian(match["year3"]))
    if match["month2"]:
        return StatedDate(int(match["day2"]), int(match["month2"]), gregorian(match["year2"]))
    day = int(match["day"]) if match["day"] else None
    return StatedDate(day, month_number(match["month"]), gregorian(match["year"]))


def month_number(text: str) -> int:
    """Return the number of a month by any of its names."""
    if text in _MONTH_NAMES:
        return _MONTH_NAMES[text]
    return _LETTERS.index(re.sub(r"[.\s]", "", text)) + 1


def gregorian(year: str | None) -> int | None:
    """Return the Christian year of a year as typed: Buddhist, Christian, or the last two digits of a Buddhist one."""
    if year is None:
        return None
    number = int(year)
    if number < 100:
        return 2500 + number - BUDDHIST_ERA
    return number - BUDDHIST_ERA if number > 2400 else number


def span_of(group: list[StatedDate], fiscal_year: FiscalYear | None, following: date | None) -> Span | None:
    """Return the first and last day of a date or a range; None where no year is said, or no such day exists."""
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
    first: StatedDate, last: StatedDate, fiscal_year: FiscalYear | None, following: date | None
) -> tuple[int | None, int | None]:
    if following is not None:
        year = following.year - (1 if last.month > following.month else 0)
        return year - (1 if first.month > last.month else 0), year
    if fiscal_year is None:
        return None, None

    def of(month: int) -> int:
        return fiscal_year.first_day.year if month >= fiscal_year.first_day.month else fiscal_year.last_day.year

    return of(first.month), of(last.month)
