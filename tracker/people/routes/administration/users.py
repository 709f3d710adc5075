"""The people of an office: list, add, correct, let in and out, set a temporary password."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotNow, NotValid
from tracker.people import linking, queries, service, signing_in
from tracker.people.access import allow, viewer
from tracker.people.forms.administration import NamedForm, NewUserForm
from tracker.people.forms.signing_in import ActionForm
from tracker.people.queries import administration as lists
from tracker.people.roles import Role
from tracker.people.routes.blueprint import blueprint
from tracker.people.service import accounts
from tracker.people.service.accounts import Welcome
from tracker.thai import one_line
from tracker.web.paging import Page, page_number

_PAGE_SIZE = 50


@blueprint.get("/administration/users")
@allow(Role.ADMINISTRATOR)
def users() -> ResponseReturnValue:
    """List the people of the office."""
    who, search, number = viewer(), one_line(request.args.get("q", "")), page_number(request.args.get("page"))
    found, total = lists.users(who, search=search, on=g.today, number=number, size=_PAGE_SIZE)
    return render_template(
        "people/users.html",
        page=Page(found, number, _PAGE_SIZE, total),
        search=search,
        units={unit.id: unit.name for unit in queries.all_units(who)},
    )


@blueprint.route("/administration/users/new", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def add_user() -> ResponseReturnValue:
    """Add a person; the temporary password is on the page that answers, once."""
    who, form = viewer(), NewUserForm()
    form.unit_id.offer([(unit.id, unit.name) for unit in queries.units(who)])
    if request.method == "GET":
        return render_template("people/user_new.html", form=form)
    if not form.validate():
        return render_template("people/user_new.html", form=form), 422
    try:
        with transaction():
            person, password = service.add_person(form.to_person(), by=who, at=g.now, today=g.today)
    except (NotNow, NotValid) as refusal:
        form.refuse(str(refusal))
        return render_template("people/user_new.html", form=form), 422
    return _passwords([Welcome(person, password)], "เพิ่มผู้ใช้แล้ว")


@blueprint.get("/administration/users/<int:person_id>")
@allow(Role.ADMINISTRATOR)
def user(person_id: int) -> ResponseReturnValue:
    """Show one person: posts, LINE, and what can be done."""
    who = viewer()
    return render_template(
        "people/user.html",
        person=queries.person(person_id, asker=who),
        posts=lists.posts_of(person_id, asker=who),
        units={unit.id: unit.name for unit in queries.all_units(who)},
        line_account=queries.line_account(person_id, asker=who),
        is_oneself=person_id == who.person_id,
    )


@blueprint.route("/administration/users/<int:person_id>/edit", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def edit_user(person_id: int) -> ResponseReturnValue:
    """Correct a person's name or position."""
    who = viewer()
    person = queries.person(person_id, asker=who)
    form = NamedForm.about(person)
    if request.method == "GET":
        return render_template("people/user_edit.html", form=form, person=person)
    if not form.validate():
        return render_template("people/user_edit.html", form=form, person=person), 422
    with transaction():
        accounts.rename(person, form.to_named(), by=who, at=g.now)
    flash("บันทึกแล้ว")
    return redirect(url_for("people.user", person_id=person_id), 303)


@blueprint.post("/administration/users/<int:person_id>/reset-password")
@allow(Role.ADMINISTRATOR)
def reset_user_password(person_id: int) -> ResponseReturnValue:
    """Give a person a temporary password; it is on the page that answers, once."""
    who = viewer()
    person = queries.person(person_id, asker=who)
    if not ActionForm().validate():
        return redirect(url_for("people.user", person_id=person_id), 303)
    with transaction():
        password = signing_in.reset_password(person, by=who, at=g.now)
    return _passwords([Welcome(person, password)], "ตั้งรหัสผ่านชั่วคราวแล้ว")


@blueprint.post("/administration/users/<int:person_id>/deactivate")
@allow(Role.ADMINISTRATOR)
def deactivate_user(person_id: int) -> ResponseReturnValue:
    """Let a person sign in no longer."""
    who = viewer()
    person = queries.person(person_id, asker=who)
    if ActionForm().validate():
        with transaction():
            accounts.deactivate(person, by=who, at=g.now, today=g.today)
        flash(f"ปิดบัญชีของ{person.name}แล้ว งานและประวัติที่ทำไว้ยังอยู่")
    return redirect(url_for("people.user", person_id=person_id), 303)


@blueprint.post("/administration/users/<int:person_id>/reactivate")
@allow(Role.ADMINISTRATOR)
def reactivate_user(person_id: int) -> ResponseReturnValue:
    """Let a person sign in again."""
    who = viewer()
    person = queries.person(person_id, asker=who)
    if ActionForm().validate():
        with transaction():
            service.reactivate(person, by=who, at=g.now)
        flash(f"เปิดบัญชีของ{person.name}แล้ว")
    return redirect(url_for("people.user", person_id=person_id), 303)


@blueprint.post("/administration/users/<int:person_id>/unlink-line")
@allow(Role.ADMINISTRATOR)
def unlink_user_line(person_id: int) -> ResponseReturnValue:
    """End the link between a person and a LINE account, when a phone was lost or the wrong one linked."""
    who = viewer()
    account = queries.line_account(queries.person(person_id, asker=who).id, asker=who)
    if account is None:
        raise NotNow("บุคคลนี้ไม่ได้เชื่อม LINE อยู่")
    if ActionForm().validate():
        with transaction():
            linking.unlink(account, by=who, at=g.now)
        flash("ยกเลิกการเชื่อม LINE แล้ว")
    return redirect(url_for("people.user", person_id=person_id), 303)


def _passwords(welcomes: list[Welcome], title: str) -> ResponseReturnValue:
    return render_template("people/temporary_passwords.html", welcomes=welcomes, title=title)
