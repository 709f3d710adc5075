"""How well damaged copies are read: each way of damage, as text and as DOCX (`score_reading --damaged`)."""

from collections.abc import Sequence

from benchmarks import containers
from benchmarks.comparing import Json
from benchmarks.damage import DAMAGES, Damage, Outcome
from benchmarks.golds import Copy, Document
from benchmarks.score_reading import Score, details, scored
from tracker.errors import UnreadableDocument

LEAST = 0.97
_CONTAINERS = ("txt", "docx")
_ADVICE = ".docx"
_LOST = "\u0e33"  # None is left in a copy that lost its circles: one that is read was put there by the reader.


def score_damaged(found: Sequence[Document], *, is_verbose: bool) -> int:
    """Print the table: damage by copy; say whether all is as good as it must be."""
    readable = [document for document in found if _is_readable(document)]
    names = [f"{document.stem[:9]} {container}" for document in readable for container in _CONTAINERS]
    print(f"{'':32}" + "".join(f"{name:>16}" for name in names))
    bad = 0
    for damage in DAMAGES:
        lines: list[str] = []
        cells = []
        for document in readable:
            for container in _CONTAINERS:
                cell, is_good, notes = _read(document, damage, container)
                bad += not is_good
                cells.append(f"{cell:>16}" if is_good else f"{cell + ' ✗':>16}")
                lines += [f"      {document.stem[:9]} {container}: {note}" for note in notes]
        print(f"{damage.name:32}" + "".join(cells), flush=True)
        if is_verbose:
            print("\n".join(lines)) if lines else None
    print(
        f"{bad} copies below {LEAST:.0%}, or neither refused with advice nor left as they were ('-': nothing to damage)"
    )
    return 1 if bad else 0


def _is_readable(document: Document) -> bool:
    try:
        return bool(document.blocks)
    except UnreadableDocument:
        print(f"{document.stem}: not read, so no copy of it is damaged")
        return False


def _read(document: Document, damage: Damage, container: str) -> tuple[str, bool, list[str]]:
    """Read one damaged copy: what to print, whether it is good, and what is wrong."""
    blocks = damage.damaged(document.blocks, document.stem)
    if blocks == document.blocks:
        return "-", True, []
    copy = Copy(container, f"copy{containers.CONTAINERS[container].suffix}", containers.write(blocks, container))
    score = scored(document, copy, damage.fold)
    if damage.outcome is Outcome.READ:
        errors = len(score.flags.errors) - score.flags.errors_met
        alarms = len(score.flags.extra)
        cell = (
            "refused"
            if score.refusal
            else f"{score.share:.1%}" + f" e{errors}" * (errors > 0) + f" +{alarms}" * (alarms > 0)
        )
        return cell, score.share >= LEAST, list(details(score))
    return _left_alone(damage, score)


def _left_alone(damage: Damage, score: Score) -> tuple[str, bool, list[str]]:
    """Judge a copy nobody can mend: refused with advice, or read as printed with what is doubtful said."""
    if score.refusal is not None:
        return "refused", _ADVICE in score.refusal, []
    assert score.reading is not None
    changed = [text for text in _texts(score.reading) if _LOST in text]
    said = [repair for repair in score.reading.get("repairs", []) if not repair["is_applied"]]
    is_good = damage.outcome is Outcome.PROPOSED and not changed and bool(said)
    return (f"{len(changed)} changed" if changed else f"{len(said)} said"), is_good, changed[:5]


def _texts(reading: Json) -> list[str]:
    return [str(text) for measure in reading["measures"] for text in (measure["title"], *measure["steps"])]
