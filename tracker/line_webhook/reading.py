"""Reading an event leniently: LINE adds kinds and properties without notice, and none of them may stop the others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from tracker import thai

_GROUP_COMMAND = re.compile(r"เชื่อมกลุ่ม\s*([A-HJ-NP-Z2-9]{8})", re.IGNORECASE)

_MOST_AT_ONCE = 100
ACTED_UPON = frozenset({"message", "postback", "follow", "unfollow", "unsend", "accountLink", "join", "leave"})
"""The kinds of events something is done about; every other is kept and left alone."""


@dataclass(frozen=True)
class SentContent:
    """A photo or a file somebody sent; its bytes are still with LINE."""

    message_id: str
    kind: str
    file_name: str
    size: int
    image_set: str
    """What ties photos together that were sent at once; empty for one sent alone."""
    number: int = 1
    """How many were sent at once."""

    @property
    def may_be_evidence(self) -> bool:
        """Tell whether this is of a kind that is fetched at all; what it truly is, is found out by its bytes."""
        return self.kind in {"image", "file"}


@dataclass(frozen=True)
class Incoming:
    """What one event says, as far as anything is done about it."""

    kind: str
    user_id: str = ""
    reply_token: str = ""
    happened_at: int = 0
    """When it happened, in LINE's milliseconds; events may come in another order. 0 where LINE does not say."""
    is_active: bool = True
    """Another system may answer for the account (`mode` is not active): then this one says nothing."""
    text: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    picked_on: date | None = None
    """The day chosen in a date picker; Bangkok's, as LINE's picker knows no zone."""
    content: SentContent | None = None
    message_id: str = ""
    unsent_message_id: str = ""
    group_id: str = ""
    """The group an event comes from; empty for a chat with one person."""
    member_id: str = ""
    """Who wrote in a group; LINE says so of messages, and not of every press."""
    nonce: str = ""
    link_result: str = ""
    """What LINE's account link came to: `ok` or `failed`."""

    def number(self, name: str) -> int | None:
        """Return a number a button carries; None when it carries none."""
        value = self.data.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def read(payload: Mapping[str, Any]) -> Incoming:
    """Return what an event says; whatever is missing or of another type is empty."""
    message, source = _object(payload, "message"), _object(payload, "source")
    is_postback = payload.get("type") == "postback"
    return Incoming(
        kind=_text(payload, "type"),
        user_id=_text(source, "userId") if source.get("type") == "user" else "",
        reply_token=_text(payload, "replyToken"),
        happened_at=_milliseconds(payload),
        is_active=payload.get("mode", "active") == "active",
        text=_text(message, "text") if message.get("type") == "text" else "",
        data=_data(_text(_object(payload, "postback"), "data")) if is_postback else {},
        picked_on=_picked_on(_object(payload, "postback")) if is_postback else None,
        content=_content(message),
        message_id=_text(message, "id"),
        unsent_message_id=_text(_object(payload, "unsend"), "messageId"),
        group_id=_text(source, "groupId") if source.get("type") == "group" else "",
        member_id=_text(source, "userId") if source.get("type") == "group" else "",
        nonce=_text(_object(payload, "link"), "nonce"),
        link_result=_text(_object(payload, "link"), "result"),
    )


def group_code(text: str) -> str:
    """Return the code in “เชื่อมกลุ่ม …”, the only words of a group that are meant for us; empty for any others."""
    found = _GROUP_COMMAND.fullmatch(thai.clean(text).strip())
    return found[1].upper() if found else ""


def kept_of_group(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of a group's event: nothing of what people say to one another, only what is meant for us."""
    kind, source, message = _text(event, "type"), _object(event, "source"), _object(event, "message")
    code = group_code(_text(message, "text")) if message.get("type") == "text" else ""
    is_named = kind == "postback" and _text(source, "userId") != ""
    if source.get("type") != "group" or not (kind in {"join", "leave"} or is_named or (kind == "message" and code)):
        return {}
    kept = {name: event[name] for name in ("type", "mode", "timestamp", "replyToken") if name in event}
    source = {name: source[name] for name in ("type", "groupId", "userId") if name in source}
    said = {"message": {"type": "text", "id": _text(message, "id"), "text": f"เชื่อมกลุ่ม {code}"}} if code else {}
    return {**kept, "source": source, **said}


def message_id(payload: Mapping[str, Any]) -> str:
    """Return the id of the message an event carries."""
    return _text(_object(payload, "message"), "id")


def without_content(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stays of an event whose message was taken back: that there was one, not what it said."""
    message = _object(payload, "message")
    kept = {name: message[name] for name in ("id", "type") if name in message}
    return {**payload, "message": {**kept, "unsent": True}}


def _content(message: Mapping[str, Any]) -> SentContent | None:
    kind = _text(message, "type")
    if kind not in {"image", "file", "video", "audio"}:
        return None
    provider = _object(message, "contentProvider")
    is_with_line = provider.get("type", "line") == "line"
    size, image_set = message.get("fileSize"), _object(message, "imageSet")
    number = image_set.get("total")
    return SentContent(
        message_id=_text(message, "id") if is_with_line else "",
        kind=kind,
        file_name=_text(message, "fileName"),
        size=size if isinstance(size, int) else 0,
        image_set=_text(image_set, "id"),
        number=number if isinstance(number, int) and 0 < number < _MOST_AT_ONCE else 1,
    )


def _milliseconds(payload: Mapping[str, Any]) -> int:
    value = payload.get("timestamp")
    return value if isinstance(value, int) and value > 0 else 0


def _picked_on(postback: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(_text(_object(postback, "params"), "date"))
    except ValueError:
        return None


def _data(written: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(written, max_num_fields=20))
    except ValueError:
        return {}


def _object(parent: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = parent.get(name)
    return value if isinstance(value, dict) else {}


def _text(parent: Mapping[str, Any], name: str) -> str:
    value = parent.get(name)
    return value if isinstance(value, str) else ""
