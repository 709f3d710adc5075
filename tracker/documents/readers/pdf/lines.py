"""Letters to lines: what stands on one line, in the order of reading, with its spaces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from tracker.documents.readers.pdf.page import Letter

_SAME_LINE = 0.45  # Of the size of the letters: further apart, two lines.
_SPACE = 0.15
_WIDE_GAP = 0.45
_MOSTLY = 5
_ECHO_REACH = 4
_USUAL_WIDTH = 0.45
_ONE_AND_A_BIT = 1.4  # A cluster drawn twice is twice as wide as it says.
_MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"


@dataclass
class Line:
    """One printed line: its text and where it stands."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    is_bold: bool
    ends_in_space: bool
    letters: list[Letter]

    def width_of(self, count: int) -> float:
        """Return how wide its first so many characters are printed."""
        left = count
        for letter in self.letters:
            if left <= 0:
                return letter.x0 - self.x0
            left -= len(letter.text)
        return self.x1 - self.x0


def without_echoes(letters: Sequence[Letter]) -> list[Letter]:
    """Take out letters told twice: some programs tell a cluster once for its letter and once more for its mark.

    The echo begins inside a letter just told, or takes no room, and says what one of the last letters said. One that
    stands behind it, as of กำ, is the other half of it: both together are no wider than what they say.
    """
    kept: list[Letter] = []
    widths = _widths(letters)
    for letter, after in zip_longest(letters, letters[1:]):
        near = [one for one in kept[-_ECHO_REACH:] if _is_level(one, letter)]
        if not (letter.text.strip() and any(one.text == letter.text for one in near)):
            kept.append(letter)
            continue
        end = after.x0 if after is not None and _is_level(after, letter) else letter.x1
        takes_no_room = _is_narrow(letter) or abs(end - letter.x0) < letter.size / 50
        if _is_other_half(letter, near, widths):
            continue
        if not (letter.x0 >= near[0].x0 and (takes_no_room or letter.x0 < near[-1].x1 - letter.size / 10)):
            kept.append(letter)
    return kept


def _is_other_half(letter: Letter, near: Sequence[Letter], widths: Mapping[str, float]) -> bool:
    """Tell a cluster told again where its first shape ends; the first is let reach over both."""
    one = next((one for one in reversed(near) if one.text == letter.text), None)
    if one is None or not (one.is_cluster and letter.is_cluster) or abs(letter.x0 - one.x1) > letter.size / 10:
        return False
    if letter.x1 - one.x0 > _ONE_AND_A_BIT * _width(letter.text, widths) * letter.size:
        return False
    one.x1 = letter.x1
    return True


def _is_level(one: Letter, other: Letter) -> bool:
    """Tell letters of one line; the mark that is told again may stand a little higher, over a vowel more."""
    return abs(one.baseline - other.baseline) < other.size / (2 if _is_narrow(other) else 10)


def _is_narrow(letter: Letter) -> bool:
    return letter.is_cluster and letter.x1 - letter.x0 < letter.size / 10


def widen_clusters(letters: Sequence[Letter]) -> None:
    """Let a cluster told by the text of its first shape reach as far as what it says is wide elsewhere."""
    clusters = [letter for letter in letters if letter.is_cluster and len(letter.text) > 1]
    if not clusters:
        return
    widths = _widths(letters)
    for letter in clusters:
        letter.x1 = max(letter.x1, letter.x0 + _width(letter.text, widths) * letter.size)


def _widths(letters: Sequence[Letter]) -> dict[str, float]:
    """Return how wide each letter is where it stands alone, in sizes of letters."""
    widths: dict[str, float] = {}
    for letter, after in pairwise(letters):
        if not letter.is_cluster and letter.baseline == after.baseline and letter.text not in widths:
            widths[letter.text] = (letter.x1 - letter.x0) / letter.size
    return widths


def _width(text: str, widths: Mapping[str, float]) -> float:
    """Return how wide a cluster is by its letters, in sizes of letters."""
    sara_aa = widths.get("\u0e32", _USUAL_WIDTH)
    return sum(
        sara_aa if sign == "\u0e33" else widths.get(sign, _USUAL_WIDTH if at == 0 or sign not in _MARKS else 0.0)
        for at, sign in enumerate(text)
    )


def space_of(letters: Sequence[Letter]) -> float:
    """Return how wide a gap is a space, in sizes of letters: where spaces are told, only one that is none of them."""
    told = sum(letter.text == " " for letter in letters)
    untold = sum(
        before.baseline == after.baseline
        and " " not in {before.text, after.text}
        and _SPACE * after.size < after.x0 - before.x1 < after.size
        for before, after in pairwise(letters)
    )
    return _WIDE_GAP if told > _MOSTLY * untold else _SPACE


def lines_of(letters: Sequence[Letter], space: float) -> list[Line]:
    """Return the lines of an area from top to bottom; `space` is how wide a gap is a space."""
    if any(letter.is_sideways for letter in letters):
        return _sideways(letters, space)
    rows: list[list[tuple[int, Letter]]] = []
    anchor = 0.0
    for at, letter in sorted(enumerate(letters), key=lambda one: (one[1].baseline, one[0])):
        if not rows or letter.baseline - anchor > _SAME_LINE * letter.size:
            rows.append([])
            anchor = letter.baseline
        rows[-1].append((at, letter))
    lines = (_line(_in_order(row), space) for row in rows)
    return [line for line in lines if line is not None]


def _sideways(letters: Sequence[Letter], space: float) -> list[Line]:
    """Headings turned by a quarter are read in the order they were written."""
    line = _line(list(letters), space)
    if line is not None:
        line.text = "".join(letter.text for letter in letters).strip()
    return [line] if line else []


def _in_order(row: list[tuple[int, Letter]]) -> list[Letter]:
    """Order the stretches of a line from left to right; inside a stretch the order of the file holds."""
    stretches: list[list[Letter]] = []
    last: Letter | None = None
    for _, letter in sorted(row, key=lambda one: one[0]):
        if last is None or letter.x0 < last.x0 - letter.size / 2 or letter.x0 > last.x1 + 3 * letter.size:
            stretches.append([])
        stretches[-1].append(letter)
        last = letter
    return [letter for stretch in sorted(stretches, key=lambda one: one[0].x0) for letter in stretch]


def _line(letters: list[Letter], space: float) -> Line | None:
    seen = [letter for letter in letters if letter.text.strip()]
    if not seen:
        return None
    spacing = _spacing(seen)
    text, last, is_open = "", None, False
    for letter in letters:
        if not letter.text.strip():
            is_open = bool(text)
            continue
        if last is not None and (is_open or letter.x0 - last.x1 > spacing + space * letter.size):
            text += " "
        text += letter.text
        last, is_open = letter, False
    return Line(
        text=text,
        x0=min(letter.x0 for letter in seen),
        x1=max(letter.x1 for letter in seen),
        baseline=sorted(letter.baseline for letter in seen)[len(seen) // 2],
        size=sorted(letter.size for letter in seen)[len(seen) // 2],
        is_bold=seen[0].is_bold and seen[-1].is_bold,
        ends_in_space=is_open,
        letters=seen,
    )


def _spacing(letters: Sequence[Letter]) -> float:
    """Return how far apart letters stand that belong together: more than nothing where a line is spread out."""
    gaps = sorted(after.x0 - before.x1 for before, after in pairwise(letters) if not before.is_cluster)
    return max(0.0, gaps[len(gaps) // 2]) if len(gaps) > 8 else 0.0
