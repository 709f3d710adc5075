"""The people with phones, and how each stands to each channel."""

import re
import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from tracker.simulator.answers import JsonObject, Refused
from tracker.simulator.channels import Channel, channel_named

USER_ID = re.compile(r"U[0-9a-f]{32}")


class State(StrEnum):
    FRIEND = "friend"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Person:
    user_id: str
    display_name: str
    role: str


@dataclass(frozen=True)
class Friendship:
    """How a person stands to a channel."""

    channel: int
    user_id: str
    state: State
    rich_menu: str | None
    loading_until: float | None


def is_user_id(value: object) -> bool:
    """Tell whether a value has the form of a LINE user id: U and 32 hexadecimal digits."""
    return isinstance(value, str) and USER_ID.fullmatch(value) is not None


def register_person(connection: sqlite3.Connection, given: JsonObject) -> Person:
    """Give somebody a phone, or change what is known of them; what is not named stays."""
    user_id = given.get("user_id")
    if not is_user_id(user_id):
        raise Refused(400, f"A user id is U and 32 hexadecimal digits, not {user_id}")
    known = person_or_none(connection, str(user_id))
    name = given.get("display_name") or given.get("name") or (known.display_name if known else "ผู้ใช้ LINE")
    role = given.get("role", known.role if known else "")
    connection.execute(
        "INSERT INTO people (user_id, display_name, role) VALUES (?, ?, ?)"
        " ON CONFLICT (user_id) DO UPDATE SET display_name = excluded.display_name, role = excluded.role",
        (user_id, str(name), str(role)),
    )
    if known is None or "state" in given or "channel" in given:
        channel = channel_named(connection, given.get("channel"))
        set_state(connection, channel, str(user_id), _state(given.get("state", State.FRIEND)))
    return person(connection, str(user_id))


def set_state(connection: sqlite3.Connection, channel: Channel, user_id: str, state: State) -> None:
    """Make somebody a friend of a channel, one who blocked it, or a stranger."""
    connection.execute(
        "INSERT INTO friendships (channel, user_id, state) VALUES (?, ?, ?)"
        " ON CONFLICT (channel, user_id) DO UPDATE SET state = excluded.state",
        (channel.id, user_id, state.value),
    )


def people(connection: sqlite3.Connection) -> list[Person]:
    """Return everybody with a phone, in the order they were registered."""
    return [Person(**dict(row)) for row in connection.execute("SELECT * FROM people ORDER BY rowid")]


def person_or_none(connection: sqlite3.Connection, user_id: str) -> Person | None:
    """Return one person, or nothing when nobody has this id."""
    row = connection.execute("SELECT * FROM people WHERE user_id = ?", (user_id,)).fetchone()
    return None if row is None else Person(**dict(row))


def person(connection: sqlite3.Connection, user_id: str) -> Person:
    """Return one person."""
    found = person_or_none(connection, user_id)
    if found is None:
        raise Refused(404, f"Nobody is registered as {user_id}")
    return found


def friendship(connection: sqlite3.Connection, channel: Channel, user_id: str) -> Friendship:
    """Return how a person stands to a channel; somebody never met is unknown."""
    row = connection.execute(
        "SELECT * FROM friendships WHERE channel = ? AND user_id = ?", (channel.id, user_id)
    ).fetchone()
    if row is None:
        return Friendship(channel.id, user_id, State.UNKNOWN, None, None)
    return Friendship(row["channel"], row["user_id"], State(row["state"]), row["rich_menu"], row["loading_until"])


def channels_of(connection: sqlite3.Connection, user_id: str) -> list[Channel]:
    """Return the channels a person has met, oldest first."""
    rows = connection.execute(
        "SELECT channels.* FROM channels JOIN friendships ON friendships.channel = channels.id"
        " WHERE friendships.user_id = ? ORDER BY channels.id",
        (user_id,),
    )
    return [Channel.of(row) for row in rows]


def _state(value: object) -> State:
    if value not in list(State):
        raise Refused(400, f"A state is friend, blocked or unknown, not {value}")
    return State(str(value))
