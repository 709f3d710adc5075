"""What must not be told: to the log, to error pages, to whoever stands behind the proxy."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from config import Config
from tests.browser import Browser
from tests.builders import a_person
from tests.cli.commands import Installation
from tracker.database import db
from tracker.files import FileStore
from tracker.people.roles import Role

SECRET = "แมวส้มตัวหนึ่ง นอนหลับบนหลังคา"
SignIn = Callable[[object], Browser]


def test_a_failure_of_the_database_does_not_tell_what_was_written(app: Flask) -> None:
    with pytest.raises(DBAPIError) as failure:
        db.session.execute(text("SELECT * FROM no_such_table WHERE words = :words"), {"words": SECRET})
    assert SECRET not in str(failure.value)
    db.session.rollback()


def test_a_page_that_expired_does_not_show_the_passwords_that_were_typed(app: Flask, signed_in_as: SignIn) -> None:
    visitor = signed_in_as(a_person(Role.STAFF))
    filled = {"current": SECRET, "new": f"{SECRET} ใหม่", "again": f"{SECRET} ใหม่", "csrf_token": "wrong"}
    for address in ("/account/password", "/first-password", "/sign-in"):
        answer = visitor.client.post(address, data=filled | {"password": SECRET})
        assert answer.status_code == 400
        assert SECRET not in answer.text


def test_the_way_back_leads_to_no_other_site(app: Flask, browser: Browser) -> None:
    answer = browser.client.get("/nowhere", headers={"Referer": "http://localhost//evil.example/page"})
    assert answer.status_code == 404
    assert "evil.example" not in answer.text


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A web process behind a proxy that ends https: its address, and its home."""
    installation = Installation(tmp_path_factory.mktemp("served"))
    assert installation.run("migrate").code == 0
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", "web", "--port", str(port)],
        env=installation.environment | {"TRACKER_BASE_URL": "https://ita.example.go.th"},
    )
    address = f"127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address, installation.home
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def test_behind_a_proxy_each_visitor_has_an_address_of_their_own(served: tuple[str, Path]) -> None:
    address, home = served
    headers = {"X-Forwarded-For": "192.0.2.1, 203.0.113.7", "X-Forwarded-Proto": "https"}
    assert "Secure; HttpOnly" in (_cookie_of(address, headers) or "")
    lines = [json.loads(line) for line in (home / "logs" / "web.log").read_text().splitlines()]
    # What the visitor claims stands before what the proxy saw; only the proxy is believed.
    assert lines[-1]["address"] == "203.0.113.7"


def test_the_installations_key_is_its_owners_alone(served: tuple[str, Path]) -> None:
    _, home = served
    assert stat.S_IMODE(os.stat(home / "secret.key").st_mode) == 0o600


def test_what_an_installation_keeps_is_its_owners_alone(tmp_path: Path) -> None:
    Config.from_environment({"TRACKER_HOME": str(tmp_path / "home")})
    FileStore((tmp_path / "files").as_uri())
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "files").stat().st_mode) == 0o700


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            _cookie_of(address, {})
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the web process does not answer")


def _cookie_of(address: str, headers: dict[str, str]) -> str | None:
    connection = HTTPConnection(address, timeout=10)
    try:
        connection.request("GET", "/sign-in", headers=headers)
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.getheader("Set-Cookie")
    finally:
        connection.close()
