"""Alarms about an office's LINE channel: raised once for one cause, told once, cleared when it is over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from tracker.database import db
from tracker.people import queries as people
from tracker.people.roles import Role
from tracker.people.viewer import Asker
from tracker.reminders import queries
from tracker.reminders.models import (
    AlarmKind,
    Carrier,
    ChannelAlarm,
    ChannelState,
    LineChannel,
    MessageState,
    OutgoingMessage,
    Purpose,
)
from tracker.reminders.quota import Month, Saving, Weight, crossed, month_of
from tracker.reminders.service import quota
from tracker.reminders.service.quota import Guard
from tracker.reminders.service.text_messages import text_message
from tracker.reminders.wording import alarms as wording
from tracker.thai import day_of

_READERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
_WORTH_A_MESSAGE = frozenset({AlarmKind.LIMIT_DROPPED, AlarmKind.DEGRADED})
"""What people must hear of although it costs: less is said from now on."""

_FAILURE_SHOWN = timedelta(days=7)

_OF_THE_MONTH = (
    AlarmKind.LIMIT_DROPPED,
    AlarmKind.LIMIT_NEAR,
    AlarmKind.LIMIT_REACHED,
    AlarmKind.FORECAST_OVER,
    AlarmKind.DEGRADED,
)


@dataclass(frozen=True)
class Alarm:
    """Something a person has to look at; `slot` keeps one cause from being told twice."""

    kind: AlarmKind
    slot: str
    text: str


def open_alarms(asker: Asker) -> list[ChannelAlarm]:
    """Return what is not over yet, newest first."""
    found = select(ChannelAlarm).where(
        ChannelAlarm.government_id == asker.government_id, ChannelAlarm.cleared_at.is_(None)
    )
    return list(db.session.scalars(found.order_by(ChannelAlarm.raised_at.desc(), ChannelAlarm.id.desc())))


def ring(alarm: Alarm, *, asker: Asker, at: datetime) -> bool:
    """Raise an alarm and tell the coordinator and the administrator; tell whether it was news."""
    _lock(asker)
    known = db.session.scalar(
        select(ChannelAlarm).where(
            ChannelAlarm.government_id == asker.government_id,
            ChannelAlarm.kind == alarm.kind,
            ChannelAlarm.slot == alarm.slot[:64],
        )
    )
    if known is not None:
        known.cleared_at = None  # Back again: shown again, but told once.
        return False
    raised = ChannelAlarm(
        government_id=asker.government_id, kind=alarm.kind, slot=alarm.slot[:64], text=alarm.text, raised_at=at
    )
    db.session.add(raised)
    _tell(alarm, asker, at)
    raised.told_at = at
    db.session.flush()
    return True


def clear(*kinds: AlarmKind, asker: Asker, at: datetime, but: Collection[str] = ()) -> None:
    """Note that the cause of some alarms is over; the slots named stay."""
    db.session.execute(
        update(ChannelAlarm)
        .where(
            ChannelAlarm.government_id == asker.government_id,
            ChannelAlarm.kind.in_(kinds),
            ChannelAlarm.cleared_at.is_(None),
            ChannelAlarm.slot.not_in(but),
        )
        .values(cleared_at=at)
        .execution_options(synchronize_session="fetch")
    )


def review(guard: Guard, limit_before: float | None, *, asker: Asker, at: datetime) -> None:
    """Raise and clear what the numbers just read from LINE say of the month.

    `limit_before` is what LINE said the last time: infinite for no limit, None when it was never asked.
    """
    month, name = guard.month, month_of(guard.today)
    standing = [*_dropped(month, limit_before, name), *_used(month, name), *_foreseen(guard, name)]
    for alarm in standing:
        ring(alarm, asker=asker, at=at)
    for kind in _OF_THE_MONTH:
        kept = [alarm.slot for alarm in standing if alarm.kind is kind]
        if kind is AlarmKind.LIMIT_DROPPED and month.limit is not None:
            kept.append(_drop_slot(name, month.limit))  # A drop stays to be seen until the limit or the month changes.
        clear(kind, asker=asker, at=at, but=kept)
    _let_go(asker, at)


def _let_go(asker: Asker, at: datetime) -> None:
    """Show no longer that a message failed some days ago: nothing can be mended about it any more."""
    old = (
        (ChannelAlarm.government_id == asker.government_id)
        & (ChannelAlarm.kind == AlarmKind.MESSAGE_FAILED)
        & ChannelAlarm.cleared_at.is_(None)
        & (ChannelAlarm.raised_at <= at - _FAILURE_SHOWN)
    )
    db.session.execute(
        update(ChannelAlarm).where(old).values(cleared_at=at).execution_options(synchronize_session=False)
    )


def _dropped(month: Month, before: float | None, name: str) -> list[Alarm]:
    if month.limit is None or before is None or month.limit >= before:
        return []
    text = wording.limit_dropped(before, month.limit)
    return [Alarm(AlarmKind.LIMIT_DROPPED, _drop_slot(name, month.limit), text)]


def _drop_slot(name: str, limit: int) -> str:
    return f"{name}:{limit}"


def _used(month: Month, name: str) -> list[Alarm]:
    if month.limit is None:
        return []
    if month.is_used_up:
        return [used_up(month.limit, name)]
    mark = crossed(month.percent)
    if mark is None:
        return []
    text = wording.limit_near(month.used, month.limit, mark)
    return [Alarm(AlarmKind.LIMIT_NEAR, f"{name}:{mark}", text)]


def used_up(limit: int | None, month_name: str) -> Alarm:
    """Return the alarm of a month in which nothing can be sent any more."""
    return Alarm(AlarmKind.LIMIT_REACHED, month_name, wording.limit_reached(limit))


def _foreseen(guard: Guard, name: str) -> list[Alarm]:
    found: list[Alarm] = []
    limit = guard.month.limit
    if limit is not None and guard.outlook.is_over and not guard.month.is_used_up:
        text = wording.forecast_over(guard.outlook.forecast, limit)
        found.append(Alarm(AlarmKind.FORECAST_OVER, name, text))
    if guard.degree is not Saving.NONE:
        text = wording.degraded(guard.degree.label, guard.degree.meaning)
        found.append(Alarm(AlarmKind.DEGRADED, f"{name}:{guard.degree.value}", text))
    if guard.is_on_reserve:
        text = wording.on_reserve(guard.month.left or 0)
        found.append(Alarm(AlarmKind.DEGRADED, f"{name}:reserve", text))
    return found


def _lock(asker: Asker) -> None:
    """Let nobody else raise the same alarm, or number the same messages, in this moment."""
    channel = select(LineChannel.id).where(LineChannel.government_id == asker.government_id)
    db.session.execute(channel.with_for_update())


def _tell(alarm: Alarm, asker: Asker, at: datetime) -> None:
    readers = {holder.person_id for holder in people.post_holders(asker, on=day_of(at)) if holder.role in _READERS}
    over_line = _goes_over_line(alarm, asker, at, len(readers))
    reachable = people.reachable_line_users(asker) if over_line else {}
    hours = queries.speaking_hours(asker)
    begins = hours.next_open(at)  # What is found at night waits for the office to open.
    for person_id in sorted(readers):
        carrier = Carrier.LINE if person_id in reachable else Carrier.WEB
        message = _message(alarm, asker, at, person_id, carrier)
        message.next_attempt_at, message.expires_at = begins, hours.closes_at(day_of(begins))
        db.session.add(message)


def _goes_over_line(alarm: Alarm, asker: Asker, at: datetime, readers: int) -> bool:
    """Tell whether it is worth messages: when they cost nothing, or people must hear that less is said from now on."""
    channel = queries.channel(asker)
    if channel is None or channel.state is not ChannelState.ACTIVE:
        return False
    if channel.monthly_limit is None:
        return True
    return alarm.kind in _WORTH_A_MESSAGE and quota.month_left(channel, at=at).may_use(readers, Weight.ALARM)


def _message(alarm: Alarm, asker: Asker, at: datetime, person_id: int, carrier: Carrier) -> OutgoingMessage:
    words = f"{alarm.text}\n{wording.advice(alarm.kind.value)}"
    message = text_message(person_id, words, Purpose.ALARM, asker=asker, at=at)
    message.carrier = carrier
    message.state = MessageState.WAITING if carrier is Carrier.LINE else MessageState.INBOX
    return message
