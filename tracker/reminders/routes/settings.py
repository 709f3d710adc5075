"""By which rules an office reminds, on which days it wants nothing sent, and how often one wants to hear."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotValid
from tracker.people.access import allow, everyone, viewer
from tracker.people.forms.signing_in import ActionForm
from tracker.people.roles import Role
from tracker.reminders import queries
from tracker.reminders.forms.settings import FrequencyForm, QuietDayForm, RulesForm
from tracker.reminders.models import Frequency
from tracker.reminders.policy import Rules
from tracker.reminders.routes.blueprint import blueprint
from tracker.reminders.service import settings as service


@blueprint.route("/settings", methods=["GET", "POST"])
@allow(Role.COORDINATOR, Role.ADMINISTRATOR)
def settings() -> ResponseReturnValue:
    """Show and change the rules the office reminds by."""
    who = viewer()
    if request.method == "GET":
        return _page(RulesForm.about(queries.rules(who)))
    form = RulesForm()
    if not form.validate():
        return _page(form), 422
    with transaction():
        service.change_rules(form.to_rules(), by=who, at=g.now)
    flash("บันทึกแล้ว ใช้กับการแจ้งเตือนครั้งถัดไป")
    return redirect(url_for("reminders.settings"), 303)


@blueprint.post("/settings/defaults")
@allow(Role.COORDINATOR, Role.ADMINISTRATOR)
def restore_settings() -> ResponseReturnValue:
    """Go back to the rules the product comes with."""
    if ActionForm().validate():
        with transaction():
            service.change_rules(Rules(), by=viewer(), at=g.now)
        flash("กลับไปใช้ค่าเริ่มต้นแล้ว")
    return redirect(url_for("reminders.settings"), 303)


@blueprint.post("/settings/quiet-days")
@allow(Role.COORDINATOR, Role.ADMINISTRATOR)
def add_quiet_day() -> ResponseReturnValue:
    """Send nothing on a day."""
    who, form = viewer(), QuietDayForm(prefix="quiet")
    if not form.validate():
        return _page(_rules_form(), form), 422
    day, note = form.day_and_note()
    try:
        with transaction():
            service.add_quiet_day(day, note, by=who, at=g.now)
    except NotValid as refusal:
        form.refuse(str(refusal), at=form.day)
        return _page(_rules_form(), form), 422
    flash("เพิ่มวันงดแจ้งเตือนแล้ว")
    return redirect(url_for("reminders.settings", _anchor="quiet-heading"), 303)


@blueprint.post("/settings/quiet-days/<int:quiet_day_id>/remove")
@allow(Role.COORDINATOR, Role.ADMINISTRATOR)
def remove_quiet_day(quiet_day_id: int) -> ResponseReturnValue:
    """Send on a day after all."""
    who = viewer()
    quiet = queries.quiet_day(quiet_day_id, asker=who)
    if ActionForm().validate():
        with transaction():
            service.remove_quiet_day(quiet, by=who, at=g.now)
        flash("ลบวันงดแจ้งเตือนแล้ว")
    return redirect(url_for("reminders.settings", _anchor="quiet-heading"), 303)


@blueprint.route("/preferences", methods=["GET", "POST"])
@everyone
def preferences() -> ResponseReturnValue:
    """Show and change how often one hears."""
    who = viewer()
    chosen = queries.preference(who.person_id, asker=who)
    form = FrequencyForm(frequency=(chosen.frequency if chosen else Frequency.DAILY).value)
    is_mayor = who.is_any(Role.MAYOR)
    if request.method == "GET":
        return render_template("reminders/preferences.html", form=form, is_mayor=is_mayor)
    if not form.validate():
        return render_template("reminders/preferences.html", form=form, is_mayor=is_mayor), 422
    with transaction():
        service.choose_frequency(form.frequency.data, by=who, at=g.now)
    flash("บันทึกแล้ว")
    return redirect(url_for("reminders.preferences"), 303)


def _rules_form() -> RulesForm:
    """Return the rules as they stand, whatever else was posted."""
    return RulesForm.about(queries.rules(viewer()))


def _page(form: RulesForm, quiet_form: QuietDayForm | None = None) -> str:
    who = viewer()
    return render_template(
        "reminders/settings.html",
        form=form,
        quiet_form=quiet_form or QuietDayForm(formdata=None, prefix="quiet"),
        quiet_days=[one for one in queries.quiet_days(who) if one.day >= g.today],
        always_on=sorted(service.ALWAYS_ON, key=lambda kind: kind.priority),
        may_set_holidays=who.is_any(Role.ADMINISTRATOR),
    )
