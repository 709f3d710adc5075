"""The LINE groups of units: the coordinator or a head has a code made, an officer sends it in the group."""

import logging

from flask import current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotAllowed
from tracker.messaging.messenger import MessengerError
from tracker.people import queries as people
from tracker.people.access import allow, viewer
from tracker.people.forms.signing_in import ActionForm
from tracker.people.roles import Role
from tracker.people.viewer import Viewer
from tracker.reminders import queries
from tracker.reminders.channel import Messengers
from tracker.reminders.forms import GroupCodeForm
from tracker.reminders.queries import groups as group_queries
from tracker.reminders.routes.blueprint import blueprint
from tracker.reminders.service import groups as service
from tracker.secrets import SecretUnreadable
from tracker.web.machinery import machinery

_log = logging.getLogger(__name__)


@blueprint.get("/groups")
@allow(Role.COORDINATOR, Role.UNIT_HEAD)
def groups() -> ResponseReturnValue:
    """Show which groups are linked, and how to link one."""
    return _page(_form(viewer()))


@blueprint.post("/groups")
@allow(Role.COORDINATOR, Role.UNIT_HEAD)
def group_code() -> ResponseReturnValue:
    """Show a one-time code that links a group to a unit; it is on this page once."""
    who = viewer()
    form = _form(who)
    unit_id = form.unit_id.data
    if any(unit.id == unit_id and not service.may_link(unit.id, who) for unit in people.units(who)):
        raise NotAllowed("ขอรหัสกลุ่มได้เฉพาะผู้ประสานงาน ITA และหัวหน้าของหน่วยงานนั้น")
    if not form.validate() or unit_id is None:
        return _page(form), 422
    with transaction():
        code = service.issue_code(unit_id, by=who, at=g.now)
        unit_name = people.unit(unit_id, asker=who).name
    return _page(form, code=code, unit_name=unit_name)


@blueprint.post("/groups/<int:group_id>/unlink")
@allow(Role.COORDINATOR, Role.UNIT_HEAD)
def unlink_group(group_id: int) -> ResponseReturnValue:
    """End a group's link, and leave the group: it is nobody's here any more."""
    who = viewer()
    group = group_queries.group(group_id, asker=who)
    if group.unit_id is not None and not service.may_link(group.unit_id, who):
        raise NotAllowed("ยกเลิกได้เฉพาะผู้ประสานงาน ITA และหัวหน้าของหน่วยงานนั้น")
    if not ActionForm().validate():
        return redirect(url_for("reminders.groups"), 303)
    with transaction():
        service.unlink_group(group_queries.group(group_id, asker=who), by=who, at=g.now)
        line_group_id = group.line_group_id
    _leave(line_group_id, who)
    flash("ยกเลิกการเชื่อมกลุ่มแล้ว จะไม่มีข้อความส่งไปที่กลุ่มนั้นอีก")
    return redirect(url_for("reminders.groups"), 303)


def _leave(line_group_id: str, who: Viewer) -> None:
    """Leave a group at LINE, with nothing open; where LINE is out of order the account stays in it, silent."""
    try:
        with transaction():
            messenger = Messengers(current_app.extensions["messenger_maker"], machinery().secrets).of(who)
        if messenger is not None:
            messenger.leave_group(line_group_id)
    except (MessengerError, SecretUnreadable) as error:
        _log.warning("group_not_left", extra={"reason": type(error).__name__})


def _form(who: Viewer) -> GroupCodeForm:
    form = GroupCodeForm()
    form.offer_units(unit for unit in people.units(who) if service.may_link(unit.id, who))
    return form


def _page(form: GroupCodeForm, *, code: str = "", unit_name: str = "") -> str:
    who = viewer()
    unit_ids = None if who.is_any(Role.COORDINATOR) else who.headed_unit_ids
    return render_template(
        "reminders/groups.html",
        form=form,
        groups=group_queries.linked_groups(who, unit_ids=unit_ids),
        channel=queries.channel(who),
        code=code,
        unit_name=unit_name,
        code_hours=service.CODE_HOURS,
    )
