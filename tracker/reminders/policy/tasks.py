"""Which reminders a task has earned by today.

The question is never "is today exactly seven days before?" but "which thresholds has it crossed?": a missed day is
caught up with, and of each ladder only the newest threshold counts, so that catching up is no flood. What a person has
been told already is taken away by the planner. Rules: issue "Reminders that arrive once"; days are working days (domain
notes 7).
"""

from dataclasses import dataclass
from datetime import date

from tracker.people.working_days import WorkingCalendar
from tracker.reminders.policy.kinds import Earned, Kind
from tracker.reminders.policy.rules import Rules

ASSIGNMENT_IS_NEWS_DAYS = 30
STARTING_IS_NEWS_DAYS = 5
"""Working days within which a beginning is caught up with; after that the deadline and silence speak."""

_BEFORE_DUE = (Kind.DUE_IN_30, Kind.DUE_IN_7, Kind.DUE_IN_3, Kind.DUE_IN_1)
_NEAR = frozenset({Kind.LATE, Kind.DUE_TODAY, Kind.DUE_IN_1, Kind.DUE_IN_3})
_OPEN = frozenset({"not_started", "in_progress"})
_DEFAULT = Rules()


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
    returned_on: date | None = None
    has_evidence: bool = True


def earned(task: TaskFacts, *, today: date, calendar: WorkingCalendar, rules: Rules = _DEFAULT) -> list[Earned]:
    """Return what a task has earned by a day, the most urgent first; done work only the proof it lacks."""
    if task.opened_on > today:
        return []  # Whose week began before the task did hears of it next week.
    if task.state not in _OPEN:
        found = _unproven(task, today, calendar, rules)
    else:
        deadline = _deadline(task, today, calendar, rules)
        found = [*_returned(task, today), *deadline, *_assigned(task, today)]
        if not any(reason.kind in _NEAR for reason in deadline):
            found += _started(task, today, calendar)
        if not any(reason.kind in _NEAR or reason.kind is Kind.DUE_IN_7 for reason in deadline):
            found += _silent(task, today, rules)
    return sorted((one for one in found if rules.wants(one.kind)), key=lambda one: one.kind.priority)


def late_threshold(due_on: date, today: date, calendar: WorkingCalendar, rules: Rules) -> int:
    """Return the newest of 1, 3, 7 and then every further working week, in working days late; 0 for none."""
    days, last = calendar.working_days_between(due_on, today), rules.late[-1]
    if days >= last:
        return last + (days - last) // rules.late_every * rules.late_every
    return max((threshold for threshold in rules.late if days >= threshold), default=0)


def days_left(due_on: date, today: date, calendar: WorkingCalendar) -> int:
    """Count the working days left; what is due on a day off is due the working day before."""
    return calendar.working_days_between(today, calendar.effective_due(due_on))


def _deadline(task: TaskFacts, today: date, calendar: WorkingCalendar, rules: Rules) -> list[Earned]:
    """Return the newest threshold crossed on the way to the due date, or past it; a new due date is a new ladder."""
    if today > task.due_on:
        late = late_threshold(task.due_on, today, calendar, rules)
        return [Earned(Kind.LATE, f"{task.due_on}+{late}")] if late else []
    left = days_left(task.due_on, today, calendar)
    if left == 0:
        return [Earned(Kind.DUE_TODAY, task.due_on.isoformat())]
    crossed = [
        kind for kind, days in zip(_BEFORE_DUE, rules.before_due, strict=True) if left <= days and rules.wants(kind)
    ]
    # A month ahead is no news of a task whose time has not come: next month's report, a day in the future.
    if not crossed or (crossed[-1] is Kind.DUE_IN_30 and today < task.starts_on):
        return []
    return [Earned(crossed[-1], task.due_on.isoformat())]


def _returned(task: TaskFacts, today: date) -> list[Earned]:
    if task.return_number is None or (task.returned_on is not None and task.returned_on > today):
        return []
    return [Earned(Kind.RETURNED, f"r{task.return_number}")]


def _started(task: TaskFacts, today: date, calendar: WorkingCalendar) -> list[Earned]:
    """Tell that a task begins; one that was opened when it had begun is told of as assigned instead."""
    if task.state != "not_started" or not task.opened_on < task.starts_on <= today:
        return []
    begins_on = task.starts_on
    if not calendar.is_working_day(begins_on):
        begins_on = calendar.next_working_day(begins_on)
    if calendar.working_days_between(begins_on, today) > STARTING_IS_NEWS_DAYS:
        return []
    return [Earned(Kind.STARTS_TODAY, task.starts_on.isoformat())]


def _assigned(task: TaskFacts, today: date) -> list[Earned]:
    """Tell of an assignment nobody has answered by a report, while it is news; silence takes over after that."""
    since = task.assigned_on or task.opened_on
    is_answered = task.last_reported_on is not None and task.last_reported_on >= since
    if is_answered or not 0 <= (today - since).days < ASSIGNMENT_IS_NEWS_DAYS:
        return []
    return [Earned(Kind.ASSIGNED, since.isoformat())]


def _silent(task: TaskFacts, today: date, rules: Rules) -> list[Earned]:
    """Tell of a task that has begun and has had no report for 30 days, and again after every 30 more."""
    heard_on = max(day for day in (task.starts_on, task.opened_on, task.last_reported_on) if day is not None)
    times = (today - heard_on).days // rules.silent_days
    return [Earned(Kind.SILENT, f"{heard_on}+{times * rules.silent_days}")] if times > 0 else []


def _unproven(task: TaskFacts, today: date, calendar: WorkingCalendar, rules: Rules) -> list[Earned]:
    """Ask for the evidence of what was done without any: after some days once, and once more after as many again."""
    if task.state != "done" or task.has_evidence or task.last_reported_on is None:
        return []
    days = calendar.working_days_between(task.last_reported_on, today)
    times = min(2, days // rules.evidence_after)
    return [Earned(Kind.CLOSING, f"{task.last_reported_on}+{times}")] if times > 0 else []
