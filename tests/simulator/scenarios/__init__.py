"""Stories of what LINE takes, refuses, counts and tells: played on the simulator by the suite.

The same stories are played on any other server that speaks as LINE does with `make line-equivalence MOCK=…`.
"""

from tests.simulator.scenarios import answers_lost, contents, menus, replies, sending, shapes, webhooks
from tests.simulator.scenarios.steps import Scenario

STORIES: dict[str, tuple[Scenario, ...]] = {
    "sending": sending.SCENARIOS,
    "answers lost": answers_lost.SCENARIOS,
    "replies": replies.SCENARIOS,
    "webhooks": webhooks.SCENARIOS,
    "contents": contents.SCENARIOS,
    "menus": menus.SCENARIOS,
    "shapes": shapes.SCENARIOS,
}
