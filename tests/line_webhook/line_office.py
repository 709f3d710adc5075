"""An office and the phone of its head, joined by a running application and a running LINE."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.serving import make_server

from tests.builders import the_system
from tests.reminders.office import BASE_URL, a_channel
from tests.simulator.running import ACCESS_TOKEN, SimulatorControl, running_simulator, user_id
from tracker import clock, line_webhook
from tracker.database import db
from tracker.messaging.line import LineMessenger
from tracker.reminders.models import IncomingEvent
from tracker.web.machinery import machinery

PHONE = user_id(1)


class LineOffice:
    """What a test does with LINE on one side and the office's sender process on the other."""

    def __init__(self, app: Flask, line: SimulatorControl, address: str) -> None:
        self.app = app
        self.line = line
        self.address = address
        """Where LINE sends its events."""

    def act(self) -> int:
        """Act on what waits, as the sender process does."""
        db.session.remove()
        acting = line_webhook.Acting(
            the_system(), LineMessenger(ACCESS_TOKEN, host=self.line.host), machinery().files, BASE_URL
        )
        acted = line_webhook.act_on_events(acting, now=clock.now)
        db.session.remove()
        return acted

    def say(self, text: str, phone: str = PHONE) -> list[dict[str, Any]]:
        """Type a text, and return what came back."""
        return self._after(phone, lambda: self.line.say(phone, text))

    def press(self, label: str, phone: str = PHONE) -> list[dict[str, Any]]:
        """Press a button, and return what came back."""
        return self._after(phone, lambda: self.line.press(phone, label))

    def press_data(self, data: str, phone: str = PHONE) -> list[dict[str, Any]]:
        """Send what a button carries, whether or not there is one, and return what came back."""
        event = {"type": "postback", "to_user": phone, "postback": {"data": data}}
        return self._after(phone, lambda: self.line.webhook(event))

    def attach(self, data: bytes, name: str = "photo.jpg", phone: str = PHONE) -> list[dict[str, Any]]:
        """Send a photo or a file, and return what came back."""
        return self._after(phone, lambda: self.line.attach(phone, data, name))

    def events(self) -> list[IncomingEvent]:
        """Every event that was stored."""
        db.session.remove()
        return list(db.session.scalars(select(IncomingEvent).order_by(IncomingEvent.id)))

    def _after(self, phone: str, deed: Any) -> list[dict[str, Any]]:
        before = len(self.line.deliveries(phone))
        deed()
        self.act()
        new = self.line.deliveries(phone)[before:]
        return [message for delivery in new for message in delivery["messages"]]


@contextmanager
def line_office(app: Flask, folder: Path) -> Iterator[LineOffice]:
    """Serve the application on a port of its own and let LINE know of it."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        with running_simulator(folder) as line:
            a_channel()
            address = f"http://127.0.0.1:{server.port}/line/webhook/tuayang"
            line.channel(address)
            line.person(PHONE)
            yield LineOffice(app, line, address)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        db.session.remove()


def words_of(messages: list[dict[str, Any]]) -> str:
    """What a person reads of messages: texts and notifications, one a line."""
    return "\n".join(message.get("text") or message.get("altText", "") for message in messages)
