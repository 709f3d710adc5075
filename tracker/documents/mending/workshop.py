"""The order in which one text is mended, with what the whole document tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.documents.mending import doubts, lost_letters, numbers, spelling, wrapping
from tracker.documents.mending.evidence import Evidence
from tracker.documents.mending.patching import Patch, Patched
from tracker.documents.mending.signs import LOST

_ROUNDS = 4  # What is mended tells more about the rest; after the second round there is hardly anything left.


@dataclass
class Workshop:
    """Mends each text of a document once."""

    done: dict[str, Patched]
    circles_are_lost: bool

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Workshop":
        """Mend all texts of a document."""
        done = {text: Patched(text) for text in texts}
        for _ in range(_ROUNDS):
            before = [patched.now for patched in done.values()]
            evidence, script = Evidence.of(before), numbers.script_of(before)
            for patched in done.values():
                _mend(patched, evidence, script)
            if before == [patched.now for patched in done.values()]:
                break
        return cls(done, doubts.has_lost_its_circles("\n".join(patched.now for patched in done.values())))

    def mended(self, text: str) -> str:
        """Return a text of the document as it should have been."""
        return self.done[text].now if text in self.done else text

    def patches(self, text: str) -> list[Patch]:
        """Return what was mended in a text, and what is still doubtful."""
        now = self.mended(text)
        return [
            *self.done[text].patches(),
            *lost_letters.doubts(now),
            *doubts.doubts(now, circles_are_lost=self.circles_are_lost),
        ]


def _mend(text: Patched, evidence: Evidence, script: numbers.Script) -> None:
    if spelling.SUSPICIOUS.search(text.now):
        spelling.mend(text, evidence)
    if LOST in text.now:
        lost_letters.mend(text, evidence)
    if numbers.LETTER_IN_NUMBER.search(text.now) or numbers.MIXED.search(text.now):
        numbers.mend(text, script)
    if wrapping.TORN.search(text.now):
        wrapping.mend(text)
