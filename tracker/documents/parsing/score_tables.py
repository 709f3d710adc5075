"""Tables of scores: of the ten indicators, of the instruments, overall, of several years, however a form turns them.

A table is read as it stands and, where that gives nothing, with its rows and columns exchanged: indicators, years and
instruments stand down or across.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from tracker import ita, thai
from tracker.documents.blocks import Table
from tracker.documents.parsing import indicators
from tracker.documents.parsing.levels import level_in_cell
from tracker.documents.parsing.score_cells import (
    NOT_A_RESULT,
    GridRow,
    is_nearer,
    is_of_items,
    is_of_whole,
    item_column,
    key_of,
    labels,
    may_be_overall,
    says_name,
    unfolded,
    year_cell,
)
from tracker.documents.parsing.scores import ScoreRow, StatedScore, YearScore, score_in_cell
from tracker.documents.parsing.subjects import is_foreign

_NUMBER = re.compile(r"^(?:ตัวชี้วัด\s*(?:ที่)?\s*|ตชว\.?\s*(?:ที่)?\s*)?\(?(10|[1-9])[.)]*(?!\d|\.\d)\s*(.*)$", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)(25[4-9]\d)(?!\d)")
_LEVEL_LABEL = re.compile(r"^(?:ระดับ|เกรด|ผลการประเมิน|ผลระดับ|ผลประเมิน)")
_FIRST_OF_EACH = {1, 6, 9}  # The first indicator of IIT, EIT and OIT.
_INDICATORS = 10
_FEWEST_RANKED = 3  # Two that differ are two names exchanged.
_FEWEST_NAMED = 2
_FEWEST_YEARS = 2
_ALIKE = 0.6
_SUB = re.compile(r"^\d")


@dataclass
class ScoreSheet:
    """What one table of scores says: of the assessed year, and of the years before."""

    rows: list[ScoreRow] = field(default_factory=list)
    instruments: dict[str, Decimal] = field(default_factory=dict)
    overall: StatedScore | None = None
    level: str | None = None
    past: list[YearScore] = field(default_factory=list)
    names_year: bool = False
    """Whether the heading of the column it was read from names the assessed year."""

    @property
    def says_anything(self) -> bool:
        return bool(self.rows or self.instruments or self.overall or self.past)


@dataclass(frozen=True)
class Asked:
    """Whose scores are looked for: the assessed year, the office's own name, and the year a caption gives the table."""

    year: int | None = None
    own: str | None = None
    caption_year: int | None = None


def score_sheet(table: Table, asked: Asked) -> ScoreSheet:
    """Read a table of scores; an empty sheet when the table is another one."""
    rows = unfolded([([thai.one_line(cell) for cell in row.cells], row.line) for row in table.rows])
    sheet = _Grid(rows, asked).sheet()
    return sheet if sheet.says_anything else _Grid(_exchanged(rows), asked).sheet()


def score_table(table: Table, year: int | None) -> tuple[ScoreRow, ...]:
    """Return the indicators' rows of a table of scores; empty when the table is another one."""
    return tuple(score_sheet(table, Asked(year)).rows)


def _exchanged(rows: Sequence[GridRow]) -> list[GridRow]:
    width = max((len(cells) for cells, _ in rows), default=0)
    line = next(
        (line for cells, line in reversed(rows) if any(score_in_cell(cell) is not None for cell in cells)), None
    )
    return [([cells[at] if at < len(cells) else "" for cells, _ in rows], line) for at in range(width)]


@dataclass(frozen=True)
class _Subject:
    """Whose score a row holds: an indicator by number, an instrument or the whole by name."""

    key: int | str
    name: str = ""


_SubjectRow = tuple[_Subject | None, list[str], int | None]


@dataclass
class _Grid:
    rows: Sequence[GridRow]
    asked: Asked

    def sheet(self) -> ScoreSheet:
        """Read the grid with its subjects down and its years, if it has several, across."""
        subjects = self._by_name([(self._subject(cells), cells, line) for cells, line in self.rows])
        named = [entry for entry in subjects if entry[0] is not None and any(_scores(entry[1]))]
        if not named or not self._is_of_scores([subject for subject, _, _ in named if subject]):
            return self._years_only()
        first = next(at for at, entry in enumerate(subjects) if entry[0] is not None and any(_scores(entry[1])))
        columns = self._columns(first, [(subject, cells) for subject, cells, _ in named if subject])
        sheet = ScoreSheet()
        own = self._own_column(columns)
        if own is None:
            return sheet
        sheet.names_year = columns[own] is not None and columns[own] == self.asked.year
        for column, year in columns.items():
            if year in {None, self.asked.year}:
                sheet.instruments.update(self._means(column))
        for column in self._blank_below_the_first(first):
            sheet.instruments.update(self._means(column))
        for subject, cells, line in named:
            if subject is not None:
                self._take(sheet, subject, (cells, line), columns, own)
        self._level(sheet, own)
        return sheet

    def _by_name(self, rows: list[_SubjectRow]) -> list[_SubjectRow]:
        """Tell the ranks of a table sorted by score from the indicators' numbers: then the names say which is which."""
        keys = [subject.key for subject, _, _ in rows if subject is not None and isinstance(subject.key, int)]
        named = [indicators.number_of(subject.name) for subject, _, _ in rows if subject is not None and subject.name]
        is_numbered = any(thai.without_spaces(cell) == "ตัวชี้วัดที่" for cells, _ in self.rows[:3] for cell in cells)
        differing = sum(key != own for key, own in zip(keys, named, strict=False))
        if is_numbered or None in named or len(named) != len(keys) or not len(keys) == len(set(named)) == _INDICATORS:
            return rows
        if differing < _FEWEST_RANKED:
            return rows
        return [
            (replace(subject, key=indicators.number_of(subject.name) or subject.key) if subject else None, cells, line)
            for subject, cells, line in rows
        ]

    def _subject(self, cells: Sequence[str]) -> _Subject | None:
        """Tell whose row it is: the number and the name may stand in one cell or in two, in any order."""
        no, name = None, ""
        said = labels(cells)
        for label in said:
            match = _NUMBER.match(thai.arabic_digits(label))
            rest = label[match.start(2) :].strip() if match else label
            if match and no is None and (not rest or not _SUB.match(rest)):
                no = int(match[1])
                name = name or (rest if says_name(rest) else "")
            elif match is None and says_name(label):
                name = name if name and is_nearer(name, label) else label
        if no is not None and (name or self._has_heading("ตัวชี้วัด")) and not is_of_whole(said):
            return _Subject(no, name)
        by_name = next((found for label in said if (found := indicators.number_of(label))), None)
        if by_name is not None:
            return _Subject(by_name, next(label for label in said if indicators.number_of(label)))
        return next((_Subject(key) for label in said if (key := key_of(label))), None)

    def _has_heading(self, word: str) -> bool:
        return any(word in cell for cells, _ in self.rows[:3] for cell in cells)

    def _is_of_scores(self, subjects: Sequence[_Subject]) -> bool:
        """Tell a table of scores from one of risks or goals, whose entries are numbered as well."""
        numbered = [subject for subject in subjects if isinstance(subject.key, int)]
        alike = sum(indicators.nearest(subject.name)[1] >= _ALIKE for subject in numbered if subject.name)
        nameless = len({subject.key for subject in numbered if not subject.name})
        if numbered:
            return alike >= max(_FEWEST_NAMED, len(numbered) / 2) or nameless == 10
        return len({subject.key for subject in subjects}) >= 1

    def _columns(self, first: int, named: Sequence[tuple[_Subject, Sequence[str]]]) -> dict[int, int | None]:
        """Return the columns of results, each with the year its heading names."""
        found: dict[int, int | None] = {}
        item_at = item_column(self.rows)
        for column in range(max(len(cells) for _, cells in named)):
            values = [score_in_cell(cells[column]) for _, cells in named if column < len(cells)]
            said = [value for value in values if value is not None]
            if len(said) * 2 < len(named) or self._counts(column, named):
                continue
            heading = self._heading(column, first)
            if is_of_items(heading, column, item_at) or not self._may_be_result(heading):
                continue
            years = _YEAR.findall(thai.arabic_digits(heading))
            found[column] = int(years[-1]) if years else None
        return found

    def _heading(self, column: int, first: int) -> str:
        return thai.without_spaces(" ".join(cells[column] for cells, _ in self.rows[:first] if column < len(cells)))

    def _may_be_result(self, heading: str) -> bool:
        is_other = NOT_A_RESULT.search(re.sub(r"องค์การบริหารส่วน\S*", "", heading)) is not None
        return not is_other and not is_foreign(heading, self.asked.own)

    def _counts(self, column: int, named: Sequence[tuple[_Subject, Sequence[str]]]) -> bool:
        """Tell the column that counts the rows or the indicators."""
        values = [thai.arabic_digits(cells[column]).strip(" .)(") for _, cells in named if column < len(cells)]
        whole = [int(value) for value in values if value.isdecimal()]
        own = [subject.key for subject, _ in named if isinstance(subject.key, int)]
        return bool(whole) and len(whole) == len([value for value in values if value]) and (
            whole == list(range(whole[0], whole[0] + len(whole))) or whole == own
        )  # fmt: skip

    def _own_column(self, columns: Mapping[int, int | None]) -> int | None:
        """Choose the column of results: the assessed year's, else one that names no year, else the last."""
        year = self.asked.year
        fitting = [column for column, said in columns.items() if said is not None and said == year]
        if fitting:
            return fitting[-1]
        plain = [column for column, said in columns.items() if said is None and not self._means(column)]
        return plain[-1] if plain else max(columns, key=lambda column: columns[column] or 0, default=None)

    def _means(self, column: int) -> dict[str, Decimal]:
        """Return the scores of the instruments where one merged cell stands beside all indicators of each."""
        beside: dict[str, list[Decimal]] = {}
        for cells, _ in self.rows:
            subject = self._subject(cells)
            score = score_in_cell(cells[column]) if column < len(cells) else None
            if subject is not None and isinstance(subject.key, int) and score is not None:
                beside.setdefault(ita.instrument_of(subject.key).value, []).append(score)
        is_one_each = len(beside) == len(ita.Instrument) and all(len(set(said)) == 1 for said in beside.values())
        means = {name: said[0] for name, said in beside.items()} if is_one_each else {}
        return means if len(set(means.values())) > 1 else {}

    def _blank_below_the_first(self, first: int) -> list[int]:
        """Return the columns that say something in the first row of each instrument alone, as blank merged cells do."""
        beside: dict[int, set[int | str]] = {}
        for cells, _ in self.rows[first:]:
            subject = self._subject(cells)
            for column, cell in enumerate(cells):
                if subject is not None and score_in_cell(cell) is not None:
                    beside.setdefault(column, set()).add(subject.key)
        found = [column for column, keys in beside.items() if keys == _FIRST_OF_EACH]
        return [column for column in found if self._may_be_result(self._heading(column, first))]

    def _year_of(self, column: int, columns: Mapping[int, int | None]) -> int | None:
        return columns[column] if columns[column] is not None else self.asked.caption_year

    def _take(
        self, sheet: ScoreSheet, subject: _Subject, row: GridRow, columns: Mapping[int, int | None], own: int
    ) -> None:
        cells, line = row
        score = score_in_cell(cells[own]) if own < len(cells) else None
        if isinstance(subject.key, int):
            if all(known.no != subject.key for known in sheet.rows):
                sheet.rows.append(ScoreRow(subject.key, subject.name, score, line))
            return
        if subject.key != "overall":
            if score is not None:
                sheet.instruments.setdefault(subject.key, score)
            return
        for column in columns:
            self._take_overall(sheet, (column, self._year_of(column, columns)), row, own)

    def _take_overall(self, sheet: ScoreSheet, at: tuple[int, int | None], row: GridRow, own: int) -> None:
        (column, said), (cells, line) = at, row
        score = score_in_cell(cells[column]) if column < len(cells) else None
        if score is None:
            return
        stated = StatedScore(score, line, cells[column])
        if said is not None and self.asked.year is not None and said != self.asked.year:
            if all(past.year != said for past in sheet.past):
                sheet.past.append(YearScore(said, stated))
        elif column == own:
            sheet.overall = sheet.overall or stated

    def _years_only(self) -> ScoreSheet:
        """Read a row of years and under it one of scores, and perhaps one of levels."""
        sheet = ScoreSheet()
        for at, (cells, _) in enumerate(self.rows):
            years = {column: int(match[1]) for column, cell in enumerate(cells) if (match := year_cell(cell))}
            if len(years) < _FEWEST_YEARS:
                continue
            for below, line in self.rows[at + 1 :]:
                label = thai.without_spaces(" ".join(labels(below)))
                scores = {column: score_in_cell(below[column]) for column in years if column < len(below)}
                is_past = bool(scores) and None not in scores.values() and not sheet.past and sheet.overall is None
                if is_past and may_be_overall(label):
                    for column, year in years.items():
                        self._take_overall(sheet, (column, year), (below, line), column)
                elif _LEVEL_LABEL.match(label):
                    levels = [level_in_cell(below[column]) for column, year in years.items() if year == self.asked.year]
                    sheet.level = next(iter(levels), None)
            return sheet
        return sheet

    def _level(self, sheet: ScoreSheet, own: int) -> None:
        for cells, _ in self.rows:
            label = next((thai.without_spaces(cell) for cell in cells[:own] if cell), "")
            if _LEVEL_LABEL.match(label) and own < len(cells):
                sheet.level = sheet.level or level_in_cell(cells[own])


def _scores(cells: Sequence[str]) -> list[bool]:
    return [score_in_cell(cell) is not None for cell in cells]
