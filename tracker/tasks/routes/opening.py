"""Opening a year: what would be made, what must be decided first, and the one button."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.fiscal_year import FiscalYear
from tracker.measures import queries as measure_queries
from tracker.measures import service as measures
from tracker.people import queries as people
from tracker.people.access import allow, viewer
from tracker.people.roles import Role
from tracker.tasks import queries, service
from tracker.tasks.forms import MatchForm, PeriodForm
from tracker.tasks.routes.blueprint import blueprint
from tracker.tasks.routes.listing import year_called
from tracker.tasks.routes.trying import refusal_of
from tracker.tasks.service import OpeningProblem
from tracker.web.forms import TrackerForm


@blueprint.get("/opening")
@allow(Role.COORDINATOR)
def openings() -> ResponseReturnValue:
    """Go to the newest year that has measures."""
    years = queries.years_with_measures(viewer())
    year = next(iter(years), FiscalYear.of(g.today))
    return redirect(url_for("tasks.opening", year=int(year)), 303)


@blueprint.get("/opening/<year>")
@allow(Role.COORDINATOR)
def opening(year: str) -> ResponseReturnValue:
    """Show what opening a year would make, and what stops it."""
    return _page_of(year_called(year), {}, TrackerForm())


@blueprint.post("/opening/<year>")
@allow(Role.COORDINATOR)
def open_year(year: str) -> ResponseReturnValue:
    """Open a year, or make the tasks of measures approved since."""
    who, form, fiscal_year = viewer(), TrackerForm(), year_called(year)
    made: list[service.Opening] = []
    refused = (
        refusal_of(lambda: made.append(service.open_year(fiscal_year, by=who, at=g.now)), form)
        if form.validate()
        else 422
    )
    if refused is not None:
        return _page_of(fiscal_year, {}, form, refused)
    flash(f"เปิด{fiscal_year.label}แล้ว มอบงานให้หน่วยงาน {made[0].new_tasks} งาน")
    return redirect(url_for("tasks.index", year=int(fiscal_year)), 303)


@blueprint.post("/opening/<year>/owners/<int:owner_id>")
@allow(Role.COORDINATOR)
def match_owner(year: str, owner_id: int) -> ResponseReturnValue:
    """Decide whom an owner means; the name is remembered."""
    who, form = viewer(), _match_form(f"owner{owner_id}", people.units(viewer()))
    status: int | None = 422
    if form.validate():

        def decide() -> None:
            if form.scope is not None:
                measures.match_owner_to_scope(owner_id, form.scope, by=who, at=g.now)
            else:
                measures.match_owner(owner_id, form.unit_id, by=who, at=g.now)

        status = refusal_of(decide, form)
    if status is not None:
        return _page_of(year_called(year), {f"owner{owner_id}": form}, TrackerForm(), status)
    flash("จดจำผู้รับผิดชอบแล้ว")
    return redirect(url_for("tasks.opening", year=int(year_called(year))), 303)


@blueprint.post("/opening/<year>/periods/<int:measure_id>")
@allow(Role.COORDINATOR)
def set_period(year: str, measure_id: int) -> ResponseReturnValue:
    """Decide when a measure is carried out."""
    who, form = viewer(), PeriodForm(prefix=f"period{measure_id}")
    status: int | None = 422
    if form.validate():

        def decide() -> None:
            if form.span is not None:
                measures.set_dates(measure_id, *form.span, by=who, at=g.now)
            else:
                measures.set_period(measure_id, form.words.data or "", by=who, at=g.now)

        status = refusal_of(decide, form)
    if status is not None:
        return _page_of(year_called(year), {f"period{measure_id}": form}, TrackerForm(), status)
    flash("กำหนดช่วงเวลาแล้ว")
    return redirect(url_for("tasks.opening", year=int(year_called(year))), 303)


def _page_of(
    year: FiscalYear, filled: dict[str, TrackerForm], form: TrackerForm, status: int = 200
) -> ResponseReturnValue:
    who = viewer()
    planned = service.planned_opening(year, asker=who)
    units = people.units(who)
    page = render_template(
        "tasks/opening.html",
        year=year,
        planned=planned,
        problems=[(problem, _form_for(problem, filled, units)) for problem in planned.problems],
        years=queries.years_with_measures(who),
        undecided=measure_queries.undecided_count(year, asker=who),
        form=form,
    )
    return page, status


def _form_for(
    problem: OpeningProblem, filled: dict[str, TrackerForm], units: list[people.UnitRow]
) -> TrackerForm | None:
    """Return the form that decides a problem, as it was filled in if it just came back; None where a page must help."""
    if problem.kind.is_about_owner:
        prefix = f"owner{problem.owner_id}"
        return filled.get(prefix) or _match_form(prefix, units)
    if problem.kind.is_about_period:
        prefix = f"period{problem.measure_id}"
        return filled.get(prefix) or PeriodForm(formdata=None, prefix=prefix)
    return None


def _match_form(prefix: str, units: list[people.UnitRow]) -> MatchForm:
    form = MatchForm(prefix=prefix)
    form.offer(units)
    return form
