"""The fills of a workbook's cells as colours; what a condition or the style of a table paints is not among them."""

from collections.abc import Sequence
from typing import Any

from openpyxl.styles.colors import COLOR_INDEX

from tracker.documents.readers.coloured import colour

_PAPER = (0, 0.0)  # The first colour of a theme, untinted: the window's white.


class Fills:
    """The colours of cells, each style looked at once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[int, str] = {}

    def of(self, cells: Sequence[Any]) -> list[str]:
        """Return the colour of each cell."""
        return [self._of_style(getattr(cell, "_style_id", 0)) for cell in cells]

    def _of_style(self, style: int) -> str:
        found = self._known.get(style)
        if found is None:
            found = self._known[style] = self._looked_up(style)
        return found

    def _looked_up(self, style: int) -> str:
        styles, fills = self._book._cell_styles, self._book._fills  # noqa: SLF001 - as the cells look them up
        if not 0 <= style < len(styles) or not 0 <= styles[style].fillId < len(fills):
            return ""
        fill = fills[styles[style].fillId]
        return _said(fill.fgColor) if getattr(fill, "patternType", None) == "solid" else ""


def _said(painted: Any) -> str:
    if painted is None:
        return ""
    if painted.type == "theme":
        of_theme = (int(painted.theme), round(float(painted.tint or 0), 2))
        return "" if of_theme == _PAPER else f"theme {of_theme[0]} {of_theme[1]}"
    if painted.type == "indexed":
        at = int(painted.indexed)
        return colour(COLOR_INDEX[at]) if 0 <= at < len(COLOR_INDEX) else ""  # Behind them: the window's own.
    return colour(str(painted.rgb))
