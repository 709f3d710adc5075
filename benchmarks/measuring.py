"""How something is measured, and how the result is printed."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy
from sqlalchemy import event

_NOT_COUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "BEGIN", "COMMIT")


@dataclass(frozen=True)
class Line:
    """One line of the table: what was measured, how much it is, and with how many queries."""

    what: str
    median: str
    p95: str = ""
    size: str = ""
    queries: int | None = None


def timed(what: Callable[[], object], times: int) -> list[float]:
    """Return how many milliseconds each of so many runs took."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        what()
        found.append((time.perf_counter() - started) * 1000)
    return found


def median_of(milliseconds: Sequence[float]) -> str:
    return f"{statistics.median(milliseconds):.0f} ms"


def p95_of(milliseconds: Sequence[float]) -> str:
    ordered = sorted(milliseconds)
    return f"{ordered[round(0.95 * (len(ordered) - 1))]:.0f} ms"


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """Yield the statements that are sent to the database meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(_NOT_COUNTED):
            seen.append(statement)

    event.listen(sqlalchemy.engine.Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(sqlalchemy.engine.Engine, "before_cursor_execute", note)


def machine(database: str) -> str:
    """Return what all numbers depend on, in one line."""
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}, {database}"


def table(lines: Sequence[Line]) -> str:
    """Return the lines as an aligned table."""
    rows = [("", "median", "p95", "size", "queries")]
    rows += [(ln.what, ln.median, ln.p95, ln.size, "" if ln.queries is None else str(ln.queries)) for ln in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
