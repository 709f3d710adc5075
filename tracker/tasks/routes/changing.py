"""Delegating, verifying, rescheduling and cancelling a task."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.people.access import allow, everyone, viewer
from tracker.people.roles import Role
from tracker.tasks import queries, service
from tracker.tasks.forms import CancelForm, DelegationForm, EvidenceForm, ReschedulingForm, VerdictForm
from tracker.tasks.forms.seen import SeenForm
from tracker.tasks.queries import TaskRow
from tracker.tasks.routes.blueprint import blueprint
from tracker.tasks.routes.showing import page_of
from tracker.tasks.routes.trying import refusal_of


@blueprint.get("/<int:task_id>/delegate")
@everyone
def delegate(task_id: int) -> ResponseReturnValue:
    """Ask who shall do a task."""
    row = queries.task_row(task_id, asker=viewer())
    service.refuse_unless(service.may_delegate(row, viewer()), service.NOT_YOURS_TO_DELEGATE)
    form = _delegation_form(row)
    form.assignee.data = row.assignee_id
    return _form_page("tasks/delegate.html", row, form)


@blueprint.post("/<int:task_id>/delegate")
@everyone
def save_delegation(task_id: int) -> ResponseReturnValue:
    """Give a task to a member of the unit, or take it back."""
    who = viewer()
    task, row = queries.task(task_id, viewer=who), queries.task_row(task_id, asker=who)
    form = _delegation_form(row)
    return _save(
        task_id,
        form,
        "tasks/delegate.html",
        lambda: service.delegate(task, form.to_delegation(), by=who, at=g.now),
        "บันทึกการมอบหมายแล้ว",
    )


@blueprint.post("/<int:task_id>/verdict")
@allow(Role.COORDINATOR, Role.CHIEF_ADMINISTRATOR)
def give_verdict(task_id: int) -> ResponseReturnValue:
    """Accept what was submitted, or send it back with a comment."""
    who, form = viewer(), VerdictForm(prefix="verdict")
    task = queries.task(task_id, viewer=who)
    passes = request.form.get("verdict") == "pass"
    decide = service.verify if passes else service.return_for_correction
    status = 422
    if form.validate():
        refused = refusal_of(lambda: decide(task, form.to_remark(), by=who, at=g.now), form)
        if refused is None:
            flash("ตรวจแล้ว งานเสร็จสมบูรณ์" if passes else "ส่งงานกลับให้แก้ไขแล้ว")
            return redirect(url_for("tasks.show", task_id=task_id), 303)
        status = refused
    return page_of(task_id, verdict=form, proof=EvidenceForm(formdata=None, prefix="proof"), status=status)


@blueprint.get("/<int:task_id>/reschedule")
@allow(Role.COORDINATOR)
def reschedule(task_id: int) -> ResponseReturnValue:
    """Ask for new dates and the reason."""
    row, form = queries.task_row(task_id, asker=viewer()), ReschedulingForm()
    form.starts_on.data, form.due_on.data = row.starts_on, row.due_on
    return _form_page("tasks/reschedule.html", row, form)


@blueprint.post("/<int:task_id>/reschedule")
@allow(Role.COORDINATOR)
def save_rescheduling(task_id: int) -> ResponseReturnValue:
    """Change the dates of a task."""
    who, form = viewer(), ReschedulingForm()
    task = queries.task(task_id, viewer=who)
    return _save(
        task_id,
        form,
        "tasks/reschedule.html",
        lambda: service.reschedule(task, form.to_rescheduling(), by=who, at=g.now),
        "เปลี่ยนกำหนดแล้ว",
    )


@blueprint.get("/<int:task_id>/cancel")
@allow(Role.COORDINATOR)
def cancel(task_id: int) -> ResponseReturnValue:
    """Ask why a task is cancelled."""
    return _form_page("tasks/cancel.html", queries.task_row(task_id, asker=viewer()), CancelForm())


@blueprint.post("/<int:task_id>/cancel")
@allow(Role.COORDINATOR)
def save_cancellation(task_id: int) -> ResponseReturnValue:
    """Cancel a task."""
    who, form = viewer(), CancelForm()
    task = queries.task(task_id, viewer=who)
    return _save(
        task_id,
        form,
        "tasks/cancel.html",
        lambda: service.cancel(task, form.to_remark(), by=who, at=g.now),
        "ยกเลิกงานแล้ว",
    )


def _save(task_id: int, form: SeenForm, template: str, deed: Callable[[], object], words: str) -> ResponseReturnValue:
    """Do what a form of a task asks, or show it again with the reason why not."""
    refused = refusal_of(deed, form) if form.validate() else 422
    if refused is None:
        flash(words)
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    row = queries.task_row(task_id, asker=viewer())
    if refused == 409:
        form.show(row.revision)
    return _form_page(template, row, form, refused)


def _delegation_form(row: TaskRow) -> DelegationForm:
    form = DelegationForm()
    holders = service.candidates(row, asker=viewer(), on=g.today)
    form.assignee.offer(
        (one.person_id, f"{one.name} ({one.position or one.title or one.role.label})") for one in holders
    )
    return form


def _form_page(template: str, row: TaskRow, form: SeenForm, status: int = 200) -> ResponseReturnValue:
    if request.method == "GET":
        form.show(row.revision)
    return render_template(template, task=row, form=form), status
