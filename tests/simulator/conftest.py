"""A simulator, the SDK that talks to it, and the listener it talks to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, MessagingApiBlob

from tests.simulator.listening import Listener, listening
from tests.simulator.running import ACCESS_TOKEN, SECRET, SimulatorControl, running_simulator, user_id


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[SimulatorControl]:
    with running_simulator(tmp_path) as control:
        yield control


@pytest.fixture
def listener(simulator: SimulatorControl) -> Iterator[Listener]:
    """Where the webhooks of the simulator's channel go."""
    with listening(SECRET) as listener:
        simulator.channel(listener.url)
        yield listener


@pytest.fixture
def person(simulator: SimulatorControl) -> str:
    return simulator.person(user_id(1), "นางสาวทดสอบ สมมติ", role="หัวหน้าสำนักปลัด")


def client_of(simulator: SimulatorControl, access_token: str = ACCESS_TOKEN) -> ApiClient:
    configuration = Configuration(access_token=access_token, host=simulator.host)
    configuration.retries = False
    return ApiClient(configuration)


@pytest.fixture
def api(simulator: SimulatorControl) -> MessagingApi:
    return MessagingApi(client_of(simulator))


@pytest.fixture
def blobs(simulator: SimulatorControl) -> MessagingApiBlob:
    return MessagingApiBlob(client_of(simulator))
