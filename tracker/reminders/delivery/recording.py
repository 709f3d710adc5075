"""Recording: what became of an attempt, after the table of verdicts of the delivery design (2.1)."""

import logging
import random
import uuid
from datetime import datetime, timedelta

from tracker.database import db, transaction
from tracker.messaging.messenger import (
    Accepted,
    ChannelRejected,
    MessageRefused,
    MessengerBusy,
    MessengerError,
    MonthlyLimitReached,
)
from tracker.people import linking
from tracker.people.viewer import System
from tracker.reminders import queries
from tracker.reminders.delivery.limits import QUOTA_EVERY, hold_channel, pause, was_replaced
from tracker.reminders.delivery.shapes import Attempt
from tracker.reminders.models import AlarmKind, Carrier, MessageState, OutgoingMessage, Purpose
from tracker.reminders.quota import month_of
from tracker.reminders.service import alarms, empty_envelope, groups
from tracker.reminders.service.alarms import Alarm
from tracker.reminders.service.carrying import go_round_line
from tracker.reminders.service.text_messages import next_sequence
from tracker.reminders.wording import alarms as wording
from tracker.thai import day_of

_FIRST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS = 2.0, 15 * 60.0
_TOLD_AFTER = 6
"""Attempts at a letter, a few minutes, after which somebody should look at the mail server."""

_NOBODY = ("failed to send messages", "'to'")

_log = logging.getLogger(__name__)

Verdict = Accepted | MessengerError


def record(asker: System, attempt: Attempt, verdict: Verdict, at: datetime) -> MessageState:
    """Write down what became of an attempt, unless its lease ran out and somebody else has the envelope now."""
    with transaction():
        message = db.session.get_one(OutgoingMessage, attempt.message_id, populate_existing=True, with_for_update=True)
        if message.leased_by != attempt.lease or message.state is not MessageState.SENDING:
            return message.state
        message.lease_until = None
        _apply(asker, message, attempt, verdict, at)
        facts = {"message_id": str(message.id), "state": message.state.value, "attempts": message.attempts}
        _log.info("message_attempted", extra=facts)
        return message.state


def backoff_seconds(attempts: int) -> float:
    """Return a wait with full jitter: many workers that failed together must not come back together."""
    ceiling = min(_LONGEST_WAIT_SECONDS, _FIRST_WAIT_SECONDS * 2.0 ** min(attempts, 20))
    return random.uniform(ceiling / 10, ceiling)  # noqa: S311 (chance, not secrecy)


def _apply(asker: System, message: OutgoingMessage, attempt: Attempt, verdict: Verdict, at: datetime) -> None:
    message.last_error = "" if isinstance(verdict, Accepted) else str(verdict)[:500]
    if isinstance(verdict, Accepted):
        message.state, message.accepted_at = MessageState.ACCEPTED, at
        message.line_request_id = verdict.request_id[:100]
    elif isinstance(verdict, MessengerBusy):
        _put_off(asker, message, verdict, at)
    elif isinstance(verdict, MonthlyLimitReached):
        message.state = MessageState.HELD
        _take_back(message)
        pause(asker, at + QUOTA_EVERY)
        limit = channel.monthly_limit if (channel := queries.channel(asker)) else None
        alarms.ring(alarms.used_up(limit, month_of(day_of(at))), asker=asker, at=at)
    elif isinstance(verdict, ChannelRejected):
        message.state = MessageState.WAITING
        _take_back(message)
        if not was_replaced(asker, attempt.token_mark):
            hold_channel(asker, verdict, at=at)
    else:
        _give_up(asker, message, verdict, at)


def _put_off(asker: System, message: OutgoingMessage, busy: MessengerBusy, at: datetime) -> None:
    wait = max(backoff_seconds(message.attempts), busy.retry_after_seconds or 0.0)
    message.state, message.next_attempt_at = MessageState.WAITING, at + timedelta(seconds=wait)
    message.is_maybe_accepted = message.is_maybe_accepted or busy.maybe_accepted
    if busy.is_rate_limit and message.carrier is Carrier.LINE:
        pause(asker, message.next_attempt_at)
    if message.carrier is Carrier.EMAIL and message.attempts == _TOLD_AFTER:
        _ring_for_mail(asker, busy, at)


def _take_back(message: OutgoingMessage) -> None:
    """Undo an attempt LINE has certainly not taken: a message of the day that was never tried may be rebuilt."""
    message.attempts -= 1
    if message.attempts == 0 and not message.is_maybe_accepted:
        if message.purpose is Purpose.DIGEST:
            empty_envelope(message)
        else:
            message.first_attempted_at, message.sent_to = None, None


def _give_up(asker: System, message: OutgoingMessage, refusal: MessengerError, at: datetime) -> None:
    """End a message LINE will never take: mark who is nobody there, else say it in plain words or sound the alarm."""
    message.state = MessageState.FAILED
    is_wrong = isinstance(refusal, MessageRefused) and refusal.status == 400
    if message.carrier is not Carrier.LINE:
        _ring_for_mail(asker, refusal, at)
        return
    if is_wrong and _is_nobody(str(refusal)):
        if message.person_id is None:
            groups.note_left(message.sent_to or "", asker=asker, at=at)
        elif linking.note_blocked(message.sent_to or "", asker=asker, at=at):
            go_round_line(message.person_id, asker=asker, at=at)
        return
    day = day_of(at)
    status = refusal.status if isinstance(refusal, MessageRefused) else 0
    text = wording.message_failed(day, str(refusal)[:300])
    alarms.ring(Alarm(AlarmKind.MESSAGE_FAILED, f"{day}:{status}", text), asker=asker, at=at)
    if is_wrong and any(part.get("type") == "flex" for part in message.body):
        _say_plainly(asker, message, at)


def _ring_for_mail(asker: System, failure: MessengerError, at: datetime) -> None:
    """Say once a day that e-mail does not go out: a wrong password would otherwise be noticed by nobody."""
    day = day_of(at)
    text = wording.mail_failed(day, str(failure)[:200])
    alarms.ring(Alarm(AlarmKind.MESSAGE_FAILED, f"{day}:mail", text), asker=asker, at=at)


def _say_plainly(asker: System, message: OutgoingMessage, at: datetime) -> None:
    """Send what a card LINE finds wrong was to say as plain text: another request, so another key."""
    plain = OutgoingMessage(
        id=uuid.uuid4(),
        government_id=message.government_id,
        person_id=message.person_id,
        group_id=message.group_id,
        day=message.day,
        sequence=next_sequence(message.person_id, asker=asker, at=at) if message.person_id else 2,
        purpose=Purpose.NOTICE,
        recipients=message.recipients,
        priority=message.priority,
        body=[{"type": "text", "text": message.summary}],
        summary=message.summary,
        planned_at=at,
        next_attempt_at=at,
        expires_at=message.expires_at,
    )
    db.session.add(plain)
    db.session.flush()  # The reminders it tells point at it.
    for reminder in queries.reminders_in(message.id):
        reminder.message_id = plain.id


def _is_nobody(details: str) -> bool:
    return any(words in details.lower() for words in _NOBODY)
