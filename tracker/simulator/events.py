"""Webhook events in LINE's shape: a caller names what is special, the rest is filled in."""

import secrets
import sqlite3
from datetime import datetime

from tracker.simulator.answers import JsonObject
from tracker.simulator.channels import Channel
from tracker.simulator.store import next_message_id
from tracker.simulator.tokens import keep_read_token, keep_reply_token

_ANSWERABLE = {"message", "follow", "join", "memberJoined", "postback", "accountLink", "videoPlayComplete", "beacon"}
_QUOTABLE = {"text", "image", "video", "sticker"}
_WITH_PROVIDER = {"image", "video", "audio"}
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def complete(connection: sqlite3.Connection, channel: Channel, event: JsonObject, *, at: datetime) -> JsonObject:
    """Fill in an event: id, time, mode, source, reply token, and what its message must carry.

    `to_user` stands for a source of the type user; a value of None takes a field away.
    """
    milliseconds = int(at.timestamp() * 1000)
    whole: JsonObject = {
        "type": "message",
        "mode": "active",
        "timestamp": milliseconds,
        "webhookEventId": _ulid(milliseconds),
        "deliveryContext": {"isRedelivery": False},
        **event,
    }
    user_id = whole.pop("to_user", None)
    if user_id is not None:
        whole.setdefault("source", {"type": "user", "userId": user_id})
    if _is_answerable(whole):
        whole.setdefault("replyToken", secrets.token_hex(16))
    if isinstance(whole.get("message"), dict):
        whole["message"] = _complete_message(connection, whole["message"])
    whole = {name: value for name, value in whole.items() if value is not None}
    keep_reply_token(connection, channel, whole, at=at)
    keep_read_token(connection, channel, whole)
    return whole


def _is_answerable(event: JsonObject) -> bool:
    failed_link = event.get("link", {}).get("result") == "failed"
    return event["type"] in _ANSWERABLE and event["mode"] == "active" and not failed_link


def _complete_message(connection: sqlite3.Connection, message: JsonObject) -> JsonObject:
    kind = message.get("type")
    whole: JsonObject = {"markAsReadToken": secrets.token_urlsafe(24), **message}
    if "id" not in whole:
        whole["id"] = next_message_id(connection)
    if kind in _QUOTABLE:
        whole.setdefault("quoteToken", secrets.token_urlsafe(24))
    if kind in _WITH_PROVIDER:
        whole.setdefault("contentProvider", {"type": "line"})
    if kind == "file":
        whole.setdefault("fileName", "เอกสาร.pdf")
        whole.setdefault("fileSize", 1024)
    return whole


def _ulid(milliseconds: int) -> str:
    number = (milliseconds << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))
