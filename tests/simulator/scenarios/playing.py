"""Plays a scenario on a server that speaks as LINE does, and notes what it says in words that can be compared."""

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.simulator.listening import Listener
from tests.simulator.scenarios.steps import Arrived, Ask, Scenario, Set, Step, Tell, Used, Visit

CLASSES = (
    ("retry key taken", r"retry key is already accepted"),
    ("retry key refused", r"x-line-retry-key"),
    ("property wrong", r"the property, .* in the request body is invalid|'userid' parameter is invalid"),
    ("body wrong", r"request body has \d+ error|a message \(messages\[\d+\]\) in the request body is invalid"),
    ("no json", r"could not be parsed as json"),
    ("not sent", r"failed to send messages"),
    ("monthly limit", r"reached your monthly limit"),
    ("rate limit", r"api rate limit has been exceeded"),
    ("reply token", r"invalid reply token"),
    ("no token", r"missing access token"),
    ("wrong token", r"reason: invalid token"),
    ("old token", r"access token expired"),
    ("no access", r"not available for your account"),
    ("has picture", r"image has already been uploaded"),
    ("no picture", r"must upload richmenu image"),
    ("alias taken", r"conflict richmenu alias id"),
    ("no alias", r"alias not found"),
    ("no menu of their own", r"user has no richmenu"),
    ("no default menu", r"no default richmenu"),
    ("gone", r"content is gone"),
    ("grant", r"grant_type"),
    ("media type", r"content type.*not supported|unsupported media type"),
    ("too large", r"payload too large"),
    ("not found", r"not found"),
    ("broken", r"internal server error|service unavailable"),
)
"""LINE's words for a refusal, by what they mean; two servers need not use the same letters."""

_SECRET_HEADERS = ("x-line-request-id", "x-line-accepted-request-id", "retry-after")
_FLEX_PLACE = re.compile(r"A message \(messages\[(\d+)\]\)")

Noted = dict[str, Any]


@dataclass
class Player:
    """Plays on one server; `host` has its API and its control."""

    host: str
    token: str
    listener: Listener
    kept: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def play(self, scenario: Scenario) -> list[Noted]:
        """Play every step and return what was noted at each."""
        return [self._step(step) for step in scenario.steps]

    def _step(self, step: Step) -> Noted:
        if isinstance(step, Ask):
            return self._ask(step)
        if isinstance(step, Tell):
            return self._tell(step)
        if isinstance(step, Visit):
            return self._visit(step)
        if isinstance(step, Set):
            self._control(step.what, self._filled(step.about))
            return {}
        if isinstance(step, Arrived):
            return {"arrived": len(self._control(f"messages?to={step.to}"))}
        return {"used": self._used()}

    def _ask(self, step: Ask) -> Noted:
        status, headers, raw = self._request(step)
        body = _json(raw)
        for name, way in step.keep.items():
            self.kept[name] = str(_at(body, way))
        return {
            "says": says(status, body),
            "headers": sorted(name for name in _SECRET_HEADERS if name in headers),
            "body": _shape(body, raw),
            "places": sorted(_places(body)),
        }

    def _request(self, step: Ask) -> tuple[int, Mapping[str, str], bytes]:
        data = step.raw if step.raw is not None else None if step.body is None else _bytes(self._filled(step.body))
        token = self.token if step.token is None else self._text(step.token)
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        if data is not None:
            sent["Content-Type"] = step.media_type
        if step.key is not None:
            fresh = step.key if step.key.startswith("=") else str(uuid.uuid4())
            sent["X-Line-Retry-Key"] = self.keys.setdefault(step.key, fresh.removeprefix("="))
        address = self.host + self._text(step.path)
        return answered(urllib.request.Request(address, data, sent, method=step.method))  # noqa: S310

    def _tell(self, step: Tell) -> Noted:
        before, refused = len(self.listener.bodies), self.listener.refused
        self.listener.answers[:] = step.answers
        said = self._control("webhook", {"events": self._filled(list(step.events)), **step.manner})
        bodies = self.listener.bodies[before:]
        for name, way in step.keep.items():
            self.kept[name] = str(_at(bodies[-1], way))
        return {
            "oks": [bool(each["ok"]) for each in said["attempts"]],
            "statuses": [each.get("status") for each in said["attempts"]],
            "redelivery": [bool(each["redelivery"]) for each in said["attempts"]],
            "arrived": len(bodies),
            "refused": self.listener.refused - refused,
            "same id": len({str(_ids(body)) for body in bodies}) <= 1,
            "events": [[_event(each) for each in body["events"]] for body in bodies],
        }

    def _visit(self, step: Visit) -> Noted:
        before = len(self.listener.bodies)
        asked = urllib.request.Request(self.host + self._text(step.path))  # noqa: S310 - Our own address.
        status, _, _ = answered(asked)
        events = [event for body in self.listener.bodies[before:] for event in body["events"]]
        return {
            "says": status,
            "told": events[0]["link"]["result"] if events else None,
            "nonce": events[0]["link"]["nonce"] if events else None,
            "events": [_event(each) for each in events],
        }

    def _used(self) -> int:
        asked = urllib.request.Request(  # noqa: S310 - Our own address.
            f"{self.host}/v2/bot/message/quota/consumption", headers={"Authorization": f"Bearer {self.token}"}
        )
        return int(_json(answered(asked)[2])["totalUsage"])

    def _control(self, name: str, body: Any = None) -> Any:
        data = None if body is None else _bytes(body)
        address, headers = f"{self.host}/__admin/{name}", {"Content-Type": "application/json"}
        status, _, raw = answered(urllib.request.Request(address, data, headers))  # noqa: S310
        assert status == 200, f"{name}: {status} {raw.decode()}"
        return _json(raw)

    def _filled(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self._filled(each) for each in value]
        if isinstance(value, dict):
            return {self._text(name): self._filled(each) for name, each in value.items()}
        return value

    def _text(self, text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda found: self.kept.get(found[1], found[0]), text)


def answered(asked: urllib.request.Request) -> tuple[int, Mapping[str, str], bytes]:
    """Return status, headers by small letters, and body, whatever they are; a cut connection is status 0."""
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310 - Our own address.
            return answer.status, _small(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, _small(error.headers), error.read()
    except (OSError, http.client.HTTPException):
        return 0, {}, b""


def says(status: int, body: Any) -> str:
    """Return a status and the class of a refusal's words."""
    if status < 400 or not isinstance(body, dict):
        return str(status)
    written = " ".join([str(body.get("message", "")), *(str(each.get("property")) for each in _details(body))]).lower()
    return f"{status} {next((name for name, form in CLASSES if re.search(form, written)), written)}"


def expected(step: Step) -> Noted:
    """Return what a step itself knows of LINE, of what would be noted."""
    if isinstance(step, Ask):
        return {"says": step.says}
    if isinstance(step, Visit):
        return {"says": step.says, "told": step.told}
    if isinstance(step, Arrived):
        return {"arrived": step.count}
    if isinstance(step, Used):
        return {"used": step.people}
    if isinstance(step, Tell):
        return {"oks": list(step.oks), **({} if step.arrived is None else {"arrived": step.arrived})}
    return {}


def differences(ours: Sequence[Noted], theirs: Sequence[Noted]) -> Iterator[tuple[int, str, Any, Any]]:
    """Return where two playings differ: the step, of what, and both; a wrong place may be named more exactly."""
    for number, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        for name in one:
            if name == "places":
                if not _overlap(one[name], other[name]):
                    yield number, name, one[name], other[name]
            elif one[name] != other[name]:
                yield number, name, one[name], other[name]


def _overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    if not one or not other:
        return bool(one) == bool(other)
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None


def _small(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _at(value: Any, way: str) -> Any:
    for part in way.split("."):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def _shape(body: Any, raw: bytes) -> Any:
    """Return what an answer's body is made of; the words of a refusal are in its class."""
    if body is None:
        return "a page" if raw.startswith(b"<") else f"{len(raw)} bytes"
    if isinstance(body, dict):
        return {
            name: [sorted(each) for each in value] if name == "sentMessages" else type(value).__name__
            for name, value in sorted(body.items())
            if name != "details"
        }
    return type(body).__name__


def _places(body: Any) -> Iterator[str]:
    """Return the wrong places as dotted ways from the request's body; inside a card LINE counts from the card."""
    message = _FLEX_PLACE.match(str(body.get("message", ""))) if isinstance(body, dict) else None
    for each in _details(body):
        place = str(each.get("property", ""))
        if message is not None:
            parts = [f"[{part}]" if part.isdigit() else f".{part}" for part in place.split("/")[1:]]
            yield f"messages[{message[1]}].contents{''.join(parts)}"
        else:
            yield place


def _details(body: Any) -> list[dict[str, Any]]:
    return body.get("details", []) if isinstance(body, dict) else []


def _ids(body: Any) -> list[str]:
    return [str(each.get("webhookEventId")) for each in body["events"]]


def _event(event: dict[str, Any]) -> Noted:
    """Return what an event is made of, without what is different every time."""
    message = event.get("message")
    return {
        "type": event["type"],
        "mode": event.get("mode"),
        "redelivery": event["deliveryContext"]["isRedelivery"],
        "source": sorted(event.get("source", {})),
        "has": sorted(set(event) - {"type", "mode", "deliveryContext", "source", "message"}),
        "message": sorted(message) if isinstance(message, dict) else None,
    }
