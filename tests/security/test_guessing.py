"""Guessing passwords, and keeping others out by guessing badly."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.browser import Browser
from tests.builders import a_person
from tests.conftest import Clock
from tracker.database import db
from tracker.people import signing_in
from tracker.people.models import Person
from tracker.people.roles import Role

PASSWORD = "แมวส้มนอนหลับบนหลังคา"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def mayor(app: Flask) -> Person:
    person = a_person(Role.MAYOR)
    person.password_hash = signing_in.hash_password(PASSWORD)
    db.session.commit()
    return person


def _try(browser: Browser, person: Person, password: str, address: str) -> int:
    return _answer(browser, person, password, address).status_code


def _answer(browser: Browser, person: Person, password: str, address: str, door: str = "/sign-in") -> TestResponse:
    form = browser.visit("/sign-in").form("/sign-in")
    token = form.select_one("[name=csrf_token]")
    assert token is not None
    filled = {"csrf_token": token["value"], "username": person.username, "password": password}
    return browser.client.post(door, data=filled, environ_overrides={"REMOTE_ADDR": address})


def test_a_stranger_who_guesses_does_not_keep_the_owner_out(browser: Browser, mayor: Person) -> None:
    assert [_try(browser, mayor, "เดาไปเรื่อย ๆ", ELSEWHERE) for _ in range(6)] == [422] * 5 + [429]
    assert _try(browser, mayor, PASSWORD, HERE) == 303


def test_guessing_from_many_addresses_is_stopped_but_not_where_the_owner_has_been(
    app: Flask, browser: Browser, mayor: Person, clock: Clock
) -> None:
    assert _try(Browser(app.test_client()), mayor, PASSWORD, HERE) == 303
    clock.set("2026-04-01 09:00")
    tries = [_try(browser, mayor, "เดาไปเรื่อย ๆ", f"198.51.100.{number // 4}") for number in range(21)]
    assert tries == [422] * 20 + [429]
    assert _try(browser, mayor, PASSWORD, "192.0.2.200") == 429
    assert _try(browser, mayor, PASSWORD, HERE) == 303


def test_one_address_is_stopped_whatever_names_it_tries(browser: Browser, mayor: Person) -> None:
    people = [a_person(Role.STAFF) for _ in range(9)]
    tries = [_try(browser, person, "เดาไปเรื่อย ๆ", ELSEWHERE) for person in people for _ in range(5)]
    assert tries == [422] * 40 + [429] * 5


def test_the_session_before_signing_in_is_worth_nothing_afterwards(app: Flask, mayor: Person) -> None:
    browser = Browser(app.test_client())
    browser.visit("/sign-in")
    planted = browser.client.get_cookie("tracker")
    assert planted is not None
    assert _try(browser, mayor, PASSWORD, HERE) == 303
    attacker = app.test_client()
    attacker.set_cookie("tracker", planted.value)
    assert Browser(attacker).client.get("/account").status_code == 303


def test_signing_in_leads_to_no_other_site(app: Flask, mayor: Person) -> None:
    for target in ("/%09/evil.example", "//evil.example", "/%5Cevil.example", "https://evil.example", "evil.example"):
        browser = Browser(app.test_client())
        answer = _answer(browser, mayor, PASSWORD, HERE, door=f"/sign-in?next={target}")
        assert answer.status_code == 303
        assert answer.headers["Location"] == "/"
