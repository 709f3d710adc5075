"""What the menus ask for besides one's own tasks: what is late, how the unit or the office stands, what waits."""

from collections import Counter
from collections.abc import Sequence

from tracker.line_webhook.chat import Chat
from tracker.messaging.messenger import Message
from tracker.people import queries as people
from tracker.people.roles import Role
from tracker.reminders.service import Desk
from tracker.reminders.service.groups import count
from tracker.reminders.wording import cards
from tracker.reminders.wording import overviews as wording
from tracker.reminders.wording.overviews import Waiting
from tracker.tasks import timeliness
from tracker.tasks.queries import TaskRow
from tracker.tasks.timeliness import Timeliness

LEADS = (Role.MAYOR, Role.CHIEF_ADMINISTRATOR)


def overdue(chat: Chat) -> list[Message]:
    """Answer เกินกำหนด: one's own late tasks, of a head those of the unit, of who leads the office all of them."""
    desk, viewer = chat.desk(), chat.person
    late = [row for row in _open(desk) if desk.standing_of(row) is Timeliness.LATE]
    if not viewer.is_any(*LEADS):
        hearers = desk.situation.hearers_of
        late = [row for row in late if viewer.heads(row.unit_id) or viewer.person_id in hearers(row)]
    if not late:
        return wording.nothing_late("" if viewer.is_any(*LEADS) else "ของท่าน")
    shown = [desk.standing_for(viewer, row) for row in _urgent_first(late, desk)]
    if len(shown) == 1:
        chat.remember(shown[0])  # What is typed next is about it.
    return [cards.listed(f"เกินกำหนด {len(shown)} งาน", shown, desk.all_tasks_link)]


def unit(chat: Chat) -> list[Message]:
    """Answer หน่วยของฉัน: how the unit's work stands, and its tasks, the most urgent first."""
    desk, viewer = chat.desk(), chat.person
    mine = viewer.headed_unit_ids or viewer.unit_ids
    names = [one.name for one in people.units(chat.asker) if one.id in mine]
    situation = desk.situation
    of_unit = [row for row in situation.tasks.values() if row.unit_id in mine]
    counts = count(of_unit, today=situation.today, calendar=situation.calendar)
    standing = wording.unit_standing(_named(names), counts)
    rows = [row for row in of_unit if row.state.is_open]
    shown = [desk.standing_for(viewer, row) for row in _urgent_first(rows, desk)]
    listed = cards.listed(f"งานของหน่วย {len(shown)} งาน", shown, desk.all_tasks_link) if shown else None
    return wording.with_cards(standing, listed)


def board(chat: Chat) -> list[Message]:
    """Answer ภาพรวม, in counts: who may not see the whole office sees the unit."""
    viewer = chat.person
    if not viewer.sees_everything:
        return unit(chat)
    desk = chat.desk()
    situation = desk.situation
    late = Counter(row.unit_name for row in _open(desk) if desk.standing_of(row) is Timeliness.LATE)
    counts = count(situation.tasks.values(), today=situation.today, calendar=situation.calendar)
    return wording.office_standing(viewer.government_name, counts, late.most_common(), f"{chat.base_url}/board/")


def waiting(chat: Chat) -> list[Message]:
    """Answer รอท่าน: the decisions that wait, to be made by a press where one is enough."""
    viewer, desk = chat.person, chat.desk()
    decisions = desk.decisions_of(viewer)
    if not viewer.is_any(*LEADS, Role.COORDINATOR):
        shown = cards.listed(f"เรื่องรอท่านพิจารณา {len(decisions)} เรื่อง", decisions, desk.all_tasks_link)
        return [shown] if decisions else unit(chat)
    kinds = Counter(topic.partition(":")[0] for topic in desk.situation.matters)
    found = Waiting(kinds["extension"], kinds["submission"], kinds["edition"])
    own = [*decisions, *desk.tasks_of(viewer)]
    told = wording.waiting(found, f"{chat.base_url}/")
    return wording.with_cards(told, cards.my_tasks(own, desk.all_tasks_link) if own else None)


def _open(desk: Desk) -> list[TaskRow]:
    return [row for row in desk.situation.tasks.values() if row.state.is_open]


def _urgent_first(rows: Sequence[TaskRow], desk: Desk) -> list[TaskRow]:
    return sorted(rows, key=lambda row: timeliness.urgency(desk.standing_of(row), row.due_on))


def _named(names: Sequence[str]) -> str:
    if not names:
        return "ท่านยังไม่มีหน่วยงานในสังกัด"
    return names[0] if len(names) == 1 else f"{names[0]} และหน่วยงานในสังกัดอีก {len(names) - 1} แห่ง"
