"""Thai dates, digits, sorting and text, as plain functions of plain values."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from tracker.fiscal_year import BUDDHIST_ERA

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTH_ABBREVIATIONS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
WEEKDAYS = ("วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์", "วันอาทิตย์")

BANGKOK = ZoneInfo("Asia/Bangkok")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]")
# Half a character (a lone surrogate, as JSON can carry) is one no database keeps.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# The hyphen at the end of a line, as PDFium hands it on.
_LINE_HYPHEN = re.compile(r"\x02(?:(?<=\S.)\s*(?=\w))?", re.DOTALL)
_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")

# LAKKHANGYAO stands behind ฤ and ฦ alone.
_WRONG_AA = re.compile("(?<![\u0e24\u0e26])\u0e45")
# NIKHAHIT + SARA AA is SARA AM in two characters: neither NFC nor NFKC composes it, and NFKC takes SARA AM apart.
_BROKEN_AM = re.compile(
    "[\u0e48-\u0e4b\u0e4d]*(?:\u0e4d[\u0e48-\u0e4b\u0e4d]*[\u0e32\u0e33]|\u0e33(?=[\u0e48-\u0e4b\u0e4d\u0e32\u0e33]))"
    "[\u0e48-\u0e4b\u0e4d\u0e32\u0e33]*"
)
# A tone mark is written over the consonant, never behind SARA AA or SARA A.
_LATE_TONE = re.compile("(?<=[\u0e01-\u0e2e])([\u0e30\u0e32])([\u0e48-\u0e4b])\\2*(?![\u0e31-\u0e3a\u0e47-\u0e4e])")
# Sound words have a vowel mark and one of the second marks on it; whatever else stands in a row is looked at.
_MARKS = re.compile(
    "(?![\u0e31\u0e34-\u0e3a\u0e47][\u0e48-\u0e4c](?![\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]))[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}"
)
_SECOND_MARKS = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e"
_WORDS = 300  # Letters: as long as most paragraphs are; what is longer is seldom looked at again.


def thai_digits(value: object) -> str:
    """Write a number or a text with Thai digits."""
    return str(value).translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    """Write a text with Arabic digits."""
    return text.translate(_TO_ARABIC)


def thai_date(day: date) -> str:
    """Write a day as official text does: ๑ ตุลาคม ๒๕๖๘."""
    return thai_digits(screen_date(day))


def screen_date(day: date) -> str:
    """Write a day as pages do: 1 ตุลาคม 2568."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + BUDDHIST_ERA}"


def short_date(day: date) -> str:
    """Write a day as tables and cards do: 1 ต.ค. 68."""
    return f"{day.day} {MONTH_ABBREVIATIONS[day.month - 1]} {(day.year + BUDDHIST_ERA) % 100:02d}"


def weekday_date(day: date) -> str:
    """Write a day with its weekday: วันอังคารที่ 31 มีนาคม 2569."""
    return f"{WEEKDAYS[day.weekday()]}ที่ {screen_date(day)}"


def buddhist_year(day: date) -> int:
    """Return the Buddhist calendar year of a day, which is not its fiscal year."""
    return day.year + BUDDHIST_ERA


def christian_year(year: int) -> int:
    """Return the Christian year of a Buddhist one."""
    return year - BUDDHIST_ERA


def instant_of(day: date, clock_time: time) -> datetime:
    """Return the instant at which the clocks of Bangkok show a time on a day."""
    return datetime.combine(day, clock_time, BANGKOK)


def day_of(instant: datetime) -> date:
    """Return the date in Bangkok on which an instant falls."""
    return instant.astimezone(BANGKOK).date()


def screen_instant(instant: datetime) -> str:
    """Write an instant as pages do, in Bangkok: 31 มี.ค. 69 เวลา 09.00 น."""
    local = instant.astimezone(BANGKOK)
    return f"{short_date(local.date())} เวลา {local:%H.%M} น."


def date_range(first: date, last: date) -> str:
    """Write a period as pages do: 1 ต.ค. 68 – 30 ก.ย. 69."""
    return short_date(first) if first == last else f"{short_date(first)} – {short_date(last)}"


def tidy(text: str) -> str:
    """Take out what nobody sees: invisible and control characters; other white space than line breaks is one space.

    At most one empty line stays between two lines; the ends are trimmed.
    """
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    text = _CONTROL.sub(" ", _LINE_HYPHEN.sub("-", text))
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _one_am(match: re.Match[str]) -> str:
    return "".join(dict.fromkeys(character for character in match[0] if "\u0e48" <= character <= "\u0e4b")) + "\u0e33"


def _marks_in_order(match: re.Match[str]) -> str:
    marks = match[0]
    if "\u0e34" in marks and "\u0e4d" in marks:  # SARA I + NIKHAHIT is SARA UE.
        marks = marks.replace("\u0e4d", "").replace("\u0e34", "\u0e36")
    return "".join(sorted(dict.fromkeys(marks), key=_SECOND_MARKS.__contains__))


# The spellings no Thai word has, by what is wrong with them, and how they are put right.
MISSPELLINGS: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    ("sara_aa", _WRONG_AA, "\u0e32"),
    ("marks", _MARKS, _marks_in_order),
    ("sara_am", _BROKEN_AM, _one_am),
    ("marks", _LATE_TONE, r"\2\1"),
    ("sara_ae", re.compile("เเ"), "แ"),
)


def spelt(text: str) -> str:
    """Write SARA AM and SARA AE as one character, and marks over and under a letter once and in their order."""
    before = None
    while text != before:
        before = text
        for _, pattern, replacement in MISSPELLINGS:
            text = pattern.sub(replacement, text)
    return text


def clean(text: str) -> str:
    """Make a text from outside safe to keep: `tidy`, and spelt as Thai is."""
    return _clean_words(text) if len(text) <= _WORDS else spelt(tidy(text))


@lru_cache(maxsize=4096)  # A reading looks at the same words at every stage: this halves the time it takes.
def _clean_words(text: str) -> str:
    return spelt(tidy(text))


def one_line(text: str) -> str:
    """Clean a text and write it on one line."""
    return re.sub(r"\s+", " ", clean(text)).strip()


def tidy_line(text: str) -> str:
    """Tidy a text and write it on one line, spelt as it came: what is misspelt is noted where documents are mended."""
    return re.sub(r"\s+", " ", tidy(text)).strip()


def without_spaces(text: str) -> str:
    """Take out all white space: how names are compared, since line wrapping leaves spaces inside words."""
    return re.sub(r"\s+", "", clean(text))


def sort_key(text: str) -> str:
    """Return a key that sorts as a Thai dictionary does: a vowel written before its consonant counts after it."""
    return _LEADING_VOWEL.sub(r"\2\1", text)
