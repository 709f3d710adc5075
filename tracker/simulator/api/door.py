"""The one door of every operation: record, fault, token, body, answer."""

import json
import sqlite3
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Request, Response, request

from tracker.simulator import faults, rates
from tracker.simulator.answers import NOT_FOUND, Answer, JsonObject, Problem, Refused
from tracker.simulator.channels import Channel, authorised_channel
from tracker.simulator.requests_seen import RequestSeen, record_request
from tracker.simulator.store import Store, current_store, instant

MOST_BYTES = 2 * 1024 * 1024
CUT_KEY = "simulator.cut"
"""Where the WSGI environment says that this connection is to be cut."""

blueprint = Blueprint("api", __name__)


@dataclass(frozen=True)
class Operation:
    """One operation of LINE's reference, and what it lets a request carry."""

    name: str
    takes_retry_key: bool = False
    takes_json: bool = True
    needs_token: bool = True


@dataclass(frozen=True)
class Call:
    """One request to an operation, with its channel known and its body read."""

    connection: sqlite3.Connection
    channel: Channel
    at: datetime
    body: Any
    raw: bytes
    media_type: str
    request_id: str
    retry_key: str | None


Performed = Callable[..., Answer]


def operation(method: str, path: str, definition: Operation) -> Callable[[Performed], Performed]:
    """Serve a function as one of LINE's operations."""

    def register(function: Performed) -> Performed:
        def view(**names: str) -> Response:
            return _answered(definition, function, names)

        blueprint.add_url_rule(path, endpoint=definition.name, view_func=view, methods=[method])
        return function

    return register


def unknown_operation(status: int) -> Response:
    """Answer, and record, a request to a path or method LINE does not have."""
    request_id = str(uuid.uuid4())
    answer = Refused(status, NOT_FOUND if status == 404 else "Method Not Allowed").as_answer()
    with current_store().writing() as connection:
        seen = _seen(None, answer, _Outcome(request_id, instant(connection), None, None))
        record_request(connection, seen)
    return _response(answer, request_id)


@dataclass(frozen=True)
class _Outcome:
    """What became of a request, for the record."""

    request_id: str
    at: datetime
    channel: int | None
    fault: str | None
    is_accepted: bool = False
    problems: Sequence[Problem] = ()


def _answered(definition: Operation, function: Performed, names: dict[str, str]) -> Response:
    store, request_id = current_store(), str(uuid.uuid4())
    fault = _fault_met(store, definition)
    answer, outcome = None, _Outcome(request_id, _present(store), None, fault.kind if fault else None)
    if fault is None or fault.is_accepted:
        answer, outcome = _performed(store, definition, function, names, outcome)
    seen_answer = answer if fault is None or answer is None else fault.spoil(answer)
    final = seen_answer or (fault.spoil(None) if fault else Answer(500))
    status = fault.kind if fault and fault.cut else str(final.status)
    with store.writing() as connection:
        record_request(connection, _seen(definition, final, outcome, status))
    if fault:
        fault.wait()
        if fault.cut:
            request.environ[CUT_KEY] = fault.cut
    return _response(final, request_id if fault is None or fault.is_line_answering else None)


def _performed(
    store: Store, definition: Operation, function: Performed, names: dict[str, str], outcome: _Outcome
) -> tuple[Answer, _Outcome]:
    channel: Channel | None = None
    try:
        with store.writing() as connection:
            at = instant(connection)
            if definition.needs_token:
                channel = authorised_channel(connection, request.headers.get("Authorization", ""), at)
                rates.take(connection, channel, definition.name, at=at)
            answer = function(_call(connection, channel, at, (definition, outcome.request_id)), **names)
    except Refused as refusal:
        number = channel.id if channel else None
        problems = refusal.problems or (Problem(refusal.message, ""),)
        return refusal.as_answer(), _Outcome(outcome.request_id, outcome.at, number, outcome.fault, problems=problems)
    return answer, _Outcome(
        outcome.request_id, outcome.at, channel.id if channel else None, outcome.fault, is_accepted=True
    )


def _call(connection: sqlite3.Connection, channel: Channel | None, at: datetime, named: tuple[Operation, str]) -> Call:
    definition, request_id = named
    retry_key = _retry_key(definition, request)
    raw = request.get_data()
    body = _json_body(request, raw) if definition.takes_json and request.method in {"POST", "PUT"} else None
    # Operations that ask for no token know no channel either and never look at it.
    known = channel if channel is not None else Channel(0, "", "", "", "", "", "", "", None, None)
    return Call(connection, known, at, body, raw, request.mimetype, request_id, retry_key)


def _retry_key(definition: Operation, asked: Request) -> str | None:
    key = asked.headers.get("X-Line-Retry-Key")
    if key is None:
        return None
    if not definition.takes_retry_key:
        raise _wrong_key("is not supported by this endpoint")
    try:
        is_uuid = str(uuid.UUID(key)) == key.lower()
    except ValueError:
        is_uuid = False
    if not is_uuid:
        raise _wrong_key("is not a UUID")
    return key


def _wrong_key(why: str) -> Refused:
    return Refused(400, "The request body has 1 error(s)", [Problem(why, "X-Line-Retry-Key")])


def _json_body(asked: Request, raw: bytes) -> Any:
    if not raw:
        return None
    if len(raw) > MOST_BYTES:
        raise Refused(413, "Payload Too Large")
    if asked.mimetype != "application/json":
        raise Refused(415, f"The content type, {asked.mimetype or 'none'}, is not supported")
    try:
        return json.loads(raw.decode())
    except UnicodeDecodeError as problem:
        raise Refused(400, "The request body could not be parsed as JSON (line: 1, column: 1)") from problem
    except json.JSONDecodeError as problem:
        place = f"(line: {problem.lineno}, column: {problem.colno})"
        raise Refused(400, f"The request body could not be parsed as JSON {place}") from problem


def _fault_met(store: Store, definition: Operation) -> faults.Fault | None:
    with store.reading() as connection:
        if not faults.armed(connection):
            return None
    circumstance = faults.Circumstance(definition.name, request.method, request.path, _recipients())
    with store.writing() as connection:
        return faults.next_fault(connection, circumstance)


def _recipients() -> tuple[str, ...]:
    body = request.get_json(silent=True)
    to = body.get("to") if isinstance(body, dict) else None
    return tuple(str(each) for each in to) if isinstance(to, list) else (str(to),) if to else ()


def _present(store: Store) -> datetime:
    with store.reading() as connection:
        return instant(connection)


def _seen(definition: Operation | None, answer: Answer, outcome: _Outcome, status: str | None = None) -> RequestSeen:
    body: JsonObject | None = request.get_json(silent=True) if request.is_json else None
    return RequestSeen(
        outcome.at,
        outcome.channel,
        definition.name if definition else None,
        request.method,
        request.path,
        body,
        outcome.request_id,
        request.headers.get("X-Line-Retry-Key"),
        status or str(answer.status),
        outcome.is_accepted,
        outcome.problems,
        outcome.fault,
    )


def _response(answer: Answer, request_id: str | None) -> Response:
    data = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body, ensure_ascii=False).encode()
    response = Response(data, answer.status, content_type=answer.media_type)
    if request_id is not None:
        response.headers["x-line-request-id"] = request_id
    for name, value in answer.headers.items():
        response.headers[name] = value
    return response
