"""The timetable as data: which jobs there are, when each runs, and from when on its silence is worth a look.

`jobs/schedule.py` joins each name to what it does; the health page and the monitor read the same lines.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tracker.thai import day_of, instant_of

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
_ANY_DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Plan:
    """When one job runs: every so often, all day or between two times of the day in Bangkok."""

    name: str
    description: str
    """For the command line, in English."""
    label: str
    """For the page, in Thai."""
    every: timedelta
    begins: time = time(0)
    ends: time = time(23, 59)
    is_watched: bool = False
    """Run as soon as there is work, which is looked for every moment; at least one run in `every` is written down."""
    is_sender: bool = False
    """Run by the sender, and watched."""

    @property
    def is_daily(self) -> bool:
        """Tell whether the job runs once a day, at `begins`."""
        return self.every == DAY

    @property
    def cron(self) -> str:
        """Return when a queue of several machines wakes it, as cron writes it, in UTC."""
        if self.is_daily:
            begins = instant_of(_ANY_DAY, self.begins).astimezone(UTC)
            return f"{begins.minute} {begins.hour} * * *"
        minutes = int(self.every / MINUTE)
        return "* * * * *" if minutes == 1 else f"*/{minutes} * * * *"

    @property
    def when(self) -> str:
        """Return when it runs, in English."""
        if self.is_daily:
            return f"daily at {self.begins:%H:%M}"
        if self.is_sender:
            return "by the sender, as soon as due"
        if self.is_watched:
            return "as soon as there is work"
        minutes = int(self.every / MINUTE)
        often = "every minute" if minutes == 1 else f"every {minutes} minutes"
        return often if self.is_all_day else f"{often}, {self.begins:%H:%M}-{self.ends:%H:%M}"

    @property
    def when_label(self) -> str:
        """Return when it runs, in Thai."""
        if self.is_daily:
            return f"ทุกวัน {self.begins:%H.%M} น."
        if self.is_watched:
            return "ทันทีที่มีงาน"
        often = f"ทุก {int(self.every / MINUTE)} นาที"
        return often if self.is_all_day else f"{often} เวลา {self.begins:%H.%M}–{self.ends:%H.%M} น."

    @property
    def is_all_day(self) -> bool:
        """Tell whether the job runs around the clock."""
        return self.begins == time(0) and self.ends == time(23, 59)

    def last_due(self, at: datetime) -> datetime:
        """Return the last instant, up to `at`, at which the timetable wanted it to run."""
        today = day_of(at)
        for day in (today, today - DAY):
            first, last = instant_of(day, self.begins), min(at, instant_of(day, self.ends))
            if first <= last:
                return first + self.every * ((last - first) // self.every)
        raise AssertionError("a day before today lies wholly before now")

    def next_due(self, at: datetime) -> datetime:
        """Return the first instant after `at` at which the timetable wants it to run."""
        last = self.last_due(at)
        following, day = last + self.every, day_of(last)
        return following if following <= instant_of(day, self.ends) else instant_of(day + DAY, self.begins)

    def is_overdue(self, last_run_at: datetime | None, *, at: datetime) -> bool:
        """Tell whether the job has missed a run and the one after it: it ran before the last but one it should have."""
        return last_run_at is None or last_run_at < self.last_due(at - self.every)


TIMETABLE: tuple[Plan, ...] = (
    Plan("analyse-documents", "read the documents that wait", "อ่านเอกสารที่อัปโหลด", MINUTE, is_watched=True),
    Plan(
        "plan-reminders",
        "write the reminders people have earned into the outbox",
        "จัดเตรียมการแจ้งเตือน",
        15 * MINUTE,
        time(7, 30),
        time(16, 30),
    ),
    Plan(
        "deliver-messages", "hand waiting messages to LINE", "ส่งข้อความทาง LINE", MINUTE, is_watched=True, is_sender=True
    ),
    Plan("process-events", "act on what LINE told us", "รับข้อความจาก LINE", MINUTE, is_watched=True, is_sender=True),
    Plan("read-quota", "read how many messages the month still has", "อ่านโควตาข้อความ LINE", 15 * MINUTE),
    Plan("arrange-menus", "give everybody the menu of their role in LINE", "จัดเมนูใน LINE ตามบทบาท", 15 * MINUTE),
    Plan(
        "check-reachability",
        "ask LINE who can still be reached, and count its groups",
        "ตรวจว่า LINE ยังถึงใครบ้าง",
        DAY,
        time(6, 0),
    ),
    Plan("close-year", "prepare the report of a year that has ended", "จัดเตรียมรายงานสิ้นปี", DAY, time(0, 30)),
    Plan("seed-holidays", "add the government's holidays of the years ahead", "เติมวันหยุดราชการ", DAY, time(1, 0)),
    Plan(
        "tidy",
        "remove what is used up: link codes, old sign-in attempts, old words of the chat",
        "เก็บกวาดข้อมูลที่หมดอายุ",
        DAY,
        time(1, 30),
    ),
)


def plan_of(name: str) -> Plan:
    """Return the plan of a job."""
    return next(plan for plan in TIMETABLE if plan.name == name)
