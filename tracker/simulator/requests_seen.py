"""The record of every request the application made, and of every webhook it was sent."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.simulator.answers import JsonObject, Problem
from tracker.simulator.store import instant_of, seconds_of


@dataclass(frozen=True)
class RequestSeen:
    at: datetime
    channel: int | None
    operation: str | None
    method: str
    path: str
    body: JsonObject | None
    request_id: str
    retry_key: str | None
    status: str
    is_accepted: bool
    details: Sequence[Problem]
    fault: str | None


def record_request(connection: sqlite3.Connection, seen: RequestSeen) -> None:
    """Write down one request and what was said to it."""
    connection.execute(
        "INSERT INTO requests (at, channel, operation, method, path, body, request_id, retry_key, status,"
        " is_accepted, details, fault) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            seconds_of(seen.at),
            seen.channel,
            seen.operation,
            seen.method,
            seen.path,
            None if seen.body is None else json.dumps(seen.body, ensure_ascii=False),
            seen.request_id,
            seen.retry_key,
            seen.status,
            seen.is_accepted,
            json.dumps([problem.as_detail() for problem in seen.details], ensure_ascii=False),
            seen.fault,
        ),
    )


def requests_seen(connection: sqlite3.Connection, operation: str | None) -> list[JsonObject]:
    """Return the record, of one operation or of all, oldest first."""
    rows = connection.execute(
        "SELECT requests.*, channels.basic_id FROM requests LEFT JOIN channels ON channels.id = requests.channel"
        " WHERE (:operation IS NULL OR operation = :operation) ORDER BY requests.id",
        {"operation": operation},
    )
    return [_as_json(row) for row in rows]


def _as_json(row: sqlite3.Row) -> JsonObject:
    status = str(row["status"])
    return {
        "number": row["id"],
        "at": instant_of(row["at"]).isoformat(),
        "channel": row["basic_id"],
        "op": row["operation"],
        "method": row["method"],
        "path": row["path"],
        "body": None if row["body"] is None else json.loads(row["body"]),
        "request_id": row["request_id"],
        "retry_key": row["retry_key"],
        "status": int(status) if status.isdigit() else status,
        "accepted": bool(row["is_accepted"]),
        "details": json.loads(row["details"]),
        "fault": row["fault"],
    }
