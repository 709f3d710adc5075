"""A search that never ends is a failing test, not a run that hangs."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SECONDS = 60  # Of the processor, a thousand times what the reading of any cell takes.


@contextmanager
def that_ends() -> Iterator[None]:
    """Stop the body with an `AssertionError` once it has thought for a minute: this tells endless from slow, no more.

    A pattern that tries every way of parting a long text looks for a signal now and then, so it can be stopped.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"it does not end: {_SECONDS} seconds of the processor are gone")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
