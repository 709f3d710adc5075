"""Matters as cards: what waits to be decided, which reports a unit owes, what a year lacks."""

from tracker.reminders.policy import RoundKind
from tracker.reminders.service.matters import (
    ClosingMatter,
    EditionMatter,
    ExtensionMatter,
    Matter,
    RoundMatter,
    SubmissionMatter,
)
from tracker.reminders.wording.subjects import MatterAnswer, MatterCard
from tracker.reminders.wording.urgency import Urgency
from tracker.thai import MONTHS, buddhist_year, short_date


def matter_card(matter: Matter, urgency: Urgency, base_url: str) -> MatterCard:
    """Return the card of a matter."""
    if isinstance(matter, ExtensionMatter):
        return _extension_card(matter, urgency, base_url)
    if isinstance(matter, SubmissionMatter):
        facts = (("หน่วยงาน", matter.task.unit_name), ("ส่งเมื่อ", short_date(matter.submitted_on)))
        title, link = f"ตรวจผลงาน: {matter.task.title}", f"{base_url}/tasks/{matter.task.id}"
        return MatterCard(title, urgency, link, facts, days=f"ส่งเมื่อ {short_date(matter.submitted_on)}")
    if isinstance(matter, EditionMatter):
        title = f"รายงานผล{matter.fiscal_year.label} รอพิจารณาและปิดปี"
        return MatterCard(title, urgency, f"{base_url}/reports/")
    if isinstance(matter, RoundMatter):
        facts = (("ยังไม่เสร็จ", f"{matter.running} งาน"), ("ยังไม่รายงาน", f"{matter.missing} งาน"))
        title = f"{round_name(matter)} {matter.unit_name}"
        return MatterCard(title, urgency, _tasks_of(matter.unit_id, base_url), facts, matter.due_on)
    return _closing_card(matter, urgency, base_url)


def round_name(matter: RoundMatter) -> str:
    """Return a round as it is called: รายงานผลรอบ 6 เดือน, or by its month."""
    if matter.round.kind is RoundKind.HALF_YEAR:
        return "รายงานผลรอบ 6 เดือน"
    if matter.round.kind is RoundKind.YEAR:
        return "รายงานผลรอบ 12 เดือน"
    return f"รายงานประจำเดือน{MONTHS[matter.due_on.month - 1]} {buddhist_year(matter.due_on)}"


def _extension_card(matter: ExtensionMatter, urgency: Urgency, base_url: str) -> MatterCard:
    before, after = short_date(matter.task.due_on), short_date(matter.asking.new_due_on)
    facts = (
        ("หน่วยงาน", matter.task.unit_name),
        ("กำหนดเดิม", before),
        ("ขอเป็น", after),
        ("เหตุผล", matter.asking.reason),
    )
    about: dict[str, object] = {"t": matter.task.id, "n": matter.task.revision, "x": matter.asking.id}
    answers = (
        MatterAnswer("อนุมัติ", {"a": "grant", **about}, is_first_choice=True),
        MatterAnswer("ไม่อนุมัติ", {"a": "refuse", **about}),
    )
    title = f"ขอขยายเวลา: {matter.task.title}"
    link = f"{base_url}/tasks/{matter.task.id}"
    return MatterCard(title, urgency, link, facts, answers=answers, days=f"จาก {before} เป็น {after}")


def _closing_card(matter: ClosingMatter, urgency: Urgency, base_url: str) -> MatterCard:
    counts = (("ยังไม่มีผล", matter.without_result), ("ยังไม่มีหลักฐาน", matter.without_evidence))
    facts = tuple((name, f"{number} งาน") for name, number in counts if number)
    title = f"ปิด{matter.fiscal_year.label} {matter.unit_name}"
    return MatterCard(title, urgency, _tasks_of(matter.unit_id, base_url), facts, matter.due_on)


def _tasks_of(unit_id: int, base_url: str) -> str:
    return f"{base_url}/tasks/?unit={unit_id}"
