"""No number that names a citizen leaves the office, whoever typed it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests.builders import a_measure, a_task, the_system, the_unit
from tests.reminders.delivering import deliver
from tests.reminders.office import BASE_URL, a_channel, a_head, envelopes, plan
from tests.simulator.running import SimulatorControl, running_simulator, user_id
from tracker import clock
from tracker.reminders.service import rehearsing
from tracker.reminders.wording.discretion import LEFT_OUT, discreet


@pytest.fixture
def line(committed_app: Flask, tmp_path: Path) -> Iterator[SimulatorControl]:
    with running_simulator(tmp_path) as line:
        a_channel()
        line.person(user_id(1))
        yield line


@pytest.mark.parametrize(
    "number",
    [
        *("1234567890123", "1-2345-67890-12-3", "๑ ๒๓๔๕ ๖๗๘๙๐ ๑๒ ๓"),
        *("0812345678", "081-234-5678", "02-123-4567", "0 2123 4567", "+66 81 234 5678", "๐๘๑-๒๓๔๕๖๗๘"),
    ],
)
def test_numbers_that_name_a_citizen_are_left_out(number: str) -> None:
    assert discreet(f"แก้ปัญหาตามคำร้อง ({number}) ให้แล้วเสร็จ") == f"แก้ปัญหาตามคำร้อง ({LEFT_OUT}) ให้แล้วเสร็จ"


@pytest.mark.parametrize(
    "words",
    [
        *("กำหนด 31 มี.ค. 2569 คืบหน้า 40%", "มาตรการ M2569-17-KRTA", "ที่ มท 0808.2/ว 1234", "งบ 1,234,567.00 บาท"),
        *(
            "สายด่วน 1567",
            "http://127.0.0.1:8000/tasks/1234",
            "ระหว่าง 01-02-2569 ถึง 30-09-2569",
            "ปี 2567 2568 2569 2570",
        ),
    ],
)
def test_other_numbers_stay(words: str) -> None:
    assert discreet(words) == words


def test_a_push_leaves_them_out_and_still_answers(line: SimulatorControl) -> None:
    title = "แก้ไขตามเรื่องร้องเรียนของผู้ใช้โทรศัพท์ 081-234-5678"
    head = a_head(the_unit("กองช่าง"))
    task = a_task(
        unit=the_unit("กองช่าง"),
        assignee=head,
        due_on=date(2026, 3, 31),
        measure=a_measure(title=title, steps=(title,)),
    )
    rehearsed = rehearsing.rehearse(date(2026, 3, 31), asker=the_system(), at=clock.now(), base_url=BASE_URL)
    plan()
    deliver(line)
    (sent,) = line.deliveries(user_id(1))
    told = str(sent["messages"])
    assert "081-234-5678" not in told
    assert f"ผู้ใช้โทรศัพท์ {LEFT_OUT}" in told
    assert f"a=progress&t={task.id}" in told or f"a=start&t={task.id}" in told
    assert [message.notification for message in rehearsed.messages] == [sent["messages"][0]["altText"]]
    (envelope,) = envelopes()
    assert "081-234-5678" in envelope.summary, "in the system it can be read"
