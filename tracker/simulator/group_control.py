"""Control of group chats for tests and the demo: who is in them, who comes, goes, writes and presses."""

import sqlite3
from collections.abc import Sequence

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from tracker.simulator import pressing
from tracker.simulator.answers import JsonObject, Refused
from tracker.simulator.channels import Channel, channel_named
from tracker.simulator.chat import Kind
from tracker.simulator.groups import (
    Group,
    change_members,
    group,
    groups,
    joined_or_left,
    register_group,
    set_joined,
)
from tracker.simulator.pressing import Deed
from tracker.simulator.store import current_store

blueprint = Blueprint("group_control", __name__, url_prefix="/__admin")


@blueprint.route("/groups", methods=["GET", "POST"])
def change_groups() -> ResponseReturnValue:
    """Open or change groups, by id; or tell them all."""
    with current_store().writing() as connection:
        if request.method == "POST":
            for group_id, about in request.get_json().items():
                register_group(connection, group_id, about)
        return jsonify([_as_json(basic_id, each) for basic_id, each in groups(connection)])


@blueprint.post("/groups/<group_id>/join")
def join(group_id: str) -> ResponseReturnValue:
    """Let somebody invite the account into a group."""
    channel = _changed(group_id, is_joined=True)
    return _told(channel, group_id, {"type": "join"}, "เชิญบัญชีนี้เข้ากลุ่มแล้ว")


@blueprint.post("/groups/<group_id>/leave")
def leave(group_id: str) -> ResponseReturnValue:
    """Let somebody remove the account from a group."""
    channel = _changed(group_id, is_joined=False)
    return _told(channel, group_id, {"type": "leave"}, "นำบัญชีนี้ออกจากกลุ่มแล้ว")


@blueprint.post("/groups/<group_id>/come")
def come(group_id: str) -> ResponseReturnValue:
    """Let people (`users`) come into a group."""
    users = _users()
    channel = _changed(group_id, come=users)
    event = {"type": "memberJoined", "joined": {"members": _members(users)}}
    return _told(channel, group_id, event, "มีสมาชิกใหม่เข้ากลุ่ม")


@blueprint.post("/groups/<group_id>/go")
def go(group_id: str) -> ResponseReturnValue:
    """Let people (`users`) leave a group."""
    users = _users()
    channel = _changed(group_id, gone=users)
    event = {"type": "memberLeft", "left": {"members": _members(users)}}
    return _told(channel, group_id, event, "มีสมาชิกออกจากกลุ่ม")


@blueprint.post("/groups/<group_id>/say")
def say(group_id: str) -> ResponseReturnValue:
    """Type a `text` in a group as its member `user`."""
    given = _given()
    message = {"type": "text", "text": str(given["text"])}
    with current_store().reading() as connection:
        channel, found = _found(connection, group_id)
    if given["user"] not in found.members:
        raise Refused(409, "Somebody who is not in the group cannot write in it")
    event = {"message": message, "source": {**found.source, "userId": given["user"]}}
    return _happened(channel, group_id, Deed(message, event))


@blueprint.post("/groups/<group_id>/press")
def press(group_id: str) -> ResponseReturnValue:
    """Press the newest button with this `label` or `data`; LINE does not say who pressed in a group.

    Only message events of a group are sure to name their author (LINE's reference, "Source group").
    """
    given = _given()
    wanted = pressing.Wanted(given.get("label"), given.get("data"), None)
    with current_store().reading() as connection:
        channel, found = _found(connection, group_id)
        action = pressing.newest_action(connection, channel, group_id, wanted)
    if action["type"] != "postback":
        raise Refused(400, f"An action of the type {action['type']} is not pressed in a group here")
    source = {**found.source, **({"userId": given["user"]} if given.get("named") else {})}
    event = {"type": "postback", "postback": {"data": action["data"]}, "source": source}
    own = {"label": f"กด “{action.get('label') or 'ปุ่ม'}”"}
    return _happened(channel, group_id, Deed(own, event, Kind.PRESS))


def _changed(
    group_id: str, *, is_joined: bool | None = None, come: Sequence[str] = (), gone: Sequence[str] = ()
) -> Channel:
    with current_store().writing() as connection:
        channel = channel_named(connection, _given().get("channel"))
        if group(connection, channel, group_id) is None:
            register_group(connection, group_id, {"channel": channel.basic_id})
        if is_joined is not None:
            set_joined(connection, channel, group_id, is_joined=is_joined)
        if come or gone:
            change_members(connection, channel, joined_or_left(connection, channel, group_id), come=come, gone=gone)
    return channel


def _told(channel: Channel, group_id: str, event: JsonObject, note: str) -> ResponseReturnValue:
    with current_store().reading() as connection:
        source = joined_or_left(connection, channel, group_id).source
    return _happened(channel, group_id, Deed({"label": note}, {**event, "source": source}, Kind.NOTE))


def _happened(channel: Channel, group_id: str, deed: Deed) -> ResponseReturnValue:
    return jsonify(pressing.happen(current_store(), channel, group_id, deed).wait().as_json())


def _found(connection: sqlite3.Connection, group_id: str) -> tuple[Channel, Group]:
    channel = channel_named(connection, _given().get("channel"))
    found = joined_or_left(connection, channel, group_id)
    if not found.is_joined:
        raise Refused(409, "The account is not in this group and hears nothing of it")
    return channel, found


def _members(users: Sequence[str]) -> list[JsonObject]:
    return [{"type": "user", "userId": user} for user in users]


def _users() -> list[str]:
    return [str(each) for each in _given().get("users", [])]


def _given() -> JsonObject:
    given = request.get_json(silent=True)
    return given if isinstance(given, dict) else {}


def _as_json(basic_id: str, each: Group) -> JsonObject:
    return {
        "group_id": each.id,
        "channel": basic_id,
        "name": each.name,
        "joined": each.is_joined,
        "count": each.count,
        "members": list(each.members),
    }
