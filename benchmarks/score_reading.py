"""Compare what the reader finds with readings made by hand: `python -m benchmarks.score_reading [SEEDS GOLD]`.

Each document is read as it was given and in every other container it can be written in; without folders our own forms
are scored. Ends with 1 where fewer fields are right than must be, an error flag is missed, or more than two alarms are
raised that the reading by hand does not have. `--damaged` reads damaged copies instead (see benchmarks/damage.py).
"""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import alarms, comparing
from benchmarks.alarms import Judgement
from benchmarks.comparing import Field, Fold, Json
from benchmarks.golds import OWN_FORMS, Copy, Document, documents
from benchmarks.patience import patience
from tracker.documents.analysis import analyse
from tracker.errors import UnreadableDocument

LEAST = 0.99
MOST_EXTRA = 2
_NOTHING_READ: Json = {"flags": []}


@dataclass(frozen=True)
class Score:
    """How well one copy of a document was read."""

    fields: list[Field]
    flags: Judgement
    seconds: float
    refusal: str | None = None
    reading: Json | None = None

    @property
    def right(self) -> int:
        return sum(field.is_right for field in self.fields)

    @property
    def said(self) -> list[Field]:
        """The fields in which either reading says anything: the stricter count."""
        return [field for field in self.fields if field.is_said]

    @property
    def share(self) -> float:
        """The share of fields exactly right, of those where anything is said."""
        return share_of(self.said)

    @property
    def is_good(self) -> bool:
        flags = self.flags
        return self.share >= LEAST and flags.errors_met == len(flags.errors) and len(flags.extra) <= MOST_EXTRA


def share_of(fields: list[Field]) -> float:
    """Return the share of fields that are right."""
    return sum(field.is_right for field in fields) / len(fields) if fields else 1.0


def scored(document: Document, copy: Copy, fold: Fold = comparing.unfolded) -> Score:
    """Read a copy and compare it with the reading by hand."""
    started, refusal, reading = time.perf_counter(), None, None
    try:
        with patience():
            reading = analyse(copy.content, copy.name).as_json()
    except UnreadableDocument as error:
        refusal = str(error)
    seconds = time.perf_counter() - started
    if reading is None:
        wrong = comparing.fields(document.gold, _NOTHING_READ, has_lines=copy.has_lines)
        fields = [Field(one.name, one.expected, "(refused)", is_right=False) for one in wrong]
        return Score(fields, alarms.judged(document.gold["flags"], []), seconds, refusal)
    fields = comparing.fields(document.gold, reading, has_lines=copy.has_lines, fold=fold)
    flags = reading["flags"] if copy.has_lines else [flag | {"line": None} for flag in reading["flags"]]
    return Score(fields, alarms.judged(document.gold["flags"], flags, fold), seconds, None, reading)


def main(arguments: Iterable[str] | None = None) -> int:
    """Score every document and say whether all is as good as it must be."""
    asked = _parsed(arguments)
    found = [one for one in documents(asked.seeds, asked.golds) if not asked.only or one.stem.startswith(asked.only)]
    if not found:
        print(f"no reading by hand in {asked.golds} belongs to a file in {asked.seeds}")
        return 1
    if asked.damaged:
        from benchmarks.score_damaged import score_damaged

        return score_damaged(found, is_verbose=asked.verbose)
    return _score_all(found, is_verbose=asked.verbose)


def _parsed(arguments: Iterable[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score_reading", description=__doc__)
    parser.add_argument("seeds", nargs="?", type=Path, default=OWN_FORMS, help="folder of the documents")
    parser.add_argument("golds", nargs="?", type=Path, help="folder of the readings by hand")
    parser.add_argument("--damaged", action="store_true", help="read damaged copies")
    parser.add_argument("--only", default="", help="documents whose name begins so")
    parser.add_argument("--verbose", action="store_true", help="list what is wrong")
    asked = parser.parse_args(None if arguments is None else list(arguments))
    asked.golds = asked.golds or asked.seeds
    return asked


def _score_all(found: list[Document], *, is_verbose: bool) -> int:
    print(_HEADING)
    scores: list[Score] = []
    for document in found:
        for label, score in _scores_of(document):
            scores.append(score)
            print(_line(f"{document.stem[:24]} {label}", score), flush=True)
            for line in details(score) if is_verbose else ():
                print(f"      {line}")
    bad = sum(not score.is_good for score in scores)
    print(f"{len(scores)} readings, {bad} below {LEAST:.0%}, with a missed error or over {MOST_EXTRA} extra alarms")
    return 1 if bad else 0


def _scores_of(document: Document) -> Iterator[tuple[str, Score]]:
    for copy in document.copies_given():
        yield copy.label, scored(document, copy)
    try:
        for copy in document.copies_written():
            yield copy.label, scored(document, copy)
    except UnreadableDocument:
        print(f"{document.stem[:24]}: no other containers, since its own is not read")


_HEADING = f"{'':38} {'fields right':>20} {'of those said':>20} {'errors':>8} {'warns':>8} {'extra':>6} {'seconds':>8}"


def _line(what: str, score: Score) -> str:
    flags, said = score.flags, score.said
    columns = (
        f"{score.right}/{len(score.fields)} {share_of(score.fields):7.1%}".rjust(20),
        f"{sum(field.is_right for field in said)}/{len(said)} {score.share:7.1%}".rjust(20),
        f"{flags.errors_met}/{len(flags.errors)}".rjust(8),
        f"{flags.warnings_met}/{len(flags.warnings)}".rjust(8),
        f"{len(flags.extra)}".rjust(6),
        f"{score.seconds:.2f}".rjust(8),
        "" if score.is_good else " ✗",
        f" refused: {score.refusal}" if score.refusal else "",
    )
    return f"{what:38} " + " ".join(columns)


def details(score: Score) -> Iterator[str]:
    if score.refusal is not None:
        return
    missing = [field for field in score.fields if field.found == comparing.NOT_READ]
    for entry in dict.fromkeys(field.name.partition(".")[0] for field in missing):
        yield f"{entry}: not read"
    for field in score.fields:
        if not field.is_right and field not in missing:
            yield f"{field.name}: expected {field.expected!r}, found {field.found!r}"
    for flag in score.flags.missed:
        yield f"missed {flag['severity']} {flag.get('id', '')} {flag['where']}: {flag['raw']} → {flag['expected']}"
    for flag in score.flags.extra:
        where = f"line {flag['line']}, measure {flag.get('measure_seq')}"
        yield f"extra {flag['severity']} {flag['kind']} {where}: {flag['raw']} → {flag['expected']}"


if __name__ == "__main__":
    sys.exit(main())
