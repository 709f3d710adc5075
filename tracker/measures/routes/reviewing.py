"""The list of documents and the review page: what the machine read beside the words it came from, row by row."""

from datetime import timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.documents import queries as document_queries
from tracker.documents.forms import UploadForm
from tracker.documents.models import Document, ProposedMeasure
from tracker.documents.routes import blueprint
from tracker.errors import NotFound, NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries, service
from tracker.measures.forms import ActionForm, ReasonForm, ScoresForm, scores_form
from tracker.measures.routes.sheet import Sheet, filled_form, sent_form, sheet_of, with_forms
from tracker.people.access import allow, viewer
from tracker.people.roles import Role
from tracker.web import typed

_READERS = (Role.COORDINATOR, Role.CHIEF_ADMINISTRATOR, Role.AUDITOR)
_LONG_WAIT = timedelta(minutes=1)
_SHOWN = {"all", "waiting", "doubtful"}


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
    )


@blueprint.get("/<int:document_id>")
@allow(*_READERS)
def show(document_id: int) -> ResponseReturnValue:
    """Show what was read in a document beside its words, to be decided row by row."""
    document = document_queries.document(document_id, asker=viewer())
    return _page(sheet_of(document, asker=viewer(), fiscal_year=_chosen_year()))


@blueprint.post("/<int:document_id>/approve-clean")
@allow(Role.COORDINATOR)
def approve_clean(document_id: int) -> ResponseReturnValue:
    """Approve every row in which nothing is doubtful."""
    document = document_queries.document(document_id, asker=viewer())
    if ActionForm().validate():
        with transaction():
            made = service.approve_clean(document, by=viewer(), at=g.now, fiscal_year=_chosen_year())
        flash(f"อนุมัติแล้ว {len(made)} มาตรการ")
    return _back(document, "rows")


@blueprint.post("/<int:document_id>/approve-undated")
@allow(Role.COORDINATOR)
def approve_undated(document_id: int) -> ResponseReturnValue:
    """Approve every row that lacks nothing but a period, over the whole year."""
    document = document_queries.document(document_id, asker=viewer())
    if ActionForm().validate():
        with transaction():
            made = service.approve_undated(document, by=viewer(), at=g.now, fiscal_year=_chosen_year())
        flash(f"อนุมัติแล้ว {len(made)} มาตรการ ดำเนินการตลอดปีงบประมาณ")
    return _back(document, "rows")


@blueprint.post("/<int:document_id>/rows/<int:proposal_id>/approve")
@allow(Role.COORDINATOR)
def approve(document_id: int, proposal_id: int) -> ResponseReturnValue:
    """Approve one row as it was read."""
    document, proposal = _row(document_id, proposal_id)
    if not ActionForm().validate():
        return _back(document, f"row-{proposal.seq}")
    try:
        with transaction():
            approval = service.approval_as_read(proposal, document, _chosen_year())
            measure = service.approve(proposal, approval, by=viewer(), at=g.now)
    except NotValid as refusal:
        return _refused(document, proposal, str(refusal))
    flash(f"อนุมัติแถวที่ {proposal.seq} เป็นมาตรการที่ {measure.number} แล้ว")
    return _on(document, proposal)


@blueprint.post("/<int:document_id>/rows/<int:proposal_id>/correct")
@allow(Role.COORDINATOR)
def correct(document_id: int, proposal_id: int) -> ResponseReturnValue:
    """Approve one row as a person corrected it."""
    document, proposal = _row(document_id, proposal_id)
    form = sent_form(proposal)
    if not form.validate():
        return _refused(document, proposal)
    try:
        with transaction():
            approval = form.to_approval(service.year_of(document, _chosen_year()), proposal)
            measure = service.approve(proposal, approval, by=viewer(), at=g.now)
    except NotValid as refusal:
        return _refused(document, proposal, str(refusal))
    flash(f"แก้ไขและอนุมัติแถวที่ {proposal.seq} เป็นมาตรการที่ {measure.number} แล้ว")
    return _on(document, proposal)


@blueprint.post("/<int:document_id>/rows/<int:proposal_id>/set-aside")
@allow(Role.COORDINATOR)
def set_aside(document_id: int, proposal_id: int) -> ResponseReturnValue:
    """Decide not to use one row, with the reason."""
    document, proposal = _row(document_id, proposal_id)
    form = ReasonForm(prefix=f"aside{proposal.seq}")
    if not form.validate():
        sheet = sheet_of(document, asker=viewer(), fiscal_year=_chosen_year())
        next(row for row in sheet.rows if row.proposal.id == proposal.id).opens = "set-aside"
        return _page(sheet, refused=form), 422
    with transaction():
        service.set_aside(proposal, form.reason.data or "", by=viewer(), at=g.now)
    flash(f"บันทึกว่าไม่นำแถวที่ {proposal.seq} มาใช้แล้ว")
    return _on(document, proposal)


@blueprint.post("/<int:document_id>/rows/<int:proposal_id>/undo")
@allow(Role.COORDINATOR)
def undo(document_id: int, proposal_id: int) -> ResponseReturnValue:
    """Take back the verdict about one row."""
    document, proposal = _row(document_id, proposal_id)
    if ActionForm().validate():
        with transaction():
            service.undo_review(proposal, by=viewer(), at=g.now)
        flash(f"ยกเลิกผลการพิจารณาแถวที่ {proposal.seq} แล้ว")
    return _back(document, f"row-{proposal.seq}")


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
    return _back(document, "rows")


@blueprint.post("/<int:document_id>/scores")
@allow(Role.COORDINATOR)
def accept_scores(document_id: int) -> ResponseReturnValue:
    """Accept the document's scores as those of its assessed year, as read or as corrected."""
    document = document_queries.document(document_id, asker=viewer())
    form = ScoresForm(prefix="scores")
    if not form.validate():
        return _page(sheet_of(document, asker=viewer(), fiscal_year=_chosen_year()), scores=form), 422
    with transaction():
        service.accept_scores(document, by=viewer(), at=g.now, scores=form.to_scores())
    flash(f"รับคะแนน ITA ปี {document.assessed_year} แล้ว")
    return _back(document, "scores")


def _row(document_id: int, proposal_id: int) -> tuple[Document, ProposedMeasure]:
    document = document_queries.document(document_id, asker=viewer())
    proposal = document_queries.proposal(proposal_id, asker=viewer())
    if proposal.document_id != document.id:
        raise NotFound("ไม่พบแถวนี้ในเอกสาร")
    return document, proposal


def _chosen_year() -> FiscalYear | None:
    """Return the year the person chose for a document that tells none."""
    try:
        return typed.year_from(request.values.get("year", ""))
    except ValueError:
        return None


def _shown() -> str:
    shown = request.values.get("show", "all")
    return shown if shown in _SHOWN else "all"


def _page(sheet: Sheet, *, refused: ReasonForm | None = None, scores: ScoresForm | None = None) -> str:
    open_form = next((row.form for row in sheet.rows if row.form is not None and row.opens), None)
    return render_template(
        "documents/show.html",
        sheet=with_forms(sheet),
        document=sheet.document,
        rows=sheet.rows_shown(_shown()),
        shown=_shown(),
        chosen_year=_chosen_year(),
        is_slow=g.now - sheet.document.uploaded_at > _LONG_WAIT,
        may_review=viewer().is_any(Role.COORDINATOR),
        refused=refused or open_form or scores,
        refused_reason=refused,
        scores_form=scores or scores_form(sheet.to_accept, formdata=None, prefix="scores"),
        suggested_year=(sheet.document.assessed_year or int(FiscalYear.of(g.today)) - 1) + 1,
    )


def _refused(document: Document, proposal: ProposedMeasure, sentence: str = "") -> ResponseReturnValue:
    """Show the page again with the row's form open and what is to be put right."""
    was_sent = f"row{proposal.seq}-title" in request.form
    form = sent_form(proposal) if was_sent else filled_form(proposal)
    if was_sent:
        form.validate()
    if sentence:
        form.refuse(sentence, at=form.period_text if "ช่วงเวลา" in sentence else None)
    sheet = sheet_of(document, asker=viewer(), fiscal_year=_chosen_year())
    row = next(row for row in sheet.rows if row.proposal.id == proposal.id)
    row.form, row.opens = form, "correct"
    return _page(sheet), 422


def _on(document: Document, proposal: ProposedMeasure) -> ResponseReturnValue:
    """Go on to the next row that waits."""
    waiting = queries.proposals_to_review(document, asker=viewer())
    after = next((row for row in waiting if row.seq > proposal.seq), waiting[0] if waiting else None)
    return _back(document, f"row-{after.seq}" if after else "finished")


def _back(document: Document, anchor: str) -> ResponseReturnValue:
    address = url_for(
        "documents.show",
        document_id=document.id,
        year=int(year) if (year := _chosen_year()) and document.measures_year is None else None,
        show=_shown() if _shown() != "all" else None,
        _anchor=anchor,
    )
    return redirect(address, 303)
