"""Saying what there is to say: by the reply token within its minute, else another way.

A reply costs nothing and works once. Where it certainly came too late, the answer is in the web inbox; only where what
somebody wanted recorded was not, a push says so, since the person believes it was. Where nobody knows whether a reply
arrived, nothing is sent again (LINE, "Send reply message").
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from tracker.line_webhook.chat import Chat
from tracker.line_webhook.reading import Incoming
from tracker.messaging.messenger import MOST_MESSAGES, Message, Messenger, MessengerBusy, MessengerError
from tracker.reminders.service.notices import leave_note, tell_person
from tracker.reminders.wording import replies
from tracker.reminders.wording.plain import notification_of

REPLY_WITHIN = timedelta(seconds=50)
"""A reply token lives a minute; a reply that may come too late is not tried."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What there is to say about an event, and whether what its sender wanted is still undone."""

    messages: Sequence[Message] = ()
    refused: str = ""
    """The sentence that says why nothing was recorded; empty when something was."""
    unneeded: Sequence[str] = ()
    """The keys of bytes nothing needs any more, once this is certain."""


class Heard(Enum):
    """Whether an answer reached the person."""

    YES = auto()
    PERHAPS = auto()
    NO = auto()


def reply(
    messenger: Messenger, incoming: Incoming, messages: Sequence[Message], *, received_at: datetime, now: datetime
) -> Heard:
    """Answer an event, once and in time."""
    if not messages:
        return Heard.YES
    if not incoming.reply_token or now - received_at >= REPLY_WITHIN:
        return Heard.NO
    try:
        messenger.reply(incoming.reply_token, messages[:MOST_MESSAGES])
    except MessengerError as error:
        _log.warning("reply_not_sent", extra={"reason": type(error).__name__})
        return Heard.PERHAPS if isinstance(error, MessengerBusy) and error.maybe_accepted else Heard.NO
    return Heard.YES


def say_otherwise(answer: Answer, heard: Heard, chat: Chat) -> None:
    """Leave in the web inbox what was not said; push it where the person would believe that something was recorded."""
    if chat.viewer is None:
        return
    person_id = chat.viewer.person_id
    awaits = chat.conversation.awaiting
    if heard is Heard.NO and (answer.refused or chat.is_asking or awaits == "evidence"):
        words = replies.file_waits() if awaits == "evidence" else replies.left_undone(answer.refused)
        tell_person(person_id, words, asker=chat.asker, at=chat.at)
        return
    said = "\n".join(notification_of(message) for message in answer.messages)
    leave_note([person_id], replies.answered_late(said), asker=chat.asker, at=chat.at)
