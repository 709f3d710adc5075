"""The log of what was done: append-only, without secrets."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from tracker.people import audit
from tracker.people.access import allow, viewer
from tracker.people.queries import administration as lists
from tracker.people.roles import Role
from tracker.people.routes.blueprint import blueprint
from tracker.web.paging import Page, page_number

_PAGE_SIZE = 50


@blueprint.get("/administration/log")
@allow(Role.ADMINISTRATOR, Role.AUDITOR)
def log() -> ResponseReturnValue:
    """List who did what, the newest first."""
    number = page_number(request.args.get("page"))
    entries, total = lists.log(viewer(), number=number, size=_PAGE_SIZE)
    return render_template("people/log.html", page=Page(entries, number, _PAGE_SIZE, total), labels=audit.LABELS)
