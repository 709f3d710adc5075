"""Delegating, verifying, rescheduling and cancelling a task."""

from wtforms.validators import ValidationError

from tracker.tasks.forms.reporting import LONGEST_TEXT
from tracker.tasks.forms.seen import SeenForm
from tracker.tasks.service import Delegation, Remark, Rescheduling
from tracker.web.forms import ChoiceField, DateField, Length, Required, TextAreaField


class DelegationForm(SeenForm):
    """Who shall do a task."""

    assignee = ChoiceField("มอบหมายให้", parse=int, prompt="ไม่มอบหมาย (หัวหน้าทำเอง)")
    note = TextAreaField("ข้อความถึงผู้รับมอบหมาย", [Length(max=LONGEST_TEXT)])

    def to_delegation(self) -> Delegation:
        """Return who, with the note."""
        return Delegation(self.assignee.data, self.seen_revision, self.note.data or "")


class VerdictForm(SeenForm):
    """What a verifier says; the button pressed tells whether it passes or goes back."""

    comment = TextAreaField(
        "ความเห็นของผู้ตรวจ",
        [Length(max=LONGEST_TEXT)],
        description="หากส่งกลับ กรุณาบอกว่าต้องแก้ไขหรือเพิ่มอะไร ความเห็นนี้ส่งทาง LINE กรุณาไม่ใส่ชื่อหรือข้อมูลของประชาชน",
    )

    def to_remark(self) -> Remark:
        """Return the comment."""
        return Remark(self.comment.data or "", self.seen_revision)


class ReschedulingForm(SeenForm):
    """New dates and the reason."""

    starts_on = DateField("วันเริ่มต้น", [Required()])
    due_on = DateField("วันครบกำหนด", [Required()])
    reason = TextAreaField("เหตุผลที่เปลี่ยนกำหนด", [Required(), Length(max=LONGEST_TEXT)])

    def validate_due_on(self, field: DateField) -> None:
        """The end comes after the beginning."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("วันครบกำหนดต้องไม่ก่อนวันเริ่มต้น")

    def to_rescheduling(self) -> Rescheduling:
        """Return the new dates."""
        return Rescheduling(self.starts_on.data, self.due_on.data, self.reason.data or "", self.seen_revision)


class CancelForm(SeenForm):
    """Why a task is cancelled."""

    reason = TextAreaField(
        "เหตุผลที่ยกเลิกงาน",
        [Required(), Length(max=LONGEST_TEXT)],
        description="เช่น รวมกับมาตรการอื่น เหตุผลนี้จะพิมพ์ในรายงานผลสิ้นปี",
    )

    def to_remark(self) -> Remark:
        """Return the reason."""
        return Remark(self.reason.data or "", self.seen_revision)
