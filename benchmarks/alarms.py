"""The flags of a reading against those of a reading by hand.

A flag meets one of the gold by its words, though at another line or measure only if no second flag of the gold has
such words; by its place where one of them has no words, or where neither has a second alarm at that line. Each flag of
the gold wants a flag of its own, and an `error` an `error`. What is raised beyond is an alarm the gold does not have;
an `info` is none, on either side.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.comparing import Fold, plain, unfolded
from tracker import thai

Flag = dict[str, Any]

_FEWEST_LETTERS = 4
# What a flag of the gold without words speaks of, by its `expected`, and the kinds that say so.
_SUBJECTS = (
    (re.compile(r"\b(?:no|a) measure for indicator"), re.compile("low_indicator_without_measure")),
    (re.compile(r"\bstart\b|\bend\b|\bperiod"), re.compile("period")),
    (re.compile(r"\bowner"), re.compile("owner")),
    (re.compile(r"\bsteps?\b|\bresults?\b"), re.compile("step|result")),
)


@dataclass(frozen=True)
class Judgement:
    """What became of the flags of the gold, and which alarms are beyond them."""

    errors: list[Flag]
    warnings: list[Flag]
    missed: list[Flag]
    extra: list[Flag]

    @property
    def errors_met(self) -> int:
        return sum(flag not in self.missed for flag in self.errors)

    @property
    def warnings_met(self) -> int:
        return sum(flag not in self.missed for flag in self.warnings)


def judged(gold: Sequence[Flag], found: Sequence[Flag], fold: Fold = unfolded) -> Judgement:
    """Tell which flags of the gold were raised, and which alarms the gold does not have."""
    errors = [flag for flag in gold if flag["severity"] == "error"]
    warnings = [flag for flag in gold if flag["severity"] == "warn"]
    wanted = [*errors, *warnings]
    alarms = [flag for flag in found if flag["severity"] != "info"]
    pairing = _Pairing(wanted, alarms, fold)
    met = pairing.met()
    missed = [flag for at, flag in enumerate(wanted) if at not in met]
    beyond = [flag for at, flag in enumerate(alarms) if at not in met.values() and not pairing.is_asked_for(at)]
    return Judgement(errors, warnings, missed, beyond)


@dataclass(frozen=True)
class _Pairing:
    wanted: Sequence[Flag]
    alarms: Sequence[Flag]
    fold: Fold

    def met(self) -> dict[int, int]:
        """Give each flag of the gold an alarm of its own: the most that can be met."""
        owner: dict[int, int] = {}
        for at in range(len(self.wanted)):
            self._find_one(at, owner, set())
        pairs = {gold: alarm for alarm, gold in owner.items()}
        for at in range(len(self.wanted)):
            alone = self._alone_at_its_line(at, pairs) if at not in pairs else None
            if alone is not None:
                pairs[at] = alone
        return pairs

    def is_asked_for(self, alarm: int) -> bool:
        """Tell whether an alarm meets any flag of the gold, be it met already: one for each of several rows."""
        return any(self._is_about(self.alarms[alarm], gold) for gold in self.wanted)

    def _find_one(self, at: int, owner: dict[int, int], tried: set[int]) -> bool:
        for alarm, flag in enumerate(self.alarms):
            if alarm in tried or not self._answers(flag, self.wanted[at]):
                continue
            tried.add(alarm)
            if alarm not in owner or self._find_one(owner[alarm], owner, tried):
                owner[alarm] = at
                return True
        return False

    def _answers(self, flag: Flag, gold: Flag) -> bool:
        is_grave_enough = gold["severity"] != "error" or flag["severity"] == "error"
        return is_grave_enough and self._is_about(flag, gold)

    def _is_about(self, flag: Flag, gold: Flag) -> bool:
        return _meets(flag, gold, [other for other in self.wanted if other is not gold], self.fold)

    def _alone_at_its_line(self, at: int, pairs: dict[int, int]) -> int | None:
        """Find the one alarm at the line of a flag that is the only one of the gold there."""
        gold = self.wanted[at]
        lines = lines_of(gold)
        others = [flag for flag in self.wanted if flag is not gold and not lines.isdisjoint(lines_of(flag))]
        here = [alarm for alarm, flag in enumerate(self.alarms) if flag["line"] is not None and flag["line"] in lines]
        if others or len(here) != 1 or here[0] in pairs.values():
            return None
        return here[0] if gold["severity"] != "error" or self.alarms[here[0]]["severity"] == "error" else None


def _meets(flag: Flag, gold: Flag, rivals: Sequence[Flag], fold: Fold) -> bool:
    if gold.get("kinds"):
        return flag["kind"] in gold["kinds"]
    if _speaks_of(flag, gold):
        return True
    is_there = _same_place(flag, gold)
    if not (flag["raw"] and gold["raw"]):
        return is_there is True
    if plain(flag["raw"], fold) != plain(gold["expected"], fold) and not _share_words(flag["raw"], gold["raw"], fold):
        return False
    # The same words at another line: only where no other flag of the gold is about such words.
    return is_there is not False or not any(_share_words(flag["raw"], other["raw"] or "", fold) for other in rivals)


def _same_place(flag: Flag, gold: Flag) -> bool | None:
    """Tell whether both speak of one line or one measure; None where they do not say."""
    if flag["line"] is not None and lines_of(gold):
        return flag["line"] in lines_of(gold)
    seqs = {flag.get("measure_seq"), *(flag.get("measure_seqs") or ())} - {None}
    if seqs and measures_of(gold):
        return not seqs.isdisjoint(measures_of(gold))
    return None


def _speaks_of(flag: Flag, gold: Flag) -> bool:
    """Tell whether a flag says what one of the gold says of the whole table, or of an indicator nobody cares for."""
    subjects = _SUBJECTS if not gold["raw"] and re.search(r"\btable\b", gold["where"]) else _SUBJECTS[:1]
    return any(said.search(gold["expected"] or "") and kind.search(flag["kind"]) for said, kind in subjects)


def _share_words(one: str, other: str, fold: Fold) -> bool:
    left, right = _phrases(one, fold), _phrases(other, fold)
    return any(
        phrase == another or (min(len(phrase), len(another)) >= _FEWEST_LETTERS and _is_within(phrase, another))
        for phrase in left
        for another in right
    )


def _is_within(phrase: str, another: str) -> bool:
    return phrase in another or another in phrase


def _phrases(raw: str, fold: Fold) -> list[str]:
    """Split words at what was left out between them."""
    pieces = re.split(r"…|\s/\s|;", re.sub("[–—]", "-", thai.arabic_digits(raw)))
    return [text for piece in pieces if (text := str(plain(piece, fold)))]


def lines_of(flag: Flag) -> frozenset[int]:
    """Return the lines a flag of the gold names."""
    if flag.get("line") is not None:
        return frozenset([flag["line"]])
    found: set[int] = set()
    for match in re.finditer(r"\blines? ([\d, -]+)", flag["where"]):
        for piece in match[1].replace(" ", "").split(","):
            ends = [int(end) for end in piece.split("-") if end]
            found.update(range(ends[0], ends[-1] + 1) if ends else ())
    return frozenset(found)


def measures_of(flag: Flag) -> frozenset[int]:
    """Return the measures a flag of the gold names."""
    found: set[int] = set()
    for match in re.finditer(r"\bmeasures? (\d+(?:(?:, | and |-| to )\d+)*)", flag["where"]):
        found.update(map(int, re.findall(r"\d+", match[1])))
    return frozenset(found)
