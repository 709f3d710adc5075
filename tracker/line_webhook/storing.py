"""Keeping what LINE told us: each event once, whatever it is, until somebody acts on it."""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from tracker.database import db
from tracker.line_webhook.reading import ACTED_UPON, kept_of_group, message_id, read, without_content
from tracker.people.viewer import System
from tracker.reminders.models import EventState, IncomingEvent

_LONGEST_ID, _LONGEST_KIND = 64, 40
_LONGEST_UNTIL_UNSENT = timedelta(days=2)
"""LINE lets a message be taken back for a day."""


def store_events(events: Sequence[Mapping[str, Any]], *, asker: System, at: datetime) -> None:
    """Store events that are not known yet; the same event twenty times at once is stored once.

    What people say to one another in a group is none of our business: unless it is meant for us, only the fact is kept.
    Kinds nothing is done about are put aside at once, so that they keep nobody waiting.
    """
    rows = []
    for event in events:
        payload = dict(event) if is_private(event) else kept_of_group(event)
        rows.append(
            {
                "government_id": asker.government_id,
                "webhook_event_id": event_id(event),
                "kind": _kind(event),
                "payload": payload,
                "received_at": at,
                "state": EventState.RECEIVED if payload and _kind(event) in ACTED_UPON else EventState.IGNORED,
            }
        )
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


def forget_message(sent_id: str, line_user_id: str, *, asker: System, at: datetime) -> None:
    """Remove what a message said when its sender takes it back; not acted upon yet, it is not acted upon at all."""
    sent = db.session.scalars(
        select(IncomingEvent).where(
            IncomingEvent.government_id == asker.government_id,
            IncomingEvent.kind == "message",
            IncomingEvent.received_at > at - _LONGEST_UNTIL_UNSENT,
        )
    )
    for event in sent:
        if message_id(event.payload) == sent_id and read(event.payload).user_id == line_user_id:
            event.payload = without_content(event.payload)
            if event.state is EventState.RECEIVED:
                event.state, event.acted_at = EventState.IGNORED, at


def storable(value: Any) -> Any:
    """Return what JSON said without what no database keeps: NUL, halves of letters, numbers that are none."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {storable(name): storable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [storable(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def is_private(event: Mapping[str, Any]) -> bool:
    """Tell whether an event comes from one person, not from a group or a room."""
    source = event.get("source")
    return not isinstance(source, dict) or source.get("type") in {None, "user"}


def _kind(event: Mapping[str, Any]) -> str:
    kind = event.get("type")
    return kind[:_LONGEST_KIND] if isinstance(kind, str) else ""
