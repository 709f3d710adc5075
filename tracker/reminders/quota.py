"""What a month of messages is still good for: what is left of it, what it is kept for, and how an office saves.

LINE sells messages by the month and counts the people they reach. When the rest of the month will not do, the office
says less in a stated order: it merges days, then weeks, then speaks to those who lead alone, then of escalations alone.
What is not sent over LINE is in the web inbox. Rules: issue "Reminders that arrive once"; delivery design 2.2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from math import ceil

from tracker.people.working_days import WorkingCalendar

NEAR = (70, 85, 95)
"""Per cent of the month's limit at which somebody is told."""


class Weight(IntEnum):
    """How much a message matters when messages are short; the smaller, the more."""

    ALARM = 0
    ESCALATION = 1
    URGENT = 2
    ORDINARY = 3


_KEPT_FROM = {Weight.ALARM: 0, Weight.ESCALATION: 0, Weight.URGENT: 5, Weight.ORDINARY: 20}
"""Per cent of the limit a message may not touch: the last 20 are for what is urgent, the last 5 for what is grave."""


class Saving(StrEnum):
    """How an office saves messages, from not at all to nearly everything."""

    NONE = "none"
    MERGED_DAYS = "merged_days"
    WEEKLY = "weekly"
    LEADS = "leads"
    ESCALATIONS = "escalations"

    @property
    def depth(self) -> int:
        """The place in the order of saving; the larger, the less is sent."""
        return list(Saving).index(self)

    @property
    def label(self) -> str:
        """The degree as pages name it."""
        return {
            Saving.NONE: "ส่งตามปกติ",
            Saving.MERGED_DAYS: "รวมข้อความ วันเว้นวัน",
            Saving.WEEKLY: "รวมข้อความ สัปดาห์ละครั้ง",
            Saving.LEADS: "ส่งเฉพาะหัวหน้าและผู้บริหาร",
            Saving.ESCALATIONS: "ส่งเฉพาะเรื่องที่รายงานขึ้นตามลำดับ",
        }[self]

    @property
    def meaning(self) -> str:
        """What the degree means for people, in one sentence."""
        return {
            Saving.NONE: "ทุกคนได้รับข้อความในวันทำการที่มีเรื่องต้องทำ",
            Saving.MERGED_DAYS: "เรื่องไม่เร่งด่วนส่งวันทำการเว้นวัน เรื่องเร่งด่วนยังส่งทุกวัน",
            Saving.WEEKLY: "เรื่องไม่เร่งด่วนส่งวันทำการแรกของสัปดาห์ เรื่องเร่งด่วนยังส่งทุกวัน",
            Saving.LEADS: "หัวหน้าหน่วยงานและผู้บริหารเท่านั้นที่ได้รับทาง LINE คนอื่นดูในกล่องข้อความบนเว็บ",
            Saving.ESCALATIONS: "ส่งเฉพาะข้อสั่งการใกล้หรือเลยกำหนดและเรื่องที่ไม่มีผู้ตอบ เรื่องอื่นดูในกล่องข้อความบนเว็บ",
        }[self]

    @property
    def tone(self) -> str:
        """The colour word of the degree."""
        return {Saving.NONE: "good", Saving.ESCALATIONS: "bad"}.get(self, "warn")


@dataclass(frozen=True)
class Month:
    """What the month allows and what is used of it; no limit is None."""

    limit: int | None
    used: int

    @property
    def left(self) -> int | None:
        """How many people messages may still reach."""
        return None if self.limit is None else max(0, self.limit - self.used)

    @property
    def percent(self) -> int:
        """How much of the limit is used, in per cent; a hundred at the most."""
        if self.limit is None:
            return 0
        return 100 if self.used >= self.limit else self.used * 100 // self.limit

    @property
    def is_used_up(self) -> bool:
        """Tell whether nothing can be sent any more."""
        return self.left == 0

    def has_room(self, recipients: int) -> bool:
        """Tell whether LINE would still take a message to so many people."""
        return self.left is None or recipients <= self.left

    def may_use(self, recipients: int, weight: Weight) -> bool:
        """Tell whether a message of this weight may take what is left: the reserve is for what weighs more."""
        if self.limit is None or self.left is None:
            return True
        return self.left - recipients >= self.reserve(weight)

    def reserve(self, weight: Weight) -> int:
        """Return how many messages of the limit one of this weight may not touch."""
        return ceil((self.limit or 0) * _KEPT_FROM[weight] / 100)


@dataclass(frozen=True)
class Demand:
    """How many people an office would write to on a working day, how many of them lead, and the members of groups."""

    urgent: float
    ordinary: float
    leads: int = 0
    in_groups: int = 0
    """How many people the counts of a week reach, which groups hear on its first day."""

    @property
    def a_day(self) -> float:
        """Everything of a working day, groups apart."""
        return self.urgent + self.ordinary

    def on(self, day: date, degree: Saving, *, calendar: WorkingCalendar) -> float:
        """Return how many messages a working day takes at a degree of saving."""
        if degree is Saving.ESCALATIONS:
            return 0
        is_sent, is_first = (is_sending_day(one, day, calendar=calendar) for one in (degree, Saving.WEEKLY))
        ordinary = self.ordinary if is_sent else 0
        if degree is Saving.LEADS:
            return min(self.urgent, self.leads) + min(ordinary, self.leads)
        return self.urgent + ordinary + (self.in_groups if is_first else 0)


@dataclass(frozen=True)
class Outlook:
    """The month, what a working day asks of it, and the working days still to come, today included."""

    month: Month
    demand: Demand
    days_left: tuple[date, ...]
    calendar: WorkingCalendar
    sent_today: int = 0
    """How many people were written to today, which is one of the days left: they are among those used already."""

    @property
    def forecast(self) -> int:
        """Return what the month would have used by its end if nothing were saved: use per working day × days left."""
        return self.month.used + self.need(Saving.NONE)

    @property
    def is_over(self) -> bool:
        """Tell whether the month would not do without saving."""
        return self.month.limit is not None and self.forecast > self.month.limit

    def need(self, degree: Saving) -> int:
        """Return how many messages the rest of the month takes at a degree of saving."""
        days = [self.demand.on(day, degree, calendar=self.calendar) for day in self.days_left]
        if days:
            days[0] = max(0.0, days[0] - self.sent_today)
        return ceil(round(sum(days), 6))


def degree_of_saving(outlook: Outlook) -> Saving:
    """Return the first degree, in the stated order, whose need is covered by what is left before the last reserve."""
    left = outlook.month.left
    if left is None:
        return Saving.NONE
    free = left - outlook.month.reserve(Weight.URGENT)
    for degree in Saving:
        # With only the last reserve left there is nothing to share out: what is grave alone.
        if free > 0 and outlook.need(degree) <= free:
            return degree
    return Saving.ESCALATIONS


def allowed(degree: Saving, weight: Weight, *, is_lead: bool, today: date, calendar: WorkingCalendar) -> bool:
    """Tell whether a message goes over LINE today at a degree of saving; what does not is in the web inbox."""
    if weight <= Weight.ESCALATION:
        return True
    if degree is Saving.ESCALATIONS or (degree is Saving.LEADS and not is_lead):
        return False
    return weight is Weight.URGENT or is_sending_day(degree, today, calendar=calendar)


def is_sending_day(degree: Saving, day: date, *, calendar: WorkingCalendar) -> bool:
    """Tell whether ordinary messages go out on a working day: every one, every second of the month, or one a week."""
    if degree is Saving.NONE:
        return True
    if degree is Saving.MERGED_DAYS:
        return calendar.working_days_between(day.replace(day=1) - timedelta(days=1), day) % 2 == 1
    return calendar.working_days_between(day - timedelta(days=day.weekday() + 1), day) == 1


def next_sending_day(degree: Saving, day: date, *, calendar: WorkingCalendar) -> date:
    """Return the first working day after a day on which ordinary messages go out."""
    following = calendar.next_working_day(day)
    while not is_sending_day(degree, following, calendar=calendar):
        following = calendar.next_working_day(following)
    return following


def month_of(day: date) -> str:
    """Return the month of a day, such as 2026-03: what one cause is told once for."""
    return f"{day:%Y-%m}"


def working_days_left(today: date, *, calendar: WorkingCalendar) -> tuple[date, ...]:
    """Return the working days of the month from today on."""
    days = (today + timedelta(days=number) for number in range(32))
    return tuple(day for day in days if month_of(day) == month_of(today) and calendar.is_working_day(day))


def crossed(percent: int, thresholds: Iterable[int] = NEAR) -> int | None:
    """Return the largest threshold a percentage has crossed, if any."""
    return max((threshold for threshold in thresholds if percent >= threshold), default=None)
