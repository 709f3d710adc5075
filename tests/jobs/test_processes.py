"""The scheduler and the sender as processes of their own: they work, and stop when told."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from jobs import schedule
from tests.builders import a_government, a_person
from tests.reminders.office import a_channel
from tests.simulator.running import user_id
from tracker.database import db, transaction
from tracker.health.models import JobRun
from tracker.people.models import LineLinkCode
from tracker.people.roles import Role
from tracker.reminders.models import EventState, IncomingEvent

_PATIENCE_SECONDS = 60.0


@pytest.fixture
def environment(committed_app: Flask) -> dict[str, str]:
    """The settings under which a process finds the database of this test."""
    config = committed_app.extensions["config"]
    return {
        "PATH": os.environ["PATH"],
        "TRACKER_HOME": str(config.home),
        "TRACKER_DATABASE_URL": config.database_url,
        "TRACKER_SECRET_KEY": config.secret_key,
    }


@pytest.fixture
def started(environment: dict[str, str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes a test has started; none outlives it."""
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()


def _start(name: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", name],
        env=environment,
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
    )


def _runs() -> dict[str, bool | None]:
    db.session.rollback()
    return {run.name: run.succeeded for run in db.session.scalars(select(JobRun).order_by(JobRun.id))}


def _until(is_so: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not is_so():
        assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
        assert time.monotonic() < deadline, f"not in time: {_runs()}"
        time.sleep(0.2)


def test_the_scheduler_catches_up_at_its_start_and_stops_when_told(
    committed_app: Flask, environment: dict[str, str], started: list[subprocess.Popen[bytes]]
) -> None:
    a_government()
    person = a_person(Role.MAYOR)
    with transaction():
        db.session.add(
            LineLinkCode(
                government_id=person.government_id,
                person_id=person.id,
                code_hash="used",
                created_at=datetime(2020, 1, 1, tzinfo=UTC),
                expires_at=datetime(2020, 1, 2, tzinfo=UTC),
            )
        )

    process = _start("scheduler", environment)
    started.append(process)
    planned = {job.name for job in schedule.JOBS if not job.plan.is_sender}
    _until(lambda: {name for name, succeeded in _runs().items() if succeeded is not None} == planned, process)

    process.send_signal(signal.SIGTERM)
    assert process.wait(_PATIENCE_SECONDS) == 0
    assert set(_runs().values()) == {True}
    assert db.session.scalars(select(LineLinkCode)).all() == []


def test_the_sender_acts_on_an_event_it_finds_and_stops_when_told(
    committed_app: Flask, environment: dict[str, str], started: list[subprocess.Popen[bytes]]
) -> None:
    government = a_government()
    a_channel()
    process = _start("sender", environment)
    started.append(process)
    _until(lambda: set(_runs()) == {"process-events", "deliver-messages"}, process)

    with transaction():
        db.session.add(
            IncomingEvent(
                government_id=government.id,
                webhook_event_id="1",
                kind="follow",
                payload={"type": "follow", "source": {"type": "user", "userId": user_id(1)}, "mode": "active"},
                received_at=datetime.now(UTC),  # noqa: TID251 (another process looks at the machine's clock)
                state=EventState.RECEIVED,
            )
        )
    _until(lambda: bool(_runs()) and db.session.scalar(select(IncomingEvent.state)) == EventState.DONE, process)

    process.send_signal(signal.SIGTERM)
    assert process.wait(_PATIENCE_SECONDS) == 0
