"""Which reminders a directive has earned by today."""

from dataclasses import dataclass
from datetime import date

from tracker.people.working_days import WorkingCalendar
from tracker.reminders.policy.kinds import Earned, Kind
from tracker.reminders.policy.rules import Rules
from tracker.reminders.policy.tasks import days_left, late_threshold

_DEFAULT = Rules()


@dataclass(frozen=True)
class DirectiveFacts:
    """What decides which reminders a directive has earned."""

    given_on: date
    due_on: date
    is_acknowledged: bool = False
    is_closed: bool = False


def earned_by_directive(
    directive: DirectiveFacts, *, today: date, calendar: WorkingCalendar, rules: Rules = _DEFAULT
) -> list[Earned]:
    """Return what a directive has earned, the most urgent first; nothing once it is closed."""
    if directive.is_closed or directive.given_on > today:
        return []
    found: list[Earned] = []
    late = late_threshold(directive.due_on, today, calendar, rules)
    left = days_left(directive.due_on, today, calendar)
    if late:
        found.append(Earned(Kind.DIRECTIVE_LATE, f"{directive.due_on}+{late}"))
    elif today <= directive.due_on and left <= 1:
        found.append(Earned(Kind.DIRECTIVE_DUE, f"{directive.due_on}-{left}"))
    if not directive.is_acknowledged:
        found.append(Earned(Kind.DIRECTIVE_GIVEN, directive.given_on.isoformat()))
    return sorted((one for one in found if rules.wants(one.kind)), key=lambda one: one.kind.priority)
