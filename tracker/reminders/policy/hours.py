"""When an office is spoken to: on its working days that are not quiet, while its sending window is open."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tracker.people.working_days import WorkingCalendar
from tracker.thai import day_of, instant_of


@dataclass(frozen=True)
class SpeakingHours:
    """The days and the hours of one office; `days` are its working days without those on which it wants quiet."""

    days: WorkingCalendar
    opens: time
    closes: time

    def is_spoken_to(self, day: date) -> bool:
        """Tell whether the office works on a day and wants to hear."""
        return self.days.is_working_day(day)

    def opens_at(self, day: date) -> datetime:
        """Return the instant the window of a day opens."""
        return instant_of(day, self.opens)

    def closes_at(self, day: date) -> datetime:
        """Return the instant the window of a day closes."""
        return instant_of(day, self.closes)

    def are_left(self, at: datetime) -> bool:
        """Tell whether anything may still be said on the day it is, now or later."""
        today = day_of(at)
        return self.is_spoken_to(today) and at < self.closes_at(today)

    def next_open(self, at: datetime) -> datetime:
        """Return the first instant from now on at which something may be said."""
        if self.are_left(at):
            return max(at, self.opens_at(day_of(at)))
        return self.opens_at(self.days.next_working_day(day_of(at)))

    def first_of_week(self, day: date) -> date:
        """Return the first day of a day's week on which the office is spoken to; Monday where there is none."""
        monday = day - timedelta(days=day.weekday())
        week = (monday + timedelta(days=number) for number in range(7))
        return next((one for one in week if self.is_spoken_to(one)), monday)
