"""The mayor's page: where the year stands, the worst first."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.board import queries
from tracker.errors import NotFound
from tracker.fiscal_year import FiscalYear
from tracker.people.access import everyone, viewer
from tracker.people.roles import Role
from tracker.thai import arabic_digits

blueprint = Blueprint("board", __name__, url_prefix="/board")
blueprints = (blueprint,)

LONGEST_LIST = 5


@blueprint.get("/")
@everyone
def show() -> ResponseReturnValue:
    """Show the board of the present fiscal year, or of the one asked for."""
    who = viewer()
    fiscal_year = _year_asked_for() or FiscalYear.of(g.today)
    return render_template(
        "board/show.html",
        board=queries.board(who, fiscal_year, today=g.today),
        most=LONGEST_LIST,
        gives_directives=who.is_any(Role.MAYOR, Role.CHIEF_ADMINISTRATOR),
        is_whole_office=who.sees_everything,
    )


def _year_asked_for() -> FiscalYear | None:
    text = request.args.get("year", "")
    if not text:
        return None
    try:
        return FiscalYear(int(arabic_digits(text)))
    except ValueError:
        raise NotFound("ไม่พบปีงบประมาณนี้") from None
