"""What a file holds once its container is opened: paragraphs and tables, in the order a reader meets them."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of text; `line` is its 1-based line in a text file, None in other containers.

    `last_line` is told by files whose lines are what the reader sees, not those of a mark-up.
    """

    text: str
    line: int | None = None
    last_line: int | None = field(default=None, compare=False)

    @property
    def lines(self) -> range:
        """The lines of the file the paragraph takes; none in containers without lines."""
        return range(0) if self.line is None else range(self.line, (self.last_line or self.line) + 1)


@dataclass(frozen=True)
class Row:
    """One row of a table, merged cells repeated in every place they cover.

    Inside a cell a new line is one line break and an empty line starts a new paragraph; list items carry
    their marker. `continued` names the columns whose cell is merged with the one above; `is_one_cell` says
    that one cell spans the whole row, as headings of groups do; `begins_page` that a page ended above the row,
    which therefore may go on with the one above. `last_line` is told where a row takes more than one line of its file.
    """

    cells: tuple[str, ...]
    line: int | None = None
    continued: frozenset[int] = frozenset()
    is_one_cell: bool = False
    begins_page: bool = False
    last_line: int | None = None

    @property
    def lines(self) -> range:
        """The lines of the file the row takes; none in containers without lines."""
        return range(0) if self.line is None else range(self.line, (self.last_line or self.line) + 1)


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]


Block = Paragraph | Table
