"""The list of documents and the review page: what the machine read beside the words it came from, row by row."""

from collections.abc import Callable

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.documents import queries as document_queries
from tracker.documents.forms import UploadForm
from tracker.documents.models import Document, ProposedMeasure
from tracker.documents.routes import blueprint
from tracker.errors import NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries, service
from tracker.measures.forms import ActionForm, ReasonForm
from tracker.measures.routes import review_page
from tracker.measures.routes.review_page import chosen_year
from tracker.measures.routes.sheet import filled_form, sent_form, sheet_of
from tracker.measures.service import Approval
from tracker.people.access import allow, viewer
from tracker.people.roles import Role

_READERS = (Role.COORDINATOR, Role.CHIEF_ADMINISTRATOR, Role.AUDITOR)


@blueprint.get("/")
@allow(*_READERS)
def index() -> ResponseReturnValue:
    """List the documents, with how far the review of each is."""
    return render_template(
        "documents/index.html",
        documents=document_queries.documents(viewer()),
        decisions=queries.decisions(viewer()),
        nothing=queries.Decisions(),
        form=UploadForm(formdata=None),
        may_review=viewer().is_any(Role.COORDINATOR),
        years=(FiscalYear.of(g.today), FiscalYear(int(FiscalYear.of(g.today)) + 1)),
    )


@blueprint.get("/<int:document_id>")
@allow(*_READERS)
def show(document_id: int) -> ResponseReturnValue:
    """Show what was read in a document beside its words, to be decided row by row."""
    document = document_queries.document(document_id, asker=viewer())
    return review_page.page(sheet_of(document, asker=viewer(), fiscal_year=chosen_year()))


@blueprint.get("/<int:document_id>/edit")
@allow(Role.COORDINATOR)
def edit(document_id: int) -> ResponseReturnValue:
    """Show one row with the form it is corrected with; the review page fetches the form from here."""
    document = document_queries.document(document_id, asker=viewer())
    sheet = sheet_of(document, asker=viewer(), fiscal_year=chosen_year())
    wanted = request.args.get("row", "")
    row = next((row for row in sheet.waiting if not wanted or str(row.proposal.seq) == wanted), None)
    if row is None or not sheet.can_decide:
        return review_page.back_to(document, f"row-{wanted}" if wanted.isdecimal() else "rows")
    row.form = filled_form(row.proposal)
    place = {"shown": review_page.shown(), "year": chosen_year()}
    return render_template("documents/edit.html", sheet=sheet, document=document, row=row, **place)


@blueprint.post("/<int:document_id>/rows/<int:proposal_id>/approve")
@allow(Role.COORDINATOR)
def approve(document_id: int, proposal_id: int) -> ResponseReturnValue:
    """Approve one row as it was read."""
    return _pressed(document_id, proposal_id, service.approval_as_read)


@blueprint.post("/<int:document_id>/rows/<int:proposal_id>/approve-suggested")
@allow(Role.COORDINATOR)
def approve_suggested(document_id: int, proposal_id: int) -> ResponseReturnValue:
    """Approve one row that states no period with the one suggested beside it."""
    return _pressed(document_id, proposal_id, service.approval_as_suggested)


@blueprint.post("/<int:document_id>/rows/<int:proposal_id>/correct")
@allow(Role.COORDINATOR)
def correct(document_id: int, proposal_id: int) -> ResponseReturnValue:
    """Approve one row as a person corrected it."""
    document, proposal = review_page.row_of(document_id, proposal_id)
    form = sent_form(proposal)
    if "suggested" in request.form and not (form.period_text.data or form.starts_on.data):
        form.period_text.data = service.WHOLE_YEAR
    if not form.validate():
        return review_page.refused_row(document, proposal)

    def corrected() -> Approval:
        return form.to_approval(service.year_of(document, chosen_year()), proposal)

    return _approved(document, proposal, corrected, told="แก้ไขและอนุมัติ")


def _pressed(document_id: int, proposal_id: int, approval_of: Callable[..., Approval]) -> ResponseReturnValue:
    """Approve one row by the press of a button."""
    document, proposal = review_page.row_of(document_id, proposal_id)
    if not ActionForm().validate():
        return review_page.back_to(document, f"row-{proposal.seq}")
    return _approved(document, proposal, lambda: approval_of(proposal, document, chosen_year()), told="อนุมัติ")


def _approved(
    document: Document, proposal: ProposedMeasure, approval: Callable[[], Approval], *, told: str
) -> ResponseReturnValue:
    try:
        with transaction():
            measure = service.approve(proposal, approval(), by=viewer(), at=g.now)
    except NotValid as refusal:
        return review_page.refused_row(document, proposal, str(refusal))
    flash(f"{told}แถวที่ {proposal.seq} เป็นมาตรการที่ {measure.number} แล้ว")
    return review_page.on_to_next(document, proposal)


@blueprint.post("/<int:document_id>/rows/<int:proposal_id>/set-aside")
@allow(Role.COORDINATOR)
def set_aside(document_id: int, proposal_id: int) -> ResponseReturnValue:
    """Decide not to use one row, with the reason."""
    document, proposal = review_page.row_of(document_id, proposal_id)
    form = ReasonForm(prefix=f"aside{proposal.seq}")
    if not form.validate():
        sheet = sheet_of(document, asker=viewer(), fiscal_year=chosen_year())
        next(row for row in sheet.rows if row.proposal.id == proposal.id).opens = "set-aside"
        return review_page.page(sheet, refused=form), 422
    with transaction():
        service.set_aside(proposal, form.reason.data or "", by=viewer(), at=g.now)
    flash(f"บันทึกว่าไม่นำแถวที่ {proposal.seq} มาใช้แล้ว")
    return review_page.on_to_next(document, proposal)


@blueprint.post("/<int:document_id>/rows/<int:proposal_id>/undo")
@allow(Role.COORDINATOR)
def undo(document_id: int, proposal_id: int) -> ResponseReturnValue:
    """Take back the verdict about one row."""
    document, proposal = review_page.row_of(document_id, proposal_id)
    if ActionForm().validate():
        with transaction():
            service.undo_review(proposal, by=viewer(), at=g.now)
        flash(f"ยกเลิกผลการพิจารณาแถวที่ {proposal.seq} แล้ว")
    return review_page.back_to(document, f"row-{proposal.seq}")
