"""Planning: one envelope for each person and day, with the reasons that stand behind it.

Run as often as one likes: what was planned is rebuilt from what is true until its first attempt. An envelope is for its
day alone: what did not go out by the end of the sending window is earned again on the next working day.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import insert, select, update

from tracker.database import db
from tracker.people import queries as people
from tracker.people.models import LocalGovernment
from tracker.people.viewer import System
from tracker.reminders import queries
from tracker.reminders.models import MessageState, OutgoingMessage, Reminder
from tracker.reminders.queries import ReminderKey, Told
from tracker.reminders.service.reasons import Reason, Situation
from tracker.reminders.service.showing import Desk
from tracker.reminders.wording import cards as wording
from tracker.thai import day_of, instant_of

OPENS, CLOSES = time(8, 30), time(16, 30)
"""The sending window, on working days: official hours (domain notes 7)."""


@dataclass(frozen=True)
class Planned:
    """What a run of planning did."""

    people: int = 0
    """Who have a message of today waiting, new or rebuilt."""
    reminders: int = 0
    """Reasons given for the first time."""
    withdrawn: int = 0


@dataclass
class _Changes:
    """What a run will write, gathered first so that it takes a fixed number of statements."""

    envelopes: list[dict[str, Any]] = field(default_factory=list)
    reminders: list[dict[str, Any]] = field(default_factory=list)
    moved: list[dict[str, Any]] = field(default_factory=list)
    detached: list[int] = field(default_factory=list)
    people: int = 0
    withdrawn: int = 0


def plan_reminders(government: LocalGovernment, *, today: date, at: datetime) -> Planned:
    """Plan what each person of an office with a LINE account hears today; nothing on days off or after hours."""
    asker = System(government.id)
    calendar = people.working_calendar(asker)
    if not calendar.is_working_day(today) or at >= instant_of(today, CLOSES):
        return Planned()
    # Two planners at once would plan the same; the second one waits and finds it planned.
    db.session.execute(select(LocalGovernment.id).where(LocalGovernment.id == government.id).with_for_update())
    situation = Situation.of(asker, today=today)
    reasons, reachable = situation.reasons(), people.reachable_line_users(asker)
    told, envelopes = queries.reminders_about_open_work(asker), queries.envelopes_of(today, asker=asker)
    planner = _Planner(situation, told, at)
    for person_id in sorted(reasons.keys() | envelopes.keys()):
        due = reasons.get(person_id, []) if person_id in reachable else []
        planner.plan(asker, person_id, due, envelopes.get(person_id))
    return planner.write()


def fill_envelope(message: OutgoingMessage, *, at: datetime, base_url: str) -> bool:
    """Write a message from what is true now, before its first attempt; tell whether anything in it is still needed."""
    asker = System(message.government_id)
    attached = queries.reminders_in(message.id)
    subjects = [queries.Subject(reminder.task_id, reminder.directive_id) for reminder in attached]
    situation = Situation.about(asker, subjects, today=day_of(at))
    meant = {
        (queries.Subject(reminder.task_id, reminder.directive_id), reminder.kind, reminder.slot, reminder.person_id)
        for reminder in attached
    }
    needed = [reason for reason in situation.reasons().get(message.person_id or 0, []) if reason.key in meant]
    if not needed:
        return False
    desk = Desk(situation, base_url)
    shown = desk.cards(needed)
    message.body = [wording.reminder(shown, desk.all_tasks_link)]
    message.summary = wording.summary(shown)
    kept = {reason.key for reason in needed}
    for reminder in attached:
        subject = queries.Subject(reminder.task_id, reminder.directive_id)
        if (subject, reminder.kind, reminder.slot, reminder.person_id) not in kept:
            reminder.message_id = None
    return True


def empty_envelope(message: OutgoingMessage) -> None:
    """Make a message LINE has certainly not taken one that was never tried.

    It is written anew at its next attempt, so that is another request and takes another key: LINE wants a request that
    is sent again under a key to be the same ("Retry failed API requests").
    """
    attached = queries.reminders_in(message.id)
    for reminder in attached:
        reminder.message_id = None
    db.session.flush()  # A key that reminders point at cannot be changed.
    message.id = uuid.uuid4()
    message.first_attempted_at, message.sent_to, message.body = None, None, []
    db.session.flush()
    for reminder in attached:
        reminder.message_id = message.id


class _Planner:
    """Compares what people have earned with what they were told, and gathers what has to be written."""

    def __init__(self, situation: Situation, told: Mapping[ReminderKey, Told], at: datetime) -> None:
        self._desk = Desk(situation, "")
        self._today = situation.today
        self._told = told
        self._at = at
        self._changes = _Changes()
        self._attached: dict[uuid.UUID, list[Told]] = {}
        for one in told.values():
            if one.message_id is not None:
                self._attached.setdefault(one.message_id, []).append(one)

    def plan(self, asker: System, person_id: int, reasons: list[Reason], envelope: OutgoingMessage | None) -> None:
        """Plan what one person hears today: nothing more once today's message was tried."""
        if envelope is not None and not _can_be_rebuilt(envelope):
            return
        own = envelope.id if envelope is not None else None
        due = [reason for reason in reasons if self._is_news(reason, own)]
        if envelope is not None:
            self._detach_all_but(due, envelope)
        if not due:
            self._withdraw(envelope)
            return
        self._changes.people += 1
        message_id = own or uuid.uuid4()
        summary = wording.summary(self._desk.cards(due))
        priority = min(reason.earned.kind.priority for reason in due)
        if envelope is None:
            self._changes.envelopes.append(self._new_envelope(asker, person_id, message_id, (summary, priority)))
        else:
            envelope.summary, envelope.priority, envelope.planned_at = summary, priority, self._at
            if envelope.state is MessageState.WITHDRAWN:
                envelope.state = MessageState.WAITING
        self._attach(asker, due, message_id)

    def write(self) -> Planned:
        """Write everything: at most four statements, and one for each envelope that was rebuilt."""
        changes = self._changes
        if changes.envelopes:
            db.session.execute(insert(OutgoingMessage), changes.envelopes)
        if changes.reminders:
            db.session.execute(insert(Reminder), changes.reminders)
        if changes.moved:
            db.session.execute(update(Reminder), changes.moved)
        if changes.detached:
            db.session.execute(update(Reminder), [{"id": one, "message_id": None} for one in changes.detached])
        return Planned(changes.people, len(changes.reminders) + len(changes.moved), changes.withdrawn)

    def _is_news(self, reason: Reason, own_envelope: uuid.UUID | None) -> bool:
        told = self._told.get(reason.key)
        return told is None or not told.was_told or (own_envelope is not None and told.message_id == own_envelope)

    def _attach(self, asker: System, due: Iterable[Reason], message_id: uuid.UUID) -> None:
        for reason in due:
            told = self._told.get(reason.key)
            if told is None:
                self._changes.reminders.append(
                    {
                        "government_id": asker.government_id,
                        "task_id": reason.subject.task_id,
                        "directive_id": reason.subject.directive_id,
                        "person_id": reason.person_id,
                        "kind": reason.earned.kind.value,
                        "slot": reason.earned.slot,
                        "planned_at": self._at,
                        "message_id": message_id,
                    }
                )
            elif told.message_id != message_id:
                self._changes.moved.append({"id": told.reminder_id, "message_id": message_id})

    def _detach_all_but(self, due: Iterable[Reason], envelope: OutgoingMessage) -> None:
        kept = {told.reminder_id for reason in due if (told := self._told.get(reason.key)) is not None}
        attached = self._attached.get(envelope.id, [])
        self._changes.detached += [one.reminder_id for one in attached if one.reminder_id not in kept]

    def _withdraw(self, envelope: OutgoingMessage | None) -> None:
        if envelope is not None and envelope.state is not MessageState.WITHDRAWN:
            envelope.state = MessageState.WITHDRAWN
            self._changes.withdrawn += 1

    def _new_envelope(
        self, asker: System, person_id: int, message_id: uuid.UUID, words: tuple[str, int]
    ) -> dict[str, Any]:
        return {
            "id": message_id,
            "government_id": asker.government_id,
            "person_id": person_id,
            "day": self._today,
            "sequence": 1,
            "priority": words[1],
            "summary": words[0],
            "body": [],
            "state": MessageState.WAITING,
            "planned_at": self._at,
            "next_attempt_at": max(self._at, instant_of(self._today, OPENS)),
            "expires_at": instant_of(self._today, CLOSES),
        }


def _can_be_rebuilt(envelope: OutgoingMessage) -> bool:
    """Tell whether a message has not been tried yet: until then it is rebuilt from what is true."""
    return envelope.attempts == 0 and envelope.state in {
        MessageState.WAITING,
        MessageState.HELD,
        MessageState.WITHDRAWN,
    }
