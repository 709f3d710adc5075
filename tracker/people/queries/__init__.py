"""Who is who: people, posts, units and their other names, as of a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select

from tracker.database import db
from tracker.errors import NotFound
from tracker.people.models import (
    DemoClock,
    Holiday,
    LineAccount,
    LocalGovernment,
    Person,
    Post,
    Unit,
    UnitAlias,
    UserSession,
)
from tracker.people.roles import LineState, Role, UnitKind
from tracker.people.viewer import Asker, Viewer
from tracker.people.working_days import WorkingCalendar
from tracker.thai import one_line, without_spaces


@dataclass(frozen=True)
class UnitRow:
    """A unit as lists show it."""

    id: int
    name: str
    kind: UnitKind
    parent_id: int | None
    serves_public: bool
    position: int
    is_open: bool


@dataclass(frozen=True)
class PostHolder:
    """A person in a post, as of a day."""

    person_id: int
    name: str
    position: str
    username: str
    role: Role
    unit_id: int | None
    title: str
    is_acting: bool
    authority: str


def demo_offset() -> timedelta | None:
    """Return how far a demo database's time is from the machine's; None for every other database."""
    seconds = db.session.scalar(select(DemoClock.offset_seconds))
    return None if seconds is None else timedelta(seconds=seconds)


def governments() -> list[LocalGovernment]:
    """Return every local government of the installation, oldest first."""
    return list(db.session.scalars(select(LocalGovernment).order_by(LocalGovernment.id)))


def government_called(slug: str) -> LocalGovernment:
    """Return the local government of a slug."""
    found = db.session.scalar(select(LocalGovernment).where(LocalGovernment.slug == one_line(slug)))
    if found is None:
        raise NotFound(f"ไม่พบหน่วยงาน “{slug}” ในระบบ")
    return found


def government(asker: Asker) -> LocalGovernment:
    """Return the asker's own local government."""
    return db.session.get_one(LocalGovernment, asker.government_id)


def units(asker: Asker) -> list[UnitRow]:
    """Return the office's units that are open, in the order the office lists them."""
    return [unit for unit in all_units(asker) if unit.is_open]


def all_units(asker: Asker) -> list[UnitRow]:
    """Return the office's units, closed ones too, in the order the office lists them."""
    rows = db.session.execute(
        select(Unit.id, Unit.name, Unit.kind, Unit.parent_id, Unit.serves_public, Unit.position, Unit.closed_on)
        .where(Unit.government_id == asker.government_id)
        .order_by(Unit.position, Unit.id)
    )
    return [
        UnitRow(row.id, row.name, row.kind, row.parent_id, row.serves_public, row.position, row.closed_on is None)
        for row in rows
    ]


def unit(unit_id: int, *, asker: Asker) -> Unit:
    """Return one unit of the asker's office."""
    found = db.session.scalar(select(Unit).where(Unit.id == unit_id, Unit.government_id == asker.government_id))
    if found is None:
        raise NotFound("ไม่พบหน่วยงานนี้")
    return found


def divisions(asker: Asker) -> list[UnitRow]:
    """Return the units ทุกหน่วยงาน stands for: the open divisions of the office."""
    return [unit for unit in units(asker) if unit.kind is UnitKind.DIVISION]


def owner_names(asker: Asker) -> dict[str, int]:
    """Return every name an owner goes by, without white space, to the unit it means; one query each for both tables."""
    names = {without_spaces(unit.name): unit.id for unit in units(asker)}
    aliases = db.session.execute(
        select(UnitAlias.text, UnitAlias.unit_id)
        .join(Unit, Unit.id == UnitAlias.unit_id)
        .where(UnitAlias.government_id == asker.government_id, Unit.closed_on.is_(None))
    )
    return {row.text: row.unit_id for row in aliases} | names


def with_descendants(unit_ids: set[int], parents: dict[int, int | None]) -> frozenset[int]:
    """Return units together with every unit below them; `parents` maps each unit to the one above."""
    found = set(unit_ids)
    grown = True
    while grown:
        below = {unit for unit, parent in parents.items() if parent in found and unit not in found}
        found |= below
        grown = bool(below)
    return frozenset(found)


def person(person_id: int, *, asker: Asker) -> Person:
    """Return one person of the asker's office."""
    found = db.session.scalar(select(Person).where(Person.id == person_id, Person.government_id == asker.government_id))
    if found is None:
        raise NotFound("ไม่พบบุคคลนี้")
    return found


def person_called(username: str) -> Person | None:
    """Return the person of a username, over the whole installation, if there is one."""
    return db.session.scalar(select(Person).where(Person.username == username.strip().lower()))


def people(asker: Asker) -> list[Person]:
    """Return the office's people by name."""
    return list(
        db.session.scalars(select(Person).where(Person.government_id == asker.government_id).order_by(Person.name))
    )


def post_holders(asker: Asker, *, on: date) -> list[PostHolder]:
    """Return who holds which post on a day; people who may no longer sign in are left out."""
    rows = db.session.execute(
        select(
            Post.person_id,
            Person.name,
            Person.position,
            Person.username,
            Post.role,
            Post.unit_id,
            Post.title,
            Post.is_acting,
            Post.authority,
        )
        .join(Person, Person.id == Post.person_id)
        .where(Post.government_id == asker.government_id, Person.is_active, _held_on(on))
        .order_by(Post.is_acting, Post.id)
    )
    return [PostHolder(*row) for row in rows]


def members(unit_ids: set[int], *, asker: Asker, on: date) -> list[PostHolder]:
    """Return the people of some units, sub-units included, each person once, heads first."""
    parents = {unit.id: unit.parent_id for unit in all_units(asker)}
    wanted = with_descendants(unit_ids, parents)
    holders = sorted(
        (holder for holder in post_holders(asker, on=on) if holder.unit_id in wanted),
        key=lambda holder: (holder.role is not Role.UNIT_HEAD, holder.name),
    )
    return list({holder.person_id: holder for holder in reversed(holders)}.values())[::-1]


def viewer_of(person_id: int, *, on: date) -> Viewer | None:
    """Return a person as one who asks, with what today's posts allow; None when they may not sign in."""
    row = db.session.execute(
        select(Person, LocalGovernment)
        .join(LocalGovernment, LocalGovernment.id == Person.government_id)
        .where(Person.id == person_id, Person.is_active)
    ).first()
    return None if row is None else _viewer(row.Person, row.LocalGovernment, on)


def viewer_of_session(token_hash: str, *, at: datetime, on: date) -> Viewer | None:
    """Return who is signed in under a session's token; None when it has ended or the person may not sign in."""
    row = db.session.execute(
        _session(token_hash, at)
        .join(Person, Person.id == UserSession.person_id)
        .join(LocalGovernment, LocalGovernment.id == Person.government_id)
        .where(Person.is_active)
    ).first()
    return None if row is None else _viewer(row.Person, row.LocalGovernment, on)


def line_account(person_id: int, *, asker: Asker) -> LineAccount | None:
    """Return the LINE account a person has linked, blocked or not."""
    return db.session.scalar(
        select(LineAccount).where(
            LineAccount.government_id == asker.government_id,
            LineAccount.person_id == person_id,
            LineAccount.state != LineState.UNLINKED,
        )
    )


def line_account_of_user(line_user_id: str, *, asker: Asker) -> LineAccount | None:
    """Return the linked account of a LINE user, blocked or not."""
    return db.session.scalar(
        select(LineAccount).where(
            LineAccount.government_id == asker.government_id,
            LineAccount.line_user_id == line_user_id,
            LineAccount.state != LineState.UNLINKED,
        )
    )


def reachable_line_users(asker: Asker) -> dict[int, str]:
    """Return the LINE user id of each person who can be reached over LINE."""
    rows = db.session.execute(
        select(LineAccount.person_id, LineAccount.line_user_id).where(
            LineAccount.government_id == asker.government_id, LineAccount.state == LineState.ACTIVE
        )
    )
    return {row.person_id: row.line_user_id for row in rows}


def holidays(asker: Asker) -> list[Holiday]:
    """Return the office's holidays, in order of the calendar."""
    return list(
        db.session.scalars(select(Holiday).where(Holiday.government_id == asker.government_id).order_by(Holiday.day))
    )


def working_calendar(asker: Asker) -> WorkingCalendar:
    """Return the days the office works, in one query."""
    rows = db.session.execute(
        select(Holiday.day, Holiday.name, Holiday.is_working_day).where(Holiday.government_id == asker.government_id)
    ).all()
    return WorkingCalendar(
        {row.day: row.name for row in rows if not row.is_working_day}, {row.day for row in rows if row.is_working_day}
    )


def _session(token_hash: str, at: datetime) -> Select[Person, LocalGovernment]:
    return (
        select(Person, LocalGovernment)
        .select_from(UserSession)
        .where(UserSession.token_hash == token_hash, UserSession.revoked_at.is_(None), UserSession.expires_at > at)
    )


def _held_on(day: date) -> ColumnElement[bool]:
    return and_(Post.starts_on <= day, or_(Post.ends_on.is_(None), Post.ends_on >= day))


def _viewer(person: Person, government: LocalGovernment, on: date) -> Viewer:
    posts = db.session.execute(
        select(Post.role, Post.unit_id).where(
            Post.government_id == person.government_id,
            Post.person_id == person.id,
            _held_on(on),
        )
    ).all()
    parents: dict[int, int | None] = {}
    if any(post.unit_id for post in posts):
        rows = db.session.execute(select(Unit.id, Unit.parent_id).where(Unit.government_id == government.id))
        parents = {row.id: row.parent_id for row in rows}
    headed = {post.unit_id for post in posts if post.unit_id and post.role is Role.UNIT_HEAD}
    belongs = {post.unit_id for post in posts if post.unit_id}
    headed_with_descendants = with_descendants(headed, parents)
    return Viewer(
        person_id=person.id,
        government_id=government.id,
        name=person.name,
        government_name=government.short_name,
        roles=frozenset(post.role for post in posts),
        headed_unit_ids=headed_with_descendants,
        unit_ids=headed_with_descendants | belongs,
        username=person.username,
        must_change_password=person.must_change_password,
    )
