"""Directives: given by the mayor and the ปลัด, acknowledged and closed by the unit."""

from datetime import date, timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.measures import queries as measures
from tracker.people import queries as people
from tracker.people.access import allow, everyone, viewer
from tracker.people.roles import Role
from tracker.tasks import queries, service
from tracker.tasks.forms import ClosingForm, DirectiveForm
from tracker.tasks.models import Directive
from tracker.tasks.routes.blueprint import blueprint
from tracker.tasks.routes.trying import refusal_of
from tracker.web.forms import TrackerForm

_USUAL_DAYS = 7


@blueprint.get("/directives")
@everyone
def directives() -> ResponseReturnValue:
    """List the directives the person may see, open ones first."""
    who = viewer()
    return render_template(
        "tasks/directives.html", directives=queries.directives(who), may_direct=service.may_direct(who)
    )


@blueprint.get("/directives/new")
@allow(Role.MAYOR, Role.CHIEF_ADMINISTRATOR)
def new_directive() -> ResponseReturnValue:
    """Ask for a directive; unit and date are filled in from what it is about."""
    form = _directive_form()
    form.task.data, form.measure.data = request.args.get("task", ""), request.args.get("measure", "")
    form.unit.data = request.args.get("unit", type=int) or _unit_about(form)
    form.due_on.data = _usual_due_on()
    return _new_page(form)


@blueprint.post("/directives/new")
@allow(Role.MAYOR, Role.CHIEF_ADMINISTRATOR)
def give_directive() -> ResponseReturnValue:
    """Give a unit a directive."""
    who, form = viewer(), _directive_form()
    if not form.validate():
        return _new_page(form, 422)
    given: list[Directive] = []
    refused = refusal_of(lambda: given.append(service.give_directive(form.to_order(), by=who, at=g.now)), form)
    if refused is not None:
        return _new_page(form, refused)
    flash("ออกข้อสั่งการแล้ว หน่วยงานจะเห็นทันที")
    return redirect(url_for("tasks.directive", directive_id=given[0].id), 303)


@blueprint.get("/directives/<int:directive_id>")
@everyone
def directive(directive_id: int) -> ResponseReturnValue:
    """Show one directive, and what the unit can do."""
    return _page_of(directive_id, ClosingForm())


@blueprint.post("/directives/<int:directive_id>/acknowledge")
@everyone
def acknowledge(directive_id: int) -> ResponseReturnValue:
    """Say for the unit that the directive was read."""
    who, form = viewer(), TrackerForm()
    row = queries.directive(directive_id, viewer=who)
    if form.validate() and refusal_of(lambda: service.acknowledge(row, by=who, at=g.now), form) is None:
        flash("รับทราบข้อสั่งการแล้ว")
    return redirect(url_for("tasks.directive", directive_id=directive_id), 303)


@blueprint.post("/directives/<int:directive_id>/close")
@everyone
def close_directive(directive_id: int) -> ResponseReturnValue:
    """Close a directive with what was done."""
    who, form = viewer(), ClosingForm()
    row = queries.directive(directive_id, viewer=who)
    if not form.validate():
        return _page_of(directive_id, form, 422)
    refused = refusal_of(lambda: service.close_directive(row, form.note.data or "", by=who, at=g.now), form)
    if refused is not None:
        return _page_of(directive_id, form, refused)
    flash("ปิดข้อสั่งการแล้ว")
    return redirect(url_for("tasks.directive", directive_id=directive_id), 303)


def _page_of(directive_id: int, form: ClosingForm, status: int = 200) -> ResponseReturnValue:
    row = queries.directive_row(directive_id, asker=viewer())
    page = render_template(
        "tasks/directive.html", directive=row, form=form, may_answer=service.may_answer(row, viewer())
    )
    return page, status


def _directive_form() -> DirectiveForm:
    form = DirectiveForm()
    form.unit.offer((unit.id, unit.name) for unit in people.units(viewer()))
    return form


def _new_page(form: DirectiveForm, status: int = 200) -> ResponseReturnValue:
    """Show the form with the task or the measure it is about; both must be the person's to see."""
    who, order = viewer(), form.to_order()
    page = render_template(
        "tasks/new_directive.html",
        form=form,
        task=None if order.task_id is None else queries.task_row(order.task_id, asker=who),
        measure=None if order.measure_id is None else measures.measure(order.measure_id, who),
    )
    return page, status


def _unit_about(form: DirectiveForm) -> int | None:
    order = form.to_order()
    if order.task_id is not None:
        return queries.task_row(order.task_id, asker=viewer()).unit_id
    if order.measure_id is not None:
        owners = measures.owners_of(order.measure_id, viewer())
        return next((owner.unit_id for owner in owners if owner.unit_id is not None), None)
    return None


def _usual_due_on() -> date:
    """Return a week from today, or the working day before it."""
    return people.working_calendar(viewer()).effective_due(g.today + timedelta(days=_USUAL_DAYS))
