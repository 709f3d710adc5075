"""Reading an event leniently: LINE adds kinds and properties without notice, and none of them may stop the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

ACTED_UPON = frozenset({"message", "postback", "follow", "unfollow", "unsend"})
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
    is_active: bool = True
    """Another system may answer for the account (`mode` is not active): then this one says nothing."""
    text: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    content: SentContent | None = None
    unsent_message_id: str = ""

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
        is_active=payload.get("mode", "active") == "active",
        text=_text(message, "text") if message.get("type") == "text" else "",
        data=_data(_text(_object(payload, "postback"), "data")) if is_postback else {},
        content=_content(message),
        unsent_message_id=_text(_object(payload, "unsend"), "messageId"),
    )


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
    size = message.get("fileSize")
    return SentContent(
        message_id=_text(message, "id") if is_with_line else "",
        kind=kind,
        file_name=_text(message, "fileName"),
        size=size if isinstance(size, int) else 0,
        image_set=_text(_object(message, "imageSet"), "id"),
    )


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
