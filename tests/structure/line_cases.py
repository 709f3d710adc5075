"""The cases of speaking with LINE, and the tests that name them: `python -m tests.structure.line_cases` prints the map.

A test says which case it proves in its docstring: `LINE case 14.`
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NAMED = re.compile(r"LINE case (\d+)")

CASES: Mapping[int, str] = {
    1: "a push is answered 200: sent, its request id kept",
    2: "500: tried again with the same key, then 200",
    3: "500 though taken: tried again, 409, sent once",
    4: "no answer though taken",
    5: "connection reset though taken",
    6: "connection dropped",
    7: "answer cut off though taken",
    8: "an unreadable 200 not taken is not marked as sent",
    9: "502 with a page that is not UTF-8",
    10: "killed between sending and writing it down: once",
    11: "two workers, one row: one request",
    12: "the scheduler twice: one row",
    13: "429 with Retry-After 3: no request for 3 seconds",
    14: "429 five times: growing gaps, the channel paused",
    15: "the month's limit: held, no request until it changes, an alarm",
    16: "401: the channel held, its token renewed once",
    17: "400: ended, with details, never again",
    18: "403",
    19: "23 hours later, perhaps taken: unknown, nothing sent",
    20: "25 hours later: never the old key",
    21: "past its time: expired",
    22: "no call without a timeout",
    23: "faults of all kinds, 500 rows: each exactly once",
    24: "a person who blocked: accepted, not read",
    25: "a person LINE does not know: link marked, not repeated",
    26: "five messages left, ten rows: the urgent first, the rest another way",
    27: "a group of twelve, five left: held",
    28: "more people than one multicast takes",
    29: "the limit drops from 15,000 to 300: an alarm",
    30: "a new month: what is held and over is not flushed",
    31: "nine tasks of one person: one push; nothing due: none",
    32: "every message is as LINE takes it",
    33: "names of 500 Thai letters with emoji: valid, cut between letters",
    34: "&, quotes, line breaks and {} in names",
    35: "altText holds task, date and state, at most 1,500 units of UTF-16",
    36: "thirteen tasks and more: at most twelve bubbles",
    37: "whatever the suite sends is checked strictly",
    38: "a wrong signature",
    39: "no signature",
    40: "the previous secret while it is changed",
    41: "no events: the Verify button",
    42: "the same event twenty times at once: one effect",
    43: "delivered again after 503",
    44: "timestamps out of order: the latest wins",
    45: "an old button: the present state",
    46: "unknown type, unknown mode and a good event together: the good one works",
    47: "standby: no reply",
    48: "the database locked or down: not 2xx, delivered again it works",
    49: "answered within two seconds while the worker is stuck",
    50: "a body over a megabyte: 413, nothing crashes",
    51: "messageEdited and memberJoined are left alone quietly",
    52: "a reply once; a second use is handled",
    53: "a reply after 61 seconds: another way",
    54: "a day picked in range and out of range",
    55: "“เสร็จ”, “50%”, “๕๐ %”, and words with no open task",
    56: "a photo, then the choice of its task",
    57: "three photos sent at once, out of order",
    58: "content 404, 410, 202 and 30 MB",
    59: "what is unsent is deleted",
    60: "a button pressed by a stranger, without the right, in a group without a name",
    61: "linked",
    62: "the address opened by somebody else: not linked",
    63: "a link token twice",
    64: "after ten minutes",
    65: "a nonce used again",
    66: "a code wrong five times, expired, used, of another person",
    67: "linking anew replaces",
    68: "unlinking",
    69: "blocked, then followed again",
    70: "two municipalities, one person: ids never mixed",
    71: "joining and leaving a group, a group code by a non-officer",
}
"""Each case in a line."""


def proofs_of_cases() -> dict[int, list[str]]:
    """Return the tests that name each case, as pytest calls them."""
    found: dict[int, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").glob("**/test_*.py")):
        for name, docstring in _tests(path):
            for number in _NAMED.findall(docstring):
                found[int(number)].append(f"{path.relative_to(ROOT).as_posix()}::{name}")
    return dict(found)


def written(found: Mapping[int, Sequence[str]]) -> str:
    """Return the map: each case, and its tests below it."""
    lines = []
    for number, what in CASES.items():
        lines.append(f"{number}. {what}")
        lines += [f"   - {test}" for test in found.get(number, ["no test"])]
    return "\n".join(lines)


def _tests(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name, ast.get_docstring(node) or ""


if __name__ == "__main__":
    sys.stdout.write(written(proofs_of_cases()) + "\n")
