"""How long the reading of each of our own sample documents takes."""

from benchmarks.measuring import Line, median_of, p95_of, timed
from tests import samples
from tracker.documents.analysis import analyse

_TIMES = 5


def measure() -> list[Line]:
    """Return a line for each document; reading asks no database."""
    lines = []
    for path in samples.DOCUMENTS:
        content = path.read_bytes()
        reading = analyse(content, path.name)
        taken = timed(lambda content=content, name=path.name: analyse(content, name), _TIMES)
        what = f"reading {path.name} ({len(reading.measures)} measures)"
        lines.append(Line(what, median_of(taken), p95_of(taken), f"{len(content) / 1024:.0f} kB", queries=0))
    return lines
