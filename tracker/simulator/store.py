"""The simulator's own SQLite file: short transactions, one connection each, safe from any thread."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import current_app

from tracker import clock
from tracker.simulator.schema import RECORDED_TABLES, SCHEMA

_FIRST_MESSAGE_NUMBER = 530_000_000_000_000_001
_PATIENCE_SECONDS = 20


class Store:
    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connected()) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(SCHEMA)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Open the file for looking only."""
        with closing(self._connected()) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open one transaction: kept when the block ends, undone when it raises."""
        with closing(self._connected()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_PATIENCE_SECONDS, isolation_level=None)
        connection.row_factory = sqlite3.Row
        # What a simulator remembers may die with the machine; speed matters more.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection


def current_store() -> Store:
    """Return the store of the simulator that answers this request."""
    store = current_app.extensions["simulator"]
    if not isinstance(store, Store):
        raise TypeError("This application is not a simulator.")
    return store


def instant(connection: sqlite3.Connection) -> datetime:
    """Return the simulator's present: this process's, moved by what `/__admin/clock` asked for."""
    return clock.now() + timedelta(seconds=float(_fact(connection, "clock_offset", "0")))


def advance_clock(connection: sqlite3.Connection, seconds: float) -> datetime:
    """Move the simulator's present forward."""
    offset = float(_fact(connection, "clock_offset", "0")) + seconds
    _set_fact(connection, "clock_offset", str(offset))
    return instant(connection)


def set_clock(connection: sqlite3.Connection, at: datetime) -> datetime:
    """Let the simulator's present begin at an instant; it runs on from there."""
    run_ahead(connection, at.astimezone(UTC) - clock.now())
    return instant(connection)


def run_ahead(connection: sqlite3.Connection, offset: timedelta) -> None:
    """Let the simulator's present be so far from this process's."""
    _set_fact(connection, "clock_offset", str(offset.total_seconds()))


def seconds_of(at: datetime) -> float:
    """Return an instant as it is stored."""
    return at.timestamp()


def instant_of(seconds: float) -> datetime:
    """Return a stored instant, aware, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def next_message_id(connection: sqlite3.Connection) -> str:
    """Hand out the next message id: digits only, growing, as LINE's are."""
    number = int(_fact(connection, "message_number", str(_FIRST_MESSAGE_NUMBER)))
    _set_fact(connection, "message_number", str(number + 1))
    return str(number)


def forget_records(connection: sqlite3.Connection) -> None:
    """Forget what was sent, asked and broken; channels and people stay as they are, the clock is the machine's."""
    for table in RECORDED_TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - The names are our own, listed above.
    connection.execute("UPDATE channels SET default_menu = NULL")
    connection.execute("UPDATE friendships SET rich_menu = NULL, loading_until = NULL")
    connection.execute("DELETE FROM facts WHERE name = 'clock_offset'")


def forget_everything(connection: sqlite3.Connection) -> None:
    """Forget channels and people too."""
    forget_records(connection)
    for table in ("group_members", "groups", "friendships", "people", "channels"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - The names are our own.


def _fact(connection: sqlite3.Connection, name: str, default: str) -> str:
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return default if row is None else str(row["value"])


def _set_fact(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute(
        "INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
