"""Report rounds: every month, รอบ 6 เดือน (31 March) and รอบ 12 เดือน (30 September), and what is missing at closing.

The round of six months and that of the year take the place of the monthly one of their month, so that nobody is asked
twice. Rule: domain notes 7 (รอบ 6 เดือน ends on 31 March, รอบ 12 เดือน on 30 September).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.fiscal_year import FiscalYear
from tracker.people.working_days import WorkingCalendar
from tracker.reminders.policy.kinds import Earned, Kind
from tracker.reminders.policy.rules import Rules
from tracker.reminders.policy.tasks import days_left

LATE_DAYS = 5
"""Working days after a round within which what is missing is still asked for; then the next round is near."""

_DEFAULT = Rules()
_HALF_YEAR_ENDS, _YEAR_ENDS = 3, 9


class RoundKind(StrEnum):
    """Which round a report belongs to."""

    MONTH = "month"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True)
class Round:
    """A day by which units have reported how far they are."""

    kind: RoundKind
    due_on: date

    @property
    def key(self) -> str:
        """The month it belongs to, such as 2026-03."""
        return f"{self.due_on:%Y-%m}"

    @property
    def since(self) -> date:
        """The first day a report counts for it: the first of its month."""
        return self.due_on.replace(day=1)


def rounds_by(today: date, *, rules: Rules = _DEFAULT) -> list[Round]:
    """Return the rounds that may be spoken of on a day: the month's own, and the one before while it may be late."""
    last_month = today.replace(day=1) - timedelta(days=1)
    return [one for one in (_round_of(last_month, rules), _round_of(today, rules)) if one is not None]


def earned_by_round(which: Round, *, today: date, calendar: WorkingCalendar, rules: Rules = _DEFAULT) -> list[Earned]:
    """Return the newest threshold of a round that is crossed: some days before, the day before, the day, and late."""
    if not rules.wants(Kind.ROUND_DUE):
        return []
    due_on = calendar.effective_due(which.due_on)
    if today > which.due_on:
        late = calendar.working_days_between(which.due_on, today)
        return [Earned(Kind.ROUND_DUE, f"{which.due_on}+1")] if 1 <= late <= LATE_DAYS else []
    left = days_left(due_on, today, calendar)
    crossed = min((days for days in (0, 1, rules.round_before) if left <= days), default=None)
    return [] if crossed is None else [Earned(Kind.ROUND_DUE, f"{which.due_on}-{crossed}")]


def earned_at_closing(
    fiscal_year: FiscalYear, *, today: date, calendar: WorkingCalendar, rules: Rules = _DEFAULT
) -> list[Earned]:
    """Return the newest threshold of the final weeks of a year that is crossed, for a unit that lacks something."""
    if today > fiscal_year.last_day or not rules.wants(Kind.CLOSING):
        return []
    left = days_left(fiscal_year.last_day, today, calendar)
    crossed = min((days for days in rules.closing_before if left <= days), default=None)
    return [] if crossed is None else [Earned(Kind.CLOSING, f"{fiscal_year.last_day}-{crossed}")]


def _round_of(day: date, rules: Rules) -> Round | None:
    last = monthrange(day.year, day.month)[1]
    if day.month == _HALF_YEAR_ENDS:
        return Round(RoundKind.HALF_YEAR, day.replace(day=last))
    if day.month == _YEAR_ENDS:
        return Round(RoundKind.YEAR, day.replace(day=last))
    if rules.monthly_round_on is None:
        return None
    return Round(RoundKind.MONTH, day.replace(day=min(rules.monthly_round_on, last)))
