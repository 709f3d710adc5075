"""Directives: who gives, who answers, and what they are about."""

from datetime import date

import pytest

from tests.builders import YEAR, a_directive, a_government, a_measure, a_person, a_task, the_unit, viewer_of
from tracker import clock
from tracker.errors import NotAllowed, NotFound, NotNow, NotValid
from tracker.people.roles import Role
from tracker.tasks import queries, service
from tracker.tasks.service import Order

SOON = date(2026, 4, 10)


def the_mayor():
    return viewer_of(a_person(Role.MAYOR))


def test_a_directive_about_a_task_is_of_its_measure_and_year(app):
    task, by = a_task(), the_mayor()
    given = service.give_directive(Order("เร่งรัด", task.unit_id, SOON, task_id=task.id), by=by, at=clock.now())
    [row] = queries.directives_about(task, asker=by)
    assert (row.id, row.measure_id, row.fiscal_year, row.state_label) == (given.id, task.measure_id, YEAR, "รอรับทราบ")


def test_a_directive_about_a_measure_shows_at_the_tasks_of_its_unit_only(app):
    measure, by = a_measure(), the_mayor()
    own, other = a_task(measure=measure), a_task(measure=measure, unit=the_unit("กองช่าง"))
    service.give_directive(Order("เร่งรัด", own.unit_id, SOON, measure_id=measure.id), by=by, at=clock.now())
    assert len(queries.directives_about(own, asker=by)) == 1
    assert queries.directives_about(other, asker=by) == []


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.UNIT_HEAD, Role.AUDITOR])
def test_only_the_mayor_and_the_chief_administrator_direct(app, role):
    by = viewer_of(a_person(role, unit=the_unit("สำนักปลัด")))
    with pytest.raises(NotAllowed):
        service.give_directive(Order("เร่งรัด", the_unit("กองช่าง").id, SOON), by=by, at=clock.now())


def test_a_directive_needs_words_and_a_day_to_come(app):
    by, unit = the_mayor(), the_unit("กองช่าง")
    with pytest.raises(NotValid):
        service.give_directive(Order(" ", unit.id, SOON), by=by, at=clock.now())
    with pytest.raises(NotValid):
        service.give_directive(Order("เร่งรัด", unit.id, date(2026, 3, 30)), by=by, at=clock.now())


def test_a_unit_of_another_office_cannot_be_directed(app):
    other = a_government("uen", "องค์การบริหารส่วนตำบลอื่นสมมติ")
    with pytest.raises(NotFound):
        service.give_directive(
            Order("เร่งรัด", the_unit("กองช่าง", government=other).id, SOON), by=the_mayor(), at=clock.now()
        )


def test_the_unit_acknowledges_and_closes_with_a_note(app):
    mayor = a_person(Role.MAYOR)
    directive = a_directive(mayor)
    head = viewer_of(a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด")))
    stranger = viewer_of(a_person(Role.UNIT_HEAD, unit=the_unit("กองช่าง")))
    with pytest.raises(NotAllowed):
        service.acknowledge(directive, by=stranger, at=clock.now())
    service.acknowledge(directive, by=head, at=clock.now())
    assert directive.acknowledged_by_id == head.person_id
    with pytest.raises(NotValid):
        service.close_directive(directive, " ", by=head, at=clock.now())
    service.close_directive(directive, "ประกาศแล้ว", by=head, at=clock.now())
    assert queries.open_directives(viewer_of(mayor)) == []
    with pytest.raises(NotNow):
        service.close_directive(directive, "อีกครั้ง", by=head, at=clock.now())


def test_who_acknowledged_first_stays(app):
    directive = a_directive(a_person(Role.MAYOR))
    first = viewer_of(a_person(Role.UNIT_HEAD, unit=the_unit("สำนักปลัด")))
    service.acknowledge(directive, by=first, at=clock.now())
    service.acknowledge(directive, by=viewer_of(a_person(Role.COORDINATOR)), at=clock.now())
    assert directive.acknowledged_by_id == first.person_id


def test_a_head_sees_the_directives_of_the_own_unit_only(app):
    mayor = a_person(Role.MAYOR)
    a_directive(mayor)
    a_directive(mayor, unit=the_unit("กองช่าง"))
    head = viewer_of(a_person(Role.UNIT_HEAD, unit=the_unit("กองช่าง")))
    assert [row.unit_name for row in queries.open_directives(head)] == ["กองช่าง"]
    assert len(queries.directives(viewer_of(mayor))) == 2
