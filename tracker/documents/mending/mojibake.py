"""Text whose bytes were read with the wrong table: undone exactly, or not at all."""

import re
from collections.abc import Sequence

_THAI = re.compile("[\u0e01-\u0e5b]")
# Each Thai letter is E0 B8 or E0 B9 and a third byte in UTF-8.
_UTF8 = re.compile("เ[ธน][^\x00-\x7f]|à[¸¹][^\x00-\x7f]")
_CUT = re.compile("(?:à[¸¹]|เธ)(?: |$)", re.MULTILINE)
_LATIN = re.compile("[\u00a1-\u00fb]")
_FEW = 10
# Thai letters in the text that comes out. Sound documents: 74 % and more of all letters that are not ASCII.
_MOSTLY = 0.6


def is_scrambled(text: str) -> bool:
    """Tell whether a text is, for the most part, Thai bytes read with another table.

    Of the letters that are not ASCII, in sound documents 2 % at most look so (เธ and เน begin words), in scrambled
    ones all do.
    """
    beyond_ascii = len(re.findall(r"[^\x00-\x7f]", text))
    if beyond_ascii < _FEW:
        return False
    in_threes = 3 * len(_UTF8.findall(text)) + 2 * len(_CUT.findall(text))
    return in_threes > beyond_ascii / 2 or (
        len(_LATIN.findall(text)) > 0.8 * beyond_ascii and not _reads_as_latin(text)
    )


def unscrambled(text: str) -> str:
    """Undo the wrong table where every letter of the text comes back as Thai; else leave the text."""
    if not is_scrambled(text):
        return text
    for read_as, written_in in (("cp874", "utf-8"), ("latin-1", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "cp874")):
        found = _reread(text, read_as, written_in)
        if found is not None:
            return found
    return text


def unscrambled_texts(texts: Sequence[str]) -> dict[str, str] | None:
    """Undo the wrong table in every text of a document, or in none."""
    found = _SEPARATOR.join(texts)
    restored = unscrambled(found)
    return None if restored == found else dict(zip(texts, restored.split(_SEPARATOR), strict=True))


_SEPARATOR = "\x1e"


def _reread(text: str, read_as: str, written_in: str) -> str | None:
    try:
        found = b"".join(_byte(character, read_as) for character in text).decode(written_in)
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None
    beyond_ascii = len(re.findall(r"[^\x00-\x7f]", found))
    return found if len(_THAI.findall(found)) > _MOSTLY * beyond_ascii else None


def _byte(character: str, read_as: str) -> bytes:
    """Return the byte a character was read from; where the table is empty, programs hand the byte on as it is."""
    try:
        return character.encode(read_as)
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _reads_as_latin(text: str) -> bool:
    """Tell whether letters with accents stand among plain ones, as in French, rather than side by side."""
    return len(re.findall("[\u00a1-\u00fb]{2}", text)) < len(_LATIN.findall(text)) / 4
