"""One message a person a day, and what its cards and its notification hold at their fullest."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from tests.builders import a_measure, a_person, a_task, the_unit
from tests.conftest import Clock
from tests.reminders.delivering import all_messages, deliver
from tests.reminders.office import link, plan
from tests.reminders.test_wording import CARD, HOME, LONG_NAME, SOON, refuse_what_line_refuses
from tests.simulator.running import SimulatorControl, user_id
from tracker import thai
from tracker.people.roles import Role
from tracker.reminders.wording import cards
from tracker.reminders.wording.cutting import clusters, units
from tracker.tasks.models import TaskState
from tracker.thai import instant_of

TUESDAY = date(2026, 3, 31)
LONG_KNOWN: dict[str, Any] = {"opened_at": instant_of(date(2025, 10, 1), time(9)), "state": TaskState.IN_PROGRESS}


def test_nine_tasks_of_one_person_are_one_push_and_nothing_due_is_none(
    empty_line: SimulatorControl, clock: Clock
) -> None:
    """LINE case 31."""
    unit = the_unit("กองคลัง")
    busy, idle = a_person(Role.STAFF, unit=unit), a_person(Role.STAFF, unit=unit)
    for number, person in enumerate((busy, idle), 1):
        empty_line.person(link(person, number))
    for _ in range(9):
        a_task(unit=unit, assignee=busy, due_on=TUESDAY, last_reported_at=clock.now, **LONG_KNOWN)
    a_task(unit=unit, assignee=idle, due_on=date(2026, 9, 29), last_reported_at=clock.now, **LONG_KNOWN)
    plan()
    assert deliver(empty_line) == {"accepted": 1}
    (delivery,) = empty_line.deliveries(user_id(1))
    (message,) = delivery["messages"]
    assert len(message["contents"]["contents"]) == 9
    assert "แจ้งเตือน 9 เรื่อง" in message["altText"]
    assert empty_line.deliveries(user_id(2)) == []
    assert [message.person_id for message in all_messages()] == [busy.id]
    assert empty_line.used() == 1
    plan()
    assert deliver(empty_line) == {}


def test_more_than_twelve_tasks_arrive_as_twelve_bubbles_with_the_way_to_the_rest(
    empty_line: SimulatorControl, clock: Clock
) -> None:
    """LINE case 36."""
    unit = the_unit("กองคลัง")
    person = a_person(Role.STAFF, unit=unit)
    empty_line.person(link(person, 1))
    measure = a_measure(owners=(unit,), steps=("ขั้นตอน" + LONG_NAME[:300],))
    for number in range(1, 14):
        known = LONG_KNOWN | {"last_reported_at": clock.now, "due_on": TUESDAY, "occurrence": number}
        a_task(unit=unit, assignee=person, measure=measure, **known)
    plan()
    assert deliver(empty_line) == {"accepted": 1}
    (message,) = empty_line.messages_to(user_id(1))
    bubbles = message["contents"]["contents"]
    assert len(bubbles) == 12
    last = bubbles[-1]["footer"]["contents"][0]["action"]
    assert (last["type"], last["uri"].endswith("/tasks/")) == ("uri", True)
    assert "13" in last["label"]


def texts_of(shape: Any) -> list[str]:
    """Every text, label and displayText of a message, and its notification."""
    if isinstance(shape, list):
        return [text for one in shape for text in texts_of(one)]
    if not isinstance(shape, dict):
        return []
    own = [value for name, value in shape.items() if name in {"text", "label", "displayText", "altText"}]
    return [text for text in own if isinstance(text, str)] + [
        text for value in shape.values() for text in texts_of(value)
    ]


@pytest.mark.parametrize("number", [1, 2, 12, 40])
def test_a_long_name_is_cut_between_letters_wherever_it_stands(number: int) -> None:
    """LINE case 33: what is shown of it is a beginning of it, letter by letter, and … after it."""
    long = replace(CARD, title=LONG_NAME, unit="กองช่าง", measure="")
    message = cards.reminder([replace(long, task_id=one) for one in range(number)], HOME)
    refuse_what_line_refuses([message])
    whole = list(clusters(thai.one_line(LONG_NAME)))
    seen = 0
    for line in (line for text in texts_of(message) for line in text.splitlines()):
        begins = line.find(LONG_NAME[:6])
        if begins < 0:
            continue
        shown = list(clusters(line[begins:].partition("…")[0]))
        assert shown == whole[: len(shown)], line
        seen += 1
    assert seen >= min(number, 11)


@pytest.mark.parametrize("number", [1, 2, 5, 12, 13, 40])
def test_a_notification_holds_task_date_and_state_however_many_there_are(number: int) -> None:
    """LINE case 35."""
    long = [replace(CARD, task_id=one, title=f"งานที่ {one} {LONG_NAME}") for one in range(1, number + 1)]
    alt_text = cards.reminder(long, HOME)["altText"]
    assert units(alt_text) <= 1500
    heading, *lines = alt_text.splitlines() if number > 1 else ("", alt_text.splitlines()[1])
    told = [line for line in lines if "งานที่ " in line]
    for line in told:
        assert "ล่าช้า 62 วันทำการ" in line
        assert "กำหนด 31 ธ.ค. 68" in line
        assert "คืบหน้า 75%" in line
    assert len(told) == number or lines[-1] == f"และอีก {number - len(told)} เรื่อง"
    assert str(number) in heading or number == 1


def test_a_notification_of_short_names_tells_every_one_of_twelve() -> None:
    """LINE case 35."""
    alt_text = cards.reminder([replace(SOON, task_id=one, title=f"งานที่ {one}") for one in range(1, 13)], HOME)[
        "altText"
    ]
    assert alt_text.count("กำหนด 9 เม.ย. 69 คืบหน้า 0%") == 12
