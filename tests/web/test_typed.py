"""What people type for a day, a year or a percentage."""

from datetime import date

import pytest

from tracker.fiscal_year import FiscalYear
from tracker.web.typed import day_from, percent_from, year_from

DAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-31",
        "2569-03-31",
        "31/3/2569",
        "31/03/69",
        "31-3-2569",
        "31.3.2569",
        "31/3/2026",
        "๓๑/๓/๒๕๖๙",
        "๓๑ มี.ค. ๖๙",
        "31 มี.ค. 2569",
        "31 มีค 69",
        "31มีนาคม2569",
        "31 มีนาคม พ.ศ. 2569",
        "วันที่ 31 มีนาคม พ.ศ.๒๕๖๙",
        "วันที่ 31 เดือน มีนาคม พ.ศ. 2569",
        " 31 \u200bมีนาคม 2569 ",
    ],
)
def test_a_day_is_read_in_every_way_an_office_writes_it(text: str) -> None:
    assert day_from(text) == DAY


@pytest.mark.parametrize(
    "text",
    ["", "มีนาคม 2569", "31/2/2569", "0/1/2569", "1/13/2569", "31 มกรา 2569", "1/1/1200", "1/1/3000", "x", "1/1/999"],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        day_from(text)


def test_the_leap_day_of_a_buddhist_year_is_read() -> None:
    assert day_from("29/2/2567") == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["2569", "๒๕๖๙", "69", "2026", "ปี 2569", "ปีงบประมาณ พ.ศ. 2569", "พ.ศ. ๒๕๖๙"])
def test_a_year_is_read_in_every_way_an_office_writes_it(text: str) -> None:
    assert year_from(text) == FiscalYear(2569)


@pytest.mark.parametrize("text", ["", "9", "256", "25690", "1200", "abcd"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        year_from(text)


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("50", 50), ("๕๐", 50), ("50%", 50), ("50 %", 50), ("ร้อยละ 50", 50), ("100.00", 100)]
)
def test_a_percentage_is_read(text: str, value: int) -> None:
    assert percent_from(text) == value


@pytest.mark.parametrize("text", ["", "-1", "101", "50.5", "ครึ่ง", "1e2"])
def test_what_is_no_whole_percentage_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        percent_from(text)
