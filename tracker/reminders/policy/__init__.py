"""What is earned by today: by tasks, directives, decisions and rounds, by the rules of the office; pure."""

from tracker.reminders.policy.decisions import earned_by_decision, waited_threshold
from tracker.reminders.policy.directives import DirectiveFacts, earned_by_directive
from tracker.reminders.policy.hours import SpeakingHours
from tracker.reminders.policy.kinds import PASSING_DAYS, URGENT, Earned, Kind
from tracker.reminders.policy.ladder import Rung, Silence, escalated
from tracker.reminders.policy.rounds import Round, RoundKind, earned_at_closing, earned_by_round, rounds_by
from tracker.reminders.policy.rules import LIMITS, Rules
from tracker.reminders.policy.tasks import TaskFacts, earned

__all__ = [
    "LIMITS",
    "PASSING_DAYS",
    "URGENT",
    "DirectiveFacts",
    "Earned",
    "Kind",
    "Round",
    "RoundKind",
    "Rules",
    "Rung",
    "Silence",
    "SpeakingHours",
    "TaskFacts",
    "earned",
    "earned_at_closing",
    "earned_by_decision",
    "earned_by_directive",
    "earned_by_round",
    "escalated",
    "rounds_by",
    "waited_threshold",
]
