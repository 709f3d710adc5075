"""How a table of measures is laid out: which column says what, by its heading and by what stands under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker import thai
from tracker.documents.blocks import Row
from tracker.documents.parsing import contents
from tracker.documents.parsing.column_claims import ColumnClaims, claims
from tracker.documents.parsing.header_rows import HeaderRows, header_rows
from tracker.documents.parsing.headings import is_never_of_measures
from tracker.documents.parsing.month_grid import Heading, MonthGrid, month_grid

TELLING = frozenset(["steps", "owner", "period", "result", "analysis", "monitoring", "outcome"])
_WORK = frozenset(["steps", "owner", "period", "result"])
_HEADER_ROWS = 6
_FEWEST_COLUMNS = 3


@dataclass(frozen=True)
class Layout:
    """What each column says; `joined` names the other columns that say more of the same."""

    columns: dict[str, int]
    joined: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    grid: MonthGrid | None = None
    is_guessed: bool = False
    """Whether a column was taken for something by what stands in it, or two columns claim one meaning."""


def layout_of(rows: Sequence[Row]) -> tuple[HeaderRows, Layout] | None:
    """Find the headings of a table of measures and what its columns say; None for every other table."""
    for first in range(min(_HEADER_ROWS, len(rows))):
        header = header_rows(rows, first)
        if header is None or is_never_of_measures(header.texts):
            continue
        body = rows[header.end :]
        layout = understood(header.headings, body)
        if is_of_measures(layout, header.headings) and not _holds_other_things(layout, body):
            return header, layout
    return None


def is_of_measures(layout: Layout, headings: Sequence[Heading]) -> bool:
    """Tell the columns of measures: the measure, at least two things said about it, and most headings known."""
    telling = TELLING & layout.columns.keys()
    if "title" not in layout.columns or not telling & _WORK:
        return False
    named = {thai.without_spaces("".join(heading)) for heading in headings if heading}
    timed = set(layout.grid.columns) if layout.grid else set()
    known = [heading for at, heading in enumerate(headings) if heading and (at in timed or claims(heading))]
    if len({thai.without_spaces("".join(heading)) for heading in known}) * 2 <= len(named):
        return False
    says_measure = "มาตรการ" in "".join(headings[layout.columns["title"]])
    return len(telling) >= 2 or (says_measure and "steps" in telling and len(named) >= _FEWEST_COLUMNS)


def understood(headings: Sequence[Heading], body: Sequence[Row]) -> Layout:
    """Decide what each column says."""
    grid = month_grid(headings)
    claimed = ColumnClaims(headings, body, set(grid.columns) if grid else set())
    claimed.take_headings()
    claimed.settle_time(grid)
    claimed.settle_results(grid)
    claimed.settle_remedies()
    claimed.settle_owners()
    claimed.settle_contents()
    claimed.find_title()
    claimed.guess(contents.is_action)
    kept = grid if grid is not None and claimed.columns.get("period") == grid.columns[0] else None
    return Layout(claimed.columns, claimed.joined, kept, claimed.is_guessed)


def _holds_other_things(layout: Layout, body: Sequence[Row]) -> bool:
    """Tell tables of published items, of amounts, of persons by what stands where measures should."""
    rows = [row for row in body if not row.is_one_cell]

    def column(name: str) -> list[str]:
        index = layout.columns.get(name)
        return [row.cells[index] for row in rows if index is not None and index < len(row.cells)]

    for name in ("title", "number"):
        if contents.mostly(column(name), contents.is_item_code, least=2):
            return True
    tests = (contents.is_number, contents.is_money, contents.is_period)
    return any(contents.mostly(column("title"), test, least=2) for test in tests)


def guessed_layout(rows: Sequence[Row]) -> Layout | None:
    """Tell measures without known headings by what stands there: dates, owners, names, and lists of what is to be done.

    Lists of announcements have dates and offices too; so the steps must be lists, or the names begin with their kind.
    """
    whole = [row for row in rows if not row.is_one_cell]
    width = max((len(row.cells) for row in whole), default=0)
    if len(whole) < 2 or width < _FEWEST_COLUMNS:
        return None
    claimed = ColumnClaims([()] * width, whole, set())
    claimed.guess(contents.is_list)
    if not {"period", "owner"} <= claimed.columns.keys():
        return None
    first = [_cell(whole[0], claimed.columns[name]) for name in ("period", "owner")]
    if not contents.is_period(first[0]) or not contents.is_owner(first[1]):
        return None
    claimed.name_by_place()
    layout = Layout(claimed.columns, {}, None, is_guessed=True)
    if "title" not in layout.columns or _holds_other_things(layout, whole):
        return None
    names = [_cell(row, layout.columns["title"]) for row in whole]
    return layout if "steps" in layout.columns or contents.mostly(names, contents.begins_with_kind) else None


def _cell(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""
