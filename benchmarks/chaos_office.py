"""The office of a chaos run: people with phones, a message due for each, and senders that are real processes."""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import flask_migrate
from flask import Flask
from sqlalchemy import select

from benchmarks.office import database
from config import Config
from tests.builders import a_person, a_task, the_unit
from tests.reminders.office import a_channel, link, plan
from tests.simulator.running import user_id
from tracker import clock
from tracker.app import create_app
from tracker.database import db, transaction
from tracker.people import service as people
from tracker.people.roles import Role
from tracker.reminders.models import LineChannel, MessageState, OutgoingMessage

_TROUBLE = ("Error:", "job_failed", "job_not_recorded", "Traceback")
ROOT = Path(__file__).parents[1]
STARTS_AT = datetime(2026, 3, 31, 9, 0, tzinfo=clock.BANGKOK).astimezone(UTC)
_SECRET_KEY = "a key that only tests know about"  # noqa: S105 - The key of the tests closes the channel's secrets with.


@dataclass(frozen=True)
class ChaosOffice:
    """An office whose messages wait, and the settings its senders are started with."""

    app: Flask
    settings: dict[str, str]
    people: int

    def sender(self) -> "subprocess.Popen[bytes]":
        """Start a real sender."""
        program = [sys.executable, "-m", "tracker.cli", "sender"]
        with self._log.open("ab") as log:
            return subprocess.Popen(program, cwd=ROOT, env=self.settings, stderr=log)  # noqa: S603

    def troubles(self) -> list[str]:
        """Return what senders complained of in their logs, LINE's failures apart: those are their daily bread."""
        written = self._log.read_text(encoding="utf-8", errors="replace").splitlines() if self._log.exists() else []
        return [line for line in written if any(word in line for word in _TROUBLE)]

    @property
    def _log(self) -> Path:
        return Path(self.settings["TRACKER_HOME"]) / "senders.log"

    def goes_on_by(self, ahead: timedelta, alive: Sequence["subprocess.Popen[bytes]"]) -> None:
        """Let time pass for what waits: failed messages, pauses, the leases of the dead; the living keep theirs.

        The clock itself is left alone: a sender reads how far it is ahead once for each round of deliveries. Messages
        and channel are two transactions: a sender that reads the quota locks them the other way round.
        """
        owners = tuple(_lease_of(sender) for sender in alive)
        with transaction():
            for message in db.session.scalars(select(OutgoingMessage).with_for_update()):
                if message.state is MessageState.WAITING:
                    message.next_attempt_at -= ahead
                elif message.lease_until is not None and not (message.leased_by or "").startswith(owners):
                    message.lease_until -= ahead
        with transaction():
            for channel in db.session.scalars(select(LineChannel).with_for_update()):
                channel.paused_until = channel.paused_until and channel.paused_until - ahead
                channel.quota_read_at = channel.quota_read_at and channel.quota_read_at - ahead

    def states(self) -> Counter[MessageState]:
        """How the messages stand."""
        db.session.rollback()
        return Counter(db.session.scalars(select(OutgoingMessage.state)))

    def in_hand(self, sender: "subprocess.Popen[bytes]") -> dict[str, int]:
        """Return the retry keys of what a sender, dead or alive, is sending, and which attempt of each it is."""
        db.session.rollback()
        sending = select(OutgoingMessage.id, OutgoingMessage.attempts).where(
            OutgoingMessage.state == MessageState.SENDING,
            OutgoingMessage.leased_by.startswith(_lease_of(sender)),
        )
        return {str(key): attempts for key, attempts in db.session.execute(sending)}

    def keys(self) -> set[str]:
        """Return every retry key there is."""
        db.session.rollback()
        return {str(key) for key in db.session.scalars(select(OutgoingMessage.id))}


def _lease_of(sender: "subprocess.Popen[bytes]") -> str:
    return f"sender {sender.pid}/"


@contextmanager
def waiting_office(kind: str, host: str, size: int) -> Iterator[ChaosOffice]:
    """An office on a fresh database, with one message due now for each of its people."""
    with tempfile.TemporaryDirectory(prefix="tracker-chaos-") as folder, database(kind, Path(folder)) as url:
        settings = {
            "TRACKER_HOME": folder,
            "TRACKER_DATABASE_URL": url,
            "TRACKER_SECRET_KEY": _SECRET_KEY,
            "TRACKER_LINE_API_HOST": host,
        }
        app = create_app(Config.from_environment(settings))
        with app.app_context():
            flask_migrate.upgrade()
            with clock.stopped(STARTS_AT):
                _fill(size)
            with transaction():
                people.start_demo_clock(STARTS_AT - clock.machine_now())
            try:
                yield ChaosOffice(app, {**settings, "PATH": os.environ["PATH"]}, size)
            finally:
                db.session.remove()
                db.engine.dispose()


def _fill(size: int) -> None:
    a_channel()
    for number in range(1, size + 1):
        person = a_person(Role.STAFF, unit=the_unit("กองช่าง"))
        link(person, number)
        a_task(unit=the_unit("กองช่าง"), assignee=person, due_on=clock.today())
    plan()
    waiting = Counter(db.session.scalars(select(OutgoingMessage.state)))
    assert waiting == {MessageState.WAITING: size}, waiting


def phones(size: int) -> list[str]:
    """Return the LINE user ids of an office's people."""
    return [user_id(number) for number in range(1, size + 1)]
