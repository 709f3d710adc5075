"""The LINE groups of an office and the codes that link them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, not_, select

from tracker.database import db
from tracker.errors import NotFound
from tracker.people.models import Person, Unit
from tracker.people.viewer import Asker
from tracker.reminders.models import LineGroup, LineGroupCode, MessageState, OutgoingMessage


@dataclass(frozen=True)
class GroupRow:
    """One group as the page shows it."""

    id: int
    unit_id: int | None
    unit_name: str
    linked_by: str
    linked_at: datetime | None
    members: int
    last_sent_at: datetime | None


def linked_groups(asker: Asker, *, unit_ids: Collection[int] | None) -> list[GroupRow]:
    """Return the groups that are linked to some units, or to any, in the order of the units."""
    last_sent = (
        select(func.max(OutgoingMessage.accepted_at))
        .where(OutgoingMessage.group_id == LineGroup.id)
        .correlate(LineGroup)
        .scalar_subquery()
    )
    wanted = [LineGroup.government_id == asker.government_id, LineGroup.left_at.is_(None)]
    if unit_ids is not None:
        wanted.append(LineGroup.unit_id.in_(unit_ids))
    rows = db.session.execute(
        select(
            LineGroup.id, LineGroup.unit_id, Unit.name, Person.name, LineGroup.linked_at, LineGroup.members, last_sent
        )
        .join(Unit, Unit.id == LineGroup.unit_id)
        .outerjoin(Person, Person.id == LineGroup.linked_by_id)
        .where(*wanted)
        .order_by(Unit.position, Unit.id, LineGroup.id)
    )
    return [GroupRow(row[0], row[1], row[2], row[3] or "", row[4], row[5], row[6]) for row in rows]


def group(group_id: int, *, asker: Asker) -> LineGroup:
    """Return one group of the asker's office."""
    found = db.session.scalar(
        select(LineGroup).where(LineGroup.id == group_id, LineGroup.government_id == asker.government_id)
    )
    if found is None:
        raise NotFound("ไม่พบกลุ่ม LINE นี้")
    return found


def group_called(line_group_id: str, *, asker: Asker) -> LineGroup | None:
    """Return the group of a LINE id, if the account was ever in it."""
    return db.session.scalar(
        select(LineGroup).where(
            LineGroup.line_group_id == line_group_id, LineGroup.government_id == asker.government_id
        )
    )


def groups_to_tell(asker: Asker) -> list[LineGroup]:
    """Return the groups the account is in and that are linked to a unit."""
    return list(
        db.session.scalars(
            select(LineGroup)
            .where(
                LineGroup.government_id == asker.government_id,
                LineGroup.left_at.is_(None),
                LineGroup.unit_id.is_not(None),
            )
            .order_by(LineGroup.id)
        )
    )


def told_since(day: date, *, asker: Asker, today: date) -> frozenset[int]:
    """Return the groups that were told since a day, or are about to be; what was not sent in its time told nobody."""
    is_unsent = OutgoingMessage.state.in_([MessageState.WAITING, MessageState.HELD])
    is_missed = and_(OutgoingMessage.day < today, is_unsent, not_(OutgoingMessage.is_maybe_accepted))
    found = db.session.scalars(
        select(OutgoingMessage.group_id).where(
            OutgoingMessage.government_id == asker.government_id,
            OutgoingMessage.group_id.is_not(None),
            OutgoingMessage.day >= day,
            OutgoingMessage.state.not_in([MessageState.WITHDRAWN, MessageState.EXPIRED]),
            not_(is_missed),
        )
    )
    return frozenset(one for one in found if one is not None)


def usable_code(code_hash: str, *, asker: Asker, at: datetime) -> LineGroupCode | None:
    """Return a group code that is good now."""
    return db.session.scalar(
        select(LineGroupCode).where(
            LineGroupCode.government_id == asker.government_id,
            LineGroupCode.code_hash == code_hash,
            LineGroupCode.used_at.is_(None),
            LineGroupCode.expires_at > at,
        )
    )
