"""The kill test: `python -m benchmarks.chaos [--mock line_mock.py]`; prints sent, doubled and lost.

Three senders deliver 150 messages to a LINE that fails on half of the requests, and twenty times one of them is killed
with SIGKILL. Against the simulator a kill strikes at any moment.

Against a server whose record is judged, a kill is held back while a request of the victim's is being written, and
between LINE's 200 and the victim's commit. Killed there, a message is still delivered once (the next attempt is told
409), but half a request is on LINE's record, or LINE's rule "do not repeat after 2xx" is broken: nobody can keep it, as
whoever knew of the 200 is dead. So a victim is stopped (SIGSTOP) and looked at; it goes on unless all it has in hand
has arrived whole and has had no such answer. `--any-moment` kills there too; the record then names those.
"""

import argparse
import logging
import random
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.chaos_line import ONLY_WHO_IS_KNOWN, Line, python_for, recording_server, report, simulator
from benchmarks.chaos_office import ChaosOffice, phones, waiting_office
from tracker import logs
from tracker.reminders.models import MessageState

MESSAGES, SENDERS, KILLS = 150, 3, 20
_CHANCE = random.SystemRandom()
_PATIENCE_SECONDS = 600
_QUIET_SECONDS = 1.8
"""So long no request: nobody is at work, and a Retry-After of a second is over."""
_SETTLED_SECONDS = 0.3
_BUSY_SECONDS = 4.0
_LEAP, _LONGEST_LEAP = timedelta(minutes=2), timedelta(minutes=16)

_LOST = ("500", "503", "502-html", "garbage200", "truncate", "reset", "drop")
_EACH, _HANGING = 0.03, 0.09  # Together about half of the requests.


def faults() -> list[dict[str, Any]]:
    """Return what goes wrong: every way to lose an answer, with and without LINE's having taken the message."""
    every: list[dict[str, Any]] = [
        {"kind": "timeout", "accept": True, "delay": 1.2, "prob": _HANGING},
        {"kind": "timeout", "delay": 1.2, "prob": _HANGING},
        *({"kind": kind, "accept": accept, "prob": _EACH} for kind in _LOST for accept in (True, False)),
        {"kind": "429", "prob": _EACH / 2},
        {"kind": "429", "retry_after": 1, "prob": _EACH / 2},
        {"kind": "429-monthly", "prob": 0.02, "count": 2},
        {"kind": "slow", "delay": 0.25},
    ]
    return [{"op": "pushMessage", "count": -1, **each} for each in every]


@dataclass
class Run:
    """One chaos run: who sends, who was killed, and in the middle of what."""

    office: ChaosOffice
    line: Line
    is_careful: bool
    senders: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    kills: int = 0
    in_the_middle: int = 0
    held_back: int = 0

    def start(self) -> None:
        """Start as many senders as there should be."""
        self.senders = [sender for sender in self.senders if sender.poll() is None]
        while len(self.senders) < SENDERS:
            self.senders.append(self.office.sender())

    def kill_one(self) -> None:
        """Kill a sender at a moment of chance, in the middle of a message if one comes soon."""
        time.sleep(_CHANCE.uniform(0, 0.3))
        victim = self._busy_one()
        while self.is_careful and not self._is_stopped_cleanly(victim):
            self.held_back += 1
            victim.send_signal(signal.SIGCONT)
            time.sleep(_CHANCE.uniform(0.05, 0.3))
            victim = self._busy_one()
        victim.kill()
        victim.wait()
        self.kills += 1
        self.in_the_middle += bool(self.office.in_hand(victim))
        self.start()

    def _busy_one(self) -> "subprocess.Popen[bytes]":
        """Return a sender that has a message in hand, or any when nobody has for a while."""
        deadline = time.monotonic() + _BUSY_SECONDS
        while time.monotonic() < deadline:
            busy = [sender for sender in self.senders if self._taken(sender)]
            if busy:
                return _CHANCE.choice(busy)
            time.sleep(0.02)
        return _CHANCE.choice(self.senders)

    def _taken(self, sender: "subprocess.Popen[bytes]") -> set[str]:
        """Return what a sender has in hand; a careful killer looks for what LINE leaves without an answer."""
        in_hand = set(self.office.in_hand(sender))
        return in_hand & self.line.hanging_keys() if in_hand and self.is_careful else in_hand

    def _is_stopped_cleanly(self, victim: "subprocess.Popen[bytes]") -> bool:
        """Stop a sender, and tell whether all it has in hand has arrived whole at LINE and was not answered well."""
        victim.send_signal(signal.SIGSTOP)
        time.sleep(_SETTLED_SECONDS)
        unanswered = self.line.unanswered()
        return all(unanswered[key] >= attempts for key, attempts in self.office.in_hand(victim).items())

    def wait(self, accepted: int) -> None:
        """Wait until so many messages are written down as accepted; let time pass when nobody has anything to do."""
        deadline, seen, since = time.monotonic() + _PATIENCE_SECONDS, -1, time.monotonic()
        leap = _LEAP
        while self.office.states()[MessageState.ACCEPTED] < accepted:
            if time.monotonic() > deadline:
                raise SystemExit(f"it does not end: {dict(self.office.states())}")
            if any(sender.poll() is not None for sender in self.senders):
                raise SystemExit("a sender ended by itself; see what `tracker sender` says")
            number = len(self.line.pushes())
            if number != seen:
                seen, since, leap = number, time.monotonic(), _LEAP
            elif time.monotonic() - since > _QUIET_SECONDS:
                self.office.goes_on_by(leap, self.senders)
                since, leap = time.monotonic(), min(2 * leap, _LONGEST_LEAP)
            time.sleep(0.15)

    def end(self) -> None:
        """Ask the senders to stop, and wait."""
        for sender in self.senders:
            sender.terminate()
        for sender in self.senders:
            try:
                sender.wait(30)
            except subprocess.TimeoutExpired:
                sender.kill()


def chaos(run: Run, size: int, kills: int) -> None:
    """Kill senders while messages are delivered, then leave the rest in peace."""
    run.line.arm(faults())
    run.start()
    try:
        for number in range(1, kills + 1):
            run.wait(accepted=number * (size - 15) // kills)
            run.kill_one()
        run.line.disarm()
        run.wait(accepted=size)
    finally:
        run.end()


def verdict(run: Run, size: int) -> int:
    """Print what arrived; return how much is doubled or lost, or not as the office believes."""
    received = Counter(user for user, _key in run.line.received())
    doubled = sum(number - 1 for number in received.values())
    lost = len(set(phones(size)) - set(received))
    keys = {key for _user, key in run.line.received()}
    pushes = run.line.pushes()
    statuses = Counter(str(each["status"]) for each in pushes)
    failed = sum(1 for each in pushes if each["fault"] and "slow" not in str(each["fault"]))
    print(f"  requests {len(pushes)}, failed on purpose {failed}: {dict(sorted(statuses.items()))}")
    print(f"  kills {run.kills}, in the middle of a message {run.in_the_middle}, put off by a moment {run.held_back}")
    print(f"  sent {len(received)}  doubled {doubled}  lost {lost}\n")
    for trouble in run.office.troubles()[:10]:
        print(f"  a sender said: {trouble[-600:]}")
    strange = len(keys ^ run.office.keys()) + (run.office.states() != {MessageState.ACCEPTED: size})
    if strange:
        print(f"  the office believes otherwise: {dict(run.office.states())}")
    return doubled + lost + strange + (run.kills < 1)


def one_run(kind: str, line: Line, given: argparse.Namespace) -> int:
    """Run on one kind of database against one LINE; return how much is wrong."""
    print(f"{given.messages} messages, {SENDERS} senders, {given.kills} kills, {kind}, against {line.name}", flush=True)
    line.register(phones(given.messages))
    with waiting_office(kind, line.host, given.messages) as office:
        run = Run(office, line, is_careful=line.log is not None and not given.any_moment)
        chaos(run, given.messages, given.kills)
        return verdict(run, given.messages)


def main(arguments: Sequence[str] | None = None) -> None:
    given = _arguments(arguments)
    logs.set_up(logging.CRITICAL)
    wrong, judged, begun = 0, 0, time.monotonic()
    for kind in given.databases:
        with tempfile.TemporaryDirectory(prefix="tracker-chaos-line-") as folder:
            if given.mock is None:
                with simulator(Path(folder)) as line:
                    wrong += one_run(kind, line, given)
                continue
            python = python_for(given.mock, given.mock_python)
            with recording_server(given.mock, python, Path(folder), "--quota", "-1", *ONLY_WHO_IS_KNOWN) as line:
                wrong += one_run(kind, line, given)
                assert line.log is not None
                judged += report(given.mock, python, line.log)
    arrived = "everything arrived once" if not wrong else "NOT everything arrived once"
    record = "" if not judged else ", LINE's rules were NOT all kept"
    print(f"{arrived}{record}, {time.monotonic() - begun:.0f} s")
    raise SystemExit(1 if wrong or judged else 0)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chaos", description=__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--database", dest="databases", action="append", choices=("SQLite", "PostgreSQL"))
    parser.add_argument("--mock", type=Path, help="a server that speaks as LINE does and judges its record")
    parser.add_argument("--mock-python", default="", help="a Python with pyyaml and jsonschema, to run it with")
    parser.add_argument("--any-moment", action="store_true", help="kill between LINE's 200 and our commit, too")
    given = parser.parse_args(arguments)
    given.databases = given.databases or ["SQLite", "PostgreSQL"]
    return given


if __name__ == "__main__":
    main()
