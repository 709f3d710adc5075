"""What people type for a day, a fiscal year or a percentage, read the Thai way; and the number of a row."""

import re
from datetime import date

from tracker.fiscal_year import BUDDHIST_ERA, FiscalYear
from tracker.thai import MONTH_ABBREVIATIONS, MONTHS, arabic_digits, without_spaces

LARGEST_ID = 2**63 - 1
"""The largest number a row can have on either database; a larger one names nothing."""

_FIRST_BUDDHIST_YEAR = 2400
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_WORDS = re.compile(r"(?:วันที่)?(\d{1,2})(?:เดือน)?([ก-๎.]+?)(?:พ\.?ศ\.?)?(\d{4}|\d{2})")
_YEAR = re.compile(r"(?:ปีงบประมาณ|ปี)?(?:พ\.?ศ\.?)?(\d{4}|\d{2})")
_PERCENT = re.compile(r"(?:ร้อยละ)?(\d{1,3})(?:\.0+)?(?:%|เปอร์เซ็นต์)?")


def day_from(text: str) -> date:
    """Read a day: 2026-03-31, 31/3/2569, ๓๑ มี.ค. ๖๙; a year of two digits is a Buddhist one.

    Raises ValueError for what names no day of a year between พ.ศ. 2400 and 2699.
    """
    typed = arabic_digits(without_spaces(text))
    if match := _ISO.fullmatch(typed):
        return _day(match[3], match[2], match[1])
    if match := _NUMBERS.fullmatch(typed):
        return _day(match[1], match[2], match[3])
    if match := _WORDS.fullmatch(typed):
        return _day(match[1], str(_month(match[2])), match[3])
    raise ValueError(f"no day: {text!r}")


def year_from(text: str) -> FiscalYear:
    """Read a fiscal year: 2569, ๒๕๖๙, 69, or the Christian year it ends in, 2026."""
    match = _YEAR.fullmatch(arabic_digits(without_spaces(text)))
    if match is None:
        raise ValueError(f"no year: {text!r}")
    return FiscalYear(_christian(match[1]) + BUDDHIST_ERA)


def percent_from(text: str) -> int:
    """Read a whole percentage from 0 to 100: 50, ๕๐, 50%, ร้อยละ 50."""
    match = _PERCENT.fullmatch(arabic_digits(without_spaces(text)))
    if match is None or int(match[1]) > 100:
        raise ValueError(f"no percentage: {text!r}")
    return int(match[1])


def id_from(text: str) -> int:
    """Read the number of a row; what no row can have is refused here, since a database would fail over it."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else -1
    if not 0 <= number <= LARGEST_ID:
        raise ValueError(f"no number of a row: {text[:30]!r}")
    return number


def _day(day: str, month: str, year: str) -> date:
    found = date(_christian(year), int(month), int(day))
    if not _FIRST_BUDDHIST_YEAR < found.year + BUDDHIST_ERA < _FIRST_BUDDHIST_YEAR + 300:
        raise ValueError(f"no year people mean: {year}")
    return found


def _christian(year: str) -> int:
    number = int(year)
    if len(year) == 2:
        number += 2500
    return number - BUDDHIST_ERA if number > _FIRST_BUDDHIST_YEAR else number


def _month(name: str) -> int:
    bare = name.replace(".", "")
    for number, (month, abbreviation) in enumerate(zip(MONTHS, MONTH_ABBREVIATIONS, strict=True), start=1):
        if bare in {month, abbreviation.replace(".", "")}:
            return number
    raise ValueError(f"no month: {name!r}")
