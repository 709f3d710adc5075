"""No page makes more than fifteen queries, whatever the data: every page there is, in a small and a large office."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask, url_for
from sqlalchemy import func, select
from werkzeug.routing import Rule

from tests.browser import Browser, Page
from tests.measures.documents import a_flag, a_read_measure, a_reading, an_analysed_document
from tests.signing_in import sign_in_client
from tracker import clock
from tracker.database import db, transaction
from tracker.demo.loading import Size, load_office
from tracker.fiscal_year import FiscalYear
from tracker.measures import service as measure_service
from tracker.measures.service import Approval, Timing
from tracker.people import queries as people
from tracker.people.models import Person, Post
from tracker.people.viewer import System, Viewer
from tracker.reminders import service as reminders
from tracker.reminders.models import Reminder
from tracker.reports import service as reports
from tracker.reports.models import YearEndReport
from tracker.tasks import service as tasks
from tracker.tasks.models import Directive, ProgressUpdate, Task
from tracker.web.machinery import machinery

MOST = 15
# A rehearsal reads all a plan is made of, and the month beside it: more than a page, but as fixed a number.
_MOST_OF_A_REHEARSAL = 27
YEAR = FiscalYear(2569)
# What an address shows only when more is asked of it.
_REHEARSED = "/reminders/rehearsal?day=2026-04-01"
_MORE = ("/tasks/opening/2570", "/line/link?linkToken=x&of=1", _REHEARSED)
# The leading people of the office, in the order in which they are asked to open a page.
_VISITORS = ("plan", "mayor", "finance", "admin")
_FILES = {"static", "bootstrap.static", "assets.sarabun", "tasks.evidence"}

Counted = Callable[[int], AbstractContextManager[list[str]]]


@pytest.fixture(params=[(6, 10), (320, 1000)], ids=["10 tasks", "1000 tasks"])
def office(request: pytest.FixtureRequest, app: Flask) -> System:
    """An office with at least so many tasks, a reviewed document of 60 rows, a directive, reminders and an edition."""
    measures, least_tasks = request.param
    loaded = load_office(Size("large", people=15, measures=measures, is_linked=True))
    assert loaded.tasks >= least_tasks
    system = System(people.government_called("large").id)
    with transaction():
        for number in range(min(measures, 60)):
            a_year_to_come = Approval(
                FiscalYear(2570), f"มาตรการ {number}", Timing(), ("ทำ",), (f"กองที่ไม่รู้จัก {number}",)
            )
            measure_service.add_measure(a_year_to_come, by=system, at=clock.now())
        reminders.plan_reminders(people.government(system), today=clock.today(), at=clock.now())
        reports.prepare_edition(YEAR, by=_viewer("plan"), at=clock.now())
        unit = people.divisions(system)[0].id
        tasks.give_directive(tasks.Order("เร่งดำเนินการ", unit, date(2026, 4, 30)), by=_viewer("mayor"), at=clock.now())
    return system


def test_no_page_makes_more_than_fifteen_queries(app: Flask, office: System, queries_at_most: Counted) -> None:
    browsers = [Browser(sign_in_client(app, _person(name))) for name in _VISITORS]
    known = _known(office)
    too_many, unseen = [], []
    for address in (*_addresses(app, known), *_lists_behind(browsers[1].visit("/board/")), *_MORE):
        counts = [_queries_of(browser, address, queries_at_most) for browser in browsers]
        seen = [count for count in counts if count is not None]
        if not seen:
            unseen.append(address)
        elif max(seen) > (_MOST_OF_A_REHEARSAL if address == _REHEARSED else MOST):
            too_many.append(f"{address}: {max(seen)}")
    assert too_many == []
    assert unseen == []


def _addresses(app: Flask, known: dict[str, object]) -> Iterator[str]:
    """Every address there is to open; a page with a new kind of argument must be made known below."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()) and rule.endpoint not in _FILES:
            yield _address(app, rule, known)


def _lists_behind(board: Page) -> Iterator[str]:
    """The lists behind the numbers of the board, one for each way of narrowing them."""
    seen: set[frozenset[str]] = set()
    for link in board.links.values():
        ways = frozenset(parse_qs(urlsplit(link).query))
        if link.startswith("/tasks/?") and ways not in seen:
            seen.add(ways)
            yield link


def _address(app: Flask, rule: Rule, known: dict[str, object]) -> str:
    missing = set(rule.arguments) - set(known)
    assert not missing, f"{rule} has arguments this test does not know: {missing}"
    with app.test_request_context():
        address = url_for(rule.endpoint, **{name: known[name] for name in rule.arguments})
    return f"{address}?format=json" if rule.endpoint == "reports.as_of" else address


def _known(office: System) -> dict[str, object]:
    """One of each thing a page is about, with as much to show as there is."""
    measures = [a_read_measure(seq, owners=("กองที่ไม่รู้จัก",) if seq % 3 else ("สำนักปลัด",)) for seq in range(1, 61)]
    reading = a_reading(*measures, flags=tuple(a_flag(seq) for seq in range(1, 61, 2)))
    document = an_analysed_document(reading, files=machinery().files, by=office)
    busiest = select(ProgressUpdate.task_id).group_by(ProgressUpdate.task_id).order_by(func.count().desc())
    task = db.session.get_one(Task, db.session.scalars(busiest).first())
    return {
        "task_id": task.id,
        "measure_id": task.measure_id,
        "document_id": document.id,
        "directive_id": db.session.scalars(select(Directive.id)).one(),
        "edition_id": db.session.scalars(select(YearEndReport.id)).one(),
        "person_id": _person("finance").id,
        "unit_id": task.unit_id,
        "post_id": db.session.scalars(select(Post.id).where(Post.person_id == _person("finance").id)).first(),
        "message_id": db.session.scalars(select(Reminder.message_id)).first(),
        "year": 2569,
        "kind": "json",
    }


def _queries_of(browser: Browser, address: str, counted: Counted) -> int | None:
    """Open a page as if nothing had been read before; None for who may not see it."""
    db.session.remove()
    with counted(10_000) as seen:
        answer = browser.client.get(address)
    if answer.status_code in {403, 404, 409}:
        return None
    # The monitor's page says 503 where no job has run yet, and asks no less for it.
    assert answer.status_code in {200, 302, 303, 503}, f"{address}: {answer.status}"
    return len(seen)


def _person(name: str) -> Person:
    return db.session.scalars(select(Person).where(Person.username == f"{name}.large")).one()


def _viewer(name: str) -> Viewer:
    found = people.viewer_of(_person(name).id, on=clock.today())
    assert found is not None
    return found
