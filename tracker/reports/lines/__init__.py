"""The report as plain values: records in, one frozen set of lines out, their printed form, and how they are stored."""

from tracker.reports.lines.form import FormMeasure, FormStep, form_of, is_whole
from tracker.reports.lines.records import (
    Heading,
    MeasureRecord,
    Signature,
    State,
    StatedRecord,
    StepRecord,
    TaskRecord,
    TaskState,
)
from tracker.reports.lines.report import Counts, Report, ReportMeasure, ReportStep, Tally, result_report
from tracker.reports.lines.storing import report_from_json, report_to_json

__all__ = [
    "Counts",
    "FormMeasure",
    "FormStep",
    "Heading",
    "MeasureRecord",
    "Report",
    "ReportMeasure",
    "ReportStep",
    "Signature",
    "State",
    "StatedRecord",
    "StepRecord",
    "Tally",
    "TaskRecord",
    "TaskState",
    "form_of",
    "is_whole",
    "report_from_json",
    "report_to_json",
    "result_report",
]
