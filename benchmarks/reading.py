"""How long the reading of the fixed corpus takes: in this process, and in the sandbox as the application does it."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import corpus
from benchmarks.measuring import Line, median_of, p95_of, timed
from tracker.documents.analysis import analyse
from tracker.documents.blocks import Paragraph
from tracker.documents.mending import mend
from tracker.documents.sandbox import read_safely
from tracker.errors import UnreadableDocument

_TIMES = 5
_TARGETS = {"typical.docx": "target 1000 ms", "typical.pdf": "target 5000 ms"}


def measure() -> list[Line]:
    """Return two lines for each document of the corpus, and one for the mending; reading asks no database."""
    with tempfile.TemporaryDirectory(prefix="reading-corpus-") as folder:
        lines = [line for path in corpus.write(Path(folder)) for line in _lines(path.name, path.read_bytes())]
    return [*lines, _mending()]


def _mending() -> Line:
    sentence = "องค์การบริหารส่วนตำบลตัวอย่าง จัดทำแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๙ "
    blocks = [Paragraph(f"{number} {sentence * 8}", number) for number in range(1, 70)]
    letters = sum(len(block.text) for block in blocks)
    taken = timed(lambda: mend(blocks), _TIMES)
    return Line(
        "mending twenty pages (target 100 ms)", median_of(taken), p95_of(taken), f"{letters} letters", queries=0
    )


def _lines(name: str, content: bytes) -> list[Line]:
    try:
        reading = analyse(content, name)
    except UnreadableDocument as refusal:
        return [Line(f"reading {name}", str(refusal))]
    what = f"reading {name}, {len(reading.measures)} measures"
    return [
        _line(what, name, content, lambda: analyse(content, name)),
        _line(f"{what}, in the sandbox", name, content, lambda: read_safely(content, name, seconds=120)),
    ]


def _line(what: str, name: str, content: bytes, read: Callable[[], object]) -> Line:
    taken = timed(read, _TIMES)
    target = f" ({_TARGETS[name]})" if name in _TARGETS else ""
    return Line(what + target, median_of(taken), p95_of(taken), f"{len(content) / 1024:.0f} kB", queries=0)


if __name__ == "__main__":
    for line in measure():
        print(f"{line.what:75} {line.median:>10} {line.p95:>10} {line.size:>10}")
