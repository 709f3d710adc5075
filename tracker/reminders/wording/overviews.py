"""What the menus answer in numbers: what is late, how a unit or the whole office stands, what waits for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reminders.wording import cards, flex
from tracker.reminders.wording.flex import Shape
from tracker.reminders.wording.groups import Counts

_MOST_UNITS = 15


@dataclass(frozen=True)
class Waiting:
    """How many decisions wait for somebody who leads."""

    extensions: int = 0
    submissions: int = 0
    editions: int = 0

    @property
    def total(self) -> int:
        """How many there are together."""
        return self.extensions + self.submissions + self.editions


def nothing_late(whose: str) -> list[Shape]:
    """Say that nothing is late."""
    return [flex.text_message(f"ไม่มีงานเกินกำหนด{whose}", cards.general_choices())]


def unit_standing(units: str, counts: Counts) -> Shape:
    """Say how the work of a unit stands."""
    return flex.text_message(f"{units}\n{_numbers(counts)}", cards.general_choices())


def office_standing(office: str, counts: Counts, late: Sequence[tuple[str, int]], link: str) -> list[Shape]:
    """Say how the whole office stands, and which units have late tasks, the most first."""
    lines = [f"ภาพรวมงาน ITA {office}", _numbers(counts)]
    if late:
        lines += ["", "หน่วยงานที่มีงานเกินกำหนด", *(f"• {unit} {number} งาน" for unit, number in late[:_MOST_UNITS])]
        lines += [f"และอีก {len(late) - _MOST_UNITS} หน่วยงาน"] if len(late) > _MOST_UNITS else []
    return [flex.text_message("\n".join([*lines, "", f"ดูกระดานสถานะ: {link}"]), cards.general_choices())]


def waiting(found: Waiting, link: str) -> Shape:
    """Say what waits for a decision."""
    if not found.total:
        return flex.text_message("ขณะนี้ไม่มีเรื่องรอท่านพิจารณา", cards.general_choices())
    lines = ["เรื่องที่รอพิจารณา"]
    lines += [f"• คำขอขยายเวลา {found.extensions} เรื่อง"] if found.extensions else []
    lines += [f"• ผลงานที่ส่งแล้ว รอตรวจ {found.submissions} งาน"] if found.submissions else []
    lines += [f"• รายงานสิ้นปีรอปิดปี {found.editions} ปี"] if found.editions else []
    return flex.text_message("\n".join([*lines, f"เปิดดู: {link}"]), cards.general_choices())


def with_cards(told: Shape, shown: Shape | None) -> list[Shape]:
    """Return what was told, with cards after it if there are any: LINE shows the quick replies of the last alone."""
    if shown is None:
        return [told]
    return [{name: value for name, value in told.items() if name != "quickReply"}, shown]


def _numbers(counts: Counts) -> str:
    parts = [f"ยังไม่เสร็จ {counts.open} งาน", f"เกินกำหนด {counts.late} งาน", f"ใกล้ครบกำหนด {counts.due_soon} งาน"]
    parts += [f"รอตรวจ {counts.waiting} งาน"] if counts.waiting else []
    return " · ".join(parts)
