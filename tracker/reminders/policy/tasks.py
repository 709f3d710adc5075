"""Which reminders a task or a directive has earned by today.

The question is never "is today exactly seven days before?" but "which thresholds has it crossed?": a missed day is
caught up with, and of each ladder only the newest threshold counts, so that catching up is no flood. What a person has
been told already is taken away by the planner. Rules: issue "Reminders over LINE"; days are working days (domain
notes 7).
"""

from dataclasses import dataclass
from datetime import date

from tracker.people.working_days import WorkingCalendar
from tracker.reminders.policy.kinds import Earned, Kind

SILENT_DAYS = 30
ASSIGNMENT_IS_NEWS_DAYS = 30
_WORKING_WEEK = 5
_BEFORE_DUE = (1, 3, 7, 30)
_OPEN = frozenset({"not_started", "in_progress"})


@dataclass(frozen=True)
class TaskFacts:
    """What decides which reminders a task has earned; days, not instants."""

    state: str
    starts_on: date
    due_on: date
    opened_on: date
    assigned_on: date | None = None
    last_reported_on: date | None = None
    return_number: int | None = None
    """The number of the entry by which what was submitted came back, until it is submitted anew."""


@dataclass(frozen=True)
class DirectiveFacts:
    """What decides which reminders a directive has earned."""

    given_on: date
    due_on: date
    is_acknowledged: bool = False
    is_closed: bool = False


def earned(task: TaskFacts, *, today: date, calendar: WorkingCalendar) -> list[Earned]:
    """Return what a task has earned, the most urgent first; nothing when its owner has nothing to do."""
    if task.state not in _OPEN:
        return []
    found: list[Earned] = []
    if task.return_number is not None:
        found.append(Earned(Kind.RETURNED, f"r{task.return_number}"))
    found += _deadline(task, today, calendar)
    found += _assigned(task, today)
    if not any(
        reason.kind in {Kind.LATE, Kind.DUE_TODAY, Kind.DUE_IN_1, Kind.DUE_IN_3, Kind.DUE_IN_7} for reason in found
    ):
        found += _silent(task, today)
    return sorted(found, key=lambda reason: reason.kind.priority)


def earned_by_directive(directive: DirectiveFacts, *, today: date, calendar: WorkingCalendar) -> list[Earned]:
    """Return what a directive has earned, the most urgent first; nothing once it is closed."""
    if directive.is_closed:
        return []
    found: list[Earned] = []
    late = _late_threshold(directive.due_on, today, calendar)
    left = _days_left(directive.due_on, today, calendar)
    if late:
        found.append(Earned(Kind.DIRECTIVE_LATE, f"{directive.due_on}+{late}"))
    elif today <= directive.due_on and left <= 1:
        found.append(Earned(Kind.DIRECTIVE_DUE, f"{directive.due_on}-{left}"))
    if not directive.is_acknowledged:
        found.append(Earned(Kind.DIRECTIVE_GIVEN, directive.given_on.isoformat()))
    return sorted(found, key=lambda reason: reason.kind.priority)


def _deadline(task: TaskFacts, today: date, calendar: WorkingCalendar) -> list[Earned]:
    """Return the newest threshold crossed on the way to the due date, or past it; a new due date is a new ladder."""
    if today > task.due_on:
        late = _late_threshold(task.due_on, today, calendar)
        return [Earned(Kind.LATE, f"{task.due_on}+{late}")] if late else []
    left = _days_left(task.due_on, today, calendar)
    if left == 0:
        return [Earned(Kind.DUE_TODAY, task.due_on.isoformat())]
    crossed = next((threshold for threshold in _BEFORE_DUE if left <= threshold), None)
    # A month ahead is no news of a task whose time has not come: next month's report, a day in the future.
    if crossed is None or (crossed == _BEFORE_DUE[-1] and today < task.starts_on):
        return []
    return [Earned(Kind(f"due_in_{crossed}"), task.due_on.isoformat())]


def _late_threshold(due_on: date, today: date, calendar: WorkingCalendar) -> int:
    """Return the newest of 1, 3, 7 and then every further working week, in working days late; 0 for none."""
    days = calendar.working_days_between(due_on, today)
    if days >= 7:
        return 7 + (days - 7) // _WORKING_WEEK * _WORKING_WEEK
    return max((threshold for threshold in (1, 3) if days >= threshold), default=0)


def _days_left(due_on: date, today: date, calendar: WorkingCalendar) -> int:
    return calendar.working_days_between(today, calendar.effective_due(due_on))


def _assigned(task: TaskFacts, today: date) -> list[Earned]:
    """Tell of an assignment nobody has answered by a report, while it is news; silence takes over after that."""
    since = task.assigned_on or task.opened_on
    is_answered = task.last_reported_on is not None and task.last_reported_on >= since
    if is_answered or (today - since).days >= ASSIGNMENT_IS_NEWS_DAYS:
        return []
    return [Earned(Kind.ASSIGNED, since.isoformat())]


def _silent(task: TaskFacts, today: date) -> list[Earned]:
    """Tell of a task that has begun and has had no report for 30 days, and again after every 30 more."""
    heard_on = max(day for day in (task.starts_on, task.opened_on, task.last_reported_on) if day is not None)
    times = (today - heard_on).days // SILENT_DAYS
    return [Earned(Kind.SILENT, f"{heard_on}+{times * SILENT_DAYS}")] if times > 0 else []
