"""Rich menus: made once, pictured once, given to everybody or to one person."""

from typing import Any

from tests.simulator.cards import postback
from tests.simulator.running import user_id
from tests.simulator.scenarios.sending import FRIEND, OTHER, PEOPLE
from tests.simulator.scenarios.steps import Ask, Set, Step, scenario

_MENUS = "/v2/bot/richmenu"
_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
_MISSING = "richmenu-" + "0" * 32


def _menu(**changes: Any) -> dict[str, Any]:
    area = {"bounds": {"x": 0, "y": 0, "width": 2500, "height": 843}, "action": postback("งานของฉัน")}
    whole = {
        "size": {"width": 2500, "height": 843},
        "selected": True,
        "name": "เจ้าหน้าที่",
        "chatBarText": "เมนู",
        "areas": [area],
    }
    return {name: value for name, value in {**whole, **changes}.items() if value is not None}


def _checked(says: str, **changes: Any) -> tuple[Step, Step]:
    """A menu is checked and made alike."""
    body = _menu(**changes)
    return Ask(says, "POST", f"{_MENUS}/validate", body), Ask(says, "POST", _MENUS, body)


def _area(action: dict[str, Any], **bounds: int) -> list[dict[str, Any]]:
    return [{"bounds": {"x": 0, "y": 0, "width": 100, "height": 100, **bounds}, "action": action}]


def _picture(says: str, menu: str = "{menu}", raw: bytes = _PICTURE, media_type: str = "image/png") -> Ask:
    return Ask(says, "POST", f"{_MENUS}/{menu}/content", raw=raw, media_type=media_type)


_MADE = Ask("200", "POST", _MENUS, _menu(), keep={"menu": "richMenuId"})
_PICTURED = (_MADE, _picture("200"))

SCENARIOS = (
    scenario("a menu", *_checked("200")),
    scenario("the least size", *_checked("200", size={"width": 800, "height": 250}, areas=_area(postback()))),
    scenario("too narrow", *_checked("400 body wrong", size={"width": 799, "height": 250}, areas=[])),
    scenario("too wide", *_checked("400 body wrong", size={"width": 2501, "height": 843}, areas=[])),
    scenario("too low", *_checked("400 body wrong", size={"width": 800, "height": 249}, areas=[])),
    scenario("too high for its width", *_checked("400 body wrong", size={"width": 1000, "height": 700}, areas=[])),
    scenario("fourteen letters at its foot", *_checked("200", chatBarText="ก" * 14)),
    scenario("fifteen letters at its foot", *_checked("400 body wrong", chatBarText="ก" * 15)),
    scenario("no words at its foot", *_checked("400 body wrong", chatBarText="")),
    scenario("a name of 300", *_checked("200", name="ก" * 300)),
    scenario("a name of 301", *_checked("400 body wrong", name="ก" * 301)),
    scenario("twenty areas", *_checked("200", areas=_area(postback()) * 20)),
    scenario("twenty-one areas", *_checked("400 body wrong", areas=_area(postback()) * 21)),
    scenario("an area outside", *_checked("400 body wrong", areas=_area(postback(), x=2450))),
    scenario("a label of twenty", *_checked("200", areas=_area(postback("ก" * 20)))),
    scenario("a label of twenty-one", *_checked("400 body wrong", areas=_area(postback("ก" * 21)))),
    scenario("a camera", *_checked("400 body wrong", areas=_area({"type": "camera", "label": "ถ่าย"}))),
    scenario(
        "switching", *_checked("200", areas=_area({"type": "richmenuswitch", "data": "a", "richMenuAliasId": "b"}))
    ),
    scenario("without areas", *_checked("400 body wrong", areas=None)),
    scenario("without selected", *_checked("400 body wrong", selected=None)),
    scenario("with something unknown", *_checked("400 body wrong", colour="red")),
    scenario(
        "a picture once", *_PICTURED, _picture("400 has picture"), Ask("200", "GET", f"{_MENUS}/{{menu}}/content")
    ),
    scenario("a picture of another kind", _MADE, _picture("415 media type", media_type="image/gif")),
    scenario("a picture of no kind", _MADE, _picture("415 media type", media_type="application/json")),
    scenario("a picture of one megabyte", _MADE, _picture("200", raw=_PICTURE + bytes(1024 * 1024 - len(_PICTURE)))),
    scenario("a picture of more", _MADE, _picture("413 too large", raw=_PICTURE + bytes(1024 * 1024))),
    scenario("a picture for no menu", _picture("404 not found", _MISSING)),
    scenario("a menu without a picture shows none", _MADE, Ask("404 not found", "GET", f"{_MENUS}/{{menu}}/content")),
    scenario(
        "everybody's menu",
        Ask("404 no default menu", "GET", "/v2/bot/user/all/richmenu"),
        _MADE,
        Ask("400 no picture", "POST", "/v2/bot/user/all/richmenu/{menu}"),
        _picture("200"),
        Ask("200", "POST", "/v2/bot/user/all/richmenu/{menu}"),
        Ask("200", "GET", "/v2/bot/user/all/richmenu"),
        Ask("200", "DELETE", "/v2/bot/user/all/richmenu"),
        Ask("404 no default menu", "GET", "/v2/bot/user/all/richmenu"),
        Ask("404 not found", "POST", f"/v2/bot/user/all/richmenu/{_MISSING}"),
    ),
    scenario(
        "one person's menu",
        PEOPLE,
        _MADE,
        Ask("400 no picture", "POST", f"/v2/bot/user/{FRIEND}/richmenu/{{menu}}"),
        _picture("200"),
        Ask("404 no menu of their own", "GET", f"/v2/bot/user/{FRIEND}/richmenu"),
        Ask("200", "POST", f"/v2/bot/user/{FRIEND}/richmenu/{{menu}}"),
        Ask("200", "GET", f"/v2/bot/user/{FRIEND}/richmenu"),
        Ask("200", "DELETE", f"/v2/bot/user/{FRIEND}/richmenu"),
        Ask("200", "DELETE", f"/v2/bot/user/{FRIEND}/richmenu"),
        Ask("404 no menu of their own", "GET", f"/v2/bot/user/{FRIEND}/richmenu"),
        Ask("404 not found", "POST", f"/v2/bot/user/{FRIEND}/richmenu/{_MISSING}"),
        Ask("400 property wrong", "POST", "/v2/bot/user/somebody/richmenu/{menu}"),
    ),
    scenario(
        "many people's menu",
        PEOPLE,
        *_PICTURED,
        Ask("202", "POST", f"{_MENUS}/bulk/link", {"richMenuId": "{menu}", "userIds": [FRIEND, OTHER]}),
        Ask("200", "GET", f"/v2/bot/user/{OTHER}/richmenu"),
        Ask("202", "POST", f"{_MENUS}/bulk/unlink", {"userIds": [FRIEND, OTHER]}),
        Ask("404 no menu of their own", "GET", f"/v2/bot/user/{OTHER}/richmenu"),
        Ask("404 not found", "POST", f"{_MENUS}/bulk/link", {"richMenuId": _MISSING, "userIds": [FRIEND]}),
        Ask("400 property wrong", "POST", f"{_MENUS}/bulk/unlink", {"userIds": ["somebody"]}),
        Ask("400 body wrong", "POST", f"{_MENUS}/bulk/unlink", {"userIds": [user_id(n) for n in range(501)]}),
    ),
    scenario(
        "deleting",
        *_PICTURED,
        Ask("200", "GET", f"{_MENUS}/list"),
        Ask("200", "GET", f"{_MENUS}/{{menu}}"),
        Ask("200", "DELETE", f"{_MENUS}/{{menu}}"),
        Ask("404 not found", "DELETE", f"{_MENUS}/{{menu}}"),
        Ask("404 not found", "GET", f"{_MENUS}/{{menu}}"),
    ),
    scenario(
        "aliases",
        _MADE,
        Ask("400 not found", "POST", f"{_MENUS}/alias", {"richMenuAliasId": "mine", "richMenuId": "{menu}"}),
        _picture("200"),
        Ask("200", "POST", f"{_MENUS}/alias", {"richMenuAliasId": "mine", "richMenuId": "{menu}"}),
        Ask("400 alias taken", "POST", f"{_MENUS}/alias", {"richMenuAliasId": "mine", "richMenuId": "{menu}"}),
        Ask("400 not found", "POST", f"{_MENUS}/alias", {"richMenuAliasId": "other", "richMenuId": _MISSING}),
        Ask("400 body wrong", "POST", f"{_MENUS}/alias", {"richMenuAliasId": "ก", "richMenuId": "{menu}"}),
        Ask("200", "GET", f"{_MENUS}/alias/mine"),
        Ask("200", "GET", f"{_MENUS}/alias/list"),
        Ask("200", "POST", f"{_MENUS}/alias/mine", {"richMenuId": "{menu}"}),
        Ask("400 not found", "POST", f"{_MENUS}/alias/mine", {"richMenuId": _MISSING}),
        Ask("404 no alias", "POST", f"{_MENUS}/alias/other", {"richMenuId": "{menu}"}),
        Ask("200", "DELETE", f"{_MENUS}/alias/mine"),
        Ask("404 no alias", "DELETE", f"{_MENUS}/alias/mine"),
        Ask("404 no alias", "GET", f"{_MENUS}/alias/mine"),
        Set("clock", {"advance": 1}),
    ),
)
