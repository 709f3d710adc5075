"""What is passed about while messages are delivered."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from tracker.messaging.messenger import Accepted, Message, Quota
from tracker.people.viewer import System
from tracker.reminders.models import Carrier
from tracker.reminders.service import Frame
from tracker.reminders.service.quota import Guard, guard_of
from tracker.secrets import SecretBox
from tracker.thai import day_of

Clock = Callable[[], datetime]


class Courier(Protocol):
    """Whoever carries a message to one address: LINE's messenger, or what sends e-mail; raises MessengerError."""

    def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Accepted:
        """Hand over a message; what is sent again under the same key must not arrive twice."""
        ...


@runtime_checkable
class QuotaTeller(Protocol):
    """Whoever knows how many messages the month has left."""

    def quota(self) -> Quota:
        """Return the month's limit and what is used of it."""
        ...


@dataclass(frozen=True)
class Renewing:
    """What renews a channel's access token: LINE, asked with channel id and secret, and the box of secrets."""

    issue: Callable[[str, str], str]
    box: SecretBox


@dataclass(frozen=True)
class Sending:
    """What a worker needs to deliver for one office over one carrier."""

    asker: System
    messenger: Courier
    base_url: str
    worker: str = "sender"
    carrier: Carrier = Carrier.LINE
    renewing: Renewing | None = None
    """None leaves a channel LINE does not take any more to a person."""
    instead: Carrier = Carrier.WEB
    """What carries what LINE is spared: e-mail, where there is a mail server and an address; else the web inbox."""
    token_mark: str = ""
    """The access token the messenger speaks with, as it is stored: a refused one may have been replaced meanwhile."""


@dataclass(frozen=True)
class Ground:
    """What every message of a run is judged by: what the month allows, and the office around its work."""

    guard: Guard
    frame: Frame

    @classmethod
    def of(cls, asker: System, *, at: datetime) -> "Ground":
        """Return the ground of an office now."""
        return cls(guard_of(asker, at=at), Frame.of(asker, today=day_of(at)))


@dataclass(frozen=True)
class Attempt:
    """One envelope on its way, with the lease it was claimed under."""

    message_id: uuid.UUID
    to: str
    body: list[Message]
    lease: str
    token_mark: str = ""
