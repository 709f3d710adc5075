"""Writes down who did what of weight; the door's transaction keeps it together with the deed."""

from datetime import datetime
from typing import Any

from tracker.database import db
from tracker.people.models import AuditEvent
from tracker.people.viewer import Asker, Viewer


def record(action: str, subject: str, *, by: Asker, at: datetime, details: dict[str, Any] | None = None) -> None:
    """Add an entry to the audit log; `details` must hold no secret and no message text."""
    db.session.add(
        AuditEvent(
            government_id=by.government_id,
            person_id=by.person_id if isinstance(by, Viewer) else None,
            at=at,
            action=action,
            subject=subject[:200],
            details=details or {},
        )
    )
