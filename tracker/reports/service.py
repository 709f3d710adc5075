"""The report of a year: written as of any day, frozen into editions, closed by a person."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from tracker.database import db
from tracker.errors import NotNow, NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries as measure_queries
from tracker.people import audit
from tracker.people.viewer import Asker, System, Viewer
from tracker.reports import queries
from tracker.reports.data import data
from tracker.reports.lines import Heading, MeasureRecord, report_to_json, result_report
from tracker.reports.lines.report import Report
from tracker.reports.models import ReportLine, YearEndReport
from tracker.reports.pdf import pdf
from tracker.reports.spreadsheet import spreadsheet
from tracker.reports.word import word
from tracker.tasks import queries as task_queries
from tracker.tasks import service as task_service
from tracker.thai import day_of

FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def report_as_of(fiscal_year: FiscalYear, as_of: date | None, *, asker: Asker, at: datetime) -> Report:
    """Return the report of a year as of a day: today while the year runs, its last day afterwards, if none is named."""
    day = min(as_of or day_of(at), fiscal_year.last_day)
    if day < fiscal_year.first_day:
        raise NotValid(f"วันที่เลือกยังไม่ถึง{fiscal_year.label} กรุณาเลือกวันในปีงบประมาณ")
    return _report(queries.heading(fiscal_year, as_of=day, asker=asker), asker=asker, at=at)


def prepare_edition(fiscal_year: FiscalYear, *, by: Asker, at: datetime) -> YearEndReport:
    """Freeze a new edition, a draft, as of the year's last day or today; earlier editions stay."""
    if measure_queries.is_past_year(fiscal_year, asker=by):
        raise NotNow(f"{fiscal_year.label} บันทึกจากรายงานผลแล้ว จึงไม่มีฉบับร่าง ดาวน์โหลดรายงานของปีนี้ได้ทันที")
    return _freeze(queries.heading(fiscal_year, as_of=min(day_of(at), fiscal_year.last_day), asker=by), by=by, at=at)


def close_year(fiscal_year: FiscalYear, *, by: Viewer, at: datetime) -> YearEndReport:
    """Close a year that has ended: the final edition is frozen, and nothing of the year can be changed any more."""
    if day_of(at) <= fiscal_year.last_day:
        raise NotNow(f"ปิด{fiscal_year.label}ได้ตั้งแต่วันที่ 1 ตุลาคม {fiscal_year.buddhist_year}")
    task_service.close_year(fiscal_year, by=by, at=at)
    final = replace(queries.heading(fiscal_year, as_of=fiscal_year.last_day, asker=by), is_draft=False)
    return _freeze(final, by=by, at=at)


def years_to_prepare(asker: System, *, today: date) -> list[FiscalYear]:
    """Return the years that have ended, were opened, and have no edition yet: what the job of 1 October prepares."""
    return [
        plan.fiscal_year
        for plan in task_queries.year_plans(asker)
        if plan.fiscal_year.last_day < today
        and plan.document_id is None
        and not queries.edition_count(plan.fiscal_year, asker=asker)
    ]


def prepare_closing(*, asker: System, at: datetime) -> list[FiscalYear]:
    """Prepare edition 1 of every year that has ended without one; running it again changes nothing."""
    years = years_to_prepare(asker, today=day_of(at))
    for fiscal_year in years:
        prepare_edition(fiscal_year, by=asker, at=at)
    return years


def file_of(report: Report, kind: str, *, font_cache: Path | None = None) -> bytes:
    """Return a report as a file: docx, pdf, xlsx or json, all from the same lines."""
    if kind == "pdf":
        return pdf(report, font_cache=font_cache)
    return {"docx": word, "xlsx": spreadsheet, "json": data}[kind](report)


def file_name(report: Report, kind: str) -> str:
    """Return the name a report's file is saved under."""
    heading = report.heading
    until = "" if heading.as_of == FiscalYear(heading.fiscal_year).last_day else f"-{heading.as_of.isoformat()}"
    edition = f"-edition-{heading.edition}" if heading.edition else ""
    return f"ita-result-report-{heading.fiscal_year}{until}{edition}.{kind}"


def _report(heading: Heading, *, asker: Asker, at: datetime) -> Report:
    fiscal_year = FiscalYear(heading.fiscal_year)
    measures = queries.measure_records(fiscal_year, asker=asker)
    if not measures:
        raise NotNow(f"ยังไม่มีมาตรการของ{fiscal_year.label} กรุณานำเข้าเอกสารและอนุมัติมาตรการก่อน")
    if any(measure.is_past for measure in measures):
        return _past_report(fiscal_year, measures, asker=asker)
    tasks = queries.task_records(fiscal_year, as_of=heading.as_of, asker=asker)
    return result_report(heading, measures, tasks, queries.signatures(asker, on=day_of(at)))


def _past_report(fiscal_year: FiscalYear, measures: list[MeasureRecord], *, asker: Asker) -> Report:
    """Write again the report of a past year, from the record: who signed it then is not known, and not invented."""
    last_day = queries.heading(fiscal_year, as_of=fiscal_year.last_day, asker=asker)
    report = result_report(replace(last_day, is_draft=False), measures, [])
    return replace(report, notice="จัดทำซ้ำจากรายงานผลที่บันทึกเป็นปีที่ผ่านมา")


def _freeze(heading: Heading, *, by: Asker, at: datetime) -> YearEndReport:
    fiscal_year = FiscalYear(heading.fiscal_year)
    number = queries.edition_count(fiscal_year, asker=by) + 1
    stored = report_to_json(_report(replace(heading, edition=number), asker=by, at=at))
    edition = YearEndReport(
        government_id=by.government_id,
        fiscal_year=fiscal_year,
        edition=number,
        as_of=heading.as_of,
        is_draft=heading.is_draft,
        head=stored["head"],
        prepared_at=at,
        prepared_by_id=by.person_id if isinstance(by, Viewer) else None,
    )
    db.session.add(edition)
    db.session.flush()  # Its lines need its id.
    for line in stored["lines"]:
        db.session.add(
            ReportLine(government_id=by.government_id, report_id=edition.id, number=line["number"], content=line)
        )
    audit.record(
        "report_frozen", f"{fiscal_year.buddhist_year}/{number}", by=by, at=at, details={"draft": heading.is_draft}
    )
    return edition
