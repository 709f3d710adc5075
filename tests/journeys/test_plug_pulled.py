"""The plug is pulled while messages are sent, by one sender and by three: everybody still hears exactly once."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders import a_person, a_task, the_unit
from tests.conftest import Clock
from tests.reminders.office import a_channel, link, plan
from tests.simulator.running import SimulatorControl, running_simulator, user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.people import service as people
from tracker.people.roles import Role
from tracker.reminders.models import MessageState, OutgoingMessage

ROOT = Path(__file__).parents[2]
PEOPLE = 20
_PATIENCE_SECONDS = 60


@dataclass
class SendingOffice:
    """An office whose sender is a process of its own, and the LINE it speaks with."""

    app: Flask
    line: SimulatorControl

    @contextmanager
    def sender(self) -> Iterator["subprocess.Popen[bytes]"]:
        """Run a real sender; what is left of it at the end is killed."""
        config = self.app.extensions["config"]
        settings = {
            "PATH": os.environ["PATH"],
            "TRACKER_HOME": str(config.home),
            "TRACKER_DATABASE_URL": config.database_url,
            "TRACKER_SECRET_KEY": config.secret_key,
            "TRACKER_LINE_API_HOST": self.line.host,
        }
        program = [sys.executable, "-m", "tracker.cli", "sender"]
        with subprocess.Popen(program, cwd=ROOT, env=settings, stderr=subprocess.DEVNULL) as process:
            try:
                yield process
            finally:
                process.kill()

    def goes_on_by(self, minutes: int) -> None:
        """Let time pass: leases end, and what failed is due again."""
        with transaction():
            people.move_demo_clock(timedelta(minutes=minutes))

    def states(self) -> Counter[MessageState]:
        """How the messages stand."""
        db.session.rollback()
        return Counter(db.session.scalars(select(OutgoingMessage.state)))

    def has_written(self, least: int) -> bool:
        """Tell whether so many messages are written down as accepted."""
        return self.states()[MessageState.ACCEPTED] >= least

    def delivered(self) -> int:
        """How many messages have arrived on phones."""
        return len(self.line.deliveries())


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path, clock: Clock) -> Iterator[SendingOffice]:
    """Twenty people with phones, each with a task due today and a message that waits; time runs on from here."""
    with running_simulator(tmp_path) as line:
        a_channel()
        for number in range(1, PEOPLE + 1):
            person = a_person(Role.STAFF, unit=the_unit("กองช่าง"))
            link(person, number)
            line.person(user_id(number), person.name)
            a_task(unit=the_unit("กองช่าง"), assignee=person, due_on=date(2026, 3, 31))
        plan()
        with transaction():
            people.start_demo_clock(clock.now - tracker_clock.machine_now())
        yield SendingOffice(committed_app, line)


def test_a_sender_killed_in_the_middle_sends_every_message_exactly_once(office: SendingOffice) -> None:
    """LINE case 10, LINE case 11; `make chaos` does it with more of everything."""
    _killed_after_line_took_a_message(office)
    _killed_at_any_moment_while_answers_are_lost(office)
    _left_in_peace(office)
    received = Counter(delivery["to"] for delivery in office.line.deliveries())
    assert received == {user_id(number): 1 for number in range(1, PEOPLE + 1)}
    assert len({delivery["retry_key"] for delivery in office.line.deliveries()}) == PEOPLE
    asked_again = [request for request in office.line.requests("pushMessage") if request["status"] == 409]
    assert asked_again, "nobody asked again: the plug was not pulled in the middle"


def _killed_after_line_took_a_message(office: SendingOffice) -> None:
    """LINE has the seventh message and more, the answers are on the way, and the machine goes dark."""
    office.line.fault("timeout", accept=True, delay=_PATIENCE_SECONDS, skip=6, count=-1, op="pushMessage")
    with office.sender() as sender:
        _wait_until(lambda: office.delivered() >= 7)
        sender.send_signal(signal.SIGKILL)
        assert sender.wait(5) == -signal.SIGKILL
    assert office.states()[MessageState.SENDING] >= 1
    office.line.no_faults()


def _killed_at_any_moment_while_answers_are_lost(office: SendingOffice) -> None:
    office.goes_on_by(2)
    for position, kind in enumerate(("reset", "500", "drop")):
        office.line.fault(kind, accept=True, skip=3 * position + 1, op="pushMessage")
    office.line.fault("reset", skip=9, op="pushMessage")
    office.line.fault("slow", delay=0.4, count=-1, op="pushMessage")
    with office.sender() as one, office.sender() as another, office.sender():
        for sender, least in ((one, 9), (another, 12)):
            _wait_until(partial(office.has_written, least))
            sender.kill()
            sender.wait(5)
    assert office.states()[MessageState.ACCEPTED] < PEOPLE
    office.line.no_faults()


def _left_in_peace(office: SendingOffice) -> None:
    """Started once more, it makes good what was left, and ends when it is asked to."""
    office.goes_on_by(30)
    with office.sender() as sender:
        _wait_until(lambda: office.states() == {MessageState.ACCEPTED: PEOPLE})
        sender.terminate()
        assert sender.wait(10) == 0


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
