"""The headings of the analysis: where one indicator's part begins, and where the analysis is over."""

import re
from dataclasses import dataclass
from decimal import Decimal

from tracker import ita, thai
from tracker.documents.parsing import indicators
from tracker.documents.parsing.scores import Line
from tracker.documents.parsing.steps import without_number

_OUTLINE = r"(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]*\)?\s+(?=ตัวชี้วัด))?"
_LABEL = r"(?P<label>ตัวชี้วัด\s*(?:ที่)?\s*)"
_NUMBER = r"\(?(?P<no>10|[1-9])(?!\d|\.\d)[.)]?\s*[:–-]?\s*"
_NAME = r"[“\"'(]?(?P<name>[ก-๎\s]+?)[”\"')]?\s*"
_SCORE = (
    r"(?:[(:=–-]*\s*(?:(?:ได้รับ|ได้|มี|ผลคะแนน|คะแนน|ร้อยละ|เท่ากับ|อยู่ที่|คือ)[\s:=(]*)*(?P<score>\d{1,3}(?:\.\d{1,2}|(?=\s*(?:คะแนน|%))))(?![\d.])"
    r"\s*(?:คะแนน|%)?\s*\)?\s*(?:\(?\s*(?:อยู่ใน)?\s*ระดับ[^()]{1,25}\)?)?)?"
)
_HEADING = re.compile(rf"^[-–•*\s]*{_OUTLINE}(?:{_LABEL})?{_NUMBER}{_NAME}{_SCORE}[:.]?$")
_NAMELESS = re.compile(rf"^[-–•*\s]*{_OUTLINE}{_LABEL}{_NUMBER}{_SCORE}[:.]?$")
_NUMBERLESS = re.compile(rf"^(?:\d{{1,2}}(?:\.\d{{1,2}})+[.)]?\s*)?(?:ตัวชี้วัด\s*(?:ด้าน)?|ด้าน)?\s*{_NAME}{_SCORE}[:.]?$")
_LEAVES_ANALYSIS = re.compile(
    r"^(?:สรุป|ข้อเสนอ|มาตรการ|ตาราง|(?:ผล)?การวิเคราะห์|วิเคราะห์|แนวทาง|ภาคผนวก|จากผล|จากการ|การกำหนด|การเผยแพร่|การกำกับ"
    r"|ส่วนที่|บทที่|หมายเหตุ|จึงเรียน|ทั้งนี้ จึง|ลงชื่อ|\(ลงชื่อ\))"
)
_OF_A_MEASURE = re.compile(r"(?:มาตรการ|โครงการ|กิจกรรม)")
_BULLETS = tuple("-–•*")
_LONGEST_HEADING = 110
_LONGEST_NAME = 45
_ALIKE = 0.6


@dataclass(frozen=True)
class Section:
    """The heading of one indicator's part of the analysis; the official name where it prints the number alone."""

    no: int
    name: str
    score: Decimal | None
    line: Line

    @property
    def printed_name(self) -> str | None:
        """The name as the heading prints it; None where it prints the number alone."""
        return self.name if self.name in thai.one_line(self.line.text) else None


def section_of(line: Line) -> Section | None:
    """Read a heading such as ๔. การใช้ทรัพย์สินของราชการ (๘๔.๒๐ คะแนน)."""
    text = thai.one_line(line.text)
    if len(text) > _LONGEST_HEADING:
        return None
    plain = thai.arabic_digits(text)
    for pattern in (_HEADING, _NAMELESS, _NUMBERLESS):
        match = pattern.match(plain)
        found = _section(match, text, line) if match else None
        if found is not None:
            return found
    return None


def _section(match: re.Match[str], text: str, line: Line) -> Section | None:
    said = match.groupdict()
    score = Decimal(said["score"]) if said.get("score") else None
    if score is not None and score > 100:
        return None
    if "name" not in said:
        return Section(int(said["no"]), ita.indicator_name(int(said["no"]), None), score, line)
    name = text[match.start("name") : match.end("name")].strip()
    if "no" not in said:
        number = indicators.number_of(name)
        return Section(number, name, score, line) if number is not None else None
    is_alike = indicators.nearest(name)[1] >= _ALIKE
    is_bullet = text[:1] in _BULLETS
    if not said["label"] and _is_of_measure(name, int(said["no"])):
        return None
    if not name or (not is_alike and (is_bullet or not said["label"])) or (said["label"] and len(name) > _LONGEST_NAME):
        return None
    return Section(int(said["no"]), name, score, line)


def _is_of_measure(name: str, no: int) -> bool:
    """Tell ๕. มาตรการยืมทรัพย์สินของราชการ and ๖. งบประมาณ of a project from an indicator called by another's number."""
    return bool(_OF_A_MEASURE.match(name)) or (name.startswith("งบประมาณ") and indicators.nearest(name)[0] != no)


def leaves_analysis(text: str) -> bool:
    """Tell a heading behind which the analysis of an indicator is over."""
    text = without_number(thai.one_line(text))[1]
    return len(text) <= _LONGEST_HEADING and bool(_LEAVES_ANALYSIS.match(text))
