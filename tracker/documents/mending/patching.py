"""One text under repair, which remembers where each of its letters stood before."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_CONTEXT = 6  # Letters shown on either side of a repair.

Replacement = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True)
class Patch:
    """One place of a text: as it stood, as it stands now, or as it should perhaps stand (None: nobody knows)."""

    kind: str
    raw: str
    repaired: str | None
    is_applied: bool = True


@dataclass
class Patched:
    """A text, the text it was, and the places that differ."""

    before: str
    now: str = ""
    _origins: list[int] = field(default_factory=list)
    _places: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.now = self.before
        self._origins = list(range(len(self.before)))

    def replace(self, kind: str, pattern: re.Pattern[str], replacement: Replacement) -> None:
        """Replace each match by what `replacement` returns; None leaves it."""
        pieces: list[str] = []
        origins: list[int] = []
        done = 0
        for match in pattern.finditer(self.now):
            new = replacement(match)
            if new is None or new == match[0]:
                continue
            start, end = match.span()
            pieces += [self.now[done:start], new]
            origins += self._origins[done:start]
            first, last = self._origin(start), self._origin(end - 1) + 1 if end > start else self._origin(start)
            origins += [min(first + place, max(first, last - 1)) for place in range(len(new))]
            self._places.append((first, last, kind))
            done = end
        if done:
            self.now = "".join([*pieces, self.now[done:]])
            self._origins = origins + self._origins[done:]

    def _origin(self, place: int) -> int:
        return self._origins[place] if place < len(self._origins) else len(self.before)

    def patches(self) -> Iterator[Patch]:
        """Yield the places that differ, with the letters around; what touches is one place."""
        for first, last, kind in _joined(sorted(self._places)):
            start, end = _with_neighbours(self.before, first, last)
            now = self.now[bisect_left(self._origins, start) : bisect_left(self._origins, end)]
            raw = self.before[start:end]
            if raw != now:
                yield Patch(kind, raw, now)


def _joined(places: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    if not places:
        return
    first, last, kind = places[0]
    for next_first, next_last, next_kind in places[1:]:
        if next_first <= last:
            last = max(last, next_last)
        else:
            yield first, last, kind
            first, last, kind = next_first, next_last, next_kind
    yield first, last, kind


def _with_neighbours(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a piece begins and ends with the letters around it that stand in the same line."""
    first = max(start - _CONTEXT, text.rfind("\n", 0, start) + 1, 0)
    line_end = text.find("\n", end)
    return first, min(end + _CONTEXT, len(text) if line_end < 0 else line_end)


def proposal(kind: str, text: str, span: tuple[int, int], better: str | None) -> Patch:
    """Propose a better spelling of one piece of a text, or say that nobody knows one."""
    start, end = span
    first, last = _with_neighbours(text, start, end)
    repaired = None if better is None else text[first:start] + better + text[end:last]
    return Patch(kind, text[first:last], repaired, is_applied=False)
