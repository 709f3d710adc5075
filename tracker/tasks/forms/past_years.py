"""Putting the year of a result report on record, and taking it back."""

from wtforms.validators import ValidationError

from tracker.fiscal_year import FiscalYear
from tracker.web.forms import (
    BooleanField,
    ChoiceField,
    FiscalYearField,
    Length,
    Required,
    TextAreaField,
    TrackerForm,
)

_YEARS_OFFERED = 10


class PastYearForm(TrackerForm):
    """Which year is put on record, and of which year a score is that the report states without one."""

    year = FiscalYearField("ปีงบประมาณ", [Required("กรุณาเลือกปีงบประมาณ")])
    is_sure = BooleanField("ยืนยันว่าเป็นปีนี้ ไม่ใช่ปีที่ระบุในเอกสาร")
    score_year = ChoiceField("ปีที่ประเมินของคะแนน", parse=int, prompt="ไม่บันทึกคะแนน")

    def expect(self, stated: FiscalYear | None, *, this_year: FiscalYear) -> None:
        """Say which year the document states, against which another one must be confirmed."""
        self._stated = stated
        years = range(int(this_year) - 1, int(this_year) - 1 - _YEARS_OFFERED, -1)
        self.score_year.offer([(year, str(year)) for year in years])

    def validate_is_sure(self, field: BooleanField) -> None:
        """Ask for a confirmation where the year is not the one the document states."""
        year = self.year.data
        if self._stated is not None and year is not None and year != self._stated and not field.data:
            raise ValidationError(f"เอกสารระบุ{self._stated.label} หากต้องการบันทึกเป็น{year.label} กรุณาทำเครื่องหมายยืนยันปีก่อน")


class TakeBackForm(TrackerForm):
    """Why a past year is taken off the record."""

    reason = TextAreaField("เหตุผล", [Required("กรุณาพิมพ์เหตุผลที่ถอนการบันทึก"), Length(max=1000)])
