"""Fictional offices of any size: people, measures and progress that come out the same each time."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from tracker.database import db
from tracker.demo.accounts import ACCOUNTS, Account, DemoPost
from tracker.demo.telling import Office, at_work
from tracker.fiscal_year import FiscalYear
from tracker.measures import service as measures
from tracker.people import queries as people_queries
from tracker.people.queries import UnitRow
from tracker.people.roles import Role
from tracker.people.viewer import System
from tracker.tasks import service
from tracker.tasks.models import Task
from tracker.thai import thai_date

_GIVEN_NAMES = ("ต้น", "แก้ว", "มณี", "ภูผา", "ธารา", "พร", "เหล็ก", "ใจดี", "แผน", "ฟ้า", "ดาว", "ทราย")
_FAMILY_NAMES = ("สมมติ", "ตัวอย่าง", "จำลอง")
_DEEDS = ("จัดทำคู่มือ", "จัดอบรม", "เผยแพร่ข้อมูล", "ทบทวนแนวปฏิบัติ", "ตรวจติดตาม", "จัดทำป้าย", "ประเมินผล")
_SUBJECTS = ("การให้บริการ", "การใช้งบประมาณ", "การใช้ทรัพย์สิน", "การรับเรื่องร้องเรียน", "การจัดซื้อจัดจ้าง", "การสื่อสาร")


def accounts(number: int, divisions: Sequence[UnitRow]) -> tuple[Account, ...]:
    """Return so many people: the leading ones of the demo first, then staff spread over the divisions."""
    leading = ACCOUNTS[:number]
    staff = tuple(
        Account(
            username=f"staff{place + 1}",
            name=f"นาง{_GIVEN_NAMES[place % len(_GIVEN_NAMES)]} {_FAMILY_NAMES[place % 3]}{place + 1}",
            position="เจ้าหน้าที่",
            posts=(DemoPost(Role.STAFF, divisions[place % len(divisions)].name),),
        )
        for place in range(number - len(leading))
    )
    return leading + staff


def add_measures(number: int, fiscal_year: FiscalYear, *, by: System, at: datetime) -> None:
    """Add so many approved measures; one in ten is every division's, one in twelve comes every quarter."""
    dice = random.Random(fiscal_year.buddhist_year)  # noqa: S311 (the same data each time, nothing secret)
    divisions = people_queries.divisions(by)
    months = fiscal_year.months()
    for place in range(1, number + 1):
        first = dice.randrange(0, 10)
        last = min(11, first + dice.randrange(0, 6))
        steps = tuple(
            f"{_DEEDS[(place + step) % len(_DEEDS)]}{_SUBJECTS[(place + step) % len(_SUBJECTS)]}"
            for step in range(1, place % 3 + 2)
        )
        timing = measures.Timing(
            "ทุกไตรมาส" if place % 12 == 0 else f"{thai_date(months[first][0])} – {thai_date(months[last][1])}",
            months[first][0],
            months[last][1],
            "quarterly" if place % 12 == 0 else None,
        )
        approval = measures.Approval(
            fiscal_year=fiscal_year,
            title=f"{_DEEDS[place % len(_DEEDS)]}{_SUBJECTS[place % len(_SUBJECTS)]} ลำดับที่ {place}",
            timing=timing,
            steps=steps,
            owners=("ทุกส่วนราชการ" if place % 10 == 0 else divisions[place % len(divisions)].name,),
            kind=("มาตรการ", "โครงการ", "กิจกรรม")[place % 3],
            indicators=(place % 10 + 1,),
        )
        measures.add_measure(approval, by=by, at=at)


def make_progress(office: Office) -> None:
    """Report on about two thirds of the tasks whose time has come."""
    dice = random.Random(len(office.tasks))  # noqa: S311 (the same data each time, nothing secret)
    for task_id in sorted(office.tasks.values()):
        task = db.session.get_one(Task, task_id)
        day = office.calendar.effective_due(task.starts_on + timedelta(days=dice.randrange(5, 60)))
        if day > office.fiscal_year.halves()[0][1] or dice.random() > 0.66:
            continue
        head = office.head_of(task.unit_id, day)
        report = service.ProgressReport(
            revision=task.revision,
            as_of=day,
            percent=dice.randrange(1, 10) * 10,
            summary="ดำเนินการตามแผนแล้ว",
            outcome="เป็นไปตามเป้าหมาย",
        )
        if dice.random() < 0.5:
            service.submit(task, report, by=head, at=at_work(day))
        else:
            service.report_progress(task, report, by=head, at=at_work(day))
