"""The forms an administrator fills in: people and posts, units and their names, holidays, the office."""

from collections.abc import Iterable
from datetime import date

from tracker.people.models import LocalGovernment, Person, Unit
from tracker.people.queries import UnitRow
from tracker.people.roles import Role, UnitKind
from tracker.people.service import NewPerson, PostTerms
from tracker.people.service.accounts import Named
from tracker.people.service.office import OfficeTerms
from tracker.people.service.units import UnitTerms
from tracker.web.forms import (
    BooleanField,
    ChoiceField,
    DateField,
    FileKinds,
    FileNotLarger,
    HiddenField,
    Length,
    Regexp,
    Required,
    StringField,
    TrackerForm,
    UploadField,
    labelled,
)

UPLOAD_LIMIT = 5 * 1024 * 1024
_EMAIL = r"^$|^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+$"
_WHOLE_OFFICE = "ทั้งหน่วยงาน (ไม่สังกัดกองใด)"


class PostForm(TrackerForm):
    """A post to be given."""

    role = ChoiceField("บทบาท", [Required()], choices=labelled(Role), parse=Role, prompt="เลือกบทบาท")
    unit_id = ChoiceField("หน่วยงาน", parse=int, prompt=_WHOLE_OFFICE)
    title = StringField("ชื่อตำแหน่งตามคำสั่ง", [Length(max=200)])
    is_acting = BooleanField("รักษาราชการแทน")
    authority = StringField("คำสั่งที่ให้รักษาราชการแทน", [Length(max=200)], description="เช่น คำสั่ง อบต. ที่ ๑๒๓/๒๕๖๘")
    starts_on = DateField("ตั้งแต่วันที่", [Required()])
    ends_on = DateField("ถึงวันที่", description="เว้นว่างหากยังไม่กำหนด")

    def offer_units(self, units: Iterable[UnitRow]) -> None:
        """Offer the office's open units."""
        self.unit_id.offer([(unit.id, unit.name) for unit in units])

    def validate(self, extra_validators: object = None) -> bool:
        """Ask for what belongs together."""
        is_valid = bool(super().validate(extra_validators))
        if self.is_acting.data and not self.authority.data:
            self.refuse("กรุณากรอกคำสั่งที่ให้รักษาราชการแทน", at=self.authority)
            is_valid = False
        if self.role.data in {Role.UNIT_HEAD, Role.STAFF} and self.unit_id.data is None:
            self.refuse(f"{self.role.data.label}ต้องระบุหน่วยงาน", at=self.unit_id)
            is_valid = False
        if self.starts_on.data and self.ends_on.data and self.ends_on.data < self.starts_on.data:
            self.refuse("วันสิ้นสุดต้องไม่ก่อนวันเริ่มต้น", at=self.ends_on)
            is_valid = False
        return is_valid

    def to_terms(self) -> PostTerms:
        """Return the post."""
        return PostTerms(
            role=self.role.data,
            unit_id=self.unit_id.data,
            title=self.title.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            is_acting=bool(self.is_acting.data),
            authority=(self.authority.data or "") if self.is_acting.data else "",
        )


class NamedForm(TrackerForm):
    """How a person is called, and where e-mail reaches them."""

    name = StringField("ชื่อ-สกุล", [Required(), Length(max=200)], description="พร้อมคำนำหน้า")
    position = StringField("ตำแหน่ง", [Length(max=200)], description="ตามที่พิมพ์ในเอกสาร")
    email = StringField(
        "อีเมล",
        [Length(max=254), Regexp(_EMAIL, message="ต้องเป็นที่อยู่อีเมล เช่น somying@example.go.th หรือเว้นว่าง")],
        description="ใช้ส่งแจ้งเตือนเมื่อ LINE ไม่ถึงบุคคลนี้",
        render_kw={"autocomplete": "off", "inputmode": "email"},
    )

    @classmethod
    def about(cls, person: Person) -> "NamedForm":
        """Return the form as the person stands."""
        return cls(name=person.name, position=person.position, email=person.email)

    def to_named(self) -> Named:
        """Return the name, position and e-mail address."""
        return Named(self.name.data or "", self.position.data or "", self.email.data or "")


class NewUserForm(TrackerForm):
    """Somebody to be added, with a first post."""

    username = StringField(
        "ชื่อผู้ใช้",
        [
            Required(),
            Regexp(r"^[A-Za-z0-9][A-Za-z0-9._-]{1,58}$", message="ใช้ได้เฉพาะ a-z 0-9 จุด ขีดกลาง และขีดล่าง ยาว 2–59 ตัว"),
        ],
        description="a-z 0-9 จุด ขีดกลาง ขีดล่าง เช่น somying.s",
        render_kw={"autocomplete": "off", "autocapitalize": "none"},
    )
    name = StringField("ชื่อ-สกุล", [Required(), Length(max=200)], description="พร้อมคำนำหน้า")
    position = StringField("ตำแหน่ง", [Length(max=200)], description="ตามที่พิมพ์ในเอกสาร")
    role = ChoiceField("บทบาท", [Required()], choices=labelled(Role), parse=Role, prompt="เลือกบทบาท")
    unit_id = ChoiceField("หน่วยงาน", parse=int, prompt=_WHOLE_OFFICE)

    def to_person(self) -> NewPerson:
        """Return who is to be added."""
        return NewPerson(
            self.username.data or "", self.name.data or "", self.position.data or "", self.role.data, self.unit_id.data
        )


class EndPostForm(TrackerForm):
    """The last day of a post."""

    ends_on = DateField("วันสุดท้ายในตำแหน่ง", [Required()])


class UploadUsersForm(TrackerForm):
    """A spreadsheet of users."""

    file = UploadField("ไฟล์ตารางรายชื่อ (.xlsx)", [Required(), FileKinds("xlsx"), FileNotLarger(UPLOAD_LIMIT)])


class ConfirmUsersForm(TrackerForm):
    """The rows that were shown, to be checked once more and added."""

    rows = HiddenField(validators=[Required()])


class UnitForm(TrackerForm):
    """A unit of the office."""

    name = StringField("ชื่อหน่วยงาน", [Required(), Length(max=200)])
    kind = ChoiceField("ประเภท", [Required()], choices=labelled(UnitKind), parse=UnitKind, prompt="เลือกประเภท")
    parent_id = ChoiceField("สังกัด", parse=int, prompt="ขึ้นตรงต่อหน่วยงานใหญ่")
    serves_public = BooleanField("ให้บริการประชาชนโดยตรง")

    @classmethod
    def about(cls, unit: Unit) -> "UnitForm":
        """Return the form as the unit stands."""
        return cls(name=unit.name, kind=unit.kind, parent_id=unit.parent_id, serves_public=unit.serves_public)

    def offer_parents(self, units: Iterable[UnitRow]) -> None:
        """Offer the units it may stand below."""
        self.parent_id.offer([(unit.id, unit.name) for unit in units])

    def to_terms(self) -> UnitTerms:
        """Return what the unit is to be."""
        return UnitTerms(self.name.data or "", self.kind.data, self.parent_id.data, bool(self.serves_public.data))


class AliasForm(TrackerForm):
    """Another way a unit is written."""

    written = StringField("ชื่อที่พบในเอกสาร", [Required(), Length(max=200)])


class HolidayForm(TrackerForm):
    """A day off of this office."""

    day = DateField("วันที่", [Required()])
    name = StringField("ชื่อวันหยุด", [Required(), Length(max=200)])

    def day_and_name(self) -> tuple[date, str]:
        """Return the day and what it is called."""
        return self.day.data, self.name.data or ""


class OfficeForm(TrackerForm):
    """What an office chooses about itself."""

    district = StringField("อำเภอ", [Length(max=100)])
    province = StringField("จังหวัด", [Length(max=100)])
    phone = StringField("โทรศัพท์", [Length(max=60)])
    document_prefix = StringField("เลขที่หนังสือ (อักษรย่อและเลขประจำหน่วยงาน)", [Length(max=40)], description="เช่น ตย ๗๐๐๐๑/")
    verifies_progress = BooleanField("ผลงานที่ส่งต้องมีผู้ตรวจก่อนถือว่าแล้วเสร็จ")

    @classmethod
    def about(cls, office: LocalGovernment) -> "OfficeForm":
        """Return the form as the office stands."""
        return cls(
            district=office.district,
            province=office.province,
            phone=office.phone,
            document_prefix=office.document_prefix,
            verifies_progress=office.verifies_progress,
        )

    def to_terms(self) -> OfficeTerms:
        """Return what the office chose."""
        return OfficeTerms(
            district=self.district.data or "",
            province=self.province.data or "",
            phone=self.phone.data or "",
            document_prefix=self.document_prefix.data or "",
            verifies_progress=bool(self.verifies_progress.data),
        )
