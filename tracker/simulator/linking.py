"""Account linking as LINE's own page does it: a person comes back with a nonce, the application hears by webhook."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tracker.simulator.answers import JsonObject, Refused
from tracker.simulator.channels import Channel, channel_numbered
from tracker.simulator.events import complete
from tracker.simulator.store import Store, current_store, instant
from tracker.simulator.tokens import NONCE_LENGTHS, use_link_token
from tracker.simulator.webhook import Manner, deliver

blueprint = Blueprint("linking", __name__)


@blueprint.get("/dialog/bot/accountLink")
def account_link() -> ResponseReturnValue:
    """Use up the link token and tell the application; `as` names another person who opened the address."""
    try:
        channel, user_id, event = _linked(current_store(), request.args.get("as"))
    except Refused as refusal:
        return render_template("simulator/account_link.html", channel=None, user_id="", is_linked=False), refusal.status
    deliver(current_store(), channel, [event], Manner())
    is_linked = event["link"]["result"] == "ok"
    return render_template("simulator/account_link.html", channel=channel, user_id=user_id, is_linked=is_linked)


def _linked(store: Store, opened_by: str | None) -> tuple[Channel, str, JsonObject]:
    nonce = request.args.get("nonce", "")
    if len(nonce) not in NONCE_LENGTHS:
        raise Refused(400, "The nonce must have 10 to 255 characters")
    with store.writing() as connection:
        at = instant(connection)
        channel_id, user_id = use_link_token(connection, request.args.get("linkToken", ""), at=at)
        channel = channel_numbered(connection, channel_id)
        is_same = opened_by in {None, user_id}
        event: JsonObject = {"type": "accountLink", "link": {"result": "ok" if is_same else "failed", "nonce": nonce}}
        if is_same:
            event["to_user"] = user_id
        return channel, user_id, complete(connection, channel, event, at=at)
