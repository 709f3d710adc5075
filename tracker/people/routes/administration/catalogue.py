"""The vocabulary of the assessment by year, as data one can look at."""

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker import ita
from tracker.errors import NotFound
from tracker.people.access import allow
from tracker.people.roles import Role
from tracker.people.routes.blueprint import blueprint


@blueprint.get("/administration/ita/<int:year>")
@allow(Role.ADMINISTRATOR, Role.COORDINATOR)
def catalogue(year: int) -> ResponseReturnValue:
    """Show the indicators, items, required documents and levels of one round."""
    if not ita.FIRST_YEAR <= year <= ita.LAST_YEAR:
        raise NotFound(f"มีข้อมูลการประเมินเฉพาะปี {ita.FIRST_YEAR}–{ita.LAST_YEAR}")
    return render_template(
        "people/catalogue.html",
        catalogue=ita.catalogue(year),
        levels=ita.levels(year),
        instruments=list(ita.Instrument),
        pass_score=ita.PASS_SCORE,
        years=range(ita.LAST_YEAR, ita.FIRST_YEAR - 1, -1),
    )
