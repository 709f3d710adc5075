"""The time of a demo goes ahead when it is told to; that of a real office never does."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from tests.browser import Browser
from tests.builders import a_person
from tests.conftest import Clock
from tracker import clock as tracker_clock
from tracker.database import transaction
from tracker.people import queries, service
from tracker.people.roles import Role

SignIn = Callable[[object], Browser]


def test_whoever_sends_the_demo_half_a_year_ahead_stays_signed_in(app: Flask, signed_in_as: SignIn) -> None:
    with transaction():
        service.start_demo_clock(timedelta(0))
    mayor = signed_in_as(a_person(Role.MAYOR))
    page = mayor.visit("/account")
    tracker_clock._stopped_at = None  # The clock of a demo runs.

    for _ in range(26):
        page = mayor.submit(page, "/demo/forward", press="+1 สัปดาห์")

    assert page.h1 == "บัญชีของฉัน"
    assert queries.demo_offset() == timedelta(weeks=26)


def test_the_time_of_a_real_office_cannot_be_changed(app: Flask, signed_in_as: SignIn, clock: Clock) -> None:
    mayor = signed_in_as(a_person(Role.MAYOR))
    page = mayor.visit("/account")
    page.find("form[action='/sign-out']")["action"] = "/demo/forward"
    refused = mayor.submit(page, "/demo/forward", status=403)
    assert "เวลาของระบบจริงเปลี่ยนไม่ได้" in refused.text
    assert queries.demo_offset() is None
