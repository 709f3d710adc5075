"""The LINE groups of units: joined, linked by a code, left; and the counts they hear once a week."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update

from tracker.database import db
from tracker.errors import NotAllowed, NotNow
from tracker.people import audit, linking
from tracker.people import queries as people
from tracker.people.roles import Role
from tracker.people.signing_in import hash_of
from tracker.people.viewer import Asker, System, Viewer
from tracker.people.working_days import WorkingCalendar
from tracker.reminders import queries
from tracker.reminders.models import (
    LineGroup,
    LineGroupCode,
    MessageState,
    OutgoingMessage,
    Purpose,
)
from tracker.reminders.queries import groups as group_queries
from tracker.reminders.wording import groups as wording
from tracker.reminders.wording.groups import Counts
from tracker.tasks import queries as tasks
from tracker.tasks import timeliness
from tracker.tasks.queries import TaskRow
from tracker.tasks.timeliness import Timeliness
from tracker.thai import day_of

CODE_HOURS = 24
_CODES_PER_HOUR = 10
_LEAST_URGENT = 90


def may_link(unit_id: int, viewer: Viewer) -> bool:
    """Tell whether a person may link a LINE group to a unit: the coordinator, and whoever heads it."""
    return viewer.is_any(Role.COORDINATOR) or viewer.heads(unit_id)


def issue_code(unit_id: int, *, by: Viewer, at: datetime) -> str:
    """Return a one-time code that links a group to a unit; the unit's older codes stop working."""
    unit = people.unit(unit_id, asker=by)
    if not may_link(unit.id, by):
        raise NotAllowed("ขอรหัสกลุ่มได้เฉพาะผู้ประสานงาน ITA และหัวหน้าของหน่วยงานนั้น")
    recent = db.session.scalar(
        select(func.count())
        .select_from(LineGroupCode)
        .where(LineGroupCode.issued_by_id == by.person_id, LineGroupCode.created_at > at - timedelta(hours=1))
    )
    if (recent or 0) >= _CODES_PER_HOUR:
        raise NotNow("ขอรหัสบ่อยเกินไป กรุณารอหนึ่งชั่วโมงแล้วขอใหม่")
    db.session.execute(
        update(LineGroupCode)
        .where(LineGroupCode.unit_id == unit.id, LineGroupCode.used_at.is_(None))
        .values(used_at=at)
    )
    code = linking.new_code()
    db.session.add(
        LineGroupCode(
            government_id=by.government_id,
            unit_id=unit.id,
            issued_by_id=by.person_id,
            code_hash=hash_of(code),
            created_at=at,
            expires_at=at + timedelta(hours=CODE_HOURS),
        )
    )
    audit.record("line_group_code_issued", unit.name, by=by, at=at)
    return code


def note_joined(line_group_id: str, *, asker: System, at: datetime) -> LineGroup:
    """Note that the account is in a group; of one it comes back to, nobody's link is remembered."""
    group = group_queries.group_called(line_group_id, asker=asker)
    if group is None:
        group = LineGroup(government_id=asker.government_id, line_group_id=line_group_id, joined_at=at, members=0)
        db.session.add(group)
    elif group.left_at is not None:
        group.joined_at, group.left_at = at, None
    return group


def note_left(line_group_id: str, *, asker: System, at: datetime) -> None:
    """Note that the account is no longer in a group: it is nobody's, and nothing goes there."""
    group = group_queries.group_called(line_group_id, asker=asker)
    if group is not None and group.left_at is None:
        _detach(group, at)
        group.left_at, group.members = at, 0


def link_group(line_group_id: str, code: str, members: int | None, *, by: Viewer, at: datetime) -> str | None:
    """Link a group to the unit a code was made for and return the unit's name; None when it is no good code."""
    found = group_queries.usable_code(hash_of(code), asker=by, at=at)
    if found is None:
        return None
    found.used_at = at
    unit = people.unit(found.unit_id, asker=by)
    group = note_joined(line_group_id, asker=System(by.government_id), at=at)
    if group.unit_id is not None and group.unit_id != unit.id:
        _detach(group, at)
    group.unit_id, group.linked_by_id, group.linked_at = unit.id, by.person_id, at
    group.members = members or group.members
    audit.record("line_group_linked", unit.name, by=by, at=at)
    return unit.name


def unlink_group(group: LineGroup, *, by: Viewer, at: datetime) -> None:
    """End a group's link; what waits for it is withdrawn."""
    if group.unit_id is None:
        raise NotNow("กลุ่มนี้ยกเลิกการเชื่อมไปแล้ว")
    if not may_link(group.unit_id, by):
        raise NotAllowed("ยกเลิกได้เฉพาะผู้ประสานงาน ITA และหัวหน้าของหน่วยงานนั้น")
    audit.record("line_group_unlinked", people.unit(group.unit_id, asker=by).name, by=by, at=at)
    _detach(group, at)


def plan_group_counts(asker: System, *, today: date, at: datetime) -> int:
    """Plan the week's counts for each linked group, on its first working day or the first after; return how many."""
    messages = counts_of_the_week(asker, today=today, at=at)
    db.session.add_all(messages)
    return len(messages)


def counts_of_the_week(asker: Asker, *, today: date, at: datetime) -> list[OutgoingMessage]:
    """Return the counts each linked group has not heard this week, written nowhere yet."""
    hours, calendar = queries.speaking_hours(asker), people.working_calendar(asker)
    if not hours.is_spoken_to(today) or at >= hours.closes_at(today):
        return []
    begins = hours.opens_at(hours.first_of_week(today))
    told = group_queries.told_since(day_of(begins), asker=asker, today=today)
    groups = [
        group
        for group in group_queries.groups_to_tell(asker)
        if group.id not in told and group.linked_at is not None and group.linked_at < begins
    ]
    if not groups:
        return []
    units = {unit.id: unit for unit in people.all_units(asker)}
    parents = {unit.id: unit.parent_id for unit in units.values()}
    rows = tasks.open_tasks(asker)
    messages = []
    for group in groups:
        unit_id = group.unit_id or 0
        wanted = people.with_descendants({unit_id}, parents)
        counts = count([row for row in rows if row.unit_id in wanted], today=today, calendar=calendar)
        message = _message(group, units[unit_id].name, counts, today, at)
        message.next_attempt_at, message.expires_at = max(at, hours.opens_at(today)), hours.closes_at(today)
        messages.append(message)
    return messages


def count(rows: Iterable[TaskRow], *, today: date, calendar: WorkingCalendar) -> Counts:
    """Return how many tasks are open, late, soon due and waiting to be verified."""
    rows = list(rows)
    standing = [timeliness.timeliness(row.state, row.due_on, today=today, calendar=calendar) for row in rows]
    return Counts(
        open=sum(1 for row in rows if row.state.is_open),
        late=standing.count(Timeliness.LATE),
        due_soon=standing.count(Timeliness.DUE_SOON) + standing.count(Timeliness.DUE_TODAY),
        waiting=standing.count(Timeliness.WAITING),
    )


def _message(group: LineGroup, unit: str, counts: Counts, today: date, at: datetime) -> OutgoingMessage:
    return OutgoingMessage(
        id=uuid.uuid4(),
        government_id=group.government_id,
        group_id=group.id,
        day=today,
        purpose=Purpose.GROUP,
        recipients=max(1, group.members),
        priority=_LEAST_URGENT,
        body=list(wording.weekly(unit, counts)),
        summary=wording.weekly_summary(unit, counts),
        planned_at=at,
    )


def _detach(group: LineGroup, at: datetime) -> None:
    group.unit_id, group.linked_by_id, group.linked_at = None, None, None
    db.session.flush()
    db.session.execute(
        update(OutgoingMessage)
        .where(
            OutgoingMessage.group_id == group.id,
            OutgoingMessage.attempts == 0,
            OutgoingMessage.state.in_([MessageState.WAITING, MessageState.HELD]),
        )
        .values(state=MessageState.WITHDRAWN)
        .execution_options(synchronize_session=False)
    )
