"""What a person says of a document's tables: which column is which."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from tracker.database import db
from tracker.documents.models import ColumnChoice, Document
from tracker.documents.service.recording import forget_reading
from tracker.documents.service.turns import wait_anew
from tracker.people import audit
from tracker.people.viewer import Asker, Viewer


def choose_columns(document: Document, place: int, columns: Mapping[str, int], *, by: Asker, at: datetime) -> None:
    """Remember which column of a table is which, forget what was read without knowing it, and let it be read anew.

    Whoever asks has made sure that nobody has decided about anything read in the document.
    """
    found = db.session.scalar(
        select(ColumnChoice).where(
            ColumnChoice.government_id == by.government_id,
            ColumnChoice.document_id == document.id,
            ColumnChoice.place == place,
        )
    )
    if found is None:
        found = ColumnChoice(government_id=by.government_id, document_id=document.id, place=place)
        db.session.add(found)
    found.columns = dict(columns)
    found.chosen_by_id = by.person_id if isinstance(by, Viewer) else None
    found.chosen_at = at
    forget_reading(document)
    wait_anew(document, at=at)
    details = {"document": document.id, "table": place, "columns": dict(columns)}
    audit.record("columns_chosen", document.name, by=by, at=at, details=details)
