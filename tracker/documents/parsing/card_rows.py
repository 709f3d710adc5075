"""The rows of a card: a label, and the words it announces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker import thai
from tracker.documents.blocks import Row, Table
from tracker.documents.parsing.finding_labels import kind_in_cell
from tracker.documents.parsing.headings import meanings
from tracker.documents.parsing.list_markers import CONTINUED
from tracker.documents.parsing.scores import score_in_cell, scores_in
from tracker.documents.parsing.steps import without_number
from tracker.documents.reading import FindingKind

_MOST_COLUMNS = 3
_LONGEST_LABEL = 45
_LONGEST_HEADING = 40
_MOST_HEADINGS = 2
_COUNTER = re.compile(r"[(\[]?[0-9๐-๙]{1,2}[.)\]]*|ที่|ลำดับ(?:ที่)?|ข้อ(?:ที่)?")
_INDICATOR = re.compile(r"(?:ชื่อ)?ตัวชี้วัด(?:ที่)?(?:\s*[0-9๐-๙]{1,2})?")
_OUTLINED = re.compile(r"[\d.)(\s]*ตัวชี้วัด")
_NOTE = re.compile(r"[-–—.\s]*|หมายเหตุ")
_IN_CARDS = frozenset(
    ["title", "steps", "owner", "joint_owner", "period", "start", "end", "analysis", "monitoring", "problem",
     "suggestion", "indicator", "score", "outcome", "result", "budget", "note", "other", "evidence", "items", "kind"]
)  # fmt: skip


@dataclass(frozen=True)
class CardRow:
    """One row of a card, without its number and the (ต่อ) of its label; no label where one cell spans the row."""

    label: str
    words: str
    line: int | None = None
    last_line: int | None = None
    is_again: bool = False

    @property
    def kind(self) -> FindingKind | None:
        """The kind of findings the label announces."""
        return kind_in_cell(self.label) if self.label else None

    @property
    def meaning(self) -> str | None:
        """What the label announces, by the words that head the columns of tables."""
        return next(iter(meanings(self.label)), None) if self.label else None

    @property
    def is_score(self) -> bool:
        """Whether the row says the score of the indicator."""
        return self.meaning == "score" and self.score is not None

    @property
    def score(self) -> str | None:
        """The one score of the row, as printed."""
        said = scores_in(self.words)
        if score_in_cell(self.words) is not None:
            return next(iter(re.findall(r"\d+(?:\.\d+)?", self.words)), None)
        return self.words[said[0][0] : said[0][1]] if len(said) == 1 else None

    @property
    def year(self) -> str:
        """The latest year the label names."""
        return max(re.findall(r"25\d\d", thai.arabic_digits(self.label)), default="")

    @property
    def names_indicator(self) -> bool:
        """Whether the row says of which indicator the card is."""
        return bool(_INDICATOR.fullmatch(self.label) if self.label else _OUTLINED.match(self.words))

    @property
    def text(self) -> str:
        """The whole row as one text."""
        is_said_again = self.words.startswith("ตัวชี้วัด")
        return self.words if is_said_again or not self.label else f"{self.label} {self.words}"

    def as_row(self) -> Row:
        """Return the row as one of two cells, the mark of its going on kept."""
        label = f"{self.label} (ต่อ)" if self.is_again else self.label
        return Row((label or self.words, self.words), self.line, is_one_cell=not self.label, last_line=self.last_line)


def card_rows(table: Table) -> list[CardRow] | None:
    """Return the rows of a card without its headings, going on joined; None of a table that is no card."""
    if any(len(row.cells) > _MOST_COLUMNS for row in table.rows):
        return None
    found: list[CardRow] = []
    unknown = 0
    for row in (row for row in table.rows if any(cell.strip() for cell in row.cells)):
        one = card_row(row)
        if one is None:
            return None
        is_unknown = bool(one.label) and one.kind is None and one.meaning not in _IN_CARDS
        if is_unknown and len(one.words) <= _LONGEST_HEADING and not any(above.label for above in found):
            continue  # The headings of the card: ประเด็น | รายละเอียด.
        unknown += is_unknown
        _add(found, one)
    is_known = found and unknown * 3 <= len(found)
    return found if is_known and not _is_headed_twice(found) else None


def _add(found: list[CardRow], one: CardRow) -> None:
    if found and one.label == found[-1].label and one.label and one.is_again:
        found[-1] = replace(found[-1], words=f"{found[-1].words}\n{one.words}", last_line=one.last_line or one.line)
    else:
        found.append(one)


def card_row(row: Row) -> CardRow | None:
    """Read a row as label and words; None where it says more than that."""
    cells = [cell.strip() for at, cell in enumerate(row.cells) if at == 0 or cell != row.cells[at - 1]]
    while len(cells) > 1 and _COUNTER.fullmatch(cells[0]):
        cells = cells[1:]
    while len(cells) > 2 and _NOTE.fullmatch(cells[-1]):
        cells = cells[:-1]
    if len(cells) <= 1:
        return CardRow("", "".join(cells), row.line, row.last_line)
    label = thai.one_line(without_number(thai.one_line(cells[0]))[1]).rstrip(" :：")
    bare = CONTINUED.sub("", label)
    if len(cells) > 2 or not bare or len(bare) > _LONGEST_LABEL:
        return None
    return CardRow(bare, cells[1], row.line, row.last_line, is_again=bare != label)


def _is_headed_twice(rows: Sequence[CardRow]) -> bool:
    """Tell a table whose rows are of several things: a card says each thing once."""
    labels = [row.label for row in rows if row.label]
    return len(labels) - len(set(labels)) >= _MOST_HEADINGS
