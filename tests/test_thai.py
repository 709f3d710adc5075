"""Thai text, dates and digits."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import thai


def test_digits_go_both_ways() -> None:
    assert thai.thai_digits(2569) == "๒๕๖๙"
    assert thai.arabic_digits("๘๘.๘๘ คะแนน") == "88.88 คะแนน"


@given(st.integers(0, 10**12))
def test_every_number_survives_its_thai_digits(number: int) -> None:
    assert int(thai.arabic_digits(thai.thai_digits(number))) == number


def test_a_day_is_written_for_each_place() -> None:
    day = date(2026, 3, 31)
    assert thai.thai_date(day) == "๓๑ มีนาคม ๒๕๖๙"
    assert thai.screen_date(day) == "31 มีนาคม 2569"
    assert thai.short_date(day) == "31 มี.ค. 69"
    assert thai.weekday_date(day) == "วันอังคารที่ 31 มีนาคม 2569"
    assert thai.date_range(date(2025, 10, 1), day) == "1 ต.ค. 68 – 31 มี.ค. 69"
    assert thai.date_range(day, day) == "31 มี.ค. 69"


def test_an_instant_is_written_in_bangkok() -> None:
    assert thai.screen_instant(datetime(2026, 3, 31, 18, 5, tzinfo=UTC)) == "1 เม.ย. 69 เวลา 01.05 น."


@pytest.mark.parametrize("broken", ["ก\u0e4d\u0e32", "ก\u0e33"])
def test_sara_am_has_one_spelling(broken: str) -> None:
    assert thai.clean(broken) == "ก\u0e33"


@pytest.mark.parametrize("broken", ["น\u0e49\u0e4d\u0e32", "น\u0e4d\u0e49\u0e32"])
def test_sara_am_with_a_tone_mark_has_one_spelling(broken: str) -> None:
    assert thai.clean(broken) == "น\u0e49\u0e33"


def test_invisible_and_control_characters_go() -> None:
    assert thai.clean("\ufeffก\u200bข\u00adค\x0bง\u00a0จ") == "กขค ง จ"


def test_line_breaks_stay_and_other_white_space_becomes_one_space() -> None:
    assert thai.clean(" ก \t ข \r\n\r\n\r\n\r\n ค ") == "ก ข\n\nค"
    assert thai.one_line(" ก\n\nข ") == "ก ข"
    assert thai.without_spaces(" การใช้ งบ\nประมาณ ") == "การใช้งบประมาณ"


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert thai.clean(thai.clean(text)) == thai.clean(text)
    assert thai.one_line(thai.one_line(text)) == thai.one_line(text)


def test_words_sort_as_in_a_dictionary() -> None:
    assert sorted(["ไก่", "กา", "เกม", "ขา", "แกะ"], key=thai.sort_key) == ["กา", "เกม", "แกะ", "ไก่", "ขา"]


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("ตำาบล", "ตำบล"),
        ("นำ้", "น้ำ"),
        ("น้้ำ", "น้ำ"),
        ("เเก้ไข", "แก้ไข"),
        ("ท่ี", "ที่"),
        ("ทีี่่", "ที่"),
        ("หน่่วย", "หน่วย"),
        ("สิทธ์ิ", "สิทธิ์"),
        ("ซิํง", "ซึง"),
        ("ซิึํง", "ซึง"),
        ("หนา้ที่", "หน้าที่"),
        ("คะ่", "ค่ะ"),
        ("ทๅง", "ทาง"),
        ("ฤๅษี", "ฤๅษี"),
        ("ทั้งนี้ ก็", "ทั้งนี้ ก็"),
    ],
)
def test_marks_are_written_once_and_in_their_order(broken: str, right: str) -> None:
    assert thai.clean(broken) == right


def test_the_hyphen_a_pdf_hides_at_the_end_of_a_line_is_one() -> None:
    assert thai.clean("E\x02Service") == "E-Service"
    assert thai.one_line("E\x02\r\nService ๑\x02") == "E-Service ๑-"
    assert thai.clean("ก\x0bข") == "ก ข"


@given(st.text(alphabet="กฤนเแาำะๅัิีึืุํ็่้๊๋์ \u200b\x02", max_size=40))
def test_spelling_twice_changes_nothing_more(text: str) -> None:
    assert thai.clean(thai.clean(text)) == thai.clean(text)
