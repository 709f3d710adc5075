"""Sending: who is reached, what it costs, what a retry key guards."""

from tests.simulator.cards import words
from tests.simulator.running import group_id, user_id
from tests.simulator.scenarios.steps import Arrived, Ask, Set, Used, scenario

PUSH, MULTICAST = "/v2/bot/message/push", "/v2/bot/message/multicast"
FRIEND, OTHER, BLOCKED, STRANGER = user_id(1), user_id(2), user_id(3), user_id(9)
PEOPLE = Set("users", {FRIEND: {"state": "friend"}, OTHER: {"state": "friend"}, BLOCKED: {"state": "blocked"}})
GROUP = group_id(1)
DAY = 24 * 60 * 60


def push(says: str, to: str = FRIEND, key: str | None = None, *texts: str) -> Ask:
    return Ask(says, "POST", PUSH, {"to": to, "messages": [words(each) for each in texts or ("สวัสดี",)]}, key)


def multicast(says: str, to: list[str], key: str | None = None) -> Ask:
    return Ask(says, "POST", MULTICAST, {"to": to, "messages": [words()]}, key)


SCENARIOS = (
    scenario("a push of three texts costs one person", PEOPLE, push("200", FRIEND, "a", "ก", "ข", "ค"), Used(1)),
    scenario("a person who blocked costs nothing", PEOPLE, push("200", BLOCKED, "a"), Arrived(BLOCKED, 0), Used(0)),
    scenario("a stranger is refused", PEOPLE, push("400 not sent", STRANGER, "a"), Used(0)),
    scenario("a malformed recipient", PEOPLE, push("400 property wrong", "somebody", "a")),
    scenario("a key is taken once", PEOPLE, push("200", key="a"), push("409 retry key taken", key="a"), Used(1)),
    scenario(
        "a key is taken once whatever its letters",
        PEOPLE,
        push("200", key="=123e4567-e89b-12d3-a456-426614174000"),
        push("409 retry key taken", key="=123E4567-E89B-12D3-A456-426614174000"),
        Arrived(FRIEND, 1),
    ),
    scenario(
        "a key is kept for people who blocked, too",
        PEOPLE,
        push("200", BLOCKED, "a"),
        push("409 retry key taken", BLOCKED, "a"),
    ),
    scenario("a refused request uses no key", PEOPLE, push("400 not sent", STRANGER, "a"), push("200", FRIEND, "a")),
    scenario(
        "a key is forgotten after a day",
        PEOPLE,
        push("200", key="a"),
        Set("clock", {"advance": DAY - 60}),
        push("409 retry key taken", key="a"),
        Set("clock", {"advance": 120}),
        push("200", key="a"),
        Arrived(FRIEND, 2),
    ),
    scenario("a key that is no UUID", PEOPLE, push("400 retry key refused", key="=once")),
    scenario(
        "a reply takes no key",
        Ask("400 retry key refused", "POST", "/v2/bot/message/reply", {"replyToken": "x", "messages": [words()]}, "a"),
    ),
    scenario("a get takes no key", Ask("400 retry key refused", "GET", "/v2/bot/message/quota", key="a")),
    scenario(
        "a multicast reaches friends and passes over the rest",
        PEOPLE,
        multicast("200", [FRIEND, OTHER, BLOCKED, STRANGER, FRIEND], "a"),
        multicast("409 retry key taken", [FRIEND, OTHER, BLOCKED, STRANGER, FRIEND], "a"),
        Arrived(FRIEND, 1),
        Arrived(BLOCKED, 0),
        Used(2),
    ),
    scenario("a multicast to 500", PEOPLE, multicast("200", [user_id(number) for number in range(500)], "a"), Used(2)),
    scenario(
        "a multicast to 501", PEOPLE, multicast("400 body wrong", [user_id(number) for number in range(501)]), Used(0)
    ),
    scenario("a multicast to nobody", PEOPLE, multicast("400 body wrong", [])),
    scenario("a multicast to a group", PEOPLE, multicast("400 property wrong", [FRIEND, GROUP]), Used(0)),
    scenario(
        "the month's limit",
        PEOPLE,
        Set("quota", {"value": 300, "usage": 299}),
        Ask("200", "GET", "/v2/bot/message/quota"),
        multicast("429 monthly limit", [FRIEND, OTHER]),
        push("200", key="a"),
        push("429 monthly limit", OTHER, "b"),
        push("409 retry key taken", key="a"),
        push("200", BLOCKED, "c"),
        Used(300),
        Set("quota", {"value": 301}),
        push("200", OTHER, "b"),
    ),
    scenario(
        "no limit",
        PEOPLE,
        Set("quota", {"value": None, "usage": 5000}),
        Ask("200", "GET", "/v2/bot/message/quota"),
        push("200"),
    ),
    scenario(
        "a rate",
        PEOPLE,
        Set("rate", {"pushMessage": {"rps": 0.01, "burst": 2}}),
        push("200"),
        push("200"),
        push("429 rate limit"),
        multicast("200", [FRIEND]),
    ),
    scenario(
        "no token and a wrong one",
        Ask("401 no token", "POST", PUSH, {"to": FRIEND, "messages": [words()]}, token=""),
        Ask("401 wrong token", "POST", PUSH, {"to": FRIEND, "messages": [words()]}, token="somebody-elses"),
        Ask("401 wrong token", "GET", "/v2/bot/message/quota", token="somebody-elses"),
    ),
    scenario(
        "a group costs its members",
        PEOPLE,
        Set("groups", {GROUP: {"joined": True, "members": 12}}),
        push("200", GROUP, "a", "ก", "ข"),
        Arrived(GROUP, 1),
        Used(12),
        Ask("200", "GET", f"/v2/bot/group/{GROUP}/members/count"),
        Ask("200", "GET", f"/v2/bot/group/{GROUP}/summary"),
        Ask("403 no access", "GET", f"/v2/bot/group/{GROUP}/members/ids"),
    ),
    scenario(
        "a group larger than what is left",
        PEOPLE,
        Set("groups", {GROUP: {"joined": True, "members": 12}}),
        Set("quota", {"value": 300, "usage": 295}),
        push("429 monthly limit", GROUP),
        Arrived(GROUP, 0),
        Used(295),
    ),
    scenario(
        "a group that was left",
        Set("groups", {GROUP: {"joined": True, "members": 3}}),
        Ask("200", "POST", f"/v2/bot/group/{GROUP}/leave"),
        push("400 not sent", GROUP),
        Ask("404 not found", "GET", f"/v2/bot/group/{GROUP}/members/count"),
        Ask("404 not found", "POST", f"/v2/bot/group/{GROUP}/leave"),
    ),
    scenario("a group nobody joined", push("400 not sent", GROUP), push("400 not sent", "R" + "1" * 32)),
    scenario("followers are not listed for everybody", Ask("403 no access", "GET", "/v2/bot/followers/ids")),
    scenario(
        "profiles",
        PEOPLE,
        Ask("200", "GET", f"/v2/bot/profile/{FRIEND}"),
        Ask("404 not found", "GET", f"/v2/bot/profile/{BLOCKED}"),
        Ask("404 not found", "GET", f"/v2/bot/profile/{STRANGER}"),
        Ask("400 property wrong", "GET", "/v2/bot/profile/somebody"),
        Ask("200", "GET", "/v2/bot/info"),
    ),
)
