"""One head's month over LINE: who is in the office, what the work is, and the days as they pass."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.builders import a_measure, a_task, the_system, the_unit
from tests.journeys.office import Cast, Office
from tests.simulator.running import user_id
from tracker import clock as tracker_clock
from tracker.database import db, transaction
from tracker.people import linking
from tracker.people.roles import Role

HEAD, SILENT, ASKING, ACTING, CHIEF = "head", "silent", "asking", "acting", "palad"
A_MONTH = Cast(
    {
        "mayor": (Role.MAYOR, None, "นายต้น สมมติ"),
        "palad": (Role.CHIEF_ADMINISTRATOR, None, "นางมณี สมมติ"),
        "coordinator": (Role.COORDINATOR, "งานวิเคราะห์นโยบายและแผน", "นางสาวแผน จำลอง"),
        "administrator": (Role.ADMINISTRATOR, None, "นายเว็บ ตัวอย่าง"),
        "head": (Role.UNIT_HEAD, "กองคลัง", "นางพร จำลอง"),
        "silent": (Role.STAFF, "กองคลัง", "นายเงียบ สมมติ"),
        "asking": (Role.STAFF, "กองคลัง", "นางสาวขอ ตัวอย่าง"),
        "acting": (Role.UNIT_HEAD, "สำนักปลัด", "นางสาวธารา ตัวอย่าง"),
    },
    {"head": user_id(1), "silent": user_id(2), "asking": user_id(3), "acting": user_id(4), "palad": user_id(5)},
    "2026-03-31 13:00",
)

STOCK, TRIAL, PLAN = "ตรวจนับพัสดุคงเหลือ", "จัดทำงบทดลอง", "เผยแพร่แผนจัดซื้อจัดจ้าง"
SPENDING, MANUAL, SURVEY = "รายงานผลการเบิกจ่าย", "ทบทวนคู่มือการจ่ายเงิน", "สำรวจแหล่งรายได้ใหม่"
MAP = "ปรับปรุงแผนที่ภาษี"
# The words of each task, whose it is (nobody's: the head's), when it begins and when it is due.
_WORK = (
    (STOCK, None, date(2026, 4, 2), date(2026, 4, 10)),
    (TRIAL, ASKING, date(2026, 4, 1), date(2026, 4, 9)),
    (PLAN, ASKING, date(2026, 4, 1), date(2026, 4, 17)),
    (SPENDING, SILENT, date(2026, 4, 1), date(2026, 4, 3)),
    (MANUAL, None, date(2026, 4, 1), date(2026, 9, 30)),
    (SURVEY, None, date(2026, 4, 1), date(2026, 4, 28)),
)


def before_the_month(office: Office) -> None:
    """The unit's work for the month is given out, and everybody but the head has linked a phone before."""
    with office.app.app_context():
        for name, phone in office.phones.items():
            if name != HEAD:
                with transaction():
                    linking.link(db.session.merge(office.people[name]), phone, by=the_system(), at=tracker_clock.now())
        for words, whose, starts_on, due_on in _WORK:
            opens(office, words, whose, starts_on, due_on)


def opens(office: Office, words: str, whose: str | None, starts_on: date, due_on: date) -> None:
    """Give the unit a task."""
    with office.app.app_context():
        unit = the_unit("กองคลัง")
        measure = a_measure(title=f"มาตรการ{words}", steps=(words,), owners=(unit,))
        assignee = office.people[whose] if whose else None
        a_task(unit=unit, measure=measure, assignee=assignee, starts_on=starts_on, due_on=due_on)


def a_morning(office: Office, day: date) -> None:
    """What the machine does by itself until the office opens, and as it does; also where it is a day off."""
    office.it_is(f"{day} 08:00")
    for job in ("check-reachability", "read-quota", "arrange-menus", "plan-reminders", "deliver-messages"):
        office.run(job)
    _plans_and_delivers(office, f"{day} 08:30")


def an_afternoon(office: Office, day: date) -> None:
    """What it does during the rest of the day, and after hours."""
    for hour in (15, 16, 18):
        _plans_and_delivers(office, f"{day} {hour}:20")


def _plans_and_delivers(office: Office, at: str) -> None:
    office.it_is(at)
    office.run("plan-reminders")
    office.run("deliver-messages")


def days(first: date, last: date) -> Iterator[date]:
    """Yield every day from one to another."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
