"""The forms of an office's LINE channel, of linking people and groups, and of the rehearsal."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from tracker.people.queries import UnitRow
from tracker.reminders.channel import Credentials
from tracker.reminders.models import LineChannel
from tracker.web.forms import (
    ChoiceField,
    DateField,
    HiddenField,
    Length,
    PasswordField,
    Regexp,
    Required,
    StringField,
    TrackerForm,
    WholeNumberField,
)

_UNSEEN = {"autocomplete": "new-password"}


class ChannelForm(TrackerForm):
    """What LINE's console says of the channel; what is secret is never shown again."""

    channel_id = StringField(
        "Channel ID", [Required(), Regexp(r"^\d{6,20}$", message="ต้องเป็นตัวเลขตามที่แสดงใน LINE Developers")]
    )
    basic_id = StringField(
        "Basic ID ของบัญชี LINE", [Required(), Length(max=40)], description="ขึ้นต้นด้วย @ ประชาชนใช้ค้นหาบัญชี"
    )
    secret = PasswordField("Channel secret", [Length(max=200)], render_kw=_UNSEEN)
    access_token = PasswordField("Channel access token (long-lived)", [Length(max=2000)], render_kw=_UNSEEN)

    @classmethod
    def about(cls, channel: LineChannel | None) -> "ChannelForm":
        """Return the form as the channel stands, its secrets left out."""
        if channel is None:
            return cls()
        return cls(channel_id=channel.channel_id, basic_id=channel.basic_id)

    def to_credentials(self) -> Credentials:
        """Return what was typed."""
        return Credentials(
            channel_id=self.channel_id.data or "",
            basic_id=self.basic_id.data or "",
            secret=self.secret.data or "",
            access_token=self.access_token.data or "",
        )


class AccountLinkForm(TrackerForm):
    """LINE's link token and the office whose account issued it, on their way from the chat back to LINE."""

    link_token = HiddenField(validators=[Required(), Length(max=500)])
    office = HiddenField(validators=[Required(), Length(max=20)])


class RehearsalForm(TrackerForm):
    """Which day to rehearse, and whose message; it changes nothing, so it travels in the address."""

    class Meta(TrackerForm.Meta):
        """A form of the address bar."""

        csrf = False

    day = DateField("วันที่", [Required()])
    person = WholeNumberField("ถึง")

    @property
    def chosen_day(self) -> date:
        """The day, once the form is valid."""
        return cast(date, self.day.data)

    @property
    def chosen_person(self) -> int:
        """The person, or nobody."""
        return int(self.person.data or 0)


class GroupCodeForm(TrackerForm):
    """The unit a LINE group is to be linked to."""

    unit_id = ChoiceField("หน่วยงานของกลุ่ม", [Required()], parse=int, prompt="เลือกหน่วยงาน")

    def offer_units(self, units: Iterable[UnitRow]) -> None:
        """Offer the units the person may link a group to."""
        self.unit_id.offer([(unit.id, unit.name) for unit in units])
