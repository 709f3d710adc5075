"""Checks of the scores: names against numbers, parts against totals, the level against the rule."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tracker import ita, thai
from tracker.documents.parsing import indicators, items, scores
from tracker.documents.parsing.draft import Draft
from tracker.documents.parsing.flags import flag
from tracker.documents.parsing.indicators import Likeness, likeness
from tracker.documents.parsing.scores import ScoreRow
from tracker.documents.parsing.sections import section_of
from tracker.documents.reading import ReadFlag

_ROUNDING = Decimal("0.01")
_OF_SOMETHING_ELSE = re.compile(
    r"เต็ม|เพิ่มขึ้น|ลดลง|สูงขึ้น|ต่ำลง|สูงกว่า|ต่ำกว่า|น้อยกว่า|มากกว่า|เป้าหมาย|เกณฑ์|ข้อ|ประเด็น|ตัวชี้วัดย่อย|IIT|EIT|OIT|ภาพรวม|ค่าเฉลี่ย|เดิม"
)
_WORDS_AFTER = 100
_WORDS_BEFORE = 60
# Between a name without its number and its score stands next to nothing: การใช้อำนาจ ได้คะแนน ๙๐.๐๐ คะแนน
_LEADS_TO_SCORE = re.compile(
    r"[\s”\"’):=–-]*(?:(?:มี|ได้รับ|ได้|ผล|คะแนน|ร้อยละ|เท่ากับ|อยู่ที่|จำนวน|คือ)[\s:=]*)*\(?\s*(?=\d{1,3}\.\d)"
)
_EITHER_SCALE = frozenset([2566, 2567])
_TABLE = "ตารางคะแนน"


def flags(draft: Draft) -> Iterator[ReadFlag]:
    """Yield the flags about scores; nothing where all numbers agree."""
    for row in draft.score_rows:
        yield from _row(row, draft.fiscal_year)
    yield from _missing_rows(draft)
    for section in draft.analysis.sections:
        known = draft.scores.get(section.no)
        if section.score is not None and known is not None and section.score != known:
            yield flag(
                "section_score_differs",
                f"หัวข้อตัวชี้วัดที่ {section.no} ระบุ {section.score} คะแนน แต่ตารางคะแนนระบุ {known} ให้ตรวจว่าค่าใดถูกต้อง",
                where=f"หัวข้อตัวชี้วัดที่ {section.no}",
                line=section.line.number,
                raw=section.line.text,
                expected=str(known),
            )
    yield from _text_scores(draft)
    yield from _instruments(draft)
    yield from _overall(draft)
    yield from _history(draft)
    yield from _level(draft)


def _row(row: ScoreRow, year: int | None) -> Iterator[ReadFlag]:
    official = ita.indicator_name(row.no, year)
    where = f"{_TABLE} ตัวชี้วัดที่ {row.no}"
    found = likeness(row.name, row.no)
    if row.name and found is not Likeness.SAME:
        yield flag(
            "score_table_name" if found is Likeness.OTHER else "score_table_name_spelling",
            f"ตารางคะแนนเรียกตัวชี้วัดที่ {row.no} ว่า “{row.name}” ชื่อทางการคือ “{official}” ให้ตรวจว่าคะแนนเป็นของตัวชี้วัดใด",
            where=where,
            line=row.line,
            raw=row.name,
            expected=official,
        )
    if row.score is not None and row.score > 100:
        yield flag(
            "score_out_of_range",
            f"คะแนนตัวชี้วัดที่ {row.no} คือ {row.score} เกิน 100 ให้ตรวจกับผลการประเมิน",
            where=where,
            line=row.line,
            raw=str(row.score),
        )


def _missing_rows(draft: Draft) -> Iterator[ReadFlag]:
    missing = [no for no in range(1, 11) if no not in draft.scores]
    if draft.score_rows and missing:
        numbers = ", ".join(str(no) for no in missing)
        yield flag(
            "score_table_incomplete",
            f"ตารางคะแนนไม่มีคะแนนของตัวชี้วัดที่ {numbers} ให้เพิ่มจากผลการประเมิน",
            where=_TABLE,
            line=draft.score_rows[0].line,
            expected=numbers,
        )


def _instruments(draft: Draft) -> Iterator[ReadFlag]:
    derived = ita.instrument_scores(draft.scores)
    printed = draft.instruments
    parts = (printed.EIT_part1, printed.EIT_part2)
    mean_of_parts = None if parts[0] is None or parts[1] is None else (parts[0] + parts[1]) / 2
    stated = {"IIT": printed.IIT, "EIT": printed.EIT if printed.EIT is not None else mean_of_parts, "OIT": printed.OIT}
    for instrument, computed in derived.items():
        said = stated[instrument.value]
        if said is not None and computed is not None and abs(said - computed) > _ROUNDING:
            yield flag(
                "instrument_total_differs",
                f"เอกสารระบุคะแนน {instrument} {said:.2f} แต่เฉลี่ยจากตัวชี้วัดได้ {computed} ให้ตรวจคะแนนกับผลการประเมิน",
                where=f"คะแนน {instrument}",
                raw=scores.as_printed(said, "\n".join(line.text for line in draft.lines)),
                expected=str(computed),
            )


def _text_scores(draft: Draft) -> Iterator[ReadFlag]:
    """A score that a sentence gives an indicator by its number or its name, and the score table another."""
    if not draft.score_rows:
        return
    for line in draft.paragraphs:
        if section_of(line) is not None:
            continue
        for mention in (*indicators.mentions(line.text), *_names_with_scores(line.text, draft.fiscal_year)):
            said = _score_said(line.text, mention, draft.fiscal_year)
            known = draft.scores.get(mention.no)
            if said is not None and known is not None and said != known:
                yield flag(
                    "text_score_differs",
                    f"ข้อความระบุคะแนนตัวชี้วัดที่ {mention.no} ว่า {said} แต่ตารางคะแนนระบุ {known} ให้ตรวจว่าค่าใดถูกต้อง",
                    where=f"ข้อความเรื่องตัวชี้วัดที่ {mention.no}",
                    line=line.number,
                    raw=scores.as_printed(said, line.text[mention.end :]),
                    expected=str(known),
                )


def _names_with_scores(text: str, year: int | None) -> Iterator[indicators.Mention]:
    """Yield the indicators named without ตัวชี้วัดที่ whose score stands right behind; of another year none."""
    plain = thai.arabic_digits(text)
    for no in range(1, 11):
        for match in re.finditer("|".join(map(re.escape, ita.every_name(no))), plain):
            before = plain[max(0, match.start() - _WORDS_BEFORE) : match.start()]
            is_whole = not re.search("[ก-๎]$", re.sub("(?:ด้าน|ตัวชี้วัด)$", "", before)) and _LEADS_TO_SCORE.match(
                plain, match.end()
            )
            is_numbered = indicators.mentions(before)[-1:] and not re.search(r"[ก-๎]\s*$", before)
            is_of_other = any(int(said) != year for said in re.findall(r"25\d\d", before))
            if is_whole and not is_numbered and not is_of_other:
                yield indicators.Mention(no, match.start(), match.end(), plain[match.end() :])


def _score_said(text: str, mention: indicators.Mention, year: int | None) -> Decimal | None:
    """Return the score right behind a mention; what is of an item, a part, a goal or another year is none."""
    after = text[mention.end : mention.end + _WORDS_AFTER]
    following = indicators.mentions(after)
    if following:
        after = after[: following[0].start]
    found = scores.scores_in(after)
    if mention.is_sub or not mention.rest or not found:
        return None
    between = thai.arabic_digits(after[: found[0][0]])
    years = re.findall(r"25\d\d", thai.arabic_digits(after[: found[0][1] + 30]))
    is_of_other = _OF_SOMETHING_ELSE.search(between) or any(int(said) != year for said in years)
    return None if is_of_other or items.perceived_items(between) else found[0][2]


def _history(draft: Draft) -> Iterator[ReadFlag]:
    """An earlier year whose score is printed twice and differently."""
    for past in draft.past_scores:
        known = draft.history.get(past.year, past.stated.score)
        if known != past.stated.score:
            yield flag(
                "history_differs",
                f"คะแนนของปี {past.year} ระบุไว้ทั้ง {known} และ {past.stated.score} ให้ตรวจกับผลการประเมินของปีนั้น",
                where="คะแนนปีที่ผ่านมา",
                line=past.stated.line,
                raw=past.stated.raw,
                expected=str(known),
            )


def _overall_of_instruments(draft: Draft) -> Decimal | None:
    """Compute the overall score of a document that prints no scores of indicators."""
    printed = [(name, getattr(draft.instruments, name.value)) for name in ita.Instrument]
    if any(score is None for _, score in printed):
        return None
    return ita.rounded(sum((name.weight * score for name, score in printed), Decimal(0)))


def _overall(draft: Draft) -> Iterator[ReadFlag]:
    by_indicators = ita.overall(draft.scores)
    computed = by_indicators if by_indicators is not None else _overall_of_instruments(draft)
    if draft.overall is None or computed is None or abs(draft.overall.score - computed) <= _ROUNDING:
        return
    source = "ตัวชี้วัด" if by_indicators is not None else "เครื่องมือทั้งสาม"
    yield flag(
        "overall_total_differs",
        f"เอกสารระบุคะแนนภาพรวม {draft.overall.score} แต่คำนวณจาก{source}ได้ {computed} ให้ตรวจคะแนนกับผลการประเมิน",
        where="คะแนนภาพรวม",
        line=draft.overall.line,
        raw=draft.overall.raw,
        expected=str(computed),
    )


def _level(draft: Draft) -> Iterator[ReadFlag]:
    if draft.grade is None or draft.overall is None or draft.fiscal_year is None:
        return
    scale = _scale(draft.fiscal_year, draft.grade)
    known = ita.instrument_scores(draft.scores)
    printed = {name: getattr(draft.instruments, name.value) for name in ita.Instrument}
    instruments = {name: known[name] if known[name] is not None else printed[name] for name in ita.Instrument}
    level = ita.level(scale, draft.overall.score, instruments)
    if level is not None and level != draft.grade:
        yield flag(
            "level_differs",
            f"เอกสารระบุระดับ “{draft.grade}” แต่ตามเกณฑ์ปี {draft.fiscal_year} คะแนนนี้อยู่ระดับ “{level}” ให้ตรวจกับผลการประเมิน",
            where="ระดับผลการประเมิน",
            line=draft.overall.line,
            raw=draft.grade,
            expected=level,
        )


def _scale(year: int, printed: str) -> int:
    """Return a year whose scale is certain: where the letters ended is not known, so there the printed level tells."""
    if year not in _EITHER_SCALE:
        return year
    return min(_EITHER_SCALE) - 1 if printed in ita.levels(min(_EITHER_SCALE) - 1) else max(_EITHER_SCALE) + 1
