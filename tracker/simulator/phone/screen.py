"""What a phone shows: the lines of one chat ready to be drawn, its chips, its menu, its notifications."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.simulator.actions import action_at
from tracker.simulator.answers import JsonObject
from tracker.simulator.channels import Channel
from tracker.simulator.chat import Entry, Kind, entries, entry, unread
from tracker.simulator.people import Friendship, Person, State, channels_of, friendship, people, person
from tracker.simulator.phone import wording
from tracker.simulator.phone.cards import Deed, Node, deed_of, draw_flex, stylesheet
from tracker.simulator.store import instant, seconds_of

_SHORT = 90
_WITHOUT_WORDS = {
    "image": "ส่งรูปภาพ",
    "sticker": "ส่งสติกเกอร์",
    "video": "ส่งวิดีโอ",
    "audio": "ส่งข้อความเสียง",
    "location": "ส่งตำแหน่งที่ตั้ง",
    "file": "ส่งไฟล์",
}


@dataclass(frozen=True)
class Line:
    """One line of the chat as it is drawn."""

    entry: Entry
    begins_day: bool
    begins_group: bool
    cards: Sequence[Node]
    deeds: Sequence[Deed]
    trouble: str | None


@dataclass(frozen=True)
class Chip:
    """One quick reply."""

    deed: Deed
    label: str


@dataclass(frozen=True)
class Menu:
    """The rich menu at the foot of the chat."""

    id: str
    bar_text: str
    is_open: bool
    areas: Sequence[Deed]


@dataclass(frozen=True)
class Contact:
    """A person in the list: name, role, how many unread, what came last."""

    person: Person
    unread: int
    last: str
    last_entry: Entry | None


@dataclass
class Screen:
    """One chat on one phone."""

    person: Person
    channel: Channel
    channels: Sequence[Channel]
    friendship: Friendship
    lines: Sequence[Line]
    chips: Sequence[Chip]
    chips_entry: int | None
    menu: Menu | None
    is_loading: bool
    now: Any
    contacts: Sequence[Contact] = field(default_factory=list)

    @property
    def pulse(self) -> str:
        """A text that changes whenever the screen does."""
        last = self.lines[-1].entry.id if self.lines else 0
        answered = sum(1 for line in self.lines if line.entry.webhook)
        menu = self.menu.id if self.menu else ""
        return f"{last}-{answered}-{self.friendship.state.value}-{int(self.is_loading)}-{menu}"


def screen(connection: sqlite3.Connection, user_id: str, channel: Channel) -> Screen:
    """Return what one person sees of one channel."""
    stands = friendship(connection, channel, user_id)
    said = entries(connection, channel, user_id)
    now = instant(connection)
    chips_entry = said[-1] if said and said[-1].kind is Kind.RECEIVED else None
    return Screen(
        person(connection, user_id),
        channel,
        channels_of(connection, user_id),
        stands,
        lines(connection, said),
        _chips(chips_entry),
        chips_entry.id if chips_entry else None,
        _menu(connection, channel, stands),
        stands.state is State.FRIEND and (stands.loading_until or 0) > seconds_of(now),
        now,
    )


def contacts(connection: sqlite3.Connection) -> list[Contact]:
    """Return everybody with a phone, with what waits for them in all their chats."""
    return [_contact(connection, each) for each in people(connection)]


def cards_stylesheet(connection: sqlite3.Connection, user_id: str, channel: Channel) -> str:
    """Return the styles of every card and menu on a screen."""
    shown = screen(connection, user_id, channel)
    written = [stylesheet(list(line.cards)) for line in shown.lines if line.cards]
    if shown.menu:
        written.append(_menu_styles(connection, shown.menu.id))
    return "".join(written)


def words_of(message: JsonObject) -> str:
    """Return what a notification says of a message: its alternative text, its text, or its kind in words."""
    return str(message.get("altText") or message.get("text") or _WITHOUT_WORDS.get(message.get("type", ""), ""))


def notifications(connection: sqlite3.Connection, channel: Channel, user_id: str) -> list[Entry]:
    """Return what lies on the lock screen, newest first: unread, and not sent silently."""
    return [each for each in reversed(unread(connection, channel, user_id)) if not each.is_silent]


def menu_action(connection: sqlite3.Connection, menu_id: str, path: str) -> JsonObject | None:
    """Return the action of an area of a rich menu."""
    row = connection.execute("SELECT definition FROM rich_menus WHERE id = ?", (menu_id,)).fetchone()
    return None if row is None else action_at(json.loads(row["definition"]), path)


def entry_action(connection: sqlite3.Connection, user_id: str, number: int, path: str) -> JsonObject | None:
    """Return the action of a button in a message this person received."""
    found = entry(connection, number)
    if found is None or found.user_id != user_id or found.kind is not Kind.RECEIVED:
        return None
    return action_at(found.body, path)


def _contact(connection: sqlite3.Connection, each: Person) -> Contact:
    count, latest = 0, None
    for channel in channels_of(connection, each.user_id):
        count += len(unread(connection, channel, each.user_id))
        said = [line for line in entries(connection, channel, each.user_id) if line.kind in {Kind.RECEIVED, Kind.OWN}]
        if said and (latest is None or said[-1].id > latest.id):
            latest = said[-1]
    return Contact(each, count, "" if latest is None else shortened(latest.body), latest)


def shortened(message: JsonObject) -> str:
    """Return what a list of chats shows of a message."""
    words = " ".join(words_of(message).split())
    return words if len(words) <= _SHORT else f"{words[:_SHORT]}…"


def lines(connection: sqlite3.Connection, said: Sequence[Entry]) -> list[Line]:
    """Return what was said in a chat as it is drawn."""
    drawn = []
    for position, each in enumerate(said):
        before = said[position - 1] if position else None
        begins_day = before is None or wording.day_of(before.at) != wording.day_of(each.at)
        begins_group = begins_day or before is None or before.kind is not each.kind
        is_flex = each.kind is Kind.RECEIVED and each.body["type"] == "flex"
        cards = draw_flex(each.body, f"m{each.id}") if is_flex else []
        drawn.append(Line(each, begins_day, begins_group, cards, _template_deeds(each), _trouble(connection, each)))
    return drawn


def _template_deeds(each: Entry) -> list[Deed]:
    template = each.body.get("template") if each.kind is Kind.RECEIVED else None
    if not template or "actions" not in template:
        return []
    made = [deed_of(action, f"/template/actions/{at}") for at, action in enumerate(template["actions"])]
    return [deed for deed in made if deed]


def _trouble(connection: sqlite3.Connection, each: Entry) -> str | None:
    if each.webhook is None:
        return None
    row = connection.execute("SELECT * FROM webhooks WHERE id = ?", (each.webhook,)).fetchone()
    if row is None or row["is_ok"]:
        return None
    if row["error"] == "request_timeout":
        return "ระบบไม่ตอบภายในเวลาที่กำหนด"
    if row["status"] is None:
        return "ติดต่อระบบไม่ได้"
    return f"ระบบไม่รับ (HTTP {row['status']})"


def _chips(last: Entry | None) -> list[Chip]:
    items = ((last.body.get("quickReply") or {}).get("items") or []) if last else []
    made = [deed_of(item["action"], f"/quickReply/items/{at}/action") for at, item in enumerate(items)]
    return [Chip(deed, deed.label) for deed in made if deed]


def _menu(connection: sqlite3.Connection, channel: Channel, stands: Friendship) -> Menu | None:
    menu_id = stands.rich_menu or channel.default_menu
    row = connection.execute("SELECT * FROM rich_menus WHERE id = ?", (menu_id,)).fetchone() if menu_id else None
    if row is None:
        return None
    definition = json.loads(row["definition"])
    deeds = [deed_of(area["action"], f"/areas/{at}/action") for at, area in enumerate(definition["areas"])]
    return Menu(row["id"], definition["chatBarText"], definition["selected"], [deed for deed in deeds if deed])


def _menu_styles(connection: sqlite3.Connection, menu_id: str) -> str:
    row = connection.execute("SELECT definition FROM rich_menus WHERE id = ?", (menu_id,)).fetchone()
    definition = json.loads(row["definition"])
    width, height = definition["size"]["width"], definition["size"]["height"]
    rules = [f".rich-menu-picture{{aspect-ratio:{width} / {height}}}\n"]
    for at, area in enumerate(definition["areas"]):
        bounds = area["bounds"]
        rules.append(
            f".rich-menu-area-{at}{{left:{bounds['x'] / width:.4%};top:{bounds['y'] / height:.4%};"
            f"width:{bounds['width'] / width:.4%};height:{bounds['height'] / height:.4%}}}\n"
        )
    return "".join(rules)
