"""What the analysis says of each indicator: its sections, strengths and weaknesses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracker import ita, thai
from tracker.documents.blocks import Table
from tracker.documents.parsing import indicators, items, scores
from tracker.documents.parsing.finding_labels import kind_of_caption, label_of, split_labels
from tracker.documents.parsing.finding_tables import FoundCell, findings_of
from tracker.documents.parsing.scores import Line
from tracker.documents.parsing.sections import Section, leaves_analysis, section_of
from tracker.documents.parsing.steps import items as list_items
from tracker.documents.reading import FindingKind, ReadFinding

_SUB_HEADING = re.compile(r"^ตัวชี้วัด(?:ย่อย)?\s*(?:ที่)?\s*((?:9|10)\.\d)\s")
_MARKER = re.compile(r"^(?:[-–—•●*▪◦✓➢❖·]+\s*|\(?\d{1,2}[.)]\)?(?!\d)\s*|(?:ข้อ\s*)?\(?\d{1,2}\)\s*|[ก-ฮ][.)]\s+)+")
_PART = re.compile(r"^(?:ตัวชี้วัด(?:ย่อย)?\s*(?:ที่)?\s*)?((?:9|10)\.[1-9])(?!\d)\s*[ก-๙]")
_GOES_ON = re.compile(r"^(?:ประเด็น|[-•*–—●▪◦✓➢❖]|\(?\d{1,2}[.)]|[ก-ฮ][.)]\s|ข้อ\s*\(?\d)")
_OUTLINE = re.compile(r"^(\d{1,2})\.\d{1,2}(?!\d)[.)]?\s")
_NUMBERED_HEADING = re.compile(r"^(\d{1,2})\.\s*(?=[ก-๙])(?!.*\d{2}\.\d{2})")
_NUMBERED = re.compile(r"^\(?\d{1,2}[.)]")
_NOTHING = re.compile(r"^[-–—.\s]*$|^ไม่(?:มี|พบ)(?:จุดอ่อน|จุดแข็ง|ข้อบกพร่อง|ประเด็น|ปัญหา)?$")
_CONNECTIVE = re.compile(
    r"^(?:ดังนั้น|ทั้งนี้|อย่างไรก็ตาม|นอกจากนี้|จาก|โดย|จึง|เพื่อ|สรุป|ใน|ซึ่ง|สำหรับ|ส่วน|และ|แนวทาง|มาตรการ|ข้อเสนอ|ตาม|ด้วย|เมื่อ|ผล"
    r"|องค์การบริหาร|เทศบาล|อบต|อบจ|หน่วยงานได้|หน่วยงานจึง|ที่มา|หมายเหตุ|ตาราง|\()"
)
# What only leads to the list below it: จากผลการประเมินพบตัวชี้วัดที่ต่ำกว่าเกณฑ์ ๓ ตัวชี้วัด ได้แก่
_LEADS_TO_LIST = re.compile(r"(?:ได้แก่|ดังนี้|ดังต่อไปนี้|ประกอบด้วย|ดังตาราง(?:ต่อไปนี้)?)\s*[:：]?\s*$")
_NEXT_PART = re.compile(r"^(?:แนวทาง|ข้อเสนอ|สรุป|ตาราง|ส่วนที่|ภาคผนวก|หมายเหตุ)")
_LONGEST_PLAIN = 200
_FEWEST_INDICATORS = 3


@dataclass(frozen=True)
class PlacedFinding:
    """A finding with the line it stands on and the section it stands in."""

    finding: ReadFinding
    line: Line
    section: int | None


@dataclass
class Analysis:
    """The sections of the analysis and what each states."""

    sections: list[Section] = field(default_factory=list)
    findings: list[PlacedFinding] = field(default_factory=list)


@dataclass
class _Walk:
    analysis: Analysis
    year: int | None
    section: int | None = None
    kind: FindingKind | None = None
    sub: str | None = None
    chapter: int | None = None
    """The number of the part a section stands in: 3 of 3.10, or that of the label above it."""
    last_number: int = 0
    """The last number a line of the section began with."""
    is_open: bool = False  # The label has been said and no finding has followed yet.
    is_heading: bool = False  # The label stood on a line of its own, and only plain paragraphs have followed.
    kind_of_all: FindingKind | None = None  # The label that stood as a heading above several indicators' parts.
    has_own_label: bool = False  # The section has a label of its own.
    label_number: int | None = None  # The number of the last label, as headings are numbered.

    def take_table(self, table: Table, caption: Line | None) -> None:
        announced = self.kind if self.is_open else kind_of_caption(caption.text) if caption else None
        cells = list(findings_of(table, announced, self.section))
        if all(cell.indicator == self.section for cell in cells) and self._is_of_all(cells):
            cells = [replace(cell, indicator=None) for cell in cells]
        for cell in cells:
            self._add_cell(cell)
        self.kind, self.is_open = None, False

    def _is_of_all(self, cells: Sequence[FoundCell]) -> bool:
        """Tell a table of the items of all indicators: it only follows the last one's part."""
        codes = [cell.code for cell in cells if cell.code is not None and "." not in cell.code]
        return len({ita.indicator_of_item(code, self.year) for code in codes} - {None}) >= _FEWEST_INDICATORS

    def take(self, line: Line, after: Line | None) -> None:
        heading = section_of(line)
        if heading is not None and not (self._is_entry(heading, after)):
            self.analysis.sections.append(heading)
            self._begin_section(heading)
            return
        for text in split_labels(thai.one_line(line.text)):
            self._take_text(text, line)

    def _begin_section(self, heading: Section) -> None:
        """Begin an indicator's part; a label that stood alone above the first one holds for those below it too."""
        is_headed = self.is_open and self.is_heading
        if self.section is None or self.kind_of_all is not None:
            keeps = self.section is not None and not self.has_own_label
            self.kind_of_all = self.kind if is_headed else self.kind_of_all if keeps else None
        if not (self.is_open and self.section is None):
            self.kind, self.is_open, self.is_heading = self.kind_of_all, False, self.kind_of_all is not None
        self.section, self.sub, self.has_own_label = heading.no, None, False
        outline = _OUTLINE.match(thai.arabic_digits(thai.one_line(heading.line.text)))
        self.chapter = int(outline[1]) if outline else self.label_number if self.kind_of_all else None
        self.last_number = self.last_number if self.kind_of_all else 0

    def _is_entry(self, heading: Section, after: Line | None) -> bool:
        """Tell an entry of a list of strengths, ๑. การใช้อำนาจ, from the heading of that indicator's part."""
        if self.kind is None or self.section is not None:
            return False
        if after is None or section_of(after) is not None or label_of(thai.one_line(after.text)) is not None:
            return True
        return leaves_analysis(after.text) or indicators.nearest(heading.name)[0] != heading.no

    def _take_text(self, text: str, line: Line) -> None:
        label = label_of(text)
        if label is not None and label.is_vague and self.section is None:
            label = None
        if label is not None:
            self.kind, self.sub, self.is_open, self.is_heading = label.kind, None, True, not label.rest
            self.has_own_label = self.section is not None
            number = _NUMBERED_HEADING.match(thai.arabic_digits(line.text))
            outer = self.label_number if self.section is not None else None
            self.label_number, self.last_number = int(number[1]) if number else outer, 0
            text = label.rest
        if not text or self._is_sub_heading(text) or (self.is_open and _LEADS_TO_LIST.search(text)):
            return
        coded = items.perceived_items(text)
        if label is None and (self._begins_next_part(text) or (not coded and self._leaves(text))):
            self.section, self.kind, self.is_open = None, None, False
            return
        leads = bool(coded) and (coded[0].start < 30 or "ประเด็น" in text[: coded[0].start + 12])
        if leads and (self.section is not None or self.kind is not None):
            self._add(text, line, coded[0].code)
        elif self.kind is not None and (self.is_open or self._goes_on(text)):
            self._add_list(text, line, coded)
        else:
            self.kind = None

    def _leaves(self, text: str) -> bool:
        return leaves_analysis(text) and (not self.is_open or bool(_NEXT_PART.match(_without_marker(text))))

    def _begins_next_part(self, text: str) -> bool:
        """Tell the heading 4. รายละเอียดแผน behind sections numbered 3.1, 3.2 …; 4. of a list has a 3. before it."""
        match = _NUMBERED_HEADING.match(thai.arabic_digits(text))
        before, self.last_number = self.last_number, int(match[1]) if match else self.last_number
        if match is None or self.last_number == before + 1:
            return False
        is_unnumbered = self.chapter is None and self.kind_of_all is not None
        return self.last_number > 1 if is_unnumbered else self.last_number - 1 == self.chapter

    def _goes_on(self, text: str) -> bool:
        plain = thai.arabic_digits(text)
        if _GOES_ON.match(plain):
            return True
        return self.is_heading and len(text) <= _LONGEST_PLAIN and not _CONNECTIVE.match(plain)

    def _is_sub_heading(self, text: str) -> bool:
        match = _SUB_HEADING.match(thai.arabic_digits(text))
        if match:
            self.sub = match[1]
        return bool(match) and len(text) < 100 and not scores.scores_in(text)

    def _add_list(self, text: str, line: Line, coded: Sequence[items.Mention]) -> None:
        """Add the findings of one paragraph, whose list may have lost its line breaks."""
        if _GOES_ON.match(thai.arabic_digits(text)):
            self.is_heading = False
        pieces = [item.text for item in list_items(text)] if _NUMBERED.match(thai.arabic_digits(text)) else [text]
        if len(pieces) == 1:
            self._add(text, line, _only_code(coded) or self.sub)
            return
        for piece in pieces:
            self._add(piece, line, _only_code(items.perceived_items(piece)) or self.sub)

    def _add(self, text: str, line: Line, code: str | None) -> None:
        text = _without_marker(text)
        self.is_open = False
        if _NOTHING.match(text):
            return
        part = _PART.match(thai.arabic_digits(text))
        code = part[1] if code is None and part else code
        score = next((score for _, _, score in scores.scores_in(text)), None)
        self._place(ReadFinding(self.kind, text, code, self.section, items.published_items(text), score), line)

    def _add_cell(self, cell: FoundCell) -> None:
        text = _without_marker(cell.text)
        part = _PART.match(thai.arabic_digits(text))
        code = cell.code or _only_code(items.perceived_items(text)) or (part[1] if part else None)
        refs = tuple(dict.fromkeys((*items.published_items(text), *cell.refs)))
        said = next((score for _, _, score in scores.scores_in(text)), None)
        score = said if said is not None else cell.score
        self._place(ReadFinding(cell.kind, text, code, cell.indicator, refs, score), cell.line)

    def _place(self, finding: ReadFinding, line: Line) -> None:
        indicator = finding.indicator
        if indicator is None:
            indicator = self._told(finding)
        placed = ReadFinding(finding.kind, finding.text, finding.code, indicator, finding.refs, finding.score)
        self.analysis.findings.append(PlacedFinding(placed, line, indicator))

    def _told(self, finding: ReadFinding) -> int | None:
        """Return the indicator that the item's code, or the text by number or name, tells where no section does."""
        if finding.code is not None:
            if "." in finding.code:
                return int(finding.code.partition(".")[0])
            return ita.indicator_of_item(finding.code, self.year)
        numbers = {mention.no for mention in indicators.mentions(finding.text)}
        if len(numbers) == 1:
            return numbers.pop()
        named = indicators.named_in(finding.text)
        return named[0] if len(named) == 1 and not numbers else None


def _without_marker(text: str) -> str:
    match = _MARKER.match(thai.arabic_digits(text))
    return text[match.end() :].strip() if match else text


def _only_code(coded: Sequence[items.Mention]) -> str | None:
    """Return the item a finding names behind its words, as (i๓) does, where it names just one."""
    codes = {mention.code for mention in coded}
    return codes.pop() if len(codes) == 1 else None


def analysis(parts: Sequence[Line | Table], year: int | None = None) -> Analysis:
    """Read the analysis out of a document's paragraphs and of its tables that are not the measures'."""
    walk = _Walk(Analysis(), year)
    for place, part in enumerate(parts):
        if isinstance(part, Table):
            before = parts[place - 1] if place else None
            walk.take_table(part, before if isinstance(before, Line) else None)
            continue
        after = parts[place + 1] if place + 1 < len(parts) else None
        walk.take(part, after if isinstance(after, Line) else None)
    return walk.analysis
