"""The escalation ladder: staff → unit head → ปลัด → mayor, each step after some working days of silence.

Derived from what people did, never stored. Silence begins when a task becomes late and anew with each answer: a report
or a request for more time. รับทราบ จะเสร็จวันที่ … moves its beginning to the promised day, but only the first promise
made for a due date does; who promises a second time is not believed a second time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate

from tracker.people.working_days import WorkingCalendar
from tracker.reminders.policy.kinds import Earned, Kind
from tracker.reminders.policy.rules import Rules

_DEFAULT = Rules()


class Rung(StrEnum):
    """Who hears when nobody answered, from below."""

    HEAD = "head"
    CHIEF = "chief"
    MAYOR = "mayor"

    @property
    def label(self) -> str:
        """The rung as pages name it."""
        return {Rung.HEAD: "หัวหน้าหน่วยงาน", Rung.CHIEF: "ปลัด", Rung.MAYOR: "นายก"}[self]


@dataclass(frozen=True)
class Silence:
    """What decides how long nobody has answered for something that is due."""

    due_on: date
    answered_on: date | None = None
    """The newest report, request for more time, or decision upon one."""
    promises: Sequence[date] = ()
    """The days that were promised, in the order the promises were made."""
    is_waiting: bool = False
    """Whether a request for more time waits: then it is others who have to answer."""

    @property
    def since(self) -> date:
        """The day after which working days of silence count."""
        heard_on = max(self.due_on, self.answered_on or self.due_on)
        first_promise = next((day for day in self.promises if day > self.due_on), self.due_on)
        return max(heard_on, first_promise)


def escalated(
    silence: Silence, *, today: date, calendar: WorkingCalendar, rules: Rules = _DEFAULT
) -> dict[Rung, Earned]:
    """Return the rungs silence has reached by a day, each with its reason; what waits for an answer rises no further.

    Every rung reached counts, not the highest alone: they are other people's, and one who hears on two of them is told
    of the higher one only.
    """
    if silence.is_waiting or today <= silence.due_on or not rules.wants(Kind.ESCALATED):
        return {}
    since = silence.since
    days = calendar.working_days_between(since, today)
    return {
        rung: Earned(Kind.ESCALATED, f"{since}:{rung.value}")
        for rung, after in zip(Rung, accumulate(rules.escalate_after), strict=True)
        if days >= after
    }
