"""An office through a year: its people at their browsers and phones, LINE, the clock and the jobs nobody asks for."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request

from flask import Flask
from sqlalchemy import select

from config import Config
from jobs.runner import run_job
from tests.browser import Browser, Page
from tests.builders import a_government, a_person, the_unit
from tests.chromium import served
from tests.conftest import BANGKOK, Clock
from tests.journeys.line_server import a_line
from tests.signing_in import sign_in_client
from tests.simulator.running import ACCESS_TOKEN, BASIC_ID, SECRET, SimulatorControl, user_id
from tests.simulator.scenarios.playing import answered
from tracker.app import create_app
from tracker.database import db
from tracker.measures.models import Measure, Step
from tracker.people import queries as people
from tracker.people.models import Person, Unit
from tracker.people.roles import Role
from tracker.people.viewer import System
from tracker.tasks.models import Task


@dataclass(frozen=True)
class Cast:
    """Who works here (the role, the unit and the name of each), who of them has a phone, and when it begins."""

    people: dict[str, tuple[Role, str | None, str]]
    phones: dict[str, str]
    begins: str


_PEOPLE: dict[str, tuple[Role, str | None, str]] = {
    "mayor": (Role.MAYOR, None, "นายต้น สมมติ"),
    "palad": (Role.CHIEF_ADMINISTRATOR, None, "นางมณี สมมติ"),
    "coordinator": (Role.COORDINATOR, "งานวิเคราะห์นโยบายและแผน", "นางสาวแผน จำลอง"),
    "administrator": (Role.ADMINISTRATOR, None, "นายเว็บ ตัวอย่าง"),
    "finance": (Role.UNIT_HEAD, "กองคลัง", "นายพร จำลอง"),
    "office": (Role.UNIT_HEAD, "สำนักปลัด", "นางสาวธารา ตัวอย่าง"),
    "works": (Role.UNIT_HEAD, "กองช่าง", "นายเหล็ก สมมติ"),
}
PHONES = {"finance": user_id(1), "office": user_id(2), "works": user_id(3)}
A_YEAR = Cast(_PEOPLE, PHONES, "2025-09-22 09:00")


@dataclass
class Office:
    """What the people of the office do, and what they see."""

    app: Flask
    clock: Clock
    line: SimulatorControl
    phones: dict[str, str]
    people: dict[str, Person] = field(default_factory=dict)
    _browsers: dict[str, Browser] = field(default_factory=dict)

    def it_is(self, text: str) -> date:
        """Let it be a day and an hour in Bangkok, for the office and for LINE alike."""
        self.line.set_clock(self.clock.set(text))
        return date.fromisoformat(text[:10])

    @property
    def today(self) -> date:
        """The day it is."""
        return self.clock.now.astimezone(BANGKOK).date()

    def at(self, name: str) -> Browser:
        """Somebody's browser, in which they are signed in."""
        if name not in self._browsers:
            with self.app.app_context():
                self._browsers[name] = Browser(sign_in_client(self.app, self.people[name]))
        return self._browsers[name]

    def run(self, job: str) -> dict[str, Any]:
        """Let a job run by itself at the time it is; return what it did."""
        done = run_job(self.app, job)
        assert done.succeeded, done.error
        return done.summary

    def a_morning(self, day: date) -> None:
        """What the machine does on a morning: plan at eight, deliver from half past."""
        self.it_is(f"{day} 08:00")
        self.run("plan-reminders")
        self.it_is(f"{day} 08:30")
        self.run("deliver-messages")

    def mornings_until(self, day: date, *, every: int = 1) -> None:
        """Let the mornings pass until the day before, each one or each so many days."""
        morning = self.today + timedelta(days=1)
        while morning < day:
            self.a_morning(morning)
            morning += timedelta(days=every)

    def says(self, name: str, text: str) -> str:
        """Let somebody type on the phone; return what the office's account answers."""
        return self._answered(name, lambda phone: self.line.say(phone, text))

    def presses(self, name: str, label: str, *, about: str = "") -> str:
        """Let somebody press a button, of the card about a task or directive; return the answer."""
        if not about:
            return self._answered(name, lambda phone: self.line.press(phone, label))
        data = _button(self.line.messages_to(self.phones[name]), label, about)
        return self._answered(name, lambda phone: self.line.press(phone, data=data))

    def picks(self, name: str, label: str, day: str, *, about: str) -> str:
        """Let somebody press a button that asks for a day, and choose one; return the answer."""
        data = _button(self.line.messages_to(self.phones[name]), label, about)
        return self._answered(name, lambda phone: self.line.press(phone, data=data, params={"date": day}))

    def presses_menu(self, name: str, label: str) -> str:
        """Let somebody press a part of the menu under the chat, the one LINE shows that person; return the answer."""
        pressed = {"type": "postback", "postback": {"data": self.menu_of(name)[label]}, "to_user": self.phones[name]}
        return self._answered(name, lambda _phone: {"ok": self.line.webhook(pressed)["attempts"][-1]["ok"]})

    def menu_of(self, name: str) -> dict[str, str]:
        """What each part of the menu LINE shows somebody carries, by its words."""
        menu_id = self._asks_line(f"/v2/bot/user/{self.phones[name]}/richmenu")["richMenuId"]
        areas = self._asks_line(f"/v2/bot/richmenu/{menu_id}")["areas"]
        return {area["action"]["label"]: area["action"]["data"] for area in areas}

    def sends_photo(self, name: str, photo: bytes) -> str:
        """Let somebody send a photo; return the answer."""
        return self._answered(name, lambda phone: self.line.attach(phone, photo))

    def times_reminded(self, name: str) -> list[datetime]:
        """When somebody was written to without having asked."""
        return [_time(one) for one in self.line.deliveries(self.phones[name]) if one["retry_key"]]

    def received(self, name: str, day: date) -> list[str]:
        """What somebody was reminded of on a day, as the phone shows it when locked."""
        deliveries = self.line.deliveries(self.phones[name])
        told = [one for one in deliveries if one["retry_key"] and _time(one).date() == day]
        return [message.get("altText") or message["text"] for one in told for message in one["messages"]]

    def task(self, words: str, unit: str, occurrence: int = 1) -> int:
        """The number of a task in the addresses of its pages, by its step's words and its unit."""
        wanted = (
            select(Task.id)
            .join(Step, Step.id == Task.step_id)
            .join(Measure, Measure.id == Task.measure_id)
            .join(Unit, Unit.id == Task.unit_id)
            .where(Step.text.contains(words), Unit.name == unit, Task.occurrence == occurrence)
        )
        with self.app.app_context():
            return db.session.scalars(wanted).one()

    def unit(self, name: str) -> int:
        """The number of a unit."""
        with self.app.app_context():
            return the_unit(name).id

    def is_working_day(self, day: date) -> bool:
        """Tell whether the office works on a day."""
        with self.app.app_context():
            return people.working_calendar(System(a_government().id)).is_working_day(day)

    def page_of(self, name: str, task: int) -> Page:
        """A task's page, as somebody sees it."""
        return self.at(name).visit(f"/tasks/{task}")

    def _asks_line(self, path: str) -> dict[str, Any]:
        asked = Request(self.line.host + path, headers={"Authorization": f"Bearer {ACCESS_TOKEN}"})  # noqa: S310
        status, _, raw = answered(asked)
        assert status == 200, raw
        return dict(json.loads(raw))

    def _answered(self, name: str, deed: Any) -> str:
        phone = self.phones[name]
        before = len(self.line.deliveries(phone))
        assert deed(phone)["ok"]
        self.run("process-events")
        new = [message for one in self.line.deliveries(phone)[before:] for message in one["messages"]]
        told = "\n".join(message.get("text") or message["altText"] for message in new)
        assert told, f"{name} got no answer"
        return told


@contextmanager
def an_office(config: Config, clock: Clock, folder: Path, cast: Cast = A_YEAR) -> Iterator[Office]:
    """Run an office whose application LINE can reach and whose real SDK reaches LINE's stand-in."""
    with a_line(folder, "/line/webhook/tuayang") as (line, port):
        app = create_app(replace(config, line_api_host=line.host, line_access_host=line.host))
        app.testing = True
        with served(app, port=port) as address:
            office = Office(app, clock, line, cast.phones)
            office.it_is(cast.begins)
            line.channel(f"{address}/line/webhook/tuayang")
            _move_in(office, cast)
            try:
                yield office
            finally:
                with app.app_context():
                    db.engine.dispose()


def _move_in(office: Office, cast: Cast) -> None:
    """Give everybody an account, a post and a phone; the administrator types the secrets of the LINE channel."""
    with office.app.app_context():
        a_government()
        for name, (role, unit, full_name) in cast.people.items():
            office.people[name] = a_person(role, unit=the_unit(unit) if unit else None, name=full_name)
    for name, phone in cast.phones.items():
        office.line.person(phone, office.people[name].name)
    browser = office.at("administrator")
    secrets = {"channel_id": "1650000001", "basic_id": BASIC_ID, "secret": SECRET, "access_token": ACCESS_TOKEN}
    page = browser.submit(browser.visit("/reminders/channel"), "/reminders/channel", secrets)
    assert SECRET not in page.text
    assert ACCESS_TOKEN not in page.text


def _button(messages: list[dict[str, Any]], label: str, about: str) -> str:
    """What the newest button with a label carries, of the card that shows these words."""
    for message in reversed(messages):
        contents = message.get("contents", {})
        for bubble in contents.get("contents", [contents]) if contents.get("type") == "carousel" else [contents]:
            if any(about in text for text in _texts(bubble)):
                for action in _actions(bubble):
                    if action.get("label") == label:
                        return str(action["data"])
    raise AssertionError(f"no card about {about!r} has a button {label!r}")


def _texts(shape: Any) -> Iterator[str]:
    if isinstance(shape, dict):
        if shape.get("type") == "text":
            yield shape["text"]
        for part in shape.values():
            yield from _texts(part)
    elif isinstance(shape, list):
        for part in shape:
            yield from _texts(part)


def _actions(shape: Any) -> Iterator[dict[str, Any]]:
    if isinstance(shape, dict):
        if "action" in shape:
            yield shape["action"]
        for part in shape.values():
            yield from _actions(part)
    elif isinstance(shape, list):
        for part in shape:
            yield from _actions(part)


def _time(delivery: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(delivery["at"]).astimezone(BANGKOK)
