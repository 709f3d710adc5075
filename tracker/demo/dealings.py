"""What people of the demo office asked of each other before 31 March 2569: more time, a stand-in, fewer messages."""

from datetime import date, datetime, timedelta

from tracker.database import db
from tracker.demo import story
from tracker.demo.simulator_people import GROUPS
from tracker.demo.telling import Office, at_work
from tracker.people import linking, queries
from tracker.people.roles import Role
from tracker.people.service import PostTerms, absences, give_post
from tracker.people.viewer import System, Viewer
from tracker.reminders.models import Frequency
from tracker.reminders.service import groups, notices, settings
from tracker.reminders.wording import asking
from tracker.tasks import service as tasks
from tracker.tasks.models import ExtensionRequest, Task, Via


def deal(office: Office) -> None:
    """Let everything happen, in order."""
    _link_groups(office)
    _choose_weekly(office, "audit", date(2026, 3, 2))
    _grant_more_time(office)
    _ask_for_more_time(office)
    _promise(office)
    _go_on_leave(office)


def _link_groups(office: Office) -> None:
    """The head of a division asks for a code, and links the division's group with it."""
    asker, at = office.system, at_work(date(2026, 3, 9))
    for group in GROUPS:
        head = office.named(group.linked_by, at.date())
        unit_id = next(unit.id for unit in queries.units(asker) if unit.name == group.unit)
        groups.note_joined(group.id, asker=asker, at=at)
        code = groups.issue_code(unit_id, by=head, at=at)
        db.session.flush()  # The code is looked up by what was stored of it.
        groups.link_group(group.id, code, len(group.members), by=head, at=at + timedelta(minutes=4))
        _note_heard(head, at)


def _choose_weekly(office: Office, username: str, on: date) -> None:
    settings.choose_frequency(Frequency.WEEKLY, by=office.named(username, on), at=at_work(on))


def _grant_more_time(office: Office) -> None:
    """The works division cannot put its signs up in time; the ปลัด grants a month."""
    at = at_work(date(2026, 3, 25))
    task = _task(office, 9, 3, story.WORKS)
    request = _asked(
        task,
        date(2026, 4, 30),
        "ป้ายอยู่ระหว่างผลิต ผู้รับจ้างกำหนดติดตั้งได้ปลายเดือนเมษายน",
        by=office.named("works", at.date()),
        at=at,
    )
    decided_at = at_work(date(2026, 3, 26), 14)
    tasks.grant_extension(
        request,
        comment="ให้ติดป้ายชั่วคราวไว้ก่อน",
        by=office.holding(Role.CHIEF_ADMINISTRATOR, decided_at.date()),
        at=decided_at,
    )
    decided = asking.granted_until(request.new_due_on)
    said = asking.decision_on_request("ติดตั้งที่จุดบริการและเผยแพร่ทางออนไลน์", decided, request.comment)
    notices.leave_note([request.asked_by_id], said, asker=office.system, at=decided_at)
    db.session.flush()


def _ask_for_more_time(office: Office) -> None:
    """The officer of supplies, who was given the late task, asks for the day the mayor named; her head decides."""
    task = _task(office, 5, 4, story.SUPPLIES)
    given_at, at = at_work(date(2026, 3, 2)), at_work(date(2026, 3, 30), 15)
    officer = office.named("supplies", at.date())
    delegation = tasks.Delegation(officer.person_id, task.revision, "ช่วยประสานผู้ดูแลเว็บไซต์รายใหม่ด้วย")
    tasks.delegate(task, delegation, by=office.named("finance", given_at.date()), at=given_at)
    db.session.flush()  # The request is about the task's new revision.
    reason = "เว็บไซต์เปลี่ยนผู้ให้บริการ เริ่มใช้ได้วันที่ 7 เมษายน จากนั้นจะเผยแพร่ประกาศทันที"
    _asked(task, date(2026, 4, 10), reason, by=officer, at=at)


def _promise(office: Office) -> None:
    """The head of welfare has read that a task is due, and names a day."""
    at = at_work(date(2026, 3, 30), 9)
    head = office.named("welfare", at.date())
    tasks.promise(_task(office, 9, 2, story.WELFARE), date(2026, 4, 8), by=head, at=at, via=Via.LINE)
    _note_heard(head, at)


def _go_on_leave(office: Office) -> None:
    """The head of education is away for a week; the head of welfare acts for her, by an order of the office."""
    at, starts_on, ends_on = at_work(date(2026, 3, 27), 11), date(2026, 3, 30), date(2026, 4, 3)
    head, deputy = office.named("education", at.date()), office.named("welfare", at.date())
    terms = absences.AbsenceTerms(head.person_id, starts_on, ends_on, deputy.person_id, "ลาพักผ่อน")
    absences.enter_absence(terms, by=head, at=at)
    unit_id = next(unit.id for unit in queries.units(office.system) if unit.name == story.EDUCATION)
    title = "รักษาราชการแทนผู้อำนวยการกองการศึกษา ศาสนาและวัฒนธรรม"
    acting = PostTerms(
        Role.UNIT_HEAD, unit_id, title, starts_on, ends_on, is_acting=True, authority="คำสั่ง อบต.ตัวอย่างพัฒนา ที่ ๔๕/๒๕๖๙"
    )
    give_post(queries.person(deputy.person_id, asker=office.system), acting, by=office.system, at=at)


def _asked(task: Task, due_on: date, reason: str, *, by: Viewer, at: datetime) -> ExtensionRequest:
    request = tasks.ask_extension(task, tasks.ExtensionAsked(due_on, reason, task.revision), by=by, at=at, via=Via.LINE)
    _note_heard(by, at)
    return request


def _task(office: Office, measure: int, step: int, unit: str) -> Task:
    return db.session.get_one(Task, office.tasks[measure, step, unit, 1])


def _note_heard(person: Viewer, at: datetime) -> None:
    account = queries.line_account(person.person_id, asker=person)
    if account is not None:
        linking.note_heard(account.line_user_id, asker=System(person.government_id), at=at)
