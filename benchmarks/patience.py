"""As long as the application waits for a reader, and no longer."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from tracker.errors import UnreadableDocument

SECONDS = 30


@contextmanager
def patience() -> Iterator[None]:
    """Give up what takes longer than the sandbox of the readers allows; a system without alarms waits."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def give_up(_number: int, _frame: object) -> None:
        raise UnreadableDocument(f"still reading after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
