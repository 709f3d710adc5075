"""What to make of one part of the machinery: well, to be looked at, to be mended."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a part is, from good to bad."""

    WELL = "well"
    LOOK = "look"
    MEND = "mend"

    @property
    def label(self) -> str:
        """The verdict as the page says it."""
        return {Verdict.WELL: "ปกติ", Verdict.LOOK: "ควรดู", Verdict.MEND: "ต้องแก้"}[self]

    @property
    def tone(self) -> str:
        """The colour word of the verdict."""
        return {Verdict.WELL: "good", Verdict.LOOK: "warn", Verdict.MEND: "bad"}[self]

    @property
    def word(self) -> str:
        """The verdict on the command line."""
        return {Verdict.WELL: "ok", Verdict.LOOK: "look", Verdict.MEND: "MEND"}[self]

    @property
    def is_bad(self) -> bool:
        """Tell whether something must be mended."""
        return self is Verdict.MEND


@dataclass(frozen=True)
class Finding:
    """One part of the machinery, how it is, and what to do."""

    name: str
    """For programs and the command line, in English."""
    verdict: Verdict
    text: str
    """For the command line and the monitor, in English; no secret and no office's name."""
    label: str = ""
    shown: str = ""
    advice: str = ""


def worst(verdicts: list[Verdict]) -> Verdict:
    """Return the worst of some verdicts."""
    order = list(Verdict)
    return max(verdicts, key=order.index, default=Verdict.WELL)
