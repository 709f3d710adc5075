"""The pages of the phones and what can be done on them; every press is a form that leads back to the page."""

import sqlite3
from importlib.resources import files
from io import BytesIO

from flask import Blueprint, Response, jsonify, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.simulator import pressing
from tracker.simulator.answers import JsonObject, Refused
from tracker.simulator.channels import Channel, channel_named
from tracker.simulator.chat import read_all
from tracker.simulator.people import channels_of, person
from tracker.simulator.phone import screen as screens
from tracker.simulator.phone.group_chat import group_contacts
from tracker.simulator.store import Store, current_store

blueprint = Blueprint("phone", __name__)

_PATIENCE_SECONDS = 0.4
_FONTS = {"regular": "Sarabun-Regular.ttf", "bold": "Sarabun-Bold.ttf"}
_PICKER_FIELDS = {"date": "date", "time": "time", "datetime": "datetime-local"}


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the people and what waits for them."""
    with current_store().reading() as connection:
        return render_template(
            "simulator/people.html", contacts=screens.contacts(connection), groups=group_contacts(connection)
        )


@blueprint.get("/phone/<user_id>")
def show(user_id: str) -> ResponseReturnValue:
    """Show somebody's chat."""
    with current_store().reading() as connection:
        channel = _channel(connection, user_id)
        shown = screens.screen(connection, user_id, channel)
        shown.contacts = screens.contacts(connection)
        picker = _picker(connection, user_id)
    return render_template(
        "simulator/phone.html",
        screen=shown,
        picker=picker,
        draft=request.args.get("draft", ""),
        is_attaching="attach" in request.args,
        words_of=screens.words_of,
    )


@blueprint.get("/phone/<user_id>/lock")
def lock(user_id: str) -> ResponseReturnValue:
    """Show somebody's lock screen: what is unread, in the words of its notification."""
    with current_store().reading() as connection:
        channel = _channel(connection, user_id)
        shown = screens.screen(connection, user_id, channel)
        shown.contacts = screens.contacts(connection)
        waiting = screens.notifications(connection, channel, user_id)
    return render_template("simulator/lock.html", screen=shown, waiting=waiting, words_of=screens.words_of)


@blueprint.get("/phone/<user_id>/cards.css")
def cards(user_id: str) -> ResponseReturnValue:
    """Give the styles of the cards on a screen: their colours and sizes are whatever the sender chose."""
    with current_store().reading() as connection:
        written = screens.cards_stylesheet(connection, user_id, _channel(connection, user_id))
    return Response(written, content_type="text/css; charset=utf-8")


@blueprint.get("/phone/<user_id>/pulse")
def pulse(user_id: str) -> ResponseReturnValue:
    """Give a text that changes whenever the screen does."""
    with current_store().reading() as connection:
        return jsonify(pulse=screens.screen(connection, user_id, _channel(connection, user_id)).pulse)


@blueprint.get("/phone/<user_id>/content/<message_id>")
def content(user_id: str, message_id: str) -> ResponseReturnValue:
    """Give a photo or a file of the chat back to the person who sent it."""
    with current_store().reading() as connection:
        row = connection.execute(
            "SELECT contents.* FROM contents JOIN chat ON chat.message_id = contents.message_id"
            " WHERE contents.message_id = ? AND chat.user_id = ?",
            (message_id, user_id),
        ).fetchone()
    if row is None:
        raise Refused(404, "There is no such content")
    is_picture = row["media_type"].startswith("image/")
    return send_file(
        BytesIO(row["data"]), mimetype=row["media_type"], as_attachment=not is_picture, download_name=message_id
    )


@blueprint.get("/rich-menu/<menu_id>")
def rich_menu(menu_id: str) -> ResponseReturnValue:
    """Give the picture of a rich menu."""
    with current_store().reading() as connection:
        row = connection.execute("SELECT * FROM rich_menus WHERE id = ?", (menu_id,)).fetchone()
    if row is None or row["image"] is None:
        raise Refused(404, "There is no such picture")
    return send_file(BytesIO(row["image"]), mimetype=row["media_type"])


@blueprint.get("/fonts/<weight>.ttf")
def font(weight: str) -> ResponseReturnValue:
    """Give the Thai letters of the pages."""
    if weight not in _FONTS:
        raise Refused(404, "There is no such font")
    data = files("fontpkg_sarabun").joinpath("files", _FONTS[weight]).read_bytes()
    return send_file(BytesIO(data), mimetype="font/ttf", max_age=86400)


@blueprint.post("/phone/<user_id>/read")
def read(user_id: str) -> ResponseReturnValue:
    """Count the chat as looked at, and show it."""
    with current_store().writing() as connection:
        channel = _channel(connection, user_id)
        read_all(connection, channel, user_id)
    return _back(user_id, channel)


@blueprint.post("/phone/<user_id>/press")
def press(user_id: str) -> ResponseReturnValue:
    """Press a button of a message or of the rich menu."""
    store, action, channel = _pressed(user_id)
    pressing.press(store, channel, user_id, action, params=_params(action)).wait(_PATIENCE_SECONDS)
    if action.get("inputOption") == "openKeyboard":
        return _back(user_id, channel, draft=action.get("fillInText") or "")
    return _back(user_id, channel)


@blueprint.post("/phone/<user_id>/say")
def say(user_id: str) -> ResponseReturnValue:
    """Send what was typed; nothing typed sends nothing."""
    store = current_store()
    with store.reading() as connection:
        channel = _channel(connection, user_id)
    text = request.form.get("text", "").strip()
    if text:
        pressing.say(store, channel, user_id, text).wait(_PATIENCE_SECONDS)
    return _back(user_id, channel)


@blueprint.post("/phone/<user_id>/attach")
def attach(user_id: str) -> ResponseReturnValue:
    """Send photos and files; several photos at once are one set, told one by one."""
    store = current_store()
    with store.reading() as connection:
        channel = _channel(connection, user_id)
    chosen = [each for each in request.files.getlist("file") if each.filename]
    for position, each in enumerate(chosen, 1):
        one_of_many = {"id": f"{user_id[:9]}{position}", "index": position, "total": len(chosen)}
        image_set: JsonObject | None = one_of_many if len(chosen) > 1 else None
        pressing.attach(store, channel, user_id, each.read(), name=each.filename or "", image_set=image_set).wait(
            _PATIENCE_SECONDS
        )
    return _back(user_id, channel)


@blueprint.post("/phone/<user_id>/follow")
def follow(user_id: str) -> ResponseReturnValue:
    """Add the account as a friend, or stop blocking it."""
    store = current_store()
    with store.reading() as connection:
        channel = _channel(connection, user_id)
    pressing.follow(store, channel, user_id).wait(_PATIENCE_SECONDS)
    return _back(user_id, channel)


@blueprint.post("/phone/<user_id>/unfollow")
def unfollow(user_id: str) -> ResponseReturnValue:
    """Block the account."""
    store = current_store()
    with store.reading() as connection:
        channel = _channel(connection, user_id)
    pressing.unfollow(store, channel, user_id).wait(_PATIENCE_SECONDS)
    return _back(user_id, channel)


def _channel(connection: sqlite3.Connection, user_id: str) -> Channel:
    """Return the channel the page is about: the one named, or the first the person has met."""
    person(connection, user_id)
    name = request.values.get("channel")
    met = channels_of(connection, user_id)
    return channel_named(connection, name) if name or not met else met[0]


def _back(user_id: str, channel: Channel, draft: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("phone.show", user_id=user_id, channel=channel.basic_id, draft=draft), 303)


def _pressed(user_id: str) -> tuple[Store, JsonObject, Channel]:
    store = current_store()
    with store.reading() as connection:
        channel = _channel(connection, user_id)
        action = _action(connection, user_id)
    if action is None:
        raise Refused(404, "There is no such button in this chat")
    return store, action, channel


def _action(connection: sqlite3.Connection, user_id: str) -> JsonObject | None:
    path, number, menu = (request.values.get(name, "") for name in ("action", "message", "menu"))
    if menu:
        return screens.menu_action(connection, menu, path)
    return screens.entry_action(connection, user_id, int(number), path) if number.isdigit() else None


def _params(action: JsonObject) -> JsonObject | None:
    if action["type"] == "richmenuswitch":
        return {"newRichMenuAliasId": action["richMenuAliasId"], "status": "SUCCESS"}
    mode, picked = action.get("mode", ""), request.form.get("picked", "")
    return {mode: picked} if action["type"] == "datetimepicker" and picked else None


def _picker(connection: sqlite3.Connection, user_id: str) -> JsonObject | None:
    """Return the date field a picker asks for, when the address says that one was pressed."""
    action = _action(connection, user_id)
    if action is None or action["type"] != "datetimepicker":
        return None
    return {**action, "field": _PICKER_FIELDS[action["mode"]]}
