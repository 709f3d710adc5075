"""The small application and a browser in it."""

import pytest
from flask import Flask

from tests.browser import Browser
from tests.web.gallery import gallery as make_gallery


@pytest.fixture
def gallery() -> Flask:
    """The small application."""
    return make_gallery()


@pytest.fixture
def visitor(gallery: Flask) -> Browser:
    """A browser in the small application."""
    return Browser(gallery.test_client())
