"""Opening a year: which tasks are made, what stops it, and that opening twice makes nothing twice."""

from datetime import date

import pytest

from tests.builders import YEAR, a_measure, a_person, a_task, the_system, the_unit, viewer_of
from tracker import clock
from tracker.database import db
from tracker.errors import NotAllowed, NotNow
from tracker.measures.models import MeasureOwner, OwnerScope, Step
from tracker.people import service as people
from tracker.people.roles import Role
from tracker.tasks import queries, service
from tracker.tasks.models import YearPlan


def the_coordinator():
    return viewer_of(a_person(Role.COORDINATOR))


def test_every_unit_gets_a_task_of_its_own_for_each_step(app):
    by = the_coordinator()
    a_measure(owners=(OwnerScope.ALL_UNITS,), steps=("ทบทวน", "ประกาศ"))
    opening = service.open_year(YEAR, by=by, at=clock.now())
    found = queries.tasks_of_year(YEAR, asker=by)
    assert (opening.new_tasks, opening.units, opening.is_first) == (14, 7, True)
    assert len({(task.step_number, task.unit_name) for task in found}) == 14
    assert {task.occurrence_label for task in found} == {""}


def test_only_units_that_serve_the_public_get_what_is_meant_for_them(app):
    by = the_coordinator()
    a_measure(owners=(OwnerScope.PUBLIC_UNITS,))
    service.open_year(YEAR, by=by, at=clock.now())
    assert "หน่วยตรวจสอบภายใน" not in {task.unit_name for task in queries.tasks_of_year(YEAR, asker=by)}


def test_several_owners_get_one_task_each_and_the_first_leads(app):
    by = the_coordinator()
    a_measure(owners=(the_unit("กองคลัง"), the_unit("หน่วยตรวจสอบภายใน")))
    service.open_year(YEAR, by=by, at=clock.now())
    assert {task.unit_name: task.is_lead for task in queries.tasks_of_year(YEAR, asker=by)} == {
        "กองคลัง": True,
        "หน่วยตรวจสอบภายใน": False,
    }


def test_a_unit_named_twice_gets_its_task_once(app):
    by = the_coordinator()
    a_measure(owners=(OwnerScope.ALL_UNITS, the_unit("กองคลัง")))
    assert service.open_year(YEAR, by=by, at=clock.now()).new_tasks == 7


def test_a_monthly_measure_becomes_twelve_tasks_with_the_names_of_their_months(app):
    by = the_coordinator()
    a_measure(recurrence="monthly")
    service.open_year(YEAR, by=by, at=clock.now())
    found = queries.tasks_of_year(YEAR, asker=by)
    assert [task.occurrence for task in found] == list(range(1, 13))
    assert (found[0].title, found[0].due_on) == ("จัดทำคู่มือ (ตุลาคม 2568)", date(2025, 10, 31))


def test_months_named_one_by_one_become_one_task_each(app):
    by = the_coordinator()
    a_measure(periods=[["2026-03-01", "2026-03-31"], ["2026-09-01", "2026-09-30"]])
    service.open_year(YEAR, by=by, at=clock.now())
    assert [task.occurrence_label for task in queries.tasks_of_year(YEAR, asker=by)] == ["มีนาคม 2569", "กันยายน 2569"]


def test_opening_again_makes_only_the_tasks_that_are_missing(app):
    by = the_coordinator()
    a_measure()
    first = service.open_year(YEAR, by=by, at=clock.now())
    again = service.open_year(YEAR, by=by, at=clock.now())
    a_measure(steps=("ก", "ข"))
    more = service.open_year(YEAR, by=by, at=clock.now())
    assert (first.new_tasks, again.new_tasks, more.new_tasks, more.existing_tasks) == (1, 0, 2, 1)
    assert db.session.query(YearPlan).count() == 1


def test_a_cancelled_measure_gets_no_tasks(app):
    by = the_coordinator()
    a_measure()
    a_measure(cancelled_at=clock.now())
    assert service.open_year(YEAR, by=by, at=clock.now()).new_tasks == 1


def an_owner(measure, text: str, **columns) -> MeasureOwner:
    owner = MeasureOwner(government_id=measure.government_id, measure_id=measure.id, position=9, text=text, **columns)
    db.session.add(owner)
    db.session.commit()
    return owner


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        ({"starts_on": None, "ends_on": None}, "no_period"),
        ({"starts_on": None}, "no_period"),
        ({"periods": [["2026-03-31", "2026-03-01"], ["2026-09-01", "2026-09-30"]]}, "reversed_period"),
        ({"starts_on": date(2024, 10, 1), "ends_on": date(2025, 9, 30)}, "outside_year"),
        ({"steps": ()}, "no_step"),
    ],
)
def test_what_no_task_can_be_made_of_stops_the_opening_and_nothing_is_written(app, columns, kind):
    by = the_coordinator()
    a_measure(title="มาตรการที่ดี")
    a_measure(title="มาตรการที่มีปัญหา", **columns)
    problems = service.opening_problems(YEAR, asker=by)
    assert [problem.kind.value for problem in problems] == [kind]
    assert "มาตรการที่มีปัญหา" in problems[0].sentence
    assert problems[0].what_to_do
    with pytest.raises(NotNow, match="1 เรื่องที่ต้องตัดสินใจก่อน"):
        service.open_year(YEAR, by=by, at=clock.now())
    assert queries.tasks_of_year(YEAR, asker=by) == []
    assert queries.year_plan(YEAR, asker=by) is None


def test_an_owner_nobody_knows_stops_the_opening_until_an_alias_says_who_it_is(app):
    by = the_coordinator()
    owner = an_owner(a_measure(), "ฝ่ายพัสดุกลาง")
    [problem] = service.opening_problems(YEAR, asker=by)
    assert (problem.kind.value, problem.quoted, problem.owner_id) == ("unknown_owner", "ฝ่ายพัสดุกลาง", owner.id)
    people.remember_alias("ฝ่าย พัสดุกลาง", the_unit("กองคลัง").id, by=by, at=clock.now())
    db.session.commit()
    assert service.opening_problems(YEAR, asker=by) == []
    service.open_year(YEAR, by=by, at=clock.now())
    assert {task.unit_name for task in queries.tasks_of_year(YEAR, asker=by)} == {"สำนักปลัด", "กองคลัง"}
    db.session.refresh(owner)
    assert owner.unit_id == the_unit("กองคลัง").id, "what the name meant on that day stays"


def test_a_measure_without_owners_stops_the_opening(app):
    by = the_coordinator()
    measure = a_measure()
    db.session.query(MeasureOwner).delete()
    db.session.commit()
    assert [problem.kind.value for problem in service.opening_problems(YEAR, asker=by)] == ["no_owner"]
    assert measure.id


def test_a_unit_closed_after_the_opening_does_not_stop_later_measures(app):
    by = the_coordinator()
    unit = the_unit("กองช่าง")
    a_measure(owners=(unit,))
    service.open_year(YEAR, by=by, at=clock.now())
    unit.closed_on = clock.today()
    db.session.commit()
    a_measure()
    assert service.open_year(YEAR, by=by, at=clock.now()).new_tasks == 1


def test_a_year_without_measures_is_not_opened(app):
    with pytest.raises(NotNow, match="ยังไม่มีมาตรการ"):
        service.open_year(YEAR, by=the_coordinator(), at=clock.now())


def test_only_the_coordinator_and_the_command_line_open_a_year(app):
    a_measure()
    with pytest.raises(NotAllowed):
        service.open_year(YEAR, by=viewer_of(a_person(Role.MAYOR)), at=clock.now())
    assert service.open_year(YEAR, by=the_system(), at=clock.now()).new_tasks == 1


def test_the_plan_of_an_opening_says_what_opening_then_makes(app):
    by = the_coordinator()
    a_measure(owners=(OwnerScope.ALL_UNITS,))
    a_measure(recurrence="quarterly", owners=(the_unit("กองคลัง"),))
    planned = service.planned_opening(YEAR, asker=by)
    assert dict(planned.new_tasks_of)["กองคลัง"] == 5
    assert service.open_year(YEAR, by=by, at=clock.now()) == planned


def test_only_after_its_last_day_a_year_is_closed_and_then_nothing_changes(app, clock):
    by, task = the_coordinator(), a_task()
    with pytest.raises(NotNow, match="30 กันยายน 2569"):
        service.close_year(YEAR, by=by, at=clock.now)
    clock.set("2026-10-20 10:00")
    service.close_year(YEAR, by=by, at=clock.now)
    db.session.commit()
    report = service.ProgressReport(revision=1, as_of=date(2026, 9, 30), percent=90)
    with pytest.raises(NotNow, match="ปิดแล้ว"):
        service.report_progress(task, report, by=by, at=clock.now)
    with pytest.raises(NotNow, match="ปิดแล้ว"):
        service.open_year(YEAR, by=by, at=clock.now)
    with pytest.raises(NotNow, match="ปิดไปแล้ว"):
        service.close_year(YEAR, by=by, at=clock.now)
    assert queries.open_tasks(by) == []


def test_steps_are_made_in_the_order_they_are_printed(app):
    by = the_coordinator()
    measure = a_measure(steps=("หนึ่ง", "สอง", "สาม"))
    service.open_year(YEAR, by=by, at=clock.now())
    assert [task.step_text for task in queries.tasks_of_year(YEAR, asker=by)] == ["หนึ่ง", "สอง", "สาม"]
    assert db.session.query(Step).filter_by(measure_id=measure.id).count() == 3
