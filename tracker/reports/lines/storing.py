"""A report as plain JSON and back: how an edition is frozen, its head and each of its lines apart."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from tracker.reports.lines.records import Heading, Signature, TaskRecord
from tracker.reports.lines.report import Counts, Report, ReportMeasure, ReportStep, Tally

Json = dict[str, Any]


def report_to_json(report: Report) -> Json:
    """Return {"head": …, "lines": […]}, a line for each measure; only texts, numbers, lists and truth values."""
    whole = _plain(asdict(report))
    lines = whole.pop("measures")
    return {"head": whole, "lines": lines}


def report_from_json(stored: Json) -> Report:
    """Return the report that was stored."""
    head = stored["head"]
    return Report(
        heading=Heading(**{**head["heading"], "as_of": date.fromisoformat(head["heading"]["as_of"])}),
        title=head["title"],
        intro=head["intro"],
        notice=head["notice"],
        counts=Counts(**{name: Tally(**tally) for name, tally in head["counts"].items()}),
        measures=tuple(_measure(line) for line in stored["lines"]),
        signatures=tuple(Signature(**signature) for signature in head["signatures"]),
    )


def _plain(value: Any) -> Any:
    """Replace days and instants by ISO texts, tuples by lists."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _measure(line: Json) -> ReportMeasure:
    """Return a measure; editions from before past years were recorded say nothing of a measure as a whole."""
    lists = {name: tuple(line.get(name, ())) for name in ("indicators", "results", "outcomes")}
    return ReportMeasure(**{**line, **lists, "steps": tuple(_step(step) for step in line["steps"])})


def _step(step: Json) -> ReportStep:
    return ReportStep(
        **{
            **step,
            "results": tuple(step["results"]),
            "outcomes": tuple(step["outcomes"]),
            "tasks": tuple(_task(task) for task in step["tasks"]),
        }
    )


def _task(task: Json) -> TaskRecord:
    days = {name: date.fromisoformat(task[name]) for name in ("starts_on", "due_on", "as_of") if task[name]}
    instants = {"reported_at": datetime.fromisoformat(task["reported_at"])} if task["reported_at"] else {}
    return TaskRecord(**{**task, **days, **instants})
