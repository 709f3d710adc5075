"""Checks of the measures: what a person must decide before they can be opened as work."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker import ita, thai
from tracker.documents.parsing import indicators, scores, steps
from tracker.documents.parsing.draft import Draft
from tracker.documents.parsing.flags import flag
from tracker.documents.parsing.indicators import Likeness, likeness
from tracker.documents.parsing.measures import scored_text
from tracker.documents.parsing.scores import lowest
from tracker.documents.parsing.tables import RawMeasure
from tracker.documents.reading import ReadFlag, ReadMeasure
from tracker.fiscal_year import FiscalYear


def flags(draft: Draft) -> Iterator[ReadFlag]:
    """Yield the flags about measures, measure by measure, then those about the table."""
    names: dict[int, str] = {}
    groups: set[str] = set()
    for measure, raw in zip(draft.measures, draft.raw_measures, strict=True):
        yield from _missing(measure, raw, draft.columns)
        yield from _period(measure, draft.measures_fiscal_year)
        yield from _indicator_names(measure, raw, draft, names)
        if raw.group not in groups:
            groups.add(raw.group)
            yield from _group_name(measure, raw, draft.fiscal_year)
        yield from _quoted_scores(measure, raw, draft)
        yield from _items(measure, draft.fiscal_year)
        yield from _step_numbers(measure, raw)
    yield from _not_asked_for(draft)
    yield from _counts(draft)
    yield from _twice(draft.measures)
    yield from _uncovered(draft)


def _of(measure: ReadMeasure, kind: str, message: str, raw: str | None = None, expected: str | None = None) -> ReadFlag:
    """Raise a flag about one measure."""
    where = f"มาตรการที่ {measure.seq}"
    line = measure.source_lines[0] if measure.source_lines else None
    text = f"{where}: {message}"
    return flag(kind, text, where=where, line=line, raw=raw, expected=expected, measure_seq=measure.seq)


_MISSING = {
    "steps": ("measure_without_step", "ไม่มีขั้นตอน", "ให้กรอกอย่างน้อยหนึ่งขั้นตอน"),
    "period": ("measure_without_period", "ไม่ได้ระบุระยะเวลา", "ให้กำหนดวันเริ่มและวันสิ้นสุด"),
    "owner": ("measure_without_owner", "ไม่ได้ระบุผู้รับผิดชอบ", "ให้เลือกส่วนราชการ"),
}


def _says_nothing(measure: ReadMeasure, column: str) -> bool:
    if column == "period":
        return measure.period_raw is None
    return not (measure.steps if column == "steps" else measure.owners)


def _missing(measure: ReadMeasure, raw: RawMeasure, columns: frozenset[str]) -> Iterator[ReadFlag]:
    """A cell that is empty though the form asks for it."""
    if not measure.title:
        yield _of(measure, "measure_without_title", "ไม่มีชื่อมาตรการ ให้กรอกชื่อ")
    for column, (kind, message, advice) in _MISSING.items():
        if column in columns and _says_nothing(measure, column):
            yield _at(raw.label_lines.get(column), _of(measure, kind, f"{message} {advice}"))


def _at(line: int | None, found: ReadFlag) -> ReadFlag:
    """Let a flag point to the line of the label it is about."""
    return found if line is None else replace(found, line=line)


def _not_asked_for(draft: Draft) -> Iterator[ReadFlag]:
    """What the form has no column for is missing in every measure, and told once.

    A result report need not repeat the steps and the period of its measures: its year is past.
    """
    is_report = draft.doc_type == "year_end_result_report"
    for column, (kind, message, advice) in _MISSING.items():
        without = [measure for measure in draft.measures if _says_nothing(measure, column)]
        if without and column not in draft.columns and not (is_report and column != "owner"):
            lines = without[0].source_lines
            yield flag(
                kind,
                f"แบบตารางนี้{message} ทั้ง {len(without)} มาตรการ {advice}",
                where="ตารางมาตรการ",
                line=lines[0] if lines else None,
                measure_seqs=tuple(measure.seq for measure in without),
            )


def _period(measure: ReadMeasure, year: int | None) -> Iterator[ReadFlag]:
    raw = measure.period_raw
    if raw is None:
        return
    if measure.start is None or measure.end is None:
        message = f"อ่านระยะเวลา “{raw}” เป็นวันที่ไม่ได้ ให้กำหนดวันเริ่มและวันสิ้นสุด"
        if measure.recurrence and year is None:
            message = f"ระยะเวลา “{raw}” ไม่บอกปี และเอกสารไม่ได้ระบุปีงบประมาณของมาตรการ ให้กำหนดปี"
        yield _of(measure, "period_unreadable", message, raw)
    elif measure.end < measure.start:
        message = f"วันสิ้นสุดอยู่ก่อนวันเริ่ม ({thai.screen_date(measure.start)} – {thai.screen_date(measure.end)}) ให้แก้วันที่"
        yield _of(measure, "period_reversed", message, raw)
    elif year is not None and not (measure.start in FiscalYear(year) and measure.end in FiscalYear(year)):
        message = f"ระยะเวลา “{raw}” อยู่นอกปีงบประมาณ {year} ให้ตรวจวันที่"
        yield _of(measure, "period_outside_year", message, raw, FiscalYear(year).label)


def _indicator_names(measure: ReadMeasure, raw: RawMeasure, draft: Draft, names: dict[int, str]) -> Iterator[ReadFlag]:
    """Compare number and name in the row's column of indicators, and what the other cells say of them."""
    cell = thai.one_line(raw.text("indicator"))
    own = [mention for mention in indicators.mentions(cell) if not mention.is_sub]
    number, name = (own[0].no, own[0].rest) if len(own) == 1 else steps.without_number(cell)
    name = re.split(r"[(\d๐-๙:]|ได้", name.strip())[0].strip() if name else ""
    if number is not None and 1 <= number <= 10 and name and number in measure.indicators:
        yield from _name(measure, number, name, draft.fiscal_year)
        before = names.setdefault(number, thai.without_spaces(name))
        if before != thai.without_spaces(name):
            message = f"ใช้ตัวชี้วัดที่ {number} ซ้ำกับมาตรการก่อนหน้าแต่ชื่อต่างกัน (“{name}”) ให้ตรวจเลขตัวชี้วัด"
            yield _of(measure, "indicator_used_twice", message, cell, ita.indicator_name(number, draft.fiscal_year))
    for column in ("analysis", "title"):
        for mention in indicators.mentions(thai.one_line(raw.text(column))):
            named = indicators.named_at_start(mention.rest)
            if named is not None and named != mention.no and not mention.is_sub:
                yield from _name(measure, mention.no, ita.indicator_name(named, draft.fiscal_year), draft.fiscal_year)


def _group_name(measure: ReadMeasure, raw: RawMeasure, year: int | None) -> Iterator[ReadFlag]:
    """Compare number and name in the heading of a group of measures, once for the group."""
    named = [mention for mention in indicators.mentions(thai.one_line(raw.group)) if not mention.is_sub]
    name = re.split(r"[(\d๐-๙:]|ได้", named[0].rest.strip())[0].strip() if len(named) == 1 else ""
    if name:
        yield from _name(measure, named[0].no, name, year)


def _name(measure: ReadMeasure, no: int, name: str, year: int | None) -> Iterator[ReadFlag]:
    found = likeness(name, no)
    if found is not Likeness.SAME:
        official = ita.indicator_name(no, year)
        kind = "indicator_name_differs" if found is Likeness.OTHER else "indicator_name_spelling"
        message = f"ตัวชี้วัดที่ {no} เขียนชื่อว่า “{name}” ชื่อทางการคือ “{official}” ระบบใช้ตามเลข ให้ตรวจว่าถูกต้อง"
        yield _of(measure, kind, message, f"ตัวชี้วัดที่ {thai.thai_digits(no)} {name}", official)


def _quoted_scores(measure: ReadMeasure, raw: RawMeasure, draft: Draft) -> Iterator[ReadFlag]:
    for quoted in measure.quoted_scores:
        known = draft.scores.get(quoted.indicator)
        if known is not None and known != quoted.score:
            message = (
                f"อ้างคะแนนตัวชี้วัดที่ {quoted.indicator} ว่า {quoted.score} แต่ตารางคะแนนระบุ {known} "
                "อาจเป็นคะแนนของข้อย่อย ให้ตรวจว่าค่าใดถูกต้อง"
            )
            printed = scores.as_printed(quoted.score, scored_text(raw))
            yield _of(measure, "quoted_score_differs", message, printed, str(known))


def _items(measure: ReadMeasure, year: int | None) -> Iterator[ReadFlag]:
    """An item the assessed year has not, nor the year in which the measures are published."""
    if year is None:
        return
    for code in measure.item_refs:
        if not ita.is_item(code, year) and not ita.is_item(code, year + 1):
            message = f"ไม่มีข้อ {code} ในการประเมินปี {year} หรือ {year + 1} ให้ตรวจรหัสข้อ"
            yield _of(measure, "item_unknown", message, code)


def _step_numbers(measure: ReadMeasure, raw: RawMeasure) -> Iterator[ReadFlag]:
    numbers = [item.number for item in steps.items(raw.text("steps")) if item.number is not None]
    if numbers and numbers != list(range(1, len(numbers) + 1)):
        printed = ", ".join(str(number) for number in numbers)
        message = f"เลขขั้นตอนไม่เรียงกัน ({printed}) อาจมีขั้นตอนหายไป ให้เทียบกับต้นฉบับ"
        yield _of(measure, "step_number_skips", message, printed)


def _counts(draft: Draft) -> Iterator[ReadFlag]:
    """Steps, results and outcomes that cannot be paired by number, told once for all measures of a result report."""
    if draft.doc_type != "year_end_result_report":
        return
    counted = {measure.seq: _numbers(measure, draft.columns) for measure in draft.measures}
    uneven = [measure for measure in draft.measures if len(set(counted[measure.seq])) > 1]
    if uneven:
        lines = uneven[0].source_lines
        said = "; ".join(f"{measure.seq}: {'/'.join(map(str, counted[measure.seq]))}" for measure in uneven)
        names = "/".join(name for column, name in _COUNTED.items() if column in draft.columns)
        yield flag(
            "result_count_differs",
            f"จำนวนข้อของ{names}ไม่เท่ากัน จึงจับคู่ตามเลขข้อไม่ได้ (มาตรการที่ {said}) ให้ตรวจว่าผลข้อใดเป็นของขั้นตอนใด",
            where="ตารางมาตรการ",
            line=lines[0] if lines else None,
            raw=said,
            measure_seqs=tuple(measure.seq for measure in uneven),
        )


_COUNTED = {"steps": "ขั้นตอน", "result": "ผลการดำเนินการ", "outcome": "ผลลัพธ์"}


def _numbers(measure: ReadMeasure, columns: frozenset[str]) -> list[int]:
    """Return how many steps, results and outcomes a measure states; a column the form has not is not counted."""
    every = {"steps": measure.steps, "result": measure.result, "outcome": measure.outcome}
    return [len(entries) for column, entries in every.items() if column in columns]


def _twice(measures: Sequence[ReadMeasure]) -> Iterator[ReadFlag]:
    """A measure whose name and steps an earlier one has already."""
    known: dict[str, int] = {}
    for measure in measures:
        words = thai.without_spaces(measure.title).strip("“”\"'")
        first = known.setdefault(words, measure.seq)
        if words and first != measure.seq:
            message = f"ชื่อเดียวกับมาตรการที่ {first} ให้ตรวจว่าซ้ำกันหรือไม่ หากซ้ำไม่ต้องนำมาใช้"
            yield _of(measure, "measure_twice", message, measure.title, f"มาตรการที่ {first}")


def _uncovered(draft: Draft) -> Iterator[ReadFlag]:
    """An indicator below 85 that no measure is for, where the measures name their indicators at all."""
    covered = {no for measure in draft.measures for no in measure.indicators}
    if not covered or draft.doc_type == "year_end_result_report":
        return
    for no in lowest(draft.scores):
        if no not in covered:
            lines = draft.measures[0].source_lines
            name = ita.indicator_name(no, draft.fiscal_year)
            yield flag(
                "low_indicator_without_measure",
                f"ตัวชี้วัดที่ {no} {name} ได้ {draft.scores[no]} คะแนน ต่ำกว่า 85 แต่ไม่มีมาตรการรองรับ ให้พิจารณาเพิ่มมาตรการ",
                where="ตารางมาตรการ",
                line=lines[0] if lines else None,
                expected=f"มาตรการสำหรับตัวชี้วัดที่ {thai.thai_digits(no)} {name}",
            )
