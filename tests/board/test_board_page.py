"""The mayor's page."""

from datetime import date

import pytest
from flask import Flask

from tests.builders import a_directive, a_government, a_measure, a_person, a_task, an_open_year, the_unit
from tracker.measures.models import OwnerScope
from tracker.people.models import Person
from tracker.people.roles import Role
from tracker.tasks.models import TaskState


@pytest.fixture
def mayor(app: Flask) -> Person:
    return a_person(Role.MAYOR, name="นายต้น สมมติ")


def test_the_board_shows_late_work_first_with_who_and_how_long(signed_in_as, mayor: Person) -> None:
    a_task(unit=the_unit("กองคลัง"), state=TaskState.IN_PROGRESS, percent=40, due_on=date(2025, 12, 31))
    page = signed_in_as(mayor).visit("/board/")
    late = page.find(".item")
    assert "กองคลัง" in late.get_text()
    assert "ช้า 61 วันทำการ" in " ".join(late.get_text().split())


def test_late_work_nobody_was_given_names_the_head_who_answers_for_it(signed_in_as, mayor: Person) -> None:
    a_person(Role.UNIT_HEAD, unit=the_unit("กองคลัง"), name="นายพร จำลอง")
    a_task(unit=the_unit("งานพัสดุและทรัพย์สิน"), due_on=date(2025, 12, 31))
    assert "นายพร จำลอง" in signed_in_as(mayor).visit("/board/").find(".item").get_text()


def test_each_number_opens_exactly_the_tasks_it_counts(signed_in_as, mayor: Person) -> None:
    a_task(state=TaskState.IN_PROGRESS, due_on=date(2025, 12, 31))
    a_task(state=TaskState.IN_PROGRESS)
    a_task(state=TaskState.NOT_STARTED, unit=the_unit("กองช่าง"))
    a_task(state=TaskState.DONE)
    a_task(state=TaskState.SUBMITTED)
    browser = signed_in_as(mayor)
    board = browser.visit("/board/")
    tiles = [(int(tile.select_one(".count-number").get_text()), tile["href"]) for tile in board.all(".count-tile")]
    assert len(tiles) >= 8
    for number, url in tiles:
        if "/tasks/?" in url or "/tasks?" in url:
            shown = browser.visit(url)
            assert len(shown.all("main table tbody tr")) == number, url


def test_every_number_of_the_bars_opens_the_tasks_it_counts(signed_in_as, mayor: Person) -> None:
    measure = a_measure(owners=(OwnerScope.ALL_UNITS,), indicators=(1, 9))
    for unit in ("กองคลัง", "กองช่าง"):
        a_task(measure=measure, unit=the_unit(unit))
    a_task(measure=measure, unit=the_unit("สำนักปลัด"), state=TaskState.DONE)
    browser = signed_in_as(mayor)
    links = browser.visit("/board/").all(".bars-numbers a")
    assert links
    for link in links:
        number = int("".join(letter for letter in link.get_text() if letter.isdigit()))
        assert len(browser.visit(str(link["href"])).all("main table tbody tr")) == number


def test_the_mayor_is_one_press_from_a_directive_about_any_late_task(signed_in_as, mayor: Person) -> None:
    task = a_task(unit=the_unit("กองคลัง"), due_on=date(2026, 3, 2))
    browser = signed_in_as(mayor)
    page = browser.follow(browser.visit("/board/"), "สั่งการ")
    assert f"task={task.id}" in page.url
    page = browser.submit(page, fields={"text": "เร่งให้เสร็จภายในสัปดาห์นี้"})
    assert "เร่งให้เสร็จภายในสัปดาห์นี้" in page.text


def test_a_unit_head_sees_the_own_unit_alone(signed_in_as, app: Flask) -> None:
    a_task(unit=the_unit("กองคลัง"))
    a_task(unit=the_unit("กองช่าง"))
    page = signed_in_as(a_person(Role.UNIT_HEAD, unit=the_unit("กองช่าง"))).visit("/board/")
    assert "งานทั้งหมด 1 งาน" in page.text
    assert "กองคลัง" not in page.text


def test_another_office_sees_nothing_of_it(signed_in_as, mayor: Person) -> None:
    a_task(due_on=date(2026, 3, 2))
    a_directive(mayor)
    other = a_government("elsewhere", "เทศบาลตำบลจำลองสอง")
    an_open_year(other)
    page = signed_in_as(a_person(Role.MAYOR, government=other)).visit("/board/")
    assert "ยังไม่มีงาน" in page.text


@pytest.mark.parametrize("tasks", [10, 1000])
def test_the_board_makes_at_most_fifteen_queries_whatever_the_data(
    signed_in_as, mayor: Person, queries_at_most, tasks: int
) -> None:
    from tracker.database import db
    from tracker.tasks.models import Task

    first = a_task()
    for number in range(tasks - 1):
        db.session.add(
            Task(
                government_id=first.government_id, fiscal_year=first.fiscal_year, measure_id=first.measure_id,
                step_id=first.step_id, unit_id=first.unit_id, occurrence=number + 2, starts_on=first.starts_on,
                due_on=date(2026, 3, 1), state=TaskState.IN_PROGRESS, opened_at=first.opened_at,
            )
        )  # fmt: skip
    db.session.commit()
    browser = signed_in_as(mayor)
    with queries_at_most(15):
        browser.visit("/board/")


def test_a_year_that_was_never_opened_says_what_to_do(signed_in_as, mayor: Person) -> None:
    assert "เปิดปีงบประมาณ" in signed_in_as(mayor).visit("/board/").text
