"""Checks of what the text claims: highest and lowest, kept up though low, rising from year to year."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from tracker import ita, thai
from tracker.documents.parsing import indicators
from tracker.documents.parsing.draft import Draft
from tracker.documents.parsing.flags import flag
from tracker.documents.parsing.scores import Line
from tracker.documents.parsing.sections import leaves_analysis, section_of
from tracker.documents.reading import ReadFlag, ReadMeasure

_HIGHEST = re.compile(r"(?:มี|ได้|ที่ได้|ด้วย)?\s*คะแนน(?:ที่)?สูง(?:ที่)?สุด")
_LOWEST = re.compile(r"(?:มี|ได้|ที่ได้|ด้วย)?\s*คะแนน(?:ที่)?(?:ต่ำ|น้อย)(?:ที่)?สุด")
_NAMED_AFTER = re.compile(r"^\s*(?:\(?\s*[\d.]+\s*(?:คะแนน)?\s*\)?\s*)?(?:คือ|ได้แก่|เป็น|:)\s*(?:ด้าน)?\s*")
_OF_A_PART = re.compile(r"IIT|EIT|OIT|แบบวัด|แบบตรวจ|ข้อ\s*[ie]?\d|ประเด็น|ตัวชี้วัดย่อย|ในรอบ|ย้อนหลัง|ทุกปี")
_KEPT_UP = re.compile(r"รักษา(?:มาตรฐาน|ระดับ|คุณภาพ|ความมั่นคง|ผลคะแนน|คะแนน)|คงมาตรฐาน|ผ่านตาม\s*หลักเกณฑ์")
_RISING = re.compile(r"(?:ดีขึ้น|เพิ่มขึ้น|สูงขึ้น)(?:อย่าง)?(?:ต่อเนื่อง|ทุกปี)")
_CALLED_LOW = re.compile(r"คะแนนต่ำ(?!กว่า|\s*(?:ที่)?สุด)")
_EXCELLENT = Decimal(95)  # The lowest score of ผ่านดีเยี่ยม; below it "low" may be said of the lowest of good scores.
_WORDS_AROUND = 120


def flags(draft: Draft) -> Iterator[ReadFlag]:
    """Yield the flags about claims that the scores contradict."""
    if draft.scores:
        for section, line in _with_section(draft.lines):
            yield from _extremes(draft.scores, line.text, line.number, section)
            yield from _kept_up(draft.scores, line, section)
        for measure in draft.measures:
            yield from _of_measure(draft.scores, measure)
        yield from _called_low(draft)
    yield from _rising(draft)


def _with_section(lines: list[Line]) -> Iterator[tuple[int | None, Line]]:
    """Yield each line with the indicator whose part of the analysis it stands in."""
    section: int | None = None
    for line in lines:
        heading = section_of(line)
        if heading is not None:
            section = heading.no
        elif leaves_analysis(line.text):
            section = None
        yield section, line


def _extremes(
    scores: dict[int, Decimal], text: str, line: int | None, about: int | None, measure: ReadMeasure | None = None
) -> Iterator[ReadFlag]:
    """The highest or lowest score said of an indicator that has it not."""
    text = thai.one_line(text)
    extremes = (
        ("highest_score_claim", _HIGHEST, "สูงสุด", max(scores.values())),
        ("lowest_score_claim", _LOWEST, "ต่ำสุด", min(scores.values())),
    )
    for kind, pattern, word, extreme in extremes:
        for claim in pattern.finditer(text):
            no = _claimed_indicator(text, claim, about)
            if no is None or no not in scores or scores[no] == extreme:
                continue
            true = next(known for known, score in scores.items() if score == extreme)
            yield flag(
                kind,
                f"ข้อความว่าตัวชี้วัดที่ {no} ({scores[no]}) ได้คะแนน{word} แต่ในตารางคะแนน{word}คือตัวชี้วัดที่ {true} ({extreme})",
                where=f"มาตรการที่ {measure.seq}" if measure else f"ข้อความเรื่องตัวชี้วัดที่ {no}",
                line=line,
                raw=claim[0].strip(),
                expected=f"ตัวชี้วัดที่ {thai.thai_digits(true)}",
                measure_seq=measure.seq if measure else None,
            )


def _claimed_indicator(text: str, claim: re.Match[str], about: int | None) -> int | None:
    """Return the indicator a claim is about: named right behind it, before it in the sentence, or the section's."""
    around = text[max(0, claim.start() - 40) : claim.end() + 40]
    if _OF_A_PART.search(thai.arabic_digits(around)):
        return None
    named = _NAMED_AFTER.match(thai.arabic_digits(text[claim.end() :]))
    if named:
        rest = text[claim.end() + named.end() :][:_WORDS_AROUND]
        mentions = indicators.mentions(rest)
        if mentions and mentions[0].start < 3:
            return mentions[0].no
        return indicators.named_at_start(rest)
    before = text[max(0, claim.start() - _WORDS_AROUND) : claim.start()]
    numbers = [mention.no for mention in indicators.mentions(before) if not mention.is_sub]
    if numbers:
        return numbers[-1]
    if indicators.named_in(before):
        return indicators.named_in(before)[-1]
    return about


def _kept_up(scores: dict[int, Decimal], line: Line, section: int | None) -> Iterator[ReadFlag]:
    """The standard is to be kept, says the text, of a score below the passing one."""
    kept = _KEPT_UP.search(line.text)
    if kept and section is not None and scores.get(section, ita.PASS_SCORE) < ita.PASS_SCORE:
        yield flag(
            "maintained_though_low",
            f"ข้อความสรุปให้รักษามาตรฐานของตัวชี้วัดที่ {section} แต่ได้เพียง {scores[section]} คะแนน ต่ำกว่า 85 ให้ตรวจข้อสรุป",
            where=f"หัวข้อตัวชี้วัดที่ {section}",
            line=line.number,
            raw=kept[0],
            expected=str(scores[section]),
        )


def _of_measure(scores: dict[int, Decimal], measure: ReadMeasure) -> Iterator[ReadFlag]:
    line = measure.source_lines[0] if measure.source_lines else None
    analysis = measure.analysis or ""
    about = measure.indicators[0] if len(measure.indicators) == 1 else None
    yield from _extremes(scores, analysis, line, about, measure)
    low = [no for no in measure.indicators if scores.get(no, ita.PASS_SCORE) < ita.PASS_SCORE]
    kept = _KEPT_UP.search(analysis)
    if kept and low:
        yield flag(
            "maintained_though_low",
            f"มาตรการที่ {measure.seq}: สรุปให้รักษามาตรฐาน แต่ตัวชี้วัดที่ {low[0]} ได้ {scores[low[0]]} คะแนน ต่ำกว่า 85 ให้ตรวจ",
            where=f"มาตรการที่ {measure.seq}",
            line=line,
            raw=kept[0],
            expected=str(scores[low[0]]),
            measure_seq=measure.seq,
        )


def _called_low(draft: Draft) -> Iterator[ReadFlag]:
    """A score called low in a row though it is of the highest level; told once for all rows."""
    found = [
        (measure, quoted.score)
        for measure in draft.measures
        for quoted in measure.quoted_scores
        if quoted.score >= _EXCELLENT and _CALLED_LOW.search(measure.analysis or "")
    ]
    if found:
        first = found[0][0]
        said = ", ".join(f"มาตรการที่ {measure.seq} ({score})" for measure, score in found)
        yield flag(
            "called_low_though_high",
            f"เรียกว่าคะแนนต่ำ แต่คะแนนที่อ้างตั้งแต่ 95 ขึ้นไป: {said} ให้ตรวจข้อความ",
            where="ตารางมาตรการ",
            line=first.source_lines[0] if first.source_lines else None,
            raw="คะแนนต่ำ",
            expected=str(found[0][1]),
            measure_seqs=tuple(measure.seq for measure, _ in found),
        )


def _rising(draft: Draft) -> Iterator[ReadFlag]:
    """It rises every year, says the text, though one year of the printed history is below the one before."""
    if draft.overall is None or draft.fiscal_year is None:
        return
    years = sorted((draft.history | {draft.fiscal_year: draft.overall.score}).items())
    fallen = [(year, after) for (_, before), (year, after) in pairwise(years) if after < before]
    for line in draft.lines:
        claim = _RISING.search(line.text)
        if claim and fallen and re.search(r"คะแนน|ภาพรวม|แนวโน้ม", line.text[: claim.start()]):
            year, score = fallen[0]
            yield flag(
                "trend_claim",
                f"ข้อความว่าคะแนน{claim[0]} แต่ปี {year} ({score}) ต่ำกว่าปีก่อนหน้าที่เอกสารระบุ ให้ตรวจข้อความ",
                where="คะแนนภาพรวม",
                line=line.number,
                raw=claim[0],
                expected=f"ปี {year} {score}",
            )
            return
