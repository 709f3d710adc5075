"""Months that a plan colours instead of marking them: a fill under the heading of a month counts as its mark.

A colour marks a month where the row's other cells have not got it, so that bands and headings of groups mark nothing;
where some months have it and others have not; and where the rows do not all colour the same months, as columns do
that are shaded. Whatever is typed into the months of a row says it instead, unless it stands in a coloured bar.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from tracker import thai
from tracker.documents.blocks import Row

MARK = "■"
_FEWEST_MONTHS = 3
_LONGEST_LABEL = 40
_NEAR = 2  # Blank rows between two parts of one table.
_MOST_ALIKE = 2  # Rows that colour the same months by chance.
_NAME = "|".join([*thai.MONTHS, *(name.replace(".", r"\.?") for name in thai.MONTH_ABBREVIATIONS)])
_YEAR = r"(?:25\d\d|20\d\d|\d\d)?"
_MONTH = re.compile(rf"\(?(?:เดือน)?(?:{_NAME})\.?{_YEAR}(?:[‐‑‒–—−-](?:{_NAME})\.?{_YEAR})?\)?")
_QUARTER = re.compile(rf"(?:ไตรมาส(?:ที่)?|Q)[1-4](?:/?{_YEAR})(?:\(.*\))?", re.IGNORECASE)
_QUARTERS = frozenset("1234")
_WHITE = re.compile(r"(?:[0-9a-f]{2})?f{6}", re.IGNORECASE)
_HEXADECIMAL = re.compile(r"[0-9a-f]{6,8}", re.IGNORECASE)


@dataclass(frozen=True)
class Shades:
    """The cells of one row: what each says, and its colour; no colour is ''."""

    cells: Sequence[str]
    colours: Sequence[str]

    def said(self, at: int) -> str:
        return self.cells[at].strip() if at < len(self.cells) else ""

    def colour(self, at: int) -> str:
        return self.colours[at] if at < len(self.colours) else ""


@dataclass
class _Plan:
    """Rows below one heading of months."""

    months: tuple[int, ...]
    rows: dict[int, Shades] = field(default_factory=dict)


def colour(said: str) -> str:
    """Write a colour one way: six hexadecimal digits, or its name; white is no colour."""
    bare = said.strip().lower().lstrip("#")
    if len(bare) == 3 and _HEXADECIMAL.fullmatch(bare * 2):
        bare = "".join(letter * 2 for letter in bare)
    if bare in {"", "auto", "none", "white", "transparent", "inherit", "initial"} or _WHITE.fullmatch(bare):
        return ""
    return bare[-6:] if _HEXADECIMAL.fullmatch(bare) else bare


def coloured_months(rows: Sequence[Shades]) -> dict[int, frozenset[int]]:
    """Return the places of each row whose colour marks a month."""
    if not any(any(row.colours) for row in rows):
        return {}
    return {at: places for plan in _plans(rows) for at, places in _marked(plan).items() if places}


def _plans(rows: Sequence[Shades]) -> Iterator[_Plan]:
    """Part rows at headings of months; below a blank row, those are of the plan that say two things and more."""
    plan = _Plan(())
    blank, is_behind_blank = 0, False
    for at, row in enumerate(rows):
        if months := _months(rows, at):
            yield plan
            plan, blank, is_behind_blank = _Plan(months), 0, False
            continue
        if not plan.months or blank > _NEAR:
            continue
        blank = 0 if any(text.strip() for text in row.cells) else blank + 1
        is_behind_blank = is_behind_blank or blank > 0
        others = sum(bool(row.said(place)) for place in _others(row, plan.months))
        if others > (1 if is_behind_blank else 0):
            plan.rows[at] = row
    yield plan


def _months(rows: Sequence[Shades], at: int) -> tuple[int, ...]:
    """Return the columns that a row heads with months or quarters; none where it names fewer than three."""
    named = {place: label for place, text in enumerate(rows[at].cells) if (label := _label(text))}
    timed = {place: label for place, label in named.items() if label not in _QUARTERS}
    if not timed and at:
        timed = {place: label for place, label in named.items() if "ไตรมาส" in rows[at - 1].said(place)}
    return tuple(timed) if len(set(timed.values())) >= _FEWEST_MONTHS else ()


@lru_cache(maxsize=4096)
def _label(text: str) -> str:
    """Return the month or the quarter a cell names and nothing else; the number of a quarter may stand alone."""
    if not text or len(text) > _LONGEST_LABEL:
        return ""
    label = thai.without_spaces(thai.arabic_digits(text))
    is_time = label in _QUARTERS or _MONTH.fullmatch(label) or _QUARTER.fullmatch(label)
    return label if is_time else ""


def _others(row: Shades, months: Sequence[int]) -> list[int]:
    return [at for at in range(len(row.cells)) if at not in months]


def _texts(row: Shades, places: Iterable[int]) -> set[str]:
    return {text for at in places if (text := row.said(at))}


def _marked(plan: _Plan) -> dict[int, frozenset[int]]:
    """Return the coloured months of each row, none where the colours are those of bands or of columns."""
    coloured = {at: _bars(row, plan.months) for at, row in plan.rows.items()}
    if not any(0 < len(places) < len(plan.months) for places in coloured.values()):
        return {}
    patterns = Counter(coloured[at] for at, row in plan.rows.items() if coloured[at] or _is_plain(row, plan.months))
    most = patterns.most_common(1)[0][1]
    is_alone = sum(1 for places in patterns if places) == 1
    if is_alone and most > _MOST_ALIKE and patterns[frozenset()] * 4 <= patterns.total():
        return {}
    return {
        at: _beside_text(plan.rows[at], places, plan.months, is_bar=not is_alone) for at, places in coloured.items()
    }


def _is_plain(row: Shades, months: Sequence[int]) -> bool:
    """Tell a row that is neither shaded as a whole nor the heading of a group."""
    others = _others(row, months)
    return len(_texts(row, others)) > 1 and not any(_shades(row, months))


def _shades(row: Shades, months: Sequence[int]) -> set[str]:
    """Return the colour of the row itself: that of half of the other cells that say something."""
    said = [row.colour(at) for at in _others(row, months) if row.said(at)]
    return {shade for shade, count in Counter(said).items() if count * 2 >= len(said)}


def _bars(row: Shades, months: Sequence[int]) -> frozenset[int]:
    shades = _shades(row, months)
    return frozenset(at for at in months if row.colour(at) and row.colour(at) not in shades)


def _beside_text(row: Shades, places: frozenset[int], months: Sequence[int], *, is_bar: bool) -> frozenset[int]:
    """Return the coloured months of a row; where something is typed, those of the bar it is typed in."""
    typed = {row.colour(at) for at in months if row.said(at)}
    if not typed:
        return places
    if not is_bar or "" in typed:
        return frozenset()
    return frozenset(at for at in places if not row.said(at) and row.colour(at) in typed)


def marked(rows: Sequence[Row], colours: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """Write the mark into the coloured months of a table."""
    found = coloured_months([Shades(row.cells, own) for row, own in zip(rows, colours, strict=True)])
    return tuple(
        replace(row, cells=with_marks(row.cells, found[at])) if at in found else row for at, row in enumerate(rows)
    )


def with_marks(cells: Sequence[str], places: frozenset[int]) -> tuple[str, ...]:
    """Write the mark into the places of a row that say nothing."""
    return tuple(MARK if at in places and not cell.strip() else cell for at, cell in enumerate(cells))
