"""Measures typed by hand and corrected, their owners matched and their periods set, before the year is opened."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotFound, NotNow, NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries, service
from tracker.measures.forms import ActionForm, NewMeasureForm, PeriodForm, ReasonForm, WordingForm, wording_values
from tracker.measures.models import Measure, OwnerScope
from tracker.measures.routes.blueprint import blueprint
from tracker.measures.routes.listing import page
from tracker.people.access import allow, viewer
from tracker.people.roles import Role
from tracker.web.typed import id_from


@blueprint.get("/new")
@allow(Role.COORDINATOR)
def new() -> ResponseReturnValue:
    """Ask for a measure that stands in no document."""
    form = NewMeasureForm(formdata=None, data={"fiscal_year": FiscalYear.of(g.today)})
    return render_template("measures/new.html", form=form)


@blueprint.post("/new")
@allow(Role.COORDINATOR)
def add() -> ResponseReturnValue:
    """Add a measure typed by hand."""
    form = NewMeasureForm()
    if not form.validate():
        return render_template("measures/new.html", form=form), 422
    try:
        with transaction():
            measure = service.add_measure(form.to_approval(form.fiscal_year.data), by=viewer(), at=g.now)
    except (NotValid, NotNow) as refusal:  # A closed year: what was typed is not lost, another year may be meant.
        form.refuse(str(refusal), at=form.fiscal_year if isinstance(refusal, NotNow) else None)
        return render_template("measures/new.html", form=form), 422
    flash(f"เพิ่มมาตรการที่ {measure.number} แล้ว")
    return _to(measure.id)


@blueprint.get("/<int:measure_id>/edit")
@allow(Role.COORDINATOR)
def edit(measure_id: int) -> ResponseReturnValue:
    """Ask for a measure's new wording."""
    measure = queries.measure(measure_id, viewer())
    steps, owners = [step.text for step in measure.steps], [owner.text for owner in measure.owners]
    values = wording_values(measure, steps, owners, measure.period_text)
    if not service.timing_of(measure.period_text, measure.fiscal_year).is_understood and measure.starts_on:
        values |= {"starts_on": measure.starts_on, "ends_on": measure.ends_on}
    return _edit_page(measure, WordingForm(formdata=None, data=values))


@blueprint.post("/<int:measure_id>/edit")
@allow(Role.COORDINATOR)
def correct(measure_id: int) -> ResponseReturnValue:
    """Correct a measure before tasks are made of it."""
    measure = queries.measure(measure_id, viewer())
    form = WordingForm()
    if not form.validate():
        return _edit_page(measure, form), 422
    try:
        with transaction():
            measure = queries.measure(measure_id, viewer())
            service.correct(measure, form.to_approval(measure.fiscal_year, measure), by=viewer(), at=g.now)
    except NotValid as refusal:
        form.refuse(str(refusal))
        return _edit_page(measure, form), 422
    flash("แก้ไขมาตรการแล้ว")
    return _to(measure_id)


@blueprint.post("/<int:measure_id>/period")
@allow(Role.COORDINATOR)
def set_period(measure_id: int) -> ResponseReturnValue:
    """Say when a measure is carried out, in words or by two days."""
    measure = queries.measure(measure_id, viewer())
    form = PeriodForm()
    if not form.validate():
        return page(measure, form), 422
    try:
        with transaction():
            if form.dates:
                service.set_dates(measure_id, *form.dates, by=viewer(), at=g.now)
            else:
                service.set_period(measure_id, form.period_text.data or "", by=viewer(), at=g.now)
    except NotValid as refusal:
        form.refuse(str(refusal), at=form.period_text)
        return page(queries.measure(measure_id, viewer()), form), 422
    flash("กำหนดช่วงเวลาแล้ว")
    return _to(measure_id)


@blueprint.post("/<int:measure_id>/owners/<int:owner_id>")
@allow(Role.COORDINATOR)
def match_owner(measure_id: int, owner_id: int) -> ResponseReturnValue:
    """Say whom an owner means: a unit, or every unit."""
    queries.measure(measure_id, viewer())
    meant = request.form.get("unit", "")
    if not ActionForm().validate() or not meant:
        flash("ยังไม่ได้เลือกหน่วยงาน", "warn")
        return _to(measure_id)
    with transaction():
        if meant in {OwnerScope.ALL_UNITS, OwnerScope.PUBLIC_UNITS}:
            service.match_owner_to_scope(owner_id, OwnerScope(meant), by=viewer(), at=g.now)
        else:
            service.match_owner(owner_id, _unit_id(meant), by=viewer(), at=g.now)
    flash("จดจำผู้รับผิดชอบแล้ว ชื่อเดียวกันในมาตรการอื่นใช้หน่วยงานนี้ด้วย")
    return _to(measure_id)


@blueprint.post("/<int:measure_id>/cancel")
@allow(Role.COORDINATOR)
def cancel(measure_id: int) -> ResponseReturnValue:
    """Cancel a measure, with the reason."""
    measure = queries.measure(measure_id, viewer())
    form = ReasonForm(prefix="cancel")
    if not form.validate():
        return page(measure, form), 422
    with transaction():
        service.cancel_measure(queries.measure(measure_id, viewer()), form.reason.data or "", by=viewer(), at=g.now)
    flash("ยกเลิกมาตรการแล้ว")
    return _to(measure_id)


def _unit_id(text: str) -> int:
    try:
        return id_from(text)
    except ValueError:
        raise NotFound("ไม่พบหน่วยงานนี้") from None


def _edit_page(measure: Measure, form: WordingForm) -> str:
    return render_template("measures/edit.html", measure=measure, form=form)


def _to(measure_id: int) -> ResponseReturnValue:
    return redirect(url_for("measures.show", measure_id=measure_id), 303)
