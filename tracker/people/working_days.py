"""Which days the office works: Monday to Friday without the holidays of the government, plus what the office decides.

Rule: domain notes 7. A due date that falls on a day off is reminded on the working day before it; "เหลือ n วันทำการ" is
counted in working days.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
_LONGEST_HOLIDAY_DAYS = 366
_LABOUR_DAY = "วันแรงงานแห่งชาติ"


class WorkingCalendar:
    """The working days of one office; days it works against the calendar are `working_overrides`."""

    def __init__(self, holidays: Mapping[date, str], working_overrides: Collection[date] = ()) -> None:
        self.holidays = dict(holidays)
        self._overrides = frozenset(working_overrides)
        self._lost = sorted(
            day.toordinal() for day in self.holidays if day.weekday() < 5 and day not in self._overrides
        )
        self._counted: dict[date, int] = {}
        self._won = sorted(day.toordinal() for day in self._overrides if day.weekday() >= 5)

    def without(self, days: Iterable[date]) -> "WorkingCalendar":
        """Return the calendar with some days off besides."""
        off = frozenset(days)
        return WorkingCalendar(self.holidays | dict.fromkeys(off - self.holidays.keys(), ""), self._overrides - off)

    def is_working_day(self, day: date) -> bool:
        """Tell whether the office works on a day."""
        return day in self._overrides or (day.weekday() < 5 and day not in self.holidays)

    def next_working_day(self, day: date) -> date:
        """Return the first working day after a day."""
        return self._nearest(day, _ONE_DAY)

    def previous_working_day(self, day: date) -> date:
        """Return the last working day before a day."""
        return self._nearest(day, -_ONE_DAY)

    def effective_due(self, due: date) -> date:
        """Return the day by which a thing due must be done: the working day before, when it is due on a day off."""
        return due if self.is_working_day(due) else self.previous_working_day(due)

    def working_days_between(self, first: date, last: date) -> int:
        """Count the working days after `first` up to and including `last`; none when `last` does not come later."""
        return max(0, self._up_to(last) - self._up_to(first))

    def _nearest(self, day: date, step: timedelta) -> date:
        for _ in range(_LONGEST_HOLIDAY_DAYS):
            day += step
            if self.is_working_day(day):
                return day
        raise ValueError("the calendar has no working day within a year")

    def _up_to(self, day: date) -> int:
        """Count the working days up to and including a day, since 1 January of the year 1, which was a Monday."""
        found = self._counted.get(day)
        if found is None:
            weeks, rest = divmod(day.toordinal(), 7)
            lost, won = bisect_right(self._lost, day.toordinal()), bisect_right(self._won, day.toordinal())
            # An office asks for the same few hundred days ten thousand times over.
            found = self._counted[day] = weeks * 5 + min(rest, 5) - lost + won
        return found


def thai_government_holidays(years: Iterable[int]) -> dict[date, str]:
    """Return the holidays of Thai government offices in some Christian years.

    Public and government holidays of the `holidays` package, without Labour Day and its substitute, which only
    banks and the private sector keep (domain notes 7).
    """
    import holidays  # Loaded when an office is set up, not with every process.

    found = holidays.country_holidays("TH", years=list(years), language="th", categories=("public", "government"))
    names = {day: [name for name in text.split("; ") if _LABOUR_DAY not in name] for day, text in found.items()}
    return {day: "; ".join(kept) for day, kept in sorted(names.items()) if kept}
