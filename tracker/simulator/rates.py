"""Rate limits on demand: a bucket for each operation, filled at so many requests a second (LINE, "Rate limits")."""

import sqlite3
from datetime import datetime

from tracker.simulator.answers import RATE_LIMIT, JsonObject, Refused
from tracker.simulator.channels import Channel
from tracker.simulator.store import seconds_of


def set_rate(
    connection: sqlite3.Connection, channel: Channel, operation: str, given: JsonObject, *, at: datetime
) -> None:
    """Let an operation be asked for `rps` times a second and `burst` times at once."""
    per_second = float(given["rps"])
    burst = float(given.get("burst", per_second))
    connection.execute(
        "INSERT OR REPLACE INTO rates (channel, operation, per_second, burst, tokens, at) VALUES (?, ?, ?, ?, ?, ?)",
        (channel.id, operation, per_second, burst, burst, seconds_of(at)),
    )


def forget_rates(connection: sqlite3.Connection) -> None:
    """Limit nothing any more."""
    connection.execute("DELETE FROM rates")


def take(connection: sqlite3.Connection, channel: Channel, operation: str, *, at: datetime) -> None:
    """Count a request against its operation's rate; refuse it when the bucket is empty."""
    row = connection.execute(
        "SELECT * FROM rates WHERE channel = ? AND operation = ?", (channel.id, operation)
    ).fetchone()
    if row is None:
        return
    now = seconds_of(at)
    tokens = min(row["burst"], row["tokens"] + (now - row["at"]) * row["per_second"])
    if tokens < 1:
        raise Refused(429, RATE_LIMIT)
    connection.execute(
        "UPDATE rates SET tokens = ?, at = ? WHERE channel = ? AND operation = ?",
        (tokens - 1, now, channel.id, operation),
    )
