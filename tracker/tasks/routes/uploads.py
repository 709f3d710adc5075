"""The files of a form: checked and kept at once, and remembered by the page when the form is refused.

A browser forgets the chosen files when a form comes back; on a phone, taking the photo again is the worst of it. What
was kept travels back in the form as a signed word that only the same person can use.
"""

from dataclasses import astuple, dataclass

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from tracker.errors import NotValid
from tracker.people.viewer import Viewer
from tracker.tasks.service import StoredFile, keep_file
from tracker.web.forms import UploadsField
from tracker.web.machinery import machinery

FIELD = "kept_file"


@dataclass(frozen=True)
class KeptToken:
    """A file that was kept for a form that came back."""

    name: str
    token: str


def kept_files(field: UploadsField, *, by: Viewer) -> tuple[StoredFile, ...]:
    """Return the files of a form, those kept before first; what cannot be proof is refused at the field.

    The refusals stand on the field before it is validated, so that validating adds its own to them.
    """
    found = {file.content_key: file for file in _kept_before(by)}
    refusals: list[str] = []
    for upload in [upload for upload in field.uploads if upload]:
        try:
            file = keep_file(upload.filename or "", upload.read(), files=machinery().files)
        except NotValid as refusal:
            refusals.append(str(refusal))
        else:
            found[file.content_key] = file
        upload.seek(0)
    field.process_errors = [*field.process_errors, *refusals]
    return tuple(found.values())


def kept_tokens(files: tuple[StoredFile, ...], *, by: Viewer) -> list[KeptToken]:
    """Return what a page needs to hand the files in again."""
    return [KeptToken(file.name, str(_signer(by).dumps(astuple(file)))) for file in files]


def _kept_before(by: Viewer) -> list[StoredFile]:
    found = []
    for token in request.form.getlist(FIELD):
        try:
            found.append(StoredFile(*_signer(by).loads(token)))
        except BadSignature:
            continue
    return found


def _signer(by: Viewer) -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt=f"kept file of {by.government_id}/{by.person_id}")
