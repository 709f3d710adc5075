"""The fixtures every test may ask for; data comes from builders, the outside world from real servers."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import flask_migrate
import pytest
import sqlalchemy
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy import event

from config import Config
from tests import postgres
from tests.browser import Browser
from tests.signing_in import sign_in_client
from tracker import clock as tracker_clock
from tracker.app import create_app
from tracker.database import db

BANGKOK = ZoneInfo("Asia/Bangkok")

# How long an example takes says how busy the machine is; benchmarks measure.
settings.register_profile("untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


class Clock:
    """The clock of a test: it stands still until told the time, in Bangkok."""

    def set(self, text: str) -> datetime:
        """Set the time, such as `2026-03-31 09:00`; return the instant."""
        tracker_clock._stopped_at = datetime.fromisoformat(text).replace(tzinfo=BANGKOK).astimezone(UTC)
        return tracker_clock._stopped_at

    @property
    def now(self) -> datetime:
        """The instant it is."""
        return tracker_clock.now()


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    """Every test begins on Tuesday 31 March 2569 at 9 o'clock."""
    clock = Clock()
    clock.set("2026-03-31 09:00")
    yield clock
    tracker_clock._stopped_at = None


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL of our own; without one a person's run skips loudly, and CI fails."""
    try:
        with postgres.cluster() as url:
            yield url
    except postgres.PostgresMissing as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing))
        pytest.skip(f"PostgreSQL MISSING, only SQLite is tested: {missing}")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder for the applications of this run."""
    return tmp_path_factory.mktemp("home")


def config_for(url: str, home: Path) -> Config:
    """Return the settings of a test installation."""
    return Config.from_environment(
        {
            "TRACKER_HOME": str(home),
            "TRACKER_DATABASE_URL": url,
            "TRACKER_SECRET_KEY": "a key that only tests know about",
        }
    )


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    """The templates made so far: pytest sets up one kind again whenever it has run tests of the other between."""
    return {}


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def template(request: pytest.FixtureRequest, home: Path, templates: dict[str, str]) -> str:
    """The URL of a migrated, empty database, made once for each kind of database."""
    if request.param not in templates:
        templates[request.param] = _template(request, home)
    return templates[request.param]


def _template(request: pytest.FixtureRequest, home: Path) -> str:
    if request.param == "sqlite":
        url = f"sqlite:///{home / 'template.sqlite3'}"
    else:
        server = request.getfixturevalue("server")
        url = server.format(database="template")
        _on_server(server, "CREATE DATABASE template")
    app = create_app(config_for(url, home))
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()
    return url


@pytest.fixture(scope="session")
def application(template: str, home: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """One application over a copy of the template, shared by the tests that leave nothing behind."""
    app = create_app(config_for(_copy(template, f"shared_{os.urandom(6).hex()}", home, request), home))
    app.testing = True
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(application: Flask) -> Iterator[Flask]:
    """The application, in a transaction that is rolled back after the test; commits inside are savepoints."""
    with application.app_context():
        engine = db.engines[None]
        connection = engine.connect()
        outer = connection.begin()
        db.session.session_factory.configure(join_transaction_mode="create_savepoint")
        db._app_engines[application][None] = connection  # type: ignore[assignment]
        try:
            yield application
        finally:
            db.session.remove()
            outer.rollback()
            connection.close()
            db._app_engines[application][None] = engine


@pytest.fixture
def committed_app(template: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An application over a database of its own, for tests of several processes or threads and real commits."""
    app = create_app(config_for(_copy(template, f"own_{os.urandom(6).hex()}", tmp_path, request), tmp_path))
    app.testing = True
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def signed_in_as(app: Flask) -> Callable[[object], Browser]:
    """Return a browser in which a person is signed in."""

    def sign_in(person: object) -> Browser:
        return Browser(sign_in_client(app, person))

    return sign_in


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(app.test_client())


@pytest.fixture
def queries_at_most() -> Callable[[int], AbstractContextManager[list[str]]]:
    """Return a context in which at most so many queries may be made; it yields their texts."""

    @contextmanager
    def counted(most: int) -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA")):
                seen.append(statement)

        event.listen(sqlalchemy.engine.Engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(sqlalchemy.engine.Engine, "before_cursor_execute", note)
        assert len(seen) <= most, f"{len(seen)} queries, {most} allowed:\n" + "\n".join(seen)

    return counted


def _copy(template: str, name: str, folder: Path, request: pytest.FixtureRequest) -> str:
    if template.startswith("sqlite"):
        copy = folder / f"{name}.sqlite3"
        shutil.copyfile(template.removeprefix("sqlite:///"), copy)
        return f"sqlite:///{copy}"
    server = request.getfixturevalue("server")
    _on_server(server, f"CREATE DATABASE {name} TEMPLATE template")
    return server.format(database=name)


def _on_server(server: str, statement: str) -> None:
    engine = sqlalchemy.create_engine(server.format(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
