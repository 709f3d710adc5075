"""A decision somebody waits for: spoken of at once, again after some working days and to the ปลัด, then weekly."""

from datetime import date

from tracker.people.working_days import WorkingCalendar
from tracker.reminders.policy.kinds import Earned, Kind
from tracker.reminders.policy.rules import Rules

_DEFAULT = Rules()


def waited_threshold(asked_on: date, *, today: date, calendar: WorkingCalendar, rules: Rules = _DEFAULT) -> int | None:
    """Return the newest threshold of waiting, in working days: 0, 3, then every further week; None before it began."""
    if today < asked_on:
        return None
    days, first = calendar.working_days_between(asked_on, today), rules.decision_after
    return 0 if days < first else first + (days - first) // rules.late_every * rules.late_every


def earned_by_decision(
    asked_on: date, *, today: date, calendar: WorkingCalendar, rules: Rules = _DEFAULT
) -> list[Earned]:
    """Return what a decision that waits has earned by a day."""
    waited = waited_threshold(asked_on, today=today, calendar=calendar, rules=rules)
    if waited is None or not rules.wants(Kind.DECISION_WAITS):
        return []
    return [Earned(Kind.DECISION_WAITS, f"{asked_on}+{waited}")]
