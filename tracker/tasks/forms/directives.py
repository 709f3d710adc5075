"""Giving a directive and closing it."""

from tracker.tasks.service import Order
from tracker.web.forms import ChoiceField, DateField, HiddenField, Length, Required, TextAreaField, TrackerForm

_LONGEST = 1_000


class DirectiveForm(TrackerForm):
    """What a unit is told to do by when; what it is about comes with the address of the page."""

    text = TextAreaField(
        "ข้อสั่งการ",
        [Required(), Length(max=_LONGEST)],
        description="เช่น ให้เร่งดำเนินการและรายงานผล ข้อความนี้ส่งทาง LINE กรุณาไม่ใส่ชื่อหรือข้อมูลของประชาชน",
    )
    unit = ChoiceField("ถึงหน่วยงาน", [Required()], parse=int, prompt="เลือกหน่วยงาน")
    due_on = DateField("ให้แล้วเสร็จภายในวันที่", [Required()])
    task = HiddenField()
    measure = HiddenField()

    def to_order(self) -> Order:
        """Return the directive."""
        return Order(
            text=self.text.data or "",
            unit_id=self.unit.data,
            due_on=self.due_on.data,
            task_id=_number(self.task.data),
            measure_id=_number(self.measure.data),
        )


class ClosingForm(TrackerForm):
    """What was done about a directive."""

    note = TextAreaField("ได้ดำเนินการอย่างไร", [Required(), Length(max=_LONGEST)])


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
