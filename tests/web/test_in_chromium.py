"""Shared components in a real browser, on a phone and on a desk."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.chromium import WIDTHS, chromium, is_too_wide, served, small_targets, watched_page
from tests.web.gallery import gallery as make_gallery

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(make_gallery()) as address:
        yield address


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("url", ["/", "/form", "/list?page=5"])
def test_a_page_fits_its_screen_and_a_thumb_and_breaks_no_policy(
    chrome: Browser, address: str, url: str, width: int
) -> None:
    with watched_page(chrome, width=width) as (page, complaints):
        page.goto(address + url, wait_until="networkidle")
        assert not is_too_wide(page)
        assert small_targets(page) == []
        assert complaints == []
        assert page.evaluate("document.fonts.check('17px Sarabun', 'ก')")


def test_the_list_of_refusals_takes_the_focus(chrome: Browser, address: str) -> None:
    with watched_page(chrome, width=360) as (page, _):
        page.goto(f"{address}/form")
        page.get_by_role("button", name="บันทึก", exact=True).click()
        assert page.wait_for_selector(".error-summary:focus")


def test_a_chosen_day_is_written_the_thai_way(chrome: Browser, address: str) -> None:
    with watched_page(chrome, width=360) as (page, complaints):
        page.goto(f"{address}/form", wait_until="networkidle")
        page.fill("#done_on", "2026-03-31")
        assert page.text_content(".date-in-words") == "31 มีนาคม 2569"
        assert complaints == []


def test_everything_opens_without_scripts(chrome: Browser, address: str) -> None:
    with watched_page(chrome, width=360, scripts=False) as (page, _):
        page.goto(address)
        page.click(".navigation-narrow summary")
        assert page.is_visible(".navigation-narrow >> text=มาตรการ")
        page.click(".confirm summary")
        assert page.is_visible("text=ยืนยันปิดปี")
        page.click(".user-menu summary")
        assert page.is_visible("text=ออกจากระบบ")
