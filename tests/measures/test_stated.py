"""Whether a past year's text says that something was done, and to which step it belongs."""

import pytest

from tracker.measures.service.stated import is_not_done, reason_in, stated_results


@pytest.mark.parametrize(
    "text",
    [
        "ยังไม่ดำเนินการ",
        "ยังไม่ได้ดำเนินการ เนื่องจากไม่มีงบประมาณ",
        "- ไม่ได้ ดำเนินการ -",
        "ไม่ได้ดำเนินการจัดอบรม เพราะวิทยากรติดภารกิจ",
        "ปีงบประมาณ พ.ศ. ๒๕๖๘ ยังไม่ได้ดำเนินการ",
        "ยังมิได้ดำเนินการ",
        "ยังไม่มีการดำเนินการ",
        "ไม่มีการดำเนินการ เนื่องจากสถานการณ์โรคระบาด",
        "ขณะนี้ยังไม่เริ่มดำเนินการ",
    ],
)
def test_a_text_that_says_so_in_so_many_words_is_not_done(text: str) -> None:
    assert is_not_done(text)


@pytest.mark.parametrize(
    "text",
    [
        "ดำเนินการแล้วเสร็จ",
        "จัดทำคู่มือแล้ว ๑๒ งาน",
        "อยู่ระหว่างดำเนินการ",
        "ไม่พบการร้องเรียน",
        "ไม่มีการดำเนินการทางวินัย เพราะไม่มีผู้กระทำผิด",
        "ตรวจสอบแล้วไม่พบงานที่ยังไม่ได้ดำเนินการ",
        "ประชุมแล้ว แต่ยังไม่ได้ดำเนินการในส่วนที่สอง",
        "",
    ],
)
def test_any_other_text_is_no_statement_that_nothing_was_done(text: str) -> None:
    assert not is_not_done(text)


def test_the_reason_is_what_stands_behind_because() -> None:
    assert reason_in("ยังไม่ได้ดำเนินการจัดอบรม เนื่องจากไม่มีงบประมาณ") == "ไม่มีงบประมาณ"
    assert reason_in("ไม่ได้ดำเนินการ (งบประมาณถูกตัด)") == "งบประมาณถูกตัด"
    assert reason_in("ยังไม่ดำเนินการ") == ""


def test_results_and_outcomes_belong_to_the_step_of_their_place() -> None:
    first, second = stated_results(2, ["ทำคู่มือแล้ว", "ไม่ได้ดำเนินการ เนื่องจากไม่มีงบ"], ["มีคู่มือ", "-"])
    assert (first.step, first.result, first.outcome, first.was_done) == (1, "ทำคู่มือแล้ว", "มีคู่มือ", True)
    assert (second.step, second.was_done, second.reason) == (2, False, "ไม่มีงบ")


def test_a_text_that_does_not_count_up_with_the_steps_belongs_to_the_measure() -> None:
    (whole,) = stated_results(2, ["ทำแล้วทั้งหมด"], ["ดีขึ้น", "เร็วขึ้น", "ถูกลง"])
    assert (whole.step, whole.result, whole.outcome) == (None, "ทำแล้วทั้งหมด", "ดีขึ้น\nเร็วขึ้น\nถูกลง")


def test_results_may_count_up_where_outcomes_do_not() -> None:
    first, second, whole = stated_results(2, ["ทำแล้ว", "ยังไม่ดำเนินการ"], ["ประชาชนพึงพอใจ"])
    assert [(one.step, one.result, one.outcome) for one in (first, second)] == [
        (1, "ทำแล้ว", ""),
        (2, "ยังไม่ดำเนินการ", ""),
    ]
    assert [one.was_done for one in (first, second, whole)] == [True, False, True]
    assert (whole.step, whole.result, whole.outcome) == (None, "", "ประชาชนพึงพอใจ")


def test_a_measure_without_steps_is_its_own_only_step() -> None:
    (only,) = stated_results(0, ["ทำแล้ว"], [])
    assert (only.step, only.result) == (1, "ทำแล้ว")


def test_a_row_that_says_nothing_states_nothing() -> None:
    assert stated_results(3, [], ["", " "]) == ()
