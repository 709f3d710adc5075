"""What the columns of a table claim to say, by their headings and by what stands under them, until it is decided."""

from collections.abc import Callable, Sequence

from tracker.documents.blocks import Row
from tracker.documents.parsing import contents
from tracker.documents.parsing.headings import is_joint, meanings
from tracker.documents.parsing.month_grid import Heading, MonthGrid

_SHARED = frozenset(["other", "note", "budget", "evidence", "status", "score", "items"])
"""What several columns may say without contradicting one another; nobody reads more than one of them."""
_MAY_NAME = ("group", "analysis", "indicator")
"""Columns that name the measure where no heading says so, best first."""


def claims(heading: Heading) -> tuple[str, ...]:
    """Return what the texts over a column may mean: the lowest says most, else all together, else the highest."""
    if len(heading) > 1 and is_joint(heading[-1]) and "owner" in claims(heading[:-1]):
        return ("joint_owner",)
    for text in (heading[-1] if heading else "", "".join(heading), heading[0] if heading else ""):
        if found := meanings(text):
            return found
    return ()


class ColumnClaims:
    """The columns of one table while it is decided what they say."""

    def __init__(self, headings: Sequence[Heading], body: Sequence[Row], timed: set[int]) -> None:
        self.headings, self.body, self.timed = headings, body, timed
        self.columns: dict[str, int] = {}
        self.joined: dict[str, tuple[int, ...]] = {}
        self.is_guessed = False

    def cells(self, index: int) -> list[str]:
        """Return what stands in a column, rows of one merged cell left out."""
        return [row.cells[index] for row in self.body if index < len(row.cells) and not row.is_one_cell]

    def take_headings(self) -> None:
        """Give each column what its heading says first; what is taken already, what it says next."""
        late: list[tuple[int, tuple[str, ...]]] = []
        for index, heading in enumerate(self.headings):
            found = () if index in self.timed else claims(heading)
            if not found:
                continue
            if index and heading == self.headings[index - 1]:
                self._take_half(found[0], index)
            elif found[0] not in self.columns:
                self.columns[found[0]] = index
            elif found[0] not in _SHARED:
                late.append((index, found))
        for index, found in late:
            self._take_late(index, found)

    def _take_half(self, meaning: str, index: int) -> None:
        """Part a heading over two columns: a number before the words, a beginning before an end, or nothing in one."""
        before, own = self.cells(index - 1), self.cells(index)
        if self.columns.get(meaning) != index - 1 or not contents.said(own) or own == before:
            return
        if not contents.said(before) or contents.mostly(before, contents.is_number):
            if contents.said(before) and "number" not in self.columns:
                self.columns["number"] = index - 1
            self.columns[meaning] = index
        elif meaning in {"period", "owner"}:
            self.joined[meaning] = (index,)

    def _take_late(self, index: int, found: tuple[str, ...]) -> None:
        self.is_guessed = True
        other = next((meaning for meaning in found[1:] if meaning not in self.columns | dict.fromkeys(_SHARED)), None)
        if other is not None:
            self.columns[other] = index
        elif found[0] == "title" and self._is_wider(self.columns["title"], index):
            self.columns["group"] = self.columns.get("group", self.columns["title"])
            self.columns["title"] = index
        elif found[0] == "owner" and self._says_so(index) and not self._says_so(self.columns["owner"]):
            self.columns["owner"] = index

    def _says_so(self, index: int) -> bool:
        return "รับผิดชอบ" in "".join(self.headings[index])

    def _is_wider(self, index: int, other: int) -> bool:
        """Tell a column whose cells hold for several rows each, as those of the other do not."""

        def rows_said(at: int) -> int:
            return sum(
                bool(row.cells[at].strip()) and at not in row.continued for row in self.body if at < len(row.cells)
            )

        return rows_said(index) < rows_said(other)

    def settle_time(self, grid: MonthGrid | None) -> None:
        """Make one period of beginning and end; a grid of months says it where no column does."""
        start, end = self.columns.pop("start", None), self.columns.pop("end", None)
        own = self.columns.get("period")
        if own is not None and grid is not None and not contents.said(self.cells(own)):
            own = None
        if own is not None:
            return
        if start is not None and end is not None:
            self.columns["period"], self.joined["period"] = start, (end,)
        elif start is not None or end is not None:
            self.columns["period"] = start if start is not None else end or 0
        elif grid is not None and self._is_marked(grid):
            self.columns["period"] = grid.columns[0]

    def settle_results(self, grid: MonthGrid | None) -> None:
        """Join what a report says of each quarter under one heading of results."""
        if grid is not None and "result" not in self.columns and not self._is_marked(grid):
            over = [at for at in grid.columns if "result" in claims(self.headings[at][:1])]
            self.columns |= {"result": over[0]} if over else {}
            self.joined |= {"result": tuple(over[1:])} if over else {}

    def _is_marked(self, grid: MonthGrid) -> bool:
        cells = [text for index in grid.columns for text in contents.said(self.cells(index))]
        return not cells or contents.mostly(cells, lambda text: contents.is_mark(text) or contents.is_period(text))

    def settle_remedies(self) -> None:
        """Tell แนวทางแก้ไข behind the problems of a report, which is what shall follow, from the steps of a measure."""
        steps, problem = self.columns.get("steps"), self.columns.get("problem")
        if steps is None or problem is None or "result" not in self.columns or steps < problem:
            return
        if "แก้" in "".join(self.headings[steps]):
            self.columns["suggestion"] = self.columns.pop("steps")

    def settle_owners(self) -> None:
        joint = self.columns.pop("joint_owner", None)
        if joint is None:
            return
        if "owner" in self.columns:
            self.joined["owner"] = (joint,)
        else:
            self.columns["owner"] = joint

    def settle_contents(self) -> None:
        """Take back what a heading says and no cell does: indicators of success, kinds that are none."""
        for meaning, test in (("indicator", contents.is_indicator), ("kind", contents.is_kind)):
            index = self.columns.get(meaning)
            if index is not None and (said := contents.said(self.cells(index))) and not any(map(test, said)):
                del self.columns[meaning]
        index = self.columns.get("steps")
        if index is not None and "result" not in self.columns and "การดำเนิน" in "".join(self.headings[index]):
            said = contents.said(self.cells(index))
            is_plain = not {"ขั้นตอน", "วิธี", "แนวทาง"} & {
                word for word in ("ขั้นตอน", "วิธี", "แนวทาง") if word in self.headings[index][-1]
            }
            if is_plain and len(said) > 1 and contents.mostly(said, contents.is_result):
                self.columns["result"] = self.columns.pop("steps")
                self.is_guessed = True

    def find_title(self) -> None:
        """Find the measure where no heading says so: แนวทาง… beside no steps, or what a full table begins with."""
        if "title" in self.columns:
            return
        for meaning in ("steps", *_MAY_NAME):
            index = self.columns.get(meaning)
            if index is not None and "title" in claims(self.headings[index]):
                self.columns["title"] = self.columns.pop(meaning)
                return
        if not {"steps", "owner", "period"} <= self.columns.keys():
            return
        index = next((at for at in self._unclaimed() if self._names_things(at)), None)
        if index is None:
            named = next((name for name in _MAY_NAME if name in self.columns), None)
            index = self.columns[named] if named else None
            if named and named != "indicator":
                del self.columns[named]
        if index is not None:
            self.columns["title"], self.is_guessed = index, True

    def name_by_place(self) -> None:
        """Take the column right before the steps for the names; without steps the first column of words."""
        steps = self.columns.get("steps")
        texts = [at for at in range(len(self.headings)) if at not in self.columns.values() and self._names_things(at)]
        before = [at for at in texts if steps is None or at < steps]
        if before:
            self.columns["title"] = before[-1] if steps is not None else before[0]
        elif texts:
            self.columns["title"] = texts[0]
        elif steps is not None:
            self.columns["title"] = self.columns.pop("steps")

    def _names_things(self, index: int) -> bool:
        cells = self.cells(index)
        others = (contents.is_number, contents.is_period, contents.is_owner, contents.is_money, contents.is_result)
        return bool(contents.said(cells)) and not any(contents.mostly(cells, test) for test in others)

    def _unclaimed(self) -> list[int]:
        return [at for at, heading in enumerate(self.headings) if at not in self.timed and not claims(heading)]

    def guess(self, is_step: Callable[[str], bool]) -> None:
        """Take columns whose headings say nothing for what stands in them."""
        tests = (("period", contents.is_period), ("owner", contents.is_owner), ("result", contents.is_result),
                 ("steps", is_step))  # fmt: skip
        for index in self._unclaimed():
            cells = self.cells(index)
            if index in self.columns.values() or not contents.said(cells):
                continue
            if "number" not in self.columns and contents.mostly(cells, contents.is_number):
                self.columns["number"] = index
                continue
            if "indicator" not in self.columns and contents.mostly(cells, contents.names_indicator, least=2):
                self.columns["indicator"] = index
                continue
            for meaning, test in tests:
                if meaning not in self.columns and contents.mostly(cells, test, least=2):
                    self.columns[meaning], self.is_guessed = index, True
                    break
