"""Whom messages reach, by what, and since when nothing was heard of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select

from tracker.database import db
from tracker.people import queries as people
from tracker.people.models import LineAccount, Person
from tracker.people.queries import PostHolder
from tracker.people.queries.absences import away
from tracker.people.roles import LineState, Role
from tracker.people.viewer import Asker


class Reach(StrEnum):
    """How LINE reaches a person, the worst first."""

    NOT_LINKED = "not_linked"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    NEVER_ANSWERED = "never_answered"
    ANSWERS = "answers"

    @property
    def label(self) -> str:
        """The reach as pages name it."""
        return {
            Reach.NOT_LINKED: "ยังไม่ได้เชื่อม",
            Reach.UNREACHABLE: "LINE ส่งไม่ถึง",
            Reach.BLOCKED: "ปิดกั้นบัญชี",
            Reach.NEVER_ANSWERED: "เชื่อมแล้ว ยังไม่เคยตอบ",
            Reach.ANSWERS: "เชื่อมแล้ว เคยตอบ",
        }[self]

    @property
    def tone(self) -> str:
        """The colour word of the reach."""
        return {
            Reach.NOT_LINKED: "neutral",
            Reach.UNREACHABLE: "bad",
            Reach.BLOCKED: "bad",
            Reach.NEVER_ANSWERED: "warn",
            Reach.ANSWERS: "good",
        }[self]

    @property
    def is_reached(self) -> bool:
        """Tell whether LINE takes messages to the person."""
        return self in {Reach.NEVER_ANSWERED, Reach.ANSWERS}


@dataclass(frozen=True)
class Reached:
    """One person who should hear, with what reaches them and who hears in their place."""

    person_id: int
    name: str
    position: str
    reach: Reach
    email: str
    last_heard_at: datetime | None
    deputy: str
    """Who hears meanwhile: the deputy of somebody away, else who heads the unit of somebody LINE does not reach."""

    @property
    def fallback(self) -> str:
        """Return by what the person hears when LINE does not reach them."""
        return f"อีเมล {self.email}" if self.email else "กล่องข้อความบนเว็บ"


@dataclass(frozen=True)
class UnitReach:
    """The people of one unit; `unit` is empty for those whose post is for the whole office."""

    unit: str
    people: tuple[Reached, ...]


def reached_by_unit(asker: Asker, *, on: date) -> list[UnitReach]:
    """Return everybody who holds a post today by unit, the worst reached first; six queries, however large it is."""
    holders = people.post_holders(asker, on=on)
    names = {holder.person_id: holder.name for holder in holders}
    heads = _heads(holders)
    accounts, emails, deputies = _accounts(asker), _emails(asker), away(asker, on=on)
    of_unit: dict[int | None, dict[int, Reached]] = {}
    for holder in holders:
        account = accounts.get(holder.person_id)
        reach = _reach(account)
        deputy_id = deputies.get(holder.person_id)
        deputy = names.get(deputy_id or 0, "")
        if not deputy and not reach.is_reached and holder.role is not Role.UNIT_HEAD:
            deputy = heads.get(holder.unit_id, "")
        of_unit.setdefault(holder.unit_id, {})[holder.person_id] = Reached(
            person_id=holder.person_id,
            name=holder.name,
            position=holder.title or holder.position,
            reach=reach,
            email=emails.get(holder.person_id, ""),
            last_heard_at=None if account is None else account.last_heard_at,
            deputy=deputy,
        )
    units = [(None, ""), *((unit.id, unit.name) for unit in people.all_units(asker))]
    return [UnitReach(name, _worst_first(of_unit[unit_id].values())) for unit_id, name in units if unit_id in of_unit]


def _worst_first(found: Iterable[Reached]) -> tuple[Reached, ...]:
    order = list(Reach)
    return tuple(sorted(found, key=lambda one: (order.index(one.reach), one.name)))


def _heads(holders: Iterable[PostHolder]) -> dict[int | None, str]:
    return {holder.unit_id: holder.name for holder in holders if holder.role is Role.UNIT_HEAD}


def _reach(account: LineAccount | None) -> Reach:
    if account is None:
        return Reach.NOT_LINKED
    if account.state is LineState.BLOCKED:
        is_found_out = account.profile_asked_at is not None and account.profile_asked_at >= account.changed_at
        return Reach.UNREACHABLE if is_found_out else Reach.BLOCKED
    return Reach.NEVER_ANSWERED if account.last_heard_at is None else Reach.ANSWERS


def _accounts(asker: Asker) -> Mapping[int, LineAccount]:
    found = db.session.scalars(
        select(LineAccount).where(
            LineAccount.government_id == asker.government_id, LineAccount.state != LineState.UNLINKED
        )
    )
    return {account.person_id: account for account in found}


def _emails(asker: Asker) -> dict[int, str]:
    rows = db.session.execute(
        select(Person.id, Person.email).where(Person.government_id == asker.government_id, Person.email != "")
    )
    return {row.id: row.email for row in rows}
