"""Writes the reminders people have earned by now into the outbox."""

from dataclasses import asdict
from datetime import datetime

from jobs.speaking import carriers
from tracker.database import transaction
from tracker.health.service import Summary
from tracker.people import queries
from tracker.people.viewer import System
from tracker.reminders import service
from tracker.reminders.service import groups
from tracker.thai import day_of
from tracker.waking import SENDING
from tracker.web.machinery import machinery


def plan_reminders(system: System, at: datetime) -> Summary:
    """Plan what each person of the office hears today; on days off and after hours nobody hears anything."""
    with transaction():
        office = queries.government(system)
        planned = service.plan_reminders(office, today=day_of(at), at=at, carriers=carriers())
        told_groups = groups.plan_group_counts(system, today=day_of(at), at=at)
        if planned.people or told_groups:
            machinery().waker.wake("deliver-messages", system.government_id, queue=SENDING)
        return {**asdict(planned), "groups": told_groups}
