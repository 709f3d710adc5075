"""The official accounts: one for each local government, told apart by their access tokens."""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.simulator.answers import INVALID_TOKEN, JsonObject, Refused
from tracker.simulator.store import seconds_of

_FREE_QUOTA = 300


@dataclass(frozen=True)
class Channel:
    id: int
    access_token: str
    secret: str
    webhook_url: str
    basic_id: str
    number: str
    name: str
    bot_user_id: str
    quota: int | None
    default_menu: str | None

    @classmethod
    def of(cls, row: sqlite3.Row) -> "Channel":
        return cls(**{name: row[name] for name in row.keys()})  # noqa: SIM118 - A Row iterates over its values.


def register_channel(connection: sqlite3.Connection, given: JsonObject) -> Channel:
    """Open a channel, or change the one that has this basic id or token."""
    token = str(given["access_token"])
    basic_id = _with_at_sign(str(given.get("basic_id") or hashlib.sha256(token.encode()).hexdigest()[:8]))
    digest = hashlib.sha256(basic_id.encode()).hexdigest()
    connection.execute("DELETE FROM channels WHERE access_token = ? AND basic_id <> ?", (token, basic_id))
    connection.execute(
        "INSERT INTO channels (access_token, secret, webhook_url, basic_id, number, name, bot_user_id, quota)"
        " VALUES (:access_token, :secret, :webhook_url, :basic_id, :number, :name, :bot_user_id, :quota)"
        " ON CONFLICT (basic_id) DO UPDATE SET access_token = excluded.access_token, secret = excluded.secret,"
        " webhook_url = excluded.webhook_url, number = excluded.number, name = excluded.name, quota = excluded.quota",
        {
            "access_token": token,
            "secret": str(given["secret"]),
            "webhook_url": str(given.get("webhook_url") or ""),
            "basic_id": basic_id,
            "number": str(given.get("channel_id") or 2_000_000_000 + int(digest[:7], 16)),
            "name": str(given.get("name") or basic_id),
            "bot_user_id": f"U{digest[:32]}",
            "quota": given.get("quota", _FREE_QUOTA),
        },
    )
    return channel_named(connection, basic_id)


def channels(connection: sqlite3.Connection) -> list[Channel]:
    """Return every channel, oldest first."""
    return [Channel.of(row) for row in connection.execute("SELECT * FROM channels ORDER BY id")]


def channel_named(connection: sqlite3.Connection, name: Any = None) -> Channel:
    """Return the channel with this basic id, channel id or access token; without a name, the oldest."""
    for channel in channels(connection):
        if name is None or str(name) in {channel.basic_id, channel.basic_id[1:], channel.number, channel.access_token}:
            return channel
    raise Refused(404, f"No channel is registered as {name}" if name else "No channel is registered")


def channel_numbered(connection: sqlite3.Connection, channel_id: int) -> Channel:
    """Return a channel by its row."""
    row = connection.execute("SELECT * FROM channels WHERE id = ?", (channel_id,)).fetchone()
    if row is None:
        raise Refused(404, "No such channel")
    return Channel.of(row)


def authorised_channel(connection: sqlite3.Connection, authorization: str, at: datetime) -> Channel:
    """Return the channel whose bearer token the request carries; refuse a missing, wrong or expired one (401)."""
    scheme, _, token = authorization.partition(" ")
    if scheme != "Bearer" or not token.strip():
        raise Refused(401, "Authentication failed due to the following reason: missing access token")
    for channel in channels(connection):
        if secrets.compare_digest(channel.access_token.encode(), token.encode()):
            return channel
    row = connection.execute("SELECT channel, expires_at FROM access_tokens WHERE token = ?", (token,)).fetchone()
    if row is None:
        raise Refused(401, INVALID_TOKEN)
    if row["expires_at"] < seconds_of(at):
        raise Refused(401, "Authentication failed due to the following reason: access token expired")
    return channel_numbered(connection, row["channel"])


def issue_access_token(connection: sqlite3.Connection, channel: Channel, *, at: datetime, seconds: int) -> str:
    """Issue one more token for a channel, good for a while."""
    token = secrets.token_urlsafe(48)
    connection.execute(
        "INSERT INTO access_tokens (token, channel, expires_at) VALUES (?, ?, ?)",
        (token, channel.id, seconds_of(at) + seconds),
    )
    return token


def _with_at_sign(basic_id: str) -> str:
    return basic_id if basic_id.startswith("@") else f"@{basic_id}"
