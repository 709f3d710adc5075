"""Tasks and directives as the cards of a message, for reminders and for answers alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from tracker.errors import NotFound
from tracker.people.viewer import Viewer
from tracker.reminders.policy import Kind
from tracker.reminders.queries import Subject
from tracker.reminders.service.claims import claims_of_matter
from tracker.reminders.service.matter_cards import matter_card
from tracker.reminders.service.matters import EditionMatter, ExtensionMatter, Matter, SubmissionMatter
from tracker.reminders.service.reasons import Reason, Situation
from tracker.reminders.wording.cards import summary
from tracker.reminders.wording.subjects import Card, DateChoice, DirectiveCard, MatterCard, TaskCard
from tracker.reminders.wording.urgency import Urgency
from tracker.tasks import timeliness
from tracker.tasks.models import TaskState
from tracker.tasks.queries import DirectiveRow, TaskRow
from tracker.tasks.service import may_direct, may_report
from tracker.tasks.timeliness import Timeliness
from tracker.thai import day_of

_MOST_IN_A_LINE = 40
"""More things than LINE's 1,500 units of a notification have room for."""
_USUAL_EXTENSION, _USUAL_PROMISE = 7, 3
"""The days a picker offers first, counted from the earliest that can be chosen."""


@dataclass(frozen=True)
class Desk:
    """Where cards are made: a situation, and the address its links begin with."""

    situation: Situation
    base_url: str

    @property
    def all_tasks_link(self) -> str:
        """The address of the list of tasks."""
        return f"{self.base_url}/tasks/"

    def cards(self, reasons: Iterable[Reason]) -> list[Card]:
        """Return one card for each thing, for its most urgent reason, in the order of the reasons."""
        found: dict[object, Card] = {}
        for reason in reasons:
            if reason.subject not in found:
                found[reason.subject] = self._card(reason)
        return list(found.values())

    def heading(self, reason: Reason) -> str:
        """Name what a reason is about, as its card does."""
        situation, subject = self.situation, reason.subject
        if subject.task_id is not None:
            return _title(situation.tasks[subject.task_id])
        if subject.topic:
            return self._matter_card(situation.matters[subject.topic], reason.earned.kind).title
        return situation.directives[subject.directive_id or 0].text

    def headline(self, reasons: Sequence[Reason]) -> str:
        """Say in one line what a message would tell; no more cards are made for it than the line could hold."""
        firsts = {reason.subject: reason for reason in reversed(reasons)}
        shown = dict.fromkeys(reason.subject for reason in reasons)
        return summary(self.cards([firsts[subject] for subject in islice(shown, _MOST_IN_A_LINE)]), len(shown))

    def standing(self, row: TaskRow) -> TaskCard:
        """Return a task as it stands, whether or not anybody is to be reminded of it."""
        return self._task_card(row, self._standing_urgency(row))

    def standing_for(self, viewer: Viewer, row: TaskRow) -> TaskCard:
        """Return a task as it stands, with what this person may do about it."""
        card = self.standing(row)
        if may_report(row, viewer):
            return card
        return self._to_direct(card) if may_direct(viewer) else replace(card, is_answerable=False)

    def tasks_of(self, viewer: Viewer) -> list[Card]:
        """Return what waits for a person: directives first, then the person's tasks, the most urgent first."""
        situation, today = self.situation, self.situation.today
        directives: list[Card] = [
            self._directive_card(row, self._directive_urgency(row), viewer.person_id)
            for row in situation.directives.values()
            if viewer.person_id in situation.hearers.of_unit(row.unit_id)
        ]
        mine = [
            row
            for row in situation.tasks.values()
            if row.state.is_open and viewer.person_id in situation.hearers_of(row)
        ]
        return directives + [
            self.standing_for(viewer, row) for row in sorted(mine, key=lambda row: _urgency(row, today, self))
        ]

    def decisions_of(self, viewer: Viewer) -> list[MatterCard]:
        """Return what waits for a person to decide, whether or not they were reminded of it today."""
        situation, waiting = self.situation, (ExtensionMatter, SubmissionMatter, EditionMatter)
        return [
            self._decided_by(viewer.person_id, matter, self._matter_card(matter, Kind.DECISION_WAITS))
            for matter in situation.matters.values()
            if isinstance(matter, waiting)
            and any(
                viewer.person_id in hearing
                for _, hearing in claims_of_matter(matter, situation.office)(situation.today, None)
            )
        ]

    def standing_of(self, row: TaskRow) -> Timeliness:
        """Return how a task stands against the calendar."""
        return timeliness.timeliness(
            row.state, row.due_on, today=self.situation.today, calendar=self.situation.calendar
        )

    def _card(self, reason: Reason) -> Card:
        if reason.subject.task_id is not None:
            row = self.situation.tasks[reason.subject.task_id]
            card = self._task_card(row, self._urgency_of(reason.earned.kind, row))
            return self._heard_by(reason.person_id, row, card)
        if reason.subject.topic:
            matter = self.situation.matters[reason.subject.topic]
            return self._decided_by(reason.person_id, matter, self._matter_card(matter, reason.earned.kind))
        directive = self.situation.directives[reason.subject.directive_id or 0]
        days = self._days(reason.earned.kind, directive)
        return self._directive_card(directive, Urgency(reason.earned.kind.value, days), reason.person_id)

    def _task_card(self, row: TaskRow, urgency: Urgency) -> TaskCard:
        returned = self.situation.returns.get(row.id)
        return TaskCard(
            task_id=row.id,
            revision=row.revision,
            title=_title(row),
            measure=f"{row.measure_number}. {row.measure_title}",
            unit=row.unit_name,
            due_on=row.due_on,
            state=row.state.label,
            percent=row.percent,
            urgency=urgency,
            link=f"{self.base_url}/tasks/{row.id}",
            is_open=row.state.is_open,
            is_started=row.state.value != "not_started",
            comment=returned.comment if returned is not None else "",
            more_time=self._days_to_ask_for(row),
            promise=self._days_to_promise(row),
        )

    def _urgency_of(self, kind: Kind, row: TaskRow) -> Urgency:
        if kind is Kind.CLOSING and row.state is TaskState.DONE:
            return Urgency("unproven")
        return Urgency(kind.value, self._days(kind, row))

    def _heard_by(self, person_id: int, row: TaskRow, card: TaskCard) -> TaskCard:
        """Return a card with what somebody does who hears of it: those above the unit look on, and may direct."""
        hearers = self.situation.hearers
        if hearers.may_report(person_id, row.unit_id, row.assignee_id):
            return card
        leads = person_id in hearers.mayor_ids or person_id in hearers.chiefs()
        return self._to_direct(card) if leads else replace(card, is_answerable=False)

    def _decided_by(self, person_id: int, matter: Matter, card: MatterCard) -> MatterCard:
        """Return a card without the answers of a decision for a deputy who only hears."""
        if not isinstance(matter, ExtensionMatter):
            return card
        may_decide = self.situation.hearers.may_decide(person_id, matter.task.unit_id)
        return card if may_decide else replace(card, answers=())

    def _to_direct(self, card: TaskCard) -> TaskCard:
        link = f"{self.base_url}/tasks/directives/new?task={card.task_id}"
        return replace(card, is_answerable=False, direct_link=link)

    def _days_to_ask_for(self, row: TaskRow) -> DateChoice | None:
        """Return the due dates that can be asked for: later than the present one, within the fiscal year."""
        today, latest = self.situation.today, row.fiscal_year.last_day
        earliest = max(today, row.due_on) + timedelta(days=1)
        if not row.state.is_open or earliest > latest:
            return None
        return DateChoice(earliest + timedelta(days=_USUAL_EXTENSION - 1), earliest, latest)

    def _days_to_promise(self, row: TaskRow) -> DateChoice | None:
        """Return the days somebody can promise: once it is late, from today until the end of the fiscal year."""
        today, latest = self.situation.today, row.fiscal_year.last_day
        if not row.state.is_open or row.due_on >= today or today > latest:
            return None
        return DateChoice(today + timedelta(days=_USUAL_PROMISE), today, latest)

    def _matter_card(self, matter: Matter, kind: Kind) -> MatterCard:
        today, calendar = self.situation.today, self.situation.calendar
        left = timeliness.days_left(matter.due_on, today=today, calendar=calendar)
        if kind is Kind.ROUND_DUE and today > matter.due_on:
            late = timeliness.days_late(matter.due_on, today=today, calendar=calendar)
            return matter_card(matter, Urgency("round_late", late), self.base_url)
        return matter_card(matter, Urgency(kind.value, left), self.base_url)

    def _directive_card(self, row: DirectiveRow, urgency: Urgency, person_id: int) -> DirectiveCard:
        return DirectiveCard(
            directive_id=row.id,
            text=row.text,
            given_by=row.given_by,
            due_on=row.due_on,
            urgency=urgency,
            link=f"{self.base_url}/tasks/directives/{row.id}",
            is_acknowledged=row.acknowledged_at is not None,
            is_answerable=self.situation.hearers.answers_for(person_id, row.unit_id),
        )

    def _days(self, kind: Kind, row: TaskRow | DirectiveRow) -> int:
        today, calendar = self.situation.today, self.situation.calendar
        if kind in {Kind.LATE, Kind.DIRECTIVE_LATE, Kind.ESCALATED}:
            return timeliness.days_late(row.due_on, today=today, calendar=calendar)
        if kind is Kind.SILENT and isinstance(row, TaskRow):
            return (today - _heard_on(row)).days
        return timeliness.days_left(row.due_on, today=today, calendar=calendar)

    def _standing_urgency(self, row: TaskRow) -> Urgency:
        how = self.standing_of(row)
        if row.is_returned and row.state.is_open:
            return Urgency("returned")
        if how is Timeliness.LATE:
            # A weekend after the due date is late without a working day of it.
            return Urgency("late", max(1, self._days(Kind.LATE, row)))
        if how is Timeliness.DUE_SOON:
            left = self._days(Kind.DUE_IN_7, row)
            return Urgency("due_in_1" if left == 1 else "due_in_7", left)
        if how is Timeliness.ON_TIME:
            return Urgency("on_time", self._days(Kind.DUE_IN_30, row))
        return Urgency(how.value)

    def _directive_urgency(self, row: DirectiveRow) -> Urgency:
        late = self._days(Kind.DIRECTIVE_LATE, row)
        if late:
            return Urgency("directive_late", late)
        left = self._days(Kind.DIRECTIVE_DUE, row)
        if left <= 1:
            return Urgency("directive_due", left)
        return Urgency("directive_given") if row.acknowledged_at is None else Urgency("directive_open", left)


def present(task_id: int, viewer: Viewer, *, today: date, base_url: str) -> TaskCard:
    """Return one task as it stands now, if the person may see it."""
    situation = Situation.about(viewer, [Subject(task_id=task_id)], today=today)
    if task_id not in situation.tasks:
        raise NotFound("ไม่พบงานนี้ หรือไม่ใช่งานของหน่วยงานท่าน")
    return Desk(situation, base_url).standing_for(viewer, situation.tasks[task_id])


def _title(row: TaskRow) -> str:
    """Return the step with its occurrence before it: what a short card cuts off must not be which month it is."""
    return f"{row.occurrence_label}: {row.step_text}" if row.occurrence_label else row.step_text


def _heard_on(row: TaskRow) -> date:
    reported_on = None if row.last_reported_at is None else day_of(row.last_reported_at)
    return timeliness.last_heard_on(row.starts_on, day_of(row.opened_at), reported_on)


def _urgency(row: TaskRow, today: date, desk: Desk) -> tuple[int, date]:
    return timeliness.urgency(desk.standing_of(row), row.due_on)
