"""Who does what by when, and how far they are; history is append-only."""

from tracker.tasks.models.answers import Commitment, ExtensionRequest, ExtensionState
from tracker.tasks.models.history import Evidence, ProgressUpdate, UpdateKind, Via
from tracker.tasks.models.work import Directive, Task, TaskState, YearPlan

__all__ = [
    "Commitment",
    "Directive",
    "Evidence",
    "ExtensionRequest",
    "ExtensionState",
    "ProgressUpdate",
    "Task",
    "TaskState",
    "UpdateKind",
    "Via",
    "YearPlan",
]
