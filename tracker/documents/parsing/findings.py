"""What the analysis says of each indicator: its sections, strengths and weaknesses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tracker import thai
from tracker.documents.parsing import indicators, items, scores
from tracker.documents.parsing.scores import Line
from tracker.documents.parsing.steps import without_number
from tracker.documents.reading import FindingKind, ReadFinding

_HEADING = re.compile(
    r"^(?P<label>ตัวชี้วัด\s*(?:ที่)?\s*)?\(?(?P<no>10|[1-9])(?!\d|\.\d)[.)]?\s*(?P<name>[ก-๎\s]+?)\s*"
    r"(?:\(?\s*(?:ได้)?\s*(?:คะแนน)?\s*(?P<score>\d{1,3}\.\d{2})\s*(?:คะแนน)?\s*\)?)?[:.]?$"
)
_STRENGTH = re.compile(r"^[-•*\s]*(?:จุดเด่น|จุดแข็ง|ข้อดี)\s*[:：]?\s*")
_WEAKNESS = re.compile(
    r"^[-•*\s]*(?:จุดที่(?:ควร|ต้อง)(?:พัฒนา|ปรับปรุง|แก้ไข)|จุดอ่อน|ข้อบกพร่อง|ข้อควรพัฒนา|ประเด็นที่(?:ควร|ต้อง)(?:พัฒนา|ปรับปรุง|แก้ไข)\S{0,20})"
    r"(?=\s|:|$|[ie]\s?\d)\s*[:：]?\s*"
)
_SUB_HEADING = re.compile(r"^ตัวชี้วัด(?:ย่อย)?\s*(?:ที่)?\s*((?:9|10)\.\d)\s")
_BULLET = re.compile(r"^[-–•●*▪]\s*")
_PART = re.compile(r"^(?:ตัวชี้วัด(?:ย่อย)?\s*(?:ที่)?\s*)?((?:9|10)\.[1-9])(?!\d)\s*[ก-๙]")
_GOES_ON = re.compile(r"^(?:ประเด็น|[-•*–]|\(?\d{1,2}[.)])")
_LEAVES_ANALYSIS = re.compile(
    r"^(?:สรุป|ข้อเสนอ|มาตรการ|ตาราง|(?:ผล)?การวิเคราะห์|วิเคราะห์|แนวทาง|ภาคผนวก|จากผล|จากการ|การกำหนด|การเผยแพร่|การกำกับ)"
)
_LONGEST_HEADING = 110


@dataclass(frozen=True)
class Section:
    """The heading of one indicator's part of the analysis."""

    no: int
    name: str
    score: Decimal | None
    line: Line


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
    section: int | None = None
    kind: FindingKind | None = None
    sub: str | None = None
    is_open: bool = False  # The label has been said and no finding has followed yet.

    def take(self, line: Line) -> None:
        heading = section_of(line)
        if heading is not None:
            self.analysis.sections.append(heading)
            self.section, self.kind, self.sub, self.is_open = heading.no, None, None, False
            return
        text = self._after_label(thai.one_line(line.text))
        if not text or self._is_sub_heading(text):
            return
        if not self.is_open and leaves_analysis(text):
            self.section, self.kind = None, None
            return
        coded = items.perceived_items(text)
        leads = bool(coded) and (coded[0].start < 30 or "ประเด็น" in text[: coded[0].start + 12])
        if leads and (self.section is not None or self.kind is not None):
            self._add(text, line, coded[0].code)
        elif self.kind is not None and (self.is_open or _GOES_ON.match(thai.arabic_digits(text))):
            self._add(text, line, _only_code(coded) or self.sub)
        else:
            self.kind = None

    def _after_label(self, text: str) -> str:
        for pattern, kind in ((_STRENGTH, "strength"), (_WEAKNESS, "weakness")):
            match = pattern.match(thai.arabic_digits(text))
            if match:
                self.kind = "strength" if kind == "strength" else "weakness"
                self.sub, self.is_open = None, True
                return text[match.end() :].strip()
        return text

    def _is_sub_heading(self, text: str) -> bool:
        match = _SUB_HEADING.match(thai.arabic_digits(text))
        if match:
            self.sub = match[1]
        return bool(match) and len(text) < 100 and not scores.scores_in(text)

    def _add(self, text: str, line: Line, code: str | None) -> None:
        text = _BULLET.sub("", text)
        part = _PART.match(thai.arabic_digits(text))
        code = part[1] if code is None and part else code
        score = next((score for _, _, score in scores.scores_in(text)), None)
        finding = ReadFinding(self.kind, text, code, self.section, items.published_items(text), score)
        self.analysis.findings.append(PlacedFinding(finding, line, self.section))
        self.is_open = False


def _only_code(coded: Sequence[items.Mention]) -> str | None:
    """Return the item a finding names behind its words, as (i๓) does, where it names just one."""
    codes = {mention.code for mention in coded}
    return codes.pop() if len(codes) == 1 else None


def analysis(lines: Sequence[Line]) -> Analysis:
    """Read the analysis out of a document's paragraphs."""
    walk = _Walk(Analysis())
    for line in lines:
        walk.take(line)
    return walk.analysis


def leaves_analysis(text: str) -> bool:
    """Tell a heading behind which the analysis of an indicator is over."""
    text = without_number(thai.one_line(text))[1]
    return len(text) <= _LONGEST_HEADING and bool(_LEAVES_ANALYSIS.match(text))


def section_of(line: Line) -> Section | None:
    """Read a heading such as ๔. การใช้ทรัพย์สินของราชการ (๘๔.๒๐ คะแนน)."""
    text = thai.one_line(line.text)
    if len(text) > _LONGEST_HEADING:
        return None
    match = _HEADING.match(thai.arabic_digits(text))
    if match is None or not match["name"].strip():
        return None
    name = text[match.start("name") : match.end("name")].strip()
    if not match["label"] and indicators.nearest(name)[1] < 0.6:
        return None
    if match["label"] and len(name) > 45:
        return None
    return Section(int(match["no"]), name, Decimal(match["score"]) if match["score"] else None, line)
