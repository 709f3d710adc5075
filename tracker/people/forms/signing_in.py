"""The forms of signing in and of one's own account."""

from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from tracker.people.signing_in import SHORTEST_PASSWORD, Credentials
from tracker.web.forms import TrackerForm


class SignInForm(TrackerForm):
    """Username and password."""

    username = StringField("ชื่อผู้ใช้", [InputRequired(), Length(max=60)], render_kw={"autocomplete": "username"})
    password = PasswordField(
        "รหัสผ่าน", [InputRequired(), Length(max=200)], render_kw={"autocomplete": "current-password"}
    )

    def to_credentials(self, address: str) -> Credentials:
        """Return what was typed, with the address it came from."""
        return Credentials(self.username.data or "", self.password.data or "", address)


class PasswordForm(TrackerForm):
    """A new password, typed twice, with the present one."""

    current = PasswordField(
        "รหัสผ่านเดิม", [InputRequired(), Length(max=200)], render_kw={"autocomplete": "current-password"}
    )
    new = PasswordField(
        "รหัสผ่านใหม่",
        [InputRequired(), Length(min=SHORTEST_PASSWORD, max=200)],
        description=f"อย่างน้อย {SHORTEST_PASSWORD} ตัวอักษร ใช้คำไทยหลายคำต่อกันก็ได้",
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "พิมพ์รหัสผ่านใหม่อีกครั้ง",
        [InputRequired(), EqualTo("new", message="พิมพ์รหัสผ่านใหม่สองช่องไม่ตรงกัน")],
        render_kw={"autocomplete": "new-password"},
    )


class ActionForm(TrackerForm):
    """A press of a button, nothing to fill in."""
