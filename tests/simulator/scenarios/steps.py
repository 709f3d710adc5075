"""What a scenario is made of: requests to LINE, what was said, and what happens on phones; plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = Any


@dataclass(frozen=True)
class Ask:
    """A request to the API and what LINE says to it: `200`, or a status and the class of its words.

    `{name}` in path, body and key stands for what an earlier step kept; `keep` names parts of the answer by their way.
    """

    says: str
    method: str
    path: str
    body: Json = None
    key: str | None = None
    """Which retry key, by any name: the same name is the same key."""
    raw: bytes | None = None
    media_type: str = "application/json"
    token: str | None = None
    keep: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Set:
    """Something arranged on the server: `users`, `groups`, `quota`, `clock`, `faults`, `rate`, `content`."""

    what: str
    about: Json


@dataclass(frozen=True)
class Tell:
    """Events sent to the application: what of each arrives, and how the application's answers are taken."""

    events: tuple[Json, ...]
    manner: Mapping[str, Any] = field(default_factory=dict)
    answers: tuple[int, ...] = ()
    """What the application says, one after the other; then 200."""
    oks: tuple[bool, ...] = (True,)
    arrived: int | None = None
    """How many webhooks are signed right; all that were sent, unless said."""
    keep: Mapping[str, str] = field(default_factory=dict)
    """Parts of the last webhook's body by their way."""


@dataclass(frozen=True)
class Visit:
    """A person opens LINE's page of account linking; what the application is told of it."""

    path: str
    says: int
    told: str | None = None
    """The result the event carries; nothing when there is no event."""


@dataclass(frozen=True)
class Arrived:
    """How many deliveries a person or a group has received."""

    to: str
    count: int


@dataclass(frozen=True)
class Used:
    """How many people's worth of messages the month has cost."""

    people: int


Step = Ask | Set | Tell | Visit | Arrived | Used


@dataclass(frozen=True)
class Scenario:
    """One story and what is known of LINE in it."""

    name: str
    steps: tuple[Step, ...]
    is_in_words_only: bool = False
    """LINE's reference says it in words, its OpenAPI files do not: a server made after those may take it."""


def scenario(name: str, *steps: Step) -> Scenario:
    """Return a story of so many steps."""
    return Scenario(name, steps)
