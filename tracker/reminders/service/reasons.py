"""What everybody has earned by a day: the facts of open work, put to the policy, given to whoever hears of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.people import queries as people
from tracker.people.viewer import Asker
from tracker.people.working_days import WorkingCalendar
from tracker.reminders.policy import DirectiveFacts, Earned, TaskFacts, earned, earned_by_directive
from tracker.reminders.queries import ReminderKey, Subject
from tracker.reminders.service.hearing import Hearers
from tracker.tasks import queries as tasks
from tracker.tasks.queries import DirectiveRow, Return, TaskRow
from tracker.thai import day_of


@dataclass(frozen=True)
class Reason:
    """Why one person is to hear of one thing."""

    person_id: int
    subject: Subject
    earned: Earned

    @property
    def key(self) -> ReminderKey:
        """What makes it the same reminder."""
        return self.subject, self.earned.kind.value, self.earned.slot, self.person_id


@dataclass(frozen=True)
class Situation:
    """Open work, the calendar and the people of an office on a day, read at once."""

    today: date
    calendar: WorkingCalendar
    tasks: Mapping[int, TaskRow]
    directives: Mapping[int, DirectiveRow]
    returns: Mapping[int, Return]
    hearers: Hearers

    @classmethod
    def of(cls, asker: Asker, *, today: date) -> "Situation":
        """Return the situation of a whole office; six queries, however large it is."""
        return cls._from(asker, tasks.open_tasks(asker), tasks.open_directives(asker), today)

    @classmethod
    def about(cls, asker: Asker, subjects: list[Subject], *, today: date) -> "Situation":
        """Return the situation of some tasks and directives as they are now."""
        task_ids = {subject.task_id for subject in subjects if subject.task_id is not None}
        wanted = {subject.directive_id for subject in subjects}
        directives = tasks.open_directives(asker) if wanted - {None} else []
        rows = tasks.tasks_with_ids(task_ids, asker=asker)
        return cls._from(asker, rows, [row for row in directives if row.id in wanted], today)

    @classmethod
    def _from(cls, asker: Asker, rows: list[TaskRow], directives: list[DirectiveRow], today: date) -> "Situation":
        returned = [row.id for row in rows if row.is_returned]
        return cls(
            today,
            people.working_calendar(asker),
            {row.id: row for row in rows},
            {row.id: row for row in directives},
            tasks.returns(returned, asker=asker) if returned else {},
            Hearers.of(asker, on=today),
        )

    def reasons(self) -> dict[int, list[Reason]]:
        """Return what each person has earned by today, whether told of it before or not, the most urgent first."""
        found: dict[int, list[Reason]] = defaultdict(list)
        for row in self.tasks.values():
            facts = task_facts(row, self.returns.get(row.id))
            self._give(found, Subject(task_id=row.id), self._earned(facts), self.hearers_of(row))
        for directive in self.directives.values():
            reasons = earned_by_directive(directive_facts(directive), today=self.today, calendar=self.calendar)
            self._give(found, Subject(directive_id=directive.id), reasons, self.hearers.of_unit(directive.unit_id))
        for reasons_of_one in found.values():
            reasons_of_one.sort(key=lambda reason: (reason.earned.kind.priority, self.due_on(reason.subject)))
        return found

    def hearers_of(self, row: TaskRow) -> tuple[int, ...]:
        """Return who hears of a task."""
        return self.hearers.of_task(row.unit_id, row.assignee_id)

    def due_on(self, subject: Subject) -> date:
        """Return when a task or a directive is due."""
        if subject.task_id is not None:
            return self.tasks[subject.task_id].due_on
        return self.directives[subject.directive_id or 0].due_on

    def _earned(self, facts: TaskFacts) -> list[Earned]:
        return earned(facts, today=self.today, calendar=self.calendar)

    @staticmethod
    def _give(
        found: dict[int, list[Reason]], subject: Subject, reasons: list[Earned], people_ids: tuple[int, ...]
    ) -> None:
        for person_id in people_ids:
            found[person_id] += [Reason(person_id, subject, reason) for reason in reasons]


def task_facts(row: TaskRow, returned: Return | None) -> TaskFacts:
    """Return what decides about the reminders of a task."""
    return TaskFacts(
        state=row.state,
        starts_on=row.starts_on,
        due_on=row.due_on,
        opened_on=day_of(row.opened_at),
        assigned_on=None if row.assigned_at is None else day_of(row.assigned_at),
        last_reported_on=None if row.last_reported_at is None else day_of(row.last_reported_at),
        return_number=returned.update_id if returned is not None and row.is_returned else None,
    )


def directive_facts(row: DirectiveRow) -> DirectiveFacts:
    """Return what decides about the reminders of a directive."""
    return DirectiveFacts(
        given_on=day_of(row.given_at),
        due_on=row.due_on,
        is_acknowledged=row.acknowledged_at is not None,
        is_closed=row.closed_at is not None,
    )
