"""Planning for 10,000 tasks and 500 people: `python -m benchmarks.planning`; SQLite and PostgreSQL, time and queries.

Every task is open, half of them are late, every person has twenty; nothing is easier than it is in the worst office.
Measured: the first morning, on which nobody has heard of anything; the same again, which changes nothing; the morning
after it; and a morning after a year, with eight reminders told of every task, three weeks apart. And what the page
takes that rehearses a day of such an office.
"""

import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import flask_migrate
from sqlalchemy import insert, select, update

from benchmarks.measuring import Line, counted_queries, machine, table
from benchmarks.office import database, settle
from config import Config
from tests.postgres import PostgresMissing
from tracker import clock
from tracker.app import create_app
from tracker.database import db, transaction
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, Step
from tracker.people import queries as people
from tracker.people import service as people_service
from tracker.people.models import LineAccount, LocalGovernment, Person, Post, Unit
from tracker.people.roles import GovernmentKind, Role, UnitKind
from tracker.people.viewer import System
from tracker.reminders import service
from tracker.reminders.models import Carrier, MessageState, OutgoingMessage, Reminder
from tracker.reminders.service import rehearsing
from tracker.tasks.models import Task, TaskState, YearPlan
from tracker.thai import instant_of

TASKS, PEOPLE, UNITS = 10_000, 500, 40
_MONDAY = date(2026, 3, 30)
_YEAR = FiscalYear(2569)
_TOLD_OF_EACH = 8
_NOBODY_SIGNS_IN = "!"


def main() -> None:
    print(machine("SQLite and PostgreSQL"))
    print(table(measure_both()))


def measure_both() -> list[Line]:
    """Return what planning takes on either database; PostgreSQL is left out where it is not installed."""
    try:
        return [*measure("SQLite"), *measure("PostgreSQL")]
    except PostgresMissing as missing:
        return [*measure("SQLite"), Line(f"PostgreSQL is not measured: {missing}", "")]


def measure(kind: str) -> list[Line]:
    """Return how long each morning's planning takes, and with how many queries."""
    with _office(kind) as government_id:
        lines = [_planned(government_id, _MONDAY, f"{kind}, nobody has heard of anything")]
        lines.append(_planned(government_id, _MONDAY, f"{kind}, again, nothing new"))
        _deliver()
        lines.append(_rehearsed(government_id, _MONDAY + timedelta(days=1), kind))
        lines.append(_planned(government_id, _MONDAY + timedelta(days=1), f"{kind}, the next morning"))
        _deliver()
        _tell_for_a_year(government_id)
        lines.append(_planned(government_id, _MONDAY + timedelta(days=2), f"{kind}, after a year of reminders"))
    return lines


def _planned(government_id: int, day: date, when: str) -> Line:
    at = instant_of(day, datetime.min.time().replace(hour=8))
    db.session.remove()
    with clock.stopped(at), counted_queries() as seen:
        started, worked = time.perf_counter(), time.process_time()
        with transaction():
            government = people.government(System(government_id))
            planned = service.plan_reminders(government, today=day, at=at, carriers=tuple(Carrier))
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
    return Line(
        f"planning {TASKS:,} tasks for {PEOPLE} people: {when}",
        f"{seconds * 1000:.0f} ms",
        p95=f"cpu {worked * 1000:.0f} ms",
        size=f"{planned.people} messages, {planned.reminders} reasons",
        queries=len(seen),
    )


def _rehearsed(government_id: int, day: date, kind: str) -> Line:
    """Return how long it takes to list every message of a day, to whom, why and at what cost."""
    db.session.remove()
    with counted_queries() as seen:
        started, worked = time.perf_counter(), time.process_time()
        at = instant_of(_MONDAY, datetime.min.time().replace(hour=17))
        found = rehearsing.rehearse(day, asker=System(government_id), at=at, base_url="https://ita.example")
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
    return Line(
        f"rehearsing a day of the same office: {kind}",
        f"{seconds * 1000:.0f} ms",
        p95=f"cpu {worked * 1000:.0f} ms",
        size=f"{len(found.messages)} messages",
        queries=len(seen),
    )


def _deliver() -> None:
    with transaction():
        db.session.execute(update(OutgoingMessage).values(state=MessageState.ACCEPTED, attempts=1))


def _tell_for_a_year(government_id: int) -> None:
    """Write down that everybody heard eight times of every task."""
    with transaction():
        at = instant_of(_YEAR.first_day, datetime.min.time())
        message_id = uuid.uuid4()
        owners = db.session.execute(select(Task.id, Task.assignee_id)).all()
        assert all(row.assignee_id is not None for row in owners)
        everything = {"government_id": government_id, "planned_at": at}
        message: dict[str, Any] = {**everything, "id": message_id, "person_id": owners[0].assignee_id, "day": at.date()}
        message |= {"state": MessageState.ACCEPTED, "next_attempt_at": at, "expires_at": at, "body": []}
        db.session.execute(insert(OutgoingMessage), [message])
        told = [
            {"government_id": government_id, "task_id": row.id, "person_id": row.assignee_id, "message_id": message_id}
            | {"kind": "silent" if number % 3 else "late", "slot": f"before+{number}"}
            | {"planned_at": clock.now() - timedelta(days=21 * number + 5)}
            for row in owners
            for number in range(_TOLD_OF_EACH)
        ]
        db.session.execute(insert(Reminder), told)
    settle()


@contextmanager
def _office(kind: str) -> Iterator[int]:
    """Yield the id of an office of that size in a database of its own."""
    with tempfile.TemporaryDirectory(prefix="tracker-planning-") as folder, database(kind, Path(folder)) as url:
        settings = {"TRACKER_HOME": folder, "TRACKER_DATABASE_URL": url, "TRACKER_SECRET_KEY": "for benchmarks " * 3}
        app = create_app(Config.from_environment(settings))
        with app.app_context(), clock.stopped(instant_of(_MONDAY, datetime.min.time())):
            flask_migrate.upgrade()
            with transaction():
                government = people_service.add_government(
                    "wide",
                    "เทศบาลนครจำลองพัฒนา",
                    GovernmentKind.CITY_MUNICIPALITY,
                    at=clock.now(),
                    today=clock.today(),
                )
                db.session.flush()
                _fill(government)
                government_id = government.id
            settle()
            try:
                yield government_id
            finally:
                db.session.remove()
                db.engine.dispose()


def _fill(government: LocalGovernment) -> None:
    mine = {"government_id": government.id}
    units = [
        Unit(**mine, name=f"กองที่ {number}", kind=UnitKind.DIVISION, position=number) for number in range(1, UNITS + 1)
    ]
    persons = [
        Person(
            **mine,
            username=f"p{number}",
            name=f"นางสาวคนที่{number} สมมติ",
            password_hash=_NOBODY_SIGNS_IN,
            created_at=clock.now(),
        )
        for number in range(PEOPLE)
    ]
    db.session.add_all([*units, *persons, YearPlan(**mine, fiscal_year=_YEAR, opened_at=clock.now())])
    db.session.flush()
    leading = (Role.MAYOR, Role.CHIEF_ADMINISTRATOR, Role.COORDINATOR)
    for number, person in enumerate(persons):
        role = leading[number] if number < len(leading) else Role.STAFF
        unit_id: int | None = None if number < len(leading) else units[number % UNITS].id
        if len(leading) <= number < len(leading) + UNITS:
            role = Role.UNIT_HEAD
        db.session.add(Post(**mine, person_id=person.id, role=role, unit_id=unit_id, starts_on=date(2024, 10, 1)))
        linked = {"line_user_id": f"U{number:032x}", "linked_at": clock.now(), "changed_at": clock.now()}
        db.session.add(LineAccount(**mine, person_id=person.id, **linked))
    db.session.flush()
    _add_tasks(government.id, units, [person.id for person in persons[len(leading) + UNITS :]])


def _add_tasks(government_id: int, units: list[Unit], staff_ids: list[int]) -> None:
    per_measure = TASKS // 250
    opened = instant_of(_YEAR.first_day, datetime.min.time())
    for number in range(1, 251):
        measure = Measure(
            government_id=government_id,
            fiscal_year=_YEAR,
            number=number,
            kind="มาตรการ",
            title=f"ประกาศแนวทางปฏิบัติด้านคุณธรรมและความโปร่งใสของหน่วยงาน เรื่องที่ {number}",
            indicators=[1 + number % 10],
            period_text="ปีงบประมาณ พ.ศ. ๒๕๖๙",
            starts_on=_YEAR.first_day,
            ends_on=_YEAR.last_day,
            approved_at=opened,
        )
        db.session.add(measure)
        db.session.flush()
        step = Step(
            government_id=government_id, measure_id=measure.id, number=1, text="จัดทำและเผยแพร่ประกาศบนเว็บไซต์ของหน่วยงาน"
        )
        db.session.add(step)
        db.session.flush()
        places = range((number - 1) * per_measure, number * per_measure)
        db.session.execute(
            insert(Task),
            [
                {
                    "government_id": government_id,
                    "fiscal_year": _YEAR,
                    "measure_id": measure.id,
                    "step_id": step.id,
                    "unit_id": units[place % UNITS].id,
                    "assignee_id": staff_ids[place % len(staff_ids)],
                    "starts_on": _YEAR.first_day,
                    "due_on": _YEAR.first_day + timedelta(days=place % 365),
                    "state": TaskState.IN_PROGRESS,
                    "opened_at": opened,
                    "revision": 1,
                }
                for place in places
            ],
        )


if __name__ == "__main__":
    main()
