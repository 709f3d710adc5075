"""The simulator in every story: it says what is known of LINE."""

from collections.abc import Iterator

import pytest

from tests.simulator.listening import Listener, listening
from tests.simulator.running import ACCESS_TOKEN, SECRET, SimulatorControl, running_simulator
from tests.simulator.scenarios import STORIES
from tests.simulator.scenarios.playing import Player, expected
from tests.simulator.scenarios.steps import Scenario


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SimulatorControl, Listener]]:
    """One simulator for all stories, and where its webhooks go."""
    with running_simulator(tmp_path_factory.mktemp("stage")) as simulator, listening(SECRET) as listener:
        yield simulator, listener


def clean(simulator: SimulatorControl, listener: Listener) -> Player:
    simulator.reset(everything=True)
    simulator.channel(listener.url, number="1234567890")
    listener.answers.clear()
    return Player(simulator.host, ACCESS_TOKEN, listener)


@pytest.mark.parametrize(
    "scenario",
    [pytest.param(each, id=f"{topic}: {each.name}") for topic, all_of in STORIES.items() for each in all_of],
)
def test_the_simulator_says_what_line_says(stage: tuple[SimulatorControl, Listener], scenario: Scenario) -> None:
    noted = clean(*stage).play(scenario)
    for number, (step, found) in enumerate(zip(scenario.steps, noted, strict=True)):
        known = expected(step)
        assert {name: found[name] for name in known} == known, f"step {number}: {step} {found}"


def test_every_story_has_a_name_of_its_own() -> None:
    for topic, all_of in STORIES.items():
        names = [each.name for each in all_of]
        assert len(set(names)) == len(names), topic
