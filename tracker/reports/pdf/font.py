"""Sarabun as the PDF needs it: installed from its package, with the heights of Thai marks evened out.

As shipped, a tone mark over some vowels stands up to 0.056 em higher or lower than over others. typst then starts a new
run of text at the mark and writes the syllable twice (ขั้ขั้น) for whoever copies or searches the text. Marks of one kind
are therefore put on one height. The licence (OFL-1.1, no reserved font name) allows it.
"""

import atexit
import shutil
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg
from fontTools.ttLib import TTFont

_WEIGHTS = (400, 700)
_NEAR = 60
"""In thousandths of an em: a larger difference is a different place, not a different height of the same place."""


def font_folder(cache_folder: Path | None = None) -> Path:
    """Return a folder with the repaired fonts, written once; without `cache_folder` it dies with the process."""
    folder = _own_folder() if cache_folder is None else cache_folder
    folder.mkdir(parents=True, exist_ok=True)
    for weight in _WEIGHTS:
        target = folder / f"Sarabun-{weight}-even-marks-1.ttf"
        if not target.exists():
            _write_repaired(weight, target)
    return folder


def printable(text: str) -> str:
    """Leave out the characters the font cannot draw, or write what they stand for; PDF/A refuses a missing glyph."""
    drawable = _drawable()
    if all(ord(character) in drawable or character in "\n " for character in text):
        return text
    return "".join(_drawn(character, drawable) for character in text)


def _drawn(character: str, drawable: frozenset[int]) -> str:
    if ord(character) in drawable or character in "\n ":
        return character
    plain = unicodedata.normalize("NFKC", character)
    if all(ord(part) in drawable for part in plain):
        return plain
    # A letter that vanished would change what a text says; a picture that vanished would not.
    return "?" if unicodedata.category(character)[0] in "LN" else ""


@cache
def _own_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="report-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _drawable() -> frozenset[int]:
    """The characters every weight can draw."""
    characters = [_characters(weight) for weight in _WEIGHTS]
    return characters[0].intersection(*characters[1:]) - {0x0A, 0x0D}


def _characters(weight: int) -> frozenset[int]:
    with TTFont(fontpkg.path("Sarabun", weight), lazy=True) as font:
        return frozenset(font.getBestCmap())


def _write_repaired(weight: int, target: Path) -> None:
    # Written beside and moved into place: another process may be reading the folder.
    with (
        TTFont(fontpkg.path("Sarabun", weight), recalcTimestamp=False) as font,
        tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as part,
    ):
        for lookup in font["GPOS"].table.LookupList.Lookup:
            for table in lookup.SubTable:
                if type(table).__name__ in {"MarkBasePos", "MarkMarkPos"}:
                    _even_out(table)
        font.save(part)
    Path(part.name).replace(target)


def _even_out(table: Any) -> None:
    """Put the anchors of Thai marks, and of what they stand on, on the height most marks of their class have."""
    marks = [(record.Class, record.MarkAnchor) for name, record in _marks(table) if name.startswith("uni0E")]
    heights: dict[int, Counter[int]] = {}
    for kind, anchor in marks:
        heights.setdefault(kind, Counter())[anchor.YCoordinate] += 1
    for kind, anchor in [*marks, *_places(table)]:
        if anchor is not None and kind in heights:
            anchor.YCoordinate = _usual(anchor.YCoordinate, heights[kind])


def _usual(height: int, heights: Counter[int]) -> int:
    near = [usual for usual in heights if abs(usual - height) <= _NEAR]
    return max(near, key=lambda usual: heights[usual]) if near else height


def _marks(table: Any) -> Iterator[tuple[str, Any]]:
    if type(table).__name__ == "MarkBasePos":
        return zip(table.MarkCoverage.glyphs, table.MarkArray.MarkRecord, strict=True)
    return zip(table.Mark1Coverage.glyphs, table.Mark1Array.MarkRecord, strict=True)


def _places(table: Any) -> Iterator[tuple[int, Any]]:
    """The anchors of Thai glyphs that marks stand on, with the class of marks each is for."""
    if type(table).__name__ == "MarkBasePos":
        named = [(name, record.BaseAnchor) for name, record in _bases(table)]
    else:
        named = [(name, record.Mark2Anchor) for name, record in _lower_marks(table)]
    for name, anchors in named:
        if name.startswith("uni0E") or "thai" in name:
            yield from enumerate(anchors)


def _bases(table: Any) -> Iterator[tuple[str, Any]]:
    return zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True)


def _lower_marks(table: Any) -> Iterator[tuple[str, Any]]:
    return zip(table.Mark2Coverage.glyphs, table.Mark2Array.Mark2Record, strict=True)
