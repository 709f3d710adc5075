"""Tables drawn with rules between their rows only: the columns are where white runs down through all rows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker import thai
from tracker.documents.readers.pdf.page import Box, Grid, Letter, Rule

_NEAR = 3.0
_FEWEST_RULES = 3
_WIDE = 1.0  # Of the size of the letters: narrower white is a space.
_SHORTEST = 150.0


def grids_without_uprights(rules: Sequence[Rule], letters: Sequence[Letter], drawn: Sequence[Grid]) -> list[Grid]:
    """Return the tables whose rules all lie, end together, and have columns of text between them."""
    found = []
    for flat in _ending_together([rule for rule in rules if not rule.is_vertical]):
        borders = _heights(flat)
        box = Box(flat[0].start, borders[0], flat[0].end, borders[-1])
        if len(borders) < _FEWEST_RULES or any(_overlap(box, grid.box) for grid in drawn):
            continue
        inside = [one for one in letters if one.text.strip() and _is_in(one, box)]
        columns = _columns(inside, box)
        rows = _rows(inside, borders, columns)
        if len(columns) > 2 and len(rows) > _FEWEST_RULES - 1:
            found.append(_grid(columns, rows))
    return found


def _ending_together(flat: Sequence[Rule]) -> Iterator[list[Rule]]:
    groups: dict[tuple[int, int], list[Rule]] = {}
    for rule in flat:
        if rule.end - rule.start > _SHORTEST:
            groups.setdefault((round(rule.start / _NEAR), round(rule.end / _NEAR)), []).append(rule)
    yield from groups.values()


def _heights(flat: Sequence[Rule]) -> list[float]:
    heights: list[float] = []
    for rule in sorted(flat, key=lambda one: one.at):
        if not heights or rule.at - heights[-1] > _NEAR:
            heights.append(rule.at)
    return heights


def _overlap(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom


def _is_in(letter: Letter, box: Box) -> bool:
    return box.x0 <= letter.x0 <= box.x1 and box.top <= letter.height <= box.bottom


def _columns(letters: Sequence[Letter], box: Box) -> list[float]:
    """Return the borders of the columns: the middle of each stretch of white that no row crosses."""
    borders, reach = [box.x0], box.x1
    for at, letter in enumerate(sorted(letters, key=lambda one: one.x0)):
        if at and letter.x0 - reach > _WIDE * letter.size:
            borders.append((reach + letter.x0) / 2)
        reach = max(reach, letter.x1) if at else letter.x1
    return [*borders, box.x1]


def _rows(letters: Sequence[Letter], borders: list[float], columns: Sequence[float]) -> list[float]:
    """Return the borders of the rows: the rules, and in a body without any the lines that begin with a number."""
    if len(borders) > _FEWEST_RULES:
        return borders
    first = sorted(
        (one for one in letters if one.x0 < columns[1] and one.height > borders[1]), key=lambda one: one.baseline
    )
    if not first or not all(thai.arabic_digits(one.text).strip(".)").isdecimal() or one.text in ".)" for one in first):
        return []
    tops = [first[0].baseline]
    for before, after in pairwise(first):
        if after.baseline - before.baseline > after.size / 2:
            tops.append(after.baseline)
    return [*borders[:2], *(top - first[0].size for top in tops[1:]), borders[-1]]


def _grid(columns: list[float], rows: list[float]) -> Grid:
    cells: list[Box] = []
    places: list[list[int]] = []
    for top, bottom in pairwise(rows):
        places.append([len(cells) + at for at in range(len(columns) - 1)])
        cells += [Box(left, top, right, bottom) for left, right in pairwise(columns)]
    return Grid(columns, rows, cells, places)
