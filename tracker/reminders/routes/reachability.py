"""Who is reached by LINE and who is not, with the way round it, and a slip that brings somebody in."""

import segno
from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.people import linking
from tracker.people import queries as people
from tracker.people.access import allow, viewer
from tracker.people.forms.signing_in import ActionForm
from tracker.people.roles import Role
from tracker.reminders import queries
from tracker.reminders.queries import reaching
from tracker.reminders.queries.reaching import Reach
from tracker.reminders.routes.blueprint import blueprint
from tracker.reminders.wording.replies import code_address

_QR_SCALE = 8


@blueprint.get("/reachability")
@allow(Role.COORDINATOR, Role.ADMINISTRATOR)
def reachability() -> ResponseReturnValue:
    """Show everybody who should hear, by unit, and by what they are reached."""
    who = viewer()
    units = reaching.reached_by_unit(who, on=g.today)
    everybody = {one.person_id: one.reach for unit in units for one in unit.people}
    return render_template(
        "reminders/reachability.html",
        units=units,
        counts=[(reach, list(everybody.values()).count(reach)) for reach in reversed(Reach)],
        total=len(everybody),
        channel=queries.channel(who),
        may_edit=who.is_any(Role.ADMINISTRATOR),
    )


@blueprint.post("/reachability/<int:person_id>/slip")
@allow(Role.COORDINATOR, Role.ADMINISTRATOR)
def slip(person_id: int) -> ResponseReturnValue:
    """Make a one-time code for somebody who was not reached, on a page to be printed and handed over; it is shown once.

    Whoever uses it still has to confirm in LINE whose account it is, and the person is told on the web.
    """
    who = viewer()
    person = people.person(person_id, asker=who)
    channel = queries.channel(who)
    if not ActionForm().validate() or channel is None:
        return redirect(url_for("reminders.reachability"), 303)
    if not channel.basic_id or not person.is_active:
        flash("พิมพ์ใบเชื่อม LINE ไม่ได้ เพราะยังไม่ได้กรอก Basic ID ของบัญชี LINE หรือบัญชีผู้ใช้นี้ปิดอยู่", "warn")
        return redirect(url_for("reminders.reachability"), 303)
    with transaction():
        code = linking.issue_slip_code(person, by=who, at=g.now)
    address = code_address(channel.basic_id, code)
    return render_template(
        "reminders/slip.html",
        person=person,
        channel=channel,
        code=code,
        address=address,
        picture=segno.make(address, error="m").png_data_uri(scale=_QR_SCALE, border=4),
        hours=linking.SLIP_HOURS,
    )
