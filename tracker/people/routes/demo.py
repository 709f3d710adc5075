"""The time of a demo database: it runs, and can be sent ahead; every other database refuses."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from tracker import clock, thai
from tracker.database import transaction
from tracker.errors import NotAllowed, NotNow
from tracker.fiscal_year import FiscalYear
from tracker.people import service
from tracker.people.access import everyone
from tracker.people.forms.signing_in import ActionForm
from tracker.people.routes.blueprint import blueprint

_LAST_YEAR = 2050
"""Long before the calendar ends: a demo sent beyond what a date can say would never open again."""

_STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}


@blueprint.post("/demo/forward")
@everyone
def go_forward() -> ResponseReturnValue:
    """Send the demo's time ahead by an hour, a day, a week, or to the morning after the fiscal year's end."""
    if g.demo_offset is None:
        raise NotAllowed("เวลาของระบบจริงเปลี่ยนไม่ได้")
    form = ActionForm()
    if form.validate():
        ahead = _STEPS.get(request.form.get("step", "")) or _until_year_end()
        if thai.day_of(g.now + ahead).year > _LAST_YEAR:
            raise NotNow("เวลาของระบบสาธิตไปไกลกว่านี้ไม่ได้ กรุณาเริ่มระบบสาธิตใหม่ใน TRACKER_HOME อื่น")
        with transaction():
            service.move_demo_clock(ahead)
        flash(f"เวลาของระบบสาธิตคือ {thai.screen_instant(g.now + ahead)}")
    return redirect(_page_left(), 303)


def _until_year_end() -> timedelta:
    after = FiscalYear.of(g.today).last_day + timedelta(days=1)
    local: datetime = g.now.astimezone(clock.BANGKOK)
    return local.replace(year=after.year, month=after.month, day=after.day, hour=9, minute=0, second=0) - local


def _page_left() -> str:
    """Return the page of ours the person was on; only its path is believed."""
    came_from = urlsplit(request.referrer or "")
    on_ours = came_from.netloc == request.host and came_from.path.startswith("/") and "\\" not in came_from.path
    return came_from.path if on_ours and not came_from.path.startswith("//") else url_for("people.front")
