"""Changes to the office itself: what documents print of it, whether work is verified, and its days off."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.database import db
from tracker.errors import NotNow
from tracker.people import audit, queries, service
from tracker.people.models import Holiday
from tracker.people.viewer import Asker
from tracker.people.working_days import thai_government_holidays
from tracker.thai import one_line


@dataclass(frozen=True)
class OfficeTerms:
    """What an office chooses about itself."""

    district: str
    province: str
    phone: str
    document_prefix: str
    verifies_progress: bool


def change(terms: OfficeTerms, *, by: Asker, at: datetime) -> None:
    """Change what documents print of the office, and whether another person verifies what was submitted."""
    government = queries.government(by)
    government.district, government.province = one_line(terms.district), one_line(terms.province)
    government.phone, government.document_prefix = one_line(terms.phone), one_line(terms.document_prefix)
    if government.verifies_progress != terms.verifies_progress:
        service.choose_verifying(verifies=terms.verifies_progress, by=by, at=at)
    audit.record("office_changed", government.slug, by=by, at=at)


def seed_holidays(christian_year: int, *, by: Asker, at: datetime) -> int:
    """Add the government's holidays of a year; what the office entered itself stays."""
    added = service.seed_holidays(by, years=range(christian_year, christian_year + 1))
    audit.record("holidays_seeded", str(christian_year), by=by, at=at, details={"added": added})
    return added


def work_on(holiday: Holiday, *, by: Asker, at: datetime) -> None:
    """Declare that the office works on a day the calendar has as a holiday."""
    service.set_holiday(holiday.day, holiday.name, works=True, by=by, at=at)


def remove_holiday(holiday: Holiday, *, by: Asker, at: datetime) -> None:
    """Take back what the office entered; a day of the government's calendar comes back as it was."""
    if holiday.source != "office":
        raise NotNow("วันหยุดราชการลบไม่ได้ หากหน่วยงานทำงานในวันนั้น ให้กำหนดเป็นวันทำการ")
    day = holiday.day
    db.session.delete(holiday)
    db.session.flush()  # The day is free before the calendar's own entry returns.
    restore_holiday(day, by=by)
    audit.record("holiday_removed", day.isoformat(), by=by, at=at)


def restore_holiday(day: date, *, by: Asker) -> None:
    """Put the government's own holiday back on a day, if it is one."""
    name = thai_government_holidays([day.year]).get(day)
    if name is not None:
        db.session.add(Holiday(government_id=by.government_id, day=day, name=name, source="library"))
