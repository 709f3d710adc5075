"""What each thing has earned by a day and who is to hear it: the policy, put to the facts of an office."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.people.working_days import WorkingCalendar
from tracker.reminders.policy import (
    DirectiveFacts,
    Earned,
    Rules,
    Rung,
    Silence,
    TaskFacts,
    earned,
    earned_at_closing,
    earned_by_decision,
    earned_by_directive,
    earned_by_round,
    escalated,
    waited_threshold,
)
from tracker.reminders.queries.answers import Asking
from tracker.reminders.service.hearing import Hearers, Hearing
from tracker.reminders.service.matters import (
    ClosingMatter,
    EditionMatter,
    ExtensionMatter,
    Matter,
    RoundMatter,
    SubmissionMatter,
)
from tracker.tasks.queries import DirectiveRow, Return, TaskRow
from tracker.thai import day_of

Claim = tuple[Earned, Hearing]
"""A reason and those who are to hear it."""
Claims = Callable[[date, Collection[int] | None], Iterable[Claim]]
"""What one thing has earned by a day; where some people are named, what is nobody's of theirs may be left out."""


@dataclass(frozen=True)
class Office:
    """What every claim is judged by: the working days, the rules and the people."""

    calendar: WorkingCalendar
    rules: Rules
    hearers: Hearers


def claims_of_task(facts: TaskFacts, silence: Silence, row: TaskRow, office: Office) -> Claims:
    """Return what a task has earned: for its owner, and for those above when nobody answers."""

    def by(day: date, among: Collection[int] | None = None) -> Iterator[Claim]:
        owners = office.hearers.of_task(row.unit_id, row.assignee_id)
        if among is None or any(owner in among for owner in owners):
            for reason in earned(facts, today=day, calendar=office.calendar, rules=office.rules):
                yield reason, owners
        if row.state.is_open and day > row.due_on:
            yield from _escalations(silence, owners, row.unit_id, day, office)

    return by


def claims_of_directive(row: DirectiveRow, office: Office) -> Claims:
    """Return what a directive has earned: for who answers for the unit, and for those above once it is left undone."""
    facts = directive_facts(row)

    def by(day: date, among: Collection[int] | None = None) -> Iterator[Claim]:
        owners = office.hearers.of_unit(row.unit_id)
        for reason in earned_by_directive(facts, today=day, calendar=office.calendar, rules=office.rules):
            yield reason, owners
        if row.is_open:
            yield from _escalations(Silence(row.due_on), owners, row.unit_id, day, office)

    return by


def claims_of_matter(matter: Matter, office: Office) -> Claims:
    """Return what a matter has earned."""
    calendar, rules, hearers = office.calendar, office.rules, office.hearers

    def by(day: date, among: Collection[int] | None = None) -> list[Claim]:
        if isinstance(matter, RoundMatter):
            reasons = earned_by_round(matter.round, today=day, calendar=calendar, rules=rules)
            return [(reason, hearers.of_unit(matter.unit_id)) for reason in reasons]
        if isinstance(matter, ClosingMatter):
            reasons = earned_at_closing(matter.fiscal_year, today=day, calendar=calendar, rules=rules)
            return [(reason, hearers.of_unit(matter.unit_id)) for reason in reasons]
        asked_on = _asked_on(matter)
        waited = waited_threshold(asked_on, today=day, calendar=calendar, rules=rules)
        deciders = _deciders(matter, hearers, has_waited_long=bool(waited))
        return [
            (reason, deciders) for reason in earned_by_decision(asked_on, today=day, calendar=calendar, rules=rules)
        ]

    return by


def task_facts(row: TaskRow, returned: Return | None, *, has_evidence: bool = True) -> TaskFacts:
    """Return what decides about the reminders of a task."""
    is_returned = returned is not None and row.is_returned
    return TaskFacts(
        state=row.state,
        starts_on=row.starts_on,
        due_on=row.due_on,
        opened_on=day_of(row.opened_at),
        assigned_on=None if row.assigned_at is None else day_of(row.assigned_at),
        last_reported_on=None if row.last_reported_at is None else day_of(row.last_reported_at),
        return_number=returned.update_id if returned is not None and is_returned else None,
        returned_on=day_of(returned.returned_at) if returned is not None and is_returned else None,
        has_evidence=has_evidence,
    )


def directive_facts(row: DirectiveRow) -> DirectiveFacts:
    """Return what decides about the reminders of a directive."""
    return DirectiveFacts(
        given_on=day_of(row.given_at),
        due_on=row.due_on,
        is_acknowledged=row.acknowledged_at is not None,
        is_closed=row.closed_at is not None,
    )


def silence_of(row: TaskRow, askings: Iterable[Asking], promises: Iterable[date]) -> Silence:
    """Return since when nobody has answered for a task, and what was promised."""
    answers = [row.last_reported_at] if row.last_reported_at is not None else []
    is_waiting = False
    for asking in askings:
        answers.append(asking.decided_at or asking.asked_at)
        is_waiting = is_waiting or asking.is_waiting
    return Silence(row.due_on, day_of(max(answers)) if answers else None, tuple(promises), is_waiting)


def _escalations(silence: Silence, owners: Hearing, unit_id: int, day: date, office: Office) -> Iterator[Claim]:
    """Return the rungs that hear, each person on the highest alone; who is to do it has heard of it already."""
    reached = escalated(silence, today=day, calendar=office.calendar, rules=office.rules)
    told = set(owners)
    for rung in reversed(reached):
        hearing = tuple(one for one in _on_rung(rung, unit_id, office.hearers) if one not in told)
        told.update(hearing)
        reason = reached[rung]
        if rung is Rung.MAYOR:
            # Exceptions are shown to the mayor every week while they last.
            reason = Earned(reason.kind, f"{reason.slot}:{day:%G-%V}")
        yield reason, hearing


def _on_rung(rung: Rung, unit_id: int, hearers: Hearers) -> Hearing:
    if rung is Rung.HEAD:
        return hearers.of_unit(unit_id)
    return hearers.chiefs() if rung is Rung.CHIEF else hearers.mayors()


def _asked_on(matter: ExtensionMatter | SubmissionMatter | EditionMatter) -> date:
    if isinstance(matter, ExtensionMatter):
        return day_of(matter.asking.asked_at)
    if isinstance(matter, SubmissionMatter):
        return matter.submitted_on
    return matter.due_on


def _deciders(
    matter: ExtensionMatter | SubmissionMatter | EditionMatter, hearers: Hearers, *, has_waited_long: bool
) -> Hearing:
    """Return who decides: never the one who asks; the ปลัด where nobody else may, and once it has waited long."""
    if isinstance(matter, EditionMatter):
        return tuple(dict.fromkeys((*hearers.coordinators(), *hearers.chiefs(), *hearers.mayors())))
    if isinstance(matter, ExtensionMatter):
        first, asker_id = hearers.of_unit(matter.task.unit_id), matter.asking.asked_by_id
        # Those who lead ask the ปลัด, not one another.
        first = () if asker_id in {*first, *hearers.coordinators()} else first
    else:
        first, asker_id = hearers.coordinators(), matter.submitter_id or 0
    found = tuple(one for one in first if one != asker_id)
    if has_waited_long or not found:
        found = tuple(dict.fromkeys((*found, *(one for one in hearers.chiefs() if one != asker_id))))
    return found or hearers.mayors()
