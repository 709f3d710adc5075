"""The simulator held against another server that speaks as LINE does: `python -m benchmarks.line_equivalence MOCK`.

Both play every story of `tests/simulator/scenarios`; what is compared is the status, what a refusal's words mean, the
headers, the parts of the answer, the wrong places named, what was counted and what arrived.
"""

import argparse
import json
import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.chaos_line import ONLY_WHO_IS_KNOWN, Line, python_for, recording_server
from tests.simulator.listening import Listener, listening
from tests.simulator.running import ACCESS_TOKEN, SECRET, SimulatorControl, running_simulator
from tests.simulator.scenarios import STORIES
from tests.simulator.scenarios.playing import Noted, Player, differences, expected
from tests.simulator.scenarios.steps import Ask, Scenario
from tracker import logs

_SNAPSHOTS = Path(__file__).parents[1] / "tests/reminders/snapshots"
_VALIDATE = "/v2/bot/message/validate/push"


class Simulator:
    """The project's own simulator, clean before each story."""

    def __init__(self, control: SimulatorControl, listener: Listener) -> None:
        self._control, self._listener = control, listener

    def play(self, scenario: Scenario) -> list[Noted]:
        self._control.reset(everything=True)
        self._control.channel(self._listener.url, number="1234567890")
        self._listener.answers.clear()
        return Player(self._control.host, ACCESS_TOKEN, self._listener).play(scenario)


class Other:
    """The server it is held against, clean before each story."""

    def __init__(self, line: Line, listener: Listener) -> None:
        self._line, self._listener = line, listener

    def play(self, scenario: Scenario) -> list[Noted]:
        self._line.reset()
        self._listener.answers.clear()
        return Player(self._line.host, ACCESS_TOKEN, self._listener).play(scenario)


def templates() -> list[Scenario]:
    """Return a story for each of the application's messages: both servers find nothing wrong with it."""
    return [
        Scenario(
            path.stem, (Ask("200", "POST", _VALIDATE, {"messages": json.loads(path.read_text(encoding="utf-8"))}),)
        )
        for path in sorted(_SNAPSHOTS.glob("*.json"))
    ]


@contextmanager
def both(mock: Path, python: str) -> Iterator[tuple[Simulator, Other]]:
    """Run both servers, each with an application of its own to tell."""
    with (
        tempfile.TemporaryDirectory(prefix="tracker-line-") as folder,
        listening(SECRET) as ours,
        listening(SECRET) as theirs,
        running_simulator(Path(folder)) as control,
        recording_server(mock, python, Path(folder), *ONLY_WHO_IS_KNOWN, "--webhook-url", theirs.url) as line,
    ):
        yield Simulator(control, ours), Other(line, theirs)


def compare(name: str, scenario: Scenario, ours: Sequence[Noted], theirs: Sequence[Noted]) -> int:
    """Print where two playings differ, or ours from what is known; return how often."""
    found = 0
    for number, what, one, other in () if scenario.is_in_words_only else differences(ours, theirs):
        found += 1
        print(f"{name}: {scenario.name}: step {number}: {what}\n    simulator {one}\n    other     {other}")
    for number, step in enumerate(scenario.steps):
        for what, known in expected(step).items():
            found += _unlike(f"{name}: {scenario.name}: step {number}: {what}", ours[number][what], known)
    return found


def _unlike(where: str, one: Any, known: Any) -> int:
    if one == known:
        return 0
    print(f"{where}\n    simulator {one}\n    known     {known}")
    return 1


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.line_equivalence", description=__doc__)
    parser.add_argument("mock", type=Path, help="the server's program")
    parser.add_argument("--mock-python", default="", help="a Python with pyyaml and jsonschema, to run it with")
    parser.add_argument("--only", default="", help="stories whose name holds this")
    given = parser.parse_args()
    logs.set_up(logging.CRITICAL)
    told = {**STORIES, "messages": tuple(templates())}
    stories = [(topic, each) for topic, of_topic in told.items() for each in of_topic if given.only in each.name]
    found = 0
    with both(given.mock, python_for(given.mock, given.mock_python)) as (simulator, other):
        for topic, scenario in stories:
            found += compare(topic, scenario, simulator.play(scenario), other.play(scenario))
    steps = sum(len(scenario.steps) for _topic, scenario in stories)
    words_only = sum(scenario.is_in_words_only for _topic, scenario in stories)
    print(f"{len(stories)} stories, {steps} steps, differences {found}; {words_only} known from LINE's words alone")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
