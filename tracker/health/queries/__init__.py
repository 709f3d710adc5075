"""What is known of the machinery: the timetable, the runs of jobs, messages on their way, database and disk."""

from tracker.health.queries.judging import (
    findings,
    judged_channel,
    judged_outbox,
    judged_storage,
    overall,
    reasons_not_well,
)
from tracker.health.queries.machines import revision, storage
from tracker.health.queries.messages import channels, outbox
from tracker.health.queries.runs import job_states
from tracker.health.queries.verdict import Finding, Verdict, worst

__all__ = [
    "Finding",
    "Verdict",
    "channels",
    "findings",
    "job_states",
    "judged_channel",
    "judged_outbox",
    "judged_storage",
    "outbox",
    "overall",
    "reasons_not_well",
    "revision",
    "storage",
    "worst",
]
