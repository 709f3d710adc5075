"""Signing in and out, and the first password of one's own."""

from urllib.parse import urlsplit

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotNow, NotValid
from tracker.people import access, signing_in
from tracker.people.access import everyone, public, viewer, viewer_or_none
from tracker.people.forms.signing_in import ActionForm, PasswordForm, SignInForm
from tracker.people.roles import Role
from tracker.people.routes.blueprint import blueprint
from tracker.people.viewer import Viewer


@blueprint.get("/")
@public
def front() -> ResponseReturnValue:
    """Send each person to the page their day begins with."""
    who = viewer_or_none()
    return redirect(url_for("people.sign_in") if who is None else first_page(who), 303)


@blueprint.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Ask for username and password."""
    if viewer_or_none() is not None:
        return redirect(url_for("people.front"), 303)
    return render_template("people/sign_in.html", form=SignInForm(), refusal=None)


@blueprint.post("/sign-in")
@public
def enter() -> ResponseReturnValue:
    """Let a person in, or say why not without telling which of the two was wrong."""
    form = SignInForm()
    if not form.validate():
        return render_template("people/sign_in.html", form=form, refusal=None), 422
    credentials = form.to_credentials(request.remote_addr or "")
    try:
        signing_in.refuse_if_guessing(credentials, at=g.now)
    except NotNow as refusal:
        return render_template("people/sign_in.html", form=form, refusal=str(refusal)), 429
    person = signing_in.person_with(credentials)
    with transaction():
        token = signing_in.record_attempt(credentials, person, at=g.now)
    if token is None:
        refusal_text = "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง กรุณาลองใหม่ หรือติดต่อผู้ดูแลระบบของหน่วยงานเพื่อตั้งรหัสผ่านใหม่"
        return render_template("people/sign_in.html", form=form, refusal=refusal_text), 422
    access.remember(token)
    return redirect(_own_page(request.args.get("next")) or url_for("people.front"), 303)


@blueprint.post("/sign-out")
@everyone
def sign_out() -> ResponseReturnValue:
    """End this session."""
    token = access.forget()
    with transaction():
        signing_in.sign_out(token, at=g.now)
    flash("ออกจากระบบแล้ว")
    return redirect(url_for("people.sign_in"), 303)


@blueprint.route("/first-password", methods=["GET", "POST"])
@everyone
def first_password() -> ResponseReturnValue:
    """Have a person replace the temporary password with one of their own."""
    form = PasswordForm()
    form.current.label.text = "รหัสผ่านชั่วคราวที่ได้รับ"
    return set_password(form, "people/first_password.html", url_for("people.front"))


@blueprint.route("/account/password", methods=["GET", "POST"])
@everyone
def password() -> ResponseReturnValue:
    """Change one's password."""
    return set_password(PasswordForm(), "people/password.html", url_for("people.account"))


@blueprint.post("/account/sign-out-elsewhere")
@everyone
def sign_out_elsewhere() -> ResponseReturnValue:
    """End every other session of the person, on a lost phone for example."""
    form = ActionForm()
    if form.validate():
        with transaction():
            signing_in.end_sessions(viewer().person_id, at=g.now, but_token=access.session_token())
        flash("ออกจากระบบบนอุปกรณ์อื่นทั้งหมดแล้ว")
    return redirect(url_for("people.account"), 303)


def set_password(form: PasswordForm, template: str, afterwards: str) -> ResponseReturnValue:
    """Show the password form, or do what it says."""
    if request.method == "GET":
        return render_template(template, form=form)
    if not form.validate():
        return render_template(template, form=form), 422
    try:
        with transaction():
            signing_in.change_password(
                form.current.data or "",
                form.new.data or "",
                by=viewer(),
                at=g.now,
                but_token=access.session_token(),
            )
    except NotValid as refusal:
        form.new.errors = [*form.new.errors, str(refusal)]
        return render_template(template, form=form), 422
    flash("ตั้งรหัสผ่านใหม่แล้ว")
    return redirect(afterwards, 303)


def first_page(who: Viewer) -> str:
    """Return where a person's day begins: the board for those who look over the whole, the tasks for those who do."""
    if who.is_any(Role.MAYOR, Role.CHIEF_ADMINISTRATOR, Role.COORDINATOR, Role.AUDITOR, Role.REGISTRY):
        return url_for("board.show")
    if who.is_any(Role.UNIT_HEAD, Role.STAFF):
        return url_for("tasks.index")
    return url_for("people.administration") if who.is_any(Role.ADMINISTRATOR) else url_for("people.account")


def _own_page(target: str | None) -> str | None:
    """Return where the person wanted to go, when it is a page of ours and nothing else."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc or "\\" in target else target.rstrip("?")
