"""LINE's account link: a person who came from the chat sees whose account will be linked, and says so.

After the press the browser goes to LINE, which compares its own user with the one the link token was issued for; only
then does it tell us, by webhook, that the nonce is good (LINE, "User account linking").
"""

from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotNow
from tracker.people import linking
from tracker.people import queries as people
from tracker.people.access import everyone, viewer
from tracker.reminders import queries
from tracker.reminders.forms import AccountLinkForm
from tracker.web.headers import policy

blueprint = Blueprint("line_link", "tracker.reminders", url_prefix="/line")

_LONGEST_TOKEN = 500


@blueprint.get("/link")
@everyone
def show() -> ResponseReturnValue:
    """Show whose account will be linked, and ask; nothing is linked by opening an address."""
    token = request.args.get("linkToken", "")
    if not 0 < len(token) <= _LONGEST_TOKEN:
        return redirect(url_for("reminders.line"), 303)
    form = AccountLinkForm()
    form.link_token.data, form.office.data = token, request.args.get("of", "")
    return _page(form)


@blueprint.post("/link")
@everyone
def go() -> ResponseReturnValue:
    """Send the browser to LINE with a nonce that names who is signed in."""
    who, form = viewer(), AccountLinkForm()
    if not form.validate():
        return redirect(url_for("reminders.line"), 303)
    if form.office.data != str(who.government_id) or queries.channel(who) is None:
        raise NotNow("ลิงก์นี้มาจากบัญชี LINE ของหน่วยงานอื่น กรุณาขอลิงก์จากบัญชี LINE ของหน่วยงานท่าน")
    with transaction():
        nonce = linking.issue_nonce(by=who, at=g.now)
    asked = urlencode({"linkToken": form.link_token.data or "", "nonce": nonce})
    return redirect(f"{_access_host()}/dialog/bot/accountLink?{asked}", 303)


def _page(form: AccountLinkForm) -> Response:
    who = viewer()
    page = make_response(
        render_template(
            "reminders/account_link.html",
            form=form,
            person=people.person(who.person_id, asker=who),
            line_account=people.line_account(who.person_id, asker=who),
            is_of_this_office=form.office.data == str(who.government_id),
            nonce_minutes=linking.NONCE_MINUTES,
        )
    )
    host = urlsplit(_access_host())
    # A form's answer that leads to another site is stopped by browsers unless the page said so.
    page.headers["Content-Security-Policy"] = policy(forms_lead_to=f"{host.scheme}://{host.netloc}")
    return page


def _access_host() -> str:
    return str(current_app.extensions["line_access_host"])
