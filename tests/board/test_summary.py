"""The board's numbers: each task in one place, the worst first."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from tracker.board.summary import Assessed, Summary, summary
from tracker.people.working_days import WorkingCalendar
from tracker.tasks.standing import Standing, standing_of

CALENDAR = WorkingCalendar({})
TODAY = date(2026, 3, 31)


@dataclass(frozen=True)
class Facts:
    id: int = 1
    unit_id: int = 1
    unit_name: str = "กองคลัง"
    measure_id: int = 1
    indicators: tuple[int, ...] = (1,)
    due_on: date = date(2026, 9, 30)
    percent: int = 0


def _summary(*assessed: Assessed) -> Summary:
    return summary(
        assessed,
        indicator_names={1: "การปฏิบัติหน้าที่", 9: "การเปิดเผยข้อมูล"},
        scores={1: Decimal("93.40"), 9: Decimal("82.50")},
        unit_order={1: 2, 2: 1, 3: 3},
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("state", "due_on", "standing"),
    [
        ("not_started", date(2026, 9, 30), Standing.NOT_STARTED),
        ("in_progress", date(2026, 9, 30), Standing.IN_PROGRESS),
        ("in_progress", date(2026, 3, 30), Standing.LATE),
        ("not_started", date(2026, 3, 31), Standing.NOT_STARTED),
        ("submitted", date(2025, 12, 31), Standing.WAITING),
        ("done", date(2025, 12, 31), Standing.DONE),
        ("not_done", date(2025, 12, 31), Standing.NOT_DONE),
    ],
)
def test_each_task_stands_in_exactly_one_place(state: str, due_on: date, standing: Standing) -> None:
    assert standing_of(state, due_on, today=TODAY, calendar=CALENDAR) is standing


def test_late_tasks_come_longest_late_first() -> None:
    found = _summary(
        Assessed(Facts(id=1, due_on=date(2026, 3, 2)), Standing.LATE, 21, is_silent=False),
        Assessed(Facts(id=2, due_on=date(2025, 12, 31)), Standing.LATE, 64, is_silent=False),
    )
    assert [item.task.id for item in found.late] == [2, 1]


def test_the_numbers_of_units_add_up_to_the_whole() -> None:
    found = _summary(
        Assessed(Facts(unit_id=1), Standing.DONE, 0, is_silent=False),
        Assessed(Facts(unit_id=2, unit_name="สำนักปลัด"), Standing.LATE, 3, is_silent=True),
        Assessed(Facts(unit_id=2, unit_name="สำนักปลัด"), Standing.NOT_STARTED, 0, is_silent=False),
    )
    assert found.total == sum(found.counts.values()) == sum(row.total for row in found.units) == 3
    assert [row.label for row in found.units] == ["สำนักปลัด", "กองคลัง"]
    assert found.done_percent == 33


def test_an_indicator_nobody_works_on_is_shown_with_its_score() -> None:
    found = _summary(Assessed(Facts(indicators=(1,)), Standing.DONE, 0, is_silent=False))
    lonely = found.indicators[-1]
    assert (lonely.key, lonely.total, lonely.score, lonely.is_low) == (9, 0, Decimal("82.50"), True)
    assert not found.indicators[0].is_low


def test_a_year_without_tasks_is_nothing_done_not_an_error() -> None:
    assert _summary().done_percent == 0


def test_units_with_the_most_late_work_come_first_then_the_order_of_the_office() -> None:
    found = _summary(
        Assessed(Facts(unit_id=1, unit_name="กองคลัง"), Standing.DONE, 0, is_silent=False),
        Assessed(Facts(unit_id=2, unit_name="สำนักปลัด"), Standing.DONE, 0, is_silent=False),
        Assessed(Facts(unit_id=3, unit_name="กองช่าง"), Standing.LATE, 2, is_silent=False),
    )
    assert [row.label for row in found.units] == ["กองช่าง", "สำนักปลัด", "กองคลัง"]


def test_work_due_today_has_not_fallen_due_yet() -> None:
    found = _summary(
        Assessed(Facts(due_on=TODAY), Standing.DONE, 0, is_silent=False),
        Assessed(Facts(due_on=date(2026, 3, 30)), Standing.DONE, 0, is_silent=False),
        Assessed(Facts(due_on=date(2026, 3, 2)), Standing.LATE, 21, is_silent=False),
    )
    assert (found.fallen_due, found.fallen_due_done) == (2, 1)
