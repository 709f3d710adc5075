"""Days people are on leave or away: everybody's own, and those of the whole office for who looks after it."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotValid
from tracker.people import queries
from tracker.people.access import everyone, viewer
from tracker.people.forms.absences import AbsenceForm, AnybodysAbsenceForm
from tracker.people.forms.signing_in import ActionForm
from tracker.people.queries import absences as lists
from tracker.people.routes.blueprint import blueprint
from tracker.people.service import absences as service


@blueprint.get("/absences")
@everyone
def absences() -> ResponseReturnValue:
    """List the absences that are not over."""
    return _page(_form(AbsenceForm(formdata=None), AnybodysAbsenceForm(formdata=None)))


@blueprint.post("/absences")
@everyone
def enter_absence() -> ResponseReturnValue:
    """Write down that somebody is away."""
    who = viewer()
    form = _form(AbsenceForm(), AnybodysAbsenceForm())
    if not form.validate():
        return _page(form), 422
    person_id = form.person_id.data if isinstance(form, AnybodysAbsenceForm) else who.person_id
    try:
        with transaction():
            service.enter_absence(form.terms_of(person_id), by=who, at=g.now)
    except NotValid as refusal:
        form.refuse(str(refusal), at=form.ends_on)
        return _page(form), 422
    flash("บันทึกวันลาแล้ว ระหว่างนี้เรื่องจะส่งถึงผู้รับแทน")
    return redirect(url_for("people.absences"), 303)


@blueprint.post("/absences/<int:absence_id>/cancel")
@everyone
def cancel_absence(absence_id: int) -> ResponseReturnValue:
    """Take an absence back."""
    who = viewer()
    absence = lists.absence(absence_id, asker=who)
    if ActionForm().validate():
        with transaction():
            service.cancel_absence(absence, by=who, at=g.now)
        flash("ยกเลิกวันลาแล้ว")
    return redirect(url_for("people.absences"), 303)


def _form(own: AbsenceForm, anybodys: AnybodysAbsenceForm) -> AbsenceForm:
    """Return the form a person may fill in, with who can stand in."""
    who = viewer()
    form = anybodys if service.may_enter_for_anybody(who) else own
    everybody = [person for person in queries.people(who) if person.is_active]
    is_own = not isinstance(form, AnybodysAbsenceForm)
    form.offer([person for person in everybody if not (is_own and person.id == who.person_id)])
    return form


def _page(form: AbsenceForm) -> str:
    who = viewer()
    sees_all = service.may_enter_for_anybody(who)
    return render_template(
        "people/absences.html",
        form=form,
        sees_all=sees_all,
        absences=lists.absences(who, today=g.today, person_id=None if sees_all else who.person_id),
    )
