"""The report as a PDF for printing and publishing: A4 across, text that can be searched, written as PDF/A-2b."""

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from tracker.reports.lines import FormMeasure, FormStep, Report, Signature, form_of
from tracker.reports.lines.form import (
    COLUMNS,
    SUMMARY_COLUMNS,
    SUMMARY_TITLE,
    agency_line,
    laid_out,
    official,
    signature_lines,
    summary_rows,
)
from tracker.reports.lines.report import TITLE
from tracker.reports.pdf.font import font_folder, printable
from tracker.reports.pdf.words import pieces

_LAYOUT = Path(__file__).with_name("report.typ")
_KEPT_WHOLE = 10
"""Lines up to which a step, or a measure with all its steps, is kept on one page."""
_one_at_a_time = Lock()


def pdf(report: Report, *, font_cache: Path | None = None) -> bytes:
    """Typeset a report; `font_cache` keeps the repaired fonts between processes."""
    content = json.dumps(_content(report), ensure_ascii=False)
    with _one_at_a_time:
        result = _compiler(font_cache).compile(
            _LAYOUT.read_bytes(), format="pdf", sys_inputs={"report": content}, pdf_standards="a-2b", timestamp=0
        )
    if not isinstance(result, bytes):
        raise TypeError("typst returned pages instead of one file")
    return result


@cache
def _compiler(font_cache: Path | None) -> typst.Compiler:
    """The compiler with its fonts and nothing else of this machine; it remembers what it laid out before."""
    folder = font_folder(font_cache)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return typst.Compiler(root=folder, font_paths=fonts)


def _content(report: Report) -> dict[str, Any]:
    """Everything the page shows, in pieces."""
    heading = report.heading
    notice = printable(official(report.notice))
    year = official(report.title).removeprefix(TITLE).strip()
    agency = agency_line(heading)
    return {
        "title": printable(official(report.title)),
        "author": printable(official(heading.government_name)),
        "date": [heading.as_of.year, heading.as_of.month, heading.as_of.day],
        "title-lines": [_words(line) for line in (TITLE, year) if line],
        "agency": _words(agency),
        "notice": _words(notice),
        "intro": _words(official(report.intro)),
        "footer": _words(" ".join(part for part in (official(heading.government_name), notice) if part)),
        "columns": [_words(title) for title in COLUMNS],
        "measures": [_measure(form_of(measure)) for measure in report.measures],
        "summary": {
            "title": _words(SUMMARY_TITLE),
            "columns": [_words(title) for title in SUMMARY_COLUMNS],
            "rows": summary_rows(report),
        },
        "signatures": [_signature(signature) for signature in report.signatures],
    }


def _measure(form: FormMeasure) -> dict[str, Any]:
    heights = [_height(step) for step in form.steps]
    return {
        "whole": sum(heights) <= _KEPT_WHOLE,
        "title": _cell((form.title,)),
        "notes": _cell(form.notes),
        "owner": _cell((form.owner,)),
        "period": _cell((form.period,)),
        "steps": [
            {
                "whole": height <= _KEPT_WHOLE,
                "step": _cell(step.step),
                "result": _cell(step.result),
                "outcome": _cell(step.outcome),
            }
            for step, height in zip(form.steps, heights, strict=True)
        ],
    }


def _height(step: FormStep) -> int:
    """Guess the lines a step takes: which of its columns, at about so many characters a line, is the longest."""
    columns = ((step.step, 34), (step.result, 42), (step.outcome, 33))
    return max(sum(1 + len(line) // width for line in lines) for lines, width in columns)


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "role": _words(official(signature.role_label)),
        "opinion": signature.asks_opinion,
        "lines": [_words(line) for line in signature_lines(signature)],
    }


def _words(text: str) -> list[str]:
    return pieces(printable(text))


def _cell(lines: tuple[str, ...]) -> list[dict[str, Any]]:
    """Lay out the lines of a cell: numbers and dashes hang, what follows a number stands under its words."""
    cell: list[dict[str, Any]] = []
    under = 0.0
    for line in laid_out(tuple(printable(line) for line in lines)):
        marks = [{"text": mark, "width": _hang(mark)} for mark in line.marks]
        before = under if line.is_under_number else 0.0
        if not line.is_under_number and line.marks:
            under = _hang(line.marks[0])
        cell.append(
            {
                "marks": marks,
                "hang": sum(map(_hang, line.marks)),
                "indent": before + (0.7 if line.marks == ("•",) else 0.0),
                "pieces": pieces(line.words),
            }
        )
    return cell


def _hang(mark: str) -> float:
    """The room of a mark, in em."""
    return 0.58 * len(mark) + 0.3
