"""The LINE of a chaos run: the project's own simulator, or a server given by its path that keeps a record to judge."""

import json
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.simulator.running import ACCESS_TOKEN, SECRET, running_simulator

_PATIENCE_SECONDS = 20
ONLY_WHO_IS_KNOWN = ("--no-auto", "--reply-tokens", "strict")
"""People, groups and reply tokens exist only where somebody made them."""
_ANSWERED = frozenset({200, 409})
_MONTHLY = "429-monthly"


@dataclass(frozen=True)
class Line:
    """A running LINE and the hand on its controls."""

    name: str
    host: str
    log: Path | None = None

    def register(self, people: Sequence[str]) -> None:
        """Give everybody a phone."""
        self._ask("users", {user: {"state": "friend"} for user in people})

    def arm(self, faults: Sequence[dict[str, Any]]) -> None:
        """Let requests fail from now on."""
        self._ask("faults", list(faults))

    def disarm(self) -> None:
        """Let every request be answered rightly."""
        self._ask("faults", method="DELETE")

    def reset(self) -> None:
        """Forget everything."""
        self._ask("reset", {})

    def advance(self, seconds: float) -> None:
        """Move the server's present forward."""
        self._ask("clock", {"advance": seconds})

    def received(self) -> list[tuple[str, str]]:
        """Return who received a message, and with which retry key, once for each delivery."""
        return [(str(each["to"]), str(each["retry_key"])) for each in self._ask("messages")]

    def pushes(self) -> list[dict[str, Any]]:
        """Return the record of pushes, oldest first: `retry_key`, `status`, `fault`, `accepted`."""
        found: list[dict[str, Any]] = self._ask("requests?op=pushMessage")
        return found

    def unanswered(self) -> Counter[str]:
        """Return the retry keys that may be used again, and how many requests have arrived whole with each.

        Left out are those whose newest request was answered 200 or 409. What the month's limit refused is not counted:
        the office takes such an attempt back.
        """
        pushes = self.pushes()
        newest = _newest(pushes)
        arrived = Counter(str(each["retry_key"]) for each in pushes if _MONTHLY not in str(each["fault"]))
        return Counter({key: number for key, number in arrived.items() if newest[key] not in _ANSWERED})

    def hanging_keys(self) -> set[str]:
        """Return the retry keys whose newest request is left without an answer, or was."""
        return {key for key, status in _newest(self.pushes()).items() if status == "timeout"}

    def _ask(self, name: str, body: Any = None, *, method: str | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        address = f"{self.host}/__admin/{name}"
        asked = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)  # noqa: S310
        with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
            return json.load(answer)


def _newest(pushes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the status of the newest request with each retry key."""
    return {str(each["retry_key"]): each["status"] for each in pushes}


@contextmanager
def simulator(folder: Path) -> Iterator[Line]:
    """Run the project's own simulator."""
    with running_simulator(folder) as control:
        control.quota(None)
        yield Line("the simulator", control.host)


@contextmanager
def recording_server(program: Path, python: str, folder: Path, *more: str) -> Iterator[Line]:
    """Run the server at a path, which speaks as LINE does and writes down what it is asked."""
    log = folder / "line.jsonl"
    command = [python, str(program), "serve", "--port", "0", "--log", str(log), "--strict"]
    command += ["--token", ACCESS_TOKEN, "--channel-secret", SECRET, *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - Named by whoever runs it.
        try:
            yield Line(program.name, _address(process), log)
        finally:
            process.kill()


def report(program: Path, python: str, log: Path) -> int:
    """Print what the server says of its record; 0 when it found nothing."""
    asked = subprocess.run([python, str(program), "report", str(log)], check=False, capture_output=True, text=True)  # noqa: S603
    print(asked.stdout + asked.stderr)
    return asked.returncode


def python_for(program: Path, given: str) -> str:
    """Return a Python that can run the server; say what it lacks."""
    python = given or sys.executable
    found = subprocess.run([python, "-c", "import jsonschema, yaml"], check=False, capture_output=True)  # noqa: S603
    if found.returncode or not program.is_file():
        raise SystemExit(f"{program} needs a Python with pyyaml and jsonschema: name one with MOCK_PYTHON=")
    return python


def _address(process: "subprocess.Popen[str]") -> str:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None and process.stdout is not None:
        for word in process.stdout.readline().split():
            if word.startswith("http://"):
                return word
    raise SystemExit("the server at MOCK= does not start")
