"""Keeping what LINE told us: each event once, whatever it is, until somebody acts on it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from tracker.database import db
from tracker.people.viewer import System
from tracker.reminders.models import EventState, IncomingEvent

_LONGEST_ID, _LONGEST_KIND = 64, 40


def store_events(events: Sequence[Mapping[str, Any]], *, asker: System, at: datetime) -> None:
    """Store events that are not known yet; the same event twenty times at once is stored once.

    What people say to one another in a group is none of our business: of a group's events only the fact is kept.
    """
    rows = [
        {
            "government_id": asker.government_id,
            "webhook_event_id": event_id(event),
            "kind": _kind(event),
            "payload": dict(event) if is_private(event) else {},
            "received_at": at,
            "state": EventState.RECEIVED if is_private(event) else EventState.IGNORED,
        }
        for event in events
    ]
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(IncomingEvent).on_conflict_do_nothing(
        index_elements=[IncomingEvent.government_id, IncomingEvent.webhook_event_id]
    )
    db.session.execute(statement, rows)


def event_id(event: Mapping[str, Any]) -> str:
    """Return what makes an event the same event; one without LINE's id goes by its content."""
    given = event.get("webhookEventId")
    if isinstance(given, str) and given:
        return given[:_LONGEST_ID]
    lasting = {name: value for name, value in event.items() if name != "deliveryContext"}
    return hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()


def is_private(event: Mapping[str, Any]) -> bool:
    """Tell whether an event comes from one person, not from a group or a room."""
    source = event.get("source")
    return not isinstance(source, dict) or source.get("type") in {None, "user"}


def _kind(event: Mapping[str, Any]) -> str:
    kind = event.get("type")
    return kind[:_LONGEST_KIND] if isinstance(kind, str) else ""
