"""Rich menus: made once, given a picture once, linked to everybody or to one person."""

import json
import secrets
import sqlite3

from tracker.simulator.answers import NOT_FOUND, Answer, JsonObject, Refused
from tracker.simulator.api.door import Call, Operation, operation
from tracker.simulator.checks.messages import refuse_unless_shaped
from tracker.simulator.checks.rich_menus import rich_menu
from tracker.simulator.checks.shapes import listed, matching, needed, shaped, text
from tracker.simulator.people import friendship, is_user_id

MOST_IMAGE_BYTES = 1024 * 1024
_alias_name = matching(r"[A-Za-z0-9_-]{1,32}")
_alias = shaped({"richMenuAliasId": needed(_alias_name), "richMenuId": needed(text(100))})
_alias_change = shaped({"richMenuId": needed(text(100))})
_bulk_link = shaped({"richMenuId": needed(text(100)), "userIds": needed(listed(text(100), 1, 500))})
_bulk_unlink = shaped({"userIds": needed(listed(text(100), 1, 500))})


@operation("POST", "/v2/bot/richmenu/validate", Operation("validateRichMenuObject"))
def validate_rich_menu(call: Call) -> Answer:
    """Tell whether a menu is well formed."""
    refuse_unless_shaped(call.body, rich_menu)
    return Answer(200, {})


@operation("POST", "/v2/bot/richmenu", Operation("createRichMenu"))
def create_rich_menu(call: Call) -> Answer:
    """Make a menu, without its picture."""
    refuse_unless_shaped(call.body, rich_menu)
    menu_id = f"richmenu-{secrets.token_hex(16)}"
    call.connection.execute(
        "INSERT INTO rich_menus (id, channel, definition) VALUES (?, ?, ?)",
        (menu_id, call.channel.id, json.dumps(call.body, ensure_ascii=False)),
    )
    return Answer(200, {"richMenuId": menu_id})


@operation("GET", "/v2/bot/richmenu/list", Operation("getRichMenuList"))
def rich_menu_list(call: Call) -> Answer:
    """Tell every menu of the channel."""
    rows = call.connection.execute("SELECT * FROM rich_menus WHERE channel = ? ORDER BY rowid", (call.channel.id,))
    return Answer(200, {"richmenus": [_as_json(row) for row in rows]})


@operation("GET", "/v2/bot/richmenu/<menu_id>", Operation("getRichMenu"))
def show_rich_menu(call: Call, menu_id: str) -> Answer:
    """Tell one menu."""
    return Answer(200, _as_json(_menu(call, menu_id)))


@operation("DELETE", "/v2/bot/richmenu/<menu_id>", Operation("deleteRichMenu"))
def delete_rich_menu(call: Call, menu_id: str) -> Answer:
    """Delete a menu; nobody sees it any more."""
    _menu(call, menu_id)
    call.connection.execute("DELETE FROM rich_menus WHERE id = ?", (menu_id,))
    call.connection.execute("UPDATE channels SET default_menu = NULL WHERE default_menu = ?", (menu_id,))
    call.connection.execute("UPDATE friendships SET rich_menu = NULL WHERE rich_menu = ?", (menu_id,))
    return Answer(200, {})


@operation("POST", "/v2/bot/richmenu/<menu_id>/content", Operation("setRichMenuImage", takes_json=False))
def set_rich_menu_image(call: Call, menu_id: str) -> Answer:
    """Give a menu its picture, once."""
    menu = _menu(call, menu_id)
    if call.media_type not in {"image/png", "image/jpeg"}:
        raise Refused(415, f"The content type, {call.media_type or 'none'}, is not supported")
    if len(call.raw) > MOST_IMAGE_BYTES:
        raise Refused(413, "Payload Too Large")
    if menu["image"] is not None:
        raise Refused(400, "An image has already been uploaded to the richmenu")
    call.connection.execute(
        "UPDATE rich_menus SET media_type = ?, image = ? WHERE id = ?", (call.media_type, call.raw, menu_id)
    )
    return Answer(200, {})


@operation("GET", "/v2/bot/richmenu/<menu_id>/content", Operation("getRichMenuImage"))
def rich_menu_image(call: Call, menu_id: str) -> Answer:
    """Hand over a menu's picture."""
    menu = _menu(call, menu_id)
    if menu["image"] is None:
        raise Refused(404, NOT_FOUND)
    return Answer(200, bytes(menu["image"]), media_type=menu["media_type"])


@operation("POST", "/v2/bot/user/all/richmenu/<menu_id>", Operation("setDefaultRichMenu"))
def set_default_rich_menu(call: Call, menu_id: str) -> Answer:
    """Show a menu to everybody who has none of their own."""
    _menu_with_image(call, menu_id)
    call.connection.execute("UPDATE channels SET default_menu = ? WHERE id = ?", (menu_id, call.channel.id))
    return Answer(200, {})


@operation("GET", "/v2/bot/user/all/richmenu", Operation("getDefaultRichMenuId"))
def default_rich_menu(call: Call) -> Answer:
    """Tell which menu everybody sees."""
    if not call.channel.default_menu:
        raise Refused(404, "no default richmenu")
    return Answer(200, {"richMenuId": call.channel.default_menu})


@operation("DELETE", "/v2/bot/user/all/richmenu", Operation("cancelDefaultRichMenu"))
def cancel_default_rich_menu(call: Call) -> Answer:
    """Show everybody no menu."""
    call.connection.execute("UPDATE channels SET default_menu = NULL WHERE id = ?", (call.channel.id,))
    return Answer(200, {})


@operation("POST", "/v2/bot/user/<user_id>/richmenu/<menu_id>", Operation("linkRichMenuIdToUser"))
def link_rich_menu(call: Call, user_id: str, menu_id: str) -> Answer:
    """Show one person a menu of their own."""
    _menu_with_image(call, menu_id)
    _give_menu(call, user_id, menu_id)
    return Answer(200, {})


@operation("GET", "/v2/bot/user/<user_id>/richmenu", Operation("getRichMenuIdOfUser"))
def rich_menu_of_user(call: Call, user_id: str) -> Answer:
    """Tell which menu one person was given."""
    menu_id = friendship(call.connection, call.channel, user_id).rich_menu
    if menu_id is None:
        raise Refused(404, "the user has no richmenu")
    return Answer(200, {"richMenuId": menu_id})


@operation("DELETE", "/v2/bot/user/<user_id>/richmenu", Operation("unlinkRichMenuIdFromUser"))
def unlink_rich_menu(call: Call, user_id: str) -> Answer:
    """Take one person's own menu back."""
    _give_menu(call, user_id, None)
    return Answer(200, {})


@operation("POST", "/v2/bot/richmenu/bulk/link", Operation("linkRichMenuIdToUsers"))
def link_rich_menu_to_many(call: Call) -> Answer:
    """Show many people a menu."""
    refuse_unless_shaped(call.body, _bulk_link)
    _menu_with_image(call, call.body["richMenuId"])
    for user_id in call.body["userIds"]:
        _give_menu(call, user_id, call.body["richMenuId"])
    return Answer(202, {})


@operation("POST", "/v2/bot/richmenu/bulk/unlink", Operation("unlinkRichMenuIdFromUsers"))
def unlink_rich_menu_from_many(call: Call) -> Answer:
    """Take many people's own menus back."""
    refuse_unless_shaped(call.body, _bulk_unlink)
    for user_id in call.body["userIds"]:
        _give_menu(call, user_id, None)
    return Answer(202, {})


@operation("POST", "/v2/bot/richmenu/alias", Operation("createRichMenuAlias"))
def create_alias(call: Call) -> Answer:
    """Give a menu a name that can be moved to another menu."""
    refuse_unless_shaped(call.body, _alias)
    _refuse_unless_pictured(call)
    try:
        call.connection.execute(
            "INSERT INTO rich_menu_aliases (channel, alias, menu) VALUES (?, ?, ?)",
            (call.channel.id, call.body["richMenuAliasId"], call.body["richMenuId"]),
        )
    except sqlite3.IntegrityError as problem:
        raise Refused(400, "conflict richmenu alias id") from problem
    return Answer(200, {})


@operation("GET", "/v2/bot/richmenu/alias/list", Operation("getRichMenuAliasList"))
def alias_list(call: Call) -> Answer:
    """Tell every alias."""
    rows = call.connection.execute("SELECT * FROM rich_menu_aliases WHERE channel = ?", (call.channel.id,))
    return Answer(200, {"aliases": [{"richMenuAliasId": row["alias"], "richMenuId": row["menu"]} for row in rows]})


@operation("GET", "/v2/bot/richmenu/alias/<alias>", Operation("getRichMenuAlias"))
def show_alias(call: Call, alias: str) -> Answer:
    """Tell which menu an alias means."""
    return Answer(200, {"richMenuAliasId": alias, "richMenuId": _aliased(call, alias)})


@operation("POST", "/v2/bot/richmenu/alias/<alias>", Operation("updateRichMenuAlias"))
def update_alias(call: Call, alias: str) -> Answer:
    """Let an alias mean another menu."""
    refuse_unless_shaped(call.body, _alias_change)
    _aliased(call, alias)
    _refuse_unless_pictured(call)
    call.connection.execute(
        "UPDATE rich_menu_aliases SET menu = ? WHERE channel = ? AND alias = ?",
        (call.body["richMenuId"], call.channel.id, alias),
    )
    return Answer(200, {})


@operation("DELETE", "/v2/bot/richmenu/alias/<alias>", Operation("deleteRichMenuAlias"))
def delete_alias(call: Call, alias: str) -> Answer:
    """Forget an alias."""
    _aliased(call, alias)
    call.connection.execute("DELETE FROM rich_menu_aliases WHERE channel = ? AND alias = ?", (call.channel.id, alias))
    return Answer(200, {})


def _menu(call: Call, menu_id: str) -> sqlite3.Row:
    row: sqlite3.Row | None = call.connection.execute(
        "SELECT * FROM rich_menus WHERE id = ? AND channel = ?", (menu_id, call.channel.id)
    ).fetchone()
    if row is None:
        raise Refused(404, "richmenu not found")
    return row


def _menu_with_image(call: Call, menu_id: str) -> None:
    if _menu(call, menu_id)["image"] is None:
        raise Refused(400, "must upload richmenu image before applying it to user")


def _refuse_unless_pictured(call: Call) -> None:
    """Refuse an alias for a menu nobody can see: here LINE says 400 for one that is not there, too."""
    found = call.connection.execute(
        "SELECT image FROM rich_menus WHERE id = ? AND channel = ?", (call.body["richMenuId"], call.channel.id)
    ).fetchone()
    if found is None or found["image"] is None:
        raise Refused(400, "richmenu not found")


def _give_menu(call: Call, user_id: str, menu_id: str | None) -> None:
    if not is_user_id(user_id):
        raise Refused(400, "The value for the 'userId' parameter is invalid")
    call.connection.execute(
        "UPDATE friendships SET rich_menu = ? WHERE channel = ? AND user_id = ?", (menu_id, call.channel.id, user_id)
    )


def _aliased(call: Call, alias: str) -> str:
    row = call.connection.execute(
        "SELECT menu FROM rich_menu_aliases WHERE channel = ? AND alias = ?", (call.channel.id, alias)
    ).fetchone()
    if row is None:
        raise Refused(404, "richmenu alias not found")
    return str(row["menu"])


def _as_json(row: sqlite3.Row) -> JsonObject:
    return {**json.loads(row["definition"]), "richMenuId": row["id"]}
