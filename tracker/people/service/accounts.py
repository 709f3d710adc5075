"""Changes to people who are already there: names, posts, the right to sign in; and many people added at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.errors import NotNow, NotValid
from tracker.people import audit, queries, service, signing_in
from tracker.people.models import Person, Post
from tracker.people.roles import Role
from tracker.people.service import NewPerson
from tracker.people.viewer import Asker, Viewer
from tracker.thai import one_line


@dataclass(frozen=True)
class Named:
    """How a person is called, as documents print it, and where e-mail reaches them."""

    name: str
    position: str
    email: str = ""


@dataclass(frozen=True)
class Temporary:
    """A temporary password and how it is stored; made before a transaction, since hashing takes long by design."""

    password: str = field(repr=False)
    hashed: str = field(repr=False)


@dataclass(frozen=True)
class Welcome:
    """What a new person is told once: the username and the temporary password."""

    person: Person
    password: str = field(repr=False)


def temporary_passwords(number: int) -> list[Temporary]:
    """Return so many new temporary passwords."""
    made = [signing_in.temporary_password() for _ in range(number)]
    return [Temporary(password, signing_in.hash_password(password)) for password in made]


def rename(person: Person, named: Named, *, by: Asker, at: datetime) -> None:
    """Correct a person's name, position or e-mail address."""
    if not one_line(named.name):
        raise NotValid("กรุณาพิมพ์ชื่อ-สกุล")
    person.name, person.position = one_line(named.name), one_line(named.position)
    person.email = one_line(named.email)
    audit.record("person_renamed", person.username, by=by, at=at)


def add_people(
    new: Sequence[NewPerson], passwords: Sequence[Temporary], *, by: Asker, at: datetime, today: date
) -> list[Welcome]:
    """Add many people, all of them or none."""
    return [
        Welcome(service.add_person_with(temporary.hashed, person, by=by, at=at, today=today), temporary.password)
        for person, temporary in zip(new, passwords, strict=True)
    ]


def end_post(post: Post, *, on: date, by: Asker, at: datetime, today: date) -> None:
    """End a post on a day, unless nobody would be left to look after the office's people."""
    if post.ends_on is not None and post.ends_on < today:
        raise NotNow("ตำแหน่งนี้สิ้นสุดไปแล้ว")
    if post.role is Role.ADMINISTRATOR:
        _keep_an_administrator(post.person_id, by=by, today=today)
    service.end_post(post, on=on, by=by, at=at)


def deactivate(person: Person, *, by: Viewer, at: datetime, today: date) -> None:
    """Let a person sign in no longer, unless it is oneself or the last administrator."""
    if person.id == by.person_id:
        raise NotNow("ปิดบัญชีของตนเองไม่ได้ กรุณาให้ผู้ดูแลระบบอีกคนทำให้")
    if not person.is_active:
        raise NotNow("บัญชีนี้ปิดอยู่แล้ว")
    _keep_an_administrator(person.id, by=by, today=today)
    service.deactivate(person, by=by, at=at)


def _keep_an_administrator(without: int, *, by: Asker, today: date) -> None:
    holders = queries.post_holders(by, on=today)
    administrators = {holder.person_id for holder in holders if holder.role is Role.ADMINISTRATOR}
    if administrators == {without}:
        raise NotNow("ต้องมีผู้ดูแลระบบเหลืออย่างน้อย 1 คน กรุณาตั้งผู้ดูแลระบบคนอื่นก่อน")
