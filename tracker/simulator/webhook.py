"""Webhooks to the application: signed as LINE signs them, sent once unless somebody asks for more."""

import base64
import hashlib
import hmac
import http.client
import json
import sqlite3
import threading
import time
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.simulator.answers import JsonObject
from tracker.simulator.channels import Channel
from tracker.simulator.store import Store, instant, instant_of, seconds_of
from tracker.simulator.tokens import keep_reply_token

_PATIENCE_SECONDS = 2.0


@dataclass(frozen=True)
class Manner:
    """How a webhook is sent; the defaults are LINE's."""

    repeat: int = 1
    is_concurrent: bool = False
    redeliver: int = 0
    redeliver_after_seconds: float = 0.5
    has_bad_signature: bool = False
    has_no_signature: bool = False
    secret: str | None = None
    url: str | None = None
    patience_seconds: float = _PATIENCE_SECONDS


@dataclass(frozen=True)
class Attempt:
    """One webhook as it went: the application's status, or why there is none."""

    id: int
    at: datetime
    status: int | None
    error: str | None
    seconds: float
    is_redelivery: bool
    is_ok: bool

    def as_json(self) -> JsonObject:
        return {
            "id": self.id,
            "at": self.at.isoformat(),
            "status": self.status,
            "error": self.error,
            "seconds": self.seconds,
            "redelivery": self.is_redelivery,
            "ok": self.is_ok,
        }


def signature_of(body: bytes, secret: str) -> str:
    """Return what the header x-line-signature carries: HMAC-SHA256 of the very bytes, in base64."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def deliver(store: Store, channel: Channel, events: Sequence[JsonObject], manner: Manner) -> list[Attempt]:
    """Send events in one webhook, as often as the manner says; return every attempt."""
    attempts = _first_attempts(store, channel, events, manner)
    for _ in range(manner.redeliver):
        if any(attempt.is_ok for attempt in attempts):
            break
        time.sleep(manner.redeliver_after_seconds)
        again = [{**event, "deliveryContext": {"isRedelivery": True}} for event in events]
        attempts.append(_attempt(store, channel, again, manner))
    return attempts


def _first_attempts(store: Store, channel: Channel, events: Sequence[JsonObject], manner: Manner) -> list[Attempt]:
    if not manner.is_concurrent:
        return [_attempt(store, channel, events, manner) for _ in range(manner.repeat)]
    attempts: list[Attempt] = []
    together = threading.Barrier(manner.repeat)

    def attempt_with_the_others() -> None:
        together.wait()
        attempts.append(_attempt(store, channel, events, manner))

    threads = [threading.Thread(target=attempt_with_the_others) for _ in range(manner.repeat)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return attempts


def _attempt(store: Store, channel: Channel, events: Sequence[JsonObject], manner: Manner) -> Attempt:
    is_redelivery = any(event.get("deliveryContext", {}).get("isRedelivery") for event in events)
    body = json.dumps(
        {"destination": channel.bot_user_id, "events": list(events)}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    with store.writing() as connection:
        at = instant(connection)
        for event in events:
            keep_reply_token(connection, channel, event, at=at)
    started = time.monotonic()
    status, error = _post(manner.url or channel.webhook_url, body, _headers(channel, body, manner), manner)
    seconds = round(time.monotonic() - started, 3)
    is_ok = status is not None and 200 <= status < 300 and seconds <= manner.patience_seconds
    with store.writing() as connection:
        cursor = connection.execute(
            "INSERT INTO webhooks (channel, at, events, status, error, seconds, is_redelivery, is_ok)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (channel.id, seconds_of(at), body.decode(), status, error, seconds, is_redelivery, is_ok),
        )
        number = int(cursor.lastrowid or 0)
    return Attempt(number, at, status, error, seconds, is_redelivery, is_ok)


def _headers(channel: Channel, body: bytes, manner: Manner) -> dict[str, str]:
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "LineBotWebhook/2.0"}
    if manner.has_bad_signature:
        headers["x-line-signature"] = signature_of(body, "somebody else's secret")
    elif not manner.has_no_signature:
        headers["x-line-signature"] = signature_of(body, manner.secret or channel.secret)
    return headers


def _post(url: str, body: bytes, headers: dict[str, str], manner: Manner) -> tuple[int | None, str | None]:
    if not url:
        return None, "no_webhook_address"
    address = urllib.parse.urlsplit(url)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    line = kind(address.hostname or "", address.port, timeout=manner.patience_seconds)
    try:
        line.request("POST", urllib.parse.urlunsplit(("", "", address.path or "/", address.query, "")), body, headers)
        answer = line.getresponse()
        answer.read(65536)
    except TimeoutError:
        return None, "request_timeout"
    except (OSError, http.client.HTTPException) as problem:
        return None, f"could_not_connect: {problem}"
    finally:
        line.close()
    return answer.status, None


def attempts_made(connection: sqlite3.Connection) -> list[JsonObject]:
    """Return every webhook sent, oldest first, with the body as it was signed."""
    rows = connection.execute("SELECT * FROM webhooks ORDER BY id")
    return [{**attempt_of(row).as_json(), "body": json.loads(row["events"])} for row in rows]


def attempt_of(row: sqlite3.Row) -> Attempt:
    """Return a stored attempt."""
    return Attempt(
        row["id"],
        instant_of(row["at"]),
        row["status"],
        row["error"],
        row["seconds"],
        bool(row["is_redelivery"]),
        bool(row["is_ok"]),
    )
