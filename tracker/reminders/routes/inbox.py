"""One message as it was meant to be read, in the web inbox of whoever it is for."""

import uuid

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.people.access import everyone, viewer
from tracker.people.roles import Role
from tracker.reminders import queries
from tracker.reminders.routes.blueprint import blueprint
from tracker.reminders.service.reading import read_message
from tracker.reminders.wording.plain import cards_of
from tracker.web.machinery import machinery


@blueprint.get("/messages/<uuid:message_id>")
@everyone
def message(message_id: uuid.UUID) -> ResponseReturnValue:
    """Show one message; opened by the person it is for, it counts as read."""
    who = viewer()
    sees_all = who.is_any(Role.COORDINATOR, Role.ADMINISTRATOR, Role.CHIEF_ADMINISTRATOR)
    found = queries.message(message_id, asker=who, person_id=None if sees_all else who.person_id)
    if found.person_id == who.person_id and found.read_at is None:
        with transaction():
            read_message(found, by=who, at=g.now, base_url=machinery().base_url)
    return render_template(
        "reminders/message.html",
        message=found,
        lines=found.summary.splitlines(),
        cards=[card for shape in found.body for card in cards_of(shape)],
        subjects=queries.links_in(found.id),
        base_url=machinery().base_url,
    )
