"""Saved rows with sane defaults: a test names only what it depends on."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from tracker import clock
from tracker.database import db
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, MeasureOwner, OwnerScope, Step
from tracker.people import queries as people_queries
from tracker.people import service as people
from tracker.people.models import LocalGovernment, Person, Post, Unit
from tracker.people.roles import GovernmentKind, Role
from tracker.people.viewer import System, Viewer
from tracker.tasks.models import Directive, Task, TaskState, YearPlan

YEAR = FiscalYear(2569)
# Hashing a password takes long by design; people of tests sign in by session.
_NO_PASSWORD = "!"


def a_government(slug: str = "tuayang", name: str = "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา") -> LocalGovernment:
    """An อบต. with its usual units and holidays; the same slug gives the same office."""
    found = db.session.scalar(select(LocalGovernment).where(LocalGovernment.slug == slug))
    if found is None:
        found = people.add_government(
            slug, name, GovernmentKind.SUBDISTRICT_ORGANISATION, at=clock.now(), today=clock.today()
        )
        db.session.commit()
    return found


def the_unit(name: str, *, government: LocalGovernment | None = None) -> Unit:
    """One of the usual units, by name."""
    government = government or a_government()
    return db.session.scalars(select(Unit).where(Unit.government_id == government.id, Unit.name == name)).one()


def a_person(
    role: Role = Role.COORDINATOR,
    *,
    unit: Unit | None = None,
    name: str | None = None,
    government: LocalGovernment | None = None,
) -> Person:
    """Somebody in a post since the year before last."""
    government = government or a_government()
    number = db.session.scalar(select(func.count()).select_from(Person)) or 0
    person = Person(
        government_id=government.id,
        username=f"person{number + 1}",
        name=name or f"นางสาวคนที่{number + 1} สมมติ",
        position=role.label,
        password_hash=_NO_PASSWORD,
        must_change_password=False,
        created_at=clock.now(),
    )
    db.session.add(person)
    db.session.flush()
    db.session.add(
        Post(
            government_id=government.id,
            person_id=person.id,
            unit_id=unit.id if unit else None,
            role=role,
            title=role.label,
            starts_on=date(2024, 10, 1),
        )
    )
    db.session.commit()
    return person


def viewer_of(person: Person) -> Viewer:
    """The person as one who asks, today."""
    viewer = people_queries.viewer_of(person.id, on=clock.today())
    assert viewer is not None
    return viewer


def the_system(government: LocalGovernment | None = None) -> System:
    """The installation, working for an office."""
    return System((government or a_government()).id)


def a_measure(
    *,
    title: str = "จัดทำคู่มือการปฏิบัติงาน",
    steps: tuple[str, ...] = ("จัดทำคู่มือ",),
    owners: tuple[Unit | OwnerScope, ...] = (),
    indicators: tuple[int, ...] = (1,),
    government: LocalGovernment | None = None,
    **columns: Any,
) -> Measure:
    """An approved measure of FY 2569 over the whole year, owned by สำนักปลัด unless told otherwise."""
    government = government or a_government()
    last = db.session.scalar(select(func.max(Measure.number)).where(Measure.government_id == government.id))
    values: dict[str, Any] = {
        "fiscal_year": YEAR,
        "number": (last or 0) + 1,
        "kind": "มาตรการ",
        "title": title,
        "indicators": list(indicators),
        "period_text": "ปีงบประมาณ พ.ศ. ๒๕๖๙",
        "starts_on": YEAR.first_day,
        "ends_on": YEAR.last_day,
        "approved_at": clock.now(),
    }
    measure = Measure(government_id=government.id, **(values | columns))
    db.session.add(measure)
    db.session.flush()
    for number, text in enumerate(steps, 1):
        db.session.add(Step(government_id=government.id, measure_id=measure.id, number=number, text=text))
    for position, owner in enumerate(owners or (the_unit("สำนักปลัด", government=government),)):
        is_scope = isinstance(owner, OwnerScope)
        db.session.add(
            MeasureOwner(
                government_id=government.id,
                measure_id=measure.id,
                position=position,
                text=owner.label if is_scope else owner.name,
                scope=owner if is_scope else OwnerScope.UNIT,
                unit_id=None if is_scope else owner.id,
                is_lead=position == 0,
            )
        )
    db.session.commit()
    return measure


def an_open_year(government: LocalGovernment | None = None, year: FiscalYear = YEAR) -> YearPlan:
    """The year, opened on its first day; opened once."""
    government = government or a_government()
    found = db.session.scalar(
        select(YearPlan).where(YearPlan.government_id == government.id, YearPlan.fiscal_year == year)
    )
    if found is None:
        found = YearPlan(government_id=government.id, fiscal_year=year, opened_at=clock.now())
        db.session.add(found)
        db.session.commit()
    return found


def a_task(
    *,
    unit: Unit | None = None,
    measure: Measure | None = None,
    assignee: Person | None = None,
    government: LocalGovernment | None = None,
    **columns: Any,
) -> Task:
    """A task of FY 2569, not started, due on 30 September 2569 unless told otherwise; its year is open."""
    government = government or a_government()
    an_open_year(government)
    measure = measure or a_measure(government=government, owners=(unit,) if unit else ())
    step = db.session.scalars(select(Step).where(Step.measure_id == measure.id).order_by(Step.number)).first()
    assert step is not None
    values: dict[str, Any] = {
        "fiscal_year": YEAR,
        "starts_on": YEAR.first_day,
        "due_on": YEAR.last_day,
        "state": TaskState.NOT_STARTED,
        "opened_at": clock.now(),
        "step_id": step.id,
        "unit_id": (unit or the_unit("สำนักปลัด", government=government)).id,
        "assignee_id": assignee.id if assignee else None,
    }
    task = Task(government_id=government.id, measure_id=measure.id, **(values | columns))
    db.session.add(task)
    db.session.commit()
    return task


def a_directive(by: Person, *, unit: Unit | None = None, **columns: Any) -> Directive:
    """A directive of FY 2569 to สำนักปลัด, due on 30 April 2569 unless told otherwise."""
    values: dict[str, Any] = {
        "fiscal_year": YEAR,
        "unit_id": (unit or the_unit("สำนักปลัด")).id,
        "text": "เร่งดำเนินการให้แล้วเสร็จ",
        "due_on": date(2026, 4, 30),
        "given_at": clock.now(),
    }
    directive = Directive(government_id=by.government_id, given_by_id=by.id, **(values | columns))
    db.session.add(directive)
    db.session.commit()
    return directive
