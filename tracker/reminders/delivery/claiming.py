"""Claiming: lease the most urgent envelope that is due, settle whether it may go, freeze it at its first attempt."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, or_, select, update

from tracker.database import db, transaction
from tracker.people.models import Person
from tracker.people.viewer import System
from tracker.reminders import queries
from tracker.reminders.delivery.shapes import Attempt, Ground, Sending
from tracker.reminders.models import (
    Carrier,
    ChannelState,
    LineChannel,
    LineGroup,
    MessageState,
    OutgoingMessage,
    Purpose,
)
from tracker.reminders.service import fill_envelope
from tracker.reminders.service.quota import Guard, month_left, weight_of
from tracker.reminders.wording.discretion import discreet_messages

LEASE_SECONDS = 60
MAIL_LEASE_SECONDS = 300
"""A mail server takes a dozen answers for a letter, and its time for each of them."""

KEY_LIFE = timedelta(hours=23)
_OF_THE_DAY = frozenset({Purpose.DIGEST, Purpose.GROUP})


def claim(sending: Sending, ground: Ground, at: datetime) -> tuple[Attempt | None, MessageState | None]:
    """Lease the most urgent envelope that is due, and freeze it at its first attempt.

    Return the attempt to make; or how the envelope ended without one; or neither when nothing is due.
    """
    lease = f"{sending.worker}/{uuid.uuid4()}"[:80]
    with transaction():
        channel = queries.channel(sending.asker)
        if sending.carrier is Carrier.LINE and (channel is None or not is_usable(channel, at)):
            return None, None
        message_id = _lease_one(sending, at, lease)
        if message_id is None:
            return None, None
        message = db.session.get_one(OutgoingMessage, message_id, populate_existing=True)
        ending = _settle(message, channel, ground, at, sending.base_url)
        if ending is MessageState.INBOX and sending.instead is Carrier.EMAIL and _email_of(message):
            message.carrier, ending = Carrier.EMAIL, MessageState.WAITING
        if ending is not None:
            message.state, message.lease_until = ending, None
            return None, ending
        message.attempts += 1
        return Attempt(message.id, message.sent_to or "", message.body, lease, sending.token_mark), MessageState.SENDING


def is_usable(channel: LineChannel, at: datetime) -> bool:
    """Tell whether a channel may be used now."""
    is_paused = channel.paused_until is not None and channel.paused_until > at
    return channel.state is ChannelState.ACTIVE and not is_paused


def expire(asker: System, at: datetime) -> None:
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
        .where(OutgoingMessage.government_id == asker.government_id, is_free, is_over)
        .values(state=ending, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    db.session.expire_all()


def _lease_one(sending: Sending, at: datetime, lease: str) -> uuid.UUID | None:
    due = and_(
        OutgoingMessage.government_id == sending.asker.government_id,
        OutgoingMessage.carrier == sending.carrier,
        _is_due(at),
    )
    chosen = (
        select(OutgoingMessage.id)
        .where(due)
        .order_by(OutgoingMessage.priority, OutgoingMessage.next_attempt_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    seconds = MAIL_LEASE_SECONDS if sending.carrier is Carrier.EMAIL else LEASE_SECONDS
    return db.session.scalar(
        update(OutgoingMessage)
        .where(OutgoingMessage.id == chosen.scalar_subquery(), due)
        .values(state=MessageState.SENDING, lease_until=at + timedelta(seconds=seconds), leased_by=lease)
        .returning(OutgoingMessage.id)
        .execution_options(synchronize_session=False)
    )


def _is_due(at: datetime) -> ColumnElement[bool]:
    waits = and_(OutgoingMessage.state == MessageState.WAITING, OutgoingMessage.next_attempt_at <= at)
    # Whoever sent this is gone: nobody knows whether LINE has it, and the same key finds out.
    is_left = and_(OutgoingMessage.state == MessageState.SENDING, OutgoingMessage.lease_until < at)
    return and_(or_(waits, is_left), OutgoingMessage.expires_at > at)


def _settle(
    message: OutgoingMessage, channel: LineChannel | None, ground: Ground, at: datetime, base_url: str
) -> MessageState | None:
    """Return how a message ends before it is sent, or None when it is to be sent; one that was tried goes on."""
    if message.attempts > 0:
        return None
    address = _address_of(message)
    if address is None:
        return MessageState.WITHDRAWN
    if message.purpose in _OF_THE_DAY and not ground.frame.hours.are_left(at):
        return MessageState.WITHDRAWN  # Since it was planned the day became a day off, or the office closes earlier.
    # What costs messages is asked first: one put aside is written as things are now, for the web inbox.
    is_free = channel is None or message.carrier is not Carrier.LINE
    aside = None if channel is None or is_free else _put_aside(message, channel, ground.guard, at)
    if aside is MessageState.HELD:
        return aside
    if message.purpose is Purpose.DIGEST and not fill_envelope(message, ground.frame, base_url=base_url):
        return MessageState.WITHDRAWN
    if aside is None:
        message.first_attempted_at, message.sent_to = at, address
        message.body = discreet_messages(message.body)
    return aside


def _put_aside(message: OutgoingMessage, channel: LineChannel, guard: Guard, at: datetime) -> MessageState | None:
    """Hold what LINE would not take any more; leave to the web inbox what the rest of the month is kept from."""
    month = month_left(channel, at=at, but=message.id)
    if not month.has_room(message.recipients):
        message.last_error = f"โควตาเดือนนี้เหลือ {month.left} ข้อความ ต้องใช้ {message.recipients}"
        return MessageState.HELD
    weight = weight_of(message.purpose, message.priority)
    if guard.may_go(month, message.recipients, weight, message.person_id):
        return None
    is_kept = guard.is_allowed(weight, message.person_id)
    message.last_error = "กันโควตาไว้สำหรับเรื่องเร่งด่วน" if is_kept else f"ประหยัดข้อความ: {guard.degree.label}"
    # A group has no inbox: what it is not told today it is told on the next day that allows it.
    return MessageState.INBOX if message.group_id is None else MessageState.HELD


def _address_of(message: OutgoingMessage) -> str | None:
    """Return where a message goes now; None when nobody can be reached there any more."""
    asker = System(message.government_id)
    if message.group_id is not None:
        group = db.session.get_one(LineGroup, message.group_id)
        is_ours = group.government_id == asker.government_id and group.left_at is None and group.unit_id is not None
        return group.line_group_id if is_ours else None
    if message.carrier is Carrier.EMAIL:
        return _email_of(message)
    return queries.line_user_of(message.person_id or 0, asker=asker)


def _email_of(message: OutgoingMessage) -> str | None:
    found = select(Person.email).where(
        Person.id == message.person_id, Person.government_id == message.government_id, Person.is_active
    )
    return db.session.scalar(found) or None
