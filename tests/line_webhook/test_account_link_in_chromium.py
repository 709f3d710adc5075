"""Account link in a real browser, whose policy on forms a test client does not have; and the pages beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.builders import a_person, the_system, the_unit
from tests.chromium import WIDTHS, chromium, is_too_wide, served, small_targets, watched_page
from tests.line_webhook.line_office import PHONE, LineOffice, line_office
from tests.line_webhook.test_account_link import link_address
from tests.reminders.office import a_head
from tests.signing_in import sign_in_client
from tracker.database import db
from tracker.people import queries as people
from tracker.people.models import Person
from tracker.people.roles import Role

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def office(committed_app: Flask, tmp_path: Path) -> Iterator[LineOffice]:
    with line_office(committed_app, tmp_path) as office:
        committed_app.extensions["line_access_host"] = office.line.host
        yield office


def sign_in(page: Page, app: Flask, person: Person, address: str) -> None:
    """Give the browser the cookie of somebody who is signed in."""
    cookie = sign_in_client(app, person).get_cookie("tracker")
    assert cookie is not None
    page.context.add_cookies([{"name": "tracker", "value": cookie.value, "url": address}])
    db.session.remove()


def test_the_form_leads_to_line_and_the_bond_stands(office: LineOffice, chrome: Browser) -> None:
    """LINE case 61."""
    person = a_person(Role.UNIT_HEAD, unit=the_unit("กองคลัง"), name="นางพร จำลอง")
    page_of_ours = link_address(office.say("สวัสดี"))
    with served(office.app) as address, watched_page(chrome, width=360) as (page, complaints):
        sign_in(page, office.app, person, address)
        page.goto(address + page_of_ours, wait_until="networkidle")
        assert not is_too_wide(page)
        assert small_targets(page) == []
        page.get_by_role("button", name="เชื่อม LINE กับบัญชีนี้").click()
        page.get_by_role("heading", name="เชื่อมบัญชี LINE แล้ว").wait_for()
        assert complaints == []
    office.act()
    db.session.remove()
    account = people.line_account_of_user(PHONE, asker=the_system())
    assert account is not None
    assert account.person_id == person.id


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("url", ["/reminders/reachability", "/reminders/groups", "/reminders/line"])
def test_the_pages_fit_their_screen(office: LineOffice, chrome: Browser, url: str, width: int) -> None:
    a_head(unit=the_unit("กองคลัง"))
    a_person(Role.STAFF, unit=the_unit("กองคลัง"), name="นายไม่ได้เชื่อม สมมติ")
    coordinator = a_person(Role.COORDINATOR)
    with served(office.app) as address, watched_page(chrome, width=width) as (page, complaints):
        sign_in(page, office.app, coordinator, address)
        page.goto(address + url, wait_until="networkidle")
        assert not is_too_wide(page)
        assert small_targets(page) == []
        assert complaints == []
