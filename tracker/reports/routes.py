"""The report of results: as of any day, its frozen editions, and the closing of a year."""

from datetime import date

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotFound, NotValid
from tracker.fiscal_year import FiscalYear
from tracker.people.access import allow, viewer
from tracker.people.roles import Role
from tracker.reports import queries, service
from tracker.reports.forms import YearForm
from tracker.reports.lines.report import Report
from tracker.tasks import queries as task_queries
from tracker.web.machinery import machinery

blueprint = Blueprint("reports", __name__, url_prefix="/reports")
blueprints = (blueprint,)

READERS = (Role.COORDINATOR, Role.MAYOR, Role.CHIEF_ADMINISTRATOR, Role.AUDITOR, Role.REGISTRY)
CLOSERS = (Role.COORDINATOR, Role.CHIEF_ADMINISTRATOR, Role.MAYOR)


@blueprint.get("/")
@allow(*READERS)
def index() -> ResponseReturnValue:
    """Show each opened year with its editions, and the report as of any day."""
    who = viewer()
    plans = task_queries.year_plans(who)
    return render_template(
        "reports/index.html",
        plans=plans,
        editions=queries.editions(who),
        formats=list(service.FORMATS),
        as_of={plan.fiscal_year: min(g.today, plan.fiscal_year.last_day) for plan in plans},
        has_ended={plan.fiscal_year: g.today > plan.fiscal_year.last_day for plan in plans},
        may_close=who.is_any(*CLOSERS),
    )


@blueprint.get("/<int:year>/as-of")
@allow(*READERS)
def as_of(year: int) -> ResponseReturnValue:
    """Hand out the report of a year as of a day, as a file; nothing is stored."""
    day = _day(request.args.get("day", ""))
    report = service.report_as_of(_year(year), day, asker=viewer(), at=g.now)
    return _download(report, request.args.get("format", "pdf"))


@blueprint.get("/editions/<int:edition_id>/<kind>")
@allow(*READERS)
def edition(edition_id: int, kind: str) -> ResponseReturnValue:
    """Hand out a frozen edition as a file."""
    return _download(queries.frozen_report(edition_id, asker=viewer()), kind)


@blueprint.post("/prepare")
@allow(*CLOSERS)
def prepare() -> ResponseReturnValue:
    """Freeze a new edition of a year, a draft."""
    who, form = viewer(), YearForm()
    if not form.validate() or form.year.data is None:
        raise NotValid("กรุณาเลือกปีงบประมาณ")
    with transaction():
        prepared = service.prepare_edition(form.year.data, by=who, at=g.now)
    flash(f"จัดทำรายงานฉบับที่ {prepared.edition} แล้ว")
    return redirect(url_for("reports.index"), 303)


@blueprint.get("/<int:year>/close")
@allow(*CLOSERS)
def closing(year: int) -> ResponseReturnValue:
    """Show what closing the year means before it is done."""
    who, fiscal_year = viewer(), _year(year)
    report = service.report_as_of(fiscal_year, None, asker=who, at=g.now)
    return render_template("reports/close.html", fiscal_year=fiscal_year, report=report, form=YearForm())


@blueprint.post("/close")
@allow(*CLOSERS)
def close() -> ResponseReturnValue:
    """Close a year: the final edition is frozen."""
    who, form = viewer(), YearForm()
    if not form.validate() or form.year.data is None:
        raise NotValid("กรุณาเลือกปีงบประมาณ")
    with transaction():
        final = service.close_year(form.year.data, by=who, at=g.now)
    flash(f"ปิด{form.year.data.label}แล้ว รายงานฉบับสมบูรณ์คือฉบับที่ {final.edition}")
    return redirect(url_for("reports.index"), 303)


def _download(report: Report, kind: str) -> ResponseReturnValue:
    if kind not in service.FORMATS:
        raise NotFound("ไม่มีรายงานชนิดนี้ เลือกได้ docx, pdf, xlsx หรือ json")
    response = make_response(service.file_of(report, kind, font_cache=machinery().cache))
    response.headers["Content-Type"] = service.FORMATS[kind]
    response.headers["Content-Disposition"] = f'attachment; filename="{service.file_name(report, kind)}"'
    return response


def _year(year: int) -> FiscalYear:
    try:
        return FiscalYear(year)
    except ValueError:
        raise NotFound("ไม่พบปีงบประมาณนี้") from None


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotValid("วันที่ไม่ถูกต้อง กรุณาเลือกวันจากปฏิทิน") from None
