"""Measures that are no rows of a table: a heading with labelled lines below it, or a card of label and value.

Both forms are one list of entries (label, words); a measure begins with its name and owns the labels that follow it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Row, Table
from tracker.documents.parsing.findings import section_of
from tracker.documents.parsing.scores import Line
from tracker.documents.parsing.steps import without_number
from tracker.documents.parsing.tables import MeasureTable, RawMeasure, columns_of

_TELLING = frozenset(["steps", "owner", "period", "result", "outcome", "monitoring", "analysis", "indicator"])
_NEEDED = frozenset(["steps", "owner", "period", "result"])
_GOES_ON = frozenset(["steps", "analysis", "monitoring", "result", "outcome", "problem", "suggestion"])
_FEWEST_LABELS = 2
_LONGEST_LABEL = 45
_LONGEST_TITLE = 300
_LABELLED = re.compile(r"^[-–•*●▪\s]*(?P<label>[^:：]{2,45}?)\s*[:：](?!\d)\s*(?P<words>.*)$", re.DOTALL)
_LIST_ENTRY = re.compile(r"^\s*(?:[-–•*●▪]|\(?[0-9๐-๙]{1,2}[.)]|[ก-ฮ][.)]\s)")
_MEASURE_HEADING = re.compile(
    r"^(?P<kind>มาตรการ|โครงการ|กิจกรรม)\s*(?:(?:ที่|ลำดับที่)\s*(?P<no>[0-9๐-๙]{1,2})|(?P<bare>[0-9๐-๙]{1,2})(?=\s*[.:)]))\s*[.:)–-]*\s*(?P<title>.*)$"
)
_BARE_LABELS = frozenset(
    ["ขั้นตอน", "ขั้นตอนการดำเนินการ", "ขั้นตอนการดำเนินงาน", "วิธีดำเนินการ", "วิธีการดำเนินการ", "วิธีการ", "วิธีปฏิบัติ",
     "ระยะเวลา", "ระยะเวลาดำเนินการ", "ระยะเวลาการดำเนินการ", "ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "หน่วยงานรับผิดชอบ",
     "การกำกับติดตาม", "กำกับติดตาม", "ผลการวิเคราะห์", "ผลการดำเนินการ", "ผลลัพธ์", "ตัวชี้วัด", "ตัวชี้วัดที่เกี่ยวข้อง"]
)  # fmt: skip


@dataclass(frozen=True)
class _Entry:
    """A piece of the document: a labelled one (`meaning`), a heading, or words that go on."""

    place: int
    line: int | None
    words: str
    meaning: str | None = None
    is_card: bool = False


@dataclass
class _Measure:
    title: str
    number: int | None
    group: str
    entries: list[_Entry] = field(default_factory=list)
    cells: dict[str, list[str]] = field(default_factory=dict)
    last: str | None = None

    def take(self, entry: _Entry, meaning: str, words: str) -> None:
        self.entries.append(entry)
        self.last = meaning
        said = self.cells.setdefault(meaning, [])
        if words:
            said.append(words)

    @property
    def is_whole(self) -> bool:
        labels = _TELLING & self.cells.keys()
        return len(labels) >= _FEWEST_LABELS and bool(_NEEDED & labels) and bool(self.title)


def labelled_measures(blocks: Sequence[Block], used: set[int]) -> tuple[list[MeasureTable], set[int]]:
    """Find measures written as headings with labelled lines, or as cards; also return the places they stand in."""
    walk = _Walk()
    for entry in _entries(blocks, used):
        walk.take(entry)
    measures = [measure for measure in walk.measures if measure.is_whole]
    if not measures:
        return [], set()
    names = list(dict.fromkeys(name for measure in measures for name in ("title", *measure.cells)))
    table = MeasureTable({name: at for at, name in enumerate(names)}, tuple(names))
    table.measures = [_raw(measure) for measure in measures]
    return [table], {entry.place for measure in measures for entry in measure.entries}


def _raw(measure: _Measure) -> RawMeasure:
    cells = {"title": [measure.title]} | {name: ["\n".join(words)] for name, words in measure.cells.items() if words}
    lines = list(dict.fromkeys(entry.line for entry in measure.entries if entry.line is not None))
    group = "" if "indicator" in measure.cells else measure.group
    return RawMeasure(cells, lines, measure.number, group)


@dataclass
class _Walk:
    measures: list[_Measure] = field(default_factory=list)
    before: _Entry | None = None
    """The last words that belong to nothing: the name of a measure, should labels follow."""
    group: str = ""
    is_open: bool = False

    @property
    def current(self) -> _Measure | None:
        return self.measures[-1] if self.is_open else None

    def take(self, entry: _Entry) -> None:
        if entry.meaning == "title":
            self._begin(entry, entry.words)
        elif entry.meaning is not None:
            self._label(entry, entry.meaning)
        elif _MEASURE_HEADING.match(entry.words) and len(entry.words) <= _LONGEST_TITLE:
            self._begin(entry, entry.words)
        elif section_of(Line(entry.words, entry.line)) is not None:
            self.group, self.is_open, self.before = entry.words, False, None
        else:
            self._words(entry)

    def _begin(self, entry: _Entry, title: str) -> None:
        heading = _MEASURE_HEADING.match(title)
        number, rest = without_number(title)
        if heading:
            digits = heading["no"] or heading["bare"]
            number, rest = int(digits), heading["title"].strip()
        measure = _Measure(thai.one_line(rest), number, self.group)
        if heading:
            measure.cells["kind"] = [heading["kind"]]
        measure.entries.append(entry)
        measure.last = "title" if not rest else None
        self.measures.append(measure)
        self.is_open, self.before = True, None

    def _label(self, entry: _Entry, meaning: str) -> None:
        measure = self.current
        if self.before is not None and (measure is None or meaning in measure.cells):
            self._begin(self.before, self.before.words)
            measure = self.current
        if measure is not None:
            measure.take(entry, meaning, entry.words)

    def _words(self, entry: _Entry) -> None:
        """Words without a label go on with what the last label began, or may be the next measure's name."""
        measure = self.current
        self.before = entry if len(entry.words) <= _LONGEST_TITLE else None
        if measure is None:
            return
        if measure.last == "title":
            measure.title, measure.last = thai.one_line(entry.words), None
            measure.entries.append(entry)
            return
        is_empty = measure.last is not None and not measure.cells.get(measure.last)
        goes_on = measure.last in _GOES_ON and bool(_LIST_ENTRY.match(entry.words))
        if measure.last is not None and (is_empty or goes_on or entry.is_card):
            measure.take(entry, measure.last, entry.words)
            self.before = None
        elif measure.cells and not _LIST_ENTRY.match(entry.words):
            measure.last = None


def _entries(blocks: Sequence[Block], used: set[int]) -> Iterator[_Entry]:
    for place, block in enumerate(blocks):
        if place in used:
            continue
        if isinstance(block, Paragraph):
            yield _paragraph(place, block)
        elif _is_card(block):
            yield from _card(place, block)


def _paragraph(place: int, block: Paragraph) -> _Entry:
    match = _LABELLED.match(block.text)
    if match and not _MEASURE_HEADING.match(match["label"]):
        meaning = _meaning(match["label"])
        if meaning is not None:
            return _Entry(place, block.line, match["words"].strip(), meaning)
    bare = thai.without_spaces(block.text).strip("-•*")
    if bare in _BARE_LABELS:
        return _Entry(place, block.line, "", _meaning(bare))
    return _Entry(place, block.line, block.text)


def _meaning(label: str) -> str | None:
    """Return what a label announces, by the words that head the columns of a table."""
    label = without_number(thai.one_line(label))[1]
    if not label or len(label) > _LONGEST_LABEL:
        return None
    found = next(iter(columns_of(Row((label,)))), None)
    return found if found in _TELLING | {"title", "problem", "suggestion", "kind"} else None


def _is_card(table: Table) -> bool:
    """Tell a table of label and value: two columns, and most labels announce something a measure says."""
    labelled = [row for row in table.rows if len(set(row.cells)) <= 2 and len(row.cells) >= 2]
    if len(labelled) < len(table.rows) or len(table.rows) < _FEWEST_LABELS:
        return False
    known = [row for row in table.rows if _meaning(row.cells[0]) is not None and row.cells[0] != row.cells[-1]]
    asked = [row for row in table.rows if row.cells[0].strip() and row.cells[0] != row.cells[-1]]
    return len(known) >= _FEWEST_LABELS and len(known) * 2 > len(asked)


def _card(place: int, table: Table) -> Iterator[_Entry]:
    for row in table.rows:
        label, words = row.cells[0], row.cells[-1]
        meaning = _meaning(label) if label != words else None
        if meaning is not None:
            yield _Entry(place, row.line, words, meaning, is_card=True)
        elif label == words or not label.strip():
            yield _Entry(place, row.line, words, is_card=not label.strip())
