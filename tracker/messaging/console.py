"""The messenger for development: it prints what would have been sent, and everybody is content."""

import json
import sys
import uuid
from collections.abc import Sequence

from tracker.messaging.messenger import Accepted, Account, Content, ContentGone, Message, Profile, Quota


class ConsoleMessenger:
    """Writes each message to standard error, where the logs go."""

    def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Accepted:
        """Print a message to one person."""
        return self._print(f"to {to} ({retry_key})", messages)

    def reply(self, reply_token: str, messages: Sequence[Message]) -> Accepted:
        """Print an answer."""
        return self._print(f"reply {reply_token}", messages)

    def profile(self, user_id: str) -> Profile | None:
        """Return a profile that says where it comes from."""
        return Profile(user_id, "ผู้ใช้ทดสอบ")

    def account(self) -> Account:
        """Return an account that says where it is."""
        return Account("@console", "คอนโซล", is_in_chat_mode=False)

    def quota(self) -> Quota:
        """Return no limit."""
        return Quota(None, 0)

    def content(self, message_id: str, most_bytes: int) -> Content:
        """Refuse: nobody sends photos to a console."""
        raise ContentGone(message_id)

    def _print(self, heading: str, messages: Sequence[Message]) -> Accepted:
        print(heading, json.dumps(list(messages), ensure_ascii=False), file=sys.stderr)  # noqa: T201 (it is a console)
        return Accepted(str(uuid.uuid4()))
