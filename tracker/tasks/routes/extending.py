"""More time: asked for, withdrawn; a day named; and an entry just made taken back. `reminders` decides, and tells."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.people.access import everyone, viewer
from tracker.tasks import queries, service
from tracker.tasks.forms import DecisionForm, ExtensionForm, PromiseForm
from tracker.tasks.routes.blueprint import blueprint
from tracker.tasks.routes.trying import refusal_of
from tracker.web.forms import TrackerForm


@blueprint.get("/extensions")
@everyone
def extensions() -> ResponseReturnValue:
    """Show the requests that wait, those the person decides first."""
    who = viewer()
    waiting = queries.waiting_extensions(who)
    decidable = {row.id for row in waiting if service.may_decide(row, row.unit_id, who)}
    return render_template(
        "tasks/extensions.html",
        waiting=sorted(waiting, key=lambda row: row.id not in decidable),
        decidable=decidable,
        form=DecisionForm(formdata=None),
    )


@blueprint.get("/<int:task_id>/extension")
@everyone
def extension(task_id: int) -> ResponseReturnValue:
    """Ask for which day and why."""
    row, form = queries.task_row(task_id, asker=viewer()), ExtensionForm()
    service.refuse_unless(service.may_report(row, viewer()), service.NOT_YOURS_TO_ASK)
    form.show(row.revision)
    return render_template("tasks/extension.html", task=row, form=form)


@blueprint.post("/<int:task_id>/extension")
@everyone
def ask_extension(task_id: int) -> ResponseReturnValue:
    """Ask for more time."""
    who, form = viewer(), ExtensionForm()
    task = queries.task(task_id, viewer=who)
    refused = (
        refusal_of(lambda: service.ask_extension(task, form.to_extension(), by=who, at=g.now), form)
        if form.validate()
        else 422
    )
    if refused is None:
        flash("ส่งคำขอขยายเวลาแล้ว ระหว่างรอพิจารณา กำหนดเดิมยังไม่เปลี่ยน")
        return _back(task_id)
    row = queries.task_row(task_id, asker=who)
    if refused == 409:
        form.show(row.revision)
    return render_template("tasks/extension.html", task=row, form=form), refused


@blueprint.post("/extensions/<int:extension_id>/withdraw")
@everyone
def withdraw_extension(extension_id: int) -> ResponseReturnValue:
    """Take one's own request back."""
    who = viewer()
    asked = queries.extension_request(extension_id, viewer=who)
    task_id = asked.task_id
    return _try(task_id, TrackerForm(), lambda: service.withdraw_extension(asked, by=who, at=g.now), "ถอนคำขอแล้ว")


@blueprint.post("/<int:task_id>/promise")
@everyone
def promise(task_id: int) -> ResponseReturnValue:
    """Keep the day the person says the task will be done on."""
    who, form = viewer(), PromiseForm()
    task = queries.task(task_id, viewer=who)
    deed = lambda: service.promise(task, form.promised_on.data, by=who, at=g.now)  # noqa: E731
    return _try(task_id, form, deed, "บันทึกวันที่จะเสร็จแล้ว กำหนดเดิมไม่เปลี่ยน")


@blueprint.post("/<int:task_id>/undo/<int:update_id>")
@everyone
def undo(task_id: int, update_id: int) -> ResponseReturnValue:
    """Take back the entry the person has just made."""
    who = viewer()
    task = queries.task(task_id, viewer=who)
    return _try(task_id, TrackerForm(), lambda: service.undo(update_id, task, by=who, at=g.now), "ถอนรายการแล้ว")


def _try(task_id: int, form: TrackerForm, deed: Callable[[], object], words: str) -> ResponseReturnValue:
    """Do what one of a page's small forms asks, and go back to the task with what came of it."""
    refused = refusal_of(deed, form) if form.validate() else 422
    if refused is None:
        flash(words)
    else:
        flash(" ".join(problem.sentence for problem in form.problems) or "กรุณากรอกข้อมูลให้ครบ", "warn")
    return _back(task_id)


def _back(task_id: int) -> ResponseReturnValue:
    return redirect(url_for("tasks.show", task_id=task_id), 303)
