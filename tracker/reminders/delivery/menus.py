"""Menus under the chat: made at LINE once for each channel and anew when they change, given to each person by role.

Nothing is open while LINE is spoken to. What fails is left as it was and put right by the next run.
"""

import hashlib
import logging
from collections import Counter
from datetime import datetime

from sqlalchemy import select, update

from tracker.database import db, transaction
from tracker.messaging.messenger import MessageRefused, Messenger, MessengerError
from tracker.people import queries as people
from tracker.people.models import LineAccount
from tracker.people.roles import Role
from tracker.people.viewer import System
from tracker.reminders import queries
from tracker.reminders.delivery.shapes import Clock
from tracker.reminders.models import ChannelState, RichMenu
from tracker.reminders.queries import menus as menu_queries
from tracker.reminders.queries.menus import Holder
from tracker.reminders.wording.menu_pictures import fingerprint, picture
from tracker.reminders.wording.menus import MENUS, MenuKey, menu_for
from tracker.thai import day_of

MOST_AT_ONCE = 100
"""Planning waits behind this job; everybody else follows with the next run."""
_log = logging.getLogger(__name__)


def arrange_menus(asker: System, messenger: Messenger, *, now: Clock) -> Counter[str]:
    """Make the menus that are missing or have changed, and give everybody the one of their role; count what was done.

    A LINE that does not answer ends the run; the next one goes on where this one stopped.
    """
    done: Counter[str] = Counter()
    try:
        outdated = _make_menus(asker, messenger, done, now)
        with transaction():
            holders = menu_queries.holders(asker)
            wanted = _wanted(asker, now())
        for holder in holders:
            if done["given"] + done["taken"] < MOST_AT_ONCE:
                done.update(_give(holder, wanted.get(holder.person_id), asker, messenger))
        for old in outdated:
            messenger.delete_rich_menu(old)
    except MessengerError as error:
        facts = {"government_id": asker.government_id, "reason": type(error).__name__}
        _log.warning("menus_not_arranged", extra=facts)
        done["busy"] += 1
    return done


def arrange_menu_of(line_user_id: str, asker: System, messenger: Messenger, *, now: Clock) -> None:
    """Give one LINE user the menu of what they are now: linked, of another role, or nobody any more."""
    with transaction():
        holders = menu_queries.holders(asker, line_user_id=line_user_id)
        wanted = _wanted(asker, now()) if holders else {}
    try:
        for holder in holders:
            _give(holder, wanted.get(holder.person_id), asker, messenger)
    except MessengerError as error:
        _log.warning("menu_not_given", extra={"reason": type(error).__name__})


def version_of(menu: RichMenu) -> str:
    """Return what is written down of a menu somebody has: which one, and of what content."""
    return f"{menu.key}:{menu.content_hash[:12]}"


def _make_menus(asker: System, messenger: Messenger, done: Counter[str], now: Clock) -> list[str]:
    """Make what is missing or has changed; return LINE's ids of the menus that are of no use any more."""
    with transaction():
        channel = queries.channel(asker)
        made = {menu.key: (menu.line_rich_menu_id, menu.content_hash) for menu in menu_queries.menus(asker)}
    if channel is None or channel.state is not ChannelState.ACTIVE:
        return []
    outdated = []
    for key in MENUS:
        known = made.get(key.value)
        content_hash = _content_hash(key, channel.channel_id)
        if known is not None and known[1] == content_hash:
            continue
        _make(key, content_hash, asker, messenger, now)
        done["made"] += 1
        if known is not None:
            outdated.append(known[0])
    return outdated


def _make(key: MenuKey, content_hash: str, asker: System, messenger: Messenger, now: Clock) -> None:
    made = messenger.create_rich_menu(MENUS[key].definition, picture(key))
    try:
        if key is MenuKey.STRANGER:
            messenger.set_default_rich_menu(made)
    except MessengerError:
        messenger.delete_rich_menu(made)
        raise
    with transaction():
        row = db.session.scalar(
            select(RichMenu).where(RichMenu.government_id == asker.government_id, RichMenu.key == key.value)
        )
        if row is None:
            row = RichMenu(government_id=asker.government_id, key=key.value)
            db.session.add(row)
        row.line_rich_menu_id, row.content_hash, row.made_at = made, content_hash, now()


def _content_hash(key: MenuKey, channel_id: str) -> str:
    """Return what makes a menu the same: its content, and the channel it was made for."""
    return hashlib.sha256(f"{channel_id}:{fingerprint(key)}".encode()).hexdigest()


def _wanted(asker: System, at: datetime) -> dict[int, tuple[str, str]]:
    """Return the menu each person should have: its version and LINE's id of it."""
    made = {menu.key: (version_of(menu), menu.line_rich_menu_id) for menu in menu_queries.menus(asker)}
    roles: dict[int, set[Role]] = {}
    for holder in people.post_holders(asker, on=day_of(at)):
        roles.setdefault(holder.person_id, set()).add(holder.role)
    wanted = {person_id: menu_for(held).value for person_id, held in roles.items()}
    return {person_id: made[key] for person_id, key in wanted.items() if key in made}


def _give(holder: Holder, wanted: tuple[str, str] | None, asker: System, messenger: Messenger) -> Counter[str]:
    """Let one person have the menu they should have; tell what was done."""
    version, menu_id = wanted or ("", "")
    if not holder.is_linked:
        version, menu_id = "", ""
    if holder.rich_menu == version:
        return Counter()
    try:
        if menu_id:
            messenger.link_rich_menu(holder.line_user_id, menu_id)
        elif not holder.is_linked_anew:
            messenger.unlink_rich_menu(holder.line_user_id)
    except MessageRefused:
        # LINE knows nobody there: the next check of who can be reached begins with this one.
        _write(holder.account_id, asker, profile_asked_at=None)
        return Counter(refused=1)
    _write(holder.account_id, asker, rich_menu=version)
    return Counter(given=1) if menu_id else Counter(taken=1)


def _write(account_id: int, asker: System, **values: object) -> None:
    with transaction():
        db.session.execute(
            update(LineAccount)
            .where(LineAccount.id == account_id, LineAccount.government_id == asker.government_id)
            .values(values)
            .execution_options(synchronize_session=False)
        )
