"""Faults on demand: what goes wrong between the application and LINE, as often as a test asks for."""

import json
import random
import re
import sqlite3
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tracker.simulator.answers import (
    FAILED_TO_SEND,
    INVALID_TOKEN,
    MONTHLY_LIMIT,
    NO_ACCESS,
    NOT_FOUND,
    RATE_LIMIT,
    Answer,
    JsonObject,
    Refused,
)

_TIMEOUT_SECONDS = 30.0
_SLOW_SECONDS = 1.0

PLAIN: dict[str, tuple[int, str]] = {
    "500": (500, "Internal Server Error"),
    "503": (503, "Service Unavailable"),
    "429": (429, RATE_LIMIT),
    "429-monthly": (429, MONTHLY_LIMIT),
    "400": (400, FAILED_TO_SEND),
    "401": (401, INVALID_TOKEN),
    "403": (403, NO_ACCESS),
    "404": (404, NOT_FOUND),
}
OTHERS = ("status", "502-html", "garbage200", "truncate", "timeout", "slow", "reset", "drop")


class Cut(StrEnum):
    """How a connection ends without a whole answer."""

    DROP = "drop"
    RESET = "reset"
    TRUNCATE = "truncate"


@dataclass(frozen=True)
class Circumstance:
    """What a fault may look at to decide whether a request is its own."""

    operation: str
    method: str
    path: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Fault:
    kind: str
    definition: JsonObject

    @property
    def is_accepted(self) -> bool:
        """LINE takes the message although the answer is lost; a slow answer is a right answer."""
        return bool(self.definition.get("accept")) or self.kind == "slow"

    @property
    def cut(self) -> Cut | None:
        if self.kind == "timeout":
            return Cut.DROP
        return Cut(self.kind) if self.kind in list(Cut) else None

    @property
    def is_line_answering(self) -> bool:
        """The answer comes from LINE; a page comes from something in between, which knows no request id."""
        return self.kind not in {"502-html", "garbage200"}

    def wait(self) -> None:
        """Hold the answer back as long as the fault says."""
        default = {"timeout": _TIMEOUT_SECONDS, "slow": _SLOW_SECONDS}.get(self.kind, 0.0)
        time.sleep(float(self.definition.get("delay", default)))

    def spoil(self, answer: Answer | None) -> Answer:
        """Return what the application sees instead of the answer."""
        if self.kind == "slow" and answer is not None:
            return answer
        if self.kind == "502-html":
            return Answer(502, b"<html><body>Bad Gateway \xff</body></html>", media_type="text/html")
        if self.kind == "garbage200":
            return Answer(200, b"<html>please sign in to this network</html>", media_type="text/html")
        status, message = PLAIN.get(self.kind, (int(self.definition.get("status", 500)), "Internal Server Error"))
        headers = {"Retry-After": str(self.definition["retry_after"])} if "retry_after" in self.definition else {}
        return Answer(status, self.definition.get("body") or {"message": message}, headers)


def arm(connection: sqlite3.Connection, definition: JsonObject) -> None:
    """Let the next matching requests fail."""
    kind = str(definition.get("kind", ""))
    if kind not in PLAIN and kind not in OTHERS:
        raise Refused(400, f"A fault's kind is one of {', '.join((*PLAIN, *OTHERS))}, not {kind}")
    connection.execute(
        "INSERT INTO faults (definition, remaining, to_skip) VALUES (?, ?, ?)",
        (json.dumps(definition), int(definition.get("count", 1)), int(definition.get("skip", 0))),
    )


def armed(connection: sqlite3.Connection) -> list[JsonObject]:
    """Return the faults that are still waiting for a request."""
    rows = connection.execute("SELECT * FROM faults ORDER BY id")
    return [{**json.loads(row["definition"]), "count": row["remaining"], "skip": row["to_skip"]} for row in rows]


def disarm(connection: sqlite3.Connection) -> None:
    """Take back every fault."""
    connection.execute("DELETE FROM faults")


def next_fault(connection: sqlite3.Connection, circumstance: Circumstance) -> Fault | None:
    """Return the fault this request meets, and count it down."""
    for row in connection.execute("SELECT * FROM faults ORDER BY id").fetchall():
        definition = json.loads(row["definition"])
        if not _matches(definition, circumstance):
            continue
        if row["to_skip"] > 0:
            connection.execute("UPDATE faults SET to_skip = to_skip - 1 WHERE id = ?", (row["id"],))
            continue
        if random.random() > float(definition.get("prob", 1.0)):  # noqa: S311 - Chance, not secrecy.
            continue
        _count_down(connection, row["id"], row["remaining"])
        return Fault(str(definition["kind"]), definition)
    return None


def _count_down(connection: sqlite3.Connection, fault_id: int, remaining: int) -> None:
    if remaining == 1:
        connection.execute("DELETE FROM faults WHERE id = ?", (fault_id,))
    elif remaining > 1:
        connection.execute("UPDATE faults SET remaining = remaining - 1 WHERE id = ?", (fault_id,))


def _matches(definition: JsonObject, circumstance: Circumstance) -> bool:
    wanted: Any = definition.get("op")
    return (
        (not wanted or circumstance.operation in ([wanted] if isinstance(wanted, str) else wanted))
        and (not definition.get("path") or re.search(definition["path"], circumstance.path) is not None)
        and (not definition.get("method") or definition["method"].upper() == circumstance.method)
        and (not definition.get("to") or definition["to"] in circumstance.to)
    )
