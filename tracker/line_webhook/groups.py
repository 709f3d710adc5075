"""Groups: invited, linked by a linked officer with a code, removed; whatever else is said there is not for us."""

import logging
from datetime import datetime

from tracker.errors import TrackerError
from tracker.line_webhook.reading import Incoming, group_code
from tracker.messaging.messenger import Message, Messenger, MessengerError
from tracker.people import queries as people
from tracker.people.viewer import System, Viewer
from tracker.reminders.service import groups
from tracker.reminders.wording import groups as wording
from tracker.thai import day_of

_log = logging.getLogger(__name__)


def members(incoming: Incoming, messenger: Messenger) -> int | None:
    """Return how many people a group being linked has, with no transaction open; None when LINE does not tell."""
    if not group_code(incoming.text):
        return None
    try:
        return messenger.group_members(incoming.group_id)
    except MessengerError as error:
        _log.warning("group_not_counted", extra={"reason": type(error).__name__})
        return None


def answer(incoming: Incoming, members: int | None, *, asker: System, at: datetime) -> list[Message]:
    """Act on one event of a group and return what to say there; nobody is obeyed whom LINE does not name."""
    if incoming.kind == "join":
        groups.note_joined(incoming.group_id, asker=asker, at=at)
        return wording.how_to_link(people.government(asker).short_name)
    if incoming.kind == "leave":
        groups.note_left(incoming.group_id, asker=asker, at=at)
        return []
    if incoming.kind == "postback":
        return wording.in_private() if incoming.member_id else []
    code = group_code(incoming.text)
    if not code:
        return []
    officer = _officer(incoming.member_id, asker, at)
    if officer is None:
        return wording.not_an_officer()
    unit = groups.link_group(incoming.group_id, code, members, by=officer, at=at)
    return wording.unknown_code() if unit is None else wording.linked(unit)


def refusal(error: TrackerError) -> list[Message]:
    """Say in a group why something was not done."""
    return wording.refused(str(error))


def _officer(line_user_id: str, asker: System, at: datetime) -> Viewer | None:
    account = people.line_account_of_user(line_user_id, asker=asker) if line_user_id else None
    return None if account is None else people.viewer_of(account.person_id, on=day_of(at))
