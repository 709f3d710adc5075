"""Documents come in and go out here; the pages that also tell what was decided about them are in `measures.routes`."""

from io import BytesIO

from flask import Blueprint, flash, g, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.documents import queries, service
from tracker.documents.forms import ActionForm, UploadForm
from tracker.documents.models import Document
from tracker.documents.service import AlreadyReceived
from tracker.errors import NotFound, UnreadableDocument
from tracker.people.access import allow, viewer
from tracker.people.roles import Role
from tracker.web.machinery import machinery

blueprint = Blueprint("documents", __name__, url_prefix="/documents")
blueprints = (blueprint,)


@blueprint.get("/upload")
@allow(Role.COORDINATOR)
def new() -> ResponseReturnValue:
    """Ask for a document."""
    return render_template("documents/upload.html", form=UploadForm(), known=None)


@blueprint.post("/upload")
@allow(Role.COORDINATOR)
def upload() -> ResponseReturnValue:
    """Receive a document and read it at once, so that the person sees what was found."""
    form = UploadForm()
    if not form.validate():
        return render_template("documents/upload.html", form=form, known=None), 422
    try:
        with transaction():
            document = service.receive_document(form.to_upload(), files=machinery().files, by=viewer(), at=g.now)
    except AlreadyReceived as refusal:
        return render_template("documents/upload.html", form=form, known=refusal.document), 409
    except UnreadableDocument as refusal:
        form.refuse(str(refusal), at=form.file)
        return render_template("documents/upload.html", form=form, known=None), 422
    return _read(document, form)


@blueprint.post("/<int:document_id>/read-again")
@allow(Role.COORDINATOR)
def read_again(document_id: int) -> ResponseReturnValue:
    """Read once more what could not be read, or was left waiting."""
    document = queries.document(document_id, asker=viewer())
    form = ActionForm()
    if form.validate():
        with transaction():
            service.wait_again(document, by=viewer(), at=g.now)
        return _read(document, UploadForm(formdata=None))
    return redirect(url_for("documents.show", document_id=document_id), 303)


@blueprint.get("/<int:document_id>/original")
@allow(Role.COORDINATOR, Role.CHIEF_ADMINISTRATOR, Role.AUDITOR)
def original(document_id: int) -> ResponseReturnValue:
    """Send the file as it was handed in; never shown inside the browser, whatever is in it."""
    document = queries.document(document_id, asker=viewer())
    try:
        content = machinery().files.content(document.content_key)
    except FileNotFoundError:
        raise NotFound("ไม่พบไฟล์ต้นฉบับในที่เก็บไฟล์ กรุณาแจ้งผู้ดูแลระบบ") from None
    response = send_file(
        BytesIO(content),
        mimetype=document.media_type if document.media_type != "text/html" else "application/octet-stream",
        as_attachment=True,
        download_name=document.name,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _read(document: Document, form: UploadForm) -> ResponseReturnValue:
    """Read a document between two transactions and go to what was found, or say why nobody can read it."""
    try:
        reading = service.read_received(document, files=machinery().files)
    except UnreadableDocument as refusal:
        with transaction():
            service.record_unreadable(document, str(refusal), at=g.now)
        form.refuse(str(refusal), at=form.file)
        return render_template("documents/upload.html", form=form, known=None), 422
    with transaction():
        service.record_reading(document, reading, at=g.now)
    flash("อ่านเอกสารแล้ว กรุณาตรวจสิ่งที่ระบบอ่านได้ก่อนอนุมัติ")
    return redirect(url_for("documents.show", document_id=document.id), 303)
