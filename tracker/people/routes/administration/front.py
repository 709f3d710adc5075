"""The first page of administration: what can be looked after."""

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker import ita
from tracker.people.access import allow, viewer
from tracker.people.queries import administration as queries
from tracker.people.roles import Role
from tracker.people.routes.blueprint import blueprint


@blueprint.get("/administration")
@allow(Role.ADMINISTRATOR)
def administration() -> ResponseReturnValue:
    """Show what can be looked after."""
    return render_template(
        "people/administration.html", overview=queries.overview(viewer()), catalogue_year=ita.LAST_YEAR
    )
