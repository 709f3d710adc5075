"""An office with one of every thing an address can name, and people who hold every role in it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Flask, url_for
from sqlalchemy import select
from werkzeug.routing import Rule

from tests.builders import YEAR, a_directive, a_government, a_measure, a_person, a_task, the_unit, viewer_of
from tests.measures.documents import a_flag, a_read_measure, a_reading, an_analysed_document, the_proposal
from tracker import clock
from tracker.database import db, transaction
from tracker.measures.models import MeasureOwner
from tracker.people.models import Holiday, LocalGovernment, Person, Post, UnitAlias
from tracker.people.roles import Role
from tracker.people.service import absences
from tracker.people.service.absences import AbsenceTerms
from tracker.reminders.models import LineGroup, MessageState, OutgoingMessage, QuietDay
from tracker.reports import service as reports
from tracker.tasks import service as tasks
from tracker.tasks.models import ExtensionRequest, Via
from tracker.web.machinery import machinery

FILES = frozenset({"static", "bootstrap.static", "assets.sarabun"})
ADDRESS = "https://example.go.th/proof"


@dataclass(frozen=True)
class Office:
    """The office, somebody who holds every role in it, and the id of each thing an address names."""

    government: LocalGovernment
    everybody: Person
    known: Mapping[str, object]


def somebody(government: LocalGovernment, *roles: Role) -> Person:
    """A person of สำนักปลัด in several posts at once."""
    unit = the_unit("สำนักปลัด", government=government)
    first, *others = roles
    person = a_person(first, unit=unit, government=government)
    for role in others:
        db.session.add(
            Post(
                government_id=government.id,
                person_id=person.id,
                unit_id=unit.id,
                role=role,
                title=role.label,
                starts_on=date(2024, 10, 1),
            )
        )
    db.session.commit()
    return person


def an_office(slug: str, name: str) -> Office:
    """Make an office with one of everything."""
    government = a_government(slug, name)
    unit = the_unit("สำนักปลัด", government=government)
    everybody = somebody(government, *Role)
    colleague = somebody(government, Role.STAFF)
    who = viewer_of(everybody)
    measure = a_measure(government=government)  # No tasks are made of it yet.
    task = a_task(unit=unit, measure=a_measure(government=government), assignee=everybody, government=government)
    reading = a_reading(*(a_read_measure(seq) for seq in range(1, 4)), flags=(a_flag(1),))
    document = an_analysed_document(reading, files=machinery().files, by=who, content=slug.encode())
    directive = a_directive(everybody, unit=unit)
    with transaction():
        evidence = tasks.add_evidence(task, ADDRESS, by=who, at=clock.now())
        edition = reports.prepare_edition(YEAR, by=who, at=clock.now())
        away = AbsenceTerms(everybody.id, date(2026, 5, 4), date(2026, 5, 8))
        absence = absences.enter_absence(away, by=who, at=clock.now())
        db.session.add(QuietDay(government_id=government.id, day=date(2026, 5, 6)))
        group = LineGroup(
            government_id=government.id, line_group_id="C" + "1" * 32, unit_id=unit.id, joined_at=clock.now()
        )
        db.session.add(group)
        report = tasks.ProgressReport(revision=task.revision, as_of=clock.today(), percent=10)
        update = tasks.report_progress(task, report, by=who, at=clock.now())
        extension = ExtensionRequest(
            government_id=government.id,
            task_id=task.id,
            asked_by_id=colleague.id,
            asked_at=clock.now(),
            via=Via.WEB,
            due_on=task.due_on,
            new_due_on=date(2026, 9, 30),
            reason="รอข้อมูล",
        )
        db.session.add(extension)
        # Somebody else's: one's own counts as read when it is opened.
        message = a_message(colleague)
        db.session.add(message)

    def first(model: type) -> object:
        return db.session.scalars(select(model.id).where(model.government_id == government.id)).first()  # type: ignore[attr-defined]

    known = {
        "task_id": task.id,
        "measure_id": measure.id,
        "owner_id": db.session.scalars(select(MeasureOwner.id).where(MeasureOwner.measure_id == measure.id)).first(),
        "document_id": document.id,
        "proposal_id": the_proposal(document, 1, by=who).id,
        "directive_id": directive.id,
        "evidence_id": evidence.id,
        "edition_id": edition.id,
        "person_id": colleague.id,
        "post_id": db.session.scalars(select(Post.id).where(Post.person_id == colleague.id)).one(),
        "unit_id": unit.id,
        "alias_id": first(UnitAlias),
        "holiday_id": first(Holiday),
        "absence_id": absence.id,
        "quiet_day_id": first(QuietDay),
        "group_id": group.id,
        "update_id": update.id,
        "extension_id": extension.id,
        "message_id": message.id,
        "slug": slug,
        "year": 2569,
        "kind": "json",
        "weight": 400,
    }
    db.session.commit()
    return Office(government, everybody, known)


def a_message(person: Person) -> OutgoingMessage:
    """Return a message of today to a person, told in the web inbox."""
    return OutgoingMessage(
        id=uuid.uuid4(),
        government_id=person.government_id,
        person_id=person.id,
        day=clock.today(),
        body=[{"type": "text", "text": "ครบกำหนดวันนี้"}],
        summary="ครบกำหนดวันนี้",
        state=MessageState.INBOX,
        planned_at=clock.now(),
        next_attempt_at=clock.now(),
        expires_at=clock.now(),
    )


def rules(app: Flask, method: str) -> list[Rule]:
    """Return every address of the application that answers a method, files of the packages left out."""
    found = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or set())]
    # What ends a thing comes last, so that everything before it meets the thing alive.
    return sorted((rule for rule in found if rule.endpoint not in FILES), key=lambda rule: _ends(rule.endpoint))


def _ends(endpoint: str) -> bool:
    return any(word in endpoint for word in ("cancel", "close", "verdict", "withdraw", "save_not_done", "deactivate"))


def address_of(app: Flask, rule: Rule, known: Mapping[str, object]) -> str:
    """Return the address of a rule; a new kind of argument must be made known above."""
    missing = set(rule.arguments) - set(known)
    assert not missing, f"{rule} has arguments these tests do not know: {missing}"
    with app.test_request_context():
        return url_for(rule.endpoint, **{name: known[name] for name in rule.arguments})
