"""How times and sizes are written on a phone."""

import re
from datetime import date, datetime

from tracker.clock import BANGKOK
from tracker.thai import screen_date, weekday_date

_KILOBYTE = 1024
_TITLES = re.compile(r"^(นางสาว|นาง|นาย|ว่าที่|องค์การบริหารส่วนตำบล|เทศบาลตำบล|เทศบาลเมือง|เทศบาลนคร)\s*")


def clock_time(at: datetime) -> str:
    """Write a time of day as LINE does: 09:05."""
    return at.astimezone(BANGKOK).strftime("%H:%M")


def day_of(at: datetime) -> date:
    """Return the day in Bangkok."""
    return at.astimezone(BANGKOK).date()


def long_day(at: datetime) -> str:
    """Write the day of an instant with its weekday: วันอังคารที่ 31 มีนาคม 2569."""
    return weekday_date(day_of(at))


def plain_day(at: datetime) -> str:
    """Write the day of an instant: 31 มีนาคม 2569."""
    return screen_date(day_of(at))


def file_size(size: int) -> str:
    """Write a size in the unit a reader expects."""
    if size < _KILOBYTE * _KILOBYTE:
        return f"{max(1, round(size / _KILOBYTE))} KB"
    return f"{size / _KILOBYTE / _KILOBYTE:.1f} MB"


def initial(name: str) -> str:
    """Return the letter an avatar shows: the first consonant after the title, or the first letter."""
    bare = _TITLES.sub("", name)
    return next((letter for letter in bare if "ก" <= letter <= "ฮ" or (letter.isascii() and letter.isalpha())), "•")


def tint(name: str) -> int:
    """Return the number of an avatar's colour, the same for the same name."""
    return sum(name.encode()) % 6


FILTERS = {
    "clock_time": clock_time,
    "long_day": long_day,
    "plain_day": plain_day,
    "file_size": file_size,
    "initial": initial,
    "tint": tint,
}
