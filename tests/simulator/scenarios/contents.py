"""Contents, tokens, loading, and what the door of the API refuses before it looks inside."""

from tests.simulator.cards import words
from tests.simulator.running import group_id
from tests.simulator.scenarios.sending import FRIEND, PEOPLE, PUSH, push
from tests.simulator.scenarios.steps import Ask, Set, Tell, scenario

_FORM = "application/x-www-form-urlencoded"
_LOADING = "/v2/bot/chat/loading/start"
_CREDENTIALS = b"grant_type=client_credentials&client_id=1234567890&client_secret=secret-of-the-sample-office"


def _content(says: str, message_id: str = "5", more: str = "") -> Ask:
    return Ask(says, "GET", f"/v2/bot/message/{message_id}/content{more}")


def _loading(says: str, chat: str = FRIEND, **about: object) -> Ask:
    return Ask(says, "POST", _LOADING, {"chatId": chat, **about})


def _raw(says: str, raw: bytes, media_type: str = "application/json", path: str = PUSH) -> Ask:
    return Ask(says, "POST", path, raw=raw, media_type=media_type)


SCENARIOS = (
    scenario("a photo", Set("content", {"5": {"size": 3000, "type": "image/jpeg"}}), _content("200")),
    scenario("its preview", Set("content", {"5": {"size": 3000}}), _content("200", more="/preview")),
    scenario("a photo still prepared", Set("content", {"5": {"state": "processing"}}), _content("202")),
    scenario(
        "how far it is prepared",
        Set("content", {"5": {"state": "processing"}, "6": {"size": 1}}),
        _content("200", more="/transcoding"),
        _content("200", "6", "/transcoding"),
        _content("404 not found", "7", "/transcoding"),
    ),
    scenario("a photo taken back", Set("content", {"5": {"state": "gone"}}), _content("410 gone")),
    scenario("a photo nobody sent", _content("404 not found")),
    scenario("loading", PEOPLE, _loading("202"), _loading("202", loadingSeconds=5), _loading("202", loadingSeconds=60)),
    scenario(
        "loading of other lengths",
        PEOPLE,
        *(_loading("400 body wrong", loadingSeconds=seconds) for seconds in (0, 7, 65)),
    ),
    scenario("loading in a group", _loading("400 body wrong", group_id(1))),
    scenario(
        "marked as read",
        PEOPLE,
        Tell(
            ({"to_user": FRIEND, "message": {"type": "text", "text": "ก"}},),
            keep={"read": "events.0.message.markAsReadToken"},
        ),
        Ask("200", "POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": "{read}"}),
        Ask("400 body wrong", "POST", "/v2/bot/chat/markAsRead", {}),
    ),
    scenario(
        "a stateless token lives fifteen minutes",
        PEOPLE,
        Ask(
            "200",
            "POST",
            "/oauth2/v3/token",
            raw=_CREDENTIALS,
            media_type=_FORM,
            token="",
            keep={"new": "access_token"},
        ),
        Ask("200", "GET", "/v2/bot/message/quota", token="{new}"),
        Set("clock", {"advance": 14 * 60}),
        Ask("200", "GET", "/v2/bot/message/quota", token="{new}"),
        Set("clock", {"advance": 2 * 60}),
        Ask("401 old token", "GET", "/v2/bot/message/quota", token="{new}"),
    ),
    scenario(
        "a short-lived token lives thirty days",
        Ask(
            "200",
            "POST",
            "/v2/oauth/accessToken",
            raw=_CREDENTIALS,
            media_type=_FORM,
            token="",
            keep={"new": "access_token"},
        ),
        Set("clock", {"advance": 29 * 24 * 3600}),
        Ask("200", "GET", "/v2/bot/message/quota", token="{new}"),
        Set("clock", {"advance": 2 * 24 * 3600}),
        Ask("401 old token", "GET", "/v2/bot/message/quota", token="{new}"),
    ),
    scenario(
        "a token for another grant",
        _raw("400 grant", b"grant_type=password&client_id=1234567890&client_secret=x", _FORM, "/v2/oauth/accessToken"),
    ),
    scenario("no JSON", _raw("400 no json", b'{"to": '), _raw("400 no json", b'{"to": "\xff"}')),
    scenario("no object", _raw("400 body wrong", b"[]"), _raw("400 body wrong", b'"push"')),
    scenario("no body", Ask("400 body wrong", "POST", PUSH, raw=b"{}")),
    scenario("another media type", _raw("415 media type", b"{}", "text/plain")),
    scenario("a body of more than two megabytes", _raw("413 too large", b" " * (2 * 1024 * 1024 + 1))),
    scenario("a body of just under two megabytes", _raw("400 body wrong", b"{}" + b" " * (2 * 1024 * 1024 - 2))),
    scenario(
        "a path LINE does not have", Ask("404 not found", "POST", "/v2/bot/message/shout", {"messages": [words()]})
    ),
    scenario("after all that", PEOPLE, push("200")),
)
