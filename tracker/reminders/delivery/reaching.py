"""Asking LINE, now and then, who can still be reached: people who deleted their account tell nobody.

LINE answers a push to somebody who blocked the account or is gone with 200 all the same ("Send push message"); only
the profile says 404. Groups are counted too, since a message to one costs its members.
"""

import logging
from collections import Counter
from datetime import timedelta

from sqlalchemy import or_, select, update

from tracker.database import db, transaction
from tracker.messaging.messenger import MessageRefused, Messenger, MessengerError
from tracker.people import linking
from tracker.people.models import LineAccount
from tracker.people.roles import LineState
from tracker.people.viewer import System
from tracker.reminders.delivery.shapes import Clock
from tracker.reminders.queries import groups as group_queries
from tracker.reminders.service import groups
from tracker.reminders.service.carrying import go_round_line

ASKED_EVERY = timedelta(days=30)
MOST_AT_ONCE = 200
_log = logging.getLogger(__name__)


def check_who_is_reached(asker: System, messenger: Messenger, *, now: Clock) -> Counter[str]:
    """Ask LINE for each profile not asked for in a month, and count each group; a LINE that is out of order ends it."""
    done: Counter[str] = Counter()
    try:
        for account_id, line_user_id in _due(asker, now):
            done.update([_ask_profile(account_id, line_user_id, asker, messenger, now)])
        for group_id, line_group_id in _groups(asker):
            done.update([_count(group_id, line_group_id, asker, messenger, now)])
    except MessengerError as error:
        facts = {"government_id": asker.government_id, "reason": type(error).__name__}
        _log.warning("reachability_not_checked", extra=facts)
        done["busy"] += 1
    return done


def _due(asker: System, now: Clock) -> list[tuple[int, str]]:
    with transaction():
        rows = db.session.execute(
            select(LineAccount.id, LineAccount.line_user_id)
            .where(
                LineAccount.government_id == asker.government_id,
                LineAccount.state == LineState.ACTIVE,
                or_(LineAccount.profile_asked_at.is_(None), LineAccount.profile_asked_at <= now() - ASKED_EVERY),
            )
            .order_by(LineAccount.profile_asked_at.nulls_first(), LineAccount.id)
            .limit(MOST_AT_ONCE)
        )
        return [(row.id, row.line_user_id) for row in rows]


def _ask_profile(account_id: int, line_user_id: str, asker: System, messenger: Messenger, now: Clock) -> str:
    try:
        found = messenger.profile(line_user_id)
    except MessageRefused:
        found = None  # An id LINE does not take is nobody's.
    with transaction():
        at = now()
        if found is None:
            account = db.session.get_one(LineAccount, account_id)
            if account.state is LineState.ACTIVE:
                linking.note_blocked(line_user_id, asker=asker, at=at)
                go_round_line(account.person_id, asker=asker, at=at)
        db.session.execute(
            update(LineAccount)
            .where(LineAccount.id == account_id)
            .values(profile_asked_at=at)
            .execution_options(synchronize_session=False)
        )
    return "reached" if found is not None else "unreached"


def _groups(asker: System) -> list[tuple[int, str]]:
    with transaction():
        return [(group.id, group.line_group_id) for group in group_queries.groups_to_tell(asker)]


def _count(group_id: int, line_group_id: str, asker: System, messenger: Messenger, now: Clock) -> str:
    members = messenger.group_members(line_group_id)
    with transaction():
        if members is None:
            groups.note_left(line_group_id, asker=asker, at=now())
        else:
            group_queries.group(group_id, asker=asker).members = members
    return "groups"
