"""A running LINE simulator, and the hand on its controls: for every test that needs LINE or a phone."""

import json
import os
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tracker.simulator import start

ACCESS_TOKEN = "access-token-of-the-sample-office"
SECRET = "secret-of-the-sample-office"
BASIC_ID = "@sample"
OFFICE = "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา"


def user_id(number: int) -> str:
    """Return a LINE user id for the n-th person of a test."""
    return f"U{number:032x}"


def group_id(number: int) -> str:
    """Return a LINE group id for the n-th group of a test."""
    return f"C{number:032x}"


@dataclass(frozen=True)
class SimulatorControl:
    """What a test can do to the simulator; `host` goes into `Configuration(host=…)` of the SDK."""

    host: str

    def channel(
        self,
        webhook_url: str = "",
        *,
        access_token: str = ACCESS_TOKEN,
        secret: str = SECRET,
        basic_id: str = BASIC_ID,
        name: str = OFFICE,
        quota: int | None = 300,
        number: str | None = None,
    ) -> dict[str, Any]:
        """Open a channel, or change the one with this basic id."""
        given = {"access_token": access_token, "secret": secret, "basic_id": basic_id, "name": name, "quota": quota}
        return self.ask("channels", {**given, "webhook_url": webhook_url, "channel_id": number})

    def person(
        self,
        user: str,
        name: str = "นางสาวทดสอบ สมมติ",
        *,
        state: str = "friend",
        role: str = "",
        channel: str | None = None,
    ) -> str:
        """Give somebody a phone and return the user id."""
        about = {"user_id": user, "display_name": name, "state": state, "role": role}
        self.ask("users", {**about, **({"channel": channel} if channel else {})})
        return user

    def users(self, people: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Give many people phones."""
        return self.ask("users", list(people))

    def fault(self, kind: str, **about: Any) -> None:
        """Let the next matching request fail: accept, count, skip, prob, op, to, path, method, delay, retry_after."""
        self.ask("faults", {"kind": kind, **about})

    def no_faults(self) -> None:
        """Take back every fault."""
        self.ask("faults", method="DELETE")

    def quota(self, value: int | None, usage: int = 0, *, channel: str | None = None) -> dict[str, Any]:
        """Set the month's limit and what is used of it."""
        return self.ask("quota", {"value": value, "usage": usage, "channel": channel})

    def used(self, channel: str | None = None) -> int:
        """Return how many people were reached this month."""
        return int(self.ask(f"quota?channel={urllib.parse.quote(channel)}" if channel else "quota")["usage"])

    def advance(self, seconds: float) -> None:
        """Move the simulator's present forward."""
        self.ask("clock", {"advance": seconds})

    def set_clock(self, at: datetime) -> None:
        """Let the simulator's present begin at an instant."""
        self.ask("clock", {"set": at.isoformat()})

    def content(self, message_id: str, data: bytes = b"", **about: Any) -> None:
        """Set what a message's content is: type, state (ready, processing, gone)."""
        self.ask("content", {message_id: {"base64": b64encode(data).decode(), **about}})

    def webhook(self, *events: dict[str, Any], **manner: Any) -> dict[str, Any]:
        """Send events to the application and return `events` and `attempts`.

        Manner: repeat, concurrent, redeliver, redeliver_delay, bad_signature, drop_signature, secret, url, batch,
        timeout, channel.
        """
        return self.ask("webhook", {"events": list(events), **manner})

    def press(self, user: str, label: str | None = None, **about: Any) -> dict[str, Any]:
        """Press the newest button with a label (or `data=`, `message=`) and return `ok` and `attempts`."""
        return self.ask("press", {"user": user, "label": label, **about})

    def say(self, user: str, text: str, **about: Any) -> dict[str, Any]:
        """Type a text on somebody's phone."""
        return self.ask("say", {"user": user, "text": text, **about})

    def attach(self, user: str, data: bytes, name: str = "photo.jpg", **about: Any) -> dict[str, Any]:
        """Send a photo or a file from somebody's phone."""
        return self.ask("attach", {"user": user, "base64": b64encode(data).decode(), "name": name, **about})

    def follow(self, user: str, **about: Any) -> dict[str, Any]:
        """Let somebody become a friend, or stop blocking."""
        return self.ask("follow", {"user": user, **about})

    def unfollow(self, user: str, **about: Any) -> dict[str, Any]:
        """Let somebody block the account."""
        return self.ask("unfollow", {"user": user, **about})

    def group(self, group: str, **about: Any) -> str:
        """Open or change a group (`name`, `joined`, `members`: how many, or which people) and return its id."""
        self.ask("groups", {group: about})
        return group

    def in_group(self, group: str, deed: str, **about: Any) -> dict[str, Any]:
        """Let something happen in a group: join, leave, come, go (`users`), say (`user`, `text`), press (`label`)."""
        return self.ask(f"groups/{group}/{deed}", about)

    def rate(self, operation: str, per_second: float, burst: float = 1) -> None:
        """Let LINE take only so many requests of an operation."""
        self.ask("rate", {operation: {"rps": per_second, "burst": burst}})

    def deliveries(self, user: str | None = None) -> list[dict[str, Any]]:
        """Return what readers received, one item for each delivery."""
        return self.ask(f"messages?to={user}" if user else "messages")

    def messages_to(self, user: str) -> list[dict[str, Any]]:
        """Return every message object one reader received, oldest first."""
        return [message for delivery in self.deliveries(user) for message in delivery["messages"]]

    def requests(self, operation: str | None = None) -> list[dict[str, Any]]:
        """Return the record of requests, of one operation (`pushMessage` …) or of all."""
        return self.ask(f"requests?op={operation}" if operation else "requests")

    def webhooks(self) -> list[dict[str, Any]]:
        """Return every webhook sent, with body, status and seconds."""
        return self.ask("webhooks")

    def reset(self, *, everything: bool = False) -> None:
        """Forget the record, the faults and the clock; with everything also channels and people."""
        self.ask("reset", {"everything": everything})

    def phone(self, user: str) -> str:
        """Return the address of somebody's phone."""
        return f"{self.host}/phone/{user}"

    def ask(self, name: str, body: Any = None, *, method: str | None = None) -> Any:
        """Call `/__admin/<name>`."""
        data = None if body is None else json.dumps(body).encode()
        address, headers = f"{self.host}/__admin/{name}", {"Content-Type": "application/json"}
        asked = urllib.request.Request(address, data, headers, method=method)  # noqa: S310 - Our own address.
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as problem:
            with problem:
                raise AssertionError(f"{problem.code} {problem.read().decode()}") from None


@contextmanager
def running_simulator(directory: Path, *, webhook_url: str = "") -> Iterator[SimulatorControl]:
    """Run a simulator on a free port, with one channel open for the sample office."""
    with start(directory / "line-simulator.db") as simulator:
        control = SimulatorControl(simulator.host)
        control.channel(webhook_url)
        try:
            yield control
        finally:
            _keep_record(control)


def _keep_record(control: SimulatorControl) -> None:
    """Keep what LINE was asked for in a folder, if one is named: `make line-report` judges it."""
    folder = os.environ.get("LINE_RECORDS")
    if folder:
        name = (
            f"{os.environ.get('PYTEST_CURRENT_TEST', '').split(' ')[0].rpartition('::')[2]}-{os.urandom(4).hex()}.json"
        )
        Path(folder, name).write_text(json.dumps(control.requests(), ensure_ascii=False), encoding="utf-8")
