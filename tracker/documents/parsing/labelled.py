"""Measures that are no rows of a table: a heading with labelled lines below it, or a card of label and value.

Both forms are one list of entries (label, words); a measure begins with its name and owns the labels that follow it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracker import thai
from tracker.documents.blocks import Block
from tracker.documents.parsing import indicators
from tracker.documents.parsing.labelled_entries import (
    FEWEST_LABELS,
    MEASURE_HEADING,
    TELLING,
    UNKEPT,
    Entry,
    entries,
    is_right_below,
    without_again,
)
from tracker.documents.parsing.list_markers import Marker, inline, marker_of
from tracker.documents.parsing.scores import Line
from tracker.documents.parsing.sections import Section, section_of
from tracker.documents.parsing.steps import without_number
from tracker.documents.parsing.tables import MeasureTable, RawMeasure

_NEEDED = frozenset(["steps", "owner", "period", "result"])
_GOES_ON = frozenset(["steps", "analysis", "monitoring", "result", "outcome", "problem", "suggestion"])
_COUNTS_ON = _GOES_ON | {UNKEPT}
_LONGEST_TITLE = 300
_LONG_NAME = 45
# What stands below the last label of a measure and is none of its words.
_OPENS = re.compile(
    r"\(?(?:หมายเหตุ|ลงชื่อ|จึงเรียน|ตาราง|ส่วนที่|บทที่|ภาคผนวก|เอกสารแนบ|ผู้จัดทำ)|\((?:นาย|นาง)|ตัวชี้วัด(?:ที่)?\s*[0-9๐-๙]"
)
_LIST_ENTRY = re.compile(r"^\s*(?:[-–•*●▪]|\(?[0-9๐-๙]{1,2}[.)]|[ก-ฮ][.)]\s)")
_NAMED = re.compile(r"^\s*\(?[0-9๐-๙]{1,2}[.)]|^(?:มาตรการ|โครงการ|กิจกรรม)")
_INDICATORS_BEHIND = re.compile(r"\s*\([^()]*ตัวชี้วัด[^()]*\)\s*$")
_OWN_SUB_NUMBER = re.compile(r"^\s*[0-9๐-๙]{1,2}\.(?=[0-9๐-๙]{1,2}[\s.)])")


@dataclass
class _Measure:
    title: str
    number: int | None
    group: str
    marker: Marker | None = None
    """What stood before its name."""
    entries: list[Entry] = field(default_factory=list)
    cells: dict[str, list[str]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    last: str | None = None
    is_due: bool = False

    def take(self, entry: Entry, meaning: str, words: str) -> None:
        self.entries.append(entry)
        self.is_due = self.is_due or entry.is_due
        self.last = meaning
        self.labels.add(entry.label)
        if meaning == UNKEPT and entry.label:
            self.cells.pop(UNKEPT, None)
        said = self.cells.setdefault(meaning, [])
        if words and said and entry.is_again and marker_of(words) is None:
            said[-1] = f"{said[-1]} {words}"
        elif words:
            said.append(words)

    @property
    def is_whole(self) -> bool:
        labels = TELLING & self.cells.keys()
        return len(labels) >= FEWEST_LABELS and bool(_NEEDED & labels) and bool(self.title)

    def is_called(self, title: str) -> bool:
        """Tell its name, or the heading it was numbered by, said once more with (ต่อ) where a page began."""
        number, name = _number_and_name(title)
        bare = without_again(name)
        is_same = thai.without_spaces(bare) == thai.without_spaces(self.title)
        return bare != name and (is_same or (not bare and number is not None and number == self.number))

    @property
    def is_said(self) -> bool:
        """Whether it has said anything that a measure says; behind วัตถุประสงค์: alone it may be none."""
        return bool(TELLING & self.cells.keys())

    @property
    def is_unbroken(self) -> bool:
        """Whether no words stand between what it said last and here that belong to nothing."""
        return self.last is not None or not self.cells.keys() - {"kind"}

    def lists(self, marker: Marker) -> bool:
        """Tell a number that counts on in the list of what was said last."""
        said = self.cells.get(self.last) if self.last in _COUNTS_ON and self.last else None
        before = marker_of(inline(said[-1].split("\n")[-1])[-1]) if said else None
        due = 0 if marker.is_bullet else marker.number - 1
        return before is not None and (before.style, before.number) == (marker.style, due)


def _number_and_name(title: str) -> tuple[int | None, str]:
    """Part the name of a measure from its number: ๒) …, มาตรการที่ ๒ …."""
    if heading := MEASURE_HEADING.match(title):
        return int(heading["no"] or heading["bare"]), heading["title"].strip()
    return without_number(title)


def labelled_measures(blocks: Sequence[Block], used: set[int]) -> tuple[list[MeasureTable], set[int]]:
    """Find measures written as headings with labelled lines, or as cards; also return the places they stand in."""
    walk = _Walk()
    found = list(entries(blocks, used))
    for at, entry in enumerate(found):
        is_long = len(found) > at + 1 and _is_rest_of_name(entry, found[at + 1])
        walk.take(entry, next(iter(found[at + 1 + is_long :]), None))
    measures = [measure for measure in walk.measures if measure.is_whole]
    if not measures:
        return [], set()
    names = list(dict.fromkeys(name for measure in measures for name in ("title", *measure.cells) if name != UNKEPT))
    table = MeasureTable({name: at for at, name in enumerate(names)}, tuple(names))
    table.measures = [_raw(measure) for measure in measures]
    return [table], {entry.place for measure in measures for entry in measure.entries}


def _raw(measure: _Measure) -> RawMeasure:
    title, behind = _title(measure)
    cells = {"title": [title]} | {name: ["\n".join(words)] for name, words in measure.cells.items() if words}
    cells.pop(UNKEPT, None)
    if behind:
        cells.setdefault("indicator", [behind])
    if "steps" in cells:
        cells["steps"] = [_without_own_number(cells["steps"][0])]
    lines = list(dict.fromkeys(line for entry in measure.entries for line in entry.lines))
    group = "" if "indicator" in cells else measure.group
    labels = {entry.meaning: entry.lines[0] for entry in reversed(measure.entries) if entry.meaning and entry.lines}
    return RawMeasure(cells, lines, measure.number, group, is_due=measure.is_due, label_lines=labels)


def _title(measure: _Measure) -> tuple[str, str]:
    """Part a name from the indicators written behind it in brackets."""
    behind = _INDICATORS_BEHIND.search(measure.title)
    if behind is None:
        return measure.title, ""
    return measure.title[: behind.start()], behind[0].strip(" ()")


def _without_score(heading: str, section: Section) -> str:
    """Take the score off the heading of an indicator's part: the part has it, no measure below quotes it."""
    before, name, _ = thai.one_line(heading).partition(section.name)
    return f"{before}{name}" if name else f"ตัวชี้วัดที่ {section.no} {section.name}"


def _without_own_number(text: str) -> str:
    """Take the measure's own number off its steps: ๒.๑ and ๒.๒ are the first and the second step of measure two."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(_OWN_SUB_NUMBER.match(line) for line in lines):
        return "\n".join(re.sub(r"^([0-9๐-๙]{1,2})[.)]?\s", r"\1. ", _OWN_SUB_NUMBER.sub("", line)) for line in lines)
    return text


def _is_rest_of_name(name: Entry, entry: Entry) -> bool:
    """Tell the second line of a long numbered name, which has no mark of its own."""
    is_name = (
        name.meaning is None
        and len(name.words) >= _LONG_NAME
        and (marker_of(name.words) or MEASURE_HEADING.match(name.words)) is not None
    )
    is_plain = entry.meaning is None and marker_of(entry.words) is None and not _OPENS.match(entry.words)
    return is_name and is_right_below(entry, name) and is_plain and MEASURE_HEADING.match(entry.words) is None


@dataclass
class _Walk:
    measures: list[_Measure] = field(default_factory=list)
    before: Entry | None = None
    """The last words that belong to nothing: the name of a measure, should labels follow."""
    group: str = ""
    is_open: bool = False
    is_held: bool = False
    """Whether วัตถุประสงค์: stands alone below those words: the entries of the list below it are no names."""

    @property
    def current(self) -> _Measure | None:
        return self.measures[-1] if self.is_open else None

    def take(self, entry: Entry, after: Entry | None) -> None:
        """Take an entry; what comes behind it tells the name of a measure from an entry of a list."""
        if entry.meaning is not None and entry.meaning != "title":
            self._label(entry, entry.meaning)
        elif self.current is not None and self.current.is_called(entry.words):
            self.current.entries.append(entry)
        elif entry.meaning == "title" or (MEASURE_HEADING.match(entry.words) and len(entry.words) <= _LONGEST_TITLE):
            self._begin(entry)
        elif (section := section_of(Line(entry.words, None))) is not None and not self._is_like(section, entry, after):
            self.group, self.is_open, self.before = _without_score(entry.words, section), False, None
        elif after is not None and after.meaning is not None and self._is_name(entry, after):
            self._begin(entry)
        elif not (after is not None and after.label and self._begins_again(after)) and self._is_rest(entry):
            self._go_on(entry)
        else:
            self._words(entry)

    def _is_like(self, section: Section, entry: Entry, after: Entry | None) -> bool:
        """Tell the name of a measure that is like an indicator's, not one: the labels of the last measure follow it."""
        if not self.measures or after is None or after.meaning in {None, "title"} or not marker_of(entry.words):
            return False
        return after.label in self.measures[-1].labels and indicators.number_of(section.name) is None

    def _begins_again(self, label: Entry) -> bool:
        return self.current is not None and label.label in self.current.labels

    def _is_rest(self, entry: Entry) -> bool:
        """Tell the line of a text right below what a label said, which is the rest of it."""
        measure = self.current
        if measure is None or not is_right_below(entry, measure.entries[-1]) or _OPENS.match(entry.words):
            return False
        if _is_rest_of_name(measure.entries[-1], entry) and not measure.cells.keys() - {"kind"}:
            return True
        return measure.last in measure.cells and bool(measure.cells[measure.last])

    def _go_on(self, entry: Entry) -> None:
        measure = self.measures[-1]
        measure.entries.append(entry)
        if measure.last is None:
            measure.title = f"{measure.title} {entry.words}"
        else:
            measure.cells[measure.last].append(entry.words)

    def _is_name(self, entry: Entry, after: Entry) -> bool:
        """Tell the name of the next measure: labels begin anew behind it, or it counts on from the name before."""
        measure, marker = self.current, marker_of(entry.words)
        if measure is None or not measure.cells or entry.is_card or after.is_again or len(entry.words) > _LONGEST_TITLE:
            return False
        if marker is None or marker.is_bullet or self.is_held:
            return False
        if after.label in measure.labels:
            return True
        own = measure.marker
        is_next = own is not None and (own.style, own.number + 1) == (marker.style, marker.number)
        return is_next and not measure.lists(marker)

    def _begin(self, entry: Entry) -> None:
        heading = MEASURE_HEADING.match(entry.words)
        number, name = _number_and_name(entry.words)
        measure = _Measure(thai.one_line(name), number, self.group, None if heading else marker_of(entry.words))
        if heading:
            measure.cells["kind"] = [heading["kind"]]
        measure.entries.append(entry)
        measure.last = "title" if not name else None
        self.measures.append(measure)
        self.is_open, self.before = True, None

    def _label(self, entry: Entry, meaning: str) -> None:
        if self.before is not None and not entry.is_again and self._is_first(entry, meaning, self.before):
            self._begin(self.before)
        measure = self.current
        self.is_held = meaning == UNKEPT and self.before is not None and not entry.words
        if measure is not None and (meaning != UNKEPT or measure.is_unbroken):
            measure.take(entry, meaning, entry.words)

    def _is_first(self, label: Entry, meaning: str, before: Entry) -> bool:
        """Tell the first label of the measure that the words before it name."""
        measure = self.current
        is_named = _NAMED.match(before.words) is not None
        if meaning == UNKEPT:
            return is_named if measure is None else label.label in measure.labels
        return measure is None or meaning in measure.cells or (is_named and not measure.is_said)

    def _words(self, entry: Entry) -> None:
        """Words without a label go on with what the last label began, or may be the next measure's name."""
        measure = self.current
        if self.before is not None and _is_rest_of_name(self.before, entry):
            lines = range(self.before.lines[0], entry.lines[-1] + 1)
            self.before = replace(self.before, words=f"{self.before.words} {entry.words}", lines=lines)
            return
        if self.is_held and (measure is None or measure.last is None) and _LIST_ENTRY.match(entry.words):
            return
        self.before = entry if len(entry.words) <= _LONGEST_TITLE else None
        self.is_held = False
        if measure is None:
            return
        if measure.last == "title":
            measure.title, measure.last = thai.one_line(entry.words), None
            measure.entries.append(entry)
            return
        is_empty = measure.last is not None and not measure.cells.get(measure.last)
        marker = marker_of(entry.words)
        counts_on = measure.last == UNKEPT and marker is not None and measure.lists(marker)
        goes_on = counts_on or (measure.last in _GOES_ON and bool(_LIST_ENTRY.match(entry.words)))
        if measure.last is not None and (is_empty or goes_on or entry.is_card):
            measure.take(entry, measure.last, entry.words)
            self.before = None
        elif measure.cells and not _LIST_ENTRY.match(entry.words):
            measure.last = None
