"""Which reminders a task or a directive has earned by today, and by which rules of the office; pure."""

from tracker.reminders.policy.kinds import Earned, Kind
from tracker.reminders.policy.rules import Rules
from tracker.reminders.policy.tasks import DirectiveFacts, TaskFacts, earned, earned_by_directive

__all__ = ["DirectiveFacts", "Earned", "Kind", "Rules", "TaskFacts", "earned", "earned_by_directive"]
