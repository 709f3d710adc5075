"""Period cells: each phrase of real documents, and each of our own in every form it can be printed."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import thai
from tracker.documents.parsing.periods import Period, occurrences, period
from tracker.fiscal_year import BUDDHIST_ERA, FiscalYear

YEAR = FiscalYear(2569)
WHOLE_YEAR = ("2025-10-01", "2026-09-30")

STATED = {
    "๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙": WHOLE_YEAR,
    "๑ ตุลาคม ๒๕๖๘<br>- ๓๐ กันยายน ๒๕๖๙": WHOLE_YEAR,
    "๑ ตุลาคม ๒๕๖๘\n- ๓๐ กันยายน ๒๕๖๙": WHOLE_YEAR,
    "ระหว่างวันที่ 1 ตุลาคม 2568 ถึงวันที่ 30 กันยายน 2569": WHOLE_YEAR,
    "ตุลาคม ๒๕๖๘ – กันยายน ๒๕๖๙": WHOLE_YEAR,
    "ตุลาคม – กันยายน ๒๕๖๙": WHOLE_YEAR,
    "เดือนตุลาคม พ.ศ. ๒๕๖๘ ถึงเดือนกันยายน พ.ศ. ๒๕๖๙": WHOLE_YEAR,
    "ต.ค. ๖๘ – ก.ย. ๖๙": WHOLE_YEAR,
    "ตค 68-กย 69": WHOLE_YEAR,
    "๑ ต.ค.๖๘-๓๐ ก.ย.๖๙": WHOLE_YEAR,
    "1/10/2568 - 30/9/2569": WHOLE_YEAR,
    "October": None,
    "ตุลาคม 2025 — กันยายน 2026": WHOLE_YEAR,
    "๑ ตุลาคม ๒๕๖๘ - ๓๐ กันยายน": WHOLE_YEAR,
    "ปี งบประมาณ พ.ศ. ๒๕๖๙": WHOLE_YEAR,
    "ตลอดปีงบประมาณ พ.ศ.๒๕๖๙": WHOLE_YEAR,
    "ภายในปีงบประมาณ ๒๕๖๙": WHOLE_YEAR,
    "ปีงบประมาณ ๒๕๖๙ (๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙)": WHOLE_YEAR,
    "มีนาคม ๒๕๖๙": ("2026-03-01", "2026-03-31"),
    "เดือน มี.ค. 69": ("2026-03-01", "2026-03-31"),
    "๑๕ มกราคม ๒๕๖๙": ("2026-01-15", "2026-01-15"),
    "๑ – ๑๕ ม.ค. ๖๙": ("2026-01-01", "2026-01-15"),
    "ไตรมาสแรก ปีงบประมาณ ๒๕๖๙": ("2025-10-01", "2025-12-31"),
    "ภายในไตรมาสแรกของปีงบประมาณ ๒๕๖๙": ("2025-10-01", "2025-12-31"),
    "ไตรมาสสุดท้ายของปีงบประมาณ ๒๕๖๙": ("2026-07-01", "2026-09-30"),
    "ตุลาคม – ธันวาคม ๒๕๖๘": ("2025-10-01", "2025-12-31"),
    "ธันวาคม ๒๕๖๘ – กุมภาพันธ์ ๒๕๖๙": ("2025-12-01", "2026-02-28"),
    "ภายในวันที่ ๓๑ มกราคม ๒๕๖๙": ("2025-10-01", "2026-01-31"),
    "ภายในเดือนมีนาคม ๒๕๖๙": ("2025-10-01", "2026-03-31"),
    "ภายใน ๓๑ ธ.ค. ๖๘": ("2025-10-01", "2025-12-31"),
    "ไตรมาสที่ ๒/๒๕๖๙": ("2026-01-01", "2026-03-31"),
    "ไตรมาสที่ ๔ ปีงบประมาณ พ.ศ. ๒๕๖๙": ("2026-07-01", "2026-09-30"),
    "ไตรมาส ๑ - ๔ ปีงบประมาณ ๒๕๖๙": WHOLE_YEAR,
    "ไตรมาสที่ ๑ (ต.ค. - ธ.ค. ๖๘)": ("2025-10-01", "2025-12-31"),
    "ไตรมาสที่ ๒/๒๕๖๙ ถึง ไตรมาสที่ ๓/๒๕๖๙": ("2026-01-01", "2026-06-30"),
    "Q2/2569": ("2026-01-01", "2026-03-31"),
    "2025-10-01 - 2026-09-30": WHOLE_YEAR,
    "ก่อนวันที่ ๓๐ เมษายน ๒๕๖๙": ("2025-10-01", "2026-04-30"),
    "สิ้นเดือนมีนาคม ๒๕๖๙": ("2025-10-01", "2026-03-31"),
    "ระหว่างเดือนมกราคม ๒๕๖๙ และเดือนมีนาคม ๒๕๖๙": ("2026-01-01", "2026-03-31"),
    "เริ่มดำเนินการ ต.ค. ๖๘ แล้วเสร็จ มี.ค. ๖๙": ("2025-10-01", "2026-03-31"),
    "เริ่ม ๑ พ.ย. ๒๕๖๘ สิ้นสุด ๓๑ ม.ค. ๒๕๖๙": ("2025-11-01", "2026-01-31"),
    "ปีงบประมาณ พ.ศ. ๒๕๖๙ – ๒๕๗๐": ("2025-10-01", "2027-09-30"),
}

NEEDS_THE_YEAR = {
    "ไตรมาสที่ ๒": ("2026-01-01", "2026-03-31"),
    "ภายในไตรมาสที่ ๓": ("2025-10-01", "2026-06-30"),
    "ตลอดปีงบประมาณ": WHOLE_YEAR,
    "ตลอดทั้งปี": WHOLE_YEAR,
    "ปี ๒๕๖๙": WHOLE_YEAR,
    "พ.ศ. ๒๕๖๙": WHOLE_YEAR,
    "ประจำปี ๒๕๖๙": WHOLE_YEAR,
    "Q1 - Q2": ("2025-10-01", "2026-03-31"),
    "ธันวาคม – กุมภาพันธ์": ("2025-12-01", "2026-02-28"),
    "มกราคม": ("2026-01-01", "2026-01-31"),
    "๖ เดือนแรก": ("2025-10-01", "2026-03-31"),
    "ณ สิ้นปีงบประมาณ": WHOLE_YEAR,
}

NOT_STATED = [
    "", "-", "ต่อเนื่อง", "ภายใน ๓๐ วัน", "เมื่อได้รับงบประมาณ", "ต้นปีงบประมาณ ๒๕๖๙", "๓๑ กันยายน ๒๕๖๘",
    "๓๐ กุมภาพันธ์ ๒๕๖๙", "จำนวน ๑๕๐ คน", "ปีละ ๑ ครั้ง", "ปี ๒๕๖๘", "ปลายเดือนมีนาคม ๒๕๖๙", "ตั้งแต่บัดนี้เป็นต้นไป",
]  # fmt: skip


def dates(found: Period | None) -> tuple[str, str] | None:
    return None if found is None else (str(found.starts_on), str(found.ends_on))


@pytest.mark.parametrize(("text", "expected"), STATED.items())
def test_a_stated_period_is_read_without_knowing_the_year(text: str, expected: tuple[str, str] | None) -> None:
    assert dates(period(text, fiscal_year=None)) == expected


@pytest.mark.parametrize(("text", "expected"), NEEDS_THE_YEAR.items())
def test_a_period_without_its_year_is_read_only_when_the_year_is_known(text: str, expected: tuple[str, str]) -> None:
    assert period(text, fiscal_year=None) is None
    assert dates(period(text, fiscal_year=YEAR)) == expected


@pytest.mark.parametrize("text", NOT_STATED)
def test_nothing_is_invented(text: str) -> None:
    assert period(text, fiscal_year=YEAR) is None


@pytest.mark.parametrize(
    "text",
    ["ตั้งแต่ ตุลาคม ๒๕๖๘ เป็นต้นไป", "๑ ต.ค. ๒๕๖๘ เป็นต้นไป", "ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๘", "เริ่มดำเนินการ ต.ค. ๖๘"],
)
def test_a_period_whose_end_is_not_stated_has_only_its_beginning(text: str) -> None:
    assert dates(period(text, fiscal_year=YEAR)) == ("2025-10-01", "None")


@pytest.mark.parametrize(
    ("text", "recurrence", "count"),
    [
        ("ทุกเดือน", "monthly", 12), ("เป็นประจำทุกเดือน", "monthly", 12), ("ภายในวันที่ ๕ ของทุกเดือน", "monthly", 12),
        ("ทุกไตรมาส", "quarterly", 4), ("รายไตรมาส", "quarterly", 4), ("ทุก ๓ เดือน", "quarterly", 4),
        ("ทุก ๖ เดือน", "half_yearly", 2), ("รอบ ๖ เดือน และ ๑๒ เดือน", "half_yearly", 2),
        ("ทุกเดือน (ต.ค. ๖๘ - มี.ค. ๖๙)", "monthly", 6),
    ],
)  # fmt: skip
def test_a_recurring_period_has_one_occurrence_each_time(text: str, recurrence: str, count: int) -> None:
    found = period(text, fiscal_year=YEAR)
    assert found is not None
    assert (found.recurrence, len(found.periods)) == (recurrence, count)


def test_a_recurrence_without_a_year_keeps_its_name_but_no_dates() -> None:
    assert period("ทุกเดือน", fiscal_year=None) == Period("ทุกเดือน", None, None, "monthly")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("มีนาคม ๒๕๖๙ และ กันยายน ๒๕๖๙", [3, 9]),
        ("มีนาคม และ กันยายน ๒๕๖๙", [3, 9]),
        ("ครั้งที่ ๑ มีนาคม ๒๕๖๙ ครั้งที่ ๒ กันยายน ๒๕๖๙", [3, 9]),
        ("ธ.ค. ๖๘, มี.ค. ๖๙ และ มิ.ย. ๖๙", [12, 3, 6]),
        ("ธันวาคม และ มกราคม ๒๕๖๙", [12, 1]),
    ],
)
def test_months_named_one_by_one_are_occurrences(text: str, months: list[int]) -> None:
    found = period(text, fiscal_year=None)
    assert found is not None
    assert [start.month for start, _ in found.periods] == months
    assert all(end.month == start.month for start, end in found.periods)
    assert (found.starts_on, found.ends_on) == (found.periods[0][0], found.periods[-1][1])


def test_an_end_before_its_start_is_kept_and_can_be_told() -> None:
    found = period("๓๐ กันยายน ๒๕๖๙ - ๑ ตุลาคม ๒๕๖๘", fiscal_year=YEAR)
    assert found is not None
    assert found.is_reversed
    assert dates(found) == ("2026-09-30", "2025-10-01")


days = st.dates(date(2010, 1, 1), date(2060, 12, 31))
dashes = st.sampled_from([" - ", "-", " – ", "–", " — ", " ถึง ", "\n- ", "<br>- "])
digits = st.sampled_from([str, thai.thai_digits])
printed = st.sampled_from(
    [
        thai.screen_date,
        lambda day: f"{day.day} {thai.MONTHS[day.month - 1]} พ.ศ. {day.year + BUDDHIST_ERA}",
        lambda day: f"{day.day} {thai.MONTH_ABBREVIATIONS[day.month - 1]} {day.year + BUDDHIST_ERA}",
        lambda day: f"{day.day}/{day.month}/{day.year + BUDDHIST_ERA}",
    ]
)


@given(first=days, last=days, dash=dashes, write=digits, form=printed)
def test_every_printed_range_is_read_back(first, last, dash, write, form) -> None:  # type: ignore[no-untyped-def]
    found = period(write(f"{form(first)}{dash}{form(last)}"), fiscal_year=None)
    assert found is not None
    assert (found.starts_on, found.ends_on, found.is_reversed) == (first, last, last < first)


@given(day=days)
def test_every_printed_day_is_read_back(day: date) -> None:
    for text in (thai.thai_date(day), thai.screen_date(day), f"วันที่ {thai.screen_date(day)}"):
        assert dates(period(text, fiscal_year=None)) == (str(day), str(day))


@given(first=days, length=st.integers(0, 800), name=st.sampled_from(["monthly", "quarterly", "half_yearly"]))
def test_occurrences_cover_their_range_without_gap_or_overlap(first, length, name) -> None:  # type: ignore[no-untyped-def]
    last = date.fromordinal(first.toordinal() + length)
    found = occurrences(name, first, last)
    assert (found[0][0], found[-1][1]) == (first, last)
    assert all(after[0].toordinal() == before[1].toordinal() + 1 for before, after in pairwise(found))


@given(text=st.text(alphabet="๑๒๐259 -–/.ตุลาคมทกเดือนไรสที่ปงบประณภยใวัพศ68", max_size=40))
def test_no_text_makes_the_period_parser_fail(text: str) -> None:
    period(text, fiscal_year=YEAR)
    period(text, fiscal_year=None)
