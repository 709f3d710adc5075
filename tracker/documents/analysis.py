"""One document, from bytes to a reading with flags."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker import ita
from tracker.documents import mending, readers
from tracker.documents.blocks import Block, Paragraph, Table
from tracker.documents.parsing import checks, findings, measures, memo, tables, years
from tracker.documents.parsing.assessment import assessment, lines_of
from tracker.documents.parsing.checks.damage import doubtful_words
from tracker.documents.parsing.columns import read_tables
from tracker.documents.parsing.draft import Draft
from tracker.documents.parsing.indicator_cards import with_cards_apart
from tracker.documents.parsing.labelled import labelled_measures
from tracker.documents.parsing.organisation import organisation
from tracker.documents.parsing.scores import Line
from tracker.documents.parsing.stacked import with_stacked_tables
from tracker.documents.parsing.tables import NO_CHOICES, Choices, MeasureTable, RawMeasure
from tracker.documents.reading import DerivedScores, DocumentType, ReadIndicator, Reading, ReadMeasure, ReadMemo
from tracker.fiscal_year import FiscalYear

_TITLE_LINES = 8
_IS_ABOUT_RESULTS = re.compile(r"ผลการ(?:ดำเนิน|ปฏิบัติ)")


def analyse(content: bytes, name: str, columns: Choices = NO_CHOICES) -> Reading:
    """Read one document; raises UnreadableDocument, and nothing else, for what nobody can read.

    `columns` is what a person said of its tables: place → meaning → index of the column.
    """
    mended = mending.mend(readers.read(content, name))
    reading = analyse_blocks(mended.blocks, columns)
    return replace(reading, flags=(*reading.flags, *doubtful_words(mended.repairs)), repairs=mended.repairs)


def analyse_blocks(blocks: Sequence[Block], columns: Choices = NO_CHOICES) -> Reading:
    """Read a document whose container is opened."""
    blocks = tables.with_titles_apart(with_cards_apart(with_stacked_tables(blocks)), columns)
    found, used = tables.measure_tables(blocks, columns)
    written, places = labelled_measures(blocks, used | _decided_tables(blocks, columns))
    found, used = [*found, *written], used | places
    paragraphs = _paragraphs(blocks, used)
    head = memo.memo(paragraphs)
    doc_type = _doc_type(found, paragraphs, head)
    if doc_type != "year_end_result_report":
        _without_expected_outcomes(found)
    draft = _draft(blocks, used, found, doc_type)
    described = read_tables(blocks, found, used, choices=columns)
    return replace(_reading(draft, head), tables=described)


def _decided_tables(blocks: Sequence[Block], columns: Choices) -> set[int]:
    """Return the places of the tables of which a person said which column is which, or that they hold no measures."""
    tables_at = [place for place, block in enumerate(blocks) if isinstance(block, Table)]
    return {place for number, place in enumerate(tables_at) if number in columns}


def _doc_type(found: list[MeasureTable], paragraphs: list[Line], head: ReadMemo | None) -> DocumentType:
    if not found:
        return "other"
    title = paragraphs[:_TITLE_LINES]
    if any("result" in table.columns for table in found) or any(years.is_result_title(line) for line in title):
        return "year_end_result_report"
    if any("outcome" in table.columns for table in found) and any(
        _IS_ABOUT_RESULTS.search(line.text) for line in title
    ):
        return "year_end_result_report"
    return "memo_with_measures" if head is not None else "analysis_with_measures"


def _without_expected_outcomes(found: list[MeasureTable]) -> None:
    """Take off what a plan has under ผลผลิต or ผลลัพธ์: with no results beside it that is expected, not reached."""
    for table in found:
        for measure in table.measures:
            measure.cells.pop("outcome", None)


def _draft(blocks: Sequence[Block], used: set[int], found: list[MeasureTable], doc_type: DocumentType) -> Draft:
    lines = [line for place, block in enumerate(blocks) if place not in used for line in lines_of(block)]
    is_report = doc_type == "year_end_result_report"
    year = years.reported_year(lines) if is_report else years.assessed_year(lines)
    raw = tuple(measure for table in found for measure in table.measures)
    measures_year = year if is_report else years.measures_year(_stated_years(raw), lines)
    fiscal_year = FiscalYear(measures_year) if measures_year else None
    own = organisation(lines, [line for place in sorted(used) for line in lines_of(blocks[place])])
    scored = assessment(blocks, used, year, own.name)
    if is_report:
        scored = replace(scored, overall=None, level=None)
    paragraphs = tuple(line for line in _paragraphs(blocks, used) if line not in scored.listed)
    return Draft(
        doc_type=doc_type,
        lines=[line for line in lines if line not in scored.listed],
        organisation=own,
        fiscal_year=year,
        measures_fiscal_year=measures_year,
        score_rows=scored.rows,
        overall=scored.overall,
        instruments=scored.instruments,
        grade=scored.level,
        analysis=findings.analysis(_parts(blocks, used, scored.listed), year),
        measures=_measures(raw, fiscal_year),
        raw_measures=raw,
        columns=frozenset(column for table in found for column in table.said),
        paragraphs=paragraphs,
        announced_year=None if is_report else years.announced_year(lines),
        past_scores=scored.past if scored.overall or is_report else (),
    )


def _parts(blocks: Sequence[Block], used: set[int], listed: frozenset[Line]) -> list[Line | Table]:
    """Return what may hold findings: everything but the measures and the list of scores."""
    rest = [block for place, block in enumerate(blocks) if place not in used]
    parts = [Line(block.text, block.line) if isinstance(block, Paragraph) else block for block in rest]
    return [
        part for part in parts if isinstance(part, Table) or not (part in listed or tables.is_page_number(part.text))
    ]


def _paragraphs(blocks: Sequence[Block], used: set[int]) -> list[Line]:
    return [
        Line(block.text, block.line)
        for place, block in enumerate(blocks)
        if isinstance(block, Paragraph) and place not in used and not tables.is_page_number(block.text)
    ]


def _stated_years(raw: Sequence[RawMeasure]) -> list[tuple[FiscalYear, FiscalYear]]:
    """Return the fiscal years of the periods that can be dated without knowing the year beforehand."""
    found = []
    for measure in raw:
        dates = measures.dated(measure, None)
        if dates and dates.starts_on and dates.ends_on and not dates.is_reversed:
            found.append((FiscalYear.of(dates.starts_on), FiscalYear.of(dates.ends_on)))
    return found


def _measures(raw: Sequence[RawMeasure], fiscal_year: FiscalYear | None) -> tuple[ReadMeasure, ...]:
    return tuple(measures.measure(one, seq=seq, fiscal_year=fiscal_year) for seq, one in enumerate(raw, start=1))


def _reading(draft: Draft, head: ReadMemo | None) -> Reading:
    derived = ita.instrument_scores(draft.scores)
    own = draft.organisation
    return Reading(
        doc_type=draft.doc_type,
        organisation=own.name,
        organisation_type=own.kind,
        organisation_aliases=tuple(alias.full_name for alias in own.aliases),
        district=own.district,
        province=own.province,
        fiscal_year=draft.fiscal_year,
        measures_fiscal_year=draft.measures_fiscal_year,
        overall_score=draft.overall.score if draft.overall else None,
        grade=draft.grade,
        history=draft.history,
        instrument_scores=draft.instruments,
        instrument_scores_derived=DerivedScores(**{name.value: score for name, score in derived.items()}),
        indicators=_indicators(draft),
        findings=tuple(placed.finding for placed in draft.analysis.findings),
        measures=draft.measures,
        memo=head,
        flags=checks.flags(draft),
    )


def _indicators(draft: Draft) -> tuple[ReadIndicator, ...]:
    if draft.score_rows:
        return tuple(
            ReadIndicator(row.no, ita.indicator_name(row.no, draft.fiscal_year), row.name or None, row.score)
            for row in draft.score_rows
        )
    printed = {section.no: section.printed_name for section in reversed(draft.analysis.sections)}
    return tuple(
        ReadIndicator(no, ita.indicator_name(no, draft.fiscal_year), printed.get(no), score)
        for no, score in sorted(draft.scores.items())
    )
