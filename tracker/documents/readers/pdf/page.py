"""What is printed on one page: letters and rules, turned so that a reader sees it upright; y grows downwards."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Letter:
    """One letter with the marks over and under it: where its line stands, where it begins and ends."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    is_bold: bool = False
    is_sideways: bool = False
    is_cluster: bool = False
    """Whether the file tells the text of one drawn shape (ActualText), which need not hold all that is printed."""

    @property
    def height(self) -> float:
        """Return a y that is surely inside the letter, whatever its font."""
        return self.baseline - self.size / 5


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule: `at` is its x or y, `start` and `end` how far it reaches along the other axis."""

    is_vertical: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Box:
    """A rectangle on a page."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass
class PrintedPage:
    """The letters in the order the file draws them, the rules, and the page's own edges."""

    letters: list[Letter]
    rules: list[Rule]
    box: Box
    has_picture: bool = False
    unmapped: int = 0
    """How many letters the file gives a shape but no meaning."""


@dataclass
class Grid:
    """A table as its rules draw it: the columns' and rows' borders, and which cell covers which place."""

    columns: list[float]
    rows: list[float]
    cells: list[Box]
    places: list[list[int]] = field(default_factory=list)
    """For each row and column the index of the cell that covers it."""

    @property
    def box(self) -> Box:
        return Box(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])
