"""What the journeys ask LINE for, judged: `python -m benchmarks.line_report MOCK [tests …]`.

The journeys run against the project's simulator, which keeps a record of each. The record is judged by
`tests/simulator/judging.py`; then each request of it is made again, with the same retry key, the same fault and as much
later, to a server that checks every field against LINE's own description of its API and writes a record of its own,
which its `report` judges. At last the journeys are walked once more with that server in LINE's place.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.chaos_line import Line, python_for, recording_server, report
from tests.simulator.judging import violations
from tests.simulator.running import ACCESS_TOKEN
from tests.simulator.scenarios.playing import answered

_MENU = re.compile(r"richmenu-[0-9a-f]{32}")
_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
_A_PAUSE = 0.6
"""After a failure; whoever judges by the machine's clock takes less for no pause at all."""
_CANNOT_BE_REPEATED = ("/oauth2/", "/v2/oauth/", "/v2/bot/chat/markAsRead")
"""Forms are not in the record, since they hold secrets; a token of an event is known where the event came from."""


_JOURNEYS = ["tests/journeys", "--ignore=tests/journeys/test_plug_pulled.py"]
"""Where senders are killed between LINE's answer and our commit, asking again after 200 is right; see `chaos`."""


class Repeating:
    """Makes the requests of one record again."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._menus: dict[str, str] = {}
        self._made: list[str] = []

    def repeat(self, record: Sequence[dict[str, Any]]) -> None:
        """Repeat every request, at the pace and with the faults it had."""
        before: datetime | None = None
        for seen in record:
            at = datetime.fromisoformat(seen["at"])
            if before is not None and at > before:
                self._line.advance((at - before).total_seconds())
            before = at
            if seen["op"] is None or not seen["path"].startswith(_CANNOT_BE_REPEATED):
                self._request(seen)

    def _request(self, seen: dict[str, Any]) -> None:
        if seen["fault"]:
            fault = {"kind": seen["fault"], "accept": seen["accepted"], "delay": 0.01}
            self._line.arm([fault if seen["fault"] not in {"status"} else {**fault, "status": seen["status"]}])
        data, media_type = self._body(seen)
        headers = {"Authorization": f"Bearer {ACCESS_TOKEN}", "Content-Type": media_type}
        if seen["retry_key"]:
            headers["X-Line-Retry-Key"] = seen["retry_key"]
        address = self._line.host + self._named(seen["path"])
        asked = urllib.request.Request(address, data, headers, method=seen["method"])  # noqa: S310 - Our own address.
        status, _, raw = answered(asked)
        if seen["fault"]:
            time.sleep(_A_PAUSE)
        if seen["op"] == "createRichMenu" and status == 200 and not seen["fault"]:
            self._made.append(json.loads(raw)["richMenuId"])

    def _body(self, seen: dict[str, Any]) -> tuple[bytes | None, str]:
        if seen["op"] == "setRichMenuImage":
            return _PICTURE, "image/png"
        if seen["body"] is None:
            return None, "application/json"
        return self._named(json.dumps(seen["body"], ensure_ascii=False)).encode(), "application/json"

    def _named(self, text: str) -> str:
        """Name a menu as the other server does: it gave its own ids, in the same order."""
        for menu in _MENU.findall(text):
            if menu not in self._menus and self._made:
                self._menus[menu] = self._made.pop(0)
        return _MENU.sub(lambda found: self._menus.get(found[0], found[0]), text)


def record_of_tests(tests: Sequence[str], folder: Path) -> list[Path]:
    """Run tests with the record of their simulators kept; return the files."""
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:randomly", *tests]
    done = subprocess.run(command, check=False, env={**os.environ, "LINE_RECORDS": str(folder)})  # noqa: S603
    if done.returncode:
        raise SystemExit("the tests fail: there is nothing to judge")
    return sorted(folder.glob("*.json"))


def judge(path: Path, mock: Path, python: str) -> int:
    """Print both verdicts on one record; return how much is wrong."""
    record = json.loads(path.read_text(encoding="utf-8"))
    print(f"\n{path.stem}: {len(record)} requests", flush=True)
    found = violations(record)
    print(*(f"  VIOLATION by our own judgement: {each}" for each in found), sep="\n")
    more = ("--quota", "-1", "--auto-content")
    with (
        tempfile.TemporaryDirectory(prefix="tracker-line-report-") as folder,
        recording_server(mock, python, Path(folder), *more) as line,
    ):
        Repeating(line).repeat(record)
        assert line.log is not None
        return len(found) + report(mock, python, line.log)


def walked_there(tests: Sequence[str], mock: Path, python: str) -> int:
    """Run tests with the other server in LINE's place; a journey fails where its report finds something."""
    print("\nwith the other server in LINE's place", flush=True)
    there = {**os.environ, "LINE_SERVER": str(mock.resolve()), "LINE_SERVER_PYTHON": python}
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:randomly", *tests]
    return subprocess.run(command, check=False, env=there).returncode  # noqa: S603


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.line_report", description=__doc__)
    parser.add_argument("mock", type=Path, help="a server that speaks as LINE does and judges its record")
    parser.add_argument("tests", nargs="*", default=_JOURNEYS)
    parser.add_argument("--mock-python", default="", help="a Python with pyyaml and jsonschema, to run it with")
    given = parser.parse_args()
    python = python_for(given.mock, given.mock_python)
    with tempfile.TemporaryDirectory(prefix="tracker-line-records-") as folder:
        records = record_of_tests(given.tests, Path(folder))
        wrong = sum(judge(path, given.mock, python) for path in records)
    wrong += walked_there(given.tests, given.mock, python)
    print(f"\n{len(records)} records, {'nothing found' if not wrong else 'NOT all is well'}")
    raise SystemExit(1 if wrong or not records else 0)


if __name__ == "__main__":
    main()
