"""The report for machines: JSON whose keys stay as docs/report-data.md describes them."""

import json
from dataclasses import asdict
from typing import Any

from tracker.fiscal_year import FiscalYear
from tracker.reports.lines import Report, ReportMeasure, ReportStep, Signature, Tally, TaskRecord
from tracker.reports.lines.roll_up import STATE_LABELS

VERSION = 1


def data(report: Report) -> bytes:
    """Write a report as JSON in UTF-8."""
    text = json.dumps(_content(report), ensure_ascii=False, indent=2)
    return text.encode("utf-8", errors="replace") + b"\n"


def _content(report: Report) -> dict[str, Any]:
    heading = report.heading
    year = FiscalYear(heading.fiscal_year)
    return {
        "format": "ita-result-report",
        "version": VERSION,
        "title": report.title,
        "notice": report.notice,
        "introduction": report.intro,
        "government": {"name": heading.government_name, "district": heading.district, "province": heading.province},
        "fiscal_year": heading.fiscal_year,
        "period": {"starts_on": year.first_day.isoformat(), "ends_on": year.last_day.isoformat()},
        "assessed_year": heading.assessed_year,
        "as_of": heading.as_of.isoformat(),
        "edition": heading.edition,
        "is_draft": heading.is_draft,
        "states": dict(STATE_LABELS),
        "counts": {
            "measures": _tally(report.counts.measures),
            "steps": _tally(report.counts.steps),
            "tasks": _tally(report.counts.tasks),
        },
        "measures": [_measure(measure) for measure in report.measures],
        "signatures": [_signature(signature) for signature in report.signatures],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {**asdict(tally), "percent_done": tally.percent_done}


def _measure(measure: ReportMeasure) -> dict[str, Any]:
    return {
        "number": measure.number,
        "title": measure.title,
        "kind": measure.kind,
        "issue": measure.issue,
        "indicators": list(measure.indicators),
        "owner": measure.owner_text,
        "period": measure.period_text,
        "state": measure.state,
        "percent": measure.percent,
        "result": list(measure.results),
        "outcome": list(measure.outcomes),
        "steps": [_step(step) for step in measure.steps],
    }


def _step(step: ReportStep) -> dict[str, Any]:
    return {
        "number": step.number,
        "text": step.text,
        "state": step.state,
        "percent": step.percent,
        "starts_on": step.starts_on.isoformat() if step.starts_on else None,
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "result": list(step.results),
        "outcome": list(step.outcomes),
        "evidence_count": step.evidence_count,
        "tasks": [_task(task) for task in step.tasks],
    }


def _task(task: TaskRecord) -> dict[str, Any]:
    return {
        "unit": task.unit_name,
        "is_lead": task.is_lead,
        "occurrence": task.occurrence,
        "occurrence_label": task.occurrence_label,
        "starts_on": task.starts_on.isoformat() if task.starts_on else None,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "state": task.state,
        "percent": task.percent,
        "result": task.summary,
        "outcome": task.outcome,
        "problem": task.problem,
        "reason": task.reason,
        "evidence_count": task.evidence_count,
        "as_of": task.as_of.isoformat() if task.as_of else None,
        "reported_at": task.reported_at.isoformat() if task.reported_at else None,
    }


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "role": signature.role_label,
        "name": signature.name,
        "position": signature.position,
        "acting_for": signature.acting_for,
        "acting_authority": signature.acting_authority,
    }
