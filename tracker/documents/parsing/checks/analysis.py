"""Checks of the analysis: headings, item codes, claims and numbers in its text."""

import re
from collections.abc import Iterator

from tracker import ita, thai
from tracker.documents.parsing import indicators
from tracker.documents.parsing.draft import Draft
from tracker.documents.parsing.findings import PlacedFinding, Section, section_of
from tracker.documents.parsing.flags import flag
from tracker.documents.parsing.indicators import Likeness, likeness
from tracker.documents.parsing.scores import Line
from tracker.documents.reading import ReadFlag

_HIGHEST = re.compile(r"(?:มี|ได้|ที่ได้)\s*คะแนนสูง(?:ที่)?สุด")
_ENUMERATED = re.compile(r"(?<![\d.(])([1-9]|1\d)\)\s*(?=[ก-๙])")
_FEWEST_ENTRIES = 4


def flags(draft: Draft) -> Iterator[ReadFlag]:
    """Yield the flags about the analysis."""
    for section in draft.analysis.sections:
        yield from _heading(section, draft.fiscal_year)
    headings = {id(section.line) for section in draft.analysis.sections}
    for line in draft.lines:
        if id(line) not in headings and section_of(line) is None:
            yield from _numbers_in_text(line)
            yield from _list_numbers(line)
    yield from _claims(draft)
    for placed in draft.analysis.findings:
        yield from _item(placed, draft.fiscal_year)


def _heading(section: Section, year: int | None) -> Iterator[ReadFlag]:
    found = likeness(section.name, section.no)
    if found is Likeness.SAME:
        return
    official = ita.indicator_name(section.no, year)
    yield flag(
        "section_name" if found is Likeness.OTHER else "section_name_spelling",
        f"หัวข้อเรียกตัวชี้วัดที่ {section.no} ว่า “{section.name}” ชื่อทางการคือ “{official}” ให้ตรวจเลขหรือชื่อ",
        where=f"หัวข้อตัวชี้วัดที่ {section.no}",
        line=section.line.number,
        raw=section.line.text,
        expected=official,
    )


def _numbers_in_text(line: Line) -> Iterator[ReadFlag]:
    """A number with the official name of another indicator behind it."""
    for mention in indicators.mentions(thai.one_line(line.text)):
        named = indicators.named_at_start(mention.rest)
        if named is not None and named != mention.no and not mention.is_sub:
            name = ita.indicator_name(named, None)
            yield flag(
                "indicator_number_in_text",
                f"ข้อความเขียนว่าตัวชี้วัดที่ {mention.no} {name} แต่ชื่อนี้เป็นของตัวชี้วัดที่ {named} ให้ตรวจเลขหรือชื่อ",
                where="ข้อความวิเคราะห์",
                line=line.number,
                raw=f"ตัวชี้วัดที่ {thai.thai_digits(mention.no)} {name}",
                expected=f"ตัวชี้วัดที่ {thai.thai_digits(named)} {name}",
            )


def _list_numbers(line: Line) -> Iterator[ReadFlag]:
    """One number out of place in a list that runs ๑) ๒) … inside a paragraph."""
    entries = list(_ENUMERATED.finditer(thai.arabic_digits(line.text)))
    wrong = [(place, entry) for place, entry in enumerate(entries, start=1) if int(entry[1]) != place]
    if len(entries) >= _FEWEST_ENTRIES and len(wrong) == 1:
        place, entry = wrong[0]
        yield flag(
            "list_number_skips",
            f"ลำดับข้อในย่อหน้านี้ข้าม พบข้อ {entry[1]} ในตำแหน่งข้อ {place} ให้ตรวจเลขข้อ",
            where="ข้อความวิเคราะห์",
            line=line.number,
            raw=line.text[entry.start() : entry.end() + 30],
            expected=f"{thai.thai_digits(place)})",
        )


def _claims(draft: Draft) -> Iterator[ReadFlag]:
    """มีคะแนนสูงสุด said of an indicator that has not the highest score."""
    if not draft.scores:
        return
    best = max(draft.scores, key=lambda no: draft.scores[no])
    section: Section | None = None
    for line in draft.lines:
        section = section_of(line) or section
        claim = _HIGHEST.search(line.text)
        if not claim or section is None or section.no not in draft.scores:
            continue
        if draft.scores[section.no] < draft.scores[best]:
            yield flag(
                "highest_score_claim",
                f"ข้อความว่าตัวชี้วัดที่ {section.no} ได้คะแนนสูงสุด แต่ตารางคะแนนสูงสุดคือตัวชี้วัดที่ {best} ({draft.scores[best]})",
                where=f"หัวข้อตัวชี้วัดที่ {section.no}",
                line=line.number,
                raw=claim[0],
                expected=f"ตัวชี้วัดที่ {thai.thai_digits(best)}",
            )


def _item(placed: PlacedFinding, year: int | None) -> Iterator[ReadFlag]:
    code = placed.finding.code
    if code is None or "." in code or year is None:
        return
    where = f"ข้อ {code}"
    if not ita.is_item(code, year):
        yield flag(
            "item_unknown",
            f"ไม่มีข้อ {code} ในการประเมินปี {year} ให้ตรวจรหัสข้อ",
            where=where,
            line=placed.line.number,
            raw=code,
        )
        return
    indicator = ita.indicator_of_item(code, year)
    if indicator is not None and placed.section is not None and indicator != placed.section:
        yield flag(
            "item_under_other_indicator",
            f"ข้อ {code} เป็นของตัวชี้วัดที่ {indicator} แต่อยู่ในหัวข้อตัวชี้วัดที่ {placed.section} ให้ตรวจว่าคัดลอกมาผิดที่หรือไม่",
            where=where,
            line=placed.line.number,
            raw=code,
            expected=f"ตัวชี้วัดที่ {thai.thai_digits(indicator)}",
        )
