"""Group chats and rooms the account may be in, and how many people a message to one reaches."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.simulator.answers import JsonObject, Refused
from tracker.simulator.channels import Channel, channel_named
from tracker.simulator.people import is_user_id, person

GROUP_ID = re.compile(r"[CR][0-9a-f]{32}")


@dataclass(frozen=True)
class Group:
    id: str
    name: str
    is_joined: bool
    count: int
    members: tuple[str, ...]
    """Those of its people who have a phone here; there may be more."""

    @property
    def source(self) -> JsonObject:
        """Return how an event names the chat."""
        return {"type": "room", "roomId": self.id} if self.id[0] == "R" else {"type": "group", "groupId": self.id}


def is_group_id(value: object) -> bool:
    """Tell whether a value has the form of the id of a group (C) or a room (R)."""
    return isinstance(value, str) and GROUP_ID.fullmatch(value) is not None


def register_group(connection: sqlite3.Connection, group_id: str, given: JsonObject) -> Group:
    """Open a group, or change it: `name`, `joined`, and `members`, their number or a list of user ids."""
    if not is_group_id(group_id):
        raise Refused(400, f"A group id is C or R and 32 hexadecimal digits, not {group_id}")
    channel = channel_named(connection, given.get("channel"))
    known = group(connection, channel, group_id)
    members = given.get("members", known.count if known else 1)
    connection.execute(
        "INSERT INTO groups (channel, id, name, is_joined, people) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (channel, id) DO UPDATE SET"
        " name = excluded.name, is_joined = excluded.is_joined, people = excluded.people",
        (
            channel.id,
            group_id,
            str(given.get("name") or (known.name if known else "กลุ่ม LINE")),
            bool(given.get("joined", known.is_joined if known else True)),
            len(members) if isinstance(members, list) else int(members),
        ),
    )
    if isinstance(members, list):
        _set_members(connection, channel, group_id, members)
    return joined_or_left(connection, channel, group_id)


def set_joined(connection: sqlite3.Connection, channel: Channel, group_id: str, *, is_joined: bool) -> None:
    """Let the account be in a group, or no longer."""
    connection.execute(
        "UPDATE groups SET is_joined = ? WHERE channel = ? AND id = ?", (is_joined, channel.id, group_id)
    )


def change_members(
    connection: sqlite3.Connection, channel: Channel, found: Group, *, come: Sequence[str], gone: Sequence[str]
) -> None:
    """Let people come into a group and go; whoever comes has a phone."""
    kept = [each for each in found.members if each not in gone]
    new = [each for each in come if each not in kept]
    _set_members(connection, channel, found.id, [*kept, *new])
    count = found.count + len(new) - len(found.members) + len(kept)
    connection.execute("UPDATE groups SET people = ? WHERE channel = ? AND id = ?", (count, channel.id, found.id))


def group(connection: sqlite3.Connection, channel: Channel, group_id: str) -> Group | None:
    """Return a group this channel has ever heard of."""
    row = connection.execute("SELECT * FROM groups WHERE channel = ? AND id = ?", (channel.id, group_id)).fetchone()
    if row is None:
        return None
    members = connection.execute(
        "SELECT user_id FROM group_members WHERE channel = ? AND group_id = ? ORDER BY rowid", (channel.id, group_id)
    )
    found = tuple(str(each["user_id"]) for each in members)
    return Group(row["id"], row["name"], bool(row["is_joined"]), row["people"], found)


def joined_group(connection: sqlite3.Connection, channel: Channel, group_id: str) -> Group | None:
    """Return a group the account is in."""
    found = group(connection, channel, group_id)
    return found if found is not None and found.is_joined else None


def joined_or_left(connection: sqlite3.Connection, channel: Channel, group_id: str) -> Group:
    """Return a group, whether the account is in it or not; refuse one nobody registered."""
    found = group(connection, channel, group_id)
    if found is None:
        raise Refused(404, f"No group is registered as {group_id}")
    return found


def groups(connection: sqlite3.Connection) -> list[tuple[str, Group]]:
    """Return every group with the basic id of its channel."""
    rows = connection.execute(
        "SELECT groups.id, channels.basic_id FROM groups JOIN channels ON channels.id = groups.channel ORDER BY 2, 1"
    ).fetchall()
    return [
        (str(row["basic_id"]), joined_or_left(connection, channel_named(connection, row["basic_id"]), row["id"]))
        for row in rows
    ]


def _set_members(connection: sqlite3.Connection, channel: Channel, group_id: str, members: Sequence[str]) -> None:
    connection.execute("DELETE FROM group_members WHERE channel = ? AND group_id = ?", (channel.id, group_id))
    for user_id in members:
        if not is_user_id(user_id):
            raise Refused(400, f"A user id is U and 32 hexadecimal digits, not {user_id}")
        person(connection, user_id)
        connection.execute(
            "INSERT OR IGNORE INTO group_members (channel, group_id, user_id) VALUES (?, ?, ?)",
            (channel.id, group_id, user_id),
        )
