"""The list of a year's measures, and one measure as published."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from tracker import ita
from tracker.documents import queries as document_queries
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries
from tracker.measures.forms import PeriodForm, ReasonForm
from tracker.measures.models import Measure, OwnerScope
from tracker.measures.queries.plan import is_closed
from tracker.measures.routes.blueprint import blueprint
from tracker.measures.service import WHOLE_YEAR, timing_of_measure
from tracker.people import queries as people_queries
from tracker.people.access import everyone, viewer
from tracker.people.roles import Role
from tracker.web import typed
from tracker.web.forms import TrackerForm

OTHER_MEANINGS = (OwnerScope.ALL_UNITS, OwnerScope.PUBLIC_UNITS)


@blueprint.get("/")
@everyone
def index() -> ResponseReturnValue:
    """List the measures of one year."""
    years = queries.years(viewer())
    year = _asked_year() or (years[0] if years else FiscalYear.of(g.today))
    measures = queries.measures(viewer(), year)
    past = queries.past_results(year, asker=viewer())
    standing = [measure for measure in measures if not measure.is_cancelled and not past]
    return render_template(
        "measures/index.html",
        year=year,
        years=sorted({year, *years}, reverse=True),
        measures=measures,
        unready=[measure for measure in standing if not measure.is_ready],
        with_tasks=queries.ids_with_tasks([measure.id for measure in measures], asker=viewer()),
        past=past,
        scores=queries.assessments(viewer()),
        may_edit=viewer().is_any(Role.COORDINATOR) and not past,
    )


@blueprint.get("/<int:measure_id>")
@everyone
def show(measure_id: int) -> ResponseReturnValue:
    """Show one measure as published, with what is still to be decided."""
    return page(queries.measure(measure_id, viewer()))


def page(measure: Measure, refused: TrackerForm | None = None) -> str:
    """Render one measure; a refused form is shown again with what is to be put right."""
    is_open = bool(queries.ids_with_tasks([measure.id], asker=viewer()))
    past = queries.past_results(measure.fiscal_year, asker=viewer()).get(measure.id, ())
    is_fixed = is_open or past or measure.cancelled_at is not None or is_closed(measure.fiscal_year, asker=viewer())
    may_edit = viewer().is_any(Role.COORDINATOR) and not is_fixed
    source = None
    if measure.document_id is not None and viewer().sees_everything:
        source = document_queries.document(measure.document_id, asker=viewer())
    period = refused if isinstance(refused, PeriodForm) else PeriodForm(formdata=None, data=_period_values(measure))
    return render_template(
        "measures/show.html",
        measure=measure,
        timing=timing_of_measure(measure),
        owners=queries.owners_of(measure.id, viewer()),
        units=people_queries.units(viewer()) if viewer().is_any(Role.COORDINATOR) else [],
        meanings=OTHER_MEANINGS,
        indicators={no: ita.indicator_name(no, measure.fiscal_year.buddhist_year - 1) for no in measure.indicators},
        source=source,
        may_see_source=viewer().is_any(Role.COORDINATOR, Role.CHIEF_ADMINISTRATOR, Role.AUDITOR),
        is_open=is_open,
        past=past,
        may_edit=may_edit,
        may_match=viewer().is_any(Role.COORDINATOR) and measure.cancelled_at is None and not past,
        period_form=period,
        suggested_period="" if measure.period_text or measure.starts_on else WHOLE_YEAR,
        reason_form=refused if isinstance(refused, ReasonForm) else ReasonForm(formdata=None, prefix="cancel"),
        refused=refused,
    )


def _period_values(measure: Measure) -> dict[str, object]:
    return {"period_text": measure.period_text}


def _asked_year() -> FiscalYear | None:
    try:
        return typed.year_from(request.args.get("year", ""))
    except ValueError:
        return None
