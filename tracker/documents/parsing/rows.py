"""Which rows of a table make one measure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker import thai
from tracker.documents.blocks import Row
from tracker.documents.parsing import steps
from tracker.documents.parsing.idle_rows import cell, group_heading, is_no_measure, repeats_headings
from tracker.documents.parsing.layouts import Layout
from tracker.documents.parsing.list_markers import CONTINUED

_SAID_ONCE = frozenset(["indicator", "title", "owner", "period", "monitoring", "analysis"])
_ONLY_CONTINUED = re.compile(r"^\(?\s*ต่อ\s*\)?$")
_DUE = re.compile(r"กำหนด(?:วัน)?(?:แล้ว)?เสร็จ|วันแล้วเสร็จ|กำหนดส่ง|วันครบกำหนด|^(?:due|deadline)", re.IGNORECASE)
_SUB_NUMBER = re.compile(r"^\(?([0-9๐-๙]{1,2})\.([0-9๐-๙]{1,2})\.?\)?(?:\s|$)")
_NEW_ENTRY = re.compile(r"^\s*(?:[-–•*●▪✓➢❖]|\(?[0-9๐-๙]{1,2}[.)])")


@dataclass
class RawMeasure:
    """The rows of one measure: for each column its cells, top to bottom, merged cells once."""

    cells: dict[str, list[str]] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    number: int | None = None
    group: str = ""
    is_due: bool = False
    """Its period is the day by which it is done, as under กำหนดแล้วเสร็จ."""
    marked: set[int] = field(default_factory=set)
    """The columns of a grid of months that its rows have marked."""
    has_step_rows: bool = False
    """Whether rows numbered ๑.๑ are its steps."""
    has_owner_rows: bool = False
    """Whether a row with a step of its own names an owner of its own: no name goes on from one row to the next."""
    label_lines: dict[str, int] = field(default_factory=dict)
    """Where labels, not columns, say what is what: the line of each."""

    def text(self, column: str) -> str:
        """Return what the column says, the rows joined as paragraphs."""
        return "\n\n".join(self.cells.get(column, []))


@dataclass
class MeasureTable:
    """The measures of one logical table, however many pages it was cut into."""

    columns: dict[str, int]
    headings: tuple[str, ...]
    measures: list[RawMeasure] = field(default_factory=list)
    group: str = ""
    place: int = -1
    """Which table of the document it begins with, counted from 0 over all its tables; -1 where it is none of them."""
    layout: Layout = field(default_factory=lambda: Layout({}))
    first_row: int = 0
    """The row below the headings."""
    has_merged_cells: bool = False
    has_blank_rows: bool = False
    """Whether rows of their own go on with a measure: then one at the head of a page need not be the rest of a row."""
    group_cell: str = ""

    @property
    def said(self) -> frozenset[str]:
        """What the form says of its measures: its columns, and what stands behind labels in its cells."""
        return frozenset([*self.columns, *(name for measure in self.measures for name in measure.cells)])


def take_rows(table: MeasureTable, rows: Sequence[Row]) -> None:
    """Add the rows below the headings to a table's measures."""
    rows = [row for row in rows if any(text.strip() for text in row.cells)]
    table.has_blank_rows = table.has_blank_rows or any(_is_nameless(row, table) for row in rows[1:])
    for position, row in enumerate(rows):
        if repeats_headings(row, table.headings) or is_no_measure(row, table.columns):
            continue
        table.has_merged_cells = table.has_merged_cells or bool(row.continued)
        if group := group_heading(row, table.columns):
            table.group = group
        else:
            _take_row(table, row, is_first=position == 0 or row.begins_page)


def begins_with_rest(table: MeasureTable, rows: Sequence[Row]) -> bool:
    """Tell rows of which the first has neither of the number and the name that each row of the table has."""
    is_numbered = bool(table.measures) and all(measure.number is not None for measure in table.measures)
    return is_numbered and bool(rows) and "number" in table.columns and _is_nameless(rows[0], table)


def counts_on(table: MeasureTable, rows: Sequence[Row]) -> bool:
    """Tell rows of which the first has the number that follows the last of the table."""
    last = table.measures[-1].number if table.measures else None
    return bool(rows) and last is not None and _own_number(rows[0], table.columns) == last + 1


def _take_row(table: MeasureTable, row: Row, *, is_first: bool) -> None:
    if table.measures and _is_step_of(table, row):
        _add_step(table.measures[-1], row, table)
        return
    if table.measures and _is_under_heading(table, row):
        table.group = thai.one_line(table.measures.pop().text("title"))
    if table.measures and _continues(table, row):
        is_rest = is_first and row.line is not None and not table.has_blank_rows and _is_nameless(row, table)
        (_go_on if is_rest else _add)(table.measures[-1], row, table)
        return
    if table.measures and is_first and _is_cut(table, row):
        _mend(table.measures[-1], row, table)
        return
    number = _printed_number(row, table.columns)
    measure = RawMeasure(group=_group_of(table, row), number=number, is_due=_is_due(table))
    table.measures.append(measure)
    _add(measure, row, table)


def _is_due(table: MeasureTable) -> bool:
    at = table.columns.get("period", -1)
    if table.layout.joined.get("period") or not 0 <= at < len(table.headings):
        return False
    return bool(_DUE.search(thai.without_spaces(table.headings[at])))


def _group_of(table: MeasureTable, row: Row) -> str:
    """Return what a new measure stands under: the heading of its group, or its cell in the column of groups."""
    own = thai.one_line(cell(row, table.columns, "group"))
    table.group_cell = own or table.group_cell
    return " ".join(dict.fromkeys(text for text in (table.group, table.group_cell) if text))


def _continues(table: MeasureTable, row: Row) -> bool:
    """Tell a row that goes on with the measure above: merged, blank or (ต่อ) in the column of titles."""
    title = thai.one_line(cell(row, table.columns, "title"))
    if table.columns["title"] in row.continued or _ONLY_CONTINUED.match(title):
        return True
    if not title:
        own = _own_number(row, table.columns)
        return own is None or own == table.measures[-1].number
    if not CONTINUED.search(title):
        return False
    bare = thai.without_spaces(steps.without_number(CONTINUED.sub("", title))[1])
    return bare in thai.without_spaces(table.measures[-1].text("title"))


def _is_nameless(row: Row, table: MeasureTable) -> bool:
    """Tell a row that says neither a number nor a name."""
    return not (cell(row, table.columns, "title").strip() or cell(row, table.columns, "number").strip())


def _is_cut(table: MeasureTable, row: Row) -> bool:
    """Tell the rest of a row that a page cut: the number is missing that all rows carry."""
    if any(measure.number is None for measure in table.measures):
        return False
    has_column = all(measure.cells.get("number") for measure in table.measures)
    return (_own_number if has_column else _printed_number)(row, table.columns) is None


def _is_step_of(table: MeasureTable, row: Row) -> bool:
    """Tell a row numbered ๑.๒ below the measure numbered ๑ that has no steps of its own beside it."""
    above = table.measures[-1]
    number = _sub_number(row, table.columns)
    if number is None or number != above.number or cell(row, table.columns, "steps").strip():
        return False
    return "steps" not in table.columns or not above.cells.get("steps") or above.has_step_rows


def _is_under_heading(table: MeasureTable, row: Row) -> bool:
    """Tell the measure ๑.๑ below a row ๑ that says nothing but a name: that row is the heading of a group."""
    above = table.measures[-1]
    number = _sub_number(row, table.columns)
    return number is not None and number == above.number and above.cells.keys() <= {"number", "title"}


def _sub_number(row: Row, columns: dict[str, int]) -> int | None:
    for name in ("number", "title"):
        if match := _SUB_NUMBER.match(thai.one_line(cell(row, columns, name))):
            return int(match[1])
    return None


def _printed_number(row: Row, columns: dict[str, int]) -> int | None:
    own = _own_number(row, columns)
    return own if own is not None else steps.without_number(thai.one_line(cell(row, columns, "title")))[0]


def _own_number(row: Row, columns: dict[str, int]) -> int | None:
    own = thai.arabic_digits(thai.one_line(cell(row, columns, "number"))).strip(".) (")
    return int(own) if own.isdecimal() and len(own) < 4 else None


def _texts(row: Row, table: MeasureTable) -> dict[str, str]:
    """Return what a row says: beginning and end as one period, the main owner before the joint one."""
    texts = {name: cell(row, table.columns, name) for name in table.columns}
    for name, others in table.layout.joined.items():
        parts = [text for index in (table.columns[name], *others) if (text := _at(row, index)) and text.strip("-–— ")]
        texts[name] = _joined(name, parts, has_first=bool(texts[name].strip("-–— ")))
    if table.layout.grid is not None:
        texts["period"] = table.layout.grid.words(row.cells)
    return texts


def _joined(name: str, parts: list[str], *, has_first: bool) -> str:
    if name == "result":  # Each quarter counts for itself, from one or by dashes; what one cell says of two, once.
        return "\n\n".join(f"• {entry}" for part in dict.fromkeys(parts) for entry in steps.steps(part))
    if name != "period":
        return " / ".join(dict.fromkeys(parts))
    if len(parts) == 2:
        return parts[0] if parts[0] == parts[1] else " – ".join(thai.one_line(part) for part in parts)
    return (f"{parts[0]} –" if has_first else f"– {parts[0]}") if parts else ""


def _at(row: Row, index: int) -> str:
    return row.cells[index].strip() if index < len(row.cells) else ""


def _add(measure: RawMeasure, row: Row, table: MeasureTable) -> None:
    """Add what a row says to a measure; what is merged with the row above, or said again, once."""
    is_begun = bool(measure.cells)
    _remember(measure, row, table)
    for name, text in _texts(row, table).items():
        if name == "title" and (_ONLY_CONTINUED.match(text.strip()) or (is_begun and CONTINUED.search(text))):
            continue
        said = measure.cells.get(name, [])
        is_repeated = is_begun and (table.columns[name] in row.continued or (name in _SAID_ONCE and text in said))
        if text.strip() and not is_repeated:
            measure.cells.setdefault(name, []).append(text)
            measure.has_owner_rows = measure.has_owner_rows or (
                name == "owner" and is_begun and _begins_step(row, table)
            )
        elif not is_begun and table.columns[name] in row.continued and len(table.measures) > 1:
            _hand_down(table.measures[-2], measure, name)
    _mark(measure, row, table)


def _begins_step(row: Row, table: MeasureTable) -> bool:
    """Tell a row that begins an entry of the list of steps, rather than going on with one."""
    at = table.columns.get("steps", -1)
    return at not in row.continued and bool(_NEW_ENTRY.match(cell(row, table.columns, "steps")))


def _hand_down(above: RawMeasure, measure: RawMeasure, name: str) -> None:
    """Let a merged cell hold for a row of which the page shows its blank part."""
    if above.cells.get(name):
        measure.cells[name] = list(above.cells[name])


def _add_step(measure: RawMeasure, row: Row, table: MeasureTable) -> None:
    """Add a row that is a step of the measure above, with the owner and the period of its own."""
    _remember(measure, row, table)
    texts = _texts(row, table)
    words = _SUB_NUMBER.sub("", texts.pop("title", "").strip()).strip()
    measure.cells.setdefault("steps", []).append(f"- {words}")
    measure.has_step_rows = True
    for name, text in texts.items():
        said = measure.cells.get(name, [])
        if name in {"owner", "period", "result", "outcome", "monitoring"} and text.strip() and text not in said:
            measure.cells.setdefault(name, []).append(text)
            measure.has_owner_rows = measure.has_owner_rows or name == "owner"
    _mark(measure, row, table)


def _mend(measure: RawMeasure, row: Row, table: MeasureTable) -> None:
    """Put the rest of a row that a page cut behind its beginning, also inside a word."""
    _remember(measure, row, table)
    for name, text in _texts(row, table).items():
        said = measure.cells.setdefault(name, [])
        if not text.strip() or text in said:
            continue
        if said and not _NEW_ENTRY.match(text):
            said[-1] = f"{said[-1].rstrip()}{_glue(said[-1], text)}{text.lstrip()}"
        else:
            said.append(text)
    _mark(measure, row, table)


def _go_on(measure: RawMeasure, row: Row, table: MeasureTable) -> None:
    """Put the lines of a row that a page of a text file cut below those above: each cell is one again."""
    _remember(measure, row, table)
    for name, text in _texts(row, table).items():
        if text.strip():
            said = measure.cells.get(name, [])
            measure.cells[name] = [*said[:-1], "\n".join([*said[-1:], text])]
    _mark(measure, row, table)


def _glue(before: str, after: str) -> str:
    return "" if re.search("[ก-๎]$", before.rstrip()) and re.match("[ก-๎]", after.lstrip()) else " "


def _remember(measure: RawMeasure, row: Row, table: MeasureTable) -> None:
    measure.lines.extend(row.lines)


def _mark(measure: RawMeasure, row: Row, table: MeasureTable) -> None:
    """Tell the months its rows have marked, where none of them says the period in words."""
    grid = table.layout.grid
    if grid is None:
        return
    if not measure.marked and measure.cells.get("period"):
        return
    measure.marked |= grid.marked(row.cells)
    if measure.marked:
        measure.cells["period"] = [grid.phrase(measure.marked)]
