"""What an office and its people chose about being reminded: rules, quiet days, how often."""

from sqlalchemy import select

from tracker.database import db
from tracker.errors import NotFound
from tracker.people import queries as people
from tracker.people.viewer import Asker
from tracker.people.working_days import WorkingCalendar
from tracker.reminders.models import Frequency, QuietDay, ReminderPreference, ReminderSettings
from tracker.reminders.policy import Rules, SpeakingHours


def settings(asker: Asker) -> ReminderSettings | None:
    """Return what the office changed of the rules, if anything."""
    return db.session.scalar(select(ReminderSettings).where(ReminderSettings.government_id == asker.government_id))


def rules(asker: Asker) -> Rules:
    """Return the rules an office reminds by."""
    values = db.session.scalar(
        select(ReminderSettings.values).where(ReminderSettings.government_id == asker.government_id)
    )
    return Rules.from_values(values or {})


def quiet_days(asker: Asker) -> list[QuietDay]:
    """Return the working days on which the office wants nothing sent, in order."""
    return list(
        db.session.scalars(select(QuietDay).where(QuietDay.government_id == asker.government_id).order_by(QuietDay.day))
    )


def quiet_day(quiet_day_id: int, *, asker: Asker) -> QuietDay:
    """Return one quiet day of the asker's office."""
    found = db.session.scalar(
        select(QuietDay).where(QuietDay.id == quiet_day_id, QuietDay.government_id == asker.government_id)
    )
    if found is None:
        raise NotFound("ไม่พบวันงดแจ้งเตือนนี้ อาจถูกลบไปแล้ว")
    return found


def speaking_hours(asker: Asker) -> SpeakingHours:
    """Return when an office is spoken to; three queries."""
    return speaking_hours_by(rules(asker), people.working_calendar(asker), asker=asker)


def speaking_hours_by(chosen: Rules, calendar: WorkingCalendar, *, asker: Asker) -> SpeakingHours:
    """Return when an office is spoken to by rules and a calendar that were read already; one query."""
    return SpeakingHours(calendar.without(one.day for one in quiet_days(asker)), chosen.opens, chosen.closes)


def preference(person_id: int, *, asker: Asker) -> ReminderPreference | None:
    """Return what a person chose, if anything."""
    return db.session.scalar(
        select(ReminderPreference).where(
            ReminderPreference.government_id == asker.government_id, ReminderPreference.person_id == person_id
        )
    )


def weekly_listeners(asker: Asker) -> frozenset[int]:
    """Return who chose to hear once a week."""
    return frozenset(
        db.session.scalars(
            select(ReminderPreference.person_id).where(
                ReminderPreference.government_id == asker.government_id,
                ReminderPreference.frequency == Frequency.WEEKLY,
            )
        )
    )
