"""Delivering: claim one envelope, hand it to the messenger, record the answer.

The one place that owns its transactions, since one must be closed before the network and another opened after it. The
envelope's id is the retry key from the first attempt on: whatever happens between LINE's answer and our record, the
next attempt is told 409 and nobody reads a message twice. LINE forgets a key after 24 hours, so attempts end before.
"""

import logging
import random
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, or_, select, update

from tracker.database import db, rows_changed, transaction
from tracker.messaging.messenger import (
    Accepted,
    ChannelRejected,
    MessageRefused,
    Messenger,
    MessengerBusy,
    MessengerError,
    MonthlyLimitReached,
)
from tracker.people import linking
from tracker.people.viewer import System
from tracker.reminders import queries
from tracker.reminders.models import ChannelState, LineChannel, MessageState, OutgoingMessage
from tracker.reminders.service import empty_envelope, fill_envelope

LEASE_SECONDS = 60
KEY_LIFE = timedelta(hours=23)
QUOTA_EVERY = timedelta(minutes=15)
MOST_AT_ONCE = 200
_FIRST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS = 2.0, 15 * 60.0
_NOBODY = ("failed to send messages", "'to'")

Clock = Callable[[], datetime]
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sending:
    """What a worker needs to deliver for one office."""

    asker: System
    messenger: Messenger
    base_url: str
    worker: str = "sender"


@dataclass(frozen=True)
class _Attempt:
    """One envelope on its way, with the lease it was claimed under."""

    message_id: uuid.UUID
    to: str
    body: list[dict[str, object]]
    lease: str


def deliver_waiting(sending: Sending, *, now: Clock, most: int = MOST_AT_ONCE) -> Counter[MessageState]:
    """Deliver what is due by now for one office, one message after the other; count how they ended."""
    ended: Counter[MessageState] = Counter()
    if not _is_ready(sending, now):
        return ended
    for _ in range(most):
        attempt, state = _claim(sending, now())
        if state is None:
            break
        ended[_send(sending, attempt, now) if attempt is not None else state] += 1
    if ended:
        counts = {state.value: number for state, number in ended.items()}
        _log.info("messages_delivered", extra={"government_id": sending.asker.government_id, **counts})
    return ended


def read_quota(sending: Sending, *, now: Clock) -> None:
    """Ask LINE how many messages the month has left, and let held ones go where there is room."""
    quota = sending.messenger.quota()
    at = now()
    with transaction():
        channel = queries.channel(sending.asker)
        if channel is None:
            return
        channel.monthly_limit, channel.monthly_used, channel.quota_read_at = quota.limit, quota.used, at
        if quota.limit is None or quota.used < quota.limit:
            held = _of(sending.asker) & (OutgoingMessage.state == MessageState.HELD)
            released = update(OutgoingMessage).where(held).values(state=MessageState.WAITING, last_error="")
            if rows_changed(released):
                channel.paused_until = None  # It was for want of room; should LINE see it otherwise, it says so once.
        else:
            channel.paused_until = at + QUOTA_EVERY


def _is_ready(sending: Sending, now: Clock) -> bool:
    """End what is over and tell whether anything may be sent; ask LINE for the month's numbers when they are old."""
    at = now()
    with transaction():
        _expire(sending.asker, at)
        channel = queries.channel(sending.asker)
        is_usable = channel is not None and _is_usable(channel, at)
        read_at = channel.quota_read_at if channel is not None else None
        has_work = queries.has_unsent(at, asker=sending.asker)
    if not is_usable or not has_work:
        return False
    if read_at is None or read_at <= at - QUOTA_EVERY:
        try:
            read_quota(sending, now=now)
        except ChannelRejected as rejected:
            with transaction():
                _hold_channel(sending.asker, rejected)
        except MessengerError as error:
            # The numbers are for the guard; a message may go through all the same.
            facts = {"government_id": sending.asker.government_id, "reason": type(error).__name__}
            _log.warning("quota_not_read", extra=facts)
    return True


def _is_usable(channel: LineChannel, at: datetime) -> bool:
    is_paused = channel.paused_until is not None and channel.paused_until > at
    return channel.state is ChannelState.ACTIVE and not is_paused


def _claim(sending: Sending, at: datetime) -> tuple[_Attempt | None, MessageState | None]:
    """Lease the most urgent envelope that is due, and freeze it at its first attempt.

    Return the attempt to make; or how the envelope ended without one; or neither when nothing is due.
    """
    lease = f"{sending.worker}/{uuid.uuid4()}"[:80]
    with transaction():
        channel = queries.channel(sending.asker)
        if channel is None or not _is_usable(channel, at):
            return None, None
        message_id = _lease_one(sending.asker, at, lease)
        if message_id is None:
            return None, None
        message = db.session.get_one(OutgoingMessage, message_id, populate_existing=True)
        if message.attempts == 0 and not _freeze(message, at, sending.base_url):
            message.state, message.lease_until = MessageState.WITHDRAWN, None
            return None, MessageState.WITHDRAWN
        message.attempts += 1
        return _Attempt(message.id, message.sent_to or "", message.body, lease), MessageState.SENDING


def _lease_one(asker: System, at: datetime, lease: str) -> uuid.UUID | None:
    due = _of(asker) & _is_due(at)
    chosen = (
        select(OutgoingMessage.id)
        .where(due)
        .order_by(OutgoingMessage.priority, OutgoingMessage.next_attempt_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return db.session.scalar(
        update(OutgoingMessage)
        .where(OutgoingMessage.id == chosen.scalar_subquery(), due)
        .values(state=MessageState.SENDING, lease_until=at + timedelta(seconds=LEASE_SECONDS), leased_by=lease)
        .returning(OutgoingMessage.id)
        .execution_options(synchronize_session=False)
    )


def _freeze(message: OutgoingMessage, at: datetime, base_url: str) -> bool:
    """Write the message as things are now; from here on it stays as it is. Tell whether anybody still needs it."""
    message.sent_to = queries.line_user_of(message.person_id or 0, asker=System(message.government_id))
    if message.sent_to is None or not fill_envelope(message, at=at, base_url=base_url):
        return False
    message.first_attempted_at = at
    return True


def _send(sending: Sending, attempt: _Attempt, now: Clock) -> MessageState:
    try:
        accepted = sending.messenger.push(attempt.to, attempt.body, str(attempt.message_id))
    except MessengerError as error:
        return _record(sending.asker, attempt, error, now())
    return _record(sending.asker, attempt, accepted, now())


def _record(asker: System, attempt: _Attempt, verdict: Accepted | MessengerError, at: datetime) -> MessageState:
    """Write down what became of an attempt, unless its lease ran out and somebody else has the envelope now."""
    with transaction():
        message = db.session.get_one(OutgoingMessage, attempt.message_id, populate_existing=True, with_for_update=True)
        if message.leased_by != attempt.lease or message.state is not MessageState.SENDING:
            return message.state
        message.lease_until = None
        _apply(asker, message, verdict, at)
        facts = {"message_id": str(message.id), "state": message.state.value, "attempts": message.attempts}
        _log.info("message_attempted", extra=facts)
        return message.state


def _apply(asker: System, message: OutgoingMessage, verdict: Accepted | MessengerError, at: datetime) -> None:
    message.last_error = "" if isinstance(verdict, Accepted) else str(verdict)[:500]
    if isinstance(verdict, Accepted):
        message.state, message.accepted_at = MessageState.ACCEPTED, at
        message.line_request_id = verdict.request_id[:100]
    elif isinstance(verdict, MessengerBusy):
        _put_off(asker, message, verdict, at)
    elif isinstance(verdict, MonthlyLimitReached):
        message.state = MessageState.HELD
        _take_back(message)
        _pause(asker, at + QUOTA_EVERY)
    elif isinstance(verdict, ChannelRejected):
        message.state = MessageState.WAITING
        _take_back(message)
        _hold_channel(asker, verdict)
    else:
        message.state = MessageState.FAILED
        if isinstance(verdict, MessageRefused) and verdict.status == 400 and _is_nobody(verdict.details):
            linking.note_blocked(message.sent_to or "", asker=asker, at=at)


def _put_off(asker: System, message: OutgoingMessage, busy: MessengerBusy, at: datetime) -> None:
    wait = max(_backoff_seconds(message.attempts), busy.retry_after_seconds or 0.0)
    message.state, message.next_attempt_at = MessageState.WAITING, at + timedelta(seconds=wait)
    message.is_maybe_accepted = message.is_maybe_accepted or busy.maybe_accepted
    if busy.is_rate_limit:
        _pause(asker, message.next_attempt_at)


def _backoff_seconds(attempts: int) -> float:
    """Return a wait with full jitter: many workers that failed together must not come back together."""
    ceiling = min(_LONGEST_WAIT_SECONDS, _FIRST_WAIT_SECONDS * 2.0 ** min(attempts, 20))
    return random.uniform(ceiling / 10, ceiling)  # noqa: S311 (chance, not secrecy)


def _take_back(message: OutgoingMessage) -> None:
    """Undo an attempt LINE has certainly not taken: a message never tried may be rebuilt."""
    message.attempts -= 1
    if message.attempts == 0 and not message.is_maybe_accepted:
        empty_envelope(message)


def _pause(asker: System, until: datetime) -> None:
    channel = queries.channel(asker)
    if channel is not None:
        channel.paused_until = until


def _hold_channel(asker: System, rejected: ChannelRejected) -> None:
    channel = queries.channel(asker)
    if channel is not None:
        channel.state = ChannelState.HELD
        channel.held_reason = f"LINE ไม่รับ Channel access token กรุณาตรวจและบันทึกใหม่ ({rejected})"[:500]
        _log.error("line_channel_held", extra={"government_id": asker.government_id})


def _expire(asker: System, at: datetime) -> None:
    """End what can no longer be sent: past its day, or so old that LINE has forgotten the key."""
    is_old = and_(OutgoingMessage.first_attempted_at.is_not(None), OutgoingMessage.first_attempted_at <= at - KEY_LIFE)
    is_over = or_(OutgoingMessage.expires_at <= at, is_old)
    perhaps_taken = or_(OutgoingMessage.is_maybe_accepted, OutgoingMessage.state == MessageState.SENDING)
    ending = case((perhaps_taken, MessageState.UNKNOWN.value), else_=MessageState.EXPIRED.value)
    is_free = or_(
        OutgoingMessage.state.in_([MessageState.WAITING, MessageState.HELD]),
        and_(OutgoingMessage.state == MessageState.SENDING, OutgoingMessage.lease_until < at),
    )
    db.session.execute(
        update(OutgoingMessage)
        .where(_of(asker), is_free, is_over)
        .values(state=ending, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    db.session.expire_all()


def _is_due(at: datetime) -> ColumnElement[bool]:
    waits = and_(OutgoingMessage.state == MessageState.WAITING, OutgoingMessage.next_attempt_at <= at)
    # Whoever sent this is gone: nobody knows whether LINE has it, and the same key finds out.
    is_left = and_(OutgoingMessage.state == MessageState.SENDING, OutgoingMessage.lease_until < at)
    return and_(or_(waits, is_left), OutgoingMessage.expires_at > at)


def _of(asker: System) -> ColumnElement[bool]:
    return OutgoingMessage.government_id == asker.government_id


def _is_nobody(details: str) -> bool:
    return any(words in details.lower() for words in _NOBODY)
