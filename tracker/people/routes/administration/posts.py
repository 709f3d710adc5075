"""The posts of people: given, acted in, ended."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotNow, NotValid
from tracker.people import queries, service
from tracker.people.access import allow, viewer
from tracker.people.forms.administration import EndPostForm, PostForm
from tracker.people.queries import administration as lists
from tracker.people.roles import Role
from tracker.people.routes.blueprint import blueprint
from tracker.people.service import accounts


@blueprint.route("/administration/users/<int:person_id>/posts/new", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def give_user_post(person_id: int) -> ResponseReturnValue:
    """Give a person a post, or let them act in one."""
    who = viewer()
    person = queries.person(person_id, asker=who)
    form = PostForm(starts_on=g.today)
    form.offer_units(queries.units(who))
    if request.method == "GET":
        return render_template("people/post_new.html", form=form, person=person)
    if not form.validate():
        return render_template("people/post_new.html", form=form, person=person), 422
    with transaction():
        service.give_post(person, form.to_terms(), by=who, at=g.now)
    flash(f"ให้{person.name}เป็น{form.role.data.label}แล้ว")
    return redirect(url_for("people.user", person_id=person_id), 303)


@blueprint.route("/administration/posts/<int:post_id>/end", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def end_user_post(post_id: int) -> ResponseReturnValue:
    """End a post; the row stays, since signatures of the past depend on it."""
    who = viewer()
    post = lists.post(post_id, asker=who)
    person = queries.person(post.person_id, asker=who)
    unit = queries.unit(post.unit_id, asker=who).name if post.unit_id else ""
    form = EndPostForm(ends_on=post.ends_on or g.today)
    page = {"form": form, "post": post, "person": person, "unit": unit}
    if request.method == "GET":
        return render_template("people/post_end.html", **page)
    if not form.validate():
        return render_template("people/post_end.html", **page), 422
    try:
        with transaction():
            accounts.end_post(post, on=form.ends_on.data, by=who, at=g.now, today=g.today)
    except (NotNow, NotValid) as refusal:
        form.refuse(str(refusal), at=form.ends_on)
        return render_template("people/post_end.html", **page), 422
    flash("บันทึกวันสุดท้ายในตำแหน่งแล้ว")
    return redirect(url_for("people.user", person_id=post.person_id), 303)
