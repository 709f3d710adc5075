"""The report itself: one frozen set of lines, from which every file is made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.fiscal_year import FiscalYear
from tracker.reports.lines.records import (
    Heading,
    MeasureRecord,
    Signature,
    State,
    StatedRecord,
    StepRecord,
    TaskRecord,
)
from tracker.reports.lines.roll_up import (
    NOTHING,
    combined_state,
    outcome_lines,
    percent_of,
    result_lines,
)
from tracker.thai import clean, one_line, thai_date, thai_digits

TITLE = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"


@dataclass(frozen=True, kw_only=True)
class ReportStep:
    """One step with its rolled-up result and outcome, and the tasks they were rolled up from."""

    number: int
    text: str
    state: State
    percent: int
    results: tuple[str, ...]
    outcomes: tuple[str, ...]
    tasks: tuple[TaskRecord, ...]

    @property
    def starts_on(self) -> date | None:
        """The first day of its tasks."""
        return min((task.starts_on for task in self.tasks if task.starts_on), default=None)

    @property
    def due_on(self) -> date | None:
        """The last day of its tasks."""
        return max((task.due_on for task in self.tasks if task.due_on), default=None)

    @property
    def reported_at(self) -> datetime | None:
        """When anybody last reported."""
        return max((task.reported_at for task in self.tasks if task.reported_at), default=None)

    @property
    def evidence_count(self) -> int:
        """Files and links of all its tasks."""
        return sum(task.evidence_count for task in self.tasks)


@dataclass(frozen=True, kw_only=True)
class ReportMeasure:
    """One measure as published, with all its steps."""

    number: int
    title: str
    kind: str
    indicators: tuple[str, ...]
    issue: str
    owner_text: str
    period_text: str
    state: State
    percent: int
    steps: tuple[ReportStep, ...]
    results: tuple[str, ...] = ()
    """What a past year's report says of the measure as a whole; its steps have none of their own then."""
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many of something there are, by state."""

    total: int = 0
    done: int = 0
    partly_done: int = 0
    submitted: int = 0
    in_progress: int = 0
    not_started: int = 0
    not_done: int = 0
    cancelled: int = 0

    @property
    def percent_done(self) -> float:
        """The share that is done of what was not cancelled, to two decimals."""
        counted = self.total - self.cancelled
        return round(100 * self.done / counted, 2) if counted else 0.0


@dataclass(frozen=True)
class Counts:
    """The summary: measures, their steps, and the tasks of all units and occurrences."""

    measures: Tally
    steps: Tally
    tasks: Tally


@dataclass(frozen=True, kw_only=True)
class Report:
    """A whole report; `notice` is empty when it is the final one of the whole year."""

    heading: Heading
    title: str
    intro: str
    notice: str
    counts: Counts
    measures: tuple[ReportMeasure, ...]
    signatures: tuple[Signature, ...]


def result_report(
    heading: Heading,
    measures: Iterable[MeasureRecord],
    tasks: Iterable[TaskRecord],
    signatures: Iterable[Signature] = (),
) -> Report:
    """Write the report: every measure, its steps with results and outcomes numbered alike.

    Starts from the measures, not from the work, because no published measure may be missing from the report, whatever
    was or was not done (องค์ประกอบด้านข้อมูล of the ITA item "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมฯ").
    """
    by_step: dict[tuple[int, int], list[TaskRecord]] = {}
    for task in tasks:
        by_step.setdefault((task.measure_number, task.step_number), []).append(task)
    lines = tuple(_measure(record, by_step) for record in sorted(measures, key=lambda record: record.number))
    if by_step:
        raise ValueError(f"tasks of measures that are not in the report: {sorted(by_step)}")
    return Report(
        heading=heading,
        title=f"{TITLE} ประจำปีงบประมาณ พ.ศ. {thai_digits(heading.fiscal_year)}",
        intro=_intro(heading, measures=len(lines)),
        notice=_notice(heading),
        counts=_counts(lines),
        measures=lines,
        signatures=tuple(signatures),
    )


def _measure(record: MeasureRecord, by_step: dict[tuple[int, int], list[TaskRecord]]) -> ReportMeasure:
    """Copy a measure, taking its tasks out of `by_step`; work on a step nobody published is kept under its number."""
    known = {step.number: step for step in record.steps}
    worked = {number: StepRecord(number, NOTHING) for measure, number in by_step if measure == record.number}
    published = {**worked, **known} or {1: StepRecord(1, NOTHING)}
    steps = tuple(
        _step(published[number], by_step.pop((record.number, number), []), of=record) for number in sorted(published)
    )
    whole = record.stated or StatedRecord(was_done=True)
    return ReportMeasure(
        number=record.number,
        title=one_line(record.title),
        kind=one_line(record.kind),
        indicators=tuple(one_line(name) for name in record.indicators),
        issue=one_line(record.issue),
        owner_text=one_line(record.owner_text),
        period_text=one_line(record.period_text),
        state="cancelled" if record.is_cancelled else combined_state(step.state for step in steps),
        percent=_mean(step.percent for step in steps if step.state != "cancelled"),
        steps=steps,
        results=_lines(whole.result),
        outcomes=_lines(whole.outcome),
    )


def _step(step: StepRecord, tasks: Sequence[TaskRecord], *, of: MeasureRecord) -> ReportStep:
    stated = step.stated or of.stated
    if stated is not None:
        return _past_step(step, was_done=stated.was_done)
    reason = of.cancelled_reason or "ยกเลิกมาตรการ" if of.is_cancelled else ""
    state = combined_state(task.state for task in tasks)
    return ReportStep(
        number=step.number,
        text=one_line(step.text),
        state="cancelled" if of.is_cancelled and not tasks else state,
        percent=_mean(percent_of(task) for task in tasks if task.state != "cancelled"),
        results=result_lines(tasks, cancelled_reason=reason),
        outcomes=outcome_lines(tasks),
        tasks=tuple(tasks),
    )


def _past_step(step: StepRecord, *, was_done: bool) -> ReportStep:
    """Write a step of a past year, which nobody was given as a task: only what the report of that year says."""
    own = step.stated or StatedRecord(was_done)
    return ReportStep(
        number=step.number,
        text=one_line(step.text),
        state="done" if was_done else "not_done",
        percent=100 if was_done else 0,
        results=_lines(own.result),
        outcomes=_lines(own.outcome),
        tasks=(),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in clean(text).split("\n") if line)


def _mean(percents: Iterable[int]) -> int:
    """The mean, half rounded up."""
    values = list(percents)
    return (2 * sum(values) + len(values)) // (2 * len(values)) if values else 0


def _counts(measures: Sequence[ReportMeasure]) -> Counts:
    steps = [step for measure in measures for step in measure.steps]
    return Counts(
        measures=_tally([measure.state for measure in measures]),
        steps=_tally([step.state for step in steps]),
        tasks=_tally([task.state for step in steps for task in step.tasks]),
    )


def _tally(states: Sequence[State]) -> Tally:
    return Tally(
        total=len(states),
        done=states.count("done"),
        partly_done=states.count("partly_done"),
        submitted=states.count("submitted"),
        in_progress=states.count("in_progress"),
        not_started=states.count("not_started"),
        not_done=states.count("not_done"),
        cancelled=states.count("cancelled"),
    )


def _intro(heading: Heading, *, measures: int) -> str:
    analysed = f" พ.ศ. {heading.assessed_year}" if heading.assessed_year else ""
    return thai_digits(
        f"{heading.government_name}ได้นำผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA){analysed} "
        f"มาวิเคราะห์และกำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน จำนวน {measures} มาตรการ "
        f"เพื่อดำเนินการในปีงบประมาณ พ.ศ. {heading.fiscal_year} "
        f"บัดนี้ ได้ติดตามผลการดำเนินการตามมาตรการดังกล่าว ณ วันที่ {thai_date(heading.as_of)} แล้ว ปรากฏผลดังนี้"
    )


def _notice(heading: Heading) -> str:
    """Say what distinguishes this copy from the final report of the whole year."""
    year = FiscalYear(heading.fiscal_year)
    day = f"ข้อมูล ณ วันที่ {thai_date(heading.as_of)}"
    if heading.as_of == year.halves()[0][1]:
        day += " (รอบ ๖ เดือน)"
    edition = f" ครั้งที่ {thai_digits(heading.edition)}" if heading.edition else ""
    if heading.is_draft:
        return f"ฉบับร่าง{edition} {day}"
    return "" if heading.as_of >= year.last_day else day
