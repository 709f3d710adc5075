"""Asking for more time, deciding about it, and naming a day."""

from tracker.tasks.forms.reporting import LONGEST_TEXT
from tracker.tasks.forms.seen import SeenForm
from tracker.tasks.service import ExtensionAsked
from tracker.web.forms import DateField, Length, Required, TextAreaField, TrackerForm


class ExtensionForm(SeenForm):
    """The day asked for, and why."""

    due_on = DateField("ขอขยายเวลาถึงวันที่", [Required()])
    reason = TextAreaField(
        "เหตุผล",
        [Required(), Length(max=LONGEST_TEXT)],
        description="เช่น รอข้อมูลจากหน่วยงานอื่น เหตุผลนี้ส่งถึงผู้พิจารณาทาง LINE กรุณาไม่ใส่ชื่อหรือข้อมูลของประชาชน",
    )

    def to_extension(self) -> ExtensionAsked:
        """Return what is asked for."""
        return ExtensionAsked(self.due_on.data, self.reason.data or "", self.seen_revision)


class DecisionForm(TrackerForm):
    """What whoever decides says; the button pressed tells whether it is granted."""

    comment = TextAreaField(
        "ความเห็นของผู้พิจารณา", [Length(max=LONGEST_TEXT)], description="หากไม่อนุมัติ กรุณาบอกเหตุผลให้ผู้ขอทราบ"
    )


class PromiseForm(TrackerForm):
    """The day somebody says a task will be done on."""

    promised_on = DateField("จะเสร็จวันที่", [Required()])
