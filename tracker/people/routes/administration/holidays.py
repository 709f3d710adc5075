"""The days on which an office does not work."""

from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.database import transaction
from tracker.errors import NotNow
from tracker.fiscal_year import BUDDHIST_ERA
from tracker.people import queries, service
from tracker.people.access import allow, viewer
from tracker.people.forms.administration import HolidayForm
from tracker.people.forms.signing_in import ActionForm
from tracker.people.queries import administration as lists
from tracker.people.roles import Role
from tracker.people.routes.blueprint import blueprint
from tracker.people.service import office


@blueprint.get("/administration/holidays")
@allow(Role.ADMINISTRATOR)
def holidays() -> ResponseReturnValue:
    """List the days off of a calendar year."""
    return _page(HolidayForm(formdata=None), _year())


@blueprint.post("/administration/holidays")
@allow(Role.ADMINISTRATOR)
def add_holiday() -> ResponseReturnValue:
    """Add a day off of this office."""
    who, form = viewer(), HolidayForm()
    if not form.validate():
        return _page(form, _year()), 422
    day, name = form.day_and_name()
    with transaction():
        service.set_holiday(day, name, works=False, by=who, at=g.now)
    flash("เพิ่มวันหยุดแล้ว")
    return redirect(url_for("people.holidays", year=_buddhist(day)), 303)


@blueprint.post("/administration/holidays/seed")
@allow(Role.ADMINISTRATOR)
def seed_holidays() -> ResponseReturnValue:
    """Add the government's holidays of a year."""
    year = _year()
    if not ActionForm().validate():
        return redirect(url_for("people.holidays", year=year), 303)
    with transaction():
        added = office.seed_holidays(year - BUDDHIST_ERA, by=viewer(), at=g.now)
    flash(f"เติมวันหยุดราชการแล้ว {added} วัน" if added else "วันหยุดราชการของปีนี้มีครบแล้ว")
    return redirect(url_for("people.holidays", year=year), 303)


@blueprint.post("/administration/holidays/<int:holiday_id>/work")
@allow(Role.ADMINISTRATOR)
def work_on_holiday(holiday_id: int) -> ResponseReturnValue:
    """Declare that the office works on a day the calendar has as a holiday."""
    who = viewer()
    holiday = lists.holiday(holiday_id, asker=who)
    if holiday.is_working_day:
        raise NotNow("วันนี้เป็นวันทำการอยู่แล้ว")
    if ActionForm().validate():
        with transaction():
            office.work_on(holiday, by=who, at=g.now)
        flash("กำหนดเป็นวันทำการแล้ว")
    return redirect(url_for("people.holidays", year=_buddhist(holiday.day)), 303)


@blueprint.post("/administration/holidays/<int:holiday_id>/remove")
@allow(Role.ADMINISTRATOR)
def remove_holiday(holiday_id: int) -> ResponseReturnValue:
    """Take back what the office entered for a day."""
    who = viewer()
    holiday = lists.holiday(holiday_id, asker=who)
    year = _buddhist(holiday.day)
    if ActionForm().validate():
        with transaction():
            office.remove_holiday(holiday, by=who, at=g.now)
        flash("ลบรายการของหน่วยงานแล้ว")
    return redirect(url_for("people.holidays", year=year), 303)


def _buddhist(day: date) -> int:
    return day.year + BUDDHIST_ERA


def _year() -> int:
    """Return the Buddhist calendar year that is asked for, or this one."""
    asked = request.args.get("year", type=int)
    return asked if asked is not None and 2500 <= asked <= 2699 else _buddhist(g.today)


def _page(form: HolidayForm, year: int) -> str:
    found = [holiday for holiday in queries.holidays(viewer()) if _buddhist(holiday.day) == year]
    return render_template("people/holidays.html", holidays=found, year=year, form=form)
