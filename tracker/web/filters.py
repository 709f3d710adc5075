"""What templates may do to a value: write it for people, nothing else."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from flask import Flask
from jinja2 import StrictUndefined

from tracker import thai
from tracker.fiscal_year import FiscalYear

_NOTHING = "–"
_UNITS = ("ไบต์", "KB", "MB", "GB")

Value = TypeVar("Value")


def register(app: Flask) -> None:
    """Give templates the filters, an error for each misspelt name, and what `base.html` shows when nobody says."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters.update(_FILTERS)
    app.jinja_env.globals.update(viewer=None, navigation=(), demo_time=None)


def fiscal_year(value: FiscalYear | int | date) -> str:
    """Name a fiscal year: ปีงบประมาณ พ.ศ. 2569; a day stands for the year it lies in."""
    if isinstance(value, date):
        value = FiscalYear.of(value)
    return (value if isinstance(value, FiscalYear) else FiscalYear(value)).label


def percent(value: float | None) -> str:
    """Write a percentage that is already out of a hundred: 25%, 33.3%."""
    if value is None:
        return _NOTHING
    return f"{round(value, 1):g}%"


def file_size(size: int) -> str:
    """Write a number of bytes for people: 812 ไบต์, 1.5 MB."""
    amount = float(size)
    for unit in _UNITS[:-1]:
        if amount < 1024:
            return f"{amount:.1f}".removesuffix(".0") + f" {unit}"
        amount /= 1024
    return f"{amount:.1f}".removesuffix(".0") + f" {_UNITS[-1]}"


def weekday_instant(at: datetime) -> str:
    """Write an instant with its weekday, in Bangkok: วันอังคารที่ 31 มีนาคม 2569 เวลา 09.00 น."""
    local = at.astimezone(thai.BANGKOK)
    return f"{thai.weekday_date(local.date())} เวลา {local:%H.%M} น."


def _or_nothing(write: Callable[[Value], str]) -> Callable[[Value | None], str]:
    """Show a dash where there is no value."""
    return lambda value: _NOTHING if value is None else write(value)


_FILTERS: dict[str, Callable[..., object]] = {
    "thai_date": _or_nothing(thai.thai_date),
    "screen_date": _or_nothing(thai.screen_date),
    "short_date": _or_nothing(thai.short_date),
    "weekday_date": _or_nothing(thai.weekday_date),
    "instant": _or_nothing(lambda at: thai.screen_instant(_aware(at))),
    "weekday_instant": _or_nothing(lambda at: weekday_instant(_aware(at))),
    "thai_digits": _or_nothing(thai.thai_digits),
    "fiscal_year": _or_nothing(fiscal_year),
    "file_size": _or_nothing(file_size),
    "percent": percent,
}


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant on a page has a time zone")
    return at
