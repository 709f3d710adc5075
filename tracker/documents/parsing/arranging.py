"""Tables laid out so that one column says one thing: headings on two rows, start and end apart, months as columns.

What comes out is a table as the other rules know it: one row of headings, one column for the period, one for the owner,
one for the steps. A table that needs nothing of this stays as it is.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from tracker import thai
from tracker.documents.blocks import Block, Row, Table
from tracker.documents.parsing.stated_dates import MONTH, month_number
from tracker.documents.parsing.tables import columns_of, is_measures_header

_HEADER_ROWS = 5
_STARTS = re.compile(r"^(?:วัน(?:ที่)?|เดือน|ช่วง|กำหนด)?(?:เริ่ม(?:ต้น|ดำเนินการ|ดำเนินงาน)?|ตั้งแต่)(?:โครงการ|วันที่)?$")
_ENDS = re.compile(r"^(?:วัน(?:ที่)?|เดือน|ช่วง|กำหนด)?(?:สิ้นสุด|แล้วเสร็จ|เสร็จสิ้น|ถึง)(?:โครงการ|วันที่)?$")
_OWNER = re.compile(r"รับผิดชอบ|หน่วยงาน(?:หลัก|ร่วม|สนับสนุน|รอง)")
_SECOND_OWNER = re.compile(r"ร่วม|สนับสนุน|รอง")
_MONTH_CELL = re.compile(rf"^(?:เดือน)?\s*(?P<month>{MONTH})\s*(?P<year>25\d\d|\d\d)?$")
_QUARTER_CELL = re.compile(r"^(?:ไตรมาส\s*(?:ที่)?|Q)\s*(?P<quarter>[1-4])$", re.IGNORECASE)
_YEAR_CELL = re.compile(r"(?P<fiscal>ปี\s*งบ(?:ประมาณ)?)?[^\d]*(?P<year>25\d\d)")
_NO_MARK = re.compile(r"^[-–—.\s]*$")
_FEWEST_MONTHS, _FEWEST_QUARTERS = 6, 3
_FIRST_FISCAL_MONTH = 10
_STEPS_LABEL = re.compile(
    r"(?:^|\n)\s*(?:ขั้นตอน|วิธี)(?:การ|และวิธีการ|/วิธีการ)?(?:ดำเนินการ|ดำเนินงาน|ปฏิบัติ)?\s*(?:[:：]\s*|\n)"
)


def arranged(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a document with its tables laid out one way."""
    return [_arranged(block) if isinstance(block, Table) else block for block in blocks]


def _arranged(table: Table) -> Table:
    for change in (_one_header, _one_period_of_months, _one_period_of_ends, _one_owner, _own_steps):
        table = change(table)
    return table


def _one_header(table: Table) -> Table:
    """Write headings over two rows as one where only both together are the headings of measures."""
    for at, (above, below) in enumerate(pairwise(table.rows[:_HEADER_ROWS])):
        if _is_whole(above) or _is_whole(below):
            return table
        joined = _over(above, below)
        if is_measures_header(joined) and not below.is_one_cell and not above.is_one_cell:
            return Table((*table.rows[:at], joined, *table.rows[at + 2 :]))
    return table


def _is_whole(row: Row) -> bool:
    """Tell a row of headings that names every column it is read by."""
    return is_measures_header(row) and bool(_cell(row, columns_of(row)["title"]))


def _over(above: Row, below: Row) -> Row:
    width = max(len(above.cells), len(below.cells))
    cells = tuple(_cell(below, at) or _cell(above, at) for at in range(width))
    return Row(cells, above.line)


def _cell(row: Row, at: int) -> str:
    return row.cells[at].strip() if at < len(row.cells) else ""


def _without(row: Row, columns: Sequence[int], put: str, at: int) -> Row:
    """Return a row without some columns, with one cell in the place of the first of them."""
    gone = set(columns) - {at}
    kept = [place for place in range(max(len(row.cells), at + 1)) if place not in gone]
    cells = tuple(put if place == at else _cell(row, place) for place in kept)
    new_place = {place: number for number, place in enumerate(kept)}
    goes_on = {place for place in row.continued if place not in gone}
    if at in goes_on and not set(columns) <= row.continued:
        goes_on.discard(at)
    return replace(row, cells=cells, continued=frozenset(new_place[place] for place in goes_on if place in new_place))


def _joined(table: Table, header: int, columns: list[int], heading: str, write: Callable[[list[str]], str]) -> Table:
    """Put several columns together under one heading, each row written by `write`."""
    at = columns[0]
    rows = []
    for place, row in enumerate(table.rows):
        if row.is_one_cell:
            rows.append(_without(row, columns, _cell(row, at), at))
        elif place <= header:
            rows.append(_without(row, columns, heading if place == header else _cell(row, at), at))
        else:
            rows.append(_without(row, columns, write([_cell(row, column) for column in columns]), at))
    return Table(tuple(rows))


def _one_period_of_ends(table: Table) -> Table:
    """Join วันเริ่ม and วันสิ้นสุด."""
    for at, row in enumerate(table.rows[:_HEADER_ROWS]):
        plain = [thai.without_spaces(cell) for cell in row.cells]
        starts = [place for place, cell in enumerate(plain) if _STARTS.match(cell)]
        ends = [place for place, cell in enumerate(plain) if _ENDS.match(cell)]
        if len(starts) == 1 and len(ends) == 1 and starts[0] < ends[0]:
            rows = [*table.rows]
            if at:  # The heading over both, ระยะเวลา, stands in the row above.
                rows[at] = _over(rows[at - 1], row) if not rows[at - 1].is_one_cell else row
            return _joined(Table(tuple(rows)), at, [starts[0], ends[0]], "ระยะเวลา", _from_to)
    return table


def _from_to(cells: list[str]) -> str:
    start, end = (thai.one_line(cell) for cell in cells)
    if start and end and start != end:
        return f"{start} – {end}"
    if start and not end:
        return f"ตั้งแต่ {start}"
    return f"ภายใน {end}" if end and not start else start


def _one_owner(table: Table) -> Table:
    """Join the main and the supporting owner, in this order."""
    for at, row in enumerate(table.rows[:_HEADER_ROWS]):
        plain = [thai.without_spaces(cell) for cell in row.cells]
        owners = [place for place, cell in enumerate(plain) if _OWNER.search(cell) and len(cell) < 40]
        distinct = {plain[place] for place in owners}
        if len(distinct) != len(owners) or len(owners) < 2 or not any(_SECOND_OWNER.search(cell) for cell in distinct):
            continue
        ordered = sorted(owners, key=lambda place: bool(_SECOND_OWNER.search(plain[place])))
        at_first = [min(owners), *[place for place in owners if place != min(owners)]]
        return _joined(table, at, at_first, "ผู้รับผิดชอบ", partial(_owners, [at_first.index(place) for place in ordered]))
    return table


def _owners(order: list[int], cells: list[str]) -> str:
    return " / ".join(dict.fromkeys(cells[at] for at in order if not _NO_MARK.match(cells[at])))


def _own_steps(table: Table) -> Table:
    """Give the steps a column where they stand below the name of the measure, behind the word ขั้นตอน."""
    header = next((at for at, row in enumerate(table.rows[:_HEADER_ROWS]) if is_measures_header(row)), None)
    if header is None:
        return table
    columns = columns_of(table.rows[header])
    title = columns.get("title")
    if title is None or "steps" in columns:
        return table
    below = [row for row in table.rows[header + 1 :] if not row.is_one_cell]
    labelled = [row for row in below if _STEPS_LABEL.search(_cell(row, title))]
    if not below or len(labelled) * 2 < len(below):
        return table
    width = max(len(row.cells) for row in table.rows)
    return Table(tuple(_parted(row, title, width, is_header=at <= header) for at, row in enumerate(table.rows)))


def _parted(row: Row, title: int, width: int, *, is_header: bool) -> Row:
    cells = [_cell(row, at) for at in range(width)]
    if row.is_one_cell or is_header:
        return replace(row, cells=(*cells, cells[0] if row.is_one_cell else "ขั้นตอน"))
    label = _STEPS_LABEL.search(cells[title])
    steps = cells[title][label.end() :] if label else ""
    if label:
        cells[title] = cells[title][: label.start()].strip()
    continued = row.continued | ({width} if title in row.continued else set())
    return replace(row, cells=(*cells, steps), continued=frozenset(continued))


def _one_period_of_months(table: Table) -> Table:
    """Write the marks in columns of months or quarters as the period they mean."""
    for at, row in enumerate(table.rows[:_HEADER_ROWS]):
        names = _months(table, at) or _quarters(row)
        if names:
            columns = sorted(names)
            write = partial(_marked, [names[column] for column in columns])
            return _joined(*_with_one_row_of_headings(table, at), columns, "ระยะเวลา", write)
    return table


def _with_one_row_of_headings(table: Table, at: int) -> tuple[Table, int]:
    """Join the row of months with the headings over it; also return where they stand now."""
    rows = [*table.rows]
    if not at or rows[at - 1].is_one_cell:
        return table, at
    joined = _over(rows[at - 1], rows[at])
    if at > 1 and is_measures_header(rows[at - 1]):
        return Table((*rows[:at], joined, *rows[at + 1 :])), at
    return Table((*rows[: at - 1], joined, *rows[at + 1 :])), at - 1


def _months(table: Table, at: int) -> dict[int, str]:
    """Return the columns a row of headings names after months: column → the month with its year, where it is told."""
    found = {}
    for column, cell in enumerate(table.rows[at].cells):
        match = _MONTH_CELL.match(thai.arabic_digits(thai.one_line(cell)))
        if match:
            number = month_number(match["month"])
            found[column] = f"{thai.MONTHS[number - 1]} {_year_over(table, at, column, number, match['year'])}".strip()
    return found if len(found) >= _FEWEST_MONTHS else {}


def _year_over(table: Table, at: int, column: int, month: int, own: str | None) -> str:
    """Return the year of a month: its own, or that of the heading over it, whose October may be of the year before."""
    if own:
        return own
    for above in reversed(table.rows[:at]):
        match = _YEAR_CELL.search(thai.arabic_digits(_cell(above, column)))
        if match and len(_cell(above, column)) < 30 and not above.is_one_cell:
            is_before = bool(match["fiscal"]) and month >= _FIRST_FISCAL_MONTH
            return str(int(match["year"]) - is_before)
    return ""


def _quarters(row: Row) -> dict[int, str]:
    matches = {at: _QUARTER_CELL.match(thai.arabic_digits(thai.one_line(cell))) for at, cell in enumerate(row.cells)}
    found = {at: f"ไตรมาสที่ {match['quarter']}" for at, match in matches.items() if match}
    return found if len(found) >= _FEWEST_QUARTERS else {}


def _marked(names: list[str], cells: list[str]) -> str:
    """Write the runs of marked columns: ตุลาคม 2568 – ธันวาคม 2568, มีนาคม 2569."""
    runs: list[list[str]] = []
    is_open = False
    for name, cell in zip(names, cells, strict=True):
        if _NO_MARK.match(cell):
            is_open = False
            continue
        if not is_open:
            runs.append([])
        runs[-1].append(name)
        is_open = True
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} – {run[-1]}" for run in runs)
