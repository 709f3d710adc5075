"""Marks, vowels and glyphs: spellings that no Thai word has, and the spaces that tear a letter from its mark."""

import re

from tracker import thai
from tracker.documents.mending import glyphs, signs, words
from tracker.documents.mending.evidence import Evidence
from tracker.documents.mending.patching import Patched, Replacement

_TONES = re.compile(f"[{signs.TONE}]")
SUSPICIOUS = re.compile(
    "|".join(
        [
            *(f"(?:{pattern.pattern})" for _, pattern, _ in thai.MISSPELLINGS),
            glyphs.GLYPH.pattern,
            "[\uf020-\uf0ff]",
            signs.TORN_MARK.pattern,
            signs.TORN_LETTER.pattern,
            signs.TORN_AM.pattern,
            signs.TWICE.pattern,
            signs.SPACE_BEHIND_AM.pattern,
            "ะะ|าา|เเ|แแ|โโ|ใใ|ไไ",
        ]
    )
)
_PASSES = 5  # What one repair lays bare, the next pass finds.


def mend(text: Patched, evidence: Evidence) -> None:
    """Spell a text as Thai is spelt."""
    text.replace("glyphs", glyphs.BOX, lambda match: glyphs.BOXES[match[0]])
    text.replace("glyphs", glyphs.BULLET, lambda match: "•")
    text.replace("glyphs", glyphs.GLYPH, lambda match: glyphs.LETTERS[match[0]])
    for _ in range(_PASSES):
        before = text.now
        for kind, pattern, replacement in thai.MISSPELLINGS:
            text.replace(kind, pattern, _written(replacement))
        text.replace("spaces", signs.TORN_MARK, _joined_mark)
        text.replace("spaces", signs.TORN_LETTER, _joined_letter)
        text.replace("sara_am", signs.TORN_AM, lambda match: _whole_am(match, am_is_kept=evidence.am_is_kept))
        if evidence.am_has_a_space_behind:
            text.replace("spaces", signs.SPACE_BEHIND_AM, _joined_behind_am)
        text.replace("marks", signs.TWICE, _written_once)
        text.replace("marks", signs.DOUBLED, lambda match: match[1])
        if text.now == before:
            break


def _written(replacement: object) -> Replacement:
    def write(match: re.Match[str]) -> str:
        return str(replacement(match)) if callable(replacement) else match.expand(str(replacement))

    return write


def _whole_am(match: re.Match[str], *, am_is_kept: bool) -> str | None:
    """Join ต าบล to ตำบล, or พัฒน าการ to พัฒนาการ.

    The circle of ำ gets lost this way, so it is ำ wherever that makes a word; where the document kept its circles,
    what reads better.
    """
    tones = "".join(dict.fromkeys(_TONES.findall(match[0])))
    if "\u0e4d" in match[0] or match[0].endswith("\u0e33"):
        return f"{tones}\u0e33"
    before, behind = words.run_around(match.string, match.start(), match.end())
    am, aa = f"{tones}\u0e33", f"{tones}\u0e32"
    if am_is_kept:
        return am if words.fit_of(before, am, behind) > words.fit_of(before, aa, behind) else aa
    return am if words.is_known(before, am, behind) or not words.is_known(before, aa, behind) else aa


def _joined_mark(match: re.Match[str]) -> str | None:
    """Put a mark back on the letter before the space, unless more is out of place and it makes no word."""
    before, behind = words.run_around(match.string, match.start(), match.end())
    is_sound = not signs.IMPOSSIBLE.search(thai.spelt(before + behind))
    return "" if is_sound or words.is_known(before, "", behind) else None


def _joined_letter(match: re.Match[str]) -> str | None:
    before, behind = words.run_around(match.string, match.start(), match.end())
    if signs.IMPOSSIBLE.search(before + behind):
        return None
    return "" if words.is_known(before, "", behind) else None


def _joined_behind_am(match: re.Match[str]) -> str | None:
    """Join ตำ บล, where one word reaches over the space."""
    before, behind = words.run_around(match.string, match.start(), match.end())
    return "" if words.reaches_over(before, behind) else None


def _written_once(match: re.Match[str]) -> str | None:
    """Write a letter and its marks once where twice makes no word and once does."""
    cluster = match["cluster"]
    before, behind = words.run_around(match.string, match.start(), match.end())
    is_twice_known = words.is_known(before, cluster * 2, behind)
    return cluster if not is_twice_known and words.is_known(before, cluster, behind) else None
