"""On time, due soon, late, silent: derived from a task's state, its dates and today; never stored.

Days are counted as the office works them (`WorkingCalendar`); states are the values of `TaskState`.
"""

from datetime import date
from enum import StrEnum

from tracker.people.working_days import WorkingCalendar

SOON_WORKING_DAYS = 7
SILENT_DAYS = 30

_OPEN = frozenset({"not_started", "in_progress"})


class Timeliness(StrEnum):
    """How a task stands against the calendar, the most urgent first."""

    LATE = "late"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    ON_TIME = "on_time"
    WAITING = "waiting"
    DONE = "done"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The word pages and cards use."""
        return {
            Timeliness.LATE: "ล่าช้า",
            Timeliness.DUE_TODAY: "ครบกำหนดวันนี้",
            Timeliness.DUE_SOON: "ใกล้ครบกำหนด",
            Timeliness.ON_TIME: "ตามกำหนด",
            Timeliness.WAITING: "รอตรวจ",
            Timeliness.DONE: "แล้วเสร็จ",
            Timeliness.CLOSED: "ปิดแล้ว",
        }[self]

    @property
    def tone(self) -> str:
        """The colour word."""
        return {
            Timeliness.LATE: "bad",
            Timeliness.DUE_TODAY: "warn",
            Timeliness.DUE_SOON: "warn",
            Timeliness.ON_TIME: "info",
            Timeliness.WAITING: "warn",
            Timeliness.DONE: "good",
            Timeliness.CLOSED: "neutral",
        }[self]


def timeliness(state: str, due_on: date, *, today: date, calendar: WorkingCalendar) -> Timeliness:
    """Return how a task stands: by its state when nobody waits for its owner any more, else by the calendar."""
    if state not in _OPEN:
        return {"submitted": Timeliness.WAITING, "done": Timeliness.DONE}.get(state, Timeliness.CLOSED)
    if today > due_on:
        return Timeliness.LATE
    left = days_left(due_on, today=today, calendar=calendar)
    if left == 0:
        return Timeliness.DUE_TODAY
    return Timeliness.DUE_SOON if left <= SOON_WORKING_DAYS else Timeliness.ON_TIME


def days_left(due_on: date, *, today: date, calendar: WorkingCalendar) -> int:
    """Count the working days left; none on the last; what is due on a day off is due the working day before."""
    return calendar.working_days_between(today, calendar.effective_due(due_on))


def days_late(due_on: date, *, today: date, calendar: WorkingCalendar) -> int:
    """Count the working days since a due date; none until the first working day after it."""
    return calendar.working_days_between(due_on, today)


def last_heard_on(starts_on: date, opened_on: date, last_reported_on: date | None) -> date:
    """Return since when a task has been silent: its last report, and before any, its beginning."""
    beginning = max(starts_on, opened_on)
    return beginning if last_reported_on is None else max(beginning, last_reported_on)


def is_silent(state: str, heard_on: date, *, today: date) -> bool:
    """Tell whether an open task has had no report for 30 days."""
    return state in _OPEN and (today - heard_on).days >= SILENT_DAYS


def urgency(how: Timeliness, due_on: date) -> tuple[int, date]:
    """Return a key that sorts the most urgent first: late since longest, then what is due next."""
    return list(Timeliness).index(how), due_on
