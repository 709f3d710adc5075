"""What the application is told: which fields an event has, signatures, repetition, linking of accounts."""

from tests.simulator.running import group_id
from tests.simulator.scenarios.sending import FRIEND, OTHER, PEOPLE
from tests.simulator.scenarios.steps import Ask, Set, Tell, Visit, scenario

_TEXT = {"to_user": FRIEND, "message": {"type": "text", "text": "เสร็จแล้ว"}}
_IN_GROUP = {"type": "group", "groupId": group_id(1)}
_TOKEN = Ask("200", "POST", f"/v2/bot/user/{FRIEND}/linkToken", keep={"link": "linkToken"})
_NONCE = "bm9uY2Utb2YtYS10ZXN0"


def _message(kind: str, **about: object) -> Tell:
    return Tell(({"to_user": FRIEND, "message": {"type": kind, **about}},))


def _visit(says: int, told: str | None, nonce: str = _NONCE, more: str = "") -> Visit:
    return Visit(f"/dialog/bot/accountLink?linkToken={{link}}&nonce={nonce}{more}", says, told)


SCENARIOS = (
    scenario("a text", PEOPLE, Tell((_TEXT,))),
    scenario("a photo", PEOPLE, _message("image")),
    scenario("one photo of three", PEOPLE, _message("image", imageSet={"id": "1", "index": 2, "total": 3})),
    scenario("a video", PEOPLE, _message("video", duration=1000)),
    scenario("a voice", PEOPLE, _message("audio", duration=1000)),
    scenario("a file", PEOPLE, _message("file")),
    scenario("a file with a name", PEOPLE, _message("file", fileName="ผล.pdf", fileSize=5)),
    scenario("a sticker", PEOPLE, _message("sticker", packageId="446", stickerId="1988", stickerResourceType="STATIC")),
    scenario("a place", PEOPLE, _message("location", latitude=13.7, longitude=100.5)),
    scenario("a kind LINE does not have yet", PEOPLE, _message("hologram")),
    scenario("a button", PEOPLE, Tell(({"type": "postback", "to_user": FRIEND, "postback": {"data": "a=start"}},))),
    scenario(
        "a picked day",
        PEOPLE,
        Tell(({"type": "postback", "to_user": FRIEND, "postback": {"data": "a", "params": {"date": "2026-04-01"}}},)),
    ),
    scenario("a new friend", PEOPLE, Tell(({"type": "follow", "to_user": FRIEND, "follow": {"isUnblocked": False}},))),
    scenario("a block", PEOPLE, Tell(({"type": "unfollow", "to_user": FRIEND},))),
    scenario(
        "a message taken back", PEOPLE, Tell(({"type": "unsend", "to_user": FRIEND, "unsend": {"messageId": "1"}},))
    ),
    scenario("joining a group", Tell(({"type": "join", "source": _IN_GROUP},))),
    scenario("leaving a group", Tell(({"type": "leave", "source": _IN_GROUP},))),
    scenario(
        "somebody comes into a group",
        Tell(
            (
                {
                    "type": "memberJoined",
                    "source": _IN_GROUP,
                    "joined": {"members": [{"type": "user", "userId": FRIEND}]},
                },
            )
        ),
    ),
    scenario(
        "somebody leaves a group",
        Tell(({"type": "memberLeft", "source": _IN_GROUP, "left": {"members": [{"type": "user", "userId": FRIEND}]}},)),
    ),
    scenario(
        "a button in a group does not say who",
        Tell(({"type": "postback", "source": _IN_GROUP, "postback": {"data": "a=start"}},)),
    ),
    scenario("standby brings no reply token", PEOPLE, Tell(({**_TEXT, "mode": "standby"},))),
    scenario("a field taken away", PEOPLE, Tell(({**_TEXT, "webhookEventId": None},))),
    scenario("the Verify button", Tell(())),
    scenario("two people in one webhook", PEOPLE, Tell((_TEXT, {**_TEXT, "to_user": OTHER}))),
    scenario("each event apart", PEOPLE, Tell((_TEXT, _TEXT), {"batch": False}, oks=(True, True))),
    scenario("a bad signature", PEOPLE, Tell((_TEXT,), {"bad_signature": True}, oks=(False,), arrived=0)),
    scenario("no signature", PEOPLE, Tell((_TEXT,), {"drop_signature": True}, oks=(False,), arrived=0)),
    scenario("another secret", PEOPLE, Tell((_TEXT,), {"secret": "the-old-one"}, oks=(False,), arrived=0)),
    scenario("twenty times", PEOPLE, Tell((_TEXT,), {"repeat": 20, "concurrent": True}, oks=(True,) * 20)),
    scenario("not sent again unless asked", PEOPLE, Tell((_TEXT,), {}, (500,), (False,), arrived=1)),
    scenario(
        "sent again until it is taken",
        PEOPLE,
        Tell((_TEXT,), {"redeliver": 3, "redeliver_delay": 0.05}, (503, 500), (False, False, True), arrived=3),
    ),
    scenario("accounts are linked", PEOPLE, _TOKEN, _visit(200, "ok")),
    scenario("somebody else opens the address", PEOPLE, _TOKEN, _visit(200, "failed", more=f"&as={OTHER}")),
    scenario("a link token works once", PEOPLE, _TOKEN, _visit(200, "ok"), _visit(400, None)),
    scenario("after nine minutes", PEOPLE, _TOKEN, Set("clock", {"advance": 540}), _visit(200, "ok")),
    scenario("after ten minutes", PEOPLE, _TOKEN, Set("clock", {"advance": 601}), _visit(400, None)),
    scenario("a nonce too short", PEOPLE, _TOKEN, _visit(400, None, "short"), _visit(200, "ok")),
    scenario("a nonce too long", PEOPLE, _TOKEN, _visit(400, None, "n" * 256)),
    scenario("a link token nobody issued", Visit("/dialog/bot/accountLink?linkToken=x&nonce=" + _NONCE, 400)),
    scenario(
        "a link token for what is no person", Ask("400 property wrong", "POST", "/v2/bot/user/somebody/linkToken")
    ),
)
