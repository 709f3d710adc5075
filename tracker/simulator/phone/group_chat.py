"""A group chat as its members see it: what the account told the group, and a line to write as one of them."""

import sqlite3
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.simulator import pressing
from tracker.simulator.answers import Refused
from tracker.simulator.channels import Channel, channel_named
from tracker.simulator.chat import Kind, entries
from tracker.simulator.groups import Group, group, groups
from tracker.simulator.people import Person, person
from tracker.simulator.phone import screen as screens
from tracker.simulator.pressing import Deed
from tracker.simulator.store import current_store

blueprint = Blueprint("group_chat", __name__, url_prefix="/groups")
_PATIENCE_SECONDS = 0.4


@dataclass(frozen=True)
class GroupContact:
    """A group in the list: its channel, its name, how many are in it, what came last."""

    channel: str
    group: Group
    last: str


def group_contacts(connection: sqlite3.Connection) -> list[GroupContact]:
    """Return every group the account is in."""
    return [_contact(connection, basic_id, each) for basic_id, each in groups(connection) if each.is_joined]


@blueprint.get("/<group_id>")
def show(group_id: str) -> ResponseReturnValue:
    """Show a group's chat."""
    with current_store().reading() as connection:
        channel, found = _found(connection, group_id)
        return render_template(
            "simulator/group.html",
            channel=channel,
            group=found,
            members=_members(connection, found),
            lines=screens.lines(connection, entries(connection, channel, group_id)),
            words_of=screens.words_of,
        )


@blueprint.post("/<group_id>/say")
def say(group_id: str) -> ResponseReturnValue:
    """Write in the group as one of its members; nothing typed sends nothing."""
    store, text, member = current_store(), request.form.get("text", "").strip(), request.form.get("member", "")
    with store.reading() as connection:
        channel, found = _found(connection, group_id)
    if member not in found.members:
        raise Refused(409, "Somebody who is not in the group cannot write in it")
    if text:
        message = {"type": "text", "text": text}
        deed = Deed(message, {"message": message, "source": {**found.source, "userId": member}})
        pressing.happen(store, channel, group_id, deed).wait(_PATIENCE_SECONDS)
    return redirect(url_for("group_chat.show", group_id=group_id, channel=channel.basic_id), 303)


def _found(connection: sqlite3.Connection, group_id: str) -> tuple[Channel, Group]:
    channel = channel_named(connection, request.args.get("channel"))
    found = group(connection, channel, group_id)
    if found is None:
        raise Refused(404, f"No group is registered as {group_id}")
    return channel, found


def _members(connection: sqlite3.Connection, found: Group) -> list[Person]:
    return [person(connection, each) for each in found.members]


def _contact(connection: sqlite3.Connection, basic_id: str, each: Group) -> GroupContact:
    channel = channel_named(connection, basic_id)
    said = [line for line in entries(connection, channel, each.id) if line.kind in {Kind.RECEIVED, Kind.OWN}]
    return GroupContact(basic_id, each, screens.shortened(said[-1].body) if said else "")
