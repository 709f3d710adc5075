"""What an administrator looks at: people with their posts and links, other names of units, the log."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select

from tracker.database import db, like_contains
from tracker.errors import NotFound
from tracker.people import queries
from tracker.people.models import AuditEvent, Holiday, LineAccount, Person, Post, UnitAlias
from tracker.people.queries import PostHolder
from tracker.people.roles import LineState
from tracker.people.viewer import Asker


@dataclass(frozen=True)
class User:
    """A person as the list of users shows them."""

    id: int
    name: str
    username: str
    position: str
    is_active: bool
    last_signed_in_at: datetime | None
    posts: list[PostHolder]
    line_state: LineState | None


@dataclass(frozen=True)
class LogEntry:
    """Who did what."""

    at: datetime
    person_name: str | None
    action: str
    subject: str
    details: dict[str, Any]


@dataclass(frozen=True)
class Overview:
    """How many there are of what."""

    people: int
    people_with_line: int
    people_never_here: int
    units: int


def users(asker: Asker, *, search: str, on: date, number: int, size: int) -> tuple[list[User], int]:
    """Return one page of the office's people by name, those who may sign in first, and how many there are."""
    wanted = [Person.government_id == asker.government_id]
    if search:
        pattern = like_contains(search)
        wanted.append(
            or_(
                Person.name.ilike(pattern, escape="\\"),
                Person.username.ilike(pattern, escape="\\"),
                Person.position.ilike(pattern, escape="\\"),
            )
        )
    total = db.session.scalar(select(func.count()).select_from(Person).where(*wanted)) or 0
    found = db.session.scalars(
        select(Person)
        .where(*wanted)
        .order_by(Person.is_active.desc(), Person.name, Person.id)
        .limit(size)
        .offset((number - 1) * size)
    )
    holders, links = queries.post_holders(asker, on=on), _line_states(asker)
    return [
        User(
            person.id,
            person.name,
            person.username,
            person.position,
            person.is_active,
            person.last_signed_in_at,
            [holder for holder in holders if holder.person_id == person.id],
            links.get(person.id),
        )
        for person in found
    ], total


def taken_usernames(usernames: Collection[str]) -> frozenset[str]:
    """Return which of some usernames somebody has, over the whole installation."""
    return frozenset(db.session.scalars(select(Person.username).where(Person.username.in_(usernames))))


def overview(asker: Asker) -> Overview:
    """Count the office's people and units."""
    mine = (Person.government_id == asker.government_id, Person.is_active)
    return Overview(
        people=db.session.scalar(select(func.count()).select_from(Person).where(*mine)) or 0,
        people_with_line=len(queries.reachable_line_users(asker)),
        people_never_here=db.session.scalar(
            select(func.count()).select_from(Person).where(*mine, Person.last_signed_in_at.is_(None))
        )
        or 0,
        units=len(queries.units(asker)),
    )


def posts_of(person_id: int, *, asker: Asker) -> list[Post]:
    """Return every post a person held, holds or will hold, the newest first."""
    return list(
        db.session.scalars(
            select(Post)
            .where(Post.government_id == asker.government_id, Post.person_id == person_id)
            .order_by(Post.starts_on.desc(), Post.id.desc())
        )
    )


def post(post_id: int, *, asker: Asker) -> Post:
    """Return one post of the asker's office."""
    found = db.session.scalar(select(Post).where(Post.id == post_id, Post.government_id == asker.government_id))
    if found is None:
        raise NotFound("ไม่พบตำแหน่งนี้")
    return found


def aliases(asker: Asker) -> dict[int, list[UnitAlias]]:
    """Return the other ways each unit is written."""
    found: dict[int, list[UnitAlias]] = {}
    for alias in db.session.scalars(
        select(UnitAlias).where(UnitAlias.government_id == asker.government_id).order_by(UnitAlias.written)
    ):
        found.setdefault(alias.unit_id, []).append(alias)
    return found


def alias(alias_id: int, *, asker: Asker) -> UnitAlias:
    """Return one other way a unit of the asker's office is written."""
    found = db.session.scalar(
        select(UnitAlias).where(UnitAlias.id == alias_id, UnitAlias.government_id == asker.government_id)
    )
    if found is None:
        raise NotFound("ไม่พบชื่อเรียกนี้ อาจถูกลบไปแล้ว")
    return found


def holiday(holiday_id: int, *, asker: Asker) -> Holiday:
    """Return one holiday of the asker's office."""
    found = db.session.scalar(
        select(Holiday).where(Holiday.id == holiday_id, Holiday.government_id == asker.government_id)
    )
    if found is None:
        raise NotFound("ไม่พบวันหยุดนี้ อาจถูกลบไปแล้ว")
    return found


def log(asker: Asker, *, number: int, size: int) -> tuple[list[LogEntry], int]:
    """Return one page of what was done, the newest first, and how much there is."""
    mine = AuditEvent.government_id == asker.government_id
    total = db.session.scalar(select(func.count()).select_from(AuditEvent).where(mine)) or 0
    rows = db.session.execute(
        select(AuditEvent.at, Person.name, AuditEvent.action, AuditEvent.subject, AuditEvent.details)
        .join(Person, Person.id == AuditEvent.person_id, isouter=True)
        .where(mine)
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    )
    return [LogEntry(row.at, row.name, row.action, row.subject, row.details) for row in rows], total


def _line_states(asker: Asker) -> dict[int, LineState]:
    rows = db.session.execute(
        select(LineAccount.person_id, LineAccount.state).where(
            LineAccount.government_id == asker.government_id, LineAccount.state != LineState.UNLINKED
        )
    )
    return {row.person_id: row.state for row in rows}
