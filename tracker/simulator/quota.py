"""The monthly limit: counted by people reached, never by message objects; replies are free."""

import sqlite3
from datetime import datetime, timedelta, timezone

from tracker.simulator.answers import MONTHLY_LIMIT, Refused
from tracker.simulator.channels import Channel

# LINE does not say in which zone a month ends; its delivery statistics use UTC+9.
_ZONE = timezone(timedelta(hours=9))


def used(connection: sqlite3.Connection, channel: Channel, at: datetime) -> int:
    """Return how many people's worth of messages the channel has sent this month."""
    row = connection.execute(
        "SELECT people FROM monthly_usage WHERE channel = ? AND month = ?", (channel.id, _month(at))
    ).fetchone()
    return 0 if row is None else int(row["people"])


def spend(connection: sqlite3.Connection, channel: Channel, people: int, *, at: datetime) -> None:
    """Count the people a request reaches, or refuse all of it when the month's limit would be passed."""
    total = used(connection, channel, at) + people
    if channel.quota is not None and people and total > channel.quota:
        raise Refused(429, MONTHLY_LIMIT)
    set_used(connection, channel, total, at=at)


def set_used(connection: sqlite3.Connection, channel: Channel, people: int, *, at: datetime) -> None:
    """Set what has been used this month."""
    connection.execute(
        "INSERT INTO monthly_usage (channel, month, people) VALUES (?, ?, ?)"
        " ON CONFLICT (channel, month) DO UPDATE SET people = excluded.people",
        (channel.id, _month(at), people),
    )


def set_limit(connection: sqlite3.Connection, channel: Channel, value: int | None) -> None:
    """Set the month's limit; None is no limit."""
    connection.execute("UPDATE channels SET quota = ? WHERE id = ?", (value, channel.id))


def _month(at: datetime) -> str:
    return at.astimezone(_ZONE).strftime("%Y-%m")
