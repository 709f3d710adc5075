"""Marks over and under Thai letters, put on the letter they are drawn at: some files tell them at the end of a line."""

from collections.abc import Sequence

from tracker.documents.readers.pdf.page import Letter

_VOWELS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a")
_TONES = frozenset("\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e")
ABOVE_AND_BELOW = _VOWELS | _TONES
_REACH = 150
_FAR = 1.2  # Of the size of the letters: a mark so far from the letter before belongs to another one.


def put_on(mark: Letter, letters: Sequence[Letter]) -> bool:
    """Write a mark behind its letter; false where there is none."""
    if not letters:
        return False
    last = letters[-1]
    is_near = mark.baseline == last.baseline and last.x0 - _FAR * mark.size < mark.x0 < last.x1 + _FAR * mark.size
    owner = last if is_near and last.text != " " else _owner(mark, letters)
    if owner is None:
        return False
    if mark.text in _VOWELS and owner is not last:
        bare = owner.text.rstrip("".join(_TONES))
        owner.text = bare + mark.text + owner.text[len(bare) :]
    else:
        owner.text += mark.text
    return True


def _owner(mark: Letter, letters: Sequence[Letter]) -> Letter | None:
    """Return the letter that ends where the mark has its origin: a mark takes no room of its own."""
    near = [one for one in letters[-_REACH:] if one.baseline == mark.baseline and one.text != " "]
    nearest = min(near, key=lambda one: abs(one.x1 - mark.x0), default=None)
    return nearest if nearest is not None and abs(nearest.x1 - mark.x0) < mark.size / 3 else None
