"""Signing in: who gets in, who is slowed down, and what ends a session."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests.browser import Browser
from tests.builders import a_person
from tracker.database import db
from tracker.people import signing_in
from tracker.people.models import Person, UserSession
from tracker.people.roles import Role

PASSWORD = "แมวส้มนอนหลับบนหลังคา"


@pytest.fixture
def coordinator(app: Flask) -> Person:
    person = a_person(Role.COORDINATOR, name="นางสาวแผน จำลอง")
    person.password_hash = signing_in.hash_password(PASSWORD)
    db.session.commit()
    return person


def _sign_in(browser: Browser, username: str, password: str, status: int = 200):
    page = browser.visit("/sign-in")
    return browser.submit(page, "/sign-in", {"username": username, "password": password}, status=status)


def test_the_right_password_opens_the_page_the_day_begins_with(browser: Browser, coordinator: Person) -> None:
    page = _sign_in(browser, coordinator.username, PASSWORD)
    assert page.h1 == "กระดานสถานะ"
    assert "นางสาวแผน จำลอง" in page.text


def test_a_username_is_found_whatever_its_case(browser: Browser, coordinator: Person) -> None:
    assert _sign_in(browser, f" {coordinator.username.upper()} ", PASSWORD).h1 == "กระดานสถานะ"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(browser: Browser, coordinator: Person) -> None:
    wrong = _sign_in(browser, coordinator.username, "ไม่ใช่รหัสผ่านนี้", status=422)
    unknown = _sign_in(browser, "nobody", "ไม่ใช่รหัสผ่านนี้", status=422)
    assert wrong.notices == unknown.notices
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in wrong.text


def test_the_sixth_try_within_a_quarter_of_an_hour_is_refused_even_with_the_right_password(
    browser: Browser, coordinator: Person
) -> None:
    for _ in range(5):
        _sign_in(browser, coordinator.username, "เดาไปเรื่อย ๆ", status=422)
    assert "กรุณารอ 15 นาที" in _sign_in(browser, coordinator.username, PASSWORD, status=429).text


def test_after_a_quarter_of_an_hour_the_right_password_works_again(
    browser: Browser, coordinator: Person, clock
) -> None:
    for _ in range(5):
        _sign_in(browser, coordinator.username, "เดาไปเรื่อย ๆ", status=422)
    clock.set("2026-03-31 09:16")
    assert _sign_in(browser, coordinator.username, PASSWORD).h1 == "กระดานสถานะ"


def test_the_first_sign_in_sets_ones_own_password(browser: Browser, coordinator: Person) -> None:
    coordinator.must_change_password = True
    db.session.commit()
    page = _sign_in(browser, coordinator.username, PASSWORD)
    assert page.h1 == "ตั้งรหัสผ่านของท่าน"
    assert browser.visit("/tasks/").h1 == "ตั้งรหัสผ่านของท่าน"
    page = browser.submit(
        page, "/first-password", {"current": PASSWORD, "new": "ทุ่งนาเขียวขจีปีนี้", "again": "ทุ่งนาเขียวขจีปีนี้"}
    )
    assert page.h1 == "กระดานสถานะ"


@pytest.mark.parametrize(
    ("new", "sentence"),
    [("สั้นไป", "อย่างน้อย 10"), ("aaaaaaaaaaaa", "เดาง่าย"), (PASSWORD, "ต้องต่างจากรหัสผ่านเดิม")],
)
def test_a_poor_new_password_is_refused_with_the_reason(
    signed_in_as, coordinator: Person, new: str, sentence: str
) -> None:
    browser = signed_in_as(coordinator)
    page = browser.submit(
        browser.visit("/account/password"),
        "/account/password",
        {"current": PASSWORD, "new": new, "again": new},
        status=422,
    )
    assert sentence in page.text


def test_changing_the_password_signs_out_every_other_device(app: Flask, signed_in_as, coordinator: Person) -> None:
    here, elsewhere = signed_in_as(coordinator), signed_in_as(coordinator)
    new = "ฝนตกหนักปลายเดือนกันยา"
    here.submit(here.visit("/account/password"), "/account/password", {"current": PASSWORD, "new": new, "again": new})
    assert here.visit("/account").h1 == "บัญชีของฉัน"
    assert elsewhere.visit("/account").h1 == "เข้าสู่ระบบ"


def test_signing_out_ends_the_session_in_the_database(signed_in_as, coordinator: Person) -> None:
    browser = signed_in_as(coordinator)
    browser.submit(browser.visit("/account"), "/sign-out")
    assert db.session.scalars(select(UserSession.revoked_at)).all() != [None]
    assert browser.visit("/account").h1 == "เข้าสู่ระบบ"


def test_somebody_who_may_no_longer_sign_in_is_signed_out_at_once(signed_in_as, coordinator: Person) -> None:
    browser = signed_in_as(coordinator)
    coordinator.is_active = False
    db.session.commit()
    assert browser.visit("/account").h1 == "เข้าสู่ระบบ"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(app: Flask, coordinator: Person, elsewhere: str) -> None:
    browser = Browser(app.test_client())
    page = browser.visit(f"/sign-in?next={elsewhere}")
    token = page.find("input[name=csrf_token]")["value"]
    answer = browser.client.post(
        "/sign-in", query_string={"next": elsewhere},
        data={"username": coordinator.username, "password": PASSWORD, "csrf_token": token},
    )  # fmt: skip
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"


def test_a_page_asked_for_while_signed_out_opens_after_signing_in(browser: Browser, coordinator: Person) -> None:
    page = browser.visit("/account")
    page = browser.submit(page, fields={"username": coordinator.username, "password": PASSWORD})
    assert page.h1 == "บัญชีของฉัน"


def test_cookies_are_closed_to_scripts_and_to_other_sites(browser: Browser) -> None:
    cookie = browser.visit("/sign-in").response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_form_without_its_token_changes_nothing(signed_in_as, coordinator: Person) -> None:
    browser = signed_in_as(coordinator)
    answer = browser.client.post("/sign-out")
    assert answer.status_code == 400
    assert browser.visit("/account").h1 == "บัญชีของฉัน"
