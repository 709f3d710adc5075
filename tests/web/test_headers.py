"""The headers every answer carries."""

import pytest
from flask import Flask

from tests.web.gallery import gallery as make_gallery


@pytest.mark.parametrize("url", ["/", "/nowhere", "/errors/broken", "/static/css/base.css", "/assets/sarabun-400.ttf"])
def test_every_answer_is_guarded(gallery: Flask, url: str) -> None:
    with gallery.test_client() as client, client.get(url) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'; img-src 'self' data:;")
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]


def test_a_page_is_kept_by_nobody(gallery: Flask) -> None:
    assert gallery.test_client().get("/").headers["Cache-Control"] == "private, no-store"


def test_a_versioned_style_sheet_is_kept_for_long(gallery: Flask) -> None:
    with gallery.test_client().get("/static/css/base.css?v=1") as answer:
        assert "immutable" in answer.headers["Cache-Control"]
    with gallery.test_client().get("/static/css/nothing.css?v=1") as answer:
        assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_https_is_insisted_on_only_where_people_come_over_https(gallery: Flask) -> None:
    assert "Strict-Transport-Security" not in gallery.test_client().get("/").headers
    assert "max-age=" in make_gallery(is_secure=True).test_client().get("/").headers["Strict-Transport-Security"]
