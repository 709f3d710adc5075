"""The blocks of one document, mended: each text once, each place noted with its line."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Table
from tracker.documents.mending import lost_letters, numbers, spelling, wrapping
from tracker.documents.mending.evidence import Evidence
from tracker.documents.mending.patching import Patch, Patched
from tracker.documents.mending.signs import LOST
from tracker.documents.reading import ReadRepair


@dataclass(frozen=True)
class Mended:
    """The blocks as they should have been, and what was done or proposed."""

    blocks: tuple[Block, ...]
    repairs: tuple[ReadRepair, ...] = ()


def mend(blocks: Sequence[Block]) -> Mended:
    """Mend what is certain, note what is likely; raises UnreadableDocument for a text nobody can mend."""
    tidied = [_with_texts(block, thai.tidy) for block in blocks]
    texts = list(dict.fromkeys(text for block in tidied for _, text in _texts(block)))
    workshop = _Workshop(Evidence.of(texts), numbers.script_of(texts))
    mended = tuple(_with_texts(block, workshop.text) for block in tidied)
    found: Counter[tuple[int | None, Patch]] = Counter()
    for block in tidied:
        for line, text in _texts(block):
            found.update((line, patch) for patch in workshop.mended(text)[1])
    repairs = [
        ReadRepair(patch.kind, line, patch.raw, patch.repaired, count, patch.is_applied)
        for (line, patch), count in found.items()
    ]
    return Mended(mended, tuple(repairs))


@dataclass
class _Workshop:
    """Mends each text of a document once, with what the whole document tells."""

    evidence: Evidence
    script: numbers.Script
    done: dict[str, tuple[str, tuple[Patch, ...]]] = field(default_factory=dict)

    def text(self, text: str) -> str:
        return self.mended(text)[0]

    def mended(self, text: str) -> tuple[str, tuple[Patch, ...]]:
        if text not in self.done:
            self.done[text] = self._mend(text)
        return self.done[text]

    def _mend(self, text: str) -> tuple[str, tuple[Patch, ...]]:
        patched = Patched(text)
        if spelling.SUSPICIOUS.search(text):
            spelling.mend(patched, self.evidence)
        if LOST in text:
            lost_letters.mend(patched, self.evidence)
        if numbers.LETTER_IN_NUMBER.search(patched.now) or numbers.MIXED.search(patched.now):
            numbers.mend(patched, self.script)
        if wrapping.TORN.search(patched.now):
            wrapping.mend(patched)
        return patched.now, (*patched.patches(), *lost_letters.doubts(patched.now))


def _texts(block: Block) -> Iterator[tuple[int | None, str]]:
    """Yield each text once with its line: a merged cell stands in every place it covers."""
    if isinstance(block, Paragraph):
        yield block.line, block.text
        return
    for row in block.rows:
        for text in dict.fromkeys(cell for at, cell in enumerate(row.cells) if at not in row.continued):
            yield row.line, text


def _with_texts(block: Block, write: Callable[[str], str]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=write(block.text))
    return Table(tuple(replace(row, cells=tuple(write(cell) for cell in row.cells)) for row in block.rows))
