"""The bond over chat: LINE's account link, a one-time code and its confirmation, block, and the end of it."""

import logging
import re
from datetime import datetime, timedelta

from tracker import thai
from tracker.line_webhook.chat import Chat
from tracker.line_webhook.reading import Incoming
from tracker.messaging.messenger import Message, Messenger, MessengerError
from tracker.people import linking
from tracker.people import queries as people
from tracker.people.models import Person
from tracker.people.viewer import System
from tracker.reminders.service.carrying import go_round_line, move_from_line
from tracker.reminders.service.notices import leave_note
from tracker.reminders.wording import linking as wording
from tracker.reminders.wording import replies

CONNECT_WORDS = frozenset({"เชื่อมบัญชี", "เชื่อมline", "เชื่อมใหม่"})
_CODE = re.compile(r"[A-HJ-NP-Z2-9]{8}", re.IGNORECASE)
_MOST_WRONG_CODES = 5
_FOLLOWING = "following"
_log = logging.getLogger(__name__)


def wants_link(incoming: Incoming, *, is_known: bool) -> bool:
    """Tell whether the answer to an event holds LINE's link: to strangers always, to others who ask for it."""
    if incoming.kind not in {"message", "postback", "follow"}:
        return False
    asks = incoming.data.get("a") == "connect" or thai.without_spaces(incoming.text).lower() in CONNECT_WORDS
    return asks or (not is_known and not looks_like_code(incoming.text))


def link_token(messenger: Messenger, user_id: str) -> str:
    """Return a token of LINE's account link, with no transaction open; empty when LINE gives none now."""
    try:
        return messenger.link_token(user_id)
    except MessengerError as error:
        _log.warning("link_token_not_issued", extra={"reason": type(error).__name__})
        return ""


def offer(chat: Chat) -> list[Message]:
    """Answer somebody nobody knows, or who wants to link anew, with the way to link."""
    if chat.viewer is not None:
        return wording.offer_another(chat.viewer.name, chat.link_page)
    return wording.not_linked(chat.link_page)


def finish(incoming: Incoming, chat: Chat) -> list[Message]:
    """Bind a LINE user to the person whose nonce LINE brings back (`accountLink`); failed or unknown binds nobody."""
    person = linking.use_nonce(incoming.nonce, asker=chat.asker, at=chat.at)
    if incoming.link_result != "ok" or person is None:
        return wording.link_failed()
    _bind(person, chat)
    return wording.linked(person.name)


def fail(incoming: Incoming, *, asker: System, at: datetime) -> None:
    """Use up the nonce of a link LINE says has failed; nobody can be answered."""
    linking.use_nonce(incoming.nonce, asker=asker, at=at)


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
    before = _bound(chat)
    person = linking.confirm_code(chat.user_id, asker=chat.asker, at=chat.at)
    if person is None:
        return replies.unknown_code(chat.link_page)
    _tell(person, before, chat)
    return wording.linked(person.name)


def decline(chat: Chat) -> list[Message]:
    """Link nobody, now or later."""
    linking.decline_code(chat.user_id, asker=chat.asker, at=chat.at)
    return replies.link_refused()


def ask_to_unlink(chat: Chat) -> list[Message]:
    """Ask before the link is ended."""
    chat.ask("unlink")
    return wording.confirm_unlink()


def unlink(incoming: Incoming, chat: Chat) -> list[Message]:
    """End the link, once the person is sure: a menu is pressed by mistake more easily than a question answered."""
    return end(chat) if incoming.data.get("sure") == "1" else ask_to_unlink(chat)


def end(chat: Chat) -> list[Message]:
    """End the link; what waits for the person goes another way."""
    if chat.account is None:
        return offer(chat)
    linking.unlink(chat.account, by=chat.viewer or chat.asker, at=chat.at)
    move_from_line(chat.account.person_id, asker=chat.asker, at=chat.at)
    chat.forget()
    return wording.unlinked()


def keep(chat: Chat) -> list[Message]:
    """Leave the link as it is."""
    chat.forget()
    return wording.kept()


def followed(chat: Chat) -> list[Message]:
    """Greet somebody who added the account or ended a block."""
    if not _is_newest(chat):
        return []
    linking.note_unblocked(chat.user_id, asker=chat.asker, at=chat.at)
    if chat.viewer is not None:
        return replies.guidance(chat.base_url)
    return wording.welcome(people.government(chat.asker).short_name, chat.link_page)


def unfollowed(chat: Chat) -> list[Message]:
    """Note that somebody blocked the account: what waits goes another way, and the head is told on the web."""
    if not _is_newest(chat):
        return []
    if linking.note_blocked(chat.user_id, asker=chat.asker, at=chat.at) and chat.account is not None:
        go_round_line(chat.account.person_id, asker=chat.asker, at=chat.at)
    return []


def _is_newest(chat: Chat) -> bool:
    """Tell whether blocking and following end with this event, and remember it; LINE may bring them in any order."""
    if chat.account is None:
        return True
    if chat.is_overtaken(_FOLLOWING):
        return False
    chat.note_newest(_FOLLOWING)
    return True


def _bind(person: Person, chat: Chat) -> None:
    before = _bound(chat)
    linking.link(person, chat.user_id, by=chat.asker, at=chat.at)
    _tell(person, before, chat)


def _bound(chat: Chat) -> int | None:
    return None if chat.account is None else chat.account.person_id


def _tell(person: Person, before: int | None, chat: Chat) -> None:
    """Tell on the web whose account a LINE user now speaks for, and whose it spoke for until now."""
    leave_note([person.id], wording.told_of_link(person.name), asker=chat.asker, at=chat.at)
    if before is not None and before != person.id:
        move_from_line(before, asker=chat.asker, at=chat.at)
        leave_note([before], wording.told_of_replacement(), asker=chat.asker, at=chat.at)


def _wrong_codes(chat: Chat) -> list[str]:
    an_hour_ago = chat.at - timedelta(hours=1)
    return [told for told in chat.detail("wrong_codes", []) if datetime.fromisoformat(told) > an_hour_ago]
