"""Where a task stands: each task in exactly one place, so that the numbers of boards and lists add up."""

from datetime import date
from enum import StrEnum

from tracker.people.working_days import WorkingCalendar
from tracker.tasks import timeliness
from tracker.tasks.timeliness import Timeliness


class Standing(StrEnum):
    """Where a task stands, each task in exactly one place; late comes before what its owner said."""

    LATE = "late"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    DONE = "done"
    NOT_DONE = "not_done"

    @property
    def label(self) -> str:
        """The standing as the board names it."""
        return {
            Standing.LATE: "ล่าช้า",
            Standing.NOT_STARTED: "ยังไม่ดำเนินการ",
            Standing.IN_PROGRESS: "อยู่ระหว่างดำเนินการ",
            Standing.WAITING: "รอตรวจ",
            Standing.DONE: "ดำเนินการแล้วเสร็จ",
            Standing.NOT_DONE: "ไม่ได้ดำเนินการ",
        }[self]

    @property
    def tone(self) -> str:
        """The colour word of the standing."""
        return {
            Standing.LATE: "bad",
            Standing.NOT_STARTED: "neutral",
            Standing.IN_PROGRESS: "info",
            Standing.WAITING: "warn",
            Standing.DONE: "good",
            Standing.NOT_DONE: "closed",
        }[self]


def standing_of(state: str, due_on: date, *, today: date, calendar: WorkingCalendar) -> Standing:
    """Return where a task stands."""
    how = timeliness.timeliness(state, due_on, today=today, calendar=calendar)
    if how is Timeliness.LATE:
        return Standing.LATE
    return {
        "not_started": Standing.NOT_STARTED,
        "in_progress": Standing.IN_PROGRESS,
        "submitted": Standing.WAITING,
        "done": Standing.DONE,
    }.get(state, Standing.NOT_DONE)
