"""Rules to tables: the only door to pdfplumber, whose geometry finds the cells between the rules."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from tracker.documents.readers.pdf.page import Box, Grid, Rule

_NEAR = 3.0
_SHORTEST = 4.0
_MOST_CROSSINGS = 250_000
_MOST_POINTS = 6_000


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """Return the tables that the rules of a page draw, from top to bottom; one inside another's cell is left out."""
    edges = merge_edges([_edge(rule) for rule in rules], _NEAR, _NEAR, _NEAR, _NEAR)
    edges = [edge for edge in edges if _length(edge) >= _SHORTEST]
    edges = [*edges, *_open_sides(edges)]
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright * (len(edges) - upright) > _MOST_CROSSINGS:
        return []
    points = edges_to_intersections(edges, _NEAR, _NEAR)
    if len(points) > _MOST_POINTS:
        return []
    tables = cells_to_tables(intersections_to_cells(points))
    found = [grid for cells in tables if (grid := _grid([Box(*cell) for cell in cells])) is not None]
    return [grid for grid in found if not any(_is_inside(grid.box, other) for other in found if other is not grid)]


def _edge(rule: Rule) -> dict[str, Any]:
    reach = rule.end - rule.start
    if rule.is_vertical:
        box = {"x0": rule.at, "x1": rule.at, "top": rule.start, "bottom": rule.end, "width": 0.0, "height": reach}
    else:
        box = {"x0": rule.start, "x1": rule.end, "top": rule.at, "bottom": rule.at, "width": reach, "height": 0.0}
    return {**box, "orientation": "v" if rule.is_vertical else "h"}


def _length(edge: dict[str, Any]) -> float:
    return float(edge["x1"] - edge["x0"] if edge["orientation"] == "h" else edge["bottom"] - edge["top"])


def _open_sides(edges: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the outer sides of tables drawn without them: where three rules and more end together between uprights."""
    flat = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    for end in ("x0", "x1"):
        for group in _together(flat, end):
            x, top, bottom = group[0][end], min(e["top"] for e in group), max(e["top"] for e in group)
            crossed = [e for e in upright if e["top"] < bottom - _NEAR and e["bottom"] > top + _NEAR]
            inner = [e for e in crossed if group[0]["x0"] + _NEAR < e["x0"] < group[0]["x1"] - _NEAR]
            if len(group) > 2 and inner and all(abs(e["x0"] - x) > _NEAR for e in crossed):
                reach = (min(top, *(e["top"] for e in inner)), max(bottom, *(e["bottom"] for e in inner)))
                yield _edge(Rule(is_vertical=True, at=x, start=reach[0], end=reach[1]))


def _together(flat: Sequence[dict[str, Any]], end: str) -> Iterator[list[dict[str, Any]]]:
    group: list[dict[str, Any]] = []
    for edge in sorted(flat, key=lambda one: float(one[end])):
        if group and edge[end] - group[0][end] > _NEAR:
            yield group
            group = []
        group.append(edge)
    if group:
        yield group


def _grid(cells: list[Box]) -> Grid | None:
    columns = _borders(x for cell in cells for x in (cell.x0, cell.x1))
    rows = _borders(y for cell in cells for y in (cell.top, cell.bottom))
    if len(columns) < 2 or len(rows) < 2:
        return None
    grid = Grid(columns, rows, cells, [[-1] * (len(columns) - 1) for _ in rows[1:]])
    for index, cell in enumerate(cells):
        for row in range(place_of(rows, cell.top + _NEAR), place_of(rows, cell.bottom - _NEAR) + 1):
            for column in range(place_of(columns, cell.x0 + _NEAR), place_of(columns, cell.x1 - _NEAR) + 1):
                grid.places[row][column] = index
    _close_gaps(grid)
    return grid


def _close_gaps(grid: Grid) -> None:
    """Let every place that no cell covers be a cell of its own."""
    for row, places in enumerate(grid.places):
        for column, index in enumerate(places):
            if index < 0:
                places[column] = len(grid.cells)
                grid.cells.append(
                    Box(grid.columns[column], grid.rows[row], grid.columns[column + 1], grid.rows[row + 1])
                )


def _borders(values: Iterable[float]) -> list[float]:
    borders: list[float] = []
    for value in sorted(values):
        if not borders or value - borders[-1] > _NEAR:
            borders.append(value)
    return borders


def place_of(borders: Sequence[float], value: float) -> int:
    """Return the column or row between whose borders a value lies; the first or last one for what lies outside."""
    return min(max(bisect_right(borders, value) - 1, 0), len(borders) - 2)


def _is_inside(inner: Box, outer: Grid) -> bool:
    box = outer.box
    return (
        box.x0 - _NEAR <= inner.x0
        and inner.x1 <= box.x1 + _NEAR
        and box.top - _NEAR <= inner.top
        and inner.bottom <= box.bottom + _NEAR
        and (inner.x1 - inner.x0) * (inner.bottom - inner.top) < (box.x1 - box.x0) * (box.bottom - box.top)
    )
