"""The blocks of one document, mended: each text once, each place noted with its line."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Table
from tracker.documents.mending import mojibake, refusal
from tracker.documents.mending.workshop import Workshop
from tracker.documents.reading import ReadRepair

_SHOWN = 24  # Letters of a scrambled text that are shown.


@dataclass(frozen=True)
class Mended:
    """The blocks as they should have been, and what was done or proposed."""

    blocks: tuple[Block, ...]
    repairs: tuple[ReadRepair, ...] = ()


def mend(blocks: Sequence[Block]) -> Mended:
    """Mend what is certain, note what is likely; raises UnreadableDocument for a text nobody can mend."""
    blocks, unscrambled = _unscrambled([with_texts(block, thai.tidy) for block in blocks])
    texts = list(dict.fromkeys(text for block in blocks for _, text in texts_of(block)))
    workshop = Workshop.of(texts)
    lines = {text: line for block in reversed(blocks) for line, text in texts_of(block)}
    refusal.refuse_what_nobody_can_mend([(lines[text], workshop.mended(text)) for text in texts])
    found = Counter(
        (line, patch) for block in blocks for line, text in texts_of(block) for patch in workshop.patches(text)
    )
    repairs = [
        ReadRepair(patch.kind, line, patch.raw, patch.repaired, count, patch.is_applied)
        for (line, patch), count in found.items()
    ]
    return Mended(tuple(with_texts(block, workshop.mended) for block in blocks), (*unscrambled, *repairs))


def _unscrambled(blocks: list[Block]) -> tuple[list[Block], tuple[ReadRepair, ...]]:
    """Undo a wrong table of letters, if the whole document comes back."""
    texts = list(dict.fromkeys(text for block in blocks for _, text in texts_of(block)))
    found = mojibake.unscrambled_texts(texts)
    if found is None:
        return blocks, ()
    changed = [(raw, better) for raw, better in found.items() if raw != better]
    raw, better = changed[0]
    note = ReadRepair("mojibake", None, raw[:_SHOWN], better[: max(1, _SHOWN // 3)], len(changed))
    return [with_texts(block, lambda text: thai.tidy(found.get(text, text))) for block in blocks], (note,)


def texts_of(block: Block) -> Iterator[tuple[int | None, str]]:
    """Yield each text once with its line: a merged cell stands in every place it covers."""
    if isinstance(block, Paragraph):
        yield block.line, block.text
        return
    for row in block.rows:
        for text in dict.fromkeys(cell for at, cell in enumerate(row.cells) if at not in row.continued):
            yield row.line, text


def with_texts(block: Block, write: Callable[[str], str]) -> Block:
    """Write every text of a block anew."""
    if isinstance(block, Paragraph):
        return replace(block, text=write(block.text))
    return Table(tuple(replace(row, cells=tuple(write(cell) for cell in row.cells)) for row in block.rows))
