"""A large fictional office in a temporary home, and the people of it who look at pages."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import flask_migrate
import sqlalchemy
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from config import Config
from tests import postgres
from tests.signing_in import sign_in_client
from tracker import clock, logs
from tracker.app import create_app
from tracker.database import db
from tracker.demo.loading import STARTS_AT, Size, load_office
from tracker.people import queries
from tracker.people.models import LocalGovernment, Person

SLUG = "large"
_SIZE = Size(SLUG, people=60, measures=320, is_linked=True)
LEAST_TASKS = 1000


@dataclass(frozen=True)
class LargeOffice:
    """The office that is measured, and how much there is of it."""

    app: Flask
    people: int
    measures: int
    tasks: int

    @property
    def government(self) -> LocalGovernment:
        return queries.government_called(SLUG)

    def client_of(self, username: str) -> FlaskClient:
        """Return a client in which somebody of the office is signed in."""
        return sign_in_client(self.app, self.person(username))

    def person(self, username: str) -> Person:
        return db.session.scalars(select(Person).where(Person.username == f"{username}.{SLUG}")).one()


@contextmanager
def large_office(kind: str) -> Iterator[LargeOffice]:
    """Load the office into a fresh database; it lives on the demo's first day."""
    logs.set_up(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="tracker-benchmarks-") as folder, database(kind, Path(folder)) as url:
        settings = {
            "TRACKER_HOME": folder,
            "TRACKER_DATABASE_URL": url,
            "TRACKER_SECRET_KEY": "a key for benchmarks " * 2,
        }
        app = create_app(Config.from_environment(settings))
        with app.app_context(), clock.stopped(STARTS_AT):
            flask_migrate.upgrade()
            loaded = load_office(_SIZE)
            clock.run_ahead_by(timedelta(0))
            assert loaded.tasks >= LEAST_TASKS, f"only {loaded.tasks} tasks: enlarge the office"
            settle()
            try:
                yield LargeOffice(app, loaded.people, loaded.measures, loaded.tasks)
            finally:
                db.session.remove()
                db.engine.dispose()


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """Yield the address of an empty database."""
    if kind == "SQLite":
        yield f"sqlite:///{folder / 'tracker.sqlite3'}"
        return
    with postgres.cluster() as server:
        engine = sqlalchemy.create_engine(server.format(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE benchmarks")
        engine.dispose()
        yield server.format(database="benchmarks")


def settle() -> None:
    """Let the database know what it holds, as it would after a night."""
    db.session.remove()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
