"""The form of days somebody is away."""

from collections.abc import Iterable

from tracker.people.models import Person
from tracker.people.service.absences import AbsenceTerms
from tracker.web.forms import ChoiceField, DateField, Length, Required, StringField, TrackerForm


class AbsenceForm(TrackerForm):
    """Days one is away oneself."""

    starts_on = DateField("ตั้งแต่วันที่", [Required()])
    ends_on = DateField("ถึงวันที่", [Required()])
    deputy_id = ChoiceField(
        "ผู้รับเรื่องแทน",
        parse=int,
        prompt="ไม่ระบุ",
        description="หากไม่ระบุ เรื่องจะส่งถึงผู้รักษาราชการแทน หรือหน่วยงานที่สูงขึ้นไป",
    )
    note = StringField("หมายเหตุ", [Length(max=200)], description="เช่น ลาพักผ่อน ไปราชการ ไม่ต้องระบุเรื่องส่วนตัว")

    def offer(self, people: Iterable[Person]) -> None:
        """Offer those who can stand in."""
        self.deputy_id.offer([(person.id, person.name) for person in people])

    def terms_of(self, person_id: int) -> AbsenceTerms:
        """Return the absence of a person."""
        return AbsenceTerms(
            person_id, self.starts_on.data, self.ends_on.data, self.deputy_id.data, self.note.data or ""
        )


class AnybodysAbsenceForm(AbsenceForm):
    """Days somebody of the office is away."""

    person_id = ChoiceField("ผู้ที่ไม่อยู่", [Required()], parse=int, prompt="เลือกบุคคล")

    def offer(self, people: Iterable[Person]) -> None:
        """Offer everybody, as the one who is away and as who stands in."""
        choices = [(person.id, person.name) for person in people]
        self.person_id.offer(choices)
        self.deputy_id.offer(choices)
