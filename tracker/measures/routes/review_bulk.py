"""What is decided on the review page for many rows at once: approvals, their undoing, owners, scores."""

from datetime import UTC, datetime

from flask import flash, g, request
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.documents import queries as document_queries
from tracker.documents.routes import blueprint
from tracker.errors import NotNow
from tracker.measures import service
from tracker.measures.forms import ActionForm, ScoresForm
from tracker.measures.routes import review_page
from tracker.measures.routes.review_page import chosen_year
from tracker.measures.routes.sheet import sheet_of
from tracker.measures.service.reviewing import undo_press
from tracker.people.access import allow, viewer
from tracker.people.roles import Role


@blueprint.post("/<int:document_id>/approve-clean")
@allow(Role.COORDINATOR)
def approve_clean(document_id: int) -> ResponseReturnValue:
    """Approve every row in which nothing is doubtful."""
    document = document_queries.document(document_id, asker=viewer())
    if ActionForm().validate():
        with transaction():
            made = service.approve_clean(document, by=viewer(), at=g.now, fiscal_year=chosen_year())
        flash(f"อนุมัติแล้ว {len(made)} มาตรการ")
    return review_page.back_to(document, "rows")


@blueprint.post("/<int:document_id>/approve-undated")
@allow(Role.COORDINATOR)
def approve_undated(document_id: int) -> ResponseReturnValue:
    """Approve every row that lacks nothing but a period, over the whole year."""
    document = document_queries.document(document_id, asker=viewer())
    if ActionForm().validate():
        with transaction():
            made = service.approve_undated(document, by=viewer(), at=g.now, fiscal_year=chosen_year())
        flash(f"อนุมัติแล้ว {len(made)} มาตรการ ดำเนินการตลอดปีงบประมาณ")
    return review_page.back_to(document, "rows")


@blueprint.post("/<int:document_id>/undo-last")
@allow(Role.COORDINATOR)
def undo_last(document_id: int) -> ResponseReturnValue:
    """Take back all that was decided by the last press of a button."""
    document = document_queries.document(document_id, asker=viewer())
    if ActionForm().validate():
        with transaction():
            rows = undo_press(document, _pressed_at(), by=viewer(), at=g.now)
        flash(f"เลิกทำแล้ว {rows} แถวกลับไปรอพิจารณา")
    row = request.form.get("row", "")
    return review_page.back_to(document, f"row-{row}" if row.isdecimal() else "rows")


@blueprint.post("/<int:document_id>/owners")
@allow(Role.COORDINATOR)
def match_owners(document_id: int) -> ResponseReturnValue:
    """Remember which units the owners mean that the office did not know."""
    document = document_queries.document(document_id, asker=viewer())
    chosen = list(zip(request.form.getlist("text"), request.form.getlist("unit"), strict=False))
    matched = [(text, int(unit)) for text, unit in chosen if text and unit.isdecimal() and len(unit) < 19]
    if ActionForm().validate():
        with transaction():
            for text, unit_id in matched:
                service.match_text(text, unit_id, by=viewer(), at=g.now)
        flash(f"จดจำชื่อผู้รับผิดชอบแล้ว {len(matched)} ชื่อ" if matched else "ยังไม่ได้เลือกหน่วยงาน", "good" if matched else "warn")
    return review_page.back_to(document, "rows")


@blueprint.post("/<int:document_id>/scores")
@allow(Role.COORDINATOR)
def accept_scores(document_id: int) -> ResponseReturnValue:
    """Accept the document's scores as those of its assessed year, as read or as corrected."""
    document = document_queries.document(document_id, asker=viewer())
    form = ScoresForm(prefix="scores")
    if not form.validate():
        sheet = sheet_of(document, asker=viewer(), fiscal_year=chosen_year())
        return review_page.page(sheet, scores=form), 422
    with transaction():
        service.accept_scores(document, by=viewer(), at=g.now, scores=form.to_scores())
    flash(f"รับคะแนน ITA ปี {document.assessed_year} แล้ว")
    return review_page.back_to(document, "scores")


def _pressed_at() -> datetime:
    """Return which press is meant: the instant the page showed as the last one."""
    try:
        return datetime.fromisoformat(request.form.get("at", "")).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotNow("ไม่มีรายการให้เลิกทำ กรุณาโหลดหน้าใหม่") from None
