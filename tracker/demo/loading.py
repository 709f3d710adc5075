"""Loads fictional offices: the demo office with its story, or one of any size for measuring."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import func, select

from tracker import clock
from tracker.database import db, transaction
from tracker.demo import accounts, dealings, sizing, story, telling
from tracker.demo.simulator_people import UNLINKED, line_user_id
from tracker.documents import queries as document_queries
from tracker.documents import service as document_service
from tracker.errors import NotFound
from tracker.fiscal_year import FiscalYear
from tracker.measures import service as measure_service
from tracker.measures.models import Measure
from tracker.people import linking, queries, service, signing_in
from tracker.people.models import LocalGovernment, Person, Post
from tracker.people.roles import GovernmentKind
from tracker.people.viewer import System
from tracker.reminders import channel
from tracker.reminders import service as reminder_service
from tracker.tasks import service as task_service
from tracker.tasks.models import Task
from tracker.web.machinery import Machinery, machinery

YEAR = FiscalYear(2569)
STARTS_AT = datetime.combine(date(2026, 3, 31), time(9), clock.BANGKOK)
_READ_ON, _OPENED_ON = date(2025, 9, 22), date(2025, 10, 1)
_ANALYSIS = Path(__file__).with_name("analysis.txt")
_NAME = "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา"
_DIRECTIVES = (
    (
        date(2026, 3, 26),
        "ให้กองคลังเร่งประกาศแนวทางยืมทรัพย์สิน ภายใน ๑๐ เมษายน ๒๕๖๙",
        story.FINANCE,
        5,
        date(2026, 4, 10),
        False,
    ),
    (date(2026, 3, 20), "ให้กองการศึกษาส่งคู่มือฉบับปรับปรุงภายใน ๓๐ เมษายน ๒๕๖๙", story.EDUCATION, 1, date(2026, 4, 30), True),
)


@dataclass(frozen=True)
class Size:
    """Which office to load: zero people and measures mean the demo office as it is."""

    slug: str
    people: int = 0
    measures: int = 0
    is_linked: bool = False


@dataclass(frozen=True)
class Loaded:
    """What is in the office now."""

    people: int
    measures: int
    tasks: int
    is_new: bool


def load_demo_office() -> None:
    """Make an empty database the demo: its time begins on 31 March 2569, its people have phones in the simulator."""
    load_office(Size("demo", is_linked=True))


def load_office(size: Size) -> Loaded:
    """Load a fictional office; one that is there already is left as it is."""
    try:
        government = queries.government_called(size.slug)
    except NotFound:
        with transaction():
            if not queries.governments():
                _begin_demo_time()
            government = _load(size, machinery())
        return _count(government, is_new=True)
    return _count(government, is_new=False)


def _begin_demo_time() -> None:
    """Make this a demo database: a database without offices may live in a time of its own."""
    offset = STARTS_AT.astimezone(UTC) - clock.machine_now()
    service.start_demo_clock(offset)
    clock.run_ahead_by(offset)


def _load(size: Size, parts: Machinery) -> LocalGovernment:
    government = service.add_government(
        size.slug,
        _NAME if size.slug == "demo" else f"{_NAME} ({size.slug})",
        GovernmentKind.SUBDISTRICT_ORGANISATION,
        at=telling.at_work(_READ_ON),
        today=YEAR.first_day,
    )
    government.district, government.province = "ตัวอย่าง", "ตัวอย่าง"
    government.document_prefix, government.phone = "ตย ๗๐๐๐๑/", "๐ ๐๐๐๐ ๐๐๐๐"
    system = System(government.id)
    everybody = accounts.ACCOUNTS if not size.people else sizing.accounts(size.people, queries.divisions(system))
    people = {account.username: _add(account, size.slug, system) for account in everybody}
    if size.is_linked:
        for username, person in people.items():
            if size.people or username not in UNLINKED:
                linking.link(person, line_user_id(person.username), by=system, at=STARTS_AT - timedelta(days=150))
    _store_channel(size, system, parts)
    if size.measures:
        sizing.add_measures(size.measures, YEAR, by=system, at=telling.at_work(_READ_ON))
    else:
        _approve_analysis(system, parts)
    task_service.open_year(YEAR, by=system, at=telling.at_work(_OPENED_ON))
    office = telling.Office.of(system, parts.files, YEAR)
    if size.measures:
        sizing.make_progress(office)
    elif not size.people:
        telling.tell(story.entries(), office)
        telling.give_directives(office, _DIRECTIVES)
        dealings.deal(office)
        reminder_service.plan_reminders(government, today=STARTS_AT.date(), at=STARTS_AT)
    return government


def _approve_analysis(system: System, parts: Machinery) -> None:
    """Receive the demo's analysis, keep what the machine read, and approve all of it, as the coordinator did."""
    at = telling.at_work(_READ_ON)
    upload = document_service.Upload("การวิเคราะห์ผล-ITA-2568.txt", _ANALYSIS.read_bytes())
    document = document_service.receive_document(upload, files=parts.files, by=system, at=at)
    db.session.flush()  # The reading belongs to the document's row.
    document_service.record_reading(document, document_service.read_received(document, files=parts.files), at=at)
    db.session.flush()
    measure_service.accept_scores(document, by=system, at=at)
    for proposal in document_queries.proposals(document.id, asker=system):
        measure_service.approve(proposal, measure_service.approval_as_read(proposal, document), by=system, at=at)


def _add(account: accounts.Account, slug: str, system: System) -> Person:
    units = {unit.name: unit.id for unit in queries.units(system)}
    person = Person(
        government_id=system.government_id,
        username=accounts.username_in(slug, account.username),
        name=account.name,
        position=account.position,
        password_hash=_demo_password_hash(),
        must_change_password=False,
        created_at=telling.at_work(_READ_ON),
    )
    db.session.add(person)
    db.session.flush()  # The posts need the person's id.
    for post in account.posts:
        db.session.add(
            Post(
                government_id=system.government_id,
                person_id=person.id,
                unit_id=units[post.unit] if post.unit else None,
                role=post.role,
                title=account.position,
                is_acting=post.is_acting,
                authority=accounts.ACTING_AUTHORITY if post.is_acting else "",
                starts_on=YEAR.previous.first_day,
            )
        )
    return person


_hashes: list[str] = []


def _demo_password_hash() -> str:
    """Return the hash of the demo's password, made once: hashing takes long by design."""
    if not _hashes:
        _hashes.append(signing_in.hash_password(accounts.PASSWORD))
    return _hashes[0]


def _store_channel(size: Size, system: System, parts: Machinery) -> None:
    """Give the office a channel that only the simulator knows."""
    channel.store(
        channel.Credentials(
            channel_id="1650000000",
            basic_id=f"@{size.slug}",
            secret=f"simulated-channel-secret-of-{size.slug}",
            access_token=f"simulated-access-token-of-{size.slug}",
        ),
        box=parts.secrets,
        by=system,
        at=telling.at_work(_READ_ON),
    )


def _count(government: LocalGovernment, *, is_new: bool) -> Loaded:
    def count(model: type[Person] | type[Measure] | type[Task]) -> int:
        return (
            db.session.scalar(select(func.count()).select_from(model).where(model.government_id == government.id)) or 0
        )

    return Loaded(count(Person), count(Measure), count(Task), is_new)
