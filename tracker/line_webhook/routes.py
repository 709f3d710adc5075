"""The door LINE knocks on: checks the signature, stores each event once, answers at once.

LINE wants an answer within two seconds and may send the same event again; acting on it comes afterwards. A request
LINE did not sign learns nothing but that.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import RequestEntityTooLarge

from tracker.database import transaction
from tracker.errors import NotFound
from tracker.line_webhook.storing import storable, store_events
from tracker.people import queries as people
from tracker.people.access import public
from tracker.people.viewer import System
from tracker.reminders import channel, queries
from tracker.secrets import SecretUnreadable
from tracker.waking import SENDING
from tracker.web.machinery import machinery

MOST_BYTES = 1024 * 1024

blueprint = Blueprint("line_webhook", __name__, url_prefix="/line")


@blueprint.post("/webhook/<slug>")
@public
def receive(slug: str) -> ResponseReturnValue:
    """Take what LINE says to one office."""
    request.max_content_length = MOST_BYTES
    try:
        body = request.get_data()
        asker = System(people.government_called(slug).id)
        found = queries.channel(asker)
        if found is None:
            return _plain("This office has no LINE channel.", 404)
        signature = request.headers.get("X-Line-Signature", "")
        if not is_signed(body, signature, channel.webhook_secrets(found, box=machinery().secrets)):
            return _plain("The signature is missing or wrong.", 400)
        events = _events(body)
        if events is None:
            return _plain("The body is not what LINE sends.", 400)
        if events:
            with transaction():
                store_events(events, asker=asker, at=g.now)
                machinery().waker.wake("process-events", asker.government_id, queue=SENDING)
    except RequestEntityTooLarge:
        return _plain("The body is too large.", 413)
    except NotFound:
        return _plain("There is no such office.", 404)
    except (OperationalError, SecretUnreadable):
        # A database that is locked or away, a key that is not ours: LINE, told so, sends the events again.
        return _plain("Try again.", 503)
    return _plain("OK", 200)


def is_signed(body: bytes, signature: str, secrets: Sequence[str]) -> bool:
    """Tell whether a body was signed with one of the secrets, over its very bytes."""
    given = signature.encode("utf-8", "replace")
    checks = [hmac.compare_digest(given, _signature(body, secret)) for secret in secrets]
    return bool(given) and any(checks)


def _signature(body: bytes, secret: str) -> bytes:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())


def _events(body: bytes) -> list[Mapping[str, Any]] | None:
    """Return the events of a webhook; None when it is not one. The Verify button sends none."""
    try:
        told = storable(json.loads(body))
    except (ValueError, RecursionError):
        return None
    events = told.get("events") if isinstance(told, dict) else None
    if not isinstance(events, list):
        return None
    return [event for event in events if isinstance(event, dict)]


def _plain(words: str, status: int) -> Response:
    return Response(words, status, mimetype="text/plain")
