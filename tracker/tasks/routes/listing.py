"""The list of tasks: the own unit's, the most urgent first; those who see everything can narrow it."""

from enum import StrEnum
from typing import TypeVar

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from tracker import ita
from tracker.errors import NotFound
from tracker.fiscal_year import FiscalYear
from tracker.people import queries as people
from tracker.people.access import everyone, viewer
from tracker.people.viewer import Viewer
from tracker.tasks import queries
from tracker.tasks.forms import FilterForm
from tracker.tasks.models import TaskState
from tracker.tasks.queries import Portion, TaskFilter
from tracker.tasks.routes.blueprint import blueprint
from tracker.tasks.timeliness import Timeliness
from tracker.thai import arabic_digits, sort_key
from tracker.web.paging import Page, page_number

PAGE_SIZE = 25

Member = TypeVar("Member", bound=StrEnum)


@blueprint.get("/")
@everyone
def index() -> ResponseReturnValue:
    """Show the tasks the person may see, and the directives their unit has open."""
    who = viewer()
    plans = queries.year_plans(who)
    year = year_asked_for() or _present_year([plan.fiscal_year for plan in plans])
    form = _filter_form(who, year)
    number = page_number(request.args.get("page"))
    found = queries.task_list(
        year,
        _wanted(form),
        Portion((number - 1) * PAGE_SIZE, PAGE_SIZE),
        asker=who,
        day=(g.today, people.working_calendar(who)),
    )
    return render_template(
        "tasks/index.html",
        year=year,
        years=[plan.fiscal_year for plan in plans],
        form=form,
        arguments={name: value for name, value in request.args.items() if value and name != "page"},
        listed=Page(found.tasks, number, PAGE_SIZE, found.total),
        standings=found.standings,
        directives=queries.open_directives(who, unit_ids=None if who.sees_everything else who.unit_ids),
        asked=len(queries.waiting_extensions(who)),
    )


def year_asked_for() -> FiscalYear | None:
    """Return the year in the address, if there is one."""
    text = request.args.get("year", "")
    return year_called(text) if text else None


def year_called(text: str) -> FiscalYear:
    """Return the year an address names."""
    try:
        return FiscalYear(int(arabic_digits(text)))
    except ValueError:
        raise NotFound("ไม่พบปีงบประมาณนี้") from None


def _present_year(opened: list[FiscalYear]) -> FiscalYear:
    """Return the present year, or the newest one opened before it: in October the work of September may go on."""
    present = FiscalYear.of(g.today)
    return next((year for year in opened if year <= present), present)


def _filter_form(who: Viewer, year: FiscalYear) -> FilterForm:
    """Return the search form with its choices; only those who see everything are asked about people and measures."""
    form = FilterForm(request.args)
    assessed = year.buddhist_year - 1
    form.indicator.offer((number, f"{number}. {ita.indicator_name(number, assessed)}") for number in range(1, 11))
    units = [unit for unit in people.all_units(who) if who.sees_everything or unit.id in who.unit_ids]
    form.unit.offer((unit.id, unit.name) for unit in units)
    titles = queries.measure_titles(year, asker=who) if who.sees_everything else []
    form.measure.offer((measure_id, title[:80]) for measure_id, title in titles)
    holders = people.post_holders(who, on=g.today) if who.sees_everything else []
    names = {holder.person_id: holder.name for holder in holders if holder.unit_id is not None}
    form.assignee.offer(sorted(names.items(), key=lambda item: sort_key(item[1])))
    return form


def _wanted(form: FilterForm) -> TaskFilter:
    """Return what the address asks for; what it misspells does not narrow the list."""
    return TaskFilter(
        unit_id=form.unit.data,
        measure_id=form.measure.data,
        indicator=form.indicator.data,
        assignee_id=form.assignee.data,
        standing=form.standing.data,
        state=_member(TaskState, "state"),
        timeliness=_member(Timeliness, "timeliness"),
        only_silent=bool(form.silent.data),
    )


def _member(kind: type[Member], name: str) -> Member | None:
    text = request.args.get(name, "")
    return kind(text) if text in {member.value for member in kind} else None
