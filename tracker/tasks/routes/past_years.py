"""The year of a result report is put on record, or taken back; both buttons stand on the document's review page."""

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.documents import queries as document_queries
from tracker.documents.routes import blueprint
from tracker.fiscal_year import FiscalYear
from tracker.measures import service as measures
from tracker.people.access import allow, viewer
from tracker.people.roles import Role
from tracker.tasks import service
from tracker.tasks.forms import PastYearForm, TakeBackForm
from tracker.web.forms import TrackerForm


@blueprint.post("/<int:document_id>/past-year/record")
@allow(Role.COORDINATOR)
def record_past_year(document_id: int) -> ResponseReturnValue:
    """Put the year on record: closed, with its results, without tasks."""
    document = document_queries.document(document_id, asker=viewer())
    measures.refuse_unless_result_report(document)
    form = PastYearForm()
    form.expect(measures.year_stated(document), this_year=FiscalYear.of(g.today))
    if not form.validate():
        return _refused(document_id, form)
    with transaction():
        recorded = service.record_past_year(
            document, form.year.data, by=viewer(), at=g.now, score_year=form.score_year.data
        )
    flash(f"บันทึก{recorded.fiscal_year.label} เป็นปีที่ผ่านมาแล้ว {recorded.measures} มาตรการ")
    return redirect(url_for("documents.show", document_id=document_id, _anchor="past-year"), 303)


@blueprint.post("/<int:document_id>/past-year/take-back")
@allow(Role.COORDINATOR)
def take_back_past_year(document_id: int) -> ResponseReturnValue:
    """Take the year off the record; the rows stay confirmed, to be put right."""
    document, form = document_queries.document(document_id, asker=viewer()), TakeBackForm()
    if not form.validate():
        return _refused(document_id, form)
    with transaction():
        year = service.take_back_past_year(document, form.reason.data or "", by=viewer(), at=g.now)
    flash(f"ถอนการบันทึก{year.label} แล้ว แถวที่ยืนยันไว้ยังอยู่ครบ")
    return redirect(url_for("documents.show", document_id=document_id, _anchor="past-year"), 303)


def _refused(document_id: int, form: TrackerForm) -> ResponseReturnValue:
    """Go back to the page with what is to be put right; nothing of length was typed that could be lost."""
    for problem in form.problems:
        flash(problem.sentence, "bad")
    return redirect(url_for("documents.show", document_id=document_id, _anchor="past-year"), 303)
