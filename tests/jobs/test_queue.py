"""Several machines: two senders and two schedulers share one PostgreSQL; one of them dies, and nobody notices."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from jobs import queue
from tests.browser import Browser
from tests.builders import a_government, a_person, a_task, the_unit
from tests.conftest import Clock
from tests.documents.uploading import upload
from tests.reminders.office import a_channel, link
from tests.signing_in import sign_in_client
from tests.simulator.running import SimulatorControl, running_simulator, user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.health.models import JobRun
from tracker.people import service as people
from tracker.people.roles import Role
from tracker.reminders.models import EventState, IncomingEvent, MessageState, OutgoingMessage
from tracker.waking import PLANNING, SENDING, Queueing

PEOPLE = 12
_PATIENCE_SECONDS = 60.0

pytestmark = pytest.mark.parametrize("template", ["postgresql"], indirect=True)


@dataclass
class Machines:
    """An installation of several machines, and the LINE it speaks with."""

    app: Flask
    line: SimulatorControl
    processes: ExitStack
    running: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def start(self, name: str) -> "subprocess.Popen[bytes]":
        """Start a worker as a machine does; the test's end kills it."""
        config = self.app.extensions["config"]
        settings = {
            "PATH": os.environ["PATH"],
            "TRACKER_HOME": str(config.home),
            "TRACKER_DATABASE_URL": config.database_url,
            "TRACKER_SECRET_KEY": config.secret_key,
            "TRACKER_JOBS": "procrastinate",
            "TRACKER_LINE_API_HOST": self.line.host,
        }
        program = [sys.executable, "-m", "tracker.cli", name]
        process = subprocess.Popen(program, cwd=Path(__file__).parents[2], env=settings, stderr=subprocess.DEVNULL)
        self.processes.callback(process.wait, 5)
        self.processes.callback(process.kill)
        self.running.append(process)
        return process

    def messages(self) -> Counter[MessageState]:
        """How the messages stand."""
        db.session.rollback()
        return Counter(db.session.scalars(select(OutgoingMessage.state)))


@pytest.fixture
def machines(committed_app: Flask, tmp_path: Path, clock: Clock) -> Iterator[Machines]:
    """Twelve people with phones, each with a task due today; nothing is planned yet, and time runs on from here."""
    queue.install(committed_app.extensions["config"].database_url)
    with running_simulator(tmp_path) as line, ExitStack() as processes:
        a_channel()
        for number in range(1, PEOPLE + 1):
            person = a_person(Role.STAFF, unit=the_unit("กองช่าง"))
            link(person, number)
            line.person(user_id(number), person.name)
            a_task(unit=the_unit("กองช่าง"), assignee=person, due_on=date(2026, 3, 31))
        with transaction():
            people.start_demo_clock(clock.now - tracker_clock.machine_now())
        yield Machines(committed_app, line, processes)


def test_two_machines_share_the_work_and_a_dead_one_is_not_missed(machines: Machines) -> None:
    machines.line.fault("slow", delay=0.2, count=-1, op="pushMessage")
    machines.start("scheduler")
    machines.start("scheduler")
    busy = machines.start("sender")
    _wait_until(lambda: len(machines.line.deliveries()) >= 3)
    machines.start("sender")
    busy.send_signal(signal.SIGKILL)
    _wait_until(lambda: sum(machines.messages().values()) == PEOPLE)
    _release_what_the_dead_held()
    _wait_until(lambda: machines.messages() == {MessageState.ACCEPTED: PEOPLE})
    received = Counter(delivery["to"] for delivery in machines.line.deliveries())
    assert received == {user_id(number): 1 for number in range(1, PEOPLE + 1)}
    assert {run.name for run in db.session.scalars(select(JobRun))} >= {"plan-reminders", "deliver-messages", "tidy"}


def test_what_a_person_presses_wakes_a_sender_without_any_timetable(machines: Machines) -> None:
    machines.start("sender")
    with transaction():
        event = IncomingEvent(
            government_id=a_government().id,
            webhook_event_id="01",
            kind="follow",
            payload={"type": "follow", "source": {"type": "user", "userId": user_id(1)}, "mode": "active"},
            received_at=tracker_clock.now(),
        )
        db.session.add(event)
        Queueing().wake("process-events", a_government().id, queue=SENDING)
    _wait_until(lambda: _state_of_events() == {EventState.DONE: 1})


def test_the_same_work_waits_once_and_never_when_the_transaction_fails(machines: Machines) -> None:
    with transaction():
        for _ in range(3):
            Queueing().wake("deliver-messages", 1, queue=SENDING)
    with pytest.raises(ZeroDivisionError):
        _wake_in_vain()
    assert db.session.execute(select(func.count()).select_from(text("procrastinate_jobs"))).scalar() == 1


def test_a_document_handed_in_wakes_whoever_reads(machines: Machines) -> None:
    machines.app.extensions["machinery"] = replace(machines.app.extensions["machinery"], waker=Queueing())
    coordinator = Browser(sign_in_client(machines.app, a_person(Role.COORDINATOR)))
    upload(coordinator, "1. จัดทำคู่มือการให้บริการประชาชน".encode(), "แผน.txt")
    upload(coordinator, "1. จัดทำคู่มือการให้บริการของกองช่าง".encode(), "แผน ๒.txt")
    waiting = db.session.execute(text("SELECT args, queue_name, queueing_lock FROM procrastinate_jobs")).all()
    asked = {"job": "analyse-documents", "government_id": a_government().id}
    assert [tuple(row) for row in waiting] == [(asked, PLANNING, f"analyse-documents:{a_government().id}")]


def test_a_worker_without_the_tables_of_the_queue_says_what_to_do(committed_app: Flask) -> None:
    config = committed_app.extensions["config"]
    settings = {
        "PATH": os.environ["PATH"],
        "TRACKER_HOME": str(config.home),
        "TRACKER_DATABASE_URL": config.database_url,
        "TRACKER_SECRET_KEY": "a key of more than thirty-two letters",
        "TRACKER_JOBS": "procrastinate",
    }
    for name in ("sender", "scheduler", "web"):
        program = [sys.executable, "-m", "tracker.cli", name]
        ended = subprocess.run(program, cwd=Path(__file__).parents[2], env=settings, capture_output=True, timeout=60)
        assert ended.returncode == 1
        assert "tracker migrate" in ended.stderr.decode()


def _wake_in_vain() -> None:
    with transaction():
        Queueing().wake("deliver-messages", 2, queue=SENDING)
        raise ZeroDivisionError


def _release_what_the_dead_held() -> None:
    """Whatever it had in hand is leased for a minute: let it pass."""
    with transaction():
        people.move_demo_clock(timedelta(minutes=2))


def _state_of_events() -> Counter[EventState]:
    db.session.rollback()
    return Counter(db.session.scalars(select(IncomingEvent.state)))


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)
