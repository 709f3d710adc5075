"""Who may open what: each endpoint says so, nobody is let in unasked, and a stranger's office stays closed."""

import uuid
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import Table, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.builders import a_government, a_person, the_unit
from tests.signing_in import sign_in_client
from tracker import clock
from tracker.database import Base, db, transaction
from tracker.demo.loading import Size, load_office
from tracker.documents.models import Document, ProposedMeasure
from tracker.fiscal_year import FiscalYear
from tracker.measures.models import Measure, MeasureOwner
from tracker.people import queries
from tracker.people.models import Absence, Holiday, LocalGovernment, Person, Post, Unit, UnitAlias
from tracker.people.roles import Role
from tracker.people.service import absences
from tracker.people.service.absences import AbsenceTerms
from tracker.people.viewer import System
from tracker.reminders.models import LineGroup, OutgoingMessage, QuietDay
from tracker.reports import service as reports
from tracker.reports.models import YearEndReport
from tracker.tasks import service as tasks
from tracker.tasks.models import Directive, Evidence, ExtensionRequest, ProgressUpdate, Task, Via

# What an id in an address stands for; an address with an id that is not here fails the test until it is.
_ROWS: dict[str, type[Base]] = {
    "person_id": Person,
    "post_id": Post,
    "unit_id": Unit,
    "alias_id": UnitAlias,
    "holiday_id": Holiday,
    "document_id": Document,
    "proposal_id": ProposedMeasure,
    "measure_id": Measure,
    "owner_id": MeasureOwner,
    "task_id": Task,
    "directive_id": Directive,
    "evidence_id": Evidence,
    "edition_id": YearEndReport,
    "group_id": LineGroup,
    "absence_id": Absence,
    "quiet_day_id": QuietDay,
    "extension_id": ExtensionRequest,
    "update_id": ProgressUpdate,
    "message_id": OutgoingMessage,
}
_PLAIN = {"year": "2569", "kind": "pdf"}
_OPEN_FILES = {"static", "bootstrap.static"}
# Nobody's data: fonts; LINE signs its events; a monitor hears of no office; a signed-out person signs in.
_PUBLIC = {"assets.sarabun", "line_webhook.receive", "health.monitor", "people.front", "people.sign_in", "people.enter"}


@pytest.fixture
def theirs(app: Flask) -> Iterator[System]:
    """An office with one of everything, which is none of ours; forms need no token while strangers knock."""
    a_government("ours", "องค์การบริหารส่วนตำบลจำลองพัฒนา")
    load_office(Size("theirs", is_linked=True))
    system = System(queries.government_called("theirs").id)
    mayor = db.session.scalars(select(Person).where(Person.username == "mayor.theirs")).one()
    viewer = queries.viewer_of(mayor.id, on=clock.today())
    assert viewer is not None
    with transaction():
        reports.prepare_edition(FiscalYear(2569), by=viewer, at=clock.now())
        unit = queries.divisions(system)[0].id
        tasks.give_directive(tasks.Order("เร่งดำเนินการ", unit, date(2026, 4, 30)), by=viewer, at=clock.now())
        of_theirs = LineGroup(
            government_id=system.government_id, line_group_id="C" + "1" * 32, unit_id=unit, joined_at=clock.now()
        )
        db.session.add(of_theirs)
        task = db.session.scalars(select(Task).where(Task.government_id == system.government_id)).first()
        assert task is not None
        db.session.add(
            ExtensionRequest(
                government_id=system.government_id,
                task_id=task.id,
                asked_by_id=viewer.person_id,
                asked_at=clock.now(),
                via=Via.WEB,
                due_on=task.due_on,
                new_due_on=date(2026, 9, 30),
                reason="รอข้อมูล",
            )
        )
        db.session.add(QuietDay(government_id=system.government_id, day=date(2026, 5, 5)))
        away = AbsenceTerms(viewer.person_id, date(2026, 5, 4), date(2026, 5, 8))
        absences.enter_absence(away, by=viewer, at=clock.now())
    app.config["WTF_CSRF_ENABLED"] = False
    yield system
    app.config["WTF_CSRF_ENABLED"] = True


def _rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in _OPEN_FILES]


def _admitted(app: Flask, rule: Rule) -> object:
    return getattr(app.view_functions[rule.endpoint], "admits", None)


def _address(rule: Rule, values: dict[str, object]) -> str:
    adapter_values = {name: values[name] for name in rule.arguments}
    built = rule.build(adapter_values, append_unknown=False)
    assert built is not None, f"{rule} cannot be built with {adapter_values}"
    return built[1]


def _knock(client: FlaskClient, method: str, address: str, filled: dict[str, str] | None = None) -> TestResponse:
    """Make a request of its own: what an earlier one left in the test's context, such as who asked, is forgotten."""
    for name in list(g):
        g.pop(name)
    return client.open(address, method=method, data=filled if method == "POST" else None)


def _first_rows_of(system: System) -> dict[str, object]:
    found: dict[str, object] = dict(_PLAIN)
    for name, model in _ROWS.items():
        table = model.__table__
        row = db.session.scalar(select(table.c.id).where(table.c.government_id == system.government_id).limit(1))
        assert row is not None, f"the office has no {model.__name__}"
        found[name] = row
    return found


def _everything_of(system: System) -> dict[str, list[tuple[object, ...]]]:
    db.session.expire_all()
    tables: list[Table] = [table for table in Base.metadata.sorted_tables if "government_id" in table.c]
    return {
        table.name: sorted(
            (
                tuple(row)
                for row in db.session.execute(select(table).where(table.c.government_id == system.government_id))
            ),
            key=repr,
        )
        for table in tables
    }


def _strangers(app: Flask) -> dict[Role, FlaskClient]:
    ours = db.session.scalars(select(LocalGovernment).where(LocalGovernment.slug == "ours")).one()
    unit = the_unit("กองคลัง", government=ours)
    return {
        role: sign_in_client(
            app, a_person(role, government=ours, unit=unit if role in {Role.UNIT_HEAD, Role.STAFF} else None)
        )
        for role in Role
    }


def test_every_endpoint_says_who_may(app: Flask) -> None:
    silent = [rule.endpoint for rule in _rules(app) if _admitted(app, rule) is None]
    assert silent == []


def test_what_is_public_is_named_here(app: Flask) -> None:
    public = {rule.endpoint for rule in _rules(app) if _admitted(app, rule) == "public"}
    assert public == _PUBLIC


def test_whoever_is_not_signed_in_is_sent_to_sign_in(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    values: dict[str, object] = {**dict.fromkeys(_ROWS, 1), "message_id": uuid.UUID(int=1), **_PLAIN}
    client, let_in = app.test_client(), []
    for rule in _rules(app):
        if rule.endpoint in _PUBLIC:
            continue
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            answer = _knock(client, method, _address(rule, values))
            if answer.status_code != 303 or not answer.headers["Location"].startswith("/sign-in"):
                let_in.append(f"{method} {rule}: {answer.status_code}")
    app.config["WTF_CSRF_ENABLED"] = True
    assert let_in == []


def test_a_stranger_of_another_office_finds_nothing_behind_any_id_and_changes_nothing(
    app: Flask, theirs: System
) -> None:
    values, before = _first_rows_of(theirs), _everything_of(theirs)
    # What two forms ask for before the row is looked for.
    filled = {
        f"owner{values['owner_id']}-meaning": "all_units",
        f"period{values['measure_id']}-words": "ตลอดปีงบประมาณ",
    }
    let_in = []
    for role, client in _strangers(app).items():
        for rule in _rules(app):
            if rule.endpoint in _PUBLIC or not rule.arguments & set(_ROWS):
                continue
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                answer = _knock(client, method, _address(rule, values), filled)
                if answer.status_code not in {403, 404}:
                    let_in.append(f"{role.value}: {method} {rule}: {answer.status_code}")
    assert let_in == []
    assert _everything_of(theirs) == before


def test_no_page_without_an_id_shows_a_stranger_anything_of_another_office(app: Flask, theirs: System) -> None:
    words = {"(theirs)", ".theirs"}
    words |= set(db.session.scalars(select(Person.name).where(Person.government_id == theirs.government_id)))
    words |= set(db.session.scalars(select(Measure.title).where(Measure.government_id == theirs.government_id)))
    shown = []
    for role, client in _strangers(app).items():
        for rule in _rules(app):
            if rule.endpoint in _PUBLIC or rule.arguments & set(_ROWS) or "GET" not in (rule.methods or set()):
                continue
            answer = _knock(client, "GET", _address(rule, dict(_PLAIN)))
            assert answer.status_code < 500, f"{role.value}: {rule}: {answer.status_code}"
            text = answer.get_data().decode("utf-8", "replace")
            shown += [f"{role.value}: {rule}: {word}" for word in words if word in text]
    assert shown == []


def test_every_id_in_an_address_is_known_to_these_tests(app: Flask) -> None:
    known = set(_ROWS) | set(_PLAIN)
    unknown = {
        argument
        for rule in _rules(app)
        if rule.endpoint not in _PUBLIC
        for argument in rule.arguments
        if argument not in known
    }
    assert unknown == set()
