"""When a measure is carried out, as four cells of its row say it: words, two days and how often.

The words are read as everywhere else (`wording.timing_of`). A cell nobody touched keeps what it said; new words bring
their own days, new days decide over the words, and cells that contradict each other are a person's to decide.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker import thai
from tracker.documents.parsing.periods import period
from tracker.errors import NotValid
from tracker.fiscal_year import BUDDHIST_ERA, FiscalYear
from tracker.measures.service import wording
from tracker.measures.service.wording import Timing
from tracker.measures.spreadsheet.layout import RECURRENCES, Column, Texts

_NEAR = timedelta(days=366)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_HOW_TO_WRITE_A_DAY = "กรุณากรอกเป็น วัน/เดือน/ปี พ.ศ. เช่น 31/3/2569"


class WrongCell(Exception):
    """A cell says something that cannot be; `str(error)` is the sentence for the person."""

    def __init__(self, column: Column, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


@dataclass(frozen=True)
class PeriodCells:
    """The four cells, and which of them say what they said before."""

    texts: Texts
    is_kept: Callable[[Column], bool]
    before: Timing
    fiscal_year: FiscalYear

    def timing(self) -> Timing:
        """Return when the measure is carried out; raise WrongCell where the cells do not tell."""
        columns = (Column.PERIOD, Column.STARTS_ON, Column.ENDS_ON, Column.RECURRENCE)
        if all(self.is_kept(column) for column in columns):
            return self.before
        try:
            return self._with_recurrence(self._with_days())
        except NotValid as refusal:
            raise WrongCell(Column.PERIOD, str(refusal)) from refusal

    def _with_days(self) -> Timing:
        words = self.before.text if self.is_kept(Column.PERIOD) else thai.one_line(self.texts[Column.PERIOD])
        first, last = self._day(Column.STARTS_ON, self.before.starts_on), self._day(Column.ENDS_ON, self.before.ends_on)
        if self.is_kept(Column.STARTS_ON) and self.is_kept(Column.ENDS_ON):
            return self._by_words(words, first, last)
        if first is None and last is None:
            return wording.understood_timing(words, self.fiscal_year)
        if first is None or last is None:
            column = Column.STARTS_ON if first is None else Column.ENDS_ON
            raise WrongCell(column, "กรุณากรอกทั้งวันเริ่มและวันสิ้นสุด หรือเว้นว่างทั้งสองช่อง")
        if last < first:
            raise WrongCell(Column.ENDS_ON, "วันสิ้นสุดต้องไม่ก่อนวันเริ่ม")
        return wording.timing_of(self._still_true(words), self.fiscal_year, (first, last))

    def _by_words(self, words: str, first: date | None, last: date | None) -> Timing:
        """Return what new words mean; words that say no time leave the days as they were."""
        if self.is_kept(Column.PERIOD):
            return self.before
        if first is None or last is None or wording.timing_of(words, self.fiscal_year).is_understood:
            return wording.understood_timing(words, self.fiscal_year)
        return wording.timing_of(words, self.fiscal_year, (first, last))

    def _still_true(self, words: str) -> str:
        """Return the words, or none where they only repeated the days that were changed."""
        first, last = self.before.starts_on, self.before.ends_on
        if first is None or last is None or last < first or not self.is_kept(Column.PERIOD):
            return words
        return "" if words == wording.timing_of("", self.fiscal_year, (first, last)).text else words

    def _with_recurrence(self, timing: Timing) -> Timing:
        said = self._said_by(timing.text)
        if self.is_kept(Column.RECURRENCE):
            before = self.before.recurrence
            was_chosen = before is not None and before != self._said_by(self.before.text)
            follows_words = not self.is_kept(Column.PERIOD) and (said is not None or not was_chosen)
            return timing if follows_words or timing.recurrence == before else _recurring(timing, before)
        chosen = self._chosen()
        if said is not None and chosen != said:
            words = f"ช่วงเวลา “{timing.text}” ระบุว่า{RECURRENCES[said]} กรุณาแก้ข้อความช่วงเวลาและความถี่ให้ตรงกัน"
            raise WrongCell(Column.RECURRENCE, words)
        if chosen is None:
            return replace(timing, recurrence=None)
        if timing.starts_on is None or timing.ends_on is None:
            whole = wording.timing_of(RECURRENCES[chosen], self.fiscal_year)
            return replace(whole, text=timing.text or whole.text)
        return _recurring(timing, chosen)

    def _chosen(self) -> str | None:
        text = thai.one_line(self.texts[Column.RECURRENCE])
        if not text:
            return None
        by_label = {thai.without_spaces(thai.arabic_digits(label)): name for name, label in RECURRENCES.items()}
        chosen = by_label.get(thai.without_spaces(thai.arabic_digits(text))) or self._said_by(text)
        if chosen is None:
            offered = " ".join(RECURRENCES.values())
            raise WrongCell(Column.RECURRENCE, f"ไม่รู้จักความถี่ “{text}” กรุณาเลือกจากรายการ {offered} หรือเว้นว่าง")
        return chosen

    def _said_by(self, words: str) -> str | None:
        read = period(words, fiscal_year=self.fiscal_year) if words else None
        return read.recurrence if read else None

    def _day(self, column: Column, before: date | None) -> date | None:
        if self.is_kept(column):
            return before
        text = thai.one_line(self.texts[column])
        if not text:
            return None
        day = _day_said(text, self.fiscal_year)
        if day is None:
            raise WrongCell(column, f"อ่านวันที่ “{text}” ไม่ได้ {_HOW_TO_WRITE_A_DAY}")
        if not self.fiscal_year.first_day - _NEAR <= day <= self.fiscal_year.last_day + _NEAR:
            raise WrongCell(column, f"วันที่ {thai.screen_date(day)} อยู่ห่างจาก{self.fiscal_year.label}เกินหนึ่งปี กรุณาตรวจปี")
        return day


def _recurring(timing: Timing, recurrence: str | None) -> Timing:
    return replace(timing, recurrence=recurrence, periods=())


def _day_said(text: str, fiscal_year: FiscalYear) -> date | None:
    """Return the one day a text names; None for what names none, or several."""
    match = _ISO.fullmatch(thai.arabic_digits(text))
    if match:
        return _with_meant_year(int(match[1]), int(match[2]), int(match[3]))
    read = period(text, fiscal_year=fiscal_year)
    return read.starts_on if read and read.starts_on == read.ends_on else None


def _with_meant_year(year: int, month: int, day: int) -> date | None:
    """Return the day of a real date cell, in which people type the Buddhist year, in full or its last two digits.

    A spreadsheet takes 1/10/2568 for the Christian year 2568, and 1/10/68 for 1968.
    """
    if year > 2400:
        year -= BUDDHIST_ERA
    elif 1930 <= year < 2000:
        year += 600 - BUDDHIST_ERA
    try:
        return date(year, month, day)
    except ValueError:
        return None
