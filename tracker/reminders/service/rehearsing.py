"""Rehearsing a day: every message that would go, to whom, why and at what cost. Nothing is written by looking.

What a person was told before is left out, as planning does. Of a day to come that is what was told until now and what
the working day before it would tell; of a day gone by, what the working day before it told.
"""

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property, partial

from tracker.database import db
from tracker.errors import NotNow
from tracker.people import audit
from tracker.people import queries as people
from tracker.people.viewer import Asker, Viewer
from tracker.reminders import queries
from tracker.reminders.models import Carrier, ChannelState, OutgoingMessage, Purpose
from tracker.reminders.quota import Month, Weight, month_of
from tracker.reminders.service import groups, quota
from tracker.reminders.service.planning import WITHOUT_MAIL
from tracker.reminders.service.quota import Guard
from tracker.reminders.service.reasons import Reason, Situation
from tracker.reminders.service.showing import Desk
from tracker.reminders.service.text_messages import next_sequence
from tracker.reminders.wording import cards as wording
from tracker.reminders.wording.discretion import discreet_messages
from tracker.reminders.wording.flex import Shape
from tracker.reminders.wording.plain import PlainCard, cards_of, marked_as_trial, notification_of
from tracker.thai import day_of, instant_of, short_date, sort_key

_KEPT_FOR = timedelta(hours=1)
_NOON = time(12)


@dataclass(frozen=True)
class Why:
    """One reason for a message: the kind, and what it is about."""

    label: str
    heading: str


@dataclass(frozen=True)
class Rehearsed:
    """One message that would go on a day."""

    person_id: int
    person_name: str
    position: str
    carrier: Carrier
    is_saved: bool
    """It would have gone over LINE, and stays on the web because messages are saved."""
    reasons: tuple[Why, ...]
    written: Callable[[], Shape]
    """Writes the message; a list of hundreds shows none of them whole."""
    recipients: int = 1
    is_group: bool = False

    @cached_property
    def message(self) -> Shape:
        """The message as it would go."""
        return self.written()

    @property
    def cost(self) -> int:
        """How many of the month's messages it takes: LINE counts people, a group by its members."""
        return self.recipients if self.carrier is Carrier.LINE else 0

    @property
    def notification(self) -> str:
        """What a locked phone shows."""
        return notification_of(self.message)

    @property
    def cards(self) -> list[PlainCard]:
        """The cards in words."""
        return cards_of(self.message)


@dataclass(frozen=True)
class Rehearsal:
    """A day as it would be: what goes over LINE first, by name."""

    day: date
    is_spoken_to: bool
    """The office works that day and wants to hear."""
    messages: tuple[Rehearsed, ...]
    guard: Guard
    is_this_month: bool

    @property
    def cost(self) -> int:
        """What the day takes of the month."""
        return sum(message.cost for message in self.messages)

    @property
    def on_the_web(self) -> int:
        """How many people find it on the web alone."""
        return sum(1 for message in self.messages if message.carrier is Carrier.WEB)

    @property
    def by_line(self) -> int:
        """How many messages go over LINE."""
        return sum(1 for message in self.messages if message.carrier is Carrier.LINE)

    @property
    def by_email(self) -> int:
        """How many messages go by e-mail."""
        return sum(1 for message in self.messages if message.carrier is Carrier.EMAIL)

    @property
    def fits(self) -> bool:
        """Tell whether the month has room for the day; of another month nobody knows."""
        return not self.is_this_month or self.guard.month.has_room(self.cost)

    def to(self, person_id: int) -> Rehearsed | None:
        """Return the message to one person, if there is one."""
        return next((message for message in self.messages if message.person_id == person_id), None)


def rehearse(
    day: date, *, asker: Asker, at: datetime, base_url: str, carriers: Collection[Carrier] = WITHOUT_MAIL
) -> Rehearsal:
    """Return what would go on a day, as things are now; a fixed number of queries, and nothing is written."""
    situation, guard = Situation.of(asker, today=day), quota.guard_of(asker, at=at)
    is_this_month = month_of(day) == month_of(guard.today)
    is_spoken_to = situation.listening.hours.is_spoken_to(day)
    found: list[Rehearsed] = []
    if is_spoken_to:
        purse = _Purse(guard, day, guard.month if is_this_month and day >= guard.today else Month(None, 0))
        mailed = queries.people_with_email(asker) if Carrier.EMAIL in carriers else frozenset()
        found = [
            *_to_people(situation, asker, purse, Desk(situation, base_url), mailed),
            *_to_groups(situation, asker, purse),
        ]
        found.sort(key=lambda one: (one.carrier is not Carrier.LINE, one.is_group, sort_key(one.person_name)))
    return Rehearsal(day, is_spoken_to, tuple(found), guard, is_this_month)


@dataclass
class _Purse:
    """The month while a day is rehearsed: each message that goes takes something of it."""

    guard: Guard
    day: date
    month: Month

    def pays_for(self, recipients: int, weight: Weight, person_id: int | None) -> bool:
        """Tell whether a message goes over LINE, as delivery would settle it, and take what it costs."""
        if self.month.limit is None:
            return True
        if not replace(self.guard, set_at=instant_of(self.day, _NOON)).may_go(
            self.month, recipients, weight, person_id
        ):
            return False
        self.month = Month(self.month.limit, self.month.used + recipients)
        return True


def _to_people(
    situation: Situation, asker: Asker, purse: _Purse, desk: Desk, mailed: Collection[int]
) -> list[Rehearsed]:
    """Return the messages people would get, the most urgent first, as they would be sent."""
    told = _told_before(situation, asker, purse.guard.today)
    reachable = people.reachable_line_users(asker)
    names = {person.id: person for person in people.people(asker)}
    news = {
        person_id: [reason for reason in reasons if reason.key not in told]
        for person_id, reasons in situation.reasons().items()
        if person_id in names
    }
    found = []
    for person_id, due in sorted(news.items(), key=lambda one: _priority(one[1])):
        if not due:
            continue
        weight = quota.weight_of(Purpose.DIGEST, _priority(due))
        is_saved = person_id in reachable and not purse.pays_for(1, weight, person_id)
        instead = Carrier.EMAIL if person_id in mailed else Carrier.WEB
        found.append(
            Rehearsed(
                person_id,
                names[person_id].name,
                names[person_id].position,
                Carrier.LINE if person_id in reachable and not is_saved else instead,
                is_saved,
                tuple(Why(reason.earned.kind.label, desk.heading(reason)) for reason in due),
                partial(_written, desk, due),
            )
        )
    return found


def _to_groups(situation: Situation, asker: Asker, purse: _Purse) -> list[Rehearsed]:
    """Return the counts groups would hear: on the first working day of a week, or today when they have not yet."""
    day = situation.today
    hours = situation.listening.hours
    if day != purse.guard.today and day != hours.first_of_week(day):
        return []
    found = []
    for message in groups.counts_of_the_week(asker, today=day, at=hours.opens_at(day)):
        goes = purse.pays_for(message.recipients, Weight.ORDINARY, None)
        found.append(
            Rehearsed(
                person_id=0,
                person_name=message.summary.splitlines()[0],
                position="",
                carrier=Carrier.LINE if goes else Carrier.WEB,
                is_saved=not goes,
                reasons=(),
                written=partial(message.body.__getitem__, 0),
                recipients=message.recipients,
                is_group=True,
            )
        )
    return found


def send_to_myself(rehearsed: Rehearsed, day: date, *, by: Viewer, at: datetime) -> OutgoingMessage:
    """Send a message of a rehearsal to the asker's own LINE, marked as a trial; it takes one message of the month."""
    channel = queries.channel(by)
    if channel is None or channel.state is not ChannelState.ACTIVE:
        raise NotNow("บัญชี LINE ของหน่วยงานยังส่งไม่ได้ กรุณาดูหน้าบัญชี LINE ของหน่วยงาน")
    if queries.line_user_of(by.person_id, asker=by) is None:
        raise NotNow("ท่านยังไม่ได้เชื่อม LINE กรุณาเชื่อมที่หน้าตั้งค่า LINE ของฉันก่อน")
    if not quota.month_left(channel, at=at).may_use(1, Weight.URGENT):
        raise NotNow("โควตาข้อความของเดือนนี้เหลือเฉพาะส่วนที่กันไว้ จึงทดลองส่งไม่ได้")
    about = f"ถึง {rehearsed.person_name} วันที่ {short_date(day)}"
    sent = OutgoingMessage(
        id=uuid.uuid4(),
        government_id=by.government_id,
        person_id=by.person_id,
        day=day_of(at),
        sequence=next_sequence(by.person_id, asker=by, at=at),
        purpose=Purpose.REHEARSAL,
        body=marked_as_trial([rehearsed.message], about=about),
        summary=f"ทดลอง: {about}",
        planned_at=at,
        next_attempt_at=at,
        expires_at=at + _KEPT_FOR,
    )
    db.session.add(sent)
    audit.record("rehearsal_sent", short_date(day), by=by, at=at)
    return sent


def _priority(due: Sequence[Reason]) -> int:
    return min((reason.earned.kind.priority for reason in due), default=0)


def _written(desk: Desk, due: Sequence[Reason]) -> Shape:
    shown: Shape = discreet_messages([wording.reminder(desk.cards(due), desk.all_tasks_link)])[0]
    return shown


def _told_before(situation: Situation, asker: Asker, today: date) -> frozenset[queries.ReminderKey]:
    """Return what people would have been told by the day that is rehearsed."""
    day = situation.today
    told: set[queries.ReminderKey] = set()
    if day != today:
        before = _the_day_before(situation)
        told |= {reason.key for reasons in before.reasons().values() for reason in reasons}
    if day >= today:
        ours = {message.id for message in queries.envelopes_of(today, asker=asker).values()} if day == today else set()
        known = queries.reminders_about_open_work(asker, topics=situation.matters.keys())
        told |= {key for key, one in known.items() if one.was_told and one.message_id not in ours}
    return frozenset(told)


def _the_day_before(situation: Situation) -> Situation:
    """Return the same work as it stood on the day the office was spoken to last; nothing is read for it."""
    before = situation.listening.hours.days.previous_working_day(situation.today)
    return replace(situation, today=before, listening=replace(situation.listening, today=before))
