"""One head's month, entirely over LINE: what arrived on which day, and what the office has on record at its end."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.journeys import over_line, recorded
from tests.journeys.conftest import own_config
from tests.journeys.month import A_MONTH, HEAD, a_morning, an_afternoon, before_the_month, days
from tests.journeys.office import Office, an_office

# What happens on a day, between the message of the morning and the end of the afternoon.
STORY = {
    1: over_line.she_links_her_phone,
    2: over_line.she_starts_and_takes_a_wrong_press_back,
    3: over_line.she_grants_more_time,
    7: over_line.she_reports_half_in_thai_digits,
    8: over_line.she_refuses_and_reports_done,
    9: over_line.she_promises_for_the_silent_and_corrects,
    10: over_line.others_do_their_work,
    11: over_line.the_mayor_directs_on_a_saturday,
    17: over_line.she_acknowledges_reports_for_the_round_and_looks_around,
    22: over_line.the_granted_task_is_done_in_its_new_time,
    23: over_line.the_directive_is_closed,
    24: over_line.line_takes_a_message_and_loses_the_answer,
    28: over_line.she_finishes_on_the_last_day,
    30: over_line.she_unlinks,
}
# What her phone shows on a day of April while it is locked; on every other day it shows nothing.
DIARY = {
    1: (
        "เหลือ 6 วันทำการ: ตรวจนับพัสดุคงเหลือ กำหนด 10 เม.ย. 69 คืบหน้า 0%",
        "ถึงวันเริ่มงาน: สำรวจแหล่งรายได้ใหม่ กำหนด 28 เม.ย. 69 คืบหน้า 0%",
        "ถึงวันเริ่มงาน: ทบทวนคู่มือการจ่ายเงิน กำหนด 30 ก.ย. 69 คืบหน้า 0%",
    ),
    2: ("ถึงวันเริ่มงาน: ตรวจนับพัสดุคงเหลือ กำหนด 10 เม.ย. 69 คืบหน้า 0%",),
    3: ("รอพิจารณา: ขอขยายเวลา: จัดทำงบทดลอง จาก 9 เม.ย. 69 เป็น 24 เม.ย. 69",),
    7: ("เหลือ 3 วันทำการ: ตรวจนับพัสดุคงเหลือ กำหนด 10 เม.ย. 69 คืบหน้า 0%",),
    8: ("รอพิจารณา: ขอขยายเวลา: เผยแพร่แผนจัดซื้อจัดจ้าง จาก 17 เม.ย. 69 เป็น 30 ก.ย. 69",),
    9: (
        "ล่าช้า 3 วันทำการ ยังไม่มีผู้ตอบ: รายงานผลการเบิกจ่าย กำหนด 3 เม.ย. 69 คืบหน้า 0%",
        "ส่งกลับให้แก้ไข: ตรวจนับพัสดุคงเหลือ กำหนด 10 เม.ย. 69 คืบหน้า 50%",
    ),
    17: (
        "ข้อสั่งการใหม่: ให้เร่งเบิกจ่ายงบลงทุนหลังสงกรานต์ กำหนด 24 เม.ย. 69",
        "ถึงรอบรายงาน เหลือ 5 วันทำการ: รายงานประจำเดือนเมษายน 2569 กองคลัง กำหนด 25 เม.ย. 69",
        "เหลือ 7 วันทำการ: สำรวจแหล่งรายได้ใหม่ กำหนด 28 เม.ย. 69 คืบหน้า 0%",
    ),
    22: (
        "ล่าช้า 9 วันทำการ ยังไม่มีผู้ตอบ: รายงานผลการเบิกจ่าย กำหนด 3 เม.ย. 69 คืบหน้า 0%",
        "งานที่ได้รับมอบหมาย: ปรับปรุงแผนที่ภาษี กำหนด 5 พ.ค. 69 คืบหน้า 0%",
    ),
    23: (
        "ข้อสั่งการ: ครบกำหนดในวันทำการถัดไป: ให้เร่งเบิกจ่ายงบลงทุนหลังสงกรานต์ กำหนด 24 เม.ย. 69",
        "เหลือ 3 วันทำการ: สำรวจแหล่งรายได้ใหม่ กำหนด 28 เม.ย. 69 คืบหน้า 0%",
        "ถึงรอบรายงาน เหลือ 1 วันทำการ: รายงานประจำเดือนเมษายน 2569 กองคลัง กำหนด 25 เม.ย. 69",
        "เหลือ 7 วันทำการ: ปรับปรุงแผนที่ภาษี กำหนด 5 พ.ค. 69 คืบหน้า 0%",
    ),
    24: ("ครบรอบรายงานวันนี้: รายงานประจำเดือนเมษายน 2569 กองคลัง กำหนด 25 เม.ย. 69",),
    27: (
        "ครบกำหนดในวันทำการถัดไป: สำรวจแหล่งรายได้ใหม่ กำหนด 28 เม.ย. 69 คืบหน้า 0%",
        "เลยรอบรายงาน 1 วันทำการ: รายงานประจำเดือนเมษายน 2569 กองคลัง กำหนด 25 เม.ย. 69",
    ),
    28: ("ครบกำหนดวันนี้: สำรวจแหล่งรายได้ใหม่ กำหนด 28 เม.ย. 69 คืบหน้า 0%",),
    29: ("เหลือ 3 วันทำการ: ปรับปรุงแผนที่ภาษี กำหนด 5 พ.ค. 69 คืบหน้า 0%",),
}
APRIL = (date(2026, 4, 1), date(2026, 4, 30))


@pytest.fixture
def month(template: str, tmp_path: Path, request: pytest.FixtureRequest, clock: Clock) -> Iterator[Office]:
    """The office on the last day of March; the head has not linked her phone yet."""
    with an_office(own_config(template, tmp_path, request), clock, tmp_path, A_MONTH) as office:
        before_the_month(office)
        yield office


def test_a_heads_month_entirely_over_line(month: Office) -> None:
    for day in days(*APRIL):
        a_morning(month, day)
        STORY.get(day.day, lambda _office: None)(month)
        an_afternoon(month, day)
    assert {day.day: told for day in days(*APRIL) if (told := lines_of(month, day))} == DIARY
    recorded.nobody_was_disturbed(month)
    recorded.those_above_heard_what_nobody_answered(month)
    recorded.the_acting_head_heard_while_she_was_on_leave(month)
    recorded.everything_is_hers_and_came_through_line(month)
    recorded.the_month_cost_what_was_pushed(month)
    recorded.after_the_month_her_messages_wait_on_the_web(month)


def lines_of(office: Office, day: date) -> tuple[str, ...]:
    """What the one message of a day tells, line by line, without its heading and numbers."""
    messages = office.received(HEAD, day)
    if not messages:
        return ()
    (told,) = messages
    heading, *lines = told.split("\n")
    assert heading == f"แจ้งเตือน {len(lines)} เรื่อง"
    return tuple(line.removeprefix(f"{number}) ") for number, line in enumerate(lines, 1))
