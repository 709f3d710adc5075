"""What a messenger is: how the application speaks to people outside, whoever carries the words.

A message is a plain dictionary in the shape LINE's Messaging API gives it, so that what is stored is what is sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Message = dict[str, Any]

MOST_MESSAGES = 5
"""The most message objects one push or reply may hold (LINE's limit)."""


@dataclass(frozen=True)
class Accepted:
    """LINE took the message. That is not yet proof that a person saw it."""

    request_id: str
    message_ids: tuple[str, ...] = ()
    was_accepted_before: bool = False
    """An earlier attempt with the same retry key had arrived after all (409)."""


@dataclass(frozen=True)
class Quota:
    """How many people this month's messages may reach, and have reached."""

    limit: int | None
    used: int


@dataclass(frozen=True)
class Profile:
    """What a LINE user shows of themselves; a name they typed, not who they are."""

    user_id: str
    display_name: str


@dataclass(frozen=True)
class Account:
    """The official account a channel speaks for."""

    basic_id: str
    display_name: str
    is_in_chat_mode: bool
    """Staff answer by hand in LINE Official Account Manager (its chat is on)."""


@dataclass(frozen=True)
class Content:
    """The bytes of a photo or a file somebody sent."""

    data: bytes
    media_type: str


class MessengerError(Exception):
    """The messenger could not do what it was asked; never shown to a reader."""


class MessengerBusy(MessengerError):
    """Try again later with the same retry key: the network, LINE's servers, or too many requests."""

    def __init__(
        self,
        reason: str,
        *,
        maybe_accepted: bool,
        retry_after_seconds: float | None = None,
        is_rate_limit: bool = False,
    ) -> None:
        super().__init__(reason)
        self.maybe_accepted = maybe_accepted
        self.retry_after_seconds = retry_after_seconds
        self.is_rate_limit = is_rate_limit


class MonthlyLimitReached(MessengerError):
    """The month's messages are used up: nothing goes out until the limit or the month changes."""


class ChannelRejected(MessengerError):
    """The channel's access token is not valid (401): the channel must be looked at, the message is innocent."""


class MessageRefused(MessengerError):
    """Never again with this message: LINE says it is wrong, forbidden, or has nobody to go to."""

    def __init__(self, status: int, details: str) -> None:
        super().__init__(f"{status}: {details}")
        self.status = status
        self.details = details


class ContentGone(MessengerError):
    """The photo or file is no longer there: taken back by its sender, or too old."""


class ContentTooLarge(MessengerError):
    """The photo or file is larger than was allowed for."""


class Messenger(Protocol):
    """Somebody who carries messages; each call may raise the errors above."""

    def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Accepted:
        """Send to one person; the same retry key is never delivered twice within a day."""
        ...

    def reply(self, reply_token: str, messages: Sequence[Message]) -> Accepted:
        """Answer an event, once, within its minute; it costs nothing and must never be repeated."""
        ...

    def profile(self, user_id: str) -> Profile | None:
        """Return what a LINE user shows of themselves; None when they cannot be reached."""
        ...

    def account(self) -> Account:
        """Return the official account this messenger speaks for."""
        ...

    def quota(self) -> Quota:
        """Return the month's limit and what is used of it."""
        ...

    def content(self, message_id: str, most_bytes: int) -> Content:
        """Return the bytes of a photo or file that was sent to us."""
        ...

    def link_token(self, user_id: str) -> str:
        """Return a token by which a LINE user can be linked; ten minutes, once (LINE, "User account linking")."""
        ...

    def group_members(self, group_id: str) -> int | None:
        """Return how many people a message to a group reaches; None when we are not in it."""
        ...

    def leave_group(self, group_id: str) -> None:
        """Leave a group that is nobody's here."""
        ...

    def create_rich_menu(self, menu: Message, picture: bytes) -> str:
        """Make a menu with its PNG picture and return LINE's id of it."""
        ...

    def delete_rich_menu(self, rich_menu_id: str) -> None:
        """Remove a menu; one that is gone is no error."""
        ...

    def link_rich_menu(self, user_id: str, rich_menu_id: str) -> None:
        """Give one person a menu; it shows at once."""
        ...

    def unlink_rich_menu(self, user_id: str) -> None:
        """Take a person's own menu away; the default shows."""
        ...

    def set_default_rich_menu(self, rich_menu_id: str) -> None:
        """Choose the menu of everybody who has none of their own."""
        ...

    def validate(self, messages: Sequence[Message]) -> None:
        """Have LINE check messages without sending any; MessageRefused says what is wrong."""
        ...
