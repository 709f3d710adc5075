"""Why somebody hears of something."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Why somebody hears of a task, a directive or a topic, the most urgent first."""

    DIRECTIVE_LATE = "directive_late"
    DIRECTIVE_DUE = "directive_due"
    ESCALATED = "escalated"
    LATE = "late"
    DUE_TODAY = "due_today"
    DECISION_WAITS = "decision_waits"
    CLOSING = "closing"
    DIRECTIVE_GIVEN = "directive_given"
    RETURNED = "returned"
    DUE_IN_1 = "due_in_1"
    DUE_IN_3 = "due_in_3"
    ROUND_DUE = "round_due"
    DUE_IN_7 = "due_in_7"
    STARTS_TODAY = "starts_today"
    SILENT = "silent"
    ASSIGNED = "assigned"
    DUE_IN_30 = "due_in_30"

    @property
    def priority(self) -> int:
        """The place in the order of urgency; the smaller, the more urgent."""
        return _PRIORITIES[self]

    @property
    def label(self) -> str:
        """The reason as pages and the log of reminders name it; days are the office's own to choose."""
        return _LABELS[self]


_LABELS = {
    Kind.DIRECTIVE_LATE: "ข้อสั่งการเลยกำหนด",
    Kind.DIRECTIVE_DUE: "ข้อสั่งการใกล้ครบกำหนด",
    Kind.ESCALATED: "รายงานขึ้นตามลำดับ",
    Kind.LATE: "ล่าช้า",
    Kind.DUE_TODAY: "ครบกำหนดวันนี้",
    Kind.DECISION_WAITS: "เรื่องรอพิจารณา",
    Kind.CLOSING: "ยังไม่มีผลหรือหลักฐานเมื่อปิดงาน",
    Kind.DIRECTIVE_GIVEN: "ข้อสั่งการใหม่",
    Kind.RETURNED: "ส่งกลับแก้ไข",
    Kind.DUE_IN_1: "ครบกำหนดในวันทำการถัดไป",
    Kind.DUE_IN_3: "ใกล้ครบกำหนดในไม่กี่วันทำการ",
    Kind.ROUND_DUE: "ถึงรอบรายงาน",
    Kind.DUE_IN_7: "ใกล้ครบกำหนด",
    Kind.STARTS_TODAY: "ถึงวันเริ่มงาน",
    Kind.SILENT: "ไม่มีรายงานความคืบหน้า",
    Kind.ASSIGNED: "ได้รับมอบหมาย",
    Kind.DUE_IN_30: "แจ้งกำหนดล่วงหน้า",
}
_PRIORITIES = {kind: place for place, kind in enumerate(Kind)}

URGENT = frozenset(
    {Kind.DIRECTIVE_LATE, Kind.DIRECTIVE_DUE, Kind.DIRECTIVE_GIVEN, Kind.ESCALATED, Kind.LATE, Kind.DUE_TODAY}
)
"""What nobody can put off to the message of the week."""

PASSING_DAYS = {
    **dict.fromkeys((Kind.LATE, Kind.DIRECTIVE_LATE, Kind.DECISION_WAITS, Kind.ASSIGNED, Kind.STARTS_TODAY), 60),
    **dict.fromkeys((Kind.DUE_IN_30, Kind.DUE_IN_7, Kind.DUE_IN_3, Kind.DUE_IN_1, Kind.DUE_TODAY, Kind.SILENT), 120),
}
"""Calendar days after which no threshold of these kinds is the newest any more, within the limits of the rules."""


@dataclass(frozen=True, order=True)
class Earned:
    """A reason to hear of something; `slot` tells this crossing of the threshold from every other."""

    kind: Kind
    slot: str
