"""Acting on stored events: lease one, fetch what it sent, let it have its effect once, answer within the minute.

Effect and mark are one transaction, so that a crash loses neither and doubles neither; no transaction is open while
LINE is spoken to. An event that cannot be acted upon is put aside after a few tries and never stops the others.
"""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update

from tracker.database import db, transaction
from tracker.errors import TrackerError
from tracker.files import FileStore
from tracker.line_webhook import evidence, groups, linking, menus, unsending
from tracker.line_webhook.answering import answer, refusal
from tracker.line_webhook.chat import Chat
from tracker.line_webhook.evidence import Fetched
from tracker.line_webhook.reading import ACTED_UPON, Incoming, read
from tracker.line_webhook.replying import Answer, Heard, reply, say_otherwise
from tracker.messaging.messenger import Messenger, MessengerBusy, MessengerError
from tracker.people import linking as bonds
from tracker.people import queries as people
from tracker.people.viewer import System
from tracker.reminders.models import EventState, IncomingEvent

_LEASE = timedelta(minutes=3)
_MOST_ATTEMPTS = 8
_SHORTEST_WAIT = timedelta(seconds=5)
_NOT_FETCHED = "ขณะนี้รับไฟล์จาก LINE ไม่ได้ กรุณาแนบหลักฐานผ่านหน้าเว็บ"
_NOT_READY = "LINE ยังเตรียมไฟล์นี้ไม่เสร็จ จึงยังไม่ได้แนบ กรุณาส่งใหม่อีกครั้งภายหลัง หรือแนบผ่านหน้าเว็บ"
_PROVES_READING = frozenset({"message", "postback"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Acting:
    """What the sender process needs to act on the events of one office."""

    asker: System
    messenger: Messenger
    files: FileStore
    base_url: str


@dataclass(frozen=True)
class _Event:
    """One event in hand, with the lease it was taken under."""

    id: int
    lease: str
    received_at: datetime
    attempts: int
    incoming: Incoming


@dataclass(frozen=True)
class _Asked:
    """What LINE was asked for before an event has its effect."""

    fetched: Fetched | None = None
    link_token: str = ""
    members: int | None = None


def act_on_events(acting: Acting, *, now: Callable[[], datetime], most: int = 200) -> int:
    """Act on the events that wait, in the order they came; return how many were acted upon."""
    acted = 0
    for _ in range(most):
        event = _lease_next(acting.asker, now())
        if event is None:
            break
        acted += _act(acting, event, now)
    return acted


def _act(acting: Acting, event: _Event, now: Callable[[], datetime]) -> bool:
    incoming = event.incoming
    if incoming.kind not in ACTED_UPON or not (incoming.user_id or incoming.group_id or incoming.nonce):
        with transaction():
            _mark(event, EventState.IGNORED, now())
        return False
    try:
        asked = _ask_line(acting, incoming, now())
    except MessengerBusy as busy:
        if event.attempts < _MOST_ATTEMPTS:
            _put_off(event, busy, now())
            return False
        asked = _Asked(Fetched(refusal=_NOT_READY))
    except MessengerError as error:
        _log.warning("content_not_fetched", extra={"event_id": event.id, "reason": str(error)[:200]})
        asked = _Asked(Fetched(refusal=_NOT_FETCHED))
    answer = _effect(acting, event, asked, now())
    for key in answer.unneeded:
        acting.files.remove(key)
    _say(acting, event, answer, now)
    if menus.may_change(incoming):
        menus.arrange_menu_of(incoming.user_id, acting.asker, acting.messenger, now=now)
    return True


def _effect(acting: Acting, event: _Event, asked: _Asked, at: datetime) -> Answer:
    """Let an event have its effect and mark it, both or neither; what is refused is marked too, and said why."""
    incoming = event.incoming
    try:
        with transaction():
            if not _mark(event, EventState.DONE, at):
                return Answer()
            if incoming.group_id:
                return Answer(groups.answer(incoming, asked.members, asker=acting.asker, at=at))
            if not incoming.user_id:
                linking.fail(incoming, asker=acting.asker, at=at)
                return Answer()
            if incoming.kind in _PROVES_READING:
                bonds.note_heard(incoming.user_id, asker=acting.asker, at=at)
            if incoming.kind == "unsend":
                return Answer(unneeded=unsending.forget(incoming.unsent_message_id, _chat(acting, event, at)))
            return Answer(answer(incoming, _chat(acting, event, at, asked.link_token), asked.fetched))
    except TrackerError as error:
        with transaction():
            if not _mark(event, EventState.DONE, at):
                return Answer()
            if incoming.group_id:
                return Answer(groups.refusal(error))
            if incoming.kind in _PROVES_READING:
                bonds.note_heard(incoming.user_id, asker=acting.asker, at=at)
            return Answer(refusal(incoming, _chat(acting, event, at), error), refused=str(error))


def _say(acting: Acting, event: _Event, answer: Answer, now: Callable[[], datetime]) -> None:
    """Answer, or see that the person learns of it another way; where another system answers, nothing is said."""
    incoming, at = event.incoming, now()
    if not answer.messages:
        return
    heard = Heard.PERHAPS
    if incoming.is_active:
        heard = reply(acting.messenger, incoming, answer.messages, received_at=event.received_at, now=at)
    if heard is Heard.YES or not incoming.user_id:
        return
    with transaction():
        chat = _chat(acting, event, at)
        if incoming.is_active:
            say_otherwise(answer, heard, chat)
        chat.drop_question()


def _chat(acting: Acting, event: _Event, at: datetime, link_token: str = "") -> Chat:
    chat = Chat.of(acting.asker, event.incoming.user_id, base_url=acting.base_url, at=at)
    return replace(
        chat,
        link_token=link_token,
        message_id=event.incoming.message_id,
        happened_at=event.incoming.happened_at,
    )


def _ask_line(acting: Acting, incoming: Incoming, at: datetime) -> _Asked:
    """Ask LINE for what acting on an event needs, with no transaction open: a file, a link token, a group's size.

    Strangers send no files here.
    """
    if incoming.group_id:
        return _Asked(members=groups.members(incoming, acting.messenger))
    with transaction():  # Which ends here: nothing is open while LINE is spoken to.
        is_known = people.line_account_of_user(incoming.user_id, asker=acting.asker) is not None
    if linking.wants_link(incoming, is_known=is_known):
        return _Asked(link_token=linking.link_token(acting.messenger, incoming.user_id))
    if incoming.content is None or not is_known:
        return _Asked()
    return _Asked(evidence.fetch(incoming.content, acting.messenger, acting.files, at=at))


def _lease_next(asker: System, at: datetime) -> _Event | None:
    lease = str(uuid.uuid4())
    free = (
        (IncomingEvent.government_id == asker.government_id)
        & (IncomingEvent.state == EventState.RECEIVED)
        & or_(IncomingEvent.lease_until.is_(None), IncomingEvent.lease_until < at)
    )
    chosen = select(IncomingEvent.id).where(free).order_by(IncomingEvent.id).limit(1).with_for_update(skip_locked=True)
    with transaction():
        _give_up(asker, at)
        row: Any = db.session.execute(
            update(IncomingEvent)
            .where(IncomingEvent.id == chosen.scalar_subquery(), free)
            .values(lease_until=at + _LEASE, leased_by=lease, attempts=IncomingEvent.attempts + 1)
            .returning(IncomingEvent.id, IncomingEvent.payload, IncomingEvent.received_at, IncomingEvent.attempts)
            .execution_options(synchronize_session=False)
        ).first()
    return None if row is None else _Event(row.id, lease, row.received_at, row.attempts, read(row.payload))


def _give_up(asker: System, at: datetime) -> None:
    """Put aside what was tried too often, for a person to look at."""
    db.session.execute(
        update(IncomingEvent)
        .where(
            IncomingEvent.government_id == asker.government_id,
            IncomingEvent.state == EventState.RECEIVED,
            IncomingEvent.attempts >= _MOST_ATTEMPTS,
            IncomingEvent.lease_until < at,
        )
        .values(state=EventState.FAILED, error="tried too often", acted_at=at)
        .execution_options(synchronize_session=False)
    )


def _mark(event: _Event, state: EventState, at: datetime) -> bool:
    """Mark an event as dealt with; False when somebody else has it by now."""
    marked: Any = db.session.execute(
        update(IncomingEvent)
        .where(
            IncomingEvent.id == event.id,
            IncomingEvent.leased_by == event.lease,
            IncomingEvent.state == EventState.RECEIVED,
        )
        .values(state=state, acted_at=at, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    return bool(marked.rowcount)


def _put_off(event: _Event, busy: MessengerBusy, at: datetime) -> None:
    own = _SHORTEST_WAIT * 2 ** (event.attempts - 1)
    wait = max(own, timedelta(seconds=busy.retry_after_seconds or 0.0))
    with transaction():
        db.session.execute(
            update(IncomingEvent)
            .where(IncomingEvent.id == event.id, IncomingEvent.leased_by == event.lease)
            .values(lease_until=at + wait, error=str(busy)[:500])
            .execution_options(synchronize_session=False)
        )
