"""What is left out of every message that leaves the office: numbers that name a citizen.

Titles, directives and comments are typed by people, who may quote a complaint. A name cannot be told from any other
word, and the forms ask to leave it out; an identity number or a telephone number can be told, and stays in the system,
where whoever may see it reads it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

LEFT_OUT = "[ปกปิด]"

_GAP = r"[ \-]?"
_IDENTITY = rf"\d{_GAP}\d{{4}}{_GAP}\d{{5}}{_GAP}\d{{2}}{_GAP}\d"
_TELEPHONE = rf"(?:\+[6๖]{{2}}|[0๐]){_GAP}\d{{1,2}}{_GAP}\d{{3}}{_GAP}\d{{3,4}}"
_NUMBERS = re.compile(rf"(?<![\d./])(?:{_IDENTITY}|{_TELEPHONE})(?![\d/])")
_READ_BY_PEOPLE = frozenset({"text", "altText", "displayText", "label"})


def discreet(words: str) -> str:
    """Return words without identity numbers and telephone numbers, in Thai digits or others."""
    return _NUMBERS.sub(LEFT_OUT, words)


def discreet_messages(messages: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Return messages with every text people read made discreet; what buttons send back and open stays as it is."""
    return [_discreet(message) for message in messages]


def _discreet(part: Any) -> Any:
    if isinstance(part, Mapping):
        return {
            name: discreet(inner) if name in _READ_BY_PEOPLE and isinstance(inner, str) else _discreet(inner)
            for name, inner in part.items()
        }
    return [_discreet(inner) for inner in part] if isinstance(part, list) else part
