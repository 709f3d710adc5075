"""Reads the documents whose uploading page was left before it had read them."""

from datetime import datetime, timedelta

from tracker.database import transaction
from tracker.documents import queries, service
from tracker.documents.models import Document
from tracker.errors import UnreadableDocument
from tracker.health.service import Summary
from tracker.people.viewer import System
from tracker.web.machinery import machinery

_PATIENCE = timedelta(minutes=2)


def analyse_documents(system: System, at: datetime) -> Summary:
    """Read what waits longer than the uploading page takes."""
    waiting = queries.waiting_documents(asker=system, received_before=at - _PATIENCE)
    return {"documents": sum(_read(document, at) for document in waiting)}


def _read(document: Document, at: datetime) -> bool:
    try:
        reading = service.read_received(document, files=machinery().files)
    except UnreadableDocument as refusal:
        with transaction():
            return service.record_unreadable(document, str(refusal), at=at)
    with transaction():
        return service.record_reading(document, reading, at=at)
