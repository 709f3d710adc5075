"""Where an office stands with its month: LINE's numbers, our own ledger beside them, and what may go out today.

LINE's count is approximate and read every quarter of an hour, so what was accepted since is added, and our own count of
the month stands beside it; the larger one counts (delivery design 2.2).
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, case, func, literal, or_, select

from tracker.database import db
from tracker.people import queries as people
from tracker.people.roles import Role
from tracker.people.viewer import Asker
from tracker.people.working_days import WorkingCalendar
from tracker.reminders import queries
from tracker.reminders.models import Carrier, LineChannel, MessageState, OutgoingMessage, Purpose, Reminder
from tracker.reminders.policy.kinds import URGENT, Kind
from tracker.reminders.queries import groups as group_queries
from tracker.reminders.quota import (
    NEAR,
    Demand,
    Month,
    Outlook,
    Saving,
    Weight,
    allowed,
    degree_of_saving,
    month_of,
    next_sending_day,
    working_days_left,
)
from tracker.thai import day_of, instant_of

LEADS = frozenset({Role.UNIT_HEAD, Role.CHIEF_ADMINISTRATOR, Role.MAYOR, Role.COORDINATOR})
"""Who still hears over LINE when only those who lead do; the coordinator, as the one who can do something about it."""

_LAST_GRAVE = Kind.ESCALATED.priority
_LAST_URGENT = max(kind.priority for kind in URGENT)
_URGENT_KINDS = [kind.value for kind in Kind if kind.priority <= _LAST_URGENT]
READ_EVERY = timedelta(minutes=15)
"""How often LINE is asked for the month's numbers, and before a batch when they are older."""

_LAST_DAYS = 2
_DAYS_LOOKED_BACK, _FEWEST_DAYS = 10, 3
"""A forecast looks back ten working days; a first day, on which everybody hears for the first time, is not typical."""


@dataclass(frozen=True)
class Guard:
    """What the month allows an office on a day; settled once for a batch, but for the month itself."""

    outlook: Outlook
    degree: Saving
    leads: frozenset[int]
    set_at: datetime

    @property
    def month(self) -> Month:
        """The month as it stood when the guard was set."""
        return self.outlook.month

    @property
    def today(self) -> date:
        """The day it was set for."""
        return day_of(self.set_at)

    @property
    def calendar(self) -> WorkingCalendar:
        """The days on which the office is spoken to."""
        return self.outlook.calendar

    def is_allowed(self, weight: Weight, person_id: int | None) -> bool:
        """Tell whether a message to a person goes over LINE today, whatever the reserve says."""
        is_lead = person_id in self.leads
        return allowed(self.degree, weight, is_lead=is_lead, today=self.today, calendar=self.calendar)

    @property
    def is_ending(self) -> bool:
        """Tell whether the month is nearly over: what was kept for what is urgent is of no use after it."""
        return len(self.outlook.days_left) <= _LAST_DAYS

    @property
    def is_on_reserve(self) -> bool:
        """Tell whether what is left is kept for what is urgent, so that nothing else goes out, whatever the degree."""
        return self.degree is not Saving.ESCALATIONS and not self.spares(self.month, 1, Weight.ORDINARY)

    def spares(self, month: Month, recipients: int, weight: Weight) -> bool:
        """Tell whether the reserve lets a message go."""
        return month.may_use(recipients, Weight.URGENT if weight is Weight.ORDINARY and self.is_ending else weight)

    def may_go(self, month: Month, recipients: int, weight: Weight, person_id: int | None) -> bool:
        """Tell whether a message goes over LINE: the degree of saving lets it, and so does the reserve."""
        return self.spares(month, recipients, weight) and self.is_allowed(weight, person_id)

    @property
    def next_full_day(self) -> date:
        """The next working day on which ordinary messages go out."""
        return next_sending_day(self.degree, self.today, calendar=self.calendar)


def guard_of(asker: Asker, *, at: datetime) -> Guard:
    """Return what an office may send today; a fixed number of queries, fewer where there is no limit."""
    today, channel = day_of(at), queries.channel(asker)
    calendar = queries.speaking_hours(asker).days
    if channel is None or channel.monthly_limit is None:
        unlimited = Outlook(
            Month(None, 0 if channel is None else channel.monthly_used or 0), Demand(0, 0), (), calendar
        )
        return Guard(unlimited, Saving.NONE, frozenset(), at)
    leads = frozenset(holder.person_id for holder in people.post_holders(asker, on=today) if holder.role in LEADS)
    demand = _demand(asker, today, calendar, len(leads & people.reachable_line_users(asker).keys()))
    days_left = working_days_left(today, calendar=calendar)
    sent_today = _sent_on(today, asker) if today in days_left else 0
    outlook = Outlook(month_left(channel, at=at), demand, days_left, calendar, sent_today)
    return Guard(outlook, degree_of_saving(outlook), leads, at)


@dataclass(frozen=True)
class Standing:
    """How an office stands with its month, as the page shows it."""

    guard: Guard
    line_says: int | None
    """What LINE last said was used; None when it was not asked this month."""
    ledger: int
    read_at: datetime | None

    @property
    def month(self) -> Month:
        """What the month allows, and what is used of it."""
        return self.guard.month

    @property
    def is_known(self) -> bool:
        """Tell whether LINE has told the month's limit."""
        return self.read_at is not None

    @property
    def next_read_at(self) -> datetime | None:
        """When LINE is asked next; None when it is time."""
        following = None if self.read_at is None else self.read_at + READ_EVERY
        return following if following is not None and following > self.guard.set_at else None

    @property
    def forecast_percent(self) -> int:
        """Where the forecast lies on the bar of the month."""
        limit = self.month.limit
        return min(100, self.guard.outlook.forecast * 100 // limit) if limit else 0

    @property
    def urgent_reserve(self) -> int:
        """How many messages are kept for what is urgent."""
        return self.month.reserve(Weight.ORDINARY)

    @property
    def grave_reserve(self) -> int:
        """How many of them are kept for escalations and alarms."""
        return self.month.reserve(Weight.URGENT)

    @property
    def tone(self) -> str:
        """The colour word of the bar."""
        return "bad" if self.month.percent >= NEAR[-1] else "warn" if self.month.percent >= NEAR[0] else "info"


def standing(asker: Asker, *, at: datetime) -> Standing | None:
    """Return how an office stands with its month; None when it has no channel."""
    channel = queries.channel(asker)
    if channel is None:
        return None
    is_of_this_month = channel.quota_read_at is not None and _is_same_month(channel.quota_read_at, at)
    line_says = channel.monthly_used if is_of_this_month else None
    return Standing(guard_of(asker, at=at), line_says, ledger(channel, at=at), channel.quota_read_at)


def month_left(channel: LineChannel, *, at: datetime, but: uuid.UUID | None = None) -> Month:
    """Return the month's limit and use as we know it now, one message left out; without a limit nothing is counted."""
    if channel.monthly_limit is None:
        return Month(None, channel.monthly_used or 0)
    ledger, since = _counted(channel, at, but)
    is_read = channel.quota_read_at is not None and _is_same_month(channel.quota_read_at, at)
    line_says = (channel.monthly_used or 0) + since if is_read else 0
    return Month(channel.monthly_limit, max(ledger, line_says))


def ledger(channel: LineChannel, *, at: datetime) -> int:
    """Return how many people our own messages of this month reached, or may have."""
    return _counted(channel, at, None)[0]


def weight_of(purpose: Purpose, priority: int) -> Weight:
    """Return how much a message matters when messages are short."""
    if purpose is Purpose.ALARM:
        return Weight.ALARM
    if purpose in {Purpose.NOTICE, Purpose.REHEARSAL}:
        return Weight.URGENT
    if purpose is Purpose.GROUP:
        return Weight.ORDINARY
    if priority <= _LAST_GRAVE:
        return Weight.ESCALATION
    return Weight.URGENT if priority <= _LAST_URGENT else Weight.ORDINARY


def _is_same_month(first: datetime, second: datetime) -> bool:
    return month_of(day_of(first)) == month_of(day_of(second))


def _counted(channel: LineChannel, at: datetime, but: uuid.UUID | None) -> tuple[int, int]:
    """Return the people reached since the month began, and since LINE was last asked; what may have arrived counts."""
    begins = instant_of(day_of(at).replace(day=1), time(0))
    read_at = max(begins, channel.quota_read_at or begins)
    given = {"office": channel.government_id, "begins": begins, "read": read_at, "but": but or _NO_MESSAGE}
    month, since = db.session.execute(_COUNTED, given).one()
    return int(month), int(since)


def _reached_since(since: ColumnElement[datetime]) -> ColumnElement[bool]:
    accepted = and_(OutgoingMessage.state == MessageState.ACCEPTED, OutgoingMessage.accepted_at >= since)
    perhaps = and_(
        or_(OutgoingMessage.is_maybe_accepted, OutgoingMessage.state == MessageState.SENDING),
        OutgoingMessage.accepted_at.is_(None),
        OutgoingMessage.first_attempted_at >= since,
    )
    return or_(accepted, perhaps)


def _people_reached(since: BindParameter[datetime]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((_reached_since(since), OutgoingMessage.recipients), else_=0)), 0)


_NO_MESSAGE = uuid.UUID(int=0)
_BEGINS = bindparam("begins", type_=OutgoingMessage.accepted_at.type)
# Asked for every message, so it is put together once.
_COUNTED = select(
    _people_reached(_BEGINS), _people_reached(bindparam("read", type_=OutgoingMessage.accepted_at.type))
).where(
    OutgoingMessage.government_id == bindparam("office"),
    OutgoingMessage.carrier == Carrier.LINE,
    _reached_since(_BEGINS),
    OutgoingMessage.id != bindparam("but"),
)


def _demand(asker: Asker, today: date, calendar: WorkingCalendar, leads: int) -> Demand:
    """Return what a working day asks for: the people with news of their own on each of the last ten."""
    first = today
    for _ in range(_DAYS_LOOKED_BACK):
        first = calendar.previous_working_day(first)
    is_urgent = func.max(case((Reminder.kind.in_(_URGENT_KINDS), 1), else_=0))
    rows = db.session.execute(
        select(Reminder.person_id, Reminder.planned_at, is_urgent)
        .join(OutgoingMessage, OutgoingMessage.id == Reminder.message_id)
        .where(
            Reminder.government_id == asker.government_id,
            Reminder.planned_at >= instant_of(first, time(0)),
            OutgoingMessage.carrier == Carrier.LINE,
            OutgoingMessage.state != MessageState.WITHDRAWN,
        )
        .group_by(Reminder.person_id, Reminder.planned_at)
    )
    people_of: dict[date, dict[int, int]] = defaultdict(dict)
    for person_id, planned_at, urgent in rows:
        of_day = people_of[day_of(planned_at)]
        of_day[person_id] = max(of_day.get(person_id, 0), urgent)
    seen = calendar.working_days_between(min(people_of, default=today), today) + 1
    days = max(_FEWEST_DAYS, min(seen, _DAYS_LOOKED_BACK))
    urgent = sum(sum(of_day.values()) for of_day in people_of.values())
    in_groups = sum(max(1, group.members) for group in group_queries.groups_to_tell(asker))
    return Demand(urgent / days, (sum(map(len, people_of.values())) - urgent) / days, leads, in_groups)


def _sent_on(day: date, asker: Asker) -> int:
    """Return how many people the messages and counts of a day reached, or may have."""
    begins = instant_of(day, time(0))
    found = select(func.coalesce(func.sum(OutgoingMessage.recipients), 0)).where(
        OutgoingMessage.government_id == asker.government_id,
        OutgoingMessage.carrier == Carrier.LINE,
        OutgoingMessage.purpose.in_([Purpose.DIGEST, Purpose.GROUP]),
        _reached_since(literal(begins, OutgoingMessage.accepted_at.type)),
    )
    return int(db.session.scalar(found) or 0)
