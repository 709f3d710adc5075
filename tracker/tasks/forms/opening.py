"""Deciding what stops the opening of a year: who an owner is, and when a measure is carried out."""

from collections.abc import Iterable
from datetime import date

from wtforms.validators import ValidationError

from tracker.measures.models import OwnerScope
from tracker.people.queries import UnitRow
from tracker.web.forms import ChoiceField, DateField, Length, Optional, Required, StringField, TrackerForm

_SCOPES = {scope.value: scope for scope in (OwnerScope.ALL_UNITS, OwnerScope.PUBLIC_UNITS)}


class MatchForm(TrackerForm):
    """Which unit an owner means, or that it means all of them."""

    meaning = ChoiceField("หมายถึง", [Required()], prompt="เลือกหน่วยงาน")

    def offer(self, units: Iterable[UnitRow]) -> None:
        """Offer the open units, then all of them at once."""
        self.meaning.offer(
            [
                *((str(unit.id), unit.name) for unit in units),
                *((value, scope.label) for value, scope in _SCOPES.items()),
            ]
        )

    @property
    def scope(self) -> OwnerScope | None:
        """All units, or all that serve the public, where that was chosen."""
        return _SCOPES.get(self.meaning.data or "")

    @property
    def unit_id(self) -> int:
        """The unit that was chosen."""
        return int(self.meaning.data)


class PeriodForm(TrackerForm):
    """When a measure is carried out: in the words of an office, or from one day to another."""

    words = StringField("ช่วงเวลา", [Length(max=200)], description="เช่น มีนาคม 2569, ไตรมาสที่ 2, ทุกเดือน หรือ ตลอดปีงบประมาณ")
    starts_on = DateField("หรือเลือกวันเริ่มต้น", [Optional()])
    ends_on = DateField("และวันสิ้นสุด", [Optional()])

    def validate_words(self, field: StringField) -> None:
        """Ask for words or for both days."""
        if not field.data and self.span is None and not self.starts_on.errors and not self.ends_on.errors:
            raise ValidationError("กรุณาพิมพ์ช่วงเวลา หรือเลือกทั้งวันเริ่มต้นและวันสิ้นสุด")

    @property
    def span(self) -> tuple[date, date] | None:
        """The two days, where both were chosen."""
        if self.starts_on.data is None or self.ends_on.data is None:
            return None
        return self.starts_on.data, self.ends_on.data
