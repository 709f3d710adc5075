"""The process that speaks with LINE: acts on events within a second and hands over what is due; rests when idle."""

import logging
import signal
import threading

from flask import Flask

from jobs import watching
from jobs.watching import Duty
from tracker.health.queries import messages

_log = logging.getLogger(__name__)

_PAUSE_SECONDS = 0.5


def serve(app: Flask) -> None:
    """Work until SIGTERM or SIGINT; what is in hand is finished first."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _signal, _frame: stopping.set())
    _log.info("sender_started")
    duties = (Duty("process-events", messages.has_events), Duty("deliver-messages", messages.has_messages))
    # Each has a thread of its own: while LINE is slow to take a message, what people tell us is answered all the same.
    threads = [watching.begin(app, duty, stopping) for duty in duties]
    for thread in threads:
        while thread.is_alive():
            thread.join(_PAUSE_SECONDS)  # A moment at a time, so that signals are heard.
    _log.info("sender_stopped")
