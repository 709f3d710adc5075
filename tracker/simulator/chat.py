"""What stands in each person's chat with a channel: received, said, pressed."""

import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from tracker.simulator.answers import JsonObject
from tracker.simulator.channels import Channel
from tracker.simulator.store import instant, instant_of, next_message_id, seconds_of


class Kind(StrEnum):
    RECEIVED = "received"
    OWN = "own"
    PRESS = "press"
    NOTE = "note"


@dataclass(frozen=True)
class Envelope:
    """How messages came: by which operation, in which request, with which retry key, with or without a sound."""

    via: str
    request_id: str
    retry_key: str | None
    is_silent: bool


@dataclass(frozen=True)
class Entry:
    """One line of a chat."""

    id: int
    channel: int
    user_id: str
    at: datetime
    kind: Kind
    via: str
    body: JsonObject
    message_id: str | None
    delivery: str | None
    retry_key: str | None
    webhook: int | None
    is_silent: bool
    is_read: bool

    @classmethod
    def of(cls, row: sqlite3.Row) -> "Entry":
        return cls(
            row["id"],
            row["channel"],
            row["user_id"],
            instant_of(row["at"]),
            Kind(row["kind"]),
            row["via"],
            json.loads(row["body"]),
            row["message_id"],
            row["delivery"],
            row["retry_key"],
            row["webhook"],
            bool(row["is_silent"]),
            bool(row["is_read"]),
        )


def receive(
    connection: sqlite3.Connection,
    channel: Channel,
    recipients: Sequence[str],
    messages: Sequence[JsonObject],
    envelope: Envelope,
) -> list[JsonObject]:
    """Put messages into the chats of their recipients; return the ids and quote tokens LINE hands back."""
    at = seconds_of(instant(connection))
    sent = [{"id": next_message_id(connection), "quoteToken": secrets.token_urlsafe(24)} for _ in messages]
    for user_id in recipients:
        for message, receipt in zip(messages, sent, strict=True):
            connection.execute(
                "INSERT INTO chat (channel, user_id, at, kind, via, body, message_id, delivery, retry_key, is_silent)"
                " VALUES (?, ?, ?, 'received', ?, ?, ?, ?, ?, ?)",
                (
                    channel.id,
                    user_id,
                    at,
                    envelope.via,
                    json.dumps(_without_nulls(message), ensure_ascii=False),
                    receipt["id"],
                    envelope.request_id,
                    envelope.retry_key,
                    envelope.is_silent,
                ),
            )
        connection.execute(
            "UPDATE friendships SET loading_until = NULL WHERE channel = ? AND user_id = ?", (channel.id, user_id)
        )
    return sent


def write(connection: sqlite3.Connection, channel: Channel, user_id: str, kind: Kind, body: JsonObject) -> int:
    """Write what a person said or pressed into their chat; return its number."""
    cursor = connection.execute(
        "INSERT INTO chat (channel, user_id, at, kind, via, body, message_id, is_read)"
        " VALUES (?, ?, ?, ?, 'phone', ?, ?, 1)",
        (
            channel.id,
            user_id,
            seconds_of(instant(connection)),
            kind.value,
            json.dumps(body, ensure_ascii=False),
            body.get("id"),
        ),
    )
    return int(cursor.lastrowid or 0)


def note_webhook(connection: sqlite3.Connection, entry_id: int, webhook_id: int) -> None:
    """Remember which webhook told the application of an entry."""
    connection.execute("UPDATE chat SET webhook = ? WHERE id = ?", (webhook_id, entry_id))


def entries(connection: sqlite3.Connection, channel: Channel, user_id: str, limit: int = 80) -> list[Entry]:
    """Return the last lines of a chat, oldest first."""
    rows = connection.execute(
        "SELECT * FROM chat WHERE channel = ? AND user_id = ? ORDER BY id DESC LIMIT ?", (channel.id, user_id, limit)
    ).fetchall()
    return [Entry.of(row) for row in reversed(rows)]


def entry(connection: sqlite3.Connection, entry_id: int) -> Entry | None:
    """Return one line of a chat."""
    row = connection.execute("SELECT * FROM chat WHERE id = ?", (entry_id,)).fetchone()
    return None if row is None else Entry.of(row)


def received(connection: sqlite3.Connection, user_id: str | None) -> list[Entry]:
    """Return every message received, of one person or of all, oldest first."""
    rows = connection.execute(
        "SELECT * FROM chat WHERE kind = 'received' AND (:user IS NULL OR user_id = :user) ORDER BY id",
        {"user": user_id},
    )
    return [Entry.of(row) for row in rows]


def unread(connection: sqlite3.Connection, channel: Channel, user_id: str) -> list[Entry]:
    """Return what somebody has received and not yet looked at."""
    return [each for each in entries(connection, channel, user_id) if each.kind is Kind.RECEIVED and not each.is_read]


def read_all(connection: sqlite3.Connection, channel: Channel, user_id: str) -> None:
    """Count everything in a chat as looked at."""
    connection.execute("UPDATE chat SET is_read = 1 WHERE channel = ? AND user_id = ?", (channel.id, user_id))


def _without_nulls(value: Any) -> Any:
    """Leave out what is null: it counts as absent when a message is checked, so also when it is drawn."""
    if isinstance(value, list):
        return [_without_nulls(each) for each in value]
    if isinstance(value, dict):
        return {name: _without_nulls(each) for name, each in value.items() if each is not None}
    return value
