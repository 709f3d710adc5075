"""What the office chooses about itself."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.people import queries
from tracker.people.access import allow, viewer
from tracker.people.forms.administration import OfficeForm
from tracker.people.roles import Role
from tracker.people.routes.blueprint import blueprint
from tracker.people.service import office as service


@blueprint.route("/administration/office", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def office() -> ResponseReturnValue:
    """Show and change the office's particulars, and whether work is verified."""
    who = viewer()
    government = queries.government(who)
    form = OfficeForm.about(government)
    if request.method == "GET":
        return render_template("people/office.html", form=form, government=government)
    if not form.validate():
        return render_template("people/office.html", form=form, government=government), 422
    with transaction():
        service.change(form.to_terms(), by=who, at=g.now)
    flash("บันทึกแล้ว")
    return redirect(url_for("people.office"), 303)
