"""What a person does on the phone: press, type, attach, block; each becomes a signed webhook, sent meanwhile."""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tracker.simulator.actions import actions_in
from tracker.simulator.answers import JsonObject, Refused
from tracker.simulator.channels import Channel
from tracker.simulator.chat import Kind, entries, note_webhook, write
from tracker.simulator.contents import keep_content
from tracker.simulator.events import complete
from tracker.simulator.people import State, friendship, person, set_state
from tracker.simulator.store import Store, instant, next_message_id
from tracker.simulator.webhook import Attempt, Manner, deliver

_MAGIC = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"), (b"GIF8", "image/gif"))
_PICKED = {"date", "time", "datetime"}
_HERE: JsonObject = {
    "type": "location",
    "title": "ตำแหน่งของฉัน",
    "address": "ที่ทำการตัวอย่าง",
    "latitude": 13.7563,
    "longitude": 100.5018,
}


@dataclass(frozen=True)
class Wanted:
    """Which button somebody means: by its label, its data, or the message it stands in."""

    label: str | None
    data: str | None
    message: int | None


@dataclass
class Happening:
    """Something done on a phone, whose webhook is under way."""

    thread: threading.Thread = field(init=False)
    attempts: list[Attempt] = field(default_factory=list)

    def wait(self, seconds: float | None = None) -> "Happening":
        """Wait until the application has answered, or for so long."""
        self.thread.join(seconds)
        return self

    def as_json(self) -> JsonObject:
        return {
            "ok": any(attempt.is_ok for attempt in self.attempts),
            "attempts": [attempt.as_json() for attempt in self.attempts],
        }


def newest_action(connection: sqlite3.Connection, channel: Channel, user_id: str, wanted: Wanted) -> JsonObject:
    """Return the newest button in a chat that is the wanted one."""
    for entry in reversed(entries(connection, channel, user_id)):
        if entry.kind is not Kind.RECEIVED or wanted.message not in {None, entry.id}:
            continue
        for _path, action in actions_in(entry.body):
            if _is_wanted(action, wanted):
                return action
    raise Refused(404, f"No button with the label {wanted.label} or the data {wanted.data} is in this chat")


def press(
    store: Store, channel: Channel, user_id: str, action: JsonObject, *, params: JsonObject | None = None
) -> Happening:
    """Press a button; a picker's answer comes in `params`."""
    kind = action["type"]
    if kind == "message":
        return say(store, channel, user_id, action["text"])
    if kind == "location":
        return _happen(store, channel, user_id, Deed(_HERE, {"message": dict(_HERE)}))
    if kind not in {"postback", "datetimepicker", "richmenuswitch"}:
        raise Refused(400, f"An action of the type {kind} tells the application nothing")
    postback: JsonObject = {"data": action["data"]}
    if params:
        postback["params"] = params
    shown = action.get("displayText") or action.get("text")
    own: JsonObject = {"type": "text", "text": shown} if shown else {"label": _pressed_words(action, params)}
    return _happen(
        store,
        channel,
        user_id,
        Deed(own, {"type": "postback", "postback": postback}, Kind.OWN if shown else Kind.PRESS),
    )


def say(store: Store, channel: Channel, user_id: str, text: str) -> Happening:
    """Type a text and send it."""
    message = {"type": "text", "text": text}
    return _happen(store, channel, user_id, Deed(message, {"message": message}))


def attach(
    store: Store, channel: Channel, user_id: str, data: bytes, *, name: str, image_set: JsonObject | None = None
) -> Happening:
    """Send a photo, or a file of any other kind, whose content the application can then fetch."""
    media_type = _media_type(data)
    with store.writing() as connection:
        message_id = next_message_id(connection)
        keep_content(connection, channel, message_id, data, media_type=media_type)
    if media_type.startswith("image/"):
        message: JsonObject = {"type": "image", "id": message_id}
        if image_set:
            message["imageSet"] = image_set
    else:
        message = {"type": "file", "id": message_id, "fileName": name, "fileSize": len(data)}
    return _happen(store, channel, user_id, Deed(message, {"message": message}))


def follow(store: Store, channel: Channel, user_id: str) -> Happening:
    """Add the account as a friend, or stop blocking it."""
    with store.writing() as connection:
        was_blocked = friendship(connection, channel, user_id).state is State.BLOCKED
        set_state(connection, channel, user_id, State.FRIEND)
    event = {"type": "follow", "follow": {"isUnblocked": was_blocked}}
    return _happen(store, channel, user_id, Deed({"label": "เพิ่มบัญชีนี้เป็นเพื่อนแล้ว"}, event, Kind.NOTE))


def unfollow(store: Store, channel: Channel, user_id: str) -> Happening:
    """Block the account: nothing it sends arrives any more."""
    event = {"type": "unfollow"}
    happening = _happen(store, channel, user_id, Deed({"label": "บล็อกบัญชีนี้แล้ว"}, event, Kind.NOTE))
    with store.writing() as connection:
        set_state(connection, channel, user_id, State.BLOCKED)
    return happening


@dataclass(frozen=True)
class Deed:
    """What is written into the chat, and what the application is told."""

    own: JsonObject
    event: JsonObject
    kind: Kind = Kind.OWN


def happen(store: Store, channel: Channel, chat_id: str, deed: Deed) -> Happening:
    """Write a deed into a chat, of a person or a group, and tell the application of it meanwhile."""
    with store.writing() as connection:
        at = instant(connection)
        entry_id = write(connection, channel, chat_id, deed.kind, deed.own)
        event = complete(connection, channel, deed.event, at=at)
    return _in_background(lambda: _tell(store, channel, event, entry_id))


def _happen(store: Store, channel: Channel, user_id: str, deed: Deed) -> Happening:
    with store.reading() as connection:
        person(connection, user_id)
        if friendship(connection, channel, user_id).state is not State.FRIEND:
            raise Refused(409, "Somebody who is no friend of the account cannot write to it")
    named = Deed(deed.own, {**deed.event, "to_user": user_id}, deed.kind)
    return happen(store, channel, user_id, named)


def _tell(store: Store, channel: Channel, event: JsonObject, entry_id: int) -> Sequence[Attempt]:
    attempts = deliver(store, channel, [event], Manner())
    with store.writing() as connection:
        note_webhook(connection, entry_id, attempts[-1].id)
    return attempts


def _in_background(work: Callable[[], Sequence[Attempt]]) -> Happening:
    happening = Happening()
    happening.thread = threading.Thread(target=lambda: happening.attempts.extend(work()), daemon=True)
    happening.thread.start()
    return happening


def _pressed_words(action: JsonObject, params: JsonObject | None) -> str:
    picked = " ".join(str(value) for name, value in (params or {}).items() if name in _PICKED)
    return f"กด “{action.get('label') or 'ปุ่ม'}” {picked}".strip()


def _is_wanted(action: JsonObject, wanted: Wanted) -> bool:
    if wanted.label is None and wanted.data is None:
        return False
    return wanted.label in {None, action.get("label")} and wanted.data in {None, action.get("data")}


def _media_type(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "application/octet-stream")
