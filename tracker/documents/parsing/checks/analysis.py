"""Checks of the analysis: headings, item codes, claims and numbers in its text."""

import re
from collections.abc import Iterator, Sequence

from tracker import ita, thai
from tracker.documents.parsing import indicators, items
from tracker.documents.parsing.draft import Draft
from tracker.documents.parsing.findings import PlacedFinding
from tracker.documents.parsing.flags import flag
from tracker.documents.parsing.indicators import Likeness, likeness
from tracker.documents.parsing.scores import Line
from tracker.documents.parsing.sections import Section, section_of
from tracker.documents.reading import ReadFlag

_ENUMERATED = re.compile(r"(?<![\d.(])([1-9]|1\d)\)\s*(?=[ก-๙])")
_PART = re.compile(r"ตัวชี้วัด(?:ย่อย)?\s*(?:ที่)?\s*((?:9|10)\.\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)25[4-9]\d(?!\d)")
_ASKED_BEFORE = re.compile(r"(?:ข้อ(?:คำถาม|ที่)?|[(,]|และ)\s*$")
_FEWEST_ENTRIES = 4
_SHORTEST_COPIED = 40  # Letters; "ควรรักษามาตรฐานไว้" may rightly stand under every indicator.


def flags(draft: Draft) -> Iterator[ReadFlag]:
    """Yield the flags about the analysis."""
    for section in draft.analysis.sections:
        yield from _heading(section, draft.fiscal_year)
    for line in draft.lines:
        if section_of(line) is None:
            yield from _numbers_in_text(line)
            yield from _list_numbers(line)
    yield from _parts(draft)
    yield from _references(draft)
    copied = _copied(draft.analysis.findings)
    for placed, first in zip(draft.analysis.findings, copied, strict=True):
        if first is None:
            yield from _item(placed, draft.fiscal_year)
        else:
            yield _copy(placed, first)


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


def _parts(draft: Draft) -> Iterator[ReadFlag]:
    """A part of an indicator (๙.๗) that the year's round has not."""
    if draft.fiscal_year is None:
        return
    for line in draft.paragraphs:
        for match in _PART.finditer(thai.arabic_digits(line.text)):
            if not ita.is_sub_indicator(match[1], draft.fiscal_year):
                yield flag(
                    "item_unknown",
                    f"ไม่มีตัวชี้วัดย่อย {match[1]} ในการประเมินปี {draft.fiscal_year} ให้ตรวจเลข",
                    where=f"ตัวชี้วัดย่อย {match[1]}",
                    line=line.number,
                    raw=line.text[match.start() : match.end()],
                )


def _references(draft: Draft) -> Iterator[ReadFlag]:
    """An item the text refers to that neither the assessed year's round has nor the next one's."""
    year = draft.fiscal_year
    if year is None:
        return
    told = {placed.finding.code for placed in draft.analysis.findings}  # Each is looked at for itself.
    told |= _told_of_measures(draft)
    for line in draft.lines:
        years = {int(named) for named in _YEAR.findall(thai.arabic_digits(line.text))}
        for code in _codes(line.text) if years <= {year, year + 1} else ():
            if code not in told and not ita.is_item(code, year) and not ita.is_item(code, year + 1):
                told.add(code)
                yield flag(
                    "item_unknown",
                    f"ไม่มีข้อ {code} ในการประเมินปี {year} และปี {year + 1} ให้ตรวจรหัสข้อ",
                    where=f"ข้อ {code}",
                    line=line.number,
                    raw=_as_printed(code, line.text),
                )


def _told_of_measures(draft: Draft) -> set[str | None]:
    """Return the items of the findings that are the analysis of a measure as well, where each is looked at."""
    said = [measure.analysis for measure in draft.measures if measure.analysis]
    found = [placed.finding for placed in draft.analysis.findings]
    return {code for finding in found if any(finding.text in text for text in said) for code in finding.refs}


def _codes(text: str) -> tuple[str, ...]:
    """Return the items a text refers to; those of what people were asked only behind ข้อ, in a list or in brackets."""
    plain = thai.arabic_digits(text)
    asked = (found for found in items.perceived_items(text) if _ASKED_BEFORE.search(plain, 0, found.start))
    return (*items.published_items(text), *(found.code for found in asked))


def _as_printed(code: str, text: str) -> str:
    """Return a code as a text prints it: o๓๙ for O39."""
    letters = "oO0โ" if code[0] == "O" else code[0] + code[0].upper()
    match = re.search(rf"[{letters}]\s?[.-]?\s?0?{code[1:]}(?!\d)", thai.arabic_digits(text))
    return text[match.start() : match.end()] if match else code


def _copied(findings: Sequence[PlacedFinding]) -> list[PlacedFinding | None]:
    """Return, for each finding, the earlier one of another indicator with the very same words."""
    known: dict[str, PlacedFinding] = {}
    found: list[PlacedFinding | None] = []
    for placed in findings:
        words = thai.without_spaces(placed.finding.text)
        first = known.setdefault(words, placed)
        is_copy = first.section != placed.section and len(words) >= _SHORTEST_COPIED
        found.append(first if is_copy else None)
    return found


def _copy(placed: PlacedFinding, first: PlacedFinding) -> ReadFlag:
    code = f"ข้อ {placed.finding.code} " if placed.finding.code else ""
    return flag(
        "finding_copied",
        f"{code}ในหัวข้อตัวชี้วัดที่ {placed.section} ใช้ข้อความเดียวกับหัวข้อตัวชี้วัดที่ {first.section} ให้ตรวจว่าคัดลอกมาผิดที่หรือไม่",
        where=f"หัวข้อตัวชี้วัดที่ {placed.section}",
        line=placed.line.number,
        raw=placed.finding.code or placed.finding.text[:80],
        expected=f"ตัวชี้วัดที่ {thai.thai_digits(first.section or '')}",
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
