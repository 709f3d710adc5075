"""Things that work once and not for long: reply tokens, link tokens, retry keys."""

import json
import secrets
import sqlite3
from datetime import datetime
from typing import Any

from tracker.simulator.answers import JsonObject, Refused
from tracker.simulator.channels import Channel
from tracker.simulator.store import seconds_of

REPLY_SECONDS = 60
REPLY_SECONDS_AFTER_EVENT = 20 * 60
LINK_SECONDS = 10 * 60
RETRY_KEY_SECONDS = 24 * 60 * 60
NONCE_LENGTHS = range(10, 256)


def keep_reply_token(connection: sqlite3.Connection, channel: Channel, event: JsonObject, *, at: datetime) -> None:
    """Remember an event's reply token; a redelivered event gives the same token a new minute, never a second use."""
    source = event.get("source", {})
    chat_id = source.get("groupId") or source.get("roomId") or source.get("userId")
    if not event.get("replyToken") or not chat_id:
        return
    connection.execute(
        "INSERT INTO reply_tokens (token, channel, user_id, received_at, occurred_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (token) DO UPDATE SET received_at = excluded.received_at",
        (
            event["replyToken"],
            channel.id,
            chat_id,
            seconds_of(at),
            event.get("timestamp", at.timestamp() * 1000) / 1000,
        ),
    )


def use_reply_token(connection: sqlite3.Connection, channel: Channel, token: str, *, at: datetime) -> str:
    """Use up a reply token and return the person or group it answers; refuse an unknown, used or old one."""
    row = connection.execute(
        "SELECT * FROM reply_tokens WHERE token = ? AND channel = ?", (token, channel.id)
    ).fetchone()
    now = seconds_of(at)
    if (
        row is None
        or row["is_used"]
        or now - row["received_at"] > REPLY_SECONDS
        or now - row["occurred_at"] > REPLY_SECONDS_AFTER_EVENT
    ):
        raise Refused(400, "Invalid reply token")
    connection.execute("UPDATE reply_tokens SET is_used = 1 WHERE token = ?", (token,))
    return str(row["user_id"])


def keep_read_token(connection: sqlite3.Connection, channel: Channel, event: JsonObject) -> None:
    """Remember the token by which a message is marked as read."""
    message = event.get("message")
    token = message.get("markAsReadToken") if isinstance(message, dict) else None
    if token:
        connection.execute("INSERT OR IGNORE INTO read_tokens (token, channel) VALUES (?, ?)", (token, channel.id))


def is_read_token(connection: sqlite3.Connection, channel: Channel, token: str) -> bool:
    """Tell whether a token came with a webhook of this channel."""
    found = connection.execute("SELECT 1 FROM read_tokens WHERE token = ? AND channel = ?", (token, channel.id))
    return found.fetchone() is not None


def issue_link_token(connection: sqlite3.Connection, channel: Channel, user_id: str, *, at: datetime) -> str:
    """Issue the token that begins the linking of one person's accounts."""
    token = secrets.token_urlsafe(24)
    connection.execute(
        "INSERT INTO link_tokens (token, channel, user_id, issued_at) VALUES (?, ?, ?, ?)",
        (token, channel.id, user_id, seconds_of(at)),
    )
    return token


def use_link_token(connection: sqlite3.Connection, token: str, *, at: datetime) -> tuple[int, str]:
    """Use up a link token; return its channel's row and the person it was issued for."""
    row = connection.execute("SELECT * FROM link_tokens WHERE token = ?", (token,)).fetchone()
    if row is None or row["is_used"] or seconds_of(at) - row["issued_at"] > LINK_SECONDS:
        raise Refused(400, "Invalid link token")
    connection.execute("UPDATE link_tokens SET is_used = 1 WHERE token = ?", (token,))
    return int(row["channel"]), str(row["user_id"])


def accepted_before(
    connection: sqlite3.Connection, channel: Channel, key: str, *, at: datetime
) -> tuple[str, list[dict[str, Any]]] | None:
    """Return the request id and messages of the request this key was accepted with in the last 24 hours."""
    row = connection.execute(
        "SELECT * FROM retry_keys WHERE channel = ? AND key = ?", (channel.id, key.lower())
    ).fetchone()
    if row is None or seconds_of(at) - row["first_at"] >= RETRY_KEY_SECONDS:
        return None
    return str(row["request_id"]), json.loads(row["sent"])


def keep_retry_key(
    connection: sqlite3.Connection, channel: Channel, key: str, sent: list[JsonObject], *, request: tuple[str, datetime]
) -> None:
    """Remember that a request with this key was accepted: its request id, and when."""
    request_id, at = request
    connection.execute(
        "INSERT OR REPLACE INTO retry_keys (channel, key, first_at, request_id, sent) VALUES (?, ?, ?, ?, ?)",
        (channel.id, key.lower(), seconds_of(at), request_id, json.dumps(sent)),
    )
