"""Why something is on a card now, in words and as a colour word: colour alone tells nobody."""

from dataclasses import dataclass

_URGENCY: dict[str, tuple[str, str]] = {
    "directive_late": ("ข้อสั่งการเลยกำหนด {days} วันทำการ", "bad"),
    "directive_due": ("ข้อสั่งการ: {left}", "bad"),
    "directive_given": ("ข้อสั่งการใหม่", "warn"),
    "directive_open": ("ข้อสั่งการ เหลือ {days} วันทำการ", "info"),
    "escalated": ("ล่าช้า {days} วันทำการ ยังไม่มีผู้ตอบ", "bad"),
    "late": ("ล่าช้า {days} วันทำการ", "bad"),
    "due_today": ("ครบกำหนดวันนี้", "bad"),
    "decision_waits": ("รอพิจารณา", "warn"),
    "closing": ("ยังไม่มีผลหรือหลักฐาน", "warn"),
    "unproven": ("เสร็จแล้ว ยังไม่มีหลักฐาน", "warn"),
    "returned": ("ส่งกลับให้แก้ไข", "warn"),
    "due_in_1": ("ครบกำหนดในวันทำการถัดไป", "warn"),
    "due_in_3": ("เหลือ {days} วันทำการ", "warn"),
    "round_due": ("ถึงรอบรายงาน เหลือ {days} วันทำการ", "warn"),
    "round_late": ("เลยรอบรายงาน {days} วันทำการ", "bad"),
    "due_in_7": ("เหลือ {days} วันทำการ", "warn"),
    "starts_today": ("ถึงวันเริ่มงาน", "info"),
    "silent": ("ไม่มีรายงาน {days} วันแล้ว", "warn"),
    "assigned": ("งานที่ได้รับมอบหมาย", "info"),
    "due_in_30": ("เหลือ {days} วันทำการ", "info"),
    "waiting": ("ส่งผลแล้ว รอตรวจ", "info"),
    "done": ("ดำเนินการแล้วเสร็จ", "good"),
    "closed": ("ปิดงานแล้ว", "neutral"),
    "on_time": ("เหลือ {days} วันทำการ", "info"),
}


@dataclass(frozen=True)
class Urgency:
    """Why this is on a card now: a kind of reminder or a standing, and the days it speaks of."""

    kind: str
    days: int = 0

    @property
    def words(self) -> str:
        """The urgency in words."""
        left = "ครบกำหนดวันนี้" if self.days == 0 else "ครบกำหนดในวันทำการถัดไป"
        if self.kind == "round_due" and self.days == 0:
            return "ครบรอบรายงานวันนี้"
        return _URGENCY[self.kind][0].format(days=self.days, left=left)

    @property
    def tone(self) -> str:
        """The urgency as a colour word."""
        return _URGENCY[self.kind][1]
