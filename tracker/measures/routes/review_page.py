"""The review page as a whole: put together, shown again with what was refused, and gone back to after a decision."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.documents import queries as document_queries
from tracker.documents.models import Document, ProposedMeasure
from tracker.errors import NotFound
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries, service
from tracker.measures.forms import ReasonForm, ScoresForm, scores_form
from tracker.measures.routes.meanings import EXPLANATIONS, MEANINGS, meanings_of
from tracker.measures.routes.past_sheet import past_sheet_of
from tracker.measures.routes.sheet import Sheet, filled_form, sent_form, sheet_of
from tracker.people.access import viewer
from tracker.people.roles import Role
from tracker.web import typed

_SHOWN = {"all", "waiting", "doubtful"}


def row_of(document_id: int, proposal_id: int) -> tuple[Document, ProposedMeasure]:
    """Return a document and one of its rows."""
    document = document_queries.document(document_id, asker=viewer())
    proposal = document_queries.proposal(proposal_id, asker=viewer())
    if proposal.document_id != document.id:
        raise NotFound("ไม่พบแถวนี้ในเอกสาร")
    return document, proposal


def chosen_year() -> FiscalYear | None:
    """Return the year the person chose for a document that tells none."""
    try:
        return typed.year_from(request.values.get("year", ""))
    except ValueError:
        return None


def shown() -> str:
    """Return which rows the person wants to see."""
    wanted = request.values.get("show", "all")
    return wanted if wanted in _SHOWN else "all"


def page(sheet: Sheet, *, refused: ReasonForm | None = None, scores: ScoresForm | None = None) -> str:
    """Make the page, with what was refused a moment ago open."""
    past = past_sheet_of(sheet, asker=viewer(), today=g.today)
    open_form = next((row.form for row in sheet.rows if row.form is not None and row.opens), None)
    return render_template(
        "documents/show.html",
        sheet=sheet,
        document=sheet.document,
        rows=sheet.rows_shown(shown()),
        shown=shown(),
        chosen_year=chosen_year(),
        progress=document_queries.progress(sheet.document, at=g.now),
        may_review=viewer().is_any(Role.COORDINATOR),
        refused=refused or open_form or scores,
        refused_reason=refused,
        scores_form=scores or scores_form(sheet.to_accept, formdata=None, prefix="scores"),
        meanings=MEANINGS,
        explanations=EXPLANATIONS,
        meanings_of=meanings_of,
        past=past,
        past_scores=service.past_scores(sheet.document, asker=viewer()) if past is None else past.scores,
        suggested_year=(sheet.document.assessed_year or int(FiscalYear.of(g.today)) - 1) + 1,
    )


def refused_row(document: Document, proposal: ProposedMeasure, sentence: str = "") -> ResponseReturnValue:
    """Show the page again with the row's form open and what is to be put right."""
    was_sent = f"row{proposal.seq}-title" in request.form
    form = sent_form(proposal) if was_sent else filled_form(proposal)
    if was_sent:
        form.validate()
    if sentence:
        form.refuse(sentence, at=form.period_text if "ช่วงเวลา" in sentence else None)
    sheet = sheet_of(document, asker=viewer(), fiscal_year=chosen_year())
    row = next(row for row in sheet.rows if row.proposal.id == proposal.id)
    row.form, row.opens = form, "correct"
    return page(sheet), 422


def on_to_next(document: Document, proposal: ProposedMeasure) -> ResponseReturnValue:
    """Go on to the next row that waits."""
    who = viewer()
    waiting = queries.proposals_to_review(document, asker=who) or queries.rows_to_confirm(document, asker=who)
    after = next((row for row in waiting if row.seq > proposal.seq), waiting[0] if waiting else None)
    return back_to(document, f"row-{after.seq}" if after else "finished")


def back_to(document: Document, anchor: str) -> ResponseReturnValue:
    """Go back to a place of the page, with the year and the rows the person chose."""
    address = url_for(
        "documents.show",
        document_id=document.id,
        year=int(year) if (year := chosen_year()) and document.measures_year is None else None,
        show=shown() if shown() != "all" else None,
        _anchor=anchor,
    )
    return redirect(address, 303)
