"""What everybody has earned by a day: the facts of open work, put to the policy, given to whoever hears of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tracker.people import queries as people
from tracker.people.viewer import Asker
from tracker.people.working_days import WorkingCalendar
from tracker.reminders import queries
from tracker.reminders.policy import URGENT, Earned, Rules, SpeakingHours
from tracker.reminders.queries import ReminderKey, Subject
from tracker.reminders.queries.answers import Asking
from tracker.reminders.service import matters as matters_of
from tracker.reminders.service.claims import (
    Claim,
    Claims,
    Office,
    claims_of_directive,
    claims_of_matter,
    claims_of_task,
    silence_of,
    task_facts,
)
from tracker.reminders.service.hearing import Hearers
from tracker.reminders.service.listening import Listening
from tracker.reminders.service.matters import Matter
from tracker.tasks import queries as tasks
from tracker.tasks.models import TaskState
from tracker.tasks.queries import DirectiveRow, Return, TaskRow


class Reason(NamedTuple):
    """Why one person is to hear of one thing."""

    person_id: int
    subject: Subject
    earned: Earned

    @property
    def key(self) -> ReminderKey:
        """What makes it the same reminder."""
        return self.subject, self.earned.kind.value, self.earned.slot, self.person_id


@dataclass(frozen=True)
class Answers:
    """What people said of tasks that are late or to be decided."""

    promises: Mapping[int, Sequence[date]]
    askings: Mapping[int, Sequence[Asking]]


@dataclass(frozen=True)
class Frame:
    """What stands around all work of an office on a day: its calendar, rules and people, and who hears when."""

    today: date
    office: Office
    listening: Listening

    @classmethod
    def of(cls, asker: Asker, *, today: date) -> "Frame":
        """Return the frame of an office; eight queries."""
        calendar, rules, hearers = people.working_calendar(asker), queries.rules(asker), Hearers.of(asker, on=today)
        hours = queries.speaking_hours_by(rules, calendar, asker=asker)
        listening = Listening.of(asker, today=today, hours=hours, mayor_ids=hearers.mayor_ids)
        return cls(today, Office(calendar, rules, hearers), listening)

    @property
    def hours(self) -> SpeakingHours:
        """When the office is spoken to."""
        return self.listening.hours


@dataclass(frozen=True)
class Situation:
    """Work somebody waits for, the calendar, the rules and the people of an office on a day, read at once."""

    today: date
    office: Office
    tasks: Mapping[int, TaskRow]
    directives: Mapping[int, DirectiveRow]
    matters: Mapping[str, Matter]
    returns: Mapping[int, Return]
    answers: Answers
    unproven: frozenset[int]
    """The tasks at hand that were done without evidence."""
    listening: Listening

    @classmethod
    def of(cls, asker: Asker, *, today: date) -> "Situation":
        """Return the situation of a whole office; a fixed number of queries, however large it is."""
        rows = {row.id: row for row in queries.tasks_somebody_waits_for(asker)}
        unproven = frozenset(row.id for row in rows.values() if row.state is TaskState.DONE)
        frame, askings = Frame.of(asker, today=today), queries.askings(asker)
        found = [
            *matters_of.extension_matters(rows, askings),
            *matters_of.submission_matters(rows.values(), queries.submitters(asker)),
            *(matters_of.EditionMatter(year) for year in queries.years_to_close(asker, today=today)),
            *matters_of.round_matters(rows.values(), today=today, rules=frame.office.rules),
            *matters_of.closing_matters(rows.values(), unproven, today=today),
        ]
        answers = Answers(queries.promises(asker), _by_task(askings))
        return cls._from(asker, _Work(rows, tasks.open_directives(asker), found, answers, unproven), frame)

    @classmethod
    def about(cls, asker: Asker, subjects: Collection[Subject], *, today: date) -> "Situation":
        """Return the situation of some tasks, directives and matters as they are now."""
        return cls.within(Frame.of(asker, today=today), asker, subjects)

    @classmethod
    def within(cls, frame: Frame, asker: Asker, subjects: Collection[Subject]) -> "Situation":
        """Return the situation of some things in a frame that was read before."""
        today, rules = frame.today, frame.office.rules
        topics = {subject.topic for subject in subjects if subject.topic}
        askings = queries.askings(asker, ids=_numbers(topics, "extension")) if topics else []
        wanted = {subject.task_id for subject in subjects if subject.task_id is not None}
        wanted |= {asking.task_id for asking in askings} | _numbers(topics, "submission")
        rows = {row.id: row for row in tasks.tasks_with_ids(wanted, asker=asker)}
        late = [row.id for row in rows.values() if row.state.is_open and row.due_on < today]
        done = [row.id for row in rows.values() if row.state is TaskState.DONE]
        proven = tasks.evidence_counts(done, asker=asker) if done else {}
        answers = Answers(
            queries.promises(asker, task_ids=late) if late else {},
            _by_task(queries.askings(asker, task_ids=late) if late else []),
        )
        found = _matters_about(asker, topics, {**rows}, askings, today=today, rules=rules)
        directive_ids = {subject.directive_id for subject in subjects} - {None}
        directives = [row for row in tasks.open_directives(asker) if row.id in directive_ids] if directive_ids else []
        work = _Work(rows, directives, found, answers, frozenset(done) - proven.keys())
        return cls._from(asker, work, frame)

    @classmethod
    def _from(cls, asker: Asker, work: "_Work", frame: Frame) -> "Situation":
        returned = [row.id for row in work.tasks.values() if row.is_returned and row.state.is_open]
        return cls(
            today=frame.today,
            office=frame.office,
            tasks=work.tasks,
            directives={row.id: row for row in work.directives},
            matters={matter.topic: matter for matter in work.matters},
            returns=tasks.returns(returned, asker=asker) if returned else {},
            answers=work.answers,
            unproven=work.unproven,
            listening=frame.listening,
        )

    @property
    def calendar(self) -> WorkingCalendar:
        """The working days of the office."""
        return self.office.calendar

    @property
    def hearers(self) -> Hearers:
        """The people of the office, by what they answer for."""
        return self.office.hearers

    def reasons(self) -> dict[int, list[Reason]]:
        """Return what each person has earned by today, whether told of it before or not, the most urgent first."""
        found: dict[int, list[Reason]] = defaultdict(list)
        for subject, claims in self._claims():
            for earned, person_id in self._heard(claims):
                found[person_id].append(Reason(person_id, subject, earned))
        for reasons_of_one in found.values():
            reasons_of_one.sort(key=lambda reason: (reason.earned.kind.priority, self.due_on(reason.subject)))
        return found

    def hearers_of(self, row: TaskRow) -> tuple[int, ...]:
        """Return who hears of a task."""
        return self.hearers.of_task(row.unit_id, row.assignee_id)

    def due_on(self, subject: Subject) -> date:
        """Return when a task, a directive or a matter is due."""
        if subject.task_id is not None:
            return self.tasks[subject.task_id].due_on
        if subject.directive_id is not None:
            return self.directives[subject.directive_id].due_on
        return self.matters[subject.topic].due_on

    def _claims(self) -> Iterator[tuple[Subject, Claims]]:
        for row in self.tasks.values():
            if row.state.is_open or row.id in self.unproven:
                facts = task_facts(row, self.returns.get(row.id), has_evidence=row.id not in self.unproven)
                silence = silence_of(row, self.answers.askings.get(row.id, ()), self.answers.promises.get(row.id, ()))
                yield Subject(task_id=row.id), claims_of_task(facts, silence, row, self.office)
        for directive in self.directives.values():
            yield Subject(directive_id=directive.id), claims_of_directive(directive, self.office)
        for topic, matter in self.matters.items():
            yield Subject(topic=topic), claims_of_matter(matter, self.office)

    def _heard(self, claims: Claims) -> Iterator[tuple[Earned, int]]:
        """Yield who hears what of one thing today: at once, or what had been earned by the day they hear on."""
        listening, hurried = self.listening, set[int]()
        for earned, hearing in claims(self.today, None):
            for person_id in hearing:
                if listening.hears_at_once(person_id, is_urgent=earned.kind in URGENT):
                    yield earned, person_id
                    hurried.add(person_id)
        if not listening.is_first_day:
            for earned, hearing in _before(claims, listening):
                for person_id in hearing:
                    if listening.is_patient(person_id) and person_id not in hurried:
                        yield earned, person_id


@dataclass(frozen=True)
class _Work:
    """What an office has before it."""

    tasks: Mapping[int, TaskRow]
    directives: Iterable[DirectiveRow]
    matters: Iterable[Matter]
    answers: Answers
    unproven: frozenset[int]


def _before(claims: Claims, listening: Listening) -> Iterable[Claim]:
    """Return what had been earned by the day of the week on which those who are patient hear."""
    return claims(listening.week_begins_on, listening.patient_ids) if listening.patient_ids else ()


def _matters_about(
    asker: Asker,
    topics: Collection[str],
    rows: dict[int, TaskRow],
    askings: Collection[Asking],
    *,
    today: date,
    rules: Rules,
) -> list[Matter]:
    """Return the matters of some topics as they are now; those that are settled are left out."""
    if not topics:
        return []
    found: list[Matter] = [*matters_of.extension_matters(rows, askings)]
    if submissions := _numbers(topics, "submission"):
        waiting = [row for row in rows.values() if row.id in submissions]
        found += matters_of.submission_matters(waiting, queries.submitters(asker, task_ids=submissions))
    if _numbers(topics, "edition"):
        found += [matters_of.EditionMatter(year) for year in queries.years_to_close(asker, today=today)]
    if unit_ids := {unit_id for topic in topics if (unit_id := matters_of.unit_of(topic)) is not None}:
        theirs = queries.tasks_somebody_waits_for(asker, unit_ids=unit_ids)
        unproven = frozenset(row.id for row in theirs if row.state is TaskState.DONE)
        found += matters_of.round_matters(theirs, today=today, rules=rules)
        found += matters_of.closing_matters(theirs, unproven, today=today)
    return [matter for matter in found if matter.topic in topics]


def _numbers(topics: Iterable[str], name: str) -> set[int]:
    return {number for topic in topics if (number := matters_of.number_of(topic, name)) is not None}


def _by_task(askings: Iterable[Asking]) -> dict[int, list[Asking]]:
    found: dict[int, list[Asking]] = defaultdict(list)
    for asking in askings:
        found[asking.task_id].append(asking)
    return found
