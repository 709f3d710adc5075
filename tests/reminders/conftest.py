"""What tests of delivery begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.builders import a_task
from tests.reminders.delivering import TUESDAY
from tests.reminders.office import a_channel, a_head, plan
from tests.simulator.running import SimulatorControl, running_simulator, user_id


@pytest.fixture
def empty_line(committed_app: Flask, tmp_path: Path) -> Iterator[SimulatorControl]:
    """A LINE that knows the office's channel, and an office with nothing to say yet."""
    with running_simulator(tmp_path) as simulator:
        a_channel(channel_id=simulator.channel()["channel_id"])
        yield simulator


@pytest.fixture
def line(empty_line: SimulatorControl) -> SimulatorControl:
    """A LINE that knows the office's channel and the phone of its head, who has one task due today."""
    empty_line.person(user_id(1))
    a_head()
    a_task(due_on=TUESDAY)
    plan()
    return empty_line
