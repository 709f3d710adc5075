"""Saying which column of a document's table is which, where the machine could not tell or was wrong."""

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.documents import queries as document_queries
from tracker.documents.models import Document
from tracker.documents.reading import Reading, ReadTable
from tracker.documents.routes import blueprint, wake_reader
from tracker.errors import NotFound, NotValid
from tracker.measures.forms import ActionForm
from tracker.measures.routes import review_page
from tracker.measures.routes.meanings import EXPLANATIONS, MEANINGS, meanings_of
from tracker.measures.service import rereading
from tracker.people.access import allow, viewer
from tracker.people.roles import Role


@blueprint.get("/<int:document_id>/columns")
@allow(Role.COORDINATOR)
def columns(document_id: int) -> ResponseReturnValue:
    """Show how a table begins, and what each of its columns was taken for."""
    document = document_queries.document(document_id, asker=viewer())
    tables = _tables(document)
    if not tables:
        return review_page.back_to(document, "rows")
    place = request.args.get("table", type=int)
    return _page(document, tables[0] if place is None else _at(place, tables))


@blueprint.post("/<int:document_id>/columns")
@allow(Role.COORDINATOR)
def choose_columns(document_id: int) -> ResponseReturnValue:
    """Remember which column is which, and have the document read anew."""
    document = document_queries.document(document_id, asker=viewer())
    table = _at(request.form.get("table", default=-1, type=int), _tables(document))
    if not ActionForm().validate():
        return review_page.back_to(document, "rows")
    chosen = [] if "none" in request.form else request.form.getlist("column")
    try:
        meant = _meant(chosen)
        with transaction():
            rereading.choose_columns(document, table.place, meant, by=viewer(), at=g.now)
            wake_reader()
    except NotValid as refusal:
        return _page(document, table, chosen, sentence=str(refusal)), 422
    flash("จดจำคอลัมน์แล้ว ระบบกำลังอ่านเอกสารใหม่")
    return review_page.back_to(document, "content")


def _tables(document: Document) -> tuple[ReadTable, ...]:
    return Reading.from_json(document.reading).tables if document.reading else ()


def _at(place: int, tables: tuple[ReadTable, ...]) -> ReadTable:
    for table in tables:
        if table.place == place:
            return table
    raise NotFound("ไม่พบตารางนี้ในเอกสาร กรุณาโหลดหน้าใหม่")


def _meant(chosen: list[str]) -> dict[str, int]:
    """Return meaning → column; a meaning may be given once."""
    found: dict[str, int] = {}
    for index, meaning in enumerate(chosen):
        if meaning in found:
            raise NotValid(f"เลือก “{MEANINGS[meaning]}” ไว้มากกว่าหนึ่งคอลัมน์ กรุณาเลือกเพียงคอลัมน์เดียว")
        if meaning in MEANINGS:
            found[meaning] = index
    if chosen and not found:
        raise NotValid("กรุณาเลือกว่าคอลัมน์ใดเป็นชื่อมาตรการ หรือกด “ตารางนี้ไม่ใช่มาตรการ”")
    return found


def _page(document: Document, table: ReadTable, chosen: list[str] | None = None, *, sentence: str = "") -> str:
    return render_template(
        "documents/columns.html",
        document=document,
        table=table,
        meanings=MEANINGS,
        explanations=EXPLANATIONS,
        chosen=chosen or meanings_of(table),
        sentence=sentence,
        is_decided=rereading.is_decided(document, by=viewer()),
    )
