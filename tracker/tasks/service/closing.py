"""Closing a year, which only a person does."""

from datetime import datetime

from tracker import thai
from tracker.errors import NotNow
from tracker.fiscal_year import FiscalYear
from tracker.people import audit
from tracker.people.viewer import Viewer
from tracker.tasks import queries
from tracker.tasks.models import YearPlan
from tracker.tasks.service.entries import refuse_unless
from tracker.tasks.service.rights import may_arrange


def close_year(fiscal_year: FiscalYear, *, by: Viewer, at: datetime) -> YearPlan:
    """Close a year: from now on nothing in it changes. Only a person closes."""
    refuse_unless(may_arrange(by), "ปิดปีงบประมาณได้เฉพาะผู้ประสานงาน ITA")
    plan = queries.year_plan(fiscal_year, asker=by)
    if plan is None:
        raise NotNow(f"{fiscal_year.label} ยังไม่ได้เปิด")
    if plan.closed_at is not None:
        raise NotNow(f"{fiscal_year.label} ปิดไปแล้ว")
    if thai.day_of(at) <= fiscal_year.last_day:
        raise NotNow(f"ปิด{fiscal_year.label}ได้ตั้งแต่วันถัดจาก {thai.screen_date(fiscal_year.last_day)}")
    plan.closed_at, plan.closed_by_id = at, by.person_id
    audit.record("year_closed", str(int(fiscal_year)), by=by, at=at)
    return plan
