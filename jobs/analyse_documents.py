"""Reads the documents that wait, one after the other, outside every request and every transaction."""

import logging
from collections import Counter
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from tracker import clock
from tracker.database import transaction
from tracker.documents import service
from tracker.documents.sandbox import ReaderKilled
from tracker.documents.service import Taken
from tracker.errors import UnreadableDocument
from tracker.health.service import Summary
from tracker.people.viewer import System
from tracker.web.machinery import machinery

_log = logging.getLogger(__name__)

_MOST_AT_ONCE = 5
"""Then the other offices have their turn."""


def analyse_documents(system: System, _at: datetime) -> Summary:
    """Read what waits, oldest first; the clock goes on meanwhile, and what goes wrong with one keeps none waiting."""
    ended: Counter[str] = Counter()
    for _ in range(_MOST_AT_ONCE):
        with transaction():
            taken = service.take_next(system, at=clock.now())
        if taken is None:
            break
        try:
            ended[_read(taken)] += 1
        except SQLAlchemyError:
            _log.exception("reading_not_recorded", extra={"document_id": taken.document.id})
            ended["not_recorded"] += 1
    return dict(ended)


def _read(taken: Taken) -> str:
    """Read one document and write down what was found; return what came of it."""
    document = taken.document
    try:
        reading = service.read_received(document, files=machinery().files, columns=taken.columns)
    except ReaderKilled:
        with transaction():
            service.put_back(document, at=clock.now())
        return "put_back"
    except UnreadableDocument as refusal:
        with transaction():
            service.record_unreadable(document, str(refusal), at=clock.now())
        return "unreadable"
    with transaction():
        service.record_reading(document, reading, at=clock.now())
    return "documents"
