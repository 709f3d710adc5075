"""The fiscal year of Thai government: 1 October to 30 September, named by its closing Buddhist year.

Rule: พระราชบัญญัติวิธีการงบประมาณ พ.ศ. ๒๕๖๑, section 4 (the fiscal year runs from 1 October to 30 September of
the following year and is named by that following year).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

BUDDHIST_ERA = 543
_FIRST_MONTH = 10


@dataclass(frozen=True, order=True)
class FiscalYear:
    """One fiscal year; `buddhist_year` 2569 is 1 October 2025 to 30 September 2026."""

    buddhist_year: int

    def __post_init__(self) -> None:
        """Refuse a year that cannot be a Buddhist one (a Christian year slipped in)."""
        if not 2400 < self.buddhist_year < 2700:
            raise ValueError(f"{self.buddhist_year} is not a Buddhist year")

    @classmethod
    def of(cls, day: date) -> "FiscalYear":
        """Return the fiscal year a day lies in."""
        return cls(day.year + BUDDHIST_ERA + (1 if day.month >= _FIRST_MONTH else 0))

    @property
    def first_day(self) -> date:
        """1 October."""
        return date(self.buddhist_year - BUDDHIST_ERA - 1, _FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        """30 September."""
        return date(self.buddhist_year - BUDDHIST_ERA, _FIRST_MONTH, 1) - timedelta(days=1)

    @property
    def previous(self) -> "FiscalYear":
        """The year before."""
        return FiscalYear(self.buddhist_year - 1)

    @property
    def label(self) -> str:
        """The year as pages name it."""
        return f"ปีงบประมาณ พ.ศ. {self.buddhist_year}"

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies in this year."""
        return self.first_day <= day <= self.last_day

    def __int__(self) -> int:
        """Return the Buddhist year."""
        return self.buddhist_year

    def months(self) -> list[tuple[date, date]]:
        """Return the twelve months, October first, each as its first and last day."""
        starts = [
            date(self.first_day.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
            for month in range(_FIRST_MONTH, _FIRST_MONTH + 13)
        ]
        return [(start, after - timedelta(days=1)) for start, after in pairwise(starts)]

    def quarters(self) -> list[tuple[date, date]]:
        """Return the four quarters: October–December, January–March, April–June, July–September."""
        months = self.months()
        return [(months[first][0], months[first + 2][1]) for first in (0, 3, 6, 9)]

    def halves(self) -> list[tuple[date, date]]:
        """Return รอบ ๖ เดือน and รอบ ๑๒ เดือน: October–March and April–September."""
        months = self.months()
        return [(months[0][0], months[5][1]), (months[6][0], months[11][1])]

    def elapsed(self, today: date) -> float:
        """Return how much of the year is gone at the end of `today`, from 0.0 to 1.0."""
        days = (self.last_day - self.first_day).days + 1
        return min(1.0, max(0.0, ((today - self.first_day).days + 1) / days))
