"""The rows of a result report: confirmed as read, confirmed as corrected, or all that are clean at once.

Setting aside and undoing are those of any row. The year itself is put on record in `tracker.tasks.routes.past_years`.
"""

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.documents import queries as document_queries
from tracker.documents.models import Document, ProposedMeasure
from tracker.documents.routes import blueprint
from tracker.errors import NotValid
from tracker.measures import queries, service
from tracker.measures.forms import ActionForm, PastMeasureForm, past_measure_values
from tracker.measures.routes import review_page
from tracker.measures.routes.sheet import sheet_of
from tracker.people.access import allow, viewer
from tracker.people.roles import Role


@blueprint.post("/<int:document_id>/past-year/confirm-clean")
@allow(Role.COORDINATOR)
def confirm_clean(document_id: int) -> ResponseReturnValue:
    """Confirm every row in which nothing is doubtful."""
    document = document_queries.document(document_id, asker=viewer())
    if ActionForm().validate():
        with transaction():
            confirmed = service.confirm_clean(document, by=viewer(), at=g.now)
        flash(f"ยืนยันแล้ว {len(confirmed)} แถว")
    return review_page.back_to(document, "rows")


@blueprint.post("/<int:document_id>/past-year/rows/<int:proposal_id>/approve")
@allow(Role.COORDINATOR)
def confirm_row(document_id: int, proposal_id: int) -> ResponseReturnValue:
    """Confirm one row as it was read."""
    document, proposal = review_page.row_of(document_id, proposal_id)
    if not ActionForm().validate():
        return review_page.back_to(document, f"row-{proposal.seq}")
    try:
        with transaction():
            service.confirm(proposal, service.as_stated(proposal), by=viewer(), at=g.now)
    except NotValid as refusal:
        form = _filled(proposal)
        form.refuse(str(refusal), at=form.results)
        return _edit_page(document, proposal, form), 422
    flash(f"ยืนยันแถวที่ {proposal.seq} แล้ว")
    return review_page.on_to_next(document, proposal)


@blueprint.get("/<int:document_id>/past-year/edit")
@allow(Role.COORDINATOR)
def edit_past_row(document_id: int) -> ResponseReturnValue:
    """Show one row with the form it is corrected with; the review page fetches the form from here."""
    document = document_queries.document(document_id, asker=viewer())
    wanted = request.args.get("row", "")
    waiting = queries.rows_to_confirm(document, asker=viewer())
    proposal = next((row for row in waiting if not wanted or str(row.seq) == wanted), None)
    if proposal is None:
        return review_page.back_to(document, f"row-{wanted}" if wanted.isdecimal() else "rows")
    return _edit_page(document, proposal, _filled(proposal))


@blueprint.post("/<int:document_id>/past-year/rows/<int:proposal_id>/correct")
@allow(Role.COORDINATOR)
def correct_past_row(document_id: int, proposal_id: int) -> ResponseReturnValue:
    """Confirm one row as a person corrected it."""
    document, proposal = review_page.row_of(document_id, proposal_id)
    service.refuse_unless_result_report(document)
    form = PastMeasureForm(prefix=f"row{proposal.seq}")
    if not form.validate():
        return _edit_page(document, proposal, form), 422
    try:
        with transaction():
            service.confirm(proposal, form.to_past_measure(), by=viewer(), at=g.now)
    except NotValid as refusal:
        form.refuse(str(refusal), at=form.results)
        return _edit_page(document, proposal, form), 422
    flash(f"แก้ไขและยืนยันแถวที่ {proposal.seq} แล้ว")
    return review_page.on_to_next(document, proposal)


def _filled(proposal: ProposedMeasure) -> PastMeasureForm:
    values = past_measure_values(service.as_stated(proposal))
    return PastMeasureForm(formdata=None, data=values, prefix=f"row{proposal.seq}")


def _edit_page(document: Document, proposal: ProposedMeasure, form: PastMeasureForm) -> str:
    sheet = sheet_of(document, asker=viewer())
    row = next(row for row in sheet.rows if row.proposal.id == proposal.id)
    return render_template(
        "documents/past_edit.html", sheet=sheet, document=document, row=row, form=form, shown=review_page.shown()
    )
