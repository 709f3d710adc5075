"""The log of what was sent, one's own inbox, and the page that links a person to LINE."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotNow
from tracker.people import linking
from tracker.people import queries as people_queries
from tracker.people.access import everyone, viewer
from tracker.people.forms.signing_in import ActionForm
from tracker.people.roles import Role
from tracker.reminders import queries
from tracker.reminders.models import AlarmKind
from tracker.reminders.routes.blueprint import blueprint
from tracker.reminders.service.alarms import open_alarms
from tracker.reminders.wording.linking import friend_address
from tracker.reminders.wording.replies import code_address
from tracker.web import paging
from tracker.web.machinery import machinery

_PAGE_SIZE = 50


@blueprint.get("/")
@everyone
def index() -> ResponseReturnValue:
    """Show what was sent: to the whole office for those who look after it, to oneself for everybody."""
    who = viewer()
    sees_all = who.is_any(Role.COORDINATOR, Role.ADMINISTRATOR, Role.CHIEF_ADMINISTRATOR)
    keeps_watch = who.is_any(Role.COORDINATOR, Role.ADMINISTRATOR)
    number = paging.page_number(request.args.get("page"))
    own_only = not sees_all or request.args.get("mine") == "1"
    person_id = who.person_id if own_only else None
    messages, total = queries.messages(who, person_id=person_id, number=number, size=_PAGE_SIZE)
    return render_template(
        "reminders/index.html",
        messages=messages,
        page=paging.Page(messages, number, _PAGE_SIZE, total),
        sees_all=sees_all,
        own_only=own_only,
        channel=queries.channel(who),
        keeps_watch=keeps_watch,
        alarms=[one for one in open_alarms(who) if one.kind is not AlarmKind.CHANNEL_HELD] if keeps_watch else [],
        line_account=people_queries.line_account(who.person_id, asker=who),
    )


@blueprint.get("/line")
@everyone
def line() -> ResponseReturnValue:
    """Show how one's LINE account is linked, and how to link it."""
    return _line_page(code=None)


@blueprint.post("/line/code")
@everyone
def line_code() -> ResponseReturnValue:
    """Show a one-time code to send to the official account; it is on this page once."""
    if not ActionForm().validate():
        return redirect(url_for("reminders.line"), 303)
    with transaction():
        code = linking.issue_code(by=viewer(), at=g.now)
    return _line_page(code=code)


@blueprint.post("/line/unlink")
@everyone
def line_unlink() -> ResponseReturnValue:
    """Unlink the person's own LINE account."""
    who = viewer()
    if ActionForm().validate():
        with transaction():
            linked = people_queries.line_account(who.person_id, asker=who)
            if linked is None:
                raise NotNow("บัญชี LINE นี้ยกเลิกการเชื่อมไปแล้ว")
            linking.unlink(linked, by=who, at=g.now)
        flash("ยกเลิกการเชื่อม LINE แล้ว ระบบจะไม่ส่งข้อความถึงท่านทาง LINE อีก")
    return redirect(url_for("reminders.line"), 303)


def _line_page(*, code: str | None) -> ResponseReturnValue:
    who = viewer()
    channel = queries.channel(who)
    return render_template(
        "reminders/line.html",
        line_account=people_queries.line_account(who.person_id, asker=who),
        channel=channel,
        code=code,
        chat_address=code_address(channel.basic_id, code) if channel and channel.basic_id and code else None,
        friend_address=friend_address(channel.basic_id) if channel and channel.basic_id else None,
        code_minutes=linking.CODE_MINUTES,
        form=ActionForm(),
        base_url=machinery().base_url,
    )
