"""The only reader of the system clock; asked once, at the door, and passed on as an argument.

A demo database carries its own time: the door that opens a request or a job sets how far that
time is from the machine's. A command given `--at`, and a test, stop the clock at an instant.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")

_offset: ContextVar[timedelta] = ContextVar("clock_offset", default=timedelta(0))
_stopped_at: datetime | None = None


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return _stopped_at if _stopped_at is not None else machine_now() + _offset.get()


def today() -> date:
    """Return the date it is in Bangkok."""
    return now().astimezone(BANGKOK).date()


def machine_now() -> datetime:
    """Return what the machine's own clock says, whatever time the installation lives in."""
    return datetime.now(UTC)


def run_ahead_by(offset: timedelta) -> None:
    """Let this request or job live `offset` after the machine's own time."""
    _offset.set(offset)


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """Hold the clock of this process at one aware instant, as `--at` does."""
    global _stopped_at
    before, _stopped_at = _stopped_at, at.astimezone(UTC)
    try:
        yield
    finally:
        _stopped_at = before
