"""Reporting a task: how far it is, that it is done, that it was not."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.errors import NotNow
from tracker.people.access import everyone, viewer
from tracker.tasks import queries, service
from tracker.tasks.forms import NotDoneForm, ReportForm
from tracker.tasks.forms.reporting import Stage
from tracker.tasks.models import TaskState
from tracker.tasks.queries import TaskRow
from tracker.tasks.routes import uploads
from tracker.tasks.routes.blueprint import blueprint
from tracker.tasks.routes.trying import refusal_of


@blueprint.get("/<int:task_id>/report")
@everyone
def report(task_id: int) -> ResponseReturnValue:
    """Ask what was done; what was written last stands in the form, since results grow over the year."""
    who = viewer()
    row = _reportable(task_id)
    form = ReportForm()
    latest = queries.latest_texts([task_id], asker=who, as_of=g.today).get(task_id, queries.LatestTexts())
    form.summary.data, form.outcome.data, form.problem.data = latest.summary, latest.outcome, latest.problem
    form.percent.data, form.as_of.data = row.percent, min(g.today, row.fiscal_year.last_day)
    form.stage.data = Stage.IN_PROGRESS if row.state.is_open else Stage.DONE
    return _report_page(row, form, ())


@blueprint.post("/<int:task_id>/report")
@everyone
def save_report(task_id: int) -> ResponseReturnValue:
    """Record a report with its proof."""
    who, form = viewer(), ReportForm()
    task = queries.task(task_id, viewer=who)
    files = uploads.kept_files(form.files, by=who)
    if not form.validate():
        return _report_page(queries.task_row(task_id, asker=who), form, files, 422)
    told = form.to_report(files, percent_before=task.percent)
    record = service.submit if form.is_done else service.report_progress
    refused = refusal_of(lambda: record(task, told, by=who, at=g.now), form)
    if refused is not None:
        row = queries.task_row(task_id, asker=who)
        form.show(row.revision)
        return _report_page(row, form, files, refused)
    flash(f"บันทึกแล้ว งานอยู่ในสถานะ “{task.state.label}”")
    return redirect(url_for("tasks.show", task_id=task_id), 303)


@blueprint.get("/<int:task_id>/not-done")
@everyone
def not_done(task_id: int) -> ResponseReturnValue:
    """Ask why a task was not done."""
    row, form = _reportable(task_id), NotDoneForm()
    form.as_of.data = min(g.today, row.fiscal_year.last_day)
    return _not_done_page(row, form)


@blueprint.post("/<int:task_id>/not-done")
@everyone
def save_not_done(task_id: int) -> ResponseReturnValue:
    """Record that a task was not done, and why."""
    who, form = viewer(), NotDoneForm()
    task = queries.task(task_id, viewer=who)
    if not form.validate():
        return _not_done_page(queries.task_row(task_id, asker=who), form, 422)
    told = form.to_report()
    refused = refusal_of(lambda: service.report_not_done(task, told, by=who, at=g.now), form)
    if refused is not None:
        row = queries.task_row(task_id, asker=who)
        form.show(row.revision)
        return _not_done_page(row, form, refused)
    flash("บันทึกแล้วว่าไม่ได้ดำเนินการ พร้อมเหตุผล")
    return redirect(url_for("tasks.show", task_id=task_id), 303)


def _reportable(task_id: int) -> TaskRow:
    """Return a task the person may report on, so that nobody fills in a form in vain."""
    who = viewer()
    row = queries.task_row(task_id, asker=who)
    service.refuse_unless(service.may_report(row, who), service.NOT_YOURS_TO_REPORT)
    if row.state is TaskState.CANCELLED:
        raise NotNow("งานนี้ถูกยกเลิกแล้ว ไม่ต้องรายงาน")
    return row


def _report_page(
    row: TaskRow, form: ReportForm, files: tuple[service.StoredFile, ...], status: int = 200
) -> ResponseReturnValue:
    if request.method == "GET":
        form.show(row.revision)
    page = render_template("tasks/report.html", task=row, form=form, kept=uploads.kept_tokens(files, by=viewer()))
    return page, status


def _not_done_page(row: TaskRow, form: NotDoneForm, status: int = 200) -> ResponseReturnValue:
    if request.method == "GET":
        form.show(row.revision)
    return render_template("tasks/not_done.html", task=row, form=form), status
