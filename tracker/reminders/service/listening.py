"""On which days people hear: most on every working day, the mayor and who chose so on the first of the week alone."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.people.viewer import Asker
from tracker.reminders import queries
from tracker.reminders.policy import SpeakingHours


@dataclass(frozen=True)
class Listening:
    """Who hears today at once, and by which day the others' week is reckoned."""

    today: date
    hours: SpeakingHours
    mayor_ids: frozenset[int]
    weekly_ids: frozenset[int]

    @classmethod
    def of(cls, asker: Asker, *, today: date, hours: SpeakingHours, mayor_ids: frozenset[int]) -> "Listening":
        """Return how an office listens on a day; one query."""
        return cls(today, hours, mayor_ids, queries.weekly_listeners(asker))

    @cached_property
    def week_begins_on(self) -> date:
        """Monday, or the first day after it on which the office is spoken to; the day who is patient hears on."""
        return min(self.hours.first_of_week(self.today), self.today)

    @property
    def is_first_day(self) -> bool:
        """Tell whether everybody hears everything today."""
        return self.today == self.week_begins_on

    @property
    def patient_ids(self) -> frozenset[int]:
        """Who hears once a week: what had been earned by the first day of it, also when the machine was off then."""
        return self.mayor_ids | self.weekly_ids

    def is_patient(self, person_id: int) -> bool:
        """Tell whether a person hears once a week."""
        return person_id in self.mayor_ids or person_id in self.weekly_ids

    def hears_at_once(self, person_id: int, *, is_urgent: bool) -> bool:
        """Tell whether a person hears of something today: the mayor on the first day alone."""
        if self.is_first_day:
            return True
        if person_id in self.mayor_ids:
            return False
        return is_urgent or person_id not in self.weekly_ids
