"""The rehearsal: every message of a day before it goes, and one of them sent to oneself."""

from datetime import date, timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotFound
from tracker.people import queries as people
from tracker.people.access import allow, viewer
from tracker.people.forms.signing_in import ActionForm
from tracker.people.roles import Role
from tracker.reminders import queries
from tracker.reminders.forms import RehearsalForm
from tracker.reminders.models import Carrier
from tracker.reminders.routes.blueprint import blueprint
from tracker.reminders.service import rehearsing
from tracker.reminders.service.planning import WITHOUT_MAIL
from tracker.reminders.service.rehearsing import Rehearsal
from tracker.web.machinery import machinery

_WATCHERS = (Role.COORDINATOR, Role.ADMINISTRATOR)
_DAYS_AHEAD = 5


@blueprint.get("/rehearsal")
@allow(*_WATCHERS)
def rehearsal() -> ResponseReturnValue:
    """Show every message that would go on a day; nothing is written."""
    is_asked = "day" in request.args
    form = RehearsalForm(request.args) if is_asked else RehearsalForm(day=g.today)
    is_good = is_asked and form.validate()
    shown = _rehearsed(form.chosen_day) if is_good else None
    page = render_template("reminders/rehearsal.html", form=form, rehearsal=shown, days=_next_days())
    return (page, 422) if is_asked and not is_good else page


@blueprint.get("/rehearsal/message")
@allow(*_WATCHERS)
def rehearsed_message() -> ResponseReturnValue:
    """Show one message of a day as the phone would show it."""
    form = RehearsalForm(request.args)
    if not form.validate():
        return redirect(url_for("reminders.rehearsal"), 303)
    who, of_day = viewer(), _rehearsed(form.chosen_day)
    message = of_day.to(form.chosen_person)
    if message is None:
        raise NotFound("วันนั้นไม่มีข้อความถึงคนนี้")
    return render_template(
        "reminders/rehearsed_message.html",
        form=form,
        rehearsal=of_day,
        message=message,
        is_linked=queries.line_user_of(who.person_id, asker=who) is not None,
    )


@blueprint.post("/rehearsal/message")
@allow(*_WATCHERS)
def send_rehearsed() -> ResponseReturnValue:
    """Send a message of a rehearsal to the asker's own LINE, marked as a trial."""
    form = RehearsalForm(request.form)
    if not (ActionForm().validate() and form.validate()):
        return redirect(url_for("reminders.rehearsal"), 303)
    message = _rehearsed(form.chosen_day).to(form.chosen_person)
    if message is None:
        raise NotFound("วันนั้นไม่มีข้อความถึงคนนี้แล้ว กรุณาดูรายการใหม่")
    with transaction():
        rehearsing.send_to_myself(message, form.chosen_day, by=viewer(), at=g.now)
    flash("จะส่งข้อความทดลองถึง LINE ของท่านภายในหนึ่งนาที และนับเป็น 1 ข้อความของโควตา")
    day, person = form.chosen_day.isoformat(), form.chosen_person
    return redirect(url_for("reminders.rehearsed_message", day=day, person=person), 303)


def _rehearsed(day: date) -> Rehearsal:
    parts = machinery()
    carriers = WITHOUT_MAIL if parts.postman is None else tuple(Carrier)
    return rehearsing.rehearse(day, asker=viewer(), at=g.now, base_url=parts.base_url, carriers=carriers)


def _next_days() -> list[date]:
    """Return the working days one is likely to ask about: today or the next one, and those after it."""
    calendar, found = people.working_calendar(viewer()), g.today - timedelta(days=1)
    days = []
    for _ in range(_DAYS_AHEAD):
        found = calendar.next_working_day(found)
        days.append(found)
    return days
