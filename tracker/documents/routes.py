"""Documents come in and go out here; the pages that also tell what was decided about them are in `measures.routes`."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from flask import Blueprint, flash, g, jsonify, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.documents import queries, service
from tracker.documents.forms import ActionForm, UploadForm
from tracker.documents.models import Document
from tracker.documents.service import AlreadyReceived, Upload
from tracker.errors import NotFound, NotNow, UnreadableDocument
from tracker.people.access import allow, viewer
from tracker.people.roles import Role
from tracker.waking import PLANNING
from tracker.web.machinery import machinery

blueprint = Blueprint("documents", __name__, url_prefix="/documents")
blueprints = (blueprint,)


@blueprint.get("/upload")
@allow(Role.COORDINATOR)
def new() -> ResponseReturnValue:
    """Ask for a document."""
    return _upload_page(UploadForm(formdata=None))


@dataclass(frozen=True)
class Arrival:
    """What became of one file that was handed in."""

    name: str
    received: Document | None = None
    known: Document | None = None
    refusal: str = ""


@blueprint.post("/upload")
@allow(Role.COORDINATOR)
def upload() -> ResponseReturnValue:
    """Receive documents and answer at once: they are read outside this request, and their pages tell when."""
    form = UploadForm()
    if not form.validate():
        return _upload_page(form), 422
    arrivals = [_arrived(one) for one in form.to_uploads()]
    for arrival in arrivals:
        if arrival.refusal:
            form.refuse(arrival.refusal if len(arrivals) == 1 else f"“{arrival.name}”: {arrival.refusal}", at=form.file)
    received = [arrival.received for arrival in arrivals if arrival.received is not None]
    if len(received) < len(arrivals):
        return _upload_page(form, arrivals), 422 if any(arrival.refusal for arrival in arrivals) else 409
    if len(received) == 1:
        return redirect(url_for("documents.show", document_id=received[0].id), 303)
    flash(f"รับไฟล์แล้ว {len(received)} ไฟล์ ระบบกำลังอ่านทีละไฟล์")
    return redirect(url_for("documents.index"), 303)


@blueprint.get("/<int:document_id>/state")
@allow(Role.COORDINATOR, Role.CHIEF_ADMINISTRATOR, Role.AUDITOR)
def state(document_id: int) -> ResponseReturnValue:
    """Tell a page that waits how far the machine is; one query, as it is asked every moment."""
    progress = queries.progress(queries.document(document_id, asker=viewer()), at=g.now)
    return jsonify(state=progress.state.value, sentence=progress.sentence)


@blueprint.post("/<int:document_id>/read-again")
@allow(Role.COORDINATOR)
def read_again(document_id: int) -> ResponseReturnValue:
    """Let what could not be read be read once more."""
    document = queries.document(document_id, asker=viewer())
    if ActionForm().validate():
        with transaction():
            service.wait_again(document, by=viewer(), at=g.now)
            wake_reader()
    return redirect(url_for("documents.show", document_id=document_id), 303)


@blueprint.post("/<int:document_id>/remove")
@allow(Role.COORDINATOR)
def remove(document_id: int) -> ResponseReturnValue:
    """Take what nobody could read off the list."""
    document = queries.document(document_id, asker=viewer())
    if not ActionForm().validate():
        return redirect(url_for("documents.show", document_id=document_id), 303)
    with transaction():
        service.remove_unreadable(document, by=viewer(), at=g.now)
    flash(f"ลบ “{document.name}” ออกจากรายการแล้ว")
    return redirect(url_for("documents.index"), 303)


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


def wake_reader() -> None:
    """Have what waits to be read looked for once the open transaction is committed, on whichever machine is free."""
    machinery().waker.wake("analyse-documents", viewer().government_id, queue=PLANNING)


def _arrived(handed_in: Upload) -> Arrival:
    """Receive one file in a transaction of its own."""
    try:
        with transaction():
            document = service.receive_document(handed_in, files=machinery().files, by=viewer(), at=g.now)
            wake_reader()
    except AlreadyReceived as refusal:
        return Arrival(handed_in.name, known=refusal.document)
    except (UnreadableDocument, NotNow) as refusal:
        return Arrival(handed_in.name, refusal=str(refusal))
    return Arrival(handed_in.name, received=document)


def _upload_page(form: UploadForm, arrivals: Sequence[Arrival] = ()) -> str:
    return render_template("documents/upload.html", form=form, arrivals=arrivals)
