"""How fast one sender delivers: the digests of an office, to a LINE that answers at once, and one that takes 50 ms.

LINE takes 2,000 pushes a second (LINE, "Rate limits"); an office of 500 people needs them in a morning.
"""

import logging
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.chaos_office import ROOT, STARTS_AT, phones, waiting_office
from benchmarks.measuring import Line, counted_queries, machine, table
from tests.builders import the_system
from tests.reminders.office import BASE_URL
from tests.simulator.running import ACCESS_TOKEN, SimulatorControl
from tracker import clock, logs
from tracker.messaging.line import LineMessenger
from tracker.reminders.delivery import Sending, deliver_waiting
from tracker.reminders.models import MessageState

PEOPLE = 300
_PATIENCE_SECONDS = 20
_SERVE = """
import sys
from pathlib import Path
from tracker.simulator import serve
serve(Path(sys.argv[1]), "127.0.0.1", int(sys.argv[2]))
"""


def measure(kind: str, size: int = PEOPLE) -> list[Line]:
    """Return how long a morning's messages take, and how many that is a second."""
    found = []
    for name, delay in (("at once", 0.0), ("after 50 ms", 0.05)):
        with simulator_process() as line:
            line.users([{"user_id": user} for user in phones(size)])
            if delay:
                line.fault("slow", delay=delay, count=-1, op="pushMessage")
            with waiting_office(kind, line.host, size), clock.stopped(STARTS_AT):
                sending = Sending(the_system(), LineMessenger(ACCESS_TOKEN, host=line.host), BASE_URL)
                with counted_queries() as queries:
                    began, worked = time.perf_counter(), time.process_time()
                    ended = deliver_waiting(sending, now=clock.now, most=size)
                    seconds, work = time.perf_counter() - began, time.process_time() - worked
            assert ended[MessageState.ACCEPTED] == size, ended
            assert len(line.deliveries()) == size
        each = Line(f"deliver {size} messages, LINE answers {name}", f"{seconds:.1f} s", size=f"{size / seconds:.0f}/s")
        found += [
            each,
            Line("  our own work for one of them", f"{1000 * work / size:.0f} ms", queries=len(queries) // size),
        ]
    return found


@contextmanager
def simulator_process() -> Iterator[SimulatorControl]:
    """Run the simulator as a process of its own, as LINE is no part of ours."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="tracker-line-") as folder:
        command = [sys.executable, "-c", _SERVE, str(Path(folder) / "line.db"), str(port)]
        with subprocess.Popen(command, cwd=ROOT) as process:  # noqa: S603 - Our own program.
            try:
                _wait_for(port)
                line = SimulatorControl(f"http://127.0.0.1:{port}")
                line.channel(quota=None)
                yield line
            finally:
                process.kill()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("the simulator does not start")


if __name__ == "__main__":
    logs.set_up(logging.CRITICAL)
    for database in ("SQLite", "PostgreSQL"):
        print(machine(database))
        print(table(measure(database)))
