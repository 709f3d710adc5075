"""Planning: one envelope for each person and day, with the reasons that stand behind it.

Run as often as one likes: what was planned is rebuilt from what is true until its first attempt. An envelope is for its
day alone: what did not go out by the end of the sending window is earned again on the next working day.
"""

import gc
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, select, update

from tracker.database import db
from tracker.people import queries as people
from tracker.people.models import LocalGovernment
from tracker.people.viewer import System
from tracker.reminders import queries
from tracker.reminders.models import Carrier, MessageState, OutgoingMessage, Purpose, Reminder
from tracker.reminders.policy import SpeakingHours
from tracker.reminders.queries import ReminderKey, Told
from tracker.reminders.service.reasons import Reason, Situation
from tracker.reminders.service.showing import Desk

WITHOUT_MAIL = (Carrier.LINE, Carrier.WEB)
"""What carries messages where the installation has no mail server."""


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


@dataclass(frozen=True)
class _Reach:
    """Who can be reached by what; everybody by the web inbox."""

    line_ids: Collection[int]
    email_ids: Collection[int]

    @classmethod
    def of(cls, asker: System, carriers: Collection[Carrier]) -> "_Reach":
        """Return whom each carrier reaches; two queries."""
        return cls(
            people.reachable_line_users(asker).keys() if Carrier.LINE in carriers else (),
            queries.people_with_email(asker) if Carrier.EMAIL in carriers else (),
        )

    def carrier_of(self, person_id: int) -> Carrier:
        """Return what carries a person's message: LINE where it reaches, else e-mail, else the web inbox alone."""
        if person_id in self.line_ids:
            return Carrier.LINE
        return Carrier.EMAIL if person_id in self.email_ids else Carrier.WEB


def plan_reminders(
    government: LocalGovernment, *, today: date, at: datetime, carriers: Collection[Carrier] = WITHOUT_MAIL
) -> Planned:
    """Plan what each person of an office hears today; nothing on days off, quiet days or after hours."""
    asker = System(government.id)
    if not queries.speaking_hours(asker).are_left(at):
        return Planned()
    # Two planners at once would plan the same; the second one waits and finds it planned. Whoever only points at the
    # office, such as an event that comes in, waits for nobody (`key_share`).
    office = select(LocalGovernment.id).where(LocalGovernment.id == government.id)
    db.session.execute(office.with_for_update(key_share=True))
    with _collector_held_back():
        return _planned(asker, today=today, at=at, carriers=carriers)


def _planned(asker: System, *, today: date, at: datetime, carriers: Collection[Carrier]) -> Planned:
    situation = Situation.of(asker, today=today)
    reasons, reach = situation.reasons(), _Reach.of(asker, carriers)
    envelopes = queries.envelopes_to_rebuild(today, asker=asker)
    told = queries.reminders_about_open_work(asker, topics=situation.matters.keys(), day=today)
    planner = _Planner(situation, told, reach, at)
    for person_id in sorted(reasons.keys() | envelopes.keys()):
        planner.plan(asker, person_id, reasons.get(person_id, []), envelopes.get(person_id))
    return planner.write()


@contextmanager
def _collector_held_back() -> Iterator[None]:
    """Keep Python from looking for cycles among a hundred thousand rows: it would walk them all several times over."""
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_collecting:
            gc.enable()


class _Planner:
    """Compares what people have earned with what they were told, and gathers what has to be written."""

    def __init__(self, situation: Situation, told: Mapping[ReminderKey, Told], reach: _Reach, at: datetime) -> None:
        self._desk = Desk(situation, "")
        self._today = situation.today
        self._hours: SpeakingHours = situation.listening.hours
        self._told = told
        self._reach = reach
        self._at = at
        self._changes = _Changes()
        self._attached: dict[int, list[int]] = {}
        for (_, _, _, person_id), one in told.items():
            if one.is_of_day:
                self._attached.setdefault(person_id, []).append(one.reminder_id)

    def plan(self, asker: System, person_id: int, reasons: list[Reason], envelope: OutgoingMessage | None) -> None:
        """Plan what one person hears today: nothing more once today's message was tried."""
        told_of = [(reason, self._told.get(reason.key)) for reason in reasons]
        news = [(reason, told) for reason, told in told_of if told is None or not told.was_told or told.is_of_day]
        due = [reason for reason, _ in news]
        if envelope is not None and not _can_be_rebuilt(envelope) and not _is_outweighed(envelope, due):
            return
        kept = {told.reminder_id for _, told in news if told is not None}
        self._changes.detached += [one for one in self._attached.get(person_id, ()) if one not in kept]
        if not news:
            self._withdraw(envelope)
            return
        self._changes.people += 1
        message_id = envelope.id if envelope is not None else uuid.uuid4()
        summary = self._desk.headline(due)
        priority = min(reason.earned.kind.priority for reason in due)
        carrier = self._reach.carrier_of(person_id)
        if envelope is None:
            said = _Said(summary, priority, carrier)
            self._changes.envelopes.append(self._new_envelope(asker, person_id, message_id, said))
        else:
            envelope.summary, envelope.priority, envelope.planned_at = summary, priority, self._at
            envelope.next_attempt_at = max(self._at, self._hours.opens_at(self._today))
            envelope.expires_at = self._hours.closes_at(self._today)
            if envelope.carrier is not carrier or envelope.state is not MessageState.HELD:
                envelope.carrier, envelope.state = carrier, _first_state(carrier)
        self._attach(asker, news, message_id)

    def write(self) -> Planned:
        """Write everything: at most four statements, and one for each envelope that was rebuilt."""
        changes = self._changes
        # The tables, not the classes: rows of one shape are one statement, whatever of them is empty.
        envelopes, reminders = cast(Table, OutgoingMessage.__table__), cast(Table, Reminder.__table__)
        if changes.envelopes:
            db.session.execute(insert(envelopes), changes.envelopes)
        if changes.reminders:
            db.session.execute(insert(reminders), changes.reminders)
        given = [*changes.moved, *({"row": one, "message": None} for one in changes.detached)]
        if given:
            # When it was first earned stays: the forecast of the month counts a reminder on its own day.
            statement = update(reminders).where(reminders.c.id == bindparam("row"))
            db.session.execute(statement.values({"message_id": bindparam("message")}), given)
        return Planned(changes.people, len(changes.reminders) + len(changes.moved), changes.withdrawn)

    def _attach(self, asker: System, news: Iterable[tuple[Reason, Told | None]], message_id: uuid.UUID) -> None:
        for reason, told in news:
            if told is None:
                self._changes.reminders.append(
                    {
                        "government_id": asker.government_id,
                        "task_id": reason.subject.task_id,
                        "directive_id": reason.subject.directive_id,
                        "topic": reason.subject.topic,
                        "person_id": reason.person_id,
                        "kind": reason.earned.kind.value,
                        "slot": reason.earned.slot,
                        "planned_at": self._at,
                        "message_id": message_id,
                    }
                )
            elif not told.is_of_day:
                self._changes.moved.append({"row": told.reminder_id, "message": message_id})

    def _withdraw(self, envelope: OutgoingMessage | None) -> None:
        if envelope is not None and envelope.state is not MessageState.WITHDRAWN:
            envelope.state = MessageState.WITHDRAWN
            self._changes.withdrawn += 1

    def _new_envelope(self, asker: System, person_id: int, message_id: uuid.UUID, said: "_Said") -> dict[str, Any]:
        return {
            "id": message_id,
            "government_id": asker.government_id,
            "person_id": person_id,
            "day": self._today,
            "sequence": 1,
            "priority": said.priority,
            "summary": said.summary,
            "carrier": said.carrier,
            "purpose": Purpose.DIGEST,
            "recipients": 1,
            "attempts": 0,
            "leased_by": "",
            "is_maybe_accepted": False,
            "line_request_id": "",
            "last_error": "",
            "body": [],
            "state": _first_state(said.carrier),
            "planned_at": self._at,
            "next_attempt_at": max(self._at, self._hours.opens_at(self._today)),
            "expires_at": self._hours.closes_at(self._today),
        }


@dataclass(frozen=True)
class _Said:
    """What an envelope says in one line, how urgent it is and what carries it."""

    summary: str
    priority: int
    carrier: Carrier


def _is_outweighed(envelope: OutgoingMessage, due: Iterable[Reason]) -> bool:
    """Tell whether a message LINE was spared is settled again: nobody read it, and what is more urgent came up."""
    is_put_aside = envelope.state is MessageState.INBOX and envelope.carrier is Carrier.LINE
    priority = min((reason.earned.kind.priority for reason in due), default=envelope.priority)
    return is_put_aside and envelope.read_at is None and priority < envelope.priority


def _first_state(carrier: Carrier) -> MessageState:
    """Return how an envelope begins: what nobody has to carry is in the inbox at once."""
    return MessageState.INBOX if carrier is Carrier.WEB else MessageState.WAITING


def _can_be_rebuilt(envelope: OutgoingMessage) -> bool:
    """Tell whether a message has not been tried or read yet: until then it is rebuilt from what is true."""
    if envelope.state is MessageState.INBOX:
        return envelope.carrier is Carrier.WEB and envelope.read_at is None
    return envelope.attempts == 0 and envelope.state in {
        MessageState.WAITING,
        MessageState.HELD,
        MessageState.WITHDRAWN,
    }
