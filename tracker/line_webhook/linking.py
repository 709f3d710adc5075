"""The bond over chat: a one-time code, its confirmation, and its end."""

import re
from datetime import datetime, timedelta

from tracker.line_webhook.chat import Chat
from tracker.messaging.messenger import Message
from tracker.people import linking
from tracker.people import queries as people
from tracker.reminders.wording import replies

_CODE = re.compile(r"[A-HJ-NP-Z2-9]{8}", re.IGNORECASE)
_MOST_WRONG_CODES = 5


def looks_like_code(text: str) -> bool:
    """Tell whether a text may be a one-time code."""
    return _CODE.fullmatch(text.strip()) is not None


def try_code(text: str, chat: Chat) -> list[Message] | None:
    """Ask whether the code's owner is meant; None when it is no code and the sender is somebody known."""
    wrong = _wrong_codes(chat)
    if len(wrong) >= _MOST_WRONG_CODES:
        return replies.too_many_codes()
    person = linking.claim_code(text, chat.user_id, asker=chat.asker, at=chat.at)
    if person is not None:
        return replies.confirm_link(person.name, person.position, people.government(chat.asker).short_name)
    chat.keep(wrong_codes=[*wrong, chat.at.isoformat()])
    return None if chat.viewer is not None else replies.unknown_code(chat.link_page)


def confirm(chat: Chat) -> list[Message]:
    """Link the sender to the person whose code they sent."""
    person = linking.confirm_code(chat.user_id, asker=chat.asker, at=chat.at)
    return replies.unknown_code(chat.link_page) if person is None else replies.linked(person.name)


def decline(chat: Chat) -> list[Message]:
    """Link nobody, now or later."""
    linking.decline_code(chat.user_id, asker=chat.asker, at=chat.at)
    return replies.link_refused()


def ask_to_unlink(chat: Chat) -> list[Message]:
    """Ask before the link is ended."""
    chat.ask("unlink")
    return replies.confirm_unlink()


def unlink(chat: Chat) -> list[Message]:
    """End the link."""
    if chat.account is None:
        return replies.not_linked(chat.link_page)
    linking.unlink(chat.account, by=chat.viewer or chat.asker, at=chat.at)
    chat.forget()
    return replies.unlinked(chat.link_page)


def followed(chat: Chat) -> list[Message]:
    """Greet somebody who added the account or ended a block."""
    linking.note_unblocked(chat.user_id, asker=chat.asker, at=chat.at)
    if chat.viewer is not None:
        return replies.guidance(chat.base_url)
    return replies.welcome(people.government(chat.asker).short_name, chat.link_page)


def unfollowed(chat: Chat) -> list[Message]:
    """Note that somebody blocked the account; nobody can be answered."""
    linking.note_blocked(chat.user_id, asker=chat.asker, at=chat.at)
    return []


def _wrong_codes(chat: Chat) -> list[str]:
    an_hour_ago = chat.at - timedelta(hours=1)
    return [told for told in chat.detail("wrong_codes", []) if datetime.fromisoformat(told) > an_hour_ago]
