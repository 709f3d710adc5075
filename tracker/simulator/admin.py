"""Control of the simulator for tests and the demo: JSON in, JSON out, from this machine only."""

import base64
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from tracker.simulator import faults, pressing, quota, rates
from tracker.simulator.answers import JsonObject, Refused
from tracker.simulator.channels import Channel, channel_named, channels, register_channel
from tracker.simulator.chat import received
from tracker.simulator.contents import set_content
from tracker.simulator.events import complete
from tracker.simulator.people import channels_of, people, register_person
from tracker.simulator.requests_seen import requests_seen
from tracker.simulator.store import (
    Store,
    advance_clock,
    current_store,
    forget_everything,
    forget_records,
    instant,
    run_ahead,
    set_clock,
)
from tracker.simulator.telling import channel_json, deliveries_json, person_json
from tracker.simulator.webhook import Manner, attempts_made, deliver

blueprint = Blueprint("admin", __name__, url_prefix="/__admin")


@blueprint.post("/channels")
def open_channel() -> ResponseReturnValue:
    given = _given()
    for name in ("access_token", "secret"):
        if not given.get(name):
            raise Refused(400, f"A channel needs {name}")
    with current_store().writing() as connection:
        return jsonify(channel_json(register_channel(connection, given)))


@blueprint.get("/channels")
def list_channels() -> ResponseReturnValue:
    with current_store().reading() as connection:
        return jsonify([channel_json(channel) for channel in channels(connection)])


@blueprint.post("/users")
def register_users() -> ResponseReturnValue:
    """Take one person, a list of them, or an object keyed by user id."""
    given = request.get_json()
    if isinstance(given, dict) and "user_id" not in given:
        given = [{"user_id": user_id, **about} for user_id, about in given.items()]
    with current_store().writing() as connection:
        for about in given if isinstance(given, list) else [given]:
            register_person(connection, about)
    return list_users()


@blueprint.get("/users")
def list_users() -> ResponseReturnValue:
    with current_store().reading() as connection:
        return jsonify([person_json(connection, person) for person in people(connection)])


@blueprint.route("/faults", methods=["GET", "POST", "DELETE"])
def change_faults() -> ResponseReturnValue:
    """Arm one fault or a list of them, take all back, or tell which are armed."""
    with current_store().writing() as connection:
        if request.method == "DELETE":
            faults.disarm(connection)
        elif request.method == "POST":
            given = request.get_json()
            for definition in given if isinstance(given, list) else [given]:
                faults.arm(connection, definition)
        return jsonify(faults=faults.armed(connection))


@blueprint.route("/clock", methods=["GET", "POST"])
def change_clock() -> ResponseReturnValue:
    """Move the present by `advance` seconds, let it begin at the instant `set`, or run `ahead` of the machine's."""
    given = _given() if request.method == "POST" else {}
    with current_store().writing() as connection:
        if given.get("set"):
            set_clock(connection, _instant_given(given["set"]))
        if "ahead" in given:
            run_ahead(connection, timedelta(seconds=float(given["ahead"])))
        if given.get("advance"):
            advance_clock(connection, float(given["advance"]))
        return jsonify(clock=instant(connection).isoformat())


@blueprint.route("/quota", methods=["GET", "POST"])
def change_quota() -> ResponseReturnValue:
    """Set a channel's limit (`value`, null for none) and what it used this month (`usage`)."""
    given = _given() if request.method == "POST" else {}
    with current_store().writing() as connection:
        channel = channel_named(connection, given.get("channel") or request.args.get("channel"))
        at = instant(connection)
        if "value" in given:
            quota.set_limit(connection, channel, given["value"])
        if "usage" in given:
            quota.set_used(connection, channel, int(given["usage"]), at=at)
        channel = channel_named(connection, channel.basic_id)
        return jsonify(value=channel.quota, usage=quota.used(connection, channel, at))


@blueprint.route("/rate", methods=["POST", "DELETE"])
def change_rates() -> ResponseReturnValue:
    """Limit operations, each by `rps` and `burst`, or none any more."""
    with current_store().writing() as connection:
        if request.method == "DELETE":
            rates.forget_rates(connection)
            return jsonify({})
        channel, at = channel_named(connection), instant(connection)
        for operation, about in _given().items():
            rates.set_rate(connection, channel, operation, about, at=at)
    return jsonify({})


@blueprint.post("/content")
def change_content() -> ResponseReturnValue:
    """Set contents by message id: `base64` or `size`, `type`, `state` (ready, processing, gone)."""
    given = _given()
    with current_store().writing() as connection:
        for message_id, about in given.items():
            data = base64.b64decode(about["base64"]) if "base64" in about else bytes(int(about.get("size", 0)))
            kind = (about.get("state", "ready"), about.get("type", "image/jpeg"))
            set_content(connection, channel_named(connection, about.get("channel")), message_id, data, kind=kind)
    return jsonify({})


@blueprint.post("/webhook")
def send_webhook() -> ResponseReturnValue:
    """Complete, sign and send events; answer with what was sent and how each attempt went."""
    given = _given()
    store = current_store()
    with store.writing() as connection:
        channel = channel_named(connection, given.get("channel"))
        at = instant(connection)
        events = [complete(connection, channel, event, at=at) for event in given.get("events", [])]
    batches = [events] if given.get("batch", True) else [[event] for event in events]
    attempts = [attempt for batch in batches for attempt in deliver(store, channel, batch, _manner(given))]
    return jsonify(events=events, attempts=[attempt.as_json() for attempt in attempts])


@blueprint.get("/webhooks")
def list_webhooks() -> ResponseReturnValue:
    with current_store().reading() as connection:
        return jsonify(attempts_made(connection))


@blueprint.post("/press")
def press() -> ResponseReturnValue:
    """Press the newest button with this `label` or `data` on somebody's phone, and wait for the webhook."""
    given = _given()
    store = current_store()
    with store.reading() as connection:
        channel = _channel_for(connection, given)
        found = pressing.newest_action(connection, channel, str(given["user"]), _wanted(given))
    params = given.get("params")
    return jsonify(pressing.press(store, channel, str(given["user"]), found, params=params).wait().as_json())


@blueprint.post("/say")
def say() -> ResponseReturnValue:
    """Type a text on somebody's phone, and wait for the webhook."""
    given = _given()
    store = current_store()
    with store.reading() as connection:
        channel = _channel_for(connection, given)
    return jsonify(pressing.say(store, channel, str(given["user"]), str(given["text"])).wait().as_json())


@blueprint.post("/attach")
def attach() -> ResponseReturnValue:
    """Send a photo or a file (`base64`, `name`) from somebody's phone, and wait for the webhook."""
    given = _given()
    store = current_store()
    with store.reading() as connection:
        channel = _channel_for(connection, given)
    data, name = base64.b64decode(given["base64"]), str(given.get("name", "photo.jpg"))
    return jsonify(pressing.attach(store, channel, str(given["user"]), data, name=name).wait().as_json())


@blueprint.post("/follow")
def follow() -> ResponseReturnValue:
    """Let somebody become a friend again."""
    return _friendship_changed(pressing.follow)


@blueprint.post("/unfollow")
def unfollow() -> ResponseReturnValue:
    """Let somebody block the account."""
    return _friendship_changed(pressing.unfollow)


@blueprint.get("/messages")
def list_messages() -> ResponseReturnValue:
    """Tell what readers received, one item for each delivery; `to` names one reader."""
    with current_store().reading() as connection:
        names = {channel.id: channel.basic_id for channel in channels(connection)}
        return jsonify(deliveries_json(received(connection, request.args.get("to")), names))


@blueprint.get("/requests")
def list_requests() -> ResponseReturnValue:
    """Tell every request made to the API; `op` names one operation."""
    with current_store().reading() as connection:
        return jsonify(requests_seen(connection, request.args.get("op")))


@blueprint.post("/reset")
def reset() -> ResponseReturnValue:
    """Forget the record, the faults and the clock; with `everything` also channels and people."""
    with current_store().writing() as connection:
        if _given().get("everything"):
            forget_everything(connection)
        else:
            forget_records(connection)
    return jsonify({})


def _friendship_changed(change: Callable[[Store, Channel, str], pressing.Happening]) -> ResponseReturnValue:
    given = _given()
    store = current_store()
    with store.reading() as connection:
        channel = _channel_for(connection, given)
    return jsonify(change(store, channel, str(given["user"])).wait().as_json())


def _channel_for(connection: sqlite3.Connection, given: JsonObject) -> Channel:
    """Return the channel named, or the only one the person has met."""
    met = channels_of(connection, str(given.get("user")))
    if given.get("channel") or not met:
        return channel_named(connection, given.get("channel"))
    return met[0]


def _wanted(given: JsonObject) -> pressing.Wanted:
    return pressing.Wanted(given.get("label"), given.get("data"), given.get("message"))


def _manner(given: JsonObject) -> Manner:
    return Manner(
        repeat=int(given.get("repeat", 1)),
        is_concurrent=bool(given.get("concurrent")),
        redeliver=int(given.get("redeliver", 0)),
        redeliver_after_seconds=float(given.get("redeliver_delay", 0.5)),
        has_bad_signature=bool(given.get("bad_signature")),
        has_no_signature=bool(given.get("drop_signature")),
        secret=given.get("secret"),
        url=given.get("url"),
        patience_seconds=float(given.get("timeout", 2.0)),
    )


def _given() -> JsonObject:
    given = request.get_json(silent=True) if request.get_data() else {}
    if not isinstance(given, dict):
        raise Refused(400, "The body is a JSON object")
    return given


def _instant_given(value: str) -> datetime:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise Refused(400, "An instant has a time zone")
    return at
