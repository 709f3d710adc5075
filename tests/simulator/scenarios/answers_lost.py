"""Answers that are lost or late, with and without LINE's having taken the message."""

from tests.simulator.running import user_id
from tests.simulator.scenarios.sending import FRIEND, PEOPLE, multicast, push
from tests.simulator.scenarios.steps import Arrived, Ask, Scenario, Set, Step, Used, scenario

_LOST = {
    "500": "500 broken",
    "503": "503 broken",
    "502-html": "502",
    "garbage200": "200",
    "truncate": "0",
    "reset": "0",
    "drop": "0",
    "timeout": "0",
}
_PLAIN = {"400": "400 not sent", "401": "401 wrong token", "403": "403 no access", "404": "404 not found"}


def _lost(kind: str, said: str) -> tuple[Scenario, Scenario]:
    fault = {"kind": kind, "op": "pushMessage", "delay": 0.1}
    taken: tuple[Step, ...] = (
        PEOPLE,
        Set("faults", {**fault, "accept": True}),
        push(said, key="a"),
        Arrived(FRIEND, 1),
    )
    return (
        scenario(f"{kind}, taken", *taken, push("409 retry key taken", key="a"), Arrived(FRIEND, 1), Used(1)),
        scenario(
            f"{kind}, not taken", PEOPLE, Set("faults", fault), push(said, key="a"), push("200", key="a"), Used(1)
        ),
    )


SCENARIOS = (
    *(each for kind, said in _LOST.items() for each in _lost(kind, said)),
    *(
        scenario(f"{kind}, not taken", PEOPLE, Set("faults", {"kind": kind}), push(said, key="a"), push("200", key="a"))
        for kind, said in _PLAIN.items()
    ),
    scenario("slow", PEOPLE, Set("faults", {"kind": "slow", "delay": 0.1}), push("200", key="a"), Arrived(FRIEND, 1)),
    scenario(
        "two rate limits, one with Retry-After",
        PEOPLE,
        Set("faults", [{"kind": "429", "retry_after": 3}, {"kind": "429"}]),
        push("429 rate limit", key="a"),
        push("429 rate limit", key="a"),
        push("200", key="a"),
    ),
    scenario("the month's limit on demand", PEOPLE, Set("faults", {"kind": "429-monthly"}), push("429 monthly limit")),
    scenario(
        "a status of one's own",
        PEOPLE,
        Set("faults", {"kind": "status", "status": 418, "body": {"message": "Not found"}}),
        push("418 not found"),
    ),
    scenario(
        "the third push to one person",
        PEOPLE,
        Set(
            "faults", {"kind": "500", "skip": 1, "to": FRIEND, "op": "pushMessage", "method": "POST", "path": "/push$"}
        ),
        push("200"),
        push("200", user_id(2)),
        multicast("200", [FRIEND]),
        Ask("200", "GET", "/v2/bot/message/quota"),
        push("500 broken"),
        push("200"),
    ),
    scenario(
        "a fault for every multicast",
        PEOPLE,
        Set("faults", {"kind": "503", "count": -1, "op": ["multicast"]}),
        multicast("503 broken", [FRIEND]),
        multicast("503 broken", [FRIEND]),
        push("200"),
    ),
)
