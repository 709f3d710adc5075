"""The proof of tasks: added, shown safely, withdrawn."""

from urllib.parse import quote

from flask import Response, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from tracker.errors import NotFound
from tracker.people.access import everyone, viewer
from tracker.tasks import queries, service
from tracker.tasks.forms import EvidenceForm, VerdictForm
from tracker.tasks.queries import EvidenceRow
from tracker.tasks.routes import uploads
from tracker.tasks.routes.blueprint import blueprint
from tracker.tasks.routes.showing import page_of
from tracker.tasks.routes.trying import refusal_of
from tracker.web.forms import TrackerForm
from tracker.web.machinery import machinery

# What a browser may show in its window; everything else is saved, never opened.
_SHOWN = {"image/jpeg", "image/png", "image/webp", "application/pdf"}


@blueprint.get("/evidence/<int:evidence_id>")
@everyone
def evidence(evidence_id: int) -> ResponseReturnValue:
    """Hand out a file to those who may see its task, as what it was found to be and nothing a browser would run."""
    row = queries.evidence(evidence_id, viewer=viewer())
    if row.content_key is None:
        raise NotFound("หลักฐานนี้เป็นลิงก์ ไม่ใช่ไฟล์")
    try:
        body = machinery().files.content(row.content_key)
    except FileNotFoundError:
        raise NotFound("ไม่พบไฟล์ในที่เก็บ กรุณาแจ้งผู้ดูแลระบบ") from None
    return Response(body, headers=_safe_headers(row))


@blueprint.post("/<int:task_id>/evidence")
@everyone
def add_evidence(task_id: int) -> ResponseReturnValue:
    """Add files and links to a task."""
    who, form = viewer(), EvidenceForm(prefix="proof")
    task = queries.task(task_id, viewer=who)
    files = uploads.kept_files(form.files, by=who)
    status = 422
    if form.validate():
        proofs: tuple[service.StoredFile | str, ...] = (*files, *form.addresses)

        def add() -> None:
            for proof in proofs:
                service.add_evidence(task, proof, by=who, at=g.now)

        refused = refusal_of(add, form)
        if refused is None:
            flash(f"แนบหลักฐานแล้ว {len(proofs)} รายการ")
            return redirect(url_for("tasks.show", task_id=task_id), 303)
        status = refused
    return page_of(task_id, verdict=VerdictForm(formdata=None, prefix="verdict"), proof=form, status=status)


@blueprint.post("/evidence/<int:evidence_id>/withdraw")
@everyone
def withdraw_evidence(evidence_id: int) -> ResponseReturnValue:
    """Take a wrong file or link away from sight."""
    who = viewer()
    row = queries.evidence(evidence_id, viewer=who)
    form = TrackerForm()
    if form.validate():
        refused = refusal_of(lambda: service.withdraw_evidence(evidence_id, by=who, at=g.now), form)
        words, tone = ("ถอนหลักฐานแล้ว", "good") if refused is None else (form.problems[0].sentence, "bad")
        flash(words, tone)
    return redirect(url_for("tasks.show", task_id=row.task_id), 303)


def _safe_headers(row: EvidenceRow) -> dict[str, str]:
    way = "inline" if row.media_type in _SHOWN else "attachment"
    plain = row.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_").replace("\\", "_")
    return {
        "Content-Type": row.media_type or "application/octet-stream",
        "Content-Disposition": f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(row.name, safe='')}",
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, max-age=3600",
    }
