"""A browser for each module, and a served application with a database of its own for each test."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.chromium import chromium, served


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def address(committed_app: Flask) -> Iterator[str]:
    with served(committed_app) as address:
        yield address
