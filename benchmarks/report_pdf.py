"""How long the PDF of thirty measures takes, and how much memory: in a fresh process each."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

_PROGRAM = """
import resource, sys, time
from pathlib import Path
from tests.reports.office import many_measures
from tracker.reports.pdf import pdf
cache = Path(sys.argv[1])
report, changed = many_measures(30), many_measures(31)
started = time.perf_counter()
size = len(pdf(report, font_cache=cache))
cold = time.perf_counter()
pdf(changed, font_cache=cache)
warm = time.perf_counter()
pdf(report, font_cache=cache)
again = time.perf_counter()
print(cold - started, warm - cold, again - warm, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measure() -> list[tuple[str, str]]:
    """Return the lines of the benchmark: what, and how much."""
    with tempfile.TemporaryDirectory() as cache:
        first = _once(cache)
        cold, warm, again, size, memory = _once(cache)
    return [
        ("PDF of 30 measures, first in a new installation (fonts, dictionary)", f"{first[0] * 1000:.0f} ms"),
        ("PDF of 30 measures, first in a process", f"{cold * 1000:.0f} ms"),
        ("PDF of 30 measures, afterwards, new content", f"{warm * 1000:.0f} ms"),
        ("PDF of 30 measures, afterwards, same content", f"{again * 1000:.0f} ms"),
        ("PDF of 30 measures, size", f"{size / 1024:.0f} kB"),
        ("PDF of 30 measures, peak memory of the process", f"{memory / 1024:.0f} MB"),
    ]


def _once(cache: str) -> list[float]:
    answer = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-c", _PROGRAM, cache],
        cwd=Path(__file__).parents[1],
        env=dict(os.environ),
        capture_output=True,
        check=True,
        text=True,
    )
    return [float(number) for number in answer.stdout.split()]


if __name__ == "__main__":
    for name, value in measure():
        print(f"{name:70} {value}")
