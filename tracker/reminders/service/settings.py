"""What an office and its people choose about being reminded, within what makes sense."""

from dataclasses import fields
from datetime import date, datetime, timedelta
from itertools import pairwise

from sqlalchemy import select

from tracker.database import db
from tracker.errors import NotValid
from tracker.people import audit
from tracker.people.viewer import Viewer
from tracker.reminders import queries
from tracker.reminders.models import Frequency, QuietDay, ReminderPreference, ReminderSettings
from tracker.reminders.policy import LIMITS, Kind, Rules
from tracker.thai import day_of, one_line, short_date

ALWAYS_ON = frozenset({Kind.LATE, Kind.DIRECTIVE_LATE})
"""What is late is always said: an office that switches that off has no reminders."""

_EARLIEST_ROUND = 10
"""What is reported since the first of a month counts for its round, and it is announced some days before."""
_SHORTEST_WINDOW = timedelta(hours=2)
_FARTHEST_QUIET_DAY = timedelta(days=730)


def rule_problems(rules: Rules) -> dict[str, str]:
    """Return what makes no sense about rules, by the rule it is about, as sentences that say what to do."""
    found: dict[str, str] = {}
    for one in fields(rules):
        if one.name in LIMITS:
            value = getattr(rules, one.name)
            low, high = LIMITS[one.name]
            if not all(low <= days <= high for days in (value if isinstance(value, tuple) else (value,))):
                found[one.name] = f"ต้องอยู่ระหว่าง {low} ถึง {high} วัน"
    if not _is_falling(rules.before_due):
        found.setdefault("before_due", "จำนวนวันต้องน้อยลงตามลำดับ เช่น 30, 7, 3, 1")
    if not _is_falling(rules.late[::-1]):
        found.setdefault("late", "จำนวนวันต้องมากขึ้นตามลำดับ เช่น 1, 3, 7")
    if not _is_falling(rules.closing_before):
        found.setdefault("closing_before", "จำนวนวันต้องน้อยลงตามลำดับ เช่น 30, 15, 5")
    if rules.monthly_round_on is not None and not _EARLIEST_ROUND <= rules.monthly_round_on <= 31:
        found["monthly_round_on"] = f"ต้องเป็นวันที่ {_EARLIEST_ROUND} ถึง 31 หรือเว้นว่างหากไม่มีรอบรายเดือน"
    opens, closes = (datetime.combine(date.min, when) for when in (rules.opens, rules.closes))
    if closes - opens < _SHORTEST_WINDOW:
        found["closes"] = "เวลาสิ้นสุดต้องหลังเวลาเริ่มอย่างน้อย 2 ชั่วโมง"
    if rules.off & ALWAYS_ON:
        found["off"] = "เรื่องล่าช้าและข้อสั่งการเลยกำหนดปิดไม่ได้"
    return found


def change_rules(rules: Rules, *, by: Viewer, at: datetime) -> None:
    """Remind by other rules from now on; refuse what makes no sense."""
    problems = rule_problems(rules)
    if problems:
        raise NotValid(next(iter(problems.values())))
    kept = queries.settings(by)
    if kept is None:
        kept = ReminderSettings(government_id=by.government_id, values={}, changed_at=at)
        db.session.add(kept)
    kept.values, kept.changed_at, kept.changed_by_id = rules.to_values(), at, by.person_id
    audit.record("reminder_rules_changed", "", by=by, at=at, details={"rules": kept.values})


def add_quiet_day(day: date, note: str, *, by: Viewer, at: datetime) -> None:
    """Send nothing on a day; what is earned on it is told on the next working day."""
    if not day_of(at) <= day <= day_of(at) + _FARTHEST_QUIET_DAY:
        raise NotValid("วันงดแจ้งเตือนต้องเป็นวันนี้หรือวันข้างหน้าไม่เกิน 2 ปี")
    found = db.session.scalar(select(QuietDay).where(QuietDay.government_id == by.government_id, QuietDay.day == day))
    if found is None:
        found = QuietDay(government_id=by.government_id, day=day)
        db.session.add(found)
    found.note = one_line(note)
    audit.record("quiet_day_added", short_date(day), by=by, at=at)


def remove_quiet_day(quiet: QuietDay, *, by: Viewer, at: datetime) -> None:
    """Send on a day after all."""
    db.session.delete(quiet)
    audit.record("quiet_day_removed", short_date(quiet.day), by=by, at=at)


def choose_frequency(frequency: Frequency, *, by: Viewer, at: datetime) -> None:
    """Hear every working day, or once a week but for what is urgent; everybody chooses for themselves."""
    chosen = queries.preference(by.person_id, asker=by)
    if chosen is None:
        chosen = ReminderPreference(government_id=by.government_id, person_id=by.person_id, changed_at=at)
        db.session.add(chosen)
    chosen.frequency, chosen.changed_at = frequency, at


def _is_falling(numbers: tuple[int, ...]) -> bool:
    return all(first > second for first, second in pairwise(numbers))
