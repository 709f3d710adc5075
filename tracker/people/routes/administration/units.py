"""The units of an office and the other ways they are written."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotNow, NotValid
from tracker.people import queries
from tracker.people.access import allow, viewer
from tracker.people.forms.administration import AliasForm, UnitForm
from tracker.people.forms.signing_in import ActionForm
from tracker.people.queries import UnitRow
from tracker.people.queries import administration as lists
from tracker.people.roles import Role
from tracker.people.routes.blueprint import blueprint
from tracker.people.service import units as service


@blueprint.get("/administration/units")
@allow(Role.ADMINISTRATOR)
def units() -> ResponseReturnValue:
    """Show the units as a tree, each with the other ways it is written."""
    who = viewer()
    return render_template("people/units.html", branches=_branches(queries.all_units(who)), aliases=lists.aliases(who))


@blueprint.route("/administration/units/new", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def add_unit() -> ResponseReturnValue:
    """Add a unit."""
    who, form = viewer(), UnitForm()
    form.offer_parents(queries.units(who))
    page = {"form": form, "title": "เพิ่มหน่วยงาน", "action": url_for("people.add_unit")}
    if request.method == "GET":
        return render_template("people/unit_edit.html", **page)
    if not form.validate():
        return render_template("people/unit_edit.html", **page), 422
    try:
        with transaction():
            added = service.add(form.to_terms(), by=who, at=g.now)
    except (NotNow, NotValid) as refusal:
        form.refuse(str(refusal), at=form.name)
        return render_template("people/unit_edit.html", **page), 422
    flash(f"เพิ่ม{added.name}แล้ว")
    return redirect(url_for("people.unit", unit_id=added.id), 303)


@blueprint.get("/administration/units/<int:unit_id>")
@allow(Role.ADMINISTRATOR)
def unit(unit_id: int) -> ResponseReturnValue:
    """Show one unit and the other ways it is written."""
    return _unit_page(unit_id, AliasForm())


@blueprint.route("/administration/units/<int:unit_id>/edit", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def edit_unit(unit_id: int) -> ResponseReturnValue:
    """Change a unit; its old name stays as another way it is written."""
    who = viewer()
    found = queries.unit(unit_id, asker=who)
    form = UnitForm.about(found)
    form.offer_parents(other for other in queries.units(who) if other.id != unit_id)
    page = {"form": form, "title": f"แก้ไข{found.name}", "action": url_for("people.edit_unit", unit_id=unit_id)}
    if request.method == "GET":
        return render_template("people/unit_edit.html", **page)
    if not form.validate():
        return render_template("people/unit_edit.html", **page), 422
    try:
        with transaction():
            service.change(found, form.to_terms(), by=who, at=g.now)
    except (NotNow, NotValid) as refusal:
        form.refuse(str(refusal), at=form.name)
        return render_template("people/unit_edit.html", **page), 422
    flash("บันทึกแล้ว")
    return redirect(url_for("people.unit", unit_id=unit_id), 303)


@blueprint.post("/administration/units/<int:unit_id>/close")
@allow(Role.ADMINISTRATOR)
def close_unit(unit_id: int) -> ResponseReturnValue:
    """Close a unit."""
    who = viewer()
    found = queries.unit(unit_id, asker=who)
    if ActionForm().validate():
        with transaction():
            service.close(found, by=who, at=g.now, today=g.today)
        flash(f"ปิด{found.name}แล้ว")
    return redirect(url_for("people.unit", unit_id=unit_id), 303)


@blueprint.post("/administration/units/<int:unit_id>/reopen")
@allow(Role.ADMINISTRATOR)
def reopen_unit(unit_id: int) -> ResponseReturnValue:
    """Open a closed unit again."""
    who = viewer()
    found = queries.unit(unit_id, asker=who)
    if ActionForm().validate():
        with transaction():
            service.reopen(found, by=who, at=g.now)
        flash(f"เปิด{found.name}แล้ว")
    return redirect(url_for("people.unit", unit_id=unit_id), 303)


@blueprint.post("/administration/units/<int:unit_id>/up")
@allow(Role.ADMINISTRATOR)
def move_unit_up(unit_id: int) -> ResponseReturnValue:
    """Put a unit one place further up among its siblings."""
    who = viewer()
    found = queries.unit(unit_id, asker=who)
    if ActionForm().validate():
        with transaction():
            service.move_up(found, by=who)
    return redirect(url_for("people.units", _anchor=f"unit-{unit_id}"), 303)


@blueprint.post("/administration/units/<int:unit_id>/aliases")
@allow(Role.ADMINISTRATOR)
def add_alias(unit_id: int) -> ResponseReturnValue:
    """Remember another way a unit is written."""
    who, form = viewer(), AliasForm()
    found = queries.unit(unit_id, asker=who)
    if not form.validate():
        return _unit_page(unit_id, form), 422
    try:
        with transaction():
            service.remember_alias(form.written.data or "", found, by=who, at=g.now)
    except (NotNow, NotValid) as refusal:
        form.refuse(str(refusal), at=form.written)
        return _unit_page(unit_id, form), 422
    flash("จำชื่อเรียกนี้แล้ว")
    return redirect(url_for("people.unit", unit_id=unit_id), 303)


@blueprint.post("/administration/aliases/<int:alias_id>/remove")
@allow(Role.ADMINISTRATOR)
def remove_alias(alias_id: int) -> ResponseReturnValue:
    """Forget another way a unit is written."""
    who = viewer()
    alias = lists.alias(alias_id, asker=who)
    unit_id = alias.unit_id
    if ActionForm().validate():
        with transaction():
            service.forget_alias(alias, by=who, at=g.now)
        flash(f"ลบชื่อเรียก “{alias.written}” แล้ว")
    return redirect(url_for("people.unit", unit_id=unit_id), 303)


def _unit_page(unit_id: int, form: AliasForm) -> str:
    who = viewer()
    found = queries.unit(unit_id, asker=who)
    every = queries.all_units(who)
    return render_template(
        "people/unit.html",
        unit=found,
        form=form,
        parent=next((other.name for other in every if other.id == found.parent_id), ""),
        aliases=lists.aliases(who).get(unit_id, []),
        holders=[holder for holder in queries.post_holders(who, on=g.today) if holder.unit_id == unit_id],
    )


def _branches(every: list[UnitRow]) -> list[tuple[int, UnitRow]]:
    """Return the tree as lines: how deep each unit stands, and the unit, in the office's order."""
    below: dict[int | None, list[UnitRow]] = {}
    for one in every:
        below.setdefault(one.parent_id, []).append(one)

    def lines(parent_id: int | None, depth: int) -> list[tuple[int, UnitRow]]:
        return [line for one in below.get(parent_id, []) for line in [(depth, one), *lines(one.id, depth + 1)]]

    return lines(None, 0)
