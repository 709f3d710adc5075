"""Columns of months or quarters with marks in them, as a plan of a year has them, told as a phrase."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tracker import thai
from tracker.documents.parsing.contents import is_mark, is_period, said
from tracker.documents.parsing.stated_dates import MONTH, YEAR

Heading = tuple[str, ...]
"""The texts above a column, from top to bottom."""

_MONTH = re.compile(rf"(?P<label>{MONTH})\s*(?P<year>{YEAR})?")
_MONTHS = re.compile(rf"\(?(?P<label>(?:{MONTH})\s*-\s*(?:{MONTH}))\s*(?P<year>{YEAR})?\)?")
_QUARTER = re.compile(
    rf"(?:ไตรมาส\s*(?:ที่)?|Q)\s*(?P<no>[1-4])(?:\s*/?\s*(?P<year>{YEAR}))?(?:\s*\(.*\))?", re.IGNORECASE
)
# ไตรมาสที่, ระยะเวลาดำเนินการ (ไตรมาส), ไตรมาส (ปีงบประมาณ พ.ศ. ๒๕๖๙) over the numbers of the quarters.
_ANNOUNCES_QUARTERS = re.compile(r"ไตรมาส\s*(?:ที่)?\s*(?:\([^()]*\)|ปี[^()]*)?\s*\)?$")
_YEAR = re.compile(rf"(?P<word>ปี\s*งบประมาณ|ปีงบ)?\s*(?:ประจำปี|ปี)?\s*(?:พ\.\s*ศ\.)?\s*(?P<year>{YEAR})")
_IS_NO_PLAN = re.compile(r"งบประมาณ\s*\(|บาท|เบิกจ่าย|ร้อยละ|ค่าเป้าหมาย|คะแนน")
_FEWEST = 2
_DASHES = re.compile("[‐‑‒–—−]")


@dataclass(frozen=True)
class Slot:
    """One month or quarter: as it is printed, and the year printed over or behind it."""

    label: str
    year: str = ""
    is_quarter: bool = False


@dataclass(frozen=True)
class MonthGrid:
    """The columns of a grid in order, each with its month; the weeks of a month share it."""

    slots: tuple[tuple[int, Slot], ...]
    year_said: str = ""
    """ปีงบประมาณ พ.ศ. ๒๕๖๙ where that stands over all months: no month's own year, but all of theirs."""

    @property
    def columns(self) -> tuple[int, ...]:
        return tuple(index for index, _ in self.slots)

    def marked(self, cells: Sequence[str]) -> set[int]:
        """Return the columns a row has marked."""
        return {index for index in self.columns if index < len(cells) and is_mark(cells[index])}

    def words(self, cells: Sequence[str]) -> str:
        """Return what a row says in words where marks are expected: ตลอดปีงบประมาณ over all months."""
        written = said([cells[index] for index in self.columns if index < len(cells)])
        texts = dict.fromkeys(text for text in written if len(text) > _FEWEST and is_period(text))
        return ", ".join(texts)

    def phrase(self, marked: Collection[int]) -> str:
        """Tell marked months as a phrase: ต.ค. – ธ.ค. ๒๕๖๘, มี.ค. ๒๕๖๙."""
        months = list(dict.fromkeys(slot for _, slot in self.slots))
        chosen = {slot for index, slot in self.slots if index in marked}
        runs: list[list[Slot]] = []
        for at, slot in enumerate(months):
            if slot in chosen and at and months[at - 1] in chosen:
                runs[-1].append(slot)
            elif slot in chosen:
                runs.append([slot])
        if not runs:
            return ""
        if runs[0][0].is_quarter:
            return self._quarters(runs)
        told = ", ".join(_told(run) for run in runs)
        return f"{told} {self.year_said}".strip()

    def _quarters(self, runs: list[list[Slot]]) -> str:
        numbers = ", ".join(f"{run[0].label} – {run[-1].label}" if len(run) > 1 else run[0].label for run in runs)
        years = dict.fromkeys(slot.year for run in runs for slot in run if slot.year)
        year = self.year_said or (f"ปี {next(iter(years))}" if len(years) == 1 else "")
        return f"ไตรมาสที่ {numbers} {year}".strip()


def _told(run: list[Slot]) -> str:
    first, last = run[0], run[-1]
    if len(run) == 1 or "-" in first.label:
        ends = [re.split(r"\s*-\s*", first.label)[0], re.split(r"\s*-\s*", last.label)[-1]]
    else:
        ends = [first.label, last.label]
    if ends[0] == ends[1]:
        return f"{ends[0]} {last.year}".strip()
    year = first.year if first.year != last.year else ""
    return f"{f'{ends[0]} {year}'.strip()} – {f'{ends[1]} {last.year}'.strip()}"


def month_grid(headings: Sequence[Heading]) -> MonthGrid | None:
    """Find the columns of months or quarters in the headings of a table."""
    slots: list[tuple[int, Slot]] = []
    fiscal_years: dict[str, None] = {}
    for index, texts in enumerate(headings):
        if any(_IS_NO_PLAN.search(text) for text in texts):
            continue
        slot = _slot([thai.one_line(text) for text in texts])
        if slot is not None:
            slots.append((index, slot))
            fiscal_years.update(dict.fromkeys(said for text in texts if (said := _fiscal_year_said(text))))
    kinds = {slot.is_quarter for _, slot in slots}
    if len({slot for _, slot in slots}) < _FEWEST or len(kinds) != 1:
        return None
    return MonthGrid(tuple(slots), next(iter(fiscal_years)) if len(fiscal_years) == 1 else "")


def _slot(texts: Sequence[str]) -> Slot | None:
    """Return the month or quarter the texts over a column name, the lowest first; a year above it is its own."""
    for at in range(len(texts) - 1, -1, -1):
        plain = _plain(texts[at])
        above = texts[:at]
        if match := _MONTH.fullmatch(plain) or _MONTHS.fullmatch(plain):
            return Slot(match["label"], _as_printed(match["year"], texts[at]) or _year_above(above))
        if match := _QUARTER.fullmatch(plain):
            return Slot(match["no"], _as_printed(match["year"], texts[at]) or _year_above(above), is_quarter=True)
        if re.fullmatch("[1-4]", plain) and any(_ANNOUNCES_QUARTERS.search(text) for text in above):
            return Slot(plain, _year_above(above), is_quarter=True)
    return None


def _plain(text: str) -> str:
    """Write a heading one way; in a narrow column a month may be broken: เ ม.ย."""
    plain = thai.arabic_digits(_DASHES.sub("-", thai.one_line(text)))
    whole = plain.replace(" ", "")
    return whole if _MONTH.fullmatch(whole) and not _MONTH.fullmatch(plain) else plain


def _as_printed(year: str | None, text: str) -> str:
    if year is None:
        return ""
    return thai.thai_digits(year) if re.search("[๐-๙]", text) else year


def _year_above(texts: Sequence[str]) -> str:
    for text in reversed(texts):
        match = _YEAR.fullmatch(thai.arabic_digits(text.strip(" ()")))
        if match and not match["word"]:
            return _as_printed(match["year"], text)
    return ""


def _fiscal_year_said(text: str) -> str:
    """Return ปีงบประมาณ … of a heading over the grid, as printed."""
    match = re.search(rf"ปี\s*งบประมาณ\s*(?:พ\.\s*ศ\.)?\s*{YEAR}", thai.arabic_digits(text))
    return text[match.start() : match.end()] if match else ""


def is_time_heading(text: str) -> bool:
    """Tell the heading of a month, a quarter or a year."""
    plain = _plain(text)
    patterns = (_MONTH, _MONTHS, _QUARTER, _YEAR)
    return any(pattern.fullmatch(plain) for pattern in patterns) or bool(re.fullmatch(r"ไตรมาส(?:ที่)?", plain))
