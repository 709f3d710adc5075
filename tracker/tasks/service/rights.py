"""Who may do what with a task, a directive or a year; pages ask it, services insist on it."""

from dataclasses import dataclass
from typing import Protocol

from tracker.people.roles import Role
from tracker.people.viewer import Viewer
from tracker.tasks.models import TaskState


class Ownership(Protocol):
    """Whose a task is, and how it stands."""

    @property
    def unit_id(self) -> int: ...
    @property
    def assignee_id(self) -> int | None: ...
    @property
    def state(self) -> TaskState: ...


class Addressed(Protocol):
    """Whom a directive is for."""

    @property
    def unit_id(self) -> int: ...


def may_report(task: Ownership, viewer: Viewer) -> bool:
    """The assignee, whoever heads the unit (acting heads and heads above too), and the coordinator on their behalf."""
    return task.assignee_id == viewer.person_id or may_delegate(task, viewer)


def may_delegate(task: Ownership, viewer: Viewer) -> bool:
    """Whoever heads the unit, and the coordinator on their behalf."""
    return viewer.heads(task.unit_id) or may_arrange(viewer)


def may_verify(viewer: Viewer) -> bool:
    """The coordinator and the ปลัด."""
    return viewer.is_any(Role.COORDINATOR, Role.CHIEF_ADMINISTRATOR)


def may_arrange(viewer: Viewer) -> bool:
    """The coordinator: opens years, changes dates, cancels."""
    return viewer.is_any(Role.COORDINATOR)


def may_direct(viewer: Viewer) -> bool:
    """The mayor and the ปลัด."""
    return viewer.is_any(Role.MAYOR, Role.CHIEF_ADMINISTRATOR)


def may_answer(directive: Addressed, viewer: Viewer) -> bool:
    """Whoever heads the unit a directive is for, and the coordinator on their behalf."""
    return viewer.heads(directive.unit_id) or may_arrange(viewer)


@dataclass(frozen=True)
class TaskRights:
    """What one person may do with one task as it stands."""

    report: bool
    correct: bool
    delegate: bool
    verify: bool
    send_back: bool
    reschedule: bool
    cancel: bool
    direct: bool
    add_evidence: bool


def task_rights(task: Ownership, viewer: Viewer, *, submitted_by_id: int | None, is_year_closed: bool) -> TaskRights:
    """Return what a person may do with a task now, for the buttons of its page."""
    is_changeable = not is_year_closed and task.state is not TaskState.CANCELLED
    reports = is_changeable and may_report(task, viewer)
    verifies = is_changeable and may_verify(viewer)
    is_finished = task.state in {TaskState.DONE, TaskState.NOT_DONE}
    is_others = submitted_by_id != viewer.person_id
    return TaskRights(
        report=reports and task.state.is_open,
        correct=reports and not task.state.is_open,
        delegate=is_changeable and task.state.is_open and may_delegate(task, viewer),
        verify=verifies and task.state is TaskState.SUBMITTED and is_others,
        send_back=verifies and (task.state is TaskState.SUBMITTED or is_finished),
        reschedule=is_changeable and task.state.is_open and may_arrange(viewer),
        cancel=is_changeable and may_arrange(viewer),
        direct=not is_year_closed and may_direct(viewer),
        add_evidence=reports,
    )
