"""The report as a Word file that an office can edit: TH Sarabun New, official sizes, no template."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from tracker.reports.lines import FormMeasure, Report, Signature, form_of
from tracker.reports.lines.form import (
    COLUMNS,
    DOTS,
    SUMMARY_COLUMNS,
    SUMMARY_TITLE,
    Line,
    agency_line,
    laid_out,
    official,
    signature_lines,
    summary_rows,
)
from tracker.reports.lines.report import TITLE
from tracker.reports.lines.sealing import sealed
from tracker.reports.word.markup import (
    add_row,
    begin_span,
    continue_span,
    keep_whole,
    number_pages_in_thai,
    put_style,
    repeat_on_each_page,
    set_fonts,
    set_widths,
    shade,
    write_bold,
    write_page_number,
)

_CELL, _NOTE = "Report Cell", "Report Note"
_WIDTHS = (4.0, 5.3, 3.0, 3.0, 6.2, 5.0)
_SUMMARY_WIDTHS = (5.2, *(2.366,) * (len(SUMMARY_COLUMNS) - 1))
_NUMBER_HANG = 0.55
_HANGS = {"-": 0.25, "•": 0.3}
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def word(report: Report) -> bytes:
    """Write a report as DOCX."""
    document = docx.Document()
    set_fonts(document, body=16, styles={_CELL: 14, _NOTE: 12})
    _set_page(document, report)
    _write_head(document, report)
    _write_measures(document, report)
    _write_summary(document, report)
    _write_signatures(document, report.signatures)
    properties = document.core_properties
    properties.title, properties.author = official(report.title), official(report.heading.government_name)
    properties.language, properties.comments, properties.last_modified_by = "th-TH", "", ""
    result = BytesIO()
    document.save(result)
    return sealed(result.getvalue())


def _set_page(document: Any, report: Report) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.6)
    section.top_margin, section.bottom_margin = Cm(1.7), Cm(1.6)
    section.footer_distance = Cm(0.8)
    number_pages_in_thai(section)
    footer = section.footer.paragraphs[0]
    put_style(footer, _NOTE)
    footer.paragraph_format.tab_stops.add_tab_stop(Cm(26.5), WD_TAB_ALIGNMENT.RIGHT)
    name = " ".join(part for part in (report.heading.government_name, report.notice) if part)
    footer.add_run(f"{official(name)}\tหน้า ")
    write_page_number(footer)


def _write_head(document: Any, report: Report) -> None:
    year = official(report.title).removeprefix(TITLE).strip()
    for line in (TITLE, year, agency_line(report.heading)):
        paragraph = document.add_paragraph()
        paragraph.alignment = _CENTRE
        write_bold(paragraph, line)
    if report.notice:
        document.add_paragraph(official(report.notice)).alignment = _CENTRE
    intro = document.add_paragraph(official(report.intro))
    intro.paragraph_format.first_line_indent = Cm(2.5)
    intro.paragraph_format.space_before = intro.paragraph_format.space_after = Pt(6)


def _write_measures(document: Any, report: Report) -> None:
    table = _table(document, _WIDTHS, COLUMNS)
    for measure in report.measures:
        _write_measure(table, form_of(measure))


def _write_measure(table: Any, form: FormMeasure) -> None:
    """Write a row for each step; the measure, its owner and its period span them."""
    for place, step in enumerate(form.steps):
        cells = add_row(table)
        spanning = (cells[0], cells[2], cells[3])
        if place == 0:
            _fill(cells[0], (form.title,), notes=form.notes)
            _fill(cells[2], (form.owner,))
            _fill(cells[3], (form.period,))
        if len(form.steps) > 1:
            for cell in spanning:
                begin_span(cell) if place == 0 else continue_span(cell)
        _fill(cells[1], step.step)
        _fill(cells[4], step.result)
        _fill(cells[5], step.outcome)


def _fill(cell: Any, lines: tuple[str, ...], *, notes: Sequence[str] = ()) -> None:
    """Write lines into an empty cell, each a paragraph; numbers and dashes hang."""
    paragraph = cell.paragraphs[0]
    for line in laid_out(lines):
        paragraph = paragraph or cell.add_paragraph()
        put_style(paragraph, _CELL)
        _hang(paragraph, line)
        paragraph.add_run("".join(f"{mark}\t" for mark in line.marks) + line.words)
        paragraph = None
    for note in notes:
        paragraph = cell.add_paragraph(note)
        put_style(paragraph, _NOTE)


def _hang(paragraph: Any, line: Line) -> None:
    """Indent the words of a line, and let its marks hang before them, each ended by a tab."""
    hangs = [_HANGS.get(mark, _NUMBER_HANG) for mark in line.marks]
    before = (_NUMBER_HANG if line.is_under_number else 0.0) + (_HANGS["-"] if line.marks == ("•",) else 0.0)
    layout = paragraph.paragraph_format
    if before or hangs:
        layout.left_indent = Cm(before + sum(hangs))
    if hangs:
        layout.first_line_indent = Cm(-sum(hangs))
        layout.tab_stops.add_tab_stop(Cm(before + hangs[0]))


def _table(document: Any, widths: Sequence[float], titles: Sequence[str]) -> Any:
    """Start a table of fixed widths whose first row is repeated on every page and never split."""
    table = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(table, widths)
    repeat_on_each_page(table.rows[0])
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        paragraph = cell.paragraphs[0]
        put_style(paragraph, _CELL)
        paragraph.alignment = _CENTRE
        write_bold(paragraph, title)
        shade(cell, "E8E8E8")
    return table


def _write_summary(document: Any, report: Report) -> None:
    heading = document.add_paragraph()
    heading.paragraph_format.space_before, heading.paragraph_format.keep_with_next = Pt(12), True
    write_bold(heading, SUMMARY_TITLE)
    table = _table(document, _SUMMARY_WIDTHS, SUMMARY_COLUMNS)
    for texts in summary_rows(report):
        for place, (cell, text) in enumerate(zip(add_row(table), texts, strict=True)):
            paragraph = cell.paragraphs[0]
            put_style(paragraph, _CELL)
            paragraph.alignment = _CENTRE if place else WD_ALIGN_PARAGRAPH.LEFT
            paragraph.add_run(text)
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _write_signatures(document: Any, signatures: Sequence[Signature]) -> None:
    """Write two blocks beside each other; a row that may not split keeps each block whole."""
    if not signatures:
        return
    document.add_paragraph()
    table = document.add_table(rows=0, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for start in range(0, len(signatures), 2):
        row = table.add_row()
        keep_whole(row)
        for cell, signature in zip(row.cells, signatures[start : start + 2], strict=False):
            _write_signature(cell, signature)


def _write_signature(cell: Any, signature: Signature) -> None:
    write_bold(cell.paragraphs[0], official(signature.role_label))
    lines = [DOTS + DOTS[:20]] * 2 if signature.asks_opinion else []
    lines += ["", f"(ลงชื่อ) {DOTS}", *signature_lines(signature)]
    lines += [f"วันที่ {DOTS[:12]} เดือน {DOTS[:24]} พ.ศ. {DOTS[:12]}", ""]
    for line in lines:
        cell.add_paragraph(line)
    for paragraph in cell.paragraphs:
        paragraph.alignment = _CENTRE
