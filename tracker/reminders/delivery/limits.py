"""What stands between us and LINE: the month's numbers, pauses, and a channel whose token LINE no longer takes."""

import logging
from datetime import datetime, timedelta
from math import inf

from sqlalchemy import update

from tracker.database import db, rows_changed, transaction
from tracker.messaging.messenger import ChannelRejected, MessengerError
from tracker.people.viewer import System
from tracker.reminders import channel as channels
from tracker.reminders import queries
from tracker.reminders.delivery.shapes import Clock, QuotaTeller, Renewing, Sending
from tracker.reminders.models import AlarmKind, Carrier, ChannelState, LineChannel, MessageState, OutgoingMessage
from tracker.reminders.service import alarms
from tracker.reminders.service.alarms import Alarm
from tracker.reminders.service.quota import READ_EVERY, guard_of
from tracker.reminders.wording import alarms as wording

QUOTA_EVERY = READ_EVERY
RENEWED_AT_MOST_EVERY = timedelta(hours=12)
"""A token of our own that is refused so soon again is refused for another reason, which a person must look at."""

_log = logging.getLogger(__name__)


def read_quota(asker: System, messenger: QuotaTeller, *, now: Clock) -> None:
    """Ask LINE how many messages the month has left; let held ones go where there is room, and say what is amiss."""
    quota = messenger.quota()
    at = now()
    with transaction():
        channel = queries.channel(asker)
        if channel is None:
            return
        before = None if channel.quota_read_at is None else _or_unlimited(channel.monthly_limit)
        channel.monthly_limit, channel.monthly_used, channel.quota_read_at = quota.limit, quota.used, at
        if quota.limit is None or quota.used < quota.limit:
            _release(asker, channel)
        else:
            channel.paused_until = at + QUOTA_EVERY
        db.session.flush()  # The guard reads what was just written.
        alarms.review(guard_of(asker, at=at), before, asker=asker, at=at)


def refresh_quota(sending: Sending, *, now: Clock) -> bool:
    """Read the month's numbers; when LINE does not tell, a message may go through all the same. Tell whether it did."""
    if not isinstance(sending.messenger, QuotaTeller):
        return False
    try:
        read_quota(sending.asker, sending.messenger, now=now)
    except ChannelRejected as rejected:
        with transaction():
            if not was_replaced(sending.asker, sending.token_mark):
                hold_channel(sending.asker, rejected, at=now())
        mend_channel(sending, now=now)
        return False
    except MessengerError as error:
        facts = {"government_id": sending.asker.government_id, "reason": type(error).__name__}
        _log.warning("quota_not_read", extra=facts)
        return False
    return True


def mend_channel(sending: Sending, *, now: Clock) -> bool:
    """Renew the token of a channel that is held, where we can; tell whether the channel works again."""
    return sending.renewing is not None and renew_token(sending.asker, sending.renewing, now=now)


def renew_token(asker: System, renewing: Renewing, *, now: Clock) -> bool:
    """Have LINE issue a new access token for a channel it holds up, once; tell whether the channel works again."""
    with transaction():
        credentials = channels.credentials_to_renew(asker, box=renewing.box, at=now(), pause=RENEWED_AT_MOST_EVERY)
    if credentials is None:
        return False
    try:
        token = renewing.issue(credentials.channel_id, credentials.secret)
    except MessengerError as error:
        facts = {"government_id": asker.government_id, "reason": type(error).__name__}
        _log.warning("token_not_renewed", extra=facts)
        return False
    with transaction():
        at = now()
        channels.store_renewed(token, box=renewing.box, by=asker, at=at)
        alarms.clear(AlarmKind.CHANNEL_HELD, asker=asker, at=at)
    _log.info("token_renewed", extra={"government_id": asker.government_id})
    return True


def was_replaced(asker: System, token_mark: str) -> bool:
    """Tell whether a token has been replaced meanwhile: what LINE says of it tells nothing about the present one."""
    channel = queries.channel(asker)
    return bool(token_mark) and channel is not None and channel.access_token_encrypted != token_mark


def hold_channel(asker: System, rejected: ChannelRejected, *, at: datetime) -> None:
    """Stop sending over a channel whose token LINE does not take, and say so."""
    channel = queries.channel(asker)
    if channel is None:
        return
    channel.state = ChannelState.HELD
    channel.held_reason = f"LINE ไม่รับ Channel access token กรุณาตรวจและบันทึกใหม่ ({rejected})"[:500]
    db.session.flush()  # Who is told must find the channel held.
    alarms.ring(held_alarm(channel.held_reason, at), asker=asker, at=at)
    _log.error("line_channel_held", extra={"government_id": asker.government_id})


def held_alarm(reason: str, at: datetime) -> Alarm:
    """Return the alarm of a channel that is held; one an hour, however often it is resumed in vain."""
    return Alarm(AlarmKind.CHANNEL_HELD, f"{at:%Y-%m-%dT%H}", wording.channel_held(reason))


def pause(asker: System, until: datetime) -> None:
    """Let nothing go out over the channel before an instant."""
    channel = queries.channel(asker)
    if channel is not None and (channel.paused_until is None or channel.paused_until < until):
        channel.paused_until = until


def _release(asker: System, channel: LineChannel) -> None:
    """Let held messages be tried again; what expired meanwhile stays where it is."""
    held = (
        (OutgoingMessage.government_id == asker.government_id)
        & (OutgoingMessage.carrier == Carrier.LINE)
        & (OutgoingMessage.state == MessageState.HELD)
    )
    released = update(OutgoingMessage).where(held).values(state=MessageState.WAITING, last_error="")
    if rows_changed(released):
        channel.paused_until = None  # It was for want of room; should LINE see it otherwise, it says so once.


def _or_unlimited(limit: int | None) -> float:
    return inf if limit is None else limit
