"""The values of a workbook as its sheets show them: numbers with their decimals, dates in the era and digits chosen."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tracker import thai

_LOCALE = re.compile(r"\[\$[^\]-]*-(?P<locale>[^\]]*)\]")
_HINTS = re.compile(r"\[[^\]]*\]")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_DATE_PART = re.compile(r"y+|b+|e+|m+|d+|h+|s+|am/pm|a/p|.", re.IGNORECASE | re.DOTALL)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?")
_BUDDHIST_CALENDAR, _THAI_NUMERALS = 7, 0x0D
_THAI, _ENGLISH = 0x041E, 0x0409
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Two digits of a year typed in the Buddhist era are taken for 19xx by Excel: these are left as they are seen.
_CENTURY_THAT_IS_MEANT = range(2000, 2060)
_BUILT_IN_DATE = "mm-dd-yy"  # How the file calls the short date, which a Thai computer shows as d/m/yyyy.


@dataclass(frozen=True)
class _Locale:
    has_thai_digits: bool = False
    is_buddhist: bool = False
    is_english: bool = False


def shown(value: object, number_format: str) -> str:
    """Write a cell's value as its number format shows it."""
    if value is None or (isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A"))):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    pattern = number_format.split(";")[0]
    locale = _locale_of(pattern)
    pattern = _HINTS.sub("", pattern)
    if isinstance(value, datetime | date | time):
        text = _date(value, pattern, locale)
    elif isinstance(value, int | float):
        text = _number(value, pattern)
    else:
        text = str(value) if isinstance(value, timedelta) else ""
    return thai.thai_digits(text) if locale.has_thai_digits or pattern.startswith("t") else text


def _locale_of(pattern: str) -> _Locale:
    match = _LOCALE.search(pattern)
    if match is None:
        return _Locale()
    name = match["locale"].lower()
    if re.fullmatch(r"[0-9a-f]+", name):
        code = int(name[-8:], 16)
        return _Locale(
            code >> 24 == _THAI_NUMERALS, (code >> 16) & 0xFF == _BUDDHIST_CALENDAR, code & 0xFFFF == _ENGLISH
        )
    return _Locale("nu-thai" in name, "buddhist" in name, name.startswith("en"))


def _number(value: float, pattern: str) -> str:
    if value != value or value in {float("inf"), float("-inf")}:
        return ""
    bare = _QUOTED.sub("", pattern)
    digits = _DIGITS.search(bare)
    if digits is None or "E" in bare.upper() or "/" in bare:  # General, a text, a fraction, a power of ten.
        return str(value) if isinstance(value, int) else f"{value:.10g}"
    decimals = len(digits[0].partition(".")[2])
    share = 100 if "%" in bare else 1
    text = f"{value * share:{',' if ',' in digits[0] else ''}.{min(decimals, 10)}f}"
    if "#" in digits[0].partition(".")[2]:
        text = text.rstrip("0").rstrip(".")
    words = "".join(quoted or escaped or "" for quoted, escaped in _QUOTED.findall(pattern))
    return text + ("%" if share == 100 else "") + (f" {words.strip()}" if words.strip() else "")


def _date(value: date | time, pattern: str, locale: _Locale) -> str:
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02d}"
    if pattern.lower() == _BUILT_IN_DATE:
        pattern = "d/m/yyyy"
    parts = _DATE_PART.findall(_QUOTED.sub(lambda match: match[1] or match[2] or " ", pattern.replace("/mm/", "/m/")))
    written = [_date_part(part.lower(), value, locale, parts[at - 1 : at]) for at, part in enumerate(parts)]
    return "".join(written).strip(" ;@")


def _date_part(part: str, value: date, locale: _Locale, before: list[str]) -> str:
    sign = part[0]
    if sign in "yeb" and part.strip("yeb") == "":
        year = thai.buddhist_year(value) if locale.is_buddhist or sign == "b" else value.year
        is_short = len(part) < 3 and sign != "e"
        return f"{year % 100:02d}" if is_short and year not in _CENTURY_THAT_IS_MEANT else str(year)
    if sign == "m" and part.strip("m") == "" and before != [":"]:
        return _month(value.month, len(part), locale)
    if sign == "d" and part.strip("d") == "":
        return f"{value.day:0{min(len(part), 2)}d}" if len(part) < 3 else thai.WEEKDAYS[value.weekday()]
    if isinstance(value, datetime) and sign in "hms" and part.strip("hms") == "":
        number = {"h": value.hour, "m": value.minute, "s": value.second}[sign]
        return f"{number:0{min(len(part), 2)}d}"
    return "" if part in {"am/pm", "a/p"} else part


def _month(month: int, length: int, locale: _Locale) -> str:
    if length < 3:
        return f"{month:0{length}d}"
    if locale.is_english:
        return _ENGLISH_MONTHS[month - 1][: 3 if length == 3 else None]
    return thai.MONTH_ABBREVIATIONS[month - 1] if length == 3 else thai.MONTHS[month - 1]
