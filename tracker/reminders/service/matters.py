"""What people hear of that is neither a task nor a directive: decisions that wait, report rounds, what a year lacks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.fiscal_year import FiscalYear
from tracker.reminders.policy import Round, Rules, rounds_by
from tracker.reminders.queries.answers import Asking
from tracker.tasks.models import TaskState
from tracker.tasks.queries import TaskRow
from tracker.thai import day_of


@dataclass(frozen=True)
class ExtensionMatter:
    """A request for more time that waits."""

    asking: Asking
    task: TaskRow

    @property
    def topic(self) -> str:
        """What makes it this matter."""
        return f"extension:{self.asking.id}"

    @property
    def due_on(self) -> date:
        """The due date it is about."""
        return self.task.due_on


@dataclass(frozen=True)
class SubmissionMatter:
    """A result that waits to be verified by another person."""

    task: TaskRow
    submitter_id: int | None

    @property
    def topic(self) -> str:
        """What makes it this matter."""
        return f"submission:{self.task.id}"

    @property
    def due_on(self) -> date:
        """The due date of its task."""
        return self.task.due_on

    @property
    def submitted_on(self) -> date:
        """Since when it waits."""
        return day_of(self.task.last_reported_at or self.task.opened_at)


@dataclass(frozen=True)
class EditionMatter:
    """A year that ended and whose report waits to be approved and closed."""

    fiscal_year: FiscalYear

    @property
    def topic(self) -> str:
        """What makes it this matter; there is one report to approve a year."""
        return f"edition:{int(self.fiscal_year)}"

    @property
    def due_on(self) -> date:
        """The day the year ended."""
        return self.fiscal_year.last_day


@dataclass(frozen=True)
class RoundMatter:
    """A unit that has not reported on everything in a round."""

    round: Round
    unit_id: int
    unit_name: str
    missing: int
    running: int

    @property
    def topic(self) -> str:
        """What makes it this matter."""
        return f"round:{self.round.key}:unit:{self.unit_id}"

    @property
    def due_on(self) -> date:
        """The last day of the round."""
        return self.round.due_on


@dataclass(frozen=True)
class ClosingMatter:
    """A unit that lacks results or evidence as a year ends."""

    fiscal_year: FiscalYear
    unit_id: int
    unit_name: str
    without_result: int
    without_evidence: int

    @property
    def topic(self) -> str:
        """What makes it this matter."""
        return f"closing:{int(self.fiscal_year)}:unit:{self.unit_id}"

    @property
    def due_on(self) -> date:
        """The last day of the year."""
        return self.fiscal_year.last_day


Matter = ExtensionMatter | SubmissionMatter | EditionMatter | RoundMatter | ClosingMatter


def unit_of(topic: str) -> int | None:
    """Return the unit a topic is about, of those that are about a unit's tasks together."""
    _, found, number = topic.rpartition(":unit:")
    return int(number) if found else None


def number_of(topic: str, name: str) -> int | None:
    """Return the number behind a topic's name, as 7 of `extension:7`."""
    found, _, number = topic.partition(":")
    return int(number) if found == name else None


def extension_matters(tasks: Mapping[int, TaskRow], askings: Iterable[Asking]) -> list[Matter]:
    """Return the requests that wait, of tasks at hand."""
    return [
        ExtensionMatter(asking, tasks[asking.task_id])
        for asking in askings
        if asking.is_waiting and asking.task_id in tasks
    ]


def submission_matters(tasks: Iterable[TaskRow], submitters: Mapping[int, int | None]) -> list[Matter]:
    """Return the results that wait to be verified."""
    return [SubmissionMatter(row, submitters.get(row.id)) for row in tasks if row.state is TaskState.SUBMITTED]


def round_matters(tasks: Iterable[TaskRow], *, today: date, rules: Rules) -> list[Matter]:
    """Return the units that have not reported on all their running tasks, for each round that may be spoken of."""
    found: list[Matter] = []
    rows = [row for row in tasks if row.state.is_open]
    for which in rounds_by(today, rules=rules):
        running: dict[int, int] = defaultdict(int)
        missing: dict[int, int] = defaultdict(int)
        names: dict[int, str] = {}
        for row in rows:
            # What was opened in the month of the round has hardly begun: the next round asks for it.
            if row.starts_on > which.due_on or day_of(row.opened_at) >= which.since:
                continue
            running[row.unit_id] += 1
            names[row.unit_id] = row.unit_name
            missing[row.unit_id] += row.last_reported_at is None or day_of(row.last_reported_at) < which.since
        found += [
            RoundMatter(which, unit_id, name, missing[unit_id], running[unit_id])
            for unit_id, name in names.items()
            if missing[unit_id]
        ]
    return found


def closing_matters(tasks: Iterable[TaskRow], unproven: frozenset[int], *, today: date) -> list[Matter]:
    """Return the units that lack the result of a task of this year, or the evidence of what was done."""
    fiscal_year = FiscalYear.of(today)
    results: dict[int, int] = defaultdict(int)
    proofs: dict[int, int] = defaultdict(int)
    names: dict[int, str] = {}
    for row in tasks:
        if row.fiscal_year != fiscal_year or not (row.state.is_open or row.id in unproven):
            continue
        names[row.unit_id] = row.unit_name
        (results if row.state.is_open else proofs)[row.unit_id] += 1
    return [
        ClosingMatter(fiscal_year, unit_id, name, results[unit_id], proofs[unit_id]) for unit_id, name in names.items()
    ]
