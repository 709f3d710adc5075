"""Cells left blank where the paper has one merged cell: text files and lists of commas say nothing of merging."""

from collections.abc import Iterator, Sequence

from tracker.documents.parsing.rows import MeasureTable, RawMeasure

_HOLDS_FOR_SEVERAL = ("analysis", "owner", "period", "monitoring")
_SHARE = 3  # Of so many rows one at least is blank where a column was merged row by row.


def fill_merged_blanks(table: MeasureTable) -> None:
    """Let a cell hold for the rows below it that the form shows to be merged with it.

    An indicator holds until the next one. What else is blank holds where all following rows of the indicator or the
    group are blank, where only the first row of the table says anything, or where blanks are the rule in the column.
    """
    if table.has_merged_cells or len(table.measures) < 2:
        return
    groups = list(_groups(table.measures))
    _fill(table.measures, "indicator", list(_under_headings(table.measures)))
    if not any(measure.lines for measure in table.measures):  # Only text files and CSV print where a row begins.
        return
    for name in _HOLDS_FOR_SEVERAL:
        blank = [not measure.cells.get(name) for measure in table.measures]
        if blank[0] or not any(blank):
            continue
        if all(blank[1:]) or (sum(blank) > 1 and sum(blank) * _SHARE >= len(blank)):
            _fill(table.measures, name, [range(len(table.measures))])
        elif len(groups) > 1:
            _fill(table.measures, name, [group for group in groups if _is_merged(table.measures, group, name)])


def fill_merged_monitoring(table: MeasureTable) -> None:
    """Let the one การกำกับติดตาม that stands in the first row hold for all, as its merged cell does."""
    said = [measure.cells["monitoring"] for measure in table.measures if "monitoring" in measure.cells]
    if len(said) == 1 and "monitoring" in table.measures[0].cells:
        for measure in table.measures:
            measure.cells["monitoring"] = said[0]


def _under_headings(measures: Sequence[RawMeasure]) -> Iterator[range]:
    """Yield the rows under each heading of a group."""
    start = 0
    for at in range(1, len(measures) + 1):
        if at == len(measures) or measures[at].group != measures[at - 1].group:
            yield range(start, at)
            start = at


def _groups(measures: Sequence[RawMeasure]) -> Iterator[range]:
    """Yield the rows of each group: those under one heading, or under one indicator."""
    start = 0
    for at in range(1, len(measures) + 1):
        if at == len(measures) or measures[at].group != measures[at - 1].group or measures[at].cells.get("indicator"):
            yield range(start, at)
            start = at


def _is_merged(measures: Sequence[RawMeasure], group: range, name: str) -> bool:
    """Tell a column that is filled above and blank below, from one in which a single cell was forgotten."""
    blank = [not measures[at].cells.get(name) for at in group]
    first = next((at for at, is_blank in enumerate(blank) if is_blank), None)
    if first is None or first == 0 or not all(blank[first:]):
        return False
    others = [other for other in ("indicator", *_HOLDS_FOR_SEVERAL) if other != name]
    above, row = measures[group[0] : group[first]], measures[group[first]]
    return first == 1 or any(
        not row.cells.get(other) and any(one.cells.get(other) for one in above) for other in others
    )


def _fill(measures: Sequence[RawMeasure], name: str, groups: Sequence[range]) -> None:
    for group in groups:
        above: list[str] = []
        for at in group:
            own = measures[at].cells.get(name)
            if own:
                above = own
            elif above:
                measures[at].cells[name] = list(above)
