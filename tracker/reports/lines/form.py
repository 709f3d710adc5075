"""The printed form of a report: its six columns, its summary table and its words with Thai digits.

All files show the same cells, so they are written here once. The six columns are those of the form in use
(มาตรการ/แนวทาง … ผลลัพธ์/ความสำเร็จ).
"""

import re
from dataclasses import dataclass

from tracker.reports.lines.records import Heading, Signature
from tracker.reports.lines.report import Report, ReportMeasure, Tally
from tracker.reports.lines.roll_up import NOTHING, STATE_LABELS
from tracker.thai import clean, thai_digits

COLUMNS = (
    "มาตรการ/แนวทาง",
    "ขั้นตอน/วิธีการดำเนินการ",
    "ผู้รับผิดชอบ",
    "ระยะเวลาการดำเนินการ",
    "สรุปผลการดำเนินการ",
    "ผลลัพธ์/ความสำเร็จ",
)
SUMMARY_TITLE = "สรุปจำนวนตามสถานะการดำเนินการ"
SUMMARY_COLUMNS = ("รายการ", "ทั้งหมด", *STATE_LABELS.values(), "ร้อยละที่แล้วเสร็จ")
DOTS = "." * 60

# A code, an address of the web or of a mailbox: digits inside it are not numbers of Thai prose.
_LATIN_WORD = re.compile(r"[^\s\u0e00-\u0e7f]*[A-Za-z][^\s\u0e00-\u0e7f]*")


_MARK = re.compile(r"([๐-๙]+\.|[-•])\s+(?=\S)")
# Halves of characters and the two code points that are none: no file format takes them.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class FormStep:
    """The three cells of one step, numbered alike."""

    step: tuple[str, ...]
    result: tuple[str, ...]
    outcome: tuple[str, ...]


@dataclass(frozen=True)
class FormMeasure:
    """The cells of one measure: three of its own, and three for each step."""

    title: str
    notes: tuple[str, ...]
    """Kind, issue and indicators: smaller, under the title."""
    owner: str
    period: str
    steps: tuple[FormStep, ...]


@dataclass(frozen=True)
class Line:
    """One line of a cell as it is laid out: the marks it begins with hang left of its words."""

    marks: tuple[str, ...]
    """A number, a dash, or a number and a dash."""
    words: str
    is_under_number: bool
    """Whether it belongs to the numbered line above it."""


def laid_out(lines: tuple[str, ...]) -> tuple[Line, ...]:
    """Take the numbers and dashes off the lines of a cell."""
    result: list[Line] = []
    numbered = False
    for text in "\n".join(lines).split("\n"):
        marks, words = _split_marks(text)
        starts_with_number = bool(marks) and marks[0].endswith(".")
        result.append(Line(marks, words, numbered and not starts_with_number))
        numbered = numbered or starts_with_number
    return tuple(result)


def _split_marks(text: str) -> tuple[tuple[str, ...], str]:
    marks: list[str] = []
    while len(marks) < 2 and (match := _MARK.match(text)):
        marks.append(match[1])
        text = text[match.end() :]
    return tuple(marks), text


def official(text: str) -> str:
    """Clean a text and write its numbers with Thai digits; codes and addresses (o12, https://…) stay as they are."""
    text = clean(_NO_CHARACTER.sub("", text))
    parts: list[str] = []
    end = 0
    for match in _LATIN_WORD.finditer(text):
        parts += [thai_digits(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*parts, thai_digits(text[end:])])


def form_of(measure: ReportMeasure) -> FormMeasure:
    """Write the cells of a measure; a single step needs no number."""
    return FormMeasure(
        title=official(f"{measure.number}. {measure.title}"),
        notes=_notes(measure),
        owner=official(measure.owner_text) or NOTHING,
        period=official(measure.period_text) or NOTHING,
        steps=tuple(_filled(step) for step in ((_whole(measure),) if is_whole(measure) else _by_step(measure))),
    )


def is_whole(measure: ReportMeasure) -> bool:
    """Tell whether what came of a measure is told of it as a whole, so that all its steps stand in one row."""
    return bool(measure.results or measure.outcomes)


def _filled(step: FormStep) -> FormStep:
    return FormStep(step.step, step.result or (NOTHING,), step.outcome or (NOTHING,))


def _by_step(measure: ReportMeasure) -> tuple[FormStep, ...]:
    numbered = len(measure.steps) > 1
    return tuple(
        FormStep(
            step=_numbered((step.text,), step.number if numbered else None),
            result=_numbered(step.results, step.number if numbered else None),
            outcome=_numbered(step.outcomes, step.number if numbered else None),
        )
        for step in measure.steps
    )


def _whole(measure: ReportMeasure) -> FormStep:
    """Write all steps into one row, beside the text that is told of all of them; what counts up keeps its numbers."""
    rows = _by_step(measure)
    return FormStep(
        step=tuple(line for row in rows for line in row.step),
        result=_bulleted(measure.results) or tuple(line for row in rows for line in row.result),
        outcome=_bulleted(measure.outcomes) or tuple(line for row in rows for line in row.outcome),
    )


def _bulleted(lines: tuple[str, ...]) -> tuple[str, ...]:
    mark = "- " if len(lines) > 1 else ""
    return tuple(f"{mark}{official(line)}" for line in lines)


def _notes(measure: ReportMeasure) -> tuple[str, ...]:
    notes = (f"({measure.kind})" if measure.kind else "", measure.issue, *measure.indicators)
    return tuple(official(note) for note in notes if note)


def _numbered(lines: tuple[str, ...], number: int | None) -> tuple[str, ...]:
    if not lines:
        return ()
    first, *rest = (official(line) for line in lines)
    return (first if number is None else f"{thai_digits(number)}. {first}", *rest)


def agency_line(heading: Heading) -> str:
    """Name the office and where it is."""
    return official(
        " ".join(
            [
                heading.government_name,
                f"อำเภอ{heading.district}" if heading.district else "",
                f"จังหวัด{heading.province}" if heading.province else "",
            ]
        )
    )


def summary_rows(report: Report) -> tuple[tuple[str, ...], ...]:
    """Write the summary: measures, steps and tasks by state."""
    return tuple(_summary_row(name, tally) for name, tally in tallies(report))


def tallies(report: Report) -> tuple[tuple[str, Tally], ...]:
    """Return what is counted, by name; of a past year, which never had tasks, none are counted."""
    counts = report.counts
    named = (("มาตรการ", counts.measures), ("ขั้นตอน", counts.steps), ("งานรายหน่วยงานและรายครั้ง", counts.tasks))
    is_past = not counts.tasks.total and counts.steps.done + counts.steps.not_done > 0
    return named[:2] if is_past else named


def tally_numbers(tally: Tally) -> tuple[int, ...]:
    """Return the numbers of a tally in the order of the summary's columns, without the share."""
    return (
        tally.total,
        tally.done,
        tally.partly_done,
        tally.submitted,
        tally.in_progress,
        tally.not_started,
        tally.not_done,
        tally.cancelled,
    )


def _summary_row(name: str, tally: Tally) -> tuple[str, ...]:
    numbers = (f"{number:,}" if number else NOTHING for number in tally_numbers(tally))
    return (name, *(thai_digits(number) for number in numbers), thai_digits(f"{tally.percent_done:.2f}"))


def signature_lines(signature: Signature) -> tuple[str, ...]:
    """Write what stands under the line of a signature: name, post, post acted for, authority."""
    name = official(signature.name) or DOTS
    acting = official(signature.acting_for)
    lines = (f"({name})", official(signature.position), acting, official(signature.acting_authority))
    return tuple(line for line in lines if line)
