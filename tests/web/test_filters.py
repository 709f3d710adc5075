"""What templates may do to a value."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from jinja2 import UndefinedError

from tracker.fiscal_year import FiscalYear

DAY = date(2025, 10, 1)
AT = datetime(2026, 3, 31, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ("day | thai_date", "๑ ตุลาคม ๒๕๖๘"),
        ("day | screen_date", "1 ตุลาคม 2568"),
        ("day | short_date", "1 ต.ค. 68"),
        ("day | weekday_date", "วันพุธที่ 1 ตุลาคม 2568"),
        ("at | instant", "1 เม.ย. 69 เวลา 00.05 น."),
        ("at | weekday_instant", "วันพุธที่ 1 เมษายน 2569 เวลา 00.05 น."),
        ("year | fiscal_year", "ปีงบประมาณ พ.ศ. 2569"),
        ("day | fiscal_year", "ปีงบประมาณ พ.ศ. 2569"),
        ("2570 | fiscal_year", "ปีงบประมาณ พ.ศ. 2570"),
        ("25 | thai_digits", "๒๕"),
        ("25 | percent", "25%"),
        ("33.333 | percent", "33.3%"),
        ("0 | percent", "0%"),
        ("812 | file_size", "812 ไบต์"),
        ("1572864 | file_size", "1.5 MB"),
        ("nothing | screen_date", "–"),
        ("nothing | percent", "–"),
        ("nothing | instant", "–"),
    ],
)
def test_a_value_is_written_for_people(gallery: Flask, expression: str, written: str) -> None:
    template = gallery.jinja_env.from_string("{{ " + expression + " }}")
    assert template.render(day=DAY, at=AT, year=FiscalYear(2569), nothing=None) == written


def test_a_misspelt_name_is_an_error_not_a_gap(gallery: Flask) -> None:
    with pytest.raises(UndefinedError):
        gallery.jinja_env.from_string("{{ tsak }}").render()


def test_an_instant_without_a_time_zone_is_an_error(gallery: Flask) -> None:
    with pytest.raises(ValueError, match="time zone"):
        gallery.jinja_env.from_string("{{ at | instant }}").render(at=AT.replace(tzinfo=None))


def test_text_from_people_is_escaped(gallery: Flask) -> None:
    template = gallery.jinja_env.get_template("components/notice.html")
    shown = template.module.notice(text="<script>alert(1)</script>")  # type: ignore[attr-defined]
    assert "<script>" not in shown
