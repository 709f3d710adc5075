"""One's own account: posts, LINE, password."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.people import queries
from tracker.people.access import everyone, viewer
from tracker.people.forms.signing_in import ActionForm
from tracker.people.routes.blueprint import blueprint


@blueprint.get("/account")
@everyone
def account() -> ResponseReturnValue:
    """Show who the person is here and whether LINE reaches them."""
    who = viewer()
    return render_template(
        "people/account.html",
        person=queries.person(who.person_id, asker=who),
        posts=[post for post in queries.post_holders(who, on=g.today) if post.person_id == who.person_id],
        units={unit.id: unit.name for unit in queries.all_units(who)},
        line_account=queries.line_account(who.person_id, asker=who),
        form=ActionForm(),
    )
