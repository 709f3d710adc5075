"""The photos and files people send, as the application fetches them."""

import sqlite3

from tracker.simulator.answers import NOT_FOUND, Answer, Refused
from tracker.simulator.channels import Channel


def keep_content(
    connection: sqlite3.Connection, channel: Channel, message_id: str, data: bytes, *, media_type: str
) -> None:
    """Keep what a person sent, ready to be fetched."""
    set_content(connection, channel, message_id, data, kind=("ready", media_type))


def set_content(
    connection: sqlite3.Connection, channel: Channel, message_id: str, data: bytes, *, kind: tuple[str, str]
) -> None:
    """Set the content of a message: its state (ready, processing, gone) and media type."""
    state, media_type = kind
    if state not in {"ready", "processing", "gone"}:
        raise Refused(400, f"A content's state is ready, processing or gone, not {state}")
    connection.execute(
        "INSERT OR REPLACE INTO contents (message_id, channel, state, media_type, data) VALUES (?, ?, ?, ?, ?)",
        (message_id, channel.id, state, media_type, data),
    )


def content_answer(connection: sqlite3.Connection, channel: Channel, message_id: str) -> Answer:
    """Answer with the bytes; 202 while they are being prepared, 410 once they are gone."""
    row = _row(connection, channel, message_id)
    if row["state"] == "gone":
        raise Refused(410, "The content is gone")
    if row["state"] == "processing":
        return Answer(202, b"", media_type="application/octet-stream")
    return Answer(200, bytes(row["data"]), media_type=row["media_type"])


def transcoding_answer(connection: sqlite3.Connection, channel: Channel, message_id: str) -> Answer:
    """Answer whether a content is ready to be fetched."""
    states = {"ready": "succeeded", "processing": "processing", "gone": "failed"}
    return Answer(200, {"status": states[_row(connection, channel, message_id)["state"]]})


def _row(connection: sqlite3.Connection, channel: Channel, message_id: str) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM contents WHERE message_id = ? AND channel = ?", (message_id, channel.id)
    ).fetchone()
    if row is None:
        raise Refused(404, NOT_FOUND)
    return row
