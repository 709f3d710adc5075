"""LINE in a journey: the project's own simulator, or another server that speaks as LINE does and judges what it heard.

`LINE_SERVER=` names the program of the other one, `LINE_SERVER_PYTHON=` a Python that can run it. It is controlled as
the simulator is, as far as a journey needs it; when the journey ends, its own report must find nothing.
"""

import os
import socket
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.chaos_line import ONLY_WHO_IS_KNOWN, python_for, recording_server, report
from tests.simulator.running import SimulatorControl, running_simulator

_FIRST_PHOTO = 700_000_000_001


class AnotherLine(SimulatorControl):
    """The other server, told and asked what the simulator is; what people do on their phones goes in as events."""

    def channel(self, webhook_url: str = "", **about: Any) -> dict[str, Any]:
        """Do nothing: the one channel there is was opened when the server started."""
        return {}

    def person(self, user: str, name: str = "นางสาวทดสอบ สมมติ", **about: Any) -> str:
        """Give somebody a phone and return the user id."""
        self.ask("users", {user: {"state": about.get("state", "friend"), "name": name}})
        return user

    def set_clock(self, at: datetime) -> None:
        """Let the server's present begin at an instant."""
        self.advance(at.timestamp() - float(self.ask("state")["clock"]))

    def used(self, channel: str | None = None) -> int:
        """Return how many people were reached."""
        return int(self.ask("state")["usage"])

    def deliveries(self, user: str | None = None) -> list[dict[str, Any]]:
        """Return what readers received, each with the instant it arrived."""
        return [{**one, "at": datetime.fromtimestamp(one["t"], UTC).isoformat()} for one in super().deliveries(user)]

    def press(self, user: str, label: str | None = None, **about: Any) -> dict[str, Any]:
        """Press the newest button with a label or with what it carries."""
        for message in reversed(self.messages_to(user)):
            for action in actions_in(message):
                if label in {None, action.get("label")} and about.get("data") in {None, action.get("data")}:
                    params = {"params": about["params"]} if about.get("params") else {}
                    return self._happens({"type": "postback", "postback": {"data": action["data"], **params}}, user)
        raise AssertionError(f"no button {label} or {about}")

    def say(self, user: str, text: str, **about: Any) -> dict[str, Any]:
        """Type a text."""
        return self._happens({"message": {"type": "text", "text": text}}, user)

    def attach(self, user: str, data: bytes, name: str = "photo.jpg", **about: Any) -> dict[str, Any]:
        """Send a photo."""
        number = str(_FIRST_PHOTO + len(self.webhooks()))
        self.ask("content", {number: {"base64": b64encode(data).decode(), "type": "image/jpeg"}})
        return self._happens({"message": {"type": "image", "id": number}}, user)

    def follow(self, user: str, **about: Any) -> dict[str, Any]:
        """Let somebody add the account as a friend."""
        return self._happens({"type": "follow", "follow": {"isUnblocked": False}}, user)

    def _happens(self, event: dict[str, Any], user: str) -> dict[str, Any]:
        told = self.webhook({**event, "to_user": user})
        assert told["webhook_spec_errors"] == []
        return {"ok": all(attempt["ok"] for attempt in told["attempts"]), "attempts": told["attempts"]}


def actions_in(shape: Any) -> Iterator[dict[str, Any]]:
    """Yield every action of a message, in the order they are written."""
    if isinstance(shape, dict):
        if "action" in shape:
            yield shape["action"]
        shape = list(shape.values())
    if isinstance(shape, list):
        for part in shape:
            yield from actions_in(part)


@contextmanager
def a_line(folder: Path, webhook_path: str) -> Iterator[tuple[SimulatorControl, int]]:
    """Run LINE, and yield it with the port the application has to listen on; 0 where any will do."""
    named = os.environ.get("LINE_SERVER")
    if not named:
        with running_simulator(folder) as line:
            yield line, 0
        return
    program, port = Path(named), _free_port()
    python = python_for(program, os.environ.get("LINE_SERVER_PYTHON", ""))
    known = (*ONLY_WHO_IS_KNOWN, "--webhook-url", f"http://127.0.0.1:{port}{webhook_path}")
    with recording_server(program, python, folder, *known) as server:
        assert server.log is not None
        yield AnotherLine(server.host), port
        assert report(program, python, server.log) == 0, "the other server found something wrong: see its report"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
