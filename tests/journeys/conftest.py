"""An office with a database of its own, for each kind of database."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import Config
from tests.conftest import Clock, _copy, config_for
from tests.journeys.office import Office, an_office


@pytest.fixture
def office(template: str, tmp_path: Path, request: pytest.FixtureRequest, clock: Clock) -> Iterator[Office]:
    """An office before its year: people, posts, phones, and no document yet; everything is really committed."""
    with an_office(own_config(template, tmp_path, request), clock, tmp_path) as office:
        yield office


def own_config(template: str, folder: Path, request: pytest.FixtureRequest) -> Config:
    """Return the settings of an installation with a database of its own."""
    return config_for(_copy(template, f"journey_{os.urandom(6).hex()}", folder, request), folder)
