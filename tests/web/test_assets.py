"""The typeface, the icons and Bootstrap come from installed packages, and nothing comes from elsewhere."""

import pytest
from flask import Flask

from tests.browser import Browser
from tracker.web.assets import icon


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_three_weights_of_the_typeface_are_served_to_everybody(gallery: Flask, weight: int) -> None:
    answer = gallery.test_client().get(f"/assets/sarabun-{weight}.ttf")
    assert answer.mimetype == "font/ttf"
    assert answer.data[:4] == b"\x00\x01\x00\x00"
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert getattr(gallery.view_functions["assets.sarabun"], "admits", None) == "public"


@pytest.mark.parametrize("name", ["sarabun-500.ttf", "sarabun-999999.ttf", "sarabun-..%2f.ttf", "../config.py"])
def test_no_other_file_is_served_there(gallery: Flask, name: str) -> None:
    assert gallery.test_client().get(f"/assets/{name}").status_code == 404


def test_every_style_sheet_and_script_of_a_page_is_there(gallery: Flask) -> None:
    client = gallery.test_client()
    page = Browser(client).visit("/")
    addresses = [str(item.get("href") or item.get("src")) for item in page.all("link[href], script[src], img[src]")]
    assert len(addresses) >= 7
    for address in addresses:
        with client.get(address) as answer:
            assert answer.status_code == 200, address


def test_an_icon_is_drawn_inline_and_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in icon("bell")
    assert "<path" in icon("bell")


def test_an_icon_nobody_drew_is_an_error() -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon")
