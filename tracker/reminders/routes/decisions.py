"""Deciding a request for more time on a page: whoever asked hears of it, as over LINE."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from tracker.people.access import everyone, viewer
from tracker.reminders.routes.blueprint import blueprint
from tracker.reminders.service import present
from tracker.reminders.service.decisions import tell_of_decision
from tracker.tasks import queries, service
from tracker.tasks.forms import DecisionForm
from tracker.tasks.routes.trying import refusal_of
from tracker.thai import day_of
from tracker.web.machinery import machinery


@blueprint.post("/extensions/<int:extension_id>/decide")
@everyone
def decide_extension(extension_id: int) -> ResponseReturnValue:
    """Grant or refuse a request for more time, and tell who asked."""
    who, form = viewer(), DecisionForm()
    asked = queries.extension_request(extension_id, viewer=who)
    task_id, grants = asked.task_id, request.form.get("decision") == "grant"

    def decide() -> None:
        settle = service.grant_extension if grants else service.refuse_extension
        settle(asked, comment=form.comment.data or "", by=who, at=g.now)
        card = present(task_id, who, today=day_of(g.now), base_url=machinery().base_url)
        tell_of_decision(asked, card.title, card.due_on, by=who, at=g.now)

    refused = refusal_of(decide, form) if form.validate() else 422
    if refused is not None:
        flash(" ".join(problem.sentence for problem in form.problems) or "กรุณากรอกข้อมูลให้ครบ", "warn")
    elif grants:
        flash("อนุมัติแล้ว งานมีกำหนดใหม่ และแจ้งผู้ขอแล้ว")
    else:
        flash("บันทึกว่าไม่อนุมัติแล้ว กำหนดเดิมไม่เปลี่ยน และแจ้งผู้ขอแล้ว")
    return redirect(url_for("tasks.show", task_id=task_id), 303)
